"""``onrecord watch``: what is new in feeds goes into the record, again and again until Ctrl-C."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from onrecord.cli.add import read_pending
from onrecord.cli.found import name_place
from onrecord.cli.lines import Rejection, make_rejection, write_line
from onrecord.cli.outcomes import Tally, finish, stopped_by_sigterm, tell
from onrecord.cli.printable import make_printable
from onrecord.cli.stamping import stamp
from onrecord.cli.streams import USER_AGENT, emit, say, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.add import add_captures
from onrecord.corpus.stores import open_known_record, open_record, open_stores
from onrecord.corpus.watch import Watch, follow
from onrecord.corpus.web import Web
from onrecord.corpus.worker import READER
from onrecord.domain import SCHEMA_VERSION, Domain
from onrecord.errors import BusyError, UsageError
from onrecord.intake.politeness import Manners
from onrecord.intake.watching import read_notes
from onrecord.intake.web import Network

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from onrecord.config import Settings
    from onrecord.domain import FeedState
    from onrecord.intake.watching import Polled, Step
    from onrecord.record import Record

_BUSY_S = 60.0


class WatchedFeed(Domain, frozen=True, kw_only=True):
    """A watched feed: pages that wait, when it is looked at next, and what was wrong the last time."""

    url: str
    waiting: int
    next_at: datetime | None
    problem: Rejection | None


class FeedLine(Domain, frozen=True, kw_only=True):
    """The line of a watched feed."""

    schema: int = SCHEMA_VERSION
    feed: WatchedFeed


def run(
    arguments: argparse.Namespace,
    *,
    reader: str = READER,
    network: Network | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Watch until stopped, or once; True when a page was rejected or its statements were not read.

    ``reader`` and ``network`` are as for ``add``; ``sleep`` waits so many seconds.
    """
    settings = read_settings(vars(arguments))
    _check_addresses(arguments.feeds)
    if arguments.list or arguments.forget:
        with open_known_record(settings) as record:
            _forget(record, arguments.forget)
            if arguments.list:
                _list(record.feeds(), as_json=wants_lines(arguments))
            return False
    web = Web(manners=Manners(delay_s=settings.delay), network=network or Network(user_agent=USER_AGENT), sleep=sleep)
    tally = Tally()
    look = partial(_look, arguments, settings=settings, web=web, tally=tally, reader=reader)
    if arguments.once:
        look()
        return finish(tally, as_json=wants_lines(arguments), place=name_place(arguments))
    with suppress(KeyboardInterrupt), stopped_by_sigterm():
        while True:
            _look_patiently(look, web)
    say("\nonrecord: stopped; to go on, type: onrecord watch")
    return finish(tally, as_json=wants_lines(arguments), place=name_place(arguments))


def _look_patiently(look: Callable[[], Step | None], web: Web) -> None:
    """Look, then sleep until something is due; while another process writes to the record, try again each minute."""
    try:
        step = look()
    except BusyError as error:
        say(f"onrecord: {error.message}; looking again in a minute")
        web.sleep(_BUSY_S)
        return
    if step is not None:
        say(f"onrecord: nothing to fetch until {step.at.astimezone():%H:%M:%S}; Ctrl-C stops")
        web.wait_until(step.at)


def _look(arguments: argparse.Namespace, *, settings: Settings, web: Web, tally: Tally, reader: str) -> Step | None:
    """Do what is due, telling of it; what is to be done next.  UsageError when no feed is named or known."""
    with open_record(settings) as record:
        follow(record, arguments.feeds)
        if not record.feeds():
            message = "no feed is watched yet"
            raise UsageError(message, next_step="Name one: onrecord watch https://news.example/feed.xml")
    with open_stores(settings, clock=lambda: datetime.now(UTC), reader=reader) as stores:
        read_pending(stores, settings, as_json=wants_lines(arguments))
        watch = Watch(
            record=stores.record,
            web=web,
            chosen=frozenset(arguments.feeds) or None,
            tell=_tell_of_poll,
            every=timedelta(minutes=arguments.every),
        )
        outcomes = add_captures(watch.look(at_once=arguments.once), stores, workers=settings.workers)
        tell(outcomes, as_json=wants_lines(arguments), count_expected=lambda: None, tally=tally)
        stamp(stores.archive, settings)
        return watch.find_next()


def _tell_of_poll(polled: Polled) -> None:
    """Say what a feed had."""
    problem = read_notes(polled.feed).problem
    if problem is not None:
        say(f"onrecord: {problem.message}")
    else:
        say(f"onrecord: {polled.feed.url}: {len(polled.new):,} new")
    for url in polled.further:
        say(f"onrecord: watching {url}, which it leads to")


def _check_addresses(names: Iterable[str]) -> None:
    """Raise UsageError for a name that is no web address."""
    for name in names:
        if not name.lower().startswith(("http://", "https://")):
            message = f"{name} is no web address"
            raise UsageError(message, next_step="Write the feed's address in full: https://news.example/feed.xml")


def _forget(record: Record, urls: Iterable[str]) -> None:
    """Watch feeds no more; UsageError for one that is not watched."""
    for url in urls:
        if not record.forget_feed(url):
            message = f"{url} is not watched"
            raise UsageError(message, next_step="Type: onrecord watch --list")
        say(f"onrecord: {url} is watched no more; its articles are kept")


def _list(feeds: Iterable[FeedState], *, as_json: bool) -> None:
    """Print the feeds that are watched."""
    for feed in feeds:
        notes = read_notes(feed)
        if as_json:
            problem = None if notes.problem is None else make_rejection(notes.problem)
            watched = WatchedFeed(url=feed.url, waiting=len(notes.waiting), next_at=feed.next_at, problem=problem)
            emit(f"{write_line(FeedLine(feed=watched))}\n")
        else:
            waiting = f", {len(notes.waiting):,} pages wait" if notes.waiting else ""
            wrong = f"  ({make_printable(notes.problem.message)})" if notes.problem else ""
            emit(f"{make_printable(feed.url)}{waiting}{wrong}\n")

"""Watching feeds: which are due, what is new in them, and which pages wait to be fetched.

Everything that has to survive a restart is in ``FeedState``: a page is in it from the poll that found it until
``settle`` is told its outcome, so an interruption loses none.  The loop, step by step::

    step = plan(feeds, sites, now)             what to do next, and when; None: nothing is watched
    polled = poll(feed, site, …)               a step without a page
    visited = visit(step.url, site, …)         a step with a page; archive and read the capture, then
    settled = settle(feed, step.url, visited.outcome)

The caller keeps the feeds in the record and the sites (by ``site_of``) in memory, and sleeps until a step is due.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from onrecord.domain import Capture, Domain, FeedState, Rejected
from onrecord.errors import InputError
from onrecord.intake.feeds import Entry
from onrecord.intake.files import reject
from onrecord.intake.listings import read_listing
from onrecord.intake.politeness import Later, NotModified, Site, pause_after, visit
from onrecord.intake.robots import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.intake.feeds import Listing
    from onrecord.intake.politeness import Manners
    from onrecord.intake.web import Limits, Network

EVERY = timedelta(minutes=15)
MAX_TRIES = 5
# Addresses remembered beyond those that a feed names now: one that drops out and comes back is no news.
MIN_SEEN = 5000
_DIGEST_CHARS = 16
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


class Waiting(Domain, frozen=True, kw_only=True):
    """A page that a feed named and that has no outcome yet; ``tries`` counts the visits that failed."""

    entry: Entry
    tries: int = 0
    next_at: datetime | None = None


class Notes(Domain, frozen=True, kw_only=True):
    """What a watcher knows of a feed beyond its validators.

    ``waiting`` in the order found; ``seen`` are digests of addresses, oldest first; ``problem`` is what went wrong at
    the last poll, ``failures`` how often in a row.
    """

    waiting: tuple[Waiting, ...] = ()
    seen: tuple[str, ...] = ()
    failures: int = 0
    problem: Rejected | None = None


class Polled(NamedTuple):
    """What came of a poll: ``new`` pages (they wait in the feed), ``further`` listings to watch, the capture if any."""

    feed: FeedState
    site: Site
    new: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    capture: Capture | None = None


class Settled(NamedTuple):
    """A feed after one of its pages was visited; ``outcome`` is ``None`` while the page goes on waiting."""

    feed: FeedState
    outcome: Capture | Rejected | None


class Step(NamedTuple):
    """What to do not before ``at``: poll ``feed``, or, with a ``url``, visit a page that waits in it."""

    at: datetime
    feed: FeedState
    url: str | None


def read_notes(feed: FeedState) -> Notes:
    """The notes of a feed; empty for one that was never polled."""
    return msgspec.json.decode(feed.notes, type=Notes) if feed.notes else Notes()


def poll(
    feed: FeedState, site: Site, *, manners: Manners, limits: Limits, network: Network, every: timedelta = EVERY
) -> Polled:
    """Ask a feed whether it has changed, and note what is new; the feed says by itself when it is due again."""
    notes = read_notes(feed)
    validators = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    headers = [(name, value) for name, value in validators.items() if value]
    site, outcome = visit(feed.url, site, manners=manners, limits=limits, network=network, headers=headers)
    if isinstance(outcome, Later) and outcome.because is None:
        return Polled(replace(feed, next_at=outcome.at), site)
    if isinstance(outcome, Later | Rejected):
        return Polled(_note_failure(feed, outcome, now=network.now(), every=every), site)
    if isinstance(outcome, NotModified):
        return Polled(_write(feed, replace(notes, failures=0, problem=None), outcome.at + every), site)
    try:
        listing = read_listing(outcome)
    except InputError as error:
        failed = _note_failure(feed, reject(feed.url, error), now=network.now(), every=every)
        return Polled(failed, site, capture=outcome)
    new = find_new(listing, notes)
    found = note_found(notes, listing, new)
    changed = _write(_keep_validators(feed, outcome), found, network.now() + every)
    return Polled(changed, site, new=new, further=listing.further, capture=outcome)


def settle(feed: FeedState, url: str, outcome: Capture | NotModified | Later | Rejected) -> Settled:
    """Note the outcome of a visit to a waiting page; one that failed ``MAX_TRIES`` times waits no longer."""
    notes = read_notes(feed)
    if isinstance(outcome, Later):
        tries = {each.entry.url: each.tries + (outcome.because is not None) for each in notes.waiting}
        if tries.get(url, 0) < MAX_TRIES:
            waiting = tuple(
                replace(each, tries=tries[url], next_at=outcome.at) if each.entry.url == url else each
                for each in notes.waiting
            )
            return Settled(_write(feed, replace(notes, waiting=waiting), feed.next_at), None)
    left = tuple(each for each in notes.waiting if each.entry.url != url)
    final = outcome.because if isinstance(outcome, Later) else outcome
    settled = final if isinstance(final, Capture | Rejected) else None
    return Settled(_write(feed, replace(notes, waiting=left), feed.next_at), settled)


def plan(feeds: Iterable[FeedState], sites: Mapping[str, Site], now: datetime) -> Step | None:
    """The step that is due first, pages before polls; ``None`` when no feed is watched.

    ``sites`` by ``site_of``; one that is not there was never asked.  ``Step.at`` is never before ``now``.
    """
    steps = (step for feed in feeds for step in _steps(feed, sites, now))
    return min(steps, key=lambda step: (step.at, step.url is None), default=None)


def find_new(listing: Listing, notes: Notes) -> tuple[Entry, ...]:
    """The entries that were in no earlier answer of the feed."""
    seen = frozenset(notes.seen)
    return tuple(entry for entry in listing.entries if _digest(entry.url) not in seen)


def _steps(feed: FeedState, sites: Mapping[str, Site], now: datetime) -> Iterable[Step]:
    """What could be done for one feed, and when."""
    notes = read_notes(feed)
    for each in notes.waiting:
        yield Step(_due(each.entry.url, each.next_at, sites, now), feed, each.entry.url)
    yield Step(_due(feed.url, feed.next_at, sites, now), feed, None)


def _due(url: str, next_at: datetime | None, sites: Mapping[str, Site], now: datetime) -> datetime:
    """When an address may be asked."""
    site = sites.get(site_of(url), Site())
    return max(now, next_at or _EARLIEST, site.next_at or _EARLIEST)


def note_found(notes: Notes, listing: Listing, new: tuple[Entry, ...]) -> Notes:
    """Note the new entries as waiting, and all of a listing's as seen last."""
    current = dict.fromkeys(_digest(entry.url) for entry in listing.entries)
    older = [digest for digest in notes.seen if digest not in current]
    room = max(MIN_SEEN, 2 * len(current)) - len(current)
    waiting = (*notes.waiting, *(Waiting(entry=entry) for entry in new))
    return Notes(waiting=waiting, seen=(*older[-room:], *current))


def _note_failure(feed: FeedState, outcome: Later | Rejected, *, now: datetime, every: timedelta) -> FeedState:
    """Note that a poll failed; the feed is asked again, later each time, once a day in the end."""
    notes = read_notes(feed)
    failures = notes.failures + 1
    problem, earliest = (outcome.because, outcome.at) if isinstance(outcome, Later) else (outcome, now)
    noted = replace(notes, failures=failures, problem=problem)
    return _write(feed, noted, max(earliest, now + max(every, pause_after(failures))))


def _keep_validators(feed: FeedState, capture: Capture) -> FeedState:
    """Keep what the next conditional request sends (RFC 9110, section 13)."""
    head = capture.http
    return replace(
        feed,
        etag=head.value("ETag") if head else None,
        last_modified=head.value("Last-Modified") if head else None,
    )


def _write(feed: FeedState, notes: Notes, next_at: datetime | None) -> FeedState:
    """Put the notes back into a feed."""
    return replace(feed, notes=msgspec.json.encode(notes).decode(), next_at=next_at)


def _digest(url: str) -> str:
    """A short digest of an address."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]

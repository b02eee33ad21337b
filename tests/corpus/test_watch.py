"""Watching: what is new in a feed is fetched once, whatever interrupts; real servers, a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.intake.conftest import Clock, Web, clock, web

from onrecord.corpus.add import add_captures
from onrecord.corpus.outcomes import Added, Outcome, Refused
from onrecord.corpus.stores import Stores
from onrecord.corpus.watch import Watch, follow
from onrecord.corpus.web import Web as Visits
from onrecord.domain import Capture
from onrecord.intake.politeness import Manners

if TYPE_CHECKING:
    from onrecord.intake.watching import Polled

__all__ = ["clock", "web"]
Opening = Callable[..., AbstractContextManager[Stores]]
PAGE = "Bridge {0} stays closed\n\nAnn Lee said that bridge {0} will stay closed until spring.\n"


class Paper:
    """A newspaper with a feed, and a watcher of it."""

    def __init__(self, web: Web, clock: Clock) -> None:
        """Start the server with two pages in its feed."""
        self.links = ["/a", "/b"]
        self.server = web.serve(self._respond)
        self._web = web
        self._clock = clock
        self.url = f"{self.server.url}feed"
        self.polls: list[Polled] = []
        self.visits = Visits(
            manners=Manners(delay_s=0, obeys_robots=False),
            network=web.network(self.server, now=clock),
            sleep=self._sleep,
        )

    def _sleep(self, seconds: float) -> None:
        self._clock.advance(seconds=seconds)

    def _respond(self, head: bytes) -> bytes:
        path = head.split(b" ")[1].decode()
        if path != "/feed":
            return self._web.response(PAGE.format(path).encode(), "Content-Type: text/plain")
        items = "".join(f"<item><link>{link}</link></item>" for link in self.links)
        return self._web.response(f"<rss><channel>{items}</channel></rss>".encode())

    @property
    def asked(self) -> list[str]:
        """The paths asked for."""
        return [head.split(b" ")[1].decode() for head in self.server.requests]

    def watch(self, stores: Stores) -> Watch:
        """Give a watcher of the feed."""
        follow(stores.record, [self.url])
        return Watch(record=stores.record, web=self.visits, chosen=None, tell=self.polls.append)

    def look(self, stores: Stores, *, at_once: bool = False) -> list[Outcome]:
        """Look once."""
        return list(add_captures(self.watch(stores).look(at_once=at_once), stores, workers=1))


@pytest.fixture
def paper(web: Web, clock: Clock) -> Paper:
    """Give a newspaper."""
    return Paper(web, clock)


def test_pages_of_a_feed_are_added(paper: Paper, opening: Opening) -> None:
    with opening() as stores:
        outcomes = paper.look(stores)
        assert [type(outcome) for outcome in outcomes] == [Added, Added]
        assert (stores.record.status().articles, [len(poll.new) for poll in paper.polls]) == (2, [2])


def test_after_a_restart_only_what_is_new_is_fetched(paper: Paper, opening: Opening, clock: Clock) -> None:
    with opening() as stores:
        paper.look(stores)
    paper.links.append("/c")
    clock.advance(minutes=16)
    with opening() as stores:
        assert len(paper.look(stores)) == 1
    assert paper.asked == ["/feed", "/a", "/b", "/feed", "/c"]


def test_nothing_is_asked_before_it_is_due(paper: Paper, opening: Opening, clock: Clock) -> None:
    with opening() as stores:
        paper.look(stores)
        assert paper.look(stores) == []
        step = paper.watch(stores).find_next()
        assert step is not None
        assert step.at - clock.time == timedelta(minutes=15)
        assert paper.asked.count("/feed") == 1


def test_at_once_asks_every_feed(paper: Paper, opening: Opening) -> None:
    with opening() as stores:
        paper.look(stores)
        paper.look(stores, at_once=True)
    assert paper.asked.count("/feed") == 2


def test_an_interruption_loses_no_page(paper: Paper, opening: Opening) -> None:
    with opening() as stores:
        pages = paper.watch(stores).look()
        first = next(pages)
        assert isinstance(first, Capture)
        pages.close()  # before anybody kept the page
    with opening() as stores:
        assert [type(outcome) for outcome in paper.look(stores)] == [Added, Added]
        assert stores.record.status().articles == 2


def test_a_page_that_is_gone_is_rejected_once(paper: Paper, opening: Opening, web: Web) -> None:
    paper.links = [f"{web.serve(web.response(status='404 Not Found')).url}gone"]
    with opening() as stores:
        (refused,) = paper.look(stores)
        assert isinstance(refused, Refused)
        assert paper.look(stores, at_once=True) == []


def test_a_feed_that_is_not_chosen_rests(paper: Paper, opening: Opening) -> None:
    with opening() as stores:
        follow(stores.record, [paper.url])
        watch = Watch(record=stores.record, web=paper.visits, chosen=frozenset({"x"}), tell=paper.polls.append)
        assert list(watch.look()) == []
        assert watch.find_next() is None


def test_following_twice_keeps_what_is_known(paper: Paper, opening: Opening) -> None:
    with opening() as stores:
        paper.look(stores)
        before = stores.record.feeds()
        follow(stores.record, [paper.url, paper.url])
        assert stores.record.feeds() == before
        assert stores.record.forget_feed(paper.url)
        assert not stores.record.forget_feed(paper.url)
        assert stores.record.feeds() == ()

"""Feeds are polled when due; what they name is fetched once, whatever interrupts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Capture, FeedState, Rejected, RejectReason
from onrecord.intake.feeds import Entry, Listing
from onrecord.intake.politeness import Later, Manners, NotModified, Site, visit
from onrecord.intake.robots import site_of
from onrecord.intake.watching import (
    EVERY,
    MAX_TRIES,
    MIN_SEEN,
    Notes,
    Polled,
    find_new,
    note_found,
    plan,
    poll,
    read_notes,
    settle,
)
from onrecord.intake.web import Limits

if TYPE_CHECKING:
    from tests.intake.conftest import Clock, Server, Web

MANNERS = Manners(obeys_robots=False, delay_s=0)


def feed(*paths: str) -> bytes:
    """A feed that names pages."""
    return b"<rss><channel>%s</channel></rss>" % b"".join(
        b"<item><link>%s</link></item>" % path.encode() for path in paths
    )


class Paper:
    """A server with a feed whose answer a test changes."""

    def __init__(self, web: Web, clock: Clock) -> None:
        """Start it."""
        self.answer = web.response(feed("/a", "/b"), 'ETag: "1"', "Last-Modified: Tue, 03 Mar 2026 10:00:00 GMT")
        self.server: Server = web.serve(lambda head: self.answer if b"/feed " in head else web.response(b"page"))
        self.network = web.network(self.server, now=clock)
        self.url = f"{self.server.url}feed"

    def poll(self, state: FeedState | None = None, site: Site | None = None) -> Polled:
        """Poll the feed."""
        known = state or FeedState(url=self.url)
        return poll(known, site or Site(), manners=MANNERS, limits=Limits(), network=self.network)

    def page(self, name: str) -> str:
        """Address of a page."""
        return f"{self.server.url}{name}"


@pytest.fixture
def paper(web: Web, clock: Clock) -> Paper:
    """Give a server with a feed."""
    return Paper(web, clock)


def waiting(state: FeedState) -> list[str]:
    """The last letters of what waits."""
    return [each.entry.url[-1] for each in read_notes(state).waiting]


def test_what_a_feed_names_first_is_all_new(paper: Paper, clock: Clock) -> None:
    polled = paper.poll()
    assert [entry.url for entry in polled.new] == [paper.page("a"), paper.page("b")]
    assert waiting(polled.feed) == ["a", "b"]
    assert polled.feed.next_at == clock.time + EVERY
    assert polled.capture is not None


def test_the_next_poll_asks_for_changes_only(paper: Paper, web: Web, clock: Clock) -> None:
    first = paper.poll().feed
    paper.answer = web.response(status="304 Not Modified")
    clock.advance(minutes=15)
    second = paper.poll(first)
    assert b'\r\nIf-None-Match: "1"\r\n' in paper.server.requests[1]
    assert b"\r\nIf-Modified-Since: Tue, 03 Mar 2026 10:00:00 GMT\r\n" in paper.server.requests[1]
    assert (second.new, waiting(second.feed), second.feed.etag) == ((), ["a", "b"], '"1"')
    assert second.feed.next_at == clock.time + EVERY


def test_only_what_was_never_named_is_new(paper: Paper, web: Web) -> None:
    first = paper.poll().feed
    paper.answer = web.response(feed("/c", "/b"))
    second = paper.poll(first)
    assert [entry.url for entry in second.new] == [paper.page("c")]
    paper.answer = web.response(feed("/a"))
    third = paper.poll(second.feed)
    assert (third.new, waiting(third.feed)) == ((), ["a", "b", "c"])


def test_a_page_waits_until_its_outcome_is_told(paper: Paper) -> None:
    state = paper.poll().feed
    capture = Capture(locator=paper.page("a"), payload=b"page")
    settled = settle(state, paper.page("a"), capture)
    assert (settled.outcome, waiting(settled.feed)) == (capture, ["b"])
    assert settle(settled.feed, paper.page("a"), capture).feed == settled.feed
    unchanged = settle(settled.feed, paper.page("b"), NotModified(at=paper.network.now()))
    assert (unchanged.outcome, waiting(unchanged.feed)) == (None, [])


def test_a_page_that_fails_is_tried_some_times_and_then_rejected(paper: Paper, clock: Clock) -> None:
    state, url = paper.poll().feed, paper.page("a")
    why = Rejected(locator=url, reason=RejectReason.FETCH_FAILED, message="m", next_step="n")
    for _ in range(MAX_TRIES - 1):
        settled = settle(state, url, Later(at=clock.advance(hours=1), because=why))
        state = settled.feed
        assert (settled.outcome, waiting(state)) == (None, ["a", "b"])
    assert settle(state, url, Later(at=clock.time, because=why)).outcome == why


def test_a_page_whose_site_rests_loses_no_try(paper: Paper, clock: Clock) -> None:
    state, url = paper.poll().feed, paper.page("a")
    for _ in range(3 * MAX_TRIES):
        state = settle(state, url, Later(at=clock.time)).feed
    assert read_notes(state).waiting[0].tries == 0


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 404 Gone\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nno feed", b"HTTP/1.1 503 Later\r\n\r\n"]
)
def test_a_feed_that_fails_is_asked_later_each_time(paper: Paper, clock: Clock, answer: bytes) -> None:
    state = paper.poll().feed
    paper.answer = answer
    pauses = []
    for _ in range(12):
        clock.advance(days=2)
        state = paper.poll(state).feed
        assert state.next_at is not None
        pauses.append(state.next_at - clock.time)
    notes = read_notes(state)
    assert (notes.failures, waiting(state), state.etag) == (12, ["a", "b"], '"1"')
    assert notes.problem is not None
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (EVERY, timedelta(days=1))


def test_a_feed_that_answers_again_is_well(paper: Paper, clock: Clock, web: Web) -> None:
    paper.answer, well = b"", paper.answer
    state = paper.poll().feed
    clock.advance(hours=1)
    paper.answer = well
    assert read_notes(paper.poll(state).feed).failures == 0
    assert web.now < clock.time


def test_a_feed_whose_site_rests_is_not_asked(paper: Paper, clock: Clock) -> None:
    later = clock.time + timedelta(minutes=1)
    polled = paper.poll(None, Site(next_at=later))
    assert (polled.feed, paper.server.connections) == (FeedState(url=paper.url, next_at=later), 0)


def test_a_listing_of_listings_leads_further(paper: Paper, web: Web) -> None:
    paper.answer = web.response(b"<opml><body><outline xmlUrl='/other'/></body></opml>")
    assert paper.poll().further == (paper.page("other"),)


def test_nothing_is_planned_where_nothing_is_watched(clock: Clock) -> None:
    assert plan([], {}, clock.time) is None


def test_what_is_due_first_is_planned_first(clock: Clock) -> None:
    now = clock.time
    soon, late = now + timedelta(minutes=1), now + timedelta(minutes=9)
    feeds = [
        FeedState(url="https://a.example/feed", next_at=late),
        FeedState(url="https://b.example/feed", next_at=soon),
    ]
    step = plan(feeds, {}, now)
    assert step == (soon, feeds[1], None)
    rests = {site_of(feeds[1].url): Site(next_at=late + timedelta(minutes=1))}
    assert plan(feeds, rests, now) == (late, feeds[0], None)
    assert plan(feeds, {}, late + timedelta(days=1)) == (late + timedelta(days=1), feeds[0], None)


def test_pages_are_planned_before_polls(paper: Paper, clock: Clock) -> None:
    state = paper.poll().feed
    clock.advance(days=1)
    step = plan([state], {}, clock.time)
    assert step is not None
    assert step.url == paper.page("a")


def test_following_the_plan_fetches_every_page_once(paper: Paper, clock: Clock, web: Web) -> None:
    """The loop of the module's docstring, stopped and started anew at every step."""
    feeds = {paper.url: FeedState(url=paper.url)}
    sites: dict[str, Site] = {}
    fetched: list[str] = []
    end = clock.time + timedelta(hours=1)
    while (step := plan(feeds.values(), sites, clock.time)) and step.at < end:
        clock.time = step.at
        if step.at > web.now + timedelta(minutes=20):
            paper.answer = web.response(feed("/c", "/a"))
        if step.url is None:
            polled = paper.poll(step.feed, sites.get(site_of(paper.url)))
            feeds[step.feed.url], sites[site_of(paper.url)] = polled.feed, polled.site
        else:
            known = sites.get(site_of(step.url), Site())
            visited = visit(step.url, known, manners=MANNERS, limits=Limits(), network=paper.network)
            sites[site_of(step.url)] = visited.site
            settled = settle(step.feed, step.url, visited.outcome)
            feeds[step.feed.url] = settled.feed
            fetched += [settled.outcome.locator] if isinstance(settled.outcome, Capture) else []
        feeds = {url: msgspec.json.decode(msgspec.json.encode(state), type=FeedState) for url, state in feeds.items()}
    assert fetched == [paper.page("a"), paper.page("b"), paper.page("c")]


@given(polls=st.lists(st.lists(st.integers(0, 30), max_size=8), max_size=12))
def test_no_entry_is_new_twice(polls: list[list[int]]) -> None:
    notes, news = Notes(), []
    for numbers in polls:
        listing = Listing(entries=tuple(Entry(url=f"https://a.example/{number}") for number in dict.fromkeys(numbers)))
        new = find_new(listing, notes)
        notes = note_found(notes, listing, new)
        news += [entry.url for entry in new]
    assert len(news) == len(set(news)) == len({number for numbers in polls for number in numbers})


def test_the_memory_of_a_feed_is_bounded_but_holds_what_it_names_now() -> None:
    listing = Listing(entries=tuple(Entry(url=f"https://a.example/{number}") for number in range(4 * MIN_SEEN)))
    notes = Notes(seen=tuple(str(number) for number in range(9 * MIN_SEEN)))
    notes = note_found(notes, listing, ())
    assert len(notes.seen) == 8 * MIN_SEEN
    assert find_new(listing, notes) == ()

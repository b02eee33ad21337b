"""A site is asked again when it wants to be, and left alone while it cannot answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.intake.politeness import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    Later,
    Manners,
    NotModified,
    Site,
    Visit,
    pause_after,
    read_retry_after,
    visit,
)
from onrecord.intake.web import Limits

if TYPE_CHECKING:
    from tests.intake.conftest import Clock, Server, Web

PAGE = b"<p>The council met, its clerk said.</p>"
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def go(web: Web, server: Server, clock: Clock, site: Site | None = None, **changes: Any) -> Visit:  # noqa: ANN401 - of visit
    """Visit the page of a server."""
    options = {"manners": Manners(obeys_robots=False), "limits": Limits(), **changes}
    return visit(server.url, site or Site(), network=web.network(server, now=clock), **options)


def test_a_page_comes_with_the_time_its_site_may_be_asked_again(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(PAGE))
    site, outcome = go(web, server, clock, manners=Manners(delay_s=7, obeys_robots=False))
    assert isinstance(outcome, Capture)
    assert (outcome.payload, site.next_at) == (PAGE, clock.time + timedelta(seconds=7))


def test_a_site_is_not_asked_before_its_time(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(PAGE))
    site, _ = go(web, server, clock)
    assert go(web, server, clock, site) == (site, Later(at=clock.time + timedelta(seconds=2)))
    assert server.connections == 1
    clock.advance(seconds=2)
    assert isinstance(go(web, server, clock, site).outcome, Capture)


def test_a_page_that_did_not_change_is_told(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(status="304 Not Modified"))
    outcome = go(web, server, clock, headers=[("If-None-Match", '"1"')]).outcome
    assert outcome == NotModified(at=clock.time)
    assert b'If-None-Match: "1"' in server.requests[0]


def test_rules_are_asked_for_first_and_once(web: Web, clock: Clock) -> None:
    server = web.serve(lambda head: web.response(b"User-agent: *\nCrawl-delay: 9\n" if b"robots" in head else PAGE))
    site, outcome = go(web, server, clock, manners=Manners())
    assert isinstance(outcome, Capture)
    assert site.next_at == clock.advance(seconds=9)
    again, _ = go(web, server, clock, site, manners=Manners())
    assert [head.split()[1] for head in server.requests] == [b"/robots.txt", b"/", b"/"]
    clock.advance(days=2)
    go(web, server, clock, again, manners=Manners())
    assert server.requests[3].startswith(b"GET /robots.txt")


def test_a_page_closed_by_its_rules_is_refused_without_asking_for_it(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(b"User-agent: *\nDisallow: /\n"))
    site, outcome = go(web, server, clock, manners=Manners())
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, server.connections) == (RejectReason.FETCH_REFUSED, 1)
    clock.advance(minutes=1)
    assert isinstance(go(web, server, clock, site, manners=Manners()).outcome, Rejected)
    assert server.connections == 1


@pytest.mark.parametrize("url", ["http://[::1", "news.example", "", "file:///etc/hosts", "https://me:pw@a.example/"])
def test_what_is_no_web_address_is_rejected(clock: Clock, web: Web, url: str) -> None:
    outcome = visit(url, Site(), manners=Manners(), limits=Limits(), network=web.network(now=clock)).outcome
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, outcome.locator) == (RejectReason.FETCH_REFUSED, url)


def test_a_page_that_is_gone_is_rejected_at_once(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(status="404 Not Found"))
    site, outcome = go(web, server, clock)
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, site.failures) == (RejectReason.HTTP_STATUS, 0)


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 503 Later\r\n\r\n", b"HTTP/1.1 429 Slow\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"],
)
def test_a_failure_that_may_pass_is_tried_later_and_later(web: Web, clock: Clock, answer: bytes) -> None:
    server, site = web.serve(answer), Site()
    pauses = []
    for _ in range(3):
        site, outcome = go(web, server, clock, site)
        assert isinstance(outcome, Later)
        assert outcome.because is not None
        pauses.append(outcome.at - clock.time)
        clock.time = outcome.at
    assert pauses == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]


def test_an_answer_ends_a_row_of_failures(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(PAGE))
    assert go(web, server, clock, Site(failures=5)).site.failures == 0


def test_a_site_says_itself_when_to_come_back(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(b"", "Retry-After: 600", status="429 Slow"))
    assert go(web, server, clock).site.next_at == clock.time + timedelta(minutes=10)


def test_what_is_known_of_a_site_can_be_stored(web: Web, clock: Clock) -> None:
    server = web.serve(web.response(PAGE))
    site, _ = go(web, server, clock, manners=Manners())
    assert msgspec.json.decode(msgspec.json.encode(site), type=Site) == site


def test_pauses_grow_to_a_day() -> None:
    pauses = [pause_after(failures) for failures in range(1, 5000, 100)]
    assert pauses[0] == FIRST_PAUSE
    assert max(pauses) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta()),
        ("9" * 5000, LONGEST_PAUSE),
        ("Wed, 04 Mar 2026 05:07:07 GMT", timedelta(minutes=1)),
        ("Wed, 04 Mar 2020 05:07:07 GMT", timedelta()),
        ("Wed, 04 Mar 2036 05:07:07 GMT", LONGEST_PAUSE),
        ("Wed, 04 Mar 2026 05:07:07", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, expected: timedelta | None) -> None:
    assert read_retry_after(header, NOW) == expected

"""A site's robots.txt is read as its standard says."""

from __future__ import annotations

import gzip
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from onrecord.domain import RejectReason
from onrecord.errors import InputError
from onrecord.intake.robots import (
    KEPT,
    MAX_DELAY_S,
    MAX_READ_BYTES,
    Robots,
    crawl_delay,
    fetch_robots,
    may_fetch,
    site_of,
)

if TYPE_CHECKING:
    from tests.intake.conftest import Web

RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: onrecord\nDisallow: /*?print=\nAllow: /\n"
MAX_SECONDS = 8.0  # for a slow machine


def fetch(web: Web, answer: bytes) -> Robots:
    """Fetch the rules of a site that answers so."""
    server = web.serve(answer)
    return fetch_robots(site_of(f"{server.url}a/b"), network=web.network(server))


def test_rules_are_fetched_once_for_a_day(web: Web) -> None:
    server = web.serve(web.response(RULES))
    robots = fetch_robots(site_of(server.url), network=web.network(server))
    assert server.requests[0].startswith(b"GET /robots.txt HTTP/1.1\r\n")
    assert robots == Robots(text=RULES.decode(), expires_at=web.now + KEPT)
    assert timedelta(hours=24) >= KEPT


def test_our_own_group_of_rules_counts_before_everyones(web: Web) -> None:
    robots = fetch(web, web.response(RULES))
    assert may_fetch(robots, "https://news.example/private/a")
    assert not may_fetch(robots, "https://news.example/a?print=1")


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone", "401 No", "304 Not Modified"])
def test_a_site_without_rules_is_open(web: Web, status: str) -> None:
    robots = fetch(web, web.response(status=status))
    assert may_fetch(robots, "https://news.example/private")


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 503 Later\r\n\r\n", b"HTTP/1.1 429 Slow\r\n\r\n", b"", b"no HTTP\r\n\r\n"]
)
def test_a_site_that_cannot_say_is_closed_for_now(web: Web, answer: bytes) -> None:
    with pytest.raises(InputError) as caught:
        fetch(web, answer)
    assert caught.value.reason == RejectReason.FETCH_FAILED


def test_rules_are_unpacked_and_cut(web: Web) -> None:
    long = RULES + b"#" * MAX_READ_BYTES
    packed = gzip.compress(long)
    robots = fetch(web, web.response(packed, "Content-Encoding: gzip"))
    assert robots.text == long[:MAX_READ_BYTES].decode()
    damaged = fetch(web, web.response(packed[:-20], "Content-Encoding: gzip"))
    assert damaged.text.startswith("User-agent")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("3", 3.0), ("0.5", 0.5), ("-1", 0.0), ("soon", 0.0), ("nan", 0.0), ("1e400", 0.0), ("99999", MAX_DELAY_S)],
)
def test_a_delay_is_a_number_of_seconds_within_an_hour(web: Web, stated: str, expected: float) -> None:
    rules = f"User-agent: *\nCrawl-delay: {stated}\nDisallow: /x\n".encode()
    assert crawl_delay(fetch(web, web.response(rules))) == expected


@pytest.mark.parametrize(
    "rules",
    [
        b"Disallow: /" + b"*a" * 200_000 + b"b",
        b"User-agent: a\n" * 30_000,
        b"\xff\0:" * 100_000,
        b"Disallow: /*a*b*c$\n" * 20_000,
    ],
)
def test_hostile_rules_are_read_in_time(web: Web, rules: bytes) -> None:
    robots = fetch(web, web.response(b"User-agent: *\n" + rules))
    start = time.process_time()
    may_fetch(robots, "https://news.example/" + "a" * 1900)
    crawl_delay(robots)
    assert time.process_time() - start < MAX_SECONDS

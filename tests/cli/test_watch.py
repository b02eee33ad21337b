"""``onrecord watch``: feeds of a real server go into a record, and go on where they were."""

from __future__ import annotations

import json
import signal
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.intake.conftest import Web, web

from onrecord.cli import main, watch
from onrecord.cli.arguments import build_parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.intake.web import Network

__all__ = ["web"]
PAGE = b"Bridge 7 stays closed\n\nAnn Lee said that bridge 7 will stay closed until spring.\n"


class Paper:
    """A newspaper whose feed names one page."""

    def __init__(self, web: Web) -> None:
        """Start its server."""
        self._web = web
        self.server = web.serve(self._respond)
        self.feed = f"{self.server.url}feed"
        self.network: Network = web.network(self.server)

    def _respond(self, head: bytes) -> bytes:
        path = head.split(b" ")[1]
        if path == b"/feed":
            return self._web.response(b"<rss><channel><item><link>/page</link></item></channel></rss>")
        if path == b"/page":
            return self._web.response(PAGE, "Content-Type: text/plain")
        return self._web.response(status="404 Not Found")

    def run(self, record: Path, *words: str, sleep: Callable[[float], None] = time.sleep) -> bool:
        """Run ``onrecord watch`` in this process, with the real model."""
        flags = ["--record", str(record), "--workers", "1", "--delay", "0"]
        return watch.run(build_parser().parse_args(["watch", *flags, *words]), network=self.network, sleep=sleep)


@pytest.fixture
def paper(web: Web) -> Paper:
    """Give a newspaper."""
    return Paper(web)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Give the place of a record that does not exist yet."""
    return tmp_path / "record.db"


def read_lines(capfd: pytest.CaptureFixture[bytes]) -> list[dict[str, Any]]:
    """The lines printed since the last call."""
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_once_adds_what_is_new_and_the_next_time_what_is_newer(
    paper: Paper, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert paper.run(record, "--once", paper.feed) is False
    (line,) = read_lines(capfdbinary)
    assert line["added"]["locator"] == f"{paper.server.url}page"
    assert paper.run(record, "--once") is False
    assert read_lines(capfdbinary) == []


def test_feeds_are_listed_and_forgotten(paper: Paper, record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    paper.run(record, "--once", paper.feed)
    read_lines(capfdbinary)
    paper.run(record, "--list")
    (line,) = read_lines(capfdbinary)
    assert (line["feed"]["url"], line["feed"]["waiting"], line["feed"]["problem"]) == (paper.feed, 0, None)
    paper.run(record, "--forget", paper.feed)
    assert main(["watch", "--once", "--record", str(record)]) == 2
    assert b"no feed is watched yet" in capfdbinary.readouterr().err
    assert main(["watch", "--forget", paper.feed, "--record", str(record)]) == 2


def test_a_watch_sleeps_until_something_is_due_and_stops_in_peace(
    paper: Paper, record: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        if seconds > 60:  # nothing is due before the feed is looked at again
            slept.append(seconds)
            signal.raise_signal(signal.SIGTERM)

    assert paper.run(record, "--every", "20", paper.feed, sleep=sleep) is False
    captured = capfdbinary.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert 1100 < slept[0] <= 1200
    assert b"stopped; to go on, type: onrecord watch" in captured.err
    assert b"1 article read" in captured.err


@pytest.mark.parametrize("name", ["feed.xml", "news.example/feed", ""])
def test_a_name_that_is_no_address_is_wrong_use(name: str, record: Path) -> None:
    assert main(["watch", "--once", "--record", str(record), name]) == 2
    assert not record.exists()

"""An archive in a folder of its own, and captures to keep in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from onrecord.archive import SEGMENT_BYTES, Archive
from onrecord.domain import Capture, HttpHead

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = datetime(2025, 4, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Name a folder that does not exist yet."""
    return tmp_path / "record.archive"


@pytest.fixture
def open_archive(folder: Path) -> Callable[..., Archive]:
    """Give the opening of the archive, with a clock that stands still."""

    def opening(segment_bytes: int = SEGMENT_BYTES) -> Archive:
        return Archive.open(folder, clock=lambda: NOON, segment_bytes=segment_bytes)

    return opening


@pytest.fixture
def page() -> Callable[..., Capture]:
    """Give the making of a page as a server sent it: ``page(payload, url=…, minutes=…)``."""

    def make(payload: bytes = b"<p>Late.</p>", url: str = "https://valley.example/gate", minutes: int = 0) -> Capture:
        headers = (("Content-Type", "text/html; charset=utf-8"), ("X-Empty", ""), ("x-twice", "1"), ("X-Twice", "2"))
        return Capture(
            locator=url,
            url=url,
            captured_at=datetime(2025, 4, 2, 8, 15, 0, 250, tzinfo=UTC) + timedelta(minutes=minutes),
            media_type="text/html",
            charset="utf-8",
            http=HttpHead(status=200, reason="OK", headers=headers),
            payload=payload,
        )

    return make


@pytest.fixture
def odd() -> tuple[Capture, ...]:
    """Give captures that are hard to write down, no two of the same payload."""
    odd_headers = (("Transfer-Encoding", "chunked"), ("Server", "caf\xe9"), ("Empty", ""))
    return (
        Capture(locator='two\nlines, a "quote" and \u00e9', payload=b"x"),
        Capture(locator="", payload=b"\x00\xff\r\n\r\nWARC/1.1\r\n", media_type="text/plain; charset=utf-8"),
        Capture(
            locator='"', payload=b"y", url="https://ex.example/caf\u00e9 \u2028?q=%20#x", published=date(2024, 2, 29)
        ),
        Capture(
            locator="zoned",
            url="http://valley.example/gone",
            payload=b"z",
            captured_at=datetime(2025, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            http=HttpHead(status=404, headers=odd_headers),
        ),
        Capture(
            locator="wide",
            url="http://valley.example/wide",
            payload=b"w",
            http=HttpHead(status=200, headers=(("A", "\u4e2d"), ("B", "a\nC: d"))),
        ),
        Capture(locator="bare", payload=b"", http=HttpHead(status=204)),
    )

"""What the tests of ``corpus`` share: an archive with captures, and readers that processes can import."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.archive import Archive
from onrecord.domain import Capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import CaptureRef

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def importable_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading processes import ``light_reader`` and ``misbehaving``: they take over the path of this one."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


@pytest.fixture
def archive_folder(tmp_path: Path) -> Path:
    """Give the place of an archive."""
    return tmp_path / "record.archive"


@pytest.fixture
def store(archive_folder: Path) -> Callable[[list[str]], list[CaptureRef]]:
    """Archive texts as pages named ``page-0.txt`` and so on."""

    def store_texts(texts: list[str]) -> list[CaptureRef]:
        captures = [
            Capture(locator=f"page-{number}.txt", payload=text.encode(), media_type="text/plain")
            for number, text in enumerate(texts)
        ]
        with Archive.open(archive_folder, clock=lambda: NOW) as archive:
            return [archive.store(capture) for capture in captures]

    return store_texts

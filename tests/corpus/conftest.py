"""What the tests of ``corpus`` share: an archive with captures, and readers that processes can import."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.archive import Archive
from onrecord.config import read_settings
from onrecord.corpus.stores import open_stores
from onrecord.domain import Capture

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from onrecord.config import Settings
    from onrecord.corpus.stores import Stores
    from onrecord.domain import CaptureRef

    Opening = Callable[..., AbstractContextManager[Stores]]

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def importable_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading processes import ``light_reader`` and ``misbehaving``: they take over the path of this one."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings of a record that does not exist yet."""
    return read_settings({"record": str(tmp_path / "record.db"), "workers": "1"}, {})


@pytest.fixture
def opening(settings: Settings) -> Opening:
    """Give the opening of both stores, with a reader that starts at once and a clock that stands still."""

    def open_both(reader: str = "light_reader:LightReader") -> AbstractContextManager[Stores]:
        return open_stores(settings, clock=lambda: NOW, reader=reader)

    return open_both


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

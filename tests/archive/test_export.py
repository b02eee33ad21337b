"""Captures leave the archive as a WACZ file that other programs take for one."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from onrecord.archive import Archive, export_wacz
from onrecord.domain import Capture
from onrecord.errors import ArchiveError
from onrecord.warc import read_captures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = datetime(2025, 4, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def archive_folder(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], odd: tuple[Capture, ...], folder: Path
) -> Path:
    """Keep captures, revisits among them, in two segments, and give the folder."""
    again = [page(minutes=minutes) for minutes in (5, 6)]
    with open_archive(segment_bytes=3_000) as archive:
        archive.store_many([page(), *odd, *again, Capture(locator="a.html", media_type="text/html", payload=b"<p>")])
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Name the WACZ file."""
    return tmp_path / "export.wacz"


def export(folder: Path, target: Path, ids: set[str] | None = None) -> int:
    """Export all captures, or those with these ids."""
    with Archive.open_to_read(folder) as archive:
        select = None if ids is None else (lambda capture: capture.id in ids)
        return export_wacz(archive, target, created=NOON, select=select)


def captures_in(target: Path) -> list[Capture]:
    """What a reader of any WACZ finds in it, of all types and statuses."""
    with target.open("rb") as stream:
        return [item for item in read_captures(stream, "export.wacz") if isinstance(item, Capture)]


def run_wacz(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run py-wacz."""
    command = [sys.executable, "-W", "ignore", "-m", "wacz", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - ours


def index_of(target: Path) -> list[tuple[str, str, dict[str, str]]]:
    """Key, date and values of each line of the index."""
    with zipfile.ZipFile(target) as package:
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
    parts = [line.split(" ", 2) for line in lines]
    return [(key, date, json.loads(values)) for key, date, values in parts]


@pytest.mark.parametrize("select", ["all", "some", "none"])
def test_py_wacz_takes_it_as_valid(
    archive_folder: Path, target: Path, page: Callable[..., Capture], select: str
) -> None:
    ids = {"all": None, "some": {page(minutes=5).reference.id}, "none": set()}[select]
    export(archive_folder, target, ids)
    ran = run_wacz("validate", "-f", str(target))
    assert "the passed WACZ is valid" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 0


def test_py_wacz_would_have_made_the_same_index(archive_folder: Path, target: Path, tmp_path: Path) -> None:
    export(archive_folder, target)
    other = tmp_path / "other.wacz"
    segments = sorted(str(path) for path in (archive_folder / "segments").iterdir())
    assert run_wacz("create", "-o", str(other), *segments).returncode == 0
    assert index_of(target) == index_of(other)


def test_records_are_copied_as_they_lie(archive_folder: Path, target: Path) -> None:
    assert export(archive_folder, target) == 10
    with zipfile.ZipFile(target) as package:
        for segment in (archive_folder / "segments").iterdir():
            assert package.read(f"archive/{segment.name}") == segment.read_bytes()
        assert package.read("evidence/index.jsonl") == (archive_folder / "index.jsonl").read_bytes()


def test_export_read_again_is_the_same_captures(
    archive_folder: Path, target: Path, page: Callable[..., Capture], odd: tuple[Capture, ...]
) -> None:
    export(archive_folder, target)
    read = captures_in(target)
    assert [page(), page(minutes=5), page(minutes=6)] == [each for each in read if each.payload == page().payload]
    assert [each for each in odd if each.http is None] == [each for each in read if each in odd and each.http is None]


def test_revisit_is_exported_with_its_payload_when_its_original_is_not(
    archive_folder: Path, target: Path, page: Callable[..., Capture]
) -> None:
    wanted = [page(minutes=5), page(minutes=6)]
    assert export(archive_folder, target, {capture.reference.id for capture in wanted}) == 2
    assert captures_in(target) == wanted
    assert [values["mime"] for _, _, values in index_of(target)] == ["text/html", "warc/revisit"]


def test_nothing_that_was_not_selected_is_in_the_file(
    archive_folder: Path, target: Path, page: Callable[..., Capture]
) -> None:
    export(archive_folder, target, {page(minutes=5).reference.id})
    with zipfile.ZipFile(target) as package:
        assert sorted(name for name in package.namelist() if not name.startswith("indexes/")) == [
            "archive/onrecord-00002.warc.gz",
            "datapackage-digest.json",
            "datapackage.json",
            "pages/pages.jsonl",
        ]
    assert len(captures_in(target)) == 1


def test_pages_are_listed(archive_folder: Path, target: Path, page: Callable[..., Capture]) -> None:
    export(archive_folder, target)
    with zipfile.ZipFile(target) as package:
        head, *pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert head == {"format": "json-pages-1.0", "id": "pages", "title": "10 captures"}
    assert {"id": page().reference.id, "url": page().url, "ts": "2025-04-02T08:15:00Z", "title": page().url} in pages
    assert [line["title"] for line in pages].count("a.html") == 1


def test_damaged_record_stops_the_export_and_leaves_no_file(archive_folder: Path, target: Path) -> None:
    segment = archive_folder / "segments" / "onrecord-00002.warc.gz"
    segment.write_bytes(segment.read_bytes()[:-1] + b"x")
    with pytest.raises(ArchiveError, match="not as it was stored"):
        export(archive_folder, target)
    assert list(target.parent.glob("*.wacz*")) == []

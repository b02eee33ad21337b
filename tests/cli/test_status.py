"""``onrecord status``, ``refresh``, ``backup`` and ``restore``: where the record is, and that it can be kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from onrecord.cli import main
from onrecord.cli.status import Status, describe
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from pathlib import Path


def run(capfd: pytest.CaptureFixture[bytes], *words: str | Path) -> list[dict[str, Any]]:
    """Run a command that ends well; its lines."""
    assert main([*map(str, words)]) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_status_tells_where_the_record_is_and_what_is_in_it(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (line,) = run(capfdbinary, "status", "--record", kept_examples)
    status = msgspec.convert(line["status"], Status)
    assert (status.record, status.archive) == (str(kept_examples), str(kept_examples.with_suffix(".archive")))
    assert (status.counts.articles, status.counts.events, status.pending, status.outdated) == (1, 1, 0, 0)
    assert len(status.counts.head) == len(status.archive_head) == 64
    assert status.producer == Reader().producer


def test_status_for_people_says_what_waits(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (line,) = run(capfdbinary, "status", "--record", kept_examples)
    status = msgspec.convert(line["status"], Status)
    assert f"record head   {status.counts.head}" in describe(status)
    waiting = describe(msgspec.structs.replace(status, pending=3, outdated=2))
    assert any(text.startswith("pending       3 ") for text in waiting)
    assert any("onrecord refresh" in text for text in waiting)


@pytest.mark.parametrize("command", [["status"], ["rejected"], ["refresh"], ["backup", "x.zip"]])
def test_without_a_record_the_way_to_make_one_is_told(
    command: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "record.db"
    assert main([*command, "--record", str(path)]) == 2
    assert b"onrecord add" in capfdbinary.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_refreshed_that_this_version_read(
    record_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(capfdbinary, "refresh", "--workers", "1", "--record", record_path) == []


def test_a_record_comes_back_from_its_backup(
    record_path: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (before,) = run(capfdbinary, "status", "--record", record_path)
    (backup,) = run(capfdbinary, "backup", "--record", record_path, tmp_path / "b.zip")
    (restored,) = run(capfdbinary, "restore", "--record", tmp_path / "again.db", tmp_path / "b.zip")
    (after,) = run(capfdbinary, "status", "--record", tmp_path / "again.db")
    assert backup["backup"] == restored["restored"]
    assert after["status"]["counts"] == before["status"]["counts"]
    assert after["status"]["archive_head"] == backup["backup"]["archive_head"]


def test_nothing_is_overwritten_without_yes(
    record_path: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(capfdbinary, "backup", "--record", record_path, tmp_path / "b.zip")
    assert main(["backup", "--record", str(record_path), str(tmp_path / "b.zip")]) == 2
    assert main(["restore", "--record", str(record_path), str(tmp_path / "b.zip")]) == 2
    assert capfdbinary.readouterr().err.count(b"--yes") == 2
    run(capfdbinary, "backup", "--yes", "--record", record_path, tmp_path / "b.zip")
    run(capfdbinary, "restore", "--yes", "--record", record_path, tmp_path / "b.zip")

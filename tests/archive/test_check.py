"""The check finds whatever is not as it was written, and names the file and the place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import msgspec
import pytest

from onrecord.archive import Archive
from onrecord.archive.lines import parse_line, write_line
from onrecord.domain import Finding, FindingVerdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.domain import Capture

FLIPS = 250


@pytest.fixture
def archive_folder(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], odd: tuple[Capture, ...], folder: Path
) -> Path:
    """Keep captures, a revisit among them, in two segments, and give the folder."""
    with open_archive(segment_bytes=3_000) as archive:
        archive.store_many([page(), *odd, page(minutes=5), page(b"<p>Later.</p>", minutes=9)])
    return folder


def check(folder: Path) -> list[Finding]:
    """All findings of a reader."""
    with Archive.open_to_read(folder) as archive:
        return list(archive.check())


def wrong(folder: Path) -> list[tuple[str, str]]:
    """Step and subject of what is not confirmed."""
    return [(each.step, each.subject) for each in check(folder) if each.verdict is not FindingVerdict.CONFIRMED]


def contradicted(folder: Path) -> list[Finding]:
    """The findings that speak against the archive."""
    return [each for each in check(folder) if each.verdict is FindingVerdict.CONTRADICTED]


def flip(path: Path, offset: int, bit: int) -> None:
    """Change one bit of a file, or change it back."""
    with path.open("r+b") as stream:
        stream.seek(offset)
        (byte,) = stream.read(1)
        stream.seek(offset)
        stream.write(bytes([byte ^ 1 << bit]))


def segment(folder: Path, number: int) -> Path:
    """The file of a segment."""
    return folder / "segments" / f"onrecord-{number:05d}.warc.gz"


def test_sound_archive_is_confirmed_step_by_step(archive_folder: Path) -> None:
    findings = check(archive_folder)
    assert wrong(archive_folder) == []
    records = len((archive_folder / "index.jsonl").read_bytes().splitlines())
    steps = [finding.step for finding in findings]
    assert {step: steps.count(step) for step in ("chain", "place", "record", "payload")} == dict.fromkeys(
        ("chain", "place", "record", "payload"), records
    )
    assert steps.count("lookup") == records + 1
    assert steps.count("segment") == 2


def test_empty_archive_is_confirmed(open_archive: Callable[..., Archive], folder: Path) -> None:
    open_archive().close()
    assert wrong(folder) == []


@pytest.mark.parametrize("file", ["segments/onrecord-00001.warc.gz", "segments/onrecord-00002.warc.gz", "index.jsonl"])
def test_each_flipped_bit_is_found_in_its_file(archive_folder: Path, file: str) -> None:
    path = archive_folder / file
    chance = random.Random(3)  # noqa: S311 - no secret
    for _ in range(FLIPS):
        offset, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        flip(path, offset, bit)
        subjects = [finding.subject for finding in contradicted(archive_folder)]
        flip(path, offset, bit)
        assert any(subject.startswith(file) for subject in subjects), (offset, bit)
    assert wrong(archive_folder) == []


def test_flipped_bits_of_the_lookup_table_break_no_check(archive_folder: Path) -> None:
    path = archive_folder / "index.db"
    found = 0
    chance = random.Random(4)  # noqa: S311 - no secret
    for _ in range(FLIPS):
        offset, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        flip(path, offset, bit)
        steps = {step for step, _ in wrong(archive_folder)}
        found += bool(steps)
        flip(path, offset, bit)
        assert steps <= {"lookup"}
    assert found > FLIPS / 20  # most of a small table is room that nothing uses yet


def test_flipped_record_is_named_by_segment_and_offset(archive_folder: Path) -> None:
    with Archive.open_to_read(archive_folder) as archive:
        line = list(archive.lines())[2]
    flip(archive_folder / "segments" / line.segment, line.offset + line.length // 2, 0)
    assert wrong(archive_folder) == [("record", line.subject), ("payload", line.subject)]


def test_revisit_of_a_damaged_record_is_contradicted(archive_folder: Path) -> None:
    with Archive.open_to_read(archive_folder) as archive:
        lines = list(archive.lines())
    revisit = next(line for line in lines if line.revisits is not None)
    original = next(line for line in lines if line.capture is not None and line.capture.id == revisit.revisits)
    flip(archive_folder / "segments" / original.segment, original.offset + original.length // 2, 0)
    assert ("payload", revisit.subject) in [(each.step, each.subject) for each in contradicted(archive_folder)]


def test_missing_segment_is_found(archive_folder: Path) -> None:
    segment(archive_folder, 2).unlink()
    assert ("segment", "segments/onrecord-00002.warc.gz") in wrong(archive_folder)


def test_lines_taken_away_at_the_end_are_found(archive_folder: Path) -> None:
    index = archive_folder / "index.jsonl"
    index.write_bytes(b"".join(index.read_bytes().splitlines(keepends=True)[:-1]))
    assert ("segment", "segments/onrecord-00002.warc.gz") in wrong(archive_folder)
    assert ("lookup", "index.db") in wrong(archive_folder)


def test_line_taken_away_in_the_middle_is_found(archive_folder: Path) -> None:
    index = archive_folder / "index.jsonl"
    lines = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join(lines[:2] + lines[3:]))
    assert {"chain", "place"} <= {step for step, _ in wrong(archive_folder)}


def test_half_a_line_is_found(archive_folder: Path) -> None:
    with (archive_folder / "index.jsonl").open("ab") as stream:
        stream.write(b'{"capture":')
    assert wrong(archive_folder) == [("index", "index.jsonl")]


def test_lines_made_up_to_fit_are_found_by_the_records(archive_folder: Path) -> None:
    index = archive_folder / "index.jsonl"
    forged, before = [], b""
    for written in index.read_bytes().splitlines():
        line = parse_line(written)
        if line.capture is not None and line.capture.locator == "bare":
            line = msgspec.structs.replace(line, capture=msgspec.structs.replace(line.capture, locator="forged"))
        before = write_line(line, before)
        forged.append(before + b"\n")
    index.write_bytes(b"".join(forged))
    findings = [finding for finding in contradicted(archive_folder) if finding.step == "payload"]
    assert [finding.message for finding in findings] == ["the record describes another capture than its line"]


def test_missing_lookup_table_is_not_checkable(archive_folder: Path) -> None:
    (archive_folder / "index.db").unlink()
    findings = [each for each in check(archive_folder) if each.verdict is not FindingVerdict.CONFIRMED]
    assert {(each.step, each.verdict) for each in findings} == {("lookup", FindingVerdict.UNCHECKABLE)}


def test_what_a_writer_adds_meanwhile_is_no_contradiction(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], archive_folder: Path
) -> None:
    with open_archive() as writer, Archive.open_to_read(archive_folder) as reader:
        findings = reader.check()
        first = next(findings)
        writer.store(page(b"<p>Meanwhile.</p>", minutes=50))
        assert FindingVerdict.CONTRADICTED not in {each.verdict for each in [first, *findings]}
    assert wrong(archive_folder) == []

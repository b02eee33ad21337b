"""Whatever a writer was interrupted at, the next opening puts right, and nothing acknowledged is lost."""

from __future__ import annotations

import gzip
import random
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.domain import FindingVerdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.archive import Archive
    from onrecord.domain import Capture

KILLS = 30
# Stores captures until it is killed, one by one or in batches, and names each when it is acknowledged.
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from onrecord.archive import Archive
from onrecord.domain import Capture, HttpHead

def page(run, number):
    payload = f"<p>{run} {number // 2}</p>".encode() * (number % 7 * 300)
    http = HttpHead(status=200, reason="OK") if number % 3 else None
    moment = datetime(2025, 1, 1, tzinfo=UTC) if number % 5 else None
    return Capture(locator=f"{run}/{number}", payload=payload, captured_at=moment, http=http)

clock = lambda: datetime(2025, 1, 2, tzinfo=UTC)
with Archive.open(Path(sys.argv[1]), clock=clock, segment_bytes=30_000) as archive:
    print("open", flush=True)
    for number in range(0, 1_000_000, 5):
        batch = [page(sys.argv[2], number + step) for step in range(5)]
        references = archive.store_many(batch) if number % 2 else [archive.store(each) for each in batch]
        for reference in references:
            print(reference.id, reference.digest, flush=True)
"""


def kill_a_writer(folder: Path, run: int, lines: int) -> list[list[str]]:
    """Start a writer and kill it when it has written ``lines`` lines; its acknowledgements, whole lines only."""
    command = [sys.executable, "-c", WRITER, str(folder), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:  # noqa: S603 - ours
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
    return [line.split() for line in said[1:] if line.endswith("\n")]


def test_killed_writer_loses_nothing_it_acknowledged(open_archive: Callable[..., Archive], folder: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    acknowledged: list[list[str]] = []
    for run in range(KILLS):
        acknowledged += kill_a_writer(folder, run, chance.randrange(1, 40))
        with open_archive() as archive:
            for capture_id, digest in acknowledged:
                reference = archive.find(capture_id)
                assert reference is not None
                assert reference.digest == digest
            for reference in archive.captures():
                assert archive.read(reference).digest == reference.digest
            ids = [reference.id for reference in archive.captures()]
            assert len(ids) == len(set(ids))
    assert len(acknowledged) > KILLS


@pytest.fixture
def files(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], odd: tuple[Capture, ...], folder: Path
) -> tuple[bytes, bytes]:
    """Store captures, a revisit among them, and give the segment and the index as they are then."""
    with open_archive() as archive:
        archive.store_many([page(), *odd, page(minutes=5)])
    return segment(folder).read_bytes(), (folder / "index.jsonl").read_bytes()


def segment(folder: Path) -> Path:
    """The file of the first segment."""
    return folder / "segments" / "onrecord-00001.warc.gz"


def test_whole_records_without_lines_get_them(
    open_archive: Callable[..., Archive], folder: Path, files: tuple[bytes, bytes]
) -> None:
    (folder / "index.jsonl").unlink()
    with open_archive() as archive:
        assert len(archive.repairs) == len(files[1].splitlines())
    assert segment(folder).read_bytes() == files[0]
    assert (folder / "index.jsonl").read_bytes() == files[1]


def test_half_a_record_is_set_aside(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path, files: tuple[bytes, bytes]
) -> None:
    torn = files[0][-300:][:150]
    segment(folder).write_bytes(files[0] + torn)
    with open_archive() as archive:
        assert len(archive.repairs) == 1
        assert "half written" in archive.repairs[0]
        archive.store(page(minutes=9))
    assert [path.read_bytes() for path in (folder / "torn").iterdir()] == [torn]
    assert segment(folder).read_bytes().startswith(files[0])
    with open_archive() as archive:
        assert archive.repairs == ()
        assert archive.read(page(minutes=9).reference) == page(minutes=9)


def test_half_a_line_is_written_anew(
    open_archive: Callable[..., Archive], folder: Path, files: tuple[bytes, bytes]
) -> None:
    lines = files[1].splitlines(keepends=True)
    (folder / "index.jsonl").write_bytes(b"".join(lines[:-1]) + lines[-1][:100])
    with open_archive() as archive:
        assert len(archive.repairs) == 2
    assert (folder / "index.jsonl").read_bytes() == files[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(share=st.floats(0, 1), are_records_whole=st.booleans())
def test_write_cut_anywhere_loses_nothing_acknowledged(
    open_archive: Callable[..., Archive],
    page: Callable[..., Capture],
    folder: Path,
    share: float,
    *,
    are_records_whole: bool,
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with open_archive() as archive:
        archive.store(page())
    before = segment(folder).read_bytes(), (folder / "index.jsonl").read_bytes()
    later = [page(minutes=1), page(b"<p>New.</p>", minutes=2), page(b"<p>New.</p>", minutes=3)]
    with open_archive() as archive:
        archive.store_many(later)
    after = segment(folder).read_bytes(), (folder / "index.jsonl").read_bytes()
    cuts = [len(old) + round(share * (len(new) - len(old))) for old, new in zip(before, after, strict=True)]
    segment(folder).write_bytes(after[0] if are_records_whole else after[0][: cuts[0]])
    (folder / "index.jsonl").write_bytes(after[1][: cuts[1]] if are_records_whole else before[1])
    with open_archive() as archive:
        assert archive.read(page().reference) == page()
        assert {archive.read(reference) for reference in archive.captures()} <= {page(), *later}
        assert len(list(archive.captures())) == 4 or not are_records_whole
        archive.store_many(later)
        assert {finding.verdict for finding in archive.check()} == {FindingVerdict.CONFIRMED}
    if are_records_whole:
        assert (segment(folder).read_bytes(), (folder / "index.jsonl").read_bytes()) == after


def test_zeros_of_a_power_failure_are_set_aside(
    open_archive: Callable[..., Archive], folder: Path, files: tuple[bytes, bytes]
) -> None:
    segment(folder).write_bytes(files[0] + bytes(4096))
    with open_archive() as archive:
        assert len(archive.repairs) == 1
    assert (segment(folder).read_bytes(), (folder / "index.jsonl").read_bytes()) == files


def test_records_of_others_are_set_aside(
    open_archive: Callable[..., Archive], folder: Path, files: tuple[bytes, bytes]
) -> None:
    foreign = gzip.compress(
        b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Date: 2025-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    segment(folder).write_bytes(files[0] + foreign)
    with open_archive() as archive:
        assert len(archive.repairs) == 1
    assert segment(folder).read_bytes() == files[0]

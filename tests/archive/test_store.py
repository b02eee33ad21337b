"""The archive keeps captures, gives them back, and says when it cannot."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.domain import FindingVerdict
from onrecord.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.domain import Capture

PAGE_BYTES = 4096  # of an SQLite file
READ_ALL = """
import sys
from pathlib import Path
from onrecord.archive import Archive
with Archive.open_to_read(Path(sys.argv[1])) as archive:
    for reference in archive.captures():
        print(reference.id, len(archive.read(reference).payload))
"""


def read_elsewhere(folder: Path) -> list[str]:
    """What another process reads, one line for each capture."""
    command = [sys.executable, "-c", READ_ALL, str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()  # noqa: S603 - ours


def segment(folder: Path, number: int = 1) -> Path:
    """The file of a segment."""
    return folder / "segments" / f"onrecord-{number:05d}.warc.gz"


def flip(path: Path, offset: int) -> None:
    """Change one bit of one byte."""
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


def test_capture_comes_back_as_it_was(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], odd: tuple[Capture, ...]
) -> None:
    captures = [page(), *odd]
    with open_archive() as archive:
        references = [archive.store(capture) for capture in captures]
        assert [archive.read(reference) for reference in references] == captures
    with open_archive() as archive:
        assert list(archive.captures()) == [capture.reference for capture in captures]
        assert [archive.read(reference) for reference in archive.captures()] == captures
        assert archive.repairs == ()


def test_batch_is_stored_like_one_after_the_other(
    open_archive: Callable[..., Archive], odd: tuple[Capture, ...], folder: Path
) -> None:
    with open_archive() as archive:
        assert archive.store_many(odd) == [capture.reference for capture in odd]
    together = (folder / "index.jsonl").read_bytes(), segment(folder).read_bytes()
    for path in (folder / "index.jsonl", folder / "index.db", segment(folder)):
        path.unlink()
    with open_archive() as archive:
        for capture in odd:
            archive.store(capture)
    assert ((folder / "index.jsonl").read_bytes(), segment(folder).read_bytes()) == together


def test_storing_twice_equals_storing_once(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        archive.store_many([page(), page()])
        before = (folder / "index.jsonl").read_bytes(), segment(folder).read_bytes()
        archive.store(page())
    assert ((folder / "index.jsonl").read_bytes(), segment(folder).read_bytes()) == before


def test_equal_bytes_are_kept_once(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    payload = bytes(range(256)) * 400
    with open_archive() as archive:
        archive.store(page(payload))
        once = segment(folder).stat().st_size
        later = [archive.store(page(payload, minutes=number)) for number in range(1, 4)]
        assert segment(folder).stat().st_size < once + 3 * 1_000
        assert [archive.read(reference).payload for reference in later] == [payload] * 3
    revisits = [line.revisits for line in archive.lines() if line.capture is not None]
    assert revisits == [None, *[page(payload).reference.id] * 3]


def test_capture_is_found_by_its_id(open_archive: Callable[..., Archive], page: Callable[..., Capture]) -> None:
    with open_archive() as archive:
        reference = archive.store(page())
        assert archive.find(reference.id) == reference
        assert archive.find("0" * 64) is None
        assert archive.load(reference.digest) == page().payload


def test_unknown_payload_is_an_archive_error(open_archive: Callable[..., Archive]) -> None:
    with open_archive() as archive, pytest.raises(ArchiveError, match="no payload of digest sha256:00"):
        archive.load("sha256:00")


def test_full_segment_is_followed_by_the_next(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    captures = [page(bytes([number]) * 50 + b"<p>", minutes=number) for number in range(12)]
    with open_archive(segment_bytes=2_000) as archive:
        archive.store_many(captures[:6])
        archive.store_many(captures[6:])
    sizes = [path.stat().st_size for path in sorted((folder / "segments").iterdir())]
    assert len(sizes) > 2
    assert max(sizes) <= 2_000
    with open_archive(segment_bytes=2_000) as archive:
        assert [archive.read(reference) for reference in archive.captures()] == captures


def test_head_stands_for_all_lines(open_archive: Callable[..., Archive], page: Callable[..., Capture]) -> None:
    with open_archive() as archive:
        heads = [archive.head]
        for minutes in range(3):
            archive.store(page(minutes=minutes))
            heads.append(archive.head)
    with open_archive() as archive:
        assert archive.head == heads[-1]
    assert heads[0] == "0" * 64
    assert len(set(heads)) == 4


def test_second_writer_is_told_to_wait(open_archive: Callable[..., Archive]) -> None:
    with open_archive(), pytest.raises(UsageError, match=r"another process \(id \d+\) is writing"):
        open_archive()
    open_archive().close()


def test_other_process_reads_while_one_writes(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        first = archive.store(page())
        assert read_elsewhere(folder) == [f"{first.id} {first.size_bytes}"]
        with Archive.open_to_read(folder) as reader:
            second = archive.store(page(b"<p>Later.</p>", minutes=1))
            assert reader.find(second.id) == second
            assert reader.read(second).payload == b"<p>Later.</p>"
            assert reader.head == archive.head


@pytest.mark.parametrize("damage", ["missing", "empty", "foreign", "broken inside"])
def test_reader_does_without_the_lookup_table(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path, damage: str
) -> None:
    with open_archive() as archive:
        reference = archive.store(page())
    table = (folder / "index.db").read_bytes()
    first_page, rest = table[:PAGE_BYTES], table[PAGE_BYTES:]
    damaged = {"empty": b"", "foreign": b"no database" * 100}
    damaged["broken inside"] = first_page + b"\xff" * 3 * PAGE_BYTES + rest[3 * PAGE_BYTES :]  # its lines and indexes
    (folder / "index.db").unlink()
    if damage != "missing":
        (folder / "index.db").write_bytes(damaged[damage])
    with Archive.open_to_read(folder) as reader:
        assert reader.read(reference) == page()
    with open_archive() as archive:
        assert archive.find(reference.id) == reference
        assert archive.store(page(minutes=1)) != reference


def test_reader_cannot_store(open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path) -> None:
    open_archive().close()
    with Archive.open_to_read(folder) as archive, pytest.raises(UsageError, match="opened to read"):
        archive.store(page())


def test_no_archive_to_read_is_wrong_use(folder: Path) -> None:
    with pytest.raises(UsageError, match="there is no archive"):
        Archive.open_to_read(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(where=st.floats(0, 1, exclude_max=True))
def test_flipped_bit_of_a_record_is_named(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path, where: float
) -> None:
    with open_archive() as archive:
        reference = archive.store(page())
        line = list(archive.lines())[-1]
    offset = line.offset + int(where * line.length)
    flip(segment(folder), offset)
    try:
        with (
            Archive.open_to_read(folder) as archive,
            pytest.raises(ArchiveError, match=f"at byte {line.offset} is not"),
        ):
            archive.read(reference)
    finally:
        flip(segment(folder), offset)


def test_missing_segment_is_named(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        reference = archive.store(page())
        segment(folder).unlink()
        with pytest.raises(ArchiveError, match=r"onrecord-00001\.warc\.gz"):
            archive.read(reference)


def test_nothing_is_written_behind_lost_bytes(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        archive.store(page())
    content = segment(folder).read_bytes()
    segment(folder).write_bytes(content[:-10])
    with open_archive() as archive:
        later = archive.store(page(b"<p>Later.</p>", minutes=1))
        assert archive.read(later).payload == b"<p>Later.</p>"
    assert segment(folder).read_bytes() == content[:-10]
    assert segment(folder, 2).exists()


def test_folder_that_cannot_be_made_is_named(open_archive: Callable[..., Archive], folder: Path) -> None:
    folder.write_bytes(b"a file")
    with pytest.raises(ArchiveError, match="cannot be opened to write"):
        open_archive()


STORE_UNTIL_FULL = """
import random, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from onrecord.archive import Archive
from onrecord.domain import Capture
from onrecord.domain import FindingVerdict
from onrecord.errors import ArchiveError
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
with Archive.open(Path(sys.argv[1]), clock=lambda: datetime(2025, 1, 1, tzinfo=UTC)) as archive:
    for number in range(1_000):
        try:
            print(archive.store(Capture(locator=str(number), payload=random.Random(number).randbytes(20_000))).id)
        except ArchiveError as error:
            print(error.message)
            break
    try:
        archive.store(Capture(locator="later", payload=b"x"))
    except ArchiveError as error:
        print(error.message)
"""


def test_full_disk_loses_nothing_acknowledged(open_archive: Callable[..., Archive], folder: Path) -> None:
    command = [sys.executable, "-c", STORE_UNTIL_FULL, str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    *stored, first, second = ran.stdout.splitlines()
    assert len(stored) > 10
    assert "cannot be written: [Errno 27]" in first
    assert "an earlier write failed" in second
    with open_archive() as archive:
        assert [archive.read(reference).reference.id for reference in archive.captures()][: len(stored)] == stored
        assert archive.repairs


def test_lookup_table_that_was_locked_is_brought_up_to_date_later(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        with closing(sqlite3.connect(folder / "index.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            first = archive.store(page())
            assert archive.find(first.id) == first
        second = archive.store(page(minutes=1))
        assert [archive.find(each.id) for each in (first, second)] == [first, second]
        assert {finding.verdict for finding in archive.check()} == {FindingVerdict.CONFIRMED}


def test_line_that_is_no_line_is_named(
    open_archive: Callable[..., Archive], page: Callable[..., Capture], folder: Path
) -> None:
    with open_archive() as archive:
        archive.store(page())
    flip(folder / "index.jsonl", 0)
    with (
        Archive.open_to_read(folder) as archive,
        pytest.raises(ArchiveError, match=r"index\.jsonl is damaged at byte 0"),
    ):
        list(archive.captures())


def test_a_folder_that_cannot_be_used_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()  # where the lock's file belongs
    with pytest.raises(ArchiveError, match="cannot be written to"):
        Archive.open(tmp_path, clock=lambda: datetime.now(UTC))
    with pytest.raises(ArchiveError, match="cannot be read"):
        Archive.open_to_read(tmp_path / ("a" * 300))

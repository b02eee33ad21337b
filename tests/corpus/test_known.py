"""Lists of known entities into a record: what is told apart, counted, refused, and gone on with."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING

import pytest

from onrecord.corpus.known import ListImported, ListOutcome, ListRefused, PageImported, import_lists
from onrecord.corpus.stores import open_record
from onrecord.domain import Count, FindingVerdict, Rejected, RejectReason

from .conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.config import Settings
    from onrecord.record import Record

TABLE = "id,name\n1,Ann Lee\n2,\n3,Bo Day\n"
LINES = [
    {"id": "NK-1", "schema": "Person", "properties": {"name": ["Ann Lee"]}},
    {"id": "a", "schema": "Address", "properties": {"full": ["1 Quay"]}},
    {"id": "Q2", "schema": "Company", "properties": {"name": ["Harbour Works"]}},
]
FTM = "".join(f"{json.dumps(line)}\n" for line in LINES)


@pytest.fixture
def record(settings: Settings) -> Iterator[Record]:
    """Give an empty record that tells speakers apart."""
    with open_record(settings) as opened:
        yield opened


def write(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file; its path."""
    payload = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(payload)
    return str(folder / name)


def run(record: Record, *names: str, stdin: bytes = b"", of: str | None = None) -> list[ListOutcome]:
    """Import files; all outcomes."""
    return list(import_lists(names, record, stdin=io.BytesIO(stdin), of=of, clock=lambda: NOW))


def find_done(outcomes: list[ListOutcome]) -> ListImported:
    """The one file that was read to its end."""
    (done,) = (each for each in outcomes if isinstance(each, ListImported))
    return done


def test_a_bad_row_is_refused_and_the_rest_is_imported(record: Record, tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", TABLE)
    outcomes = run(record, path)
    done = find_done(outcomes)
    assert (done.addition.new, done.rejected, done.file.list) == (2, 1, "people")
    (refused,) = (row for each in outcomes if isinstance(each, PageImported) for row in each.refused)
    assert (refused.locator, refused.reason) == (f"{path}#row=3", RejectReason.BAD_ROW)
    assert [each.rejected for each in record.rejected()] == [refused]
    assert [entity.name for entity in record.known("people:3")] == ["Bo Day"]


def test_a_mended_row_is_settled(record: Record, tmp_path: Path) -> None:
    run(record, write(tmp_path, "people.csv", TABLE))
    done = find_done(run(record, write(tmp_path, "people.csv", TABLE.replace("2,", "2,Cy Fox"))))
    assert (done.addition.new, done.addition.unchanged) == (1, 2)
    assert record.rejected() == ()


def test_the_same_file_again_adds_no_event(record: Record, tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", TABLE)
    run(record, path)
    before = record.status()
    assert find_done(run(record, path)).addition.unchanged == 2
    assert record.status() == before


def test_entities_are_read_and_what_cannot_speak_is_counted(record: Record, tmp_path: Path) -> None:
    done = find_done(run(record, write(tmp_path, "export.json", "\ufeff\n" + FTM)))
    assert (done.addition.new, done.passed, done.file.list) == (2, (Count(value="Address", count=1),), "ftm")
    assert record.known("NK-1")
    assert record.known("ftm:Q2")


def test_digest_is_that_of_the_bytes_as_they_lie(record: Record, tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415 - of this test alone

    payload = gzip.compress(FTM.encode())
    done = find_done(run(record, write(tmp_path, "export.json.gz", payload)))
    assert (done.addition.new, done.file.sha256) == (2, hashlib.sha256(payload).hexdigest())


def test_a_compressed_table_is_a_list_of_its_name(record: Record, tmp_path: Path) -> None:
    done = find_done(run(record, write(tmp_path, "people.csv.gz", gzip.compress(TABLE.encode("utf-16")))))
    assert (done.addition.new, done.file.list) == (2, "people")


def test_standard_input_and_the_name_of_a_list(record: Record) -> None:
    done = find_done(run(record, "-", stdin=TABLE.encode(), of="harbour people"))
    assert (done.file.name, done.file.list, done.addition.new) == ("-", "harbour people", 2)


def test_a_folder_is_searched(record: Record, tmp_path: Path) -> None:
    for name, content in (("a.csv", TABLE), ("b.jsonl", FTM), ("c.txt", "nothing")):
        write(tmp_path, name, content)
    done = [each for each in run(record, str(tmp_path)) if isinstance(each, ListImported)]
    assert [each.file.list for each in done] == ["a", "ftm"]


@pytest.mark.parametrize(
    ("name", "content", "reason", "message"),
    [
        ("a.json", "[" + FTM.replace("\n", ",")[:-1] + "]", RejectReason.UNREADABLE, "one JSON array"),
        ("a.json", json.dumps(LINES[0], indent=1), RejectReason.UNREADABLE, "none of its first 9 lines"),
        ("a.csv", "", RejectReason.EMPTY, "no row below its header"),
        ("a.csv", "nmae\nAnn\n", RejectReason.BAD_ROW, "there is no column 'nmae'"),
        ("a.xlsx", b"PK\x03\x04\0\0", RejectReason.BINARY, "zero byte"),
        ("a.json.gz", gzip.compress(FTM.encode() * 100, mtime=0)[:60], RejectReason.UNREADABLE, "to its end"),
        ("a.json.gz", b"\x1f\x8bnothing", RejectReason.UNREADABLE, "to its end"),
    ],
)
def test_a_file_that_is_no_list_is_refused(
    record: Record, tmp_path: Path, *, name: str, content: str | bytes, reason: RejectReason, message: str
) -> None:
    (outcome,) = run(record, write(tmp_path, name, content))
    assert isinstance(outcome, ListRefused)
    assert outcome.rejected.reason == reason
    assert message in outcome.rejected.message
    assert [each.rejected for each in record.rejected()] == [outcome.rejected]


def test_a_file_that_is_not_there_does_not_keep_the_next_from_being_read(record: Record, tmp_path: Path) -> None:
    outcomes = run(record, str(tmp_path / "none.csv"), write(tmp_path, "people.csv", TABLE))
    assert isinstance(outcomes[0], ListRefused)
    assert outcomes[0].rejected.reason == RejectReason.NOT_FOUND
    assert find_done(outcomes).addition.new == 2


def test_entries_before_a_defect_are_kept(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.corpus.known._MAX_LINE", 1000)  # a line of twenty million letters takes its time
    outcomes = run(record, write(tmp_path, "people.csv", TABLE + "4," + "x" * 2000 + "\n"))
    assert [type(each) for each in outcomes] == [PageImported, ListRefused]
    last = outcomes[-1]
    assert isinstance(last, ListRefused)
    assert last.rejected.reason == RejectReason.TOO_LARGE
    assert record.status().known == 2


def test_what_a_file_lacked_before_is_settled_once_it_is_read(record: Record, tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", "")
    run(record, path)
    assert len(record.rejected()) == 1
    run(record, write(tmp_path, "people.csv", "name\nAnn Lee\n"))
    assert record.rejected() == ()


def test_pages_say_how_far_a_file_is(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.corpus.known.PAGE", 10)  # as if the file were long
    table = "id,name\n" + "".join(f"{number},Ann Lee{number}\n" for number in range(25))
    outcomes = run(record, write(tmp_path, "people.csv", table))
    pages = [each for each in outcomes if isinstance(each, PageImported)]
    assert [page.lines for page in pages] == [11, 21, 26]
    assert {page.of_lines for page in pages} == {27}
    assert (find_done(outcomes).addition.new, record.status().events) == (25, 3)
    assert not [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED]


def test_a_name_with_a_colon_makes_a_list_without(record: Record, tmp_path: Path) -> None:
    assert find_done(run(record, write(tmp_path, "a:b.csv", TABLE))).file.list == "a-b"


def test_refused_standard_input_is_told_and_not_kept(record: Record) -> None:
    (outcome,) = run(record, "-", stdin=b"")
    assert isinstance(outcome, ListRefused)
    assert isinstance(outcome.rejected, Rejected)
    assert record.rejected() == ()

"""A record that may not be written is read all the same; one that cannot be there is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import onrecord
from onrecord.domain import Capture, Rejected, RejectReason, StatementQuery
from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.database import Database

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "harbor-strike.txt"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_file_that_may_not_be_written_is_searched_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    capture = Capture(locator="strike.txt", payload=EXAMPLE.read_bytes(), media_type="text/plain")
    with Record.open(path) as record:
        record.add(onrecord.read(EXAMPLE), capture.reference, producer="test", at=NOW)
        wanted = record.search(StatementQuery(text="strike*"))
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    with Record(Database.connect_fixed(path)) as fixed:
        assert fixed.search(StatementQuery(text="strike*")) == wanted
        rejected = Rejected(locator="a", reason=RejectReason.EMPTY, message="m", next_step="n")
        with pytest.raises(RecordError, match="readonly"):
            fixed.reject(rejected, at=NOW)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordError, match=r"record\.db cannot be used"):
        Record.open(tmp_path / "file" / "folder" / "record.db")


def test_a_row_that_an_index_lists_and_the_table_lacks_is_damage(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.db") as record, pytest.raises(RecordError, match="damaged"):
        record.stored_article("f00d")

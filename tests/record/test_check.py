"""Checking a record, on both databases: what was changed behind its back is found and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text as sql

from onrecord.domain import (
    Authority,
    CaptureRef,
    Finding,
    FindingVerdict,
    Judgement,
    Reading,
    Rejected,
    RejectReason,
    Rename,
    Verdict,
)
from onrecord.record import Record

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


MakeReading = Callable[..., tuple[Reading, CaptureRef]]


@pytest.fixture
def filled(record: Record, make: MakeReading, now: datetime) -> Record:
    """A record with a row in each table of evidence."""
    first, capture = make(("Anna Holt", "Five ferries sail on Monday"), ("Tom Berg", "None"))
    second, other = make(("Anna Holt", "Two"), name="b")
    record.add(first, capture, producer="one", at=now)
    record.add(second, other, producer="one", at=now)
    refused = Rejected(locator="c.txt", reason=RejectReason.EMPTY, message="empty", next_step="Give a text.")
    record.reject(refused, at=now)
    left, right = (each.speaker.id for each in first.statements if each.speaker)
    record.judge(
        Judgement(left=left, right=right, verdict=Verdict.DIFFERENT, authority=Authority.PERSON, by="me", at=now)
    )
    record.rename(Rename(speaker=left, name="Holt", by="me", at=now))
    return record


def contradict(record: Record, *commands: str) -> list[Finding]:
    """What a check contradicts after something was done behind the record's back."""
    with record._database.write() as connection:  # noqa: SLF001 - that is behind its back
        for command in commands:
            connection.execute(sql(command))
    return [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED]


def test_untouched_record_is_confirmed_at_every_step(filled: Record) -> None:
    found = list(filled.check())
    assert {each.step for each in found if each.verdict is FindingVerdict.CONFIRMED} >= {
        "events",
        "rows",
        "row-events",
        "words",
    }
    assert not [each for each in found if each.verdict is FindingVerdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("command", "step", "subject"),
    [
        ("UPDATE statements SET json = replace(json, 'Five', 'Nine')", "rows", "statements"),
        ("UPDATE statements SET row_sha256 = 'x'", "row-events", "statements"),
        ("UPDATE statements SET published_on = '1999-01-01'", "rows", "statements"),
        ("UPDATE statements SET key = key + 5000000000000 WHERE position = 0", "rows", "statements"),
        ("UPDATE statements SET words = ' none ' WHERE position = 0", "rows", "statements"),
        ("UPDATE statements SET retired = 1 WHERE position = 0", "row-events", "statements"),
        ("UPDATE statements SET identity = 'x'", "rows", "statements"),
        ("UPDATE statements SET json = 'no json'", "rows", "statements"),
        ("DELETE FROM statements WHERE position = 1", "row-events", "statements"),
        ("UPDATE articles SET json = replace(json, 'Five', 'Nine')", "rows", "articles"),
        ("UPDATE articles SET outlet = 'the hill'", "rows", "articles"),
        ("UPDATE captures SET locator = 'x'", "rows", "captures"),
        ("UPDATE captures SET row_sha256 = 'x', event = 1", "row-events", "captures"),
        ("DELETE FROM captures WHERE locator = 'b.txt'", "row-events", "captures"),
        ("UPDATE rejected SET locator = 'x'", "rows", "rejected"),
        ("DELETE FROM rejected", "row-events", "rejected"),
        ("UPDATE speakers SET identity = id", "rows", "speakers"),
        ("UPDATE judgements SET json = replace(json, 'different', 'same')", "rows", "speakers"),
        ("UPDATE judgements SET json = 'no json'", "rows", "judgements"),
        ("UPDATE judgements SET verdict = 'same'", "rows", "judgements"),
        ("DELETE FROM judgements", "row-events", "judgements"),
        ("UPDATE renames SET json = replace(json, 'Holt', 'Bolt')", "rows", "renames"),
        ("UPDATE events SET body = replace(body, 'one', 'two') WHERE seq = 1", "events", "events 1"),
        ("UPDATE events SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 2", "events", "events 2"),
        ("UPDATE events SET kind = 'rename' WHERE seq = 2", "events", "events 2"),
        ("DELETE FROM events WHERE seq = 2", "events", "events 3"),
        ("UPDATE events SET seq = 9 WHERE seq = 2", "events", "events 3"),
        ("UPDATE events SET previous = hash WHERE seq = 3", "events", "events 3"),
        ("UPDATE events SET body = 'no json' WHERE seq = 4", "events", "events 4"),
    ],
)
def test_change_behind_the_back_is_found_and_named(filled: Record, command: str, step: str, subject: str) -> None:
    found = contradict(filled, command)
    assert any(each.step == step and each.subject.startswith(subject) for each in found), found


def test_figures_and_times_are_held_against_the_statement(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make(("Anna Holt", "Five"))
    record.add(reading, capture, producer="one", at=now)
    statement = reading.statements[0].id
    found = contradict(
        record,
        f"INSERT INTO figures (statement, position, modifier, role) VALUES ('{statement}', 0, 'exact', 'amount')",  # noqa: S608 - ours
        f"INSERT INTO times (statement, position, type) VALUES ('{statement}', 0, 'DATE')",  # noqa: S608 - ours
    )
    assert [each.subject for each in found] == [f"figures {statement}", f"times {statement}"]


def test_row_that_no_event_knows_is_found(filled: Record) -> None:
    columns = "text_sha256, article, position, type, quotation, figures, words, json, row_sha256, event"
    found = contradict(
        filled,
        f"INSERT INTO statements (key, ordinal, id, {columns}) "  # noqa: S608 - ours
        f"SELECT key + 100, ordinal + 100, 'f00d', {columns} FROM statements WHERE position = 1",
    )
    assert any("did not write this row" in each.message and each.subject == "statements f00d" for each in found)


def test_a_table_whose_definition_is_damaged_is_found(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.db") as record:
        found = contradict(record, "ALTER TABLE identities RENAME COLUMN profile TO p")
    assert [(each.step, "definition of identities" in each.message) for each in found] == [("database", True)]


def test_index_that_lost_a_statement_is_found(filled: Record) -> None:
    if filled._database.is_sqlite:  # noqa: SLF001 - the index differs by database
        entry = "(statement_words, rowid, words) SELECT 'delete', key, words FROM statements"
        command = f"INSERT INTO statement_words {entry}"
        assert [each.step for each in contradict(filled, command)] == ["words"]
    else:
        # PostgreSQL computes the vector itself: nobody can write into it.
        with pytest.raises(Exception, match="words_vector"):
            contradict(filled, "UPDATE statements SET words_vector = ''")


def test_one_statement_is_checked_by_the_beginning_of_its_id(filled: Record) -> None:
    statement = next(filled.statements())
    assert {each.verdict for each in filled.check(statement.id[:12])} == {FindingVerdict.CONFIRMED}
    with filled._database.write() as connection:  # noqa: SLF001 - that is behind its back
        connection.execute(sql("UPDATE statements SET json = replace(json, 'one', 'two'), row_sha256 = 'x'"))
    verdicts = {each.step: each.verdict for each in filled.check(statement.id[:12])}
    assert verdicts["rows"] == verdicts["row-events"] == FindingVerdict.CONTRADICTED
    assert verdicts["events"] == FindingVerdict.CONFIRMED

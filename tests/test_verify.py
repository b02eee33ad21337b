"""Verification: what is whole is confirmed step by step, and every damage is named."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from onrecord.archive import Archive
from onrecord.domain import Capture, Finding, FindingVerdict, Span, text_digest
from onrecord.errors import UsageError
from onrecord.pipeline import Reader
from onrecord.record import Record
from onrecord.verify import verify_all, verify_article, verify_statement

EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive and the record of the example text, not to be changed."""
    folder = tmp_path_factory.mktemp("stores")
    reader = Reader()
    text = (EXAMPLES / "harbor-strike.txt").read_bytes()
    capture = Capture(locator="harbor-strike.txt", payload=text, media_type="text/plain")
    with Archive.open(folder / "archive", clock=lambda: NOW) as archive, Record.open(folder / "record.db") as record:
        reference = archive.store(capture)
        record.add(reader.read_one(capture), reference, producer=reader.producer, at=NOW)
    return folder


@pytest.fixture
def stores(kept: Path, tmp_path: Path) -> Path:
    """A copy of both that a test may damage."""
    return Path(shutil.copytree(kept, tmp_path / "stores"))


def verify(stores: Path, producer: str = "") -> list[Finding]:
    findings = verify_all(stores / "archive", stores / "record.db", producer=producer or Reader().producer)
    return list(findings)


def contradicted(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is FindingVerdict.CONTRADICTED]


def change_record(stores: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(stores / "record.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_whole_stores_are_confirmed_in_every_step(kept: Path) -> None:
    findings = verify(kept)
    assert {finding.verdict for finding in findings} == {FindingVerdict.CONFIRMED}
    assert {finding.step for finding in findings} >= {"chain", "record", "payload", "bytes", "text", "spans", "rows"}


def test_one_statement_is_confirmed_from_its_bytes_to_its_event(kept: Path) -> None:
    with Archive.open_to_read(kept / "archive") as archive, Record.open(kept / "record.db") as record:
        statement = next(record.statements())
        findings = list(verify_statement(statement.id[:12], record, archive, producer=Reader().producer))
    assert [finding.step for finding in findings] == ["bytes", "text", "spans", "rows", "row-events", "events"]
    assert not contradicted(findings)


def test_a_changed_byte_of_a_page_is_found_in_the_archive_and_for_its_article(stores: Path) -> None:
    (segment,) = (stores / "archive" / "segments").iterdir()
    damaged = bytearray(segment.read_bytes())
    damaged[-100] ^= 1
    segment.write_bytes(damaged)
    found = contradicted(verify(stores))
    assert {"record", "bytes"} <= {finding.step for finding in found}
    assert any(segment.name in finding.subject for finding in found)


def test_a_changed_word_of_a_statement_is_found_by_digest_and_span(stores: Path) -> None:
    change_record(stores, "UPDATE statements SET json = replace(json, '17 cranes', '19 cranes')")
    found = contradicted(verify(stores))
    assert {"rows", "spans"} <= {finding.step for finding in found}


def test_a_forger_who_mends_the_digest_is_found_by_the_event(stores: Path) -> None:
    with contextlib.closing(sqlite3.connect(stores / "record.db")) as connection:
        connection.create_function("sha256", 1, lambda text: __import__("hashlib").sha256(text.encode()).hexdigest())
        connection.execute("UPDATE statements SET json = replace(json, '\"negated\":false', '\"negated\":true')")
        connection.execute("UPDATE statements SET row_sha256 = sha256(json)")
        connection.commit()
    assert "row-events" in {finding.step for finding in contradicted(verify(stores))}


@pytest.mark.parametrize("table", ["statements", "articles", "captures", "events"])
def test_a_row_that_is_gone_is_missed(table: str, stores: Path) -> None:
    change_record(stores, f"DELETE FROM {table}")  # noqa: S608 - a table of ours
    assert contradicted(verify(stores))


@pytest.mark.parametrize(
    ("producer", "verdict"),
    [("onrecord 0.0.1", FindingVerdict.UNCHECKABLE), ("onrecord 9", FindingVerdict.CONTRADICTED)],
)
def test_a_text_that_comes_out_otherwise_speaks_against_the_same_version_only(
    producer: str, verdict: FindingVerdict, kept: Path
) -> None:
    with Archive.open_to_read(kept / "archive") as archive, Record.open(kept / "record.db") as record:
        (id_,) = record.article_ids()
        stored = record.stored_article(id_)
        text = stored.article.text.replace("17 cranes", "19 cranes")
        paragraphs = tuple(
            structs.replace(each, span=Span.cut(text, each.span.start, each.span.end))
            for each in stored.article.paragraphs
        )
        article = structs.replace(
            stored.article, text=text, paragraphs=paragraphs, text_sha256=text_digest(text), times=(), figures=()
        )
        other = structs.replace(stored, article=article, producer=producer, statements=())
        findings = list(verify_article(other, archive, producer="onrecord 9"))
    assert [(finding.step, finding.verdict) for finding in findings] == [
        ("bytes", FindingVerdict.CONFIRMED),
        ("text", verdict),
    ]


def test_a_lost_archive_and_a_file_that_is_no_database_are_named(stores: Path) -> None:
    (stores / "record.db").write_bytes(b"not a database at all, and long enough to be read as one" * 40)
    found = contradicted(verify(stores))
    assert any("record.db" in finding.subject for finding in found)
    shutil.rmtree(stores / "archive")
    with pytest.raises(UsageError, match="no archive"):
        verify(stores)


def test_a_statement_that_is_not_there_is_wrong_use(kept: Path) -> None:
    with (
        Archive.open_to_read(kept / "archive") as archive,
        Record.open(kept / "record.db") as record,
        pytest.raises(UsageError),
    ):
        list(verify_statement("0123456789", record, archive, producer="x"))

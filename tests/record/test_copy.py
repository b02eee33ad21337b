"""A record copied to a file, and from a file to a server, is the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.domain import (
    Authority,
    FeedState,
    Judgement,
    KnownFile,
    Profile,
    Rejected,
    RejectReason,
    SpeakerKind,
    StatementQuery,
    Verdict,
    encode,
)
from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.record.copy import IN_ORDER, copy_to_file, copy_to_server
from onrecord.record.tables import metadata

from .conftest import IDENTIFICATION

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.record.conftest import MakeReading, Server


def fill(record: Record, make: MakeReading, now: datetime) -> None:
    """Write into every table."""
    for name in ("a", "b"):
        reading, capture = make(("Ann Lee", "The bridge is safe"), (f"Bo {name}", "It costs 5"), name=name)
        record.add(reading, capture, producer="test 1", at=now)
    gone = Rejected(locator="c\0", reason=RejectReason.NOT_FOUND, message="there is no c", next_step="Check.")
    record.reject(gone, None, at=now)
    left, right = sorted({each.speaker.id for each in record.statements() if each.speaker is not None})[:2]
    record.judge(
        Judgement(left=left, right=right, verdict=Verdict.DIFFERENT, authority=Authority.PERSON, by="me", at=now)
    )
    file = KnownFile(name="town.csv", sha256="0" * 64, list="town")
    record.import_known([Profile(id="town:1", name="Ann Lee", kind=SpeakerKind.PERSON)], file, at=now)
    record.save_feed(FeedState(url="https://a.example/feed", notes="{}"))


def look(location: str | Path) -> dict[str, Any]:
    """All that can be seen of a record."""
    with Record.open(location) as record:
        assert not [finding for finding in record.check() if finding.verdict == "contradicted"]
        return {
            "status": record.status(),
            "events": list(record.events()),
            "statements": [encode(each) for each in record.statements()],
            "found": [hit.statement.id for hit in record.search(StatementQuery(text="bridge"))],
            "rejected": record.rejected(),
            "judgements": record.judgements(),
            "feeds": record.feeds(),
            "names": record.identity_names(),
            "known": record.known("1"),
            "linked": record.linked(),
        }


def test_every_table_is_copied() -> None:
    assert set(IN_ORDER) == set(metadata.tables.values())
    assert len(IN_ORDER) == len(metadata.tables)


def test_a_record_on_either_database_is_copied_to_a_file(
    location: str, make: MakeReading, now: datetime, tmp_path: Path
) -> None:
    with Record.open(location, identification=IDENTIFICATION) as record:
        fill(record, make, now)
    head = copy_to_file(location, tmp_path / "copy.db")
    copied = look(tmp_path / "copy.db")
    assert copied == look(location)
    assert copied["linked"]
    assert copied["status"].head == head
    assert copied["found"]


def test_a_record_in_a_file_is_copied_to_a_server_and_goes_on_there(
    server: Server, make: MakeReading, now: datetime, tmp_path: Path
) -> None:
    with Record.open(tmp_path / "record.db") as record:
        fill(record, make, now)
    url = server.make_database("restored")
    copy_to_server(tmp_path / "record.db", url)
    assert look(url) == look(tmp_path / "record.db")
    with Record.open(url) as record:
        reading, capture = make(("Cy Day", "The ferry runs"), name="d")
        assert record.add(reading, capture, producer="test 1", at=now).added


def test_a_record_on_a_server_is_replaced_only_when_asked(
    server: Server, make: MakeReading, now: datetime, tmp_path: Path
) -> None:
    url = server.make_database("occupied")
    for place in (tmp_path / "record.db", url):
        with Record.open(place) as record:
            fill(record, make, now)
    with Record.open(url) as record:
        reading, capture = make(("Cy Day", "The ferry runs"), name="d")
        record.add(reading, capture, producer="test 1", at=now)
    before = look(url)
    with pytest.raises(UsageError, match="already"):
        copy_to_server(tmp_path / "record.db", url)
    assert look(url) == before
    copy_to_server(tmp_path / "record.db", url, replace=True)
    assert look(url) == look(tmp_path / "record.db")

"""Entries of lists as they stand: found by id, in whatever list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import KnownFile, Profile, SpeakerKind

if TYPE_CHECKING:
    from datetime import datetime

    from onrecord.record import Record


def test_newest_version_is_found_by_its_id(record: Record, now: datetime) -> None:
    for name in ("Anna Holt", "Anna Berg"):
        entry = Profile(id="town:person:a b", name=name, kind=SpeakerKind.PERSON)
        record.import_known([entry], KnownFile(name="t", sha256="", list="town"), at=now)
    for named in ("person:a b", "town:person:a b"):
        (found,) = record.known(named)
        assert (found.list, found.id, found.name) == ("town", "person:a b", "Anna Berg")
    assert record.known("town:") == record.known("person") == record.known("") == ()
    assert record.known_names(["town:person:a b", "town:x", "0" * 64]) == {"town:person:a b": "Anna Berg"}

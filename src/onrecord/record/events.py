"""The log of a record: one event for each transaction, each sealed with the hash of the one before.

``hash`` is the SHA-256 over the canonical JSON (sorted keys, no blanks, UTF-8) of an object of the five other fields,
``at`` as ISO 8601 text in UTC and ``body`` as the JSON object it is.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import insert, select

from onrecord.domain import Event, EventKind
from onrecord.record.tables import events

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, RowMapping

START = "0" * 64
_PAGE = 1000


def write_moment(at: datetime) -> str:
    """A moment as the record writes it: ISO 8601 in UTC.  ValueError where it has no time zone."""
    if at.tzinfo is None:
        message = f"the time {at.isoformat()} has no time zone"
        raise ValueError(message)
    return at.astimezone(UTC).isoformat()


def digest(json: bytes | str) -> str:
    """Hexadecimal SHA-256 of a row's JSON."""
    return hashlib.sha256(json.encode() if isinstance(json, str) else json).hexdigest()


def seal(*, seq: int, at: str, kind: str, body: str, previous: str) -> str:
    """The hash of an event."""
    fields = {"at": at, "body": msgspec.Raw(body.encode()), "kind": kind, "previous": previous, "seq": seq}
    return digest(msgspec.json.encode(fields, order="sorted"))


def read_last(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last event; 0 and the start of the chain where there is none."""
    last = connection.execute(select(events.c.seq, events.c.hash).order_by(events.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, START)


def append(connection: Connection, kind: EventKind, body: Mapping[str, Any], *, at: datetime) -> int:
    """Add the event of this transaction, and give its number."""
    number, previous = read_last(connection)
    written, moment = msgspec.json.encode(body, order="sorted").decode(), write_moment(at)
    row = {"seq": number + 1, "at": moment, "kind": kind.value, "body": written, "previous": previous}
    row["hash"] = seal(seq=number + 1, at=moment, kind=kind.value, body=written, previous=previous)
    connection.execute(insert(events), row)
    return number + 1


def read_event(row: RowMapping) -> Event:
    """The event of a row."""
    return msgspec.convert({str(name): value for name, value in row.items()}, Event, strict=False)


def read_events(connection: Connection, *, after: int = 0) -> Iterator[Event]:
    """All events after a number, in order, a page at a time."""
    while True:
        page = select(events).where(events.c.seq > after).order_by(events.c.seq).limit(_PAGE)
        rows = connection.execute(page).mappings().all()
        yield from (read_event(row) for row in rows)
        if len(rows) < _PAGE:
            return
        after = rows[-1]["seq"]

"""Entries of lists from elsewhere as they stand in a record, and the identities that they were linked with.

An entry is called ``LIST:ID`` wherever speakers are called by their ids.  A list's name holds no colon.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from onrecord.domain import KnownEntity
from onrecord.record.tables import identity_known, known, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy import Row as FoundRow

    EntryRow = FoundRow[tuple[int, str, str, str, str, str, int, int | None]]

_CHUNK = 400


def split_id(full: str) -> tuple[str, str]:
    """List and id of ``LIST:ID``; the id is empty for what is none."""
    of, _, id_ = full.partition(":")
    return of, id_


def read_entries(connection: Connection, ids: Iterable[str]) -> dict[str, EntryRow]:
    """The newest rows of entries, by ``LIST:ID``; those that are not there are left out."""
    wanted = set(ids)
    bare = sorted({split_id(full)[1] for full in wanted})
    rows: dict[str, EntryRow] = {}
    for start in range(0, len(bare), _CHUNK):
        standing = (known.c.id.in_(bare[start : start + _CHUNK]), known.c.replaced.is_(None))
        for row in connection.execute(select(known).where(*standing)):
            full = f"{row.list}:{row.id}"
            if full in wanted:
                rows[full] = row
    return rows


def read_names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The names of entries, by ``LIST:ID``."""
    return {full: row.name for full, row in read_entries(connection, ids).items()}


def find_entries(connection: Connection, named: str, *, most: int) -> tuple[KnownEntity, ...]:
    """The entries of an id, given alone or as ``LIST:ID``, in the order of their lists."""
    of, id_ = split_id(named)
    is_meant: ColumnElement[bool] = or_(known.c.id == named, and_(known.c.list == of, known.c.id == id_))
    found = select(known).where(is_meant, known.c.replaced.is_(None)).order_by(known.c.list, known.c.id).limit(most)
    return tuple(_read_entry(row) for row in connection.execute(found))


def find_linked(connection: Connection, named: str) -> tuple[str, ...]:
    """The identities that entries of an id, given alone or as ``LIST:ID``, were linked with."""
    ids = [f"{entry.list}:{entry.id}" for entry in find_entries(connection, named, most=_CHUNK)]
    found = select(identity_known.c.identity).where(identity_known.c.known.in_(ids))
    return tuple(sorted(set(connection.execute(found).scalars())))


def read_linked(connection: Connection, identities: Iterable[str]) -> dict[str, tuple[KnownEntity, ...]]:
    """The entries that each identity was linked with, in the order of their lists and ids."""
    wanted = sorted(set(identities))
    links: list[tuple[str, str]] = []
    for start in range(0, len(wanted), _CHUNK):
        of = identity_known.c.identity.in_(wanted[start : start + _CHUNK])
        links += [(row.identity, row.known) for row in connection.execute(select(identity_known).where(of))]
    return _group(connection, links)


def read_linked_speakers(connection: Connection) -> dict[str, tuple[KnownEntity, ...]]:
    """The entries that each linked speaker was linked with, by the speaker's id."""
    joined = identity_known.join(speakers, identity_known.c.identity == speakers.c.identity)
    found = connection.execute(select(speakers.c.id, identity_known.c.known).select_from(joined))
    return _group(connection, [(row.id, row.known) for row in found])


def count_entries(connection: Connection) -> tuple[int, int]:
    """How many entries stand, and how many of them a speaker was linked with."""
    standing = select(func.count()).select_from(known).where(known.c.replaced.is_(None))
    linked = select(func.count()).select_from(identity_known)
    return connection.execute(standing).scalar_one(), connection.execute(linked).scalar_one()


def _group(connection: Connection, links: Iterable[tuple[str, str]]) -> dict[str, tuple[KnownEntity, ...]]:
    """Entries by who was linked with them."""
    under: dict[str, list[str]] = defaultdict(list)
    for owner, full in links:
        under[owner].append(full)
    rows = read_entries(connection, {full for each in under.values() for full in each})
    return {
        owner: tuple(_read_entry(rows[full]) for full in sorted(ids, key=split_id) if full in rows)
        for owner, ids in under.items()
    }


def _read_entry(row: EntryRow) -> KnownEntity:
    return KnownEntity(list=row.list, id=row.id, name=row.name)


def number_from(connection: Connection) -> Iterator[int]:
    """Numbers for new rows of entries."""
    last = connection.execute(select(func.max(known.c.number))).scalar() or 0
    while True:
        last += 1
        yield last

"""A whole record copied into another database, row by row or, from one SQLite file to another, page by page.

What was copied is the same record: the same events with the same hashes, the same keys.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from onrecord.errors import UsageError
from onrecord.record.database import Database
from onrecord.record.events import read_last
from onrecord.record.migrate import prepare
from onrecord.record.tables import (
    articles,
    captures,
    events,
    feeds,
    figures,
    identities,
    identity_keys,
    identity_known,
    judgements,
    known,
    known_keys,
    readings,
    rejected,
    renames,
    speakers,
    statements,
    times,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Table

# What a row refers to stands in a table before its own.
IN_ORDER: tuple[Table, ...] = (
    *(events, articles, captures, readings, speakers, statements, figures, times),
    *(judgements, renames, identities, identity_keys, known, known_keys, identity_known, rejected, feeds),
)
_PAGE = 1000


def copy_to_file(location: str | Path, target: Path) -> str:
    """Copy a record as it is at one moment, while others may write to it, into a new SQLite file; the head of its log.

    An SQLite file is copied as it is, whatever its schema; a record on a server must have the newest.
    """
    source = Database.connect(location)
    copy = Database.connect(target)
    try:
        if source.path is not None:
            _copy_pages(source.path, target)
        else:
            prepare(copy)
            _copy_rows(source, copy, replace=False)
        with copy.read() as connection:
            return read_last(connection)[1]
    finally:
        source.close()
        copy.close()
        _join_journal(target)


def copy_to_server(source: Path, location: str, *, replace: bool = False) -> None:
    """Copy the record in an SQLite file into a PostgreSQL database, in one transaction.

    The file is migrated to the newest schema.  UsageError when there is a record already that is not to be replaced.
    """
    origin, target = Database.connect(source), Database.connect(location)
    try:
        prepare(origin)
        prepare(target)
        _copy_rows(origin, target, replace=replace)
    finally:
        origin.close()
        target.close()


def _copy_pages(source: Path, target: Path) -> None:
    """Copy an SQLite file page by page, by SQLite's online backup."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


def _join_journal(path: Path) -> None:
    """Leave one file, not three."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _copy_rows(source: Database, target: Database, *, replace: bool) -> None:
    """Copy all rows of all tables."""
    with source.read() as reading, target.write() as writing:
        if writing.execute(select(events.c.seq).limit(1)).first() is not None:
            if not replace:
                message = f"there is a record in {target.name} already"
                raise UsageError(message, next_step="Add --yes to replace it, or name another place with --record.")
            for table in reversed(IN_ORDER):
                writing.execute(delete(table))
        for table in IN_ORDER:
            _copy_table(table, reading, writing)


def _copy_table(table: Table, source: Connection, target: Connection) -> None:
    """Copy the rows of a table, a page at a time."""
    found = source.execution_options(yield_per=_PAGE).execute(select(table)).mappings()
    for page in found.partitions():
        target.execute(insert(table), [dict(row) for row in page])

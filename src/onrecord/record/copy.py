"""A whole record copied into another database, row by row or, from one SQLite file to another, page by page.

What was copied is the same record: the same events with the same hashes, the same keys.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from onrecord.errors import UsageError
from onrecord.record.migrate import prepare
from onrecord.record.tables import (
    articles,
    captures,
    events,
    feeds,
    figures,
    identities,
    identity_keys,
    judgements,
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

    from onrecord.record.database import Database

# What a row refers to stands in a table before its own.
IN_ORDER: tuple[Table, ...] = (
    *(events, articles, captures, readings, speakers, statements, figures, times),
    *(judgements, renames, identities, identity_keys, rejected, feeds),
)
_PAGE = 1000


def copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite record as it is at one moment, while others may write to it."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # one file, not three


def copy_record(source: Database, target: Database, *, replace: bool = False) -> None:
    """Copy all rows in one transaction; both must have the newest schema.

    UsageError when ``target`` holds a record already, unless that is to be replaced.
    """
    prepare(target)
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

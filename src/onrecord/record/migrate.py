"""Bringing a database to the newest schema, forward only.

A new database gets the newest schema at once.  Before an older SQLite file is migrated it is copied beside itself
(``record.db.0001.bak``); all steps of a migration are one transaction.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from onrecord.errors import RecordError
from onrecord.record.tables import SCHEMA

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.record.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(database: Database, *, target: str = SCHEMA) -> None:
    """Make the tables, or migrate them to ``target``.

    RecordError when the record was written by a newer onrecord, or the database holds tables of something else.
    """
    with database.read() as connection:
        schema = read_schema(connection)
        is_foreign = schema is None and bool(inspect(connection).get_table_names())
    if is_foreign:
        message = f"{database.name} is a database, but no record of onrecord"
        raise RecordError(message, next_step="Name another file or database with --record.")
    if schema == target:
        return
    if schema is not None and schema > target:
        message = f"the record {database.name} has schema {schema}, this onrecord knows {target} and older"
        raise RecordError(message, next_step="Install the newest onrecord: pip install --upgrade onrecord")
    if schema is not None and database.path is not None:
        copy_aside(database.path, schema)
    with database.write() as connection:
        if read_schema(connection) == schema:  # nobody else was faster
            _upgrade(connection, target)


def read_schema(connection: Connection) -> str | None:
    """The schema of the record in a database, None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def copy_aside(path: Path, schema: str) -> Path:
    """Copy an SQLite file beside itself as it stands; the name tells the schema."""
    copy = path.with_name(f"{path.name}.{schema}.bak")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _upgrade(connection: Connection, target: str) -> None:
    # Alembic costs a third of a second to load, and a record is migrated once.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)

"""Opening a database, and its transactions: SQLite in one file, or PostgreSQL by URL.

A write takes the one lock of the record before its first look, so writers queue up and none works on what another is
changing.  A read sees one state of the record from its first query to its last.  Whatever the database itself cannot do
comes out as a RecordError.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import URL, create_engine, event, exc, make_url, text

from onrecord.errors import RecordError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

POSTGRES_SCHEMES = ("postgresql:", "postgres:", "postgresql+psycopg:")
LOCK_TIMEOUT_S = 30
_SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """One database that may hold a record; ``name`` is how messages call it, without a password."""

    def __init__(self, engine: Engine, *, name: str, path: Path | None, patience_s: int) -> None:
        """Wrap an engine; ``path`` is the file, None on a server."""
        self.patience_s = patience_s
        self.engine = engine
        self.name = name
        self.path = path

    @classmethod
    def connect(cls, location: str | Path, *, patience_s: int = LOCK_TIMEOUT_S) -> Database:
        """Make ready to connect; nothing is opened yet.  UsageError where PostgreSQL's driver is missing.

        ``patience_s``: how long a write waits for another one before it gives up.
        """
        if isinstance(location, str) and location.startswith(POSTGRES_SCHEMES):
            return connect_postgres(location, patience_s=patience_s)
        path = Path(location)
        if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return cls.connect_fixed(path)
        engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"timeout": patience_s, "check_same_thread": False}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return cls(engine, name=str(path), path=path, patience_s=patience_s)

    @classmethod
    def connect_fixed(cls, path: Path) -> Database:
        """Make ready to read an SQLite file that may not be written, on a disc or in somebody else's folder.

        Without a log (``-wal``) beside it the file is taken as unchanging, for SQLite could not lock it there.
        """
        log = path.with_name(f"{path.name}-wal")
        mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
        uri = f"{path.absolute().as_uri()}?{mode}"
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False))
        event.listen(engine, "connect", _prepare_fixed_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return cls(engine, name=str(path), path=path, patience_s=0)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is one file."""
        return self.path is not None

    def make_folder(self) -> None:
        """Make the folder that the file lies in, if it is one; RecordError where that cannot be."""
        if self.path is not None:
            with self._explain():
                self.path.parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One state of the record, for queries."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._explain(), self.engine.connect() as opened:
            connection = opened.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one transaction that changes the record now: all of it is kept, or nothing."""
        with self._explain(), self.engine.connect() as opened:
            connection = opened.execution_options(onrecord_write=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{self.patience_s}s'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('onrecord', 0))"))
                yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _explain(self) -> Iterator[None]:
        try:
            yield
        except (exc.DBAPIError, OSError) as error:
            reason = _find_reason(error)
            message = f"the record {self.name} cannot be used: {reason}"
            raise RecordError(message, next_step=_advise(reason)) from error
        except (msgspec.DecodeError, UnicodeDecodeError, exc.NoResultFound, exc.MultipleResultsFound) as error:
            message = f"a row of the record {self.name} is damaged: {error}"
            raise RecordError(
                message, next_step="Type `onrecord verify` to see which, then restore a backup."
            ) from error


def _find_reason(error: exc.DBAPIError | OSError) -> str:
    """What the database or the disk says, in one line."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    said = str(error.orig).strip()
    return said.splitlines()[0] if said else type(error.orig).__name__


def _advise(reason: str) -> str:
    if "locked" in reason or "lock timeout" in reason:
        return "Wait until the other onrecord is done, then run the same command again."
    if "not a database" in reason or "malformed" in reason:
        return "Restore the record from a backup with `onrecord restore`, or name another file with --record."
    if "full" in reason:
        return "Make room on the disk, then run the same command again."
    return "Check that the record can be reached and written, or name another with --record."


def connect_postgres(
    location: str, *, patience_s: int = LOCK_TIMEOUT_S, find: Callable[[str], object] = find_spec
) -> Database:
    """Make ready to connect to a server; ``find`` looks for an installed module."""
    if find("psycopg") is None:
        message = "a record on PostgreSQL needs the driver psycopg, which is not installed"
        raise UsageError(message, next_step="Type: pip install 'onrecord[postgres]'")
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
    except (exc.ArgumentError, ValueError) as error:
        message = "the URL of the record cannot be read"
        raise UsageError(message, next_step="Write it as postgresql://USER@HOST/DATABASE.") from error
    # A plan made once for all words would suit neither the rare nor the common ones: never prepare.
    engine = create_engine(url, connect_args={"prepare_threshold": None}, pool_pre_ping=True)
    return Database(
        engine,
        name=url.set(drivername="postgresql").render_as_string(hide_password=True),
        path=None,
        patience_s=patience_s,
    )


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    """Set up a new connection; transactions are begun by us, so that the driver begins none."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _prepare_fixed_sqlite(connection: DBAPIConnection, _: object) -> None:
    """Set up a new connection that only reads."""
    connection.isolation_level = None


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("onrecord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

"""The lookup table ``index.db``: from a capture's id, or a payload's digest, to the line that has it.

Everything in it is derived from ``index.jsonl``: it may be deleted at any time, and is brought up to date by whoever
writes.  A reader makes one in memory when the file is not there, and looks through lines that the table lacks.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from onrecord.archive.disk import read_at
from onrecord.archive.lines import parse_line, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from onrecord.archive.lines import Line

_LOCKED_S = 0.5  # nobody else writes to the table; who holds it locked all the same is not waited for
_SCHEMA = """
CREATE TABLE IF NOT EXISTS lines (
    position INTEGER PRIMARY KEY, length INTEGER NOT NULL, capture TEXT, digest TEXT, has_payload INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS lines_capture ON lines (capture);
CREATE INDEX IF NOT EXISTS lines_digest ON lines (digest) WHERE has_payload;
CREATE TABLE IF NOT EXISTS segments (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS done (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO done VALUES (1, 0);
"""


class Row(NamedTuple):
    """What the table has of one line: ``position`` and ``length`` are bytes of ``index.jsonl``, without line end."""

    position: int
    length: int
    capture: str | None
    digest: str | None
    has_payload: int  # as SQLite has it


class Lookup:
    """Finds lines; use ``open_to_write`` or ``open_to_read``, and ``close`` at the end."""

    def __init__(self, index: Path, connection: sqlite3.Connection, *, problem: str | None = None) -> None:
        """Wrap an open table of the lines in ``index``; ``problem`` says why it is not the one on the disk."""
        self._index = index
        self._connection = connection
        self.problem = problem

    @classmethod
    def open_to_write(cls, index: Path, table: Path) -> Lookup:
        """Open or make the table and add the lines it lacks; one that is damaged or ahead of the lines is made anew."""
        size_bytes = index.stat().st_size if index.exists() else 0
        try:
            lookup = cls(index, _connect(table))
            if lookup.done <= size_bytes:
                lookup.catch_up()
                return lookup
            lookup.close()
        except sqlite3.DatabaseError:
            pass
        for leftover in (table, *(table.with_name(table.name + end) for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
        lookup = cls(index, _connect(table))
        lookup.catch_up()
        return lookup

    @classmethod
    def open_to_read(cls, index: Path, table: Path) -> Lookup:
        """Open the table as it is, or make one in memory where it is missing or cannot be opened."""
        try:
            lookup = cls(
                index, sqlite3.connect(f"{table.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            )
            if lookup.done >= 0:
                return lookup
            problem = "it counts its lines wrongly"
        except (sqlite3.Error, ValueError) as error:
            problem = str(error)
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.executescript(_SCHEMA)
        lookup = cls(index, connection, problem=problem if table.exists() else "it is not there")
        lookup.catch_up()
        return lookup

    @property
    def done(self) -> int:
        """How many bytes of the lines the table has read."""
        ((position,),) = self._connection.execute("SELECT position FROM done")
        return int(position)

    @property
    def segments(self) -> dict[str, int]:
        """The bytes of each segment that lines account for."""
        return dict(self._connection.execute("SELECT name, size FROM segments ORDER BY name"))

    def find_capture(self, capture_id: str) -> Line | None:
        """The line of a capture."""

        def is_wanted(line: Line) -> bool:
            return line.capture is not None and line.capture.id == capture_id

        return self._find("SELECT position, length FROM lines WHERE capture = ?", capture_id, is_wanted)

    def find_payload(self, digest: str) -> Line | None:
        """The line of the record that has a payload itself, not of one that revisits it."""

        def is_wanted(line: Line) -> bool:
            return _digest(line) == digest and line.revisits is None

        return self._find("SELECT position, length FROM lines WHERE digest = ? AND has_payload", digest, is_wanted)

    def row_at(self, position: int) -> Row | None:
        """What the table has of the line at a byte of the index."""
        found = self._connection.execute("SELECT * FROM lines WHERE position = ?", (position,)).fetchone()
        return None if found is None else Row._make(found)

    def count(self) -> int:
        """How many lines the table has."""
        ((count,),) = self._connection.execute("SELECT count(*) FROM lines")
        return int(count)

    def damages(self) -> list[str]:
        """What SQLite finds wrong with its own file."""
        found = [str(message) for (message,) in self._connection.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def catch_up(self) -> None:
        """Add the lines that the table lacks; a line that cannot be parsed is passed over, ``check`` names it."""
        self._add(
            (at, written, line) for at, written in read_lines(self._index, self.done) if (line := _parsed(written))
        )

    def add(self, lines: list[tuple[int, bytes, Line]]) -> None:
        """Add lines that were written just now, each with its position in the index and its bytes.

        When the table lacks earlier ones too, because it could not be written to then, these are added with them.
        """
        if lines and lines[0][0] == self.done:
            self._add(lines)
        else:
            self.catch_up()

    def _add(self, lines: Iterable[tuple[int, bytes, Line]]) -> None:
        """Add lines in one transaction."""
        done = self.done
        with self._connection:
            for position, written, line in lines:
                self._connection.execute(
                    "INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?, ?)", make_row(position, written, line)
                )
                self._connection.execute(
                    "INSERT INTO segments VALUES (?1, ?2) ON CONFLICT DO UPDATE SET size = max(size, ?2)",
                    (line.segment, line.end),
                )
                done = position + len(written) + 1
            self._connection.execute("UPDATE done SET position = ?", (done,))

    def close(self) -> None:
        """Close the table."""
        self._connection.close()

    def _find(self, query: str, key: str, is_wanted: Callable[[Line], bool]) -> Line | None:
        """Find a line by the table, by reading what is newer than it, or, when the table lies or breaks, by all."""
        try:
            place = self._connection.execute(query, (key,)).fetchone()
            if place is None:
                return self._search(is_wanted, self.done)
        except sqlite3.DatabaseError:
            return self._search(is_wanted, 0)
        line = _parsed(read_at(self._index, *place))
        return line if line is not None and is_wanted(line) else self._search(is_wanted, 0)

    def _search(self, is_wanted: Callable[[Line], bool], start: int) -> Line | None:
        """Read the lines from byte ``start`` on until one is wanted."""
        lines = (_parsed(written) for _, written in read_lines(self._index, start))
        return next((line for line in lines if line is not None and is_wanted(line)), None)


def make_row(position: int, written: bytes, line: Line) -> Row:
    """What the table ought to have of a line."""
    capture_id = None if line.capture is None else line.capture.id
    digest = _digest(line)
    return Row(position, len(written), capture_id, digest, int(digest is not None and line.revisits is None))


def _digest(line: Line) -> str | None:
    """The digest of a line's payload."""
    return None if line.capture is None else line.capture.digest


def _parsed(written: bytes) -> Line | None:
    """Parse a line, ``None`` for what is none."""
    try:
        return parse_line(written)
    except ValueError:
        return None


def _connect(table: Path) -> sqlite3.Connection:
    """Open the table to write; it is flushed less strictly than the lines, from which it can be made again."""
    connection = sqlite3.connect(table, timeout=_LOCKED_S, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.executescript(_SCHEMA)
    return connection

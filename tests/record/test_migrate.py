"""Opening a record: making it, bringing an older one forward, refusing what is none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.domain import FindingVerdict, StatementQuery
from onrecord.errors import RecordError, UsageError
from onrecord.record import Record
from onrecord.record.database import Database, connect_postgres
from onrecord.record.migrate import MIGRATIONS, copy_aside, prepare, read_schema
from onrecord.record.tables import SCHEMA, metadata

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASED = sorted((Path(__file__).parent.parent / "data" / "records").glob("*.sql"))
"""A small record of each released schema and database, as SQL."""


def test_newest_schema_is_the_head_of_the_migrations() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [SCHEMA]
    assert len(scripts.get_bases()) == 1


def test_every_released_schema_has_a_fixture_of_each_database() -> None:
    schemas = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    wanted = {f"{schema}.{database}" for schema in schemas for database in ("sqlite", "postgresql")}
    assert {path.stem for path in RELEASED} == wanted


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_record_of_a_released_schema_is_brought_forward(
    path: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    location = load(path, tmp_path, request)
    with Record.open(location) as record:
        status = record.status()
        events, known = (5, 0) if path.stem.startswith("0001") else (7, 2)
        assert (status.schema, status.events, status.captures, status.articles) == (SCHEMA, events, 2, 2)
        assert (status.known, status.linked) == (known, 0)
        assert (status.statements, status.retired, status.judgements, status.rejected) == (2, 1, 1, 1)
        assert [hit.statement.content[0].text for hit in record.search(StatementQuery(text="ferr*"))] == [
            "The ferry to Port Ellery will not sail"
        ]
        (view,) = record.speaker("holt")
        assert (view.total, view.members) == (2, 2)
        assert [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED] == []


def load(path: Path, folder: Path, request: pytest.FixtureRequest) -> str:
    """Make a database of a fixture."""
    if path.stem.endswith("sqlite"):
        with closing(sqlite3.connect(folder / "record.db")) as connection:
            connection.executescript(path.read_text("utf-8"))
        return str(folder / "record.db")
    server: Any = request.getfixturevalue("server")
    url = str(server.make_database("released"))
    with psycopg.connect(url, autocommit=True) as server_connection:
        server_connection.execute(path.read_bytes())
    return url


def test_tables_are_those_of_the_migrations(location: str) -> None:
    def is_ours(_table: object, name: str | None, kind: str, *_: object) -> bool:
        is_index_of_words = name is not None and name.startswith(("statement_words", "alembic"))
        return kind in {"table", "column"} and not is_index_of_words and name != "words_vector"

    database = Database.connect(location)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert read_schema(connection) == SCHEMA
    database.close()


def test_sqlite_file_is_kept_aside_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Record.open(path).close()
    copy = copy_aside(path, "0001")
    assert copy.name == "record.db.0001.bak"
    with Record.open(copy) as record:
        assert record.status().events == 0


def test_record_of_a_newer_program_is_refused(location: str) -> None:
    database = Database.connect(location)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(RecordError, match="has schema 9999") as caught:
        Record.open(location)
    assert "pip install" in caught.value.next_step


def test_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(RecordError, match="no record of onrecord"):
        Record.open(path)


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes. " * 100)
    with pytest.raises(RecordError, match="not a database"):
        Record.open(path)


def test_record_is_made_with_its_folder(tmp_path: Path) -> None:
    with Record.open(tmp_path / "new" / "folder" / "record.db") as record:
        assert record.status().events == 0


@pytest.mark.parametrize("name", ["100%20?x=1#y.db", "Ablage für Späße.db", "a b'c;.db", ":memory:x"])
def test_record_lies_in_the_file_that_was_named(tmp_path: Path, name: str) -> None:
    Record.open(tmp_path / name).close()
    assert (tmp_path / name).exists()


def test_folder_in_place_of_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="unable to open"):
        Record.open(tmp_path)


def test_record_that_another_writes_is_refused_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Record.open(path).close()
    database = Database.connect(path, patience_s=0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="locked") as caught, database.write():
            pass
    assert "Wait" in caught.value.next_step
    database.close()


def test_server_that_is_not_there_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be used"):
        Record.open(f"postgresql://nobody:secret@/none?host={tmp_path}&port=1")


def test_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        Record.open(f"postgresql://nobody:s3cret@/none?host={tmp_path}&port=1")
    assert "s3cret" not in str(caught.value)


def test_missing_driver_is_named_with_the_extra_that_brings_it() -> None:
    find: Callable[[str], object] = lambda name: None if name == "psycopg" else find_spec(name)  # noqa: E731
    with pytest.raises(UsageError) as caught:
        connect_postgres("postgresql://me@here/record", find=find)
    assert "pip install 'onrecord[postgres]'" in caught.value.next_step


def test_url_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UsageError, match="URL"):
        Record.open("postgresql://me@here:port/record")


def test_upgrade_stops_where_it_is_told(tmp_path: Path) -> None:
    database = Database.connect(tmp_path / "record.db")
    prepare(database, target="0001")
    with database.read() as connection:
        assert read_schema(connection) == "0001"
    database.close()

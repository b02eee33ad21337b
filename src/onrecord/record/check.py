"""Checking a record against itself: rows against their JSON and their events, the log against its chain.

Each step gives one finding where all holds, and one for each row where it does not; ``subject`` names table and row.
Steps: ``database`` (its own check), ``events`` (the chain), ``rows`` (JSON against digest and columns), ``row-events``
(each row as its event wrote it, none lost, none that no event knows), ``words`` (the full-text index).
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import exc, func, select, text

from onrecord.domain import (
    Article,
    CaptureRef,
    Domain,
    Event,
    Finding,
    FindingVerdict,
    Judgement,
    Profile,
    Rejected,
    Rename,
    Statement,
)
from onrecord.record.events import START, digest, seal
from onrecord.record.identities import NO_IDENTIFICATION, find_astray
from onrecord.record.queries import find_by_prefix
from onrecord.record.rows import (
    Row,
    differ,
    find_minute,
    read_json,
    split_key,
    write_article,
    write_capture,
    write_figures,
    write_known,
    write_rejected,
    write_statement,
    write_times,
)
from onrecord.record.tables import (
    articles,
    captures,
    events,
    figures,
    judgements,
    known,
    metadata,
    rejected,
    renames,
    speakers,
    statements,
    times,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, RowMapping, Table

    from onrecord.record.database import Database
    from onrecord.record.identities import Identification

_PAGE = 500


class _Kept(NamedTuple):
    """A table of evidence: what its JSON is, which columns follow from it, and where events list its rows.

    Where ``section`` is a list in an event's body it holds digests, where it is an object it maps ids to digests.
    """

    table: Table
    kind: type[Domain]
    write_columns: Callable[[Any, RowMapping], Mapping[str, str | int | None]]
    section: str
    order: str = "number"


def _write_statement_columns(statement: Statement, row: RowMapping) -> Row:
    """Also the parts of the key, where the article states its date."""
    minute, ordinal = split_key(row["key"])
    columns = write_statement(statement) | {"ordinal": ordinal}
    if statement.article.published_at or statement.article.captured_at:
        is_as_stated = minute == find_minute(statement.article)
        columns["key"] = row["key"] if is_as_stated else None
    return columns


def _write_rejected_columns(refused: Rejected, row: RowMapping) -> Row:
    columns = write_rejected(refused, row["capture"])
    return {name: columns[name] for name in ("id", "locator", "json", "row_sha256")}


def _write_judgement_columns(judgement: Judgement, _: RowMapping) -> Row:
    left, right = judgement.pair
    return {"left_speaker": left, "right_speaker": right, "verdict": judgement.verdict.value}


_STATEMENTS = _Kept(statements, Statement, _write_statement_columns, "statements", "key")
_EVIDENCE = (
    _Kept(captures, CaptureRef, lambda capture, _: write_capture(capture), "capture"),
    _Kept(articles, Article, lambda article, _: write_article(article), "article"),
    _STATEMENTS,
    _Kept(rejected, Rejected, _write_rejected_columns, "rejected"),
    _Kept(judgements, Judgement, _write_judgement_columns, "judgements"),
    _Kept(renames, Rename, lambda rename, _: {"speaker": rename.speaker}, "renames"),
    _Kept(known, Profile, lambda entry, _: write_known(entry), "known"),
)


def check_statement(database: Database, prefix: str) -> Iterator[Finding]:
    """Check the row of one statement, the parts beside it, and the event that wrote it."""
    with database.read() as connection:
        row = find_by_prefix(connection, prefix)._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
        problems = list(_check_row(connection, row, _STATEMENTS))
        yield from problems or [_confirm("rows", f"statements {row['id']}", "JSON, digest and columns agree")]
        against_event = _EventBodies(connection)
        problems = list(_check_row_event(row, _STATEMENTS, against_event))
        confirmed = _confirm("row-events", f"statements {row['id']}", f"as event {row['event']} wrote it")
        yield from problems or [confirmed]
        event = connection.execute(select(events).where(events.c.seq == row["event"])).mappings().first()
        if event is not None:
            sealed = [] if _is_sealed(event) else [_contradict("events", f"events {row['event']}", _EDITED)]
            yield from sealed or [_confirm("events", f"events {row['event']}", "the event agrees with its hash")]


def check_record(database: Database, identification: Identification) -> Iterator[Finding]:
    """Check everything, the database itself first; who is who only where ``identification`` says how to replay it."""
    with database.read() as connection, _reading_anything(connection):
        yield from _check_database(connection)
        yield from _sum_up("events", "events", _check_chain(connection), "the chain is whole")
        for kept in _EVIDENCE:
            name = str(kept.table.name)
            found = (each for row in _read_rows(connection, kept) for each in _check_row(connection, row, kept))
            yield from _sum_up("rows", name, found, "JSON, digests and columns agree")
            yield from _sum_up("row-events", name, _check_row_events(connection, kept), "as events wrote them")
        yield from _sum_up("row-events", "events", _check_event_rows(connection), "no row is lost")
        versions = _check_versions(connection)
        yield from _sum_up("row-events", "known versions", versions, "each older version has the one that replaced it")
        yield from _sum_up("rows", "speakers", _check_identities(connection), "statements stand under their speakers")
        if identification is not NO_IDENTIFICATION:
            astray = _check_replay(connection, identification)
            yield from _sum_up("rows", "identities", astray, "identities are what the judgements come to")
        if not database.is_sqlite:
            yield from _sum_up("words", "statements", _check_vectors(connection), "the index agrees with the words")
    if database.is_sqlite:
        yield _check_index(database)


@contextmanager
def _reading_anything(connection: Connection) -> Iterator[None]:
    """Let SQLite give text that is no UTF-8, so that one damaged row does not hide the others."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        message = f"the driver of SQLite is {type(driver).__name__}"
        raise TypeError(message)
    driver.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _sum_up(step: str, subject: str, problems: Iterable[Finding], message: str) -> Iterator[Finding]:
    """The problems, or that there are none."""
    is_whole = True
    for problem in problems:
        is_whole = False
        yield problem
    if is_whole:
        yield _confirm(step, subject, message)


def _confirm(step: str, subject: str, message: str) -> Finding:
    return Finding(verdict=FindingVerdict.CONFIRMED, step=step, subject=subject, message=message)


def _contradict(step: str, subject: str, message: str) -> Finding:
    return Finding(verdict=FindingVerdict.CONTRADICTED, step=step, subject=subject, message=message)


# Rows -----------------------------------------------------------------------------------------------------------------


def _read_rows(connection: Connection, kept: _Kept) -> Iterator[RowMapping]:
    """All rows of a table, a page at a time."""
    order = kept.table.c[kept.order]
    last = -1
    while True:
        page = select(kept.table).where(order > last).order_by(order).limit(_PAGE)
        rows = connection.execute(page).mappings().all()
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1][kept.order]


def _name_row(kept: _Kept, row: RowMapping) -> str:
    of = f"{row['list']}:" if "list" in row else ""
    return f"{kept.table.name} {of}{row['id'] if 'id' in row else row['number']}"


def _check_row(connection: Connection, row: RowMapping, kept: _Kept) -> Iterator[Finding]:
    """A row against its own JSON; a damaged one may hold anything in place of what it should."""
    try:
        yield from _compare_row(connection, row, kept)
    except (LookupError, TypeError, ValueError) as error:
        yield _contradict("rows", _name_row(kept, row), f"it cannot be read: {error}")


def _compare_row(connection: Connection, row: RowMapping, kept: _Kept) -> Iterator[Finding]:
    name = _name_row(kept, row)
    if digest(row["json"]) != row["row_sha256"]:
        yield _contradict("rows", name, "its JSON has another digest than row_sha256")
    try:
        value = read_json(row["json"], kept.kind)
        columns = kept.write_columns(value, row)
    except (msgspec.DecodeError, ValueError) as error:
        yield _contradict("rows", name, f"its JSON cannot be read: {error}")
        return
    if wrong := differ(dict(row), columns):
        yield _contradict("rows", name, f"its JSON says otherwise than its columns {', '.join(wrong)}")
    if isinstance(value, Statement):
        yield from _check_parts(connection, value)


def _check_parts(connection: Connection, statement: Statement) -> Iterator[Finding]:
    """The rows of figures and times against the statement."""
    for part, wanted in ((figures, write_figures(statement)), (times, write_times(statement))):
        of_statement = select(part).where(part.c.statement == statement.id).order_by(part.c.position)
        if [dict(row) for row in connection.execute(of_statement).mappings()] != wanted:
            yield _contradict("rows", f"{part.name} {statement.id}", f"the {part.name} are not those of its JSON")


def _check_identities(connection: Connection) -> Iterator[Finding]:
    """Statements whose identity is not that of their speaker."""
    joined = statements.join(speakers, statements.c.speaker == speakers.c.id)
    astray = select(statements.c.id).select_from(joined).where(statements.c.identity != speakers.c.identity)
    for id_ in connection.execute(astray.order_by(statements.c.key)).scalars():
        yield _contradict("rows", f"statements {id_}", "its identity is not that of its speaker")


def _check_replay(connection: Connection, identification: Identification) -> Iterator[Finding]:
    """Speakers whose identity is not the one that the judgements, replayed from the first on, give them."""
    try:
        for id_ in find_astray(connection, identification):
            name = f"{'known' if ':' in id_ else 'speakers'} {id_}"
            yield _contradict("rows", name, "its identity is not what the judgements come to")
    except (msgspec.DecodeError, ValueError) as error:
        yield _contradict("rows", "judgements", f"they cannot be replayed: {error}")


# Events ---------------------------------------------------------------------------------------------------------------

_EDITED = "its hash is not that of its fields: it was changed"


def _is_sealed(event: RowMapping) -> bool:
    fields = {name: event[name] for name in ("seq", "at", "kind", "body", "previous")}
    return bool(seal(**fields) == event["hash"])


def _check_chain(connection: Connection) -> Iterator[Finding]:
    """Each event against the one before: its number, what it is chained to, its own hash."""
    number, previous = 0, START
    kept = _Kept(events, Event, lambda *_: {}, "", "seq")
    for event in _read_rows(connection, kept):
        name = f"events {event['seq']}"
        if event["seq"] != number + 1:
            yield _contradict("events", name, f"the events before it, from {number + 1} on, are missing")
        elif event["previous"] != previous:
            yield _contradict("events", name, "it is not chained to the event before it")
        try:
            if not _is_sealed(event):
                yield _contradict("events", name, _EDITED)
            msgspec.json.decode(event["body"])
        except msgspec.DecodeError as error:
            yield _contradict("events", name, f"its body is no JSON: {error}")
        number, previous = event["seq"], event["hash"]


class _EventBodies:
    """The bodies of events, the last ones asked for kept at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.read = lru_cache(maxsize=64)(self._read)

    def _read(self, seq: int) -> dict[str, Any] | None:
        """The body of an event; None where there is none that can be read."""
        body = self._connection.execute(select(events.c.body).where(events.c.seq == seq)).scalar()
        try:
            return read_body(body) if body is not None else None
        except msgspec.DecodeError:
            return None


def read_body(body: str) -> dict[str, Any]:
    """What an event says; ``msgspec.DecodeError`` where it says nothing."""
    return msgspec.json.decode(body, type=dict[str, Any])


def _check_row_events(connection: Connection, kept: _Kept) -> Iterator[Finding]:
    bodies = _EventBodies(connection)
    for row in _read_rows(connection, kept):
        yield from _check_row_event(row, kept, bodies)


def _check_row_event(row: RowMapping, kept: _Kept, bodies: _EventBodies) -> Iterator[Finding]:
    """A row against the event that wrote it, and the one that retired it."""
    name = _name_row(kept, row)
    listed = (bodies.read(row["event"]) or {}).get(kept.section) or {}
    known = listed if isinstance(listed, list) else [listed.get(row.get("id"))]
    if row["row_sha256"] not in known:
        yield _contradict("row-events", name, f"event {row['event']} did not write this row as it is")
    if kept is _STATEMENTS and row["retired"] is not None:
        retired = (bodies.read(row["retired"]) or {}).get("retired") or []
        if row["id"] not in retired:
            yield _contradict("row-events", name, f"event {row['retired']} did not retire it")


def _check_event_rows(connection: Connection) -> Iterator[Finding]:
    """What each event wrote against the rows: none is missing, none is older than the event that wrote it last."""
    for event in _read_rows(connection, _Kept(events, Event, lambda *_: {}, "", "seq")):
        try:
            body = read_body(event["body"])
        except msgspec.DecodeError:
            continue  # found by the chain
        for kept in _EVIDENCE:
            yield from _check_listed(connection, event["seq"], body, kept)


def _check_versions(connection: Connection) -> Iterator[Finding]:
    """Versions of known entities: each but the newest was replaced by the event that wrote the next, the newest not."""
    is_same = (known.c.list, known.c.id)
    following = func.lead(known.c.event).over(partition_by=is_same, order_by=known.c.number).label("following")
    numbered = select(known.c.number, known.c.replaced, following).subquery()
    wrong = select(numbered.c.number).where(numbered.c.replaced.is_distinct_from(numbered.c.following))
    for number in connection.execute(wrong.order_by(numbered.c.number)).scalars():
        yield _contradict("row-events", f"known {number}", "it was not replaced by the event of the next version")


def _check_listed(connection: Connection, seq: int, body: dict[str, Any], kept: _Kept) -> Iterator[Finding]:
    listed = body.get(kept.section)
    if not listed:
        return
    if isinstance(listed, list):
        of_event = select(kept.table.c.row_sha256).where(kept.table.c.event == seq)
        missing = set(listed) - set(connection.execute(of_event).scalars())
        yield from (
            _contradict("row-events", f"{kept.table.name} of event {seq}", f"{each} is missing")
            for each in sorted(missing)
        )
        return
    columns = (kept.table.c.id, kept.table.c.event, kept.table.c.row_sha256)
    rows = {row.id: row for row in connection.execute(select(*columns).where(kept.table.c.id.in_(listed)))}
    for id_, sha256 in listed.items():
        row = rows.get(id_)
        if row is None:
            yield _contradict("row-events", f"{kept.table.name} {id_}", f"event {seq} wrote it, but the row is missing")
        elif row.event <= seq and row.row_sha256 != sha256:
            yield _contradict("row-events", f"{kept.table.name} {id_}", f"it is older than event {seq}, which wrote it")


# The database ---------------------------------------------------------------------------------------------------------


def _check_database(connection: Connection) -> Iterator[Finding]:
    """SQLite's own checks; a PostgreSQL server has none that a user can ask for."""
    if connection.dialect.name != "sqlite":
        message = "PostgreSQL checks its pages itself, where they have checksums; ask pg_amcheck on the server"
        yield Finding(verdict=FindingVerdict.UNCHECKABLE, step="database", subject="database", message=message)
        return
    problems = [str(line) for line in connection.execute(text("PRAGMA integrity_check")).scalars() if line != "ok"]
    problems += [f"{row[0]} {row[1]} points nowhere" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    problems += _find_lost_columns(connection)
    found = (_contradict("database", "database", problem) for problem in problems)
    yield from _sum_up("database", "database", found, "SQLite finds the file whole")


def _find_lost_columns(connection: Connection) -> Iterator[str]:
    """Tables that lack a column, or are not there: their definition is damaged, which SQLite takes for another."""
    for table in metadata.sorted_tables:
        try:
            connection.execute(select(*table.c).limit(0))
        except exc.DatabaseError as error:
            yield f"the definition of {table.name} is damaged: {error.orig}"


def _check_index(database: Database) -> Finding:
    """SQLite's full-text index against the words of the statements; it is asked by a write, so it waits for others."""
    check = text("INSERT INTO statement_words (statement_words, rank) VALUES ('integrity-check', 1)")
    with database.write() as connection:
        try:
            connection.execute(check)
        except exc.DatabaseError as error:
            return _contradict("words", "statement_words", f"the index is not that of the words: {error.orig}")
    return _confirm("words", "statement_words", "the index agrees with the words")


def _check_vectors(connection: Connection) -> Iterator[Finding]:
    astray = text(
        "SELECT id FROM statements WHERE words_vector <> array_to_tsvector(string_to_array(btrim(words), '  '))"
    )
    for id_ in connection.execute(astray).scalars():
        yield _contradict("words", f"statements {id_}", "its index is not that of its words")

"""Reading: statements found, shown and streamed; the log; counts.

Both databases give the same answers in the same order: words are ours (``words``), text sorts by code points, rank is
computed in whole numbers.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import BigInteger, and_, cast, func, literal, literal_column, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from onrecord.domain import (
    Article,
    CaptureRef,
    FeedState,
    Hit,
    Judgement,
    RecordStatus,
    Rejected,
    RejectedInput,
    Span,
    Statement,
    StatementQuery,
    StoredArticle,
    StoredStatement,
)
from onrecord.errors import UsageError
from onrecord.record.entries import count_entries, read_linked
from onrecord.record.events import read_last
from onrecord.record.rows import read_json, statement_spans, write_key
from onrecord.record.tables import (
    SCHEMA,
    articles,
    captures,
    feeds,
    identities,
    identity_keys,
    judgements,
    rejected,
    speakers,
    statement_words,
    statements,
)
from onrecord.record.words import Term, find_terms, normalise, read_query, write_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy import Row as FoundRow

_FOUND = (statements.c.key, statements.c.json, statements.c.identity, statements.c.retired)
_PAGE = 500
_ID_PREFIX = re.compile("[0-9a-f]{6,64}")
_MIN_PREFIX = 4
_MAX_NAMED = 9
_MAX_NARROW = 20_000
_DAY_MINUTES = 24 * 60
_LAST_KEY = (1 << 63) - 1


def search(connection: Connection, query: StatementQuery) -> tuple[Hit, ...]:
    """Find one page of statements."""
    terms = read_query(query.text)
    if terms is not None and not terms:
        return ()
    found = _plan(connection, query, terms or ())
    return tuple(_read_hit(row, terms or ()) for row in connection.execute(found.limit(query.limit)))


def _plan(connection: Connection, query: StatementQuery, terms: Sequence[Term]) -> Select[Any]:
    """The query, led by what narrows it most: few statements of speaker or outlet, else the words, else the order."""
    found: Select[Any] = select(*_FOUND)
    key: ColumnElement[int] = statements.c.key
    if _is_narrow(connection, query, terms):
        # Rows are few: read, test and sort them all; the sum keeps the database from walking its whole key instead.
        found = found.where(*_write_filters(query, key=key), *(_has(term) for term in terms))
        key = key + 0
    elif terms and connection.dialect.name == "sqlite":
        key = statement_words.c.rowid  # the index gives its rows in this order by itself
        found = found.join(statement_words, statement_words.c.rowid == statements.c.key)
        found = found.where(literal_column("statement_words").op("MATCH")(write_match(terms)))
        found = found.where(*_write_filters(query, key=key, column=_without_index))
    else:
        found = found.where(*_write_filters(query, key=key), *(_match_vector(terms) if terms else ()))
    return _rank(found, terms, query) if query.ranked else _sort(found, key, query)


def _is_narrow(connection: Connection, query: StatementQuery, terms: Sequence[Term]) -> bool:
    """Whether speaker or outlet leave so few statements that looking at each of them is quick.

    One identity without words is left aside: the statements of each stand in order in an index.
    """
    counted: list[tuple[Select[Any], int]] = []
    if query.identity is not None and terms:
        counted.append((select(statements.c.key).where(statements.c.identity == query.identity), _MAX_NARROW))
    if query.speaker is not None:
        of_speaker = select(statements.c.key).where(statements.c.identity.in_(find_named(query.speaker)))
        counted.append((of_speaker, _MAX_NARROW))
    if query.outlet is not None:
        counted.append((select(articles.c.id).where(_is_outlet(query.outlet)), _MAX_NARROW // 20))
    return any(_count_up_to(connection, rows, most) <= most for rows, most in counted)


def _count_up_to(connection: Connection, rows: Select[Any], most: int) -> int:
    return connection.execute(select(func.count()).select_from(rows.limit(most + 1).subquery())).scalar_one()


def _without_index(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, for which SQLite looks up no index: it would take one and ask the words of each row."""
    return UnaryExpression(column, operator=custom_op("+"))


def _read_hit(row: FoundRow[Any], terms: Sequence[Term]) -> Hit:
    statement = read_json(row.json, Statement)
    cursor = f"{row.rank}.{row.key}" if "rank" in row._fields else str(row.key)
    matches = tuple(find_matches(statement, terms))
    is_retired = row.retired is not None
    return Hit(statement=statement, matches=matches, identity=row.identity, retired=is_retired, cursor=cursor)


def find_matches(statement: Statement, terms: Sequence[Term]) -> Iterator[Span]:
    """Where the terms stand in the article's text, within source, cue and content."""
    for span in statement_spans(statement) if terms else ():
        for start, end in find_terms(terms, span.text):
            yield Span(start=span.start + start, end=span.start + end, text=span.text[start:end])


# Order ----------------------------------------------------------------------------------------------------------------


def _sort(found: Select[Any], key: ColumnElement[int], query: StatementQuery) -> Select[Any]:
    """The newest first."""
    if query.after is not None:
        (last,) = _read_cursor(query.after, 1)
        found = found.where(key < last)
    return found.order_by(key.desc())


def _rank(found: Select[Any], terms: Sequence[Term], query: StatementQuery) -> Select[Any]:
    """The best match first, of equals the newest."""
    rank = write_rank(terms)
    if query.after is not None:
        score, last = _read_cursor(query.after, 2)
        found = found.where(or_(rank < score, and_(rank == score, statements.c.key < last)))
    return found.add_columns(rank.label("rank")).order_by(rank.desc(), statements.c.key.desc())


def write_rank(terms: Sequence[Term]) -> ColumnElement[int]:
    """Okapi BM25 (k1 1.2, b 0.75, mean length 25 words) in millionths; terms weigh alike, for all have to be there.

    https://doi.org/10.1561/1500000019, section 3.2.  A word of a line is taken as seven characters, blanks included.
    """
    size = _measure(statements.c.words)
    score: ColumnElement[int] = cast(literal(0), BigInteger)
    for term in terms:
        pattern = write_pattern(term)
        count = (size - _measure(func.replace(statements.c.words, pattern, ""))) // len(pattern)
        score = score + (2_200_000_000 * count) // (1000 * count + 300 + 36 * size // 7)
    return score


def _measure(text: ColumnElement[str]) -> ColumnElement[int]:
    return cast(func.length(text), BigInteger)


def _read_cursor(cursor: str, parts: int) -> list[int]:
    numbers = cursor.split(".")
    if len(numbers) != parts or not all(number.isascii() and number.isdigit() for number in numbers):
        message = f"the cursor {cursor!r} is not of this query"
        raise UsageError(message, next_step="Take the cursor of the last hit of the page before, or leave it out.")
    return [int(number) for number in numbers]


# Words ----------------------------------------------------------------------------------------------------------------


def write_match(terms: Iterable[Term]) -> str:
    """The query in the language of FTS5: quoted words only, so nothing in it can be read as an operator."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)


def write_vector_query(terms: Iterable[Term]) -> str:
    """The words of the query in the language of PostgreSQL's ``tsquery``, each quoted; phrases are checked apart."""
    words = [(word, term.prefix and word is term.words[-1]) for term in terms for word in term.words]
    return " & ".join(f"'{word}'{':*' if prefix else ''}" for word, prefix in words)


def _match_vector(terms: Sequence[Term]) -> Iterator[ColumnElement[bool]]:
    yield literal_column("words_vector").op("@@")(cast(write_vector_query(terms), TSQUERY))
    yield from (_has(term) for term in terms if len(term.words) > 1)


def _has(term: Term) -> ColumnElement[bool]:
    """Whether the words of a statement have a term; a pattern holds nothing that LIKE reads in its own way."""
    return statements.c.words.like(f"%{write_pattern(term)}%")


# Filters --------------------------------------------------------------------------------------------------------------


def _write_filters(
    query: StatementQuery,
    *,
    key: ColumnElement[int],
    column: Callable[[ColumnElement[Any]], ColumnElement[Any]] = lambda column: column,
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a query but for its words; ``column`` says how a column is written that may have an index."""
    columns = statements.c
    for name, value in (
        (columns.kind, query.kind),
        (columns.medium, query.medium),
        (columns.type, query.type),
        (columns.quotation, query.quotation),
        (columns.identity, query.identity),
    ):
        if value is not None:
            yield column(name) == str(value)
    if query.speaker is not None:
        yield column(columns.identity).in_(find_named(query.speaker))
    if query.outlet is not None:
        yield column(columns.text_sha256).in_(select(articles.c.text_sha256).where(_is_outlet(query.outlet)))
    if query.has_figure is not None:
        yield columns.figures > 0 if query.has_figure else columns.figures == 0
    if query.retired is not None:
        yield columns.retired.is_not(None) if query.retired else columns.retired.is_(None)
    yield from _write_published(query.published_from, query.published_to, key)
    yield from _write_said(query.said_from, query.said_to)


def _write_published(first: date | None, last: date | None, key: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """Bounds on the day at the outlet; the key, which is in UTC, narrows the search to a day more on either side."""
    if first is not None:
        yield statements.c.published_on >= first.isoformat()
        yield key >= write_key(max(first.toordinal() - 2, 0) * _DAY_MINUTES, 0)
    if last is not None:
        yield statements.c.published_on <= last.isoformat()
        yield key < write_key((last.toordinal() + 1) * _DAY_MINUTES, 0)


def _write_said(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    said_from, said_to = statements.c.said_from, statements.c.said_to
    if first is not None or last is not None:
        yield or_(said_from.is_not(None), said_to.is_not(None))
    if first is not None:
        yield or_(said_to.is_(None), said_to > f"{first.isoformat()}T00:00")
    if last is not None:
        yield or_(said_from.is_(None), said_from < f"{last.isoformat()}T24:00")


def _is_outlet(outlet: str) -> ColumnElement[bool]:
    """Whether a standing article is of an outlet: its publisher, or the host of its URL."""
    host = outlet.strip().lower().removeprefix("www.").replace("\0", "")
    return and_(or_(articles.c.outlet == normalise(outlet), articles.c.host == host), articles.c.retired.is_(None))


def find_named(name: str) -> Select[tuple[str]]:
    """The identities with a name that has all words of ``name``."""
    words = sorted({f"word:{word}" for word in normalise(name).split()})
    return (
        select(identity_keys.c.identity)
        .where(identity_keys.c.key.in_(words))
        .group_by(identity_keys.c.identity)
        .having(func.count() == len(words))
    )


def find_speakers(connection: Connection, prefix: str) -> tuple[str, ...]:
    """The ids of speakers that begin with ``prefix``, at most two; none unless it can be the beginning of an id."""
    if not _ID_PREFIX.fullmatch(prefix):
        return ()
    found = select(speakers.c.id).where(speakers.c.id.startswith(prefix)).order_by(speakers.c.id).limit(2)
    return tuple(connection.execute(found).scalars())


# One statement, and all of them ---------------------------------------------------------------------------------------


def show(connection: Connection, prefix: str) -> StoredStatement:
    """The statement whose id begins with ``prefix``; UsageError unless it is exactly one."""
    row = find_by_prefix(connection, prefix)
    text_articles = connection.execute(
        select(articles)
        .where(
            articles.c.text_sha256 == row.text_sha256, or_(articles.c.retired.is_(None), articles.c.id == row.article)
        )
        .order_by(articles.c.number)
    ).all()
    home = next(article for article in text_articles if article.id == row.article)
    of_articles = captures.c.article.in_([article.id for article in text_articles])
    led = connection.execute(select(captures.c.json).where(of_articles).order_by(captures.c.number)).scalars()
    return StoredStatement(
        statement=read_json(row.json, Statement),
        article=read_json(home.json, Article),
        copies=tuple(read_json(each.json, Article).reference for each in text_articles if each.id != home.id),
        captures=tuple(read_json(json, CaptureRef) for json in led),
        identity=row.identity,
        producer=home.producer,
        row_sha256=row.row_sha256,
        event=row.event,
        retired=row.retired is not None,
        known=read_linked(connection, [row.identity]).get(row.identity, ()) if row.identity else (),
    )


def find_by_prefix(connection: Connection, prefix: str) -> FoundRow[Any]:
    """The row of the statement whose id begins with ``prefix``; UsageError unless it is exactly one."""
    wanted = prefix.strip().lower()
    if len(wanted) < _MIN_PREFIX or not set(wanted) <= set("0123456789abcdef"):
        message = f"{prefix!r} is no id of a statement: an id is at least {_MIN_PREFIX} of the digits 0-9 and a-f"
        raise UsageError(message, next_step="Copy the id from: onrecord search WORDS")
    begins_so = (statements.c.id >= wanted, statements.c.id < wanted + "g")
    found = connection.execute(select(statements).where(*begins_so).order_by(statements.c.id).limit(_MAX_NAMED)).all()
    if not found:
        message = f"the record has no statement whose id begins with {wanted}"
        raise UsageError(message, next_step="Find it with: onrecord search WORDS")
    if len(found) > 1:
        message = f"several ids begin with {wanted}: {', '.join(row.id for row in found)}"
        raise UsageError(message, next_step="Give more digits of the id.")
    return found[0]


def read_statements(connection: Connection, *, retired: bool | None = False) -> Iterator[Statement]:
    """All statements, the newest publication first, a page at a time."""
    last = _LAST_KEY
    conditions = list(_write_filters(StatementQuery(retired=retired), key=statements.c.key))
    while True:
        page = select(statements.c.key, statements.c.json).where(statements.c.key < last, *conditions)
        rows = connection.execute(page.order_by(statements.c.key.desc()).limit(_PAGE)).all()
        yield from (read_json(row.json, Statement) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1].key


def read_articles(connection: Connection) -> Iterator[Article]:
    """All articles that a capture leads to, in the order of adding, a page at a time."""
    last = 0
    while True:
        standing = (articles.c.number > last, articles.c.retired.is_(None))
        page = select(articles.c.number, articles.c.json).where(*standing).order_by(articles.c.number).limit(_PAGE)
        rows = connection.execute(page).all()
        yield from (read_json(row.json, Article) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1].number


def read_article_ids(connection: Connection) -> tuple[str, ...]:
    """The ids of the articles that a capture leads to, in the order of adding."""
    standing = select(articles.c.id).where(articles.c.retired.is_(None)).order_by(articles.c.number)
    return tuple(connection.execute(standing).scalars())


def read_stored_article(connection: Connection, id_: str) -> StoredArticle:
    """One article with its captures and statements; ``NoResultFound`` where there is none."""
    row = connection.execute(select(articles.c.producer, articles.c.json).where(articles.c.id == id_)).one()
    led = select(captures.c.json).where(captures.c.article == id_).order_by(captures.c.number)
    read = select(statements.c.json).where(statements.c.article == id_).order_by(statements.c.key)
    return StoredArticle(
        article=read_json(row.json, Article),
        producer=row.producer,
        captures=tuple(read_json(json, CaptureRef) for json in connection.execute(led).scalars()),
        statements=tuple(read_json(json, Statement) for json in connection.execute(read).scalars()),
    )


def read_identity_names(connection: Connection) -> dict[str, str]:
    """The name of the identity of each speaker."""
    joined = speakers.join(identities, speakers.c.identity == identities.c.id)
    return {
        row.id: row.name for row in connection.execute(select(speakers.c.id, identities.c.name).select_from(joined))
    }


def read_judgements(connection: Connection) -> Iterator[Judgement]:
    """The log of judgements, oldest first."""
    for json in connection.execute(select(judgements.c.json).order_by(judgements.c.number)).scalars():
        yield read_json(json, Judgement)


# Captures, rejections, feeds, counts ----------------------------------------------------------------------------------


def find_pending(connection: Connection, offered: Sequence[CaptureRef]) -> tuple[CaptureRef, ...]:
    """Those captures that have no outcome yet, in the order given, each once."""
    by_id = {capture.id: capture for capture in offered}
    ids = list(by_id)
    for start in range(0, len(ids), _PAGE):
        known = select(captures.c.id).where(captures.c.id.in_(ids[start : start + _PAGE]))
        for id_ in connection.execute(known).scalars():
            del by_id[id_]
    return tuple(by_id.values())


def read_outdated(connection: Connection, producer: str) -> Iterator[CaptureRef]:
    """The captures that were rejected, or whose article was last read by another producer, in the order of adding."""
    is_other = or_(articles.c.producer.is_(None), articles.c.producer != producer)
    joined = captures.outerjoin(articles, captures.c.article == articles.c.id)
    last = 0
    while True:
        of_page = (captures.c.number > last, or_(captures.c.article.is_(None), is_other))
        page = select(captures.c.number, captures.c.json).select_from(joined).where(*of_page)
        rows = connection.execute(page.order_by(captures.c.number).limit(_PAGE)).all()
        yield from (read_json(row.json, CaptureRef) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1].number


def read_rejected(connection: Connection) -> Iterator[RejectedInput]:
    """The rejections that stand, oldest first."""
    joined = rejected.outerjoin(captures, rejected.c.capture == captures.c.id)
    found = select(rejected.c.json, rejected.c.at, captures.c.json.label("capture")).select_from(joined)
    for row in connection.execute(found.where(rejected.c.settled.is_(None)).order_by(rejected.c.number)).all():
        yield RejectedInput(
            rejected=read_json(row.json, Rejected),
            capture=read_json(row.capture, CaptureRef) if row.capture else None,
            at=datetime.fromisoformat(row.at),
        )


def read_feeds(connection: Connection, url: str | None = None) -> tuple[FeedState, ...]:
    """What is known of all feeds, by address, or of one."""
    wanted = select(feeds).order_by(feeds.c.url)
    rows = connection.execute(wanted if url is None else wanted.where(feeds.c.url == url)).mappings()
    return tuple(
        msgspec.convert({str(name): value for name, value in row.items()}, FeedState, strict=False) for row in rows
    )


def count(connection: Connection) -> RecordStatus:
    """The counts of a record."""

    def number(of: Any, *conditions: ColumnElement[bool]) -> int:  # noqa: ANN401 - a table
        return connection.execute(select(func.count()).select_from(of).where(*conditions)).scalar_one()

    last, head = read_last(connection)
    known, linked = count_entries(connection)
    return RecordStatus(
        schema=SCHEMA,
        head=head,
        events=last,
        captures=number(captures),
        articles=number(articles, articles.c.retired.is_(None)),
        statements=number(statements, statements.c.retired.is_(None)),
        retired=number(statements, statements.c.retired.is_not(None)),
        identities=number(identities),
        judgements=number(judgements),
        rejected=number(rejected, rejected.c.settled.is_(None)),
        known=known,
        linked=linked,
    )

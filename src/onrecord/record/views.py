"""Reading: one speaker over all articles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select

from onrecord.domain import Count, Role, SpeakerView, StatementQuery
from onrecord.record.queries import find_named, search
from onrecord.record.rows import split_key
from onrecord.record.tables import articles, identities, speakers, statements
from onrecord.record.words import normalise

if TYPE_CHECKING:
    from sqlalchemy import Connection, FromClause

    from onrecord.domain import Hit

MAX_VIEWS = 20


def read_views(connection: Connection, name: str, *, limit: int) -> tuple[SpeakerView, ...]:
    """The identities with all words of ``name`` in a name, or with this id; the most quoted first."""
    total = func.count(statements.c.key)
    joined = identities.outerjoin(
        statements, (statements.c.identity == identities.c.id) & statements.c.retired.is_(None)
    )
    is_named = identities.c.id == name
    if normalise(name):
        is_named = or_(is_named, identities.c.id.in_(find_named(name)))
    found = select(identities.c.id, identities.c.name, identities.c.members, total.label("total")).select_from(joined)
    found = found.where(is_named).group_by(identities.c.id, identities.c.name, identities.c.members)
    rows = connection.execute(found.order_by(total.desc(), identities.c.id).limit(MAX_VIEWS)).all()
    return tuple(_read_view(connection, row.id, row.name, (row.members, row.total), limit=limit) for row in rows)


def _read_view(connection: Connection, identity: str, name: str, sizes: tuple[int, int], *, limit: int) -> SpeakerView:
    hits = search(connection, StatementQuery(identity=identity, limit=limit))
    of_speaker = statements.join(speakers, statements.c.speaker == speakers.c.id)
    in_article = statements.join(articles, statements.c.article == articles.c.id)
    return SpeakerView(
        identity=identity,
        name=name,
        names=_count(connection, speakers.c.name, of_speaker, identity),
        kinds=_count(connection, statements.c.kind, statements, identity),
        media=_count(connection, statements.c.medium, statements, identity),
        outlets=_count(connection, articles.c.outlet, in_article, identity),
        roles=_read_roles(connection, identity),
        members=sizes[0],
        total=sizes[1],
        statements=tuple(sorted(hits, key=_oldest_first)),
    )


def _oldest_first(hit: Hit) -> tuple[int, int]:
    """By the minute of publication, then in the order of the text."""
    minute, ordinal = split_key(int(hit.cursor))
    return minute, -ordinal


def _count(connection: Connection, column: ColumnElement[Any], source: FromClause, identity: str) -> tuple[Count, ...]:
    """How many standing statements of an identity have each value, the most frequent first."""
    number = func.count()
    of_identity = (statements.c.identity == identity, statements.c.retired.is_(None), column.is_not(None))
    found = select(column.label("value"), number.label("number")).select_from(source).where(*of_identity)
    rows = connection.execute(found.group_by(column).order_by(number.desc(), column))
    return tuple(Count(value=row.value, count=row.number) for row in rows)


def _read_roles(connection: Connection, identity: str) -> tuple[Role, ...]:
    """The titles of an identity in order of their first day, those without a day last."""
    day, number = speakers.c.published_on, func.count()
    spoke = (speakers.c.identity == identity, speakers.c.title.is_not(None))
    found = select(speakers.c.title, func.min(day).label("first"), func.max(day).label("last"), number.label("number"))
    rows = connection.execute(found.where(*spoke).group_by(speakers.c.title)).all()
    ordered = sorted(rows, key=lambda row: (row.first or "9999-12-31", -row.number, row.title))
    return tuple(
        Role(
            title=row.title,
            first=date.fromisoformat(row.first) if row.first else None,
            last=date.fromisoformat(row.last) if row.last else None,
            count=row.number,
        )
        for row in ordered
    )

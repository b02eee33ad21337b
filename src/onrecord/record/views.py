"""Reading: one speaker over all articles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select

from onrecord.domain import Count, Role, SpeakerView, StatementQuery
from onrecord.record.entries import find_linked, read_linked
from onrecord.record.queries import find_named, search
from onrecord.record.rows import split_key
from onrecord.record.tables import identities, speakers, statements
from onrecord.record.words import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from onrecord.domain import Hit

MAX_VIEWS = 20


def read_views(connection: Connection, name: str, *, limit: int) -> tuple[SpeakerView, ...]:
    """The identities with all words of ``name`` in a name, this id or that of a known entity; the most quoted first."""
    total = func.sum(speakers.c.said)
    is_named = or_(identities.c.id == name, identities.c.id.in_(find_linked(connection, name)))
    if normalise(name):
        is_named = or_(is_named, identities.c.id.in_(find_named(name)))
    joined = identities.join(speakers, speakers.c.identity == identities.c.id)
    found = select(identities.c.id, identities.c.name, identities.c.members).select_from(joined).where(is_named)
    found = found.group_by(identities.c.id, identities.c.name, identities.c.members)
    rows = connection.execute(found.order_by(total.desc(), identities.c.id).limit(MAX_VIEWS)).all()
    return tuple(_read_view(connection, row.id, row.name, row.members, limit=limit) for row in rows)


def _read_view(connection: Connection, identity: str, name: str, members: int, *, limit: int) -> SpeakerView:
    hits = search(connection, StatementQuery(identity=identity, limit=limit))
    kinds = _count_said(connection, speakers.c.kind, identity)
    return SpeakerView(
        identity=identity,
        name=name,
        names=_count_said(connection, speakers.c.name, identity),
        kinds=kinds,
        media=_count_media(connection, identity),
        outlets=_count_said(connection, speakers.c.publisher, identity),
        roles=_read_roles(connection, identity),
        members=members,
        total=sum(kind.count for kind in kinds),
        statements=tuple(sorted(hits, key=_oldest_first)),
        known=read_linked(connection, [identity]).get(identity, ()),
    )


def _oldest_first(hit: Hit) -> tuple[int, int]:
    """By the minute of publication, then in the order of the text."""
    minute, ordinal = split_key(int(hit.cursor))
    return minute, -ordinal


def _count_said(connection: Connection, column: ColumnElement[Any], identity: str) -> tuple[Count, ...]:
    """How many standing statements of an identity stand under each value of a column of speakers."""
    said = (speakers.c.identity == identity, speakers.c.said > 0, column.is_not(None))
    found = select(column.label("value"), func.sum(speakers.c.said).label("number")).where(*said)
    return _read_counts(connection.execute(found.group_by(column)))


def _count_media(connection: Connection, identity: str) -> tuple[Count, ...]:
    medium = statements.c.medium
    said = (statements.c.identity == identity, statements.c.retired.is_(None), medium.is_not(None))
    found = select(medium.label("value"), func.count().label("number")).where(*said)
    return _read_counts(connection.execute(found.group_by(medium)))


def _read_counts(rows: Iterable[Any]) -> tuple[Count, ...]:
    """The most frequent first, of equals in the order of their code points."""
    counts = [Count(value=row.value, count=int(row.number)) for row in rows]
    return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))


def _read_roles(connection: Connection, identity: str) -> tuple[Role, ...]:
    """The titles of an identity in order of their first day, those without a day last."""
    day, title = speakers.c.published_on, speakers.c.title
    said = (speakers.c.identity == identity, speakers.c.said > 0, title.is_not(None))
    columns = (title, func.min(day).label("first"), func.max(day).label("last"), func.count().label("number"))
    rows = connection.execute(select(*columns).where(*said).group_by(title)).all()
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

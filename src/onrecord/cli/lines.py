"""The JSON Lines that ``onrecord read`` prints: statements, and a line of another shape where there are none to print.

A program tells the shapes apart by their keys: ``rejected``, ``unread``, ``time``, ``figure``, or else a statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.cli.listing import FIGURES, WHEN, find_dated, find_holders
from onrecord.domain import (
    SCHEMA_VERSION,
    Article,
    ArticleReference,
    Domain,
    Figure,
    Rejected,
    RejectReason,
    TimeExpression,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from onrecord.domain import Reading, Span


# JSON lets these stand as they are, but a terminal obeys some (C1 controls, bidirectional controls) and programs that
# split lines the Unicode way break at others.
_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Rejection(Domain, frozen=True, kw_only=True):
    """Why an input could not be read, and what to type next."""

    locator: str
    reason: RejectReason
    message: str
    next_step: str


class RejectedLine(Domain, frozen=True, kw_only=True):
    """The line of an input that could not be read."""

    schema: int = SCHEMA_VERSION
    rejected: Rejection


class UnreadArticle(Domain, frozen=True, kw_only=True):
    """An article whose statements were not read; ``reason`` is short and fixed, ``message`` is for people."""

    article: ArticleReference
    reason: str
    message: str


class UnreadLine(Domain, frozen=True, kw_only=True):
    """The line of an article whose statements were not read."""

    schema: int = SCHEMA_VERSION
    unread: UnreadArticle


class TimeLine(Domain, frozen=True, kw_only=True):
    """A time expression of an article, the statements it dates, and those whose content holds it, innermost first."""

    schema: int = SCHEMA_VERSION
    article: ArticleReference
    time: TimeExpression
    dates: tuple[str, ...]
    statements: tuple[str, ...]


class FigureLine(Domain, frozen=True, kw_only=True):
    """A figure of an article, and the statements whose content holds it, innermost first.

    A relation points to another figure of the same article by its place in text order, from 0.
    """

    schema: int = SCHEMA_VERSION
    article: ArticleReference
    figure: Figure
    statements: tuple[str, ...]


def write_lines(outcome: Article | Reading | Rejected) -> str:
    """Write one input's outcome as JSON Lines, each with its line end; nothing for an article without statements."""
    return "".join(f"{write_line(value)}\n" for value in _find_values(outcome))


def write_table_lines(parts: Collection[str], outcome: Reading | Rejected) -> str:
    """Write one input's times and figures as JSON Lines, as asked for; an input that was not read as ever."""
    if isinstance(outcome, Rejected) or outcome.unread is not None:
        return write_lines(outcome)
    return "".join(f"{write_line(value)}\n" for value in _find_parts(outcome, parts))


def _find_parts(reading: Reading, parts: Collection[str]) -> Iterator[Domain]:
    """List the times and figures of an article, one value per line."""

    def holders(span: Span) -> tuple[str, ...]:
        return tuple(each.id for each in find_holders(reading, span))

    article = reading.article
    for time in article.times if WHEN in parts else ():
        dates = tuple(each.id for each in find_dated(reading, time.span))
        yield TimeLine(article=article.reference, time=time, dates=dates, statements=holders(time.span))
    for figure in article.figures if FIGURES in parts else ():
        yield FigureLine(article=article.reference, figure=figure, statements=holders(figure.span))


def make_rejection(rejected: Rejected) -> Rejection:
    """The part of a rejection that is printed."""
    return Rejection(
        locator=rejected.locator, reason=rejected.reason, message=rejected.message, next_step=rejected.next_step
    )


def write_line(value: Domain) -> str:
    """Write JSON that can be shown on a terminal and is one line by every definition."""
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", encode(value).decode())


def _find_values(outcome: Article | Reading | Rejected) -> Iterator[Domain]:
    """List what is printed for an outcome, one value per line."""
    if isinstance(outcome, Rejected):
        yield RejectedLine(rejected=make_rejection(outcome))
    elif isinstance(outcome, Article):
        yield outcome
    elif outcome.unread is not None:
        unread = outcome.unread
        yield UnreadLine(
            unread=UnreadArticle(article=outcome.article.reference, reason=unread.reason, message=unread.message)
        )
    else:
        yield from outcome.statements

"""The JSON Lines that ``onrecord read`` prints: statements, and a line of another shape where there are none to print.

A program tells the three shapes apart by their keys: ``rejected``, ``unread``, or else a statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import (
    SCHEMA_VERSION,
    Article,
    ArticleReference,
    Domain,
    Rejected,
    RejectReason,
    encode,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Reading


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


def write_lines(outcome: Article | Reading | Rejected) -> str:
    """Write one input's outcome as JSON Lines, each with its line end; nothing for an article without statements."""
    return "".join(f"{_write_line(value)}\n" for value in _find_values(outcome))


def _write_line(value: Domain) -> str:
    """Write JSON that can be shown on a terminal and is one line by every definition."""
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", encode(value).decode())


def _find_values(outcome: Article | Reading | Rejected) -> Iterator[Domain]:
    """List what is printed for an outcome, one value per line."""
    if isinstance(outcome, Rejected):
        yield RejectedLine(
            rejected=Rejection(
                locator=outcome.locator, reason=outcome.reason, message=outcome.message, next_step=outcome.next_step
            )
        )
    elif isinstance(outcome, Article):
        yield outcome
    elif outcome.unread is not None:
        unread = outcome.unread
        yield UnreadLine(
            unread=UnreadArticle(article=outcome.article.reference, reason=unread.reason, message=unread.message)
        )
    else:
        yield from outcome.statements

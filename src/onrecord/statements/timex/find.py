"""Time expressions of an English text, resolved against its day of publication."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.domain import PublishedAt
from onrecord.errors import UsageError
from onrecord.statements.timex.events import anchor_to_events
from onrecord.statements.timex.express import express
from onrecord.statements.timex.limits import set_limits
from onrecord.statements.timex.ranges import join_ranges
from onrecord.statements.timex.reader import Setting, read_hits
from onrecord.statements.timex.speakers_day import settle_quoted_days
from onrecord.statements.timex.tokens import tokenize
from onrecord.text import paragraphs as find_paragraphs
from onrecord.text import quotations as find_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import TimeExpression
    from onrecord.text import Quotation

DAY_LENGTH = len("2022-09-23")


def find_times(
    text: str,
    *,
    published_at: str | date | datetime | PublishedAt | None = None,
    paragraphs: Sequence[tuple[int, int]] | None = None,
    quotations: Sequence[Quotation] | None = None,
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text, in order and apart; English only.

    ``published_at`` is a day or a time in ISO 8601; what is relative rests on it, and stays relative without it.
    ``paragraphs`` are half-open ranges of the text, in order; they and the quotations are found where not given.  Takes
    time linear in the length of the text; ``UsageError`` when ``published_at`` is no date.

    >>> found = find_times("The vote was moved to Friday late Thursday.", published_at="2022-09-23")
    >>> [(time.span.text, time.value, time.mod, time.earliest) for time in found]
    [('Friday', '2022-09-23', None, '2022-09-23T00:00'), ('late Thursday', '2022-09-22', 'END', '2022-09-22T18:00')]
    >>> (length,) = find_times("It came more than six months after the raid.", published_at="2022-09-23")
    >>> length.value, length.anchor.span.text, length.anchor.direction, length.anchor.least
    ('P6M', 'the raid', <Direction.AFTER: 'after'>, 'P6M')
    >>> find_times("They met on Monday.")[0].unresolved
    'the publication date is missing'
    """
    today, minute = read_published(published_at)
    ranges = find_paragraphs(text) if paragraphs is None else paragraphs
    quoted = find_quotations(text, ranges) if quotations is None else quotations
    setting = Setting(
        tokens=tokenize(text, ranges), today=today, minute=minute,
        quotations=tuple((each.start, each.end) for each in quoted if each.level == 0),
    )  # fmt: skip
    hits = set_limits(settle_quoted_days(join_ranges(read_hits(setting))))
    return tuple(express(hit) for hit in anchor_to_events(hits, setting))


def read_published(published_at: str | date | datetime | PublishedAt | None) -> tuple[date | None, int | None]:
    """Day of publication and minute of that day, each where it is known; UsageError when it is no ISO 8601 date."""
    if isinstance(published_at, PublishedAt):
        published_at = published_at.value
    if isinstance(published_at, str):
        published_at = parse_published(published_at.strip())
    if isinstance(published_at, datetime):
        return published_at.date(), published_at.hour * 60 + published_at.minute
    return published_at, None


def parse_published(value: str) -> date | datetime:
    """Read an ISO 8601 day or time; UsageError when it is neither."""
    try:
        return date.fromisoformat(value) if len(value) <= DAY_LENGTH else datetime.fromisoformat(value)
    except ValueError as error:
        message = f"published_at {value!r} is no date"
        next_step = "Give the day as YYYY-MM-DD, or a time as YYYY-MM-DDThh:mm with or without an offset."
        raise UsageError(message, next_step=next_step) from error

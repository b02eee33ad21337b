"""A statement in the making and the page it is read from, in ranges of the article text."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from onrecord.statements import quotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.statements.quotation import Range
    from onrecord.text import Quotation

LABEL_CONFIDENCE = 0.7
"""What a label and a colon before somebody's words are worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in the making, in ranges of the article text."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    confidence: float
    by: str
    display: bool = False
    """The content is somebody's words, set apart by layout instead of marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article text with its paragraphs and the quotations that are speech, all in order."""

    text: str
    paragraphs: tuple[Range, ...]
    speech: tuple[Quotation, ...]

    def paragraph_number(self, place: int) -> int:
        """Number of the paragraph that holds code point ``place``, or of the next one."""
        return min(bisect.bisect_right(self.paragraphs, place, key=itemgetter(1)), len(self.paragraphs) - 1)

    def speech_in(self, span: Range) -> tuple[Quotation, ...]:
        """The quotations that share a character with ``span``."""
        first = bisect.bisect_right(self.speech, span[0], key=attrgetter("end"))
        last = bisect.bisect_left(self.speech, span[1], key=attrgetter("start"))
        return self.speech[first:last]


def overlaps(one: Range, other: Range) -> bool:
    """Whether two ranges share a character."""
    return one[0] < other[1] and other[0] < one[1]


def without(span: Range, apart: Sequence[Range], text: str) -> tuple[Range, ...]:
    """What is left of a content range beside source and cue; the range itself where they are elsewhere."""
    if not any(overlaps(span, each) for each in apart):
        return (span,)
    left = [span]
    for low, high in apart:
        left = [
            piece
            for start, end in left
            for piece in (
                [(start, min(end, low)), (max(start, high), end)] if start < high and low < end else [(start, end)]
            )
            if piece[0] < piece[1]
        ]
    return tuple(trimmed for piece in left if (trimmed := quotation.trim(text, piece)) is not None)

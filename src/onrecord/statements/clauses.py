"""Which words of a sentence report, and which are reported: the clause around a cue, without the contents.

What surrounds a cue (time, medium, addressee, place) is looked for here and nowhere inside what is said.  Ranges are
half-open code points of the article text.
"""

from __future__ import annotations

import bisect
import re
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.statements.nearby import Nearby
from onrecord.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Article, Span, Statement, TimeExpression
    from onrecord.statements.quotation import Range

_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|because|if|although|though|unless|than|after|before|until|ahead of)\b|"
    r"\bsince\b(?=\W+\w)|;",
    re.IGNORECASE,
)
REACH = 1500
"""Code points; no clause that news prints is longer, and lists and run-ons are not read as one."""


class Page:
    """An article's text with its sentences, and where its statements have their contents and cues."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        """Arrange what surrounds the statements of ``article``."""
        self.text = article.text
        self.published = article.published_at.value[:10] if article.published_at else None
        self._times = [each for each in article.times if each.type != "SET"]
        self._cues = sorted({(each.cue.start, each.cue.end) for each in statements if each.cue is not None})
        self._contents: Nearby[Range] = Nearby()
        for span in (span for each in statements for span in each.content):
            self._contents.add((span.start, span.end), [(span.start, span.end)])
        self._paragraphs = article.ranges
        self._sentences: dict[int, tuple[Range, ...]] = {}

    def paragraph(self, place: int) -> int:
        """Number of the paragraph that holds ``place``, or of the next one."""
        return min(bisect.bisect_right(self._paragraphs, place, key=itemgetter(1)), len(self._paragraphs) - 1)

    def sentence(self, place: int) -> Range:
        """The sentence at ``place``; of one without end, what stands within ``REACH`` of it."""
        number = self.paragraph(place)
        if number not in self._sentences:
            self._sentences[number] = sentences(self.text, *self._paragraphs[number])
        known = self._sentences[number]
        index = bisect.bisect_right(known, place, key=itemgetter(1))
        start, end = known[index] if index < len(known) else self._paragraphs[number]
        return max(start, place - REACH), min(end, place + REACH)

    def times(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions that lie in ``text[start:end]``."""
        first = bisect.bisect_left(self._times, start, key=lambda each: each.span.start)
        last = bisect.bisect_right(self._times, end, key=lambda each: each.span.end)
        return self._times[first:last]

    def has_cue(self, start: int, end: int) -> bool:
        """Whether a cue lies in ``text[start:end]``."""
        number = bisect.bisect_left(self._cues, (start, start))
        return number < len(self._cues) and self._cues[number][1] <= end

    def between_cues(self, cue: Span) -> Range:
        """From the second cue before to the second after, which may be one with the next: beyond is another's."""
        number = bisect.bisect_left(self._cues, (cue.start, cue.end))
        start = self._cues[number - 2][0] if number > 1 else 0
        end = self._cues[number + 2][1] if number + 2 < len(self._cues) else len(self.text)
        return start, end

    def holders(self, place: int) -> frozenset[Range]:
        """The content spans that ``place`` stands in."""
        return frozenset(each for each in self._contents.at((place, place + 1)) if each[0] <= place < each[1])

    def pieces(self, start: int, end: int, at: int) -> list[Range]:
        """What is left of ``text[start:end]`` beside the contents that ``at`` is not in: a clause without its report.

        A piece between two contents that touch is empty.
        """
        if start >= end:
            return []
        pieces, here, around = [], start, self.holders(at)
        for low, high in sorted(self._contents.at((start, end))):
            if (low, high) not in around and low < end and start < high:
                pieces.append((here, max(here, low)))
                here = max(here, high)
        return [*pieces, (here, max(here, end))]

    def reporting(self, start: int, end: int, at: int) -> str:
        """The words of these pieces."""
        return " ".join(self.text[low:high] for low, high in self.pieces(start, end, at))


def shares_clause(span: Span, statement: Statement, page: Page) -> bool:
    """Whether words of the cue's sentence, outside the source, belong to the cue's own clause.

    They do when no other cue, no clause of another verb and no edge of a content stands between.
    """
    source, cue = statement.source, statement.cue
    if cue is None or page.holders(span.start) != page.holders(cue.start):
        return False
    low, high = sorted((span, cue))
    if page.has_cue(low.end, high.start):
        return False
    begin, end = cue.end, span.start
    if span.end <= cue.start:
        begin = source.end if source is not None and source.end <= span.start else page.sentence(cue.start)[0]
    return _SUBORDINATE.search(page.reporting(begin, end, cue.start)) is None

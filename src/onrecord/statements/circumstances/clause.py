"""The reporting clause of one statement, cut into the pieces in which its circumstances are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.domain import Span
from onrecord.statements.clauses import Page, shares_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Statement
    from onrecord.statements.quotation import Range

_OPENING = re.compile(
    r"\b(?:when|while|because|if|which|who|whose|whom|where|that|as|but|after|before|since|though|although|until|"
    r"unless)\s*\Z",
    re.IGNORECASE,
)
_APART = re.compile(r"[;—]|\s[–-]\s|\b(?:as|while|but|whereas)\b")
_OTHERS_WORDS = re.compile(
    r"\b(?:reports?|claims?|accusations?|allegations?|comments?|criticisms?|suggestions?|posts?|remarks|rumou?rs|"
    r"statements?|charges?|"
    r"speculation|assertions?|complaints?|questions?|stories|what\b.{1,40}\bsaid)\s+(?:made\s+|published\s+|"
    r"posted\s+|contained\s+)?\Z",
    re.IGNORECASE,
)

_IN_NAMES = frozenset({"Today", "Tonight", "This Morning", "Sunday", "This Week"})
"""Times that outlets and broadcasts are named after, capitalised: "told USA Today"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A cue with the words around it that report: ``pieces`` in order, without contents and source."""

    statement: Statement
    page: Page
    cue: Span
    sentence: Range
    pieces: tuple[Range, ...]

    @property
    def text(self) -> str:
        """The whole article's text, which all ranges cut."""
        return self.page.text

    def limit(self, start: int, end: int) -> int:
        """Where words from ``start`` on stop at the latest: before a time expression, or at ``end``."""
        times = self.page.times(start, end)
        inside = next((each.span.start for each in times if not self._is_part(each.span)), end)
        return min(inside, end)

    def _is_part(self, span: Span) -> bool:
        before, after = self.text[span.start - 2 : span.start], self.text[span.end : span.end + 1]
        in_a_name = span.text in _IN_NAMES and before[:1].isalpha()
        return after in {"’", "'"} or before.endswith("-") or in_a_name

    def bound(self, place: int) -> int:
        """Where a phrase from ``place`` on ends at the latest: before the statement's parts, or with the sentence."""
        statement = self.statement
        own = (each.start for each in (*statement.content, statement.cue, statement.source) if each is not None)
        end = min((start for start in own if start >= place), default=self.sentence[1])
        return self.limit(place, min(end, self.sentence[1]))

    def holds(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` belongs to the clause of the cue, and to no other verb or noun of saying."""
        if start < self.cue.end and self.cue.start < end:
            return True
        if not shares_clause(Span.cut(self.text, start, end), self.statement, self.page):
            return False
        if start >= self.cue.end:
            between = self.page.reporting(self.cue.end, start, self.cue.start)
            return (
                _APART.search(between) is None
                and _OTHERS_WORDS.search(between.rstrip().rpartition(" ")[0] + " ") is None
            )
        source = self.statement.source
        subject = source.start if source is not None and end <= source.start < self.cue.start else self.cue.start
        return _OPENING.search(self.page.reporting(end, subject, self.cue.start)) is None

    def distance(self, start: int, end: int) -> int:
        """Code points between a range and the cue."""
        return max(start - self.cue.end, self.cue.start - end, 0)

    def after(self) -> Iterator[Range]:
        """The pieces from the end of the cue on."""
        return ((max(low, self.cue.end), high) for low, high in self.pieces if high > self.cue.end)


def read_clause(statement: Statement, page: Page) -> Clause | None:
    """The clause of a statement's cue; ``None`` where it has no cue."""
    cue = statement.cue
    if cue is None:
        return None
    start, end = page.sentence(cue.start)
    low, high = page.between_cues(cue)
    pieces = page.pieces(max(start, low), min(end, high), cue.start)
    source = statement.source
    if source is not None:
        pieces = [piece for each in pieces for piece in _without(each, (source.start, source.end))]
    return Clause(
        statement=statement,
        page=page,
        cue=cue,
        sentence=(start, end),
        pieces=tuple(each for each in pieces if each[0] < each[1]),
    )


def _without(piece: Range, taken: Range) -> tuple[Range, ...]:
    """What is left of a piece before and after the range that is taken."""
    if taken[1] <= piece[0] or piece[1] <= taken[0]:
        return (piece,)
    return (piece[0], min(piece[1], taken[0])), (max(piece[0], taken[1]), piece[1])

"""Words that bound or blur a number: "more than", "some", "40-odd"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.domain import FigureModifier
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.lexicon import BOUNDS, SOFTENERS

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_BACK = 48
TOKEN = re.compile(r"[^\s(“\"‘—–-]+|[~<>≥≤≈]=?")
LAST_TOKEN = re.compile(r"([^\s(“\"‘—–-]+|[~<>≥≤≈]=?)[ \u00a0-]*\Z")
LAST_WORDS = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in BOUNDS)
LONGEST_WORD = 20
BEHIND = (
    (
        re.compile(r"(?:,? or|-or| and) (?:more|above|over|higher|older|longer|greater|better)\b"),
        FigureModifier.AT_LEAST,
    ),
    (re.compile(r"\+(?!\w)|-plus\b| plus\b(?! \w)"), FigureModifier.AT_LEAST),
    (re.compile(r",? (?:or|and) (?:less|fewer|below|under|lower|younger|shorter)\b"), FigureModifier.AT_MOST),
    (re.compile(r"[- ]odd\b| or so\b|-ish\b|,? (?:give or take|more or less|approximately)\b"), FigureModifier.ABOUT),
)


def bound(text: str, amount: Amount, floor: int) -> Amount:
    """Take the bounding words before and behind an amount into it."""
    if amount.form is Form.SCORE:
        return amount
    amount = bound_behind(text, amount)
    kind, start = bound_before(text, amount.start, floor)
    if kind is None and start == amount.start:
        return amount
    if kind is None or (kind is FigureModifier.EXACT and amount.modifier is not FigureModifier.EXACT):
        return replace(amount, start=start)
    return replace(amount, start=start, modifier=kind)


def bound_behind(text: str, amount: Amount) -> Amount:
    """Read "or more", "-odd", "or so" behind the amount."""
    for pattern, kind in BEHIND:
        if match := pattern.match(text, amount.end):
            high = amount.high
            if match.group() == "-odd" and high is not None and amount.low is not None and amount.low >= 10:  # noqa: PLR2004
                high = amount.low + 9
            return replace(amount, modifier=kind, end=match.end(), stop=match.end(), high=high)
    return amount


def bound_before(text: str, start: int, floor: int) -> tuple[FigureModifier | None, int]:
    """The strongest bound that the words before ``start`` set, and where they begin."""
    last = LAST_TOKEN.search(text[max(floor, start - LONGEST_WORD) : start])
    if last is None or last[1].lower() not in LAST_WORDS:
        return None, start  # most numbers have no bound: found out at little cost
    low = max(floor, start - LOOK_BACK)
    words = [(match.start(), match.group().lower()) for match in TOKEN.finditer(text, low, start)]
    kind: FigureModifier | None = None
    place = start
    while words and not text[words[-1][0] + len(words[-1][1]) : place].strip(" -\u00a0"):
        found, size = longest(words)
        if found is None:
            if kind is None or words[-1][1] not in SOFTENERS:
                break
            size = 1
        elif kind is None or kind in {FigureModifier.ABOUT, FigureModifier.EXACT}:
            kind = found
        place = words[-size][0]
        del words[-size:]
    return kind, place


def longest(words: Sequence[tuple[int, str]]) -> tuple[FigureModifier | None, int]:
    """The longest phrase of the table that ends the words, and of how many words it is."""
    for size in (4, 3, 2, 1):
        phrase = " ".join(word for _, word in words[-size:])
        if len(words) >= size and phrase in BOUNDS:
            return BOUNDS[phrase], size
    return None, 0

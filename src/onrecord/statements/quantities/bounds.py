"""Words that bound or blur a number ("more than", "40-odd"), and numbers joined to ranges ("between 5 and 7")."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import FigureModifier
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.lexicon import BOUNDS, SOFTENERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOOK_BACK = 48
TOKEN = re.compile(r"[^\s(“\"‘—–-]+|[~<>≥≤∼≈]=?")
BEHIND = (
    (re.compile(r"(?:,? or|-or| and) (?:more|above|over|higher|older|longer|greater|better)\b|\+(?!\w)|-plus\b| plus\b(?! \w)"),
     FigureModifier.AT_LEAST),
    (re.compile(r",? (?:or|and) (?:less|fewer|below|under|lower|younger|shorter)\b"), FigureModifier.AT_MOST),
    (re.compile(r"[- ]odd\b| or so\b|-ish\b|,? (?:give or take|more or less|approximately)\b"), FigureModifier.ABOUT),
)  # fmt: skip
# How many of the second unit make one of the first.
COMPOUNDS: dict[tuple[str | None, str | None], int] = {
    ("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("USD", "cent"): 100, ("GBP", "penny"): 100,
    ("hour", "minute"): 60, ("minute", "second"): 60, ("metre", "centimetre"): 100,
}  # fmt: skip
COMPOUND_GAP = re.compile(r" | and |-")
TO = re.compile(r" ?(?:to|until|through)[ -]|-to-| ?[-–—‐] ?| up to ")
AND = re.compile(r" and ")
OR = re.compile(r"-? or ")
BETWEEN = re.compile(r"\bbetween (?:about |around |roughly |some )?\Z", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|starting at) (?:about |around |roughly |some |up to |nearly )?\Z", re.IGNORECASE)
GAP = 6
IN_PARENTHESES = re.compile(r" ?[(\[/] ?")


def bound(text: str, amount: Amount, floor: int) -> Amount:
    """Take the bounding words before and behind an amount into it."""
    if amount.form is Form.SCORE:
        return amount
    amount = bound_behind(text, amount)
    kind, start = bound_before(text, amount.start, floor)
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
    """The strongest bound that the words before ``start`` set, and where they begin; "just over about" is one phrase."""
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


def join_ranges(text: str, amounts: Sequence[Amount], changed: Sequence[int]) -> Iterator[Amount]:
    """Join neighbours that are the ends of one range.

    ``changed``: places of verbs of change.  "Rose from 5 to 7" has one before *from* and stays two amounts, as does a
    pair that falls ("from 9 to 7").
    """
    index = 0
    while index < len(amounts):
        amount = amounts[index]
        after = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = join(text, amount, after, changed) if after is not None else None
        yield joined or amount
        index += 2 if joined is not None else 1


def join(text: str, left: Amount, right: Amount, changed: Sequence[int]) -> Amount | None:
    """One range of two neighbours; ``None`` where they are none."""
    if left.low is None or right.low is None or not 0 < right.start - left.end <= GAP:
        return None
    if left.joined or not {left.form, right.form} <= {Form.NUMBER, Form.AGE}:
        return None
    if left.form is Form.AGE and right.unit is None:
        right = replace(right, unit=left.unit, form=Form.AGE)
    if left.unit not in {None, right.unit} or left.per not in {None, right.per}:
        return None
    before = text[max(0, left.start - 30) : left.start]
    gap = text[left.end : right.start]
    if BETWEEN.search(before) and AND.fullmatch(gap):
        start = left.start - len(BETWEEN.search(before).group())  # type: ignore[union-attr]
    elif TO.fullmatch(gap) and not (FROM.search(before) and follows_change(text, left.start, changed)):
        start = left.start
        if gap in {"-", "–"} and not (right.unit or right.high is None) and not text.startswith((" ", "-"), right.end):
            return None
    elif (
        OR.fullmatch(gap)
        and right.low - left.low == 1
        and left.unit is None
        and not right.is_money
        and not gap.startswith("-")
    ):
        start = left.start
    else:
        return None
    low = (
        left.low * right.scale
        if left.scale == 1 and right.scale > 1 and left.low * right.scale < right.low
        else left.low
    )
    if low >= right.low:
        return None
    kind = FigureModifier.ABOUT if left.modifier is FigureModifier.ABOUT else FigureModifier.RANGE
    return replace(right, start=start, number_start=left.number_start, low=low, modifier=kind, name="range")


def follows_change(text: str, start: int, changed: Sequence[int]) -> bool:
    """Whether a verb of change stands within the clause before ``start``."""
    return any(0 < start - place < LOOK_BACK and not set(text[place:start]) & set(".;:?!") for place in changed)


def join_compounds(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Add a smaller unit to the larger one before it: "5 feet 4 inches" is 5.333 feet."""
    index = 0
    while index < len(amounts):
        left = amounts[index]
        right = amounts[index + 1] if index + 1 < len(amounts) else None
        parts = COMPOUNDS.get((left.unit, right.unit)) if right is not None else None
        if (
            right is not None
            and parts
            and left.low is not None
            and right.low is not None
            and fits(text, left, right, parts)
        ):
            value = left.low + (right.low / parts).quantize(Decimal("1e-6")).normalize()
            yield replace(left, end=right.end, stop=right.stop, low=value, high=value, name="compound")
            index += 2
        else:
            yield left
            index += 1


def fits(text: str, left: Amount, right: Amount, parts: int) -> bool:
    """Whether two amounts stand side by side and the right one is less than one of the left."""
    exact = left.low == left.high and right.low == right.high and right.low is not None
    return exact and 0 < (right.low or 0) < parts and COMPOUND_GAP.fullmatch(text, left.end, right.start) is not None


def share_parentheses(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Bound a conversion as the amount it repeats: "more than 100 km (62 miles)"."""
    last: Amount | None = None
    for amount in amounts:
        current = amount
        if (
            last is not None
            and amount.unit is not None
            and last.unit is not None
            and amount.modifier is FigureModifier.EXACT
            and last.modifier not in {FigureModifier.EXACT, FigureModifier.RANGE}
            and amount.start - last.end <= GAP
            and IN_PARENTHESES.fullmatch(text[last.end : amount.start])
        ):
            current = replace(amount, modifier=last.modifier)
        yield current
        last = current

"""Neighbouring amounts that are one: ranges ("between 5 and 7"), compounds ("5 feet 4 inches"), conversions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import FigureModifier
from onrecord.statements.quantities.amounts import Amount, Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TO = re.compile(r" ?(?:to|until|through)[ -]|-to-| ?[-–—‐] ?| up to ")
OR = re.compile(r" or ")
_ABOUT = r"(?:(?:about|around|roughly|some|up to|nearly) )?\Z"
BETWEEN = re.compile(rf"\bbetween {_ABOUT}", re.IGNORECASE)
FROM = re.compile(rf"\b(?:from|starting at) {_ABOUT}", re.IGNORECASE)
IN_PARENTHESES = re.compile(r" ?[(\[/] ?")
WIDEST_GAP = 6
LOOK_BACK = 30
CLAUSE_REACH = 48
CLAUSE_MARKS = frozenset(".;:?!")
# How many of the second unit make one of the first.
COMPOUNDS: dict[tuple[str | None, str | None], int] = {
    ("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("USD", "cent"): 100, ("GBP", "penny"): 100,
    ("hour", "minute"): 60, ("minute", "second"): 60, ("metre", "centimetre"): 100,
}  # fmt: skip
COMPOUND_GAP = re.compile(r" | and |-")


def join_neighbours(text: str, amounts: Sequence[Amount], changed: Sequence[int]) -> Iterator[Amount]:
    """Join neighbours that are one amount, and bound conversions as what they convert.

    ``changed``: places of verbs of change.  "Rose from 5 to 7" has one before *from* and stays two amounts, as does a
    pair that falls ("from 9 to 7").
    """
    index = 0
    last: Amount | None = None
    while index < len(amounts):
        amount = amounts[index]
        after = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = (add_parts(text, amount, after) or join(text, amount, after, changed)) if after is not None else None
        current = joined or amount
        if last is not None and is_conversion(text, last, current):
            current = replace(current, modifier=last.modifier)
        yield current
        last = current
        index += 2 if joined is not None else 1


def join(text: str, left: Amount, right: Amount, changed: Sequence[int]) -> Amount | None:
    """One range of two neighbours; ``None`` where they are none."""
    if left.low is None or right.low is None or not 0 < right.start - left.end <= WIDEST_GAP:
        return None
    if left.joined or not {left.form, right.form} <= {Form.NUMBER, Form.AGE}:
        return None
    if left.form is Form.AGE and right.unit is None:
        right = replace(right, unit=left.unit, form=Form.AGE)
    if left.unit not in {None, right.unit} or left.per not in {None, right.per}:
        return None
    start = find_range(text, left, right, changed)
    low = share_scale(left, right)
    if start is None or right.low is None or low >= right.low:
        return None
    kind = FigureModifier.ABOUT if left.modifier is FigureModifier.ABOUT else FigureModifier.RANGE
    return replace(right, start=start, number_start=left.number_start, low=low, modifier=kind, name="range")


def find_range(text: str, left: Amount, right: Amount, changed: Sequence[int]) -> int | None:
    """Where the range of two amounts begins by the words between and before them; ``None`` where they make none."""
    before = text[max(0, left.start - LOOK_BACK) : left.start]
    gap = text[left.end : right.start]
    between = BETWEEN.search(before)
    if between is not None and gap == " and ":
        return left.start - len(between.group())
    if TO.fullmatch(gap):
        # "Rose from 5 to 7", "rose five pence to 90 pence": a level is reached.
        reaching = FROM.search(before) is not None or left.unit not in {None, "percent"}
        return None if reaching and follows_change(text, left.start, changed) else left.start
    next_to = right.low is not None and left.low is not None and right.low - left.low == 1
    return left.start if OR.fullmatch(gap) and next_to and left.unit is None and not right.is_money else None


def share_scale(left: Amount, right: Amount) -> Decimal:
    """The lower end, in the magnitude that only the upper one names: "1.2 to 1.5 million"."""
    low, high = left.low or Decimal(0), right.low or Decimal(0)
    return low * right.scale if left.scale == 1 and low * right.scale < high else low


def follows_change(text: str, start: int, changed: Sequence[int]) -> bool:
    """Whether a verb of change stands within the clause before ``start``."""
    index = bisect_left(changed, start) - 1
    if index < 0 or start - changed[index] >= CLAUSE_REACH:
        return False
    return CLAUSE_MARKS.isdisjoint(text[changed[index] : start])


def add_parts(text: str, left: Amount, right: Amount) -> Amount | None:
    """Add a smaller unit to the larger one before it: "5 feet 4 inches" is 5.333333 feet."""
    parts = COMPOUNDS.get((left.unit, right.unit))
    if parts is None or left.low is None or right.low is None or not 0 < right.low < parts:
        return None
    if COMPOUND_GAP.fullmatch(text, left.end, right.start) is None:
        return None
    value = left.low + (right.low / parts).quantize(Decimal("1e-6")).normalize()
    return replace(left, end=right.end, stop=right.stop, low=value, high=value, name="compound")


def is_conversion(text: str, left: Amount, right: Amount) -> bool:
    """Whether the right amount repeats a bounded one in another unit: "more than 100 km (62 miles)"."""
    bounded = left.modifier not in {FigureModifier.EXACT, FigureModifier.RANGE}
    measures = left.unit is not None and right.unit is not None and right.modifier is FigureModifier.EXACT
    return bounded and measures and IN_PARENTHESES.fullmatch(text, left.end, right.start) is not None

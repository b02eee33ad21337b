"""How the figures of one sentence stand to each other: exchange, part of a total, from–to, rate."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureRole, RelationKind
from onrecord.statements.quantities import ellipsis
from onrecord.statements.quantities.amounts import Amount, Form, Reading
from onrecord.statements.quantities.units import TIME_UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence


SWAPPED = re.compile(r"\b(?:swap|exchang|trad(?:e|ed|ing)\b|barter|in return)", re.IGNORECASE)
FOR = re.compile(r"[^.;:]{0,200} (?:in exchange |in return )?for ")
OF_TOTAL = re.compile(
    r"(?:(?: [\w’'-]+){0,3}(?: out)? of| in)(?: (?:the|its|their|his|her|all|these|those|every))?(?: \w+)? "
)
OF_NUMBER = re.compile(r",? (?:of|out of)(?: (?:the|its|their|his|her|all|these|those))? ")
TO = re.compile(r"(?: [\w,’'-]+){0,6} (?:up )?to (?:just |only |about |around |nearly |almost )?")
FROM = re.compile(r"(?: [\w,’'-]+){0,6},?(?: (?:up|down))? from (?:just |only |about |around |nearly |almost |the )?")
LEADING_FROM = re.compile(r"\bfrom (?:just |only |about |around |up to )?\Z")
PER = re.compile(r"(?: [\w’'-]+){0,3} (?:per|for every|for each|in every|out of every) ")
REACHING = frozenset({FigureRole.LEVEL, FigureRole.DIFFERENCE})
OF_THEM = re.compile(r" of (?:them|which|whom|these|those)\b")
MOST_BACK = 8
OF_WHICH = re.compile(r".{0,200}?\bof (?:which|whom|them|these|those),? (?:\w+ )?", re.DOTALL)
OF_ALL = re.compile(r"\bof (?:the|its|their|his|her|some|about|all)? ?\Z", re.IGNORECASE)


def relate(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Link neighbours of one sentence, then fill what they leave out."""
    found = list(readings)
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        if left.sentence != right.sentence:
            continue
        found[index - 1], found[index] = ellipsis.fill(text, left, right)
        left, right = found[index - 1], found[index]
        gap = text[left.amount.stop : right.amount.start]
        link_pair(text, found, index, gap)
    return found


def link_pair(text: str, found: list[Reading], index: int, gap: str) -> bool:
    """Set the relation between the readings ``index - 1`` and ``index`` where the words between them say one."""
    left, right = found[index - 1], found[index]
    opening = text[max(0, left.amount.start - 60) : left.amount.start]
    counted = left.amount.unit is None and right.amount.unit is None
    if counted and FOR.fullmatch(gap) and (SWAPPED.search(opening) or SWAPPED.search(gap)):
        first = left.relation[1] if left.relation and left.relation[0] is RelationKind.OF_TOTAL else index - 1
        found[first] = replace(found[first], relation=(RelationKind.EXCHANGE, index))
        found[index] = replace(right, relation=(RelationKind.EXCHANGE, first))
        return True
    if PER.fullmatch(gap):
        found[index - 1] = replace(left, relation=(RelationKind.RATE, index))
        return True
    if link_levels(text, found, index, gap):
        return True
    return link_part(text, found, index, gap)


def link_levels(text: str, found: list[Reading], index: int, gap: str) -> bool:
    """Link the level at ``index`` to the one that it follows or that leads to it: "from 5 to 7", "to 7 from 5"."""
    left, right = found[index - 1], found[index]
    low = max(0, left.amount.start - 20)
    same = left.amount.unit == right.amount.unit and left.amount.per == (right.amount.per or left.amount.per)
    if same and LEADING_FROM.search(text[low : left.amount.start]) and TO.fullmatch(gap):
        found[index - 1] = replace(left, role=FigureRole.LEVEL, change=None, relation=(RelationKind.FROM_TO, index))
        found[index] = reach(left, replace(right, relation=(RelationKind.FROM_TO, index - 1)))
        return True
    if FROM.fullmatch(gap) is None:
        return False
    earlier = find_start(found, index)
    if earlier is None:
        if not same or not (left.role in REACHING or right.role is FigureRole.LEVEL):
            return False
        earlier = index - 1
    first = found[earlier]
    rate = first.relation if earlier < index - 1 else None  # "3.1 per 1,000, from 4.4" stays a rate
    found[earlier] = replace(first, relation=rate or (RelationKind.FROM_TO, index))
    counts = first.counts if earlier < index - 1 else right.counts or first.counts
    found[index] = replace(
        right, role=FigureRole.LEVEL, change=None, counts=counts, relation=(RelationKind.FROM_TO, earlier)
    )
    return True


def link_part(text: str, found: list[Reading], index: int, gap: str) -> bool:
    """Link a part to its whole: "34 of 81", "a third of the 40", "81, of which 34", "40 rooms, 11 of them"."""
    left, right = found[index - 1], found[index]
    opening = text[max(0, left.amount.start - 60) : left.amount.start]
    part = left.amount.form is Form.SHARE or left.amount.unit == "percent"
    if part and right.amount.unit is None and OF_NUMBER.fullmatch(gap):
        counts = left.counts or right.counts
        found[index - 1] = replace(left, relation=(RelationKind.OF_TOTAL, index), role=FigureRole.SHARE, counts=counts)
        return True
    plain = left.amount.unit is None and right.amount.unit is None and left.amount.form is Form.NUMBER
    if part and OF_NUMBER.fullmatch(gap):  # "a fraction of the $60bn in assets"
        found[index - 1] = replace(left, role=FigureRole.SHARE, counts=left.counts or right.counts)
        return True
    parted = (OF_WHICH.fullmatch(gap) and not (part and gap.startswith(" of "))) or OF_THEM.match(
        text, right.amount.end
    )
    if right.amount.unit in {None, "percent"} and parted and (whole := find_whole(found, index)) is not None:
        relation = (RelationKind.OF_TOTAL, whole)
        plain = right.amount.unit is None and right.amount.form is Form.NUMBER
        unit = found[whole].amount.unit if plain else right.amount.unit  # "1,300 miles, 800 of them at sea"
        amount = replace(right.amount, unit=unit)
        counts = found[whole].counts
        found[index] = replace(right, amount=amount, counts=counts, role=FigureRole.SHARE, relation=relation)
        return True
    if plain and is_smaller(right.amount, left.amount) and is_same_count(left, right) and OF_ALL.search(opening):
        found[index] = replace(right, role=FigureRole.SHARE, relation=(RelationKind.OF_TOTAL, index - 1))
        return True
    if plain and OF_TOTAL.fullmatch(gap) and is_smaller(left.amount, right.amount):
        counts = left.counts or right.counts
        found[index - 1] = replace(left, relation=(RelationKind.OF_TOTAL, index), role=FigureRole.SHARE, counts=counts)
        return True
    return False


def find_start(found: Sequence[Reading], index: int) -> int | None:
    """The level before the neighbour that the figure at ``index`` goes back to: "$3bn, or $2 a share, from $1bn"."""
    if index < 2 or found[index - 2].sentence != found[index].sentence:  # noqa: PLR2004
        return None
    first, between, right = found[index - 2], found[index - 1], found[index]
    rated = first.relation == (RelationKind.RATE, index - 1)
    alike = first.amount.unit == right.amount.unit and first.amount.per == right.amount.per != between.amount.per
    return index - 2 if first.role is FigureRole.LEVEL and (rated or alike) else None


def is_smaller(left: Amount, right: Amount) -> bool:
    """Whether the left amount can be a part of the right one."""
    return left.high is not None and right.low is not None and left.high <= right.low


def find_whole(found: Sequence[Reading], index: int) -> int | None:
    """The nearest figure before ``index`` in its sentence that can hold the one at ``index``: no part is the larger."""
    for place in range(index - 1, max(index - MOST_BACK, 0) - 1, -1):
        if found[place].sentence != found[index].sentence:
            return None
        whole = found[place].amount
        thing = whole.unit is None or (whole.unit not in TIME_UNITS and not whole.is_money and whole.unit != "percent")
        part = found[index].amount
        share = part.form is Form.SHARE or part.unit == "percent"
        if thing and whole.form in {Form.NUMBER, Form.VAGUE} and (share or is_smaller(part, whole)):
            return place
    return None


def reach(left: Reading, right: Reading) -> Reading:
    """The level reached from the left one, with its direction and, where it has none, the rate of the left one."""
    low, high = left.amount.high, right.amount.low
    change = right.change
    if change is None and left.counts is not None and low is not None and high is not None and low != high:
        change = Change.UP if low < high else Change.DOWN
    amount = replace(right.amount, per=right.amount.per or left.amount.per)
    return replace(right, amount=amount, role=FigureRole.LEVEL, change=change, counts=right.counts or left.counts)


def is_same_count(left: Reading, right: Reading) -> bool:
    """Whether both count the same words."""
    return left.counts is not None and left.counts == right.counts

"""How the figures of one sentence stand to each other: exchange, part of a total, from–to, rate, and ellipsis."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureRole, RelationKind
from onrecord.statements.quantities.amounts import Amount, Form

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount with what has been read of it so far; ``other`` is an index into the list of all readings."""

    amount: Amount
    counts: tuple[int, int] | None
    role: FigureRole
    change: Change | None
    sentence: int  # where its sentence begins
    relation: tuple[RelationKind, int] | None = None


SWAPPED = re.compile(r"\b(?:swap|exchang|trad(?:e|ed|ing)\b|barter|in return)", re.IGNORECASE)
FOR = re.compile(r"[^.;:]* (?:in exchange |in return )?for ")
OF_TOTAL = re.compile(
    r"(?: [\w’'-]+){0,3}(?: out)? (?:of|out of|in)(?: (?:the|its|their|his|her|all|these|those|every))?(?: \w+)? "
)
OF_NUMBER = re.compile(r",? (?:of|out of)(?: (?:the|its|their|his|her|all|these|those))? ")
TO = re.compile(r"(?: [\w,’'-]+){0,6} (?:up )?to (?:just |only |about |around |nearly |almost )?")
FROM = re.compile(r"(?: [\w,’'-]+){0,6},?(?: (?:up|down))? from (?:just |only |about |around |nearly |almost |the )?")
LEADING_FROM = re.compile(r"\bfrom (?:just |only |about |around |up to )?\Z")
PER = re.compile(r"(?: [\w’'-]+){0,3} (?:per|for every|for each|in every|out of every) ")
BY = re.compile(r"\bby (?:about |around |nearly |just )?\Z")
LEAD = 20
HUNDRED = 100  # percentage points are fewer
REACHING = frozenset({FigureRole.LEVEL, FigureRole.DIFFERENCE})
CHANGES = frozenset({FigureRole.DIFFERENCE, FigureRole.MULTIPLE})
REACHED = re.compile(
    r",?(?: in (?:\d{4}|[a-z]+ [a-z]+))? (?:up |down )?to (?:close at |just |only |about |as (?:many|much) as )?"
)
OF_THEM = re.compile(r" of (?:them|which|whom|these|those)\b")
MOST_BACK = 8
APPOSED = re.compile(r"[a-z ]*, ")
WORD_BEFORE = re.compile(r"(\w+)[ \u00a0]\Z")
COMPARING = frozenset("from to than versus against".split())
PAIRED = re.compile(r"-? (?:or|and|to) (?:from )?")
OF_WHICH = re.compile(r".*?\bof (?:which|whom|them|these|those),? (?:\w+ )?", re.DOTALL)
OF_ALL = re.compile(r"\bof (?:the|its|their|his|her|some|about|all)? ?\Z", re.IGNORECASE)
OR = re.compile(r",? or (?:about |around |nearly |roughly )?\Z")


def relate(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Link neighbours of one sentence, then fill what they leave out."""
    found = list(readings)
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        if left.sentence != right.sentence:
            continue
        fill(text, found, index)
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
    same = left.amount.unit == right.amount.unit
    if same and LEADING_FROM.search(text[max(0, left.amount.start - 20) : left.amount.start]) and TO.fullmatch(gap):
        found[index - 1] = replace(left, role=FigureRole.LEVEL, change=None, relation=(RelationKind.FROM_TO, index))
        found[index] = replace(right, role=FigureRole.LEVEL, relation=(RelationKind.FROM_TO, index - 1))
        return True
    if same and FROM.fullmatch(gap) and (left.role in REACHING or right.role is FigureRole.LEVEL):
        found[index - 1] = replace(left, relation=(RelationKind.FROM_TO, index))
        found[index] = replace(right, role=FigureRole.LEVEL, change=None, relation=(RelationKind.FROM_TO, index - 1))
        return True
    part = left.amount.form is Form.SHARE or left.amount.unit == "percent"
    if part and right.amount.unit is None and OF_NUMBER.fullmatch(gap):
        counts = left.counts or right.counts
        found[index - 1] = replace(left, relation=(RelationKind.OF_TOTAL, index), role=FigureRole.SHARE, counts=counts)
        return True
    plain = left.amount.unit is None and right.amount.unit is None and left.amount.form is Form.NUMBER
    if part and OF_NUMBER.fullmatch(gap):  # "a fraction of the $60bn in assets"
        found[index - 1] = replace(left, role=FigureRole.SHARE, counts=left.counts or right.counts)
        return True
    parted = OF_WHICH.fullmatch(gap) or OF_THEM.match(text, right.amount.end)
    if right.amount.unit is None and parted and (whole := find_whole(found, index)) is not None:
        relation = (RelationKind.OF_TOTAL, whole)
        found[index] = replace(right, counts=found[whole].counts, role=FigureRole.SHARE, relation=relation)
        return True
    if plain and is_smaller(right.amount, left.amount) and is_same_count(left, right) and OF_ALL.search(opening):
        found[index] = replace(right, role=FigureRole.SHARE, relation=(RelationKind.OF_TOTAL, index - 1))
        return True
    if plain and OF_TOTAL.fullmatch(gap) and is_smaller(left.amount, right.amount):
        counts = left.counts or right.counts
        found[index - 1] = replace(left, relation=(RelationKind.OF_TOTAL, index), role=FigureRole.SHARE, counts=counts)
        return True
    return False


def is_smaller(left: Amount, right: Amount) -> bool:
    """Whether the left amount can be a part of the right one."""
    return left.high is not None and right.low is not None and left.high <= right.low


def find_whole(found: Sequence[Reading], index: int) -> int | None:
    """The nearest figure before ``index`` in its sentence that can hold the one at ``index``: no part is the larger."""
    for place in range(index - 1, max(index - MOST_BACK, 0) - 1, -1):
        if found[place].sentence != found[index].sentence:
            return None
        if found[place].amount.unit is None and is_smaller(found[index].amount, found[place].amount):
            return place
    return None


def is_same_count(left: Reading, right: Reading) -> bool:
    """Whether both count the same words."""
    return left.counts is not None and left.counts == right.counts


def fill(text: str, found: list[Reading], index: int) -> None:
    """Give a bare number the unit or noun of its neighbour, and a figure the change that a conjunction carries on."""
    left, right = found[index - 1], found[index]
    before = text[max(0, right.amount.start - LEAD) : right.amount.start]
    carried = OR.search(before) is not None and right.amount.start - left.amount.end <= len(before)
    carried = carried or (right.amount.unit is not None and BY.search(before) is not None)
    if carried and right.role is FigureRole.AMOUNT and left.change is not None:
        right = replace(right, change=left.change, role=left.role)
    right = carry_subject(text, left, right)
    in_other_words = right.amount.unit == "percent" and left.role is FigureRole.SHARE and left.counts is not None
    if in_other_words and right.counts is None and APPOSED.fullmatch(text, left.amount.end, right.amount.start):
        right = replace(right, role=FigureRole.SHARE, counts=left.counts)
    if is_bare(right) and not left.amount.joined and left.amount.form in {Form.NUMBER, Form.VAGUE}:
        if left.amount.unit is None:
            right = replace(right, counts=right.counts or left.counts)
        elif left.role is not FigureRole.DIFFERENCE and is_parallel(text, left, right):
            amount = replace(right.amount, unit=left.amount.unit, per=right.amount.per or left.amount.per)
            right = replace(right, amount=amount, counts=right.counts or left.counts)
    elif is_bare(left) and PAIRED.fullmatch(text, left.amount.end, right.amount.start):
        left = replace(left, amount=replace(left.amount, unit=right.amount.unit), counts=left.counts or right.counts)
    found[index - 1], found[index] = left, right


def carry_subject(text: str, left: Reading, right: Reading) -> Reading:
    """Give a figure of the same change what it lacks: "rose 2%, or 31 points, to 5,211"."""
    gap = text[left.amount.end : right.amount.start]
    if left.change is not None and right.role is FigureRole.AMOUNT and left.role in CHANGES and REACHED.fullmatch(gap):
        counts = right.counts or left.counts
        return replace(right, role=FigureRole.LEVEL, change=left.change, counts=counts)
    small = right.amount.high is not None and right.amount.high < HUNDRED
    if right.amount.unit == "point" and left.amount.unit == "percent" and small:
        right = replace(right, amount=replace(right.amount, unit="percentage point"))
    changing = right.role in {FigureRole.DIFFERENCE, FigureRole.LEVEL} and right.amount.unit is not None
    if changing and right.counts is None and left.amount.unit is not None and len(gap) <= LEAD and gap == gap.lower():
        return replace(right, counts=left.counts)
    same_money = left.amount.is_money and left.amount.unit == right.amount.unit and gap.endswith(" and ")
    per = left.amount.per if same_money else None
    if (
        per is not None
        and len(gap) <= LEAD
        and right.amount.per is None
        and right.role is FigureRole.AMOUNT
        and not right.amount.joined
    ):
        return replace(right, amount=replace(right.amount, per=per), counts=right.counts or left.counts)
    return right


def is_bare(reading: Reading) -> bool:
    """Whether no unit and no noun follows a number."""
    follows = reading.counts is not None and reading.counts[0] > reading.amount.start
    return reading.amount.unit is None and not follows and reading.amount.form is Form.NUMBER


def is_parallel(text: str, left: Reading, right: Reading) -> bool:
    """Whether a number stands where the one before it stood: "at 25 percent and Rubio at 14", "from 9 percent to 7"."""
    lead = [WORD_BEFORE.search(text[max(0, one.amount.start - LEAD) : one.amount.start]) for one in (left, right)]
    first, second = (match[1].lower() if match is not None else "" for match in lead)
    return second in COMPARING or (first == second and second.isalpha())

"""How the figures of one sentence stand to each other: exchange, part of a total, from–to, rate, and ellipsis."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureModifier, FigureRole, RelationKind
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
    sentence: int
    relation: tuple[RelationKind, int] | None = None


SWAPPED = re.compile(r"\b(?:swap|exchang|trad(?:e|ed|ing)\b|barter|in return)", re.IGNORECASE)
FOR = re.compile(r"[^.;:]* (?:in exchange |in return )?for ")
OF_TOTAL = re.compile(
    r"(?: [\w’'-]+){0,3}(?: out)? (?:of|out of|in)(?: (?:the|its|their|his|her|all|these|those|every))?(?: \w+)? "
)
TO = re.compile(r"(?: [\w,’'-]+){0,6} (?:up )?to (?:just |only |about |around |nearly |almost )?")
FROM = re.compile(r"(?: [\w,’'-]+){0,6},?(?: (?:up|down))? from (?:just |only |about |around |nearly |almost |the )?")
LEADING_FROM = re.compile(r"\bfrom (?:just |only |about |around |up to )?\Z")
PER = re.compile(r"(?: [\w’'-]+){0,3} (?:per|for every|for each|in every|out of every) ")
BY = re.compile(r"\bby (?:about |around |nearly |just )?\Z")
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
        gap = text[left.amount.end : right.amount.start]
        if link_pair(text, found, index, gap):
            continue
    return found


def link_pair(text: str, found: list[Reading], index: int, gap: str) -> bool:
    """Set the relation between the readings ``index - 1`` and ``index`` where the words between them say one."""
    left, right = found[index - 1], found[index]
    opening = text[max(0, left.amount.start - 60) : left.amount.start]
    if FOR.fullmatch(gap) and (SWAPPED.search(opening) or SWAPPED.search(gap)):
        found[index - 1] = replace(left, relation=(RelationKind.EXCHANGE, index))
        found[index] = replace(right, relation=(RelationKind.EXCHANGE, index - 1))
        return True
    if PER.fullmatch(gap):
        found[index - 1] = replace(left, relation=(RelationKind.RATE, index))
        return True
    same = left.amount.unit == right.amount.unit
    if same and LEADING_FROM.search(text[max(0, left.amount.start - 20) : left.amount.start]) and TO.fullmatch(gap):
        found[index - 1] = replace(left, role=FigureRole.LEVEL)
        found[index] = replace(right, role=FigureRole.LEVEL, relation=(RelationKind.FROM_TO, index - 1))
        return True
    if same and FROM.fullmatch(gap):
        found[index - 1] = replace(left, relation=(RelationKind.FROM_TO, index))
        found[index] = replace(right, role=FigureRole.LEVEL, change=None)
        return True
    plain = left.amount.unit is None and right.amount.unit is None and left.amount.form is Form.NUMBER
    if plain and OF_TOTAL.fullmatch(gap) and smaller(left.amount, right.amount):
        counts = left.counts or right.counts
        found[index - 1] = replace(left, relation=(RelationKind.OF_TOTAL, index), role=FigureRole.SHARE, counts=counts)
        return True
    return False


def smaller(left: Amount, right: Amount) -> bool:
    """Whether the left amount can be a part of the right one."""
    return left.high is not None and right.low is not None and left.high <= right.low


def fill(text: str, found: list[Reading], index: int) -> None:
    """Give a bare number the unit and noun of the figure before it, and a change that a conjunction carries on."""
    left, right = found[index - 1], found[index]
    before = text[max(0, right.amount.start - 20) : right.amount.start]
    if right.change is None and right.role is FigureRole.AMOUNT and left.change is not None:
        if (right.amount.unit is not None and BY.search(before)) or (
            OR.search(before) and right.amount.start - left.amount.end < len(before)
        ):
            right = replace(right, change=left.change, role=left.role)
    if right.amount.unit is None and right.counts is None and right.amount.form in {Form.NUMBER, Form.VOTE}:
        if left.amount.unit is None:
            right = replace(right, counts=left.counts)
        elif (
            not left.amount.joined and left.amount.form is not Form.AGE and left.amount.unit not in {"percent", "times"}
        ):
            right = replace(right, amount=replace(right.amount, unit=left.amount.unit), counts=left.counts)
    if left.amount.unit is None and left.counts is None and left.amount.form is Form.NUMBER:
        gap = text[left.amount.end : right.amount.start]
        if re.fullmatch(r"-? (?:or|and|to) (?:from )?", gap):
            left = replace(left, amount=replace(left.amount, unit=right.amount.unit), counts=right.counts)
    found[index - 1], found[index] = left, right


def vote_nouns(readings: Sequence[Reading]) -> bool:
    """Whether any reading is a side of a vote."""
    return any(reading.amount.form is Form.VOTE for reading in readings)


__all__ = ["FigureModifier", "Reading", "relate"]

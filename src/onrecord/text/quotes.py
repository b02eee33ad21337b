"""Quotation marks: which belong together, which are apostrophes, inches or misprints.

Marks are ambiguous one by one (``’`` closes and is an apostrophe, ``"`` opens and closes, ``“`` closes in German), so
they are read together: of all ways to read the marks of a text the one with the least total cost is taken, found from
left to right over at most ``BEAM`` open readings (a Viterbi search; Forney, "The Viterbi algorithm", 1973).  What a
mark may be and what each reading costs is said in ``onrecord.text.marks``.  Whether a quotation is speech, a nickname
or a title belongs to the statements stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from onrecord.text import marks
from onrecord.text.marks import IMPOSSIBLE, Family, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.text.marks import Weight

BEAM = 6
# Marks after which the best reading so far is settled, which bounds memory on hostile input.
SETTLE_AFTER = 4096
AUTOMATON_SIZE = 8192
TEXTS_REMEMBERED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One pair of quotation marks within one paragraph.

    ``start:end`` is the outer range with the marks, ``inner_start:inner_end`` the words without marks and the space
    beside them, never empty.  ``closed`` is false when no closing mark stands in the paragraph: the quotation then ends
    with it.  ``continues`` is true when the quotation left open in the paragraph before goes on here, as a rule after a
    second opening mark.  ``level`` is 0 for the outer, 1 for a quotation in a quotation.  ``marks`` are the marks as
    written, the opening ones first.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    continues: bool
    level: int
    marks: str


class Action(IntEnum):
    """What a reading makes of a mark or of the end of a paragraph; the first two number the costs of a mark."""

    OPEN = 0
    CLOSE = 1
    REOPEN = 2  # opens again what the paragraph before left open
    IGNORE = 3  # no quotation mark
    DROP = 4  # the paragraph ends what is open
    CARRY = 5  # the next paragraph goes on with what is open


class Boundary(NamedTuple):
    """The end of a paragraph, and where the next one starts; ``None`` after the last.

    ``next_glyph`` is the first character of the next paragraph if that is a mark, or else empty.
    """

    end: int
    next_start: int | None
    next_glyph: str | None


class Opened(NamedTuple):
    """A quotation whose end is not found yet."""

    start: int
    inner_start: int
    continues: bool
    marks: str


Event = Mark | Boundary
# Open quotations as a string of families, outermost first; how it was reached: (state before, action).
State = str
Back = dict[State, tuple[State, Action]]
# The open readings, cheapest first: (state, cost above the cheapest).
Readings = tuple[tuple[State, int], ...]

# A quotation that its paragraph leaves open, a nested one that its outer one cuts off.
UNCLOSED = 40
CUT_OFF = 20
MAX_DEPTH = 3
# Going on in the next paragraph without a second opening mark; dearer than UNCLOSED for marks that look like others.
CARRY = {
    Family.STRAIGHT: 50,
    Family.STRAIGHT_SINGLE: IMPOSSIBLE,
    Family.SINGLE: 30,
    Family.ANGLE_INWARD: 40,
    Family.ANGLE_SINGLE_INWARD: 40,
}
CARRY_DEFAULT = 20


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Find the quotations of the given paragraphs, which are in order; any two are nested or apart.

    Sorted by start, outer before inner.  Time is linear in the number of marks.

    >>> line = "“The workers’ union said ‘no’,” she said, ’90s style."
    >>> [(q.level, line[q.inner_start : q.inner_end]) for q in quotations(line, [(0, len(line))])]
    [(0, 'The workers’ union said ‘no’,'), (1, 'no')]
    """
    return find_quotations(text, tuple(paragraphs))


# An article's stages ask for the quotations of one text one after the other.
@lru_cache(maxsize=TEXTS_REMEMBERED)
def find_quotations(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[Quotation, ...]:
    """Do the work of ``quotations``."""
    found = assemble(text, settle(list_events(text, paragraphs)))
    return tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def list_events(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterator[Event]:
    """Give the marks of each paragraph, then its boundary."""
    previous_end: int | None = None
    for start, end in paragraphs:
        found = list(marks.find_marks(text, start, end))
        if previous_end is not None:
            yield Boundary(previous_end, start, found[0].weight.glyph if found and found[0].weight.first else "")
        yield from found
        previous_end = end
    if previous_end is not None:
        yield Boundary(previous_end, None, None)


def settle(events: Iterable[Event]) -> Iterator[tuple[Event, Action, int]]:
    """Choose the cheapest reading; gives each event with its action and the number of quotations open after it."""
    readings: Readings = (("", 0),)
    trail: list[tuple[Event, Back]] = []
    for event in events:
        if isinstance(event, Mark):
            readings, back = advance(readings, event.weight)
        else:
            readings, back = cross(readings, event.next_glyph)
        trail.append((event, back))
        if len(trail) >= SETTLE_AFTER:
            readings = readings[:1]
            yield from trace(trail, readings[0][0])
            trail.clear()
    yield from trace(trail, readings[0][0])


def trace(trail: Sequence[tuple[Event, Back]], state: State) -> list[tuple[Event, Action, int]]:
    """Walk back from the last state and give the actions that led there, first to last."""
    steps = []
    for event, back in reversed(trail):
        depth = len(state)
        state, action = back[state]
        steps.append((event, action, depth))
    return steps[::-1]


# Both steps see costs relative to the cheapest reading, so that they recur and the cache becomes a small automaton.
@lru_cache(maxsize=AUTOMATON_SIZE)
def advance(readings: Readings, mark: Weight) -> tuple[Readings, Back]:
    """Read one mark in every way from every open reading; keep the cheapest way to each of ``BEAM`` states."""
    ways = []
    mark_costs = (mark.opening, mark.closing)
    for state, cost in readings:
        carried = cost
        if mark.first and state and can_reopen(state, mark.glyph):
            family, price = marks.OPENS[mark.glyph]
            ways.append((cost + price + (0 if family == state[0] else 10), state, state, Action.REOPEN))
            carried += carry_cost(state, next_glyph="")  # now known: without a second opening mark
        # One more while a quotation is open: of two equal readings the shorter quotation wins.
        ways.append((carried + mark.stray + (state != ""), state, state, Action.IGNORE))
        for target, action, price in moves(state, mark.glyph):
            ways.append((carried + price + mark_costs[action], target, state, action))
    return cheapest(ways)


@lru_cache(maxsize=AUTOMATON_SIZE)
def cross(readings: Readings, next_glyph: str | None) -> tuple[Readings, Back]:
    """End a paragraph: what is open ends with it, or its outermost quotation goes on in the next."""
    ways = []
    for state, cost in readings:
        ways.append((cost + drop_cost(state), "", state, Action.DROP))
        if state and next_glyph is not None:
            ways.append((cost + carry_cost(state, next_glyph), state[0], state, Action.CARRY))
    return cheapest(ways)


def cheapest(ways: Iterable[tuple[int, State, State, Action]]) -> tuple[Readings, Back]:
    """Keep the cheapest of the ways (cost, state after, state before, action) to each state, and the best states."""
    costs: dict[State, int] = {}
    back: Back = {}
    for cost, state, before, action in ways:
        if state not in costs or cost < costs[state]:
            costs[state], back[state] = cost, (before, action)
    best = sorted(costs.items(), key=itemgetter(1))[:BEAM]
    return tuple((state, cost - best[0][1]) for state, cost in best), back


def drop_cost(state: State) -> int:
    """Cost of a paragraph's end ending what is open."""
    return UNCLOSED + CUT_OFF * (len(state) - 1) if state else 0


def carry_cost(state: State, next_glyph: str) -> int:
    """Cost of going on in the next paragraph: little where that begins with an opening mark of the same kind."""
    family = Family(state[0])
    cut_off = CUT_OFF * (len(state) - 1)
    if can_reopen(state, next_glyph):
        return cut_off + (30 if family is Family.STRAIGHT_SINGLE else 0)
    return cut_off + CARRY.get(family, CARRY_DEFAULT)


@lru_cache(maxsize=AUTOMATON_SIZE)
def moves(state: State, glyph: str) -> tuple[tuple[State, Action, int], ...]:
    """List what a glyph can do to a stack of open quotations: (stack after, action, cost of glyph and nesting)."""
    closes = marks.CLOSES.get(glyph, {})
    found = [
        (state[:depth], Action.CLOSE, closes[Family(family)] + CUT_OFF * (len(state) - 1 - depth))
        for depth, family in enumerate(state)
        if family in closes
    ]
    if glyph in marks.OPENS and len(state) < MAX_DEPTH:
        family, price = marks.OPENS[glyph]
        found.append((state + family, Action.OPEN, price + nesting_cost(state, family)))
    return tuple(found)


def can_reopen(state: State, glyph: str) -> bool:
    """Tell whether a glyph at the start of a paragraph can go on with the outermost open quotation."""
    return glyph in marks.OPENS and marks.same_group(marks.OPENS[glyph][0], state[0])


def nesting_cost(state: State, family: Family) -> int:
    """Cost of opening ``family`` inside ``state``: none where the kind of mark changes, as in “…‘…’…”."""
    if not state or not marks.same_group(state[-1], family):
        return 0
    if family != state[-1]:
        return 20
    return 60 if family in {Family.STRAIGHT, Family.STRAIGHT_SINGLE} else 30


def assemble(text: str, steps: Iterable[tuple[Event, Action, int]]) -> Iterator[Quotation]:
    """Turn actions into quotations, inner before outer."""
    stack: list[Opened] = []
    for event, action, depth in steps:
        if isinstance(event, Boundary):
            yield from close_all(text, stack, event.end)
            if action is Action.CARRY and event.next_start is not None:
                stack.append(Opened(event.next_start, event.next_start, continues=True, marks=""))
        elif action is Action.CLOSE:
            yield from close_all(text, stack, event.start, keep=depth + 1)
            yield from finish(text, stack.pop(), level=depth, end=event.start, closing=(event.start, event.end))
        elif action is not Action.IGNORE:
            if action is Action.REOPEN:
                stack.pop()
            written = text[event.start : event.end]
            stack.append(Opened(event.start, event.end, continues=action is Action.REOPEN, marks=written))


def close_all(text: str, stack: list[Opened], end: int, keep: int = 0) -> Iterator[Quotation]:
    """End all quotations above ``keep`` without a closing mark."""
    while len(stack) > keep:
        opened = stack.pop()
        yield from finish(text, opened, level=len(stack), end=end, closing=None)


def finish(text: str, opened: Opened, *, level: int, end: int, closing: tuple[int, int] | None) -> Iterator[Quotation]:
    """Give the quotation that ends here, unless nothing stands in it."""
    inner = text[opened.inner_start : end]
    if not (words := inner.strip()):
        return
    inner_start = opened.inner_start + len(inner) - len(inner.lstrip())
    inner_end = inner_start + len(words)
    yield Quotation(
        start=opened.start,
        end=closing[1] if closing else inner_end,
        inner_start=inner_start,
        inner_end=inner_end,
        closed=closing is not None,
        continues=opened.continues,
        level=level,
        marks=opened.marks + (text[closing[0] : closing[1]] if closing else ""),
    )

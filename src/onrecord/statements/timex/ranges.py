"""Pairs of expressions that open and close a range: "between March 3 and 5", "from Monday to Wednesday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.amounts import count_of, unit_of
from onrecord.statements.timex.context import Tense
from onrecord.statements.timex.periods import Unit
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from onrecord.statements.timex.periods import Period
    from onrecord.statements.timex.reader import Hit

JOINING = frozenset(KIND_CHARS[name] for name in ("TO", "THROUGH", "HYPHEN"))
CLOCKS = frozenset({"range-hour", "clock", "clock-zone", "noon", "oclock", "bare-clock"})
DAYS = frozenset({Unit.DAY, Unit.DAYPART})
STOP = KIND_CHARS["STOP"]
FAR = 12  # tokens between a day and a time of day behind it
NEAR = 4  # tokens between a time of day and its day
ENDING = frozenset(KIND_CHARS[name] for name in ("TO", "THROUGH", "ENDED"))
THE = KIND_CHARS["THE"]
AND = KIND_CHARS["AND"]
BETWEEN = KIND_CHARS["BETWEEN"]
TURNS = {"weekday": Unit.WEEK, "month": Unit.YEAR, "month-day": Unit.YEAR, "day-month": Unit.YEAR, "season": Unit.YEAR}


def join_ranges(hits: list[Hit]) -> list[Hit]:
    """Resolve the two ends of each range together, so that it does not end before it begins."""
    joined = adopt_days(hits)
    for index in range(len(joined) - 1):
        opening, closing = joined[index], joined[index + 1]
        if is_length_to(opening, closing):
            joined[index] = end_length(opening, closing)
        elif is_range(opening, closing):
            joined[index], joined[index + 1] = agree(opening, closing)
    return joined


def is_length_to(opening: Hit, closing: Hit) -> bool:
    """Tell "the 12 months through May", "the nine months ended Sept. 30": a counted length with its last day."""
    kinds = opening.found.tokens.kinds
    return (
        opening.reading.type == "DURATION"
        and opening.reading.earliest is None
        and closing.reading.period is not None
        and closing.first == opening.stop + 1
        and kinds[opening.stop] in ENDING
        and kinds[opening.found.first] == THE
    )


def end_length(opening: Hit, closing: Hit) -> Hit:
    """Bound a length by its last day."""
    period, count = closing.reading.period, count_of(opening.found)
    if period is None or count is None:
        return opening
    try:
        first = periods.move(period.last + timedelta(days=1), unit_of(opening.found), -int(count))
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return opening
    reading = replace(
        opening.reading, certainty=Certainty.CONTEXT, earliest=(first, 0), latest=(period.last, periods.DAY_END)
    )
    return replace(opening, reading=reading)


def adopt_days(hits: list[Hit]) -> list[Hit]:
    """Give a time of day without a day the one that follows it close by: "from 10 a.m. to 2 p.m. on Saturday"."""
    adopted: list[Hit] = []
    for hit in reversed(hits):
        following = adopted[-1] if adopted else None
        if following is not None and hit.rule.name in CLOCKS and is_day_of(hit, following):
            period = following.reading.period
            if period is not None:
                on = period.first
                adopted.append(hit.read_again(replace(hit.context, today=on)))
                continue
        adopted.append(hit)
    return adopt_days_before(adopted[::-1])


def adopt_days_before(hits: list[Hit]) -> list[Hit]:
    """Give a time of day without a day the one named before it in its sentence: "On Jan. 9, it rose at 9 a.m."."""
    adopted: list[Hit] = []
    for hit in hits:
        before = adopted[-1] if adopted else None
        if before is not None and hit.rule.name in CLOCKS and follows_day(before, hit):
            period = before.reading.period
            adopted.append(hit if period is None else hit.read_again(replace(hit.context, today=period.first)))
        else:
            adopted.append(hit)
    return adopted


def follows_day(before: Hit, hit: Hit) -> bool:
    """Tell whether a time of day without its own follows a day in the same sentence."""
    period, own = before.reading.period, hit.reading.period
    if period is None or own is None or period.unit not in DAYS or before.rule.name in CLOCKS:
        return False
    between = hit.found.tokens.kinds[before.stop : hit.first]
    return STOP not in between and len(between) <= FAR and own.first == hit.context.today


def is_day_of(hit: Hit, following: Hit) -> bool:
    """Tell whether a day, or a time of day with its day, follows within a few tokens of the same sentence."""
    period = following.reading.period
    if period is None or period.unit not in DAYS or following.first - hit.stop > NEAR:
        return False
    between = following.found.tokens.kinds[hit.stop : following.first]
    return STOP not in between and (following.rule.name not in CLOCKS or between[:1] in JOINING)


def is_range(opening: Hit, closing: Hit) -> bool:
    """Tell whether one word that makes a range stands between two hits."""
    if closing.first != opening.stop + 1:
        return False
    kinds = opening.found.tokens.kinds
    between = kinds[opening.stop]
    if opening.found.tokens.words[opening.stop] == "into":
        return True
    return between in JOINING or (between == AND and opening.first > 0 and kinds[opening.first - 1] == BETWEEN)


def agree(opening: Hit, closing: Hit) -> tuple[Hit, Hit]:
    """Move the end of a range that the tense leaves free: its beginning back, or its end on where it looks ahead."""
    first, last = opening.reading.period, closing.reading.period
    if first is None or last is None or first.unit is not last.unit or first.earliest <= last.earliest:
        return opening, closing
    if closing.rule.name in CLOCKS:
        return opening, moved(closing, periods.shift(last, Unit.DAY, 1))
    unit = TURNS.get(closing.rule.name)
    if unit is None or opening.rule.name not in TURNS:
        return opening, closing
    if opening.context.tense is Tense.FUTURE:
        return opening, moved(closing, periods.shift(last, unit, 1))
    return moved(opening, periods.shift(first, unit, -1)), closing


def moved(hit: Hit, period: Period) -> Hit:
    """Give a hit whose period is another; bounds of a part are left to the period."""
    reading = replace(
        hit.reading, value=period.value, period=period, earliest=None, latest=None, certainty=Certainty.CONTEXT
    )
    return replace(hit, reading=reading)

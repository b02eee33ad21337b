"""Rules for parts of a stretch named before: "at dawn", "late afternoon", "earlier in the day", "the early hours"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.absolute import dated, read_calendar_day, read_month, read_year
from onrecord.statements.timex.context import Reading, Tense, floating
from onrecord.statements.timex.patterns import is_kind, rule
from onrecord.statements.timex.periods import Unit
from onrecord.statements.timex.relative import read_today, read_weekday, step_of

if TYPE_CHECKING:
    from datetime import date

    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

DAYS = frozenset({Unit.DAY, Unit.DAYPART})
SMALL_HOURS = 6 * 60  # minutes of the day before which its early hours end
# Parts of the day that are moments: "at dawn", "by nightfall"; the others are named with an article.
MOMENTS = frozenset("dawn sunrise sunup daybreak nightfall dusk sunset sundown".split())
EDGES = ("EARLY", "MID", "EARLIER", "LATER")
# Words that go on with the sentence behind a time, so that it describes no noun ("the morning session").
GOING_ON = frozenset(
    "he she it they we i you his her their its who which when as while where with by but because there for police "
    "officials was were is are had has have will would could said after before".split()
)


def day_meant(context: Context) -> tuple[date | None, Certainty]:
    """Day that a part of a day alone belongs to: the one the text has just named, else that of publication."""
    focus = context.focus
    if focus is not None and focus.unit in DAYS:
        return focus.first, Certainty.CONTEXT
    return context.today, context.certainty


def read_part_alone(found: Found, context: Context) -> Reading | None:
    """Read "at dawn", "late afternoon", "mid-morning", "in the evening"."""
    part, word = found.code("DAYPART"), found.word(-1)
    in_the = found.has("THE") and (is_kind(found.previous_kind(), "IN") or found.previous_word() == "during")
    at_moment = word in MOMENTS and (
        is_kind(found.previous_kind(), "AT", "BEFORE", "AFTER", "SINCE", "THROUGH", "FROM", "TO")
        or found.previous_word() == "by"
    )
    if not (at_moment or in_the or found.has(*EDGES)) or describes_noun(found):
        return None
    on, certainty = day_meant(context)
    if on is None:
        return floating("TIME", f"XXXX-XX-XXT{part}")
    return dated(found, context, periods.daypart(on, part), certainty)


def describes_noun(found: Found) -> bool:
    """Tell "the morning session", "late-night talks" from a time: a noun follows."""
    return is_kind(found.next_kind(), "HYPHEN", "UNIT", "UNITS") or (
        is_kind(found.next_kind(), "OTHER") and found.next_word().isalpha() and found.next_word() not in GOING_ON
    )


def read_early_hours(found: Found, context: Context) -> Reading | None:
    """Read "the early hours of Saturday", "the small hours of March 3", "the early morning hours"."""
    if Unit(found.code("UNITS")) is not Unit.HOUR or (found.word(1) not in {"early", "small", "wee"}):
        return None
    begin = found.index("OF")
    if begin < 0:
        on, certainty = day_meant(context)
        if found.has("DAYPART") or on is None:
            return None if on is not None else floating("TIME", None)
    else:
        rest = replace(found, first=begin + 1)
        read = read_calendar_day if rest.has("MONTH") else read_today if rest.has("TODAY") else read_weekday
        reading = read(rest, context)
        if reading is None or reading.period is None:
            return reading
        on, certainty = reading.period.first, reading.certainty
    period = periods.daypart(on, "MO")
    return Reading(
        type="TIME", value=period.value, mod="START", period=period, certainty=certainty,
        earliest=(on, 0), latest=(on, SMALL_HOURS),
    )  # fmt: skip


def read_edge_in(found: Found, context: Context) -> Reading | None:
    """Read "earlier in the day", "late in the week", "early in 2006", "later in March"."""
    rest = replace(found, first=found.index("IN") + 1)
    if found.has("UNIT"):
        unit = Unit(found.code("UNIT"))
        if unit not in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY}:
            return None
        focus = context.focus
        base = context.today if focus is None else focus.first
        if base is None:
            return floating("DATE", None)
        certainty = context.certainty if focus is None else Certainty.CONTEXT
        whole = dated(found, context, periods.containing(unit, base), certainty)
        return replace(whole, first=rest.first) if unit is Unit.DAY else whole  # TimeBank: later in [the day]
    reading = read_month(rest, context) if rest.has("MONTH") else read_year(rest, context)
    if reading is None or reading.period is None:
        return reading
    return dated(found, context, reading.period, reading.certainty)


def read_season_after(found: Found, context: Context) -> Reading | None:
    """Read "that autumn", "the following spring", "the same winter", "the next summer": by what the text names."""
    code, focus = found.code("SEASON"), context.focus
    if focus is None:
        return None
    same = periods.season(focus.first.year, code)
    if found.has("THAT", "SAME"):
        winter_before = code == "WI" and focus.first.month <= 2  # noqa: PLR2004 - February
        period = periods.season(focus.first.year - 1, code) if winter_before else same
    elif found.has("PREVIOUS"):
        period = same if same.last < focus.first else periods.season(focus.first.year - 1, code)
    else:
        period = same if same.first > focus.last else periods.season(focus.first.year + 1, code)
    return dated(found, context, period, Certainty.CONTEXT)


def read_next_of_text(found: Found, context: Context) -> Reading | None:
    """Read "the following day", "that night" where the text has named no time: its day is taken as likeliest."""
    if context.focus is not None or context.today is None:
        return None
    part = found.code("DAYPART")
    unit = Unit.DAY if part else Unit(found.code("UNIT"))
    if unit not in {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR} or context.tense is Tense.FUTURE:
        return None
    first = periods.move(context.today, unit, step_of(found))
    period = periods.daypart(first, part) if part else periods.containing(unit, first)
    return Reading(
        type="TIME" if part else "DATE", value=period.value, certainty=Certainty.UNANCHORED,
        unresolved="the time it is counted from is not known",
    )  # fmt: skip


RULES = (
    rule("part-alone", "(?:THE? [EARLY MID] HYPHEN? DAYPART | [EARLIER LATER]? THE? DAYPART)", read_part_alone),
    rule(
        "early-hours",
        "THE [EARLY OTHER] DAYPART? UNITS (?:[OF ON] (?:TODAY"
        " | (?:WEEKDAY COMMA?)? (?:<month_day> | <day> MONTH <year>?) | <deictic>? WEEKDAY DAYPART?))?",
        read_early_hours,
    ),
    rule("edge-in", "[EARLY MID EARLIER LATER] IN (?:THE UNIT | MONTH <of_year>? | YEAR)", read_edge_in),
    rule("season-after", "(?:THE [FOLLOWING NEXT SAME PREVIOUS] | THAT SAME?) SEASON", read_season_after),
    rule(
        "next-of-text",
        "[EARLIER LATER EARLY MID]? (?:THE [FOLLOWING SAME] | THAT SAME?) (?:UNIT | DAYPART)",
        read_next_of_text,
    ),
)  # fmt: skip

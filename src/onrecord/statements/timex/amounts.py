"""Rules for lengths and repetitions: "more than six months", "two years ago", "the past five days", "every Tuesday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.context import CLOCK_UNITS, Reading, Tense, floating
from onrecord.statements.timex.patterns import is_kind, rule
from onrecord.statements.timex.periods import Period, Unit

if TYPE_CHECKING:
    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

BOUND_WORDS = {"more": "MORE_THAN", "longer": "MORE_THAN", "less": "LESS_THAN", "fewer": "LESS_THAN",
               "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS"}  # fmt: skip
# TIMEX3 letters of the units that are counted in another.
COUNTED = {
    Unit.FORTNIGHT: ("W", 2),
    Unit.WEEKEND: ("WE", 1),
    Unit.DECADE: ("Y", 10),
    Unit.CENTURY: ("Y", 100),
    Unit.MILLENNIUM: ("Y", 1000),
}
HALVES = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75"), "": Decimal("0.5")}
SMALLER = {
    Unit.YEAR: (12, "M"),
    Unit.HOUR: (60, "M"),
    Unit.MINUTE: (60, "S"),
    Unit.DAY: (24, "TH"),
    Unit.DECADE: (10, "Y"),
}


def unit_of(found: Found) -> Unit:
    """Unit that is counted."""
    return Unit(found.code("UNITS") or found.code("UNIT"))


def count_of(found: Found) -> Decimal | None:
    """How many units there are: ``None`` where the words leave it open ("several", "days")."""
    if found.has("FEW"):
        return None
    if found.has("COUPLE"):
        return Decimal(2)
    half = HALVES[found.code("FRACTION")] if found.has("FRACTION", "HALF") else Decimal(0)
    number = found.number("NUM", "DAYNUM", "YEAR")
    if number is not None:
        return number + half
    if half:
        is_more = found.has("ART") and found.has("AND")
        return half + (1 if is_more else 0)
    return Decimal(1) if found.has("ART") or not found.has("UNITS") else None


def duration_value(unit: Unit, count: Decimal | None) -> str:
    """TIMEX3 value of a length: "P6M", "PT1H", "PXD", "P2Y6M".

    >>> duration_value(Unit.YEAR, Decimal("2.5")), duration_value(Unit.HOUR, None), duration_value(Unit.DECADE, None)
    ('P2Y6M', 'PTXH', 'PXE')
    """
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    letter = unit.value.removeprefix("T")
    if count is None:
        return f"{prefix}X{letter}"
    whole, rest = int(count), count - int(count)
    if rest and unit in SMALLER:
        factor, small = SMALLER[unit]
        amount = rest * factor
        if amount == int(amount):
            return (
                f"{prefix}{whole}{letter}{int(amount)}{small}"
                if whole
                else f"{prefix if unit is not Unit.DAY else 'P'}{int(amount)}{small}"
            )
    if unit in COUNTED:
        letter, factor = COUNTED[unit]
        return f"P{plain(count * factor)}{letter}"
    return f"{prefix}{plain(count)}{letter}"


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros at its end."""
    return f"{number.normalize():f}"


def bound_mod(found: Found) -> str | None:
    """TIMEX3 modifier of "more than", "at least", "about", "within"; "no more than" turns its bound round."""
    negated = found.has("NO", "NOT")
    for word in found.words():
        if word in BOUND_WORDS:
            mod = BOUND_WORDS[word]
            if negated:
                return {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}.get(mod, mod)
            return mod
    if is_kind(found.previous_kind(), "WITHIN"):
        return "EQUAL_OR_LESS"
    if found.word() == "over" and is_cut(found):
        return None
    return found.code("ABOUT") or ("APPROX" if found.has("SOME", "SO") else None)


def read_duration(found: Found, context: Context) -> Reading | None:
    """Read a plain length of time, unless it is an age or a rate."""
    unit = unit_of(found)
    if is_kind(found.next_kind(), "OLD") or (
        is_kind(found.next_kind(), "HYPHEN") and is_kind(found.next_kind(1), "OLD")
    ):
        return None
    if found.has("ART") and not found.has("HALF", "FEW", "COUPLE", "AND") and is_rate(found):
        return None
    if unit is Unit.QUARTER and not found.has("FEW", "EXTRA", "OR"):
        return None
    if unit is Unit.SECOND and not found.has("UNITS"):
        return None
    if unit is Unit.WEEKEND and found.has("ART"):
        return None
    reading = Reading(
        type="DURATION", value=duration_value(unit, count_of(found)), mod=bound_mod(found),
        certainty=Certainty.EXPLICIT,
        first=found.first + 1 if is_cut(found) else None,
    )  # fmt: skip
    return ahead_of_now(found, context, reading)


def ahead_of_now(found: Found, context: Context, reading: Reading) -> Reading:
    """Bound "in two days", "within two weeks" in a clause that looks ahead: from publication."""
    unit, count, today = unit_of(found), count_of(found), context.today
    starts = is_kind(found.previous_kind(), "IN", "WITHIN")
    if not starts or today is None or count is None or unit in CLOCK_UNITS or context.tense is not Tense.FUTURE:
        return reading
    if is_kind(found.next_kind(), "OF", "AFTER", "BEFORE", "HYPHEN"):
        return reading
    earliest, latest = around_now(context, unit, count, ahead=True)
    if is_kind(found.previous_kind(), "IN") and unit in HALF_DAYS and latest is not None:
        half = timedelta(days=HALF_DAYS[unit])
        middle = periods.move(today, unit, int(count))
        earliest, latest = (max(today, middle - half), 0), (middle + half, periods.DAY_END)
    return replace(reading, certainty=context.certainty, earliest=earliest, latest=latest)


LASTING = frozenset("for of after well took take takes lasted last lasting lasts spent just".split())


def is_cut(found: Found) -> bool:
    """Tell whether the first word is no part of the expression: "the two-week crisis", "over several years"."""
    attributive = found.has("HYPHEN") and found.word() in {"the", "a", "an"} and found.stop - found.first > 3  # noqa: PLR2004
    return (
        (found.word() == "the" and found.has("UNIT"))
        or attributive
        or (found.word() == "over" and found.previous_word() not in LASTING)
    )


def is_rate(found: Found) -> bool:
    """Tell "$5 a year", "three times a week" from a length: an amount stands before the article."""
    if is_kind(found.next_kind(), "AFTER", "BEFORE", "SINCE", "FOLLOWING"):
        return False
    return (
        not found.has("ABOUT", "MORE", "LESS", "AT", "WITHIN", "UP", "OF")
        and is_kind(found.previous_kind(), "OTHER", "NUM", "UNITS", "DAYNUM", "YEAR")
        and found.previous_word() not in BEFORE_LENGTH
    )


BEFORE_LENGTH = frozenset(
    "barely hardly merely roughly almost even for in about within after than over nearly by every of is was last "
    "lasted takes took take only just another "
    "spend spent with during until under once be been not at least and or".split()
)


# Beside one of these a unit without a number is a length of time: "for weeks", "months of talks", "days before it".
BEFORE_BARE_UNITS = frozenset(
    "for in within over after during last lasted took take takes of the only just mere".split()
)
AFTER_BARE_UNITS = frozenset("after before since into of later earlier to until following prior".split())


def read_bare_units(found: Found, context: Context) -> Reading | None:
    """Read "weeks", "days", "the years"."""
    unit = unit_of(found)
    if found.has("NARROW") and (found.word() == "just" or not is_kind(found.next_kind(), "AFTER", "BEFORE")):
        return None
    if is_kind(found.previous_kind(), "DAYPART"):
        return None  # "the early morning hours of"
    if unit is Unit.SECOND and is_kind(found.next_kind(), "AFTER", "BEFORE"):
        return Reading(type="DURATION", value=duration_value(unit, None), certainty=Certainty.EXPLICIT)
    if unit in {Unit.QUARTER, Unit.SECOND, Unit.WEEKEND} or (
        is_kind(found.next_kind(), "OLD", "OTHER") and found.next_word() == "old"
    ):
        return None
    if (found.next_word(), found.next_word(1)) == ("to", "come") and context.today is not None:
        return Reading(
            type="DURATION", value=duration_value(unit, None), certainty=context.certainty, earliest=(context.today, 0),
            stop=found.stop + 2,
        )  # fmt: skip
    if found.previous_word() not in BEFORE_BARE_UNITS and found.next_word() not in AFTER_BARE_UNITS:
        return None  # "office hours", "minutes apart"
    return Reading(type="DURATION", value=duration_value(unit, None), certainty=Certainty.EXPLICIT)


def read_unit_long(found: Found, _context: Context) -> Reading | None:
    """Read "year-long", without its article."""
    unit = Unit(found.code("UNIT"))
    value = duration_value(unit, Decimal(1))
    return Reading(type="DURATION", value=value, certainty=Certainty.EXPLICIT, first=found.index("UNIT"))


def read_quarter_century(found: Found, context: Context) -> Reading | None:
    """Read "a quarter of a century", "a quarter-century ago"."""
    units = [Unit(code) for code in found.codes("UNIT")]
    if units != [Unit.QUARTER, Unit.CENTURY]:
        return None
    years = Decimal(25)
    if not found.has("AGO"):
        return Reading(type="DURATION", value=duration_value(Unit.YEAR, years), certainty=Certainty.EXPLICIT)
    if context.today is None:
        return floating("DATE", "PAST_REF")
    period = step(periods.day(context.today), Unit.YEAR, -years)
    around = periods.move(context.today, Unit.YEAR, -int(years))
    width = timedelta(days=2 * HALF_DAYS[Unit.YEAR])
    return Reading(
        type="DATE", value=period.value, period=period, certainty=context.certainty, approximate=True,
        earliest=(around - width, 0), latest=(around + width, periods.DAY_END),
    )  # fmt: skip


def read_age(found: Found, _context: Context) -> Reading | None:
    """Read "46 years old", "six months old"; "a 46-year-old" describes a noun and is left alone, as in TimeBank."""
    value = duration_value(unit_of(found), count_of(found))
    return Reading(type="DURATION", value=value, mod=bound_mod(found), certainty=Certainty.EXPLICIT)


def read_past_units(found: Found, context: Context) -> Reading | None:
    """Read "the past two years", "the next few days", "the first nine months", "recent weeks", "the past decade"."""
    unit = unit_of(found)
    if found.word() == "last" and found.previous_word() in BEFORE_VERB:
        return None  # "is to last six weeks"
    if found.has("UNIT") and not found.has(*COUNTS) and (unit is not Unit.DECADE or not found.has("LAST")):
        return None
    count = count_of(found)
    if unit in {Unit.DECADE, Unit.CENTURY} and count is None and found.has("UNIT"):
        count = Decimal(1)
    value = duration_value(unit, count)
    if found.has("ORDINAL") and not found.has("LAST", "NEXT"):
        return Reading(type="DURATION", value=value, certainty=Certainty.EXPLICIT)
    if is_kind(found.next_kind(), "OF") and is_kind(found.next_kind(1), "YEAR", "MONTH", "THE"):
        return Reading(type="DURATION", value=value, mod=bound_mod(found), certainty=Certainty.EXPLICIT)
    if context.today is None:
        return floating("DURATION", value)
    earliest, latest = around_now(context, unit, count, ahead=found.has("NEXT"))
    return Reading(
        type="DURATION",
        value=value,
        mod=bound_mod(found),
        certainty=context.certainty,
        earliest=earliest,
        latest=latest,
    )


BEFORE_VERB = frozenset("to will would may might could can must should not did ll".split())
LONG_UNITS = frozenset({Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM})
LONG_AGO = {Unit.DECADE: 18, Unit.CENTURY: 180}  # years that "decades ago" is at least
LONGEST_AGO = 1800
GRAINS = frozenset({Unit.QUARTER, Unit.HALF, Unit.MONTH, Unit.YEAR})
COUNTS = ("NUM", "DAYNUM", "YEAR", "ART", "FEW", "COUPLE", "HALF", "FRACTION")
VAGUE_LONGEST = 24  # of units that have no entry below
# How far "recent days", "the past few weeks" reach at most, and how long "decades ago" is at least.
VAGUE_MOST = {Unit.DAY: 14, Unit.WEEK: 12, Unit.MONTH: 18, Unit.QUARTER: 8, Unit.YEAR: 15, Unit.DECADE: 5}
HALF_DAYS = {
    Unit.FORTNIGHT: 7,
    Unit.WEEK: 3,
    Unit.MONTH: 15,
    Unit.QUARTER: 45,
    Unit.YEAR: 182,
    Unit.DECADE: 1826,
    Unit.CENTURY: 18262,
}


def around_now(
    context: Context, unit: Unit, count: Decimal | None, *, ahead: bool
) -> tuple[periods.Moment | None, periods.Moment | None]:
    """Bounds of a length that ends or begins at publication; of months and more the whole month at its far end."""
    today = context.today
    if today is None:
        return None, None
    whole = VAGUE_MOST.get(unit, VAGUE_LONGEST) if count is None else -int(-count // 1)
    if unit in CLOCK_UNITS:
        hours = whole if unit is Unit.HOUR else 1
        days = -(-hours // 24)
        other = today + timedelta(days=days if ahead else -days)
    else:
        other = periods.move(today, unit, whole if ahead else -whole)
    if unit in periods.MONTHS_IN and count is not None:
        far = periods.month(other.year, other.month)
        other = far.last if ahead else far.first
    return ((today, 0), (other, periods.DAY_END)) if ahead else ((other, 0), (today, periods.DAY_END))


def read_ago(found: Found, context: Context) -> Reading | None:
    """Read "two years ago", "a week earlier", "three days later", "six months from now"."""
    unit, count = unit_of(found), count_of(found)
    if (found.has("UNIT") and not found.has(*COUNTS)) or (
        found.has("BEFORE") and not is_kind(found.next_kind(), "STOP", "COMMA")
    ):
        return None
    if found.has("AGO", "NOW", "FROM"):
        return read_from_now(found, context, unit, count)
    return read_from_focus(found, context, unit, count)


def read_ago_today(found: Found, context: Context) -> Reading | None:
    """Read "ten years ago today", "a year ago this week", "a week ago Friday", "two weeks from Monday"."""
    count = count_of(found)
    ahead = found.has("FROM")
    if count is None or context.today is None:
        return None
    unit, steps = unit_of(found), int(count if ahead else -count)
    around, inner = context.today, Unit.DAY
    if found.has("TODAY"):
        if found.code("TODAY") not in {"-1", "0", "1"}:
            return None
        around += timedelta(days=int(found.code("TODAY")))
    elif found.has("WEEKDAY"):
        number = int(found.number("WEEKDAY") or 0)
        around += timedelta(days=(number - around.isoweekday()) % 7 if ahead else -((around.isoweekday() - number) % 7))
    else:
        inner = Unit(found.codes("UNIT")[-1])
        ends = found.index("THIS") if found.has("THIS") else -1
        if ends < 0 or inner in CLOCK_UNITS or inner is Unit.WEEKEND:
            return None
    period = periods.containing(inner, periods.move(around, unit, steps))
    return Reading(type="DATE", value=period.value, period=period, certainty=context.certainty)


def read_from_now(found: Found, context: Context, unit: Unit, count: Decimal | None) -> Reading | None:
    """Read a distance from the day of publication."""
    ahead = found.has("FROM")
    ref = "FUTURE_REF" if ahead else "PAST_REF"
    if context.today is None:
        return floating("DATE", ref)
    if count is None and unit in LONG_UNITS and not ahead:
        last = date(max(1, context.today.year - LONG_AGO.get(unit, LONGEST_AGO)), 12, 31)
        return Reading(type="DATE", value=ref, certainty=context.certainty, latest=(last, periods.DAY_END))
    if count is None:
        earliest, latest = around_now(context, unit, count, ahead=ahead)
        return Reading(
            type="DATE", value=ref, mod=bound_mod(found), certainty=context.certainty, earliest=earliest, latest=latest
        )
    if unit in CLOCK_UNITS:
        earliest, latest = around_now(context, unit, count, ahead=ahead)
        value = duration_value(unit, count)
        return Reading(
            type="DURATION",
            value=value,
            mod=bound_mod(found),
            certainty=context.certainty,
            earliest=earliest,
            latest=latest,
        )
    business = context.business
    if unit is Unit.YEAR and count == 1 and not ahead and business is not None:
        return replace(at_distance(found, periods.shift(business, Unit.YEAR, -1), Certainty.CONTEXT), aside=True)
    period = step(periods.day(context.today), unit, count if ahead else -count)
    around = periods.move(context.today, unit, int(count if ahead else -count))
    return at_distance(found, period, context.certainty, around=around)


def step(base: Period, unit: Unit, count: Decimal) -> Period:
    """Give the unit that lies so many units from a period."""
    whole = int(count)
    rest = count - whole
    first = periods.move(base.first, unit, whole)
    if rest and unit in periods.MONTHS_IN:
        first = periods.add_months(first, int(periods.MONTHS_IN[unit] * rest))
    if unit is Unit.DECADE:
        return periods.year(first.year)
    return periods.containing(unit, first)


def at_distance(found: Found, period: Period, certainty: Certainty, *, around: date | None = None) -> Reading:
    """Give the reading of a period at a distance; half a unit to either side of ``around``, a whole one if vague."""
    mod = bound_mod(found)
    earliest, latest = None, None
    days = HALF_DAYS.get(unit_of(found))
    if around is not None and days is not None:
        days *= 1 if mod is None else 2
        earliest = (around - timedelta(days=days), 0)
        latest = (around + timedelta(days=days), periods.DAY_END)
    return Reading(
        type="DATE", value=period.value, mod=mod, period=period, certainty=certainty, earliest=earliest, latest=latest,
        approximate=mod is not None,
    )  # fmt: skip


def read_from_focus(found: Found, context: Context, unit: Unit, count: Decimal | None) -> Reading | None:
    """Read a distance from the last time named: "two days earlier", "a year later"."""
    later = found.has("LATER", "AFTER")
    business = context.business
    if unit is Unit.YEAR and count == 1 and not later and business is not None:
        return replace(at_distance(found, periods.shift(business, Unit.YEAR, -1), Certainty.CONTEXT), aside=True)
    base = context.focus
    today = context.today
    if unit is Unit.YEAR and not later and base is not None and today is not None and base.first.year == today.year:
        base = periods.year(today.year) if base.unit not in GRAINS else base
    if count is None or unit in CLOCK_UNITS or base is None:
        if base is None and context.today is not None and unit is Unit.YEAR and count is not None and not later:
            return at_distance(found, step(periods.day(context.today), unit, -count), Certainty.AMBIGUOUS)
        return Reading(
            type="DURATION", value=duration_value(unit, count), mod=bound_mod(found), certainty=Certainty.UNANCHORED,
            unresolved="the time it is counted from is not known",
        )  # fmt: skip
    if count == 1 and unit is Unit.YEAR and not later and base.unit in GRAINS and context.in_sentence_of_focus:
        return at_distance(found, periods.shift(base, unit, -1), Certainty.CONTEXT)  # "than in May a year earlier"
    if later and unit in {Unit.DAY, Unit.WEEK}:
        base = periods.day(base.last if base.unit is not Unit.DAYPART else base.first)
    return at_distance(found, step(base, unit, count if later else -count), Certainty.CONTEXT)


def read_days_ago(found: Found, context: Context) -> Reading | None:
    """Read "two Sundays ago", "three summers ago"."""
    count = count_of(found)
    if count is None or context.today is None:
        return floating("DATE", "PAST_REF")
    steps = int(count)
    if found.has("WEEKDAYS"):
        back = (context.today.isoweekday() - int(found.number("WEEKDAYS") or 1)) % 7 or 7
        period = periods.day(context.today - timedelta(days=back + 7 * (steps - 1)))
    else:
        this = periods.season(context.today.year, found.code("SEASONS"))
        first_year = this.first.year if this.last < context.today else this.first.year - 1
        period = periods.season(first_year - steps + 1, found.code("SEASONS"))
    return Reading(type="DATE", value=period.value, period=period, certainty=context.certainty)


RULES = (
    rule(
        "duration",
        "<bound>? <count> HYPHEN? [EXTRA MORE]{0,2} HYPHEN? <unit>"
        " (?:AND ART HALF | OR (?:SO|MORE|NUM) | TO THE UNIT)?",
        read_duration,
    ),
    rule("the-duration", "THE (?:NUM|DAYNUM) HYPHEN? EXTRA? <unit>", read_duration),
    rule(
        "bare-units",
        "(?:THE? EXTRA? | THE [EARLY ORDINAL] | NARROW) UNITS (?:HYPHEN LONG | OR UNITS)?",
        read_bare_units,
    ),
    rule("unit-long", "[THE ART]? UNIT HYPHEN LONG", read_unit_long),
    rule(
        "past-units",
        "[THE THIS ITS]? [LAST NEXT ORDINAL PREVIOUS] (?:<count> EXTRA? <unit>|UNIT) (?:OR SO)?",
        read_past_units,
    ),
    rule("recent-units", "THE? (?:MOST)? [RECENT NEXT LAST] [UNITS]", read_past_units),
    rule(
        "ago",
        "<bound>? <count>? <unit> (?:OR SO | AND ART HALF)? HYPHEN? (?:AGO|EARLIER|LATER|BEFORE|FROM NOW|FROM TODAY)",
        read_ago,
    ),
    rule("quarter-century", "ART UNIT (?:OF ART | HYPHEN) UNIT AGO?", read_quarter_century),
    rule("age", "<bound>? <number> UNITS OLD", read_age),
    rule("ago-today", "<count> <unit> (?:AGO | FROM) (?:TODAY | <deictic> UNIT | <deictic>? WEEKDAY)", read_ago_today),
    rule("days-ago", "<count> [WEEKDAYS SEASONS] AGO", read_days_ago),
)  # fmt: skip

"""Rules for what happens again and again: "every Tuesday", "twice a week", "daily", "at 9 a.m. on weekdays"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex.amounts import count_of, duration_value, unit_of
from onrecord.statements.timex.clocks import minute_of_day
from onrecord.statements.timex.context import Reading
from onrecord.statements.timex.patterns import is_kind, rule
from onrecord.statements.timex.periods import Unit

if TYPE_CHECKING:
    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

WEEKEND_DAYS = "XXXX-WXX-WE"
ANY_DAY = "XXXX-XX-XX"


def repeated(value: str) -> Reading:
    """Give the reading of something that happens again and again."""
    return Reading(type="SET", value=value, certainty=Certainty.EXPLICIT)


def read_every(found: Found, _context: Context) -> Reading | None:
    """Read "every Tuesday", "each year", "every two weeks", "every third week", "Monday nights"."""
    weekday = found.number("WEEKDAY", "WEEKDAYS")
    part = found.code("DAYPART") or found.code("DAYPARTS")
    if weekday is not None:
        return repeated(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if part:
        return repeated(f"{ANY_DAY}T{part}")
    if found.has("WEEKPART"):
        return repeated(f"XXXX-WXX-{found.code('WEEKPART')}")
    if found.has("MONTH"):
        return repeated(f"XXXX-{int(found.number('MONTH') or 0):02}")
    if found.has("SEASON", "SEASONS"):
        return repeated(f"XXXX-{found.code('SEASON') or found.code('SEASONS')}")
    if unit_of(found) is Unit.WEEKEND:
        return repeated(WEEKEND_DAYS)
    count = Decimal(2) if found.has("ALTERNATE") else found.number("ORDINAL") or count_of(found) or Decimal(1)
    return repeated(duration_value(unit_of(found), count))


def read_day_of_every(found: Found, _context: Context) -> Reading | None:
    """Read "the second Saturday of every month", "the last day of each quarter"."""
    return repeated(duration_value(Unit(found.codes("UNIT")[-1]), Decimal(1)))


def read_weekends(found: Found, _context: Context) -> Reading | None:
    """Read "on weekends", "on weekdays", "on weeknights"."""
    if found.has("WEEKPARTS"):
        part = found.code("WEEKPARTS")
        return repeated(f"{ANY_DAY}TNI" if part == "NI" else f"XXXX-WXX-{part}")
    if unit_of(found) is not Unit.WEEKEND or not is_kind(found.previous_kind(), "ON", "AND", "OR"):
        return None
    return repeated(WEEKEND_DAYS)


def read_parts_of_days(found: Found, _context: Context) -> Reading | None:
    """Read "in the evenings", "most mornings"; "three nights" is counted."""
    if not found.has("MOST") and not is_kind(found.previous_kind(), "IN", "ON"):
        return None
    return repeated(f"{ANY_DAY}T{found.code('DAYPARTS')}")


def read_clock_habit(found: Found, _context: Context) -> Reading | None:
    """Read "8:30 a.m. on weekdays", "noon on Saturdays", "9 p.m. every day": no time of the day of publication."""
    minute = minute_of_day(found)
    if minute is None:
        return None
    weekday = found.number("WEEKDAYS", "WEEKDAY")
    day = ANY_DAY if weekday is None else f"XXXX-WXX-{weekday}"
    if found.has("WEEKPARTS", "WEEKPART"):
        day = f"XXXX-WXX-{found.code('WEEKPARTS') or found.code('WEEKPART')}"
    if found.has("UNITS", "UNIT"):
        unit = unit_of(found)
        if unit is not Unit.WEEKEND and (unit is not Unit.DAY or not found.has("EVERY")):
            return None
        day = WEEKEND_DAYS if unit is Unit.WEEKEND else ANY_DAY
    return repeated(f"{day}T{minute // 60:02}:{minute % 60:02}")


def read_times_a(found: Found, _context: Context) -> Reading | None:
    """Read "twice a week", "three times a year", "several times a day", "twice monthly"."""
    if found.has("DAILY"):
        return repeated(found.code("DAILY"))
    return repeated(duration_value(Unit(found.code("UNIT")), Decimal(1)))


def read_adverbial(found: Found, _context: Context) -> Reading | None:
    """Read "paid quarterly", but not "quarterly dividend"."""
    if is_kind(found.next_kind(), "OTHER"):
        return None
    return repeated("P3M" if found.word() == "quarterly" else "P1Y")


def read_daily(found: Found, _context: Context) -> Reading | None:
    """Read "daily", "weekly"."""
    if is_kind(found.previous_kind(), "ART") and is_kind(found.next_kind(), "STOP", "COMMA"):
        return None  # a newspaper
    return repeated(found.code("DAILY"))


def read_lasting(found: Found, _context: Context) -> Reading | None:
    """Read "a yearlong study"."""
    return Reading(type="DURATION", value=found.code("LASTING"), certainty=Certainty.EXPLICIT)


RULES = (
    rule(
        "every",
        "EVERY [EXTRA HALF ALTERNATE ORDINAL]? <number>? (?:<unit>|WEEKDAY DAYPART?|WEEKPART|MONTH|SEASON|DAYPART)",
        read_every,
    ),
    rule("every-plural", "(?:ALTERNATE? WEEKDAYS | WEEKDAY DAYPARTS)", read_every),
    rule("day-of-every", "THE? [ORDINAL LAST] (?:WEEKDAY | UNIT) [OF IN] EVERY UNIT", read_day_of_every),
    rule("weekends", "(?:WEEKPARTS | UNITS)", read_weekends),
    rule("parts-of-days", "(?:THE | MOST)? DAYPARTS", read_parts_of_days),
    rule(
        "clock-habit",
        "<clock> <zone>? ON? (?:WEEKDAYS | WEEKPARTS | UNITS | EVERY (?:UNIT | WEEKDAY | WEEKPART))",
        read_clock_habit,
    ),
    rule("times-a", "(?:ONCE | (?:<number> | FEW) TIMES) (?:(?:ART|PER|EVERY) UNIT | DAILY)", read_times_a),
    rule("quarterly", "ADVERBIAL", read_adverbial),
    rule("daily", "DAILY", read_daily),
    rule("lasting", "LASTING", read_lasting),
)  # fmt: skip

"""Rules for times of day: "8 p.m.", "10:30 a.m. EST Friday", "noon on Thursday", "0930 GMT", "Friday at 5 o'clock"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import absolute, periods
from onrecord.statements.timex.absolute import read_calendar_day
from onrecord.statements.timex.context import Reading, floating
from onrecord.statements.timex.patterns import compile_pattern, is_kind, rule
from onrecord.statements.timex.relative import read_daypart, read_today, read_weekday
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from datetime import date

    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

HOURS = 24
LATE_PARTS = frozenset({"AF", "EV", "NI"})
HALF_DAY = 12 * 60
ABOUT_MINUTES = 30
SHORTLY_MINUTES = 120


def minute_of_day(found: Found) -> int | None:
    """Minute of the day that the words name; ``None`` where they name none."""
    if found.has("NOON"):
        return int(found.number("NOON") or 0)
    number = found.number("CLOCK")
    if number is not None:
        minute = int(number)
    else:
        index = number_index(found)
        if index < 0:
            return None
        minute = hours(found.tokens.codes[index], int(found.tokens.numbers[index]))
    if not found.has("AMPM", "ZONE") and found.code("DAYPART") in LATE_PARTS and minute < HALF_DAY:
        minute += HALF_DAY  # "Monday evening, around 6 o'clock"
    if found.has("AMPM"):
        if minute >= HALF_DAY + 60:
            return minute if minute < HOURS * 60 else None
        minute = minute % HALF_DAY + (HALF_DAY if found.code("AMPM") == "p" else 0)
    return minute if 0 <= minute <= HOURS * 60 else None


def is_four_digits(found: Found) -> bool:
    """Tell "0930 GMT" from another number before the letters of a zone."""
    index = number_index(found)
    return index >= 0 and len(found.tokens.codes[index]) == len("0930")


def number_index(found: Found) -> int:
    """Index of the number right before "a.m.", "o'clock" or a zone; -1 where there is none."""
    after = next((at for at in map(found.index, ("AMPM", "OCLOCK", "ZONE", "LOCAL")) if at >= 0), found.stop)
    kinds = found.tokens.kinds
    return next((at for at in (after - 1, after - 2) if at >= found.first and kinds[at] in NUMBERS), -1)


def hours(digits: str, number: int) -> int:
    """Minutes of "8", "0930" or "8.30"."""
    if "." in digits:
        return number
    if len(digits) == len("0930"):
        return number // 100 * 60 + number % 100 if number % 100 < 60 else -1  # noqa: PLR2004
    return number * 60


def read_clock(found: Found, context: Context) -> Reading | None:
    """Read a time of day with or without its day and zone."""
    minute = minute_of_day(found)
    if minute is None or (not found.has("CLOCK", "NOON", "AMPM", "OCLOCK") and not is_four_digits(found)):
        return None
    zone = found.code("ZONE")
    midnight = found.has("NOON") and minute == HOURS * 60
    text = f"{minute // 60:02}:{minute % 60:02}"
    about = found.has("ABOUT")
    on = day_of(found, context)
    if on is None:
        return floating("TIME", f"XXXX-XX-XXT{text}") if context.today is None else None
    certainty = Certainty.AMBIGUOUS if midnight else Certainty.EXPLICIT if found.has("YEAR") else context.certainty
    return Reading(
        type="TIME", value=f"{on.isoformat()}T{text}", period=periods.clock(on, minute), certainty=certainty,
        zone=daylight(zone, on), mod="APPROX" if about else None,
        earliest=(on, max(0, minute - ABOUT_MINUTES)) if about else None,
        latest=(on, min(periods.DAY_END, minute + ABOUT_MINUTES)) if about else None,
    )  # fmt: skip


def daylight(zone: str, on: date) -> str:
    """Offset of a zone on a day; "ET" and "Pacific time" follow American daylight saving time (law of 2007)."""
    if not zone.startswith("US"):
        return zone
    begins = absolute.holiday(on.year, "3_7_2")
    ends = absolute.holiday(on.year, "11_7_1")
    hours_behind = int(zone[2:]) - (1 if begins <= on < ends else 0)
    return f"-{hours_behind:02}:00"


def read_hour_of_daypart(found: Found, context: Context) -> Reading | None:
    """Read "4 in the morning"."""
    number, part = found.number("DAYNUM", "NUM"), found.code("DAYPART")
    if number is None or not 1 <= number <= HALF_DAY // 60 or number != int(number) or context.today is None:
        return None
    late = part in {"AF", "EV"} or (part == "NI" and number > 5)  # noqa: PLR2004 - "2 at night"
    minute = int(number) % 12 * 60 + (HALF_DAY if late else 0)
    period = periods.clock(context.today, minute)
    return Reading(type="TIME", value=period.value, period=period, certainty=context.certainty)


def day_of(found: Found, context: Context) -> date | None:
    """Day that stands with a time of day, else the one last named in the paragraph, else that of publication."""
    if found.has("MONTH"):
        dated = read_calendar_day(replace_time(found), context)
    elif found.has("WEEKDAY"):
        dated = read_weekday(found, context)
    elif found.has("TODAY"):
        dated = read_today(found, context)
    elif found.has("THIS", "LAST") and found.has("DAYPART"):
        dated = read_daypart(found, context)
    else:
        return context.today
    return dated.period.first if dated is not None and dated.period is not None else None


def replace_time(found: Found) -> Found:
    """Cut a match down to its date, which stands before or behind the time of day."""
    begin = min(index for index in (found.index("MONTH"), found.index("WEEKDAY"), date_number(found)) if index >= 0)
    marks = [found.index(name) for name in ("CLOCK", "NOON", "AMPM", "OCLOCK", "ZONE")]
    time_at = min((index for index in marks if index >= 0), default=found.first)
    if begin > time_at:
        return replace(found, first=begin)
    at = found.index("AT")
    return replace(found, stop=at if at > begin else time_at)


def date_number(found: Found) -> int:
    """Index of the number of a day right before its month; -1 where the month does not follow a number."""
    before = found.index("MONTH") - 1
    return before if before >= found.first and found.tokens.kinds[before] in NUMBERS else -1


def read_half_past(found: Found, context: Context) -> Reading | None:
    """Read "half past seven", "a quarter to three in the afternoon", "half past eight on Sunday evening"."""
    number = found.number("NUM", "DAYNUM")
    is_half = found.has("HALF")
    shown = found.words()
    if number is None or not 1 <= number <= HALF_DAY // 60 or not (is_half or "quarter" in shown):
        return None
    if is_half == found.has("TO") and (is_half or "past" not in shown):
        return None
    minute = int(number) % 12 * 60 + (30 if is_half else -15 if found.has("TO") else 15)
    late = found.code("DAYPART") in LATE_PARTS
    minute = (minute + (HALF_DAY if late else 0)) % periods.DAY_END
    on = day_of(found, context)
    if on is None:
        return floating("TIME", None)
    period = periods.clock(on, minute)
    certainty = context.certainty if found.has("DAYPART") else Certainty.AMBIGUOUS
    return Reading(type="TIME", value=period.value, period=period, certainty=certainty)


def read_shortly(found: Found, context: Context) -> Reading | None:
    """Read "shortly after noon", "shortly before 9 a.m. on Monday": within two hours."""
    reading = read_clock(replace(found, first=found.first + 2), context)
    if reading is None or reading.period is None:
        return reading
    on, minute = reading.period.earliest
    if found.word(1) == "before":
        return replace(reading, mod="BEFORE", earliest=(on, max(0, minute - SHORTLY_MINUTES)))
    return replace(reading, mod="AFTER", latest=(on, min(periods.DAY_END, minute + SHORTLY_MINUTES)))


def read_tonight(found: Found, context: Context) -> Reading | None:
    """Read "at 8 tonight"."""
    number = found.number("DAYNUM")
    if found.code("TODAY") != "NI" or number is None or not 1 <= number < HALF_DAY // 60 or context.today is None:
        return None
    if not is_kind(found.previous_kind(), "AT"):
        return None
    period = periods.clock(context.today, int(number) * 60 + HALF_DAY)
    return Reading(type="TIME", value=period.value, period=period, certainty=context.certainty)


def read_range_hour(found: Found, context: Context) -> Reading | None:
    """Read the "3" of "between 3 and 8 a.m.", the "11" of "from 11 to 2 p.m.": in the half of the day that fits."""
    tokens, stop = found.tokens, found.stop
    closing = CLOSING_CLOCK.match(tokens.kinds, stop)
    opened = is_kind(found.previous_kind(), "FROM", "BETWEEN") or is_kind(found.next_kind(), "HYPHEN", "TO")
    if closing is None or not opened or context.today is None:
        return None
    end = minute_of_day(replace(found, first=stop + 1, stop=closing.end()))
    number = found.number("CLOCK")
    begin = hours(tokens.codes[found.first], int(tokens.numbers[found.first])) if number is None else int(number)
    if end is None or not 0 <= begin < HALF_DAY + 60:
        return None
    begin = begin % HALF_DAY + (HALF_DAY if end >= HALF_DAY and begin % HALF_DAY < end - HALF_DAY else 0)
    period = periods.clock(context.today, begin)
    return Reading(type="TIME", value=period.value, period=period, certainty=context.certainty)


def read_bare_clock(found: Found, context: Context) -> Reading | None:
    """Read "10:30" alone: a time of day, unless it is a score or a ratio."""
    heads = is_kind(found.next_kind(), "HYPHEN") or found.next_word() in {":", "|"}
    if is_kind(found.previous_kind(), "STOP", "") and heads:
        return read_clock(found, context)  # the head of an entry of a live report
    if found.previous_word() in {
        "at",
        "by",
        "until",
        "from",
        "around",
        "about",
        "since",
        "before",
        "after",
        "till",
        "exactly",
    }:
        return read_clock(found, context)
    return None


NUMBERS = frozenset((KIND_CHARS["NUM"], KIND_CHARS["DAYNUM"], KIND_CHARS["YEAR"]))
CLOSING_CLOCK = compile_pattern("[TO THROUGH HYPHEN AND] (?:CLOCK|<number>) AMPM")
RULES = (
    rule("clock", "(?:ABOUT|EARLY)? (?:CLOCK|<number>) AMPM <zone>?", read_clock),
    rule("clock-date", "ABOUT? (?:<clock> <zone>? | <number> ZONE) COMMA? ON? <date>", read_clock),
    rule("date-clock", "<date> COMMA? AT? ABOUT? <clock> <zone>?", read_clock),
    rule("clock-zone", "ABOUT? (?:CLOCK|<number>) <zone>", read_clock),
    rule("oclock", "ABOUT? <number> OCLOCK", read_clock),
    rule("number-daypart", "ABOUT? <number> OCLOCK? IN THE DAYPART", read_hour_of_daypart),
    rule("noon", "ABOUT? NOON", read_clock),
    rule("half-past", "<half_past> (?:IN THE DAYPART)? COMMA? ON? <date>?", read_half_past),
    rule("shortly", "[SOON NARROW] [BEFORE AFTER] <clock> <zone>? (?:ON? <date>)?", read_shortly),
    rule("tonight", "<number> TODAY", read_tonight),
    rule("range-hour", "(?:CLOCK|<number>)", read_range_hour),
    rule("bare-clock", "CLOCK", read_bare_clock),
)

"""Rules for dates that name a day, month, season or year: "Sept. 22, 2022", "3 May", "summer of 1994", "the '90s"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.context import Reading, Tense, floating, is_past
from onrecord.statements.timex.patterns import compile_pattern, is_kind, rule
from onrecord.statements.timex.periods import Period, Unit

if TYPE_CHECKING:
    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

NUMERIC = re.compile(r"(\d{1,4})[-/](\d{1,2})[-/](\d{1,4})")
PIVOT = 30  # two digits of a year from here on belong to the century before
FULL_YEAR = 100
LAST_WEEK = 5
LAST_CENTURY = 99
PAST_WEIGHT = 3


def read_edge(found: Found) -> str | None:
    """TIMEX3 modifier of "early", "late", "the end of"; "earlier" and "later" count as parts too, as in TimeML."""
    if code := found.code("EARLY") or found.code("MID") or found.code("EDGE"):
        return code
    if found.has("EARLIER"):
        return "START"
    return "END" if found.has("LATER") else None


def dated(found: Found, context: Context, period: Period, certainty: Certainty) -> Reading:
    """Give the reading of a stretch of the calendar, cut down to the part that "early" or "late" names."""
    mod = read_edge(found)
    earliest, latest = None, None
    if mod and found.has("EARLIER", "LATER"):
        earliest, latest = split_by_now(found, context, period)
    elif mod:
        earliest, latest = periods.bound_part(period, mod, edge=found.has("EDGE"))
    return Reading(
        type="TIME" if period.unit is Unit.DAYPART else "DATE", value=period.value, mod=mod, period=period,
        earliest=earliest, latest=latest, certainty=certainty,
    )  # fmt: skip


def split_by_now(found: Found, context: Context, period: Period) -> tuple[periods.Moment | None, periods.Moment | None]:
    """Cut a period that holds the day of publication at that day: "earlier this year" ends with it."""
    today = context.today
    if today is None or not period.first <= today <= period.last or period.unit in {Unit.DAY, Unit.DAYPART}:
        return None, None
    if found.has("EARLIER"):
        return None, (today, periods.DAY_END)
    return (today, 0), None


def full_year(number: int) -> int:
    """Give the year that two digits stand for."""
    return number if number >= FULL_YEAR else number + (2000 if number < PIVOT else 1900)


def read_numeric(found: Found, _context: Context) -> Reading | None:
    """Read "2022-09-22", "10-26-89" (month first, as in American copy; day first where no month fits)."""
    match = NUMERIC.fullmatch(found.code("NUMDATE"))
    if match is None:
        return None
    first, middle, last = (int(part) for part in match.groups())
    if len(match[1]) == len("1998"):
        numbers = (first, middle, last)
    elif first <= 12:  # noqa: PLR2004 - months
        numbers = (full_year(last), first, middle)
    else:
        numbers = (full_year(last), middle, first)
    try:
        on = date(*numbers)
    except ValueError:
        return None
    return Reading(type="DATE", value=on.isoformat(), period=periods.day(on), certainty=Certainty.EXPLICIT)


def read_calendar_day(found: Found, context: Context, stated: int | None = None) -> Reading | None:
    """Read a day with its month, with or without year and weekday."""
    month, number = found.number("MONTH"), found.number("DAYNUM", "ORDINAL") if stated is None else stated
    if month is None or number is None or not 1 <= number <= 31:  # noqa: PLR2004 - days
        return None
    year = stated_year(found, context)
    if year is not None:
        on = make_day(year, int(month), int(number))
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        return None if on is None else dated(found, context, periods.day(on), certainty)
    if context.today is None:
        return floating("DATE", f"XXXX-{int(month):02}-{int(number):02}")
    weekday = found.number("WEEKDAY")
    chosen = choose_day(context, int(month), int(number), None if weekday is None else int(weekday))
    return None if chosen is None else dated(found, context, periods.day(chosen), Certainty.RELATIVE)


def stated_year(found: Found, context: Context) -> int | None:
    """Year that stands with a date: "1998", "'98", "last year", "next year"; ``None`` where there is none."""
    number = found.number("YEAR", "SHORTYEAR")
    if number is not None:
        return full_year(int(number))
    if found.has("UNIT") and found.has("THAT", "SAME"):
        return None if context.focus is None else context.focus.first.year
    if found.has("UNIT") and found.has("THIS", "LAST", "NEXT", "PREVIOUS", "CURRENT") and context.today is not None:
        step = -1 if found.has("LAST", "PREVIOUS") else 1 if found.has("NEXT", "FOLLOWING") else 0
        return context.today.year + step
    return None


def make_day(year: int, month: int, number: int) -> date | None:
    """Make a date; ``None`` where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def choose_day(context: Context, month: int, number: int, weekday: int | None) -> date | None:
    """Choose the year of a day and month: the one whose weekday fits, else by tense, else the nearest."""
    today = context.today
    if today is None:
        return None
    years = range(max(1, today.year - 4), min(date.max.year, today.year + 4) + 1)
    days = [on for year in years if (on := make_day(year, month, number)) is not None]
    if weekday is not None:
        days = [on for on in days if on.isoweekday() == weekday] or days
    return nearest(context, days)


def nearest(context: Context, days: list[date]) -> date | None:
    """Choose the day nearest to publication, on or after it in a clause that looks ahead.

    Behind a past verb stand days ahead too ("set Nov. 10 as the deadline"), but not far ahead.
    """
    today, tense = context.today, context.tense
    if today is None:
        return None
    if tense is Tense.FUTURE:
        days = [on for on in days if on >= today] or days
    weight = PAST_WEIGHT if tense is Tense.PAST else 1
    return min(days, key=lambda on: (today - on).days if on <= today else weight * (on - today).days, default=None)


def read_month(found: Found, context: Context) -> Reading | None:
    """Read a month, with or without year."""
    number = found.number("MONTH")
    if number is None:
        return None
    year = stated_year(found, context)
    if year is None and found.has("THAT") and context.focus is not None:
        year = context.focus.first.year
    if year is not None:
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        return dated(found, context, periods.month(year, int(number)), certainty)
    if context.today is None:
        return floating("DATE", f"XXXX-{int(number):02}")
    step, certainty = choose_step(found, context, int(number) - context.today.month)
    return dated(found, context, periods.month(context.today.year + step, int(number)), certainty)


def read_month_of(found: Found, context: Context) -> Reading | None:
    """Read "the month of July"."""
    if Unit(found.code("UNIT")) is not Unit.MONTH:
        return None
    return read_month(replace(found, first=found.index("MONTH")), context)


def choose_step(found: Found, context: Context, ahead: int) -> tuple[int, Certainty]:
    """Years between this year and the month or season meant, which lies ``ahead`` (> 0) or back (< 0) in the year."""
    if found.has("THIS"):
        return (-1 if found.has("LAST") and ahead > 0 else 0), context.certainty
    if found.has("LAST", "PREVIOUS"):
        return (0 if ahead < 0 else -1), context.certainty
    if found.has("NEXT"):
        return (0 if ahead > 0 else 1), context.certainty
    if context.tense is Tense.FUTURE:
        return (0 if ahead >= 0 else 1), context.certainty
    return (0 if ahead <= 0 else -1), Certainty.AMBIGUOUS if context.tense is Tense.UNKNOWN else context.certainty


def read_season(found: Found, context: Context) -> Reading | None:
    """Read a season, with or without year; winter belongs to the year in which it begins."""
    code = found.code("SEASON")
    year = stated_year(found, context)
    if year is None and not found.has("THIS", "LAST", "NEXT", "PREVIOUS", "EARLY", "MID") and not is_time_place(found):
        return None
    if year is not None:
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        return dated(found, context, periods.season(year, code), certainty)
    if context.today is None:
        return floating("DATE", f"XXXX-{code}")
    today = context.today
    first, last = periods.SEASON_STARTS[code], periods.SEASON_STARTS[code] + 2
    current = today.month if code != "WI" or today.month > 2 else today.month + 12  # noqa: PLR2004 - February
    ahead = 1 if current < first else -1 if current > last else 0
    step, certainty = choose_step(found, context, ahead)
    base = today.year if current == today.month else today.year - 1
    return dated(found, context, periods.season(base + step, code), certainty)


def is_time_place(found: Found) -> bool:
    """Tell "in the spring", "by summer" from a season that is spoken of: "the coldest winter"."""
    prepositions = ("IN", "OF", "SINCE", "THROUGH", "FROM", "TO", "BETWEEN", "BEFORE", "AFTER")
    return is_kind(found.previous_kind(), *prepositions) or found.previous_word() in {"by", "during", "for", "over"}


def read_year(found: Found, context: Context) -> Reading | None:
    """Read a year alone, unless what stands around it makes it a number."""
    number = found.number("YEAR", "SHORTYEAR", "NUM")
    index = found.index("YEAR")
    if (
        found.has("SHORTYEAR")
        and is_kind(found.next_kind(), "UNITS", "OTHER")
        and not is_kind(found.previous_kind(), *YEAR_BEFORE)
    ):
        return None
    if number is None or not 1 <= number <= 2199:  # noqa: PLR2004 - words.LAST_YEAR
        return None
    if index >= 0 and index == found.first and is_name(found):
        return None
    is_named = found.has("UNIT", "UNITS", "EARLY", "MID", "EDGE", "FISCAL", "SHORTYEAR")
    if not is_named and index >= 0 and is_amount(found, index):
        return None
    return dated(
        found,
        context,
        periods.year(full_year(int(number)) if found.has("SHORTYEAR") else int(number)),
        Certainty.EXPLICIT,
    )


YEAR_BEFORE = ("IN", "SINCE", "OF", "FROM", "TO", "EARLY", "MID", "THROUGH", "BETWEEN", "BEFORE")
MONEY = frozenset("$ £ € ¥ # % no no. number about".split())
EARLIEST_PLAIN = 1500


def read_two_years(found: Found, _context: Context) -> Reading | None:
    """Read "2004-05": a season or year of account over the turn of a year."""
    year, next_year = int(found.number("YEAR") or 0), found.number("NUM", "DAYNUM")
    if next_year != (year + 1) % FULL_YEAR or is_amount(found, found.first):
        return None
    period = periods.year(year)
    latest = (periods.year(year + 1).last, periods.DAY_END)
    return Reading(type="DATE", value=period.value, period=period, latest=latest, certainty=Certainty.EXPLICIT)


def is_name(found: Found) -> bool:
    """Tell the number of a named thing from a year: "Flight 2020", "Vision 2030"."""
    tokens, before = found.tokens, found.first - 1
    if before < 0 or not is_kind(found.previous_kind(), "OTHER"):
        return False
    return found.previous_word() in NUMBERED and tokens.text[tokens.starts[before]].isupper()


NUMBERED = frozenset(
    "flight resolution route highway room section vision windows office article agenda apollo class".split()
)


def is_amount(found: Found, index: int) -> bool:
    """Tell four digits that count or number something from a year."""
    number = found.tokens.numbers[index]
    before = found.previous_word()
    if before in MONEY or found.next_word() in {"%", "percent", "/", "people", "miles", "points", "shares"}:
        return True
    if (
        is_kind(found.previous_kind(), "HYPHEN")
        and found.tokens.text[found.tokens.starts[index] - 2 : found.tokens.starts[index] - 1].isupper()
    ):
        return True
    return number < EARLIEST_PLAIN and not is_kind(found.previous_kind(), "IN", "SINCE", "FROM")


def read_decade(found: Found, context: Context) -> Reading | None:
    """Read "the 1990s", "the late '80s", "the seventies"."""
    number = found.number("DECADE")
    if number is None:
        return None
    value = int(number)
    if value < FULL_YEAR and (is_kind(found.previous_kind(), "ITS") or is_measured(found)):
        return None  # an age: "in her 30s"
    if found.has("NUM", "DAYNUM"):  # "the nineteen-sixties"
        value += FULL_YEAR * int(found.number("NUM", "DAYNUM") or 0)
    if value % FULL_YEAR == 0 and value not in {0, 2000}:
        hundred = replace(
            periods.century(value // FULL_YEAR + 1), first=date(value, 1, 1), last=date(value + 99, 12, 31)
        )
        return replace(dated(found, context, hundred, Certainty.EXPLICIT), value=f"{value // FULL_YEAR:02}")
    return dated(
        found,
        context,
        periods.decade(value if value >= FULL_YEAR else 1900 + value if value >= PIVOT else 2000 + value),
        Certainty.EXPLICIT,
    )


def is_measured(found: Found) -> bool:
    """Tell "temperatures in the mid-50s" from "the mid-'50s"."""
    before = found.tokens.words[max(0, found.first - MEASURED_WITHIN) : found.first]
    return found.word(-1).isalnum() and found.word(-1)[0].isdigit() and not MEASURED.isdisjoint(before)


MEASURED = frozenset(
    "temperatures temperature highs lows high low degrees readings aged ages percent woman man".split()
)
MEASURED_WITHIN = 8  # tokens


def read_century(found: Found, context: Context) -> Reading | None:
    """Read "the 20th century"."""
    number = found.number("ORDINAL")
    if Unit(found.code("UNIT")) is not Unit.CENTURY or number is None or not 1 <= number <= LAST_CENTURY:
        return None
    return dated(found, context, periods.century(int(number)), Certainty.EXPLICIT)


def read_week_of(found: Found, context: Context) -> Reading | None:
    """Read "the week of March 6"."""
    reading = read_calendar_day(found, context)
    if reading is None or reading.period is None:
        return reading
    unit = Unit(found.code("UNIT"))
    if unit not in {Unit.WEEK, Unit.WEEKEND}:
        return None
    return dated(found, context, periods.containing(unit, reading.period.first), reading.certainty)


def read_week_of_month(found: Found, context: Context) -> Reading | None:
    """Read "the second week of May", "the last week of January": weeks of seven days from the first, a little wider."""
    month = read_month(replace(found, first=found.index("MONTH")), context)
    unit = Unit(found.code("UNIT")) if found.has("UNIT") else Unit.DAY
    if month is None or month.period is None or unit not in {Unit.WEEK, Unit.DAY}:
        return month if month is not None and month.unresolved else None
    first, last = month.period.first, month.period.last
    number = int(found.number("ORDINAL") or 0)
    if unit is Unit.DAY:
        on = day_of_month(found, first, last, number)
        return None if on is None else replace(month, value=on.isoformat(), period=periods.day(on))
    if not number:
        return replace(month, mod="END", earliest=(last - timedelta(days=7), 0), latest=(last, periods.DAY_END))
    if number > LAST_WEEK:
        return None
    begin = first + timedelta(days=7 * (number - 1))
    end = min(last, begin + timedelta(days=8))
    middle = begin + timedelta(days=3)
    return replace(
        month, value=periods.week(min(middle, last)).value, earliest=(begin, 0), latest=(end, periods.DAY_END)
    )


def day_of_month(found: Found, first: date, last: date, number: int) -> date | None:
    """Give "the first Sunday", "the last day", "the 3rd day" of a month; ``number`` 0 is the last."""
    weekday = found.number("WEEKDAY")
    if weekday is None:
        return first + timedelta(days=number - 1) if 1 <= number <= last.day else last if not number else None
    if number > LAST_WEEK:
        return None
    on = date.fromordinal(holiday(first.year, f"{first.month}_{weekday}_{number or -1}").toordinal())
    return on if on <= last else None


# Easter by the anonymous Gregorian algorithm ("A New York correspondent", Nature, 20 April 1876).
def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, number + 1)


def holiday(year: int, code: str) -> date:
    """Day of a holiday in a year; ``words.HOLIDAYS`` explains the codes."""
    if code == "ELECTION":
        return holiday(year, "11_1_1") + timedelta(days=1)
    if code.startswith("E"):
        return easter(year) + timedelta(days=int(code[1:]))
    code, _, later = code.partition("+")
    if later:
        return holiday(year, code) + timedelta(days=int(later))
    month, *rest = (int(part) for part in code.split("_"))
    if len(rest) == 1:
        return date(year, month, rest[0])
    weekday, count = rest
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    last = periods.month(year, month).last
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def read_holiday(found: Found, context: Context) -> Reading | None:
    """Read "Thanksgiving", "last Christmas", "New Year's Day 2001"."""
    code = found.code("HOLIDAY")
    behind_the = "the" in {found.word(), found.previous_word()}
    if behind_the and is_kind(found.next_kind(), "OTHER") and is_capital(found):
        return None  # "the Easter Rising"
    year = stated_year(found, context)
    if year is not None:
        return dated(found, context, unit_around(found, holiday(year, code)), Certainty.EXPLICIT)
    today = context.today
    if today is None:
        return floating("DATE", None)
    if found.has("THIS", "LAST", "PREVIOUS", "NEXT"):
        here = holiday(today.year, code)
        step, _ = choose_step(found, context, (here > today) - (here < today))
        chosen = holiday(today.year + step, code)
    else:
        years = range(max(1, today.year - 1), min(date.max.year, today.year + 1) + 1)
        chosen = nearest(context, [holiday(year, code) for year in years]) or today
    return dated(found, context, unit_around(found, chosen), context.certainty)


def is_capital(found: Found) -> bool:
    """Tell whether the word after a match begins with a capital."""
    return found.tokens.text[found.tokens.starts[found.stop]].isupper()


def unit_around(found: Found, on: date) -> Period:
    """Give the week or weekend of a holiday where the words name it ("Easter week"), else the day."""
    unit = Unit(found.code("UNIT")) if found.has("UNIT") and not found.has("THIS", "LAST", "NEXT", "PREVIOUS") else None
    return periods.containing(unit, on) if unit in {Unit.WEEK, Unit.WEEKEND} else periods.day(on)


def read_range_day(found: Found, context: Context) -> Reading | None:
    """Read the "5" of "March 3 and 5", the "3" of "3-5 March", the "91" of "1990-91"."""
    number = int(found.number("DAYNUM", "NUM") or 0)
    kinds, first, stop = found.tokens.kinds, found.first, found.stop
    if OPENED_RANGE.fullmatch(kinds, max(0, first - 4), first) and (
        is_past(found.next_word()) or not is_kind(found.next_kind(), *AFTER_AMOUNT)
    ):
        is_listed = (
            is_kind(found.previous_kind(), "AND")
            and not is_past(found.next_word())
            and not is_kind(kinds[max(0, first - 4)], "BETWEEN")
        )
        if (
            (is_listed and not is_kind(found.next_kind(), "STOP", "COMMA", "QUOTE"))
            or context.focus is None
            or context.focus.unit not in {Unit.DAY, Unit.DAYPART}
        ):
            return None
        on = make_day(context.focus.first.year, context.focus.first.month, number)
        return None if on is None else dated(found, context, periods.day(on), Certainty.CONTEXT)
    if found.has("DAYNUM") and CLOSED_RANGE.match(kinds, stop):
        return read_calendar_day(replace(found, stop=stop + 3), context, number)
    return None


AFTER_AMOUNT = ("MONTH", "UNIT", "UNITS", "OTHER", "HYPHEN", "AMPM")
OPENED_RANGE = compile_pattern(
    "(?:[BETWEEN FROM OTHER STOP COMMA ON IN OF THE THROUGH SINCE] | ) MONTH DAYNUM [TO THROUGH HYPHEN AND]"
)
CLOSED_RANGE = compile_pattern("[TO THROUGH HYPHEN] DAYNUM MONTH")

RULES = (
    rule("range-day", "DAYNUM", read_range_day),
    rule("numeric-date", "NUMDATE", read_numeric),
    rule("month-day", "<edge>? (?:<deictic>{0,2} WEEKDAY COMMA?)? MONTH THE? <day> <of_year>?", read_calendar_day),
    rule("day-month", "<edge>? (?:WEEKDAY COMMA?)? THE? <day> OF? MONTH <of_year>?", read_calendar_day),
    rule("month", "<edge>? (?:THE? <deictic>{1,2} | THAT)? MONTH <of_year>?", read_month),
    rule("month-of", "<edge>? THE UNIT OF MONTH <of_year>?", read_month_of),
    rule("season", "THE? <edge>? <deictic>{0,2} SEASON (?:<of_year> (?:HYPHEN <number>)?)?", read_season),
    rule("year", "(?:<edge> THE?)? (?:THE <unit>)? <year>", read_year),
    rule("two-years", "YEAR HYPHEN [DAYNUM NUM]", read_two_years),
    rule("year-word", "THE UNIT NUM", read_year),
    rule("decade", "THE? <edge>? (?:TO HYPHEN)? (?:[NUM DAYNUM] HYPHEN)? DECADE", read_decade),
    rule("century", "THE? <edge>? ORDINAL HYPHEN? UNIT", read_century),
    rule(
        "week-of",
        "THE UNIT (?:OF | EDGE) (?:WEEKDAY COMMA?)? (?:<month_day> | THE? <day> MONTH <year>?)",
        read_week_of,
    ),
    rule("week-of-month", "THE [ORDINAL LAST] (?:UNIT|WEEKDAY) [OF IN] MONTH <of_year>?", read_week_of_month),
    rule("holiday", "(?:THE? <deictic>?)? HOLIDAY (?:COMMA? <year> | <deictic> UNIT | UNIT)?", read_holiday),
)  # fmt: skip

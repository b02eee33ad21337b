"""Stretches of the calendar: days, weeks, months, quarters, years and their parts, with TIMEX3 values, EDTF and bounds.

Gregorian, years 1 to 9999; ``ValueError`` or ``OverflowError`` leave every function that would go beyond.  Weeks are
those of ISO 8601 and begin on Monday.  A season lies within three whole months and belongs to the year it begins in.
What words name which stretch belongs to the rules.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

DAY_END = 24 * 60
WEEKEND_START = 5  # days after Monday
# First month of each season and its EDTF level 1 code (spring is 21).
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
# Hours of the parts of a day, first and last, by the annotation guide; a night ends on the next day.
DAYPARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 6), "DT": (6, 18), "MI": (11, 14)}

Moment = tuple[date, int]  # a day and minutes after its start, 0 to 1440


class Unit(StrEnum):
    """Units of the calendar and the clock, by their TIMEX3 letters; minutes and months differ by the T before."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAYPART = "T"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    FORTNIGHT = "F"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "SEASON"
    HALF = "H"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"
    MILLENNIUM = "L"


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``first`` to ``last``, both included, that form one unit; ``part`` is a part of that day ("MO", "14:30").

    ``start`` and ``end`` are minutes after the start of the first and of the last day.
    """

    unit: Unit
    first: date
    last: date
    part: str = ""
    start: int = 0
    end: int = DAY_END

    @property
    def value(self) -> str:
        """TIMEX3 value."""
        year = f"{self.first.year:04}"
        match self.unit:
            case Unit.DAY:
                return self.first.isoformat()
            case Unit.DAYPART:
                return f"{self.first.isoformat()}T{self.part}"
            case Unit.WEEK | Unit.WEEKEND:
                iso = self.first.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit is Unit.WEEKEND else "")
            case Unit.MONTH:
                return year + f"-{self.first.month:02}"
            case Unit.QUARTER:
                return f"{year}-Q{(self.first.month + 2) // 3}"
            case Unit.HALF:
                return f"{year}-H{(self.first.month + 5) // 6}"
            case Unit.SEASON:
                return f"{year}-{self.part}"
            case Unit.DECADE:
                return year[:3]
            case Unit.CENTURY:
                return f"{(self.first.year - 1) // 100:02}"
            case _:
                return year

    @property
    def edtf(self) -> str:
        """EDTF level 1 of the days; a unit that EDTF does not know is written as an interval."""
        year = f"{self.first.year:04}"
        match self.unit:
            case Unit.DAY | Unit.DAYPART:
                return self.first.isoformat()
            case Unit.MONTH:
                return f"{year}-{self.first.month:02}"
            case Unit.QUARTER | Unit.HALF:
                return f"{year}-{self.first.month:02}/{year}-{self.last.month:02}"
            case Unit.SEASON:
                return f"{year}-{SEASON_EDTF[self.part]}"
            case Unit.YEAR:
                return year
            case Unit.DECADE:
                return f"{year[:3]}X"
            case _:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def earliest(self) -> Moment:
        """The first moment."""
        return self.first, self.start

    @property
    def latest(self) -> Moment:
        """The last moment."""
        return self.last, self.end


def day(first: date) -> Period:
    """Make a period of one day."""
    return Period(Unit.DAY, first, first)


def week(within: date) -> Period:
    """Give the week of a day, from Monday to Sunday."""
    monday = within - timedelta(days=within.weekday())
    return Period(Unit.WEEK, monday, monday + timedelta(days=6))


def weekend(within: date) -> Period:
    """Give Saturday and Sunday of the week of a day."""
    monday = within - timedelta(days=within.weekday())
    return Period(Unit.WEEKEND, monday + timedelta(days=WEEKEND_START), monday + timedelta(days=6))


def months(unit: Unit, year_number: int, first_month: int, count: int, *, part: str = "") -> Period:
    """Give ``count`` months from a month on; months beyond 12 belong to the next year."""
    first = date(year_number + (first_month - 1) // 12, (first_month - 1) % 12 + 1, 1)
    index = first_month + count - 2
    last_year, last_month = year_number + index // 12, index % 12 + 1
    return Period(unit, first, date(last_year, last_month, monthrange(last_year, last_month)[1]), part)


def month(year_number: int, number: int) -> Period:
    """Give a month."""
    return months(Unit.MONTH, year_number, number, 1)


def quarter(year_number: int, number: int) -> Period:
    """Give a calendar quarter, 1 to 4."""
    return months(Unit.QUARTER, year_number, 3 * number - 2, 3)


def half(year_number: int, number: int) -> Period:
    """Give the first or second half of a year."""
    return months(Unit.HALF, year_number, 6 * number - 5, 6)


def season(year_number: int, code: str) -> Period:
    """Give a season by its TIMEX3 code, "SP", "SU", "FA" or "WI"; a winter that ends in year 10000 stops before it."""
    if code == "WI" and year_number == date.max.year:
        return Period(Unit.SEASON, date(year_number, 12, 1), date.max, code)
    return months(Unit.SEASON, year_number, SEASON_STARTS[code], 3, part=code)


def year(number: int) -> Period:
    """Give a calendar year."""
    return Period(Unit.YEAR, date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Period:
    """Give the ten years from one that ends in 0 (1 to 9 for the first)."""
    return Period(Unit.DECADE, date(max(1, number - number % 10), 1, 1), date(number - number % 10 + 9, 12, 31))


def century(number: int) -> Period:
    """Give a century by its number: the 20th has the years 1901 to 2000."""
    return Period(Unit.CENTURY, date(100 * number - 99, 1, 1), date(100 * number, 12, 31))


def daypart(on: date, code: str) -> Period:
    """Give a part of a day by its TIMEX3 code, such as "MO"."""
    start, end = DAYPARTS[code]
    last = on if end > start else on + timedelta(days=1)
    return Period(Unit.DAYPART, on, last, code, start * 60, end * 60)


def clock(on: date, minute: int) -> Period:
    """Give one minute of a day, 0 to 1440."""
    return Period(Unit.DAYPART, on, on, f"{minute // 60:02}:{minute % 60:02}", minute, minute)


def containing(unit: Unit, within: date) -> Period:
    """Give the unit of the calendar in which a day lies; a winter month of early year belongs to the year before."""
    match unit:
        case Unit.WEEK | Unit.FORTNIGHT:
            return week(within)
        case Unit.WEEKEND:
            return weekend(within)
        case Unit.MONTH:
            return month(within.year, within.month)
        case Unit.QUARTER:
            return quarter(within.year, (within.month + 2) // 3)
        case Unit.HALF:
            return half(within.year, (within.month + 5) // 6)
        case Unit.YEAR:
            return year(within.year)
        case Unit.DECADE:
            return decade(within.year)
        case Unit.CENTURY:
            return century((within.year + 99) // 100)
        case _:
            return day(within)


def add_months(start: date, count: int) -> date:
    """Move a day by whole months; a day that the month lacks becomes its last."""
    index = start.year * 12 + start.month - 1 + count
    year_number, number = index // 12, index % 12 + 1
    return date(year_number, number, min(start.day, monthrange(year_number, number)[1]))


MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.SEASON: 12, Unit.DECADE: 120,
             Unit.CENTURY: 1200, Unit.MILLENNIUM: 12000}  # fmt: skip
DAYS_IN = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}


def move(start: date, unit: Unit, count: int) -> date:
    """Move a day by a number of calendar units; units of the clock and parts of a day count as nothing."""
    if unit in MONTHS_IN:
        return add_months(start, MONTHS_IN[unit] * count)
    return start + timedelta(days=DAYS_IN.get(unit, 0) * count)


def shift(period: Period, unit: Unit, count: int) -> Period:
    """Move a period by a number of units, of which it is one or a part: the same quarter one year before."""
    first = move(period.first, unit, count)
    match period.unit:
        case Unit.DAY | Unit.DAYPART:
            return replace(period, first=first, last=first + (period.last - period.first))
        case Unit.SEASON:
            return season(first.year, period.part)
        case _:
            return containing(period.unit, first)


# What "early" ("START"), "mid" and "late" ("END") leave of a unit, by the annotation guide: hours of a day, days of a
# week (from 0) and of a month (from 1), months of a year and shorter units, years of a decade and a century (from 0).
EARLY_MID_LATE: dict[Unit, dict[str, tuple[int, int]]] = {
    Unit.DAY: {"START": (0, 12), "MID": (9, 15), "END": (18, 24)},
    Unit.WEEK: {"START": (0, 2), "MID": (1, 3), "END": (3, 6)},
    Unit.WEEKEND: {"START": (0, 0), "MID": (0, 1), "END": (1, 1)},
    Unit.MONTH: {"START": (1, 11), "MID": (10, 21), "END": (19, 31)},
    Unit.QUARTER: {"START": (0, 0), "MID": (1, 1), "END": (2, 2)},
    Unit.SEASON: {"START": (0, 0), "MID": (1, 1), "END": (2, 2)},
    Unit.HALF: {"START": (0, 1), "MID": (2, 3), "END": (4, 5)},
    Unit.YEAR: {"START": (0, 3), "MID": (4, 7), "END": (8, 11)},
    Unit.DECADE: {"START": (0, 3), "MID": (3, 7), "END": (6, 9)},
    Unit.CENTURY: {"START": (0, 39), "MID": (30, 69), "END": (59, 99)},
}
# Where "the beginning of" and "the end of" differ from "early" and "late".
EDGES: dict[Unit, dict[str, tuple[int, int]]] = {
    Unit.DAY: {"START": (0, 12), "END": (15, 24)},
    Unit.YEAR: {"START": (0, 2), "END": (9, 11)},
}


def bound_part(period: Period, mod: str, *, edge: bool = False) -> tuple[Moment, Moment]:
    """Bounds of the early ("START"), middle ("MID") or late ("END") part of a period; ``edge`` for "the end of".

    >>> [f"{on} {minute // 60}h" for on, minute in bound_part(day(date(2022, 9, 22)), "END")]
    ['2022-09-22 18h', '2022-09-22 24h']
    """
    if period.unit is Unit.DAYPART:
        return bound_daypart(period, mod)
    table = EDGES[period.unit] if edge and mod in EDGES.get(period.unit, {}) else EARLY_MID_LATE[period.unit]
    low, high = table[mod]
    first, last = period.first, period.last
    match period.unit:
        case Unit.DAY:
            return (first, low * 60), (last, high * 60)
        case Unit.WEEK | Unit.WEEKEND:
            return (first + timedelta(days=low), 0), (first + timedelta(days=high), DAY_END)
        case Unit.MONTH:
            return (first.replace(day=low), 0), (last.replace(day=min(high, last.day)), DAY_END)
        case Unit.DECADE | Unit.CENTURY:
            return (first.replace(year=first.year + low), 0), (date(first.year + high, 12, 31), DAY_END)
        case _:
            return (add_months(first, low), 0), (add_months(last, high - count_months(period) + 1), DAY_END)


def count_months(period: Period) -> int:
    """Count the months of a period of whole months."""
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def bound_daypart(period: Period, mod: str) -> tuple[Moment, Moment]:
    """Bounds of a half of a part of the day; an early morning begins with the day."""
    middle = (period.start + max(period.start, period.end if period.first == period.last else DAY_END)) // 2
    if mod == "START":
        return (period.first, 0 if period.part == "MO" else period.start), (period.first, middle)
    if mod == "END":
        return (period.first, middle), (period.last, period.end)
    return period.earliest, period.latest

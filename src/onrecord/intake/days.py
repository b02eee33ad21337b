"""Days as tables write them: read where there is one reading only, refused where there are two.

3/4/2026 is a day in March to one half of the world and in April to the other; a guess would put words into another
month, so it is no day.  Names of months are English, in full or by their first three letters.
"""

from __future__ import annotations

import re
from datetime import date, datetime

EARLIEST_YEAR = 1800
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MAX_CHARS = 60
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\Z")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\Z")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})\Z")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\Z")
_MONTHS_IN_A_YEAR = 12


def parse_day(value: str) -> date:
    """Read a day, or the day of an ISO 8601 time; ValueError says why it is none.

    >>> parse_day("Wed, 4 March 2026"), parse_day("2026-03-04T10:00:00+01:00"), parse_day("4.3.2026")
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), datetime.date(2026, 3, 4))
    """
    text = " ".join(value[: MAX_CHARS + 1].split()).lower()
    if len(text) > MAX_CHARS:
        raise ValueError(_NO_DAY)
    day = _read(_WEEKDAY.sub("", text, count=1))
    if day.year < EARLIEST_YEAR:
        message = f"it is before {EARLIEST_YEAR}"
        raise ValueError(message)
    return day


_NO_DAY = "it is not a day as in 2026-03-04"
_TWO_DAYS = "it is one day in America and another elsewhere"


def _read(text: str) -> date:
    """Read by the form."""
    if match := _YEAR_FIRST.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.match(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHED.match(text):
        return _read_slashed(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.match(text):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.match(text):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    try:
        return datetime.fromisoformat(text.upper()).date()
    except ValueError as error:
        raise ValueError(_NO_DAY) from error


def _read_slashed(first: int, second: int, year: int) -> date:
    """Read a day between slashes when only one of its numbers can be the month."""
    if first != second and max(first, second) <= _MONTHS_IN_A_YEAR:
        raise ValueError(_TWO_DAYS)
    day, month = (first, second) if first > _MONTHS_IN_A_YEAR else (second, first)
    return date(year, month, day)


def _month(name: str) -> int:
    """Number of a month."""
    if name in FULL_MONTHS:
        return FULL_MONTHS.index(name) + 1
    if name[:4] == "sept":
        name = "sep"
    if name not in MONTHS:
        raise ValueError(_NO_DAY)
    return MONTHS.index(name) + 1

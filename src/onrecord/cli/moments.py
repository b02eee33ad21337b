"""Writes bounds in time as people do: the coarsest unit that says the same, and clock times only where they matter."""

from __future__ import annotations

import calendar
from datetime import datetime
from typing import NamedTuple

_MIDNIGHT = "T24:00"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Bound(NamedTuple):
    """A bound as read: the instant without its zone, the zone as written, and whether it ends the day before."""

    at: datetime
    zone: str
    closes: bool


def write_bounds(earliest: str | None, latest: str | None) -> str | None:
    """Write the bounds of a time, ISO 8601 as in ``domain.TimeExpression``; ``None`` where both ends are open.

    >>> write_bounds("2022-09-22T18:00", "2022-09-22T24:00")
    'Thu 22 Sep 2022, 18:00–24:00'
    >>> write_bounds("2022-02-01T00:00", "2022-02-28T24:00")
    'Feb 2022'
    >>> write_bounds("2022-09-12T00:00", "2022-09-21T24:00")
    '12–21 Sep 2022'
    >>> write_bounds(None, "2022-09-23T24:00")
    'by Fri 23 Sep 2022'
    """
    first, last = (None if bound is None else _read(bound) for bound in (earliest, latest))
    if first is None and last is None:
        return earliest or latest
    if first is None or last is None:
        return f"from {_write_start(first)}" if first is not None else f"by {_write_end(last)}" if last else None
    zone = f" {last.zone}" if last.zone else ""
    return f"{_write_period(first, last)}{zone}"


def _read(bound: str) -> _Bound | None:
    """Read one bound; ``None`` where it is of another shape."""
    closes = _MIDNIGHT in bound
    try:
        moment = datetime.fromisoformat(bound.replace(_MIDNIGHT, "T00:00"))
    except ValueError:
        return None
    zone = "" if moment.tzinfo is None else "UTC" if not moment.utcoffset() else moment.strftime("%z")
    return _Bound(moment.replace(tzinfo=None), zone, closes)


def _write_period(first: _Bound, last: _Bound) -> str:
    """Write a period with both ends known."""
    start, end = first.at, last.at
    whole_days = (start.hour, start.minute) == (0, 0) and last.closes
    if not whole_days:
        return _write_clock_period(first, last)
    if start.date() == end.date():
        return _write_day(start, weekday=True)
    return _write_calendar_unit(start, end) or _write_days(start, end)


def _write_clock_period(first: _Bound, last: _Bound) -> str:
    """Write a period that starts or ends within a day."""
    if first.at == last.at and not last.closes:
        return f"{_write_day(first.at, weekday=True)}, {first.at:%H:%M}"
    if first.at.date() == last.at.date():
        return f"{_write_day(first.at, weekday=True)}, {first.at:%H:%M}–{_write_clock(last)}"
    return f"{_write_day(first.at)}, {first.at:%H:%M} – {_write_day(last.at)}, {_write_clock(last)}"


def _write_calendar_unit(start: datetime, end: datetime) -> str | None:
    """Name the decade, year, quarter, half or month that a run of whole days is; ``None`` where it is none."""
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if start.month == 1 and end.month == 12:  # noqa: PLR2004 - December
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year == end.year:
        return f"{_MONTHS[start.month - 1]}–{_MONTHS[end.month - 1]} {start.year}"
    return f"{_MONTHS[start.month - 1]} {start.year} – {_MONTHS[end.month - 1]} {end.year}"


def _write_days(start: datetime, end: datetime) -> str:
    """Write a run of days, naming month and year once where they are the same."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_write_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {_write_day(end)}"
    return f"{_write_day(start)} – {_write_day(end)}"


def _write_day(day: datetime, *, weekday: bool = False) -> str:
    """Write a calendar day."""
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {written}" if weekday else written


def _write_start(bound: _Bound) -> str:
    """Write a lower bound that stands alone."""
    clock = "" if (bound.at.hour, bound.at.minute) == (0, 0) else f", {bound.at:%H:%M}"
    return f"{_write_day(bound.at, weekday=True)}{clock}{bound.zone and f' {bound.zone}'}"


def _write_end(bound: _Bound) -> str:
    """Write an upper bound that stands alone."""
    clock = "" if bound.closes else f", {bound.at:%H:%M}"
    return f"{_write_day(bound.at, weekday=True)}{clock}{bound.zone and f' {bound.zone}'}"


def _write_clock(bound: _Bound) -> str:
    """Write the clock time of an upper bound; the end of a day is 24:00."""
    return "24:00" if bound.closes else f"{bound.at:%H:%M}"

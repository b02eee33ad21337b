"""Stretches of the calendar: values, EDTF, bounds and moves, also where the calendar is uneven."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.timex import periods
from onrecord.statements.timex.periods import Period, Unit


@pytest.mark.parametrize(
    ("period", "value", "edtf", "days"),
    [
        (periods.week(date(2021, 1, 2)), "2020-W53", "2020-12-28/2021-01-03", "2020-12-28/2021-01-03"),
        (periods.weekend(date(2022, 9, 19)), "2022-W38-WE", "2022-09-24/2022-09-25", "2022-09-24/2022-09-25"),
        (periods.month(2024, 2), "2024-02", "2024-02", "2024-02-01/2024-02-29"),
        (periods.quarter(2023, 4), "2023-Q4", "2023-10/2023-12", "2023-10-01/2023-12-31"),
        (periods.half(2010, 1), "2010-H1", "2010-01/2010-06", "2010-01-01/2010-06-30"),
        (periods.season(2023, "WI"), "2023-WI", "2023-24", "2023-12-01/2024-02-29"),
        (periods.decade(1987), "198", "198X", "1980-01-01/1989-12-31"),
        (periods.century(20), "19", "1901-01-01/2000-12-31", "1901-01-01/2000-12-31"),
    ],
)  # fmt: skip
def test_units_have_values_and_bounds(period: Period, value: str, edtf: str, days: str) -> None:
    assert (period.value, period.edtf, f"{period.first}/{period.last}") == (value, edtf, days)


def test_a_night_ends_on_the_next_day() -> None:
    night = periods.daypart(date(2022, 12, 31), "NI")
    assert (night.value, night.earliest, night.latest) == (
        "2022-12-31TNI", (date(2022, 12, 31), 18 * 60), (date(2023, 1, 1), 6 * 60),
    )  # fmt: skip


def test_a_day_that_a_month_lacks_becomes_its_last() -> None:
    assert periods.move(date(2024, 1, 31), Unit.MONTH, 1) == date(2024, 2, 29)
    assert periods.move(date(2024, 2, 29), Unit.YEAR, -1) == date(2023, 2, 28)


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE])
@given(day=st.dates(min_value=date(300, 1, 1), max_value=date(9000, 1, 1)), count=st.integers(-20, 20))
def test_shifting_there_and_back_gives_the_same_period(unit: Unit, day: date, count: int) -> None:
    period = periods.containing(unit, day)
    assert period.first <= day <= period.last
    assert periods.shift(periods.shift(period, unit, count), unit, -count) == period


@given(
    day=st.dates(min_value=date(100, 1, 1), max_value=date(9000, 1, 1)), part=st.sampled_from(["START", "MID", "END"])
)
def test_a_part_lies_within_its_period(day: date, part: str) -> None:
    for unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE):
        period = periods.containing(unit, day)
        earliest, latest = periods.bound_part(period, part)
        assert period.earliest <= earliest < latest <= period.latest

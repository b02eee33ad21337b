"""A day is read where it has one reading, and refused where it has two or none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.days import FULL_MONTHS, parse_day

DAY = date(2026, 3, 14)
SEVERAL = [
    *("2026-03-14", "2026/3/14", "2026.03.14", "20260314", "2026-03-14 10:30:00", "2026-03-14T10:30:00Z"),
    *(
        "14.3.2026",
        "14. 3. 2026",
        "14/03/2026",
        "3/14/2026",
        "14-3-2026",
        "14 March 2026",
        "14 Mar 2026",
        "14-MAR-2026",
    ),
    *(
        "March 14, 2026",
        "Mar. 14 2026",
        "March 14th, 2026",
        "Saturday, 14 March 2026",
        "Sat 14 Mar 2026",
        " 14  March 2026 ",
    ),
]


@pytest.mark.parametrize("text", SEVERAL)
def test_a_day_with_one_reading_is_read(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("3/4/2026", "12-11-2026", "14.3.26", "3/14/26", "2026", "March 2026", "45730", "yesterday", "", "2026-02-30"),
        *("31.4.2026", "14 Foo 2026", "0001-01-01", "1799-12-31", "14.3.2026" * 9, "²/³/2026", "13/13/2026"),
    ],
)
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@given(day=st.dates(min_value=date(1800, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    month = FULL_MONTHS[day.month - 1].title()
    written = (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
    )
    assert [parse_day(text) for text in written] == [day] * len(written)


@given(text=st.text(max_size=40))
def test_any_text_is_a_day_or_a_value_error(text: str) -> None:
    try:
        assert parse_day(text).year >= 1800
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either outcome is right

"""The timeline of the terminal: every day has its place, in the finest unit that fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.timeline import draw_timeline


def test_without_a_day_nothing_is_drawn() -> None:
    assert draw_timeline([], columns=20) == ()


@pytest.mark.parametrize(
    ("last", "unit"), [(date(2020, 1, 20), "day"), (date(2020, 9, 1), "month"), (date(2035, 1, 1), "year")]
)
def test_the_finest_unit_that_fits_is_chosen(last: date, unit: str) -> None:
    bars, span = draw_timeline([date(2020, 1, 1), last], columns=20)
    assert bars.endswith(f"at most 1 a {unit}")
    assert span.startswith("2020")


@given(st.lists(st.dates(), min_size=1, max_size=30), st.integers(min_value=1100, max_value=2000))
def test_bars_fit_and_the_ends_are_not_empty(days: list[date], columns: int) -> None:
    bars = draw_timeline(days, columns=columns)[0].split("  ")[0]
    assert 1 <= len(bars) <= columns
    assert "·" not in (bars[0], bars[-1])
    assert "█" in bars

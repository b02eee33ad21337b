"""Quarters, halves and years of account."""

from __future__ import annotations

import pytest

from onrecord.statements.timex import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Profit fell in both the third and fourth quarters of last year.", ["2021-Q3", "2021-Q4"]),
        ("In the second and third quarters, it fell.", ["2022-Q2", "2022-Q3"]),
        ("Growth slowed in the April-June quarter.", ["2022-Q2"]),
        ("Sales fell 4 percent from the same period last year.", ["2021"]),
        ("In the second quarter, sales rose from the same period last year.", ["2022-Q2", "2021-Q2"]),
        ("Loans are due by the end of the fiscal year.", ["2022"]),
        ("Output fell in the first half of 2012.", ["2012-H1"]),
        ("They led in the third round and the fourth.", []),
    ],
)
def test_periods_of_account_are_resolved(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, published_at="2022-11-22")] == values

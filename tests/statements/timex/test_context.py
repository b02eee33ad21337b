"""Which way a clause looks, and what a day leans on."""

from __future__ import annotations

import pytest

from onrecord.domain import Certainty
from onrecord.statements.timex import find_times

THURSDAY = "2022-09-22"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Voters go to the polls on Sunday.", "2022-09-25"),
        ("Jurors return on Tuesday.", "2022-09-27"),
        ("His return on Tuesday was a surprise.", "2022-09-20"),
        ("Storms are expected to hit overnight Friday.", "2022-09-23TNI"),
        ("The new rules apply from January.", "2023-01"),
        ("Sunday is the deadline.", "2022-09-25"),
        ("They returned on Tuesday.", "2022-09-20"),
    ],
)
def test_what_is_scheduled_in_the_present_tense_lies_ahead(text: str, value: str) -> None:
    (time,) = find_times(text, published_at=THURSDAY)
    assert time.value == value


def test_a_weekday_beside_a_week_lies_in_that_week() -> None:
    times = find_times("It broke last week, probably Monday or Tuesday.", published_at=THURSDAY)
    assert [time.value for time in times] == ["2022-W37", "2022-09-12", "2022-09-13"]


def test_coordinated_distances_are_counted_from_one_time() -> None:
    times = find_times(
        "He fled on May 3, 2012. A year later and again two years later, he wrote.", published_at=THURSDAY
    )
    assert [time.value for time in times] == ["2012-05-03", "2013", "2014"]


def test_a_length_ahead_is_bounded_in_a_clause_that_looks_ahead() -> None:
    (ahead,) = find_times("We will know in two days.", published_at=THURSDAY)
    assert (ahead.value, ahead.earliest, ahead.latest) == ("P2D", "2022-09-22T00:00", "2022-09-24T24:00")
    (behind,) = find_times("They did it in two days.", published_at=THURSDAY)
    assert (behind.earliest, behind.latest) == (None, None)


def test_today_in_undated_words_may_be_some_days_old() -> None:
    (time,) = find_times("“Today is a great day,” he said.", published_at=THURSDAY)
    assert (time.value, time.earliest, time.latest) == ("2022-09-22", "2022-09-19T00:00", "2022-09-22T24:00")
    assert time.certainty is Certainty.AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        "Ms. June Harper and Mr. August Winter met.", "April Day sang.", "Judge April Storm ruled.",
        "Mr. Friday met March & Sons.", "The Sunday Times was sold.", "The Monday Club met.",
        "Temperatures in the mid-50s were recorded.", "The march for peace was long.",
    ],
)  # fmt: skip
def test_names_made_of_calendar_words_are_no_times(text: str) -> None:
    assert find_times(text, published_at=THURSDAY) == ()

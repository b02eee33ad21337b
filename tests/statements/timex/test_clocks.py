"""Times of day: with the day beside them, with zones, in ranges and in habits."""

from __future__ import annotations

import pytest

from onrecord.statements.timex import find_times

THURSDAY = "2022-09-22"


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("It ended at 9 p.m. last night.", [("9 p.m. last night", "2022-09-21T21:00")]),
        ("The game starts at 8 tonight.", [("8 tonight", "2022-09-22T20:00")]),
        ("A wall fell at 3 o'clock in the morning.", [("3 o'clock in the morning", "2022-09-22T03:00")]),
        ("The plane took off at 0815 local time.", [("0815 local time", "2022-09-22T08:15")]),
        ("It fell just before midnight on Monday.", [("just before midnight on Monday", "2022-09-19T24:00")]),
        ("Polls shut at 10pm on Thursday 1 September.", [("10pm on Thursday 1 September", "2022-09-01T22:00")]),
        ("It fell between 3 and 8 a.m. Monday.", [("3", "2022-09-19T03:00"), ("8 a.m. Monday", "2022-09-19T08:00")]),
        ("It ran from 11 to 2 p.m.", [("11", "2022-09-22T11:00"), ("2 p.m.", "2022-09-22T14:00")]),
        ("14:05: The jury is back.", [("14:05", "2022-09-22T14:05")]),
        ("Turnout was 14:05 at best.", []),
        ("It killed 8 tonight.", [("tonight", "2022-09-22TNI")]),
    ],
)  # fmt: skip
def test_a_time_of_day_takes_its_day(sentence: str, times: list[tuple[str, str]]) -> None:
    assert [(time.span.text, time.value) for time in find_times(sentence, published_at=THURSDAY)] == times


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        ("It fell at 05:32 GMT Monday.", "2022-09-19T05:32+00:00"),
        ("It fell at 9 a.m. ET on Jan. 9.", "2022-01-09T09:00-05:00"),
        ("It fell at 9 a.m. ET on July 9.", "2022-07-09T09:00-04:00"),
    ],
)
def test_a_zone_is_in_the_bounds_and_follows_daylight_saving(sentence: str, earliest: str) -> None:
    (time,) = find_times(sentence, published_at=THURSDAY)
    assert (time.earliest, time.latest) == (earliest, earliest)

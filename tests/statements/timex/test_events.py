"""Times that hang on events: the phrase of the event, and how near the words put it."""

from __future__ import annotations

import pytest

from onrecord.domain import Direction
from onrecord.statements.timex import find_times


@pytest.mark.parametrize(
    ("text", "words", "event", "distance"),
    [
        ("Only days after the raid, he quit.", "Only days", "the raid", (Direction.AFTER, "P2D", "P9D")),
        ("Just weeks before the vote, he quit.", "weeks", "the vote", (Direction.BEFORE, "P2W", "P5W")),
        ("Mere months after the win, he quit.", "Mere months", "the win", (Direction.AFTER, "P2M", "P11M")),
        ("The day after the vote, he quit.", "The day", "the vote", (Direction.AFTER, "P1D", "P1D")),
        ("The week before she left, it rained.", "The week", "she left", (Direction.BEFORE, "P1W", "P1W")),
    ],
)
def test_a_time_is_tied_to_the_event_behind_it(
    text: str, words: str, event: str, distance: tuple[Direction, str, str]
) -> None:
    (time,) = find_times(text, published_at="2022-09-22")
    assert time.anchor is not None
    anchor = time.anchor
    assert (time.span.text, anchor.span.text) == (words, event)
    assert (anchor.direction, anchor.least, anchor.most) == distance
    assert (time.earliest, time.latest) == (None, None)


def test_a_day_beside_a_dated_event_is_resolved() -> None:
    day, holiday = find_times("The day before Memorial Day, it rained.", published_at="2024-06-03")
    assert (day.value, holiday.value) == ("2024-05-26", "2024-05-27")


def test_an_apposition_is_the_day_it_explains() -> None:
    _, day = find_times("It was sold on Oct. 12, the day before the crash.", published_at="2022-11-22")
    assert (day.span.text, day.value) == ("the day", "2022-10-12")

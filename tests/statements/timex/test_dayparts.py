"""Parts of a day or of another stretch, which lean on what the text has named."""

from __future__ import annotations

import pytest

from onrecord.domain import Certainty
from onrecord.statements.timex import find_times


@pytest.mark.parametrize(
    ("text", "words", "value", "bounds"),
    [
        ("Troops attacked at dawn.", "dawn", "2022-09-22TMO", "2022-09-22T06:00/2022-09-22T12:00"),
        ("By mid-morning, it was full.", "mid-morning", "2022-09-22TMO", "2022-09-22T06:00/2022-09-22T12:00"),
        (
            "On May 3 he fell. In the evening he died.",
            "the evening",
            "2022-05-03TEV",
            "2022-05-03T18:00/2022-05-03T24:00",
        ),
        (
            "He died in the early hours of May 4, 1951.",
            "the early hours of May 4, 1951",
            "1951-05-04TMO",
            "1951-05-04T00:00/1951-05-04T06:00",
        ),
        (
            "War came on the evening of 4 August 1914.",
            "the evening of 4 August 1914",
            "1914-08-04TEV",
            "1914-08-04T18:00/1914-08-04T24:00",
        ),
        ("He was freed late in 2006.", "late in 2006", "2006", "2006-09-01T00:00/2006-12-31T24:00"),
        (
            "He fled in May 1998. The following spring, he died.",
            "The following spring",
            "1999-SP",
            "1999-03-01T00:00/1999-05-31T24:00",
        ),
        ("He fled in May 1998. That autumn, he died.", "That autumn", "1998-FA", "1998-09-01T00:00/1998-11-30T24:00"),
    ],
)
def test_a_part_takes_its_day_from_the_text(text: str, words: str, value: str, bounds: str) -> None:
    time = find_times(text, published_at="2022-09-22")[-1]
    assert (time.span.text, time.value, f"{time.earliest}/{time.latest}") == (words, value, bounds)


@pytest.mark.parametrize("text", ["The morning session was dull.", "It was a pre-dawn raid.", "The night was cold."])
def test_a_part_that_describes_a_noun_is_no_time(text: str) -> None:
    assert find_times(text, published_at="2022-09-22") == ()


def test_a_day_counted_from_nothing_in_the_text_has_no_bounds() -> None:
    (time,) = find_times("He arrived the following day.", published_at="2022-09-22")
    assert (time.value, time.earliest, time.latest, time.certainty) == ("2022-09-23", None, None, Certainty.UNANCHORED)

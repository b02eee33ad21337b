"""Time expressions of news sentences: what is found, what it means, where it is bounded."""

from __future__ import annotations

import pytest

from onrecord.statements.timex import find_times

FRIDAY = "2022-09-23"


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The mayor resigned late Thursday.", "late Thursday", "2022-09-22"),
        ("The bridge closed in February.", "February", "2022-02"),
        ("Turnout fell last year.", "last year", "2021"),
        ("The council will meet on Monday.", "Monday", "2022-09-26"),
        ("The ship sank on March 3, 1998.", "March 3, 1998", "1998-03-03"),
    ],
)
def test_one_expression_is_found_and_resolved(sentence: str, words: str, value: str) -> None:
    (time,) = find_times(sentence, published_at=FRIDAY)
    assert (time.span.text, time.value) == (words, value)

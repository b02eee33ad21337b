"""What happens again and again is a SET without bounds."""

from __future__ import annotations

import pytest

from onrecord.statements.timex import find_times


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The two talk several times a day.", "several times a day", "P1D"),
        ("Staff are paid twice monthly.", "twice monthly", "P1M"),
        ("They meet every third week.", "every third week", "P3W"),
        ("They fish on weekends.", "weekends", "XXXX-WXX-WE"),
        ("Trains are full on weekdays.", "weekdays", "XXXX-WXX-WD"),
        ("It opens at 9 a.m. on weekdays.", "9 a.m. on weekdays", "XXXX-WXX-WDT09:00"),
        ("It closes at noon on Saturdays.", "noon on Saturdays", "XXXX-WXX-6T12:00"),
        ("The fair is held on the second Saturday of every month.", "the second Saturday of every month", "P1M"),
        ("She reads in the evenings.", "the evenings", "XXXX-XX-XXTEV"),
        ("The court rules each June.", "each June", "XXXX-06"),
    ],
)
def test_habits_have_no_bounds(sentence: str, words: str, value: str) -> None:
    (time,) = find_times(sentence, published_at="2022-09-22")
    assert (time.span.text, time.type, time.value, time.earliest, time.latest) == (words, "SET", value, None, None)


def test_nights_that_are_counted_are_no_habit() -> None:
    assert find_times("He stayed three nights.", published_at="2022-09-22") == ()


def test_a_length_in_one_word_is_a_duration() -> None:
    (time,) = find_times("A yearlong study ended.", published_at="2022-09-22")
    assert (time.span.text, time.type, time.value) == ("yearlong", "DURATION", "P1Y")

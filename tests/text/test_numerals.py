"""Numbers as news writes them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.numerals import numerals

# Sentence, then the numbers in it: words as written, value.
NEWS = [
    ("The port took 20,000 boxes and 2,50,000 bags.", [("20,000", "20000"), ("2,50,000", "250000")]),
    ("It lent 1.2 million, then 18bn, 3.5m and 40k.", [("1.2 million", "1200000"), ("18bn", "18000000000"),
     ("3.5m", "3500000"), ("40k", "40000")]),
    ("A 100m sprint and a wall 30m high.", [("100", "100"), ("30", "30")]),
    ("Half the crew and ½ a mile, 2½ miles, 3 1/2 tons, 1/2 cup.", [("Half", "0.5"), ("½", "0.5"), ("2½", "2.5"),
     ("3 1/2", "3.5"), ("1/2", "0.5")]),
    ("Six of twenty-five towns, forty two in all.", [("Six", "6"), ("twenty-five", "25"), ("forty two", "42")]),
    ("Two hundred and fifty thousand came.", [("Two hundred and fifty thousand", "250000")]),
    ("A dozen boats, half a dozen trucks, two dozen men.", [("A dozen", "12"), ("half a dozen", "6"),
     ("two dozen", "24")]),
    ("A million and a half, or two and a half million.", [("A million and a half", "1500000"),
     ("two and a half million", "2500000")]),
    ("Nine and a half years; a hundred and one days.", [("Nine and a half", "9.5"), ("a hundred and one", "101")]),
    ("Two-thirds agreed, a third of them loudly, one-quarter never.", [("Two-thirds", "0.6666666667"),
     ("a third", "0.3333333333"), ("one-quarter", "0.25")]),
    ("Half a million left, a quarter of a million stayed.", [("Half a million", "500000"),
     ("a quarter of a million", "250000")]),
    ("Eight missiles and nine drones.", [("Eight", "8"), ("nine", "9")]),
    ("Twelve hundred sheep, three thousand five hundred cows.", [("Twelve hundred", "1200"),
     ("three thousand five hundred", "3500")]),
    ("One million two hundred thousand and three.", [("One million two hundred thousand and three", "1200003")]),
]  # fmt: skip

NOT_NUMBERS = [
    "the second half of the 21st game",
    "a third person in the third quarter",
    "the 9/11 attack",
    "Flight QX380 and version 3.5.1",
    "hundreds of thousands, dozens, a man",
    "half-time at the half-brothers",
]


@pytest.mark.parametrize(("sentence", "expected"), NEWS)
def test_numbers_are_read_with_their_words_and_values(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = [(sentence[number.start : number.end], number.value) for number in numerals(sentence)]
    assert found == [(words, Decimal(value)) for words, value in expected]


@pytest.mark.parametrize("phrase", NOT_NUMBERS)
def test_ordinals_names_and_vague_plurals_are_no_numbers(phrase: str) -> None:
    assert numerals(phrase) == ()


def test_scale_is_the_last_magnitude() -> None:
    assert [number.scale for number in numerals("1.2 million, 7, two dozen, 3bn")] == [10**6, 1, 12, 10**9]


def test_words_and_digits_are_told_apart() -> None:
    assert [number.words for number in numerals("six, 7, 8 million, a third of all")] == [True, False, False, True]


def test_only_the_given_range_is_read() -> None:
    text = "10 men, 20 women, 30 children"
    assert [number.value for number in numerals(text, 8, 18)] == [20]


@given(st.text(alphabet=st.one_of(st.sampled_from("0123456789,./- ½kmbn"), st.characters()), max_size=60))
def test_any_text_gives_ordered_numbers_inside_it(text: str) -> None:
    check(text)


WORDS = (
    "a an one two twenty five hundred thousand million dozen and half third thirds quarter of 7 1.5 bn 1/2 -".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_row_of_number_words_gives_ordered_numbers(words: list[str]) -> None:
    check(" ".join(words))


def check(text: str) -> None:
    last = 0
    for number in numerals(text):
        assert last <= number.start < number.end <= len(text)
        assert number.value.is_finite()
        assert number.value >= 0
        last = number.end
    assert numerals(text) == numerals(text)


NEAR_MATCHES = [
    "1,111",
    "1",
    "one hundred ",
    "one million ",
    "a ",
    "half ",
    "1.1",
    "1/",
    "twenty-",
    "2 1/",
    "½",
    " and",
]


@pytest.mark.parametrize("piece", NEAR_MATCHES)
def test_long_near_matches_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    numerals(text)
    assert time.process_time() - begin < 2

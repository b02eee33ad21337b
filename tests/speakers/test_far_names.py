"""Names whose spelling or order is far from one another."""

from __future__ import annotations

import pytest

from onrecord.speakers.far_names import are_far_spellings, are_reordered, is_far_spelling


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("sergey", "viktorovich", "lebedkin"), ("lebedkin", "sergei")),
        (("thi", "bich", "hanh", "nguyen"), ("bich", "hanh", "nguyen", "thi")),
        (("alfred", "chan", "tai", "wo"), ("chan", "tai", "wo")),
    ],
)
def test_the_words_of_a_name_may_stand_in_another_order(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert are_reordered(left, right)
    assert are_reordered(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("tesfaye", "girma", "bekele"), ("girma", "bekele")),  # the father
        (("ali", "hassan"), ("hassan", "ali", "karim")),  # common first names only
        (("sergey", "lebedkin"), ("lebedkin", "pavel")),
        (("lebedkin",), ("sergey", "lebedkin")),
    ],
)
def test_a_father_and_other_words_are_no_other_order(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert not are_reordered(left, right)


def test_a_j_may_be_read_as_in_french() -> None:
    assert is_far_spelling("zhanara", "janara")
    assert are_far_spellings(("zhanara", "baibekova"), ("janara", "baybekova"))


@pytest.mark.parametrize(("left", "right"), [("hassan", "hussein"), ("petrov", "butorov"), ("karin", "goran")])
def test_other_words_are_not_far_spellings(left: str, right: str) -> None:
    assert not is_far_spelling(left, right)


def test_of_first_and_family_name_one_has_to_be_the_same() -> None:
    assert not are_far_spellings(("olzhas", "duisenbaeva"), ("ulzhes", "tuysenpayeva"))

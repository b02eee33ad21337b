"""Kin and sides, read from titles."""

from __future__ import annotations

import pytest

from onrecord.speakers.parts import are_on_two_sides, are_other_kin, part_titles, read_parts


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("union leader at Corva", "chief executive of Corva"),
        ("chairman of the dockers' union", "chairman of the port"),
        ("prosecutor", "defence lawyer"),
        ("presiding judge", "defendant"),
    ],
)
def test_nobody_stands_on_two_sides_of_a_matter(left: str, right: str) -> None:
    assert are_on_two_sides(read_parts([left]), read_parts([right]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("chairman of the dockers' union", "union leader"),
        ("prosecutor", "prime minister"),
        ("union leader, now chief executive", "chief executive"),
        ("mayor", "baker"),
    ],
)
def test_one_side_and_two_matters_contradict_nothing(left: str, right: str) -> None:
    assert not are_on_two_sides(read_parts([left]), read_parts([right]))


def test_wives_and_sisters_are_two() -> None:
    assert are_other_kin(read_parts(["wife of the governor"]), read_parts(["sister of the governor"]))
    assert are_other_kin(read_parts(["brother of the mayor"]), read_parts(["mayor"]))
    assert not are_other_kin(read_parts(["wife of the governor"]), read_parts(["the governor's widow"]))


def test_the_office_beside_a_relative_is_that_of_somebody_else() -> None:
    assert part_titles(["mayor of Tarsk and brother of the minister"]) == (
        ("mayor of Tarsk ",),
        (" brother of the minister",),
    )

"""What two people do, compared: offices, callings, fields, and the words beside them."""

from __future__ import annotations

import pytest

from onrecord.speakers.callings import Calling, compare_callings, find_fields, hold_other_offices, read_calling
from onrecord.speakers.roles import read_roles


def read(title: str, *, about: str = "") -> Calling:
    """Read one title; its words with a capital are proper."""
    proper = frozenset(word.casefold() for word in title.split() if word[0].isupper())
    return read_calling(read_roles([title], [], []), [title], proper, frozenset(about.casefold().split()))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("mayor of Tarsk", "Tarsk mayor", {"the same office", "all words of a title in the other"}),
        ("striker", "goalkeeper", {"the same kind of calling"}),
        ("surgeon", "surgeon", {"the same calling"}),
        ("resident of Tarsk", "Tarsk resident", {"a calling of many", "some words of the titles"}),
        ("spokesman for the mayor", "mayor", {"one speaks for another"}),
        ("surgeon", "striker", {"another field"}),
    ],
)
def test_titles_tell_what_two_people_have_in_common(one: str, other: str, found: set[str]) -> None:
    assert found <= set(compare_callings(read(one), read(other)))


def test_silent_titles_tell_nothing() -> None:
    assert not list(
        compare_callings(read("mayor of Tarsk"), read_calling(read_roles([], [], []), [], frozenset(), frozenset()))
    )


def test_one_office_in_two_places_is_told() -> None:
    assert "one office of two bodies or places" in set(
        compare_callings(read("mayor of Tarsk"), read("mayor of Orlavik"))
    )


def test_words_beside_an_office_tell_its_field() -> None:
    assert find_fields(frozenset({"hospital"})) & read("surgeon").fields
    assert not find_fields(frozenset({"tarsk"}))


def test_offices_are_other_ones_only_where_both_have_some() -> None:
    assert hold_other_offices(read("mayor of Tarsk"), read("striker"))
    assert not hold_other_offices(read("mayor of Tarsk"), read("mayor of Orlavik"))
    assert not hold_other_offices(read("mayor of Tarsk"), read("Tarsk"))

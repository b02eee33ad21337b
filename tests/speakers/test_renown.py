"""Which body of renown a name means, and its mark in a text."""

from __future__ import annotations

import pytest

from onrecord.speakers.renown import find_names_of_renown, find_renown, mark_bodies
from onrecord.speakers.word_tables import read_bodies, read_countries


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the Pentagon", "U.S. Department of Defense"),
        ("Bundeskartellamt", "Federal Cartel Office of Germany"),
        ("Russia's FSB", "Federal Security Service"),
        ("WHO", "World Health Organisation"),
        ("MSF", "Doctors Without Borders"),
        ("Kurdistan Workers' Party", "PKK"),
    ],
)
def test_all_names_of_a_body_mean_one(left: str, right: str) -> None:
    assert find_renown(left).is_sure
    assert find_renown(left).bodies == find_renown(right).bodies


def test_a_name_of_another_country_is_not_the_body() -> None:
    assert not find_renown("Ukraine's FSB").bodies


@pytest.mark.parametrize("name", ["the Met", "CSIS", "Congress", "Election Commission"])
def test_a_name_of_several_bodies_is_not_sure(name: str) -> None:
    assert not find_renown(name).is_sure


def test_a_country_tells_which_body_an_open_name_means() -> None:
    assert find_renown("CSIS", frozenset({"ca"})).bodies == find_renown("Canadian Security Intelligence Service").bodies


def test_a_body_and_its_branch_are_two() -> None:
    assert find_renown("UN Security Council").bodies.isdisjoint(find_renown("United Nations").bodies)


def test_open_names_are_not_given_for_another() -> None:
    assert "FSB" in find_names_of_renown("Federal Security Service")
    assert not find_names_of_renown("the Met")


def test_a_text_names_a_body_in_one_way() -> None:
    one, other = mark_bodies("director-general of the World Trade Organization"), mark_bodies("WTO chief")
    assert [word for word in one.split() if word.startswith("Body")] == [other.split()[0]]
    assert mark_bodies("spokesman for Russia's FSB").split()[-2] == "Russian"


def test_words_for_offices_and_seats_of_governments_stay() -> None:
    for text in ("member of the Sejm", "White House spokesman", "a fed up nurse"):
        assert mark_bodies(text) == text


def test_every_country_of_the_table_is_known() -> None:
    codes = {country.codes[0] for country in read_countries()} | {""}
    assert {body.country for body in read_bodies()} <= codes


def test_no_body_is_without_a_name_and_most_have_several() -> None:
    bodies = read_bodies()
    assert all(body.sure or body.short for body in bodies)
    assert sum(len(body.sure + body.short) > 1 for body in bodies) > len(bodies) / 2

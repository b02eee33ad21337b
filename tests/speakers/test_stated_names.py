"""Names of a speaker that its titles state, and long forms of initials."""

from __future__ import annotations

import pytest

from onrecord.domain import Profile
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.stated_names import find_names, find_names_told, spells_out, states_name

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION


def profile(name: str, title: str, kind: SpeakerKind) -> Profile:
    """A speaker with one title."""
    return Profile(id="a", name=name, kind=kind, titles=(title,))


@pytest.mark.parametrize(
    ("name", "title", "told"),
    [
        ("Ola Ferreira", "producer known as DJ Marrow", ("DJ Marrow",)),
        ("Ida Holm-Brandt", "rower, née Holm", ("Ida Holm",)),
        ("Ida Holm", "lawyer, later Ida Brandt", ("Ida Brandt",)),
        ("Ida Holm", "mayor of Tarsk", ()),
    ],
)
def test_titles_state_other_names(name: str, title: str, told: tuple[str, ...]) -> None:
    assert find_names_told(profile(name, title, PERSON)) == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Ostra Power until 2018", ("Ostra Power",)),
        ("the name that Ostra Power took in 2018", ("Ostra Power",)),
        ("the former Ostra Power", ("Ostra Power",)),
        ("the Ostra Dairy, by its English name", ("Ostra Dairy",)),
        ("now part of Ostra Power", ()),
        ("a unit of Ostra Power", ()),
    ],
)
def test_titles_state_other_names_of_bodies(title: str, told: tuple[str, ...]) -> None:
    assert find_names_told(profile("Vannkraft", title, BODY)) == told


@pytest.mark.parametrize(
    ("title", "is_told"), [("ONP, a union", True), ("research office of the ONP", False), ("ONP office", False)]
)
def test_initials_of_another_body_are_no_name(title: str, is_told: bool) -> None:
    assert ("ONP" in find_names(profile("Vannkraft", title, BODY))) is is_told


@pytest.mark.parametrize(
    ("title", "name", "is_spelt"),
    [
        ("Black Bay Kayaks", "BBK", True),
        ("Department of Justice", "DOJ", True),
        ("US Department of Justice", "DOJ", True),
        ("Department for Justice", "DJ", True),
        ("a lender in Oslo", "BBK", False),
        ("Black", "B", False),
        ("Black Bay Kayaks", "Bbk", False),
        ("", "BBK", False),
    ],
)
def test_a_title_spells_initials_out(title: str, name: str, is_spelt: bool) -> None:
    assert spells_out(title, name) is is_spelt


def test_bodies_of_renown_have_all_their_names() -> None:
    assert "US Department of Defense" in find_names(Profile(id="a", name="the Pentagon", kind=BODY))
    assert "Pentagon" not in find_names(Profile(id="a", name="Pentagonal", kind=BODY))


def test_a_person_has_no_name_of_a_body() -> None:
    assert find_names(Profile(id="a", name="Meta Fed", kind=PERSON)) == ("Meta Fed",)
    assert find_names(Profile(id="a", name="Fed", kind=PERSON)) == ("Fed",)


def test_a_description_is_no_name() -> None:
    assert states_name("formerly Halvard Chips", profile("Halvard", "formerly Halvard Chips", BODY))
    assert not states_name("a chipmaker", profile("Halvard", "a chipmaker", BODY))

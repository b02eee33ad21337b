"""Names gathered into people, bodies and places, and kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.domain import SpeakerKind
from onrecord.speakers.cast import gather
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page

if TYPE_CHECKING:
    from onrecord.speakers.cast import Referent


def referents(text: str) -> dict[str, Referent]:
    page = Page(text, [(0, len(text))])
    return {each.name: each for each in gather(find_names(page, read_lexicon()), page).referents}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dessa Quorl left. Quorl came back.", ["Dessa Quorl"]),
        ("We met William A. Quorl. Quorl left.", ["William A. Quorl"]),
        ("We met Melba Tarn Quiro. Ms. Tarn left.", ["Melba Tarn Quiro"]),
        ("We met Ana Elena Tarn Quiro. Tarn left.", ["Ana Elena Tarn Quiro"]),
        ("We met Daniel and Susan Lorne. Then Daniel left.", ["Daniel Lorne", "Susan Lorne"]),
        ("We met Steven Law there. Law left.", ["Steven Law"]),
        ("We met Declan Shortt SC there. Shortt left.", ["Declan Shortt"]),
        ("We met Cllr Ewan Gedd. Alhaji Musa Dan left.", ["Ewan Gedd", "Musa Dan"]),
        (
            "On that day they asked Ada Holt (D-Ohio) and Ben Marr (R-Fla.) to leave the hall at once.",
            ["Ada Holt", "Ben Marr"],
        ),
        ("We met Mr. Prince and Matthew Prince.", ["Matthew Prince"]),
        ("We met Lisbon-based Ada Holt.", ["Ada Holt"]),
    ],
)
def test_each_person_is_gathered_once_under_the_whole_name(text: str, names: list[str]) -> None:
    found = referents(text)
    assert list(found) == names
    assert {each.kind for each in found.values()} == {SpeakerKind.PERSON}


@pytest.mark.parametrize(
    "name",
    [
        "World Shipowners’ Forum", "Clark County Coroner’s Office", "Longshore Local 88", "SurveyMonkey", "Alpine Wire",
        "Wasser für Alle Fund",
    ],
)  # fmt: skip
def test_a_body_is_one_name(name: str) -> None:
    found = referents(f"On that day we asked the {name} about it, and got no answer of any use.")
    assert [(each.name, each.kind) for each in found.values()] == [(name, SpeakerKind.ORGANIZATION)]


def test_a_verb_in_the_plural_tells_a_body() -> None:
    assert referents("Porto Azul have offered a deal.")["Porto Azul"].kind is SpeakerKind.ORGANIZATION


def test_words_of_the_sentence_before_a_name_are_no_title() -> None:
    found = referents("According to the summary, Dana Mills sent it.")
    assert found["Dana Mills"].kind is SpeakerKind.PERSON
    assert not found["Dana Mills"].titles


def test_a_preposition_and_a_dateline_tell_a_place() -> None:
    found = referents("KELEM, March 3 (Wire) - Nobody stayed in Oshtan on Monday.")
    assert {name: each.is_place for name, each in found.items() if name in {"KELEM", "Oshtan"}} == {
        "KELEM": True,
        "Oshtan": True,
    }


def test_bodies_of_one_sort_are_told_apart_by_their_states() -> None:
    found = referents("Varistan’s Defense Ministry denied what Tarkand’s Defense Ministry said. Nobody left Varistan.")
    assert {"Varistan’s Defense Ministry", "Tarkand’s Defense Ministry", "Varistan"} <= set(found)


def test_a_surname_belongs_to_the_one_who_was_introduced_before_it() -> None:
    text = "Talks end\n\nSen. Ada Holt left early. Holt came back. Later she met Maud Elsa Holt."
    page = Page(text, [(0, 9), (11, len(text))])
    names = find_names(page, read_lexicon())
    cast = gather(names, page)
    (number,) = [number for number, name in enumerate(names) if name.parts == ("Holt",)]
    assert cast.certainty[number] == 1
    referent = cast.by_name[number]
    assert referent is not None
    assert referent.name == "Ada Holt"


def test_a_body_of_renown_is_not_the_person_of_its_name() -> None:
    found = referents("We met Mike Bloomberg on that day. On Monday Bloomberg reported a fall in prices.")
    assert {"Mike Bloomberg", "Bloomberg"} <= set(found)


def test_initials_before_other_words_name_another_body() -> None:
    found = referents("They met the KNT Rules Committee and the KNT. They met the SLK Corp and the SLK on Monday.")
    assert set(found) == {"KNT Rules Committee", "KNT", "SLK Corp"}


def test_a_place_is_not_the_body_that_ends_in_its_name() -> None:
    found = referents("They left the Tarn Golf Club Puerto Rico on Monday. They met nobody in Puerto Rico.")
    assert {"Tarn Golf Club Puerto Rico", "Puerto Rico"} <= set(found)


def test_a_team_is_not_the_person_it_works_for() -> None:
    found = referents("He works for Team Quorl on that day. They met Dessa Quorl, and Quorl left.")
    assert found["Team Quorl"].kind is SpeakerKind.ORGANIZATION
    assert found["Dessa Quorl"].size == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They read the House Zika bill. Then the House left.", {"House Zika", "House"}),
        (
            "They sold the Ash Golf Club Porto Tarn. In Porto Tarn it rained.",
            {"Ash Golf Club Porto Tarn", "Porto Tarn"},
        ),
    ],
)
def test_a_body_and_what_only_shares_its_words_stay_two(text: str, names: set[str]) -> None:
    assert set(referents(text)) == names

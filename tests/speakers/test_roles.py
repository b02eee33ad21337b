"""What titles say: offices, countries, words of affiliations, ages, and other names."""

from __future__ import annotations

import pytest

from onrecord.domain import Profile
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.renown import mark_bodies
from onrecord.speakers.roles import read_roles, read_title, share_words
from onrecord.speakers.stated_names import find_names, find_stated
from onrecord.speakers.word_tables import read_countries, read_nicknames, read_sections


@pytest.mark.parametrize(
    ("title", "offices", "countries", "words"),
    [
        ("Russian Foreign Minister", {("politics", "minister")}, {"ru"}, {"foreign"}),
        ("chief executive of Acme Mining", {("business", "executive")}, set(), {"acme", "mining"}),
        ("spokesman for the mayor", {("politics", "spokesperson")}, set(), set()),
        ("nurse, 29, in Lisbon", {("science", "medic")}, {"pt"}, set()),
        ("left back of Porto Novo", {("sport", "player")}, {"bj"}, set()),
        ("", set(), set(), set()),
    ],
)
def test_a_title_is_read(title: str, offices: set[tuple[str, str]], countries: set[str], words: set[str]) -> None:
    roles = read_title(title)
    assert (set(roles.offices), set(roles.countries), set(roles.words)) == (offices, countries, words)


def test_ages_are_read_and_years_are_not() -> None:
    assert read_title("nurse, 29, in Lisbon").ages == {29}
    assert read_title("a 45-year-old driver").ages == {45}
    assert read_title("minister since 2019, Route 66 campaigner").ages == set()


def test_heads_of_anything_have_no_field() -> None:
    assert read_title("head of the port authority").fields == set()
    assert read_title("union leader").fields == {"activism"}


def test_titles_affiliations_and_codes_add_up() -> None:
    roles = read_roles(["mayor"], ["Harbour Council of Kenya"], ["SO"])
    assert (set(roles.countries), set(roles.words)) == ({"ke", "so"}, {"harbour", "council"})


def test_words_are_shared_in_other_spellings_and_endings() -> None:
    assert share_words(frozenset({"region", "harbour"}), frozenset({"regional", "coast"})) == {"region"}
    assert share_words(frozenset({"kadyrov"}), frozenset({"kadirov"})) == {"kadyrov"}
    assert share_words(frozenset({"port"}), frozenset({"porter"})) == set()
    assert share_words(frozenset({"dock", "rail"}), frozenset({"dockers", "railways"})) == {"dock", "rail"}


def test_a_body_of_renown_shares_the_words_of_its_names() -> None:
    mark = fold(mark_bodies("European Commission")).split()[-1]
    assert share_words(frozenset({mark}), frozenset({"commission"})) == {mark}
    assert share_words(frozenset({mark}), frozenset({"council"})) == set()


@pytest.mark.parametrize(
    ("text", "codes", "naming"),
    [
        ("Ministry of Defence of the Russian Federation", {"ru"}, Naming.COUNTRY),
        ("Kyiv", {"ua"}, Naming.CAPITAL),
        ("the White House", {"us"}, Naming.SEAT),
        ("North Korean leader", {"kp"}, Naming.COUNTRY),
        ("Chechen leader", {"x-ch", "ru"}, Naming.COUNTRY),
        ("U.S. Senate", {"us"}, Naming.COUNTRY),
    ],
)
def test_countries_are_found_by_any_of_their_names(text: str, codes: set[str], naming: Naming) -> None:
    found = find_countries(text)
    assert (set(found.codes), set(found.namings)) == (codes, {naming})


def test_the_pronoun_us_is_no_country() -> None:
    assert find_countries("he told us").codes == set()


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("rower, now Hannah Brooks-Tate", ("Hannah Brooks-Tate",)),
        ("producer known as DJ Marrow", ("DJ Marrow",)),
        ("formerly the Highways Bureau", ("Highways Bureau",)),
        ("account of Lilja Bergsdóttir", ("Lilja Bergsdóttir",)),
        ("mayor of Ashton", ()),
    ],
)
def test_other_names_are_found_where_a_title_states_them(title: str, names: tuple[str, ...]) -> None:
    assert find_stated(title) == names


def test_a_body_is_known_by_its_initials_and_what_they_stand_for() -> None:
    short = Profile(id="a", name="IDA", kind=SpeakerKind.ORGANIZATION, titles=("Institute for Displaced Art",))
    long = Profile(id="b", name="Coast Guard Service", kind=SpeakerKind.ORGANIZATION, titles=("CGS, of Norway",))
    assert find_names(short) == ("IDA", "Institute for Displaced Art")
    assert find_names(long) == ("Coast Guard Service", "CGS")


def test_the_tables_are_well_formed() -> None:
    assert len(read_countries()) == len({country.codes[0] for country in read_countries()}) > 180
    assert all(country.names for country in read_countries())
    assert all(numbers for numbers in read_nicknames().values())
    offices = [line[0] for lines in read_sections("roles").values() for line in lines]
    assert all(office.endswith(":") for office in offices)
    assert len(offices) == len(set(offices))

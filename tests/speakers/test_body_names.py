"""How two names of bodies relate, and what their descriptions add."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers.body_names import BodyRelation, compare_bodies, read_body_name, read_description

RELATIONS: dict[BodyRelation, tuple[tuple[str, str], ...]] = {
    BodyRelation.SAME: (
        ("Russian Defense Ministry", "Ministry of Defence of the Russian Federation"),
        ("Ministry of Foreign Affairs of Kenya", "Kenyan Foreign Ministry"),
        ("Deutsche Bank", "Deutsche Bank AG"),
        ("the Taliban", "Taliban"),
        ("Al-Shabaab", "al-Shabab"),
        ("Procter & Gamble", "Procter and Gamble Co."),
        ("Ukraine", "Ukrainian government"),
        ("EU", "European Union"),
        ("World Health Organization (WHO)", "WHO"),
        ("Labour Party", "Labor Party"),
        ("FBI", "Federal Bureau of Investigation"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("Petrobras", "Petróleo Brasileiro S.A."),
        ("Grupo Ostrera S.A.B. de C.V.", "Grupo Ostrera"),
        ("Hope for Tarsk campaign", "Hope for Tarsk"),
        ("2nd Motorised Brigade “Hare”", "Second Motorized Brigade"),
        ("Al-Nour Bakery Guild", "Nour Bakeries Guild"),
        ("Dock Watch of Tarsk", "Tarsk Dockwatch"),
        ("Umweltministerium von Niedersachsen", "Lower Saxony Environment Ministry"),
        ("Policía Nacional del Perú", "Peruvian National Police"),
        ("Ministerstwo Spraw Wewnętrznych Polski", "Polish Interior Ministry"),
        ("Oslo politidistrikt", "Oslo police district"),
        ("city of Groningen", "Gemeente Groningen"),
        ("Staatsanwaltschaft Köln", "Cologne prosecutors"),
        ("Lakeside Dairy Co-op", "Lakeside Dairy Cooperative"),
        ("Göteborgs universitet", "Gothenburg University"),
        ("Interior Ministry", "Ministry of Internal Affairs"),
    ),
    BodyRelation.ACRONYM: (
        ("NATA", "North Ardal Transit Authority"),
        ("MoT", "Ministry of Transport"),
        ("SYTRAV", "Syndicat des Travailleurs"),
    ),
    BodyRelation.CALLED: (("the Met", "Scotland Yard"), ("Congress", "US Congress")),
    BodyRelation.INITIALS: (("NSZ", "NSZ"),),
    BodyRelation.CAPITAL: (("Kyiv", "Ukrainian government"),),
    BodyRelation.SEAT: (("Kremlin", "Russian government"),),
    BodyRelation.ONE_COUNTRY: (("Russian Defense Ministry", "Defense Ministry"),),
    BodyRelation.LOOSE: (
        ("Boston Police", "Boston Police Department"),
        ("University of Tarsk", "Tarsk University"),
        ("Volkswagen", "Volkswagon"),
        ("Ministry of Agriculture and Food", "Agriculture Ministry"),
        ("Universitetet i Haugland", "University of Haugland"),
        ("Man Town", "Manchester Town"),
        ("Taiwan's defence ministry", "Taiwan's Ministry of National Defense"),
        ("Red Crescent Society of Kyrgyzstan", "Kyrgyz Red Crescent"),
    ),
    BodyRelation.TRADE: (("Zhonghe Solar", "Zhonghe Solar Technology Co., Ltd."), ("Orlik", "Orlik Motors")),
    BodyRelation.PART: (
        ("Orlikprom", "Orlikprom Neft"),
        ("Deutsche Bank", "Deutsche Bank Securities"),
        ("Google", "Google DeepMind"),
        ("Tarsk Police", "Tarsk Police Union"),
    ),
    BodyRelation.COUNTRIES: (
        ("Russian Defense Ministry", "Ukrainian Defense Ministry"),
        ("Bank of America", "Bank of China"),
    ),
    BodyRelation.NONE: (
        ("Health Ministry", "Finance Ministry"),
        ("Ministry of Education", "Ministry of Higher Education"),
        ("Nord Line", "Nordic Line"),
        ("Gazprom", "Gazprom Neft"),
        ("UN", "UN Security Council"),
        ("Police", "Boston Police"),
        ("", "NATO"),
    ),
}
DESCRIBED = (
    ("Harbury Town FC", "", "Harbury United", "football club", BodyRelation.NONE),
    ("Brightwell Foods", "", "Brightwell", "a maker of foods", BodyRelation.DESCRIBED),
    ("Brightwell Press", "", "Brightwell", "the owner of Brightwell Press", BodyRelation.PART),
    ("Torger Lines", "", "Seafarers' Club", "union of the crews of Torger Lines", BodyRelation.NONE),
    ("the Kasbah Palace", "presidential palace of Montara", "Montara's presidency", "", BodyRelation.NAMED),
    ("Foreign Ministry", "of Iceland", "Icelandic Foreign Ministry", "", BodyRelation.SAME),
    ("Brussels", "European Union", "Brussels", "Belgian government", BodyRelation.COUNTRIES),
)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [(left, right, relation) for relation, pairs in RELATIONS.items() for left, right in pairs],
)
def test_two_names_relate(left: str, right: str, relation: BodyRelation) -> None:
    assert compare_bodies(left, right).relation == relation
    assert compare_bodies(right, left).relation == relation


@pytest.mark.parametrize("case", DESCRIBED, ids=str)
def test_descriptions_supply_what_a_name_lacks(case: tuple[str, str, str, str, BodyRelation]) -> None:
    left, said, right, other_said, relation = case
    match = compare_bodies(left, right, read_description([said]), read_description([other_said]))
    assert match.relation == relation


def test_every_relation_has_an_example() -> None:
    assert set(RELATIONS) | {case[-1] for case in DESCRIBED} == set(BodyRelation)


def test_names_that_many_bodies_have_are_common() -> None:
    assert compare_bodies("Defense Ministry", "Ministry of Defence").commonness == 1.0
    assert compare_bodies("United", "United").commonness == 1.0
    assert compare_bodies("Russian Defense Ministry", "Defence Ministry of Russia").commonness == 0.0
    assert compare_bodies("Gazprom", "Gazprom").commonness == 0.0


def test_a_name_is_read_into_its_parts() -> None:
    name = read_body_name("the Ministry of Defence of the United Kingdom (MoD)")
    assert (set(name.words), set(name.countries), set(name.acronyms)) == ({"ministry", "defense"}, {"gb"}, {"mod"})


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_relate_the_same_both_ways(left: str, right: str) -> None:
    assert compare_bodies(left, right) == compare_bodies(right, left)


@pytest.mark.parametrize("text", ["(" * 100_000, "A." * 50_000, "the " * 30_000, "AB" * 50_000])
def test_long_names_take_no_long_time(text: str) -> None:
    start = time.process_time()
    compare_bodies(text, "Ministry of Defence")
    assert time.process_time() - start < 3

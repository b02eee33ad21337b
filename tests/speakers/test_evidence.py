"""What speaks for and against two speakers being one: every reason has a weight, of the sign a reader expects."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Appearance, Profile
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import BodyRelation
from onrecord.speakers.evidence import NEVER, find_reasons, find_table, is_impossible, weigh
from onrecord.speakers.person_names import NameRelation
from onrecord.speakers.portraits import portray
from onrecord.speakers.word_tables import read_weights

PERSON, BODY, DOCUMENT = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT
OFFICES = frozenset(
    (
        "the same office",
        "the same calling",
        "the same kind of calling",
        "a calling of many",
        "the same field",
        "both lead",
        "one speaks for another",
        "another field",
    )
)
WORDS = frozenset(("all words of a title in the other", "some words of the titles", "other words in the titles"))


def profile(text: str, kind: SpeakerKind = PERSON, about: str | None = None) -> Profile:
    """A speaker from "name; title"."""
    name, _, title = (part.strip() for part in text.partition(";"))
    articles = (Appearance(article="a", about=about),)
    return Profile(id=text, name=name, kind=kind, titles=(title,) if title else (), articles=articles)


def find(left: str, right: str, kind: SpeakerKind = PERSON, about: str | None = None) -> set[str]:
    """The reasons on two speakers of one kind."""
    return set(find_reasons(portray(profile(left, kind, about)), portray(profile(right, kind, about))))


def test_every_relation_has_a_weight() -> None:
    people, bodies = read_weights("people"), read_weights("bodies")
    assert {relation.value for relation in NameRelation if not is_impossible(relation)} <= people.keys()
    assert {relation.value for relation in BodyRelation if not is_impossible(relation)} <= bodies.keys()
    assert people.keys() >= OFFICES | WORDS


@pytest.mark.parametrize("relations", [NameRelation, BodyRelation])
def test_a_closer_relation_never_weighs_less(relations: type[NameRelation | BodyRelation]) -> None:
    weights = read_weights("people" if relations is NameRelation else "bodies")
    listed = [weight for reason, weight in weights.items() if reason in set(relations)]
    assert all(first >= second for first, second in pairwise(listed))


@pytest.mark.parametrize(
    ("section", "reason", "sign"),
    [
        ("people", "a rare name", 1),
        ("people", "a common name", -1),
        ("people", "a name that a title states", 1),
        ("people", "the same office", 1),
        ("people", "another field", -1),
        ("people", "two parts in one story", -1),
        ("people", "the same story", 1),
        ("people", "a man and a woman", -1),
        ("people", "two sides of one matter", -1),
        ("people", "a short form with another office", -1),
        ("bodies", "a body of the world and one of a country", -1),
        ("people", "a lifetime apart", -1),
        ("bodies", "a name that many bodies have", -1),
        ("bodies", "described as something else", -1),
        ("bodies", "described alike", 1),
        ("bodies", "other dates in the name", -1),
    ],
)
def test_weights_have_the_sign_of_their_reason(section: str, reason: str, sign: int) -> None:
    assert read_weights(section)[reason] * sign > 0


@given(
    st.lists(
        st.builds(
            Profile,
            id=st.text("ab", min_size=1, max_size=3),
            name=st.sampled_from(
                (
                    "Ann Lee",
                    "Lee",
                    "Mrs Lee",
                    "A. Lee Jr.",
                    "the mayor",
                    "AP",
                    "Oslo",
                    "annual report",
                    "residents",
                    "Police",
                )
            ),
            kind=st.sampled_from(SpeakerKind),
            titles=st.lists(
                st.sampled_from(
                    (
                        "mayor of Oslo, 52",
                        "former judge",
                        "spokesman for the mayor",
                        "now Ann Brook",
                        "Associated Press",
                        "of 3 May 2020",
                        "her brother",
                        "wife of the mayor",
                        "resident of Oslo",
                        "international agency",
                        "union leader at the ferry",
                        "owner of the ferry",
                        "owner of Police",
                        "1870-1944",
                    )
                ),
                max_size=2,
            ).map(tuple),
            articles=st.builds(
                Appearance,
                article=st.just("x"),
                published=st.sampled_from((None,)) | st.dates(),
                about=st.sampled_from((None, "ferry strike", "ferry strike in Oslo")),
                co_mentioned=st.lists(st.sampled_from(("Ola Vik", "Jo Starr")), max_size=2).map(tuple),
            ).map(lambda article: (article,)),
        ),
        min_size=2,
        max_size=2,
    )
)
def test_whatever_is_found_has_a_weight_and_is_found_once(pair: list[Profile]) -> None:
    left, right = (portray(each) for each in pair)
    reasons = list(find_reasons(left, right))
    assert len(reasons) == len(set(reasons))
    if is_impossible(reasons[0]):
        assert weigh(left, right)[0].weight == NEVER
    else:
        assert set(reasons) <= read_weights(find_table(left, right)).keys()


def test_one_who_speaks_for_another_is_not_that_other() -> None:
    found = find("Ahmad Fahmi; Fahran foreign minister", "Ahmed Fahmy; spokesman of the foreign minister of Fahran")
    assert any(reason.startswith("one speaks for another") for reason in found)


def test_two_parts_in_one_story_speak_against_one_person() -> None:
    assert "two parts in one story" in find("Ola Vik; judge", "Ola Vik; defendant", about="yacht fraud")
    assert "two parts in one story" not in find("Ola Vik; judge", "Ola Vik; head of a court", about="yacht fraud")


def test_a_name_that_a_title_states_counts() -> None:
    assert "a name that a title states" in find("Ida Holm; rower, née Brandt", "Ida Brandt; rower")
    assert "a name that a title states" not in find("Ida Holm; rower", "Ida Holm; rower, née Brandt")


def test_a_story_told_in_several_shared_words_weighs_more() -> None:
    weights = read_weights("people")
    assert "the same story, by several words" in find("Ida Holm", "Ida Holm", about="ferry strike")
    assert "the same story" in find("Ida Holm", "Ida Holm", about="strike")
    assert weights["the same story, by several words"] >= weights["the same story"]


def test_bodies_of_one_name_in_two_towns_are_described_otherwise() -> None:
    assert "described as something else" in find(
        "St Anne's Hospital; in London", "St Anne's Hospital; in Harbury", BODY
    )


def test_initials_with_another_long_form_are_described_otherwise() -> None:
    assert "described as something else" in find("BBK; Black Bay Kayaks", "BBK; lender in Oslo", BODY)


def test_a_country_has_one_ministry_and_the_world_one_health_organization() -> None:
    found = find("Kenyan Health Ministry", "Ministry of Health of Kenya", BODY)
    assert "a body of which a country has one" in found
    assert "a name known everywhere" in find("WHO", "WHO", BODY)
    assert find("Kestrel", "Kestrel", BODY) == {"the same name", "a name of its own"}


def test_many_share_a_calling_and_few_an_office() -> None:
    assert "the same calling" in find("Ida Holm; lawyer", "Ida Holm; lawyer")
    assert "the same office" in find("Ida Holm; mayor", "Ida Holm; mayor")


def test_documents_of_one_kind_tell_nothing_by_their_kind() -> None:
    assert "a name that many bodies have" in find("indictment; against Oryx", "indictment; against Vogt", DOCUMENT)


def test_a_wife_and_a_sister_are_two_and_hold_no_office() -> None:
    found = find("Ida Holm; wife of the governor", "Ida Holm; sister of the governor", about="storm")
    assert "a relative is meant" in found
    assert not any(reason.startswith("the same office") for reason in found)


def test_who_stands_on_two_sides_of_one_matter_is_two() -> None:
    union, owner = "Ola Vik; union leader at Corva", "Ola Vik; owner of Corva"
    assert "two sides of one matter" in find(union, owner, about="ferry strike")
    assert "two sides of one matter" not in find(union, "Ola Vik; former owner of Corva", about="ferry strike")
    assert "two sides of one matter" not in find("Ola Vik; union leader at Corva", "Ola Vik; owner of Tarsk Rail")


def test_what_many_are_says_less_than_a_calling() -> None:
    assert "a calling of many" in find("Ida Holm; resident of Tarsk", "Ida Holm; resident of Tarsk")
    weights = read_weights("people")
    assert weights["a calling of many"] < weights["the same calling"]


def test_an_affiliation_that_the_other_article_names_is_no_other_one() -> None:
    port, ferry = "Ida Holm; doctor at Tarsk port", "Ida Holm; doctor on the Orla"
    assert "other words in the titles" in find(port, ferry)
    assert "other words in the titles" not in find(port, ferry, about="Orla")


def test_shared_words_tell_nothing_where_each_names_a_place_of_its_own() -> None:
    apart = find("Ida Holm; Tarsk port doctor", "Ida Holm; Orlavik port doctor")
    assert {"the same calling", "other words in the titles", "one office of two bodies or places"} <= apart
    assert "some words of the titles" in find("Ida Holm; busy port doctor", "Ida Holm; main port doctor")


def test_a_family_name_with_another_office_counts_against_one_person() -> None:
    assert "a short form with another office" in find("Holm; mayor", "Ida Holm; judge")
    assert "a short form with another office" not in find("Holm; mayor", "Ida Holm; mayor")


def test_a_body_of_the_world_is_not_that_of_a_country() -> None:
    found = find("Lifeboat Trust; international rescuers", "Norwegian Lifeboat Trust", BODY)
    assert "a body of the world and one of a country" in found


def test_in_one_story_another_description_weighs_less() -> None:
    assert "described otherwise in one story" in find(
        "Rovers; rugby league club in Tarsk", "Rovers; football side of Ostra", BODY, about="cup final"
    )
    assert find("Kestrel; jet builder", "Kestrel; planemaker", BODY, about="recall") == {
        "the same name", "a name of its own", "the same story",
    }  # fmt: skip
    weights = read_weights("bodies")
    assert weights["described otherwise in one story"] > weights["described as something else"]


def test_an_office_that_the_other_article_tells_counts() -> None:
    left = profile("Ida Holm; prosecutor of Tarsk")
    right = profile("Ida Holm", about="the prosecutor of Tarsk on a fall from the ski lift")
    assert "an office told in the other's article" in set(find_reasons(portray(left), portray(right)))


def test_an_article_that_names_a_relative_by_the_other_name_speaks_against() -> None:
    left = profile("Chris Holmberg; MP")
    right = profile("Christine Holmberg; MP", about="she and her cousin Chris sit on two benches")
    assert "a relative is meant" in set(find_reasons(portray(left), portray(right)))


def test_a_relative_that_both_are_said_to_be_is_one() -> None:
    left = profile("Ida Holm", about="a mother of one of the girls abducted in Tarsk")
    right = profile("Ida Holm; mother of an abducted girl")
    assert "a relative is meant" not in set(find_reasons(portray(left), portray(right)))


def test_a_generation_with_another_calling_is_told() -> None:
    assert "a generation and another calling" in find("Nik Strand; owner of Orlik", "Nik Strand Jr.; painter in Orlik")


def test_a_ministry_of_part_of_a_country_is_not_that_of_the_whole() -> None:
    found = find("Bavarian Interior Ministry", "German Interior Ministry", SpeakerKind.GOVERNMENT)
    assert "part of a country and the whole" in found


def test_two_bodies_of_renown_are_two_whatever_words_they_share() -> None:
    assert find("UN Security Council", "United Nations", BODY) == {BodyRelation.NONE}


def test_initials_that_several_bodies_have_are_told() -> None:
    assert "initials that several bodies have" in find("CSIS", "CSIS", BODY)


def test_residents_of_one_town_share_less_than_holders_of_an_office() -> None:
    assert "some words of the titles" in find("Ida Holm; resident of Tarsk", "Ida Holm; Tarsk resident")


def test_a_town_in_another_country_is_not_the_capital() -> None:
    found = find("The Dispatcher; daily in Kingston, Ontario", "The Dispatcher; weekly in Kingston, Jamaica", BODY)
    assert found == {BodyRelation.COUNTRIES}


def test_an_age_is_read_in_the_year_of_its_article() -> None:
    left, right = (
        Profile(
            id=year, name="Ida Holm", kind=PERSON, titles=(f"{age}, skier",),
            articles=(Appearance(article=year, published=date(int(year), 5, 1)),),
        )
        for year, age in (("2019", 17), ("2023", 21))
    )  # fmt: skip
    assert "an age that agrees" in set(find_reasons(portray(left), portray(right)))
    assert "another age" in find("Ida Holm; 17, skier", "Ida Holm; 21, skier")


def test_one_calling_in_one_story_tells_more_than_the_two_alone() -> None:
    assert "one calling in one story" in find("Ida Holm; biologist", "Ida Holm; biologist", about="otter survey")
    assert "one calling in one story" not in find("Ida Holm; biologist", "Ida Holm; biologist")


def test_who_bears_a_name_told_in_a_story_beside_nothing_else_is_likely_the_same() -> None:
    reason = "one story, and nothing said of one side"
    assert reason in find("Ida Holm", "Ida Holm; head physician", about="fire at the clinic of Tarsk")
    assert reason not in find("Ida Holm; nurse", "Ida Holm; head physician", about="fire at the clinic of Tarsk")


def test_a_namesake_in_the_article_is_somebody_else() -> None:
    assert "a relative is meant" in find("Ida Holm; keeper", "Ida Holm; striker", about="scored against her namesake")


def test_a_body_of_renown_is_one_wherever_its_story_plays() -> None:
    left, right = profile("Equinor", BODY, "leave Australia"), profile("Statoil", BODY, "drilling in Norway")
    assert "another country" not in set(find_reasons(portray(left), portray(right)))
    assert "another country" in find(
        "Environmental Protection Agency; of Ghana", "Environmental Protection Agency; US", BODY
    )


def test_a_former_name_of_a_body_counts() -> None:
    assert "a name that a title states" in find("Tarsk Coal Board", "Ostra Mines; formerly the Tarsk Coal Board", BODY)

"""Blocking: speakers who may be one meet, and not all pairs are looked at."""

from __future__ import annotations

import pytest

from onrecord.domain import Profile
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.blocking import MAX_BLOCK, NEIGHBOURS, find_candidates

PERSON, BODY, STATE = SpeakerKind.PERSON, SpeakerKind.ORGANIZATION, SpeakerKind.GOVERNMENT


def profile(identifier: str, name: str, kind: SpeakerKind = PERSON, *titles: str) -> Profile:
    """A profile."""
    return Profile(id=identifier, name=name, kind=kind, titles=titles)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (profile("a", "Ramzan Kadyrov"), profile("b", "Kadirov")),
        (profile("a", "Yevgeny Prigozhin"), profile("b", "Evgeniy Prigozhin")),
        (profile("a", "Bill Hartley"), profile("b", "William Hartley")),
        (profile("a", "J. R. Smith"), profile("b", "John Smith")),
        (profile("a", "Xi Jinping"), profile("b", "Jinping Xi")),
        (profile("a", "Kim Jong Un"), profile("b", "Kim Jong-un")),
        (profile("a", "Pedro Sánchez"), profile("b", "Pedro Sánchez Pérez-Castejón")),
        (profile("a", "Greta"), profile("b", "Greta Thornquist")),
        (
            profile("a", "Hillary Rodham", PERSON, "lawyer in Arkov"),
            profile("b", "Hillary Mint", PERSON, "Arkov lawyer"),
        ),
        (profile("a", "Zhang Wei-lun"), profile("b", "Chang Wei-lun")),
        (profile("a", "Gamal Kheirallah"), profile("b", "Jamal Khairallah")),
        (profile("a", "Orlando Pirelo Branco da Silva"), profile("b", "Pirelo")),
        (profile("a", "Boris Johnson"), profile("b", "Alexander Boris Johnson")),
        (
            profile("a", "the ministry", BODY, "Velmark's foreign ministry"),
            profile("b", "Velmark Foreign Ministry", BODY),
        ),
        (profile("a", "Ministry of Agriculture and Food", BODY), profile("b", "Agriculture Ministry", BODY)),
        (profile("a", "Fed", BODY), profile("b", "US Federal Reserve", BODY)),
        (profile("a", "NATO", BODY), profile("b", "North Atlantic Treaty Organization", BODY)),
        (profile("a", "Defense Ministry", STATE), profile("b", "Russian Ministry of Defence", BODY)),
        (profile("a", "Kyiv", STATE), profile("b", "Ukrainian government", STATE)),
        (profile("a", "MBK"), profile("b", "Mohammed bin Karim")),
        (profile("a", "Alfred Chan Tai-wo"), profile("b", "Chan Tai-wo")),
        (profile("a", "Deutsche Bank", BODY), profile("b", "Deutsche Bank AG", BODY)),
    ],
)
def test_speakers_who_may_be_one_meet(left: Profile, right: Profile) -> None:
    assert list(find_candidates([left, right])) == [(0, 1)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (profile("a", "Ann Lee"), profile("b", "Robert Stone")),
        (profile("a", "Ramzan Kadyrov"), profile("b", "Kadyrov Holding", BODY)),
        (profile("a", "annual report", SpeakerKind.DOCUMENT), profile("b", "police audit", SpeakerKind.DOCUMENT)),
    ],
)
def test_speakers_with_nothing_in_common_do_not_meet(left: Profile, right: Profile) -> None:
    assert list(find_candidates([left, right])) == []


def test_many_of_one_name_are_compared_with_their_neighbours_only() -> None:
    count = 10 * MAX_BLOCK
    crowd = [profile(f"{number:05}", f"Jo{chr(97 + number % 26)} Smith") for number in range(count)]
    pairs = set(find_candidates(crowd))
    assert len(pairs) <= count * NEIGHBOURS * 6
    assert all(one < other for one, other in pairs)

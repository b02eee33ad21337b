"""Speakers that an article brings meet those a record knows, whatever its size, and are never joined unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import Authority, Judgement, Profile, Verdict
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.blocking import MAX_BLOCK, NEIGHBOURS, find_asked, find_keys
from onrecord.speakers.identity import judge, propose
from onrecord.speakers.judgements import replay
from onrecord.speakers.newcomers import SpeakersInMemory, find_alike, propose_new

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = (
    "Ramzan Kadyrov",
    "Kadirov",
    "R. Kadyrov",
    "Ruslan Kadyrov",
    "Greta",
    "Greta Thornquist",
    "Zhang Wei-lun",
    "Chang Wei-lun",
    "John Smith",
    "Ministry of Defence",
    "Russian Defense Ministry",
    "NATO",
    "North Atlantic Treaty Organization",
)
TITLES = ("Chechen leader", "goalkeeper", "Russian minister", "mayor of Ashton")


def person(identifier: str, name: str, *titles: str) -> Profile:
    """A person."""
    return Profile(id=identifier, name=name, kind=SpeakerKind.PERSON, titles=titles)


def crowds(least: int, most: int) -> st.SearchStrategy[list[Profile]]:
    """Profiles with names that are often alike."""
    profiles = st.builds(
        Profile,
        id=st.text("abcdef", min_size=3, max_size=3),
        name=st.sampled_from(NAMES),
        kind=st.sampled_from(SpeakerKind),
        titles=st.lists(st.sampled_from(TITLES), max_size=2).map(tuple),
    )
    return st.lists(profiles, unique_by=lambda profile: profile.id, min_size=least, max_size=most)


@given(crowds(2, 2))
def test_who_asks_for_another_is_asked_for_by_it(pair: list[Profile]) -> None:
    one, other = (find_keys(profile) for profile in pair)
    assert bool(find_asked(one) & other) == bool(find_asked(other) & one)


@settings(deadline=None, max_examples=60)
@given(crowds(0, 10), st.integers(1, 4))
def test_article_by_article_the_same_is_proposed_as_all_at_once(profiles: list[Profile], size: int) -> None:
    known = SpeakersInMemory()
    log: list[Judgement] = []
    for start in range(0, len(profiles), size):
        arrivals = profiles[start : start + size]
        log += judge(propose_new(arrivals, known), at=NOON)
        for profile in arrivals:
            known.add(profile)
        known.join(replay(log).clusters)
    at_once = {judgement.pair: judgement.verdict for judgement in judge(propose(profiles), at=NOON)}
    by_article = {judgement.pair: judgement.verdict for judgement in log}
    wanted = {pair: verdict for pair, verdict in at_once.items() if verdict != Verdict.DIFFERENT}
    assert wanted.items() <= by_article.items()
    assert replay(log).clusters == replay(judge(propose(profiles), at=NOON)).clusters


@settings(deadline=None, max_examples=40)
@given(crowds(2, 10))
def test_a_persons_different_survives_every_arrival(profiles: list[Profile]) -> None:
    first, rest = profiles[:5], profiles[5:]
    known = SpeakersInMemory(first)
    said = [
        Judgement(
            left=pair.left, right=pair.right, verdict=Verdict.DIFFERENT, authority=Authority.PERSON, by="Ann", at=NOON
        )
        for pair in propose(first)
    ]
    log = [*judge(propose(first), at=NOON), *said]
    for profile in rest:
        log += judge(propose_new([profile], known), at=NOON)
        known.add(profile)
        known.join(replay(log).clusters)
        clusters = replay(log).by_member()
        assert all(judgement.right not in clusters[judgement.left] for judgement in said)


def test_speakers_of_one_article_meet_each_other() -> None:
    arrivals = [person("a", "Ramzan Kadyrov", "Chechen leader"), person("b", "Kadirov", "Chechen leader")]
    (proposal,) = propose_new(arrivals, SpeakersInMemory())
    assert (proposal.left, proposal.right) == ("a", "b")


def test_two_known_ones_are_not_joined_unseen_through_a_newcomer() -> None:
    known = SpeakersInMemory(
        [person("a", "John Thornbury", "mayor of Ashton"), person("c", "Jane Thornbury", "mayor of Ashton")]
    )
    proposals = propose_new([person("b", "J. Thornbury", "mayor of Ashton")], known)
    verdicts = {(proposal.left, proposal.right): proposal.verdict for proposal in proposals}
    assert verdicts == {("a", "b"): Verdict.SAME, ("b", "c"): Verdict.SAME, ("a", "c"): Verdict.DIFFERENT}


def test_a_newcomer_is_compared_with_the_whole_identity_it_would_join() -> None:
    members = [person("a", "Hannah Vantongeren", "mayor of Ashton"), person("b", "Tilly Rudge", "actress")]
    known = SpeakersInMemory(members)
    known.join([("a", "b")])  # as a person may have said
    proposals = propose_new([person("n", "Hannah Vantongeren", "Ashton mayor")], known)
    assert {(proposal.left, proposal.right) for proposal in proposals} == {("a", "n"), ("b", "n")}


def test_where_many_share_a_key_the_neighbours_by_name_are_met() -> None:
    crowd = [person(f"{number:05}", f"J{chr(97 + number % 26)}n Smith", "plumber") for number in range(20 * MAX_BLOCK)]
    newcomer = person("n", "Jan Smith", "plumber")
    alike = find_alike(newcomer, SpeakersInMemory(crowd))
    assert 0 < len(alike) <= 2 * NEIGHBOURS * len(find_asked(find_keys(newcomer)))
    assert sum(profile.name == "Jan Smith" for profile in alike.values()) >= NEIGHBOURS


def test_a_speaker_already_known_does_not_meet_itself() -> None:
    profile = person("a", "Ramzan Kadyrov", "Chechen leader")
    assert propose_new([profile], SpeakersInMemory([profile])) == ()


def test_two_arrivals_or_known_ones_of_one_id_are_refused() -> None:
    twice = [person("a", "Ann Lee"), person("a", "Ann Lee")]
    with pytest.raises(ValueError, match="is known already"):
        propose_new(twice, SpeakersInMemory())
    with pytest.raises(ValueError, match="is known already"):
        SpeakersInMemory(twice)

"""Replaying a log of judgements: what a person said stands, nothing is joined or left out in silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Authority, Judgement, Verdict
from onrecord.speakers.judgements import Conflict, ConflictKind, Identities, replay

if TYPE_CHECKING:
    import random

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAME, DIFFERENT, UNSURE, WITHDRAWN = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.WITHDRAWN
IDS = "abcdefg"


def rule(
    left: str, right: str, verdict: Verdict, *, score: float = 0.9, by: str = "identity", hour: int = 0
) -> Judgement:
    """A rule's judgement."""
    at = NOON + timedelta(hours=hour)
    return Judgement(left=left, right=right, verdict=verdict, authority=Authority.RULE, by=by, at=at, score=score)


def person(left: str, right: str, verdict: Verdict, *, by: str = "Ann") -> Judgement:
    """A person's judgement."""
    return Judgement(left=left, right=right, verdict=verdict, authority=Authority.PERSON, by=by, at=NOON)


def pairs() -> st.SearchStrategy[tuple[str, str]]:
    """Two ids, not the same."""
    return st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])


def rules() -> st.SearchStrategy[Judgement]:
    """Judgements of two rules at some hours."""
    return st.builds(
        lambda pair, verdict, score, by, hour: rule(pair[0], pair[1], verdict, score=score, by=by, hour=hour),
        pairs(),
        st.sampled_from((SAME, DIFFERENT, UNSURE)),
        st.sampled_from((0.1, 0.5, 0.9)),
        st.sampled_from(("identity", "known entities")),
        st.integers(0, 3),
    )


def persons(*verdicts: Verdict) -> st.SearchStrategy[Judgement]:
    """Judgements of two persons."""
    return st.builds(
        lambda pair, verdict, by: person(pair[0], pair[1], verdict, by=by),
        pairs(),
        st.sampled_from(verdicts or (SAME, DIFFERENT, UNSURE, WITHDRAWN)),
        st.sampled_from(("Ann", "Ben")),
    )


def logs() -> st.SearchStrategy[list[Judgement]]:
    """Logs of rules and persons."""
    return st.lists(st.one_of(rules(), persons()), max_size=25)


def stands_apart(identities: Identities, left: str, right: str) -> bool:
    """Whether two ids are in two clusters."""
    return right not in identities.by_member().get(left, (left,))


@given(logs())
def test_a_log_replayed_twice_over_says_what_it_says_once(log: list[Judgement]) -> None:
    assert replay([*log, *log]) == replay(log)


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(log: list[Judgement], dice: random.Random) -> None:
    ruled = [judgement for judgement in log if judgement.authority == Authority.RULE]
    dice.shuffle(ruled)
    again = [ruled.pop() if judgement.authority == Authority.RULE else judgement for judgement in log]
    assert replay(again) == replay(log)


@given(logs(), persons(DIFFERENT), st.lists(rules(), max_size=15))
def test_what_a_person_calls_different_stays_apart_through_every_rerun(
    log: list[Judgement], difference: Judgement, rerun: list[Judgement]
) -> None:
    assert stands_apart(replay([*log, difference]), *difference.pair)
    assert stands_apart(replay([*log, difference, *rerun]), *difference.pair)
    assert stands_apart(replay([*rerun, *log, difference]), *difference.pair)


@given(st.lists(st.one_of(rules(), persons(SAME, DIFFERENT, UNSURE)), max_size=25))
def test_no_persons_difference_is_inside_a_cluster(log: list[Judgement]) -> None:
    identities = replay(log)
    latest = {judgement.pair: judgement for judgement in log if judgement.authority == Authority.PERSON}
    assert all(stands_apart(identities, *pair) for pair, said in latest.items() if said.verdict == DIFFERENT)


@given(logs(), persons(SAME, DIFFERENT, UNSURE))
def test_taking_back_restores_what_was(log: list[Judgement], said: Judgement) -> None:
    undo = msgspec.structs.replace(said, verdict=WITHDRAWN)
    before = replay(log)
    after = replay([*log, said, undo])
    known = before.by_member()
    assert tuple(cluster for cluster in after.clusters if cluster[0] in known) == before.clusters
    assert (after.conflicts, after.unsure) == (before.conflicts, before.unsure)


@given(logs())
def test_every_judged_id_is_in_exactly_one_cluster(log: list[Judgement]) -> None:
    members = [member for cluster in replay(log).clusters for member in cluster]
    assert sorted(members) == sorted({member for judgement in log for member in judgement.pair})


@given(logs())
def test_two_share_a_cluster_only_by_a_chain_of_same(log: list[Judgement]) -> None:
    links = {judgement.pair for judgement in log if judgement.verdict == SAME}
    for cluster in replay(log).clusters:
        reached = {cluster[0]}
        for _ in cluster:
            reached |= {member for pair in links if reached & set(pair) for member in pair}
        assert set(cluster) <= reached


@given(logs())
def test_a_standing_same_that_joins_nothing_is_a_conflict(log: list[Judgement]) -> None:
    identities = replay(log)
    said = {judgement for conflict in identities.conflicts for judgement in conflict.judgements}
    by_person = {pair for judgement in log if judgement.authority == Authority.PERSON for pair in [judgement.pair]}
    latest: dict[tuple[tuple[str, str], str], Judgement] = {}
    for judgement in log:
        if judgement.authority == Authority.RULE and judgement.pair not in by_person:
            key = (judgement.pair, judgement.by)
            others = [latest[key]] if key in latest else []
            latest[key] = max([*others, judgement], key=lambda one: one.at)
    tied = {
        key
        for key, kept in latest.items()
        for judgement in log
        if (judgement.pair, judgement.by, judgement.at) == (*key, kept.at) and judgement != kept
    }
    for key, judgement in latest.items():
        if judgement.verdict == SAME and key not in tied and stands_apart(identities, *judgement.pair):
            assert judgement in said


@given(logs())
def test_conflicts_name_judgements_of_the_log_and_a_next_step(log: list[Judgement]) -> None:
    for conflict in replay(log).conflicts:
        assert set(conflict.judgements) <= set(log)
        assert len(conflict.judgements) > 1
        assert conflict.next_step


@given(logs())
def test_judgements_and_identities_survive_json(log: list[Judgement]) -> None:
    again = msgspec.json.decode(msgspec.json.encode(log), type=list[Judgement])
    assert again == log
    identities = replay(log)
    assert msgspec.json.decode(msgspec.json.encode(identities), type=Identities) == identities


def find_conflict(identities: Identities) -> Conflict:
    """The only conflict."""
    (conflict,) = identities.conflicts
    return conflict


def test_rules_join_and_a_person_parts() -> None:
    log = [rule("a", "b", SAME), rule("b", "c", SAME)]
    assert replay(log).clusters == (("a", "b", "c"),)
    parted = replay([*log, person("b", "c", DIFFERENT)])
    assert parted.clusters == (("a", "b"), ("c",))
    assert parted.conflicts == ()


def test_a_difference_blocks_the_chain_and_says_so() -> None:
    identities = replay([rule("a", "b", SAME, score=0.95), rule("b", "c", SAME), person("c", "a", DIFFERENT)])
    assert identities.clusters == (("a", "b"), ("c",))
    conflict = find_conflict(identities)
    assert conflict.kind == ConflictKind.LINK_BLOCKED
    assert [judgement.pair for judgement in conflict.judgements] == [("b", "c"), ("a", "b"), ("a", "c")]
    assert conflict.next_step == "judge b and c yourself, or a and c, which Ann calls different"


def test_of_persons_links_the_later_gives_way_to_a_difference() -> None:
    identities = replay([person("a", "b", SAME), person("b", "c", SAME), person("a", "c", DIFFERENT)])
    assert identities.clusters == (("a", "b"), ("c",))
    assert find_conflict(identities).kind == ConflictKind.PERSONS_CHAIN
    assert "withdraw one of" in find_conflict(identities).next_step


def test_persons_chain_stands_above_a_rules_difference_and_is_reported() -> None:
    identities = replay([rule("a", "c", DIFFERENT), person("a", "b", SAME), person("b", "c", SAME)])
    assert identities.clusters == (("a", "b", "c"),)
    assert find_conflict(identities).kind == ConflictKind.RULE_OVERRULED


def test_two_persons_who_disagree_are_reported_and_the_later_stands() -> None:
    identities = replay([person("a", "b", SAME), person("a", "b", DIFFERENT, by="Ben")])
    assert identities.clusters == (("a",), ("b",))
    assert find_conflict(identities).kind == ConflictKind.PERSONS_DISAGREE
    assert "until then different by Ben stands" in find_conflict(identities).next_step


def test_a_person_who_thinks_again_is_in_no_conflict() -> None:
    identities = replay([person("a", "b", SAME), person("b", "a", DIFFERENT)])
    assert identities.clusters == (("a",), ("b",))
    assert identities.conflicts == ()


def test_nobody_withdraws_what_another_said() -> None:
    identities = replay([person("a", "b", DIFFERENT), person("a", "b", WITHDRAWN, by="Ben"), rule("a", "b", SAME)])
    assert identities.clusters == (("a",), ("b",))


def test_rules_that_disagree_join_nothing() -> None:
    identities = replay([rule("a", "b", SAME), rule("a", "b", DIFFERENT, by="known entities")])
    assert identities.clusters == (("a",), ("b",))
    assert find_conflict(identities).kind == ConflictKind.RULES_DISAGREE


def test_a_rule_that_runs_again_replaces_what_it_said() -> None:
    identities = replay([rule("a", "b", SAME, hour=1), rule("a", "b", DIFFERENT, hour=2)])
    assert identities.clusters == (("a",), ("b",))
    assert identities.conflicts == ()


def test_unsure_waits_for_a_person_until_something_else_decides() -> None:
    open_pair = rule("a", "b", UNSURE, score=0.5)
    assert replay([open_pair]).unsure == (open_pair,)
    assert replay([open_pair, person("a", "b", SAME)]).unsure == ()
    assert replay([open_pair, person("a", "c", SAME), person("b", "c", SAME)]).unsure == ()
    asked = person("a", "b", UNSURE)
    assert replay([rule("a", "b", SAME), asked]) == Identities(clusters=(("a",), ("b",)), unsure=(asked,), conflicts=())


def test_a_long_chain_replays_in_little_time() -> None:
    ids = [f"speaker-{number:05}" for number in range(20_000)]
    links = [rule(left, right, SAME) for left, right in pairwise(ids)]
    apart = [person(ids[0], ids[-1], DIFFERENT)]
    identities = replay([*links, *apart])
    assert len(identities.clusters) == 2
    assert len(find_conflict(identities).judgements) == len(links) + 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"right": "a"}, "two speakers"),
        ({"left": ""}, "two speakers"),
        ({"by": " "}, "names its rule or person"),
        ({"at": datetime(2026, 3, 1)}, "no time zone"),  # noqa: DTZ001 - the defect
        ({"score": 1.5}, "between 0 and 1"),
        ({"verdict": WITHDRAWN}, "a rule does not withdraw"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_judgement_that_cannot_be_replayed_is_refused(change: dict[str, object], message: str) -> None:
    fields = {"left": "a", "right": "b", "verdict": SAME, "authority": Authority.RULE, "by": "identity", "at": NOON}
    with pytest.raises(ValueError, match=message):
        Judgement(**{**fields, **change})  # type: ignore[arg-type]


def test_clusters_do_not_depend_on_how_ids_are_called() -> None:
    log = [rule(left, right, SAME) for left, right in combinations(IDS, 2)]
    assert replay(log).clusters == (tuple(IDS),)

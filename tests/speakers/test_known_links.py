"""Whether a speaker is an entry of a list: what is linked, what is asked, what is kept apart."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.domain import Authority, Judgement, Verdict
from onrecord.speakers.identity import DIFFERENT_BELOW, SAME_AT, Proposal
from onrecord.speakers.known_links import find_clusters, judge_entries

AT = datetime(2026, 3, 1, tzinfo=UTC)


def propose(entry: str, score: float) -> Proposal:
    """What comparing the speaker "s" and an entry came to."""
    verdict = Verdict.SAME if score >= SAME_AT else Verdict.UNSURE if score >= DIFFERENT_BELOW else Verdict.DIFFERENT
    left, right = sorted(("s", entry))
    return Proposal(left=left, right=right, score=score, verdict=verdict, reasons=("a rare name (+2.0)",))


def judge(**scores: float) -> dict[str, Verdict]:
    """The verdicts on entries "LIST_ID" by their scores."""
    named = {name.replace("_", ":"): score for name, score in scores.items()}
    judged = judge_entries((propose(entry, score) for entry, score in named.items()), "s", at=AT)
    return {max(each.pair, key=lambda end: ":" in end): each.verdict for each in judged}


def same(left: str, right: str, *, score: float | None = 0.95) -> Judgement:
    """A rule's link, or where there is no score a person's."""
    authority = Authority.RULE if score else Authority.PERSON
    return Judgement(left=left, right=right, verdict=Verdict.SAME, authority=authority, by="x", at=AT, score=score)


def test_one_entry_that_fits_is_linked_and_the_unlikely_of_its_list_not_asked_about() -> None:
    assert judge(town_1=0.95, town_2=0.3, town_3=0.05) == {"town:1": Verdict.SAME, "town:3": Verdict.DIFFERENT}


def test_a_likely_second_entry_is_asked_about() -> None:
    assert judge(town_1=0.95, town_2=0.8) == {"town:1": Verdict.SAME, "town:2": Verdict.UNSURE}


def test_two_entries_of_one_list_that_fit_are_a_question_with_its_reason() -> None:
    proposals = [propose("town:1", 0.95), propose("town:2", 0.93), propose("port:1", 0.95)]
    judged = judge_entries(proposals, "s", at=AT)
    assert [(each.verdict, each.score) for each in judged] == [
        (Verdict.SAME, 0.95),
        (Verdict.UNSURE, 0.95),
        (Verdict.UNSURE, 0.93),
    ]
    assert judged[1].reason == "2 entries of the list town fit; a rare name (+2.0)"


def test_of_a_crowd_only_those_that_stand_out_are_asked_about() -> None:
    crowd = {f"town_{number}": 0.5 for number in range(5)}
    assert judge(**crowd) == {}
    assert judge(**crowd, town_x=0.7) == {"town:x": Verdict.UNSURE}
    assert len(judge(town_1=0.5, town_2=0.5, town_3=0.5)) == 3


def test_a_chain_of_rules_joins_no_two_entries_of_one_list() -> None:
    log = [same("town:1", "a"), same("a", "b", score=0.92), same("town:2", "b", score=0.94)]
    assert find_clusters(log) == (("a", "town:1"), ("b", "town:2"))


def test_entries_of_different_lists_are_joined() -> None:
    assert find_clusters([same("town:1", "a"), same("a", "port:1")]) == (("a", "port:1", "town:1"),)


def test_a_person_joins_two_entries_of_one_list() -> None:
    log = [same("town:1", "a"), same("town:2", "b"), same("town:1", "town:2", score=None)]
    assert find_clusters(log) == (("a", "b", "town:1", "town:2"),)


def test_a_log_without_entries_is_replayed_as_it_is() -> None:
    assert find_clusters([same("a", "b"), same("b", "c")]) == (("a", "b", "c"),)

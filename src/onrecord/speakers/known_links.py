"""Whether a speaker is an entry of a list from elsewhere: the rules of ``identity``, and what is particular of lists.

Entries of one list are different from each other, for whoever made it says so; its name stands before the colon of
their ids.  So where several entries of a list fit a speaker alike nobody is linked, and a person is asked; and no chain
of speakers joins two entries of a list, unless a person joins them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import Authority, Judgement, Verdict
from onrecord.speakers.identity import judge
from onrecord.speakers.judgements import replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.speakers.identity import Proposal

RULE = "list"
MAX_ASKED = 3
_LIKELY = 0.5
_EVER = datetime(1, 1, 1, tzinfo=UTC)


def find_list(identifier: str) -> str:
    """The list that an id is of; empty for the id of a speaker.

    >>> find_list("harbour people:17"), find_list("3afbf75a74")
    ('harbour people', '')
    """
    of, colon, _ = identifier.partition(":")
    return of if colon else ""


def judge_entries(proposals: Iterable[Proposal], speaker: str, *, at: datetime) -> tuple[Judgement, ...]:
    """What the rule says of a speaker and entries of lists, from what comparing each of them came to.

    Of those that may be the speaker at most ``MAX_ASKED`` are asked about, the likeliest; of a crowd that is equally
    likely none, and none that is unlikely where another entry of its list fits.  That a pair differs is said too.
    """
    compared = [*proposals]
    fitting = Counter(_name_list(each, speaker) for each in compared if each.verdict is Verdict.SAME)
    weighed = [_doubt(each, fitting[_name_list(each, speaker)], speaker) for each in compared]
    firm = [each for each in weighed if each.verdict is not Verdict.UNSURE]
    asked = [each for each in weighed if each.verdict is Verdict.UNSURE]
    asked = [each for each in asked if each.score >= _LIKELY or not fitting[_name_list(each, speaker)]]
    asked.sort(key=lambda each: -each.score)
    bar = asked[MAX_ASKED].score if len(asked) > MAX_ASKED else -1.0
    return judge((*firm, *(each for each in asked if each.score > bar)), at=at)


def _name_list(proposal: Proposal, speaker: str) -> str:
    return find_list(proposal.right if proposal.left == speaker else proposal.left)


def _doubt(proposal: Proposal, fitting: int, speaker: str) -> Proposal:
    """Ask instead of linking where several entries of one list fit."""
    if proposal.verdict is not Verdict.SAME or fitting == 1:
        return proposal
    why = f"{fitting} entries of the list {_name_list(proposal, speaker)} fit"
    return structs.replace(proposal, verdict=Verdict.UNSURE, reasons=(why, *proposal.reasons))


def find_clusters(log: Iterable[Judgement]) -> Sequence[tuple[str, ...]]:
    """The clusters of a log in which entries of lists are judged like speakers."""
    judgements = tuple(log)
    return replay((*judgements, *_part(judgements))).clusters


def _part(log: Sequence[Judgement]) -> Iterator[Judgement]:
    """That entries of one list are different, said of those that links of *same* might join."""
    for chain in _find_chains(log):
        of_list: dict[str, list[str]] = defaultdict(list)
        for member in sorted(chain):
            if find_list(member):
                of_list[find_list(member)].append(member)
        for entries in of_list.values():
            for left, right in combinations(entries, 2):
                yield Judgement(
                    left=left, right=right, verdict=Verdict.DIFFERENT, authority=Authority.RULE, by=RULE, at=_EVER
                )


def _find_chains(log: Iterable[Judgement]) -> Iterable[set[str]]:
    """All that links of *same* by anyone at any time connect."""
    chains: dict[str, set[str]] = {}
    for judgement in log:
        if judgement.verdict is Verdict.SAME:
            left, right = (chains.setdefault(end, {end}) for end in judgement.pair)
            if left is not right:
                larger, smaller = sorted((left, right), key=len, reverse=True)
                larger |= smaller
                chains.update(dict.fromkeys(smaller, larger))
    return {id(chain): chain for chain in chains.values()}.values()

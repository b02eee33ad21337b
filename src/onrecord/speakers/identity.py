"""Which speakers of different articles may be one: pairs found, scored and ranked; nothing is merged here.

``compare`` scores two profiles, ``propose`` finds and ranks the pairs worth a look among many (``newcomers``: those
that an article adds to a record), ``judge`` turns proposals into entries for the log that ``judgements.replay`` reads.
A score is the probability of *same* given all evidence; from ``SAME_AT`` on the rule says same, below
``DIFFERENT_BELOW`` different, between the two it asks.  From about 0.9 on 99 in 100 pairs called the same are so with
weights fitted on other lots (``benchmarks/fit_identity.py``); ``SAME_AT`` lies above it, as rules were written on all.

The same full name alone is a question, not an answer, unless the name is rare and nothing speaks against it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.domain import Authority, Judgement, Verdict
from onrecord.domain.base import Domain, check_probability
from onrecord.speakers.blocking import find_candidates
from onrecord.speakers.evidence import weigh
from onrecord.speakers.portraits import Portrait, portray

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from onrecord.domain import Profile

RULE = "identity"
SAME_AT = 0.92
DIFFERENT_BELOW = 0.12
# Members of one chain of same that are all compared with one another; in a longer chain only those two links apart.
_MAX_CHAIN = 40


class Proposal(Domain, frozen=True, kw_only=True):
    """Two profiles with the probability that they are one speaker, and the reasons, the weightiest first."""

    left: str
    right: str
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a score that is no probability."""
        check_probability(self.score)


def compare(left: Profile, right: Profile) -> Proposal:
    """Score two profiles, in either order alike."""
    return compare_portraits(portray(left), portray(right))


def compare_portraits(left: Portrait, right: Portrait) -> Proposal:
    """Score two profiles that were read once for many comparisons, the lower id first."""
    if left.profile.id > right.profile.id:
        left, right = right, left
    evidence = sorted(weigh(left, right), key=lambda piece: (-abs(piece.weight), piece.reason))
    score = 1 / (1 + math.exp(-sum(piece.weight for piece in evidence)))
    reasons = tuple(f"{piece.reason} ({piece.weight:+.1f})" for piece in evidence)
    return Proposal(
        left=left.profile.id, right=right.profile.id, score=round(score, 4), verdict=_decide(score), reasons=reasons
    )


def _decide(score: float) -> Verdict:
    if score >= SAME_AT:
        return Verdict.SAME
    return Verdict.UNSURE if score >= DIFFERENT_BELOW else Verdict.DIFFERENT


def propose(profiles: Iterable[Profile]) -> tuple[Proposal, ...]:
    """The pairs that are or may be the same, best first, and those that a chain of same would join though they differ.

    ValueError when two profiles share an id.  Cost: about proportional to the number of profiles (``blocking``).
    """
    known = sorted(profiles, key=lambda profile: profile.id)
    portraits = [portray(profile) for profile in known]
    by_id = {profile.id: portrait for profile, portrait in zip(known, portraits, strict=True)}
    if len(by_id) < len(known):
        message = "two profiles share an id"
        raise ValueError(message)
    compared = (compare_portraits(portraits[one], portraits[other]) for one, other in find_candidates(known))
    found = {(pair.left, pair.right): pair for pair in compared if pair.verdict != Verdict.DIFFERENT}
    for left, right in _find_chained(found.values()):
        if (left, right) not in found:
            found[left, right] = compare_portraits(by_id[left], by_id[right])
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.left, pair.right)))


def _find_chained(proposals: Iterable[Proposal]) -> Iterator[tuple[str, str]]:
    """Pairs that links of same would join through others, the lower id first."""
    near: dict[str, set[str]] = defaultdict(set)
    for pair in proposals:
        if pair.verdict == Verdict.SAME:
            near[pair.left].add(pair.right)
            near[pair.right].add(pair.left)
    seen: set[str] = set()
    for start in sorted(near):
        if start not in seen:
            chain = _collect(start, near)
            seen.update(chain)
            if len(chain) <= _MAX_CHAIN:
                yield from combinations(chain, 2)
            else:
                yield from _find_two_apart(chain, near)


def _collect(start: str, near: dict[str, set[str]]) -> list[str]:
    """All that links lead to, sorted."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = near[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return sorted(found)


def _find_two_apart(chain: Sequence[str], near: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Pairs with a common neighbour."""
    for middle in chain:
        yield from combinations(sorted(near[middle]), 2)


def judge(proposals: Iterable[Proposal], *, at: datetime) -> tuple[Judgement, ...]:
    """The proposals as judgements of the rule, made at a time that knows its zone."""
    return tuple(
        Judgement(
            left=pair.left,
            right=pair.right,
            verdict=pair.verdict,
            authority=Authority.RULE,
            by=RULE,
            at=at,
            score=pair.score,
            reason="; ".join(pair.reasons),
        )
        for pair in proposals
    )

"""Who is the same as whom, as a log of judgements that is replayed: identities are never stored, only derived.

A judgement says of two speakers (any ids: profiles, known entities) that they are the same, different or unsure, and
who says so: a rule or a person.  ``replay`` turns the log into clusters.  What it promises:

- A person's judgement on a pair stands above every rule's; among persons the later in the log stands.
- What a person called different never shares a cluster, however many rules or chains of others would join it.
- The order of rule judgements in the log does not matter: of one rule the latest by its clock counts.
- Nothing is resolved in silence: a link that is left out because it contradicts another is a ``Conflict``.
- The log only grows.  A person takes back their own latest judgement on a pair by a later one, ``WITHDRAWN``.

Links are joined like a minimum spanning forest that must not cross a "different": persons' links in the order of the
log, then rules' links from the highest score down.  Comparing names is not done here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.domain import Authority, Domain, Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class ConflictKind(StrEnum):
    """How judgements contradict each other."""

    PERSONS_DISAGREE = "persons disagree on a pair"
    RULES_DISAGREE = "rules disagree on a pair"
    PERSONS_CHAIN = "a person's chain of same runs into a person's different"
    LINK_BLOCKED = "a rule's same would join what is different"
    RULE_OVERRULED = "persons' chain of same joins what a rule calls different"


class Conflict(Domain, frozen=True, kw_only=True):
    """Judgements that cannot all hold.

    ``judgements`` are all of them: first the one left out, last the one that keeps it out, between them the links of
    the chain.  ``next_step`` tells a person what to judge.
    """

    kind: ConflictKind
    judgements: tuple[Judgement, ...]
    next_step: str


class Identities(Domain, frozen=True, kw_only=True):
    """What a log of judgements says.

    ``clusters``: every id that was judged, in exactly one cluster; ids and clusters sorted.  A cluster has no id of its
    own that would last: keep the judgements, not the clusters.  ``unsure``: pairs that wait for a person.
    """

    clusters: tuple[tuple[str, ...], ...]
    unsure: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]

    def by_member(self) -> dict[str, tuple[str, ...]]:
        """The cluster of each id; an id that is not in it was never judged and stands alone."""
        return {member: cluster for cluster in self.clusters for member in cluster}


_Pair = tuple[str, str]
_CAUTION = (Verdict.DIFFERENT, Verdict.UNSURE, Verdict.SAME)


def replay(judgements: Iterable[Judgement]) -> Identities:
    """Derive the identities from the log, oldest entry first."""
    log = tuple(judgements)
    persons, disagreements = _standing_of_persons(log)
    rules, quarrels = _standing_of_rules(log, decided=persons.keys())
    forest = _Forest({member for judgement in log for member in judgement.pair})
    differences = [judgement for judgement in persons.values() if judgement.verdict == Verdict.DIFFERENT]
    for difference in differences:
        forest.part(difference)
    chains = [forest.join(link, ConflictKind.PERSONS_CHAIN) for link in persons.values() if _is_link(link)]
    overruled = [forest.part(rule) for rule in sorted(rules, key=_rank) if rule.verdict == Verdict.DIFFERENT]
    blocked = [forest.join(link, ConflictKind.LINK_BLOCKED) for link in sorted(rules, key=_rank) if _is_link(link)]
    found = [*disagreements, *quarrels, *chains, *overruled, *blocked]
    unsure = [judgement for judgement in (*persons.values(), *rules) if judgement.verdict == Verdict.UNSURE]
    return Identities(
        clusters=forest.clusters(),
        unsure=tuple(sorted((judgement for judgement in unsure if not forest.joins(judgement)), key=_rank)),
        conflicts=tuple(sorted((conflict for conflict in found if conflict), key=_conflict_rank)),
    )


def _is_link(judgement: Judgement) -> bool:
    return judgement.verdict == Verdict.SAME


def _rank(judgement: Judgement) -> tuple[float, _Pair, str, str]:
    """Order judgements from the highest score down, ties by what they say."""
    return (-(judgement.score or 0.0), judgement.pair, judgement.by, judgement.at.isoformat())


def _conflict_rank(conflict: Conflict) -> tuple[str, list[tuple[float, _Pair, str, str]]]:
    return (conflict.kind.value, [_rank(judgement) for judgement in conflict.judgements])


def _standing_of_persons(log: Sequence[Judgement]) -> tuple[dict[_Pair, Judgement], list[Conflict]]:
    """What stands on each pair by persons, in the order of the log, and where two persons stand against each other."""
    said: dict[_Pair, dict[str, list[tuple[int, Judgement]]]] = defaultdict(lambda: defaultdict(list))
    for place, judgement in enumerate(log):
        if judgement.authority != Authority.PERSON:
            continue
        own = said[judgement.pair][judgement.by]
        if judgement.verdict != Verdict.WITHDRAWN:
            own.append((place, judgement))
        elif own:
            own.pop()
    standing: list[tuple[int, Judgement]] = []
    conflicts = []
    for by_person in said.values():
        latest = sorted((own[-1] for own in by_person.values() if own), key=lambda entry: entry[0])
        if latest:
            standing.append(latest[-1])
            conflicts += _find_disagreement([judgement for _, judgement in latest], ConflictKind.PERSONS_DISAGREE)
    standing.sort(key=lambda entry: entry[0])
    return {judgement.pair: judgement for _, judgement in standing}, conflicts


def _standing_of_rules(log: Sequence[Judgement], *, decided: Iterable[_Pair]) -> tuple[list[Judgement], list[Conflict]]:
    """What the rules say of each pair no person has decided: of one rule the latest, of several the most cautious."""
    latest: dict[tuple[_Pair, str], Judgement] = {}
    taken = set(decided)
    for judgement in log:
        if judgement.authority == Authority.RULE and judgement.pair not in taken:
            key = (judgement.pair, judgement.by)
            latest[key] = max(latest.get(key, judgement), judgement, key=_recency)
    by_pair: dict[_Pair, list[Judgement]] = defaultdict(list)
    for key in sorted(latest):
        by_pair[key[0]].append(latest[key])
    standing = []
    conflicts = []
    for judged in by_pair.values():
        firm = [judgement for judgement in judged if judgement.verdict != Verdict.UNSURE]
        weighed = sorted(firm or judged, key=lambda judgement: -_CAUTION.index(judgement.verdict))
        standing.append(weighed[-1])
        conflicts += _find_disagreement(weighed, ConflictKind.RULES_DISAGREE)
    return standing, conflicts


def _recency(judgement: Judgement) -> tuple[datetime, int, float, str, str]:
    """Later by the clock; at one instant the more cautious."""
    caution = -_CAUTION.index(judgement.verdict)
    return (judgement.at, caution, -(judgement.score or 0.0), judgement.reason or "", judgement.left)


def _find_disagreement(judged: Sequence[Judgement], kind: ConflictKind) -> list[Conflict]:
    """The conflict of judgements on one pair, the one that stands last; none where all say the same."""
    verdicts = {judgement.verdict for judgement in judged}
    if len(verdicts) == 1:
        return []
    left, right = judged[-1].pair
    next_step = f"judge {left} and {right} yourself; until then {judged[-1].verdict} by {judged[-1].by} stands"
    return [Conflict(kind=kind, judgements=tuple(judged), next_step=next_step)]


class _Forest:
    """Clusters that grow by links and never across a difference (disjoint sets, smaller into larger)."""

    def __init__(self, members: Iterable[str]) -> None:
        self._members = {member: [member] for member in sorted(members)}
        self._root = {member: member for member in self._members}
        self._apart: dict[str, dict[str, Judgement]] = defaultdict(dict)
        self._links: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """All clusters, sorted."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))

    def joins(self, judgement: Judgement) -> bool:
        """Whether both ends stand in one cluster."""
        return self._root[judgement.left] == self._root[judgement.right]

    def part(self, difference: Judgement) -> Conflict | None:
        """Keep two clusters apart from now on; a conflict where they are one already."""
        left, right = self._root[difference.left], self._root[difference.right]
        if left == right:
            chain = self._chain(difference.left, difference.right)
            return _explain(ConflictKind.RULE_OVERRULED, (difference, *chain))
        self._apart[left].setdefault(right, difference)
        self._apart[right].setdefault(left, difference)
        return None

    def join(self, link: Judgement, kind: ConflictKind) -> Conflict | None:
        """Join the clusters of a link, or say what keeps them apart."""
        left, right = self._root[link.left], self._root[link.right]
        if left == right:
            return None
        if (difference := self._apart[left].get(right)) is not None:
            near, far = self._ends(link, difference)
            return _explain(kind, (link, *self._chain(link.left, near), *self._chain(link.right, far), difference))
        self._links[link.left].append((link.right, link))
        self._links[link.right].append((link.left, link))
        larger, smaller = sorted((left, right), key=lambda root: (-len(self._members[root]), root))
        self._absorb(larger, smaller)
        return None

    def _absorb(self, larger: str, smaller: str) -> None:
        moved = self._members.pop(smaller)
        self._members[larger] += moved
        self._root.update(dict.fromkeys(moved, larger))
        for other, difference in self._apart.pop(smaller, {}).items():
            self._apart[other].pop(smaller)
            known = self._apart[larger].get(other, difference)
            kept = min(known, difference, key=lambda judgement: judgement.authority)  # a person's before a rule's
            self._apart[larger][other] = self._apart[other][larger] = kept

    def _ends(self, link: Judgement, difference: Judgement) -> tuple[str, str]:
        """The ends of a difference, first the one in the cluster of the link's left end."""
        if self._root[difference.left] == self._root[link.left]:
            return difference.left, difference.right
        return difference.right, difference.left

    def _chain(self, start: str, end: str) -> list[Judgement]:
        """The links from one member of a cluster to another (its links form a tree: there is one way)."""
        came: dict[str, tuple[str, Judgement]] = {}
        queue = deque([start])
        while queue and end not in came and start != end:
            place = queue.popleft()
            for other, link in self._links[place]:
                if other not in came and other != start:
                    came[other] = (place, link)
                    queue.append(other)
        chain = []
        while end != start:
            end, link = came[end]
            chain.append(link)
        return chain[::-1]


def _explain(kind: ConflictKind, judgements: tuple[Judgement, ...]) -> Conflict:
    """Say what a person can do about a chain that contradicts itself."""
    first, last = judgements[0], judgements[-1]
    pairs = ", ".join(" = ".join(link.pair) for link in judgements if link.verdict == Verdict.SAME)
    difference = next(judgement for judgement in judgements if judgement.verdict == Verdict.DIFFERENT)
    apart = " and ".join(difference.pair)
    if kind is ConflictKind.PERSONS_CHAIN:
        waits = f"until then {' = '.join(first.pair)} waits"
        step = f"withdraw one of {pairs}, or the judgement that {apart} differ; {waits}"
    elif kind is ConflictKind.RULE_OVERRULED:
        step = f"judge {apart} yourself if {first.by} is right; until then the chain {pairs} stands"
    else:
        step = f"judge {' and '.join(first.pair)} yourself, or {apart}, which {last.by} calls different"
    return Conflict(kind=kind, judgements=judgements, next_step=step)

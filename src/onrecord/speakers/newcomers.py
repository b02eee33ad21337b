"""Proposals for the speakers that an article brings, against those a record knows already.

``identity.propose`` looks at all speakers at once; here a few new ones are looked up among many known ones, in time
that depends on how many share a key with them and not on how many there are.  Whoever keeps the known ones offers
``KnownSpeakers``: a record by a table of keys (``blocking.find_keys``) with an index on key and sort name and by its
log of judgements, or ``SpeakersInMemory``.

What is proposed for a speaker at its arrival is what ``identity.propose`` would propose for it among all that are known
then, but for keys that more than ``MAX_BLOCK`` speakers share: there its ``NEIGHBOURS`` by name count on either side.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING, Protocol

from onrecord.domain import Verdict
from onrecord.speakers.blocking import MAX_BLOCK, NEIGHBOURS, PART, find_asked, find_keys, find_sort_name
from onrecord.speakers.identity import Proposal, compare_portraits
from onrecord.speakers.portraits import portray

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.domain import Profile

# Members of one identity with whom a newcomer is compared beside those it shares a key with.
MOST_JOINED = 40


class KnownSpeakers(Protocol):
    """What a record offers to find the like of a new speaker."""

    def count(self, key: str, most: int) -> int:
        """How many speakers stand under a key of ``find_keys``; any number above ``most`` where there are more."""

    def find(self, key: str, near: str, most: int) -> Iterable[Profile]:
        """Speakers under a key: up to ``most`` from the sort name ``near`` on, and up to ``most`` before it."""

    def find_joined(self, identifier: str, most: int) -> Iterable[Profile]:
        """Up to ``most`` other members of the identity of a speaker, as the log of judgements has it now."""


class SpeakersInMemory:
    """Known speakers in dictionaries, for tests and for records that fit in memory; identities are told by ``join``."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        """Keep some speakers; ValueError where two share an id."""
        self._profiles: dict[str, Profile] = {}
        self._blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._joined: dict[str, tuple[str, ...]] = {}
        for profile in profiles:
            self.add(profile)

    def add(self, profile: Profile) -> None:
        """Keep a speaker; ValueError where its id is known."""
        if profile.id in self._profiles:
            message = f"a speaker with the id {profile.id!r} is known already"
            raise ValueError(message)
        self._profiles[profile.id] = profile
        for key in find_keys(profile):
            insort(self._blocks[key], (find_sort_name(profile), profile.id))

    def join(self, clusters: Iterable[tuple[str, ...]]) -> None:
        """Take over the clusters of ``judgements.Identities``, in place of those told before."""
        self._joined = {member: cluster for cluster in clusters for member in cluster}

    def count(self, key: str, most: int) -> int:
        """See ``KnownSpeakers``."""
        return min(len(self._blocks.get(key, ())), most + 1)

    def find(self, key: str, near: str, most: int) -> Iterable[Profile]:
        """See ``KnownSpeakers``."""
        block = self._blocks.get(key, [])
        place = bisect_left(block, (near, ""))
        return [self._profiles[identifier] for _, identifier in block[max(place - most, 0) : place + most]]

    def find_joined(self, identifier: str, most: int) -> Iterable[Profile]:
        """See ``KnownSpeakers``."""
        others = (
            other for other in self._joined.get(identifier, ()) if other != identifier and other in self._profiles
        )
        return [self._profiles[other] for other, _ in zip(others, range(most), strict=False)]


def find_alike(profile: Profile, known: KnownSpeakers) -> dict[str, Profile]:
    """The known speakers worth comparing with one, by id, itself left out."""
    near = find_sort_name(profile)
    found: dict[str, Profile] = {}
    for key in sorted(find_asked(find_keys(profile))):
        is_many = known.count(key, MAX_BLOCK) > MAX_BLOCK
        if not (is_many and key.startswith(PART)):
            found.update((other.id, other) for other in known.find(key, near, NEIGHBOURS if is_many else MAX_BLOCK))
    found.pop(profile.id, None)
    return found


def propose_new(arrivals: Iterable[Profile], known: KnownSpeakers) -> tuple[Proposal, ...]:
    """The proposals for new speakers: with known ones, with one another, and of those that they would join; best first.

    Ids of arrivals that are known already are looked up like new ones and not compared with themselves.  A newcomer
    that is the same as one member of an identity is compared with the others too, and two known speakers that a
    newcomer would join are compared with each other, so that a chain of same never joins unseen what differs.
    ValueError when two arrivals share an id.  Cost: in proportion to the candidates, whatever the size of the record.
    """
    new = sorted(arrivals, key=lambda profile: profile.id)
    among = SpeakersInMemory(new)
    met: dict[str, Profile] = {profile.id: profile for profile in new}
    pairs: set[tuple[str, str]] = set()
    for profile in new:
        alike = {**find_alike(profile, known), **find_alike(profile, among)}
        met = {**alike, **met}
        pairs.update(_order(profile.id, other) for other in alike)
    portraits = {identifier: portray(profile) for identifier, profile in met.items()}
    found = {pair: compare_portraits(portraits[pair[0]], portraits[pair[1]]) for pair in sorted(pairs)}
    found = {pair: proposal for pair, proposal in found.items() if proposal.verdict != Verdict.DIFFERENT}
    for left, right in _find_joined_by(found.values(), met, known):
        pair = _order(left.id, right.id)
        if pair not in pairs:
            found[pair] = compare_portraits(portray(left), portray(right))
    return tuple(sorted(found.values(), key=lambda proposal: (-proposal.score, proposal.left, proposal.right)))


def _find_joined_by(
    proposals: Iterable[Proposal], met: dict[str, Profile], known: KnownSpeakers
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs that proposals of same would join through a third or through an identity, each once."""
    near: dict[str, dict[str, Profile]] = defaultdict(dict)
    for proposal in proposals:
        if proposal.verdict == Verdict.SAME:
            near[proposal.left][proposal.right] = met[proposal.right]
            near[proposal.right][proposal.left] = met[proposal.left]
    seen: set[tuple[str, str]] = set()
    for identifier in sorted(near):
        joined = {other.id: other for other in known.find_joined(identifier, MOST_JOINED)}
        through = combinations(near[identifier].values(), 2)
        into = ((one, other) for one in near[identifier].values() for other in joined.values())
        for left, right in chain(through, into):
            pair = _order(left.id, right.id)
            if left.id != right.id and pair not in seen:
                seen.add(pair)
                yield left, right


def _order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)

"""What the model says of mentions, as evidence: of which kind they are, and which earlier ones they go back to.

The model's word is one vote beside the rules'; with an annotation without mentions every question is answered by "don't
know".  Mentions of the model and of the rules are matched by where their heads, or they themselves, begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import MentionKind, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.domain import Annotation, Link
    from onrecord.speakers.cast import Referent
    from onrecord.speakers.names import Name

UNKNOWN_SHARE = 0.5
_KINDS = {
    MentionKind.PERSON: SpeakerKind.PERSON,
    MentionKind.GROUP: SpeakerKind.GROUP,
    MentionKind.ORGANIZATION: SpeakerKind.ORGANIZATION,
    MentionKind.PLACE: SpeakerKind.GOVERNMENT,
}
_WEIGHT_OF_KIND = 2.0
"""Of a vote for a kind that the model is sure of: as much as a first name, less than a title."""
_ELSEWHERE = 0.1
"""The share of a candidate that is neither the model's first nor its second choice."""


class ModelLinks:
    """The model's mentions, found by place, with the referents they turned out to mean."""

    def __init__(self, annotation: Annotation) -> None:
        """Index the mentions of ``annotation``, which may have none."""
        self._mentions = annotation.mentions
        self._links: dict[int, Link] = {link.mention: link for link in annotation.links}
        self._chain = {mention: number for number, chain in enumerate(annotation.chains) for mention in chain}
        self._at: dict[int, int] = {}
        for number, mention in enumerate(annotation.mentions):
            self._at.setdefault(mention.head.start, number)
        for number, mention in enumerate(annotation.mentions):
            self._at.setdefault(mention.span.start, number)
        self._meant: dict[int, Referent] = {}  # by mention
        self._meant_by_chain: dict[int, Referent] = {}

    def vote(self, names: Iterable[Name]) -> None:
        """Vote for the kinds of names."""
        for name in names:
            number = self._at.get(name.start)
            if number is None:
                continue
            mention = self._mentions[number]
            kind = _KINDS.get(mention.kind)
            is_same = mention.head.start < name.end and name.start < mention.head.end
            if kind is not None and is_same:
                name.is_place = name.is_place or (mention.kind is MentionKind.PLACE and not name.votes)
                name.vote(kind, _WEIGHT_OF_KIND * mention.confidence)

    def settle(self, start: int, referent: Referent) -> None:
        """Note whom the mention at ``start`` means."""
        number = self._at.get(start)
        if number is not None:
            self._meant[number] = referent
            if (chain := self._chain.get(number)) is not None:
                self._meant_by_chain.setdefault(chain, referent)

    def share(self, start: int, referent: Referent) -> float:
        """The model's share for ``referent`` being meant at ``start``; 0.5 where it says nothing."""
        link = self._links.get(self._at.get(start, -1)) if self._links else None
        if link is None:
            return UNKNOWN_SHARE
        first, second = self._find(link.antecedent), self._find(link.rival)
        if first is referent:
            return link.confidence
        if second is referent:
            return link.rival_confidence
        return UNKNOWN_SHARE if first is None else _ELSEWHERE

    def find_antecedent(self, start: int) -> tuple[Referent, float] | None:
        """Whom the model takes the mention at ``start`` to mean, with its share."""
        link = self._links.get(self._at.get(start, -1))
        referent = None if link is None else self._find(link.antecedent)
        return None if link is None or referent is None else (referent, link.confidence)

    def _find(self, mention: int | None) -> Referent | None:
        if mention is None:
            return None
        known = self._meant.get(mention)
        return known if known is not None else self._meant_by_chain.get(self._chain.get(mention, -1))

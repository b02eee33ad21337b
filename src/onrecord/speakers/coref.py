"""Whom a pronoun or a description means: the mentions before it, weighed.

All evidence is one sum of log-odds per candidate, in ``Weights``: how near and in which place it was last mentioned,
whether it spoke, whether gender and number fit, and what the model's links say where there are any.  The candidates
share the probability; when the best has too little of it there is no answer but a reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import SpeakerKind
from onrecord.speakers.links import UNKNOWN_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.speakers.cast import Referent
    from onrecord.speakers.lexicon import Gender
    from onrecord.speakers.links import ModelLinks
    from onrecord.speakers.page import Range

_REACH = 28
"""How many mentions back a pronoun is sought; farther ones never win."""
_MOST_SENTENCES = 7
_MOST_WORDS = 8  # of a description that a reason quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Log-odds of the evidence that a mention before is meant, chosen on development articles."""

    distance: tuple[float, ...] = (1.5, 1.0, 0.5, -0.9, -1.6, -2.2, -2.8, -3.4)  # by sentences between
    subject: float = 1.4
    spoke: float = 0.5
    spoke_last: float = 1.3
    same_paragraph: float = 0.4
    topic: float = 0.4  # what the paragraph before is about
    topic_here: float = 1.2  # more, where the paragraph itself begins with it and nobody has spoken in it
    gender_known: float = 0.7
    gender_unknown: float = -0.3
    kind_unknown: float = -0.8
    kind_unknown_silent: float = -0.7  # of no known kind, and has said nothing: a place or a thing, most often
    quoted_elsewhere: float = -1.1  # mentioned inside a quotation that the pronoun is not in
    in_content: float = -2.5  # mentioned in what the pronoun is said to have said: "Lee will win, she said"
    possessor: float = -0.5
    unnamed: float = -1.0
    often: float = 0.25  # for each doubling of how often it is mentioned
    plural: float = 1.5  # several people or bodies, for "they"
    nobody: float = 0.2  # that the one meant was not found at all
    model: float = 0.8  # of the logit of the model's share


WEIGHTS = Weights()
LEAST_SHARE = 0.6
"""Below this share of the probability a candidate is not taken."""


class Seen(NamedTuple):
    """One mention that a later one may go back to."""

    start: int
    end: int
    referent: Referent
    sentence: int
    paragraph: int
    quotation: Range | None
    is_subject: bool
    spoke: bool
    is_possessor: bool
    is_joined: bool = False  # by "and" to the subject before it


class Place(NamedTuple):
    """Where a pronoun stands."""

    start: int
    sentence: int
    paragraph: int
    quotation: Range | None
    content: tuple[Range, ...] = ()  # of the statement that the pronoun is the source of
    named: frozenset[int] = frozenset()  # ids of referents that stand there by name after the pronoun


class Choice(NamedTuple):
    """Whom a mention means, with the probability; ``reason`` says why nobody was taken."""

    referent: Referent | None
    confidence: float
    reason: str | None = None


class Discourse:
    """The mentions up to a place of the text, in order."""

    def __init__(self, links: ModelLinks, text: str) -> None:
        """Begin with nothing read of ``text``; ``links`` is what the model says."""
        self._text = text
        self._seen: list[Seen] = []
        self._by_head: dict[str, list[Referent]] = defaultdict(list)
        self._topics: dict[int, Referent] = {}  # the first subject of each paragraph
        self._openers: dict[int, Referent | None] = {}  # the same outside quotations
        self._spoken_in = -1  # the last paragraph in which somebody has spoken
        self.links = links
        self._last_speaker: Referent | None = None

    def add(self, seen: Seen) -> None:
        """Go on by one mention."""
        self._seen.append(seen)
        if seen.is_joined:
            self._topics.pop(seen.paragraph, None)
            self._openers[seen.paragraph] = None
        elif seen.is_subject:
            self._topics.setdefault(seen.paragraph, seen.referent)
            if seen.quotation is None:
                self._openers.setdefault(seen.paragraph, seen.referent)
        for head in seen.referent.heads:
            if not self._by_head[head] or self._by_head[head][-1] is not seen.referent:
                self._by_head[head].append(seen.referent)
        if seen.spoke or not seen.referent.members:  # where a pair is joined, its second name stands for itself
            self.links.settle(seen.start, seen.referent)
        if seen.spoke:
            self._last_speaker, self._spoken_in = seen.referent, seen.paragraph

    def choose(
        self, place: Place, fits: Callable[[Referent], bool], gender: Gender | None = None, *, is_plural: bool = False
    ) -> Choice:
        """Choose among the referents before ``place`` that fit a pronoun, of ``gender`` where it has one."""
        scores: dict[int, float] = {}
        referents: dict[int, Referent] = {}
        for seen in self._backwards(place):
            if not fits(seen.referent):
                continue
            score = self._score(seen, place, gender) + WEIGHTS.plural * (is_plural and seen.referent.is_plural)
            key = id(seen.referent)
            if key not in referents or score > scores[key]:
                referents[key], scores[key] = seen.referent, score
        return self._share(scores, referents)

    def _backwards(self, place: Place) -> Iterator[Seen]:
        for number in range(len(self._seen) - 1, max(-1, len(self._seen) - 1 - _REACH), -1):
            seen = self._seen[number]
            if place.sentence - seen.sentence > _MOST_SENTENCES:
                return
            if seen.end <= place.start:
                yield seen

    def _score(self, seen: Seen, place: Place, gender: Gender | None) -> float:
        """Sum the evidence that ``seen`` is the one meant at ``place``."""
        weights, referent = WEIGHTS, seen.referent
        score = weights.distance[min(max(place.sentence - seen.sentence, 0), _MOST_SENTENCES)]
        score += weights.subject * seen.is_subject + weights.spoke * seen.spoke + weights.possessor * seen.is_possessor
        score += weights.spoke_last * (referent is self._last_speaker and place.quotation is None)
        score += weights.same_paragraph * (seen.paragraph == place.paragraph)
        score += self._weigh_topic(place.paragraph, referent, is_person=gender is not None)
        score += weights.quoted_elsewhere * (seen.quotation is not None and seen.quotation != place.quotation)
        score += weights.often * math.log2(1 + referent.size)
        if place.content or place.named:
            is_in_content = any(start <= seen.start < end for start, end in place.content)
            score += weights.in_content * (is_in_content or id(referent) in place.named)
        if gender is not None:
            score += weights.unnamed * (not referent.name)
            score += weights.gender_known if referent.gender is gender else weights.gender_unknown
            if referent.kind is SpeakerKind.UNKNOWN:
                score += weights.kind_unknown + weights.kind_unknown_silent * (not seen.spoke)
        share = self.links.share(place.start, referent)
        if share == UNKNOWN_SHARE:
            return score
        share = min(max(share, 0.01), 0.99)
        return score + weights.model * math.log(share / (1 - share))

    def _weigh_topic(self, paragraph: int, referent: Referent, *, is_person: bool) -> float:
        """What it tells that a paragraph, up to where it is read, or the one before it is about a referent."""
        topic = self._topics.get(paragraph) or self._topics.get(paragraph - 1)
        begins = (
            is_person
            and referent.gender is not None
            and self._openers.get(paragraph) is referent
            and self._spoken_in < paragraph
        )
        return WEIGHTS.topic * (topic is referent) + WEIGHTS.topic_here * begins

    def find_described(self, head: str, modifiers: frozenset[str], *, is_plural: bool) -> Referent | None:
        """The last referent that was named or described by a noun, with no modifiers that it does not have."""
        for referent in islice(reversed(self._by_head.get(head, [])), _REACH):
            if referent.is_plural == is_plural and modifiers <= referent.words | referent.heads:
                return referent
        return None

    @property
    def last_speaker(self) -> Referent | None:
        """Who spoke last, with a name or without."""
        return self._last_speaker

    def last_hidden(self, place: Place, *, sentences: int) -> Referent | None:
        """The last source without a name that spoke, within some sentences before ``place``."""
        found = (seen for seen in self._backwards(place) if seen.spoke and seen.referent.is_hidden)
        seen = next(found, None)
        return None if seen is None or place.sentence - seen.sentence > sentences else seen.referent

    def last_of(self, fits: Callable[[Referent], bool], place: Place, *, sentences: int) -> Referent | None:
        """The nearest subject or speaker that fits, within some sentences before ``place``."""
        for seen in self._backwards(place):
            if place.sentence - seen.sentence > sentences:
                return None
            if (seen.is_subject or seen.spoke) and fits(seen.referent):
                return seen.referent
        return None

    def people_near(self, place: Place, *, sentences: int) -> list[Referent]:
        """The people named within some sentences before ``place``, each once, the nearest first."""
        near = takewhile(lambda seen: place.sentence - seen.sentence <= sentences, self._backwards(place))
        people = (seen.referent for seen in near if seen.referent.kind is SpeakerKind.PERSON and seen.referent.name)
        return list(dict.fromkeys(people))

    def in_sentence(self, place: Place, fits: Callable[[Referent], bool]) -> list[Seen]:
        """The mentions that begin before ``place`` in its sentence: what a relative pronoun may go back to.

        The one that it stands in is among them: "said Lee, a lawyer who left".
        """
        near = takewhile(lambda seen: seen.sentence == place.sentence, reversed(self._seen))
        return [seen for seen in near if seen.start < place.start and fits(seen.referent)]

    def _share(self, scores: dict[int, float], referents: dict[int, Referent]) -> Choice:
        """Turn scores into shares and take the best, if it has enough."""
        if not scores:
            return Choice(None, 0.0, "nobody named before it")
        ranked = sorted(scores, key=lambda key: (-scores[key], -referents[key].start))
        top = scores[ranked[0]]
        total = sum(math.exp(score - top) for score in scores.values()) + math.exp(WEIGHTS.nobody - top)
        share = 1 / total
        best = referents[ranked[0]]
        if share >= LEAST_SHARE:
            return Choice(best, share)
        if len(ranked) == 1:
            return Choice(None, share, f"too far from {self._call(best)}")
        first, second = (self._call(referents[key]) for key in ranked[:2])
        return Choice(None, share, f"two candidates, {first} and {second}")

    def _call(self, referent: Referent) -> str:
        """The name of a referent, or without one the words by which the text brings it in."""
        if referent.name:
            return referent.name
        words = self._text[referent.start : referent.end].split()
        return f"“{' '.join(words[:_MOST_WORDS])}{'…' if len(words) > _MOST_WORDS else ''}”"

"""Two people at once: "the two senators", "both women", "the brothers", "the pair", and "they" after "Lee and Marr".

A pair is a group of two who are named.  It is those who were joined by *and*, or the two of whom alone the noun was
said, or two of one surname where the noun is for relatives, or the only two of whom the last sentences speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.cast import Referent
from onrecord.speakers.coref import Choice
from onrecord.speakers.grammar import KIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.cast import Cast
    from onrecord.speakers.coref import Discourse, Place
    from onrecord.speakers.phrase import Phrase

TWO = 2
_PAIRED = frozenset({"pair", "duo", "couple", "two", "both"})
"""Words for two, whoever they are."""
_DEFINITE = frozenset({"the", "both", "these", "those"})
_ANYBODY = frozenset({"man", "woman", "friend", "rival"})
"""What anybody of two can be called."""
_OF_OFFICE = frozenset({"leader", "politician", "official", "executive"})
"""What anybody of two with an office can be called."""
_NEAR = 4  # sentences
_SAID = 0.8
_JUST_NAMED = 0.7


class Pairs:
    """The pairs of one article."""

    def __init__(self, cast: Cast) -> None:
        """Take all who are named."""
        self._people = [each for each in cast.referents if each.kind is SpeakerKind.PERSON and each.name]
        self._known: dict[tuple[int, ...], Referent] = {}

    def join(self, two: Sequence[Referent], start: int, end: int) -> Referent:
        """The pair of two referents, made at its first mention in ``start:end``."""
        members = sorted(two, key=lambda each: each.start)
        pair = Referent(
            start=start, end=end, kind=SpeakerKind.GROUP, name=" and ".join(each.name for each in members),
            is_plural=True, members=tuple(members), heads=set(_PAIRED), size=1,
        )  # fmt: skip
        return self._known.setdefault(tuple(id(each) for each in members), pair)

    def find(self, phrase: Phrase, place: Place, discourse: Discourse) -> Choice | None:
        """Whom a description of two means; ``None`` where it is none, or nobody is named for it."""
        if not _is_of_two(phrase):
            return None
        joined = discourse.last_of(lambda each: len(each.members) == TWO and bool(each.name), place, sentences=_NEAR)
        is_anybody = phrase.noun is None or phrase.head in _PAIRED | _ANYBODY
        if joined is not None and (is_anybody or (_is_office(phrase) and _hold_offices(joined))):
            return Choice(joined, _SAID)
        told = [each for each in self._people if each.start < place.start and phrase.head in each.heads]
        if len(told) == TWO:
            return Choice(self.join(told, phrase.start, phrase.end), _SAID)
        if phrase.head in KIN | {"sibling", "twin", "spouse"}:
            return self._find_family(phrase, discourse.people_near(place, sentences=_NEAR))
        just_named, named = (discourse.people_near(place, sentences=reach) for reach in (1, _NEAR))
        groups = [just_named] if is_anybody else []
        groups += [[each for each in people if _may_be_one(each, phrase)] for people in (just_named, named)]
        two = next((people for people in groups if len(people) == TWO), None)
        return None if two is None else Choice(self.join(two, phrase.start, phrase.end), _JUST_NAMED)

    def _find_family(self, phrase: Phrase, near: Sequence[Referent]) -> Choice | None:
        """The only two of one surname."""
        family = [each for each in near if any(each is not other and _share_surname(each, other) for other in near)]
        return Choice(self.join(family, phrase.start, phrase.end), _JUST_NAMED) if len(family) == TWO else None


def _may_be_one(referent: Referent, phrase: Phrase) -> bool:
    """Whether somebody can be one of "the two women", or with an office one of "the two leaders"."""
    noun = phrase.noun
    if noun is None or phrase.modifiers != ("two",):
        return False
    if noun.gender is not None:
        return referent.gender in {None, noun.gender} and not noun.is_office
    return phrase.head in _OF_OFFICE and any(title.noun.is_office for title in referent.titles)


def _is_office(phrase: Phrase) -> bool:
    return phrase.noun is not None and phrase.noun.is_office


def _hold_offices(pair: Referent) -> bool:
    return all(any(title.noun.is_office for title in member.titles) for member in pair.members)


def _share_surname(one: Referent, other: Referent) -> bool:
    return one.parts[-1] == other.parts[-1]


def _is_of_two(phrase: Phrase) -> bool:
    """Whether words mean two people that are known: "the two senators", "both", "the couple", "the sisters"."""
    if phrase.determiner not in _DEFINITE or (phrase.noun is not None and phrase.noun.kind not in _PERSONAL):
        return False
    if phrase.determiner == "both" or phrase.head in _PAIRED:
        return phrase.end == phrase.core_end
    is_counted = phrase.modifiers[:1] == ("two",)
    is_family = phrase.is_plural and phrase.head in KIN | {"sibling", "twin", "spouse"}
    return (is_counted and phrase.is_plural) or (is_family and not phrase.modifiers)


_PERSONAL = frozenset({SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN})

"""Descriptions that say whose or of what somebody is: "Lee’s doctor", "the mayor’s doctor", "the head of the Guild"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.coref import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.speakers.cast import Cast, Referent
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page
    from onrecord.speakers.phrase import Phrase

_HELD = 0.8
_COUNSEL = frozenset("barrister lawyer solicitor counsel".split())
_FOR_SOMEBODY = frozenset({"defending", "mitigating"})
"""By which British courts name the counsel of the accused: "Ada Lee, defending,"."""
_BEFORE_TITLE = 24  # characters before a title in which its owner may stand: "Lee campaign manager"


def find_held(phrase: Phrase, owner: Name | None, cast: Cast, page: Page) -> Choice | None:
    """The one person named with the noun of a description and its owner: Ann Marr, of "Lee’s doctor, Ann Marr"."""
    if owner is None or phrase.is_plural or not _is_person(phrase):
        return None
    held = [
        each
        for each in cast.referents
        if each.kind is SpeakerKind.PERSON
        and each.parts[-1] != owner.parts[-1]
        and _is_called(each, phrase.head, owner.parts[-1], page)
    ]
    if not held and phrase.head in _COUNSEL:
        held = [each for each in cast.referents if not _FOR_SOMEBODY.isdisjoint(_titles(each, page))]
    if not held and owner.is_place and phrase.noun is not None and phrase.noun.is_office:
        held = [each for each in cast.referents if phrase.head in {title.noun.singular for title in each.titles}]
    return Choice(held[0], _HELD) if len(held) == 1 else None


def is_of_somebody(phrase: Phrase, named: Mapping[int, int], cast: Cast, page: Page) -> bool:
    """Whether a description that nobody bears sets somebody apart from all named; ``named`` are the words of names.

    It says whose or of what the one is, so that it is no other word for somebody just spoken of.
    """
    if phrase.determiner != "the" or not _is_person(phrase):
        return False
    first, last = page.number_at(phrase.core_start), page.number_at(phrase.core_end)
    is_owned = any(word.is_possessive for word in page.words[first : last - 1])
    is_of = page.text.startswith(" of ", phrase.core_end) and any(each in named for each in (last + 1, last + 2))
    return (is_owned or is_of) and not any(phrase.head in each.heads for each in cast.referents)


def _is_person(phrase: Phrase) -> bool:
    return phrase.noun is not None and phrase.noun.kind is SpeakerKind.PERSON


def _titles(referent: Referent, page: Page) -> Iterator[str]:
    """The words of all titles of somebody."""
    return (page.text[title.start : title.end] for title in referent.titles)


def _is_called(referent: Referent, head: str, owner: str, page: Page) -> bool:
    """Whether a title of somebody has a noun and names an owner, or stands behind it."""
    for title in referent.titles:
        start = max(page.sentence_start(title.start), title.start - _BEFORE_TITLE)
        if title.noun.singular.split()[-1] == head and owner in page.text[start : title.end]:
            return True
    return False

"""First names whose surname stands beside them: "Ray and Sue Lorne", "Lorne’s husband, Ray".

The article means Ray Lorne, and whoever looks him up looks under that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page, Word

_FIRST_AND_LAST = 2
_FAMILY = frozenset("husband wife widow widower son daughter brother sister father mother".split())
"""Relatives who bear one surname unless the article gives another."""


def share_surnames(names: Sequence[Name], page: Page, lexicon: Lexicon) -> None:
    """Complete the parts of first names by the surnames beside them; ``names`` are those of ``page``, in order."""
    surnames = {name.parts[-1] for name in names if len(name.parts) > 1} | lexicon.surnames
    for before, name, after in zip((None, *names), names, (*names[1:], None), strict=False):
        if len(name.parts) > 1 or name.parts[0] in surnames or name.kind is not SpeakerKind.PERSON:
            continue
        if after is not None and name.parts[0] in lexicon.first_names and _is_joined(name, after, page):
            _complete(name, after)
        elif before is not None and before.parts[-1] not in lexicon.first_names and _is_relative(name, before, page):
            _complete(name, before)


def _is_joined(name: Name, after: Name, page: Page) -> bool:
    """Whether only *and* stands before the full name of somebody else: "Ray and Sue Lorne"."""
    is_full = len(after.parts) == _FIRST_AND_LAST and after.kind is SpeakerKind.PERSON and not after.titles
    return is_full and page.text[name.end : after.start] == " and "


def _is_relative(name: Name, owner: Name, page: Page) -> bool:
    """Whether the title before a name says that somebody is a husband, daughter or the like of the one before."""
    of_family = (each for each in name.titles if each.end <= name.start and each.noun.singular in _FAMILY)
    return page.words[owner.last - 1].is_possessive and any(
        title.start <= owner.start < title.end and title.noun.singular == page.words[owner.last].key
        for title in of_family
    )


def find_family_pronoun(name: Name, page: Page, lexicon: Lexicon) -> Word | None:
    """The pronoun that says whose husband, daughter or the like a first name is: "Her husband, Ray,"."""
    title = next((each for each in name.titles if each.noun.singular in _FAMILY and each.end <= name.start), None)
    if title is None or name.parts[0] not in lexicon.first_names:
        return None
    pronoun = page.words[max(page.number_at(title.start) - 1, 0)]
    return pronoun if pronoun.key in {"his", "her"} else None


def _complete(name: Name, by: Name) -> None:
    name.parts = (*name.parts, by.parts[-1])
    name.is_completed = True

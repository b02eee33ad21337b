"""Names that took in a capital word beside them: "Ohio Lee rally", "Can voters Trust Dana Lee", "Dana Lee Wins Big".

The rest of the article tells: what is left without the word is a name of somebody that it has elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page

_FIRST_AND_LAST = 2
_LEAST_TAIL = 2  # words after a name that are more than a second surname


def find_overgrown(names: Sequence[Name], page: Page, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """The names to cut: their number among ``names``, and the words of the page that remain of them."""
    people = {name.parts for name in names if name.kind is SpeakerKind.PERSON and len(name.parts) > 1}
    surnames = {parts[-1] for parts in people if parts[0] in lexicon.first_names}
    for number, name in enumerate(names):
        if len(name.parts) == name.last - name.first > 1:
            if len(name.parts) > _FIRST_AND_LAST:
                left = _find_person(name, people, lexicon)
            else:
                left = (name.first + 1, name.last) if _is_beside(name, surnames, page, lexicon) else None
            if left is not None:
                yield number, *left


def _find_person(name: Name, people: set[tuple[str, ...]], lexicon: Lexicon) -> tuple[int, int] | None:
    """The words of a longer name that are somebody’s full name elsewhere; ``None`` where none are."""
    parts = name.parts
    if parts[1] in lexicon.first_names and parts[0] not in lexicon.first_names and parts[1:] in people:
        return name.first + 1, name.last
    for length in range(_FIRST_AND_LAST, len(parts) - _LEAST_TAIL + 1):
        if parts[:length] in people and lexicon.body_words.isdisjoint(parts[length:]):
            return name.first, name.first + length
    return None


def _is_beside(name: Name, surnames: set[str], page: Page, lexicon: Lexicon) -> bool:
    """Whether before a surname a word says where or of which party somebody is, or is a common one that is capital."""
    first, last = name.parts
    if last not in surnames or first in lexicon.first_names:
        return False
    if first in lexicon.places or first in lexicon.adjectives or first in lexicon.partisans:
        return True
    return name.opens_sentence and any(word.bare == first.lower() for word in page.words)

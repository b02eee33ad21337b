"""What a speaker is said to be: offices, their fields, countries, and the words that name an affiliation.

"Russian Foreign Minister" is the office ``minister`` of the field ``politics`` in ``ru`` with the word ``foreign``;
"chief executive of Acme Mining" the office ``executive`` with ``acme`` and ``mining``.  Heads of anything belong to no
field.  Words tell what was said, not whether it is still so.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.speakers.countries import find_countries
from onrecord.speakers.name_forms import fold, similarity
from onrecord.speakers.renown import find_words_of
from onrecord.speakers.word_tables import read_sections, read_spellings, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAME_SOUND = 0.95
_LONGEST = 6  # words in the longest phrase for an office
_STEM = 5  # letters; a word this long is the same word with an ending behind it ("region", "regional")
_SHORT_STEM = 4  # letters; with one of these endings ("dyke", "rail", "mine", "dock")
_ENDINGS = frozenset({"s", "es", "ed", "ing", "rs", "ers", "al", "way", "ways"})
_ANY_FIELD = "any"
# Who holds one of these speaks or acts for the holder of the office named after it ("spokesman for the mayor").
_FOR_ANOTHER = frozenset({("politics", "spokesperson"), ("politics", "official"), ("law", "lawyer")})
_AGE = re.compile(r"(?<![\w.-])[1-9]\d(?=$|[,;)]|-year| years? old)")


class Roles(NamedTuple):
    """What is said of one speaker: (field, office) pairs, codes of countries, words of affiliations, and ages."""

    offices: frozenset[tuple[str, str]]
    countries: frozenset[str]
    words: frozenset[str]
    ages: frozenset[int]

    @property
    def fields(self) -> frozenset[str]:
        """The fields of the offices; heads of anything have none."""
        return frozenset(field for field, _ in self.offices) - {_ANY_FIELD}


@cache
def _read_phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Each phrase for an office, folded, with its field and office."""
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for field, lines in read_sections("roles").items():
        for office, *names in lines:
            for name in names:
                phrases.setdefault(tuple(fold(name.replace("~", " ")).split()), (field, office.rstrip(":")))
    return phrases


@lru_cache(maxsize=65_536)
def read_title(title: str) -> Roles:
    """Read one title or affiliation."""
    split = find_countries(title)
    words = split.rest
    phrases = _read_phrases()
    idle = read_words("names", "idle") | read_words("names", "honorific")
    spellings = read_spellings()
    offices: set[tuple[str, str]] = set()
    rest: set[str] = set()
    place = 0
    while place < len(words):
        lengths = range(min(_LONGEST, len(words) - place), 0, -1)
        length = next((length for length in lengths if words[place : place + length] in phrases), 0)
        if length:
            field, office = phrases[words[place : place + length]]
            offices.update([] if offices & _FOR_ANOTHER else [(field, office)])
        elif words[place] not in idle and not words[place].isdigit():
            rest.add(spellings.get(words[place], words[place]))
        place += length or 1
    ages = frozenset(int(age) for age in _AGE.findall(title))
    return Roles(frozenset(offices), split.codes, frozenset(rest), ages)


def read_roles(titles: Iterable[str], affiliations: Iterable[str], countries: Iterable[str]) -> Roles:
    """Read all that is said of a speaker; ``countries`` are codes."""
    read = [read_title(title) for title in titles]
    bodies = [read_title(affiliation) for affiliation in affiliations]
    return Roles(
        frozenset().union(*(roles.offices for roles in read)),
        frozenset(code.casefold() for code in countries).union(*(roles.countries for roles in (*read, *bodies))),
        frozenset().union(*(roles.words for roles in (*read, *bodies))),
        frozenset().union(*(roles.ages for roles in read)),
    )


def share_words(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The words of the left that the right has too, in any spelling or with another ending."""
    return frozenset(word for word in left if word in right or any(_is_one_word(word, other) for other in right))


@lru_cache(maxsize=262_144)
def _is_one_word(left: str, right: str) -> bool:
    """Whether two words sound the same, one is the other with an ending, or a word of the body it stands for."""
    if similarity(left, right) >= _SAME_SOUND or right in find_words_of(left) or left in find_words_of(right):
        return True
    shorter, longer = sorted((left, right), key=len)
    is_stem = len(shorter) >= _STEM or (len(shorter) == _SHORT_STEM and longer[_SHORT_STEM:] in _ENDINGS)
    return is_stem and longer.startswith(shorter)

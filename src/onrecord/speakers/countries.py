"""Countries in names and titles: which ones are named, and in which way.

"Russian Foreign Ministry" and "Ministry of Foreign Affairs of Russia" both name ``ru``; "Moscow" names its government.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.speakers.name_forms import fold
from onrecord.speakers.word_tables import read_countries

_PRONOUN = re.compile(r"\bus\b")
_LONGEST = 5  # words in the longest name of a country


class Naming(StrEnum):
    """How a country is named: as such, or by its capital or another seat of its government."""

    COUNTRY = "country"
    CAPITAL = "capital"
    SEAT = "seat"


class CountryWords(NamedTuple):
    """A text's words without those that name countries; the countries' codes, and how they were named.

    A part of a country names that too: "Chechen" is ``x-ch`` and ``ru``.
    """

    rest: tuple[str, ...]
    codes: frozenset[str]
    namings: frozenset[Naming]


@cache
def _read_phrases() -> dict[tuple[str, ...], tuple[tuple[str, ...], Naming]]:
    """Every name of a country as folded words, with its codes."""
    phrases: dict[tuple[str, ...], tuple[tuple[str, ...], Naming]] = {}
    for country in read_countries():
        seats = [(seat, Naming.SEAT if place else Naming.CAPITAL) for place, seat in enumerate(country.seats)]
        for name, naming in (*((name, Naming.COUNTRY) for name in (*country.names, *country.adjectives)), *seats):
            phrases.setdefault(tuple(fold(name).split()), (country.codes, naming))
    return phrases


@lru_cache(maxsize=65_536)
def find_countries(text: str) -> CountryWords:
    """Split the folded words of a text into those that name a country, the longest name first, and the rest."""
    words = tuple(fold(_PRONOUN.sub(" ", text)).split())
    phrases = _read_phrases()
    rest: list[str] = []
    found: list[tuple[tuple[str, ...], Naming]] = []
    place = start = end = 0
    while place < len(words):
        lengths = range(min(_LONGEST, len(words) - place), 0, -1)
        length = next((length for length in lengths if words[place : place + length] in phrases), 0)
        if length:
            named = phrases[words[place : place + length]]
            if found and end == place and _is_in_another(found[-1], named):
                rest.extend(words[start:place])
                found.pop()
            found.append(named)
            start, end = place, place + length
        else:
            rest.append(words[place])
        place += length or 1
    codes = frozenset(code for named, _ in found for code in named)
    return CountryWords(tuple(rest), codes, frozenset(naming for _, naming in found))


def _is_in_another(one: tuple[tuple[str, ...], Naming], other: tuple[tuple[str, ...], Naming]) -> bool:
    """Whether a capital is said to be a town of another country, named right behind it ("Kingston, Ontario")."""
    return one[1] == Naming.CAPITAL and other[1] == Naming.COUNTRY and not frozenset(one[0]) & frozenset(other[0])

"""What American news puts behind the name of a lawmaker: "(R-Ky.)", ", D-Ohio,", "of Vermont".

The tag names the party by a letter and the state by its postal code, its name or a short form of that; news then calls
its bearer "the Kentucky Republican".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.word_tables import read_countries

_TAG = re.compile(r"(?:\s\(|,\s)(?P<party>[RDI])[-–](?P<state>[A-Z][A-Za-z. ]{0,20}[A-Za-z.])(?=[),])")
_OF_PLACE = re.compile(r"\sof\s(?P<place>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_SAME_PARTY = (frozenset({"republican", "gop"}), frozenset({"democrat", "democratic"}))
_PARTY_WORDS = frozenset[str]().union(*_SAME_PARTY)
_SHARED = frozenset({"new", "north", "south", "west"})
_OF_THE_STATES = "us-"
_TWO = 2
_POSTAL = 2


class PartyTag(NamedTuple):
    """What a tag says: the noun for a member of the party, if it names one, and the words of the place."""

    member: str | None
    place: frozenset[str]


def read_tag(text: str, end: int) -> PartyTag | None:
    """Read what stands behind a name that ends at ``end``.

    >>> read_tag("Sen. Lee (R-Ky.) said", 8)
    PartyTag(member='republican', place=frozenset({'kentucky'}))
    """
    if (tag := _TAG.match(text, end)) is not None:
        return PartyTag(_PARTIES[tag["party"]], find_state(tag["state"]))
    of_place = _OF_PLACE.match(text, end)
    if of_place is None or of_place["place"] not in read_lexicon().places:
        return None
    return PartyTag(None, frozenset(of_place["place"].lower().split()))


def add_party_words(words: frozenset[str]) -> frozenset[str]:
    """Add to words that name a party the other words for it: of "gop" *republican*."""
    return words.union(*(party for party in _SAME_PARTY if party & words))


def are_apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether the words for two lawmakers name different parties or different states."""
    left = add_party_words(left)
    return any(
        bool(kind & left) and bool(kind & right) and left.isdisjoint(kind & right)
        for kind in (_PARTY_WORDS, _read_state_words())
    )


@cache
def find_state(short: str) -> frozenset[str]:
    """The words of the name of an American state, lower case, by its postal code or a short form; none if unknown.

    A short form has letters of the name in their order, and the first of them: Ky., Fla., Calif., W.Va.  Of two names
    that begin with it the first is meant, as the press has it: Ala. is Alabama, Miss. Mississippi.
    """
    letters = short.replace(".", "").replace(" ", "").lower()
    states = _read_states()
    if len(letters) == _POSTAL:
        return frozenset(states.get(letters, "").split())
    names = sorted(name for name in states.values() if name.replace(" ", "").startswith(letters))
    names = names[:1] if len(names) <= _TWO else []
    names = names or [name for name in states.values() if _is_short_for(letters, name)]
    return frozenset(names[0].split()) if len(names) == 1 else frozenset()


def _is_short_for(letters: str, name: str) -> bool:
    """Whether letters stand in a name in their order, the first of both being the same."""
    left = iter(name)
    return letters[:1] == name[:1] and all(letter in left for letter in letters)


@cache
def _read_states() -> dict[str, str]:
    """The names of the states in lower case, by postal code in lower case."""
    return {
        country.codes[0].removeprefix(_OF_THE_STATES): country.names[0].lower()
        for country in read_countries()
        if country.codes[0].startswith(_OF_THE_STATES)
    }


@cache
def _read_state_words() -> frozenset[str]:
    """The words of the names of the states that tell one of them from the others."""
    return frozenset(word for name in _read_states().values() for word in name.split()) - _SHARED

"""Which of two of one surname is older: "the elder Lee", "the younger Mr Marr", and "the mother" of the two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.speakers.coref import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.speakers.cast import Referent
    from onrecord.speakers.phrase import Phrase

TWO = 2
_RELATED = 0.75

_ELDER = frozenset("father mother mum mom dad uncle aunt grandfather grandmother parent stepfather stepmother".split())
_YOUNGER = frozenset("son daughter nephew niece grandson granddaughter child stepson stepdaughter".split())
_SAID_ELDER = frozenset({"elder", "older", "oldest", "eldest", "big"})
_SAID_YOUNGER = frozenset({"younger", "youngest", "little", "kid"})
_CALLED = re.compile(r"the (?P<which>elder|older|senior|younger|junior)(?: \w{2,8}\.?)? \Z", re.IGNORECASE)


def find_called(text: str, start: int, end: int) -> bool | None:
    """Whether ``text[start:end]``, before a name, means the elder of that name (true) or the younger, if either."""
    found = _CALLED.match(text, start, end)
    return None if found is None else found["which"].lower() in {"elder", "older", "senior"}


def find_relative(phrase: Phrase, near: Sequence[Referent]) -> Choice | None:
    """Say who of the only two of one surname "the mother" or "the son" is, where nobody was called so."""
    is_bare = phrase.determiner == "the" and not phrase.modifiers and phrase.end == phrase.core_end
    if not is_bare or phrase.is_plural or phrase.head not in _ELDER | _YOUNGER:
        return None
    family = [each for each in near if any(each is not other and each.parts[-1] == other.parts[-1] for other in near)]
    if len(family) != TWO or any(phrase.head in each.heads for each in family):
        return None
    found = pick_by_age(family, elder=phrase.head in _ELDER)
    gender = None if phrase.noun is None else phrase.noun.gender
    return None if found is None or found.gender not in {None, gender} else Choice(found, _RELATED)


def pick_by_age(candidates: Iterable[Referent], *, elder: bool) -> Referent | None:
    """The one of several of a surname who is older than all others, or younger; ``None`` where nothing tells."""
    ranked = sorted(((_rank(each), each) for each in candidates), key=lambda found: found[0], reverse=elder)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1] if ranked else None


def _rank(referent: Referent) -> tuple[int, int]:
    """By generation, as relations and *Jr.* tell it, then by age in years."""
    told = {title.noun.singular for title in referent.titles}
    up = referent.generation == "sr" or not told.isdisjoint(_ELDER) or not referent.words.isdisjoint(_SAID_ELDER)
    down = referent.generation == "jr" or not told.isdisjoint(_YOUNGER) or not referent.words.isdisjoint(_SAID_YOUNGER)
    ages = sorted(int(age) for age in referent.ages)
    return up - down, ages[-1] if ages else 0

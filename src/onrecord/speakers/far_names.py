"""Names of people that may be one though spelling or order fits no rule: to be weighed, not refused.

Words, folded, the family name last, as ``person_names`` reads them; which relation outweighs which is said there.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.name_forms import similarity, sound
from onrecord.speakers.word_tables import read_nicknames, read_words

_SAME_SOUND = 0.95
_LEAST_ALIKE = 0.7
_FEWEST_WORDS = 2
# Consonants that far romanisations write for one another; vowels and half vowels are left out.
_CLASSES = str.maketrans("bvfdgqhzžčšj", "ppptkkksssss", "aeiouyw")


def are_reordered(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether all words of one name stand in the other in another order, and not only common first names.

    Words in the same order count only behind a Western first name of somebody with an East Asian name ("Alfred Chan
    Tai-fung"): elsewhere what is left out in front is the own name, and what remains may be the father's.
    """
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < _FEWEST_WORDS or frozenset(shorter) <= read_words("names", "common given"):
        return False
    places: list[int] = []
    for word in shorter:
        free = (place for place, other in enumerate(longer) if place not in places and _is_one(word, other))
        place = next(free, None)
        if place is None:
            return False
        places.append(place)
    return places != sorted(places) or (shorter[0] in read_words("names", "family first") and places[0] == 1)


def _is_one(word: str, other: str) -> bool:
    return min(len(word), len(other)) > 1 and similarity(word, other) >= _SAME_SOUND


def are_far_spellings(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether first and family names may be far romanisations of one another, one of the two being the same."""
    pairs = ((left[0], right[0]), (left[-1], right[-1]))
    same = [similarity(*pair) >= _SAME_SOUND for pair in pairs]
    return any(same) and all(is_one or is_far_spelling(*pair) for is_one, pair in zip(same, pairs, strict=True))


@lru_cache(maxsize=65_536)
def is_far_spelling(left: str, right: str) -> bool:
    """Whether two words have the same consonants, j read as in French too, and most of their sound.

    Two first names that both stand in the list of nicknames are names of their own.
    """
    known = read_nicknames()
    if min(len(left), len(right)) < _FEWEST_WORDS or (left in known and right in known):
        return False
    return any(_have_one_frame(one, other) for one in _hear(left) for other in _hear(right))


def _hear(word: str) -> frozenset[str]:
    """The sounds of a word whose j is read as in English and German, or as in French and Turkic."""
    return frozenset({sound(word), sound(word.replace("j", "zh"))})


def _have_one_frame(left: str, right: str) -> bool:
    frames = [heard.translate(_CLASSES) for heard in (left, right)]
    return (
        bool(frames[0]) and frames[0] == frames[1] and (Levenshtein.normalized_similarity(left, right) >= _LEAST_ALIKE)
    )

"""Names of people that may be one though spelling or order fits no rule: to be weighed, not refused.

Words, folded, the family name last, as ``person_names`` reads them; which relation outweighs which is said there.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.name_forms import similarity, sound
from onrecord.speakers.transcriptions import are_transcriptions, hear
from onrecord.speakers.word_tables import read_nicknames, read_sections, read_words

_SAME_SOUND = 0.95
_LEAST_ALIKE = 0.65
_FEWEST_LETTERS = 4  # of a Korean first name in letters that romanisations share
_FEWEST_WORDS = 2
# Syllables of Korean first names in the romanisations that news uses: (pattern, replacement), in this order.
_KOREAN = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ch|zh", "j"), (r"k", "g"), (r"t", "d"), (r"p", "b"), (r"r", "l"), (r"sh(?=[iy])", "s"),
        (r"ee", "i"), (r"eui|ui", "i"), (r"ae|ai|ay", "e"), (r"weo|wo", "uo"),
        (r"eu|eo|oo|ou|u+|o", "u"), (r"wu", "u"), (r"(?<=[aeiou])h(?=$|[^aeiouy])", ""), (r"([^\W\d])\1+", r"\1"),
    )
)  # fmt: skip
# Consonants that far romanisations write for one another; vowels and half vowels are left out.
_CLASSES = str.maketrans("bvfdgqhzžčšj", "ppptkkksssss", "aeiouyw")


def are_reordered(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether all words of one name stand in the other in another order, and not only common first names.

    Words in the same order count only behind a Western first name of somebody with an East Asian name ("Alfred Chan
    Tai-fung"): elsewhere what is left out in front is the own name, and what remains may be the father's.
    """
    if _is_fathers_initial(left, right) or _is_fathers_initial(right, left):
        return True
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


def _is_fathers_initial(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the left has a father's initial in front of the own name, which the right has first ("B. Tsolmon")."""
    if len(left) != _FEWEST_WORDS or len(right) < _FEWEST_WORDS or len(left[0]) > 1 or len(right[0]) == 1:
        return False
    is_common = left[1] in read_words("names", "common given") | read_words("names", "common family")
    return not is_common and left[0] == right[1][0] and _is_one(left[1], right[0])


def _is_one(word: str, other: str) -> bool:
    is_word = min(len(word), len(other)) > 1
    return is_word and (similarity(word, other) >= _SAME_SOUND or are_transcriptions(word, other))


def are_far_spellings(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether first and family names may be far romanisations of one another, one of the two being the same."""
    pairs = ((left[0], right[0]), (left[-1], right[-1]))
    same = [_is_one(left[0], right[0]) or _are_forms(left[0], right[0]), _is_one(left[-1], right[-1])]
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


def are_forms_with_far_family(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether first names are listed as forms of one and family names are spelt far apart ("Serhiy", "Sergei").

    The family name of a woman ("Petrova") is not that of a man.
    """
    is_feminine = left[-1] == right[-1] + "a" or right[-1] == left[-1] + "a"
    is_whole = len(left) == len(right) == _FEWEST_WORDS
    return is_whole and not is_feminine and _are_forms(left[0], right[0]) and is_far_spelling(left[-1], right[-1])


def _are_forms(left: str, right: str) -> bool:
    """Whether two first names are listed as forms of one."""
    known = read_nicknames()
    return not known.get(left, frozenset()).isdisjoint(known.get(right, frozenset()))


@lru_cache(maxsize=65_536)
def _hear(word: str) -> frozenset[str]:
    """The sounds of a word as languages read it: j in English or French, ch in English or German, dj as one sound."""
    read = (word, word.replace("j", "zh"), word.replace("ch", "kh"), word.replace("dj", "d"))
    return frozenset(sound(each) for each in read) | hear(word)


def are_korean_spellings(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names, the family name last, are romanisations of one Korean name ("Ryu Seong-min", "Yoo Sungmin").

    The first name has two syllables at least: single ones in these spellings are too many.
    """
    return not read_korean(left).isdisjoint(read_korean(right))


@lru_cache(maxsize=65_536)
def read_korean(words: tuple[str, ...]) -> frozenset[tuple[int, str]]:
    """The number of the family name, which may stand first or last, with the first name in a form that all share."""
    families = _read_korean_families()
    orders = ((words[-1], words[:-1]), (words[0], words[1:]))
    heard = ((families[family], _hear_korean(given)) for family, given in orders if family in families)
    return frozenset((family, given) for family, given in heard if len(given) >= _FEWEST_LETTERS)


@cache
def _read_korean_families() -> dict[str, int]:
    """Each spelling of a Korean family name with the number of the name."""
    return {name: number for number, line in enumerate(read_sections("korean")["family"]) for name in line}


@lru_cache(maxsize=65_536)
def _hear_korean(syllables: tuple[str, ...]) -> str:
    """The syllables of a first name, joined, in a form that romanisations share."""
    joined = "".join(syllables)
    for pattern, replacement in _KOREAN:
        joined = pattern.sub(replacement, joined)
    return joined


def _have_one_frame(left: str, right: str) -> bool:
    frames = [heard.translate(_CLASSES) for heard in (left, right)]
    return (
        bool(frames[0]) and frames[0] == frames[1] and (Levenshtein.normalized_similarity(left, right) >= _LEAST_ALIKE)
    )

"""One name as languages write it: French and German transcriptions, Slavic sister languages, Persian letters.

``hear`` gives the sounds that a folded word may stand for, by the spelling rules of each language that news
transcribes names into or out of.  Two words that share one may be one name ("Prigojine", "Prigoschin", "Prigozhin").
Rules are about letters, none about a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.speakers.name_forms import sound
from onrecord.speakers.word_tables import read_nicknames

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST = 4  # letters of a word that is heard in other languages
_SHORTEST_LOOSE = 6  # of one where vowels are heard alike too

# Each language: what it writes, what English writes for it; in this order, for a folded word.
_FRENCH = (
    (r"tch", "C"), (r"dj", "j"), (r"(?<!s)ch", "sh"), (r"C", "ch"), (r"(?<!d)j", "zh"), (r"oua(?=.)", "wa"),
    (r"ou", "u"),
    (r"gu(?=[eiy])", "g"), (r"g(?=[eiy])(?<!gg)", "g"), (r"ss", "s"), (r"qu", "k"), (r"(?<=[a-z]{2}n)e$", ""),
    (r"(?<=[lmr])e$", ""), (r"eff$", "ev"), (r"ieff?$", "iev"), (r"\b(?=el(?:ts|z))", "y"),
)  # fmt: skip
_GERMAN = (
    (r"dsch", "J"), (r"tsch", "C"), (r"sch(?=[iuaeo]|$)", "ZH"), (r"sch", "sh"), (r"ch", "kh"), (r"z", "ts"),
    (r"(?:^|(?<=[aeiouy]))s(?=[aeiouy])", "z"), (r"ZH", "zh"), (r"J", "j"), (r"C", "ch"), (r"w", "v"), (r"\bje", "ye"),
    (r"(?<=[aeiou])j", "y"), (r"j(?=[aou])", "y"), (r"ss", "s"),
)  # fmt: skip
_GREEK = ((r"x", "ks"), (r"^(?:ch|kh)(?=[aeioy])", "h"), (r"mp", "b"), (r"^nt", "d"), (r"^gi(?=[aou])", "y"))
_GERMAN_SOFT = ((r"dsch", "j"), (r"tsch", "ch"), (r"sch", "sh"), *_GERMAN[4:])
_LANGUAGES = tuple(
    tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
    for rules in (_FRENCH, _GERMAN, _GERMAN_SOFT, _GREEK)
)
_SLAVIC = re.compile(r"(?:[oeia]va?|ina?|ai|sk(?:i|aia|aya|a)|enk[oa]|[uiae]k|i[čz]|hin|gan)$")
_ARMENIAN = re.compile(r"[iy]an$")
# Sister languages and scripts, for a sound: what stands for one letter of one name.  č, š and ž are one sound each.
_SISTERS = tuple(
    tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
    for rules in (
        # Belarusian, Ukrainian, Russian: h is g, unstressed o a, soft t and d ts and dz, v before consonants u.
        (
            (r"dz(?=[vim])", "d"), (r"^z(?=i)", "t"), (r"h", "g"), (r"[au]?u(?=sk|zk)", "ov"),
            (r"au(?=[^aeiouy]|$)", "ov"),
            (r"[iy]e|yo|ya|ia", "e"), (r"yi|y", "i"), (r"o", "a"), (r"i?e", "a"), (r"a+", "a"), (r"ii+", "i"),
        ),
        # Persian and Turkic: gh, q and g are one letter, zh and j another, v and u before vowels.
        ((r"[kg]", "g"), (r"ž", "j"), (r"uv|v", "u"), (r"([a-z])\1+", r"\1")),
        # Armenian, of names in -yan: Russian leaves h out, and writes k, p and t for g, b and d.
        ((r"h", ""), (r"g", "k"), (r"b", "p"), (r"d", "t"), (r"^y(?=e)", "")),
        # Bengali and Hindi: v is b, ksh is x, y drops after sh.
        ((r"v", "b"), (r"kš|ks", "x"), (r"š", "s"), (r"au|ou", "u"), (r"(?<=[drk])y?a?r", "r"), (r"ai", "i")),
    )
)  # fmt: skip


def are_transcriptions(left: str, right: str) -> bool:
    """Whether two folded words may be one name as two languages write it; not two first names that are both listed."""
    if min(len(left), len(right)) < _SHORTEST or left[:1] not in _read_onsets(right[:1]):
        return False
    known = read_nicknames()
    if left in known and right in known:
        return False
    return not _hear_sisters(left).isdisjoint(_hear_sisters(right))


@cache
def _read_onsets(letter: str) -> str:
    """The letters that may begin a name that another language begins with this one."""
    groups = ("aeiouyjh", "bvwp", "cksqgxjztdh", "gjdhqkz", "szctxk", "fvp", "xkzs", "vwbu", "o", "w")
    return letter + "".join(group for group in groups if letter in group)


@lru_cache(maxsize=65_536)
def hear(word: str) -> frozenset[str]:
    """The sounds that a folded word may stand for, by the language it is written in."""
    return frozenset({sound(word)} | {sound(_apply(rules, word)) for rules in _LANGUAGES})


@lru_cache(maxsize=65_536)
def _hear_sisters(word: str) -> frozenset[str]:
    """The same with what sister languages make of them, in forms that are no sounds any more."""
    heard = set(hear(word))
    if len(word) >= _SHORTEST_LOOSE:
        is_slavic = any(_SLAVIC.search(each) for each in heard)
        is_armenian = any(_ARMENIAN.search(each) for each in heard)
        sisters = [*_SISTERS[not is_slavic : 2], *_SISTERS[2 + (not is_armenian) :]]
        heard |= {f"{rules[0][1]}{_apply(rules, each)}" for rules in sisters for each in heard}
    return frozenset(heard)


def _apply(rules: Sequence[tuple[re.Pattern[str], str]], word: str) -> str:
    for pattern, replacement in rules:
        word = pattern.sub(replacement, word)
    return word

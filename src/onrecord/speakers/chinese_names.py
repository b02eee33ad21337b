"""Chinese names in pinyin, Wade-Giles and the looser spellings of Taiwan, and Korean ones in like spellings.

Wade-Giles as news writes it, without its apostrophes, has one spelling for several sounds (*ch* for j, q, zh and ch),
so a form that all share is coarse.  Two names that are both plainly pinyin are compared as they stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.speakers.word_tables import read_words

# (pattern, replacement), applied in order to a folded word.
_SHARED = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"oe", "oi"), (r"ssu|szu", "si"), (r"tzu", "zi"),
        (r"(?:^|(?<=[aeioungh]))r(?=en|eng|ui|ung|ong|uan|ao|ou|uo|i$|e$)", "j"),
        (r"uei", "ui"), (r"iou", "iu"), (r"erh", "er"), (r"ih(?=[^aeiou]|$)", "i"),
        (r"(?<=i|u|y)eh", "e"), (r"hs|sh|x", "s"), (r"tz|ts|zh|ch|q|j|c|z", "z"), (r"k|g(?!$)", "g"), (r"p|b", "b"),
        (r"t|d", "d"), (r"eo|o|u+|w", "u"), (r"ae|ai|e", "e"), (r"y", "i"), (r"i+", "i"), (r"ien|ian", "ien"),
        (r"uu+", "u"), (r"^[lr](?=[iu])", "l"), (r"ieu|iu", "iu"),
    )
)  # fmt: skip
_PLAINLY_PINYIN = re.compile(
    r"x|q|zh|^[bdgz]|^r(?:en|ui|uo|uan|ong)|(?<=[aeioun])[bdz](?=[aeiou])|j(?:i|u(?:n(?!g)|e|$))"
)


def is_east_asian(*readings: tuple[str, ...]) -> bool:
    """Whether all readings end in a Chinese, Korean or Vietnamese family name."""
    return {reading[-1] for reading in readings} <= read_words("names", "family first")


@lru_cache(maxsize=65_536)
def sound_east_asian(words: tuple[str, ...]) -> tuple[str, str]:
    """The first name, joined, and the family name, in a form that romanisations share."""
    sounds = ["".join(words[:-1]), words[-1]]
    for pattern, replacement in _SHARED:
        sounds = [pattern.sub(replacement, word) for word in sounds]
    return sounds[0], sounds[1]


def are_romanisations(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names, the family name last, may be one in two romanisations."""
    if not is_east_asian(left, right) or sound_east_asian(left) != sound_east_asian(right):
        return False
    given = ("".join(left[:-1]), "".join(right[:-1]))
    return given[0] == given[1] or not all(_PLAINLY_PINYIN.search(name) for name in given)

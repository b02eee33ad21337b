"""Forms of a name that can be compared: folded to plain Latin letters, written as it sounds, reduced to its consonants.

Three forms, each coarser than the one before:

- ``fold``: lower-case ASCII letters, digits and blanks.  Cyrillic and Greek are romanised, other scripts stay.
- ``sound``: one word as it sounds, so that romanisations of Russian, Ukrainian, Arabic, Persian and German agree
  ("Kadyrov" and "Kadirow", "Tchaikovsky" and "Chaykovskiy", "Müller" and "Mueller").
- ``skeleton``: the consonants of a sound, its first vowel kept as a mark; for looking up, never for deciding.

``similarity`` compares two words by edit distance (rapidfuzz).  What parts of a name mean is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.speakers.word_tables import read_letters

_UNDECOMPOSED = "йўї"
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_POINT_WITHIN = re.compile(r"\b(\w)\.(?=\w\b)")

# How a romanised word sounds: (pattern, replacement), in this order, for a folded word.  č, š and ž are one sound each.
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ic$", "ich"), (r"^cv", "tsv"), (r"gi(?=[ao])", "y"),
        (r"(?<=o)h(?=[^aeiouyh])", ""), (r"^ch(?=atz)", "h"), (r"(?<=[a-z])chuk$", "čuk"),
        (r"szcz", "š"), (r"shch|schtsch", "š"), (r"dsch|dzh|dj", "j"), (r"tsch|tch", "č"),
        (r"sch|sh|sz(?=[aeiouy])", "š"),
        (r"zh", "ž"), (r"ph", "f"), (r"kh|ch(?=[rlodu])", "h"), (r"gh", "g"), (r"th", "t"), (r"dh", "d"),
        (r"cz|ch", "č"),
        (r"ck|cq|q|c(?![eiy])", "k"), (r"c", "s"), (r"^x(?=[aeo])", "h"),
        (r"x", "ks"), (r"w", "v"), (r"tz|ts", "z"),
        (r"ou|oo|uu", "u"), (r"ee", "i"), (r"ae(?![lv])", "a"), (r"oe(?!v)", "o"),
        (r"(?<=[aou])[iy](?=ev)", ""), (r"ue", "u"),
        (r"^(?:y|j|i)(?=[eu])", ""), (r"^(?:i|j)a", "ya"), (r"(?<=[bdfgklmnprstvz])j(?=[aeiou])", "i"),
        (r"(?<=[čšž])[iy]?[eo]v$", "ev"), (r"(?<=[^aeiouyčšž])[iy]+[eo]v$|(?<=[aou])[iy]?ev$", "iev"),
        (r"(?<=[aeiou])(?:j|i)(?=[aou])", "y"), (r"y(?![aou])|j(?![aeiou])", "i"), (r"(?<=[^aeiou])y(?=[aou])", "i"),
        (r"(?<=[^aeiou])h(?=$|[^aeiouy])", ""), (r"ei", "ai"), (r"ii+", "i"), (r"iya$", "ia"),
        (r"off?$", "ov"), (r"([^\W\d])\1+", r"\1"), (r"(?<=[aeiou])h$", ""),
    )
)  # fmt: skip
_VOWELS = re.compile(r"(?<!^)[aeiouy]+")
_LOOSE = str.maketrans("ohčv", "ugšu")  # Arabic vowels; Ukrainian and Russian g; French ch; Dawdi, Daoudi
_UNVOICED = str.maketrans("gbdvzž", "kptfsš")
_SHORT = 5  # letters; below, one letter more or less is another name


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text in lower-case words with single blanks; ASCII but for scripts other than Latin, Cyrillic and Greek."""
    text = _POINT_WITHIN.sub(r"\1", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).casefold()))
    kept = "".join(letter if letter in _UNDECOMPOSED else unicodedata.normalize("NFKD", letter) for letter in text)
    plain = "".join(letter for letter in kept.translate(read_letters()) if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A folded word as it sounds, whatever romanisation wrote it."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a folded word as it sounds; a vowel at its start is ``a``, whichever it is."""
    heard = sound(word)
    bare = _VOWELS.sub("", heard)
    return ("a" + bare[1:] if bare[:1] in "aeiou" else bare) or heard


@lru_cache(maxsize=262_144)
def similarity(left: str, right: str) -> float:
    """How alike two folded words are: 1 the same letters, 0.95 the same sound, 0.9 but for o, u, g, h, else less.

    Words of the same consonants, voiced or not, may differ in a quarter of their sound ("Mohammed", "Muhammad";
    "Qaddumi", "Gaddoumi"), others in a seventh, and words under five letters in nothing.
    """
    if left == right:
        return 1.0
    if left.replace("dj", "d") == right.replace("dj", "d"):  # Đurić, written without its stroke or with two letters
        return 0.95
    first, second = sound(left), sound(right)
    if first == second:
        return 0.95
    first, second = first.translate(_LOOSE), second.translate(_LOOSE)
    if first == second:
        return 0.9
    if min(len(first), len(second)) < _SHORT:
        return 0.0
    bones = {skeleton(word).translate(_UNVOICED) for word in (left, right)}
    least = 0.75 if len(bones) == 1 else 0.85
    alike = Levenshtein.normalized_similarity(first, second)
    return 0.95 * alike if alike >= least else 0.0

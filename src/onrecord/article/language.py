"""The language of a text as an ISO 639-1 code: what the page declares, checked against its words.

Function words settle the languages news is mostly read in, at no cost; py3langid (0.7 CPU seconds and 100 MB to load,
measured 2026-11) is asked only when they do not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

FUNCTION_WORDS = {
    "en": "the of and to in that is was for on with he as his it said by at from had has have are were",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "fr": "le la les de des et du en un une que qui dans pour sur est au pas par plus ce avec aux ont",
    "es": "el la los las de y que en un una del por con para se su al es lo como más pero sus fue",
    "it": "il di che e la in un una per del della con non sono è da al dei le gli si nel alla anche",
    "pt": "o a os as de e que do da em um uma para com não no na por mais dos se como foi ao das são ele",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als door bij naar uit heeft",
    "pl": "w i na z do nie się że to jest o jak po od za przez dla oraz ale był tym tego",
    "ru": "и в не на что с по как из к у за от но для это его он она было был которые также при до",
    "uk": "і в не на що з у та до як за від але для це його він вона було був які також про під його й",
    "da": "og i at det er en til af på de for der med ikke som han fra den et har var om kan men",
    "sv": "och i att det är en till av på de för som med inte han från den ett har var om kan men vid",
    "nb": "og i at det er en til av på de for som med ikke han fra den et har var om kan men ved",
    "cs": "a v na se je že z s do o k to i ve za pro jako jeho ale po by bylo byl podle",
    "ro": "și în de la cu pe din a al o că nu mai pentru care este un au fost sunt prin după",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi ise kadar sonra en var ne",
}
LETTERS = {"і": "uk", "ї": "uk", "є": "uk", "ґ": "uk", "ы": "ru", "э": "ru", "ъ": "ru", "ё": "ru"}
WORD = re.compile(r"[^\W\d_]+")
MAX_WORDS = 1500
MIN_WORDS = 40
CLEAR_SHARE = 0.12
CLEAR_LEAD = 1.5
MAX_SAMPLE_CHARS = 4000
CODE = re.compile(r"([a-z]{2})(?:[-_][\w-]{1,20})?", re.IGNORECASE)
# Codes that pages use and ISO 639-1 does not know, and the one of three letters that is common.
ALIASES = {"ua": "uk", "iw": "he", "in": "id", "gr": "el", "cz": "cs", "jp": "ja", "cn": "zh", "nb": "no"}


def find_language(text: str, declared: str | None) -> str | None:
    """Name the language of ``text``; a declaration stands where the words are too few to contradict it."""
    code = read_code(declared)
    words = [word.lower() for word in WORD.findall(text)[:MAX_WORDS]]
    if len(words) < MIN_WORDS:
        return code or vote(words)
    return vote(words) or ask_classifier(text[:MAX_SAMPLE_CHARS]) or code


def read_code(declared: str | None) -> str | None:
    """Reduce a declared tag (BCP 47) to its language: ``de-CH`` to ``de``."""
    match = CODE.fullmatch((declared or "").strip())
    return ALIASES.get(match[1].lower(), match[1].lower()) if match else None


def vote(words: list[str]) -> str | None:
    """Let function words and letters vote; ``None`` unless one language is clearly ahead."""
    if not words:
        return None
    often = Counter(words)
    counts = {code: sum(often[word] for word in known) for code, known in function_words().items()}
    for word, times in often.items():
        for letter in LETTERS.keys() & set(word):
            counts[LETTERS[letter]] += times
    ranked = sorted(counts, key=lambda code: -counts[code])
    first, second = counts[ranked[0]], counts[ranked[1]]
    return (
        ALIASES.get(ranked[0], ranked[0])
        if first >= CLEAR_SHARE * len(words) and first >= CLEAR_LEAD * second
        else None
    )


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Split the word lists once."""
    return {code: frozenset(words.split()) for code, words in FUNCTION_WORDS.items()}


def ask_classifier(sample: str) -> str | None:
    """Ask py3langid; the answer is a code of two letters."""
    import py3langid  # noqa: PLC0415 - slow to load and rarely needed

    code = str(py3langid.classify(sample)[0])
    return code if len(code) == 2 else None  # noqa: PLR2004 - ISO 639-1

"""How far a noun phrase reaches, told by the words that cannot be part of one.

There is no parser here: news names people, papers and places in short phrases, and closed lists of function words bound
them.  Phrases never cross punctuation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

WORD = r"[^\s,;:()\[\]“”\"‘—–…?!]+"
"""A word with its hyphens, apostrophes and abbreviating stops."""
PREPOSITIONS = frozenset(
    "about above across after against along alongside amid among around as at before behind below beneath beside "
    "besides between beyond by despite during except following for from in inside into like near off on onto outside "
    "over past per regarding since through throughout to toward towards under until unlike upon via with within "
    "without concerning".split()
)
FUNCTION_WORDS = PREPOSITIONS | frozenset(
    "that if whether who whom whose which what when where why how while because although though unless than so but nor "
    "i he she they we it's he's is are was were be been being am has have had having do does did will would can could "
    "may might must should shall not never n't there then also too again ago once just only even later earlier today "
    "yesterday tomorrow tonight now recently said says say saying told tells telling wrote writes writing asked asks "
    "asking added adds adding called calls calling warned urged insisting insisted".split()
)
"""Words that end a noun phrase: prepositions other than *of*, conjunctions, auxiliaries, verbs of saying."""
OUTSIDE = "|".join(sorted(FUNCTION_WORDS))
_NEXT = re.compile(rf"\s?({WORD})")
_JOINING = frozenset({"and", "or", "&"})
_AFTER_JOINING = re.compile(
    r"\s(?:and|or|&)\s+(?:(?:the|an?|his|her|their|its|other|some|all|many|several|two|three)\s|[A-Z]|"
    r"(?:\w+(?:[eo]rs|ists|ees|"
    r"ians|[wm]en)|people|families|officials|members|parents|students|children|staff|colleagues|friends|allies|"
    r"analysts)\b)"
)
_MEASURED = re.compile(r"\s(?:about|around|over|under|near)\s\d")
_LONGEST = 14
"""No phrase has more words than this."""
_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "my", "our", "your", "this", "these", "those"}
)
_QUALITIES = frozenset({"outside", "inside", "past", "near", "off", "then", "opposite", "above"})
"""Words that are adjectives after a determiner: "an outside law firm"."""
_TITLE_OF = re.compile(r"(?<=[’']s) [“\"‘'][^“”\"]{1,40}[”\"’']")
_BEFORE_DETERMINERS = _JOINING | PREPOSITIONS | {"of", "all", "both", "half"}
_SECOND_CLAUSE = frozenset({"it", "he", "she", "they", "we", "i", "there"})


def read_phrase(text: str, start: int, limit: int, *, keep: Collection[str] = frozenset({"of"})) -> int:
    """End of the noun phrase that begins at ``start`` (a word, not a space); ``start`` where none does.

    The prepositions in ``keep`` may stand inside.
    """
    here, before = start, ""
    for _ in range(_LONGEST):
        found = _NEXT.match(text, here, limit)
        if found is None:
            break
        word = found[1].rstrip(".")
        word = word if before and word[:1].isupper() else word.lower()
        measures = before and _MEASURED.match(text, here, limit) is not None
        is_quality = before in _DETERMINERS and word in _QUALITIES
        if (
            word not in keep
            and not measures
            and not is_quality
            and (word in FUNCTION_WORDS or (before and word in _SECOND_CLAUSE))
        ):
            break
        if before and word in _DETERMINERS and before not in _BEFORE_DETERMINERS:
            break
        if word in _JOINING and _AFTER_JOINING.match(text, here, limit) is None:
            break
        here, before = found.end(), word
    end = _trim(text, start, here)
    title = _TITLE_OF.match(text, end, limit)
    return end if title is None else title.end()


def _trim(text: str, start: int, end: int) -> int:
    """Cut what cannot end a phrase: white space, a full stop that abbreviates nothing, *of*, *and*, *the*."""
    while start < end:
        words = text[start:end].rsplit(maxsplit=1)
        last = words[-1]
        if text[end - 1].isspace() or (text[end - 1] in "’'-" and text[end : end + 1] != "s"):
            end -= 1
        elif last.lower() in {"of", "and", "or", "&", "the", "a", "an"} or last.lower() in PREPOSITIONS:
            end -= len(last)
        elif last.endswith(".") and not _is_abbreviated(last):
            end -= 1
        else:
            break
    return end


def _is_abbreviated(word: str) -> bool:
    """Whether the stop belongs to the word: "U.S.", "Jr."."""
    return "." in word[:-1] or word in {"Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd."}

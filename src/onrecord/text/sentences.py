"""Where sentences end in news copy.

Rules over the few words around each mark, no model: news writes abbreviations (``Gen.``, ``U.S.``, ``a.m.``), initials
and quotations in which a question mark does not end the sentence.  English lists; other scripts and languages fall back
on the marks alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A run of marks, then closing quotation marks, brackets and note numbers that belong to the sentence before.
# The look-behind lets a run be tried only once, from its start.
END = re.compile("(?<![.!?…])[.!?…]+[\"'”’»›“)\\]}]*(?:\\[\\d{1,3}\\])*(?=\\s|$)|[。！？]+[」』”’）]*|\u2029")
OPENING = "\"'“‘‚„«‹([{¿¡`-–—•"
CLOSING = "\"'”’»›“"
SPOKEN = re.compile(r"(?:(?:[A-Z][\w.’'-]*|the|a|an|his|her|their|one|another)\s+){0,6}?([a-z]+)\b")
SPEECH_VERBS = frozenset(
    "said says asked asks wrote writes added adds told tells replied replies answered wondered demanded shouted "
    "tweeted posted recalled joked exclaimed cried insisted warned declared continued concluded".split()
)
BREAKS = re.compile(r"[\s\-\u2010-\u2015/]")
FIRST_WORD = re.compile(r"[\W_]*(\w+)")
TIME_OF_DAY = re.compile(r"[\d:.]+[ap]\.m", re.IGNORECASE)
QUOTING = '“"„«'
LOOK_BACK = 24
LOOK_AHEAD = 120
PARAGRAPHS_REMEMBERED = 256

# Never the end of a sentence: what they shorten stands before a name or a number.
BEFORE_A_NAME = frozenset(
    "mr mrs ms mx dr gen lt col sgt capt cpt cmdr comdr maj pvt cpl adm brig supt insp det rep reps sen sens gov govs "
    "prof rev hon pres messrs mmes fr st ste mt ft atty dist sec dep amb asst sgts gens lts drs profs revs v vs cf "
    "e.g i.e viz ca approx lt.gov maj.gen brig.gen lt.gen lt.col".split()
)
BEFORE_A_NUMBER = frozenset(
    "no nos art arts fig figs sec ch vol vols p pp par para op cit est c jan feb mar apr jun jul aug sept sep oct nov "
    "dec tel ext rm apt".split()
)
# May stand at the end of a sentence: decided by the word that follows.
MAY_END = frozenset(
    "u.s u.k u.n e.u u.s.a u.a.e d.c l.a n.y n.j n.c s.c b.c a.d a.m p.m inc co corp ltd llc bros jr sr esq etc al "
    "ph.d m.d b.a m.a m.b.a j.d r.n d.a d.v.m ave blvd rd hwy bldg dept univ assn govt ala ariz ark calif colo conn "
    "del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo i.d "
    "g.o.p w.va n.h n.m r.i s.d n.d mon tue tues wed thu thur thurs fri "
    "sat sun".split()
)
LOWER_CASE = frozenset("v vs cf viz ca approx etc al esq".split())
# Words that begin a sentence and hardly ever continue a name or a time of day.
STARTERS = frozenset(
    "the a an he she it they we i you this that these those there here his her its their our my your in on at by for "
    "from with after before since while when where as if but and or so yet however although though meanwhile "
    "according some many most both all no not what who why how one other another such last earlier later now then "
    "also asked under over during despite among between until once because instead still even".split()
)


# An article's stages ask for the sentences of the same paragraphs one after the other.
@lru_cache(maxsize=PARAGRAPHS_REMEMBERED)
def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split ``text[start:end]``, usually one paragraph, into sentences.

    Ranges are in order, without white space at their ends, and cover everything that is not white space.  Closing
    quotation marks and brackets belong to the sentence before them.

    >>> line = "Gen. Lee left at 5 p.m. He spoke to the U.S. Senate."
    >>> [line[start:end] for start, end in sentences(line, 0, len(line))]
    ['Gen. Lee left at 5 p.m.', 'He spoke to the U.S. Senate.']
    """
    bounds = [start, *boundaries(text, start, end), end]
    trimmed = (trim(text, low, high) for low, high in pairwise(bounds))
    return tuple((low, high) for low, high in trimmed if low < high)


def boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Find the ends of all sentences but the last, in order."""
    for match in END.finditer(text, start, end):
        after = text[match.end() : min(end, match.end() + LOOK_AHEAD)].lstrip()
        if after and is_sentence_end(text[max(start, match.start() - LOOK_BACK) : match.start()], match.group(), after):
            yield match.end()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends of a range inwards past white space."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def is_sentence_end(before: str, mark: str, after: str) -> bool:
    """Decide on one mark from a few characters before it and after it; ``after`` does not begin with a space."""
    if mark[0] in "。！？\u2029":
        return True
    opened = after.lstrip(OPENING + " ")
    if not opened or (opened[0].islower() and not opened[1:2].isupper()):  # "eBay" may begin a sentence
        return False
    closed = mark[-1] in CLOSING
    if mark[0] in "!?…" or mark.startswith(".."):
        return not (closed and is_speech_tag(after))
    if closed or ")" in mark or "]" in mark:
        return True
    return is_full_stop(before, after, opened)


ON_X = re.compile(r"\b(?:on|to|via|from) X\Z")
"""The network that is called by one letter: "she posted on X. Lee replied"."""


def is_speech_tag(after: str) -> bool:
    """Tell whether a name and a verb of speech follow: “Why?” Ms. Lee asked."""
    match = SPOKEN.match(after)
    return match is not None and match[1] in SPEECH_VERBS


def is_full_stop(before: str, after: str, opened: str) -> bool:
    """Tell a full stop from the point of an abbreviation, an initial or a list number.

    ``opened`` is what follows without opening marks.
    """
    word = last_word(before)
    if is_one_of(BEFORE_A_NAME, word):
        return False
    if word.lower() in BEFORE_A_NUMBER and opened[0].isdigit():
        return False
    if is_initial(word):
        return ON_X.search(before) is not None or begins_with_starter(after)
    if is_one_of(MAY_END, word) or TIME_OF_DAY.fullmatch(word):
        return after[0] in QUOTING or begins_with_starter(after)
    is_list_number = word.isdigit() and word == before.strip()
    return not is_list_number


def last_word(before: str) -> str:
    """Cut the word that ends a stretch of text, with its inner points, without opening marks and hyphenated parts."""
    words = BREAKS.split(before)
    return words[-1].lstrip(OPENING)


def is_one_of(abbreviations: frozenset[str], word: str) -> bool:
    """Tell whether a word is an abbreviation of the list; few are without a capital or an inner point: not "ill"."""
    written_so = word[:1].isupper() or "." in word or word in LOWER_CASE
    return written_so and word.lower() in abbreviations


def is_initial(word: str) -> bool:
    """Tell whether a word is one capital letter, or several with points between: J, J.R."""
    return all(len(part) == 1 and part.isupper() for part in word.split("."))


def begins_with_starter(after: str) -> bool:
    """Tell whether the next word is one that begins sentences."""
    word = FIRST_WORD.match(after)
    return word is not None and word[1].lower() in STARTERS

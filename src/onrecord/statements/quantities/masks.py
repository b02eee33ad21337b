"""Which numbers are no figures: dates, clock times, years, names, list numbers, addresses, numbers to dial.

Each rule looks at the words around one number.  Time expressions and names found elsewhere come in as spans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.statements.quantities.lexicon import MONTHS, NAMING, PLURAL_ENDINGS, PLURALS, SINGULARS, STOPS, YEAR_LEADS
from onrecord.statements.quantities.units import find_sign, find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from onrecord.domain import Span, TimeExpression
    from onrecord.text.numerals import Numeral

FIRST_YEAR, LAST_YEAR = 1500, 2100
YEAR_DIGITS = 4
WORDS_AHEAD = 5
SHORTEST_PLURAL = 4  # not "gas", "bus"
LOOK_BACK = 28
WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'&-]{0,28}|[^\w\s])[ \u00a0]?\Z")
WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)")
# Behind the digits: a clock, a code, a score with three parts, a file size of a version, a dial number.
CODE_AFTER = re.compile(
    r":\d|[ \u00a0]?(?:[ap]\.?m\b|o[’']clock\b|GMT\b|UTC\b|BST\b|E[SD]T\b|[PC][SD]T\b)|(?<=\d{4}) hrs\b|-\d+-\d|-for-|"
    r"[-‐–]\d{3,4}-\d|[-‐](?-i:[A-Z])\w*|[.)](?=\s[A-Z])(?<=\A\d[.)])|/\d+(?:/\d+)?|\.\d+\.|(?:G|D|K|th|st)\b(?!\w)",
    re.IGNORECASE,
)
JOINED_BEFORE = re.compile(r"(?:[A-Za-z][\w-]{0,24}[-‐]|[\w.][:/]|\d[-‐–]\d+[-‐–]|:\d+[-–]|[#@]|\d\)[ -]|\+|§ ?)\Z")
# What these three end with, as a cheap first look.
JOINING_ENDS = ("-", "‐", "–", ":", "/", "#", "@", "+", "§", ") ", "§ ")
DASHES = ("–", "-", "– ", "- ")
INDEX_ENDS = ("P ", "p ", "s ", "r ", "of ")
JOINING = re.compile(r"(?:\b(?:sub|over|under|mid|pre|near|a|to|or|non|and|now|then)[-‐])\Z", re.IGNORECASE)
NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+")
ADDRESS = re.compile(
    r" block of [A-Z]|"
    r" (?:[A-Z][\w’']+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Lane|Boulevard|Blvd|Square|Terrace)\b"
)
ZIP_BEFORE = re.compile(r"\b[A-Z]{2} \Z")
INDEX_BEFORE = re.compile(r"(?:\bS ?& ?P|\bs p|\bStandard & Poor[’']?s|\bGroup of) \Z", re.IGNORECASE)
JETS = re.compile(r"7[0-8]7\Z")
JET_AFTER = re.compile(r"-\d00|[ -](?:Max|MAX|Dreamliner|jet|aircraft|plane)")
DATE_AFTER = re.compile(r"(?:st|nd|rd|th)?,? (?:of )?([A-Z][a-z]{2,8})\b")
DAY_BEFORE = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2},? \Z")
# A capitalised word that is no weekday and no counted plural: "11 Pro", "2 Timothy".
TITLED = re.compile(
    r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|U\.S|US)\b)[A-Z]\w"
)
CODE = re.compile(r"0\d|\d{10}")
NOTE = re.compile(r"\[\d{1,3}\]")
SINCE_YEAR = re.compile(r"\b\d{4} ?[–-] ?\Z")  # "1892 – 94"
SHORT_YEAR = re.compile(r"\d\d(?!\d)")
HUMBLE = re.compile(r"\b[a-z]{5}")  # a long word without a capital: no headline
LIST_ITEM = re.compile(r"[.)]? [A-Z]")


class Mask:
    """Ranges that hold no figure, sorted and merged, so that asking is cheap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Merge the ranges."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(ranges):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def covers(self, start: int, end: int) -> bool:
        """Whether a range touches ``start`` to ``end``."""
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and self.ends[index] > start


def find_mask(text: str, names: Sequence[Span]) -> Mask:
    """The names given, and the addresses on the net that stand in the text."""
    ranges = [(name.start, name.end) for name in names]
    if "://" in text or "www." in text or "@" in text:
        ranges += [match.span() for match in NOT_WORDS.finditer(text)]
    return Mask(ranges)


def find_time_mask(times: Sequence[TimeExpression]) -> Mask:
    """The dates, clock times and sets; a number in a DURATION is a length of time, which is a figure."""
    return Mask((time.span.start, time.span.end) for time in times if time.type != "DURATION")


def is_named(text: str, number: Numeral, floor: int) -> bool:
    """Whether a number is part of a name, a code, a clock time, a score or an address; ``floor`` ends looking back."""
    if number.fraction and not number.words:
        return text[max(floor, number.start - 1) : number.start] in {"/", "-"}
    before = text[max(floor, number.start - LOOK_BACK) : number.start]
    if number.words:
        return is_spelled_name(text, number, before)
    if before.endswith(JOINING_ENDS) and JOINED_BEFORE.search(before) and not JOINING.search(before):
        return True
    if CODE_AFTER.match(text, number.end) or CODE.match(text, number.start):
        return True
    if NOTE.match(text, max(floor, number.start - 1)) or (
        before.endswith(DASHES) and SINCE_YEAR.search(before) and SHORT_YEAR.match(text, number.start)
    ):
        return True
    if not before.strip() and LIST_ITEM.match(text, number.end) and not is_counting(text, number.end, number.value):
        return True
    return is_place_or_product(text, number, before)


def is_place_or_product(text: str, number: Numeral, before: str) -> bool:
    """Digits after a naming word or a capitalised one, before a street, in a postcode or an aircraft's name."""
    if (before.endswith(INDEX_ENDS) and INDEX_BEFORE.search(before)) or ADDRESS.match(text, number.end):
        return True
    digits = text[number.start : number.end]
    if len(digits) == 5 and ZIP_BEFORE.search(before):  # noqa: PLR2004 - a ZIP code
        return True
    if JETS.match(digits) and JET_AFTER.match(text, number.end):
        return True
    if TITLED.match(text, number.end) and digits.isdigit() and not is_counting(text, number.end, number.value):
        return True
    word = WORD_BEFORE.search(before)
    if word is None or find_sign(text, number.start) is not None:
        return False
    name = word[1].rstrip(".") or word[1]
    follows = is_counting(text, number.end, number.value)
    if name.lower() in NAMING and not (follows and name.islower()):
        return True
    return (
        digits.isdigit()
        and name[0].isupper()
        and not follows
        and not word[1].endswith((".", "’s", "'s"))
        and is_inside(before, word.start())
    )


def is_inside(before: str, start: int) -> bool:
    """Whether a capital at ``start`` can be a name's: it does not open the sentence, or is no usual opener."""
    lead = before[:start].rstrip()
    word = before[start:].strip(" .").lower()
    return bool(lead and lead[-1] not in '.!?:;“"') or word not in OPENERS


OPENERS = frozenset(
    "about around at in on by with from over under nearly almost some only just the these those all of after before "
    "between among and but or for to a an another roughly approximately up down more than is are was were".split()
)


def is_counting(text: str, end: int, value: Decimal) -> bool:
    """Whether a unit or a plural noun follows a number that ends at ``end``."""
    if find_unit(text, end, value) is not None:
        return True
    for _ in range(WORDS_AHEAD):
        word = WORD_AFTER.match(text, end)
        if word is None:
            return False
        if is_plural(word[1]):
            return True
        if word[1] in STOPS and word[1] != "and":
            return False
        end = word.end()
    return False


def is_spelled_name(text: str, number: Numeral, before: str) -> bool:
    """A capitalised number word inside a sentence: "the Big Five", "Group of Seven", not in a headline."""
    if not text[number.start].isupper() or not before.strip() or before.rstrip()[-1] in ".!?:;“\"‘'(—–-":
        return False
    word = WORD_BEFORE.search(before)
    if before.endswith("Group of "):
        return True
    after = WORD_AFTER.match(text, number.end)
    lower = after is not None and after[1][0].islower()
    if word is None:
        return False
    if word[1][0].isupper() or word[1] == "the":
        return lower or after is None
    return word[1][0].islower() and (bool(HUMBLE.search(before)) or not is_counting(text, number.end, number.value))


def is_date(text: str, number: Numeral, floor: int) -> bool:
    """Whether a number is a year or a day of a month, for texts that no time tagger has seen."""
    digits = text[number.start : number.end]
    if not digits.isdigit():
        return False
    before = text[max(floor, number.start - LOOK_BACK) : number.start]
    word = WORD_BEFORE.search(before)
    lead = word[1].rstrip(".").lower() if word else ""
    if lead in MONTHS and word is not None and word[1][0].isupper() and len(digits) in {1, 2, YEAR_DIGITS}:
        return True
    if len(digits) == YEAR_DIGITS and DAY_BEFORE.search(before):
        return True
    month = DATE_AFTER.match(text, number.end)
    if month is not None and month[1].lower() in MONTHS:
        return True
    if len(digits) != YEAR_DIGITS or not FIRST_YEAR <= number.value < LAST_YEAR:
        return False
    if find_unit(text, number.end, number.value) is not None or lead in {"$", "€", "£", "¥"}:
        return False
    return lead in YEAR_LEADS or not is_counting(text, number.end, number.value)


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lower = word.lower()
    if lower in PLURALS or lower.endswith(PLURAL_ENDINGS):
        return True
    return (
        lower.endswith("s")
        and len(word) >= SHORTEST_PLURAL
        and not lower.endswith(("ss", "us", "is", "'s", "’s"))
        and lower not in SINGULARS
        and not word.isupper()
    )

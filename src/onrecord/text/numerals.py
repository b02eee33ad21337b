"""Numbers as news writes them: "20,000", "1.2 million", "18bn", "½", "two hundred and fifty thousand", "a dozen".

Cardinals and fractions only.  Ordinals ("21st", "third"), scores and vague plurals ("dozens") are none; whether a
number is a year, a part of a name or a figure is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SMALL = UNITS | TENS
SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "quadrillion": Decimal(10**15),
}
# Behind digits only: "18bn", "$5 mn", "25k".
SHORT_SCALES = {
    "k": SCALES["thousand"],
    "m": SCALES["million"],
    "mn": SCALES["million"],
    "mil": SCALES["million"],
    "mln": SCALES["million"],
    "b": SCALES["billion"],
    "bn": SCALES["billion"],
    "bln": SCALES["billion"],
    "t": SCALES["trillion"],
    "tn": SCALES["trillion"],
    "trn": SCALES["trillion"],
    "tln": SCALES["trillion"],
}
DENOMINATORS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "sixteenth": 16, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
MONEY = frozenset("$€£¥₹₽₩₺₴₪")
WITHIN_GROUP = frozenset({SCALES["dozen"], SCALES["hundred"]})
FULL_GROUP = 100  # "twelve hundred", not "three hundred hundred"
SLASHED = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 100})  # "9/11" is no fraction

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_ONES = "|".join(list(UNITS)[1:10])
_SMALL = rf"(?:{'|'.join(TENS)})(?:[- ](?:{_ONES})\b)?|{'|'.join(sorted(UNITS, key=len, reverse=True))}"
_SCALE = "|".join(SCALES)
_PARTS = "|".join(DENOMINATORS)
# At most 18 digits in a row: longer ones are codes.  Groups of three, or of two as in India ("2,50,000"); spaces part
# them only where more groups or zeros follow ("on May 12 300 men").
_DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,6}|\d{1,3}(?:['’]\d{3}){1,6}|\d{1,3}(?: \d{3}){2,6}|\d{1,3} 000|"
    r"\d{1,2}(?:,\d{2}){1,6},\d{3}|\d{1,18})(?:\.\d{1,18})?|\.\d{1,18}"
)
# Letters that may touch the digits: a currency ("USD1,700", "Rs500").  Others make a name ("A380").
_AFTER_CODE = (
    r"(?<=\b(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD|HKD|SGD|NZD|SEK|NOK|DKK|PLN|RUB|UAH|TRY|ZAR|BRL|MXN|KRW|ILS))|"
    r"(?<=\b(?:RM|Rs|kr|US))|(?<=\bRs\.)|(?<=\bPS)(?=[\d,.]{3}|\d ?(?:m|bn|k)\b)"
)
# The look-ahead names the first characters of all numbers, so that most places are passed by at once.
START = re.compile(
    rf"(?=[\d.{_VULGAR}aefhnostzAEFHNOSTZ])(?:"
    rf"(?=[.\d])(?:(?<![\w.,])|{_AFTER_CODE})(?<!\d[,./])(?P<digits>{_DIGITS})(?![.,]?\d|(?:st|nd|rd|th|s|[’']s)\b)|"
    rf"(?P<vulgar>[{_VULGAR}])|"
    rf"\b(?:(?P<small>{_SMALL})|(?P<article>an?)(?=[- ](?:{_SCALE}|half|{_PARTS})\b)|"
    r"(?<!first )(?<!second )(?<!latter )(?<!other )(?<!each )(?<!last )(?<!final )(?<!this )(?P<half>half))\b)",
    re.IGNORECASE,
)
MORE = re.compile(rf"[- ](?:(?P<and>and[- ])?(?P<small>{_SMALL})|(?P<scale>{_SCALE})s?)\b", re.IGNORECASE)
MORE_DIGITS = re.compile(
    rf"[- ]?(?P<scale>{_SCALE})s?\b|(?P<gap> ?)(?P<short>[kKmMbBtT]|[a-z]{{2,3}})\b", re.IGNORECASE
)
AND_A_HALF = re.compile(r"[- ]and[- ](?:an?|one)[- ](?P<part>half|quarter|third)\b", re.IGNORECASE)
PART = re.compile(rf"[- ](?P<part>{_PARTS})(?P<plural>e?s)?\b(?!-)", re.IGNORECASE)
HALF_A_SCALE = re.compile(rf"[- ](?:an?[- ])?(?P<scale>{_SCALE})\b", re.IGNORECASE)
SLASH = re.compile(r"[/\u2044](\d{1,3})(?![\d/.,]\d|\d)")
MIXED = re.compile(rf"(?P<gap>[ -]?)(?:(?P<vulgar>[{_VULGAR}])|(?P<top>\d)[/\u2044](?P<bottom>\d\d?)(?![\d/]))")
OF_SCALE = re.compile(rf" of an? (?P<scale>{_SCALE})\b", re.IGNORECASE)
# Behind "100m": metres, not millions.
LENGTH = re.compile(
    r"[- ](?:long|wide|high|tall|deep|thick|away|apart|above|below|sprint|hurdles|race|final|freestyle|butterfly|"
    r"backstroke|breaststroke|relay|dash|x|title|record|in \d+)\b"
)
# What must follow "half" and "a third" for them to be an amount, not a name ("second half", "a third person").
HALF_OF = re.compile(r"[- ](?:of|the|its|their|his|her|our|my|your|an?|that|this|these|those|all)\b|\s*[.,;:)]|\Z")
PART_OF = re.compile(r" (?:of|would|will|could|may|might|were|was|are|is|had|have|did|do|said|say)\b|\s*[.,;:)]|\Z")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number at ``text[start:end]``.

    ``words``: no digit stands in it.  ``scale`` is its last magnitude (10**6 in "1.2 million", 12 in "a dozen"), 1
    where there is none; a range shares it ("1.2 to 1.5 million").  ``fraction`` is a part of one: "a third", "½".
    """

    start: int
    end: int
    value: Decimal
    words: bool
    scale: Decimal = Decimal(1)
    fraction: bool = False


def numerals(text: str, start: int = 0, end: int | None = None) -> tuple[Numeral, ...]:
    """Find the numbers of ``text[start:end]``, in order and apart.

    >>> [(number.value, number.end) for number in numerals("Two-thirds of 12 thousand")]
    [(Decimal('0.6666666667'), 10), (Decimal('12000'), 25)]
    """
    end = len(text) if end is None else end
    found = []
    while match := START.search(text, start, end):
        number = read(text, match, end)
        if number is not None:
            found.append(number)
        start = number.end if number is not None else match.end()
    return tuple(found)


def read(text: str, match: re.Match[str], end: int) -> Numeral | None:
    """Read the number that begins at a match of ``START``; ``None`` where the word is no number here."""
    if match["digits"]:
        return read_digits(text, match, end)
    if match["vulgar"]:
        return Numeral(match.start(), match.end(), vulgar(match["vulgar"]), words=False, fraction=True)
    if match["half"]:
        return read_half(text, match, end)
    if match["article"]:
        return read_words(text, match.start(), match.end(), Decimal(1), end=end)
    return read_words(text, match.start(), match.end(), small(match["small"]), end=end)


def read_digits(text: str, match: re.Match[str], end: int) -> Numeral | None:
    """Go on after digits: a fraction, then a magnitude."""
    value, stop = Decimal(re.sub(r"[^\d.]", "", match["digits"])), match.end()
    slash = SLASH.match(text, stop, end)
    if slash is not None:
        bottom = int(slash[1])
        if not 0 < value < bottom or not (bottom in SLASHED or text.startswith(" of ", slash.end())):
            return None
        return Numeral(match.start(), slash.end(), divide(value, bottom), words=False, fraction=True)
    mixed = MIXED.match(text, stop, end)
    if mixed is not None and (mixed["vulgar"] or (mixed["gap"] and mixed["bottom"] != "0" and mixed["bottom"] != "00")):
        value += vulgar(mixed["vulgar"]) if mixed["vulgar"] else divide(Decimal(mixed["top"]), int(mixed["bottom"]))
        stop = mixed.end()
    elif half := AND_A_HALF.match(text, stop, end):
        value += divide(Decimal(1), DENOMINATORS[half["part"].lower()])
        stop = half.end()
    scale = Decimal(1)
    while more := MORE_DIGITS.match(text, stop, end):
        factor = (
            SCALES[more["scale"].lower()]
            if more["scale"]
            else short_scale(more, money=match.start() > 0 and text[match.start() - 1] in MONEY)
        )
        if factor is None or scale >= factor:
            break
        scale, stop = scale * factor, more.end()
    return Numeral(match.start(), stop, value * scale, words=False, scale=scale)


def short_scale(match: re.Match[str], *, money: bool) -> Decimal | None:
    """The magnitude of a shortened word behind digits; one letter counts only where it touches them."""
    word = match["short"]
    if (match["gap"] and len(word) == 1) or (word == "m" and LENGTH.match(match.string, match.end())):
        return None
    if word in {"t", "T"} and not money:
        return None  # tonnes
    return SHORT_SCALES.get(word.lower())


def read_words(text: str, start: int, stop: int, first: Decimal, *, end: int) -> Numeral | None:
    """Add up number words from ``first``, which ends at ``stop``: groups below a thousand, each with its scale."""
    part = PART.match(text, stop, end)
    if part is not None and (fraction := read_part(text, start, first, part)):
        return scaled_part(text, fraction, end)
    article_only = stop
    total, group, scale, large = Decimal(0), first, Decimal(1), Decimal("Infinity")
    room = Decimal(0)  # a word may add what is below it: nothing after "six", 1 to 99 after "hundred"
    while more := MORE.match(text, stop, end):
        if more["scale"]:
            factor = SCALES[more["scale"].lower()]
            if factor in WITHIN_GROUP and 0 < group < FULL_GROUP:
                group, room = group * factor, factor
            elif factor not in WITHIN_GROUP and group and factor < large:
                total, group, room, large = total + group * factor, Decimal(0), factor, factor
            else:
                break
            scale = factor
        else:
            value = small(more["small"])
            if not 0 < value < room:
                break
            group, room = group + value, Decimal(0)
        stop = more.end()
    if half := AND_A_HALF.match(text, stop, end):
        return add_half(text, Numeral(start, stop, total + group, words=True, scale=scale), half, end)
    if stop == article_only and text[start] in "aA":
        return None
    return Numeral(start, stop, total + group, words=True, scale=scale)


def read_part(text: str, start: int, top: Decimal, part: re.Match[str]) -> Numeral | None:
    """A fraction such as "two-thirds", "a third of": ``None`` where the word is an ordinal or a period."""
    bottom = DENOMINATORS[part["part"].lower()]
    plural = part["plural"] is not None
    if plural != (top > 1) or top >= bottom or (part["part"].lower() == "quarter" and top == 2):  # noqa: PLR2004
        return None
    hyphened = text[part.start()] == "-"
    if not plural and not hyphened and not is_by(text, start) and not PART_OF.match(text, part.end()):
        return None
    return Numeral(start, part.end(), divide(top, bottom), words=True, fraction=True)


def scaled_part(text: str, fraction: Numeral, end: int) -> Numeral:
    """Multiply "a quarter" in "a quarter of a million"."""
    scale = OF_SCALE.match(text, fraction.end, end)
    if scale is None:
        return fraction
    factor = SCALES[scale["scale"].lower()]
    return Numeral(fraction.start, scale.end(), fraction.value * factor, words=True, scale=factor)


def add_half(text: str, number: Numeral, half: re.Match[str], end: int) -> Numeral:
    """Read the half of "a million and a half", "two and a half million", "six and a half"."""
    value = number.value + divide(number.scale, DENOMINATORS[half["part"].lower()])
    scale = MORE.match(text, half.end(), end)
    if scale is None or not scale["scale"] or number.scale > 1:
        return Numeral(number.start, half.end(), value, words=True, scale=number.scale)
    factor = SCALES[scale["scale"].lower()]
    return Numeral(number.start, scale.end(), value * factor, words=True, scale=factor)


def read_half(text: str, match: re.Match[str], end: int) -> Numeral | None:
    """Read "half a million", "half the crop"; not "half" in "second half", "half-time"."""
    half = Decimal("0.5")
    if scale := HALF_A_SCALE.match(text, match.end(), end):
        factor = SCALES[scale["scale"].lower()]
        return Numeral(match.start(), scale.end(), half * factor, words=True, scale=factor)
    if not is_by(text, match.start()) and not HALF_OF.match(text, match.end()):
        return None
    return Numeral(match.start(), match.end(), half, words=True, fraction=True)


def is_by(text: str, start: int) -> bool:
    """Whether "by" stands before: "fell by a third and", "cut by half"."""
    return text[max(0, start - 4) : start].lower() in {" by ", "by "}


def small(words: str) -> Decimal:
    """The value of number words below a hundred: "seven", "twenty-five"."""
    return Decimal(sum(SMALL[word] for word in re.split(r"[- ]", words.lower())))


def vulgar(character: str) -> Decimal:
    """The value of a character such as "½", to ten places."""
    return Decimal(str(round(unicodedata.numeric(character), 10)))


def divide(top: Decimal, bottom: int) -> Decimal:
    """A fraction to ten places, without zeros at the end."""
    return (top / bottom).quantize(Decimal("1e-10")).normalize()

"""Amounts in one stretch of text: numbers with their sign, currency, unit and rate, and amounts without digits.

An amount is a figure before its surroundings are read.  Vague plurals ("dozens"), factors ("doubled") and ratios
("three in four") are amounts too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from onrecord.domain import FigureModifier
from onrecord.statements.quantities import masks
from onrecord.statements.quantities.units import MONEY, TIME_UNITS, WORDS, find_sign, find_unit
from onrecord.text.numerals import SCALES, Numeral, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.statements.quantities.masks import Mask


class Form(Enum):
    """How an amount is put into words, where later rules ask."""

    NUMBER = "number"
    SHARE = "share"  # "a third", "three in four", "a fraction"
    MULTIPLE = "multiple"  # "doubled", "four times"
    VAGUE = "vague"  # "dozens"
    AGE = "age"
    SCORE = "score"  # "311-112": low is the first number


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``text[start:end]``; ``number_start`` is where its first number or word begins, behind the currency.

    ``stop`` is where the reading of what it counts goes on.  ``scale`` is the magnitude of its number, ``joined`` says
    that a hyphen or the singular ties the unit to a noun that follows ("a 12-page letter").
    """

    start: int
    end: int
    number_start: int
    stop: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    per: str | None = None
    form: Form = Form.NUMBER
    modifier: FigureModifier = FigureModifier.EXACT
    scale: Decimal = Decimal(1)
    words: bool = False
    joined: bool = False
    name: str = "number"

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency or its hundredth."""
        return self.unit in MONEY


# Before "a", "per", "each": what a rate may be taken over when no "per" says so.
_OVER = (
    "second|minute|hour|day|night|week|month|quarter|year|gallon|barrel|litre|liter|pint|share|person|head|ounce|tonne|ton|"
    "kilogram|kilo|kg|pound|mile|kilometre|kilometer|bushel|square foot|square metre|square meter|household|piece|unit|"
    "vote|episode|game|match|season|trip|ticket|night|bottle|pop|pack|student|pupil|child|user|customer|worker|seat|room"
)
RATE = re.compile(
    rf"[ -](?:an?|each|every)[ -](?P<thing>{_OVER})\b(?! (?:ago|earlier|later|before|after|from now)\b)|[ -](?:per|/) ?(?P<over>(?:square |cubic )?[A-Za-zÀ-ÿ]+)|"
    rf"/(?P<slash>{_OVER}|[A-Za-z]{{1,5}})\b| to the (?P<to>dollar|euro|pound|yen)\b",
    re.IGNORECASE,
)
MINUS = re.compile(r"(?:\A|[\s(:])[-−–]\Z|\bminus \Z")
PLUS = re.compile(r"(?:\A|[\s(])\+\Z")
OLD = re.compile(r"(?P<hyphen>[- ])olds?\b|[ -]of[ -]age\b")
AGED = re.compile(r"\b(?:aged?|ages|turn(?:s|ed|ing)?)(?: of| just| between)? \Z", re.IGNORECASE)
NAME_COMMA = re.compile(r"[A-Z][\w’'.-]+,? [(]?\Z")
AFTER_AGE = re.compile(r"[,)]|[.;](?:\s|\Z)")
OLDEST = 115
U_S = re.compile(r" (?:U\.S\.|US)(?= (?:per|an?)\b)")

_BIG = "tens(?= of)|dozens|scores(?= of)|hundreds|thousands|lakhs|millions|crores|billions|trillions"
VAGUE = re.compile(
    rf"\b(?=[tdshlmcbaTDSHLMCBA])(?:(?P<big>{_BIG})(?: (?:of|or) (?P<bigger>{_BIG}))?(?: (?:of|or) (?P<biggest>{_BIG}))?\b(?![- ]of[- ]pounds\b)|"
    r"(?P<fraction>an? (?:tiny |small |mere )?fraction) of\b|(?P<several>several|many|a few) "
    r"(?P<scale>dozen|hundred|thousand|million|billion|trillion)s?\b|(?P<few>a few|several|a handful)\b(?! (?:of the|more|days|times)\b))",
    re.IGNORECASE,
)
_BIG_VALUES = {f"{word}s": value for word, value in SCALES.items()} | {"tens": Decimal(10), "scores": Decimal(20)}
MULTIPLE = re.compile(
    r"\b(?=[dtqhofnseDTQHOFNSE])(?:(?P<verb>(?P<factor>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing|es?(?= (?:in|by|to|from|since|over|within|"
    r"again|every|every|each|the|its|their|his|her|our|that|what)\b|[.,;])))\b(?! (?:down|up)\b)|"
    r"(?P<twice>twice|thrice)\b|"
    r"(?P<fold>two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)-?fold\b|(?P<once>once)(?=[.,;]| (?:a|per|every) ))",
    re.IGNORECASE,
)
_FACTORS = {
    "doubl": Decimal(2), "tripl": Decimal(3), "trebl": Decimal(3), "quadrupl": Decimal(4), "quintupl": Decimal(5),
    "halv": Decimal("0.5"), "twice": Decimal(2), "thrice": Decimal(3), "double": Decimal(2), "triple": Decimal(3),
    "treble": Decimal(3), "half": Decimal("0.5"), "once": Decimal(1),
    "two": Decimal(2), "three": Decimal(3), "four": Decimal(4), "five": Decimal(5), "six": Decimal(6),
    "seven": Decimal(7), "eight": Decimal(8), "nine": Decimal(9), "ten": Decimal(10), "twenty": Decimal(20),
    "hundred": Decimal(100),
}  # fmt: skip
TIMES = re.compile(r"[ -]times\b|[x×](?!\w)")
COMPARED = re.compile(
    r" (?:the|that|as|more|less|higher|lower|larger|bigger|greater|what|its|their|his|her|book|earnings|sales|annual|last|[a-z]+er)\b"
)
RATIO = re.compile(r" (?:in|out of)(?: every)? (?=\w)")
RATIO_TOTALS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000, 1000000})
PAIR = re.compile(r"(?<![\w.,:/–-])(?<![$€£])(\d{1,4})[-–](\d{1,4})(?![\w,:/–-]|\.\d)")
SCORED = re.compile(
    r"\b(?:vot|pass(?:ed|es)?\b|approv|adopt|reject|confirm|ratif|ballot|ruled|won\b|wins?\b|winning|beat|defeat|los[est]|"
    r"lead|led\b|draw|drew|tied?\b|victor|scor|final|ahead|trail|rout|edged|ended|thrash|hammer|triumph|comeback|went)",
    re.IGNORECASE,
)
SCORE_REACH = 60
# A pronoun or part of a set phrase, not a cardinal.
ONE = Decimal(1)
NO_ONE = re.compile(
    r"\b(?:no|any|every|some|the|this|that|each|only|which|another|first|last|next|big|good|new)[ -]\Z", re.IGNORECASE
)
ONE_AFTER = re.compile(
    r"(?:[ -](?:of|another|day|time|by|thing|or|and|who|that|which|way|is|was|has|had|can|could|would|will|should|may|might|"
    r"must|does|did|more|side|hand|else|too|to|in|on|for|at|with|from|where|when|as|but|if|than|said|he|she|they|we|i|up|man’s)"
    r"\b|[’'.,;:!?)”\"]|-|\s*\Z)",
    re.IGNORECASE,
)
# Hyphened to a word number, these make an adjective of kind, not an amount.
KINDS = re.compile(
    r"-(?:speed|point|star|way|time|wheel|party|state|party|pronged|fold|tier|piece|tone|dimensional|sided|handed)\b"
)


def find_amounts(text: str, start: int, end: int, *, times: Mask | None, names: Mask) -> list[Amount]:
    """Find the amounts of ``text[start:end]``, in order and apart; ``times`` is ``None`` when no tagger has run."""
    found, others = find_pairs(text, start, end, times)
    taken = [(score.start, score.end) for score in found] + others
    numbers = [
        number
        for number in numerals(text, start, end)
        if not any(low <= number.start < high for low, high in taken)
        and is_figure(text, number, floor=start, times=times, names=names)
    ]
    found += read_numbers(text, numbers, floor=start)
    for pattern, read in ((VAGUE, read_vague), (MULTIPLE, read_multiple)):
        for match in pattern.finditer(text, start, end):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(read(match))
    return sorted(found, key=lambda amount: amount.start)


def is_figure(text: str, number: Numeral, *, floor: int, times: Mask | None, names: Mask) -> bool:
    """Whether a number is an amount at all."""
    if names.covers(number.start, number.end):
        return False
    if times is not None and times.covers(number.start, number.end):
        return False
    if times is None and masks.is_date(text, number, floor):
        return False
    if number.value == ONE and number.words and is_pronoun(text, number, floor):
        return False
    if number.words and KINDS.match(text, number.end):
        return False
    return not masks.is_named(text, number, floor)


def is_pronoun(text: str, number: Numeral, floor: int) -> bool:
    """Whether "one" stands for a thing or a person instead of counting it."""
    if text[number.start : number.end].lower() != "one" or find_unit(text, number.end, ONE) is not None:
        return False
    return (
        ONE_AFTER.match(text, number.end) is not None
        or NO_ONE.search(text[max(floor, number.start - 12) : number.start]) is not None
    )


def read_numbers(text: str, numbers: list[Numeral], floor: int) -> Iterator[Amount]:
    """Turn numbers into amounts; two of them make a ratio in "three in four"."""
    index = 0
    while index < len(numbers):
        number = numbers[index]
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        ratio = read_ratio(text, number, after)
        amount = ratio or read_number(text, number, floor)
        if amount is not None:
            yield amount
        index += 2 if ratio is not None else 1


def read_ratio(text: str, number: Numeral, after: Numeral | None) -> Amount | None:
    """Read "three in four Ukrainians", "one out of 10"."""
    if after is None:
        return None
    link = RATIO.match(text, number.end)
    whole = number.value == number.value.to_integral_value() and after.value in RATIO_TOTALS
    if link is None or link.end() != after.start or not whole or not 0 < number.value < after.value:
        return None
    if find_unit(text, after.end, after.value) is not None:
        return None
    share = (number.value / after.value).quantize(Decimal("1e-10")).normalize()
    return Amount(
        start=number.start, end=after.end, number_start=number.start, stop=after.end, low=share, high=share,
        form=Form.SHARE, words=number.words, name="ratio",
    )  # fmt: skip


def read_number(text: str, number: Numeral, floor: int) -> Amount | None:
    """One number with the sign and currency before it and the unit and rate behind it."""
    value, start, end = number.value, number.start, number.end
    unit: str | None = None
    per: str | None = None
    joined = False
    sign = find_sign(text, start)
    if sign is not None and sign[1] >= floor:
        unit, start = sign
        if foreign := U_S.match(text, end):
            end = foreign.end()
    if unit is None:
        article = re.compile(" an?(?= )").match(text, end) if number.fraction else None
        measure = find_unit(text, article.end() if article else end, value)
        if measure is not None:
            joined = text[end] == "-"
            unit, per, end = measure
    if MINUS.search(text[max(floor, start - 7) : start]):
        start = start - 1 if text[start - 1] in "-−–" else start - len("minus ")
        value = -value
    elif PLUS.search(text[max(floor, start - 2) : start]):
        start -= 1
    form, name = Form.NUMBER, "number"
    times = TIMES.match(text, end) if unit is None else None
    if times is not None:
        unit, end, name = "times", times.end(), "times"
        form = Form.MULTIPLE if COMPARED.match(text, end) or text[times.start()] in "x×" else Form.NUMBER
    elif number.fraction and unit is None:
        form, name = Form.SHARE, "fraction"
    elif unit is None and sign is None and touches_word(text, number):
        return None
    amount = Amount(
        start=start, end=end, number_start=number.start, stop=end, low=value, high=value, unit=unit, per=per, form=form,
        scale=number.scale, words=number.words, joined=joined, name=name,
    )  # fmt: skip
    return with_rate(text, with_age(text, amount, floor))


def touches_word(text: str, number: Numeral) -> bool:
    """Whether letters that are no unit touch the digits: "747B", "12a"."""
    return number.end < len(text) and text[number.end].isalpha() and not number.words


def with_age(text: str, amount: Amount, floor: int) -> Amount:
    """Make a number an age where "old", "aged" or a name's comma says so."""
    old = OLD.match(text, amount.end) if amount.unit in TIME_UNITS else None
    if old is not None:
        return replace(
            amount, unit=f"{amount.unit} of age", end=old.end(), stop=old.end(), form=Form.AGE, name="age",
            joined=old["hyphen"] == "-",
        )  # fmt: skip
    if amount.unit is not None or amount.low is None or not 0 < amount.low < OLDEST or amount.form is not Form.NUMBER:
        return amount
    before = text[max(floor, amount.start - 30) : amount.start]
    named = NAME_COMMA.search(before) and before.rstrip("( ").endswith(",") and AFTER_AGE.match(text, amount.end)
    if named or (AGED.search(before) and not masks.is_counting(text, as_numeral(amount))):
        return replace(amount, unit="year of age", form=Form.AGE, name="age")
    return amount


def as_numeral(amount: Amount) -> Numeral:
    """The number of an amount alone."""
    return Numeral(amount.number_start, amount.end, amount.low or Decimal(0), words=amount.words)


def with_rate(text: str, amount: Amount) -> Amount:
    """Read what the amount is taken over: "a day", "per barrel", "/kg", "to the dollar"."""
    rate = RATE.match(text, amount.end)
    if rate is None or amount.form is Form.AGE:
        return amount
    if rate["to"] and amount.unit is not None:
        return amount
    thing = (rate["thing"] or rate["over"] or rate["slash"] or rate["to"]).lower()
    if rate["over"] and thing in {"cent", "cents"}:
        return amount
    if amount.unit is None and not rate["to"]:
        return amount
    return replace(amount, per=WORDS.get(thing, thing), stop=rate.end())


def read_vague(match: re.Match[str]) -> Amount:
    """Read "dozens", "hundreds of thousands", "several hundred", "a fraction of"."""
    modifier = FigureModifier.VAGUE
    start = match.start()
    if match["fraction"]:
        end = match.end("fraction")
        return Amount(
            start, end, start, end, None, None, form=Form.SHARE, modifier=modifier, words=True, name="fraction"
        )
    if match["few"]:
        return Amount(
            start,
            match.end(),
            start,
            match.end(),
            None,
            None,
            form=Form.VAGUE,
            modifier=modifier,
            words=True,
            name="vague",
        )
    if match["several"]:
        scale = SCALES[match["scale"].lower()]
        low, high = 2 * scale, 10 * scale - 1
    else:
        product = Decimal(1)
        for word in (match["big"], match["bigger"], match["biggest"]):
            product *= _BIG_VALUES[word.lower()] if word else 1
        low, high = 2 * product, 10 * product - 1
        if match["big"].lower() == "dozens" and not match["bigger"]:
            high = Decimal(99)
    end = match.end()
    unit = find_unit(match.string, end + 3, low) if match.string.startswith(" of ", end) else None
    if unit is not None:
        return Amount(
            start, unit[2], start, unit[2], low, high, unit=unit[0], form=Form.VAGUE, modifier=modifier, words=True,
            name="vague",
        )  # fmt: skip
    return Amount(start, end, start, end, low, high, form=Form.VAGUE, modifier=modifier, words=True, name="vague")


def read_multiple(match: re.Match[str]) -> Amount:
    """Read "doubled", "twice", "double the", "tenfold", "once."."""
    word = match["factor"] or match["twice"] or match["fold"] or match["once"]
    value = _FACTORS[word.lower()]
    start, end = match.start(), match.end(match.lastgroup or 0)
    if match["verb"]:
        end = match.end("verb")
    compared = match["verb"] or match["fold"] or COMPARED.match(match.string, end)
    form = Form.MULTIPLE if compared else Form.NUMBER
    return Amount(start, end, start, end, value, value, unit="times", form=form, words=True, name="multiple")


def find_pairs(text: str, start: int, end: int, times: Mask | None) -> tuple[list[Amount], list[tuple[int, int]]]:
    """Scores ("passed 311-112"), and the places of pairs that are neither a score nor a range, such as seasons."""
    scores: list[Amount] = []
    others: list[tuple[int, int]] = []
    for pair in PAIR.finditer(text, start, end):
        low, high = Decimal(pair[1]), Decimal(pair[2])
        number = Numeral(pair.start(2), pair.end(2), high, words=False)
        season = len(pair[1]) == masks.YEAR_DIGITS and masks.FIRST_YEAR <= low < masks.LAST_YEAR
        if (times is not None and times.covers(*pair.span())) or season:
            others.append(pair.span())
        elif low < high and masks.is_counting(text, number):
            continue
        elif is_score(text, pair, start, end):
            first, stop = pair.span()
            scores.append(Amount(first, stop, first, stop, low, high, unit="score", form=Form.SCORE, name="score"))
        else:
            others.append(pair.span())
    return scores, others


def is_score(text: str, pair: re.Match[str], start: int, end: int) -> bool:
    """Whether a word of winning or voting stands near."""
    first, stop = pair.span()
    near = (text[max(start, first - SCORE_REACH) : first], text[stop : min(end, stop + SCORE_REACH // 3)])
    return any(SCORED.search(words) for words in near)

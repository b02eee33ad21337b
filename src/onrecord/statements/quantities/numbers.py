"""Amounts from numbers: with their sign, currency, unit and rate; ages and ratios ("three in four")."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.statements.quantities import masks
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.units import TIME_UNITS, WORDS, Unit, find_sign, find_unit
from onrecord.text.numerals import Numeral, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.statements.quantities.masks import Mask

# Behind "a" and "each": what a rate may be taken over where no "per" says so.
_OVER = (
    "second|minute|hour|day|night|week|month|quarter|year|gallon|barrel|litre|liter|pint|share|person|head|ounce|tonne|"
    "ton|kilogram|kilo|kg|pound|mile|kilometre|kilometer|bushel|square foot|square metre|square meter|household|piece|"
    "unit|vote|episode|game|match|season|trip|ticket|bottle|pop|pack|dozen|student|pupil|child|user|customer|worker|seat|room"
)
RATE = re.compile(
    rf"[ -](?:an?|each|every)[ -](?P<thing>{_OVER})\b|"
    rf"[ -]per (?P<over>(?:square |cubic )?[A-Za-zÀ-ÿ]+)|/(?P<slash>{_OVER}|[A-Za-z]{{1,5}})\b|"
    r" to the (?P<to>dollar|euro|pound|yen)\b",
    re.IGNORECASE,
)
LATER = re.compile(r" (?:ago|earlier|later|before|after|from now)\b")  # "9 percent a year earlier" is no rate
MINUS = re.compile(r"(?:\A|[\s(:])[-−–]\Z|\bminus \Z")
PLUS = re.compile(r"(?:\A|[\s(])\+\Z")
SIGN_WIDTH = len(" minus ")
TIMES = re.compile(r"[ -]times\b|-?fold\b|[x\u00d7](?!\w)")
# Behind "four times": a factor, not a number of occasions.
COMPARED = re.compile(r" (?:the|that|as|more|less|what|its|their|his|her|book|earnings|sales|annual|last|[a-z]+er)\b")
ARTICLE = re.compile(r"(?: of)? an?(?= )")  # "half an hour", "a tenth of a point"
US_BEHIND = re.compile(r" (?:U\.S\.|US)(?= (?:per|an?)\b)")  # "$75 US a barrel"
OLD = re.compile(r"(?P<hyphen>[- ])olds?\b|[ -]of[ -]age\b")
AGED = re.compile(r"\b(?:aged?|ages|turn(?:s|ed|ing)?)(?: of| just| between)? \Z|\bwho (?:is|was) \Z", re.IGNORECASE)
NAME_COMMA = re.compile(r"[A-Z][\w’'.-]{1,28}, \Z")
AFTER_AGE = re.compile(r"[,)]|[.;](?:\s|\Z)")
# What stands before and behind an age: "Ruiz, 46, said", "the elder, 52, earned", "at 17 she left".
AGE_PLACES = (
    (NAME_COMMA, AFTER_AGE),
    (re.compile(r"[a-z], \Z"), re.compile(r"(?<=\d\d), (?!(?:and|or)\b)[^\W\d]")),
    (re.compile(r"\bat \Z", re.IGNORECASE), re.compile(r",? (?:he|she|they|I)\b")),
)
AGE_REACH = 30
OLDEST = 115
RATIO = re.compile(r"[ -](?:in|out[ -]of)[ -](?:every )?(?=\w)")
NUMBER_NEXT = re.compile(r"\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)\b")
RATIO_TOTALS = frozenset({*range(2, 11), 12, 20, 50, *(10**power for power in range(2, 7))})
ONE = Decimal(1)
# "One" is a pronoun or part of a set phrase behind or before these.
ONE_LEADS = frozenset("no any every some the this that each only which another first last next big good new".split())
ONE_AFTER = re.compile(
    r"(?:[ -](?:of|another|day|time|by|thing|or|and|who|that|which|way|is|was|has|had|can|could|would|will|should|may|"
    r"might|must|does|did|more|side|hand|else|too|to|in|on|for|at|with|from|where|when|as|but|if|than|said|he|she|they|we|i|up|since)"
    r"\b|[’'.,;:!?)”\"]|-|\s*\Z)",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"\b(\w{1,12})[ -]\Z")
LEAD = 12
# Hyphened to a word number, these make an adjective of kind, not an amount.
KINDS = re.compile(
    r"-(?:speed|point|star|way|time|wheel|party|state|pronged|fold|tier|piece|tone|dimensional|sided|handed)\b"
)


def find_numbers(text: str, start: int, end: int, *, times: Mask | None, names: Mask) -> Iterator[Amount]:
    """The amounts that the numbers of ``text[start:end]`` make, in order; no ``times``: no tagger has run."""
    numbers = [
        number
        for number in numerals(text, start, end)
        if is_figure(text, number, floor=start, times=times, names=names)
    ]
    return read_numbers(text, numbers, floor=start)


def is_figure(text: str, number: Numeral, *, floor: int, times: Mask | None, names: Mask) -> bool:
    """Whether a number is an amount at all."""
    if names.covers(number.start, number.end):
        return False
    if times.covers(number.start, number.end) if times is not None else masks.is_date(text, number, floor):
        return False
    if number.words and (is_pronoun(text, number, floor) or KINDS.match(text, number.end)):
        return False
    return not masks.is_named(text, number, floor)


def is_pronoun(text: str, number: Numeral, floor: int) -> bool:
    """Whether "one" stands for a thing or a person instead of counting it."""
    if text[number.start : number.end].lower() != "one" or find_unit(text, number.end, ONE) is not None:
        return False
    ratio = RATIO.match(text, number.end)
    if ratio is not None and NUMBER_NEXT.match(text, ratio.end()):
        return False
    lead = LAST_WORD.search(text[max(floor, number.start - LEAD) : number.start])
    return (lead is not None and lead[1].lower() in ONE_LEADS) or ONE_AFTER.match(text, number.end) is not None


def read_numbers(text: str, numbers: list[Numeral], floor: int) -> Iterator[Amount]:
    """Turn numbers into amounts; two of them make a ratio in "three in four"."""
    index = stop = 0
    while index < len(numbers):
        number = numbers[index]
        if number.start < stop:  # the thing of a rate: "$4 a dozen"
            index += 1
            continue
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        ratio = read_ratio(text, number, after)
        amount = ratio or read_number(text, number, floor)
        if amount is not None:
            stop = amount.stop
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
    unit, start, end = find_measure(text, number, floor)
    if unit is None and touches_word(text, number):
        return None
    value = number.value
    if MINUS.search(text[max(floor, start - SIGN_WIDTH) : start]):
        start -= 1 if text[start - 1] in "-−–" else len("minus ")
        value = -value
    elif PLUS.search(text[max(floor, start - 2) : start]):
        start -= 1
    amount = Amount(
        start=start,
        end=end,
        number_start=number.start,
        stop=end,
        low=value,
        high=value,
        unit=unit.name if unit is not None else None,
        per=unit.per if unit is not None else None,
        scale=number.scale,
        words=number.words,
        joined=unit is not None and text[number.end : number.end + 1] == "-",
    )
    return with_rate(text, with_age(text, with_times(text, amount, number), floor))


def find_measure(text: str, number: Numeral, floor: int) -> tuple[Unit | None, int, int]:
    """The currency before a number or the unit behind it, and where the two of them begin and end."""
    sign = find_sign(text, number.start)
    if sign is not None and sign.start >= floor:
        foreign = US_BEHIND.match(text, number.end)
        return sign, sign.start, foreign.end() if foreign is not None else number.end
    article = ARTICLE.match(text, number.end) if number.fraction else None  # "half an hour"
    unit = find_unit(text, article.end() if article is not None else number.end, number.value)
    return unit, number.start, unit.end if unit is not None else number.end


def touches_word(text: str, number: Numeral) -> bool:
    """Whether letters that are no unit touch the digits: "747B", "12a"."""
    if number.words or TIMES.match(text, number.end):
        return False
    return text[number.end : number.end + 1].isalpha()


def with_times(text: str, amount: Amount, number: Numeral) -> Amount:
    """Make the amount a factor or a number of occasions before "times", a share where it is a fraction."""
    if amount.unit is not None:
        return amount
    times = TIMES.match(text, amount.end)
    if times is not None:
        factor = COMPARED.match(text, times.end()) or not times.group().endswith("times")
        form = Form.MULTIPLE if factor else Form.NUMBER
        return replace(amount, unit="times", end=times.end(), stop=times.end(), form=form, name="times")
    return replace(amount, form=Form.SHARE, name="fraction") if number.fraction else amount


def with_age(text: str, amount: Amount, floor: int) -> Amount:
    """Make a number an age where "old", "aged" or a name's comma says so."""
    if amount.unit in TIME_UNITS and (old := OLD.match(text, amount.end)):
        unit, end = f"{amount.unit} of age", old.end()
        return replace(amount, unit=unit, end=end, stop=end, form=Form.AGE, name="age", joined=old["hyphen"] == "-")
    if amount.unit is not None or amount.form is not Form.NUMBER or not 0 < (amount.low or 0) < OLDEST:
        return amount
    before = text[max(floor, amount.start - AGE_REACH) : amount.start]
    placed = any(lead.search(before) and tail.match(text, amount.end) for lead, tail in AGE_PLACES)
    if placed or (AGED.search(before) and not masks.is_counting(text, amount.end, amount.low or ONE)):
        return replace(amount, unit="year of age", form=Form.AGE, name="age")
    return amount


def with_rate(text: str, amount: Amount) -> Amount:
    """Read what the amount is taken over: "a day", "per barrel", "/kg", "to the dollar"."""
    rate = RATE.match(text, amount.end)
    if rate is None or amount.form is Form.AGE or (amount.unit is None) != bool(rate["to"]):
        return amount
    thing = (rate["thing"] or rate["over"] or rate["slash"] or rate["to"]).lower()
    if thing in TIME_UNITS and LATER.match(text, rate.end()):
        return amount
    return replace(amount, per=WORDS.get(thing, thing), stop=rate.end())

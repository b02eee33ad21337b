"""What a figure leaves out because the figure before it said so: a unit, a noun, a verb, a rate.

Every rule looks at two neighbours of one sentence and at the words between them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.domain import Change, FigureRole
from onrecord.statements.quantities.amounts import Amount, Form, Reading
from onrecord.statements.quantities.changes import AUXILIARIES, VERBS
from onrecord.statements.quantities.lexicon import STOPS
from onrecord.statements.quantities.units import TIME_UNITS

LEAD = 20
WIDEST = 80
HUNDRED = 100  # percentage points are fewer
CHANGES = frozenset({FigureRole.DIFFERENCE, FigureRole.MULTIPLE})
MOVING = frozenset({FigureRole.DIFFERENCE, FigureRole.LEVEL, FigureRole.MULTIPLE})
BY = re.compile(r"\bby (?:about |around |nearly |just )?\Z")
OR = re.compile(r",? or (?:about |around |nearly |roughly )?\Z")
REACHED = re.compile(
    r"(?: (?:in|on|since|by|over|from) (?:\d{4}|[\w ]{2,24}))?,? (?:up |down )?to "
    r"(?:close at |fall to |rise to |just |only |about |as (?:many|much) as )?"
)
APPOSED = re.compile(r"[a-z ]{0,80}, ")
CONVERTED = re.compile(r" ?[(\[] ?(?:or )?")
WORD_BEFORE = re.compile(r"\b(\w{1,24})[ \u00a0]\Z")
COMPARING = frozenset("from to than versus against".split())
PAIRED = re.compile(r"-? (?:or|and|to) (?:from )?")
ASIDE = re.compile(r"(?:for|of|with|in|including) \Z")
# "..., rents 6 percent", "and milk by a tenth": a subject whose verb the clause before it has.
GAPPED = re.compile(
    r"(?:[,;]|,? and|,? but|,? while) (?!and |but |while )"
    r"(?P<subject>(?:(?:the|its|their|his|her) )?[^\W\d_][\w’'&.-]*(?: [\w’'&.-]+){0,4}?)"
    r"(?P<link> (?:by|to|at|for))? \Z"
)
VALUED = re.compile(r"\A(?: [\w’'-]+){0,5},? (?:worth|valued at) \Z")
AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|versus|vs\.?) \Z")
DETERMINER = re.compile(r"(?:the|its|their|his|her|an?) ", re.IGNORECASE)
LAST_JOINT = re.compile(r"(?:[,;]|\b(?:and|but|or|before|after|then|while))(?= )")
FURTHER = re.compile(r"\b(?:another|a further) \Z")
COMPARED = re.compile(r" (?:above|below|more|less|fewer|higher|lower|warmer|colder) ")
RATED = re.compile(
    r"\b(?:rates?|rating|turnout|poll|polls|polling|margin|error|support|approval|share|lead|unemployment|inflation|vote|"
    r"percentage)\b",
    re.IGNORECASE,
)


def fill(text: str, left: Reading, right: Reading) -> tuple[Reading, Reading]:
    """Give a bare number the unit or noun of its neighbour, and a figure the change that a conjunction carries on."""
    gap = text[left.amount.stop : right.amount.start]
    if (gapped := read_gapped(left, right, gap)) is not None:
        return left, gapped
    right = carry_change(text, left, right)
    right = carry_subject(text, left, right)
    if is_bare(right) and not left.amount.joined and left.amount.form in {Form.NUMBER, Form.VAGUE}:
        right = carry_unit(text, left, right, gap)
    elif is_bare(left) and PAIRED.fullmatch(text, left.amount.end, right.amount.start):
        left = replace(left, amount=replace(left.amount, unit=right.amount.unit), counts=left.counts or right.counts)
    elif right.amount.form is Form.SHARE and right.counts is None and not text.startswith(" of ", right.amount.end):
        right = replace(right, counts=left.counts)
    return name_points(text, left, right)


def read_gapped(left: Reading, right: Reading, gap: str) -> Reading | None:
    """The right figure, read by the verb of the left one, where its own clause has a subject and no verb."""
    if right.role not in {FigureRole.AMOUNT, FigureRole.SHARE} or right.amount.joined or right.counts is not None:
        return None
    led = left.counts is not None and (left.counts[0] < left.amount.start or left.role is FigureRole.SHARE)
    found = GAPPED.search(gap[-WIDEST:]) if led else None
    if found is None or not is_noun_phrase(found["subject"]):
        return None
    link = (found["link"] or "").strip()
    alike = left.amount.unit == right.amount.unit or (right.amount.form is Form.SHARE and left.role in MOVING)
    if not alike or (link == "to" and left.role not in MOVING) or (not link and right.amount.unit is None):
        return None
    start = right.amount.start - len(gap[-WIDEST:]) + found.start("subject")
    determiner = DETERMINER.match(found["subject"])
    counts = (start + (determiner.end() if determiner else 0), start + len(found["subject"]))
    if left.role is FigureRole.SHARE:  # "17 percent of output, wind for 24 percent"
        return replace(right, role=FigureRole.SHARE, counts=left.counts) if right.amount.unit else None
    moving = left.role in MOVING
    role = FigureRole.LEVEL if link == "to" else FigureRole.DIFFERENCE if moving and link == "by" else left.role
    amount = replace(right.amount, per=right.amount.per or (left.amount.per if role is left.role else None))
    return replace(right, amount=amount, role=role, change=left.change, counts=counts)


def is_noun_phrase(words: str) -> bool:
    """Whether no word is a verb, a preposition or a pronoun."""
    parts = DETERMINER.sub("", words, count=1).lower().split(" ")
    return not any(part in STOPS or part in VERBS or part.endswith(("ed", "ing")) for part in parts)


def carry_change(text: str, left: Reading, right: Reading) -> Reading:
    """Give the right figure the change of the left one: "2% or 31 points", "a, b by 3%", "5 km (3 miles)"."""
    before = text[max(0, right.amount.start - LEAD) : right.amount.start]
    carried = OR.search(before) is not None and right.amount.start - left.amount.end <= len(before)
    carried = carried or (right.amount.unit is not None and BY.search(before) is not None)
    carried = carried or CONVERTED.fullmatch(text, left.amount.stop, right.amount.start) is not None
    if carried and right.role is FigureRole.AMOUNT and left.change is not None:
        return replace(right, change=left.change, role=left.role)
    return right


def carry_unit(text: str, left: Reading, right: Reading, gap: str) -> Reading:
    """Give a bare number the noun or, where it stands like the one before it, the unit of that one."""
    counts = right.counts or left.counts
    if left.amount.unit is None:
        return right if ASIDE.search(gap) and not is_parallel(text, left, right) else replace(right, counts=counts)
    if left.amount.unit == "percent" and right.amount.scale > HUNDRED:
        return right
    beside = COMPARED.match(text, right.amount.end)
    again = FURTHER.search(gap) is not None
    if (
        beside
        or again
        or (is_parallel(text, left, right) and (left.role is not FigureRole.DIFFERENCE or right.role is left.role))
    ):
        amount = replace(right.amount, unit=left.amount.unit, per=right.amount.per or left.amount.per)
        right = replace(right, amount=amount, counts=counts)
    if beside and right.role is FigureRole.AMOUNT:
        change = Change.DOWN if beside.group().strip() in {"below", "less", "fewer", "lower", "colder"} else Change.UP
        return replace(right, role=FigureRole.DIFFERENCE, change=change)
    return right


def carry_subject(text: str, left: Reading, right: Reading) -> Reading:
    """Give a figure of the same change what it lacks: "rose 2%, or 31 points, to 5,211"."""
    gap = text[left.amount.stop : right.amount.start]
    if left.change is not None and right.role is FigureRole.AMOUNT and left.role in CHANGES and REACHED.fullmatch(gap):
        counts = right.counts or left.counts
        return replace(right, role=FigureRole.LEVEL, change=left.change, counts=counts)
    if right.counts is None and left.counts is not None and right.role in MOVING and is_same_subject(gap):
        return replace(right, counts=left.counts)
    compared = left.amount.unit == right.amount.unit and AGAINST.search(gap) is not None
    if right.counts is None and (compared or VALUED.search(gap)):
        return replace(right, counts=left.counts)
    in_other_words = right.amount.unit == "percent" and left.role is FigureRole.SHARE and left.counts is not None
    if in_other_words and right.counts is None and APPOSED.fullmatch(text, left.amount.end, right.amount.start):
        return replace(right, role=FigureRole.SHARE, counts=left.counts)
    return carry_rate(text, left, right, gap)


def is_same_subject(gap: str) -> bool:
    """Whether the words after the last joint of the gap are a verb and no subject: ", and fell by", ", down"."""
    if len(gap) > WIDEST:
        return False
    start = 0
    for joint in LAST_JOINT.finditer(gap):
        start = joint.end()
    words = gap[start:].split()
    return all(is_verbal(word.lower()) for word in words)


def is_verbal(word: str) -> bool:
    """Whether a word belongs to a verb of change, or may stand beside it."""
    return (
        word in VERBS
        or word in AUXILIARIES
        or word in {"by", "to", "from", "again", "or"}
        or word.endswith(("ly", "ing"))
    )


def carry_rate(text: str, left: Reading, right: Reading, gap: str) -> Reading:
    """Give a second sum the rate of the first: "earned $20 an hour, he earned $22", "$5 a head and $7"."""
    per = left.amount.per if left.amount.is_money and left.amount.unit == right.amount.unit else None
    if per is None or right.amount.per is not None or right.role is not FigureRole.AMOUNT or right.amount.joined:
        return right
    joined = gap.endswith(" and ") and len(gap) <= LEAD
    elliptic = per in TIME_UNITS and (is_parallel(text, left, right) or GAPPED.search(gap[-WIDEST:]) is not None)
    if not joined and not elliptic:
        return right
    counts = right.counts or (left.counts if joined else None)
    return replace(right, amount=replace(right.amount, per=per), counts=counts)


def name_points(text: str, left: Reading, right: Reading) -> tuple[Reading, Reading]:
    """Call points of a rate, or beside a percentage, percentage points."""
    left, right = name_rate_points(text, left), name_rate_points(text, right)
    if left.amount.unit == "percent" and is_few_points(right.amount):
        return left, replace(right, amount=replace(right.amount, unit="percentage point"))
    if right.amount.unit == "percent" and is_few_points(left.amount) and right.role is FigureRole.LEVEL:
        return replace(left, amount=replace(left.amount, unit="percentage point")), right
    return left, right


def name_rate_points(text: str, reading: Reading) -> Reading:
    """Call points of what is named a rate percentage points: "a margin of error of three points"."""
    if reading.counts is None or not is_few_points(reading.amount) or RATED.search(text, *reading.counts) is None:
        return reading
    return replace(reading, amount=replace(reading.amount, unit="percentage point"))


def is_few_points(amount: Amount) -> bool:
    """Whether an amount is in points, and so small that they can be of a percentage."""
    return amount.unit == "point" and amount.high is not None and amount.high < HUNDRED


def is_bare(reading: Reading) -> bool:
    """Whether no unit and no noun follows a number."""
    follows = reading.counts is not None and reading.counts[0] > reading.amount.start
    return reading.amount.unit is None and not follows and reading.amount.form is Form.NUMBER


def is_parallel(text: str, left: Reading, right: Reading) -> bool:
    """Whether a number stands where the one before it stood: "at 25 percent and Rubio at 14", "from 9 percent to 7"."""
    lead = [WORD_BEFORE.search(text[max(0, one.amount.start - LEAD) : one.amount.start]) for one in (left, right)]
    first, second = (match[1].lower() if match is not None else "" for match in lead)
    return second in COMPARING or (first == second and second.isalpha())

"""The figures of a text, from its numbers to their relations."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import Figure, FigureModifier, FigureRole, Relation, Span
from onrecord.statements.quantities import (
    bounds,
    changes,
    hundredths,
    masks,
    nouns,
    numbers,
    ranges,
    relations,
    wordings,
)
from onrecord.statements.quantities.amounts import Amount, Form, Reading
from onrecord.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import TimeExpression

LINE = re.compile(r"[^\n\r\u2029]+")
# A text without any of these has no figure, and most sentences have none.
MAY_COUNT = re.compile(
    r"\d|[½⅓⅔¼¾⅛]|\b(?=[a-fhlmnoqstzA-FHLMNOQSTZ])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|twent|thirt|"
    r"fort|fift|zero|half|halv|third|quarter|fraction|dozen|score|hundred|thousand|million|billion|trillion|tens|doubl|tripl|"
    r"trebl|quadrupl|quintupl|twice|thrice|once|lakh|crore|few|several|handful)",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(
    r"\b(?:an?|the|its|their|his|her|this|that|new|best|each|every|record)\W\Z|[’']s \Z", re.IGNORECASE
)
ONE = Decimal(1)
EACH_TIME = re.compile(
    r" (?:an?|per|each|every) (?P<unit>second|minute|hour|day|night|week|month|year)\b"
    r"(?! (?:ago|earlier|later|before|after))"
)
OPEN_BELOW = frozenset({FigureModifier.AT_MOST, FigureModifier.LESS_THAN})
OPEN_ABOVE = frozenset({FigureModifier.AT_LEAST, FigureModifier.MORE_THAN})


def find_figures(
    text: str,
    *,
    times: Sequence[TimeExpression] | None = None,
    paragraphs: Sequence[tuple[int, int]] | None = None,
    names: Sequence[Span] = (),
) -> tuple[Figure, ...]:
    """Find the figures of a text, in order; relations are indices into the result.

    ``times`` are the time expressions of the text: numbers in a DATE, TIME or SET are no figures, a DURATION is one.
    Without them years and dates are known by simple signs.  ``names`` are spans whose numbers belong to names.  What is
    read of a figure never leaves its paragraph (without ``paragraphs``, its line).  Linear in the length of the text.

    ``span`` holds the bounding words, the number and the unit; what is counted is ``counts``, without determiners.
    Pence are GBP; cents are in the currency that their paragraph names, else their unit is ``cent``.
    "More than 12" has no ``high``, "up to 12" no ``low``, and a score has its first number as ``low``.  In an exchange
    and from one level to another each figure leads to the other, otherwise the part to the whole.

    >>> for figure in find_figures("Profit rose by more than 12% to $3bn, and 40 of 215 workers left."):
    ...     print(figure.span.text, figure.low, figure.unit, figure.counts, figure.role, figure.change, sep=" | ")
    more than 12% | 12 | percent | Profit | difference | up
    $3bn | 3000000000 | USD | Profit | level | up
    40 | 40 | None | workers | share | None
    215 | 215 | None | workers | amount | None
    """
    seen = masks.find_time_mask(times) if times is not None else None
    named = masks.find_mask(text, names)
    readings: list[Reading] = []
    for start, end in paragraphs if paragraphs is not None else (line.span() for line in LINE.finditer(text)):
        if MAY_COUNT.search(text, start, end):
            readings += read_paragraph(text, (start, end), times=seen, names=named, first=len(readings))
    return tuple(make_figure(text, reading) for reading in readings)


def read_paragraph(
    text: str, paragraph: tuple[int, int], *, times: masks.Mask | None, names: masks.Mask, first: int
) -> list[Reading]:
    """Read the amounts of one paragraph; ``first`` is the index of its first figure."""
    floor, end = paragraph
    amounts = find_amounts(text, floor, end, times=times, names=names)
    if not amounts:
        return []
    verbs = changes.find_verbs(text, floor, end)
    bounded = [bounds.bound(text, one, floor) for one in amounts]
    joined = ranges.join_neighbours(text, bounded, [verb.start for verb in verbs])
    found: list[Reading] = []
    ends = [stop for _, stop in sentences(text, floor, end)]
    sentence = 0
    for amount in joined:
        while sentence < len(ends) - 1 and ends[sentence] <= amount.start:
            sentence += 1
        start = ends[sentence - 1] if sentence else floor
        found.append(read_amount(text, amount, verbs, floor=start, end=ends[sentence]))
    related = hundredths.convert(text, relations.relate(text, found))
    return [
        replace(one, relation=(one.relation[0], one.relation[1] + first)) if one.relation else one for one in related
    ]


def find_amounts(text: str, start: int, end: int, *, times: masks.Mask | None, names: masks.Mask) -> list[Amount]:
    """The amounts of ``text[start:end]``, in order and apart: scores before numbers before other wordings."""
    found, pairs = wordings.find_pairs(text, start, end, times)
    taken = masks.Mask([(score.start, score.end) for score in found] + pairs)
    found += (
        amount
        for amount in numbers.find_numbers(text, start, end, times=times, names=names)
        if not taken.covers(amount.start, amount.end)
    )
    for find in (wordings.find_vague, wordings.find_multiples):
        taken = masks.Mask((amount.start, amount.end) for amount in found)
        found += (amount for amount in find(text, start, end) if not taken.covers(amount.start, amount.end))
    return sorted(found, key=lambda amount: amount.start)


def read_amount(text: str, amount: Amount, verbs: Sequence[changes.Verb], *, floor: int, end: int) -> Reading:
    """Read what one amount of the sentence ``floor`` to ``end`` counts and states."""
    measured = changes.measure(text, amount, verbs, floor=floor, end=end)
    counts = measured.counts
    if amount.form is Form.AGE:
        counts = None
    elif amount.form in {Form.NUMBER, Form.VAGUE} and amount.unit is None:
        one = amount.high is not None and abs(amount.high) <= ONE
        counted = nouns.counted_noun(text, amount.stop, end, one=one) if is_followed(text, amount) else None
        counts = nouns.noun_of(text, amount.stop, end) or counted or counts
    elif amount.form is Form.SHARE and counts is None:
        counts = nouns.noun_after(text, amount.stop, end) if amount.words else None
        counts = counts or nouns.counted_noun(text, amount.stop, end, one=False)
    elif counts is None and measured.role is FigureRole.AMOUNT and amount.form is Form.NUMBER:
        counts = attributed(text, amount, floor, end)
    if counts is None and amount.form in {Form.NUMBER, Form.VAGUE} and not amount.joined:
        counts = nouns.noun_before(text, amount.start, floor, bare=amount.unit is None)
    if counts is not None and counts[0] >= amount.end and (rate := EACH_TIME.match(text, counts[1])):
        amount = replace(amount, per=rate["unit"])
    return Reading(amount, counts, measured.role, measured.change, floor)


def is_followed(text: str, amount: Amount) -> bool:
    """Whether a noun may follow: always, but behind "a handful" only with "of", since it can stand alone."""
    return amount.form is not Form.VAGUE or not text[amount.start : amount.end].lower().endswith("handful")


def attributed(text: str, amount: Amount, floor: int, end: int) -> tuple[int, int] | None:
    """The noun that a measure describes: "a 25% tax", "$200 phones", "$300 billion in frozen assets"."""
    if amount.is_money and text.startswith((" in ", " of ", " worth of "), amount.end):
        start = text.index(" ", amount.end + 1)
        placed = text.startswith(" in ", amount.end) and text[start + 1 : start + 2].isupper()  # "$9 in Illinois"
        return None if placed else nouns.noun_after(text, start, end)
    plural = text[amount.end - 1] in "sS"
    if amount.joined or (not plural and ATTRIBUTED.search(text[max(floor, amount.start - 12) : amount.start])):
        return nouns.noun_after(text, amount.stop, end)
    return None


def make_figure(text: str, reading: Reading) -> Figure:
    """The figure of a reading."""
    amount = reading.amount
    counts = Span.cut(text, *reading.counts) if reading.counts is not None else None
    relation = Relation(kind=reading.relation[0], other=reading.relation[1]) if reading.relation is not None else None
    low = None if amount.modifier in OPEN_BELOW else amount.low
    high = None if amount.modifier in OPEN_ABOVE else amount.high
    return Figure(
        span=Span.cut(text, amount.start, amount.end),
        low=plain(low),
        high=plain(high),
        unit=amount.unit,
        per=amount.per,
        counts=counts.text if counts is not None else None,
        counts_span=counts,
        modifier=amount.modifier,
        change=reading.change,
        role=reading.role,
        relation=relation,
        by=f"rule:{amount.name} 1",
    )


def plain(value: Decimal | None) -> str | None:
    """A decimal in plain notation, without zeros at its end."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

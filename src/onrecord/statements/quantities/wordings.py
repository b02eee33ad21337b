"""Amounts that are worded without a plain number: vague ones ("dozens"), factors ("doubled"), scores ("311-112")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import FigureModifier
from onrecord.statements.quantities import masks
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.numbers import COMPARED
from onrecord.statements.quantities.units import find_unit
from onrecord.text.numerals import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.statements.quantities.masks import Mask

_BIG = "tens(?= of)|dozens|scores(?= of)|hundreds|thousands|lakhs|millions|crores|billions|trillions"
VAGUE = re.compile(
    rf"\b(?=[tdshlmcba])(?:(?P<big>{_BIG})(?: (?:of|or) (?P<bigger>{_BIG}))?(?: (?:of|or) (?P<biggest>{_BIG}))?\b|"
    r"(?P<fraction>an? (?:tiny |small |mere )?fraction) of\b|"
    r"(?P<several>several|many|a few) (?P<scale>dozen|hundred|thousand|million|billion|trillion)s?\b|"
    r"(?P<few>a few|several|a handful)\b(?! (?:of the|more|days|times)\b))",
    re.IGNORECASE,
)
BIG_VALUES = {f"{word}s": value for word, value in SCALES.items()} | {"tens": Decimal(10), "scores": Decimal(20)}
# A plural is two or more of its word, and less than the next word up: 20 to 99, 200 to 999.
LEAST, TOO_MANY = 2, 10
UNDER_HUNDRED = Decimal(99)
FACTORS = {
    "doubl": Decimal(2), "tripl": Decimal(3), "trebl": Decimal(3), "quadrupl": Decimal(4), "quintupl": Decimal(5),
    "halv": Decimal("0.5"), "twice": Decimal(2), "thrice": Decimal(3), "once": Decimal(1), "two": Decimal(2),
    "three": Decimal(3), "four": Decimal(4), "five": Decimal(5), "six": Decimal(6), "seven": Decimal(7),
    "eight": Decimal(8), "nine": Decimal(9), "ten": Decimal(10), "twenty": Decimal(20), "hundred": Decimal(100),
}  # fmt: skip
MULTIPLE = re.compile(
    r"\b(?=[dtqhofnse])(?:"
    r"(?:(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing|es?(?= (?:in|by|to|from|since|over|within|again|"
    r"every|each|the|its|their|his|her|our|that|what)\b|[.,;])))\b(?! (?:down|up)\b)|"
    r"(?P<fold>two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)-?fold\b|"
    r"(?P<often>twice|thrice|once(?=[.,;]| (?:a|per|every) ))\b)",
    re.IGNORECASE,
)
PAIR = re.compile(r"(?<![\w.,:/–-])(?<![$€£])(\d{1,4})[-–](\d{1,4})(?![\w:/–-]|[.,]\d)")
TALLY = re.compile(
    r"\b(?:vote|tally|tallie|count|score|ballot|margin|verdict)s?"
    r"(?: [a-z]+){0,4}?(?: (?:of|was|is|stood at|ended|finished))? "
    r"(?P<low>\d{1,4}) to (?P<high>\d{1,4})(?![\w%]|[.,]\d| (?:percent|per cent|points?)\b)",
    re.IGNORECASE,
)
SCORED = re.compile(
    r"\b(?:vot|pass(?:ed|es)?\b|approv|adopt|reject|confirm|ratif|ballot|ruled|won\b|wins?\b|winning|beat|defeat|los[est]|"
    r"lead|led\b|draw|drew|tied?\b|victor|scor|final|ahead|trail|rout|edged|ended|thrash|hammer|triumph|comeback|went)",
    re.IGNORECASE,
)
REACH_BEFORE, REACH_BEHIND = 60, 20


def find_vague(text: str, start: int, end: int) -> Iterator[Amount]:
    """The vague amounts of ``text[start:end]``, in order."""
    for match in VAGUE.finditer(text, start, end):
        yield read_vague(match)


def read_vague(match: re.Match[str]) -> Amount:
    """Read "dozens", "hundreds of thousands of dollars", "several hundred", "a few", "a fraction of"."""
    start, end = match.span()
    low = high = None
    unit = None
    if match["fraction"]:
        end = match.end("fraction")
    elif match["several"]:
        low, high = span_of(SCALES[match["scale"].lower()])
    elif match["big"]:
        words = [word.lower() for word in (match["big"], match["bigger"], match["biggest"]) if word]
        scale = Decimal(1)
        for word in words:
            scale *= BIG_VALUES[word]
        low, high = span_of(scale)
        high = UNDER_HUNDRED if words in (["dozens"], ["scores"]) else high
        unit = find_unit(match.string, end + len(" of"), low) if match.string.startswith(" of ", end) else None
    form = Form.SHARE if match["fraction"] else Form.VAGUE
    end = unit.end if unit is not None else end
    return Amount(
        start=start,
        end=end,
        number_start=start,
        stop=end,
        low=low,
        high=high,
        unit=unit.name if unit is not None else None,
        form=form,
        modifier=FigureModifier.VAGUE,
        words=True,
        name=form.value,
    )


def span_of(scale: Decimal) -> tuple[Decimal, Decimal]:
    """What a plural of a magnitude allows: 200 to 999 for "hundreds"."""
    return LEAST * scale, TOO_MANY * scale - 1


def find_multiples(text: str, start: int, end: int) -> Iterator[Amount]:
    """The factors of ``text[start:end]`` that are one word, in order."""
    for match in MULTIPLE.finditer(text, start, end):
        value = FACTORS[(match["verb"] or match["fold"] or match["often"]).lower()]
        first, stop = match.span()
        form = Form.NUMBER if match["often"] and not COMPARED.match(text, stop) else Form.MULTIPLE
        yield Amount(
            start=first,
            end=stop,
            number_start=first,
            stop=stop,
            low=value,
            high=value,
            unit="times",
            form=form,
            words=True,
            name="multiple",
        )


def find_pairs(text: str, start: int, end: int, times: Mask | None) -> tuple[list[Amount], list[tuple[int, int]]]:
    """Scores ("passed 311-112"), and the places of pairs that are neither a score nor a range, such as seasons."""
    scores: list[Amount] = []
    others: list[tuple[int, int]] = []
    for pair in PAIR.finditer(text, start, end):
        first, stop = pair.span()
        low, high = Decimal(pair[1]), Decimal(pair[2])
        season = len(pair[1]) == masks.YEAR_DIGITS and masks.FIRST_YEAR <= low < masks.LAST_YEAR
        if season or (times is not None and times.covers(first, stop)):
            others.append((first, stop))
        elif low < high and masks.is_counting(text, stop, high):
            continue
        elif is_score(text, first, stop, start, end):
            scores.append(
                Amount(first, stop, first, stop, low, high, unit="score", form=Form.SCORE, name=Form.SCORE.value)
            )
        else:
            others.append((first, stop))
    return sorted([*scores, *find_tallies(text, start, end)], key=lambda score: score.start), others


def find_tallies(text: str, start: int, end: int) -> Iterator[Amount]:
    """Scores in words: "by a vote of 79 to 18", "the tally was 61 to 39"."""
    if text.find(" to ", start, end) < 0:
        return
    for tally in TALLY.finditer(text, start, end):
        low, high = Decimal(tally["low"]), Decimal(tally["high"])
        yield Amount(
            start=tally.start("low"), end=tally.end(), number_start=tally.start("low"), stop=tally.end(), low=low,
            high=high, unit="score", form=Form.SCORE, name=Form.SCORE.value,
        )  # fmt: skip


def is_score(text: str, first: int, stop: int, *sentence: int) -> bool:
    """Whether a word of winning or voting stands near."""
    start, end = sentence
    near = (text[max(start, first - REACH_BEFORE) : first], text[stop : min(end, stop + REACH_BEHIND)])
    return any(SCORED.search(words) for words in near)

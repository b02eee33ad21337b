"""The day of a speaker: "today" inside a quotation is the day on which the words were said, not that of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex.periods import Unit
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from datetime import date

    from onrecord.statements.timex.reader import Hit

SAYING = frozenset(
    "said says told wrote added tweeted posted announced declared warned stated asked replied insisted argued "
    "reporters statement interview speech briefing conference post letter".split()
)
OLD_WORDS = 3  # days that words may be old when news quotes them without a date
REACH = 6  # tokens between the verb of saying and its day
DAYS = frozenset({Unit.DAY, Unit.DAYPART})
STOP = KIND_CHARS["STOP"]
RESTS_ON_TODAY = frozenset({"today", "daypart", "unit", "ago", "past-units"})


def settle_quoted_days(hits: list[Hit]) -> list[Hit]:
    """Read what rests on "now" inside a quotation again, against the day on which its paragraph says it was said."""
    settled = []
    for index, hit in enumerate(hits):
        if not hit.context.quoted or hit.rule.name not in RESTS_ON_TODAY or hit.context.today is None:
            settled.append(hit)
            continue
        said = find_day_of_saying(hits, index)
        if said is None:
            settled.append(widen(hit))
            continue
        again = hit.read_again(replace(hit.context, today=said, minute=None, quoted=False))
        settled.append(replace(again, reading=replace(again.reading, certainty=Certainty.CONTEXT)))
    return settled


def widen(hit: Hit) -> Hit:
    """Open "today" in words of an unknown day: some days old perhaps, though likeliest of the day of publication."""
    period, today = hit.reading.period, hit.context.today
    if hit.found.code("TODAY") != "0" or period is None or today is None or today.toordinal() <= OLD_WORDS:
        return hit
    return replace(
        hit, reading=replace(hit.reading, earliest=(today - timedelta(days=OLD_WORDS), 0), latest=period.latest)
    )


def find_day_of_saying(hits: list[Hit], index: int) -> date | None:
    """Day that stands behind a verb of saying next to the quotation, in the same paragraph."""
    hit = hits[index]
    for other in (*hits[index + 1 : index + 4], *reversed(hits[max(0, index - 3) : index])):
        period = other.reading.period
        if other.context.quoted or period is None or period.unit not in DAYS or not is_near(hit, other):
            continue
        words = other.found.tokens.words[max(0, other.first - REACH) : other.first]
        if SAYING & set(words):
            return period.first
    return None


def is_near(hit: Hit, other: Hit) -> bool:
    """Tell whether two hits stand in one paragraph."""
    low, high = sorted((hit.first, other.first))
    starts, ends = hit.found.tokens.starts, hit.found.tokens.ends
    return "\n" not in hit.found.tokens.text[ends[low] : starts[high]]

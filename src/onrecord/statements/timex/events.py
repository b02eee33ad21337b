"""Events that times hang on: "days after the raid", "early in the invasion".

An event is the noun phrase, gerund phrase or clause behind "after", "before", "since" or "into".  Its date is known
only where the text has given it to the same noun before ("the invasion in February"); otherwise nothing is made up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import Certainty, Direction, Span, TimeAnchor
from onrecord.statements.timex import periods
from onrecord.statements.timex.amounts import count_of, duration_value, unit_of
from onrecord.statements.timex.context import CLOCK_UNITS, Context, Reading, Tense, is_past
from onrecord.statements.timex.patterns import Found, rule
from onrecord.statements.timex.reader import Hit
from onrecord.statements.timex.words import KIND_CHARS as K

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.statements.timex.periods import Moment, Period, Unit
    from onrecord.statements.timex.reader import Setting
    from onrecord.statements.timex.tokens import Tokens

VAGUE_LEAST = Decimal(2)  # "days after" is two days at least, and at most what follows
# "Only days after": the word makes the distance narrow.
NARROW_DISTANCE = {periods.Unit.HOUR: 12, periods.Unit.DAY: 9, periods.Unit.WEEK: 5, periods.Unit.MONTH: 11}
NARROW = K["NARROW"]
VAGUE_DISTANCE = {periods.Unit.HOUR: 24, periods.Unit.DAY: 13, periods.Unit.WEEK: 12, periods.Unit.MONTH: 23}
DAY_OF_EVENT = "day-of-event"
LONGEST = 16  # tokens of an event phrase
ENDS = frozenset(K[name] for name in ("STOP", "COMMA", "QUOTE"))
DIRECTIONS = {
    K["AFTER"]: Direction.AFTER, K["FOLLOWING"]: Direction.AFTER, K["SINCE"]: Direction.AFTER,
    K["LATER"]: Direction.AFTER, K["BEFORE"]: Direction.BEFORE, K["EARLIER"]: Direction.BEFORE,
}  # fmt: skip
CLAUSE_WORDS = frozenset("that which who whom whose when while where because but although though as if and or".split())
PREPOSITIONS = frozenset(
    "in on at by with from to for about over under into against between through during near".split()
)
AUXILIARIES = frozenset("is are am be will would can could may might must should has have".split())
SUBJECTS = frozenset("he she they it we i you".split())
HEADS_OF_NOTHING = frozenset("people officials years time times part number members men women troops soldiers".split())
NOUN = re.compile(r"[a-z]{4,}\Z")
# The shares of an event's time that "early", "mid" and "late" in it mean.
SHARES = {"START": (0.0, 0.36), "MID": (0.3, 0.7), "END": (0.64, 1.0)}
PARTS_OF_EVENTS = re.compile(f"[{K['EARLY']}{K['MID']}]{K['IN']}")


def anchor_to_events(hits: Sequence[Hit], setting: Setting) -> list[Hit]:
    """Tie lengths of time to the events they are counted from, and add the parts of events whose date is known."""
    tokens = setting.tokens
    known: dict[str, Period] = {}
    parts = iter([*(match.start() for match in PARTS_OF_EVENTS.finditer(tokens.kinds)), len(tokens.kinds)])
    part, done = next(parts), 0
    tied: list[Hit] = []
    for index, hit in enumerate([*hits, None]):
        first = len(tokens.kinds) if hit is None else hit.first
        while part < first:
            if part >= done and (made := read_part(setting, part, first, known)):
                tied.append(made)
            part = next(parts)
        if hit is not None:
            following = hits[index + 1] if index + 1 < len(hits) else None
            tied.append(tie(hit, following, known))
            remember(tokens, hit, known)
            done = hit.stop
    return tied


def remember(tokens: Tokens, hit: Hit, known: dict[str, Period]) -> None:
    """Keep the date of an event where a noun stands right before it: "the invasion in February"."""
    period = hit.reading.period
    if period is None or hit.first < 2:  # noqa: PLR2004 - a noun and a preposition
        return
    index = hit.first - 1
    if tokens.kinds[index] in {K["IN"], K["ON"]}:
        index -= 1
    if is_noun(tokens, index):
        known[tokens.words[index]] = period


def is_noun(tokens: Tokens, index: int) -> bool:
    """Tell a word that may name an event from verbs, names and function words."""
    word = tokens.words[index]
    written = tokens.text[tokens.starts[index] : tokens.ends[index]]
    return (
        tokens.kinds[index] == K["OTHER"]
        and NOUN.match(written) is not None
        and not is_past(word)
        and word not in CLAUSE_WORDS | PREPOSITIONS | AUXILIARIES | SUBJECTS | HEADS_OF_NOTHING
    )


def tie(hit: Hit, following: Hit | None, known: dict[str, Period]) -> Hit:
    """Give a length of time its anchor where an event follows it."""
    tokens, stop = hit.found.tokens, hit.stop
    tied_type = hit.reading.type == "DURATION" or hit.rule.name == DAY_OF_EVENT
    if not tied_type or hit.reading.period is not None or stop >= len(tokens.kinds):
        return hit
    direction = DIRECTIONS.get(tokens.kinds[stop])
    if tokens.words[stop] == "into" or (tokens.kinds[stop] == K["OF"] and is_within(hit)):
        direction = Direction.AFTER
    if direction is None:
        return hit
    if following is not None and following.first == stop + 1 and following.reading.period is not None:
        phrase: tuple[int, int] = (following.first, following.stop)
        event: Period | None = following.reading.period
    else:
        found = find_event(tokens, stop + 1)
        if found is None:
            return hit
        phrase, event = found, known.get(head_of(tokens, *found)) or date_within(found, following)
    return replace(hit, reading=anchored(hit, phrase, event, direction))


def date_within(phrase: tuple[int, int], following: Hit | None) -> Period | None:
    """Give the day that stands inside an event's phrase: "the March 26 hearing"."""
    if following is None or not phrase[0] <= following.first < following.stop <= phrase[1]:
        return None
    period = following.reading.period
    return period if period is not None and period.unit is periods.Unit.DAY else None


def is_within(hit: Hit) -> bool:
    """Tell whether "within" stands before a hit."""
    return hit.first > 0 and hit.found.tokens.kinds[hit.first - 1] == K["WITHIN"]


def is_narrow(hit: Hit) -> bool:
    """Tell "only days", "just weeks"."""
    return hit.found.has("NARROW") or (hit.first > 0 and hit.found.tokens.kinds[hit.first - 1] == NARROW)


def anchored(hit: Hit, phrase: tuple[int, int], event: Period | None, direction: Direction) -> Reading:
    """Give the reading of a length of time counted from an event."""
    tokens = hit.found.tokens
    unit = periods.Unit.DAY if hit.found.has("DAYPART") else unit_of(hit.found)
    mod = hit.reading.mod or ("EQUAL_OR_LESS" if is_within(hit) else None)
    least, most = distances(unit, count_of(hit.found), mod, vague=NARROW_DISTANCE if is_narrow(hit) else VAGUE_DISTANCE)
    span = Span.cut(tokens.text, tokens.starts[phrase[0]], tokens.ends[phrase[1] - 1])
    anchor = TimeAnchor(
        span=span, direction=direction, least=None if least is None else duration_value(unit, least),
        most=None if most is None else duration_value(unit, most),
    )  # fmt: skip
    if event is None:
        return replace(
            hit.reading, anchor=anchor, certainty=Certainty.UNANCHORED, unresolved="the event is not dated in the text"
        )
    try:
        earliest, latest = count_from(event, unit, (least, most), direction)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return replace(
            hit.reading, anchor=anchor, certainty=Certainty.UNANCHORED, unresolved="it lies outside the years 1 to 9999"
        )
    today = hit.context.today
    if today is not None and hit.context.tense is not Tense.FUTURE and earliest is not None and earliest[0] <= today:
        latest = (today, periods.DAY_END) if latest is None or latest[0] > today else latest
    reading = replace(hit.reading, anchor=anchor, certainty=Certainty.CONTEXT, earliest=earliest, latest=latest)
    if hit.rule.name == DAY_OF_EVENT and event.unit is periods.Unit.DAY and not hit.found.has("DAYPART"):
        first = periods.move(event.first, unit, 1 if direction is Direction.AFTER else -1)
        named = periods.containing(unit, first)
        return replace(reading, value=named.value, period=named, earliest=None, latest=None, unresolved=None)
    return replace(reading, unresolved=None)


def distances(
    unit: Unit, count: Decimal | None, mod: str | None, *, vague: dict[Unit, int]
) -> tuple[Decimal | None, Decimal | None]:
    """Least and most units between an event and a time, from the words of the distance."""
    if count is None:
        most = vague.get(unit)
        return (None if mod == "EQUAL_OR_LESS" else VAGUE_LEAST), None if most is None else Decimal(most)
    match mod:
        case "MORE_THAN" | "EQUAL_OR_MORE":
            return count, None
        case "LESS_THAN" | "EQUAL_OR_LESS":
            return None, count
        case "APPROX":
            return (count - 1 if count > 1 else None), count + 1
        case _:
            return count, count


def count_from(
    event: Period, unit: Unit, distance: tuple[Decimal | None, Decimal | None], direction: Direction
) -> tuple[Moment | None, Moment | None]:
    """Bounds of what lies at a distance, from least to most, after or before an event; open where one is open."""
    least, most = distance
    near, far = (0 if least is None else int(least)), (None if most is None else -int(-most // 1))
    slack = 1 if least == most and unit not in {periods.Unit.DAY, *CLOCK_UNITS} else 0
    if unit in CLOCK_UNITS:
        hours = {periods.Unit.HOUR: 1}.get(unit, 0)
        near, far = near * hours // 24, None if far is None else -(-far * hours // 24)
        unit = periods.Unit.DAY
    if direction is Direction.BEFORE:
        latest = (periods.move(event.last, unit, -near), periods.DAY_END)
        return (None if far is None else (periods.move(event.first, unit, -far - slack), 0)), latest
    earliest = (periods.move(event.first, unit, near), 0)
    return earliest, None if far is None else (periods.move(event.last, unit, far + slack), periods.DAY_END)


def find_event(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """Find the phrase of an event from its first token on: a gerund phrase, a clause or a noun phrase."""
    limit = min(len(tokens.words), first + LONGEST)
    end = next((index for index in range(first, limit) if tokens.kinds[index] in ENDS), limit)
    if end <= first:
        return None
    words = tokens.words
    if words[first].endswith("ing") or words[first] in SUBJECTS:
        stop = next((index for index in range(first + 1, end) if words[index] in CLAUSE_WORDS), end)
        return first, stop
    for index in range(first + 1, end):
        word = words[index]
        if word in AUXILIARIES or (is_past(word) and words[index - 1] not in {"the", "a", "an", "of"}):
            return first, next((at for at in range(index, end) if words[at] in CLAUSE_WORDS), end)  # a clause
        if (
            word in CLAUSE_WORDS
            or word in SUBJECTS
            or word in PREPOSITIONS
            or (tokens.kinds[index] == K["ITS"] and words[index - 1] != "of")
        ):
            return first, index
    return first, end


def head_of(tokens: Tokens, first: int, stop: int) -> str:
    """Head noun of a noun or gerund phrase: the last word before "of" or another preposition."""
    words = tokens.words
    end = next(
        (index for index in range(first + 1, stop) if words[index] == "of" or words[index] in PREPOSITIONS), stop
    )
    return words[end - 1]


def read_part(setting: Setting, first: int, limit: int, known: dict[str, Period]) -> Hit | None:
    """Read "early in the invasion" of an event that the text has dated; it is taken to go on until publication."""
    tokens = setting.tokens
    phrase = find_event(tokens, first + 2)
    if phrase is None or phrase[1] > limit:
        return None
    event = known.get(head_of(tokens, *phrase))
    if event is None:
        return None
    last = event.last if setting.today is None else max(event.last, setting.today)
    days = (last - event.first).days
    low, high = SHARES[tokens.codes[first]]
    reading = Reading(
        type="DATE", value=event.value, mod=tokens.codes[first], certainty=Certainty.CONTEXT,
        earliest=(event.first + timedelta(days=int(days * low)), 0),
        latest=(event.first + timedelta(days=int(days * high)), periods.DAY_END),
    )  # fmt: skip
    context = Context(tokens=tokens, first=first, stop=phrase[1], today=setting.today, minute=setting.minute)
    return Hit(PART_OF_EVENT, Found(tokens, first, phrase[1]), context, reading)


PART_OF_EVENT = rule("part-of-event", "[EARLY MID] IN", lambda _found, _context: None)

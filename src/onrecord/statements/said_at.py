"""When each statement was said: the time expression that governs its cue, or the one its utterance has already.

A time governs a cue when it stands in the cue's sentence, outside every content, with no other cue and no clause of
its own between.  What follows in the same breath ("he added") and what names an utterance again ("in his latest
statement") takes the time over from there.  Otherwise only the publication bounds it from above: nothing is invented.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import Certainty, Direction, SaidAt, TimeBasis
from onrecord.statements.clauses import shares_clause
from onrecord.statements.utterances import UTTERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.domain import Span, Statement, TimeExpression
    from onrecord.statements.clauses import Page
    from onrecord.statements.utterances import Turn

PUBLICATION_RULE = "rule:publication 1"
GOVERNING_RULE = "rule:governing-time 1"
REPEATED_RULE = "rule:since-then 1"
DISTANCE_RULE = "rule:distance-from-cue 1"
CONTINUED_RULE = "rule:same-utterance 1"
NAMED_RULE = "rule:utterance-named-again 1"

_BASES = {Certainty.EXPLICIT: TimeBasis.EXPLICIT, Certainty.CONTEXT: TimeBasis.CONTEXT}
_CONFIDENCE = {Certainty.EXPLICIT: 0.95, Certainty.RELATIVE: 0.9, Certainty.CONTEXT: 0.75, Certainty.AMBIGUOUS: 0.5}
_INHERITED = 0.75
"""What is left of the confidence of a time that is taken over from another statement."""

_ATTRIBUTIVE = re.compile(rf"(?:[’']s?)? (?:(?:[\w-]+ )?(?P<utterance>{UTTERANCE})\b|[\w-]+)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?\s+\w")
_DETERMINER = re.compile(r"\b(?:an?|the|his|her|its|their|another)\s+\Z", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:at|during)\s+(?:the\s+)?\Z", re.IGNORECASE)
_MADE_PUBLIC = re.compile(
    r"\b(?:released|published|issued|posted|dated|filed|made public|sent|written|signed|aired|delivered|recorded|"
    r"unveiled)(?: (?:to|by|on|in|at)(?: \w+){0,2})? ?\Z"
)
_SINCE = re.compile(r"\bsince\s+\Z", re.IGNORECASE)
_OCCASION_LASTS = timedelta(days=1)
_SPEAKING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ell(?:s|ing)?)|wr(?:ote|itten|ites?|iting)|sp(?:oke|eaks?|eaking)|"
    r"(?:add|ask|call|claim|comment|complain|conced|conclud|continu|criticis|criticiz|decr|declar|den|describ|dismiss|"
    r"emphasis|emphasiz|explain|insist|jok|joke|mention|not|observ|post|prais|recall|remark|repeat|repl|respond|stat|"
    r"stress|suggest|thank|tweet|urg|warn)(?:e|es|ed|s|ing|y|ies|ied|ying)?|argu(?:e|es|ed|ing)|acknowledg(?:e|es|ed|ing)|"
    r"admit(?:s|ted|ting)?|accus(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|found|finds?|went on|according to)\b|:",
    re.IGNORECASE,
)
_CONFIDENCE_OF_DISTANCE = 0.6
_DURATION = re.compile(
    r"P(?:(?P<Y>\d{1,5})Y)?(?:(?P<M>\d{1,5})M)?(?:(?P<W>\d{1,5})W)?(?:(?P<D>\d{1,6})D)?(?:T[\dHMS]+)?"
)
_UNIT_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}


def date_statements(statements: Sequence[Statement], turns: Sequence[Turn], page: Page) -> tuple[Statement, ...]:
    """Give each statement its ``said_at``, chosen from the article's times; the order stays.

    ``turns`` are the same statements as ``follow`` arranges them on their ``page``.  ``said_at`` stays ``None``
    where neither a time nor the publication date is known.
    """
    found: dict[str, SaidAt | None] = {}
    for turn in turns:
        statement = turn.statement
        found[statement.id] = (
            _find_governing(statement, page, lengths=False)
            or _inherit(turn, found)
            or _find_governing(statement, page, lengths=True)
        )
    publication = _by_publication(page)
    return tuple(structs.replace(each, said_at=found[each.id] or publication) for each in statements)


# The time that governs a cue ------------------------------------------------------------------------------------------


def _find_governing(statement: Statement, page: Page, *, lengths: bool) -> SaidAt | None:
    """The nearest time that governs the statement's cue: a date, or a length of time that has bounds."""
    cue = statement.cue
    if cue is None:
        return None
    start, end = page.sentence(cue.start)
    near = page.times(start, end)
    measured = next((each for each in near if _measures_from(each, cue)), None)
    if measured is not None:
        return _at_a_distance(measured, page)
    wanted = (each for each in near if (each.type == "DURATION") is lengths and (each.earliest or not lengths))
    governing = [each for each in wanted if _governs(each, statement, page)]
    if not governing:
        return None
    nearest = min(governing, key=lambda each: _distance(each.span, cue, page))
    return _read_out(nearest, page)


def _governs(time: TimeExpression, statement: Statement, page: Page) -> bool:
    """Whether a time of the cue's sentence says when the cue's act took place."""
    span, cue = time.span, statement.cue
    source = statement.source
    if cue is None or page.holders(span.start) != page.holders(cue.start):
        return False
    if source is not None and source.start <= span.start < source.end:
        return _MADE_PUBLIC.search(page.text, source.start, span.start) is not None
    return not _is_attributive(span, page.text) and shares_clause(span, statement, page)


def _is_attributive(span: Span, text: str) -> bool:
    """Whether the time belongs to a noun that is no utterance: "Thursday's attack", but not "in a Monday interview"."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 60]
    if not (_POSSESSIVE.match(after) or _DETERMINER.search(before)):
        return False
    noun = _ATTRIBUTIVE.match(after)
    if noun is None:
        return False
    return noun["utterance"] is None and _OCCASION.search(before) is None


def _distance(span: Span, cue: Span, page: Page) -> int:
    """Code points of the reporting clause between a time and a cue."""
    low, high = sorted((span, cue))
    return len(page.reporting(low.end, high.start, cue.start))


def _read_out(time: TimeExpression, page: Page) -> SaidAt:
    """The time of saying that a governing time gives; what has gone on *since* then lasts to the publication."""
    since = _SINCE.search(page.text, max(0, time.span.start - 20), time.span.start)
    latest = _end_of(page.published) if since else time.latest
    return SaidAt(
        span=time.span, timex=time.timex, edtf=None if since else time.edtf, earliest=time.earliest, latest=latest,
        basis=_BASES.get(time.certainty, TimeBasis.RELATIVE), confidence=_CONFIDENCE.get(time.certainty, 0.5),
        unresolved=time.unresolved, by=REPEATED_RULE if since else GOVERNING_RULE,
    )  # fmt: skip


def _measures_from(time: TimeExpression, cue: Span) -> bool:
    """Whether a time tells how long after the cue's act something else came: "only days after he had urged"."""
    anchor = time.anchor
    return (
        anchor is not None
        and anchor.direction is Direction.AFTER
        and time.span.end <= anchor.span.start < cue.end
        and cue.start < anchor.span.end
    )


def _at_a_distance(time: TimeExpression, page: Page) -> SaidAt:
    """What was said that long before the news, which is taken to be of the day of publication."""
    least, most = (None, None) if time.anchor is None else (time.anchor.least, time.anchor.most)
    return SaidAt(
        span=time.span, timex=time.timex, edtf=None, earliest=_start_of(_earlier(page.published, most)),
        latest=_end_of(_earlier(page.published, least or "P0D")), basis=TimeBasis.RELATIVE,
        confidence=_CONFIDENCE_OF_DISTANCE, by=DISTANCE_RULE,
    )  # fmt: skip


# The time an utterance has already ------------------------------------------------------------------------------------


def _inherit(turn: Turn, found: Mapping[str, SaidAt | None]) -> SaidAt | None:
    """The time of the utterance that a statement names again, or goes on with."""
    known = [said_at for each in turn.again if (said_at := found[each.id]) is not None]
    if known:
        return _taken_over(max(known, key=lambda each: each.earliest or "") if turn.latest else known[-1], NAMED_RULE)
    before = found[turn.goes_on.id] if turn.goes_on is not None else None
    if turn.goes_on is None or before is None or before.by in {REPEATED_RULE, DISTANCE_RULE}:
        return None
    spoken = _is_speech(turn.goes_on.cue) and _is_speech(turn.statement.cue)
    return _taken_over(before, CONTINUED_RULE) if spoken and _is_short(before) else None


def _is_speech(cue: Span | None) -> bool:
    """Whether the cue is a verb of speaking: what somebody wants or filed is no occasion on which more was said."""
    return cue is None or _SPEAKING.search(cue.text) is not None


def _is_short(said_at: SaidAt) -> bool:
    """Whether the time is a day or two, as an occasion of speaking is."""
    if said_at.earliest is None or said_at.latest is None:
        return False
    first, last = (date.fromisoformat(bound[: len("2022-09-22")]) for bound in (said_at.earliest, said_at.latest))
    return last - first <= _OCCASION_LASTS


def _taken_over(said_at: SaidAt, rule: str) -> SaidAt:
    return structs.replace(
        said_at, span=None, basis=TimeBasis.CONTEXT, confidence=round(said_at.confidence * _INHERITED, 3), by=rule
    )


# Bounds ---------------------------------------------------------------------------------------------------------------


def _by_publication(page: Page) -> SaidAt | None:
    """All that is known without a time: it was said before it was published."""
    if page.published is None:
        return None
    return SaidAt(
        span=None, timex=None, edtf=None, earliest=None, latest=_end_of(page.published), basis=TimeBasis.PUBLICATION,
        confidence=1.0, by=PUBLICATION_RULE,
    )  # fmt: skip


def _earlier(day: str | None, distance: str | None) -> str | None:
    """The day an ISO 8601 duration of days or coarser before ``day``; ``None`` where either is unknown."""
    found = distance and _DURATION.fullmatch(distance)
    if day is None or not found:
        return None
    days = sum(int(found[unit] or 0) * length for unit, length in _UNIT_DAYS.items())
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (OverflowError, ValueError):
        return None


def _start_of(day: str | None) -> str | None:
    return day and f"{day}T00:00"


def _end_of(day: str | None) -> str | None:
    return day and f"{day}T24:00"

"""From readings to the expressions that leave this room: spans, bounds, EDTF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import Certainty, Span, TimeExpression, Timex
from onrecord.statements.timex.context import Tense
from onrecord.statements.timex.periods import DAY_END, Unit

if TYPE_CHECKING:
    from onrecord.statements.timex.periods import Moment
    from onrecord.statements.timex.reader import Hit

VERSION = 1


def express(hit: Hit) -> TimeExpression:
    """Make the expression of a hit."""
    reading = hit.reading
    earliest, latest = limit(hit)
    return TimeExpression(
        span=cut_span(hit),
        timex=Timex(type=reading.type, value=reading.value, mod=reading.mod),
        edtf=write_edtf(hit),
        earliest=None if earliest is None else write_moment(earliest, reading.zone),
        latest=None if latest is None else write_moment(latest, reading.zone),
        certainty=reading.certainty,
        anchor=reading.anchor,
        unresolved=reading.unresolved,
        by=f"rule:{hit.rule.name} {VERSION}",
    )


def cut_span(hit: Hit) -> Span:
    """Cut the words of a hit."""
    tokens = hit.found.tokens
    return Span.cut(tokens.text, tokens.starts[hit.first], tokens.ends[hit.stop - 1])


def limit(hit: Hit) -> tuple[Moment | None, Moment | None]:
    """Bounds of a reading; a period that holds the moment of publication is cut there by the tense of its clause."""
    reading, context = hit.reading, hit.context
    period, today = reading.period, context.today
    if period is None:
        return reading.earliest, reading.latest
    if reading.open_start or reading.open_end:
        return None if reading.open_start else period.earliest, None if reading.open_end else period.latest
    earliest, latest = reading.earliest or period.earliest, reading.latest or period.latest
    is_wider = reading.latest is not None and reading.latest > period.latest
    if is_wider or (reading.certainty is Certainty.EXPLICIT and period.unit is Unit.DAYPART):
        return earliest, latest
    if today is None or not earliest[0] <= today <= latest[0]:
        return earliest, latest
    now = (today, DAY_END if context.minute is None else context.minute)
    if context.tense is Tense.PAST and earliest < now < latest:
        return earliest, now
    if context.tense is Tense.FUTURE and earliest < (today, 0):
        return (today, 0), latest
    return earliest, latest


def write_moment(moment: Moment, zone: str) -> str:
    """Write ``YYYY-MM-DDThh:mm``, with the offset of a zone that the text names."""
    on, minute = moment
    return f"{on.isoformat()}T{minute // 60:02}:{minute % 60:02}{zone}"


def write_edtf(hit: Hit) -> str | None:
    """EDTF of the stretch of the calendar named; of its part where "early" or "late" names one of a month or more."""
    reading = hit.reading
    period = reading.period
    if period is None:
        return None
    is_part = reading.mod in {"START", "MID", "END"} and reading.earliest is not None and reading.latest is not None
    if is_part and period.unit not in {Unit.DAY, Unit.DAYPART} and reading.earliest and reading.latest:
        return f"{reading.earliest[0].isoformat()}/{reading.latest[0].isoformat()}"
    return period.edtf + ("~" if reading.approximate and "/" not in period.edtf and "X" not in period.edtf else "")

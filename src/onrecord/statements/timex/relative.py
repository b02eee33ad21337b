"""Rules for times that rest on the day of publication or on another time: "late Thursday", "last year", "that day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.absolute import dated, nearest, read_calendar_day, read_edge
from onrecord.statements.timex.context import CLOCK_UNITS, Reading, Tense, floating
from onrecord.statements.timex.patterns import is_kind, rule
from onrecord.statements.timex.periods import Period, Unit

if TYPE_CHECKING:
    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

WEEK_DAYS = 7
PAST_FORMS = frozenset(
    "was were had did became began came fell gave got grew left lost made rose saw took went won".split()
)
SEARCHED_DAYS = 430  # a day of the month falls on each weekday within 14 months
DAYS = frozenset({Unit.DAY, Unit.DAYPART})
TONIGHT = "NI"
OVERNIGHT = "ON"


def read_today(found: Found, context: Context) -> Reading | None:
    """Read "today", "late yesterday", "tomorrow morning", "tonight"."""
    code, part = found.code("TODAY"), found.code("DAYPART")
    if is_kind(found.previous_kind(), "QUOTE") and is_kind(found.next_kind(), "QUOTE"):
        return None  # the name of a programme
    if context.today is None:
        return floating("DATE", {"-1": "PAST_REF", "1": "FUTURE_REF"}.get(code, "PRESENT_REF"))
    if code == OVERNIGHT:
        back = 0 if context.tense is Tense.FUTURE else 1
        night = periods.daypart(context.today - timedelta(days=back), TONIGHT)
        return dated(found, context, night, context.certainty)
    on = context.today if code == TONIGHT else context.today + timedelta(days=int(code))
    if code == TONIGHT or part:
        return dated(found, context, periods.daypart(on, part or TONIGHT), context.certainty)
    return dated(found, context, periods.day(on), context.certainty)


def read_weekday(found: Found, context: Context) -> Reading | None:
    """Read "Thursday", "late Thursday", "next Monday", "Friday afternoon", "the previous Tuesday"."""
    number = int(found.number("WEEKDAY") or 0)
    part = found.code("DAYPART")
    if found.word() == "the" and is_kind(found.next_kind(), "AFTER", "BEFORE"):
        return Reading(
            type="DATE", value=f"XXXX-WXX-{number}", certainty=Certainty.UNANCHORED,
            unresolved="the event it is counted from is not dated",
        )  # fmt: skip
    if context.today is None:
        return floating("TIME" if part else "DATE", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    bare = found.stop - found.first == 1
    if bare and is_kind(found.previous_kind(), "ART") and not is_kind(found.next_kind(), "OTHER", "POSS"):
        return Reading(
            type="DATE", value=f"XXXX-WXX-{number}", certainty=Certainty.UNANCHORED,
            unresolved="which of these days is not said",
        )  # fmt: skip
    on, certainty = choose_weekday(found, context, number)
    period = periods.daypart(on, part) if part else periods.day(on)
    reading = dated(found, context, period, certainty)
    return (
        replace(reading, first=found.first + 1)
        if found.word() == "the" and found.stop - found.first == len(("the", "Friday"))
        else reading
    )


def read_weekday_number(found: Found, context: Context) -> Reading | None:
    """Read "Friday the 13th", "Tuesday, the 4th": the nearest such day."""
    today, number, weekday = context.today, found.number("ORDINAL"), found.number("WEEKDAY")
    if found.has("COMMA") and is_kind(found.next_kind(), "OTHER"):
        return None  # "Friday, the fourth decline"
    if today is None or number is None:
        return floating("DATE", f"XXXX-WXX-{weekday}")
    span = range(-SEARCHED_DAYS, SEARCHED_DAYS + 1)
    days = [today + timedelta(days=each) for each in span]
    fitting = [on for on in days if on.day == number and on.isoweekday() == weekday]
    chosen = nearest(context, fitting)
    return None if chosen is None else dated(found, context, periods.day(chosen), context.certainty)


def read_day_of_month_named(found: Found, context: Context) -> Reading | None:
    """Read "the 14th" in the sentence of a month: "last month, perhaps on the 14th"."""
    focus, number = context.focus, int(found.number("ORDINAL") or 0)
    digits = found.tokens.codes[found.index("ORDINAL")]
    if focus is None or focus.unit not in {Unit.MONTH, Unit.DAY} or not digits or not context.in_sentence_of_focus:
        return None
    if focus.unit is Unit.DAY:
        if not is_kind(found.previous_kind(), "OR", "TO") or not context.beside_focus:
            return None
        focus = periods.month(focus.first.year, focus.first.month)
    if not 1 <= number <= focus.last.day or not is_kind(found.next_kind(), "STOP", "COMMA", "OR", "AND", "TO"):
        return None
    return dated(found, context, periods.day(focus.first.replace(day=number)), Certainty.CONTEXT)


def read_overnight_weekday(found: Found, context: Context) -> Reading | None:
    """Read "overnight Friday", "Friday overnight": the night that begins on that day."""
    if found.code("TODAY") != OVERNIGHT:
        return None
    if context.today is None:
        return floating("TIME", f"XXXX-WXX-{found.number('WEEKDAY')}T{TONIGHT}")
    on, certainty = choose_weekday(found, context, int(found.number("WEEKDAY") or 0))
    return dated(found, context, periods.daypart(on, TONIGHT), certainty)


def choose_weekday(found: Found, context: Context, number: int) -> tuple[date, Certainty]:
    """Choose the week of a weekday: in news the latest one on or before publication, unless the clause looks ahead."""
    today = context.today or date.min
    focus = context.focus
    if (
        found.has("FOLLOWING", "AFTER", "PREVIOUS", "SAME", "THAT")
        and focus is not None
        and focus.unit in {Unit.DAY, Unit.DAYPART}
    ):
        ahead = (number - focus.first.isoweekday()) % WEEK_DAYS
        if found.has("PREVIOUS"):
            return focus.first + timedelta(days=ahead - WEEK_DAYS), Certainty.CONTEXT
        return focus.first + timedelta(
            days=ahead if found.has("SAME", "THAT") else ahead or WEEK_DAYS
        ), Certainty.CONTEXT
    if focus is not None and focus.unit is Unit.WEEK and context.beside_focus and not found.has("THIS", "LAST", "NEXT"):
        return focus.first + timedelta(days=number - 1), Certainty.CONTEXT  # "last week, probably Wednesday"
    if focus is not None and focus.unit is Unit.DAY and is_kind(found.previous_kind(), "OR") and context.beside_focus:
        return focus.first + timedelta(days=(number - focus.first.isoweekday()) % WEEK_DAYS), Certainty.CONTEXT
    back, ahead = (today.isoweekday() - number) % WEEK_DAYS, (number - today.isoweekday()) % WEEK_DAYS
    if found.has("NEXT", "FOLLOWING"):
        return today + timedelta(days=ahead or WEEK_DAYS), context.certainty
    if found.has("LAST"):
        return today - timedelta(days=back or WEEK_DAYS), context.certainty
    if found.has("THIS"):
        monday = today - timedelta(days=today.isoweekday() - 1)
        return monday + timedelta(days=number - 1), context.certainty
    if context.tense is Tense.FUTURE:
        return today + timedelta(days=ahead), context.certainty
    return today - timedelta(days=back), context.certainty


def read_day_after_tomorrow(found: Found, context: Context) -> Reading | None:
    """Read "the day after tomorrow", "the day before yesterday"."""
    code = found.code("TODAY")
    if Unit(found.code("UNIT")) is not Unit.DAY or code not in {"1", "-1"}:
        return None
    if context.today is None:
        return floating("DATE", "FUTURE_REF" if code == "1" else "PAST_REF")
    on = context.today + timedelta(days=int(code) + (1 if found.has("AFTER") else -1))
    return Reading(type="DATE", value=on.isoformat(), period=periods.day(on), certainty=context.certainty)


def read_daypart_of_day(found: Found, context: Context) -> Reading | None:
    """Read "dawn on Wednesday", "the morning of Tuesday", "mid-afternoon yesterday"."""
    return read_today(found, context) if found.has("TODAY") else read_weekday(found, context)


def read_daypart_of_date(found: Found, context: Context) -> Reading | None:
    """Read "the evening of Nov. 9"."""
    first = found.index("OF") + 1
    reading = read_calendar_day(replace(found, first=first), context)
    if reading is None or reading.period is None:
        return reading
    return dated(found, context, periods.daypart(reading.period.first, found.code("DAYPART")), reading.certainty)


def read_before_last(found: Found, context: Context) -> Reading | None:
    """Read "the weekend before last"."""
    unit = Unit(found.code("UNIT"))
    if unit in CLOCK_UNITS or found.word(-1) != "last" or is_kind(found.next_kind(), "WEEKDAY", "MONTH", "UNIT"):
        return None
    if context.today is None:
        return floating("DATE", "PAST_REF")
    period = periods.containing(unit, periods.move(context.today, unit, -2))
    return Reading(type="DATE", value=period.value, period=period, certainty=context.certainty)


def read_weekday_of_week(found: Found, context: Context) -> Reading | None:
    """Read "Thursday of last week", "Monday last week"."""
    if context.today is None:
        return floating("DATE", f"XXXX-WXX-{found.number('WEEKDAY')}")
    if Unit(found.code("UNIT")) is not Unit.WEEK:
        return None
    monday = periods.week(context.today).first + timedelta(days=WEEK_DAYS * step_of(found))
    return dated(
        found, context, periods.day(monday + timedelta(days=int(found.number("WEEKDAY") or 1) - 1)), context.certainty
    )


def step_of(found: Found) -> int:
    """Units from now that "last" (-1), "this" (0) and "next" (1) mean."""
    return -1 if found.has("LAST", "PREVIOUS") else 1 if found.has("NEXT", "FOLLOWING") else 0


def read_unit(found: Found, context: Context) -> Reading | None:
    """Read "last year", "this week", "early next month", "the current quarter", "the past decade"."""
    unit = Unit(found.code("UNIT"))
    if unit in {Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.MILLENNIUM}:
        return None
    if unit is Unit.DECADE and found.has("LAST"):
        return None
    step = step_of(found)
    if step and is_kind(found.next_kind(), "OF"):
        return None  # "the last day of the trial"
    if found.has("NEXT") and found.has("THE") and context.focus is not None and context.tense is Tense.PAST:
        return None  # counted from what the text names
    if found.has("PREVIOUS") and found.has("THE") and context.focus is not None and context.in_sentence_of_focus:
        return None
    if context.today is None:
        return floating("DATE", ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[step + 1])
    if unit is Unit.WEEKEND:
        return dated(found, context, choose_weekend(found, context), context.certainty)
    first = periods.move(context.today, unit, step)
    period = periods.containing(unit, first)
    reading = dated(found, context, period, context.certainty)
    if "past" in found.words() and found.has("THE") and reading.mod is None:
        now = (context.today, periods.DAY_END)  # counted from publication, not by the calendar
        return replace(reading, earliest=(first, 0), latest=now)
    return reading


def choose_weekend(found: Found, context: Context) -> Period:
    """Choose the weekend that "last", "this", "next" or the tense of the clause means."""
    today = context.today or date.min
    this = periods.weekend(today)
    started = this.first <= today
    week_before = periods.weekend(today - timedelta(days=WEEK_DAYS))
    if found.has("LAST", "PREVIOUS"):
        return week_before
    if found.has("NEXT"):
        return periods.weekend(today + timedelta(days=WEEK_DAYS)) if started else this
    if found.has("THIS"):
        return this
    return this if started or context.tense is Tense.FUTURE else week_before


def read_the_weekend(found: Found, context: Context) -> Reading | None:
    """Read "the weekend", "over the weekend"."""
    if Unit(found.code("UNIT")) is not Unit.WEEKEND:
        return None
    if context.today is None:
        return floating("DATE", "XXXX-WXX-WE")
    return dated(found, context, choose_weekend(found, context), context.certainty)


def read_daypart(found: Found, context: Context) -> Reading | None:
    """Read "this morning", "last night", "later this afternoon"."""
    code = found.code("DAYPART")
    if context.today is None:
        return floating("TIME", f"XXXX-XX-XXT{code}")
    step = step_of(found)
    period = periods.daypart(context.today + timedelta(days=step), code)
    return dated(found, context, period, context.certainty)


def read_same(found: Found, context: Context) -> Reading | None:
    """Read "that day", "the same year", "the following month", "the next day", "the previous week"."""
    focus, part = context.focus, found.code("DAYPART")
    unit = Unit.DAY if part else Unit(found.code("UNIT"))
    if focus is None or unit in {Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.MILLENNIUM}:
        return None
    if unit is Unit.DAY and focus.unit not in DAYS and found.has("SAME", "THAT"):
        value = f"{focus.value}-XX" if focus.unit is Unit.MONTH else None
        return Reading(
            type="TIME" if part else "DATE", value=value and value + (f"T{part}" if part else ""),
            certainty=Certainty.CONTEXT, earliest=focus.earliest, latest=focus.latest,
        )  # fmt: skip
    start = focus.last if found.has("FOLLOWING", "NEXT", "AFTER") and focus.unit is not Unit.DAYPART else focus.first
    first = periods.move(start, unit, step_of(found) or int(found.has("AFTER")))
    if part:
        return dated(found, context, periods.daypart(first, part), Certainty.CONTEXT)
    return dated(found, context, periods.containing(unit, first), Certainty.CONTEXT)


def read_day_before(found: Found, context: Context) -> Reading | None:
    """Read "the day before", "the night before", where no event follows."""
    focus, part = context.focus, found.code("DAYPART")
    if not is_kind(found.next_kind(), "STOP", "COMMA", "QUOTE"):
        return None
    unit = Unit.DAY if part else Unit(found.code("UNIT"))
    if unit in {Unit.WEEK, Unit.MONTH, Unit.YEAR} and context.today is not None:
        base = context.today if focus is None else focus.first
        moved = periods.containing(unit, periods.move(base, unit, 1 if found.has("AFTER") else -1))
        return Reading(type="DATE", value=moved.value, period=moved, certainty=Certainty.CONTEXT)
    if focus is None or focus.unit not in DAYS or unit is not Unit.DAY:
        return None
    on = focus.first + timedelta(days=1 if found.has("AFTER") else -1)
    period = periods.daypart(on, part) if part else periods.day(on)
    return Reading(type="TIME" if part else "DATE", value=period.value, period=period, certainty=Certainty.CONTEXT)


# What a time counted from an event that is not dated looks like.
UNKNOWN_VALUES = {Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.MONTH: "XXXX-XX", Unit.YEAR: "XXXX",
                  Unit.WEEKEND: "XXXX-WXX-WE"}  # fmt: skip


def read_day_of_event(found: Found, context: Context) -> Reading | None:
    """Read "the day" of "the day after the vote", "the night before she left"."""
    part = found.code("DAYPART")
    value = UNKNOWN_VALUES.get(Unit.DAY if part else Unit(found.code("UNIT")))
    if value is None or is_kind(found.next_kind(), "STOP", "COMMA", "QUOTE", "") or context.today is None:
        return None
    focus = context.focus
    apposed = is_kind(found.previous_kind(), "COMMA") and context.focus_stop == found.first - 1
    if apposed and focus is not None and focus.unit in DAYS and value == UNKNOWN_VALUES[Unit.DAY] and not part:
        on = periods.day(focus.first)  # "Oct. 12, the day before the crash"
        return Reading(type="DATE", value=on.value, period=on, stop=found.stop - 1, certainty=Certainty.CONTEXT)
    return Reading(
        type="TIME" if part else "DATE", value=value + (f"T{part}" if part else ""), stop=found.stop - 1,
        certainty=Certainty.UNANCHORED, unresolved="the event it is counted from is not dated",
    )  # fmt: skip


def read_day_beside_day(found: Found, context: Context) -> Reading | None:
    """Read "the day before last Tuesday"."""
    if Unit(found.code("UNIT")) is not Unit.DAY or context.today is None:
        return None
    beside = read_weekday(replace(found, first=found.first + len(("the", "day", "before"))), context)
    if beside is None or beside.period is None:
        return None
    on = periods.day(beside.period.first + timedelta(days=-1 if found.has("BEFORE") else 1))
    return Reading(type="DATE", value=on.value, period=on, certainty=beside.certainty)


def read_end_of_day(found: Found, context: Context) -> Reading | None:
    """Read "the end of the day"."""
    if Unit(found.code("UNIT")) is not Unit.DAY or not found.has("EDGE") or context.today is None:
        return None
    focus = context.focus
    on = focus.first if focus is not None and focus.unit in DAYS else context.today
    return dated(found, context, periods.day(on), Certainty.CONTEXT)


def is_past_form(word: str) -> bool:
    """Tell whether a word is a verb in the past tense, as far as its form shows."""
    return word in PAST_FORMS or word.endswith("ed")


def read_ref(found: Found, context: Context) -> Reading | None:
    """Read "now", "recently", "currently", "soon": the present, past or future without a measure."""
    if found.has("SOON") and (
        is_kind(found.previous_kind(), "AS") or is_kind(found.next_kind(), "AFTER", "BEFORE", "AS")
    ):
        return None
    if found.has("SOON") and (found.previous_word() in PAST_FORMS or is_past_form(found.next_word())):
        return None  # "soon became": soon after something told
    starts_sentence = is_kind(found.previous_kind(), "STOP", "")
    if found.word() == "now" and starts_sentence and is_kind(found.next_kind(), "COMMA"):
        return None  # a word that goes on with the talk
    if found.previous_word() == "most" or (found.word() == "previously" and not starts_sentence):
        return None
    return refer(found.code("NOW") or found.code("SOON"), context)


def refer(value: str, context: Context) -> Reading:
    """Give the reading of a vague present, past or future; the day of publication bounds the last two."""
    today = context.today
    if today is None:
        return floating("DATE", value)
    now = (today, periods.DAY_END)
    if value == "PRESENT_REF":
        return Reading(type="DATE", value=value, certainty=context.certainty, earliest=(today, 0), latest=now)
    if value == "PAST_REF":
        return Reading(
            type="DATE", value=value, certainty=Certainty.UNANCHORED, latest=now, unresolved="how long ago is not said"
        )
    return Reading(
        type="DATE", value=value, certainty=Certainty.UNANCHORED, earliest=(today, 0), unresolved="how soon is not said"
    )


def read_past(found: Found, context: Context) -> Reading | None:
    """Read "the past", "the future", "the near term", unless a noun follows that they describe."""
    if found.has("FUTURE", "DISTANT"):
        if found.first and is_kind(found.next_kind(), "OF"):
            return None
        return refer("FUTURE_REF", context)
    if found.words()[-1] == "past" and found.next_word() in AFTER_THE_PAST:
        return refer("PAST_REF", context)
    if found.words()[-1] != "past" or is_kind(found.next_kind(), "OTHER", "NUM", "DAYNUM", "UNITS", "UNIT", "FEW"):
        return None
    return refer("PAST_REF", context)


AFTER_THE_PAST = frozenset("it he she they we i but and has have had is was were would for when as that by to".split())


def read_future_units(_found: Found, context: Context) -> Reading | None:
    """Read "future quarters"."""
    return refer("FUTURE_REF", context)


def read_moment(_found: Found, context: Context) -> Reading | None:
    """Read "at the moment", "these days", "this time"."""
    return refer("PRESENT_REF", context)


def read_long_ago(_found: Found, context: Context) -> Reading | None:
    """Read "long ago"."""
    return refer("PAST_REF", context)


def read_recent(_found: Found, context: Context) -> Reading | None:
    """Read "recent" before a noun that is no unit of time."""
    return refer("PAST_REF", context)


def read_current(_found: Found, context: Context) -> Reading | None:
    """Read "current" before a noun."""
    return refer("PRESENT_REF", context)


__all__ = ["RULES", "read_edge", "refer"]

RULES = (
    rule("today", "<edge>? TODAY DAYPART?", read_today),
    rule("weekday", "(?:<edge> ON?)? [THE THAT]? <which>{0,2} WEEKDAY (?:<edge>? DAYPART)?", read_weekday),
    rule("weekday-number", "WEEKDAY COMMA? THE ORDINAL", read_weekday_number),
    rule("day-of-month-named", "THE ORDINAL", read_day_of_month_named),
    rule("overnight-weekday", "(?:TODAY WEEKDAY | WEEKDAY TODAY)", read_overnight_weekday),
    rule("day-after-tomorrow", "THE? UNIT [BEFORE AFTER] TODAY", read_day_after_tomorrow),
    rule("daypart-of-day", "THE? <edge>? DAYPART [ON OF]? (?:TODAY | <deictic>? WEEKDAY)", read_daypart_of_day),
    rule(
        "daypart-of-date",
        "THE? <edge>? DAYPART OF (?:WEEKDAY COMMA?)? (?:<month_day> | <day> MONTH <year>?)",
        read_daypart_of_date,
    ),
    rule("before-last", "THE UNIT BEFORE LAST", read_before_last),
    rule("weekday-of-week", "<edge>? WEEKDAY OF? <deictic> UNIT", read_weekday_of_week),
    rule("unit", "(?:<edge> OF?)? THE? (?:<deictic>{1,2}) FISCAL? UNIT (?:OR SO)?", read_unit),
    rule("the-weekend", "(?:<edge> OF?)? THE UNIT", read_the_weekend),
    rule("daypart", "<edge>? [THIS LAST] <edge>? DAYPART", read_daypart),
    rule("same", "(?:<edge> OF?)? (?:THE [SAME FOLLOWING NEXT PREVIOUS] | THAT SAME?) (?:UNIT|DAYPART)", read_same),
    rule("day-before", "THE (?:UNIT|DAYPART) [BEFORE AFTER EARLIER]", read_day_before),
    rule("day-of-event", "THE (?:UNIT|DAYPART) [BEFORE AFTER]", read_day_of_event),
    rule("day-beside-day", "THE UNIT [BEFORE AFTER] [THIS LAST NEXT]? WEEKDAY", read_day_beside_day),
    rule("end-of-day", "<edge> THE UNIT", read_end_of_day),
    rule("reference", "[NOW SOON]", read_ref),
    rule("past", "THE LAST", read_past),
    rule("future-units", "FUTURE UNITS", read_future_units),
    rule("future", "THE DISTANT? FUTURE", read_past),
    rule("future-term", "THE DISTANT TERM", read_past),
    rule("moment", "SPOKEN UNITS", read_moment),
    rule("long-ago", "LONG AGO", read_long_ago),
    rule("current", "CURRENT", read_current),
    rule("recent", "RECENT", read_recent),
)  # fmt: skip

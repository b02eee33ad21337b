"""Rules for quarters, halves and years of account: "the third quarter of 1989", "fiscal 1990"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import periods
from onrecord.statements.timex.absolute import dated, full_year
from onrecord.statements.timex.amounts import count_of, duration_value, unit_of
from onrecord.statements.timex.context import Reading, Tense, floating
from onrecord.statements.timex.patterns import compile_pattern, is_kind, rule
from onrecord.statements.timex.periods import Period, Unit
from onrecord.statements.timex.relative import step_of
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from onrecord.statements.timex.context import Context
    from onrecord.statements.timex.patterns import Found

QUARTERS = 4
NEW_YEAR_MONTHS = 3  # months in which a year is still called new
REPORTED_WITHIN = 120  # days after its end in which a quarter is still spoken of as to be reported
COMPARED_AFTER = 200  # days after its end from which a quarter is named for comparison only


def read_quarter(found: Found, context: Context) -> Reading | None:
    """Read a numbered quarter or half, with or without its year."""
    number = int(found.number("ORDINAL") or 0)
    is_half = found.has("HALF")
    if not is_half and Unit.QUARTER not in found.codes("UNIT"):
        return None
    if not 1 <= number <= (2 if is_half else QUARTERS):
        return None
    year = year_of(found, context)
    if (
        is_half
        and year is None
        and not found.has("OF")
        and (is_kind(found.next_kind(), "OF") or context.business is None)
    ):
        return None  # of a match, of a century
    if year is not None:
        period = make(year, number, is_half=is_half)
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        compared = context.today is not None and (context.today - period.last).days > COMPARED_AFTER
        return trim(found, replace(dated(found, context, period, certainty), aside=compared))
    today = context.today
    if today is None:
        return floating("DATE", f"XXXX-{'H' if is_half else 'Q'}{number}")
    if found.has("AGO", "EARLIER"):
        last = latest_ended(context, number, is_half=is_half)
        return trim(found, dated_plain(periods.shift(last, Unit.YEAR, -1), Certainty.CONTEXT, aside=True))
    return trim(found, dated_plain(choose(context, number, is_half=is_half), context.certainty))


def trim(found: Found, reading: Reading) -> Reading:
    """Leave the article out before an attribute: "the third-quarter loss"."""
    attributive = found.has("HYPHEN") and is_kind(found.previous_kind(-1), "THE") and not found.has("AGO", "EARLIER")
    return replace(reading, first=found.first + 1) if attributive else reading


def dated_plain(period: Period, certainty: Certainty, *, aside: bool = False) -> Reading:
    """Give the reading of a period without modifier."""
    return Reading(type="DATE", value=period.value, period=period, certainty=certainty, aside=aside)


def make(year: int, number: int, *, is_half: bool) -> Period:
    """Give the quarter or half of a year."""
    return periods.half(year, number) if is_half else periods.quarter(year, number)


def year_of(found: Found, context: Context) -> int | None:
    """Year that stands with a quarter."""
    number = found.number("YEAR", "SHORTYEAR")
    if number is not None:
        return full_year(int(number))
    if found.has("LAST", "NEXT", "THIS", "PREVIOUS") and context.today is not None:
        return context.today.year + step_of(found)
    return None


def latest_ended(context: Context, number: int, *, is_half: bool) -> Period:
    """Give the latest such quarter or half that has begun by the day of publication."""
    today = context.today
    assert today is not None  # noqa: S101 - callers have checked
    here = make(today.year, number, is_half=is_half)
    return here if here.first <= today else make(today.year - 1, number, is_half=is_half)


def choose(context: Context, number: int, *, is_half: bool) -> Period:
    """Choose the year of a quarter: the latest begun, unless the clause looks ahead."""
    today = context.today
    assert today is not None  # noqa: S101 - callers have checked
    latest = latest_ended(context, number, is_half=is_half)
    if context.tense is Tense.FUTURE and (today - latest.last).days > REPORTED_WITHIN:
        return periods.shift(latest, Unit.YEAR, 1)
    return latest


def read_shared_quarter(found: Found, context: Context) -> Reading | None:
    """Read the "third" of "the third and fourth quarters of last year"."""
    closing = REST_OF_QUARTERS.match(found.tokens.kinds, found.stop)
    if closing is None:
        return None
    rest = replace(found, stop=closing.end())
    if Unit(rest.code("UNITS")) is not Unit.QUARTER:
        return None
    number, second = int(found.number("ORDINAL") or 0), int(replace(rest, first=found.stop).number("ORDINAL") or 0)
    if year_of(rest, context) is None and context.today is not None and 1 <= number < second <= QUARTERS:
        last = choose(context, second, is_half=False)
        return dated_plain(periods.shift(last, Unit.QUARTER, number - second), context.certainty)
    return read_numbered(rest, context, number)


def read_numbered(found: Found, context: Context, number: int) -> Reading | None:
    """Read a quarter by its number, with the year that its words name."""
    if not 1 <= number <= QUARTERS:
        return None
    year = year_of(found, context)
    if year is not None:
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        return dated(found, context, periods.quarter(year, number), certainty)
    if context.today is None:
        return floating("DATE", f"XXXX-Q{number}")
    return dated_plain(choose(context, number, is_half=False), context.certainty)


def read_quarters(found: Found, context: Context) -> Reading | None:
    """Read the "fourth quarters of last year" that closes such a pair."""
    if Unit(found.code("UNITS")) is not Unit.QUARTER or not is_kind(found.previous_kind(), "AND", "OR", "TO"):
        return None
    return read_numbered(found, context, int(found.number("ORDINAL") or 0))


def read_quarter_of_months(found: Found, context: Context) -> Reading | None:
    """Read "the October-December quarter", "the April to June period of 2012"."""
    first = int(found.number("MONTH") or 0)
    at = found.tokens.kinds.rfind(KIND_CHARS["MONTH"], found.first, found.stop)
    last = int(found.tokens.numbers[at])
    if first % 3 != 1 or last != first + 2 or (found.has("UNIT") and Unit.QUARTER not in found.codes("UNIT")):
        return None
    return read_numbered(found, context, (last + 2) // 3)


def read_same_period(found: Found, context: Context) -> Reading | None:
    """Read "the same period last year", "the same quarter of 2012", "the same month a year ago"."""
    today = context.today
    if today is None:
        return floating("DATE", "PAST_REF")
    unit = Unit(found.code("UNIT")) if not found.has("PERIOD", "TIME") else None
    focus, business = context.focus, context.business
    year = year_of(found, context) or today.year - 1
    if unit in {None, Unit.QUARTER} and business is not None:
        base = business
    elif focus is not None and focus.unit in GRAINS and (unit is None or unit is focus.unit):
        base = focus
    elif unit is None:
        return dated_plain(periods.year(year), Certainty.AMBIGUOUS, aside=True)
    else:
        base = periods.shift(periods.containing(unit, today), unit, -1)
    return dated_plain(with_year(base, year), Certainty.CONTEXT, aside=True)


def read_the_quarter(found: Found, context: Context) -> Reading | None:
    """Read "the quarter", "the latest period", "the 1988 period": the period of account last named."""
    business = context.business
    unit = Unit(found.code("UNIT")) if found.has("UNIT") else None
    if unit not in {None, Unit.QUARTER}:
        return None
    if business is not None and found.has("LATEST") and context.today is not None and business.first > context.today:
        business = None
    year = found.number("YEAR")
    if year is not None:
        period = periods.year(int(year)) if business is None else with_year(business, int(year))
        return dated_plain(period, Certainty.CONTEXT, aside=True)
    if business is None and context.today is not None and (unit is Unit.QUARTER or found.has("LATEST")):
        last = periods.shift(periods.containing(Unit.QUARTER, context.today), Unit.QUARTER, -1)
        return dated_plain(last, context.certainty)
    return None if business is None else dated_plain(business, Certainty.CONTEXT)


def with_year(period: Period, year: int) -> Period:
    """Give the same quarter, half or year of another year."""
    return periods.shift(period, Unit.YEAR, year - period.first.year)


def read_year_earlier(found: Found, context: Context) -> Reading | None:
    """Read "year-earlier", "the year-ago quarter": the period of account last named, one year before."""
    if Unit(found.code("UNIT")) is not Unit.YEAR:
        return None
    if context.today is None:
        return floating("DATE", "PAST_REF")
    base = context.business or periods.year(context.today.year)
    reading = dated_plain(periods.shift(base, Unit.YEAR, -1), Certainty.CONTEXT, aside=True)
    attributive = not found.has("PERIOD") and len(found.codes("UNIT")) == 1
    return replace(reading, first=found.index("UNIT")) if attributive else reading


def read_new_year(found: Found, context: Context) -> Reading | None:
    """Read "the new year": the first months of the year that begins, or has just begun."""
    if Unit(found.code("UNIT")) is not Unit.YEAR:
        return None
    today = context.today
    if today is None:
        return floating("DATE", "FUTURE_REF")
    period = periods.year(today.year + (1 if today.month > NEW_YEAR_MONTHS else 0))
    latest = (periods.quarter(period.first.year, 1).last, periods.DAY_END)
    return Reading(type="DATE", value=period.value, period=period, latest=latest, certainty=context.certainty)


def read_the_year(found: Found, context: Context) -> Reading | None:
    """Read "the year", "the week", "the month", "the fiscal year": the last named, else that of publication."""
    unit = Unit(found.code("UNIT"))
    if unit not in {Unit.YEAR, Unit.WEEK, Unit.MONTH} or is_kind(found.next_kind(), "HYPHEN", "BEFORE", "AFTER"):
        return None
    if found.has("FISCAL") and found.has("EDGE") and unit is Unit.YEAR and context.today is not None:
        return replace(fiscal(context.today.year), mod=found.code("EDGE"))
    if is_kind(found.next_kind(), "ENDED", "TO", "THROUGH") or found.has("FISCAL"):
        return Reading(type="DURATION", value=f"P1{unit.value}", certainty=Certainty.EXPLICIT)
    if context.today is None:
        return None
    focus = context.focus
    base = focus.first if focus is not None and focus.unit is unit else context.today
    return dated(
        found,
        context,
        periods.containing(unit, base),
        Certainty.CONTEXT if base != context.today else context.certainty,
    )


def read_quarter_code(found: Found, context: Context) -> Reading | None:
    """Read "Q2 2021", "H1"."""
    number, is_half = int(found.number("QCODE") or 0), found.code("QCODE") == "H"
    year = year_of(found, context)
    if year is not None:
        certainty = Certainty.EXPLICIT if found.has("YEAR", "SHORTYEAR") else context.certainty
        return dated(found, context, make(year, number, is_half=is_half), certainty)
    if context.today is None:
        return floating("DATE", f"XXXX-{found.code('QCODE')}{number}")
    return dated_plain(choose(context, number, is_half=is_half), context.certainty)


def read_fiscal_code(found: Found, _context: Context) -> Reading | None:
    """Read "FY2023"."""
    return fiscal(int(found.number("FISCALYEAR") or 0))


def read_fiscal(found: Found, _context: Context) -> Reading | None:
    """Read "fiscal 1990", "fiscal year 2023"; whose year it is, and when it begins, is not known."""
    year = found.number("YEAR", "SHORTYEAR")
    if year is None:
        return None
    return fiscal(full_year(int(year)))


def fiscal(number: int) -> Reading:
    """Give the reading of a year of account: it may begin from February of the year before and end in March after."""
    period = periods.year(number)
    earliest = (date(max(1, number - 1), 2, 1), 0)
    latest = (date(min(date.max.year, number + 1), 3, 31), periods.DAY_END)
    return Reading(
        type="DATE", value=period.value, period=period, certainty=Certainty.AMBIGUOUS, earliest=earliest, latest=latest
    )


def read_months_of_account(found: Found, _context: Context) -> Reading | None:
    """Read "the nine months", "the year-earlier nine months", "the first nine months of 1989"."""
    return Reading(
        type="DURATION",
        value=duration_value(unit_of(found), count_of(found) or Decimal(1)),
        certainty=Certainty.EXPLICIT,
    )


def read_year_end(found: Found, context: Context) -> Reading | None:
    """Read "year-end"."""
    unit = Unit(found.code("UNIT"))
    if unit not in {Unit.YEAR, Unit.MONTH, Unit.QUARTER, Unit.WEEK}:
        return None
    if context.today is None:
        return floating("DATE", "XXXX-12-31")
    period = periods.day(periods.containing(unit, context.today).last)
    return Reading(
        type="DATE",
        value=period.value,
        period=period,
        certainty=context.certainty,
        earliest=(period.first.replace(day=1), 0),
    )


REST_OF_QUARTERS = compile_pattern("(?:AND | OR | TO | HYPHEN) THE? ORDINAL UNITS (?:OF? <year> | OF? <deictic> UNIT)?")
GRAINS = frozenset({Unit.MONTH, Unit.QUARTER, Unit.HALF})

RULES = (
    rule("shared-quarter", "THE? ORDINAL", read_shared_quarter),
    rule("quarters", "ORDINAL UNITS (?:OF? <year> | OF? <deictic> UNIT)?", read_quarters),
    rule(
        "quarter-of-months",
        "THE? MONTH (?:HYPHEN | TO | THROUGH) MONTH (?:UNIT | PERIOD) (?:OF? <year> | OF? <deictic> UNIT)?",
        read_quarter_of_months,
    ),
    rule(
        "same-period",
        "[THE ART] SAME (?:PERIOD | UNIT | TIME) (?:OF? <year> | OF? [LAST PREVIOUS] UNIT | ART UNIT [AGO EARLIER]"
        " | THE UNIT BEFORE)",
        read_same_period,
    ),
    rule(
        "quarter",
        "THE? (?:UNIT HYPHEN? [AGO EARLIER])? FISCAL? HYPHEN? ORDINAL HYPHEN? FISCAL? (?:UNIT|HALF)"
        " (?:[OF COMMA]? [FISCAL THE]? <year> | OF? <deictic> UNIT | OF THE UNIT)?",
        read_quarter,
    ),
    rule(
        "year-quarter",
        "[THE ITS]? (?:FISCAL? <year> | <deictic> UNIT POSS) FISCAL? ORDINAL HYPHEN? (?:UNIT|HALF)",
        read_quarter,
    ),
    rule("the-quarter", "THE (?:LATEST|SAME|YEAR|CURRENT)? (?:PERIOD|UNIT)", read_the_quarter),
    rule("year-earlier", "[THE ART]? UNIT HYPHEN [AGO EARLIER] (?:PERIOD|UNIT)?", read_year_earlier),
    rule("new-year", "THE NEW UNIT", read_new_year),
    rule("the-year", "(?:<edge> OF?)? THE (?:EXTRA|FISCAL)? UNIT", read_the_year),
    rule("months-of-account", "THE (?:LATEST|UNIT HYPHEN EARLIER) <number> UNITS", read_months_of_account),
    rule("quarter-code", "QCODE (?:OF? <year> | OF? <deictic> UNIT)?", read_quarter_code),
    rule("fiscal-code", "FISCALYEAR", read_fiscal_code),
    rule("fiscal-year", "FISCAL UNIT? <year>", read_fiscal),
    rule("year-end", "UNIT (?:HYPHEN | POSS)? EDGE", read_year_end),
)  # fmt: skip

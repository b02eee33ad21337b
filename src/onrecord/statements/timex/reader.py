"""Reading a text from left to right: at each place the longest match whose rule accepts it.

What was read bears on what follows: the last stretch of the calendar named is the focus of "the same day", the last
quarter that of "a year earlier".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex import absolute, amounts, business, clocks, dayparts, habits, relative
from onrecord.statements.timex.context import Context, Reading
from onrecord.statements.timex.patterns import Found, RuleTable
from onrecord.statements.timex.periods import Unit
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.statements.timex.patterns import Rule
    from onrecord.statements.timex.periods import Period
    from onrecord.statements.timex.tokens import Tokens

# Of two matches of one length the earlier rule is asked first.
RULES: tuple[Rule, ...] = (
    *clocks.RULES, *absolute.RULES, *business.RULES, *relative.RULES, *dayparts.RULES, *amounts.RULES, *habits.RULES,
)  # fmt: skip
TABLE = RuleTable(RULES)
RELATIVE = "ago"
COORDINATED = 3  # tokens between coordinated distances
AND, STOP = KIND_CHARS["AND"], KIND_CHARS["STOP"]
OUTSIDE = Reading(
    type="DATE", value=None, certainty=Certainty.UNANCHORED, unresolved="it lies outside the years 1 to 9999"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A text as tokens, with the day and minute it was published and the ranges of its quotations."""

    tokens: Tokens
    today: date | None
    minute: int | None
    quotations: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One expression: the rule that read it, what it matched, in which context, and the reading."""

    rule: Rule
    found: Found
    context: Context
    reading: Reading

    @property
    def first(self) -> int:
        """Index of the first token of the expression."""
        return self.found.first if self.reading.first is None else self.reading.first

    @property
    def stop(self) -> int:
        """Index after the last token of the expression."""
        return self.found.stop if self.reading.stop is None else self.reading.stop

    def read_again(self, context: Context) -> Hit:
        """Read the same words in another context; unchanged where the rule then refuses them."""
        reading = read(self.rule, self.found, context)
        return self if reading is None else replace(self, context=context, reading=reading)


def read(rule: Rule, found: Found, context: Context) -> Reading | None:
    """Read a match; a time beyond the calendar is found, and not resolved."""
    try:
        return rule.read(found, context)
    except (ValueError, OverflowError):  # what datetime raises beyond the years 1 to 9999
        return OUTSIDE


def read_hits(setting: Setting) -> list[Hit]:
    """Read all expressions, in order and apart."""
    kinds = setting.tokens.kinds
    hits: list[Hit] = []
    focus: Period | None = None
    account: Period | None = None
    focus_stop = 0
    quoted = is_within(setting)
    position = 0
    while start := TABLE.starts.search(kinds, position):
        first = start.start()
        position = first + 1
        for rule, stop in TABLE.find(kinds, first):
            shared = hits[-1].context if hits and shares_reference(hits[-1], rule, first) else None
            context = Context(
                tokens=setting.tokens, first=first, stop=stop, today=setting.today, minute=setting.minute,
                quoted=quoted(first), focus=shared.focus if shared else focus, business=account, focus_stop=focus_stop,
            )  # fmt: skip
            reading = read(rule, Found(setting.tokens, first, stop), context)
            if reading is None:
                continue
            hits.append(Hit(rule, Found(setting.tokens, first, stop), context, reading))
            position = max(position, hits[-1].stop)
            if reading.period is not None and not reading.aside:
                focus, focus_stop = reading.period, hits[-1].stop
                account = focus if focus.unit in {Unit.QUARTER, Unit.HALF} else account
            break
    return hits


def shares_reference(before: Hit, rule: Rule, first: int) -> bool:
    """Tell "a year later and again two years later": coordinated distances are counted from one time."""
    if rule.name != RELATIVE or before.rule.name != RELATIVE or first - before.stop > COORDINATED:
        return False
    between = before.found.tokens.kinds[before.stop : first]
    return AND in between and STOP not in between


def is_within(setting: Setting) -> _Quoted:
    """Make a test for tokens, asked from left to right: whether one stands in a quotation."""
    return _Quoted(setting.tokens.starts, iter(setting.quotations))


class _Quoted:
    """Walks the quotations along with the tokens."""

    def __init__(self, starts: list[int], quotations: Iterator[tuple[int, int]]) -> None:
        self.starts = starts
        self.quotations = quotations
        self.current: tuple[int, int] | None = next(quotations, None)

    def __call__(self, index: int) -> bool:
        """Tell whether a token stands in a quotation."""
        start = self.starts[index]
        while self.current is not None and self.current[1] <= start:
            self.current = next(self.quotations, None)
        return self.current is not None and self.current[0] <= start

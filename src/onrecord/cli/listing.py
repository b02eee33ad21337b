"""The times and figures of an article as rows: the words, what they come to, and whose statement holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.cli.amounts import write_amount, write_relation
from onrecord.cli.printable import make_printable, shorten
from onrecord.cli.wording import number_statements, write_source, write_when

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onrecord.domain import Reading, Span, Statement, TimeExpression

WHEN, FIGURES = "when", "figures"
"""The tables there are, by the options that ask for them."""

_SOURCE_CHARS = 20
TIME_HEADS = ("words", "when", "TIMEX3", "known from", "statement")
FIGURE_HEADS = ("words", "figure", "of what", "change", "beside", "statement")


class Table(NamedTuple):
    """Rows of printable cells under their heads; ``empty`` is what to say where there is no row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def make_tables(reading: Reading, parts: Collection[str]) -> tuple[Table, ...]:
    """Make the tables that ``parts`` asks for."""
    makers = {WHEN: list_times, FIGURES: list_figures}
    return tuple(make(reading) for part, make in makers.items() if part in parts)


def list_times(reading: Reading) -> Table:
    """List every time expression of the article, in text order."""
    numbers = number_statements(reading)
    rows = tuple(
        _printable(
            time.span.text, write_when(time), " ".join(filter(None, (time.value or time.type, time.mod))),
            _write_basis(time), _name_statements(reading, numbers, time.span),
        )
        for time in reading.article.times
    )  # fmt: skip
    return Table(TIME_HEADS, rows, "no time expressions")


def list_figures(reading: Reading) -> Table:
    """List every figure of the article, in text order."""
    figures, numbers = reading.article.figures, number_statements(reading)
    rows = tuple(
        _printable(
            figure.span.text, write_amount(figure), figure.counts or "",
            " ".join(filter(None, (figure.change, "" if figure.role == "amount" else figure.role))),
            write_relation(figure, figures), _name_statements(reading, numbers, figure.span),
        )
        for figure in figures
    )  # fmt: skip
    return Table(FIGURE_HEADS, rows, "no figures")


def find_holders(reading: Reading, span: Span) -> tuple[Statement, ...]:
    """The statements whose content holds ``span``, the innermost first."""
    holders = (each for each in reading.statements if any(part.holds(span) for part in each.content))
    return tuple(sorted(holders, key=lambda each: sum(len(span.text) for span in each.content)))


def find_dated(reading: Reading, span: Span) -> tuple[Statement, ...]:
    """The statements that were said at the time which stands at ``span``."""
    return tuple(each for each in reading.statements if each.said_at is not None and each.said_at.span == span)


def _write_basis(time: TimeExpression) -> str:
    return "" if time.type in {"SET", "DURATION"} and time.earliest is None else time.certainty.value


def _name_statements(reading: Reading, numbers: Mapping[str, int], span: Span) -> str:
    """Name the statement that holds ``span`` and those that it dates, by number and source."""
    holders = find_holders(reading, span)[:1]
    parts = [f"in {numbers[each.id]} {shorten(write_source(each) or '', _SOURCE_CHARS)}".strip() for each in holders]
    dated = ", ".join(str(numbers[each.id]) for each in find_dated(reading, span))
    return " · ".join([f"dates {dated}", *parts] if dated else parts)


def _printable(*cells: str) -> tuple[str, ...]:
    return tuple(map(make_printable, cells))

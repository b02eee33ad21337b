"""Writes figures as people do: the bound, the number with its unit, the change, what is counted, what stands beside."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureModifier, FigureRole, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Figure

_SIGNS = {
    FigureModifier.ABOUT: "about ",
    FigureModifier.AT_LEAST: "at least ",
    FigureModifier.MORE_THAN: "more than ",
    FigureModifier.AT_MOST: "at most ",
    FigureModifier.LESS_THAN: "less than ",
    FigureModifier.VAGUE: "vaguely ",
}
_IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries", "penny": "pence", "hertz": "hertz"}
_SHORT = 2
"""Units of so few letters are symbols, which have no plural: km, kg."""
_LARGEST_PART = 100
"""No text says a part with a larger denominator in words."""
_ROUNDING = Fraction(1, 10**9)
"""Decimals that stand for a fraction are rounded to ten places."""
_BOUNDS = _SIGNS.keys() - {FigureModifier.ABOUT, FigureModifier.VAGUE}
_JOINS = {
    RelationKind.EXCHANGE: "for",
    RelationKind.RATE: "per",
    RelationKind.OF_TOTAL: "of",
    RelationKind.FROM_TO: "from",
}
_ARROWS = {Change.UP: "up", Change.DOWN: "down"}


def write_amount(figure: Figure) -> str:
    """Write the number with its bound and unit, and a factor as one.

    >>> from onrecord.domain import Figure, FigureModifier, Span
    >>> write_amount(Figure(span=Span(start=0, end=3, text="18k"), low="18000", high="18000", unit="USD", counts=None,
    ...     counts_span=None, modifier=FigureModifier.AT_LEAST, change=None, relation=None, by="x"))
    'at least 18,000 USD'
    """
    low, high = _write_number(figure.low), _write_number(figure.high)
    if low is None and high is None:
        return figure.span.text
    if low is None or high is None:
        bound = "" if figure.modifier in _BOUNDS else "up to " if low is None else "from "
        number = f"{bound}{low or high}"
    else:
        number = low if low == high else f"{low}–{high}"
    unit = _write_unit(figure.unit, one=number == "1") if figure.unit else ""
    per = f"per {figure.per}" if figure.per else ""
    times = "times" if figure.role is FigureRole.MULTIPLE and not unit else ""
    return _SIGNS.get(figure.modifier, "") + " ".join(filter(None, (number, times, unit, per)))


def write_figure(figure: Figure, figures: Sequence[Figure]) -> str:
    """Write a figure of ``figures`` whole, with what it counts and the figure it stands beside.

    Of two figures that point to each other the first names the second, so that a list of both says it once.
    """
    amount = write_amount(figure)
    if figure.counts:
        measured = figure.unit is not None or figure.role in {FigureRole.MULTIPLE, FigureRole.SHARE}
        words = f"{amount} {_write_change(figure)}".strip()
        amount = f"{words}, of {figure.counts}" if measured else f"{amount} {figure.counts} {_write_change(figure)}"
    else:
        amount = f"{amount} {_write_change(figure)}"
    beside = "" if _is_named_before(figure, figures) else write_relation(figure, figures)
    return " ".join(filter(None, (amount.strip(), f"({beside})" if beside else "")))


def write_relation(figure: Figure, figures: Sequence[Figure]) -> str:
    """Say what a figure stands beside, in words: "for 55 soldiers"; nothing for one that stands alone."""
    if figure.relation is None or not 0 <= figure.relation.other < len(figures):
        return ""
    other = figures[figure.relation.other]
    return " ".join(filter(None, (_JOINS[figure.relation.kind], write_amount(other), other.counts)))


def _is_named_before(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether the figure that this one points to stands before it and points back."""
    if figure.relation is None or not 0 <= figure.relation.other < len(figures):
        return False
    other = figures[figure.relation.other]
    mutual = other.relation is not None and figures[other.relation.other : other.relation.other + 1] == (figure,)
    return mutual and other.span < figure.span


def _write_unit(unit: str, *, one: bool) -> str:
    """Write a unit after its number.

    >>> [_write_unit(unit, one=False) for unit in ("percent", "month", "year of age", "degree Celsius", "USD", "km")]
    ['%', 'months', 'years of age', 'degrees Celsius', 'USD', 'km']
    """
    if unit == "percent":
        return "%"
    if one or unit.isupper() or len(unit) <= _SHORT:
        return unit
    words = unit.split()
    place = next((number for number, word in enumerate(words[1:]) if word == "of" or word[0].isupper()), len(words) - 1)
    words[place] = _IRREGULAR.get(words[place], f"{words[place]}s")
    return " ".join(words)


def _write_change(figure: Figure) -> str:
    """Say up or down."""
    return _ARROWS[figure.change] if figure.change else ""


def _write_number(text: str | None) -> str | None:
    """Write a decimal with separated thousands, a rounded part as the fraction it was; as it is where it is none.

    >>> [_write_number(each) for each in ("18000", "0.75", "0.3333333333", "2.6666666667", "2m")]
    ['18,000', '0.75', '1/3', '2 2/3', '2m']
    """
    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    fraction = Fraction(number).limit_denominator(_LARGEST_PART)
    if fraction == number or abs(fraction - Fraction(number)) > _ROUNDING:
        return f"{number:,f}"
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    return f"{whole:,} {rest}/{fraction.denominator}" if whole else f"{rest}/{fraction.denominator}"

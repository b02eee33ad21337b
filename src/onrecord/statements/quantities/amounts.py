"""What is read of a figure: first the amount, then what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from onrecord.domain import Change, FigureModifier, FigureRole, RelationKind
from onrecord.statements.quantities.units import MONEY


class Form(Enum):
    """How an amount is put into words, where later rules ask."""

    NUMBER = "number"
    SHARE = "share"  # "a third", "three in four", "a fraction"
    MULTIPLE = "multiple"  # "doubled", "four times"
    VAGUE = "vague"  # "dozens"
    AGE = "age"
    SCORE = "score"  # "311-112": low is the first number


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``text[start:end]``; ``number_start`` is where its first number or word begins, behind the currency.

    ``stop`` is where the reading of what it counts goes on.  ``scale`` is the magnitude of its number, ``joined`` says
    that a hyphen or the singular ties the unit to a noun that follows ("a 12-page letter").
    """

    start: int
    end: int
    number_start: int
    stop: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    per: str | None = None
    form: Form = Form.NUMBER
    modifier: FigureModifier = FigureModifier.EXACT
    scale: Decimal = Decimal(1)
    words: bool = False
    joined: bool = False
    name: str = "number"

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency or its hundredth."""
        return self.unit in MONEY


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount with what has been read of it so far; ``other`` is an index into the list of all readings."""

    amount: Amount
    counts: tuple[int, int] | None
    role: FigureRole
    change: Change | None
    sentence: int  # where its sentence begins
    relation: tuple[RelationKind, int] | None = None

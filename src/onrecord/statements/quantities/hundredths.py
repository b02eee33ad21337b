"""Cents and pence as parts of their currency, so that "60 cents" and "$0.60" compare.

Pence are always sterling.  A cent is a hundredth of the one currency with cents that its paragraph names, or of the one
that its own words name ("20 US cents"); where none or more than one is named its unit stays ``cent``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from onrecord.statements.quantities.amounts import Reading

WITH_CENTS = frozenset("USD EUR AUD CAD NZD SGD HKD ZAR TWD KES JMD NAD".split())
NATIONS = (("US", "USD"), ("U.S.", "USD"), ("American", "USD"), ("Canadian", "CAD"), ("Australian", "AUD"))


def convert(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Put the cents and pence of one paragraph into their currencies."""
    named = {reading.amount.unit for reading in readings}
    return [convert_one(text, reading, named) for reading in readings]


def convert_one(text: str, reading: Reading, named: set[str | None]) -> Reading:
    """The reading in the main unit of its currency, where that is known."""
    amount = reading.amount
    if amount.unit == "penny":
        currency: str | None = "GBP"
    elif amount.unit == "cent":
        currency = find_currency(text[amount.number_start : amount.end], named)
    else:
        return reading
    if currency is None:
        return reading
    return replace(
        reading, amount=replace(amount, unit=currency, low=hundredth(amount.low), high=hundredth(amount.high))
    )


def find_currency(words: str, named: set[str | None]) -> str | None:
    """The currency of cents, by their own words or else by the only currency with cents beside them."""
    own = [currency for nation, currency in NATIONS if f"{nation} cent" in words]
    beside = [unit for unit in named if unit in WITH_CENTS]
    return own[0] if own else beside[0] if len(beside) == 1 else None


def hundredth(value: Decimal | None) -> Decimal | None:
    """A hundredth, exactly."""
    return value.scaleb(-2) if value is not None else None

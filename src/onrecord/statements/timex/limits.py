"""Words before a date that make it a limit: "no earlier than 2026", "as early as next month"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.statements.timex.reader import Hit

# The words, the TIMEX3 modifier they make, and whether they belong to the expression.
LIMITS = (
    (("no", "earlier", "than"), "ON_OR_AFTER", True),
    (("no", "sooner", "than"), "ON_OR_AFTER", True),
    (("no", "later", "than"), "ON_OR_BEFORE", True),
    (("not", "later", "than"), "ON_OR_BEFORE", True),
    (("not", "earlier", "than"), "ON_OR_AFTER", True),
    (("as", "early", "as"), "ON_OR_AFTER", False),
    (("as", "soon", "as"), "ON_OR_AFTER", False),
)


def set_limits(hits: list[Hit]) -> list[Hit]:
    """Open the end that such words leave open."""
    return [limit(hit) for hit in hits]


def limit(hit: Hit) -> Hit:
    """Open one end of a date behind words that make it a limit."""
    period = hit.reading.period
    if period is None or hit.reading.mod is not None:
        return hit
    before = tuple(hit.found.tokens.words[max(0, hit.first - 3) : hit.first])
    for words, mod, belongs in LIMITS:
        if before == words:
            first = hit.first - len(words) if belongs else hit.first
            after = mod == "ON_OR_AFTER"
            reading = replace(hit.reading, mod=mod, first=first, open_start=not after, open_end=after)
            return replace(hit, reading=reading)
    return hit

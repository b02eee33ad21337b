"""What every domain type rests on: the frozen base, spans of a text, and digests of evidence."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the domain types: frozen, slotted, keyword-only."""


class Span(Domain, frozen=True, kw_only=True, order=True):
    """Code points ``start`` to ``end`` (half-open, never empty) of a named text, with the words they cut."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot have been cut from any text."""
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            message = f"span {self.start}:{self.end} does not fit its {len(self.text)} code points"
            raise ValueError(message)

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span; both are of the same text."""
        return self.start <= other.start and other.end <= self.end

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """Cut ``text[start:end]``; ValueError when empty or outside the text."""
        return cls(start=start, end=end, text=text[start:end])


def check_spans(text: str, spans: Iterable[Span]) -> None:
    """Raise ValueError at the first span that does not cut its own words from ``text``."""
    for span in spans:
        if text[span.start : span.end] != span.text:
            message = f"span {span.start}:{span.end} cuts other words than it claims"
            raise ValueError(message)


def check_probability(value: float) -> None:
    """Raise ValueError unless 0 <= value <= 1."""
    if not 0.0 <= value <= 1.0:
        message = f"confidence {value} is not between 0 and 1"
        raise ValueError(message)


def text_digest(text: str) -> str:
    """Hexadecimal SHA-256 of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def evidence_id(evidence: dict[str, Any]) -> str:
    """Hexadecimal SHA-256 over canonical JSON (sorted keys, no blanks, UTF-8) of ``evidence``."""
    return hashlib.sha256(msgspec.json.encode(evidence, order="sorted")).hexdigest()

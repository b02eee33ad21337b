"""What a check of kept evidence came to: one step, one subject, one of three verdicts."""

from __future__ import annotations

from enum import StrEnum

from onrecord.domain.base import Domain


class FindingVerdict(StrEnum):
    """Whether the evidence bears a step out, speaks against it, or cannot be asked."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNCHECKABLE = "uncheckable"


class Finding(Domain, frozen=True, kw_only=True):
    """One step of a check: ``subject`` names the file and place, or the row, ``message`` says what was found there."""

    verdict: FindingVerdict
    step: str
    subject: str
    message: str

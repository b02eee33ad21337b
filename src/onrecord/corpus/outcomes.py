"""What becomes of one input: added now, known from before, or rejected."""

from __future__ import annotations

from onrecord.domain import Addition, ArticleReference, CaptureRef, Domain, Rejected


class Added(Domain, frozen=True, kw_only=True):
    """A capture that was read; ``addition`` says which of its statements are new to the record."""

    capture: CaptureRef
    article: ArticleReference
    addition: Addition


class Known(Domain, frozen=True, kw_only=True):
    """A capture that the record has an article of; it was not read again."""

    capture: CaptureRef


class Refused(Domain, frozen=True, kw_only=True):
    """An input that could not be read; ``capture`` is None where no bytes came in."""

    rejected: Rejected
    capture: CaptureRef | None


Outcome = Added | Known | Refused

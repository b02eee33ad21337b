"""What is known of a statement beside its words: when, how many, who, by which medium, to whom and where."""

from __future__ import annotations

from onrecord.domain.base import Domain, Span
from onrecord.domain.kinds import (
    Certainty,
    Change,
    Direction,
    FigureModifier,
    FigureRole,
    MediumKind,
    RelationKind,
    SpeakerKind,
    TimeBasis,
)


class Timex(Domain, frozen=True, kw_only=True):
    """TIMEX3 attributes as in TimeML 1.2.1: ``type`` DATE, TIME, DURATION or SET; ``value``; ``mod``."""

    type: str
    value: str | None
    mod: str | None = None


class TimeAnchor(Domain, frozen=True, kw_only=True):
    """The event an expression is measured from, as the text words it: "the raid" in "days after the raid".

    ``least`` and ``most`` are the distance from the event in ISO 8601 durations ("P1D"); ``None`` leaves that end open.
    """

    span: Span
    direction: Direction
    least: str | None = None
    most: str | None = None


class TimeExpression(Domain, frozen=True, kw_only=True):
    """A time expression with the bounds of the time it names.

    ``earliest`` and ``latest`` are ISO 8601 local times, ``YYYY-MM-DDThh:mm`` with "T24:00" for a day's end, with a
    zone offset only where the text gives one; they hold the instant meant, or bound the whole period meant; ``None``
    leaves that end open.  ``edtf`` is the date in EDTF level 1, for a day or coarser.  ``unresolved`` says what is
    missing where a bound could not be found.
    """

    span: Span
    timex: Timex
    edtf: str | None
    earliest: str | None
    latest: str | None
    certainty: Certainty
    anchor: TimeAnchor | None = None
    unresolved: str | None = None
    by: str

    @property
    def type(self) -> str:
        """TIMEX3 type: DATE, TIME, DURATION or SET."""
        return self.timex.type

    @property
    def value(self) -> str | None:
        """TIMEX3 value, such as ``2022-09-22`` or ``P6M``."""
        return self.timex.value

    @property
    def mod(self) -> str | None:
        """TIMEX3 modifier, such as ``END`` or ``MORE_THAN``."""
        return self.timex.mod

    @property
    def rule(self) -> str:
        """Name of the rule that resolved the expression."""
        return self.by


class SaidAt(Domain, frozen=True, kw_only=True):
    """When something was said; ``span`` is ``None`` where it comes from context, or is only the publication's bound.

    Bounds are as in ``TimeExpression``; ``unresolved`` says what is missing where the words have none.
    """

    span: Span | None
    timex: Timex | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: TimeBasis
    confidence: float
    unresolved: str | None = None
    by: str


class Relation(Domain, frozen=True, kw_only=True, rename={"other": "with"}):
    """How a figure stands to the figure at index ``other`` of the same list."""

    kind: RelationKind
    other: int


class Figure(Domain, frozen=True, kw_only=True):
    """A quantity as the text words it; ``low`` and ``high`` are decimals written as text, equal unless it is a range.

    ``unit`` is a measure (``percent``, ``percentage point``, an ISO 4217 code, ``km``, ``month``); counted things have
    none, their noun phrase is ``counts``.  ``per`` is what a rate is taken over ("a day" gives ``day``).  A vague
    amount has the bounds that its words allow, or ``None`` at an open end.
    """

    span: Span
    low: str | None
    high: str | None
    unit: str | None
    per: str | None = None
    counts: str | None
    counts_span: Span | None
    modifier: FigureModifier
    change: Change | None
    role: FigureRole = FigureRole.AMOUNT
    relation: Relation | None
    by: str


class Speaker(Domain, frozen=True, kw_only=True):
    """Who speaks, as a reader would index it; ``unresolved`` says why there is no better name."""

    id: str
    name: str
    kind: SpeakerKind
    anonymous: bool
    title: str | None
    description: str | None
    mention: Span | None
    confidence: float
    unresolved: str | None
    by: str


class Medium(Domain, frozen=True, kw_only=True):
    """The channel of an utterance."""

    span: Span | None
    kind: MediumKind
    platform: str | None
    by: str


class Addressee(Domain, frozen=True, kw_only=True):
    """Whom the words were for."""

    span: Span
    name: str | None
    by: str


class Place(Domain, frozen=True, kw_only=True):
    """Where it was said."""

    span: Span
    by: str

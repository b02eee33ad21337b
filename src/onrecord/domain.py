"""Every type that crosses a module border: frozen, keyword-only, validated on construction.

The field names are the JSON contract of ``docs/reference/schema.json``; ``encode`` writes it, ``decode_*`` reads it.
Collections are tuples; ``None`` means "not stated", never "failed".  Spans are half-open and in Unicode code points.
No reading of text, no input or output belongs here.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_VERSION = 1


class QuotationType(StrEnum):
    """How much of a content stands between quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class StatementType(StrEnum):
    """What the cue makes of the content."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    INTENTION = "intention"
    QUESTION = "question"
    REQUEST = "request"
    REFUSAL = "refusal"


class ParagraphKind(StrEnum):
    """What a paragraph of the article text is; all kinds are kept in the text, only some are read for statements."""

    HEADLINE = "headline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CORRECTION = "correction"
    EMBED = "embed"
    LIVE_ENTRY = "live_entry"


class MessageKind(StrEnum):
    """What a publisher message wants from the reader."""

    APPEAL = "appeal"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    DISCLAIMER = "disclaimer"
    RELATED = "related"
    COOKIE = "cookie"
    COMMENTS = "comments"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a publication time is known."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class DateOrigin(StrEnum):
    """Where a publication time was read."""

    JSON_LD = "json-ld"
    META = "meta"
    TIME_ELEMENT = "time-element"
    HTMLDATE = "htmldate"
    BYLINE = "byline"
    USER = "user"


class RejectReason(StrEnum):
    """Why an input could not be read; a fixed list, so that rejections can be counted."""

    NOT_FOUND = "not-found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    PDF = "pdf"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too-large"
    LOGIN_PAGE = "login-page"
    NO_ARTICLE = "no-article"
    INTERNAL_ERROR = "internal-error"


class SpeakerKind(StrEnum):
    """What kind of body speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class MediumKind(StrEnum):
    """The channel of an utterance."""

    SOCIAL_POST = "social_post"
    BRIEFING = "briefing"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    SPEECH = "speech"
    LETTER = "letter"
    DOCUMENT = "document"
    BROADCAST = "broadcast"
    COURT = "court"
    POLL = "poll"
    MESSAGE = "message"
    OTHER = "other"


class FigureModifier(StrEnum):
    """How a figure is bounded by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Change(StrEnum):
    """Direction of a change that a figure measures."""

    UP = "up"
    DOWN = "down"


class RelationKind(StrEnum):
    """How one figure stands to another of the same list."""

    EXCHANGE = "exchange"
    RATE = "rate"
    OF_TOTAL = "of_total"
    FROM_TO = "from_to"


class FigureRole(StrEnum):
    """What a figure states of the thing that it measures: "rose by 5 %", "rose to 5 %", "5 % of the plan" differ."""

    AMOUNT = "amount"  # how much or how many there is: "20,000 troops", "$3 million"
    DIFFERENCE = "difference"  # by how much something changed or exceeds another: "rose 5 %", "up 5 %", "by 254 %"
    LEVEL = "level"  # where something stands before or after a change: "rose to 5 %", "from 9.1"
    SHARE = "share"  # a part of a whole: "5 % of voters", "three in four", "half the crop"
    MULTIPLE = "multiple"  # a factor: "doubled", "three times the average", "twice"


class Certainty(StrEnum):
    """What the resolution of a time expression rests on."""

    EXPLICIT = "explicit"  # the words alone: "22 September 2022"
    RELATIVE = "relative"  # the words and the publication date: "late Thursday", "last year"
    CONTEXT = "context"  # another expression of the text: "the same day", "two days earlier"
    AMBIGUOUS = "ambiguous"  # another reading is about as likely; the bounds hold the chosen one
    UNANCHORED = "unanchored"  # nothing to resolve against: "recently", "days after the raid", no publication date


class Direction(StrEnum):
    """On which side of its anchor a time lies."""

    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


class TimeBasis(StrEnum):
    """What a time of saying rests on."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    CONTEXT = "context"
    PUBLICATION = "publication"


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

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """Cut ``text[start:end]``; ValueError when empty or outside the text."""
        return cls(start=start, end=end, text=text[start:end])


class Capture(Domain, frozen=True, kw_only=True):
    """One payload as received, byte for byte; ``charset`` and ``media_type`` are what the sender declared."""

    locator: str
    payload: bytes
    url: str | None = None
    captured_at: datetime | None = None
    media_type: str | None = None
    charset: str | None = None

    @property
    def digest(self) -> str:
        """``sha256:`` and the hexadecimal digest of the payload."""
        return f"sha256:{hashlib.sha256(self.payload).hexdigest()}"


class PublishedAt(Domain, frozen=True, kw_only=True, rename={"origin": "from"}):
    """When the outlet says it published: ISO 8601 ``value`` of the stated precision, with its offset where given."""

    value: str
    precision: Precision
    origin: DateOrigin
    agreed: bool | None = None  # a second, independent reader found the same day; None: there was none to ask


class Paragraph(Domain, frozen=True, kw_only=True):
    """One paragraph of the article text."""

    span: Span
    kind: ParagraphKind


class PublisherMessage(Domain, frozen=True, kw_only=True):
    """One paragraph that was set aside; ``span`` cuts ``Article.page_text``, ``by`` names the rule that decided."""

    span: Span
    kind: MessageKind
    by: str


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


class Article(Domain, frozen=True, kw_only=True):
    """A news text as read from one capture.

    ``text`` is the kept paragraphs joined by one blank line, headline first; ``page_text`` is every paragraph found,
    publisher messages among them, and is what ``publisher_messages`` cut.  For pasted text ``page_text`` is the input
    with line ends and white space normalised.  ``language`` is an ISO 639-1 code, ``capture`` the payload's digest.
    """

    id: str
    locator: str
    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    language: str | None
    published_at: PublishedAt | None
    captured_at: datetime | None
    capture: str
    text_sha256: str
    text: str
    page_text: str
    paragraphs: tuple[Paragraph, ...]
    publisher_messages: tuple[PublisherMessage, ...]
    times: tuple[TimeExpression, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an article whose spans do not cut the words they claim."""
        check_spans(self.text, (paragraph.span for paragraph in self.paragraphs))
        check_spans(self.page_text, (message.span for message in self.publisher_messages))

    @property
    def reference(self) -> ArticleReference:
        """The part of the article that each of its statements repeats."""
        return ArticleReference(**{name: getattr(self, name) for name in ArticleReference.__struct_fields__})


class ArticleReference(Domain, frozen=True, kw_only=True):
    """What a statement says of the article it stands in."""

    id: str
    locator: str
    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    language: str | None
    published_at: PublishedAt | None
    captured_at: datetime | None
    capture: str
    text_sha256: str


class Attribution(Domain, frozen=True, kw_only=True):
    """The relation source-cue-content as the model found it; each role may be discontinuous or empty.

    A cue without content announces what the next paragraph quotes.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float  # the model's calibrated probability that the attribution is right


class Annotation(Domain, frozen=True, kw_only=True):
    """What one model says about one article text; attributions in order of their first content."""

    text_sha256: str
    model: str
    attributions: tuple[Attribution, ...]


class Statement(Domain, frozen=True, kw_only=True):
    """An attribution read out: who, to whom, how, when, where, with which figures.  Spans cut the article's text."""

    schema: int = SCHEMA_VERSION
    id: str
    article: ArticleReference
    source: Span | None
    cue: Span | None
    implicit_cue: bool
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    quotation: QuotationType
    type: StatementType
    negated: bool
    nested_in: str | None
    via: tuple[str, ...] = ()
    speaker: Speaker | None = None
    medium: Medium | None = None
    addressee: Addressee | None = None
    place: Place | None = None
    said_at: SaidAt | None = None
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    confidence: float
    by: str

    def __post_init__(self) -> None:
        """Refuse a statement without content, or with a confidence that is no probability."""
        if not self.content:
            message = "a statement needs at least one content span"
            raise ValueError(message)
        check_probability(self.confidence)


class Unread(Domain, frozen=True, kw_only=True):
    """Why an extracted article was not read for statements; ``reason`` is short and fixed, ``message`` for people."""

    reason: str
    message: str


class Reading(Domain, frozen=True, kw_only=True):
    """All that was read from one input: the article and, unless ``unread``, its statements in text order."""

    article: Article
    statements: tuple[Statement, ...]
    unread: Unread | None = None


class Rejected(Domain, frozen=True, kw_only=True):
    """An input that could not be read; stored and counted, never dropped."""

    schema: int = SCHEMA_VERSION
    locator: str
    reason: RejectReason
    message: str
    next_step: str


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


def article_id(*, capture: str, text_sha256: str) -> str:
    """Id of an article: the bytes it was read from and the text that was read."""
    return evidence_id({"capture": capture, "text_sha256": text_sha256})


def statement_id(*, text_sha256: str, source: Span | None, cue: Span | None, content: Iterable[Span]) -> str:
    """Id of a statement: the article text and the spans of source, cue and content, and nothing derived."""
    source_ends, cue_ends = (span and [span.start, span.end] for span in (source, cue))
    content_ends = [[span.start, span.end] for span in content]
    return evidence_id({"article": text_sha256, "source": source_ends, "cue": cue_ends, "content": content_ends})


def encode(value: Domain) -> bytes:
    """JSON of a domain value, UTF-8, on one line, without a line end."""
    return msgspec.json.encode(value)


def decode_statement(line: bytes | str) -> Statement:
    """Read one line of JSON Lines back; ``msgspec.ValidationError`` names the field at fault."""
    return msgspec.json.decode(line, type=Statement)

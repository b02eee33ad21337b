"""Statements, what the model says of an article, and what reading an input comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from onrecord.domain.article import Article, ArticleReference
from onrecord.domain.base import Domain, Span, check_probability, evidence_id
from onrecord.domain.details import Addressee, Figure, Medium, Place, SaidAt, Speaker, TimeExpression
from onrecord.domain.kinds import MentionKind, QuotationType, RejectReason, StatementType

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_VERSION = 1


class Attribution(Domain, frozen=True, kw_only=True):
    """The relation source-cue-content as the model found it; each role may be discontinuous or empty.

    A cue without content announces what the next paragraph quotes.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float  # the model's calibrated probability that the attribution is right


class Mention(Domain, frozen=True, kw_only=True):
    """Words that stand for a person, a body, a place or another thing: a name, a description or a pronoun."""

    span: Span
    head: Span  # the noun it is about, or the whole name; within ``span``
    kind: MentionKind
    confidence: float  # the model's probability that this is a mention


class Link(Domain, frozen=True, kw_only=True):
    """What one mention was linked with; mentions by their numbers in the annotation.

    ``antecedent``: a mention before it that is of the same thing, ``None`` where nothing before is; ``confidence``:
    the model's share for that.  ``rival``: a mention of the next best candidate, with its share.
    """

    mention: int
    antecedent: int | None
    confidence: float
    rival: int | None = None
    rival_confidence: float = 0.0


class Annotation(Domain, frozen=True, kw_only=True):
    """What one model says about one article text; attributions in order of their first content.

    Mentions are in order of their starts, the longer first; ``links`` has one for each person, group, body, place and
    object; ``chains`` are the numbers of mentions that are of the same thing, at least two each.
    """

    text_sha256: str
    model: str
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()


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

"""Captures, and the articles read from them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from onrecord.domain.base import Domain, Span, check_spans, evidence_id
from onrecord.domain.details import Figure, TimeExpression
from onrecord.domain.kinds import DateOrigin, MessageKind, ParagraphKind, Precision


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


class ArticleHead(Domain, frozen=True, kw_only=True):
    """What is known of an article beside its text."""

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


class ArticleReference(ArticleHead, frozen=True, kw_only=True):
    """What a statement says of the article it stands in."""


class Article(ArticleHead, frozen=True, kw_only=True):
    """A news text as read from one capture.

    ``text`` is the kept paragraphs joined by one blank line, headline first; ``page_text`` is every paragraph found,
    publisher messages among them, and is what ``publisher_messages`` cut.  For pasted text ``page_text`` is the input
    with line ends and white space normalised.  ``language`` is an ISO 639-1 code, ``capture`` the payload's digest.
    """

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
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Where each paragraph starts and ends in ``text``."""
        return tuple((paragraph.span.start, paragraph.span.end) for paragraph in self.paragraphs)

    @property
    def reference(self) -> ArticleReference:
        """The part of the article that each of its statements repeats."""
        return ArticleReference(**{name: getattr(self, name) for name in ArticleReference.__struct_fields__})


def article_id(*, capture: str, text_sha256: str) -> str:
    """Id of an article: the bytes it was read from and the text that was read."""
    return evidence_id({"capture": capture, "text_sha256": text_sha256})

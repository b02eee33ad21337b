"""Captures, and the articles read from them."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from onrecord.domain.base import Domain, Span, check_spans, evidence_id
from onrecord.domain.details import Figure, TimeExpression
from onrecord.domain.kinds import DateOrigin, MessageKind, ParagraphKind, Precision


class HttpHead(Domain, frozen=True, kw_only=True):
    """The head of the response a capture came in: ``headers`` in the order received, names as the server wrote them."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str | None:
        """The first value of a header, its name in any case; ``None`` where it was not sent."""
        wanted = name.lower()
        return next((value for header, value in self.headers if header.lower() == wanted), None)


class CaptureHead(Domain, frozen=True, kw_only=True):
    """What is known of a capture beside its bytes.

    ``charset`` and ``media_type`` are what the sender declared; ``captured_at`` is when the bytes were sent, where that
    is known; ``published`` is the day of publication as stated by who handed the capture in; it wins over the page's.
    """

    locator: str
    url: str | None = None
    captured_at: datetime | None = None
    media_type: str | None = None
    charset: str | None = None
    published: date | None = None
    http: HttpHead | None = None


class Capture(CaptureHead, frozen=True, kw_only=True):
    """One payload as received, byte for byte: transfer coding undone, content coding (gzip, br, zstd) not."""

    payload: bytes

    @property
    def digest(self) -> str:
        """``sha256:`` and the hexadecimal digest of the payload."""
        return f"sha256:{hashlib.sha256(self.payload).hexdigest()}"

    @property
    def reference(self) -> CaptureRef:
        """The capture without its payload."""
        head = {name: getattr(self, name) for name in CaptureHead.__struct_fields__}
        return CaptureRef(**head, digest=self.digest, size_bytes=len(self.payload))


class CaptureRef(CaptureHead, frozen=True, kw_only=True):
    """A capture whose payload lies in an archive, to be found there by its digest."""

    digest: str
    size_bytes: int

    @property
    def id(self) -> str:
        """Id of the capture: the same locator, URL, capture time, stated day and bytes are the same capture."""
        return evidence_id(
            {
                "locator": self.locator,
                "url": self.url,
                "captured_at": self.captured_at,
                "published": self.published,
                "digest": self.digest,
            }
        )


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

"""A judged page to its article: the kept paragraphs, the messages set aside, and the spans that prove both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.article.blocks import Block, Page, Role
from onrecord.article.language import find_language
from onrecord.article.reject import login_page, no_article
from onrecord.article.runs import classify
from onrecord.domain import (
    Article,
    Capture,
    DateOrigin,
    Paragraph,
    ParagraphKind,
    Precision,
    PublishedAt,
    PublisherMessage,
    Span,
    article_id,
    text_digest,
)
from onrecord.text import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onrecord.article.messages import Verdict

SEPARATOR = "\n\n"
MIN_WORDS = 4
MIN_CHARS = 16
KINDS = {
    Role.HEADLINE: ParagraphKind.HEADLINE,
    Role.BODY: ParagraphKind.BODY,
    Role.SUBHEADING: ParagraphKind.SUBHEADING,
    Role.CAPTION: ParagraphKind.CAPTION,
    Role.CORRECTION: ParagraphKind.CORRECTION,
    Role.EMBED: ParagraphKind.EMBED,
    Role.LIVE_ENTRY: ParagraphKind.LIVE_ENTRY,
    Role.CREDIT: ParagraphKind.BODY,
    Role.CONTROL: ParagraphKind.BODY,
}
READ_ROLES = frozenset({Role.BODY, Role.EMBED, Role.LIVE_ENTRY})
PASSWORD_WORDS = ("password", "passwort", "kennwort", "mot de passe", "contraseña", "пароль")


def assemble(page: Page, capture: Capture, published: date | None) -> Article:
    """Set the publisher messages aside and make the article of what is left; InputError when nothing is."""
    quotes = quotations(page.text, tuple((block.start, block.end) for block in page.blocks))
    verdicts = classify(page.blocks, quotes, page.publisher, page.authors)
    kept = [block for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict is None]
    check_kept(kept, page, capture.locator)
    text, paragraphs = join(kept)
    sha256 = text_digest(text)
    return Article(
        id=article_id(capture=capture.digest, text_sha256=sha256),
        locator=capture.locator,
        title=page.title,
        url=page.url or capture.url,
        publisher=page.publisher,
        authors=page.authors,
        language=find_language(text, page.declared_language),
        published_at=stated_by_user(published) or page.published_at,
        captured_at=capture.captured_at,
        capture=capture.digest,
        text_sha256=sha256,
        text=text,
        page_text=page.text,
        paragraphs=paragraphs,
        publisher_messages=tuple(messages(page, verdicts)),
    )


def stated_by_user(published: date | None) -> PublishedAt | None:
    """Turn the user's date into the domain's."""
    if published is None:
        return None
    return PublishedAt(value=published.isoformat(), precision=Precision.DAY, origin=DateOrigin.USER)


def join(kept: Sequence[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """Join the kept blocks by one blank line, the headline first, bylines left out."""
    ordered = sorted(
        (block for block in kept if block.role is not Role.BYLINE), key=lambda block: block.role is not Role.HEADLINE
    )
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    position = 0
    for block in ordered:
        words = unwrap(block.text)
        paragraphs.append(
            Paragraph(span=Span(start=position, end=position + len(words), text=words), kind=KINDS[block.role])
        )
        pieces.append(words)
        position += len(words) + len(SEPARATOR)
    return SEPARATOR.join(pieces), tuple(paragraphs)


def unwrap(text: str) -> str:
    """Join the lines of a hard-wrapped paragraph; a hyphen at a line's end stays and takes no space."""
    lines = text.split("\n")
    joined = lines[0]
    for line in lines[1:]:
        joined += line if joined.endswith("-") and not joined.endswith(" -") else f" {line}"
    return joined


def messages(page: Page, verdicts: Sequence[Verdict | None]) -> list[PublisherMessage]:
    """Cut the messages from the page text."""
    return [
        PublisherMessage(span=Span.cut(page.text, block.start, block.end), kind=verdict.kind, by=verdict.by)
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if verdict is not None
    ]


def check_kept(kept: Sequence[Block], page: Page, locator: str) -> None:
    """Raise InputError unless something is left that reads like a report."""
    if any(
        block.role in READ_ROLES and len(block.text) >= MIN_CHARS and len(block.text.split()) >= MIN_WORDS
        for block in kept
    ):
        return
    words = page.text.lower()
    if page.has_login or (len(words) < 2000 and any(word in words for word in PASSWORD_WORDS)):  # noqa: PLR2004 - a form
        raise login_page(locator)
    if kept:
        found = f"{len(page.blocks)} lines, none of them a sentence of a report"
    elif page.blocks:
        kinds = sorted(set(page_kinds(page)))
        count = (
            "its one paragraph is a message"
            if len(page.blocks) == 1
            else f"all {len(page.blocks)} paragraphs are messages"
        )
        found = f"{count} of the publisher" + (f": {', '.join(kinds)}" if kinds else "")
    else:
        found = "no text"
    raise no_article(locator, found)


def page_kinds(page: Page) -> list[str]:
    """Name the kinds of message that the elements of a page announce."""
    return [block.container.value for block in page.blocks if block.container]

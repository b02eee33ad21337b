"""The one entry: unpacks the payload, checks it, decodes it, chooses the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.article.assemble import assemble
from onrecord.article.decode import decode
from onrecord.article.plain import read_plain
from onrecord.article.reject import check_length, check_payload, check_text, no_article
from onrecord.article.unpack import unpack

if TYPE_CHECKING:
    from datetime import date

    from onrecord.domain import Article, Capture

HTML_TYPES = ("text/html", "application/xhtml+xml")
DOCUMENT_START = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--.{0,2000}?-->\s{0,20}){0,5}<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
FRAGMENT = re.compile(
    r"<(?:article|body|div|section|main|h[1-6]|p|br|span|meta|title|ul|table)\b[^<>]{0,2000}>", re.IGNORECASE
)
FEED = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
MIN_FRAGMENT_TAGS = 3
SNIFFED_CHARS = 8192


def read_article(capture: Capture, *, published: date | None = None) -> Article:
    """Read the article of one capture; ``published`` wins over what the page says.

    Raises InputError with the fixed reason when there is none: empty, binary, pdf, undecodable, too-large, login-page,
    no-article.  No other exception, whatever the bytes.
    """
    unpacked = unpack(capture)
    check_payload(unpacked)
    text = decode(unpacked)
    check_text(text, capture.locator)
    if FEED.match(text[:SNIFFED_CHARS]):
        raise no_article(capture.locator, "it is a feed: a list of articles")
    if is_html(capture.media_type, text[:SNIFFED_CHARS]):
        from onrecord.article.page import read_page  # noqa: PLC0415 - loads lxml and trafilatura, which pasted text never needs

        page = read_page(text, capture)
    else:
        check_length(text, capture.locator)
        page = read_plain(text)
    return assemble(page, capture, published)


def is_html(media_type: str | None, head: str) -> bool:
    """Tell HTML from text by the declared type, then by its first tags."""
    if DOCUMENT_START.match(head):
        return True
    declared = (media_type or "").split(";")[0].strip().lower()
    if declared in HTML_TYPES:
        return True
    if declared.startswith("text/") and declared != "text/html":
        return False
    return len(FRAGMENT.findall(head)) >= MIN_FRAGMENT_TAGS

"""Why an input has no article, and what to type next: one function per reason, and the checks on bare bytes.

Checks here look at the payload only and cost the same for any size; reading it comes after.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from onrecord.domain import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.domain import Capture

MAX_PAYLOAD_BYTES = 20_000_000
MAX_TAGS = 60_000
MAX_TEXT_CHARS = 300_000
SNIFFED_BYTES = 4096
MAX_CONTROL_SHARE = 0.05
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Magic numbers of what people save by mistake, as in the WHATWG MIME Sniffing standard and the formats' own headers.
SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (a .docx, .epub or .odt file is one)"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"OggS", "audio or video"),
    (b"ID3", "audio"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
)
SAVE_PAGE = "save the page as HTML or copy its text into a file, then type: onrecord read saved-page.html"


def check_payload(capture: Capture) -> None:
    """Raise InputError when the bytes cannot be a page or a text: too large, empty, a PDF, binary."""
    payload, locator = capture.payload, capture.locator
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise too_large(locator, f"{len(payload) / 1e6:.0f} MB", f"{MAX_PAYLOAD_BYTES // 1_000_000} MB")
    head = payload[:SNIFFED_BYTES]
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise empty(locator)
    if head.lstrip()[:5] == b"%PDF-":
        raise pdf(locator)
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            raise binary(locator, name)
    if head[:4] == b"RIFF":
        raise binary(locator, "audio, video or an image")


def check_text(text: str, locator: str) -> None:
    """Raise InputError when decoded text is mostly control characters, blank, or longer than any article."""
    head = text[:SNIFFED_BYTES]
    if len(CONTROL.findall(head)) > MAX_CONTROL_SHARE * len(head):
        raise binary(locator, "binary data")
    if not any(is_visible(character) for character in text):
        raise empty(locator)


def is_visible(character: str) -> bool:
    """Whether a character leaves a mark on the page: no white space, no control or format character."""
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf", "Mn")


def check_length(text: str, locator: str) -> None:
    """Raise InputError when the words alone are longer than any article."""
    if len(text) > MAX_TEXT_CHARS:
        raise too_large(locator, f"{len(text):,} characters of text", f"{MAX_TEXT_CHARS:,} characters")


def too_large(locator: str, size: str, limit: str) -> InputError:
    """Say that an input is larger than an article can be."""
    return InputError(
        f"{locator}: {size}, more than an article can have (the limit is {limit})",
        reason=RejectReason.TOO_LARGE,
        next_step="copy the text of the article into a file of its own, then type: onrecord read article.txt",
    )


def empty(locator: str) -> InputError:
    """Say that there is nothing in the input."""
    return InputError(
        f"{locator}: there is nothing in it",
        reason=RejectReason.EMPTY,
        next_step=f"check how it was saved, or {SAVE_PAGE}",
    )


def pdf(locator: str) -> InputError:
    """Say that the input is a PDF."""
    return InputError(
        f"{locator}: this is a PDF, and onrecord reads HTML and plain text",
        reason=RejectReason.PDF,
        next_step="extract its text first: pdftotext file.pdf - | onrecord read -",
    )


def binary(locator: str, name: str) -> InputError:
    """Say that the input is neither HTML nor text."""
    return InputError(
        f"{locator}: this is {name}, and onrecord reads HTML and plain text",
        reason=RejectReason.BINARY,
        next_step=SAVE_PAGE,
    )


def undecodable(locator: str, tried: str, offset: int | None) -> InputError:
    """Say that no character encoding fits the bytes."""
    place = "" if offset is None else f" (the first byte that does not fit is at offset {offset})"
    return InputError(
        f"{locator}: the bytes are not text in {tried}{place}",
        reason=RejectReason.UNDECODABLE,
        next_step="convert the file to UTF-8 first: iconv -f WINDOWS-1251 -t UTF-8 page.html | onrecord read -",
    )


def login_page(locator: str) -> InputError:
    """Say that the page asks for a password instead of showing an article."""
    return InputError(
        f"{locator}: this page asks the reader to log in and holds no article",
        reason=RejectReason.LOGIN_PAGE,
        next_step=(
            "open the article in a browser where you are logged in, save it, then type: onrecord read saved-page.html"
        ),
    )


def no_article(locator: str, found: str) -> InputError:
    """Say that no article was found, and what was found instead."""
    return InputError(
        f"{locator}: no article found ({found})",
        reason=RejectReason.NO_ARTICLE,
        next_step=(
            "open the page of one article, save it complete or copy its text, then type: onrecord read saved-page.html"
        ),
    )

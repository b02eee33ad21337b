"""XML of strangers, parsed by a parser that opens nothing and expands nothing.

libxml2 without ``huge_tree`` stops at 256 levels and at ten million characters of one text; entities stay unexpanded,
no DTD is loaded, no file or network is read.  What is broken is mended as browsers mend pages.
"""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING

from onrecord.codings import GZIP_MAGIC, Cap, codings_of, undo
from onrecord.domain import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

    from onrecord.domain import Capture

# A sitemap may have 50,000 addresses, each in half a dozen elements.
MAX_BYTES = 20_000_000
MAX_TAGS = 1_000_000
SNIFFED_BYTES = 4096
MAX_TEXT_CHARS = 2000
_SKIPPED = re.compile(rb"[\s\0]*<(?:\?|!)")
_ROOT = re.compile(rb"[\s\0]*<([A-Za-z_][\w.:-]{0,50})")
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{1,100}encoding", re.ASCII)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def unpack(capture: Capture) -> bytes:
    """Undo the content coding of a listing, and the gzip that sitemaps lie in; InputError: undecodable, too-large."""
    cap = Cap(max_bytes=MAX_BYTES)
    codings = codings_of(capture.http.value("Content-Encoding")) if capture.http else ()
    payload = b"".join(undo([capture.payload], codings, cap=cap, locator=capture.locator))
    if payload.startswith(GZIP_MAGIC):
        payload = b"".join(undo([payload], ("gzip",), cap=cap, locator=capture.locator))
    if len(payload) > MAX_BYTES or payload.count(b"<") > MAX_TAGS:
        message = f"{capture.locator}: it is larger than any feed or sitemap"
        step = "Name the feeds or pages that you want one by one."
        raise InputError(message, reason=RejectReason.TOO_LARGE, next_step=step)
    return payload


def find_root(payload: bytes) -> str:
    """Name of the first element without its prefix, in lower case; empty when there is none near the start.

    >>> find_root(b'<?xml version="1.0"?><!-- a --><rdf:RDF>')
    'rdf'
    """
    head = payload[:SNIFFED_BYTES].replace(b"\0", b"")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    while _SKIPPED.match(head):
        end = b"-->" if head.lstrip().startswith(b"<!--") else b">"
        _, _, head = head.partition(end)
    match = _ROOT.match(head)
    return match[1].decode("ascii", "ignore").rpartition(":")[2].lower() if match else ""


def parse_xml(payload: bytes, charset: str | None) -> etree._Element | None:
    """Parse XML, mending what is broken; ``None`` when nothing is left.

    ``charset`` counts where the bytes do not say how they are encoded.
    """
    from lxml import etree  # noqa: PLC0415 - loaded for those who read listings

    try:
        found: etree._Element | None = etree.fromstring(
            payload, _make_parser(None if _says_encoding(payload) else charset)
        )
    except LookupError:  # an unknown charset
        return parse_xml(payload, None)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: nothing but blanks
        return None
    return found


def _make_parser(charset: str | None) -> etree.XMLParser:
    """A parser that opens nothing and expands nothing; LookupError of an unknown charset."""
    from lxml import etree  # noqa: PLC0415 - as above

    return etree.XMLParser(
        encoding=charset,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _says_encoding(payload: bytes) -> bool:
    """Whether the bytes say how they are encoded: by a mark, a declaration, or by being UTF-8."""
    if payload.startswith(_MARKS) or _ENCODING.match(payload):
        return True
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def name_of(element: etree._Element) -> str:
    """Name of an element without namespace or prefix, in lower case; empty for what is no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Text inside an element, entities of HTML written out, white space single, cut at ``MAX_TEXT_CHARS``."""
    text = "".join(str(piece) for piece in element.itertext())[: 4 * MAX_TEXT_CHARS]
    return " ".join(html.unescape(text).split())[:MAX_TEXT_CHARS]

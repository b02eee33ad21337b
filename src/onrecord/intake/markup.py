"""XML of strangers, parsed by a parser that opens nothing and expands nothing.

libxml2 without ``huge_tree`` stops at 256 levels and at ten million characters of one text; entities stay unexpanded,
no DTD is loaded, no file or network is read.  What is broken is mended as browsers mend pages.
"""

from __future__ import annotations

import codecs
import html
import re
import sys
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
_DECLARED = re.compile(rb"\s{0,100}<\?xml[^>]{1,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,30})[\"']")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_REFERENCE = re.compile("&#(?:x0*([0-9a-f]{1,9})|0*([0-9]{1,9}));?", re.IGNORECASE)
_REFUSED = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    for mark, _ in _MARKS:
        head = head.removeprefix(mark)
    while _SKIPPED.match(head):
        end = b"-->" if head.lstrip().startswith(b"<!--") else b">"
        _, _, head = head.partition(end)
    match = _ROOT.match(head)
    return match[1].decode("ascii", "ignore").rpartition(":")[2].lower() if match else ""


def parse_xml(payload: bytes, charset: str | None) -> etree._Element | None:
    """Parse XML, mending what is broken; ``None`` when nothing is left.

    ``charset`` counts where the bytes do not say how they are encoded.  They are decoded here, because libxml2, told to
    mend, lets bytes pass that are no characters.
    """
    from lxml import etree  # noqa: PLC0415 - loaded for those who read listings

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found: etree._Element | None = etree.fromstring(_mend(decode(payload, charset)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: nothing but blanks
        return None
    return found


def _mend(text: str) -> str:
    """Take out characters, and references to characters, that XML has no place for."""
    return _REFERENCE.sub(_mend_reference, _NO_XML.sub("", text))


def _mend_reference(match: re.Match[str]) -> str:
    """A character reference as it is, or U+FFFD for one to no character."""
    number = int(match[1], 16) if match[1] else int(match[2])
    is_character = number <= sys.maxunicode and not _NO_XML.match(chr(number))
    return match[0] if is_character else "\ufffd"


def decode(payload: bytes, charset: str | None) -> str:
    """Decode by byte order mark, declaration, as UTF-8, by ``charset``, or else as what browsers fall back on."""
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.match(payload)
    if declared and (stated := _known(declared[1].decode("ascii"))):
        return payload.decode(stated, "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode(_known(charset or "") or "cp1252", "replace")


def _known(label: str) -> str | None:
    """Python's name for an encoding in which ASCII is ASCII; ``None`` for any other, and for what only Python has."""
    try:
        name = codecs.lookup(label).name
        is_plain = label.encode("ascii").decode(name) == label
    except (LookupError, UnicodeError, ValueError):
        return None
    return name if is_plain and name not in _REFUSED else None


def name_of(element: etree._Element) -> str:
    """Name of an element without namespace or prefix, in lower case; empty for what is no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """Text inside an element as ``clean`` gives it, entities of HTML written out, white space single."""
    text = "".join(str(piece) for piece in element.itertext())[: 4 * MAX_TEXT_CHARS]
    return clean(" ".join(html.unescape(text).split()))


def clean(text: str) -> str:
    """A text without the characters that XML has no place for, cut at ``MAX_TEXT_CHARS``."""
    return _NO_XML.sub("", text[:MAX_TEXT_CHARS])

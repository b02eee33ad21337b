"""Captures out of WARC files of anyone's making: pages and texts; what is damaged is rejected, the rest is counted.

Read are ``response`` records of status 200, ``resource`` records, and ``revisit`` records whose original stands in the
same file before them (WARC 1.0 and 1.1, ISO 28500).  Transfer coding is undone, content coding is not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.domain import Capture, CaptureHead, Rejected, RejectReason
from onrecord.warc.framing import Damage, Passed, read_record_at, read_records
from onrecord.warc.heads import parse_content_type, parse_http_head, split_head
from onrecord.warc.limits import Limits
from onrecord.warc.records import has_http_head, own_head, split_response
from onrecord.warc.write import OWN_FIELDS, PAYLOAD_DIGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

    from onrecord.domain import HttpHead
    from onrecord.warc.framing import Found, Place
    from onrecord.warc.heads import RecordHead
    from onrecord.warc.records import Record

# Media types an article can come in; a payload that declares none is read, too.
READ_TYPES = frozenset({"text/html", "text/plain", "text/markdown", "application/xhtml+xml"})
_READ_RECORDS = ("response", "resource", "revisit")
_OK = 200
_NOT_MODIFIED = "server-not-modified"
_DIGEST_BYTES = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}
_CHUNK_LINE_BYTES = 200  # of the line before a chunk, its extensions included
_CHUNK_DIGITS = 10
_MAX_CHUNKS = 500_000
_DAY_OR_LESS = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_HEX = frozenset(b"0123456789abcdefABCDEF")


@dataclass(slots=True)
class WarcReader:
    """Reads one file; ``skipped`` counts the records that hold nothing to read, by what they are.

    ``locator`` names the file to people; ``raw`` must be able to seek, and is moved about in while captures are read.
    ``originals`` is where the records lie that a revisit may name; files of one collection share it, and stay open.
    """

    raw: BinaryIO
    locator: str
    limits: Limits = field(default_factory=Limits)
    skipped: Counter[str] = field(default_factory=Counter)
    originals: dict[str, tuple[BinaryIO, Place]] = field(default_factory=dict)

    def captures(self) -> Iterator[Capture | Rejected]:
        """Each capture worth reading, and a ``Rejected`` for each stretch that is damaged or too large."""
        is_empty = True
        for item in read_records(self.raw, judge, self.limits):
            is_empty = False
            if isinstance(item, Passed):
                self.skipped[item.why] += 1
            elif isinstance(item, Damage):
                yield self._reject(item.place, item.message, is_too_large=item.is_too_large)
            else:
                yield self._read(item)
        if is_empty:
            message = f"{self.locator} is empty"
            step = "Fetch or export the file again."
            yield Rejected(locator=self.locator, reason=RejectReason.EMPTY, message=message, next_step=step)

    def _read(self, found: Found) -> Capture | Rejected:
        """Read one record."""
        try:
            check_digests(found.record)
            http, payload = self._payload(found.record)
            capture = make_capture(found.record, http, payload, self.locator)
        except ValueError as error:
            return self._reject(found.place, str(error))
        if len(capture.payload) > self.limits.payload_bytes:
            message = f"the payload has {len(capture.payload)} bytes, at most {self.limits.payload_bytes} are read"
            return self._reject(found.place, message, is_too_large=True)
        if found.record.type != "revisit":
            for name in _names(found.record):
                self.originals.setdefault(name, (self.raw, found.place))
        return capture

    def _payload(self, record: Record) -> tuple[HttpHead | None, bytes]:
        """The response's head and the payload, which for a revisit are its own and its original's."""
        if record.type != "revisit":
            return read_payload(record)
        wanted = _names(record, "WARC-Refers-To")
        found = next((self.originals[name] for name in wanted if name in self.originals), None)
        if found is None:
            message = "it revisits a record that does not stand before it in this file"
            raise ValueError(message)
        original = read_record_at(*found, self.limits)
        first, payload = read_payload(original)
        digests = [each.head.value("WARC-Payload-Digest") for each in (record, original)]
        if None not in digests and digests[0] != digests[1]:
            message = f"it revisits the record at {found[1].name}, whose payload has another digest"
            raise ValueError(message)
        return split_response(record)[0] or first, payload

    def _reject(self, place: Place, message: str, *, is_too_large: bool = False) -> Rejected:
        """Put down what is wrong with a place in the file."""
        return Rejected(
            locator=f"{self.locator}#{place.offset}",
            reason=RejectReason.TOO_LARGE if is_too_large else RejectReason.UNREADABLE,
            message=f"{self.locator}, record at {place.name}: {message}",
            next_step="The other records were read; fetch the page again, or save it as a file, if it is needed.",
        )


def judge(head: RecordHead, start: bytes) -> str | None:
    """Say what a record is that holds nothing to read; ``None`` for one that may be an article.

    ``start`` is the first bytes of its block, enough to hold the head of a response.  A damaged head is let through,
    so that reading the record says what is wrong with it.
    """
    kind = (head.value("WARC-Type") or "untyped").strip().lower()
    if kind not in _READ_RECORDS:
        return f"{kind} record"
    if kind == "revisit" and _NOT_MODIFIED in (head.value("WARC-Profile") or ""):
        return "status 304"
    if has_http_head(head, start):
        try:
            http = parse_http_head(split_head(start)[0])
        except ValueError:
            return None
        declared = http.value("Content-Type")
        if http.status != _OK:
            return f"status {http.status}"
    elif kind == "revisit" or _is_text_of_unknown_type(head):
        return None
    else:
        declared = head.value("Content-Type")
    media_type = parse_content_type(declared)[0]
    return None if media_type is None or media_type in READ_TYPES else media_type


def _is_text_of_unknown_type(head: RecordHead) -> bool:
    """Whether onrecord kept the record without being told a media type: a pasted text, a file of no known ending."""
    return head.value(OWN_FIELDS["locator"]) is not None and head.value(OWN_FIELDS["media_type"]) is None


def read_payload(record: Record) -> tuple[HttpHead | None, bytes]:
    """The head of a response, and its body with the transfer coding undone; ValueError when either is damaged."""
    http, body = split_response(record)
    coding = (http and http.value("Transfer-Encoding")) or ""
    is_own = record.head.value(PAYLOAD_DIGEST) is not None
    return http, undo_chunks(body) if "chunked" in coding.lower() and not is_own else body


def undo_chunks(body: bytes) -> bytes:
    """Undo the chunked transfer coding (RFC 9112, section 7.1), trailers dropped; ValueError when it breaks off.

    A body that does not begin with a chunk is given as it is: some crawlers undo the coding and keep the header.
    """
    chunks: list[bytes] = []
    at = 0
    while True:
        line_end = body.find(b"\n", at, at + _CHUNK_LINE_BYTES)
        digits = body[at : max(line_end, at)].partition(b";")[0].strip()
        if not digits or len(digits) > _CHUNK_DIGITS or not _HEX.issuperset(digits):
            if not chunks:
                return body
            break
        size = int(digits, 16)
        chunk = body[line_end + 1 : line_end + 1 + size]
        if not size:
            return b"".join(chunks)
        chunks.append(chunk)
        at = line_end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
        if at > len(body) or len(chunks) > _MAX_CHUNKS:
            break
    message = f"its chunked transfer coding breaks off after {sum(map(len, chunks))} bytes"
    raise ValueError(message)


def check_digests(record: Record) -> None:
    """ValueError when the block has another digest than its record states; one that cannot be read is not asked.

    The payload's digest is not asked: some tools take it with the transfer coding, some without.
    """
    algorithm, _, stated = (record.head.value("WARC-Block-Digest") or "").strip().partition(":")
    size_bytes = _DIGEST_BYTES.get(algorithm.lower().replace("-", ""))
    digest = None if size_bytes is None else _decode_digest(stated, size_bytes)
    if digest is None:
        return
    if hashlib.new(algorithm.lower().replace("-", ""), record.block, usedforsecurity=False).digest() != digest:
        message = f"its block is not the one of digest {algorithm}:{stated}"
        raise ValueError(message)


def _decode_digest(stated: str, size_bytes: int) -> bytes | None:
    """The bytes of a digest in hexadecimal or base 32, told apart by their number of digits; ``None`` for neither."""
    try:
        digest = bytes.fromhex(stated) if len(stated) == 2 * size_bytes else base64.b32decode(stated, casefold=True)
    except ValueError:
        return None
    return digest if len(digest) == size_bytes else None


def make_capture(record: Record, http: HttpHead | None, payload: bytes, locator: str) -> Capture:
    """Make the capture of a record; ValueError when the record lacks what it must have, or contradicts itself."""
    own = own_head(record, http)
    digest = record.head.value(PAYLOAD_DIGEST)
    if own is not None and digest is not None:
        head = {name: getattr(own, name) for name in CaptureHead.__struct_fields__}
        capture = Capture(**head, payload=payload)
        if capture.digest != digest:
            message = f"its payload is not the one of digest {digest}"
            raise ValueError(message)
        return capture
    media_type, charset = parse_content_type((record.head if http is None else http).value("Content-Type"))
    url = (record.head.value("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return Capture(
        locator=locator,
        url=url if url.lower().startswith(("http://", "https://")) else None,
        captured_at=_captured_at(record),
        media_type=media_type,
        charset=charset,
        http=http,
        payload=payload,
    )


def _captured_at(record: Record) -> datetime | None:
    """The moment of capture; ``None`` where the record only states a day, month or year, as WARC 1.1 lets it."""
    stated = (record.head.value("WARC-Date") or "").strip()
    return None if _DAY_OR_LESS.fullmatch(stated) else record.date


def _names(record: Record, field_name: str = "WARC-Record-ID") -> list[str]:
    """What a record of equal payload may be named by: its id, the digest of its payload."""
    values = (record.head.value(name) for name in (field_name, "WARC-Payload-Digest"))
    return [value.strip() for value in values if value]

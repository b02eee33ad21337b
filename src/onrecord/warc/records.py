"""One WARC record in memory: its fields, its block, and what onrecord itself wrote into it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from onrecord.domain import CaptureHead, HttpHead
from onrecord.warc.heads import parse_content_type, parse_http_head, parse_record_head, parse_value, split_head
from onrecord.warc.write import HTTP_HEAD, OWN_FIELDS, PAYLOAD_DIGEST, in_utc

if TYPE_CHECKING:
    from onrecord.warc.heads import RecordHead

_GZIP = 31  # zlib's code for "a gzip member, of any window size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A whole record: the fields of its head, and the ``Content-Length`` bytes of its block."""

    head: RecordHead
    block: bytes

    @property
    def type(self) -> str:
        """The WARC-Type in lower case; empty where there is none."""
        return (self.head.value("WARC-Type") or "").strip().lower()

    @property
    def date(self) -> datetime:
        """The WARC-Date in UTC; ValueError when it is missing or no moment."""
        written = self.head.value("WARC-Date") or ""
        try:
            return in_utc(datetime.fromisoformat(written))
        except OverflowError as error:  # a zone that leads out of the years there are
            raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """A record that onrecord wrote: ``capture`` is ``None`` for a warcinfo, ``payload`` too where the record has none.

    ``digest`` is the payload's digest as the record states it, of its own payload or of the one it revisits;
    ``warc_digest``, ``content_type`` and ``status`` are what the format's own tools go by.
    """

    type: str
    date: datetime
    capture: CaptureHead | None
    digest: str | None
    warc_digest: str | None
    content_type: str | None
    status: int | None
    payload: bytes | None


def read_kept(member: bytes) -> KeptRecord:
    """Read a gzip member that onrecord wrote; ValueError when it is not one, or does not bear its own digest out."""
    record = parse_record(inflate(member))
    if record.type == "warcinfo":
        return _kept(record, capture=None, digest=None, payload=None)
    digest = record.head.value(PAYLOAD_DIGEST)
    http, body = split_response(record)
    capture = own_head(record, http)
    if capture is None or digest is None:
        message = "the record was not written by onrecord"
        raise ValueError(message)
    payload = None if record.type == "revisit" else body
    if payload is not None and f"sha256:{hashlib.sha256(payload).hexdigest()}" != digest:
        message = f"the payload's digest is not the {digest} that its record states"
        raise ValueError(message)
    return _kept(record, capture=capture, digest=digest, payload=payload)


def _kept(record: Record, *, capture: CaptureHead | None, digest: str | None, payload: bytes | None) -> KeptRecord:
    """Put together what a record holds."""
    http = None if capture is None or not has_http_head(record.head, record.block) else capture.http
    return KeptRecord(
        type=record.type,
        date=record.date,
        capture=capture,
        digest=digest,
        warc_digest=record.head.value("WARC-Payload-Digest"),
        content_type=(record.head if http is None else http).value("Content-Type"),
        status=None if http is None else http.status,
        payload=payload,
    )


def inflate(member: bytes) -> bytes:
    """Decompress exactly one gzip member; ValueError when it is damaged, cut short, or goes on."""
    inflater = zlib.decompressobj(_GZIP)
    try:
        inflated = inflater.decompress(member)
    except zlib.error as error:
        message = f"the gzip member is damaged: {error}"
        raise ValueError(message) from error
    if not inflater.eof or inflater.unused_data:
        message = "the bytes are not one whole gzip member"
        raise ValueError(message)
    return inflated


def parse_record(written: bytes) -> Record:
    """Parse a record of which nothing is missing and after which nothing comes; ValueError otherwise."""
    head_bytes, rest = split_head(written)
    head = parse_record_head(head_bytes)
    stated = head.value("Content-Length") or ""
    if not (stated.isascii() and stated.isdigit()) or rest[int(stated) :] != b"\r\n\r\n":
        message = f"the record is not as long as its Content-Length says ({stated or 'none'})"
        raise ValueError(message)
    return Record(head=head, block=rest[: int(stated)])


def split_response(record: Record) -> tuple[HttpHead | None, bytes]:
    """Split a record's block into the response's head, where it has one, and the body; ValueError when damaged."""
    if not has_http_head(record.head, record.block):
        return None, record.block
    head, body = split_head(record.block)
    return parse_http_head(head), body


def has_http_head(head: RecordHead, start: bytes) -> bool:
    """Whether a block with this ``start`` begins with a response's head, as declared or, if nothing is, by itself."""
    declared = parse_content_type(head.value("Content-Type"))[0]
    return bool(start) and (declared == "application/http" or (declared is None and start.startswith(b"HTTP/")))


def own_head(record: Record, http: HttpHead | None) -> CaptureHead | None:
    """What onrecord wrote into a record of the capture; ``None`` in records of others, ValueError when damaged."""
    written = {name: record.head.value(field) for name, field in OWN_FIELDS.items()}
    values = {name: parse_value(value) for name, value in written.items() if value is not None}
    if "locator" not in values:
        return None
    head = msgspec.convert(values, CaptureHead)  # its ValidationError is a ValueError
    exact = record.head.value(HTTP_HEAD)
    return msgspec.structs.replace(head, http=http if exact is None else msgspec.json.decode(exact, type=HttpHead))

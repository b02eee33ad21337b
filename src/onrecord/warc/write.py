"""Captures as WARC records: each record one gzip member, the same bytes whenever the same arguments come.

A fetched page is a ``response`` record, a file or pasted text a ``resource`` record, a capture of bytes that are kept
already a ``revisit`` record (WARC 1.1, ISO 28500:2017, sections 6.3 to 6.7; annex D for gzip).  Beside the format's
own fields each record has ``OnRecord-Payload-Digest`` and what the format has no field for (``OWN_FIELDS``).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from onrecord.warc.heads import parse_http_head, split_head, write_http_head, write_record_head, write_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.domain import Capture, CaptureRef

PAYLOAD_DIGEST = "OnRecord-Payload-Digest"
# The response's head as JSON, where the block does not hold it exactly.
HTTP_HEAD = "OnRecord-HTTP"
# The other fields of ``CaptureHead``, and where a record keeps each exactly.
OWN_FIELDS = {
    "locator": "OnRecord-Locator",
    "url": "OnRecord-URL",
    "captured_at": "OnRecord-Captured-At",
    "media_type": "OnRecord-Media-Type",
    "charset": "OnRecord-Charset",
    "published": "OnRecord-Published",
}
REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
HTTP_RESPONSE = "application/http;msgtype=response"
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"
_COMPRESSION = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The record that a revisit names: its capture, and the WARC-Date it was written with."""

    capture: CaptureRef
    date: datetime


def write_capture(capture: Capture, *, date: datetime, original: Original | None = None) -> bytes:
    """Write the record of a capture; with an ``original`` of equal payload, a revisit record without the payload.

    ``date`` is the record's WARC-Date, as ``record_date`` gives it.
    """
    reference = capture.reference
    head = _block_head(reference)
    kind = "resource" if head is None else "response"
    fields = [
        ("WARC-Type", kind if original is None else "revisit"),
        ("WARC-Record-ID", record_id(reference)),
        ("WARC-Date", write_date(date)),
        ("WARC-Target-URI", target_uri(reference)),
        *([] if original is None else _revisit_fields(original)),
        ("WARC-Payload-Digest", sha1(capture.payload)),
        (PAYLOAD_DIGEST, reference.digest),
        *_own_fields(reference, head),
    ]
    block = (head or b"") + (capture.payload if original is None else b"")
    return _member(fields, _content_type(reference) if head is None else HTTP_RESPONSE, block)


def write_warcinfo(name: str, *, date: datetime, about: Mapping[str, str]) -> bytes:
    """Write the record a segment begins with: its file name, and who made it (``about``, as warc-fields)."""
    block = "".join(f"{key}: {value}\r\n" for key, value in about.items()).encode("utf-8")
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{name} {write_date(date)}")
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<urn:uuid:{identity}>"),
        ("WARC-Date", write_date(date)),
        ("WARC-Filename", name),
    ]
    return _member(fields, "application/warc-fields", block)


def record_date(capture: Capture | CaptureRef, now: datetime) -> datetime:
    """When the bytes were sent, or where that is not known, now: what a record's WARC-Date says, in UTC."""
    return in_utc(capture.captured_at or now)


def record_id(capture: CaptureRef) -> str:
    """The WARC-Record-ID of a capture, made from its id."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, capture.id)}>"


def target_uri(capture: CaptureRef) -> str:
    """The URI a capture is found by: its URL with all but ASCII escaped, or a name made from its id."""
    return f"urn:onrecord:capture:{capture.id}" if capture.url is None else quote(capture.url, safe=_URL_SAFE)


def write_date(moment: datetime) -> str:
    """A WARC-Date: UTC, to the microsecond where there are any."""
    return in_utc(moment).replace(tzinfo=None).isoformat() + "Z"


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC; one without zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def sha1(payload: bytes) -> str:
    """A digest as the format's tools write it: SHA-1 in base 32; ``OnRecord-Payload-Digest`` is the one to trust."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def _block_head(reference: CaptureRef) -> bytes | None:
    """The head in front of the payload; only what has a web address is read as a response by other tools."""
    is_fetched = reference.http is not None and target_uri(reference).lower().startswith(("http://", "https://"))
    return write_http_head(reference.http) if reference.http is not None and is_fetched else None


def _revisit_fields(original: Original) -> list[tuple[str, str]]:
    """Name the record that has the payload."""
    return [
        ("WARC-Profile", REVISIT_PROFILE),
        ("WARC-Refers-To", record_id(original.capture)),
        ("WARC-Refers-To-Target-URI", target_uri(original.capture)),
        ("WARC-Refers-To-Date", write_date(original.date)),
    ]


def _own_fields(reference: CaptureRef, block_head: bytes | None) -> list[tuple[str, str]]:
    """What a capture knows and the format has no field for."""
    values = {name: getattr(reference, name) for name in OWN_FIELDS}
    written: dict[str, str | None] = msgspec.to_builtins(values)
    fields = [(OWN_FIELDS[name], write_value(value)) for name, value in written.items() if value is not None]
    http = reference.http
    if http is not None and (block_head is None or parse_http_head(split_head(block_head)[0]) != http):
        fields.append((HTTP_HEAD, json.dumps(msgspec.to_builtins(http))))
    return fields


def _content_type(reference: CaptureRef) -> str:
    """The Content-Type of a resource record, as far as it is declared and can stand in a head."""
    declared = reference.media_type or "application/octet-stream"
    return (
        declared if declared.isascii() and declared.isprintable() and declared.strip() else "application/octet-stream"
    )


def _member(fields: list[tuple[str, str]], content_type: str, block: bytes) -> bytes:
    """Join head and block to a record and compress it as one gzip member."""
    head = write_record_head(
        [
            *fields,
            ("WARC-Block-Digest", sha1(block)),
            ("Content-Type", content_type),
            ("Content-Length", str(len(block))),
        ]
    )
    return gzip.compress(head + block + b"\r\n\r\n", compresslevel=_COMPRESSION, mtime=0)

"""Heads: the named values in front of a WARC record's block, and in front of an HTTP response's body.

A WARC head is UTF-8 and is written and parsed by warcio (WARC 1.1, ISO 28500:2017, section 4).  An HTTP head is kept
as its bytes: ``HttpHead`` holds them read as ISO 8859-1, one character for each byte, whatever the server meant.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.domain import HttpHead

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = "WARC/1.1"
# Versions found in the wild that share the grammar of 1.1.
VERSIONS = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
# A payload is kept without its transfer coding, so the head must not promise one to other readers.
_TRANSFER_CODING = "transfer-encoding"
_SET_ASIDE = "X-OnRecord-"
_STATUS_PARTS = 2


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The named fields of one WARC record: the first value of each, under its name in lower case."""

    values: dict[str, str]

    def value(self, name: str) -> str | None:
        """The value of a field, its name in any case; ``None`` where it is not there."""
        return self.values.get(name.lower())


def write_record_head(fields: Iterable[tuple[str, str]]) -> bytes:
    """Write a WARC head with its version line and the blank line after it; values must be free of line ends."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - warcio takes 80 ms to load

    head: bytes = StatusAndHeaders("", list(fields), protocol=VERSION).to_bytes()
    return head


def parse_record_head(head: bytes) -> RecordHead:
    """Parse a WARC head; ValueError when its first line names no known version."""
    from warcio.statusandheaders import (  # noqa: PLC0415 - warcio takes 80 ms to load
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    try:
        parsed = StatusAndHeadersParser(VERSIONS).parse(io.BytesIO(head))
    except (StatusAndHeadersParserException, EOFError) as error:
        message = f"no WARC record begins with {head[:20]!r}"
        raise ValueError(message) from error
    return RecordHead({str(name).lower(): str(value) for name, value in reversed(parsed.headers)})


def write_value(value: str) -> str:
    r"""Write any text as the value of a field; what a field cannot hold as it is becomes a JSON string.

    >>> write_value("saved page.html"), write_value("two\nlines"), write_value('"')
    ('saved page.html', '"two\\nlines"', '"\\""')
    """
    return value if value.isprintable() and value.strip() == value and value[:1] not in {"", '"'} else json.dumps(value)


def parse_value(written: str) -> str:
    """Undo ``write_value``; what was not written by it is taken as it stands."""
    if not written.startswith('"'):
        return written
    try:
        return str(json.loads(written))
    except ValueError:
        return written


def write_http_head(http: HttpHead) -> bytes:
    """Write the head of a response as it came; a transfer coding, which the payload no longer has, is set aside."""
    lines = [f"HTTP/1.1 {http.status} {http.reason}".rstrip()]
    for name, value in http.headers:
        lines.append(f"{_SET_ASIDE if name.lower() == _TRANSFER_CODING else ''}{name}: {value}")
    return b"".join(_encode(line) + b"\r\n" for line in lines) + b"\r\n"


def parse_http_head(head: bytes) -> HttpHead:
    """Parse the head of a response, without the blank line after it; ValueError when it has no status line.

    A header that goes on over several lines (RFC 9112, section 5.2) becomes one, with a blank for each line end.
    """
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    protocol, *rest = first.split(" ", _STATUS_PARTS)
    if not protocol.upper().startswith("HTTP/") or not rest or not (rest[0].isascii() and rest[0].isdigit()):
        message = f"no HTTP response begins with {first[:40]!r}"
        raise ValueError(message)
    unfolded: list[list[str]] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and unfolded:
            unfolded[-1].append(line.strip(" \t"))
        elif line:
            unfolded.append([line])
    headers = tuple(_parse_header(" ".join(parts)) for parts in unfolded)
    return HttpHead(status=int(rest[0]), reason=rest[1] if len(rest) == _STATUS_PARTS else "", headers=headers)


def parse_content_type(declared: str | None) -> tuple[str | None, str | None]:
    """The media type, in lower case, and the charset of a Content-Type.

    >>> parse_content_type('Text/HTML; x=y; Charset="utf-8"')
    ('text/html', 'utf-8')
    """
    media_type, *parameters = (declared or "").split(";")
    named = (parameter.strip().partition("=") for parameter in parameters)
    charsets = (value.strip(" \t\"'") for name, _, value in named if name.strip().lower() == "charset")
    return media_type.strip().lower() or None, next(charsets, None) or None


def split_head(block: bytes) -> tuple[bytes, bytes]:
    """Split a block at its first blank line into head and body; without one all of it is head."""
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    at, length = min(ends, default=(len(block), 0))
    return block[:at], block[at + length :]


def _parse_header(line: str) -> tuple[str, str]:
    """Parse one header; its transfer coding, set aside by ``write_http_head``, gets its name back."""
    name, _, value = line.partition(":")
    bare = name.removeprefix(_SET_ASIDE)
    return bare if bare.lower() == _TRANSFER_CODING and bare != name else name, value.strip(" \t")


def _encode(line: str) -> bytes:
    """One byte for each character, as received; text that never was such bytes is written as UTF-8."""
    line = line.translate({0: " ", 10: " ", 13: " "})
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "backslashreplace")

"""The lines of ``index.jsonl``: one for each record in the segments, each chained to the one before.

``chain`` is the SHA-256 over the line before (all of it, without its line end; nothing for the first), a line feed, and
this line as it is without its ``chain``.  Whoever knows one chain value knows that no earlier line has changed.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from onrecord.domain import CaptureRef

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The head of an archive without lines.
NO_CHAIN = "0" * 64
_PAIR = 2
_CHAIN = b',"chain":"%s"}'
_CHAIN_BYTES = len(_CHAIN % NO_CHAIN.encode())


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One record: where it lies, what its bytes are, and which capture it keeps (``None``: the segment's warcinfo).

    ``offset`` and ``length`` are bytes of the segment; ``record_sha256`` is over the compressed member as it lies
    there; ``date`` is its WARC-Date; ``revisits`` is the id of the capture whose record has the payload.
    """

    capture: CaptureRef | None
    segment: str
    offset: int
    length: int
    record_sha256: str
    date: datetime
    revisits: str | None = None

    @property
    def end(self) -> int:
        """Where in the segment the record ends."""
        return self.offset + self.length

    @property
    def subject(self) -> str:
        """How the record is named to people."""
        return f"segments/{self.segment} at byte {self.offset}"


def write_line(line: Line, before: bytes) -> bytes:
    """Write a line, without its line end, chained to the line before."""
    body = msgspec.json.encode(line)
    return body[:-1] + _CHAIN % chain_of(body, before).encode("ascii")


def parse_line(written: bytes) -> Line:
    """Parse a line without its line end; ValueError when it is none.  Its chain is not checked."""
    return msgspec.json.decode(written, type=Line)


def stated_chain(written: bytes) -> str:
    """The chain value that stands in a line; of no line (``b""``) ``NO_CHAIN``."""
    return written[-66:-2].decode("ascii", "replace") if written else NO_CHAIN


def is_chained(written: bytes, before: bytes) -> bool:
    """Whether a line states the chain value that it and the line before come to."""
    body = body_of(written)
    return written == body[:-1] + _CHAIN % chain_of(body, before).encode("ascii")


def body_of(written: bytes) -> bytes:
    """A line without its chain value."""
    return written[:-_CHAIN_BYTES] + b"}"


def chain_of(body: bytes, before: bytes) -> str:
    """The chain value of a line without chain after the line before."""
    return hashlib.sha256(before + b"\n" + body).hexdigest()


def read_lines(index: Path, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Give the offset and the bytes of each whole line from byte ``start`` on; one without line end is left out."""
    if not index.exists():
        return
    with index.open("rb") as stream:
        stream.seek(start)
        for written in stream:
            if written.endswith(b"\n"):
                yield start, written[:-1]
            start += len(written)


def last_line(index: Path) -> bytes:
    """The last whole line, without its line end; nothing when there is none."""
    return last_two_lines(index)[1]


def last_two_lines(index: Path) -> tuple[bytes, bytes]:
    """The last whole line and the one before it, without their line ends; nothing for what is not there.

    Reads from the end, however long the index is.
    """
    if not index.exists():
        return b"", b""
    with index.open("rb") as stream:
        end, step = stream.seek(0, 2), 65_536
        while True:
            start = max(0, end - step)
            stream.seek(start)
            lines = stream.read(end - start).split(b"\n")[:-1]  # what comes after the last line end is torn
            if len(lines) > _PAIR or start == 0:
                padded = [b"", b"", *lines]
                return padded[-2], padded[-1]
            step *= 8

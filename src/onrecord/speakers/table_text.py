"""The text of a table in a stream of bytes, whatever usual program wrote it; lines are left as they are.

UTF-8 and UTF-16 with a byte order mark, UTF-8 without, else Windows-1252, which Excel writes.  A stream of any length
takes a piece of memory.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from onrecord.domain.kinds import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, TextIO

_PIECE_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_table(stream: IO[bytes], *, locator: str) -> TextIO:
    """Open the text of a table from the start of a stream that can seek; InputError where it is none.

    It is read once to the end, in pieces, to tell how it is encoded.  The stream belongs to the text from then on.
    """
    stream.seek(0)
    start = stream.read(len(codecs.BOM_UTF8))
    encoding = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    step = "Save the table as UTF-8."
    if encoding is None and (zero := _find_problem(stream, _find_zero)) is not None:
        message = f"{locator} is no text: it holds a zero byte at offset {zero}"
        raise InputError(message, reason=RejectReason.BINARY, next_step="Export the sheet as CSV.")
    problem = _find_undecodable(stream, encoding or "utf-8")
    if problem is not None and encoding is not None:
        message = f"{locator} is not {encoding} at byte {problem}"
        raise InputError(message, reason=RejectReason.UNDECODABLE, next_step=step)
    if problem is not None:
        encoding = "cp1252"
        if (problem := _find_undecodable(stream, encoding)) is not None:
            message = f"{locator} is neither UTF-8 nor Windows-1252 at byte {problem}"
            raise InputError(message, reason=RejectReason.UNDECODABLE, next_step=step)
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=encoding or "utf-8", newline="")


def _find_zero(piece: bytes, _: bool) -> int | None:  # noqa: FBT001 - as ``_find_problem`` calls it
    place = piece.find(b"\0")
    return None if place < 0 else place


def _find_undecodable(stream: IO[bytes], encoding: str) -> int | None:
    """The first byte that cannot be decoded; None where all can."""
    decoder = codecs.getincrementaldecoder(encoding)()

    def look(piece: bytes, is_last: bool) -> int | None:  # noqa: FBT001 - called from one place, by place
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, is_last)
        except UnicodeDecodeError as error:
            return error.start - pending
        return None

    return _find_problem(stream, look)


def _find_problem(stream: IO[bytes], look: Callable[[bytes, bool], int | None]) -> int | None:
    """Where ``look`` finds something in a stream, read piece by piece."""
    stream.seek(0)
    offset = 0
    while True:
        piece = stream.read(_PIECE_BYTES)
        found = look(piece, not piece)
        if found is not None:
            return offset + found
        if not piece:
            return None
        offset += len(piece)

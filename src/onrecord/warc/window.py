"""Reading forward through bytes that come in pieces: look ahead first, take only what proved sound."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from onrecord.warc.limits import TooLargeError

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import BinaryIO

    from onrecord.warc.limits import Limits

PIECE_BYTES = 65_536
MARK_BYTES = 16
_GZIP = 31  # zlib's code for "a gzip member, of any window size"


class Window:
    """The bytes that ``more`` gives piece by piece, ``b""`` at their end; errors of ``more`` go through."""

    def __init__(self, more: Callable[[], bytes]) -> None:
        """Begin before the first byte."""
        self._more = more
        self._held = bytearray()
        self._start = 0
        self.position = 0

    def has(self, count: int) -> bool:
        """Whether ``count`` more bytes are there; they are held from then on."""
        while len(self._held) - self._start < count:
            piece = self._more()
            if not piece:
                return False
            self._held += piece
        return True

    def look(self, start: int, stop: int) -> bytes:
        """The bytes from ``start`` to ``stop``, counted from here, as far as they are there."""
        self.has(stop)
        return bytes(self._held[self._start + start : self._start + stop])

    def find(self, mark: re.Pattern[bytes], limit: int) -> tuple[int, int] | None:
        """Where ``mark`` begins and ends, counted from here, if it does within ``limit`` bytes.

        ``mark`` matches at most ``MARK_BYTES``.
        """
        searched = 0
        while True:
            held = len(self._held) - self._start
            found = mark.search(self._held, self._start + searched, self._start + min(held, limit))
            if found:
                return found.start() - self._start, found.end() - self._start
            if held >= limit or not self.has(held + 1):
                return None
            searched = max(0, held - MARK_BYTES)

    def take(self, count: int) -> bytes:
        """Take ``count`` bytes, fewer at the end."""
        taken = self.look(0, count)
        self.skip(len(taken))
        return taken

    def skip(self, count: int) -> bool:
        """Pass over ``count`` bytes without holding them; ``False`` when there were fewer."""
        while count:
            if not self.has(1):
                return False
            step = min(count, len(self._held) - self._start)
            self._start += step
            self.position += step
            count -= step
            if self._start * 2 > len(self._held):
                del self._held[: self._start]
                self._start = 0
        return True


class Inflation:
    """One gzip member of a file, decompressed piece by piece; ``end`` is the file's byte after it, once known."""

    def __init__(self, raw: BinaryIO, offset: int, limits: Limits) -> None:
        """Begin at the member's first byte."""
        self._raw = raw
        self._at = offset
        self._limits = limits
        self._inflater = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._read_bytes = 0
        self._given_bytes = 0
        self._damage: str | None = None
        self.end: int | None = None

    def more(self) -> bytes:
        """The next piece, ``b""`` after the last; ValueError when the member is damaged, cut short or too large."""
        while self.end is None:
            if self._damage is not None:
                raise ValueError(self._damage)
            if not self._pending:
                self._pending = self._read()
            piece = self._inflate()
            if self._inflater.eof:
                self.end = self._at - len(self._inflater.unused_data)
            self._given_bytes += len(piece)
            if self._given_bytes > self._limits.inflated_bytes(self._read_bytes):
                message = f"{self._read_bytes} bytes of gzip become {self._given_bytes} and more, as no news page does"
                raise TooLargeError(message)
            if piece:
                return piece
        return b""

    def _inflate(self) -> bytes:
        """Inflate on; what comes before the damage is given first, and the damage is told after it."""
        before = self._inflater.copy()
        try:
            piece = self._inflater.decompress(self._pending, PIECE_BYTES)
        except zlib.error as error:
            self._damage = f"the gzip member is damaged: {error}"
            return _salvage(before, self._pending)
        self._pending = self._inflater.unconsumed_tail
        return piece

    def _read(self) -> bytes:
        """Read on in the file; the position of the file itself is left to others between two calls."""
        self._raw.seek(self._at)
        piece = self._raw.read(PIECE_BYTES)
        if not piece:
            message = "the gzip member is cut short"
            raise ValueError(message)
        self._at += len(piece)
        self._read_bytes += len(piece)
        return piece


def _salvage(inflater: zlib._Decompress, damaged: bytes) -> bytes:
    """What damaged bytes become up to the byte at which they fail, found by halving; at most a piece."""
    pieces: list[bytes] = []
    at, step = 0, len(damaged) // 2
    while step and not inflater.unconsumed_tail:
        trial = inflater.copy()
        with suppress(zlib.error):
            pieces.append(trial.decompress(damaged[at : at + step], PIECE_BYTES))
            inflater, at = trial, at + step
        step //= 2
    return b"".join(pieces)


def find_member_end(raw: BinaryIO, offset: int, limits: Limits) -> int | None:
    """The byte of a file after the whole gzip member at ``offset``; ``None`` when none is there."""
    inflation = Inflation(raw, offset, limits)
    try:
        while inflation.more():
            pass
    except ValueError:
        return None
    return inflation.end


def read_file(raw: BinaryIO, offset: int) -> Callable[[], bytes]:
    """Give a file's bytes from ``offset`` on piece by piece, whoever else moves in the file between two pieces."""
    at = offset

    def more() -> bytes:
        nonlocal at
        raw.seek(at)
        piece = raw.read(PIECE_BYTES)
        at += len(piece)
        return piece

    return more

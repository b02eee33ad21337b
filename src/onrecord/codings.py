"""Content codings of HTTP (RFC 9110, section 8.4): gzip, deflate, br, zstd, undone as a stream under a cap.

``undo`` never holds more than ``PIECE_BYTES`` of a coding's output, so that ten gigabytes behind ten megabytes cost
time only up to the cap and no memory.  Shared ground: fetching counts what a body comes to, reading needs the body.
What the bytes mean is decided elsewhere.
"""

from __future__ import annotations

import sys
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.domain import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PIECE_BYTES = 65_536
MAX_CODINGS = 4
# RFC 9659: a Zstandard window of at most 8 MB (2^23) when it is a content coding.
ZSTD_WINDOW_LOG = 23
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGICS = (b"\x28\xb5\x2f\xfd", *(bytes((low,)) + b"\x2a\x4d\x18" for low in range(0x50, 0x60)))
_DEFLATE = 8
_METHOD_BITS = 0x0F
_ZLIB_CHECK = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """What a coded body may come to: ``max_bytes``, and beyond ``free_bytes`` at most ``max_ratio`` times its own size.

    Pages shrink to a tenth, long tables to a hundredth; what shrinks further was made to.
    """

    max_bytes: int
    max_ratio: float = 200
    free_bytes: int = 2_000_000


class Damage(Exception):  # noqa: N818 - a finding within this module, never seen outside
    """A coded body breaks its format."""


class Coding(Protocol):
    """One coding, undone piece by piece."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give what ``data`` adds, in pieces of at most ``PIECE_BYTES`` or a little more; raise ``Damage``."""

    def finish(self) -> None:
        """Raise ``Damage`` when the body ends before the coding does."""


def codings_of(header: str | None) -> tuple[str, ...]:
    """Codings of a ``Content-Encoding`` header in the order applied, without those that change nothing.

    >>> codings_of("GZIP, identity, br")
    ('gzip', 'br')
    """
    names = (name.strip().lower() for name in (header or "").split(","))
    return tuple(name.removeprefix("x-") for name in names if name not in ("", "identity", "utf-8", "none"))


def undo(chunks: Iterable[bytes], codings: tuple[str, ...], *, cap: Cap, locator: str) -> Iterator[bytes]:
    """Undo ``codings`` (in the order applied) of a body as it arrives.

    A body that does not begin as its gzip or zstd must was unpacked on its way, and is given as it is.  InputError:
    undecodable for an unknown coding, too many of them, a damaged or cut body; too-large beyond the cap.
    """
    meter = _Meter(cap, locator)
    stream = meter.count_in(chunks)
    if len(codings) > MAX_CODINGS:
        raise _undecodable(locator, f"it is packed {len(codings)} times over")
    for name in reversed(codings):
        if name not in _CODINGS:
            raise _undecodable(locator, f"its content coding {name[:40]!r} is not known")
        stream = meter.count_out(_undo_one(stream, name))
    try:
        yield from meter.count_out(stream)
    except Damage as error:
        raise _undecodable(locator, str(error)) from error


class _Meter:
    """Counts a body before and after its codings."""

    def __init__(self, cap: Cap, locator: str) -> None:
        self._cap = cap
        self._locator = locator
        self._received = 0

    def count_in(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Count the bytes as received, and cut them small: what waits to be unpacked is copied with each piece."""
        for chunk in chunks:
            self._received += len(chunk)
            yield from (chunk[start : start + PIECE_BYTES] for start in range(0, len(chunk), PIECE_BYTES))

    def count_out(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Count the bytes after one coding; InputError (too-large) beyond the cap."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self._cap.max_bytes:
                raise _too_large(self._locator, f"it unpacks to more than {self._cap.max_bytes / 1e6:g} MB")
            if size > max(self._cap.free_bytes, self._cap.max_ratio * self._received):
                raise _too_large(self._locator, f"it unpacks to more than {self._cap.max_ratio:g} times its size")
            yield chunk


def _undo_one(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Undo one coding; the first bytes may show that there is nothing to undo."""
    make, magics = _CODINGS[name]
    stream = iter(chunks)
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= len(ZSTD_MAGICS[0]):
            break
    if not head or (magics and not head.startswith(magics)):
        yield head
        yield from stream
        return
    coding = make(head)
    yield from coding.feed(head)
    for chunk in stream:
        yield from coding.feed(chunk)
    coding.finish()


class _Deflated:
    """RFC 1950 to 1952: ``wbits`` as in zlib; a gzip body may have several members and anything after the last."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """As ``Coding``."""
        while data:
            if self._stream.eof:
                if self._wbits != _GZIP or not data.startswith(GZIP_MAGIC):
                    return
                self._stream = zlib.decompressobj(self._wbits)
            try:
                piece = self._stream.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                message = f"its packed bytes are damaged ({error})"
                raise Damage(message) from error
            yield piece
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def finish(self) -> None:
        """As ``Coding``."""
        if not self._stream.eof:
            raise Damage(_CUT)


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - loaded for the few bodies packed with it; ships no types

        self._error: type[Exception] = brotli.error
        self._stream: Any = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """As ``Coding``."""
        while not self._stream.is_finished():
            try:
                piece = self._stream.process(data, output_buffer_limit=PIECE_BYTES)
            except self._error as error:
                message = "its packed bytes are damaged (br)"
                raise Damage(message) from error
            if not piece and self._stream.can_accept_more_data():
                return
            yield piece
            data = b""

    def finish(self) -> None:
        """As ``Coding``."""
        if not self._stream.is_finished():
            raise Damage(_CUT)


class _Zstandard:
    """RFC 8878; a body may have several frames."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd  # noqa: PLC0415 - loaded for the few bodies packed with it
        else:
            from backports import zstd  # noqa: PLC0415 - the same
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
        self._error = zstd.ZstdError
        self._make: Callable[[], zstd.ZstdDecompressor] = lambda: zstd.ZstdDecompressor(options=options)
        self._stream = self._make()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """As ``Coding``."""
        while data or not (self._stream.needs_input or self._stream.eof):
            if self._stream.eof:
                if not data.startswith(ZSTD_MAGICS):
                    return
                self._stream = self._make()
            try:
                piece = self._stream.decompress(data, PIECE_BYTES)
            except self._error as error:
                message = f"its packed bytes are damaged ({error})"
                raise Damage(message) from error
            yield piece
            data = self._stream.unused_data if self._stream.eof else b""

    def finish(self) -> None:
        """As ``Coding``."""
        if not self._stream.eof:
            raise Damage(_CUT)


_CUT = "its packed bytes end too early"
_GZIP = 16 + zlib.MAX_WBITS


def _make_deflate(head: bytes) -> Coding:
    """``deflate`` is zlib's format by the standard and bare by the habit of some servers; the first two bytes tell."""
    is_zlib = head[0] & _METHOD_BITS == _DEFLATE and int.from_bytes(head[:2], "big") % _ZLIB_CHECK == 0
    return _Deflated(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


_CODINGS: dict[str, tuple[Callable[[bytes], Coding], bytes | tuple[bytes, ...]]] = {
    "gzip": (lambda _: _Deflated(_GZIP), GZIP_MAGIC),
    "deflate": (_make_deflate, b""),
    "br": (lambda _: _Brotli(), b""),
    "zstd": (lambda _: _Zstandard(), ZSTD_MAGICS),
}


def _undecodable(locator: str, why: str) -> InputError:
    """Say that a body cannot be unpacked."""
    step = "Fetch the page again, or open it in a browser, save it and type: onrecord read saved-page.html"
    return InputError(f"{locator}: {why}", reason=RejectReason.UNDECODABLE, next_step=step)


def _too_large(locator: str, why: str) -> InputError:
    """Say that a body unpacks to more than it may."""
    step = "Open the page in a browser, copy its text to article.txt, and type: onrecord read article.txt"
    return InputError(f"{locator}: {why}", reason=RejectReason.TOO_LARGE, next_step=step)

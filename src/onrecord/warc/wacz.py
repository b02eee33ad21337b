"""WACZ files (Web Archive Collection Zipped, version 1.1.1) and WARC files, told apart by how they begin.

Of a WACZ only ``archive/*.warc`` and ``archive/*.warc.gz`` are read, whatever its index says, each copied into a
temporary file of its own: no name inside it ever reaches the file system.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from copy import copy
from typing import TYPE_CHECKING

from onrecord.domain import Rejected, RejectReason
from onrecord.warc.limits import Limits, TooLargeError
from onrecord.warc.read import WarcReader
from onrecord.warc.window import PIECE_BYTES

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.domain import Capture
    from onrecord.warc.framing import Place

_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVE = re.compile(r"archive/[^/\\]{1,200}\.warc(\.gz)?", re.IGNORECASE)
# What zipfile raises for a damaged, encrypted or unknown form.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


def read_captures(
    stream: BinaryIO, locator: str, *, limits: Limits | None = None, skipped: Counter[str] | None = None
) -> Iterator[Capture | Rejected]:
    """Read the captures of a WARC or WACZ file, and a ``Rejected`` for whatever is damaged, in the order they stand.

    ``stream`` need not be able to seek.  A capture that onrecord wrote keeps its own locator, others get ``locator``;
    a ``Rejected`` has ``locator`` and, behind ``#``, the offset.  ``skipped`` is filled with the number of records that
    hold nothing to read (``"image/png"``, ``"status 404"``, ``"request record"``), complete when the last one is read.
    """
    limits = limits or Limits()
    counts = {} if skipped is None else skipped
    with _seekable(stream) as raw, ExitStack() as files:
        is_zip = raw.read(4) in _ZIP_MAGICS
        raw.seek(0)
        readers = _read_zip(raw, locator, limits, files) if is_zip else iter([WarcReader(raw, locator, limits)])
        for reader in readers:
            if isinstance(reader, Rejected):
                yield reader
                continue
            yield from reader.captures()
            for what, count in reader.skipped.items():
                counts[what] = counts.get(what, 0) + count


def _read_zip(raw: BinaryIO, locator: str, limits: Limits, files: ExitStack) -> Iterator[WarcReader | Rejected]:
    """Give a reader for each WARC file in a WACZ, unpacked when its turn comes; ``files`` closes them at the end."""
    originals: dict[str, tuple[BinaryIO, Place]] = {}
    try:
        wacz = zipfile.ZipFile(raw)
    except _ZIP_ERRORS as error:
        yield _reject(locator, f"it is a damaged ZIP file: {error}")
        return
    entries = [entry for entry in wacz.infolist() if _ARCHIVE.fullmatch(entry.filename)]
    if not entries:
        yield _reject(locator, "it holds no archive/*.warc.gz, so it is no WACZ file")
    if len(entries) > limits.entries:
        yield _reject(locator, f"it holds {len(entries)} WARC files, at most {limits.entries} are read", is_large=True)
        return
    for entry in entries:
        unpacked = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by ``files``
        name = f"{locator}#{entry.filename}"
        try:
            _unpack(wacz, entry, unpacked, limits)
        except _ZIP_ERRORS as error:
            yield _reject(name, f"it cannot be unpacked whole: {error}", is_large=isinstance(error, TooLargeError))
        yield WarcReader(unpacked, name, limits, originals=originals)


def _unpack(wacz: zipfile.ZipFile, entry: zipfile.ZipInfo, target: BinaryIO, limits: Limits) -> None:
    """Copy one file of a ZIP, within the limits; raise one of ``_ZIP_ERRORS`` behind what could be copied.

    The checksum is compared here, at the end: zipfile would keep back the piece in which it notices a difference.
    """
    most = limits.inflated_bytes(entry.compress_size)
    unchecked = copy(entry)
    del unchecked.CRC
    checksum = 0
    with wacz.open(unchecked) as packed:
        while piece := packed.read(PIECE_BYTES):
            target.write(piece)
            checksum = zlib.crc32(piece, checksum)
            if target.tell() > most:
                message = f"{entry.compress_size} bytes become {target.tell()} and more, as no news page does"
                raise TooLargeError(message)
    if checksum != entry.CRC:
        message = "its checksum in the ZIP file is another"
        raise zipfile.BadZipFile(message)


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream that can seek, standing at its start: itself, or a temporary copy."""
    if stream.seekable():
        stream.seek(0)
        yield stream
        return
    with tempfile.TemporaryFile() as whole:
        while piece := stream.read(PIECE_BYTES):
            whole.write(piece)
        whole.seek(0)
        yield whole


def _reject(locator: str, message: str, *, is_large: bool = False) -> Rejected:
    """Put down what is wrong with a whole file."""
    return Rejected(
        locator=locator,
        reason=RejectReason.TOO_LARGE if is_large else RejectReason.UNREADABLE,
        message=f"{locator}: {message}",
        next_step="Export the archive again with the program that made it.",
    )

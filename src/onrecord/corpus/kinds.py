"""What a file or payload holds, told by its first bytes and, of a ZIP file, by the names of its members."""

from __future__ import annotations

import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_WARC = b"WARC/"
_WORKBOOK = "xl/workbook.xml"
_HEAD_BYTES = 4096
TABLE_TYPES = frozenset({"text/csv", "text/tab-separated-values"})
TABLE_ENDINGS = (".csv", ".tsv")


class Kind(StrEnum):
    """What has to be opened in a way of its own; ``OTHER`` may be a page, a text, a listing or a table of text."""

    WEB_ARCHIVE = "web archive"
    WORKBOOK = "workbook"
    OTHER = "other"


def tell_kind(stream: BinaryIO) -> Kind:
    """Tell what a stream that can seek holds, and leave it at its start; whatever is damaged is ``OTHER``."""
    head = stream.read(_HEAD_BYTES)
    try:
        return _tell_zip(stream) if head.startswith(_ZIP) else _tell_stream(head)
    finally:
        stream.seek(0)


def is_table(name: str, media_type: str | None) -> bool:
    """Whether something is a table of text, by its media type or, where that is not known, by its name."""
    if media_type is not None:
        return media_type in TABLE_TYPES
    return PurePath(name).suffix.lower() in TABLE_ENDINGS


def _tell_stream(head: bytes) -> Kind:
    """Tell a WARC file, compressed or not."""
    start = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = start.decompress(head, len(_WARC)) if head.startswith(_GZIP) else head
    except zlib.error:
        return Kind.OTHER
    return Kind.WEB_ARCHIVE if unpacked.startswith(_WARC) else Kind.OTHER


def _tell_zip(stream: BinaryIO) -> Kind:
    """Tell a WACZ file and a workbook from other ZIP files."""
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return Kind.OTHER
    if _WORKBOOK in names:
        return Kind.WORKBOOK
    is_wacz = any(name.startswith("archive/") and ".warc" in name.lower() for name in names)
    return Kind.WEB_ARCHIVE if is_wacz else Kind.OTHER

"""Captures out of an archive as one WACZ file, which replay programs open and py-wacz validates.

Records are copied as they lie in the segments.  Only a revisit whose original is not selected is written anew with its
payload, so that nothing leaves the archive that was not asked for.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING

from onrecord.archive.disk import flush_folder
from onrecord.warc import (
    Collection,
    IndexEntry,
    Original,
    Page,
    parse_content_type,
    read_kept,
    target_uri,
    write_capture,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from onrecord.archive.lines import Line
    from onrecord.archive.places import Places
    from onrecord.archive.store import Archive
    from onrecord.domain import CaptureRef

_HTML = ("text/html", "application/xhtml+xml")
_PIECE_BYTES = 1_000_000


def export_wacz(
    archive: Archive,
    path: Path,
    *,
    created: datetime,
    select: Callable[[CaptureRef], bool] | None = None,
    software: str = "onrecord",
) -> int:
    """Write the selected captures, all without ``select``, to a WACZ file; gives how many it holds.

    The file appears under its name when it is whole and on the disk; one of that name is replaced.  With all captures
    go the lines that chain them and the timestamps (``evidence/``).  ``created`` is in UTC.  ArchiveError when a record
    is not as it was stored.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            with zipfile.ZipFile(stream, "w") as package:
                collection = Collection(package, created=created, software=software)
                selection = _Selection(archive, select or (lambda _capture: True))
                for segment, lines in groupby(archive.lines(), key=lambda line: line.segment):
                    selection.add_segment(collection, segment, lines)
                if select is None:
                    _add_evidence(collection, archive.places)
                collection.finish(selection.entries, selection.pages, title=f"{len(selection.entries)} captures")
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    flush_folder(path.resolve().parent)
    return len(selection.entries)


@dataclass(slots=True)
class _Selection:
    """What was exported so far: its index and pages, and the originals that later revisits may name."""

    archive: Archive
    select: Callable[[CaptureRef], bool]
    entries: list[IndexEntry] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    originals: dict[str, Original] = field(default_factory=dict)

    def add_segment(self, collection: Collection, segment: str, lines: Iterable[Line]) -> None:
        """Add what is selected of a segment as a WARC file of the same name, or no file for nothing."""
        members = self._members(segment, lines)
        first = next(members, None)
        if first is not None:
            collection.add(f"archive/{segment}", chain([first], members), is_stored=True)

    def _members(self, segment: str, lines: Iterable[Line]) -> Iterator[bytes]:
        """The records of a segment that are selected, the warcinfo before them."""
        opening, offset = b"", 0
        for line in lines:
            if line.capture is None:
                opening += self.archive.read_member(line)
            elif self.select(line.capture):
                member = self._member(line, line.capture)
                self._note(member, line, line.capture, place=(segment, offset + len(opening)))
                yield opening + member
                offset += len(opening) + len(member)
                opening = b""

    def _member(self, line: Line, capture: CaptureRef) -> bytes:
        """The record of a capture; as it lies in the archive, if what it revisits is there too."""
        original = self.originals.get(capture.digest)
        if line.revisits in {None, original and original.capture.id}:
            member = self.archive.read_member(line)
        else:
            member = write_capture(self.archive.read(capture), date=line.date, original=original)
        self.originals.setdefault(capture.digest, Original(capture=capture, date=line.date))
        return member

    def _note(self, member: bytes, line: Line, capture: CaptureRef, *, place: tuple[str, int]) -> None:
        """Put a record into the index, and into the list of pages if it is one."""
        kept = read_kept(member)
        mime = parse_content_type(kept.content_type)[0]
        url = target_uri(capture)
        self.entries.append(
            IndexEntry(
                url=url,
                date=line.date,
                mime="warc/revisit" if kept.payload is None else mime,
                status=kept.status,
                digest=kept.warc_digest or capture.digest,
                filename=place[0],
                offset=place[1],
                length=len(member),
                record_sha256=hashlib.sha256(member).hexdigest(),
            )
        )
        if mime in _HTML:
            self.pages.append(Page(id=capture.id, url=url, date=line.date, title=capture.url or capture.locator))


def _add_evidence(collection: Collection, places: Places) -> None:
    """Add the lines that chain the records, and the timestamps of their head."""
    for path in (places.index, *sorted(places.stamps.glob("*.ts[qr]"))):
        if path.exists():
            collection.add(f"evidence/{path.name}", _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, piece by piece."""
    with path.open("rb") as stream:
        yield from iter(partial(stream.read, _PIECE_BYTES), b"")

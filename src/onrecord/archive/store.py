"""The archive: keeps captures byte for byte and gives them back, or says which file contradicts it.

One process writes, any number read at the same time; readers need no lock.  What lies where: ``places``; what is
promised of the disk: ``writer`` and ``repair``.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from onrecord.archive.check import check
from onrecord.archive.disk import locked
from onrecord.archive.lines import last_line, parse_line, read_lines, stated_chain
from onrecord.archive.lookup import Lookup
from onrecord.archive.members import contradicted, read_member, read_payload
from onrecord.archive.places import Places
from onrecord.archive.repair import repair
from onrecord.archive.writer import Writer
from onrecord.domain import Capture, CaptureHead
from onrecord.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from onrecord.archive.lines import Line
    from onrecord.domain import CaptureRef, Finding

SEGMENT_BYTES = 1_000_000_000


class Archive:
    """The captures in one folder; made by ``open`` or ``open_to_read``, closed by ``close`` or a ``with`` block.

    Threads may share it.  ``repairs`` says what opening it had to put right, nothing after an orderly end.
    """

    def __init__(self, places: Places, lookup: Lookup, resources: ExitStack, writer: Writer | None) -> None:
        """Join the parts; use ``open`` or ``open_to_read``."""
        self._places = places
        self._lookup = lookup
        self._resources = resources
        self._writer = writer
        self._lock = threading.RLock()
        self.repairs: tuple[str, ...] = ()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        segment_bytes: int = SEGMENT_BYTES,
        software: str = "onrecord",
    ) -> Archive:
        """Open the archive in a folder to read and write, and make it where there is none.

        ``clock`` gives the time, with zone, at which bytes without a capture time of their own are kept; ``software``
        is named in each segment as its maker.  BusyError when another process writes to the folder, ArchiveError
        when the disk refuses.  What an interrupted writer left is repaired.
        """
        places = Places(folder)
        try:
            with ExitStack() as resources:
                places.make()
                resources.enter_context(locked(folder))
                lookup = Lookup.open_to_write(places.index, places.table)
                resources.callback(lookup.close)
                repairs = repair(places, lookup)
                writer = Writer(places, lookup, clock=clock, segment_bytes=segment_bytes, software=software)
                archive = cls(places, lookup, resources.pop_all(), writer)
                archive.repairs = repairs
                return archive
        except (OSError, sqlite3.Error) as error:
            message = f"the archive {folder} cannot be opened to write: {error}"
            step = "See that the folder is yours to write to and the disk has room, and type the command again."
            raise ArchiveError(message, next_step=step) from error

    @classmethod
    def open_to_read(cls, folder: Path) -> Archive:
        """Open the archive in a folder to read, while another process may be writing; UsageError when there is none."""
        places = Places(folder)
        try:
            is_archive = places.segments.is_dir()
        except OSError as error:
            message = f"the archive {folder} cannot be read: {error.strerror}"
            raise ArchiveError(message, next_step="Give yourself permission, or name another archive.") from error
        if not is_archive:
            message = f"there is no archive in {folder}"
            raise UsageError(message, next_step="Name the folder of an archive; onrecord add makes one.")
        with ExitStack() as resources:
            lookup = Lookup.open_to_read(places.index, places.table)
            resources.callback(lookup.close)
            return cls(places, lookup, resources.pop_all(), None)

    def __enter__(self) -> Self:
        """Use the archive in a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Let go of the folder; what was stored is on the disk already."""
        self._resources.close()

    @property
    def places(self) -> Places:
        """The files and folders of the archive."""
        return self._places

    @property
    def head(self) -> str:
        """The chain value that stands for all lines so far: 64 hexadecimal digits, zeros for an empty archive."""
        return self._writer.head if self._writer is not None else stated_chain(last_line(self._places.index))

    def store(self, capture: Capture) -> CaptureRef:
        """Keep a capture; it is on the disk when this returns.  One that is kept already is not kept twice.

        ArchiveError when the disk refuses; UsageError when the archive was opened to read.
        """
        return self.store_many([capture])[0]

    def store_many(self, captures: Iterable[Capture]) -> list[CaptureRef]:
        """Keep captures with one flush for all, which is held in memory until then; otherwise like ``store``."""
        if self._writer is None:
            message = f"the archive {self._places.folder} was opened to read"
            raise UsageError(message, next_step="Open it with Archive.open to store captures.")
        with self._lock:
            return self._writer.store(captures)

    def find(self, capture_id: str) -> CaptureRef | None:
        """The capture of an id; ``None`` when the archive does not have it."""
        with self._lock:
            line = self._lookup.find_capture(capture_id)
        return None if line is None else line.capture

    def load(self, digest: str) -> bytes:
        """The payload of a digest (``sha256:…``), checked against it and against the record it lies in.

        ArchiveError when no record has it, or when the bytes on the disk are not the bytes that were stored.
        """
        with self._lock:
            line = self._lookup.find_payload(digest)
        if line is None:
            message = f"the archive {self._places.folder} has no payload of digest {digest}"
            raise ArchiveError(message, next_step="Name the archive that the record was made with.")
        payload = read_payload(self._places, line)
        if f"sha256:{hashlib.sha256(payload).hexdigest()}" != digest:
            raise contradicted(line, f"its payload is not the one of digest {digest}")
        return payload

    def read(self, reference: CaptureRef) -> Capture:
        """A capture with its payload, checked as by ``load``."""
        head = {name: getattr(reference, name) for name in CaptureHead.__struct_fields__}
        return Capture(**head, payload=self.load(reference.digest))

    def captures(self) -> Iterator[CaptureRef]:
        """Every capture in the order stored, as far as there are lines when it is asked for."""
        return (line.capture for line in self.lines() if line.capture is not None)

    def read_member(self, line: Line) -> bytes:
        """The bytes of a record, one gzip member, as they lie in the segment; ArchiveError when they have changed."""
        return read_member(self._places, line)

    def check(self) -> Iterator[Finding]:
        """Check every record, line and byte of the archive, one finding for each step; see ``check``."""
        return check(self._places, self._lookup)

    def lines(self) -> Iterator[Line]:
        """Every line in order; ArchiveError at one that cannot be parsed."""
        for position, written in read_lines(self._places.index):
            try:
                yield parse_line(written)
            except ValueError as error:
                message = f"{self._places.index} is damaged at byte {position}: {error}"
                raise ArchiveError(message, next_step="Type: onrecord verify") from error

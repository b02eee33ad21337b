"""Which records a batch of captures comes to, and where in the segments each will lie.  Nothing touches the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.archive.lines import Line
from onrecord.archive.places import segment_after
from onrecord.warc import Original, record_date, write_capture, write_warcinfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from onrecord.archive.lookup import Lookup
    from onrecord.domain import Capture, CaptureRef

_CONFORMS_TO = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(slots=True, kw_only=True)
class Plan:
    """The records to write next: ``segment`` and ``end`` are where the last of them will end.

    ``end`` 0 is a segment that does not exist yet.  ``lines`` and ``members`` belong together, in the order to write.
    """

    lookup: Lookup
    clock: Callable[[], datetime]
    segment_bytes: int
    software: str
    segment: str
    end: int
    lines: list[Line] = field(default_factory=list)
    members: list[bytes] = field(default_factory=list)
    _captures: set[str] = field(default_factory=set)
    _payloads: dict[str, Line] = field(default_factory=dict)

    def add(self, capture: Capture) -> CaptureRef:
        """Plan the record of a capture, unless it is kept or planned already."""
        reference = capture.reference
        if reference.id in self._captures or self.lookup.find_capture(reference.id) is not None:
            return reference
        date = record_date(reference, self.clock())
        first = self._payloads.get(reference.digest) or self.lookup.find_payload(reference.digest)
        original, revisits = None, None
        if first is not None and first.capture is not None:
            original, revisits = Original(capture=first.capture, date=first.date), first.capture.id
        member = write_capture(capture, date=date, original=original)
        if self.end and self.end + len(member) > self.segment_bytes:
            self.segment, self.end = segment_after(self.segment), 0
        if not self.end:
            now = self.clock()
            about = {"software": self.software, "format": "WARC File Format 1.1", "conformsTo": _CONFORMS_TO}
            self._place(write_warcinfo(self.segment, date=now, about=about), date=now)
        line = self._place(member, date=date, capture=reference, revisits=revisits)
        self._captures.add(reference.id)
        self._payloads.setdefault(reference.digest, line)
        return reference

    def _place(
        self, member: bytes, *, date: datetime, capture: CaptureRef | None = None, revisits: str | None = None
    ) -> Line:
        """Put a record behind the last one."""
        line = Line(
            capture=capture,
            segment=self.segment,
            offset=self.end,
            length=len(member),
            record_sha256=hashlib.sha256(member).hexdigest(),
            date=date,
            revisits=revisits,
        )
        self.end = line.end
        self.lines.append(line)
        self.members.append(member)
        return line

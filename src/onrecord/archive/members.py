"""Records as they lie in the segments, checked against the lines that say what they were when they were written."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from onrecord.archive.disk import read_at
from onrecord.errors import ArchiveError
from onrecord.warc import read_kept

if TYPE_CHECKING:
    from onrecord.archive.lines import Line
    from onrecord.archive.places import Places


def read_member(places: Places, line: Line) -> bytes:
    """The bytes of a record as they lie in the segment, checked against its line; ArchiveError when they differ."""
    try:
        member = read_at(places.segment(line.segment), line.offset, line.length)
    except OSError as error:
        raise contradicted(line, f"the segment cannot be read: {error.strerror}") from error
    if hashlib.sha256(member).hexdigest() != line.record_sha256:
        raise contradicted(line, "its bytes are not the bytes that were written")
    return member


def read_payload(places: Places, line: Line) -> bytes:
    """The payload of a record that has one itself; ArchiveError when the bytes contradict their line or themselves."""
    try:
        payload = read_kept(read_member(places, line)).payload
    except ValueError as error:
        raise contradicted(line, str(error)) from error
    if payload is None:
        raise contradicted(line, "it has no payload of its own")
    return payload


def contradicted(line: Line, why: str) -> ArchiveError:
    """Build the error for a record that is not what its line says."""
    message = f"the record in {line.subject} is not as it was stored: {why}"
    return ArchiveError(message, next_step="Restore the segment from a backup, then type: onrecord verify")

"""Whether the archive is what it says it is: every line, record, payload and byte, one finding for each step.

Steps of a record: ``chain`` (its line and the line before bear out its chain value), ``place`` (it begins where the
one before it ends), ``record`` (its bytes have the digest in its line), ``payload`` (what it holds is what its line
says), ``lookup`` (the table finds it).  Steps of the whole: ``index``, ``segment``, ``lookup``.  What the archive was
at an earlier time is borne out by a timestamp of its head (``stamps``), not here.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from onrecord.archive.lines import is_chained, parse_line, read_lines
from onrecord.archive.lookup import make_row
from onrecord.archive.members import read_member
from onrecord.domain import CaptureHead, Finding, FindingVerdict
from onrecord.errors import ArchiveError
from onrecord.warc import read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.archive.lines import Line
    from onrecord.archive.lookup import Lookup
    from onrecord.archive.places import Places

CONFIRMED, CONTRADICTED, UNCHECKABLE = (
    FindingVerdict.CONFIRMED,
    FindingVerdict.CONTRADICTED,
    FindingVerdict.UNCHECKABLE,
)


def check(places: Places, lookup: Lookup) -> Iterator[Finding]:
    """Check an archive from its first line to its last byte; reads all of it, holds one record at a time.

    While another process writes to it, what comes behind the last line cannot be judged.
    """
    size_bytes = places.index.stat().st_size if places.index.exists() else 0
    ends: dict[str, int] = {}
    sound: set[str] = set()
    before, count, end = b"", 0, 0
    for position, written in read_lines(places.index):
        if position >= size_bytes:
            break
        count, end = count + 1, position + len(written) + 1
        yield _check_chain(position, written, before)
        before = written
        try:
            line = parse_line(written)
        except ValueError as error:
            yield _finding(CONTRADICTED, "index", _line_name(position), f"the line cannot be read: {error}")
            continue
        yield _check_place(line, ends)
        yield from _check_record(places, line, sound)
        yield _check_row(lookup, position, written, line)
    is_growing = places.index.exists() and places.index.stat().st_size != size_bytes
    yield from _check_rest(places, ends, rest_bytes=size_bytes - end, is_growing=is_growing)
    yield from _check_table(lookup, count, is_growing=is_growing)


def _check_chain(position: int, written: bytes, before: bytes) -> Finding:
    """Whether a line states the chain value it ought to."""
    if is_chained(written, before):
        return _finding(CONFIRMED, "chain", _line_name(position), "the line follows from the line before")
    message = "the line, or the line before it, is not as it was written"
    return _finding(CONTRADICTED, "chain", _line_name(position), message)


def _check_place(line: Line, ends: dict[str, int]) -> Finding:
    """Whether a record begins where the one before it in its segment ends; ``ends`` is kept up to date."""
    end = ends.get(line.segment, 0)
    ends[line.segment] = max(end, line.end)
    if line.offset == end:
        return _finding(CONFIRMED, "place", line.subject, "the record begins where the one before it ends")
    what = "no line accounts for" if line.offset > end else "two lines claim"
    message = f"there are {abs(line.offset - end)} bytes before the record that {what}"
    return _finding(CONTRADICTED, "place", line.subject, message)


def _check_record(places: Places, line: Line, sound: set[str]) -> Iterator[Finding]:
    """Whether a record's bytes are those of its line, and hold what it says; ``sound`` gathers digests that hold."""
    try:
        member = read_member(places, line)
    except ArchiveError as error:
        yield _finding(CONTRADICTED, "record", line.subject, error.message)
        yield _finding(UNCHECKABLE, "payload", line.subject, "the record's bytes are not those that were written")
        return
    yield _finding(CONFIRMED, "record", line.subject, "the record's bytes have the digest in its line")
    try:
        problem = _payload_problem(member, line, sound)
    except ValueError as error:
        problem = str(error)
    if problem is None:
        yield _finding(CONFIRMED, "payload", line.subject, "the record holds what its line says")
    else:
        yield _finding(CONTRADICTED, "payload", line.subject, problem)


def _payload_problem(member: bytes, line: Line, sound: set[str]) -> str | None:
    """What is wrong between a record and its line; ValueError when the record cannot be read."""
    kept = read_kept(member)
    if line.capture is None or kept.capture is None or kept.digest is None:
        return (
            None if line.capture is None and kept.type == "warcinfo" else "the record is not of the kind its line says"
        )
    head = CaptureHead(**{name: getattr(line.capture, name) for name in CaptureHead.__struct_fields__})
    if (kept.capture, kept.digest, kept.date) != (head, line.capture.digest, line.date):
        return "the record describes another capture than its line"
    if (kept.payload is None) != (line.revisits is not None):
        return "the record has a payload and its line says not, or the other way round"
    if kept.payload is None:
        return None if kept.digest in sound else f"the record it revisits, of payload {kept.digest}, is not sound"
    if (
        len(kept.payload) != line.capture.size_bytes
        or f"sha256:{hashlib.sha256(kept.payload).hexdigest()}" != kept.digest
    ):
        return f"the payload is not the one of digest {line.capture.digest}"
    sound.add(kept.digest)
    return None


def _check_row(lookup: Lookup, position: int, written: bytes, line: Line) -> Finding:
    """Whether the lookup table has a line as it is."""
    if lookup.problem is not None:
        return _finding(UNCHECKABLE, "lookup", line.subject, f"the lookup table cannot be asked: {lookup.problem}")
    try:
        row = lookup.row_at(position)
        is_newer = row is None and lookup.done <= position
    except sqlite3.Error as error:
        return _finding(CONTRADICTED, "lookup", line.subject, f"the lookup table is damaged: {error}")
    if row == make_row(position, written, line):
        return _finding(CONFIRMED, "lookup", line.subject, "the lookup table has the line as it is")
    if is_newer:
        return _finding(UNCHECKABLE, "lookup", line.subject, "the line is newer than the lookup table")
    return _finding(CONTRADICTED, "lookup", line.subject, "the lookup table has the line otherwise, or not at all")


def _check_rest(places: Places, ends: dict[str, int], *, rest_bytes: int, is_growing: bool) -> Iterator[Finding]:
    """Whether there is anything behind the last line, or behind the last record of a segment."""
    verdict = UNCHECKABLE if is_growing else CONTRADICTED
    if rest_bytes:
        yield _finding(verdict, "index", "index.jsonl", f"its last {rest_bytes} bytes are half a line")
    for segment, size_bytes in places.segment_sizes().items():
        subject, end = f"segments/{segment}", ends.get(segment, 0)
        if size_bytes > end:
            yield _finding(verdict, "segment", subject, f"no line accounts for its last {size_bytes - end} bytes")
        elif size_bytes < end:
            yield _finding(CONTRADICTED, "segment", subject, f"its last {end - size_bytes} bytes are gone")
        else:
            yield _finding(CONFIRMED, "segment", subject, f"lines account for all of its {size_bytes} bytes")
    for segment in ends.keys() - places.segment_sizes().keys():
        yield _finding(CONTRADICTED, "segment", f"segments/{segment}", "the segment is gone")


def _check_table(lookup: Lookup, count: int, *, is_growing: bool) -> Iterator[Finding]:
    """Whether the lookup table is sound in itself, and has no line that is not there."""
    if lookup.problem is not None:
        verdict = UNCHECKABLE if lookup.problem == "it is not there" else CONTRADICTED
        yield _finding(verdict, "lookup", "index.db", f"the lookup table cannot be read: {lookup.problem}")
        return
    try:
        problems, rows = lookup.damages(), lookup.count()
    except sqlite3.Error as error:
        problems, rows = [str(error)], count
    if rows > count and not is_growing:
        problems.append(f"it has {rows} lines, the index {count}")
    for problem in problems:
        yield _finding(CONTRADICTED, "lookup", "index.db", f"the lookup table is damaged: {problem}")
    if not problems:
        yield _finding(CONFIRMED, "lookup", "index.db", f"the lookup table is sound and has {rows} lines")


def _line_name(position: int) -> str:
    """How a line is named to people."""
    return f"index.jsonl at byte {position}"


def _finding(verdict: FindingVerdict, step: str, subject: str, message: str) -> Finding:
    """Build a finding."""
    return Finding(verdict=verdict, step=step, subject=subject, message=message)

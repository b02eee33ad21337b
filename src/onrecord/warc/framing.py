"""Where records begin and end in a file, whole or damaged: gzip members, plain records, or many records in one member.

A record counts as sound when its head can be parsed, its block is as long as the head says, and what follows is the
next record or the end; with gzip, when what was inflated so far was sound too.  After one that is not, reading goes on
at the next place where a record begins.  Nothing here knows what a record is for.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.warc.heads import parse_record_head
from onrecord.warc.limits import TooLargeError
from onrecord.warc.records import Record
from onrecord.warc.window import Inflation, Window, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import BinaryIO

    from onrecord.warc.heads import RecordHead
    from onrecord.warc.limits import Limits

    # Says why a record is not wanted (``None``: it is), from its head and the first bytes of its block.
    Judge = Callable[[RecordHead, bytes], str | None]

GZIP_MAGIC = b"\x1f\x8b\x08"
RECORD_MAGIC = b"WARC/"
_BLANK_LINE = re.compile(rb"\n\r?\n")
_RECORD_START = re.compile(rb"WARC/[01]\.[0-9]{1,2}\r?\n")
_STARTS = re.compile(rb"\x1f\x8b\x08|" + _RECORD_START.pattern)
_GZIP = 31  # zlib's code for "a gzip member, of any window size"
_BLANK_BYTES = 64  # line ends between two records: four bytes by the standard, some writers add more
_BLANKS = b"\r\n"
_RECORD_END = b"\r\n\r\n"
_LENGTH_DIGITS = 15  # of a Content-Length: more than any disk holds
_TRIAL_BYTES = 512  # as much of a gzip member as shows whether a record begins in it
_SEARCHED_BYTES = 1_000_000  # how much of a file is searched at a time
_MAX_DAMAGES = 300  # one after the other in one file
_MAX_RESUMED = 20  # damaged records in one gzip member
_MAX_FALSE_STARTS = 20_000  # places that look like the start of a record and are none, in one search


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record begins: a byte of the file, and with gzip a byte of what the member there becomes."""

    offset: int
    inner: int = 0

    @property
    def name(self) -> str:
        """The place in words."""
        return f"byte {self.offset}" + (f" (byte {self.inner} of what the gzip there becomes)" if self.inner else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sound record that was wanted."""

    place: Place
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A record that was not wanted, and why."""

    place: Place
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A stretch of the file that is no sound record, or a record beyond the limits."""

    place: Place
    message: str
    is_too_large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A record of which the head has been read: ``body`` and ``end`` count from its first byte."""

    head: RecordHead
    body: int
    end: int
    why: str | None

    @property
    def block_bytes(self) -> int:
        """The length of its block."""
        return self.end - self.body


def read_records(raw: BinaryIO, judge: Judge, limits: Limits) -> Iterator[Found | Passed | Damage]:
    """Read the records of a file that can seek, from its start; nothing but errors of the disk is raised.

    After ``_MAX_DAMAGES`` in a row the rest is given up, so that a file made of broken heads is soon done with.
    """
    in_a_row = 0
    for item in _read_all(raw, judge, limits):
        in_a_row = in_a_row + 1 if isinstance(item, Damage) else 0
        if in_a_row > _MAX_DAMAGES:
            yield Damage(place=item.place, message=f"after {_MAX_DAMAGES} damaged places in a row the rest is not read")
            return
        yield item


def _read_all(raw: BinaryIO, judge: Judge, limits: Limits) -> Iterator[Found | Passed | Damage]:
    """Read record after record, whatever begins next."""
    size_bytes = raw.seek(0, 2)
    at: int | None = _skip_blanks(raw, 0)
    while at is not None and at < size_bytes:
        start = _bytes_at(raw, at, len(RECORD_MAGIC))
        if start.startswith(GZIP_MAGIC):
            at = yield from _read_member(raw, at, judge, limits)
        elif start == RECORD_MAGIC:
            at = yield from _read_plain(raw, at, judge, limits)
        else:
            yield Damage(place=Place(offset=at), message="neither a WARC record nor a gzip member begins there")
            at = _find_start(raw, at + 1)
        at = None if at is None else _skip_blanks(raw, at)


def read_record_at(raw: BinaryIO, place: Place, limits: Limits) -> Record:
    """Read again a record that ``read_records`` found; ValueError when it is not there any more."""
    is_gzip = _bytes_at(raw, place.offset, len(GZIP_MAGIC)) == GZIP_MAGIC
    window = Window(Inflation(raw, place.offset, limits).more if is_gzip else read_file(raw, place.offset))
    window.skip(place.inner)
    item = _finish(window, place, _open_frame(window, lambda _head, _start: None, limits))
    if isinstance(item, Found):
        return item.record
    raise ValueError(item.why)


def _read_plain(
    raw: BinaryIO, at: int, judge: Judge, limits: Limits
) -> Generator[Found | Passed | Damage, None, int | None]:
    """Read uncompressed records one after the other; returns where to go on after one that is damaged or too large."""
    window = Window(read_file(raw, at))
    while window.look(0, len(RECORD_MAGIC)) == RECORD_MAGIC:
        place = Place(offset=at + window.position)
        try:
            frame = _open_frame(window, judge, limits)
            behind = _jump(raw, place.offset + frame.end)
            if frame.block_bytes > limits.block_bytes:
                yield _pass_large(place, frame, limits)
                return behind
            yield _finish(window, place, frame)
        except ValueError as error:
            yield _damage(place, error)
            return _find_start(raw, place.offset + 1, RECORD_MAGIC)
    return at + window.position if window.has(1) else None


def _read_member(
    raw: BinaryIO, at: int, judge: Judge, limits: Limits
) -> Generator[Found | Passed | Damage, None, int | None]:
    """Read the record, or the records, of one gzip member; returns where the next member begins."""
    inflation = Inflation(raw, at, limits)
    window = Window(inflation.more)
    resumed = 0
    while True:
        place = Place(offset=at, inner=window.position)
        try:
            if not window.has(1):
                return inflation.end
            frame = _open_frame(window, judge, limits)
            if frame.block_bytes <= limits.block_bytes:
                yield _finish(window, place, frame)
                continue
            behind = None if place.inner else _find_start(raw, at + 1, GZIP_MAGIC)
            if behind is None and not window.skip(frame.end):
                yield Damage(place=place, message="the record is cut short; what follows in its gzip member is lost")
                return inflation.end
            yield _pass_large(place, frame, limits)
            if behind is not None:  # sooner found than by inflating to its end what is not wanted
                return behind
            _skip_window_blanks(window)
        except ValueError as error:
            yield _damage(place, error)
            resumed += 1
            if resumed > _MAX_RESUMED or not _is_resumed(window, limits):
                return _find_start(raw, at + 1, GZIP_MAGIC) if inflation.end is None else inflation.end


def _open_frame(window: Window, judge: Judge, limits: Limits) -> _Frame:
    """Read the head of the record that begins here, and judge it; ValueError when it is no head."""
    blank_line = window.find(_BLANK_LINE, limits.head_bytes)
    if blank_line is None:
        message = f"the record's head does not end within {limits.head_bytes} bytes"
        raise ValueError(message)
    body = blank_line[1]
    head = parse_record_head(window.look(0, body))
    stated = head.value("Content-Length") or ""
    if not (stated.isascii() and stated.isdigit() and len(stated) <= _LENGTH_DIGITS):
        message = f"the record's Content-Length is no number of bytes: {stated[:40]!r}"
        raise ValueError(message)
    end = body + int(stated)
    return _Frame(head=head, body=body, end=end, why=judge(head, window.look(body, min(end, body + limits.head_bytes))))


def _finish(window: Window, place: Place, frame: _Frame) -> Found | Passed:
    """Take the record that begins here, and the line ends behind it; ValueError when it is not as long as it says."""
    if not window.has(frame.end):
        message = "the record is cut short"
        raise ValueError(message)
    _check_boundary(window.look(frame.end, frame.end + _BLANK_BYTES))
    item: Found | Passed
    if frame.why is None:
        record = Record(head=frame.head, block=window.look(frame.body, frame.end))
        item = Found(place=place, record=record)
    else:
        item = Passed(place=place, why=frame.why)
    window.skip(frame.end)
    _skip_window_blanks(window)
    return item


def _jump(raw: BinaryIO, behind: int) -> int:
    """Where a record that was not read yet has ended; ValueError when it cannot have ended there."""
    if behind > raw.seek(0, 2):
        message = "the record is cut short"
        raise ValueError(message)
    _check_boundary(_bytes_at(raw, behind, _BLANK_BYTES))
    return behind


def _check_boundary(after: bytes) -> None:
    """Raise ValueError unless a block is ended as it ought to be, or a record, a gzip member or nothing comes next."""
    rest = after.lstrip(_BLANKS)
    if not (
        after.startswith(_RECORD_END) or rest.startswith((RECORD_MAGIC, GZIP_MAGIC)) or RECORD_MAGIC.startswith(rest)
    ):
        message = "the record is not as long as its Content-Length says"
        raise ValueError(message)


def _pass_large(place: Place, frame: _Frame, limits: Limits) -> Passed | Damage:
    """What becomes of a record that is too large to be held: nothing, if it was not wanted anyway."""
    if frame.why is not None:
        return Passed(place=place, why=frame.why)
    message = f"the record has {frame.block_bytes} bytes, at most {limits.payload_bytes} are read"
    return Damage(place=place, message=message, is_too_large=True)


def _damage(place: Place, error: ValueError) -> Damage:
    """Put an error down as damage at a place."""
    return Damage(place=place, message=str(error), is_too_large=isinstance(error, TooLargeError))


def _is_resumed(window: Window, limits: Limits) -> bool:
    """Whether another record begins further on in the same member; the window stands before it then."""
    try:
        window.skip(1)
        start = window.find(_RECORD_START, limits.block_bytes)
        return start is not None and window.skip(start[0])
    except ValueError:  # the member itself is damaged there, which the search for the next one gets over
        return False


def _skip_window_blanks(window: Window) -> None:
    """Pass over line ends."""
    after = window.look(0, _BLANK_BYTES)
    window.skip(len(after) - len(after.lstrip(_BLANKS)))


def _skip_blanks(raw: BinaryIO, at: int) -> int:
    """Where line ends at a place of the file end."""
    after = _bytes_at(raw, at, _BLANK_BYTES)
    return at + len(after) - len(after.lstrip(_BLANKS))


def _bytes_at(raw: BinaryIO, at: int, count: int) -> bytes:
    """Bytes of the file, fewer at its end."""
    raw.seek(at)
    return raw.read(count)


def _find_start(raw: BinaryIO, at: int, magic: bytes = b"") -> int | None:
    """Where, from a byte of the file on, the next record begins, as gzip, plain or (no ``magic``) either.

    ``None`` at the end of the file, and after too many places that only look like one.
    """
    false_starts = 0
    while True:
        piece = _bytes_at(raw, at, _SEARCHED_BYTES + _TRIAL_BYTES)
        for match in _STARTS.finditer(piece):
            if match.start() >= _SEARCHED_BYTES:
                break  # the next piece begins there
            is_gzip = match.group() == GZIP_MAGIC
            if magic and is_gzip != (magic == GZIP_MAGIC):
                continue
            if not is_gzip or _begins_record(piece[match.start() : match.start() + _TRIAL_BYTES]):
                return at + match.start()
            false_starts += 1
        if len(piece) <= _SEARCHED_BYTES or false_starts > _MAX_FALSE_STARTS:
            return None
        at += _SEARCHED_BYTES


def _begins_record(member: bytes) -> bool:
    """Whether bytes are the beginning of a gzip member with a record in it."""
    try:
        return zlib.decompressobj(_GZIP).decompress(member, len(RECORD_MAGIC)) == RECORD_MAGIC
    except zlib.error:
        return False

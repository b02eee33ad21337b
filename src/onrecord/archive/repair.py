"""What an interrupted writer left behind the last line: whole records get their lines, the rest is set aside.

Records are written before their lines, so there is never a line without its record; and nothing behind the last line
was said to be kept, so nothing is lost by setting it aside.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from onrecord.archive.disk import append, make_folder, read_at, truncate
from onrecord.archive.lines import Line, last_line
from onrecord.archive.writer import chain_lines
from onrecord.domain import CaptureRef
from onrecord.warc import Limits, find_member_end, read_kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.archive.lookup import Lookup
    from onrecord.archive.places import Places

logger = logging.getLogger(__name__)


def repair(places: Places, lookup: Lookup) -> tuple[str, ...]:
    """Put right what the last writer was interrupted at; says what was done, nothing after an orderly end.

    The folder's lock must be held.  Costs nothing but a look at the file sizes when there is nothing to do.
    """
    done: list[str] = []
    done += _set_aside(places.index, lookup.done, places.torn)
    accounted = lookup.segments
    for segment, size_bytes in places.segment_sizes().items():
        if size_bytes > accounted.get(segment, 0):
            done += _adopt(places, lookup, segment, accounted.get(segment, 0))
    for message in done:
        logger.warning("%s: %s", places.folder, message)
    return tuple(done)


def _adopt(places: Places, lookup: Lookup, segment: str, start: int) -> Iterator[str]:
    """Give the whole records behind byte ``start`` of a segment their lines, and set aside what comes after them."""
    path = places.segments / segment
    with path.open("rb") as stream:
        while (end := find_member_end(stream, start, Limits())) is not None:
            member = read_at(path, start, end - start)
            line = _line(member, segment, start, lookup)
            if line is None:
                break
            chained = list(chain_lines(places.index, last_line(places.index), [line]))
            append(places.index, chained[0][1] + b"\n")
            lookup.add(chained)
            start = end
            yield f"wrote the missing line of the record in {line.subject}"
    yield from _set_aside(path, start, places.torn)


def _line(member: bytes, segment: str, offset: int, lookup: Lookup) -> Line | None:
    """Make the line of a record that has none; ``None`` when the record is not a whole one of onrecord's."""
    try:
        kept = read_kept(member)
    except ValueError:
        return None
    reference, revisits = None, None
    if kept.capture is not None and kept.digest is not None:
        size_bytes = len(kept.payload or b"")
        if kept.payload is None:
            original = lookup.find_payload(kept.digest)
            if original is None or original.capture is None:
                return None
            size_bytes, revisits = original.capture.size_bytes, original.capture.id
        head = {name: getattr(kept.capture, name) for name in kept.capture.__struct_fields__}
        reference = CaptureRef(**head, digest=kept.digest, size_bytes=size_bytes)
    return Line(
        capture=reference,
        segment=segment,
        offset=offset,
        length=len(member),
        record_sha256=hashlib.sha256(member).hexdigest(),
        date=kept.date,
        revisits=revisits,
    )


def _set_aside(path: Path, start: int, torn: Path) -> Iterator[str]:
    """Move what comes behind byte ``start`` of a file into a file of its own in ``torn``."""
    if not path.exists() or (length := path.stat().st_size - start) <= 0:
        return
    make_folder(torn)
    aside = torn / f"{path.name}-{start}"
    aside.unlink(missing_ok=True)
    append(aside, read_at(path, start, length))
    truncate(path, start)
    yield f"moved {length} bytes of a record that was half written from {path.name} to {torn.name}/{aside.name}"

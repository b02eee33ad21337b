"""Appending to an archive: members, flush, lines, flush, and only then are captures said to be kept.

Whatever a crash cuts short, ``repair`` puts right when the archive is next opened.
"""

from __future__ import annotations

import logging
import sqlite3
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.archive.disk import append
from onrecord.archive.lines import last_line, stated_chain, write_line
from onrecord.archive.places import segment_after
from onrecord.archive.plan import Plan
from onrecord.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from onrecord.archive.lines import Line
    from onrecord.archive.lookup import Lookup
    from onrecord.archive.places import Places
    from onrecord.domain import Capture, CaptureRef

logger = logging.getLogger(__name__)


class Writer:
    """The one writer of an archive; to be made and used while the folder's lock is held, after a repair."""

    def __init__(
        self, places: Places, lookup: Lookup, *, clock: Callable[[], datetime], segment_bytes: int, software: str
    ) -> None:
        """Stand ready behind the last record; ``segment_bytes`` is the most a segment may hold."""
        self._places = places
        self._lookup = lookup
        self._plan_after = partial(Plan, lookup=lookup, clock=clock, segment_bytes=segment_bytes, software=software)
        self._before = last_line(places.index)
        self._segment, self._end = _find_end(places.segment_sizes(), lookup.segments)
        self._has_failed = False

    @property
    def head(self) -> str:
        """The chain value of the last line."""
        return stated_chain(self._before)

    def store(self, captures: Iterable[Capture]) -> list[CaptureRef]:
        """Keep captures with one flush for all; ArchiveError when the disk refuses, and then until the next opening."""
        if self._has_failed:
            raise self._failure(None)
        plan = self._plan_after(segment=self._segment, end=self._end)
        references = [plan.add(capture) for capture in captures]
        if plan.lines:
            self._write(plan)
        return references

    def _write(self, plan: Plan) -> None:
        """Put planned records on the disk, then their lines, then what the table derives from them."""
        chained = list(chain_lines(self._places.index, self._before, plan.lines))
        try:
            for segment, members in groupby(
                zip(plan.lines, plan.members, strict=True), key=lambda record: record[0].segment
            ):
                append(self._places.segments / segment, b"".join(member for _, member in members))
            append(self._places.index, b"".join(written + b"\n" for _, written, _ in chained))
        except OSError as error:
            self._has_failed = True
            raise self._failure(error) from error
        self._before, self._segment, self._end = chained[-1][1], plan.segment, plan.end
        try:
            self._lookup.add(chained)
        except sqlite3.Error as error:  # the lines are the truth; the next opening brings the table up to date
            logger.warning("the lookup table of %s is behind: %s", self._places.folder, error)

    def _failure(self, error: OSError | None) -> ArchiveError:
        """Build the error for a disk that refuses, or did so before."""
        message = f"the archive {self._places.folder} cannot be written: {error or 'an earlier write failed'}"
        return ArchiveError(message, next_step="Make room on the disk and start again; the archive repairs itself.")


def chain_lines(index: Path, before: bytes, lines: Iterable[Line]) -> Iterator[tuple[int, bytes, Line]]:
    """Chain lines behind the last one of the index; gives each with its position and its bytes."""
    position = index.stat().st_size if index.exists() else 0
    for line in lines:
        before = write_line(line, before)
        yield position, before, line
        position += len(before) + 1


def _find_end(sizes: dict[str, int], accounted: dict[str, int]) -> tuple[str, int]:
    """The segment to go on with, and its size.

    One whose size is not what its lines account for has lost bytes: nothing is put behind them, ``check`` names them.
    """
    last = max({*sizes, *accounted}, default=None)
    if last is not None and sizes.get(last) == accounted.get(last):
        return last, sizes[last]
    return segment_after(last), 0

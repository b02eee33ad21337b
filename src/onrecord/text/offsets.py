"""Where the words of one text stand in another from which they were taken: page and article, article and tokens.

An ``OffsetMap`` remembers only the stretches that were taken over verbatim; all between them was replaced, inserted or
removed.  Changing text and mapping positions are one step here (``substitute``), so that the two cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence


class Piece(NamedTuple):
    """``length`` code points that stand in both texts."""

    target_start: int
    source_start: int
    length: int


class Run(NamedTuple):
    """One column of the pieces: where each starts on this side and on the other, and where this side ends."""

    starts: tuple[int, ...]
    others: tuple[int, ...]
    lengths: tuple[int, ...]
    other_length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    r"""A map between a source text and the target text made from it, both read from left to right.

    ``pieces`` are ``(target_start, source_start, length)``, in order and without overlap on either side.  The two
    lengths are those of the whole texts; left out, a text ends with its last piece.  A position that was not taken over
    verbatim belongs to the gap between two pieces, and a gap is mapped as a whole:

    >>> tabs = OffsetMap(((0, 0, 1), (2, 4, 1)))  # "a\t\t\tb" became "a b"
    >>> tabs.to_source(1, 2), tabs.to_target(2, 5)
    ((1, 4), (1, 3))
    """

    pieces: tuple[tuple[int, int, int], ...]
    source_length: int = 0
    target_length: int = 0
    _targets: Run = field(init=False, repr=False, compare=False)
    _sources: Run = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse pieces that are empty, out of order or overlapping."""
        pieces = tuple(Piece(*piece) for piece in self.pieces)
        check_pieces(pieces)
        last = pieces[-1] if pieces else Piece(0, 0, 0)
        set_field = object.__setattr__  # the only way to complete a frozen value
        set_field(self, "pieces", pieces)
        set_field(self, "source_length", max(self.source_length, last.source_start + last.length))
        set_field(self, "target_length", max(self.target_length, last.target_start + last.length))
        targets, sources, lengths = (tuple(column) for column in zip(*pieces, strict=True)) if pieces else ((), (), ())
        set_field(self, "_targets", Run(targets, sources, lengths, self.source_length))
        set_field(self, "_sources", Run(sources, targets, lengths, self.target_length))

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Map a text of ``length`` code points onto itself."""
        return cls(((0, 0, length),) if length else ())

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Give the smallest source range that covers target range ``start:end``; empty for words that were inserted."""
        return cover(self._targets, start, end)

    def to_target(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the smallest target range that covers source range ``start:end``; ``None`` when it was all removed."""
        low, high = cover(self._sources, start, end)
        return (low, high) if low < high else None

    def then(self, other: OffsetMap) -> OffsetMap:
        """Join with a map whose source is this map's target: from this map's source to the other's target."""
        return OffsetMap(
            tuple(join_pieces(self.pieces, other.pieces)),
            source_length=self.source_length,
            target_length=other.target_length,
        )


def check_pieces(pieces: Sequence[Piece]) -> None:
    """Raise ValueError at the first piece that is empty or does not follow the one before it on both sides."""
    for before, after in pairwise((Piece(0, 0, 0), *pieces)):
        follows = (
            after.target_start >= before.target_start + before.length
            and after.source_start >= before.source_start + before.length
        )
        if after.length < 1 or not follows:
            message = f"piece {tuple(after)} is empty or does not follow {tuple(before)}"
            raise ValueError(message)


def cover(run: Run, start: int, end: int) -> tuple[int, int]:
    """Map a range from the side of ``run`` to the other side, widened to whole gaps at its ends."""
    low = map_start(run, start)
    return (low, low) if end <= start else (low, max(low, map_end(run, end)))


def map_start(run: Run, position: int) -> int:
    """Other side of a range's first position; the start of the gap when it stands in one."""
    index = bisect_right(run.starts, position) - 1
    if index < 0:
        return 0
    return run.others[index] + min(position - run.starts[index], run.lengths[index])


def map_end(run: Run, position: int) -> int:
    """Other side of a range's end (exclusive); the end of the gap when its last position stands in one."""
    index = bisect_right(run.starts, position - 1) - 1
    if index >= 0 and position <= run.starts[index] + run.lengths[index]:
        return run.others[index] + position - run.starts[index]
    return run.others[index + 1] if index + 1 < len(run.others) else run.other_length


def join_pieces(
    first: Sequence[tuple[int, int, int]], second: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Intersect the target side of ``first`` with the source side of ``second``, walking both once."""
    joined = []
    left = right = 0
    while left < len(first) and right < len(second):
        target, source, length = first[left]
        final, middle, size = second[right]
        start, end = max(target, middle), min(target + length, middle + size)
        if start < end:
            joined.append((final + start - middle, source + start - target, end - start))
        if target + length <= middle + size:
            left += 1
        else:
            right += 1
    return joined


def substitute(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> tuple[str, OffsetMap]:
    """Replace every match of ``pattern`` and map the new text (target) to ``text`` (source).

    A match that is replaced by itself stays verbatim.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    done = written = 0
    for match in pattern.finditer(text):
        new = replace(match)
        if new == match.group():
            continue
        kept = match.start() - done
        if kept:
            pieces.append((written, done, kept))
        parts += (text[done : match.start()], new)
        done, written = match.end(), written + kept + len(new)
    if done < len(text):
        pieces.append((written, done, len(text) - done))
    parts.append(text[done:])
    changed = "".join(parts)
    return changed, OffsetMap(tuple(pieces), source_length=len(text), target_length=len(changed))

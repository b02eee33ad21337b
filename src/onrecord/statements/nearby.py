"""Finds what stands at a place of a text without looking at everything else."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.statements.quotation import Range

Item = TypeVar("Item")
BLOCK = 128
"""Code points in a block; about a sentence, so that few items share one."""


class Nearby(Generic[Item]):
    """Items by the ranges of text that they take up; a lookup costs what stands there, not what there is."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._blocks: dict[int, list[Item]] = defaultdict(list)

    def add(self, item: Item, ranges: Iterable[Range]) -> None:
        """Put ``item`` at each of these ranges."""
        for block in {block for start, end in ranges for block in range(start // BLOCK, (end - 1) // BLOCK + 1)}:
            self._blocks[block].append(item)

    def at(self, span: Range) -> tuple[Item, ...]:
        """Items that may stand in ``span``, each once, in the order they were added to its blocks."""
        blocks = range(span[0] // BLOCK, (span[1] - 1) // BLOCK + 1)
        return tuple(dict.fromkeys(item for block in blocks for item in self._blocks.get(block, ())))

    def backwards(self, place: int, until: int) -> Iterator[tuple[Item, ...]]:
        """Items block by block from the one that holds ``place`` back to the one that holds ``until``."""
        for block in range(place // BLOCK, until // BLOCK - 1, -1):
            if block in self._blocks:
                yield tuple(self._blocks[block])

"""The files and folders of an archive, and how its segments are named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from onrecord.archive.disk import make_folder

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "onrecord-{number:05d}.warc.gz"
_NUMBER = slice(len("onrecord-"), -len(".warc.gz"))


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of an archive."""

    folder: Path

    @property
    def segments(self) -> Path:
        """The folder of WARC files."""
        return self.folder / "segments"

    @property
    def index(self) -> Path:
        """The lines, one for each record."""
        return self.folder / "index.jsonl"

    @property
    def table(self) -> Path:
        """The lookup table."""
        return self.folder / "index.db"

    @property
    def torn(self) -> Path:
        """The folder of what an interrupted writer left half written."""
        return self.folder / "torn"

    @property
    def stamps(self) -> Path:
        """The folder of timestamps."""
        return self.folder / "stamps"

    def make(self) -> None:
        """Make the folders a writer needs."""
        make_folder(self.segments)

    def segment(self, name: str) -> Path:
        """The file of a segment; what a damaged line calls one never leads out of the folder."""
        return self.segments / PurePath(name).name

    def segment_sizes(self) -> dict[str, int]:
        """The bytes of each segment on the disk, in the order written."""
        found = (path for path in sorted(self.segments.glob("onrecord-*.warc.gz")) if path.name[_NUMBER].isdigit())
        return {path.name: path.stat().st_size for path in found}


def segment_after(name: str | None) -> str:
    """The name of the segment after one.

    >>> segment_after(None), segment_after("onrecord-00041.warc.gz")
    ('onrecord-00001.warc.gz', 'onrecord-00042.warc.gz')
    """
    return _NAME.format(number=1 if name is None else int(name[_NUMBER]) + 1)

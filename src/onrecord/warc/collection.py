"""Writing a WACZ file (Web Archive Collection Zipped, version 1.1.1): WARC files, their index, a list of pages.

WARC files and the index are stored, not compressed again, so that programs can read single records out of the ZIP.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import IO

    from onrecord.warc.cdxj import IndexEntry

WACZ_VERSION = "1.1.1"
_LINES_IN_BLOCK = 1024  # of the index, compressed together, as ZipNum has it
_META = {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}


class Page(NamedTuple):
    """One page to be shown in the list of pages; ``date`` is that of its record."""

    id: str
    url: str
    date: datetime
    title: str


class Collection:
    """A WACZ file being written: ``add`` files, then ``finish``; ``created`` is the date it states for itself."""

    def __init__(self, package: zipfile.ZipFile, *, created: datetime, software: str) -> None:
        """Write into an open and empty ZIP file."""
        self._package = package
        self._created = created
        self._software = software
        self._resources: list[dict[str, str | int]] = []

    def add(self, path: str, pieces: Iterable[bytes], *, is_stored: bool = False) -> str:
        """Add a file; gives its digest as ``sha256:…``."""
        digest = hashlib.sha256()
        size_bytes = 0
        with self._entry(path, is_stored=is_stored) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size_bytes += len(piece)
        stated = f"sha256:{digest.hexdigest()}"
        name = path.rpartition("/")[2].lower()
        self._resources.append({"name": name, "path": path, "hash": stated, "bytes": size_bytes})
        return stated

    def finish(self, entries: Iterable[IndexEntry], pages: Iterable[Page], *, title: str) -> None:
        """Add the index and the list of pages, and the description that names every file with its digest."""
        self._add_index(sorted(entry.write() for entry in entries))
        self.add("pages/pages.jsonl", (f"{json.dumps(line)}\n".encode() for line in _page_lines(pages, title)))
        description = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": title,
            "created": f"{self._created:%Y-%m-%dT%H:%M:%SZ}",
            "software": self._software,
            "resources": list(self._resources),
        }
        digest = self.add("datapackage.json", [json.dumps(description, indent=2).encode()])
        self.add(
            "datapackage-digest.json", [json.dumps({"path": "datapackage.json", "hash": digest}, indent=2).encode()]
        )

    def _add_index(self, lines: list[str]) -> None:
        """Add the index in blocks, and the index of its blocks."""
        blocks: list[bytes] = []
        offset = 0
        secondary = [f"!meta 0 {json.dumps(_META)}"]
        for start in range(0, len(lines), _LINES_IN_BLOCK):
            part = lines[start : start + _LINES_IN_BLOCK]
            block = gzip.compress("".join(f"{line}\n" for line in part).encode("utf-8"), mtime=0)
            place = {"offset": offset, "length": len(block), "digest": f"sha256:{hashlib.sha256(block).hexdigest()}"}
            key, date, _ = part[0].split(" ", 2)
            secondary.append(f"{key} {date} {json.dumps(place)}")
            blocks.append(block)
            offset += len(block)
        self.add("indexes/index.cdx.gz", blocks, is_stored=True)
        self.add("indexes/index.idx", (f"{line}\n".encode() for line in secondary))

    @contextmanager
    def _entry(self, path: str, *, is_stored: bool) -> Iterator[IO[bytes]]:
        """Open a file in the ZIP, dated as the whole."""
        entry = zipfile.ZipInfo(path, self._created.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        with self._package.open(entry, "w", force_zip64=True) as stream:
            yield stream


def _page_lines(pages: Iterable[Page], title: str) -> Iterator[dict[str, str]]:
    """The lines of the list of pages, its head first."""
    yield {"format": "json-pages-1.0", "id": "pages", "title": title}
    for page in pages:
        yield {"id": page.id, "url": page.url, "ts": f"{page.date:%Y-%m-%dT%H:%M:%SZ}", "title": page.title}

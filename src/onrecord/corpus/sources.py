"""What people name, opened until there are pages and texts: files, folders, addresses, feeds, archives, tables.

What a payload is, is told by its first bytes, whatever it is called; only tables of text are known by their names.
The bytes of a feed, a sitemap or a table are not kept themselves: what they lead to is.
"""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.corpus.kinds import Kind, is_table, tell_kind
from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import InputError, UsageError
from onrecord.intake.files import COLLECTIONS, MEDIA_TYPES, STDIN, find_inputs, is_web_address, reject
from onrecord.intake.listings import is_listing, read_listing
from onrecord.intake.locators import complete_address, read_inputs
from onrecord.intake.markup import unpack
from onrecord.intake.tables import Address, read_table
from onrecord.warc import read_captures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import BinaryIO

    from onrecord.corpus.web import Web
    from onrecord.intake.files import Input

# A list of feeds leads to feeds, an index of sitemaps to sitemaps, these to pages.
MAX_DEPTH = 3
_HEAD_BYTES = 4096


@dataclass(kw_only=True)
class Sources:
    """The captures that locators lead to; ``published`` is stated of all of them, ``column`` is that of tables.

    ``expected`` is how many inputs there are as far as is known, None once nobody can tell; ``skipped`` counts what was
    passed over on the way, by what it is.
    """

    locators: tuple[str, ...]
    web: Web
    stdin: BinaryIO
    published: date | None = None
    column: str | None = None
    expected: int | None = 0
    skipped: Counter[str] = field(default_factory=Counter)
    _files: tuple[Input | Rejected, ...] = ()
    _addresses: tuple[str, ...] = ()
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """List the inputs; UsageError for names that cannot be meant."""
        names = [name for name in self.locators if not is_web_address(name)]
        selection = find_inputs(names, endings=(*MEDIA_TYPES, *COLLECTIONS))
        self._files = selection.inputs
        self._addresses = tuple(map(complete_address, filter(is_web_address, self.locators)))
        self.expected = len(self._files) + len(self._addresses)
        if selection.skipped:
            self.skipped["file of another type"] = selection.skipped

    def read(self) -> Iterator[Capture | Rejected]:
        """Open one after the other; what cannot be opened is a ``Rejected`` in its place."""
        for found in self._open_all():
            is_stated = isinstance(found, Capture) and self.published is not None and found.published is None
            yield replace(found, published=self.published) if is_stated else found

    def _open_all(self) -> Iterator[Capture | Rejected]:
        for wanted in self._files:
            yield from self._open_file(wanted)
        for url in self._addresses:
            yield from self._open(self.web.fetch_named(url), depth=0)

    def _open_file(self, wanted: Input | Rejected) -> Iterator[Capture | Rejected]:
        """Open a file; an archive of pages is read where it lies, whatever its size."""
        if not isinstance(wanted, Rejected) and _is_web_archive(wanted.path):
            with Path(wanted.path).open("rb") as stream:
                yield from self._read_archive(stream, wanted.locator)
            return
        for found in read_inputs([wanted], stdin=self.stdin):
            yield from self._open(found, depth=0)

    def _open(self, found: Capture | Rejected, *, depth: int) -> Iterator[Capture | Rejected]:
        """Open what leads to pages; anything else is a page."""
        if isinstance(found, Rejected):
            yield found
            return
        stream = io.BytesIO(found.payload)
        kind = tell_kind(stream)
        if kind is Kind.WEB_ARCHIVE:
            yield from self._read_archive(stream, found.locator)
        elif kind is Kind.WORKBOOK or is_table(found.url or found.locator, found.media_type):
            yield from self._read_table(found)
        elif _leads_on(found):
            yield from self._follow(found, depth=depth)
        else:
            yield found

    def _read_archive(self, stream: BinaryIO, locator: str) -> Iterator[Capture | Rejected]:
        """Read the pages of a WARC or WACZ file; how many there are is known at its end."""
        self.expected = None
        yield from read_captures(stream, locator, skipped=self.skipped)

    def _read_table(self, table: Capture) -> Iterator[Capture | Rejected]:
        """Read the rows of a table, and fetch the pages that they name as those that a person names.

        UsageError when it is all there is to read and does not show which column is meant.
        """
        days: dict[str, date | None] = {}
        try:
            rows = list(read_table(table, column=self.column))
        except InputError as error:
            yield reject(table.locator, error)
            return
        except UsageError as error:
            if self.expected == 1:
                raise
            yield _reject_unclear(table.locator, error)
            return
        self._expect(len(rows) - 1)
        for row in rows:
            if isinstance(row, Address):
                days.setdefault(row.url, row.published)
            else:
                yield row
        self._expect(len(days) - sum(isinstance(row, Address) for row in rows))
        for found in self.web.fetch_all(days, are_named=True):
            day = days.get(found.locator)
            yield replace(found, published=day) if isinstance(found, Capture) and day is not None else found

    def _follow(self, capture: Capture, *, depth: int) -> Iterator[Capture | Rejected]:
        """Fetch what a listing names, each address once."""
        try:
            listing = read_listing(capture)
        except InputError as error:
            yield reject(capture.locator, error)
            return
        if listing.skipped:
            self.skipped["entry without an address"] += listing.skipped
        pages = self._choose_new(entry.url for entry in listing.entries)
        lists = self._choose_new(listing.further) if depth < MAX_DEPTH else []
        self._expect(len(pages) + len(lists) - 1)
        yield from self.web.fetch_all(pages)
        for found in self.web.fetch_all(lists):
            yield from self._open(found, depth=depth + 1)

    def _choose_new(self, urls: Iterable[str]) -> list[str]:
        """The addresses that no listing of this run named before."""
        new = [url for url in dict.fromkeys(urls) if url not in self._seen]
        self._seen.update(new)
        return new

    def _expect(self, more: int) -> None:
        """Expect so many inputs more."""
        if self.expected is not None:
            self.expected += more


def _is_web_archive(path: str) -> bool:
    """Whether a regular file is an archive of pages; False for what cannot be read, which reading it will explain."""
    try:
        if path == STDIN or not Path(path).is_file():
            return False
        with Path(path).open("rb") as stream:
            return tell_kind(stream) is Kind.WEB_ARCHIVE
    except (OSError, ValueError):
        return False


def _reject_unclear(locator: str, error: UsageError) -> Rejected:
    """Put down that a table among other inputs does not show what to read."""
    return Rejected(locator=locator, reason=RejectReason.UNREADABLE, message=error.message, next_step=error.next_step)


def _leads_on(capture: Capture) -> bool:
    """Whether a capture is a feed, a sitemap or a list of feeds."""
    try:
        return is_listing(unpack(capture)[:_HEAD_BYTES])
    except InputError:  # too large or damaged: reading it as a page says so
        return False

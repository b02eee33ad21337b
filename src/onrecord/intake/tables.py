"""Tables of texts or addresses: each row becomes a capture, or an address to fetch.

The column is found by its name, or named by the user; nothing is guessed between two.  A row that cannot be what its
columns say is a ``Rejected`` with its number, and the others are read.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import Capture, Domain, Rejected, RejectReason
from onrecord.errors import UsageError
from onrecord.intake.days import parse_day
from onrecord.intake.delimited import read_rows
from onrecord.intake.workbooks import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.intake.workbooks import Sheet

    Rows = Sequence[tuple[int, Sequence[object]]]

ZIP_MAGIC = b"PK\x03\x04"
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".xlsx"})
TEXT_NAMES = frozenset(
    "text texts body content article articletext articlebody articlecontent fulltext bodytext story".split()
)
ADDRESS_NAMES = frozenset(
    "url urls link links uri href permalink weblink articleurl articlelink pageurl weburl webaddress".split()
)
DAY_NAMES = frozenset(
    "published publishedat publishedon publicationdate datepublished publishdate pubdate articledate date".split()
)
_SHOWN_COLUMNS = 20
_SHOWN_CHARS = 40


class Address(Domain, frozen=True, kw_only=True):
    """A page that a row names: where the row stands, the URL to fetch, the day it states."""

    locator: str
    url: str
    published: date | None = None


class _Columns(NamedTuple):
    """Where a table keeps what is wanted, counted from 0; ``text`` or ``address`` is there, or both."""

    text: int | None
    address: int | None
    day: int | None


def read_table(table: Capture, *, column: str | None = None) -> Iterator[Capture | Address | Rejected]:
    """Read a CSV file or XLSX workbook row by row; ``column`` names the one that holds the texts or the addresses.

    A table with texts and addresses is read by its texts, and the address goes with each.  Without a header, a column
    that begins with a web address is one of addresses.  Locators are those of RFC 7111 (``table.csv#row=12``; the
    header is row 1).  InputError when the file cannot be read; UsageError, with the columns, when it is not clear which
    is meant, both before the first row is given.  A further sheet without such a column is a ``Rejected``.
    """
    if not table.payload.startswith(ZIP_MAGIC):
        return _read_rows(read_rows(table.payload, table.locator), table.locator, "row", column)
    sheets = read_sheets(table.payload, table.locator)
    if len(sheets) == 1:
        return _read_rows(sheets[0].rows, table.locator, "row", column)
    return chain.from_iterable(_read_sheets(sheets, table.locator, column))


def _read_sheets(
    sheets: Sequence[Sheet], locator: str, column: str | None
) -> list[Iterator[Capture | Address | Rejected]]:
    """Read the sheets that show which column is meant; UsageError when none does."""
    read: list[Iterator[Capture | Address | Rejected]] = []
    unclear: list[UsageError] = []
    for sheet in sheets:
        try:
            read.append(_read_rows(sheet.rows, locator, f"sheet={sheet.title}&row", column))
        except UsageError as error:
            unclear.append(error)
            read.append(iter([_bad_row(f"{locator}#sheet={sheet.title}", error.message)]))
    if unclear and len(unclear) == len(sheets):
        raise unclear[0]
    return read


def _read_rows(rows: Rows, locator: str, where: str, column: str | None) -> Iterator[Capture | Address | Rejected]:
    """Find the columns, and then read row by row."""
    if not rows:
        return iter(())
    header = [_text(cell) for cell in rows[0][1]]
    if column is None and (place := _find_bare_addresses(header)) is not None:
        columns, body = _Columns(None, place, None), rows
    else:
        columns, body = _find_columns(header, rows[1:], locator, column), rows[1:]
    return (_read_row(cells, f"{locator}#{where}={number}", columns) for number, cells in body)


def _find_bare_addresses(first: Sequence[str]) -> int | None:
    """The column of a table without a header whose first row has one web address."""
    places = [place for place, cell in enumerate(first) if _is_address(cell)]
    return places[0] if len(places) == 1 else None


def _find_columns(header: Sequence[str], rows: Rows, locator: str, wanted: str | None) -> _Columns:
    """Find the columns by name; UsageError where none or several could be meant."""
    names = [_normalise(name) for name in header]
    day = _find_one(names, DAY_NAMES)
    if wanted is not None:
        place = _find_named(header, wanted, locator)
        is_address = names[place] in ADDRESS_NAMES or (names[place] not in TEXT_NAMES and _holds_addresses(rows, place))
        if is_address:
            return _Columns(None, place, day)
        return _Columns(place, _find_one(names, ADDRESS_NAMES), day)
    texts = [place for place, name in enumerate(names) if name in TEXT_NAMES]
    addresses = [place for place, name in enumerate(names) if name in ADDRESS_NAMES]
    if len(texts) > 1 or (not texts and len(addresses) != 1):
        raise _unclear(header, locator, "several columns could be meant" if texts or addresses else "no column is")
    return _Columns(texts[0] if texts else None, addresses[0] if len(addresses) == 1 else None, day)


def _find_one(names: Sequence[str], wanted: frozenset[str]) -> int | None:
    """The only column with one of the names."""
    places = [place for place, name in enumerate(names) if name in wanted]
    return places[0] if len(places) == 1 else None


def _find_named(header: Sequence[str], wanted: str, locator: str) -> int:
    """The column that the user named, as written or but for case and signs."""
    exact = [place for place, name in enumerate(header) if name == wanted]
    alike = [place for place, name in enumerate(header) if _normalise(name) == _normalise(wanted)]
    for places in (exact, alike):
        if len(places) == 1:
            return places[0]
    raise _unclear(header, locator, f"{'several columns are' if exact or alike else 'no column is'} named {wanted!r}")


def _unclear(header: Sequence[str], locator: str, why: str) -> UsageError:
    """Say that a table does not show what to read, and which columns it has."""
    shown = ", ".join(repr(name[:_SHOWN_CHARS]) for name in header[:_SHOWN_COLUMNS] if name)
    message = f"{locator}: it is not clear which column holds the texts or addresses: {why} (columns: {shown})"
    return UsageError(message, next_step="Name the column: --column NAME")


def _read_row(cells: Sequence[object], locator: str, columns: _Columns) -> Capture | Address | Rejected:
    """Read one row."""
    text, address = _cell(cells, columns.text), _cell(cells, columns.address)
    try:
        day = _read_day(_value(cells, columns.day))
    except ValueError as error:
        return _bad_row(locator, f"the day {_cell(cells, columns.day)[:60]!r} cannot be read: {error}")
    if columns.text is None:
        if not _is_address(address):
            return _bad_row(locator, f"{address[:60]!r} is not a web address" if address else "it has no web address")
        return Address(locator=locator, url=address, published=day)
    if not text:
        return _bad_row(locator, "it has no text")
    return Capture(
        locator=locator,
        url=address if _is_address(address) else None,
        payload=str(_value(cells, columns.text)).encode("utf-8", "replace"),
        media_type="text/plain",
        charset="utf-8",
        published=day,
    )


def _bad_row(locator: str, why: str) -> Rejected:
    """Say what is wrong with a row."""
    step = "Mend the row in the table, and run the same command again."
    return Rejected(locator=locator, reason=RejectReason.BAD_ROW, message=f"{locator}: {why}", next_step=step)


def _read_day(value: object) -> date | None:
    """Read a day as a workbook's own date or as written; ValueError where there is none in it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    return parse_day(text) if text else None


def _holds_addresses(rows: Rows, place: int) -> bool:
    """Whether the first cell of a column that is not empty is a web address."""
    cells = (_cell(cells, place) for _, cells in rows)
    return _is_address(next(filter(None, cells), ""))


def _value(cells: Sequence[object], place: int | None) -> object:
    """What a row has in a column; ``None`` where it is too short."""
    return cells[place] if place is not None and place < len(cells) else None


def _cell(cells: Sequence[object], place: int | None) -> str:
    """What a row has in a column, as text."""
    return _text(_value(cells, place))


def _text(value: object) -> str:
    """A cell as text."""
    return "" if value is None else str(value).strip()


def _normalise(name: str) -> str:
    """A column's name by its letters alone."""
    return "".join(character for character in name.casefold() if character.isalpha())


def _is_address(cell: str) -> bool:
    """Whether a cell is a web address."""
    return cell.lower().startswith(("http://", "https://")) and not any(character.isspace() for character in cell)

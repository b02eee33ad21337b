"""CSV as people export it: the encoding told by its bytes, the delimiter by the shape that it gives the table.

RFC 4180 with the usual liberties: semicolon, tab or bar for the comma, any line ends, Excel's ``sep=`` line.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from onrecord.domain import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = tuple[str, ...]

DELIMITERS = (",", ";", "\t", "|")
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL_CHARS = 1_000_000
SAMPLED_ROWS = 20
SAMPLED_CHARS = 50_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NULL_SHARE = 0.2


def read_rows(payload: bytes, locator: str) -> list[tuple[int, Row]]:
    """Read the rows that are not empty, each with its number from 1, as a spreadsheet counts them.

    InputError: undecodable when it is not Unicode, unreadable when a quotation mark is never closed, too-large.
    """
    text = _decode(payload, locator)
    text, stated = _split_separator(text)
    delimiter = stated or _find_delimiter(text)
    rows: list[tuple[int, Row]] = []
    try:
        for number, row in enumerate(_parse(text, delimiter), start=2 if stated else 1):
            if number > MAX_ROWS:
                raise too_many_rows(locator)
            if any(cell.strip() for cell in row):
                rows.append((number, tuple(row[:MAX_COLUMNS])))
    except csv.Error as error:
        message = f"{locator}: the table breaks after row {rows[-1][0] if rows else 0} ({error})"
        step = "Look for a quotation mark that is never closed, or export the table again."
        raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step) from error
    return rows


def too_many_rows(locator: str) -> InputError:
    """Say that a table is longer than one file may be."""
    message = f"{locator}: the table has more than {MAX_ROWS:,} rows"
    return InputError(message, reason=RejectReason.TOO_LARGE, next_step="Split it into several files, and name those.")


def _decode(payload: bytes, locator: str) -> str:
    """Decode by mark, by the zero bytes of UTF-16, or as UTF-8; other encodings look alike and are not guessed."""
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(encoding, "replace")
    head = payload[:4096]
    low, high = head[1::2].count(0), head[0::2].count(0)
    if max(low, high) > _NULL_SHARE * len(head):
        return payload.decode("utf-16-le" if low > high else "utf-16-be", "replace")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{locator}: the table is not UTF-8 (the first byte that does not fit is at offset {error.start})"
        step = "Export it as CSV UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 table.csv > utf8.csv"
        raise InputError(message, reason=RejectReason.UNDECODABLE, next_step=step) from error


def _split_separator(text: str) -> tuple[str, str | None]:
    """Take off the line by which Excel states the delimiter."""
    line, _, rest = text[:10].partition("\n")
    line = line.strip("\r")
    if len(line) == len("sep=,") and line.lower().startswith("sep="):
        return text[text.index("\n") + 1 :] if rest or "\n" in text[:10] else "", line[-1]
    return text, None


def _find_delimiter(text: str) -> str:
    """The delimiter that gives the most rows the width of the first, then the widest; a comma for one column."""
    sample = text[:SAMPLED_CHARS]
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[bool, float, int]:
    """How well a delimiter fits: whether it divides at all, the share of rows as wide as the first, the width."""
    widths: list[int] = []
    try:
        for row in _parse(sample, delimiter):
            widths.append(len(row))
            if len(widths) == SAMPLED_ROWS:
                break
    except csv.Error:  # the sample may end inside a quotation
        pass
    widths = widths[:-1] or widths
    if not widths or widths[0] == 1:
        return False, 0.0, 0
    return True, widths.count(widths[0]) / len(widths), widths[0]


def _parse(text: str, delimiter: str) -> Iterator[list[str]]:
    """Parse with the limit on a cell raised for the time of each step; the module's own is for the whole process."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    while True:
        before = csv.field_size_limit(MAX_CELL_CHARS)
        try:
            row = next(reader, None)
        finally:
            csv.field_size_limit(before)
        if row is None:
            return
        yield row

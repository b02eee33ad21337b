"""XLSX workbooks of strangers: checked as archives before ``openpyxl`` opens them, and read row by row.

A workbook is a ZIP archive of XML (ECMA-376).  Refused before it is parsed: what unpacks to more than a table can be,
and any document type (which the format forbids), because entities come with it.  ``openpyxl`` fills gaps between rows,
so that a single row with a high number would keep it busy for ever: it is told where to stop.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import RejectReason
from onrecord.errors import InputError
from onrecord.intake.delimited import MAX_COLUMNS, MAX_ROWS, too_many_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_UNPACKED_BYTES = 100_000_000
MAX_RATIO = 200
FREE_BYTES = 5_000_000
MAX_MEMBERS = 2000
MAX_SHEETS = 50
LAST_ROW = 1_048_576  # ECMA-376 has no limit; every program has this one
_PIECE_BYTES = 1_000_000
_DOCTYPE = b"<!DOCTYPE"


class Sheet(NamedTuple):
    """One sheet: its rows that are not empty, each with its number; formulas stand as the values last computed."""

    title: str
    rows: list[tuple[int, tuple[object, ...]]]


def read_sheets(payload: bytes, locator: str) -> list[Sheet]:
    """Read the sheets that are not empty; InputError: too-large, unreadable."""
    _check_archive(payload, locator)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and extensions, which are not read
        try:
            workbook = _open(payload)
            sheets = [_read_sheet(workbook, title, locator) for title in workbook.sheetnames[:MAX_SHEETS]]
        except InputError:
            raise
        except Exception as error:  # a parser of strangers' files fails in more ways than it documents
            raise _damaged(locator, error) from error
    return [sheet for sheet in sheets if sheet.rows]


def _open(payload: bytes) -> Workbook:
    """Open a workbook for reading."""
    import openpyxl  # noqa: PLC0415 - a fifth of a second, for those who have tables

    return openpyxl.load_workbook(io.BytesIO(payload), read_only=True, data_only=True, keep_links=False)


def _read_sheet(workbook: Workbook, title: str, locator: str) -> Sheet:
    """Read one sheet; a sheet of charts has no rows."""
    sheet = workbook[title]
    rows: list[tuple[int, tuple[object, ...]]] = []
    if not hasattr(sheet, "iter_rows"):
        return Sheet(title, rows)
    sheet.reset_dimensions()  # what a workbook says of its own size is often wrong
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=LAST_ROW, values_only=True), start=1):
        if row.count(None) == len(row):
            continue
        if len(rows) == MAX_ROWS:
            raise too_many_rows(locator)
        rows.append((number, row[:MAX_COLUMNS]))
    return Sheet(title, rows)


def _check_archive(payload: bytes, locator: str) -> None:
    """Raise InputError for a bomb or a damaged archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
                raise _too_large(locator)
            if unpacked > max(FREE_BYTES, MAX_RATIO * len(payload)):
                raise _too_large(locator)
            for member in members:
                _check_member(archive, member, locator)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged(locator, error) from error


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, locator: str) -> None:
    """Raise InputError for a document type; ``zipfile`` itself stops at the size that a member states."""
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE_BYTES):
            if _DOCTYPE in (tail + piece).replace(b"\0", b""):
                message = f"{locator}: the workbook declares entities, which no spreadsheet program writes"
                step = "Open it in a spreadsheet program, and save it as CSV UTF-8."
                raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step)
            tail = piece[-2 * len(_DOCTYPE) :]


def _too_large(locator: str) -> InputError:
    """Say that a workbook unpacks to more than a table can be."""
    message = f"{locator}: the workbook unpacks to far more than a table can be"
    step = "Open it in a spreadsheet program, and save the sheet as CSV UTF-8."
    return InputError(message, reason=RejectReason.TOO_LARGE, next_step=step)


def _damaged(locator: str, error: Exception) -> InputError:
    """Say that a workbook cannot be read."""
    message = f"{locator}: the workbook is damaged ({type(error).__name__}: {str(error)[:200]})"
    step = "Open it in a spreadsheet program, and save it again or as CSV UTF-8."
    return InputError(message, reason=RejectReason.UNREADABLE, next_step=step)

"""Each row of a table is a text, an address, or a rejection with its number."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import InputError, UsageError
from onrecord.intake.delimited import MAX_ROWS
from onrecord.intake.tables import Address, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = Capture | Address | Rejected

MAX_SECONDS = 8.0  # for a slow machine
DAY = date(2026, 3, 14)
FIRST, SECOND = "The dam holds, its keeper said.", "“No comment”; the mayor, 9|10"


def read(payload: bytes | str, column: str | None = None) -> list[Row]:
    """Read a table."""
    data = payload.encode() if isinstance(payload, str) else payload
    return list(read_table(Capture(locator="t", payload=data), column=column))


def text(row: int | str, words: str, url: str | None = None, published: date | None = None) -> Capture:
    """The capture of a row."""
    where = f"t#row={row}" if isinstance(row, int) else f"t#{row}"
    data = words.encode()
    return Capture(locator=where, payload=data, url=url, media_type="text/plain", charset="utf-8", published=published)


def write_csv(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Write CSV as RFC 4180 says."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def write_xlsx(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Write a workbook."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


TEXTS = [("Outlet", "Text", "Published"), ("Sun", FIRST, "2026-03-14"), ("Post", SECOND, "14 March 2026")]
READ = [text(2, FIRST, published=DAY), text(3, SECOND, published=DAY)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_is_read_whatever_its_dialect_and_encoding(delimiter: str, end: str, encoding: str) -> None:
    assert read(write_csv(TEXTS, delimiter, end).encode(encoding)) == READ


def test_the_delimiter_that_excel_states_is_taken() -> None:
    stated = "sep=;\r\n" + write_csv([("a,b", "text"), ("1,2", FIRST)], ";")
    assert read(stated) == [text(3, FIRST)]


def test_a_cell_may_hold_lines_and_quotation_marks() -> None:
    words = f'{FIRST}\n\n"{SECOND}"\r\n'
    assert read(write_csv([("text",), (words,), ("b",)])) == [text(2, words), text(3, "b")]


def test_a_long_article_fits_into_a_cell() -> None:
    before = csv.field_size_limit()
    words = "The dam holds. " * 20_000
    assert read(write_csv([("id", "text"), ("1", words)])) == [text(2, words)]
    assert csv.field_size_limit() == before


def test_a_workbook_is_read_like_csv_and_its_dates_are_days() -> None:
    rows = [
        ("Outlet", "Text", "Published"),
        ("Sun", FIRST, datetime.fromisoformat("2026-03-14T09:30")),
        ("Post", SECOND, "14.3.2026"),
    ]
    assert read(write_xlsx(Sheet=rows)) == READ


def test_the_sheets_of_a_workbook_are_told_apart() -> None:
    payload = write_xlsx(
        May=[("text",), (FIRST,)], Empty=[], June=[("link",), ("https://a.example/",)], Notes=[("x",), ("y",)]
    )
    first, second, third = read(payload)
    assert first == text("sheet=May&row=2", FIRST)
    assert second == Address(locator="t#sheet=June&row=2", url="https://a.example/")
    assert isinstance(third, Rejected)
    assert third.locator == "t#sheet=Notes"


def test_a_column_of_addresses_gives_pages_to_fetch() -> None:
    table = write_csv(
        [("ID", "Article URL", "Date"), ("1", "https://a.example/x?y#z", ""), ("2", "", ""), ("3", "a.example", "")]
    )
    first, second, third = read(table)
    assert first == Address(locator="t#row=2", url="https://a.example/x?y#z")
    assert isinstance(second, Rejected)
    assert isinstance(third, Rejected)
    assert (second.locator, third.locator, third.reason) == ("t#row=3", "t#row=4", RejectReason.BAD_ROW)


def test_the_address_beside_a_text_goes_with_it() -> None:
    table = write_csv([("url", "body"), ("https://a.example/", FIRST), ("none", SECOND)])
    assert read(table) == [text(2, FIRST, url="https://a.example/"), text(3, SECOND)]


def test_a_bare_list_of_addresses_needs_no_header() -> None:
    assert read("https://a.example/\nhttps://b.example/;c\n") == [
        Address(locator="t#row=1", url="https://a.example/"),
        Address(locator="t#row=2", url="https://b.example/;c"),
    ]


def test_a_day_with_two_readings_rejects_its_row_alone() -> None:
    table = write_csv([("text", "date"), (FIRST, "3/4/2026"), (SECOND, "2026-03-14")])
    first, second = read(table)
    assert isinstance(first, Rejected)
    assert "3/4/2026" in first.message
    assert second == text(3, SECOND, published=DAY)


def test_short_and_blank_rows_are_no_matter() -> None:
    table = "id,text,date\n\n1\n,,\n2,a\n"
    first, second = read(table)
    assert isinstance(first, Rejected)
    assert (first.locator, second) == ("t#row=3", text(5, "a"))


@pytest.mark.parametrize("header", [("text", "body"), ("url", "link"), ("a", "b"), ("title", "headline"), ("",)])
def test_an_unclear_table_names_its_columns_and_the_option(header: Sequence[str]) -> None:
    with pytest.raises(UsageError) as caught:
        read(write_csv([header, ["x"] * len(header)]))
    assert all(repr(name) in caught.value.message for name in header if name)
    assert "--column" in caught.value.next_step


def test_a_named_column_is_taken() -> None:
    table = write_csv(
        [("text", "Body text", "page", "url"), (FIRST, SECOND, "https://a.example/", "https://b.example/")]
    )
    assert read(table, "body TEXT") == [text(2, SECOND, url="https://b.example/")]
    assert read(table, "page") == [Address(locator="t#row=2", url="https://a.example/")]
    with pytest.raises(UsageError, match="no column is named 'pages'"):
        read(table, "pages")
    with pytest.raises(UsageError, match="several columns are named 'a'"):
        read(write_csv([("a", "a"), ("x", "y")]), "a")


def test_an_empty_table_has_no_rows() -> None:
    assert read("") == read("\n\n") == read(write_xlsx(Sheet=[])) == read("text\n") == []


@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=6
    )
)
def test_every_text_comes_back_as_it_was_written(cells: list[str]) -> None:
    rows = read(write_csv([("id", "text"), *[(str(number), cell) for number, cell in enumerate(cells)]]))
    assert [row.payload.decode() for row in rows if isinstance(row, Capture)] == cells


def refuse(payload: bytes) -> str:
    """The reason for which a table is refused."""
    with pytest.raises(InputError) as caught:
        read(payload)
    assert caught.value.next_step
    return caught.value.reason


def test_other_encodings_are_not_guessed() -> None:
    assert refuse("text\nCafé".encode("latin-1")) == RejectReason.UNDECODABLE


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    assert refuse(b'text\n"' + b"a,\n" * 500_000) == RejectReason.UNREADABLE


def test_a_table_without_end_is_too_large() -> None:
    assert refuse(b"text\n" + b"a\n" * MAX_ROWS) == RejectReason.TOO_LARGE


def repack(payload: bytes, member: str, old: str, new: str) -> bytes:
    """Change the words of one member of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            words = source.read(info).decode()
            target.writestr(info.filename, words.replace(old, new, 1) if info.filename == member else words)
    return out.getvalue()


PLAIN = write_xlsx(Sheet=[("text",), (FIRST,)])
SHEET = "xl/worksheets/sheet1.xml"
TEXT_ROW = '<row><c t="str"><v>a</v></c></row>'
ENTITIES = "<!DOCTYPE x [<!ENTITY a 'b'>]>"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('<row r="2"', '<row r="999999999999"', None),
        ('<row r="2"', '<row r="1e300"', None),
        ('<row r="2"', '<row r="two"', RejectReason.UNREADABLE),
        ('r="A2"', 'r="ZZZ2"', None),
        ('r="A2"', 'r="AAAAAAAA2"', RejectReason.UNREADABLE),
        ("<worksheet", f"{ENTITIES}<worksheet", RejectReason.UNREADABLE),
        ("<worksheet", f"<!--{' ' * 3_000_000}-->{ENTITIES}<worksheet", RejectReason.UNREADABLE),
        ("</sheetData>", "", RejectReason.UNREADABLE),
        ("<sheetData>", f"<sheetData>{'<row/>' * 110_000}", None),
        ("</sheetData>", f"{TEXT_ROW * MAX_ROWS}</sheetData>", RejectReason.TOO_LARGE),
        ("<worksheet", f"<!--{' ' * 120_000_000}--><worksheet", RejectReason.TOO_LARGE),
        ("<worksheet", f"<!--{' ' * 9_000_000}--><worksheet", RejectReason.TOO_LARGE),
    ],
)
def test_a_hostile_workbook_is_read_or_refused_in_time(old: str, new: str, reason: RejectReason | None) -> None:
    payload = repack(PLAIN, SHEET, old, new)
    assert payload != repack(PLAIN, SHEET, "", "")
    start = time.process_time()
    if reason is None:
        assert len(read(payload)) <= 1
    else:
        assert refuse(payload) == reason
    assert time.process_time() - start < MAX_SECONDS


@pytest.mark.parametrize(
    "cut", [5, 100, len(PLAIN) // 2, len(PLAIN) - 10], ids=["mark", "first part", "half", "nearly all"]
)
def test_a_cut_workbook_is_unreadable(cut: int) -> None:
    assert refuse(PLAIN[:cut]) == RejectReason.UNREADABLE


def test_an_archive_that_is_no_workbook_is_unreadable() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refuse(out.getvalue()) == RejectReason.UNREADABLE

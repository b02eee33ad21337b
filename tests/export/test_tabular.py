"""Tables of statements: what spreadsheets and programs read back is what was written, and is never computed."""

from __future__ import annotations

import csv
import io
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from openpyxl import load_workbook

import onrecord
from onrecord.domain import Statement, decode_statement
from onrecord.export import COLUMNS, Entry, write_csv, write_json_lines, write_xlsx

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "harbor-strike.html"
NAMES = [column.name for column in COLUMNS]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "-2 degrees"]


@cache
def read_statements() -> tuple[Statement, ...]:
    """The statements of the example article."""
    return onrecord.read(EXAMPLE).statements


def make_entry(name: str) -> Entry:
    """A statement whose speaker is called ``name``, here and across articles."""
    statement = next(each for each in read_statements() if each.speaker is not None)
    assert statement.speaker is not None
    return Entry(structs.replace(statement, speaker=structs.replace(statement.speaker, name=name)), identity=name)


def read_csv(entries: list[Entry], *, mark: bool = False) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    assert write_csv(entries, stream, mark=mark) == len(entries)
    return list(csv.DictReader(io.StringIO(stream.getvalue().removeprefix("\ufeff"), newline="")))


def test_json_lines_read_back_as_the_same_statements() -> None:
    stream = io.BytesIO()
    statements = read_statements()
    assert write_json_lines(map(Entry, statements), stream) == len(statements)
    assert tuple(decode_statement(line) for line in stream.getvalue().splitlines()) == statements


def test_a_row_holds_what_the_statement_says() -> None:
    statements = read_statements()
    rows = read_csv([Entry(statement) for statement in statements])
    assert list(rows[0]) == NAMES
    assert [row["id"] for row in rows] == [statement.id for statement in statements]
    for row, statement in zip(rows, statements, strict=True):
        assert row["content"] == "; ".join(span.text for span in statement.content)
        assert row["title"] == statement.article.title
        assert bool(row["said_earliest"]) == bool(statement.said_at and statement.said_at.earliest)
    figures = next(row["figures"] for row in rows if "17 cranes" in row["figures"])
    assert "17 cranes" in figures
    assert "= 17 cranes" in figures


def test_column_names_are_distinct_and_explained() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(column.help for column in COLUMNS)


def test_the_mark_stands_first_and_only_when_asked_for() -> None:
    for mark in (True, False):
        stream = io.StringIO(newline="")
        write_csv([], stream, mark=mark)
        assert stream.getvalue().startswith("\ufeffid," if mark else "id,")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_csv_is_a_formula(text: str) -> None:
    (row,) = read_csv([make_entry(text)])
    assert row["speaker"] == row["identity"] == f"'{text}"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "statements.xlsx"
    assert write_xlsx([make_entry(text)], path) == 1
    cell = load_workbook(path)["statements"].cell(row=2, column=1 + NAMES.index("speaker"))
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()


@given(st.text())
def test_csv_gives_back_any_text_but_what_a_terminal_obeys(text: str) -> None:
    (row,) = read_csv([make_entry(text)])
    shown = "".join("\ufffd" if unicodedata.category(each) == "Cc" and each not in "\t\n\r" else each for each in text)
    assert row["speaker"] in (shown, f"'{shown}")
    assert not row["speaker"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.characters(codec=None), max_size=20))
def test_any_text_fits_into_a_workbook(text: str) -> None:
    stream = io.BytesIO()
    write_xlsx([make_entry(text)], stream)
    assert load_workbook(stream)["statements"].max_row == 2


def test_a_cell_too_long_for_excel_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "statements.xlsx"
    write_xlsx([make_entry("\U0001f58b" * 40_000)], path)
    value = str(load_workbook(path)["statements"].cell(row=2, column=1 + NAMES.index("speaker")).value)
    assert value.endswith(" …")
    assert len(value.encode("utf-16-le")) <= 2 * 32_767


@pytest.mark.parametrize("acting", ["\x1b[2J", "\x9b2J", "\x07", "\x00", "\x85", "\udcff"])
def test_no_cell_of_a_csv_steers_a_terminal(acting: str) -> None:
    (row,) = read_csv([make_entry(f"Anna {acting} Novak")])
    assert row["speaker"] == f"Anna {acting.replace(acting[0], chr(0xFFFD), 1)} Novak"

"""``onrecord export``: files for other programs, and no file overwritten unasked."""

from __future__ import annotations

import contextlib
import csv
import io
import sqlite3
from pathlib import Path

import pytest
from openpyxl import load_workbook

from onrecord.cli import main
from onrecord.domain import Statement, decode_statement
from onrecord.record import Record


def read_record(path: Path) -> dict[str, Statement]:
    with Record.open(path) as record:
        return {statement.id: statement for statement in record.statements()}


def test_lines_are_the_statements_of_the_record(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--record", str(kept_examples)]) == 0
    written = [decode_statement(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert {statement.id: statement for statement in written} == read_record(kept_examples)


def test_csv_and_workbook_have_a_row_for_each_statement(
    kept_examples: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--record", str(kept_examples), "--format", "csv", "--bom"]) == 0
    text = capfdbinary.readouterr().out.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["id"] for row in rows} == set(read_record(kept_examples))
    book = tmp_path / "strike.xlsx"
    assert main(["export", "--record", str(kept_examples), "--format", "xlsx", "--output", str(book)]) == 0
    assert load_workbook(book)["statements"].max_row == 1 + len(rows)


def test_filters_leave_what_a_search_finds(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--record", str(kept_examples), "--speaker", "kovac"]) == 0
    written = [decode_statement(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert {statement.speaker.name for statement in written if statement.speaker} == {"Mirela Kovač"}


def test_a_file_that_is_there_is_replaced_only_when_told(kept_examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "statements.csv"
    target.write_text("mine")
    words = ["export", "--record", str(kept_examples), "--format", "csv", "--output", str(target)]
    assert main(words) == 2
    assert target.read_text() == "mine"
    assert main([*words, "--yes"]) == 0
    assert target.read_text(encoding="utf-8").startswith("id,")


@pytest.mark.parametrize("words", [["--format", "xlsx"], ["--bom"], ["--format", "xlsx", "--output", "-"]])
def test_what_cannot_be_is_wrong_use(words: list[str], kept_examples: Path) -> None:
    assert main(["export", "--record", str(kept_examples), *words]) == 2


def test_a_place_that_cannot_be_written_to_is_the_machines_fault(kept_examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "folder" / "x.csv"
    words = ["--format", "csv", "--output", str(target)]
    assert main(["export", "--record", str(kept_examples), *words]) == 3


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "wacz", "bundle"])
def test_no_folder_is_made_for_a_file(form: str, kept_examples: Path, tmp_path: Path) -> None:
    target = tmp_path / "none" / "x"
    assert main(["export", "--record", str(kept_examples), "--format", form, "--output", str(target)]) == 3
    assert not target.parent.exists()


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_a_file_that_cannot_be_finished_leaves_the_one_before(
    form: str, record_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "statements"
    target.write_text("mine")
    with contextlib.closing(sqlite3.connect(record_path)) as connection:
        connection.execute("UPDATE statements SET json = 'x' WHERE id = (SELECT max(id) FROM statements)")
        connection.commit()
    words = ["--format", form, "--yes", "--output", str(target)]
    with contextlib.suppress(Exception):
        assert main(["export", "--record", str(record_path), *words]) == 3
    assert target.read_text() == "mine"
    assert list(tmp_path.glob(".*")) == []
    assert "statements in" not in capsys.readouterr().err


def test_a_device_is_written_to_and_never_replaced(kept_examples: Path) -> None:
    assert main(["export", "--record", str(kept_examples), "--format", "csv", "--output", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()


def test_an_output_without_a_name_is_wrong_use(kept_examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--record", str(kept_examples), "--output", ""]) == 2
    assert "--output names no file" in capsys.readouterr().err

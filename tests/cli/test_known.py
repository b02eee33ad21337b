"""``onrecord speakers import``: lists become known, speakers are linked, and both can be seen and judged."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.cli import main
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """id,name,kind,titles,countries
P1,Mirela Kovač,person,dock workers’ leader,hr
P2,,person,,
P3,Someone Else,person,,
"""


@pytest.fixture
def people(tmp_path: Path) -> str:
    """Write a list with one bad row and one speaker of the example page; its path."""
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def run(path: Path, *words: str) -> int:
    return main([*words, "--record", str(path)])


def read_lines(capture: pytest.CaptureFixture[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capture.readouterr().out.splitlines()]


def test_programs_get_a_line_for_each_bad_row_and_each_file(
    record_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(record_path, "speakers", "import", people) == 1
    rejected, imported = read_lines(capfdbinary)
    assert rejected["rejected"]["locator"] == f"{people}#row=3"
    counts = {name: imported["imported"][name] for name in ("list", "new", "rejected", "linked")}
    assert counts == {"list": "people", "new": 2, "rejected": 1, "linked": 1}


def test_people_are_told_what_to_type_next(
    record_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(record_path, "speakers", "import", "--format", "text", people) == 1
    said = capfdbinary.readouterr().out.decode()
    assert "line 3 of" in said
    assert "known entities: 2 new\nspeakers: 1 linked with one\n1 not read (bad-row 1)\n" in said
    assert f"Type next: onrecord rejected --record {record_path}" in said


def test_a_file_without_fault_leads_to_the_speakers(
    tmp_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "people.csv").write_text("name\nMirela Kovač\n", encoding="utf-8")
    record = tmp_path / "new.db"
    assert run(record, "speakers", "import", "--format", "text", people) == 0
    assert "Type next: onrecord speaker --record" in capfdbinary.readouterr().out.decode()
    assert run(record, "status", "--format", "text") == 0
    assert "1 entries of lists, 0 linked" in capfdbinary.readouterr().out.decode()


def test_a_linked_speaker_is_shown_with_the_id(
    record_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(record_path, "speakers", "import", people)
    capfdbinary.readouterr()
    assert run(record_path, "speaker", "--format", "text", "P1") == 0
    assert "known as  P1 (Mirela Kovač, list people)" in capfdbinary.readouterr().out.decode()
    assert run(record_path, "search", "--json", "--speaker", "Kovač") == 0
    first = read_lines(capfdbinary)[0]["id"]
    assert run(record_path, "show", "--format", "text", first) == 0
    assert "known as    P1 (Mirela Kovač, list people)" in capfdbinary.readouterr().out.decode()
    assert run(record_path, "show", "--json", first) == 0
    assert read_lines(capfdbinary)[0]["known"] == [{"list": "people", "id": "P1", "name": "Mirela Kovač"}]


def test_exports_have_the_id_beside_what_they_had(
    record_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(record_path, "speakers", "import", people)
    capfdbinary.readouterr()
    assert run(record_path, "export", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode(), newline="")))
    ids = {row["speaker"]: row["known_ids"] for row in rows}
    assert ids.pop("Mirela Kovač") == "P1"
    assert set(ids.values()) == {""}
    assert run(record_path, "export") == 0
    known = [line.get("known") for line in read_lines(capfdbinary)]
    assert known.count([{"list": "people", "id": "P1", "name": "Mirela Kovač"}]) == len(known) - known.count(None) > 0


def test_an_entry_is_judged_by_its_id(
    record_path: Path, people: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(record_path, "speakers", "import", people)
    assert run(record_path, "speakers", "split", "Mirela Kovač", "P1", "--by", "Ann") == 0
    with Record.open(record_path) as record:
        assert record.linked() == {}
    assert run(record_path, "speakers", "merge", "Mirela Kovač", "people:P3", "--by", "Ann") == 0
    with Record.open(record_path) as record:
        assert {entity.id for each in record.linked().values() for entity in each} == {"P3"}
    assert "speakers undo" in capfdbinary.readouterr().err.decode()
    assert run(record_path, "verify") == 0


def test_a_question_names_the_entry_and_how_to_answer(
    record_path: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,name\nP 9,Mirela Kovač\n", encoding="utf-8")
    run(record_path, "speakers", "import", str(path))
    capfdbinary.readouterr()
    assert run(record_path, "speakers", "questions", "--format", "text") == 0
    told = capfdbinary.readouterr()
    assert "'people:P 9'" in told.out.decode()
    assert "onrecord speakers merge|split" in told.err.decode()


def test_one_id_in_two_lists_has_to_be_told_apart(
    record_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("id,name\n1,Someone Else\n", encoding="utf-8")
        run(record_path, "speakers", "import", str(tmp_path / f"{name}.csv"))
    assert run(record_path, "speakers", "split", "Mirela Kovač", "1", "--by", "Ann") == 2
    assert "several have the id 1: a:1, b:1" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", " ", "a:b"])
def test_a_list_that_cannot_be_named_so_is_wrong_use(record_path: Path, people: str, name: str) -> None:
    assert run(record_path, "speakers", "import", "--list", name, people) == 2

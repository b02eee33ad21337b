"""``onrecord search``: what is found, in which order, and how it is shown."""

from __future__ import annotations

import argparse
import json
import shlex
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.cli import main
from onrecord.cli.found import name_place
from onrecord.cli.search import write_hits
from onrecord.cli.view import open_console
from onrecord.domain import StatementQuery, decode_statement
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path


def search(path: Path, capfd: pytest.CaptureFixture[bytes], *words: str) -> list[dict[str, Any]]:
    """Run a search and give its lines."""
    assert main(["search", "--record", str(path), *words]) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_lines_are_statements_with_the_places_of_the_words(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = search(kept_examples, capfdbinary, "DISMISSAL", "letters")
    assert lines
    for line in lines:
        statement = decode_statement(json.dumps(line))
        words = {match["text"].lower() for match in line["matches"]}
        assert words == {"dismissal", "letters"}
        spans = [span for span in (statement.source, statement.cue, *statement.content) if span is not None]
        assert all(
            any(span.start <= match["start"] and match["end"] <= span.end for span in spans)
            for match in line["matches"]
        )


def test_filters_narrow_and_words_may_be_left_out(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    everything = search(kept_examples, capfdbinary, "--limit", "0")
    with_figure = search(kept_examples, capfdbinary, "--figure", "--limit", "0")
    without = search(kept_examples, capfdbinary, "--no-figure", "--limit", "0")
    assert with_figure
    assert without
    assert len(with_figure) + len(without) == len(everything)
    kovac = search(kept_examples, capfdbinary, "--speaker", "kovac", "--limit", "0")
    assert {line["speaker"]["name"] for line in kovac} == {"Mirela Kovač"}
    assert search(kept_examples, capfdbinary, "--published-from", "2025-03", "--published-to", "2025-03")
    assert not search(kept_examples, capfdbinary, "--published-from", "2026")


def test_pages_follow_each_other_without_gap_or_overlap(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    whole = [line["id"] for line in search(kept_examples, capfdbinary, "--limit", "0")]
    first = search(kept_examples, capfdbinary, "--limit", "4")
    second = search(kept_examples, capfdbinary, "--limit", "4", "--after", first[-1]["cursor"])
    assert [line["id"] for line in (*first, *second)] == whole[:8]


@pytest.mark.parametrize("query", ['"', "* OR 1", "NEAR(a b)", "content:strike", "a AND", "'; drop table statements"])
def test_what_people_type_is_never_the_databases_language(
    query: str, kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    search(kept_examples, capfdbinary, "--", query)


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_found_is_said_and_is_no_finding(
    form: str, kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["search", "--record", str(kept_examples), "--format", form, "zebra"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert b"no statement has all of this" in captured.err


def test_what_is_to_be_typed_next_names_the_record_that_was_named(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["search", "--record", str(kept_examples), "--format", "text", "--limit", "1"]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    (next_line,) = (line for line in lines if line.startswith("Type next: onrecord "))
    assert main(shlex.split(next_line.removeprefix("Type next: onrecord "))) == 0


def test_a_limit_is_a_number_that_can_be_counted_to(kept_examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("-1", "x", "9" * 30):
        with pytest.raises(SystemExit):
            main(["search", "--record", str(kept_examples), "--limit", wrong])
        assert "0 is all" in capsys.readouterr().err


def test_without_a_record_it_says_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--record", str(tmp_path / "none.db"), "strike"]) == 2
    assert "onrecord add" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 100])
def test_the_page_fits_the_terminal_and_sets_the_words_off(columns: int, kept_examples: Path) -> None:
    console = open_console(StringIO())
    console.width = columns
    with Record.open(kept_examples) as record:
        hits = record.search(StatementQuery(text="strike*"))
    page = write_hits(console, hits)
    assert all(len(line) <= columns for line in page.splitlines())
    for hit in hits:
        assert hit.statement.id[:10] in page
        assert hit.matches[0].text in page


def test_a_day_may_be_a_year_or_month_and_nothing_else(kept_examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("2025-13", "25", "2025-3", "yesterday", "2025-02-30"):
        with pytest.raises(SystemExit):
            main(["search", "--record", str(kept_examples), "--said-from", wrong])
        assert "write a year, a month or a day" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("postgresql://me:secret@host/db", " --record 'postgresql://me:***@host/db'"),
        ("postgresql://me@host/db?port=5", " --record 'postgresql://me@host/db?port=5'"),
        ("a:b@c.db", " --record a:b@c.db"),
    ],
)
def test_a_command_to_type_next_shows_no_password(record: str, shown: str) -> None:
    assert name_place(argparse.Namespace(record=record)) == shown

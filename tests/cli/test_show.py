"""``onrecord show``: the statement in its paragraph, with the evidence."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from onrecord.cli import main
from onrecord.cli.show import write_stored
from onrecord.cli.view import open_console
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_every_statement_is_shown_with_its_words_and_digests(columns: int, kept_examples: Path) -> None:
    console = open_console(StringIO())
    console.width = columns
    with Record.open(kept_examples) as record:
        for statement in record.statements():
            shown = write_stored(console, record.show(statement.id))
            assert all(len(line) <= columns for line in shown.splitlines())
            run_together = "".join(shown.split())
            assert "".join(statement.content[0].text.split()) in run_together
            assert statement.id in run_together
            assert statement.article.capture in run_together


def test_lines_hold_the_statement_its_article_and_its_captures(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Record.open(kept_examples) as record:
        wanted = next(record.statements())
    assert main(["show", "--record", str(kept_examples), wanted.id[:12]]) == 0
    line = json.loads(capfdbinary.readouterr().out)
    assert line["statement"]["id"] == wanted.id
    span = line["statement"]["content"][0]
    assert line["article"]["text"][span["start"] : span["end"]] == span["text"]
    assert line["captures"][0]["digest"] == line["article"]["capture"]


@pytest.mark.parametrize("wrong", ["", "zz", "0000000000"])
def test_an_id_of_nothing_is_wrong_use(wrong: str, kept_examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--record", str(kept_examples), wrong]) == 2
    assert "onrecord search" in capsys.readouterr().err


def test_the_check_names_the_record_that_was_named(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Record.open(kept_examples) as record:
        wanted = next(record.statements())
    assert main(["show", "--record", str(kept_examples), "--format", "text", wanted.id]) == 0
    words = " ".join(capfdbinary.readouterr().out.decode().split())
    assert "check it onrecord verify --record " in words

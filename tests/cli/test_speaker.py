"""``onrecord speaker``: who is found by a name, and how they are shown."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from onrecord.cli import main
from onrecord.cli.speaker import write_view
from onrecord.cli.view import open_console
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path


def test_a_speaker_is_found_by_any_word_of_the_name_without_accents(
    kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in (["Mirela", "Kovač"], ["kovac"], ["MIRELA"]):
        assert main(["speaker", "--record", str(kept_examples), *name]) == 0
        views = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
        assert [view["name"] for view in views] == ["Mirela Kovač"]
        assert views[0]["total"] >= len(views[0]["statements"]) > 0


def test_nobody_of_a_name_is_said(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["speaker", "--record", str(kept_examples), "Zebedee"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert "no speaker in the record has the name “Zebedee”" in captured.err.decode()


@pytest.mark.parametrize("columns", [30, 70, 100])
def test_the_view_fits_the_terminal_and_draws_the_timeline(columns: int, kept_examples: Path) -> None:
    console = open_console(StringIO())
    console.width = columns
    with Record.open(kept_examples) as record:
        (view,) = record.speaker("kovac", limit=100)
    shown = write_view(console, view, limit=3)
    assert all(len(line) <= columns for line in shown.splitlines())
    assert "2025-03-14" in shown
    assert "█" in shown


def test_no_limit_shows_all_statements(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["speaker", "--record", str(kept_examples), "--limit", "0", "kovac"]) == 0
    view = json.loads(capfdbinary.readouterr().out)
    assert len(view["statements"]) == view["total"]
    assert main(["speaker", "--record", str(kept_examples), "--limit", "0", "--format", "text", "kovac"]) == 0
    shown = capfdbinary.readouterr().out.decode()
    assert all(hit["statement"]["id"][:10] in shown for hit in view["statements"])


def test_a_timeline_of_a_part_says_so(kept_examples: Path) -> None:
    console = open_console(StringIO())
    with Record.open(kept_examples) as record:
        (part,) = record.speaker("kovac", limit=2)
        (whole,) = record.speaker("kovac", limit=100)
    assert "of the newest 2 statements" in write_view(console, part, limit=1)
    assert "of the newest" not in write_view(console, whole, limit=1)

"""The gold of time expressions and figures: compiled files are up to date, and wrong markup is refused."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import pytest

from onrecord.domain import Change, Direction, FigureModifier, FigureRole, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
FLOOD = "x 2024-02-29\nIt rained {late Monday}, {days} after the vote and before the next vote.\n"


class Compiler(Protocol):
    """What the tests use of `benchmarks/build_gold.py`, which is a script and not importable by name."""

    GoldError: type[ValueError]
    DIRECTIONS: frozenset[str]
    MODIFIERS: frozenset[str]
    ROLES: frozenset[str]
    CHANGES: frozenset[str]
    RELATIONS: frozenset[str]

    def compile_all(self) -> dict[Path, str]:
        """Every compiled file."""

    def compile_file(self, path: Path) -> str:
        """JSON lines of one source file."""

    def stale_files(self, built: dict[Path, str]) -> list[Path]:
        """Files that differ."""


@pytest.fixture(scope="module")
def compiler() -> Compiler:
    """Load the script as a module."""
    spec = importlib.util.spec_from_file_location("build_gold", BENCHMARKS / "build_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return cast("Compiler", module)


def compile_text(compiler: Compiler, folder: Path, kind: str, source: str) -> list[dict[str, Any]]:
    """Compile a source text of a kind, as if it stood in the benchmarks."""
    path = folder / kind / "src" / "x.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return [json.loads(line) for line in compiler.compile_file(path).splitlines()]


def read_half(kind: str, half: str) -> list[dict[str, Any]]:
    """Read the lines of one half."""
    return [json.loads(line) for line in (BENCHMARKS / kind / f"{half}.jsonl").read_text("utf-8").splitlines()]


def table_row(half: str, cells: list[int]) -> str:
    """Write a row of a README's table."""
    return f"| `{half}` | " + " | ".join(str(cell) for cell in cells) + " |"


def read_gold(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every annotated expression or figure of both halves, with its text."""
    for half in ("dev", "heldout"):
        for gold in read_half(kind, half):
            for found in gold["expressions" if kind == "times" else "figures"]:
                yield gold["text"], found


def test_compiled_gold_is_up_to_date(compiler: Compiler) -> None:
    """Nobody edits a compiled file, and nobody forgets to compile."""
    assert compiler.stale_files(compiler.compile_all()) == []


def test_choices_are_those_of_the_domain(compiler: Compiler) -> None:
    """The gold cannot use a word that the program does not know, nor miss one that it gets."""
    assert {choice.value for choice in Direction} == compiler.DIRECTIONS
    assert {choice.value for choice in FigureModifier} == compiler.MODIFIERS
    assert {choice.value for choice in FigureRole} == compiler.ROLES
    assert {choice.value for choice in Change} == compiler.CHANGES
    assert {choice.value for choice in RelationKind} == compiler.RELATIONS


@pytest.mark.parametrize(("kind", "least"), [("times", 220), ("figures", 220)])
def test_gold_is_large_enough(kind: str, least: int) -> None:
    """The numbers that issue 3 asks for."""
    assert sum(1 for _ in read_gold(kind)) >= least


@pytest.mark.parametrize("half", ["dev", "heldout"])
def test_readmes_count_the_gold(half: str) -> None:
    """The tables a reader sees are the data's."""
    texts = {kind: read_half(kind, half) for kind in ("times", "figures")}
    times = [found for text in texts["times"] for found in text["expressions"]]
    types = [sum(found["type"] == name for found in times) for name in ("DATE", "TIME", "DURATION", "SET")]
    cells = [len(texts["times"]), len(times), *types, sum(found["anchor"] is not None for found in times)]
    assert table_row(half, cells) in (BENCHMARKS / "times" / "README.md").read_text("utf-8").splitlines()
    figures = [found for text in texts["figures"] for found in text["figures"]]
    inexact = sum(found["modifier"] != "exact" for found in figures)
    given = [sum(found[field] is not None for found in figures) for field in ("counts", "relation")]
    distractors = sum(len(text["distractors"]) for text in texts["figures"])
    cells = [len(texts["figures"]), len(figures), inexact, *given, distractors]
    assert table_row(half, cells) in (BENCHMARKS / "figures" / "README.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("kind", ["times", "figures"])
def test_every_gold_span_cuts_its_words(kind: str) -> None:
    """Offsets are code points of the text beside them."""
    for text, found in read_gold(kind):
        assert text[found["start"] : found["end"]] == found["text"]
        if found.get("counts"):
            assert text[found["counts_start"] : found["counts_end"]] == found["counts"]
        if found.get("anchor"):
            assert text[found["anchor"]["start"] : found["anchor"]["end"]] == found["anchor"]["text"]


def test_a_time_row_is_compiled_to_bounds_and_anchor(compiler: Compiler, tmp_path: Path) -> None:
    """The whole of one block, written out."""
    rows = (
        'DATE 2024-02-26 END 2024-02-26T18:00/2024-02-26T24:00\nDURATION PXD - - after "the vote" P2D P13D # undated\n'
    )
    [gold] = compile_text(compiler, tmp_path, "times", FLOOD + rows)
    first, second = gold["expressions"]
    assert (first["text"], first["mod"], first["earliest"], first["latest"]) == (
        "late Monday", "END", "2024-02-26T18:00", "2024-02-26T24:00",
    )  # fmt: skip
    assert second["anchor"]["text"] == "the vote"
    assert (second["earliest"], second["latest"], second["note"]) == (None, None, "undated")


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2024", ("2024-01-01T00:00", "2024-12-31T24:00")),
        ("199", ("1990-01-01T00:00", "1999-12-31T24:00")),
        ("18", ("1800-01-01T00:00", "1900-12-31T24:00")),
        ("2024-02", ("2024-02-01T00:00", "2024-02-29T24:00")),
        ("2024-W09", ("2024-02-26T00:00", "2024-03-03T24:00")),
        ("2024-W09-WE", ("2024-03-02T00:00", "2024-03-03T24:00")),
        ("2024-Q4", ("2024-10-01T00:00", "2024-12-31T24:00")),
        ("2024-H2", ("2024-07-01T00:00", "2024-12-31T24:00")),
        ("2024-FA", ("2024-09-01T00:00", "2024-11-30T24:00")),
        ("2024-02-29TAF", ("2024-02-29T12:00", "2024-02-29T18:00")),
        ("2024-02-29TNI", ("2024-02-29T18:00", "2024-03-01T06:00")),
        ("2024-02-29T04:15", ("2024-02-29T04:15", "2024-02-29T04:15")),
    ],
)
def test_bounds_follow_from_a_value(compiler: Compiler, tmp_path: Path, value: str, bounds: tuple[str, str]) -> None:
    """`=` means all that the value spans, leap days and week years included."""
    [gold] = compile_text(compiler, tmp_path, "times", f"x 2024-02-29\nIt rained {{then}}.\nDATE {value} - =\n")
    [found] = gold["expressions"]
    assert (found["earliest"], found["latest"]) == bounds


@pytest.mark.parametrize(
    ("spec", "bounds"),
    [
        ("ago:3D", ("2024-02-26T00:00", "2024-02-26T24:00")),
        ("ago:1Y", ("2022-08-30T00:00", "2023-12-31T24:00")),
        ("in:2M", ("2024-04-01T00:00", "2024-05-15T24:00")),
        ("../pub", (None, "2024-02-29T24:00")),
        ("pub/..", ("2024-02-29T00:00", None)),
        ("2023/2024-01", ("2023-01-01T00:00", "2024-01-31T24:00")),
    ],
)
def test_bounds_can_be_written_out(
    compiler: Compiler, tmp_path: Path, spec: str, bounds: tuple[str | None, str | None]
) -> None:
    """Distances from publication take half a unit to either side, and the calendar unit."""
    [gold] = compile_text(compiler, tmp_path, "times", f"x 2024-02-29\nIt rained {{then}}.\nDATE - - {spec}\n")
    [found] = gold["expressions"]
    assert (found["earliest"], found["latest"]) == bounds


def test_a_figure_row_is_compiled(compiler: Compiler, tmp_path: Path) -> None:
    """Value, modifier, unit of two words, relation and what is counted."""
    source = 'x\nTurnout fell {6 points} to {at least 40} of 90 voters.\n6 unit="percentage point" difference down\n'
    [gold] = compile_text(compiler, tmp_path, "figures", f'{source}40.. at_least "voters" of_total>1\n! 90\n')
    first, second = gold["figures"]
    assert (first["low"], first["high"], first["unit"], first["change"]) == ("6", "6", "percentage point", "down")
    assert (second["low"], second["high"], second["counts"]) == ("40", None, "voters")
    assert second["relation"] == {"kind": "of_total", "with": 0}
    assert gold["distractors"] == ["90"]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("DATE 2024-02-26 - =\n", "2 expressions, but 1 rows"),
        ("DATE 2024-02-27 - =\nDURATION PXD - -\n", "is a Tuesday"),
        ("DATE 2024-02-26 LATE =\nDURATION PXD - -\n", "unknown type or mod"),
        ("DAY 2024-02-26 - =\nDURATION PXD - -\n", "unknown type or mod"),
        ("DATE 2024-02-26 - 2024/2022\nDURATION PXD - -\n", "not in order"),
        ("DATE 2024-02-26 - soon\nDURATION PXD - -\n", "no bounds follow"),
        ("DATE 2024-02-26 - =\nDURATION three - -\n", "no duration"),
        ('DATE 2024-02-26 - =\nDURATION PXD - - after "vote" P2D -\n', "stands 2 times"),
        ('DATE 2024-02-26 - =\nDURATION PXD - - after "the poll" P2D -\n', "stands 0 times"),
        ('DATE 2024-02-26 - =\nDURATION PXD - - since "the vote" P2D -\n', "no direction"),
        ('DATE 2024-02-26 - =\nDURATION PXD - - after "the vote" days -\n', "no ISO 8601 duration"),
        ("DATE 2024-02-26 =\nDURATION PXD - -\n", "four or seven parts"),
    ],
)
def test_wrong_times_are_refused(compiler: Compiler, tmp_path: Path, rows: str, complaint: str) -> None:
    """Each mistake an author can make has its own message."""
    with pytest.raises(compiler.GoldError, match=complaint):
        compile_text(compiler, tmp_path, "times", FLOOD + rows)


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ("x\nSix {men.\n6", "braces do not match"),
        ("x\n{six {men}}\n6\n6", "nest or are empty"),
        ("x\n{six} men\nsix-ish 5..", "unknown word"),
        ("x\n{six} men\n6.. exact", "does not go with exact"),
        ("x\n{six} men\n6 range", "does not go with range"),
        ("x\n{six} men\n9..6 range", "low is above high"),
        ("x\n{six} men\n6 unit=smoot", "unknown unit"),
        ("x\n{six} men\n6 up", "a change needs the role"),
        ("x\n{six} men\n6 rate>2", "no other figure"),
        ('x\n{six} men and men\n6 "men"', "stands 2 times"),
        ("x\n{six} men\n6\n! 1999", "not in the text"),
        ("x\n{six} men\n6\n\nx\n{two}\n2", "stands twice"),
        ("x", "needs a head and a text"),
    ],
)  # fmt: skip
def test_wrong_figures_are_refused(compiler: Compiler, tmp_path: Path, block: str, complaint: str) -> None:
    """Each mistake an author can make has its own message."""
    with pytest.raises(compiler.GoldError, match=complaint):
        compile_text(compiler, tmp_path, "figures", block + "\n")

"""The floors of the benchmarks: a broken or missing figure fails the check, and the list names real scripts."""

from __future__ import annotations

import runpy
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RESULT = {"html": {"kept": 0.9, "leaks": 2}, "runs": [{"f1": 61.5}], "done": True}


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    """Load the script's functions."""
    return runpy.run_path(str(repository / "benchmarks" / "check_data.py"))


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"at_least": {"html.kept": 0.9}}, [True]),
        ({"at_least": {"html.kept": 0.91}}, [False]),
        ({"at_most": {"html.leaks": 2, "runs.0.f1": 60}}, [True, False]),
        ({"at_least": {"html.lost": 0}}, [False]),
        ({"at_least": {"runs.3.f1": 0}}, [False]),
        ({"at_least": {"done": 0}}, [False]),
        ({}, []),
    ],
    ids=[
        "on the floor",
        "under the floor",
        "ceilings",
        "no such key",
        "no such index",
        "not a figure",
        "nothing asked",
    ],
)
def test_figures_are_held_against_their_bounds(
    script: dict[str, Any], bounds: dict[str, Any], expected: list[bool]
) -> None:
    assert [holds for holds, _ in script["compare"](bounds, RESULT)] == expected


def test_every_check_names_a_script_and_a_bound(repository: Path) -> None:
    checks = tomllib.loads((repository / "benchmarks" / "floors.toml").read_text("utf-8"))["check"]
    for check in checks:
        assert (repository / check["command"][0]).exists(), check["name"]
        assert check.get("at_least") or check.get("at_most"), check["name"]
        assert check.get("result", "benchmarks/results/").startswith("benchmarks/results/"), check["name"]


@pytest.mark.parametrize(
    ("code", "holds"),
    [
        ("print('{\"f1\": 2}')", True),
        ("print('{\"f1\": 0}')", False),
        ("print('{}')", False),
        ("raise SystemExit(1)", False),
    ],
    ids=["holds", "under the floor", "missing figure", "script fails"],
)
def test_check_runs_its_script_and_holds_or_breaks(
    script: dict[str, Any], tmp_path: Path, code: str, holds: bool
) -> None:
    program = tmp_path / "program.py"
    program.write_text(code)
    check = {"name": "example", "command": [str(program), "{data}"], "at_least": {"f1": 1}}
    assert script["run_check"](check, tmp_path) is holds

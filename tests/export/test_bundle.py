"""A bundle is checked as its README says: with public tools, by somebody who has no onrecord."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from onrecord.cli import main

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example page and text."""
    path = tmp_path_factory.mktemp("record") / "strike.db"
    assert main(["add", "--workers", "1", "--record", str(path), str(EXAMPLES)]) == 0
    return path


@pytest.fixture
def bundle(record: Path, tmp_path: Path) -> Path:
    """A bundle of everything."""
    folder = tmp_path / "bundle"
    assert main(["export", "--record", str(record), "--format", "bundle", "--output", str(folder)]) == 0
    return folder


def run_checks(bundle: Path) -> subprocess.CompletedProcess[str]:
    """Run the commands of the README as they stand there, stopping at the first that fails."""
    readme = (bundle / "README.txt").read_text(encoding="utf-8")
    blocks = [line for line in readme.splitlines() if line.startswith("     ") or not line.strip()]
    commands = textwrap.dedent("\n".join(blocks))
    tools = f"export PATH={Path(sys.executable).parent}:$PATH; unset PYTHONPATH\nset -eo pipefail\n"
    return subprocess.run(  # noqa: S603 - commands of our own
        ["bash", "-c", tools + commands],  # noqa: S607 - the bash of whoever checks
        cwd=bundle,
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_can_be_checked_without_onrecord(bundle: Path) -> None:
    checked = run_checks(bundle)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "the head of the log is" in checked.stdout


def test_a_changed_word_is_found_by_each_check(bundle: Path) -> None:
    statements = bundle / "statements.jsonl"
    statements.write_bytes(statements.read_bytes().replace(b"17 cranes", b"19 cranes"))
    assert run_checks(bundle).returncode != 0
    (bundle / "SHA256SUMS").write_text("")  # as if the forger had mended the sums
    assert run_checks(bundle).returncode != 0


def test_a_part_has_the_texts_and_pages_of_its_statements_only(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "part"
    words = ["--format", "bundle", "--output", str(folder), "--outlet", "The Adriatic Ledger"]
    assert main(["export", "--record", str(record), *words]) == 0
    assert len(list((folder / "texts").iterdir())) == 1
    assert not (folder / "events.jsonl").exists()


def test_a_folder_that_is_there_is_left_alone(record: Path, bundle: Path) -> None:
    before = sorted(bundle.rglob("*"))
    words = ["--format", "bundle", "--output", str(bundle), "--yes"]
    assert main(["export", "--record", str(record), *words]) == 2
    assert sorted(bundle.rglob("*")) == before

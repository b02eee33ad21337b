"""What the tests of the command line share: a record of the example articles, made by the program itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.cli import main

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def kept_examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the example page in a record once, not to be changed; the path of the record."""
    path = tmp_path_factory.mktemp("record") / "strike.db"
    assert main(["add", "--workers", "1", "--record", str(path), str(EXAMPLES / "harbor-strike.html")]) == 0
    return path


@pytest.fixture
def record_path(kept_examples: Path, tmp_path: Path) -> Path:
    """Give a copy of the record of the example page that a test may change."""
    shutil.copytree(kept_examples.parent, tmp_path / "copy")
    return tmp_path / "copy" / kept_examples.name

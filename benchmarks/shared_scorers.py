"""Runs the scorers that count, which lie beside the development data, and reads what they find."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

RESULTS = Path(__file__).resolve().parent / "results"


def load(path: Path) -> ModuleType:
    """Import a scorer, a lone script, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(scorer: Path, *arguments: str) -> Any:  # noqa: ANN401 - any JSON
    """Run a scorer with ``--json`` and return what it wrote; CalledProcessError when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "result.json"
        command = [sys.executable, str(scorer), *arguments, "--json", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        return json.loads(out.read_text(encoding="utf-8"))


def write_result(name: str, result: dict[str, Any]) -> None:
    """Keep a result file and print it."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)

"""Run the checks on development data and compare their results with the floors.

    python benchmarks/check_data.py FOLDER

``floors.toml`` lists the checks: the script to run (``{data}`` in its arguments stands for the folder), the result file
that it writes (without ``result``: the JSON that it prints), and for figures in that result, named by their path with
points between, the least (``at_least``) or the most (``at_most``) allowed.  Ends with status 1 when a script fails, a
figure is missing or a floor is broken, after running all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent


def find_figure(result: Any, path: str) -> float | None:  # noqa: ANN401 - any JSON
    """Look a figure up in a result file; ``None`` when there is none at this path."""
    for key in path.split("."):
        if isinstance(result, list) and key.isdigit() and int(key) < len(result):
            result = result[int(key)]
        elif isinstance(result, dict) and key in result:
            result = result[key]
        else:
            return None
    is_figure = isinstance(result, int | float) and not isinstance(result, bool)
    return float(result) if is_figure else None


def compare(check: dict[str, Any], result: Any) -> Iterator[tuple[bool, str]]:  # noqa: ANN401 - any JSON
    """Compare each figure of a check with its floor or ceiling; gives whether it holds, and a line that says so."""
    for bound, sign in (("at_least", ">="), ("at_most", "<=")):
        for path, limit in check.get(bound, {}).items():
            figure = find_figure(result, path)
            if figure is None:
                yield False, f"{path}: not among the results"
            else:
                holds = figure >= limit if bound == "at_least" else figure <= limit
                yield holds, f"{path}: {figure:g} ({sign} {limit:g})"


def run_check(check: dict[str, Any], data: Path) -> bool:
    """Run one script and print how its figures stand to their floors."""
    print(f"--> {check['name']}", flush=True)
    command = [argument.replace("{data}", str(data)) for argument in check["command"]]
    result_file = check.get("result")
    output = None if result_file else subprocess.PIPE
    done = subprocess.run([sys.executable, *command], cwd=HERE.parent, check=False, stdout=output)  # noqa: S603 - ours
    if done.returncode:
        print(f"    FAILED: {' '.join(command)} ended with status {done.returncode}")
        return False
    result = json.loads((HERE.parent / result_file).read_bytes() if result_file else done.stdout)
    outcomes = list(compare(check, result))
    for holds, line in outcomes:
        print(f"    {'ok' if holds else 'BROKEN'}: {line}")
    return bool(outcomes) and all(holds for holds, _ in outcomes)


def main(folder: str) -> int:
    """Run every check, whatever the ones before came to."""
    checks = tomllib.loads((HERE / "floors.toml").read_text("utf-8")).get("check", [])
    if not checks:
        print("floors.toml lists no checks", file=sys.stderr)
        return 1
    failed = [check["name"] for check in checks if not run_check(check, Path(folder).resolve())]
    print(f"{len(checks) - len(failed)} of {len(checks)} checks hold" + "".join(f"; broken: {name}" for name in failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

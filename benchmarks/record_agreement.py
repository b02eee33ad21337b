"""Random operations on a record: SQLite, PostgreSQL and a plain model have to answer alike.

    python benchmarks/record_agreement.py postgresql://… [--sequences 10000] [--minutes 10] [--steps 12]

Runs the state machine of ``tests/record/test_agreement.py`` with other seeds than the tests, until the sequences or the
minutes are used up; the database at the URL is emptied.  The first disagreement ends it, with the operations that led
there.  Writes ``results/record_agreement.json``: how many sequences and operations agreed.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck

import shared_scorers
from onrecord.record import Record

if TYPE_CHECKING:
    from types import ModuleType

MACHINE = Path(__file__).parent.parent / "tests" / "record" / "test_agreement.py"
PER_ROUND = 25


def load_machine() -> ModuleType:
    """The module of the tests that has the state machine."""
    spec = importlib.util.spec_from_file_location("test_agreement", MACHINE)
    if spec is None or spec.loader is None:
        message = f"{MACHINE} cannot be loaded"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules["test_agreement"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Run sequences until the budget is used up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postgresql", help="URL of a database that may be emptied")
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--steps", type=int, default=12)
    given = parser.parse_args()
    machine = load_machine()
    began, rounds = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        places: list[str | Path] = [Path(folder) / "record.db", given.postgresql]
        first, second = (Record.open(place, identification=machine.IDENTIFICATION) for place in places)
        with first, second:
            while rounds * PER_ROUND < given.sequences and time.monotonic() - began < given.minutes * 60:
                machine.run_agreement(
                    (first, second),
                    examples=PER_ROUND,
                    steps=given.steps,
                    is_checked=rounds % 20 == 0,
                    number=1000 + rounds,
                    derandomize=False,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                )
                rounds += 1
                print(f"{rounds * PER_ROUND} sequences agree", flush=True)
    done = rounds * PER_ROUND
    result = {"sequences": done, "asked_for": given.sequences, "steps_at_most": given.steps, "disagreements": 0}
    shared_scorers.write_result("record_agreement", {**result, "minutes": round((time.monotonic() - began) / 60, 1)})


if __name__ == "__main__":
    main()

"""Killing ``onrecord add`` costs nothing that was acknowledged; and the measurement would notice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
FAULTS = {
    "a statement is lost": "DELETE FROM statements WHERE key = (SELECT min(key) FROM statements)",
    "a statement is another": "UPDATE statements SET json = replace(json, '0.9', '0.8')",
}
# Lets a run end, does something to its record, and looks at it as after a kill and as at the end.
DAMAGE = """
import random, sqlite3, sys
from pathlib import Path
import crash
sys.argv[1:] = ["--articles", "3", "--workers", "1"]
folder, sql = Path({folder!r}), {sql!r}
if __name__ == "__main__":
    run = crash.Run(options=crash.parse(), folder=folder, random=random.Random(1))
    run.write_articles()
    run.measure()
    assert run.failures == [], run.failures
    with sqlite3.connect(run.place / "record.db") as connection:
        connection.execute(sql)
    connection.close()
    run.check_acknowledged()
    run.check_end(0)
    sys.exit(len(run.failures))
"""


def run_script(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a script among the benchmarks."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(BENCHMARKS), *sys.path])}
    return subprocess.run(  # noqa: S603 - ours
        [sys.executable, *words], capture_output=True, text=True, check=False, env=environment
    )


def test_five_kills_lose_and_double_nothing() -> None:
    ran = run_script(str(BENCHMARKS / "crash.py"), "--articles", "12", "--kills", "5", "--seconds", "300")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {"kills: 5", "failures: 0"} <= set(ran.stdout.splitlines())


@pytest.mark.parametrize("fault", FAULTS)
def test_the_measurement_notices_that(fault: str, tmp_path: Path) -> None:
    script = tmp_path / "damage.py"
    script.write_text(DAMAGE.format(folder=str(tmp_path), sql=FAULTS[fault]), encoding="utf-8")
    ran = run_script(str(script))
    assert ran.returncode > 0, ran.stderr
    assert "Traceback" not in ran.stderr
    with closing(sqlite3.connect(tmp_path / "round-1" / "record.db")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)

"""What a crash costs: ``onrecord add`` of many articles, killed again and again with all its processes.

    python benchmarks/crash.py [--articles 200] [--kills 300] [--seconds 900] [--workers 2] [--seed 1]
        [--postgresql URL] [--reader light_reader:LightReader] [--write]

``kill -9`` goes to the whole process group, one time in five at a random time of the run, otherwise at a random time
after its first line, since most of a run is starting up; then the same command is given again, until a run ends by
itself; then all begins anew with an empty record, until there were so many kills or the time is up.  After each kill
every statement that was acknowledged (a line of ``--json`` that came out) must be in the record once.  At the end of
each round the record must hold exactly what a run that nobody killed gives, nothing may be pending, and record and
archive must pass their own checks.

The reader is the pipeline with a pattern in the place of the model: loading the model would be nearly all the time
there is to kill.  ``--reader onrecord.pipeline:Reader`` measures with the model.  ``--postgresql`` names a scratch
database, whose schema ``public`` is dropped at the start of each round.  ``--write`` writes ``results/crash.json``, or
``results/crash_postgresql.json``.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import psycopg

import shared_scorers
from onrecord.config import read_settings
from onrecord.corpus.add import find_pending
from onrecord.corpus.stores import open_known_record, open_stores_to_read
from onrecord.domain import encode, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.config import Settings

HERE = Path(__file__).resolve().parent
READER = "light_reader:LightReader"
NAMES = [
    f"{first} {last}"
    for first in ("Ann", "Boris", "Chidi", "Dana", "Elif", "Femi", "Goran", "Hana")
    for last in ("Lee", "Marsh", "Novak", "Okoro", "Petrov")
]
THINGS = "bridge school clinic ferry market station library harbor".split()
DOINGS = ("will stay closed until spring", "needs 12 more workers", "has to be paid for by the city", "is safe again")


def summarise(result: dict[str, Any]) -> dict[str, Any]:
    """The row of the README's table."""
    score = f"{result['failures']} after {result['kills']} kills"
    data = f"adding {result['articles']} articles with {result['workers']} workers to {result['database']}"
    what = "kill -9 while adding: times that anything was lost or doubled, or the next run did not finish"
    return {"order": 71, "what": what, "score": score, "peer": None, "data": data}


def main() -> int:
    """Kill and check; 1 when anything was lost, doubled or left wrong."""
    options = parse()
    with tempfile.TemporaryDirectory(prefix="onrecord-crash-") as folder:
        run = Run(options=options, folder=Path(folder), random=random.Random(options.seed))  # noqa: S311 - reproducible
        run.write_articles()
        run.measure()
        started = time.monotonic()
        while run.kills < options.kills and time.monotonic() - started < options.seconds:
            run.kill_through_a_round(until=started + options.seconds)
        result = run.describe(time.monotonic() - started)
    result["summary"] = [summarise(result)]
    print("\n".join(f"{name}: {value}" for name, value in result.items()))
    print("\n".join(run.failures[:20]))
    if options.write:
        shared_scorers.write_result("crash_postgresql" if options.postgresql else "crash", result)
    return 1 if run.failures or not run.kills else 0


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--reader", default=READER)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def write_text(number: int) -> str:
    """Write a short article unlike all others, with three statements."""
    said = [
        f"{NAMES[(number * 7 + each * 11) % len(NAMES)]} said that the {THINGS[(number + each) % len(THINGS)]} of "
        f"district {number} {DOINGS[(number // 8 + each) % len(DOINGS)]}."
        for each in range(3)
    ]
    return f"District {number} hears about its {THINGS[number % len(THINGS)]}\n\n" + "\n\n".join(said) + "\n"


@dataclass(kw_only=True)
class Run:
    """One measurement: what was killed so far, and what was found wrong."""

    options: argparse.Namespace
    folder: Path
    random: random.Random
    duration_s: float = 0
    active_s: float = 0
    expected: dict[str, str] = field(default_factory=dict)  # a statement's id to its row's digest
    acknowledged: set[str] = field(default_factory=set)
    round: int = 0
    rounds_ended: int = 0
    kills: int = 0
    ends: int = 0
    failures: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)

    @property
    def place(self) -> Path:
        """The folder of this round."""
        return self.folder / f"round-{self.round}"

    @property
    def words(self) -> list[str]:
        """The settings of this round as flags."""
        record = self.options.postgresql or str(self.place / "record.db")
        return ["--record", record, "--archive", str(self.place / "record.archive")]

    def write_articles(self) -> None:
        """Write the articles that every round adds."""
        pages = self.folder / "pages"
        pages.mkdir()
        for number in range(self.options.articles):
            (pages / f"{number:04d}.txt").write_text(write_text(number), encoding="utf-8")

    def measure(self) -> None:
        """Let one run end by itself: how long it takes, and what it gives."""
        self.begin()
        started = time.monotonic()
        process = self.start()
        while process.poll() is None and not (self.place / "lines").stat().st_size:
            time.sleep(0.005)
        first = time.monotonic()
        status = process.wait()
        self.duration_s, self.active_s = time.monotonic() - started, time.monotonic() - first
        if status != 0:
            self.fail(f"a run that nobody killed ended with status {status}")
        self.take_acknowledged()
        self.expected = self.read_rows()
        if len(self.expected) != 3 * self.options.articles or set(self.expected) != self.acknowledged:
            self.fail(f"a run that nobody killed gave {len(self.expected)} statements")

    def begin(self) -> None:
        """Begin a round with nothing."""
        self.round += 1
        self.acknowledged.clear()
        self.place.mkdir()
        if self.options.postgresql:
            with psycopg.connect(self.options.postgresql, autocommit=True) as connection:
                connection.execute("DROP SCHEMA public CASCADE")
                connection.execute("CREATE SCHEMA public")

    def start(self) -> subprocess.Popen[bytes]:
        """Start a run in a process group of its own; its lines go straight to a file."""
        words = [sys.executable, str(HERE / "add_with_reader.py"), self.options.reader, "--json"]
        words += ["--workers", str(self.options.workers), *self.words, str(self.folder / "pages")]
        path = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
        with (self.place / "lines").open("ab") as lines, (self.place / "errors").open("ab") as errors:
            return subprocess.Popen(  # noqa: S603 - ours
                words,
                stdout=lines,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            )

    def kill_through_a_round(self, *, until: float) -> None:
        """Kill and start again until a run ends by itself, or the kills or the time are used up."""
        self.begin()
        while True:
            before = len(self.acknowledged)
            process = self.start()
            wanted = self.kills < self.options.kills and time.monotonic() < until
            try:
                status = process.wait(self.choose_moment(process) if wanted else 20 * self.duration_s + 60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                if not wanted:
                    self.fail("a run that nobody killed did not end")
                    return
                self.kills += 1
                self.take_acknowledged()
                self.check_acknowledged()
                self.moments["while articles came in" if len(self.acknowledged) > before else "with none come in"] += 1
                continue
            self.check_end(status)
            return

    def choose_moment(self, process: subprocess.Popen[bytes]) -> float:
        """Choose in how many seconds to kill, after waiting for a first line in four cases of five.

        A run goes on where the one before was killed, so killing within a third of the time of a whole run reaches all
        of the work, in several runs.
        """
        if self.random.random() < 1 / 5:
            return self.random.uniform(0, self.duration_s)
        size = (self.place / "lines").stat().st_size
        while process.poll() is None and (self.place / "lines").stat().st_size == size:
            time.sleep(0.005)
        return self.random.uniform(0, self.active_s / 3)

    def take_acknowledged(self) -> None:
        """Read the lines that came out; the last may be cut."""
        for line in (self.place / "lines").read_bytes().split(b"\n")[:-1]:
            self.acknowledged.update(msgspec.json.decode(line).get("added", {}).get("new", ()))

    def check_acknowledged(self) -> None:
        """Look for every acknowledged statement."""
        if not self.acknowledged:
            return
        lost = self.acknowledged - set(self.read_rows())
        if lost:
            self.fail(f"{len(lost)} acknowledged statements are not in the record, such as {min(lost)}")

    def check_end(self, status: int) -> None:
        """Check a record after the run that ended by itself."""
        self.ends += 1
        self.take_acknowledged()
        errors = (self.place / "errors").read_text(encoding="utf-8", errors="replace")
        if status != 0:
            self.fail(f"the last run ended with status {status}: {errors[-300:]}")
        if "Traceback" in errors:
            self.fail(f"a run ended in a traceback: {errors[errors.index('Traceback') :][:3000]}")
        rows = self.read_rows()
        if rows != self.expected:
            differing = {id_ for id_ in rows.keys() | self.expected.keys() if rows.get(id_) != self.expected.get(id_)}
            self.fail(f"{len(differing)} statements are not those of a run that nobody killed")
        for finding in self.check_stores():
            self.fail(finding)

    def check_stores(self) -> Iterator[str]:
        """What record and archive say against themselves, and what is left to do."""
        with open_stores_to_read(self.settings) as (archive, record):
            if pending := find_pending(archive, record):
                yield f"{len(pending)} captures are pending"
            status = record.status()
            if (status.articles, status.captures, status.rejected) != (self.options.articles, self.options.articles, 0):
                yield f"{status.articles} articles, {status.captures} captures, {status.rejected} rejected"
            for finding in (*record.check(), *archive.check()):
                if finding.verdict.value == "contradicted":
                    yield f"{finding.step}: {finding.subject}: {finding.message}"

    def read_rows(self) -> dict[str, str]:
        """Every statement with a digest of it, as the record gives it; one that is there twice is a failure."""
        rows: dict[str, str] = {}
        with open_known_record(self.settings) as record:
            for statement in record.statements():
                if statement.id in rows:
                    self.fail(f"statement {statement.id} is in the record twice")
                rows[statement.id] = text_digest(encode(statement).decode())
        return rows

    @property
    def settings(self) -> Settings:
        """The settings of this round."""
        return read_settings({"record": self.words[1], "archive": self.words[3]}, {})

    def fail(self, message: str) -> None:
        """Put down what is wrong."""
        self.failures.append(f"round {self.round}, after {self.kills} kills: {message}")

    def describe(self, seconds: float) -> dict[str, Any]:
        """The figures."""
        return {
            "database": "PostgreSQL" if self.options.postgresql else "SQLite",
            "articles": self.options.articles,
            "workers": self.options.workers,
            "reader": self.options.reader,
            "seed": self.options.seed,
            "run_s": round(self.duration_s, 2),
            "run_after_first_line_s": round(self.active_s, 2),
            "kills": self.kills,
            "kills_by_moment": dict(self.moments),
            "rounds": self.ends,
            "failures": len(self.failures),
            "seconds": round(seconds, 1),
        }


if __name__ == "__main__":
    sys.exit(main())

"""Flip single bytes of an archive and a record, and count which flips ``onrecord verify`` finds and names.

A small record is made from own articles; then, one after the other, a byte of one of its files gets one bit turned,
everything is verified, and the byte is put back.  A flip hits *evidence* when it lies in archived bytes or in the
archive's lines, or when it changes what the record's tables of evidence answer: statements with figures and times,
articles, captures, rejections, judgements, events.  It hits *derived* values when it changes tables that are made again
from these (speakers across articles, readings, feeds); the rest, in free pages and indexes, has no effect on answers.
*Named* means that a contradicted finding's subject is the file or row at fault.

    python3 benchmarks/tamper.py [--flips 10000] [--seed 1] [--check]

Writes ``results/tamper.json``, or with ``--check`` only prints it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from onrecord.archive import Archive
from onrecord.domain import Capture, Finding, FindingVerdict
from onrecord.pipeline import Reader, make_identification
from onrecord.record import Record
from onrecord.verify import verify_all
from shared_scorers import write_result

DERIVED = frozenset({"feeds", "identities", "identity_keys", "readings", "speakers"})
ARTICLES = Path(__file__).parent / "articles"
NAMES = ("dev_wire_herring.txt", "dev_brief_derailment.txt", "dev_tabloid_cake.txt")
DAMAGED = "(cannot be read)"


def make_stores(folder: Path) -> tuple[Path, Path, str]:
    """Keep a few articles; give the archive, the record, and what read them."""
    reader = Reader()
    archive_folder, record_path = folder / "record.archive", folder / "record.db"
    with (
        Archive.open(archive_folder, clock=lambda: datetime.now(UTC)) as archive,
        Record.open(record_path, identification=make_identification()) as record,
    ):
        for name in NAMES:
            capture = Capture(locator=name, payload=(ARTICLES / name).read_bytes(), media_type="text/plain")
            reference = archive.store(capture)
            record.add(reader.read_one(capture), reference, producer=reader.producer, at=datetime.now(UTC))
    for path in (record_path, archive_folder / "index.db"):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return archive_folder, record_path, reader.producer


def list_tables(path: Path) -> list[str]:
    """The tables of a record, without those of the full-text index."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in found if not name.startswith(("sqlite_", "statement_words"))]


def read_answers(path: Path, kept: list[str]) -> tuple[str, str]:
    """What the tables of evidence answer, and what the derived ones do."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept}  # noqa: S608 - ours
    except (sqlite3.Error, UnicodeDecodeError):
        return DAMAGED, DAMAGED
    evidence = {name: rows[name] for name in kept if name not in DERIVED}
    return repr(evidence), repr({name: rows[name] for name in kept if name in DERIVED})


def verify(archive: Path, record: Path, producer: str) -> list[Finding]:
    """What speaks against the stores."""
    findings = verify_all(archive, record, producer=producer)
    return [finding for finding in findings if finding.verdict is FindingVerdict.CONTRADICTED]


def find_hit(path: Path, record: Path, tables: list[str], answers: tuple[str, str]) -> str:
    """What a flip in a file has hit."""
    if path.suffix in {".gz", ".jsonl"}:
        return "evidence"
    if path != record:
        return "derived"
    evidence, derived = read_answers(record, tables)
    return "evidence" if evidence != answers[0] else "derived" if derived != answers[1] else "no answer"


def main() -> None:
    """Run the flips, write and print the counts; exit status 1 when a flip of evidence was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="write no result file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts, missed = run(Path(folder), flips=arguments.flips, seed=arguments.seed)
    result = make_result(counts, missed) | {"flips": arguments.flips, "seed": arguments.seed}
    if arguments.check:
        print(json.dumps(result))
    else:
        write_result("tamper", result)
    sys.exit(1 if missed else 0)


def make_result(counts: Counter[str], missed: list[str]) -> dict[str, Any]:
    """The counts by file and outcome, and in all for flips of evidence."""
    evidence = sum(count for name, count in counts.items() if ": evidence" in name)
    named = evidence - len(missed)
    row = {"order": 72, "what": "flipped bits of archived bytes and statements that verify names, of all", "peer": None}
    row |= {"score": f"{named:,} of {evidence:,}", "data": "a small record and archive, one bit at a time"}
    totals = {"flips": evidence, "named": named, "missed": len(missed)}
    return {"evidence": totals, "counts": dict(sorted(counts.items())), "missed": missed, "summary": [row]}


def run(folder: Path, *, flips: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Flip bytes; give the counts by file and outcome, and the flips of evidence that were missed."""
    archive, record, producer = make_stores(folder)
    if before := verify(archive, record, producer):
        message = f"the untouched stores are contradicted: {before[0]}"
        raise SystemExit(message)
    files = sorted([*archive.glob("segments/*.gz"), archive / "index.jsonl", archive / "index.db", record])
    tables = list_tables(record)
    answers = read_answers(record, tables)
    chance = random.Random(seed)  # noqa: S311 - the same flips each time
    counts: Counter[str] = Counter()
    missed: list[str] = []
    started = time.monotonic()
    for number in range(flips):
        path = files[number % len(files)]
        kept = path.read_bytes()
        place, bit = chance.randrange(len(kept)), chance.randrange(8)
        path.write_bytes(kept[:place] + bytes([kept[place] ^ (1 << bit)]) + kept[place + 1 :])
        try:
            hit = find_hit(path, record, tables, answers)
            found = verify(archive, record, producer)
        finally:
            path.write_bytes(kept)
            for rest in (*folder.rglob("*-wal"), *folder.rglob("*-shm")):
                rest.unlink()
        is_named = any(finding.step != "store" or path.name in finding.subject for finding in found)
        outcome = "named" if is_named else "found" if found else "missed"
        counts[f"{path.name}: {hit}, {outcome}"] += 1
        if hit == "evidence" and not is_named:
            missed.append(f"{path.name} byte {place} bit {bit}: {outcome}")
            print(missed[-1], file=sys.stderr)
        if number % 200 == 0:
            print(f"{number:>7,} flips, {time.monotonic() - started:.0f} s, {len(missed)} missed", file=sys.stderr)
    return counts, missed


if __name__ == "__main__":
    main()

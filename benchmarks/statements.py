"""Statements end to end on whole articles, scored by ``score_statements.py``.

    python benchmarks/statements.py FOLDER

FOLDER holds ``data/reference-article`` and ``scoring``; the articles written for this project are in
``benchmarks/articles``, in two halves: ``dev`` was looked at while rules were written, ``heldout`` was not.  Writes
``results/statements.json``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import shared_scorers
from onrecord.domain import Capture, Reading, encode
from onrecord.pipeline import Reader

OWN = Path(__file__).resolve().parent / "articles"
KEPT = (
    "statement_loose.P", "statement_loose.R", "statement_loose.F1", "statement_soft.P", "statement_soft.R",
    "statement_soft.F1", "statement_recall_direct", "statement_recall_mixed", "statement_recall_indirect",
    "content_exact", "content_jaccard", "source_exact", "source_overlap", "cue_overlap", "quotation", "type", "negated",
    "nested", "leaked_statements", "said_at.P", "said_at.R", "said_at.F1", "said_at_within", "said_at_overlaps",
    "said_at_exact_days", "figures_doc.P", "figures_doc.R", "figures_doc.F1", "figure_modifier", "figure_unit",
    "figure_counts", "times.P", "times.R", "times.F1", "times_contained.F1", "times_overlaps", "times_exact_days",
)  # fmt: skip


def write_prediction(reader: Reader, path: Path, out: Path) -> None:
    """Read one text, as published on the day its gold says, and write its statements and article for the scorer."""
    published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
    capture = Capture(locator=path.name, payload=path.read_bytes(), media_type="text/plain", charset="utf-8")
    (reading,) = reader.read([capture], published=date.fromisoformat(published[:10]))
    if isinstance(reading, Reading):
        lines = [encode(statement) for statement in reading.statements]
        (out / f"{path.stem}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        (out / f"{path.stem}.article.json").write_bytes(encode(reading.article))


def score(reader: Reader, gold: Path, pattern: str, scorer: Path) -> dict[str, Any]:
    """Score the articles of a folder whose names fit ``pattern``."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for path in sorted(gold.glob(pattern)):
            write_prediction(reader, path, out)
        found = shared_scorers.run(scorer, "--gold", str(gold), "--pred", str(out), "--only-predicted")["overall"][
            "values"
        ]
    values = {name: found[name] for name in KEPT if found.get(name) is not None}
    shares = {name: round(100 * value, 1) if name != "leaked_statements" else value for name, value in values.items()}
    return {name.replace(".", " "): value for name, value in shares.items()}  # floors name figures with points between


def main() -> None:
    """Read the command line, score the three sets, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    scorer = arguments.data / "scoring" / "score_statements.py"
    reader = Reader()
    result = {
        "reference": score(reader, arguments.data / "data" / "reference-article", "*.txt", scorer),
        "dev": score(reader, OWN, "dev_*.txt", scorer),
        "heldout": score(reader, OWN, "heldout_*.txt", scorer),
    }
    held, reference = result["heldout"], result["reference"]
    own = f"{len(list(OWN.glob('heldout_*.txt')))} own articles not used for tuning"
    summary = [
        {"order": 20, "what": "statements of whole articles found, right source and content: P / R",
         "score": f"{held['statement_soft P']} / {held['statement_soft R']}", "peer": None,
         "data": own},
        {"order": 21, "what": "the same, contents found at all: P / R",
         "score": f"{held['statement_loose P']} / {held['statement_loose R']}", "peer": None,
         "data": own},
        {"order": 44, "what": "times of saying: P / R; of those found, within the bounds in percent",
         "score": f"{held['said_at P']} / {held['said_at R']}; {held['said_at_within']}", "peer": None,
         "data": own},
        {"order": 22, "what": "the same on the article the project started from: R, strict",
         "score": str(reference["statement_soft R"]), "peer": None, "data": "one report, 14 statements"},
    ]  # fmt: skip
    shared_scorers.write_result("statements", {**result, "summary": summary})


if __name__ == "__main__":
    main()

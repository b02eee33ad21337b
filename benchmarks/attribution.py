"""Who said what on PolNeAR: the whole program on the texts of a split, scored by ``score_attribution.py``.

    python benchmarks/attribution.py FOLDER [--split dev] [--bundle FOLDER] [--every N] [--name attribution]

FOLDER holds ``data/polnear`` and ``scoring``.  Each article is read as pasted text, as a user would; statements are
carried back to the offsets of the original by the aligner of ``score_statements.py``.  Writes ``results/NAME.json``:
F1 with bootstrap intervals over articles, for all and for direct, mixed and indirect contents.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shared_scorers
from onrecord.annotate import Annotator
from onrecord.annotate.bundle import SHIPPED
from onrecord.domain import Capture, Reading
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Span, Statement

DRAWS = 300


def predict(reader: Reader, path: Path, aligner: Any) -> dict[str, Any]:  # noqa: ANN401 - a script without types
    """Read one text and put its statements into the scorer's form."""
    raw = path.read_bytes()
    capture = Capture(locator=path.name, payload=raw, media_type="text/plain", charset="utf-8")
    (reading,) = reader.read([capture], published=None)
    attributions = []
    if isinstance(reading, Reading):
        mapper = aligner.Mapper(reading.article.text, raw.decode("utf-8"))
        attributions = [dict(carry(statement, mapper)) for statement in reading.statements]
    return {"doc": path.name.removesuffix(".txt"), "attributions": attributions}


def carry(statement: Statement, mapper: Any) -> Iterator[tuple[str, list[tuple[int, int]]]]:  # noqa: ANN401
    """Offsets of the three roles in the original text."""
    roles: dict[str, tuple[Span | None, ...]] = {
        "source": (statement.source,), "cue": (statement.cue,), "content": statement.content,
    }  # fmt: skip
    for role, spans in roles.items():
        placed = [mapper.place(span.start, span.end) for span in spans if span is not None]
        yield role, [each for each in placed if each is not None]


def per_cent(value: float) -> float:
    """A share as per cent with one decimal."""
    return round(100 * value, 1)


def summarise(score: dict[str, Any], articles: int) -> list[dict[str, Any]]:
    """Rows of the README's table: the figures that count, beside the best that was measured or published."""
    data = f"PolNeAR dev, {articles} articles"

    def f1(name: str) -> str:
        value = score[name]
        low, high = value.get("F1_ci95", (None, None))
        interval = "" if low is None else f" ({per_cent(low)} to {per_cent(high)})"
        return f"{per_cent(value['F1'])}{interval}"

    classes = " / ".join(f1(f"full_soft@{each}") for each in ("direct", "mixed", "indirect"))
    segments = " / ".join(f1(f"span_{each}").split(" ", 1)[0] for each in ("source", "cue", "content"))
    return [
        {"order": 10, "what": "who said what, linked: F1 (95 % interval)", "score": f1("full_soft"),
         "peer": "43.9 (two people agree at 68.0)", "data": data},
        {"order": 11, "what": "the same for direct / mixed / indirect", "score": classes,
         "peer": "74.3 / 50.7 / 40.5 (three different tools)", "data": data},
        {"order": 12, "what": "exact segments: source / cue / content F1", "score": segments,
         "peer": "83.2 / 75.3 / 72.9 published, a model five times the size, other samples", "data": data},
    ]  # fmt: skip


def main() -> None:
    """Read the command line, predict, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--bundle", type=Path, default=SHIPPED)
    parser.add_argument("--every", type=int, default=1, help="read only every n-th article (for a quick look)")
    parser.add_argument("--name", default="attribution", help="name of the result file")
    arguments = parser.parse_args()
    scoring = arguments.data / "scoring"
    aligner = shared_scorers.load(scoring / "score_statements.py")
    reader = Reader(lambda: Annotator.load(arguments.bundle))
    texts = sorted((arguments.data / "data" / "polnear" / arguments.split / "text").iterdir())[:: arguments.every]
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        lines = (json.dumps(predict(reader, path, aligner)) for path in texts)
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
        score = shared_scorers.run(
            scoring / "score_attribution.py", "--split", arguments.split, "--pred", str(predictions),
            "--pred-docs-only", "--boot", str(DRAWS),
        )  # fmt: skip
    result = {"articles": len(texts), "split": arguments.split, "score": score}
    if arguments.name == "attribution":
        result["summary"] = summarise(score, len(texts))
    shared_scorers.write_result(arguments.name, result)


if __name__ == "__main__":
    main()

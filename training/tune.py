"""Chooses how scores become spans on the development split and writes it into a bundle's manifest.

``python -m training.tune BUNDLE --corpus FOLDER --scorer FILE``.  The encoder runs once; every setting is then tried
on its scores with the project's attribution scorer, one setting at a time, round after round, until none helps.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from benchmarks import shared_scorers

from onrecord.annotate import codec, decoding
from onrecord.annotate.annotator import Annotator, ScoredWindow
from training import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

MEASURES = (
    "full_soft", "full_strict", "cue", "source_exact", "content_soft", "span_source", "span_cue", "span_content",
)  # fmt: skip
GRID: dict[str, tuple[float, ...]] = {
    "cue_threshold": (0.35, 0.4, 0.45, 0.5, 0.55),
    "switch": (0.25, 0.5, 0.75, 1.0, 1.5),
    "source_bias": (-0.5, 0.0, 0.5, 1.0),
    "content_bias": (-0.25, 0.0, 0.25, 0.5),
    "least_confidence": (0.0, 0.2, 0.25, 0.3),
}


@dataclass(slots=True)
class Development:
    """The development documents with their encoder scores, and the role scores for the last rules about cues."""

    annotator: Annotator
    documents: Sequence[data.Document]
    tokens: list[codec.Tokens]
    windows: list[list[ScoredWindow]]
    cue_rules: tuple[float, int] | None = None
    cues: list[list[decoding.ScoredCue]] = field(default_factory=list)


def prepare(bundle: Path, documents: Sequence[data.Document]) -> Development:
    """Run the encoder over the documents."""
    annotator = Annotator.load(bundle)
    tokens = [annotator.tokenizer.tokenise(document.text) for document in documents]
    return Development(annotator, documents, tokens, [list(annotator.score_windows(each)) for each in tokens])


def decode(development: Development, rules: decoding.Decoding) -> list[tuple[decoding.Attributed, ...]]:
    """Attributions of every document under these rules; role scores are kept while the rules about cues stay."""
    if development.cue_rules != (rules.cue_threshold, rules.cue_gap):
        development.cue_rules = (rules.cue_threshold, rules.cue_gap)
        development.cues = [
            [cue for window in windows for cue in development.annotator.score_roles(window, rules)]
            for windows in development.windows
        ]
    return [decoding.attribute(cues, rules) for cues in development.cues]


def score(
    development: Development, found: Sequence[tuple[decoding.Attributed, ...]], scorer: ModuleType
) -> dict[str, float]:
    """F1 of the measures that count, in per cent, with precision and recall of the first."""
    totals: Counter[tuple[str, str]] = Counter()
    for document, tokens, attributed in zip(development.documents, development.tokens, found, strict=True):
        gold = [{role: list(getattr(one, role)) for role in data.ROLES} for one in document.attributions]
        predicted = [
            {role: [codec.code_points(tokens, *span) for span in getattr(one, role)] for role in data.ROLES}
            for one in attributed
            if one.content
        ]
        totals.update(scorer.score_doc(document.text, gold, predicted))
    values = {}
    for name in MEASURES:
        hits, given, wanted = (totals[name, part] for part in ("tp", "np", "nr"))
        precision, recall = 100 * hits / max(given, 1), 100 * hits / max(wanted, 1)
        values[name] = 2 * precision * recall / max(precision + recall, 1e-9)
        if name == MEASURES[0]:
            values |= {"P": precision, "R": recall}
    return values


def rounded(values: Mapping[str, float]) -> dict[str, float]:
    """The values with one decimal."""
    return {name: round(value, 1) for name, value in values.items()}


def main() -> None:
    """Read the command line and tune."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="read only every n-th document")
    parser.add_argument("--dry", action="store_true", help="leave the manifest as it is")
    arguments = parser.parse_args()
    scorer = shared_scorers.load(arguments.scorer)
    development = prepare(arguments.bundle, data.read_polnear(arguments.corpus, "dev")[:: arguments.every])
    manifest = development.annotator.bundle.manifest
    rules = manifest.decoding
    best = score(development, decode(development, rules), scorer)
    print("start", rounded(best), flush=True)
    for _ in range(arguments.rounds):
        for name, values in GRID.items():
            for value in values:
                tried = replace(rules, **{name: value})
                result = score(development, decode(development, tried), scorer)
                if result["full_soft"] > best["full_soft"]:
                    rules, best = tried, result
            print(name, rules, rounded(best), flush=True)
    if not arguments.dry:
        changed = msgspec.structs.replace(manifest, decoding=rules)
        path = arguments.bundle / "manifest.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(changed), indent=1) + b"\n")


if __name__ == "__main__":
    main()

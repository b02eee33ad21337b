"""Chooses how scores become spans on the development split and writes it into a bundle's manifest.

``python -m training.tune BUNDLE --corpus FOLDER --scorer FILE``.  The encoder runs once; every setting is then tried on its
scores with the project's attribution scorer, one setting at a time, round after round, until none helps.
"""

from __future__ import annotations

import argparse
import importlib.util
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from onrecord.annotate import codec
from onrecord.annotate.annotator import Annotator, Scored
from training import data

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID: dict[str, tuple[float, ...]] = {
    "cue_threshold": (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "switch": (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0),
    "content_bias": (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0),
    "cue_gap": (0, 3, 6, 10),
}


@dataclass
class Development:
    """Encoder scores of every development document, and role scores as far as they were asked for."""

    annotator: Annotator
    documents: Sequence[data.Document]
    scored: list[tuple[codec.Tokens, list[Scored]]]
    roles: dict[tuple[Any, ...], np.ndarray]


def load_scorer(path: Path) -> Any:
    """The scorer, a script, as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prepare(bundle: Path, documents: Sequence[data.Document]) -> Development:
    """Run the encoder over the documents."""
    annotator = Annotator.load(bundle)
    scored = []
    for document in documents:
        tokens = annotator._tokenizer.tokenise(document.text)
        scored.append((tokens, list(annotator.score_windows(tokens))))
    return Development(annotator, documents, scored, {})


def decode(development: Development, rules: codec.Decoding) -> list[tuple[codec.Attributed, ...]]:
    """Attributions of every document under these rules."""
    out = []
    for number, (_, windows) in enumerate(development.scored):
        found = []
        for place, scored in enumerate(windows):
            window = scored.window
            own = slice(window.own_start - window.start, window.own_end - window.start)
            cues = [codec.cue_moved(cue, own.start) for cue in codec.decode_cues(scored.cues[own], rules)]
            for group, start, end in codec.neighbourhoods(cues, len(scored.cues), rules.reach):
                for cue in group:
                    key = (number, place, cue.ranges[0], start, end)
                    if key not in development.roles:
                        feed = {
                            "states": scored.states[start + 1 : end + 1],
                            "first": np.array([cue.ranges[0][0] - start]),
                            "last": np.array([cue.ranges[0][1] - 1 - start]),
                        }
                        (development.roles[key],) = development.annotator._roles.run(None, feed)
                    each = codec.decode_roles(development.roles[key][0], codec.cue_moved(cue, -start), rules)
                    if each is not None:
                        found.append(codec.moved(each, window.start + start))
        out.append(codec.without_repeats(found))
    return out


def score(development: Development, found: list[tuple[codec.Attributed, ...]], scorer: Any) -> dict[str, float]:
    """F1 of the measures that count, in per cent."""
    totals: dict[Any, float] = {}
    for document, (tokens, _), each in zip(development.documents, development.scored, found, strict=True):
        gold = [{role: list(getattr(one, role)) for role in data.ROLES} for one in document.attributions]
        predicted = [
            {role: [codec.code_points(tokens, *span) for span in getattr(one, role)] for role in data.ROLES} for one in each
        ]
        for key, value in scorer.score_doc(document.text, gold, predicted).items():
            totals[key] = totals.get(key, 0) + value
    out = {}
    for name in ("full_soft", "full_strict", "cue", "source_exact", "content_soft", "span_source", "span_cue", "span_content"):
        hits, predicted_, wanted = (totals.get((name, part), 0) for part in ("tp", "np", "nr"))
        hits_r = totals.get((name, "tp_r"), hits)
        precision, recall = hits / max(predicted_, 1), hits_r / max(wanted, 1)
        out[name] = 200 * precision * recall / max(precision + recall, 1e-9)
        if name == "full_soft":
            out["P"], out["R"] = 100 * precision, 100 * recall
    return out


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
    scorer = load_scorer(arguments.scorer)
    development = prepare(arguments.bundle, data.read_polnear(arguments.corpus, "dev")[:: arguments.every])
    manifest = development.annotator._bundle.manifest
    rules = manifest.decoding
    best = score(development, decode(development, rules), scorer)
    print("start", {name: round(value, 1) for name, value in best.items()}, flush=True)
    for _ in range(arguments.rounds):
        for name, values in GRID.items():
            for value in values:
                tried = replace(rules, **{name: value})
                result = score(development, decode(development, tried), scorer)
                if result["full_soft"] > best["full_soft"]:
                    rules, best = tried, result
            print(name, rules, {key: round(value, 1) for key, value in best.items()}, flush=True)
    if not arguments.dry:
        changed = msgspec.structs.replace(manifest, decoding=rules)
        path = arguments.bundle / "manifest.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(changed), indent=1) + b"\n")


if __name__ == "__main__":
    main()

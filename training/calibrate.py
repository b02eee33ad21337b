"""Makes confidences probabilities: ``python -m training.calibrate BUNDLE --corpus FOLDER``.

Fits a logistic regression (Newton's method, a little ridge) from the evidence of each attribution found on the
development split to whether it is right: content overlap (Jaccard) of four fifths and an overlapping source, or none
on both sides.  Prints the expected calibration error over ten bins from two-fold cross-validation and writes the
weights into the manifest.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.annotate import decoding
from onrecord.annotate.annotator import Annotator
from training import data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ENOUGH = 0.8
RIDGE = 1e-2
STEPS = 30
BINS = 10


def places(ranges: decoding.Ranges) -> set[int]:
    """All tokens of some ranges."""
    return {place for start, end in ranges for place in range(start, end)}


def is_right(found: decoding.Attributed, example: data.Example) -> bool:
    """Whether some gold attribution agrees with this one."""
    source, content = places(found.source), places(found.content)
    for roles in example.roles:
        wanted, spoken = set(np.flatnonzero(roles == decoding.CONTENT)), set(np.flatnonzero(roles == decoding.SOURCE))
        overlap = len(content & wanted) / max(1, len(content | wanted))
        if overlap >= ENOUGH and (source & spoken or not (source or spoken)):
            return True
    return False


def observations(
    annotator: Annotator, documents: tuple[data.Document, ...]
) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Evidence and outcome of every attribution found."""
    rules = annotator.bundle.manifest.decoding
    for document in documents:
        example = data.encode(document, annotator.tokenizer)
        for found in decoding.attribute(annotator.score(example.tokens, rules), rules):
            if found.content:
                yield found.evidence, is_right(found, example)


def fit(evidence: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Constant and weights of the logistic regression, [1 + evidence]."""
    columns = np.column_stack((np.ones(len(evidence)), evidence))
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-columns @ weights))
        gradient = columns.T @ (right - probability) - RIDGE * weights
        curvature = (columns * (probability * (1 - probability))[:, None]).T @ columns + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curvature, gradient)
    return weights


def predict(weights: NDArray[np.float64], evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities, [attributions]."""
    return np.asarray(1 / (1 + np.exp(-(weights[0] + evidence @ weights[1:]))))


def calibration_error(probability: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over bins of equal width."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    gaps = [
        abs(probability[bins == each].mean() - right[bins == each].mean()) * (bins == each).mean()
        for each in range(BINS)
        if (bins == each).any()
    ]
    return float(sum(gaps))


def main() -> None:
    """Read the command line, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    arguments = parser.parse_args()
    annotator = Annotator.load(arguments.bundle)
    seen = list(observations(annotator, data.read_polnear(arguments.corpus, "dev")))
    evidence = np.array([each for each, _ in seen])
    right = np.array([float(each) for _, each in seen])
    fold = np.arange(len(right)) % 2 == 0
    crossed = np.empty(len(right))
    crossed[fold] = predict(fit(evidence[~fold], right[~fold]), evidence[fold])
    crossed[~fold] = predict(fit(evidence[fold], right[fold]), evidence[~fold])
    weights = tuple(round(float(each), 4) for each in fit(evidence, right))
    error = calibration_error(crossed, right)
    print(f"{len(right)} attributions, {right.mean():.3f} right, calibration error {error:.3f}, weights {weights}")
    manifest = annotator.bundle.manifest
    rules = msgspec.structs.replace(manifest, decoding=replace(manifest.decoding, confidence_weights=weights))
    path = arguments.bundle / "manifest.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(rules), indent=1) + b"\n")


if __name__ == "__main__":
    main()

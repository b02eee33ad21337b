"""Fit what each reason for and against two speakers being one weighs, on the labelled pairs of the split ``dev``.

    python benchmarks/fit_identity.py [--write] [--leave-one-lot-out]

A logistic regression over the reasons that ``evidence.find_reasons`` gives, people and bodies apart: each weight is
pulled towards the one set by hand in ``identity_prior.txt`` (a Gaussian around it) and keeps its sign, and a closer
relation of names never weighs less than a farther one, so that the table stays what a reader would expect.  An unsure
pair counts as ``UNSURE`` of a same.  Pairs that share a telling word of a name stand in one fold.  Printed: precision
and recall of pairs that the weights were not fitted on, by threshold, and the lowest threshold that keeps ``WANTED``
precision.  ``--leave-one-lot-out`` prints both for each lot of ``dev`` with weights fitted on the other lots, and for
all together; the rules were still written on all of them.  ``--write`` writes ``identity_weights.txt``.
``heldout`` is not read.  Deterministic; seconds.
"""

from __future__ import annotations

import argparse
from bisect import bisect
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from identity import PAIRS, Pair, draw_curve, read_pairs
from onrecord.speakers import word_tables
from onrecord.speakers.evidence import NEVER, find_reasons, find_table, is_impossible
from onrecord.speakers.identity import SAME_AT
from onrecord.speakers.name_forms import fold
from onrecord.speakers.portraits import portray
from onrecord.speakers.word_tables import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PRIOR = Path(__file__).resolve().parent / "identity_prior.txt"
WEIGHTS = Path(word_tables.__file__).resolve().parent / "words" / "identity_weights.txt"
FOLDS = 10
SPREAD = 1.0
# Log-odds; the pairs were written to be hard, so a name tells less in them than in the news, and moves less.
SPREAD_OF_NAMES = 0.5
UNSURE = 0.2
LEAST = 0.1  # of a weight, so that it keeps its sign and its reason is told
WANTED = 0.99
STEPS = 1000
FIRST_LOT = "dev"
ENDS = (172, 687, 773)  # numbers of the first pairs of the lots that share this name, but the first lot
HEAD = """\
# What each reason adds to the natural log-odds that two speakers are one: 0.7 doubles the odds, -0.7 halves them.
# Written by benchmarks/fit_identity.py from the labelled pairs of the split dev and weights set by hand; do not edit.
"""


class Case(NamedTuple):
    """A pair as the fit sees it: its section of the table, its reasons, its label as a number, its fold."""

    table: str
    reasons: tuple[str, ...]
    label: float
    fold: int


def read_prior() -> dict[str, dict[str, float]]:
    """The weights set by hand, by section, in their order."""
    sections: dict[str, dict[str, float]] = {}
    current: dict[str, float] = {}
    for line in PRIOR.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            weight, _, reason = line.partition(" ")
            current[reason] = float(weight)
    return sections


def read_cases(pairs: Sequence[Pair]) -> list[Case]:
    """The pairs with their reasons."""
    cases = []
    for pair, group in zip(pairs, group_pairs(pairs), strict=True):
        left, right = portray(pair.left), portray(pair.right)
        label = UNSURE if pair.same is None else float(pair.same)
        cases.append(Case(find_table(left, right), tuple(find_reasons(left, right)), label, group % FOLDS))
    return cases


def group_pairs(pairs: Sequence[Pair]) -> list[int]:
    """A number for each pair, equal where pairs are linked by telling words of their names."""
    plain = ("common given", "common family", "office", "honorific", "particle", "idle")
    idle = frozenset(chain.from_iterable(read_words("names", section) for section in plain))
    idle |= read_words("bodies", "generic") | read_words("bodies", "connective") | read_words("bodies", "common")
    first: dict[str, int] = {}
    root = list(range(len(pairs)))

    def find(place: int) -> int:
        while root[place] != place:
            place = root[place]
        return place

    for place, pair in enumerate(pairs):
        for word in sorted(frozenset(fold(f"{pair.left.name} {pair.right.name}").split()) - idle):
            root[find(place)] = find(first.setdefault(word, place))
    numbers: dict[int, int] = {}
    return [numbers.setdefault(find(place), len(numbers)) for place in range(len(pairs))]


def fit(cases: Sequence[Case], prior: dict[str, float]) -> dict[str, float]:
    """The weights that make the labels likeliest, each near its prior and of its sign (projected gradient)."""
    names = {reason: place for place, reason in enumerate(prior)}
    shown: NDArray[np.float64] = np.zeros((len(cases), len(names)))
    for row, case in enumerate(cases):
        shown[row, [names[reason] for reason in case.reasons]] = 1.0
    labels = np.array([case.label for case in cases])
    start = np.array(list(prior.values()))
    related = count_names(prior)
    is_name = np.arange(len(names)) < related
    low = np.where((start > 0) & ~is_name, LEAST, -np.inf)
    high = np.where((start < 0) & ~is_name, -LEAST, np.inf)
    pull = 1 / np.where(is_name, SPREAD_OF_NAMES, SPREAD) ** 2
    step = 1 / (np.linalg.norm(shown, 2) ** 2 / 4 + pull.max())
    weights = start.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-shown @ weights))
        slope = shown.T @ (chance - labels) + pull * (weights - start)
        weights = np.clip(weights - step * slope, low, high)
        weights[:related] = make_fall(weights[:related])
    return {reason: round(float(weight), 1) + 0.0 for reason, weight in zip(prior, weights, strict=True)}


def make_fall(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The nearest values that never rise (pool adjacent violators)."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([float(value)])
        while len(pools) > 1 and np.mean(pools[-2]) < np.mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return np.array([float(np.mean(pool)) for pool in pools for _ in pool])


def count_names(prior: dict[str, float]) -> int:
    """How many reasons at the head of a section are relations of names, which carry the start and may have any sign."""
    heads = ("a rare name", "a name that many bodies have")
    return next(place for place, reason in enumerate(prior) if reason in heads)


def fit_tables(cases: Sequence[Case], prior: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Fit each section on its cases that are possible at all."""
    possible = [case for case in cases if not is_impossible(case.reasons[0])]
    return {name: fit([case for case in possible if case.table == name], prior[name]) for name in prior}


def find_score(case: Case, weights: dict[str, dict[str, float]]) -> float:
    """The probability of *same*."""
    known = weights[case.table]
    total = NEVER if is_impossible(case.reasons[0]) else sum(known[reason] for reason in case.reasons)
    return float(1 / (1 + np.exp(-total)))


def cross_validate(cases: Sequence[Case], prior: dict[str, dict[str, float]]) -> list[tuple[float, bool]]:
    """A score for each case from weights fitted on the other folds, and whether it is a same."""
    scored = []
    for fold_number in range(FOLDS):
        weights = fit_tables([case for case in cases if case.fold != fold_number], prior)
        held = [case for case in cases if case.fold == fold_number]
        scored += [(find_score(case, weights), case.label == 1.0) for case in held]
    return scored


def leave_lots_out(
    cases: Sequence[Case], lots: Sequence[str], prior: dict[str, dict[str, float]]
) -> dict[str, list[tuple[float, bool]]]:
    """The same by lot, from weights fitted on the other lots."""
    scored = {}
    for lot in dict.fromkeys(lots):
        weights = fit_tables([case for case, own in zip(cases, lots, strict=True) if own != lot], prior)
        held = [case for case, own in zip(cases, lots, strict=True) if own == lot]
        scored[lot] = [(find_score(case, weights), case.label == 1.0) for case in held]
    return scored


def name_lots(pairs: Sequence[Pair]) -> list[str]:
    """The lot of each pair; those written first, one after another, share a name and are told apart by their place."""
    names, place = [], 0
    for pair in pairs:
        place += pair.lot == FIRST_LOT
        names.append(f"{pair.lot} {bisect(ENDS, place)}" if pair.lot == FIRST_LOT else pair.lot)
    return names


def print_lots(scored: dict[str, list[tuple[float, bool]]]) -> None:
    """Precision and recall of each lot and of all at the shipped threshold."""
    for lot, found in (*scored.items(), ("all", list(chain.from_iterable(scored.values())))):
        called = [same for value, same in found if value >= SAME_AT]
        true = sum(same for _, same in found)
        print(f"  {lot}: {len(found)} pairs, P {sum(called) / max(1, len(called)):.3f} R {sum(called) / true:.3f}")


def find_threshold(scored: Sequence[tuple[float, bool]]) -> tuple[float, float, float]:
    """The lowest threshold from which on precision never falls below the wanted; with its precision and recall."""
    best = (1.0, 1.0, 0.0)
    true = sum(same for _, same in scored)
    for threshold in (step / 200 for step in range(199, 100, -1)):
        called = [same for value, same in scored if value >= threshold]
        precision = sum(called) / len(called) if called else 1.0
        if precision < WANTED:
            break
        best = (threshold, precision, sum(called) / true)
    return best


def write_table(weights: dict[str, dict[str, float]]) -> None:
    """Write the weights, in the order of the prior."""
    blocks = [
        f"\n[{name}]\n" + "".join(f"{weight:+.1f} {reason}\n" for reason, weight in table.items())
        for name, table in weights.items()
    ]
    WEIGHTS.write_text(HEAD + "".join(blocks), encoding="utf-8")


def main() -> None:
    """Read the command line, validate, fit, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--leave-one-lot-out", action="store_true")
    arguments = parser.parse_args()
    prior = read_prior()
    pairs = [pair for pair in read_pairs(PAIRS) if pair.split == "dev"]
    cases = read_cases(pairs)
    by_hand = [(find_score(case, prior), case.label == 1.0) for case in cases]
    scored = cross_validate(cases, prior)
    for what, found in (("set by hand", by_hand), ("cross-validated", scored)):
        threshold, precision, recall = find_threshold(found)
        print(f"{what}: from {threshold} on P {precision:.3f} R {recall:.3f}")
    for point in draw_curve(scored):
        print("  ", point)
    if arguments.leave_one_lot_out:
        print_lots(leave_lots_out(cases, name_lots(pairs), prior))
    weights = fit_tables(cases, prior)
    if arguments.write:
        write_table(weights)
    else:
        for name, table in weights.items():
            print(f"[{name}]")
            for reason, weight in table.items():
                count = sum(case.table == name and reason in case.reasons for case in cases)
                print(f"{weight:+.1f} ({prior[name][reason]:+.1f}, {count}) {reason}")


if __name__ == "__main__":
    main()

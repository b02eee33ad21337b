"""Scores of mentions and of chains: span F1, MUC, B-cubed, CEAF-e and their mean (the CoNLL score).

Sources: MUC, Vilain et al. 1995; B-cubed, Bagga & Baldwin 1998; CEAF-e with the fourth similarity, Luo 2005; the mean,
Pradhan et al. 2012.  A mention is any hashable value; a chain a set of mentions.  All counts are added up over
documents before they become shares.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

Chain = frozenset["Hashable"]
Counts = dict[str, float]
MEASURES = ("muc", "b3", "ceafe")


def f1(counts: Counts, name: str) -> dict[str, float]:
    """Precision, recall and F1 of one measure from its counts ``NAME_p``, ``NAME_pn``, ``NAME_r``, ``NAME_rn``."""
    precision = counts.get(f"{name}_p", 0) / max(counts.get(f"{name}_pn", 0), 1e-9)
    recall = counts.get(f"{name}_r", 0) / max(counts.get(f"{name}_rn", 0), 1e-9)
    return {
        "P": round(precision, 4),
        "R": round(recall, 4),
        "F1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
    }


def conll(counts: Counts) -> float:
    """Mean F1 of the three measures."""
    return round(sum(f1(counts, name)["F1"] for name in MEASURES) / len(MEASURES), 4)


def total(parts: Iterable[Counts]) -> Counts:
    """Counts of several documents together."""
    counts: Counts = {}
    for part in parts:
        for name, value in part.items():
            counts[name] = counts.get(name, 0) + value
    return counts


def compare_chains(gold: Sequence[Chain], found: Sequence[Chain]) -> Counts:
    """Counts of the three measures for one document."""
    counts: Counts = {}
    for name, one, other in (("r", gold, found), ("p", found, gold)):
        right, wanted = _muc(one, other)
        counts[f"muc_{name}"], counts[f"muc_{name}n"] = right, wanted
        shares, mentions = _b_cubed(one, other)
        counts[f"b3_{name}"], counts[f"b3_{name}n"] = shares, mentions
    similarity = _matched(gold, found)
    counts["ceafe_r"] = counts["ceafe_p"] = similarity
    counts["ceafe_rn"], counts["ceafe_pn"] = len(gold), len(found)
    return counts


def _muc(chains: Iterable[Chain], others: Iterable[Chain]) -> tuple[int, int]:
    """Links of ``chains`` that ``others`` keep, and all links of ``chains``."""
    place = {mention: number for number, chain in enumerate(others) for mention in chain}
    right = wanted = 0
    for chain in chains:
        parts = {place.get(mention, mention) if mention in place else ("alone", mention) for mention in chain}
        right += len(chain) - len(parts)
        wanted += len(chain) - 1
    return right, wanted


def _b_cubed(chains: Iterable[Chain], others: Iterable[Chain]) -> tuple[float, int]:
    """Sum over mentions of the share of their chain that shares their other chain, and the number of mentions."""
    place = {mention: number for number, chain in enumerate(others) for mention in chain}
    total, mentions = 0.0, 0
    for chain in chains:
        together = Counter(place[mention] for mention in chain if mention in place)
        total += sum(count * count for count in together.values()) / len(chain)
        mentions += len(chain)
    return total, mentions


def _matched(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    """Greatest sum of similarities of a one-to-one matching of chains."""
    if not gold or not found:
        return 0.0
    place = {mention: number for number, chain in enumerate(found) for mention in chain}
    similarity = np.zeros((len(gold), len(found)))
    for row, chain in enumerate(gold):
        for column, count in Counter(place[mention] for mention in chain if mention in place).items():
            similarity[row, column] = 2 * count / (len(chain) + len(found[column]))
    rows, columns = assign(-similarity)
    return float(similarity[rows, columns].sum())


def assign(cost: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of a cheapest one-to-one assignment of the smaller side.

    The Hungarian method with shortest paths (Kuhn 1955; Jonker & Volgenant 1987).
    """
    if cost.shape[0] > cost.shape[1]:
        columns, rows = assign(cost.T)
        return rows, columns
    count, width = cost.shape
    of_row, of_column = np.zeros(count), np.zeros(width + 1)
    row_of = np.full(width + 1, -1)
    for row in range(count):
        row_of[width] = row
        column, least = width, np.full(width, np.inf)
        came_from, used = np.full(width, width), np.zeros(width + 1, dtype=np.bool_)
        while row_of[column] >= 0:
            used[column] = True
            here = row_of[column]
            reduced = cost[here] - of_row[here] - of_column[:width]
            better = ~used[:width] & (reduced < least)
            least[better], came_from[better] = reduced[better], column
            nearest = int(np.where(used[:width], np.inf, least).argmin())
            step = least[nearest]
            of_row[row_of[used]] += step
            of_column[used] -= step
            least[~used[:width]] -= step
            column = nearest
        while column != width:
            row_of[column], column = row_of[came_from[column]], int(came_from[column])
    chosen = np.flatnonzero(row_of[:width] >= 0)
    return row_of[chosen], chosen

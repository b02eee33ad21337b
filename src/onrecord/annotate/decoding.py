"""From the model's scores to attributions in token ranges: pure functions over arrays.

The settings were chosen on development data and travel with the model bundle, so that a better model brings its own.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate.codec import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

Ranges = tuple[tuple[int, int], ...]
"""Half-open token ranges in order."""

NONE, SOURCE, CONTENT = 0, 1, 2
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How scores become spans; chosen on the development split, kept in the bundle's manifest."""

    cue_threshold: float
    """Least probability that a token belongs to a cue."""
    cue_gap: int
    """A cue may go on after at most this many tokens that are not part of it."""
    switch: float
    """Natural-log cost of a change of role between neighbouring tokens."""
    content_bias: float
    """Added to the log probability of the content role at every token."""
    source_bias: float
    """Added to the log probability of the source role at every token."""
    reach: int
    """Roles are looked for at most this many tokens before and after the cue."""
    least_confidence: float = 0.0
    """Attributions below this calibrated confidence are dropped."""
    confidence_weights: tuple[float, ...] = (0.0, 1.0, 0.0, 0.0)
    """Logistic calibration: constant, then the weights of ``Attributed.evidence``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFound:
    """Token ranges of one cue and the mean probability of its tokens."""

    ranges: Ranges
    probability: float

    def moved(self, by: int) -> CueFound:
        """The same cue counted from another token."""
        return CueFound(ranges=_moved(self.ranges, by), probability=self.probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCue:
    """A cue and the role scores [tokens, 3] around it; both count from token ``start`` of the text."""

    cue: CueFound
    roles: NDArray[np.float32]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One decoded attribution in token ranges, with its confidence."""

    source: Ranges
    cue: Ranges
    content: Ranges
    evidence: tuple[float, ...]
    """What the confidence rests on: log odds of the cue, of the content and of the source (0 where there is none)."""
    confidence: float

    def moved(self, by: int) -> Attributed:
        """The same attribution counted from another token."""
        source, cue, content = (_moved(ranges, by) for ranges in (self.source, self.cue, self.content))
        return replace(self, source=source, cue=cue, content=content)


def attribute(scored: Iterable[ScoredCue], rules: Decoding) -> tuple[Attributed, ...]:
    """The attributions of a text, in order of their contents, from all its scored cues.

    A cue without content in its paragraph is kept: what it announces may follow in the next one.
    """
    found = [decode_roles(each.roles, each.cue, rules).moved(each.start) for each in scored]
    return without_repeats([each for each in found if not each.content or each.confidence >= rules.least_confidence])


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


def decode_cues(
    probabilities: NDArray[np.float32], opens_paragraph: NDArray[np.bool_], rules: Decoding
) -> tuple[CueFound, ...]:
    """Cues of a text from tag probabilities [tokens, 3].

    A cue opens at a begin tag and may pause once or more; no cue goes on into another paragraph.
    """
    inside = 1.0 - probabilities[:, OUTSIDE] >= rules.cue_threshold
    begins = (probabilities[:, BEGIN] >= probabilities[:, INSIDE]) | opens_paragraph
    found: list[list[tuple[int, int]]] = []
    for start, end in runs(inside.astype(np.int64), 1):
        splits = [start, *(place for place in range(start + 1, end) if begins[place]), end]
        for first, last in itertools.pairwise(splits):
            pause = opens_paragraph[found[-1][-1][1] : first + 1] if found else opens_paragraph[:0]
            goes_on = not begins[first] and found and len(pause) - 1 <= rules.cue_gap and not pause.any()
            if goes_on:
                found[-1].append((first, last))
            else:
                found.append([(first, last)])
    return tuple(
        CueFound(ranges=tuple(ranges), probability=_mean(1.0 - probabilities[:, OUTSIDE], ranges)) for ranges in found
    )


def decode_roles(scores: NDArray[np.float32], cue: CueFound, rules: Decoding) -> Attributed:
    """The best sequence of roles for one cue from role scores [tokens, 3]; the content may be empty.

    The sequence is found by Viterbi's algorithm with one cost for every change of role; the cue itself has no role.
    """
    logs = np.log(softmax(scores) + 1e-9)
    logs[:, SOURCE] += rules.source_bias
    logs[:, CONTENT] += rules.content_bias
    for start, end in cue.ranges:
        logs[start:end, SOURCE:] = -30.0
    path = _viterbi(logs, rules.switch)
    content = tuple((start, end) for role, start, end in path if role == CONTENT)
    sources = [(start, end) for role, start, end in path if role == SOURCE]
    certainty = np.exp(logs)
    source = (max(sources, key=lambda each: certainty[each[0] : each[1], SOURCE].sum()),) if sources else ()
    evidence = (
        _logit(cue.probability),
        _logit(_mean(certainty[:, CONTENT], content)) if content else 0.0,
        _logit(_mean(certainty[:, SOURCE], source)) if source else 0.0,
    )
    return Attributed(
        source=source, cue=cue.ranges, content=content, evidence=evidence, confidence=_calibrated(evidence, rules)
    )


def _viterbi(logs: NDArray[np.float32], switch: float) -> list[tuple[int, int, int]]:
    """Best sequence of roles for log probabilities [tokens, 3], as (role, start, end), with a cost for every change.

    Plain numbers written out by role: in a loop of a hundred steps a list costs more than the sum.
    """
    rows: list[list[float]] = logs.tolist()
    none, source, content = rows[0]
    came_from: list[tuple[int, int, int]] = []
    for for_none, for_source, for_content in rows[1:]:
        top, champion = (none, NONE) if none >= source else (source, SOURCE)
        if content > top:
            top, champion = content, CONTENT
        changed = top - switch
        before_none, before_source, before_content = NONE, SOURCE, CONTENT
        if none < changed:
            none, before_none = changed, champion
        if source < changed:
            source, before_source = changed, champion
        if content < changed:
            content, before_content = changed, champion
        came_from.append((before_none, before_source, before_content))
        none += for_none
        source += for_source
        content += for_content
    best = [none, source, content]
    role = best.index(max(best))
    found, end = [], len(rows)
    for place in range(len(came_from), 0, -1):
        before = came_from[place - 1][role]
        if before != role:
            found.append((role, place, end))
            role, end = before, place
    return [(role, 0, end), *reversed(found)]


def _mean(values: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> float:
    return sum(float(values[start:end].sum()) for start, end in ranges) / sum(end - start for start, end in ranges)


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _calibrated(evidence: tuple[float, ...], rules: Decoding) -> float:
    constant, *weights = rules.confidence_weights
    total = constant + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-total))


def _moved(ranges: Ranges, by: int) -> Ranges:
    return tuple((start + by, end + by) for start, end in ranges)


def neighbourhoods(
    cues: Iterable[CueFound], opens_paragraph: NDArray[np.bool_], reach: int
) -> Iterator[tuple[tuple[CueFound, ...], int, int]]:
    """Group cues by paragraph and give the range of tokens in which their roles are looked for.

    That is the paragraph, and of a very long one at most ``reach`` tokens before the first and after the last cue.
    """
    edges = np.flatnonzero(opens_paragraph)
    for index, group in itertools.groupby(
        cues, lambda cue: int(np.searchsorted(edges, cue.ranges[0][0], side="right"))
    ):
        near = tuple(group)
        start = max(int(edges[index - 1]) if index else 0, near[0].ranges[0][0] - reach)
        end = min(int(edges[index]) if index < len(edges) else len(opens_paragraph), near[-1].ranges[-1][1] + reach)
        yield near, start, end


def without_repeats(found: Sequence[Attributed]) -> tuple[Attributed, ...]:
    """Drop an attribution whose content another, more confident one with the same source has for four fifths."""
    kept: list[Attributed] = []
    for each in sorted(found, key=lambda one: -one.confidence):
        if not any(
            each.content and each.source == other.source and _overlap(each.content, other.content) >= SAME
            for other in kept
        ):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: (one.content[:1], one.cue)))


SAME = 0.8


def _overlap(one: Ranges, other: Ranges) -> float:
    """Jaccard overlap of two sets of tokens."""
    first, second = ({place for start, end in ranges for place in range(start, end)} for ranges in (one, other))
    return len(first & second) / max(1, len(first | second))

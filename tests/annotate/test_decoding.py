"""Scores to attributions: the best path, cues that open and pause, neighbourhoods, confidence."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.annotate import decoding
from onrecord.annotate.decoding import Attributed, CueFound, Decoding

if TYPE_CHECKING:
    from numpy.typing import NDArray

RULES = Decoding(cue_threshold=0.5, cue_gap=2, switch=0.75, content_bias=0.2, source_bias=0.4, reach=8)
SCORES = st.floats(-6, 6, width=32)
O, B, I = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.2, 0.7)  # noqa: E741 - the usual names of these tags
"""Tag probabilities of a token that is outside, begins a cue, or goes on with one."""


def role_scores(tokens: int) -> st.SearchStrategy[NDArray[np.float32]]:
    """Draw role scores [tokens, 3]."""
    return arrays.arrays(np.float32, (tokens, 3), elements=SCORES)


def cue_at(*ranges: tuple[int, int], probability: float = 0.8) -> CueFound:
    """Make a cue."""
    return CueFound(ranges=ranges, probability=probability)


def path_value(logs: NDArray[np.float64], path: tuple[int, ...], switch: float) -> float:
    """Log probability of a path of roles less the cost of its changes."""
    changes = sum(one != other for one, other in itertools.pairwise(path))
    return float(sum(logs[place, role] for place, role in enumerate(path)) - switch * changes)


@given(st.integers(2, 6).flatmap(role_scores), st.floats(0, 3), st.data())
def test_roles_are_the_best_of_all_paths(scores: NDArray[np.float32], switch: float, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(scores) - 1))
    rules = replace(RULES, switch=switch)
    found = decoding.decode_roles(scores.copy(), cue_at((place, place + 1)), rules)
    logs = np.log(decoding.softmax(scores) + 1e-9).astype(np.float64)
    logs[:, decoding.SOURCE] += rules.source_bias
    logs[:, decoding.CONTENT] += rules.content_bias
    logs[place, decoding.SOURCE :] = -30.0
    values = {path: path_value(logs, path, switch) for path in itertools.product(range(3), repeat=len(scores))}
    best = max(values.values())
    near = [path for path, value in values.items() if value > best - 1e-4]
    content = {place for start, end in found.content for place in range(start, end)}
    source = {place for start, end in found.source for place in range(start, end)}
    assert any(
        content == {at for at, role in enumerate(path) if role == decoding.CONTENT}
        and source <= {at for at, role in enumerate(path) if role == decoding.SOURCE}
        and bool(source) == (decoding.SOURCE in path)
        for path in near
    )


@given(st.integers(2, 12).flatmap(role_scores), st.data())
def test_roles_never_overlap_and_leave_the_cue_alone(scores: NDArray[np.float32], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(scores) - 1))
    found = decoding.decode_roles(scores, cue_at((place, place + 1)), RULES)
    places = [each for low, high in (*found.source, *found.cue, *found.content) for each in range(low, high)]
    assert len(places) == len(set(places))
    assert len(found.source) <= 1
    assert 0.0 <= found.confidence <= 1.0


def test_a_cue_may_have_neither_source_nor_content() -> None:
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[:, decoding.NONE] = 9
    found = decoding.decode_roles(scores, cue_at((1, 2)), RULES)
    assert (found.source, found.cue, found.content) == ((), ((1, 2),), ())


def test_of_two_sources_the_stronger_is_kept() -> None:
    scores = np.zeros((9, 3), dtype=np.float32)
    scores[0, decoding.SOURCE] = 9
    scores[2, decoding.NONE] = 9
    scores[4:6, decoding.SOURCE] = 9
    scores[1, decoding.NONE] = scores[3, decoding.NONE] = 9
    scores[6:, decoding.CONTENT] = 9
    found = decoding.decode_roles(scores, cue_at((2, 3)), RULES)
    assert (found.source, found.cue, found.content) == (((4, 6),), ((2, 3),), ((6, 9),))


@given(arrays.arrays(np.float32, (5, 3), elements=st.floats(-80, 80, width=32)))
def test_softmax_gives_probabilities(scores: NDArray[np.float32]) -> None:
    probabilities = decoding.softmax(scores)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    assert probabilities.sum(-1) == pytest.approx(1, abs=1e-5)


# Cues -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "cues"),
    [
        ([], []),
        ([O, O, O], []),
        ([O, B, I, O], [((1, 3),)]),
        ([B, B, I], [((0, 1),), ((1, 3),)]),
        ([I, I, O], [((0, 2),)]),
        ([O, B, O, I, O], [((1, 2), (3, 4))]),
        ([B, O, O, I], [((0, 1), (3, 4))]),
        ([B, O, O, O, I], [((0, 1),), ((4, 5),)]),
        ([B, O, B], [((0, 1),), ((2, 3),)]),
        ([B, O, I, O, I, O, O, O, B], [((0, 1), (2, 3), (4, 5)), ((8, 9),)]),
    ],
)
def test_cues_open_at_a_begin_tag_and_may_pause(
    tags: list[tuple[float, float, float]], cues: list[tuple[tuple[int, int], ...]]
) -> None:
    probabilities = np.array(tags, dtype=np.float32).reshape(-1, 3)
    assert [
        cue.ranges for cue in decoding.decode_cues(probabilities, np.zeros(len(probabilities), dtype=np.bool_), RULES)
    ] == cues


@pytest.mark.parametrize(
    ("tags", "cues"),
    [([B, I, I], [((0, 2),), ((2, 3),)]), ([B, O, I], [((0, 1),), ((2, 3),)]), ([I, O, I], [((0, 1),), ((2, 3),)])],
)
def test_no_cue_goes_on_into_another_paragraph(
    tags: list[tuple[float, float, float]], cues: list[tuple[tuple[int, int], ...]]
) -> None:
    probabilities = np.array(tags, dtype=np.float32)
    opens_paragraph = np.array([True, False, True])
    assert [cue.ranges for cue in decoding.decode_cues(probabilities, opens_paragraph, RULES)] == cues


@pytest.mark.parametrize(("threshold", "count"), [(0.2, 1), (0.29, 1), (0.31, 0), (0.9, 0)])
def test_a_cue_needs_the_threshold(threshold: float, count: int) -> None:
    probabilities = np.array([O, (0.7, 0.2, 0.1), O], dtype=np.float32)
    found = decoding.decode_cues(
        probabilities, np.zeros(len(probabilities), dtype=np.bool_), replace(RULES, cue_threshold=threshold)
    )
    assert len(found) == count


def test_the_probability_of_a_cue_is_the_mean_of_its_tokens() -> None:
    probabilities = np.array([(0.4, 0.6, 0.0), (0.2, 0.0, 0.8)], dtype=np.float32)
    (cue,) = decoding.decode_cues(probabilities, np.zeros(len(probabilities), dtype=np.bool_), RULES)
    assert cue.probability == pytest.approx(0.7)


@given(arrays.arrays(np.float32, st.tuples(st.integers(0, 30), st.just(3)), elements=SCORES), st.integers(0, 4))
def test_cues_ascend_and_hold_every_token_over_the_threshold(scores: NDArray[np.float32], gap: int) -> None:
    probabilities = decoding.softmax(scores) if len(scores) else scores
    cues = decoding.decode_cues(
        probabilities, np.zeros(len(probabilities), dtype=np.bool_), replace(RULES, cue_gap=gap)
    )
    places = [place for cue in cues for start, end in cue.ranges for place in range(start, end)]
    assert places == np.flatnonzero(1 - probabilities[:, decoding.OUTSIDE] >= RULES.cue_threshold).tolist()
    assert all(0 <= cue.probability <= 1 for cue in cues)


# Neighbourhoods -------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(1, 12), st.data())
def test_neighbourhoods_stay_in_the_paragraph_and_within_reach(
    lengths: list[int], reach: int, data: st.DataObject
) -> None:
    edges = [0, *np.cumsum(lengths).tolist()]
    opens = np.zeros(edges[-1], dtype=np.bool_)
    opens[edges[:-1]] = True
    places = sorted(data.draw(st.sets(st.integers(0, edges[-1] - 1), max_size=8)))
    cues = [cue_at((place, place + 1)) for place in places]
    groups = list(decoding.neighbourhoods(cues, opens, reach))
    assert [cue for group, _, _ in groups for cue in group] == cues
    for group, start, end in groups:
        first, last = group[0].ranges[0][0], group[-1].ranges[0][0]
        low, high = next((low, high) for low, high in itertools.pairwise(edges) if low <= first < high)
        assert start == max(low, first - reach)
        assert end == min(high, last + 1 + reach)
        assert low <= last < high


# Repeats and confidence -----------------------------------------------------------------------------------------------


def found(
    content: decoding.Ranges,
    *,
    source: decoding.Ranges = ((0, 1),),
    cue: decoding.Ranges = ((1, 2),),
    confidence: float,
) -> Attributed:
    """Make an attribution."""
    return Attributed(source=source, cue=cue, content=content, evidence=(0.0, 0.0, 0.0), confidence=confidence)


def test_of_two_with_the_same_content_the_more_confident_stays() -> None:
    weak, strong = found(((3, 10),), cue=((2, 3),), confidence=0.4), found(((3, 9),), confidence=0.8)
    assert decoding.without_repeats([weak, strong]) == (strong,)


def test_another_source_is_no_repeat() -> None:
    one, other = found(((3, 9),), confidence=0.4), found(((3, 9),), source=((20, 21),), confidence=0.8)
    assert set(decoding.without_repeats([one, other])) == {one, other}


def test_another_content_is_no_repeat() -> None:
    one, other = found(((13, 29),), confidence=0.4), found(((3, 9),), confidence=0.8)
    assert decoding.without_repeats([one, other]) == (other, one)


def test_attributions_are_counted_from_the_text_and_ordered_by_content() -> None:
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[0, decoding.SOURCE] = scores[2:, decoding.CONTENT] = 9
    scored = [
        decoding.ScoredCue(cue=cue_at((1, 2)), roles=scores.copy(), start=start) for start in (100, 0)
    ]  # fmt: skip
    one, other = decoding.attribute(scored, RULES)
    assert (one.source, one.cue, one.content) == (((0, 1),), ((1, 2),), ((2, 4),))
    assert (other.source, other.cue, other.content) == (((100, 101),), ((101, 102),), ((102, 104),))


@pytest.mark.parametrize(("least", "count"), [(0.0, 2), (0.7, 1), (0.95, 0)])
def test_attributions_below_the_least_confidence_are_dropped(least: float, count: int) -> None:
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[0, decoding.SOURCE] = scores[2:, decoding.CONTENT] = 9
    scored = [
        decoding.ScoredCue(cue=cue_at((1, 2), probability=probability), roles=scores.copy(), start=start)
        for probability, start in ((0.6, 0), (0.9, 100))
    ]
    assert len(decoding.attribute(scored, replace(RULES, least_confidence=least))) == count


@given(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), st.integers(0, 9))
def test_confidence_rises_with_the_probability_of_the_cue(chances: list[float], strength: int) -> None:
    rules = replace(RULES, confidence_weights=(-0.5, 0.9, 0.4, 0.2))
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[0, decoding.SOURCE] = scores[2:, decoding.CONTENT] = 1 + strength
    low, high = (decoding.decode_roles(scores.copy(), cue_at((1, 2), probability=each), rules) for each in chances)
    assert 0.0 <= low.confidence <= high.confidence <= 1.0


def test_confidence_rises_with_the_scores_of_the_roles() -> None:
    rules = replace(RULES, confidence_weights=(0.0, 1.0, 0.7, 0.3), source_bias=0.0, content_bias=0.0)
    confidences = []
    for strength in (1, 2, 4, 6):
        scores = np.zeros((4, 3), dtype=np.float32)
        scores[0, decoding.SOURCE] = scores[2:, decoding.CONTENT] = strength
        decoded = decoding.decode_roles(scores, cue_at((1, 2)), rules)
        confidences.append(decoded.confidence)
    assert confidences == sorted(set(confidences))

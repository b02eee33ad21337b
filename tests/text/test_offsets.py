"""Offset maps: what was cut on one side is the same words on the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.text import OffsetMap
from onrecord.text.offsets import substitute

SMALL_TEXT = st.text(alphabet="ab \t\n", max_size=40)
# Each pattern changes text in another way: removal, shortening, lengthening.
CHANGES = (
    (re.compile("b"), lambda _match: ""),
    (re.compile("[ \t]+"), lambda _match: " "),
    (re.compile("\n"), lambda _match: "<br>"),
)


@st.composite
def changed(draw: st.DrawFn, text: str | None = None) -> tuple[str, str, OffsetMap]:
    """Draw a source, the target made from it by one of the changes, and the map between them."""
    source = draw(SMALL_TEXT) if text is None else text
    target, offsets = substitute(source, *draw(st.sampled_from(CHANGES)))
    return source, target, offsets


def test_gap_is_mapped_as_a_whole() -> None:
    offsets = OffsetMap(((0, 0, 1), (2, 4, 1)), source_length=5)
    assert offsets.to_source(1, 2) == (1, 4)
    assert offsets.to_target(2, 3) == (1, 2)


def test_removed_words_have_no_target() -> None:
    _, offsets = substitute("keep this keep", re.compile(" this"), lambda _match: "")
    assert offsets.to_target(4, 9) is None
    assert offsets.to_target(6, 8) is None
    assert offsets.to_target(3, 10) == (3, 5)


def test_inserted_words_have_an_empty_source() -> None:
    offsets = OffsetMap(((0, 0, 2), (5, 2, 2)))
    assert offsets.to_source(2, 5) == (2, 2)
    assert offsets.to_source(3, 4) == (2, 2)
    assert offsets.to_source(0, 7) == (0, 4)


def test_trailing_gap_reaches_to_the_end_of_the_other_text() -> None:
    offsets = OffsetMap(((0, 2, 3),), source_length=9, target_length=4)
    assert offsets.to_source(3, 4) == (5, 9)
    assert offsets.to_target(0, 1) is None
    assert offsets.to_target(5, 9) == (3, 4)


def test_identity_maps_every_range_to_itself() -> None:
    offsets = OffsetMap.identity(9)
    assert offsets.to_source(2, 7) == (2, 7)
    assert offsets.to_target(2, 7) == (2, 7)
    assert OffsetMap.identity(0).to_source(0, 0) == (0, 0)


@pytest.mark.parametrize(
    "pieces",
    [((0, 0, 0),), ((-1, 0, 2),), ((0, 0, 3), (2, 3, 1)), ((0, 0, 3), (3, 2, 1)), ((0, 4, 1), (1, 0, 1))],
    ids=["empty", "negative", "overlaps in target", "overlaps in source", "out of order"],
)
def test_impossible_pieces_are_refused(pieces: tuple[tuple[int, int, int], ...]) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        OffsetMap(pieces)


@given(changed(), st.data())
def test_verbatim_ranges_cut_the_same_words_both_ways(case: tuple[str, str, OffsetMap], data: st.DataObject) -> None:
    source, target, offsets = case
    assume(offsets.pieces)
    target_start, source_start, length = data.draw(st.sampled_from(offsets.pieces))
    low = data.draw(st.integers(0, length - 1))
    high = data.draw(st.integers(low + 1, length))
    start, end = offsets.to_source(target_start + low, target_start + high)
    assert (start, end) == (source_start + low, source_start + high)
    assert source[start:end] == target[target_start + low : target_start + high]
    assert offsets.to_target(start, end) == (target_start + low, target_start + high)


@given(changed(), st.integers(0, 60), st.integers(0, 60))
def test_ranges_stay_inside_and_keep_their_order(case: tuple[str, str, OffsetMap], start: int, size: int) -> None:
    source, target, offsets = case
    start = min(start, len(target))
    end = min(start + size, len(target))
    low, high = offsets.to_source(start, end)
    assert 0 <= low <= high <= len(source)
    back = offsets.to_target(low, high)
    if low < high and start < end:
        assert back is not None
        assert back[0] <= start
        assert end <= back[1]


@given(changed(), st.data())
def test_composition_equals_one_map_after_the_other_on_verbatim_words(
    case: tuple[str, str, OffsetMap], data: st.DataObject
) -> None:
    source, middle, first = case
    _, target, second = data.draw(changed(middle))
    both = first.then(second)
    assert (both.source_length, both.target_length) == (len(source), len(target))
    kept = {
        (position, second.to_source(position, position + 1)[0])
        for start, _, length in both.pieces
        for position in range(start, start + length)
    }
    for position, between in kept:
        origin = both.to_source(position, position + 1)
        assert origin == first.to_source(between, between + 1)
        assert source[slice(*origin)] == target[position]


@given(changed())
def test_identity_is_neutral_in_composition(case: tuple[str, str, OffsetMap]) -> None:
    source, target, offsets = case
    assert OffsetMap.identity(len(source)).then(offsets).pieces == offsets.pieces
    assert offsets.then(OffsetMap.identity(len(target))).pieces == offsets.pieces


@given(changed())
def test_no_verbatim_character_is_lost(case: tuple[str, str, OffsetMap]) -> None:
    source, target, offsets = case
    for target_start, source_start, length in offsets.pieces:
        assert target[target_start : target_start + length] == source[source_start : source_start + length]
    kept = sum(length for _, _, length in offsets.pieces)
    assert kept >= source.count("a")

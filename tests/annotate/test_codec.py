"""Text to tokens and back: every letter is kept, nothing overlaps, windows cover, time is linear."""

from __future__ import annotations

import itertools
import time
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.annotate import codec
from onrecord.annotate.bundle import open_bundle

VOCABULARY = open_bundle().vocabulary
TOKENIZER = codec.Tokenizer(VOCABULARY)
HOSTILE = (
    "cafe\u0301", "\u0301", "a\u0300\u0315\u035c", "👩‍👩‍👧‍👦", "🏳️‍🌈", "\ud800", "\udfff", "שָׁלוֹם", "مرحبا",
    "\u202eabc\u202c", "İstanbul", "ﬁne", "ŉ", "ǅ", "한국어", "漢字", "हिन्दी", "²½", "\x00", "\u200b", "\xad", "\ufeff",
    "_", "\r\n", "\n\n", " ", "\t", "\x1c", "“", "”", "‘", "’", '"', "''", "«", "»", "don’t", "U.S.", "x" * 101,
    "unaffordable", "Ωmega", "ß", "\u017f",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), max_size=30).map("".join)
"""Random text, surrogates and controls among it, mixed with pieces that have broken readers before."""


@given(TEXTS)
@example("")
@example("".join(HOSTILE))
def test_tokens_ascend_without_overlap_inside_the_text(text: str) -> None:
    tokens = TOKENIZER.tokenise(text)
    assert (tokens.starts < tokens.ends).all()
    assert (tokens.ends[:-1] <= tokens.starts[1:]).all()
    if len(tokens):
        assert tokens.starts[0] >= 0
        assert tokens.ends[-1] <= len(text)


@given(TEXTS)
@example("".join(HOSTILE))
def test_arrays_of_tokens_have_one_length_and_known_values(text: str) -> None:
    tokens = TOKENIZER.tokenise(text)
    arrays = (tokens.ids, tokens.features, tokens.starts, tokens.ends, tokens.opens_paragraph)
    assert {array.shape for array in arrays} == {(len(tokens),)}
    assert ((tokens.ids >= 0) & (tokens.ids < len(VOCABULARY))).all()
    assert ((tokens.features >= 0) & (tokens.features < codec.FEATURES)).all()


@given(TEXTS)
@example("".join(HOSTILE))
def test_every_letter_and_digit_lies_in_a_token(text: str) -> None:
    tokens = TOKENIZER.tokenise(text)
    covered = {place for start, end in zip(tokens.starts, tokens.ends, strict=True) for place in range(start, end)}
    missed = [
        character
        for place, character in enumerate(text)
        if unicodedata.category(character)[0] in "LN" and place not in covered
    ]
    assert missed == []


@given(TEXTS)
def test_white_space_lies_in_no_token(text: str) -> None:
    tokens = TOKENIZER.tokenise(text)
    words = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert not any(character.isspace() for word in words for character in word)


@given(TEXTS)
def test_a_paragraph_opens_at_the_first_token_and_after_each_line_end(text: str) -> None:
    tokens = TOKENIZER.tokenise(text)
    for place in range(len(tokens)):
        before = text[tokens.ends[place - 1] : tokens.starts[place]] if place else "\n"
        assert tokens.opens_paragraph[place] == ("\n" in before)


@given(TEXTS)
def test_a_word_remembered_reads_as_when_first_seen(text: str) -> None:
    forgetful = codec.Tokenizer(VOCABULARY, memory=0).tokenise(text)
    for _ in range(2):
        tokens = TOKENIZER.tokenise(text)
        assert tokens.ids.tolist() == forgetful.ids.tolist()
        assert tokens.starts.tolist() == forgetful.starts.tolist()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The mayor said", ["the", "mayor", "said"]),
        ("Café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("İstanbul", ["istanbul"]),
        ("don’t", ["don", "’", "t"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("unaffordable", ["una", "##ff", "##ord", "##able"]),
        ("x" * 101, ["[UNK]"]),
        ("snake_case", ["snake", "_", "case"]),
        ("\x00\u200b\xad\ufeff", []),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_fall_into_the_pieces_of_the_vocabulary(text: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in TOKENIZER.tokenise(text).ids] == pieces


def test_pieces_lead_back_to_the_letters_they_cover() -> None:
    text = "Their cafe\u0301 was unaffordable."
    tokens = TOKENIZER.tokenise(text)
    words = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["Their", "cafe\u0301", "was", "una", "ff", "ord", "able", "."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bank closed", "Bank closed"),
        ("bank closed", "BANK closed"),
        ("so bank", "so\nbank"),
        ("so -bank", "so - bank"),
        ("x “bank” y", "x (bank) y"),
    ],
)
def test_features_tell_what_pieces_lose(one: str, other: str) -> None:
    def features(text: str) -> tuple[int, ...]:
        tokens = TOKENIZER.tokenise(text)
        return tuple(
            int(feature)
            for feature, number in zip(tokens.features, tokens.ids, strict=True)
            if VOCABULARY[number] == "bank"
        )

    assert len(features(one)) == len(features(other)) == 1
    assert features(one) != features(other)


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    closed, unclosed = (TOKENIZER.tokenise(f"“Open{mark}\nnext").features[-1] for mark in ("”", ""))
    assert closed == unclosed


# Windows --------------------------------------------------------------------------------------------------------------

LENGTHS = st.lists(st.integers(1, 60), max_size=25)
"""Numbers of tokens of the paragraphs of a text."""


def make_tokens(lengths: list[int]) -> codec.Tokens:
    """Make a text of one-letter tokens from the lengths of its paragraphs."""
    return TOKENIZER.tokenise("\n".join(" ".join("a" * length) for length in lengths))


@given(LENGTHS, st.integers(8, 80), st.integers(0, 40), st.integers(0, 40))
def test_own_ranges_of_windows_cover_the_text_exactly_once(
    lengths: list[int], size: int, overlap: int, more: int
) -> None:
    tokens = make_tokens(lengths)
    place = 0
    for window in codec.windows(tokens, size=size, overlap=overlap, longest=size + more):
        assert window.own_start == place
        assert window.start <= window.own_start < window.own_end <= window.end
        place = window.own_end
    assert place == len(tokens) == sum(lengths)


@given(LENGTHS, st.integers(8, 80), st.integers(0, 40), st.integers(0, 40))
def test_windows_are_of_whole_paragraphs_but_for_the_longest(
    lengths: list[int], size: int, overlap: int, more: int
) -> None:
    tokens = make_tokens(lengths)
    edges = [0, *np.cumsum(lengths).tolist()]
    for window in codec.windows(tokens, size=size, overlap=overlap, longest=size + more):
        within = [
            end - start for start, end in itertools.pairwise(edges) if start <= window.start and window.end <= end
        ]
        assert window.end - window.start <= (size + more if within else size)
        if not (within and within[0] > size + more):
            assert {window.start, window.own_start, window.own_end, window.end} <= set(edges)


def test_a_window_reads_whole_paragraphs_before_its_own_for_context() -> None:
    tokens = make_tokens([10, 10, 10, 10])
    found = list(codec.windows(tokens, size=20, overlap=10, longest=20))
    assert found[0] == codec.Window(0, 20, 0, 20)
    assert found[1] == codec.Window(10, 30, 20, 30)


def test_a_text_without_tokens_has_no_window() -> None:
    assert list(codec.windows(TOKENIZER.tokenise(" \n\u200b"), size=20, overlap=4, longest=20)) == []


# Positions ------------------------------------------------------------------------------------------------------------


@given(TEXTS, st.data())
def test_ranges_of_tokens_survive_the_way_over_code_points(text: str, data: st.DataObject) -> None:
    tokens = TOKENIZER.tokenise(text)
    if not len(tokens):
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first + 1, len(tokens)))
    assert codec.token_range(tokens, *codec.code_points(tokens, first, last)) == (first, last)


@given(TEXTS, st.data())
def test_a_range_of_code_points_has_the_tokens_that_share_a_character_with_it(text: str, data: st.DataObject) -> None:
    tokens = TOKENIZER.tokenise(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        return
    sharing = [
        place
        for place, (low, high) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
        if low < end and start < high
    ]
    assert list(range(*codec.token_range(tokens, start, end))) == sharing


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("the bridge opens", "ridg", "bridge"),
        ("the bridge opens", "bridge", "bridge"),
        ("the bridge opens", "e bri", "the bridge"),
        ("bridge", "dge", "bridge"),
        ("bridge", "bri", "bridge"),
        ("«été»", "té", "été"),
        ("state-run", "run", "run"),
    ],
)
def test_words_cut_in_two_are_taken_whole(text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    low, high = codec.whole_words(text, start, start + len(cut))
    assert text[low:high] == whole


@given(TEXTS, st.data())
def test_growing_to_whole_words_never_loses_a_character_and_is_done_once(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = codec.whole_words(text, start, end)
    assert 0 <= low <= start
    assert end <= high <= len(text)
    assert codec.whole_words(text, low, high) == (low, high)


@given(st.lists(st.integers(0, 2), max_size=40), st.integers(0, 2))
def test_runs_are_the_stretches_of_one_label(labels: list[int], label: int) -> None:
    places = [
        place for start, end in codec.runs(np.array(labels, dtype=np.int64), label) for place in range(start, end)
    ]
    assert places == [place for place, each in enumerate(labels) if each == label]


def test_runs_are_as_long_as_they_can_be() -> None:
    assert list(codec.runs(np.array([1, 1, 0, 1, 2, 2, 1]), 1)) == [(0, 2), (3, 4), (6, 7)]


# Time -----------------------------------------------------------------------------------------------------------------


def cpu_seconds(text: str) -> float:
    """CPU time of tokenising and cutting into windows."""
    began = time.process_time()
    for _ in codec.windows(TOKENIZER.tokenise(text), size=254, overlap=40, longest=254):
        pass
    return time.process_time() - began


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        "“" * 100_000,
        "x" * 1_000_000,
        "e\u0301" * 200_000,
        "\u0301" * 200_000,
        "\u200b" * 200_000,
        "漢" * 200_000,
        "word " * 100_000,
    ],
    ids=["straight", "curly", "word", "accents", "marks", "invisible", "no-blanks", "words"],
)
def test_time_stays_bounded_on_long_monotony(text: str) -> None:
    assert cpu_seconds(text) < 5.0


def test_a_report_is_prose_and_a_repeated_phrase_is_not() -> None:
    report = "The mayor, Ana Ruiz, said on Monday that the bridge would stay closed until the steel is tested. "
    assert codec.is_prose(TOKENIZER.tokenise(report).ids)
    assert codec.is_prose(TOKENIZER.tokenise("a. " * 40).ids)
    assert not codec.is_prose(TOKENIZER.tokenise("a. " * 400).ids)
    assert not codec.is_prose(TOKENIZER.tokenise(report * 12).ids)

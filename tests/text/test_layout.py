"""Normalisation and paragraphs: white space is made uniform, words are never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import normalise_page_text, paragraphs

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab’“ \t\n\r\v\f\x00\x1c\x85\xa0\xad\u200b\u200c\u200d\u200e\u2028\u2029\ufeff\U0001f468"),
        st.characters(codec=None),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\ve\ff", "a\nb\nc\nd\ne\nf"),
        ("a\t \xa0\u3000b", "a b"),
        ("  a  \n\n\t b  ", "a\n\nb"),
        ("\ufeffa\x00b\x1bc", "abc"),
        ("co\u00adoperate zero\u200bwidth", "cooperate zerowidth"),
        ("", ""),
        (" \r\n\t", ""),
        ("no final newline", "no final newline"),
    ],
)
def test_white_space_is_made_uniform(raw: str, clean: str) -> None:
    assert normalise_page_text(raw)[0] == clean


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0645\u06cc\u200c\u062e\u0648\u0627",
        "क्\u200dष",
        "❤\ufe0f\u200d🔥",
        "cafe\u0301",
        "ﬁ ½ ² Ⅻ",
    ],
    ids=["family emoji", "Persian", "Devanagari", "emoji with variation selector", "combining", "compatibility forms"],
)
def test_what_words_are_made_of_is_kept(text: str) -> None:
    assert normalise_page_text(text)[0] == text


def test_joiners_between_latin_letters_go() -> None:
    assert normalise_page_text("fi\u200cne wo\u200drd\u200d")[0] == "fine word"


def test_direction_marks_stay_only_with_right_to_left_letters() -> None:
    assert normalise_page_text("left\u200e \u202eevil\u202c")[0] == "left evil"
    assert normalise_page_text("\u05e9\u200f!")[0] == "\u05e9\u200f!"


def test_lone_surrogates_become_writable() -> None:
    text, offsets = normalise_page_text("a\ud800b")
    assert text.encode() == "a\ufffdb".encode()
    assert offsets.to_source(1, 2) == (1, 2)


@given(HOSTILE)
def test_normalising_twice_equals_once(raw: str) -> None:
    once, _ = normalise_page_text(raw)
    twice, offsets = normalise_page_text(once)
    assert twice == once
    assert offsets.pieces == (((0, 0, len(once)),) if once else ())


@given(HOSTILE)
def test_every_word_is_cut_by_its_source_range(raw: str) -> None:
    text, offsets = normalise_page_text(raw)
    assert offsets.source_length == len(raw)
    assert offsets.target_length == len(text)
    for target_start, source_start, length in offsets.pieces:
        assert raw[source_start : source_start + length] == text[target_start : target_start + length]


@given(HOSTILE)
def test_letters_survive_in_order(raw: str) -> None:
    text, _ = normalise_page_text(raw)
    assert [c for c in text if c.isalnum()] == [c for c in raw if c.isalnum()]


@given(HOSTILE)
def test_paragraphs_are_trimmed_ordered_and_cover_all_words(raw: str) -> None:
    text, _ = normalise_page_text(raw)
    ranges = paragraphs(text)
    covered = 0
    for start, end in ranges:
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[covered:start].strip()
        covered = end
    assert not text[covered:].strip()


def test_pasted_lines_are_paragraphs() -> None:
    text = "A headline\nFirst paragraph.\nSecond.\n\nThird."
    assert [text[slice(*one)] for one in paragraphs(text)] == ["A headline", "First paragraph.", "Second.", "Third."]


def test_hard_wrapped_blocks_are_paragraphs() -> None:
    first = (
        "The harbor commission voted on Tuesday to\n"
        "reopen the eastern pier, which had been shut\n"
        "since a storm tore away part of its deck."
    )
    second = (
        "Repairs will take until the spring, and the\n"
        "commission has not said who will pay for them\n"
        "or whether the ferry will run in the meantime."
    )
    text = f"{first}\n\n{second}"
    assert [text[slice(*one)] for one in paragraphs(text)] == [first, second]


def test_short_lines_are_not_taken_for_wrapped_text() -> None:
    text = "Mayor resigns\nBy Ana Petrova and the city desk staff\nMarch 3\nShe left at noon.\nNo one replaced her."
    assert len(paragraphs(text)) == 5

"""Sentence ends in news copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import sentences

# Each line is written with "|" where a sentence ends.
NEWS = [
    "She posted it on X.| Mayor Ada Lee replied to Malcolm X. Lee.",
    "Gen. Ana Ruiz met Rep. Tom Vale and Lt. Col. J. R. Osei.| They talked.",
    "The U.S. Senate met at 5 p.m. Tuesday.| It rose at 9 a.m.| He slept.",
    "He left the U.S. in May.| She moved to the U.S.| The visa took a year.",
    "Acme Inc. said it would buy Borel & Co. for $3.5 million.| It did not.",
    "Dr. Lee lives on St. Marks Ave. in New York, N.Y.| She is 40.",
    "Factory No. 5 burned on Sept. 11.| No one was hurt.",
    "He said no.| Nobody asked why.",
    "George W. Bush and J.K. Lind spoke.| I did not.",
    "“We won.”| He left.| “We lost.”",
    '"We won." | He left.',
    "“Why now?” Ms. Lee asked.| “Why not!” the mayor of Lund said.",
    "“Why?”| Nobody knows.",
    "“Stop!” he cried.| She did not…| She ran.",
    "He was ... not sure.| Really?!| Yes.",
    "(He declined to comment.)| The port did not.",
    "Profits rose 3.5 percent at example.com.| Sales fell.",
    "Ph.D. students and then-Sen. Kay Ott came.| Ex-Gov. Lee did not.",
    "He fell ill.| Smith took over.| The sun.| Moon too.",
    "It was 40 km.| Later it was 50.",
    "1. The first item.",
    "The study said so.[3]| Others did not.",
    "John F. “Fitz” Doyle came.| So did Ann.",
    "Wir kamen.| Das war’s.| ¿Quién?| ¡Yo!",
    "彼は言った。|「違う。」|彼女は去った。",
    "Yahoo! said it would.| eBay did not.",
]


@pytest.mark.parametrize("marked", NEWS)
def test_news_copy_is_split_where_marked(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[slice(*one)] for one in sentences(text, 0, len(text))] == expected


def test_only_the_given_range_is_split() -> None:
    text = "Before. One. Two. After."
    assert [text[slice(*one)] for one in sentences(text, 8, 17)] == ["One.", "Two."]


@given(st.text(alphabet=st.one_of(st.sampled_from('aB.!?…”"’)] \n[1'), st.characters()), max_size=80))
def test_sentences_are_trimmed_ordered_and_cover_all_words(text: str) -> None:
    covered = 0
    for start, end in sentences(text, 0, len(text)):
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[covered:start].strip()
        covered = end
    assert not text[covered:].strip()

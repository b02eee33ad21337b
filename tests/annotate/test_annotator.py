"""The shipped model at work: exact spans on hostile texts, the same answer twice, bounded time."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import takes_at_most

from onrecord.annotate import Annotator
from onrecord.domain import Article, Attribution, Paragraph, ParagraphKind, Span, check_spans, text_digest

PLAIN = "The mayor, Ana Ruiz, said the bridge would open on Monday."
HOSTILE = (
    "The mayor said ", "“we will not”", " he told reporters", "cafe\u0301s ", "\u0301", "👩‍👩‍👧 said ",
    "\ud800", "שָׁם ", "\u202eשם\u202c ", "İstanbul’s mayor said ", "ﬁnally ", "\x00", "\u200b",
    "漢字と言った", "\n", "\n\n", '"', "’", "x" * 150, " according to ", "एक मंत्री ने कहा ", "e\u0301" * 60,
)  # fmt: skip


@functools.cache
def shared() -> Annotator:
    """Load the shipped model once, for fixtures and properties alike."""
    return Annotator.load()


@pytest.fixture
def annotator() -> Annotator:
    """Give the shipped model."""
    return shared()


def make_article(text: str) -> Article:
    """Make an article of one paragraph."""
    return Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en", published_at=None,
        captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text, page_text=text,
        paragraphs=(Paragraph(span=Span.cut(text, 0, len(text)), kind=ParagraphKind.BODY),), publisher_messages=(),
    )  # fmt: skip


def check(text: str, attributions: tuple[Attribution, ...]) -> None:
    """Check what holds of every answer."""
    for attribution in attributions:
        assert attribution.cue or attribution.content
        assert 0.0 <= attribution.confidence <= 1.0
        check_spans(text, (*attribution.source, *attribution.cue, *attribution.content))
    firsts = [attribution.content[0].start for attribution in attributions if attribution.content]
    assert firsts == sorted(firsts)


def words(spans: tuple[Span, ...]) -> str:
    """Join the words of a role."""
    return " ".join(span.text for span in spans)


def test_a_plain_sentence_is_read(annotator: Annotator) -> None:
    (attribution,) = annotator.attributions(PLAIN)
    assert "Ruiz" in words(attribution.source)
    assert words(attribution.cue) == "said"
    assert "bridge" in words(attribution.content)


def test_a_statement_far_into_a_long_text_is_read(annotator: Annotator) -> None:
    filler = "It rained for most of the week, and the river rose by the hour.\n\n" * 60
    text = filler + PLAIN
    assert any(
        words(each.cue) == "said" and "Ruiz" in words(each.source) and each.cue[0].start > len(filler)
        for each in annotator.attributions(text)
    )


def test_an_annotation_names_its_text_and_its_model(annotator: Annotator) -> None:
    article = make_article(PLAIN)
    annotation = annotator.annotate(article)
    assert annotation.text_sha256 == article.text_sha256
    assert annotation.model == annotator.bundle.model
    assert annotation.attributions == annotator.attributions(PLAIN)


@pytest.mark.parametrize("text", ["", " ", "\n", "a", "“", "\u0301", "\ud800", "👩‍👩‍👧", "\x00", "said", "said: no"])
def test_texts_of_next_to_nothing_are_read(annotator: Annotator, text: str) -> None:
    check(text, annotator.attributions(text))


@settings(max_examples=25)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=14).map("".join))
def test_spans_cut_their_words_from_hostile_texts(text: str) -> None:
    check(text, shared().attributions(text))


def test_all_that_is_hostile_in_one_text_is_read(annotator: Annotator) -> None:
    text = "".join(HOSTILE) + "\n" + PLAIN
    check(text, annotator.attributions(text))


def test_two_runs_and_two_annotators_agree(annotator: Annotator) -> None:
    text = f"{PLAIN}\n\n“It is not safe,” she told reporters. The council denied that it knew."
    first = annotator.attributions(text)
    assert annotator.attributions(text) == first
    assert Annotator.load().attributions(text) == first


def test_a_very_long_paragraph_is_read_to_its_end(annotator: Annotator) -> None:
    people = "mayor engineer farmer teacher judge pilot nurse baker sailor lawyer painter".split()
    names = "Ruiz Hale Orban Kim Dalal Weber Okafor Lund Moreau Silva Novak Tanaka Reyes".split()
    things = "bridge school harbor museum station market hospital".split()
    acts = "open close move shrink reopen burn float sink grow".split()
    text = " ".join(
        f"The {people[n % 11]}, Ana {names[n % 13]}, said the {things[n % 7]} would {acts[n % 9]} on Monday."
        for n in range(300)
    )
    attributions = annotator.attributions(text)
    check(text, attributions)
    assert len(text.split()) > 3_000
    assert len(attributions) > 150
    assert attributions[-1].content[0].start > 0.9 * len(text)


def test_quote_marks_cost_no_more_than_as_many_words(annotator: Annotator) -> None:
    def read(text: str) -> None:
        check(text, annotator.attributions(text))

    # Four times the text may cost four times as much; a quadratic reader would need sixteen.
    assert takes_at_most(8, lambda: read('"' * 16_000), lambda: read('"' * 4_000))

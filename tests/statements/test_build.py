"""From attributions to statements: exact spans, quotations joined, nesting, ids that rest on evidence."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import (
    Annotation,
    Article,
    Attribution,
    Paragraph,
    ParagraphKind,
    QuotationType,
    Span,
    Statement,
    check_spans,
    text_digest,
)
from onrecord.statements import build_statements
from onrecord.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

MODEL = "test-model 1"


def make_article(text: str) -> Article:
    """Make an article of which every line is a paragraph."""
    kept = tuple(Paragraph(span=Span.cut(text, *each), kind=ParagraphKind.BODY) for each in paragraphs(text))
    return Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en", published_at=None,
        captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text, page_text=text,
        paragraphs=kept, publisher_messages=(),
    )  # fmt: skip


def find(text: str, words: str) -> Span:
    """Cut the one place where these words stand."""
    assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in the text"
    start = text.index(words)
    return Span.cut(text, start, start + len(words))


def say(text: str, source: str | None, cue: str | None, *content: str, confidence: float = 0.9) -> Attribution:
    """Make the attribution of words that each stand once in the text."""
    return Attribution(
        source=(find(text, source),) if source else (),
        cue=(find(text, cue),) if cue else (),
        content=tuple(find(text, each) for each in content),
        confidence=confidence,
    )


def build(text: str, *attributions: Attribution) -> tuple[Statement, ...]:
    """Build the statements of a text from hand-made attributions."""
    ordered = tuple(sorted(attributions, key=lambda each: each.content[:1]))
    return build_statements(
        make_article(text), Annotation(text_sha256=text_digest(text), model=MODEL, attributions=ordered)
    )


def contents(statement: Statement) -> list[str]:
    """List the words of the content's spans."""
    return [span.text for span in statement.content]


def outline(statements: Sequence[Statement]) -> list[tuple[str | None, str | None, list[str]]]:
    """Write source, cue and contents of each statement."""
    return [
        (each.source.text if each.source else None, each.cue.text if each.cue else None, contents(each))
        for each in statements
    ]


# Fitting to words and marks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("the bridge would open on Monday.", "the bridge would open on Monday"),
        ("the bridge would open on Monday", "the bridge would open on Monday"),
        (" the bridge would open on Monday. ", "the bridge would open on Monday"),
    ],
)
def test_a_content_ends_before_the_full_stop(marked: str, content: str) -> None:
    text = "Ana Ruiz said the bridge would open on Monday. It rained."
    (statement,) = build(text, say(text, "Ana Ruiz", "said", marked))
    assert contents(statement) == [content]
    assert statement.quotation is QuotationType.INDIRECT
    assert statement.quoted == ()


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("the bridge would open on Monday, ending", "the bridge would open on Monday"),
        ("the bridge would open on Monday, finally ending", "the bridge would open on Monday"),
        ("the bridge would open on Monday, ending a dispute", "the bridge would open on Monday, ending a dispute"),
        ("the bridge would open on Monday, ending a dispute, sighing", None),
    ],
)
def test_a_content_does_not_end_with_the_first_word_of_what_follows(marked: str, content: str | None) -> None:
    text = "Ana Ruiz said the bridge would open on Monday, finally ending a dispute, sighing."
    text = text if "finally" in marked else text.replace("finally ", "")
    (statement,) = build(text, say(text, "Ana Ruiz", "said", marked))
    assert contents(statement) == [content or marked]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»"])
@pytest.mark.parametrize("cut", ["It is not safe to cross,", "is not safe to cross", "“It is not safe to cross"])
def test_a_quoted_content_has_its_marks(marks: str, cut: str) -> None:
    text = f"{marks[0]}It is not safe to cross,{marks[1]} Ruiz said on Monday."
    (statement,) = build(text, say(text, "Ruiz", "said", cut.replace("“", marks[0])))
    assert contents(statement) == [f"{marks[0]}It is not safe to cross,{marks[1]}"]
    assert [span.text for span in statement.quoted] == ["It is not safe to cross,"]
    assert statement.quotation is QuotationType.DIRECT


def test_a_content_partly_in_marks_is_mixed() -> None:
    text = "Ruiz said the bridge was “a danger to every driver” and would close."
    (statement,) = build(text, say(text, "Ruiz", "said", "the bridge was “a danger to every driver” and would close"))
    assert statement.quotation is QuotationType.MIXED
    assert [span.text for span in statement.quoted] == ["a danger to every driver"]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("The report was praised by Ana Ruiz as fair.", "by Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz’s claim that the dam would hold was false.", "Ana Ruiz’s", "Ana Ruiz"),
        ("Ana Ruiz's claim that the dam would hold was false.", "Ana Ruiz's", "Ana Ruiz"),
        ("The workers’ claim that the dam would hold was false.", "The workers’", "The workers"),
        ("Byron Hale said the dam would hold.", "Byron Hale", "Byron Hale"),
        (
            "So said the mayor, Ana Ruiz, on Monday: the dam would hold.",
            "the mayor, Ana Ruiz, on",
            "the mayor, Ana Ruiz",
        ),
    ],
)
def test_a_source_has_neither_by_nor_a_possessive_ending(text: str, words: str, source: str) -> None:
    content = "fair" if "fair" in text else "the dam would hold"
    cue = next(each for each in ("praised", "claim", "said") if each in text)
    (statement,) = build(text, say(text, words, cue, content))
    assert statement.source is not None
    assert statement.source.text == source


@pytest.mark.parametrize(
    ("text", "source", "cue", "hears"),
    [
        ("The inquest heard that the dam would hold.", "The inquest", "heard", True),
        ("A public inquiry has heard that the dam would hold.", "A public inquiry", "has heard", True),
        ("Ana Ruiz heard that the dam would hold.", "Ana Ruiz", "heard", False),
        ("Ana Ruiz was told that the dam would hold.", "Ana Ruiz", "was told", True),
        ("Ana Ruiz had been repeatedly warned the dam would hold.", "Ana Ruiz", "had been repeatedly warned", True),
        ("That the dam would hold Ruiz was told by Holm.", "Holm", "was told by", False),
        ("The court told Ruiz that the dam would hold.", "The court", "told", False),
        ("The court said that the dam would hold.", "The court", "said", False),
    ],
)
def test_who_hears_is_no_source(text: str, source: str, cue: str, *, hears: bool) -> None:
    (statement,) = build(text, say(text, source, cue, "the dam would hold"))
    assert (statement.source is None) is hears


@pytest.mark.parametrize(
    ("cue", "is_spoken_of"),
    [("is said", True), ("are understood", True), ("was widely believed", True), ("said", False)],
)
def test_who_a_passive_is_about_is_no_source_and_part_of_what_is_said(cue: str, *, is_spoken_of: bool) -> None:
    text = f"Ana Ruiz {cue} to be weighing a move."
    (statement,) = build(text, say(text, "Ana Ruiz", cue, "to be weighing a move"))
    assert (statement.source is None) is is_spoken_of
    assert contents(statement) == (["Ana Ruiz"] if is_spoken_of else []) + ["to be weighing a move"]


def test_source_and_cue_are_cut_out_of_the_content() -> None:
    text = "The dam, Ana Ruiz said, would hold for years."
    (statement,) = build(text, say(text, "Ana Ruiz", "said", "The dam, Ana Ruiz said, would hold for years"))
    assert contents(statement) == ["The dam", "would hold for years"]


def test_an_attribution_without_a_word_of_content_is_no_statement() -> None:
    text = "Ruiz said: ... It rained."
    assert build(text, say(text, "Ruiz", "said", ": ...")) == ()


def test_an_attribution_without_content_is_no_statement() -> None:
    text = "Ruiz spoke on Monday. It rained."
    assert build(text, say(text, "Ruiz", "spoke")) == ()


def test_a_cue_that_ends_its_paragraph_with_a_colon_introduces_the_next_quotation() -> None:
    text = "The road stayed shut, and Ruiz wrote:\n\n“We will not open it before spring.”\n\nIt rained."
    (statement,) = build(text, say(text, "Ruiz", "wrote"))
    assert outline([statement]) == [("Ruiz", "wrote", ["“We will not open it before spring.”"])]


def test_an_article_without_attributions_or_quotations_has_no_statement() -> None:
    assert build("The bridge opened on Monday.") == ()
    assert build("") == ()


# Quotations that go on ------------------------------------------------------------------------------------------------


def test_a_quotation_split_by_its_cue_is_one_statement() -> None:
    text = "“It is not safe to cross,” Ruiz said. “We will not open it before spring.” It rained."
    (statement,) = build(text, say(text, "Ruiz", "said", "“It is not safe to cross,”"))
    assert contents(statement) == ["“It is not safe to cross,”", "“We will not open it before spring.”"]
    assert statement.quotation is QuotationType.DIRECT
    assert not statement.implicit_cue


def test_a_quotation_in_the_next_paragraph_goes_on() -> None:
    text = "“It is not safe to cross,” Ruiz said.\n\n“We will not open it before spring.”\n\nIt rained."
    (statement,) = build(text, say(text, "Ruiz", "said", "“It is not safe to cross,”"))
    assert contents(statement) == [
        "“It is not safe to cross,”",
        "“We will not open it before spring.”",
    ]


def test_a_quotation_opened_again_in_each_paragraph_is_one_statement() -> None:
    text = "Ruiz said: “It is not safe to cross.\n\n“The steel is worn through.\n\n“We will not open it.”\n\nRain fell."
    (statement,) = build(text, say(text, "Ruiz", "said", "“It is not safe to cross."))
    assert contents(statement)[1:] == ["“The steel is worn through.", "“We will not open it.”"]
    assert statement.quotation is QuotationType.DIRECT
    assert [span.text for span in statement.quoted][-1] == "We will not open it."


def test_the_words_of_another_speaker_are_not_joined() -> None:
    text = "“It is not safe to cross,” Ruiz said.\n\n“It was always safe to cross it,” Hale argued."
    statements = build(
        text,
        say(text, "Ruiz", "said", "“It is not safe to cross,”"),
        say(text, "Hale", "argued", "“It was always safe to cross it,”"),
    )
    assert outline(statements) == [
        ("Ruiz", "said", ["“It is not safe to cross,”"]),
        ("Hale", "argued", ["“It was always safe to cross it,”"]),
    ]


def test_a_quotation_that_nobody_introduces_has_an_implicit_cue_and_no_source() -> None:
    text = "The hall was full on Monday night.\n\n“We have waited ten years for this bridge.”\n\nIt rained."
    (statement,) = build(text)
    assert (statement.source, statement.cue, statement.implicit_cue) == (None, None, True)
    assert contents(statement) == ["“We have waited ten years for this bridge.”"]
    assert statement.by.startswith("rule:")


def test_turns_of_an_interview_belong_to_their_labels() -> None:
    text = (
        "Interviewer: Why did the bridge close?\n\nAna Ruiz: The steel was worn in many places.\n\n"
        "Interviewer: And when will it open again?\n\nAna Ruiz: Not before the spring."
    )
    statements = build(text)
    assert outline(statements) == [
        ("Interviewer", ":", ["Why did the bridge close?"]),
        ("Ana Ruiz", ":", ["The steel was worn in many places."]),
        ("Interviewer", ":", ["And when will it open again?"]),
        ("Ana Ruiz", ":", ["Not before the spring."]),
    ]
    assert {each.quotation for each in statements} == {QuotationType.DIRECT}


def test_a_label_that_stands_once_is_no_turn() -> None:
    assert build("Correction: The bridge opened in 1931.\n\nThe bridge is long.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Joe “Lefty” Smith crossed the bridge.",
        "Her novel “The Bridge of Winter” won a prize.",
        "The so-called “people’s bridge” is closed.",
        "The “experts” had gone home by then.",
        "The crowd sang “Ode to Joy” until dawn.",
    ],
)
def test_nicknames_titles_and_scare_quotes_are_no_statements(text: str) -> None:
    assert build(text) == ()


def test_a_nickname_makes_no_content_mixed() -> None:
    text = "Ruiz said that Joe “Lefty” Smith had crossed the bridge."
    (statement,) = build(text, say(text, "Ruiz", "said", "that Joe “Lefty” Smith had crossed the bridge"))
    assert statement.quotation is QuotationType.INDIRECT
    assert statement.quoted == ()


# Nesting --------------------------------------------------------------------------------------------------------------

NESTED = "Ruiz said that Hale had told the council that engineers believed the dam would hold."


def nested_attributions() -> tuple[Attribution, ...]:
    """Make three attributions, each inside the one before."""
    return (
        say(NESTED, "Ruiz", "said", "that Hale had told the council that engineers believed the dam would hold"),
        say(NESTED, "Hale", "had told", "that engineers believed the dam would hold"),
        say(NESTED, "engineers", "believed", "the dam would hold"),
    )


def test_a_statement_is_nested_in_the_innermost_that_holds_it() -> None:
    outer, middle, inner = build(NESTED, *nested_attributions())
    assert outer.nested_in is None
    assert middle.nested_in == outer.id
    assert inner.nested_in == middle.id


def test_the_first_person_inside_a_quotation_is_no_speaker_of_its_own() -> None:
    text = "“I believe that the bridge is not safe,” Ruiz said."
    statements = build(
        text,
        say(text, "Ruiz", "said", "“I believe that the bridge is not safe,”"),
        say(text, "I", "believe", "that the bridge is not safe"),
    )
    assert outline(statements) == [("Ruiz", "said", ["“I believe that the bridge is not safe,”"])]


# Identity and order ---------------------------------------------------------------------------------------------------


def test_ids_rest_on_evidence_and_not_on_confidence() -> None:
    sure, unsure = (
        build(NESTED, say(NESTED, "Ruiz", "said", "that Hale had told the council", confidence=confidence))[0]
        for confidence in (0.95, 0.55)
    )
    assert sure.id == unsure.id
    assert (sure.confidence, unsure.confidence) == (0.95, 0.55)


def test_another_span_or_another_text_makes_another_id() -> None:
    text = NESTED + " It rained."
    found = {
        build(NESTED, say(NESTED, "Ruiz", "said", "that Hale had told the council"))[0].id,
        build(NESTED, say(NESTED, "Ruiz", "said", "that Hale had told"))[0].id,
        build(NESTED, say(NESTED, None, "said", "that Hale had told the council"))[0].id,
        build(text, say(text, "Ruiz", "said", "that Hale had told the council"))[0].id,
    }
    assert len(found) == 4


def test_statements_name_the_model_and_their_article() -> None:
    (statement,) = build(NESTED, say(NESTED, "Ruiz", "said", "that Hale had told the council"))
    assert statement.by == MODEL
    assert statement.article == make_article(NESTED).reference


def test_the_order_of_attributions_changes_nothing() -> None:
    annotations = (
        Annotation(text_sha256=text_digest(NESTED), model=MODEL, attributions=attributions)
        for attributions in (nested_attributions(), nested_attributions()[::-1])
    )
    one, other = (build_statements(make_article(NESTED), annotation) for annotation in annotations)
    assert one == other


# Whatever the model says ----------------------------------------------------------------------------------------------

PIECES = (
    "Ruiz said ", "the dam would hold", ". ", "“", "”", '"', "‘", "’", "\n\n", " “We will not open it,” ",
    "he said. ", "I ", "Host: ", "cafe\u0301 ", "👩‍👩‍👧", "שלום ", "\u200b", "漢字 ", "...", ", ", " — ", "(", ")",
    "by ", "’s ", "“We go. ",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Article, Annotation]:
    """Draw an article and attributions whose roles lie anywhere in it."""
    text = draw(PAGES)

    def spans(least: int, most: int) -> tuple[Span, ...]:
        places = draw(st.lists(st.integers(0, len(text)), min_size=2 * least, max_size=2 * most, unique=True))
        edges = sorted(places)
        return tuple(Span.cut(text, *each) for each in zip(edges[::2], edges[1::2], strict=False))

    attributions = tuple(
        Attribution(
            source=spans(0, 2), cue=spans(0, 2), content=content, confidence=draw(st.floats(0, 1))
        )
        for _ in range(draw(st.integers(0, 4)))
        if (content := spans(0, 3))
    )  # fmt: skip
    return make_article(text), Annotation(text_sha256=text_digest(text), model=MODEL, attributions=attributions)


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


@settings(max_examples=300)
@given(annotated())
def test_spans_cut_their_words_whatever_the_model_says(drawn: tuple[Article, Annotation]) -> None:
    article, annotation = drawn
    for statement in build_statements(article, annotation):
        apart = [span for span in (statement.source, statement.cue) if span is not None]
        check_spans(article.text, (*apart, *statement.content, *statement.quoted))


@settings(max_examples=300)
@given(annotated())
def test_contents_ascend_and_keep_clear_of_source_and_cue(drawn: tuple[Article, Annotation]) -> None:
    for statement in build_statements(*drawn):
        assert all(one.end <= other.start for one, other in pairwise(statement.content))
        apart = [span for span in (statement.source, statement.cue) if span is not None]
        assert not any(overlap(span, content) for span in apart for content in statement.content)


@settings(max_examples=300)
@given(annotated())
def test_quoted_parts_lie_in_the_content(drawn: tuple[Article, Annotation]) -> None:
    for statement in build_statements(*drawn):
        for part in statement.quoted:
            assert any(span.start <= part.start and part.end <= span.end for span in statement.content)
        assert (statement.quotation is QuotationType.INDIRECT) <= (not statement.quoted)


@settings(max_examples=300)
@given(annotated())
def test_statements_are_ordered_by_content_and_nested_in_each_other(drawn: tuple[Article, Annotation]) -> None:
    statements = build_statements(*drawn)
    firsts = [statement.content[0].start for statement in statements]
    assert firsts == sorted(firsts)
    ids = {statement.id for statement in statements}
    for statement in statements:
        assert statement.nested_in is None or statement.nested_in in ids - {statement.id}
        assert statement.implicit_cue == (statement.cue is None)


@settings(max_examples=100)
@given(annotated())
def test_building_twice_gives_the_same(drawn: tuple[Article, Annotation]) -> None:
    assert build_statements(*drawn) == build_statements(*drawn)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "’", "«"])
def test_a_page_of_quote_marks_takes_bounded_time(mark: str) -> None:
    began = time.process_time()
    build(mark * 100_000)
    assert time.process_time() - began < 3.0

"""Domain types: illegal values cannot be built, JSON round-trips, ids rest on evidence only."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import domain
from onrecord.domain import Article, ArticleReference, Paragraph, ParagraphKind, PublisherMessage, Span, Statement

TEXT = "“Enough,” the mayor said. A crowd of 40 cheered."
SPANS = st.tuples(st.integers(0, 90), st.text(min_size=1, max_size=8)).map(
    lambda drawn: Span(start=drawn[0], end=drawn[0] + len(drawn[1]), text=drawn[1])
)
SHORT_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def make_article(**changes: Any) -> Article:  # noqa: ANN401 - any field may be replaced
    """Build a whole article; ``changes`` replaces fields."""
    fields: dict[str, Any] = {
        "id": "a1",
        "locator": "page.txt",
        "title": None,
        "url": None,
        "publisher": None,
        "authors": (),
        "language": "en",
        "published_at": None,
        "captured_at": None,
        "capture": "sha256:00",
        "text_sha256": domain.text_digest(TEXT),
        "text": TEXT,
        "page_text": TEXT,
        "paragraphs": (Paragraph(span=Span.cut(TEXT, 0, len(TEXT)), kind=ParagraphKind.BODY),),
        "publisher_messages": (),
    }
    return Article(**{**fields, **changes})


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Draw a statement with every field of evidence filled in at random."""
    return Statement(
        id=draw(SHORT_TEXT),
        article=make_article(title=draw(st.none() | SHORT_TEXT), authors=tuple(draw(st.lists(SHORT_TEXT)))).reference,
        source=draw(st.none() | SPANS),
        cue=draw(st.none() | SPANS),
        implicit_cue=draw(st.booleans()),
        content=tuple(draw(st.lists(SPANS, min_size=1, max_size=3))),
        quoted=tuple(draw(st.lists(SPANS, max_size=2))),
        quotation=draw(st.sampled_from(domain.QuotationType)),
        type=draw(st.sampled_from(domain.StatementType)),
        negated=draw(st.booleans()),
        nested_in=draw(st.none() | SHORT_TEXT),
        confidence=draw(st.floats(0, 1)),
        by="rule",
    )


def test_span_cuts_its_own_words() -> None:
    span = Span.cut(TEXT, 1, 7)
    assert (span.start, span.end, span.text) == (1, 7, "Enough")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 3), (-2, 1), (40, 400)])
def test_span_that_cuts_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span.cut(TEXT, start, end)


def test_span_counts_code_points_not_bytes_or_glyphs() -> None:
    text = "😀e\u0301 ok"
    assert Span.cut(text, 4, 6).text == "ok"


def test_domain_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Span.cut(TEXT, 1, 7).start = 2  # type: ignore[misc]


def test_article_refuses_a_paragraph_that_cuts_other_words() -> None:
    stray = Paragraph(span=Span(start=0, end=3, text="abc"), kind=ParagraphKind.BODY)
    with pytest.raises(ValueError, match="other words"):
        make_article(paragraphs=(stray,))


def test_publisher_messages_cut_the_page_text() -> None:
    page = TEXT + "\nSubscribe now."
    message = PublisherMessage(span=Span.cut(page, len(TEXT) + 1, len(page)), kind=domain.MessageKind.APPEAL, by="rule")
    assert make_article(page_text=page, publisher_messages=(message,)).publisher_messages == (message,)
    with pytest.raises(ValueError, match="other words"):
        make_article(publisher_messages=(message,))


def test_reference_repeats_the_article_and_no_text() -> None:
    reference = make_article(title="T").reference
    assert (reference.id, reference.title, reference.language) == ("a1", "T", "en")
    assert {"text", "page_text", "paragraphs"}.isdisjoint(ArticleReference.__struct_fields__)


@given(statements())
def test_statement_survives_json(statement: Statement) -> None:
    line = domain.encode(statement)
    assert b"\n" not in line
    assert domain.decode_statement(line) == statement
    assert domain.encode(domain.decode_statement(line)) == line


@given(statements())
def test_statement_json_has_the_keys_of_the_contract(statement: Statement) -> None:
    keys = set(json.loads(domain.encode(statement)))
    assert keys >= set(
        "schema id article source cue implicit_cue content quoted quotation type negated nested_in via speaker medium "
        "addressee place said_at figures times confidence".split()
    )


def test_json_names_that_are_python_words_are_written_by_contract() -> None:
    published = domain.PublishedAt(value="2025-03-14", precision=domain.Precision.DAY, origin=domain.DateOrigin.META)
    assert json.loads(domain.encode(published))["from"] == "meta"
    relation = domain.Relation(kind=domain.RelationKind.RATE, other=1)
    assert json.loads(domain.encode(relation)) == {"kind": "rate", "with": 1}


def test_unknown_choice_in_json_is_refused_by_name() -> None:
    line = domain.encode(make_statement()).replace(b'"direct"', b'"verbatim"')
    with pytest.raises(msgspec.ValidationError, match=r"\$\.quotation"):
        domain.decode_statement(line)


def make_statement(**changes: Any) -> Statement:  # noqa: ANN401 - any field may be replaced
    """Build a statement about ``TEXT``; ``changes`` replaces fields."""
    fields: dict[str, Any] = {
        "id": "s1",
        "article": make_article().reference,
        "source": Span.cut(TEXT, 10, 19),
        "cue": Span.cut(TEXT, 20, 24),
        "implicit_cue": False,
        "content": (Span.cut(TEXT, 0, 9),),
        "quoted": (Span.cut(TEXT, 1, 8),),
        "quotation": domain.QuotationType.DIRECT,
        "type": domain.StatementType.ASSERTION,
        "negated": False,
        "nested_in": None,
        "confidence": 0.5,
        "by": "rule",
    }
    return Statement(**{**fields, **changes})


def test_statement_without_content_is_refused() -> None:
    with pytest.raises(ValueError, match="content"):
        make_statement(content=())


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_outside_zero_to_one_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        make_statement(confidence=confidence)


def test_statement_id_rests_on_evidence_only() -> None:
    evidence: dict[str, Any] = {
        "text_sha256": "ab",
        "source": Span.cut(TEXT, 10, 19),
        "cue": None,
        "content": [Span.cut(TEXT, 0, 9)],
    }
    canonical = '{"article":"ab","content":[[0,9]],"cue":null,"source":[10,19]}'
    assert domain.statement_id(**evidence) == hashlib.sha256(canonical.encode()).hexdigest()
    assert domain.statement_id(**{**evidence, "source": None}) != domain.statement_id(**evidence)


def test_article_id_rests_on_capture_and_text() -> None:
    one = domain.article_id(capture="sha256:1", text_sha256="a")
    assert one == domain.article_id(text_sha256="a", capture="sha256:1")
    assert one != domain.article_id(capture="sha256:1", text_sha256="b")


def test_capture_digest_names_its_algorithm() -> None:
    digest = domain.Capture(locator="-", payload=b"abc").digest
    assert digest == "sha256:" + hashlib.sha256(b"abc").hexdigest()

"""Which words of a sentence report: clauses without their contents, and what shares a cue's clause."""

from __future__ import annotations

import pytest

from onrecord.domain import (
    Article,
    Paragraph,
    ParagraphKind,
    QuotationType,
    Span,
    Statement,
    StatementType,
    statement_id,
    text_digest,
)
from onrecord.statements.clauses import Page, shares_clause
from onrecord.text import paragraphs


def make_article(text: str) -> Article:
    """Make an article of which every line is a paragraph."""
    kept = tuple(Paragraph(span=Span.cut(text, *each), kind=ParagraphKind.BODY) for each in paragraphs(text))
    return Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en", published_at=None,
        captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text, page_text=text,
        paragraphs=kept, publisher_messages=(),
    )  # fmt: skip


def say(article: Article, source: str, cue: str, *content: str) -> Statement:
    """Make the statement of words that each stand once in the text."""

    def find(words: str) -> Span:
        assert article.text.count(words) == 1
        start = article.text.index(words)
        return Span.cut(article.text, start, start + len(words))

    spans = tuple(find(each) for each in content)
    return Statement(
        id=statement_id(text_sha256=article.text_sha256, source=find(source), cue=find(cue), content=spans),
        article=article.reference, source=find(source), cue=find(cue), implicit_cue=False, content=spans, quoted=(),
        quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None, confidence=1.0,
        by="test",
    )  # fmt: skip


def test_a_sentence_is_found_by_any_place_in_it() -> None:
    page = Page(make_article("Rain fell. Mr. Lee left.\nNobody saw."), ())
    assert [page.text[slice(*page.sentence(place))] for place in (3, 11, 20, 25)] == [
        "Rain fell.", "Mr. Lee left.", "Mr. Lee left.", "Nobody saw.",
    ]  # fmt: skip
    assert [page.paragraph(place) for place in (0, 20, 25, 99)] == [0, 0, 1, 1]


def test_the_reporting_words_are_those_outside_the_contents() -> None:
    article = make_article("“It rained,” Lee said on the pier, “and it rained.”")
    statement = say(article, "Lee", "said", "“It rained,”", "“and it rained.”")
    page = Page(article, [statement])
    assert statement.cue is not None
    whole = (0, len(article.text))
    assert page.reporting(*whole, statement.cue.start).split() == ["Lee", "said", "on", "the", "pier,"]
    assert all(low <= high for low, high in page.pieces(*whole, statement.cue.start))
    assert page.pieces(5, 5, 0) == []


def test_a_content_is_reporting_to_what_is_nested_in_it() -> None:
    article = make_article("Lee said Reyes had promised the pier would open.")
    outer = say(article, "Lee", "said", "Reyes had promised the pier would open")
    inner = say(article, "Reyes", "had promised", "the pier would open")
    page = Page(article, [outer, inner])
    assert outer.cue is not None
    assert inner.cue is not None
    assert page.reporting(0, 47, outer.cue.start).strip() == "Lee said"
    assert page.reporting(0, 47, inner.cue.start).strip() == "Lee said Reyes had promised"
    assert (page.has_cue(0, 20), page.has_cue(9, 15)) == (True, False)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("On the pier, Lee said boats had sunk.", "the pier", True),
        ("Lee said on the pier boats had sunk.", "the pier", True),
        ("Lee, who fell off the pier, said boats had sunk.", "the pier", False),
        ("After a walk on the pier, Lee said boats had sunk.", "the pier", False),
        ("Lee said boats had sunk, which hurt the pier.", "the pier", False),
        ("Lee said boats had sunk near the quay.", "sunk", False),
    ],
)
def test_words_share_the_clause_of_a_cue(text: str, words: str, *, expected: bool) -> None:
    article = make_article(text)
    statement = say(article, "Lee", "said", "boats had sunk")
    start = text.index(words)
    assert shares_clause(Span.cut(text, start, start + len(words)), statement, Page(article, [statement])) is expected


def test_another_cue_between_parts_them() -> None:
    article = make_article("On the pier, Reyes shouted a warning and Lee said boats had sunk.")
    shouted = say(article, "Reyes", "shouted", "a warning")
    said = say(article, "Lee", "said", "boats had sunk")
    page = Page(article, [shouted, said])
    pier = Span.cut(article.text, 3, 11)
    assert shares_clause(pier, shouted, page)
    assert not shares_clause(pier, said, page)

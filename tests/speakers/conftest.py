"""Statements of small articles, written out by hand: what the resolver is given, without the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from onrecord.domain import (
    Annotation,
    Article,
    Paragraph,
    ParagraphKind,
    QuotationType,
    Span,
    Speaker,
    Statement,
    StatementType,
    article_id,
    statement_id,
    text_digest,
)
from onrecord.speakers import resolve_speakers

Said = tuple[str | None, str | None, str]
"""Source, cue and content as words of the text; ``None`` where there is none."""
Resolve = Callable[..., tuple[Statement, ...]]
Who = Callable[..., tuple[Speaker, ...]]
Make = Callable[[str, list[Span]], tuple[Article, list[Statement]]]


def make_article(text: str, publisher: str | None = None) -> Article:
    """An article of this text, one paragraph a line."""
    digest = text_digest(text)
    paragraphs = [Span.cut(text, found.start(), found.end()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return Article(
        id=article_id(capture="test", text_sha256=digest), locator="test", title=None, url=None, publisher=publisher,
        authors=(), language="en", published_at=None, captured_at=None, capture="test", text_sha256=digest, text=text,
        page_text=text, paragraphs=tuple(Paragraph(span=span, kind=ParagraphKind.BODY) for span in paragraphs),
        publisher_messages=(),
    )  # fmt: skip


def make_statement(article: Article, source: Span | None, cue: Span | None, content: Span) -> Statement:
    """The plainest statement with these spans."""
    return Statement(
        id=statement_id(text_sha256=article.text_sha256, source=source, cue=cue, content=[content]),
        article=article.reference, source=source, cue=cue, implicit_cue=cue is None, content=(content,), quoted=(),
        quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None, confidence=1.0,
        by="test",
    )  # fmt: skip


def find_spans(text: str, said: Sequence[Said]) -> list[tuple[Span | None, Span | None, Span]]:
    """The places of each statement's words: of all places the ones where the three stand closest, used once each."""
    used: set[int] = set()
    found = []
    for source, cue, content in said:
        content_at = text.index(content)
        spans: list[Span | None] = []
        for words in (source, cue):
            if words is None:
                spans.append(None)
                continue
            whole = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
            places = [at.start() for at in re.finditer(whole, text)]
            outside = [at for at in places if not content_at <= at < content_at + len(content) and at not in used]
            start = min(outside, key=lambda at: abs(at - content_at) + (at > content_at + len(content) + 40) * 1000)
            used.add(start)
            spans.append(Span.cut(text, start, start + len(words)))
        found.append((spans[0], spans[1], Span.cut(text, content_at, content_at + len(content))))
    return found


def resolve_text(
    text: str,
    *said: Said,
    nested: dict[int, int] | None = None,
    quoted: tuple[int, ...] = (),
    publisher: str | None = None,
    annotation: Annotation | None = None,
) -> tuple[Statement, ...]:
    """Resolve the statements of a text.

    ``nested`` maps the number of a statement to that of the one around it, ``quoted`` names those that are verbatim.
    """
    article = make_article(text, publisher)
    statements = [make_statement(article, *spans) for spans in find_spans(text, said)]
    for inner, outer in (nested or {}).items():
        statements[inner] = replace(statements[inner], nested_in=statements[outer].id)
    for number in quoted:
        verbatim = statements[number].content
        statements[number] = replace(statements[number], quotation=QuotationType.DIRECT, quoted=verbatim)
    empty = Annotation(text_sha256=article.text_sha256, model="none", attributions=())
    return resolve_speakers(statements, article, annotation or empty)


@pytest.fixture
def resolve() -> Resolve:
    """``resolve_text``."""
    return resolve_text


@pytest.fixture
def who() -> Who:
    """The speakers that ``resolve_text`` gives."""

    def give(text: str, *said: Said, **options: object) -> tuple[Speaker, ...]:
        speakers = [each.speaker for each in resolve_text(text, *said, **options)]  # type: ignore[arg-type]
        assert None not in speakers
        return tuple(each for each in speakers if each is not None)

    return give


@pytest.fixture(scope="session")
def make() -> Make:
    """An article of any text, and statements of spans of it: source, cue and content in turn."""

    def give(text: str, spans: list[Span]) -> tuple[Article, list[Statement]]:
        article = make_article(text)
        found = {}
        for number, content in enumerate(spans):
            source = spans[number - 1] if number % 4 else None
            cue = spans[number - 2] if number % 3 and number > 1 else None
            statement = make_statement(article, source, cue, content)
            found[statement.id] = statement
        return article, list(found.values())

    return give

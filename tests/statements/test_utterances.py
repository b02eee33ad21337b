"""Which statements belong to one utterance: going on, taking up again, and not across speakers."""

from __future__ import annotations

import pytest

from onrecord.domain import (
    Annotation,
    Article,
    Attribution,
    Paragraph,
    ParagraphKind,
    Span,
    text_digest,
)
from onrecord.statements import build_statements
from onrecord.statements.clauses import Page
from onrecord.statements.utterances import Turn, follow, place_of
from onrecord.text import paragraphs

FIRST = ("Mayor Ann Lee", "told", "the pier would close")


def make_turns(text: str, *told: tuple[str, str, str]) -> list[Turn]:
    """Follow statements given by source, cue and content, each the first such words after the one before."""
    kept = tuple(Paragraph(span=Span.cut(text, *each), kind=ParagraphKind.BODY) for each in paragraphs(text))
    article = Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en", published_at=None,
        captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text, page_text=text,
        paragraphs=kept, publisher_messages=(),
    )  # fmt: skip
    attributions, here = [], 0
    for words in told:
        line = text.index(words[0], here), text.find("\n", text.index(words[0], here))
        end = line[1] if line[1] >= 0 else len(text)
        places = [text.index(each, here, end) for each in words]
        source, cue, content = (
            (Span.cut(text, place, place + len(each)),) for place, each in zip(places, words, strict=True)
        )
        attributions.append(Attribution(source=source, cue=cue, content=content, confidence=0.9))
        here = end
    annotation = Annotation(text_sha256=article.text_sha256, model="m", attributions=tuple(attributions))
    statements = build_statements(article, annotation)
    return follow(statements, Page(article, statements))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("She added that it was not safe.", ("She", "added", "it was not safe")),
        ("Lee said it was not safe.", ("Lee", "said", "it was not safe")),
        ("“It is not safe,” she said.", ("she", "said", "“It is not safe,”")),
    ],
)
def test_the_same_speaker_goes_on(line: str, told: tuple[str, str, str]) -> None:
    first, second = make_turns(f"Mayor Ann Lee told us the pier would close.\n{line}", FIRST, told)
    assert second.goes_on == first.statement
    assert second.speaker == {"mayor", "ann", "lee"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Reyes said it was not safe.", ("Reyes", "said", "it was not safe")),
        ("She has said it was not safe.", ("She", "has said", "it was not safe")),
        ("Lee said in a letter that it was not safe.", ("Lee", "said", "it was not safe")),
        ("Boats left.\nMen left.\nLee said it was not safe.", ("Lee", "said", "it was not safe")),
    ],
)
def test_other_speakers_and_other_occasions_do_not(line: str, told: tuple[str, str, str]) -> None:
    _, second = make_turns(f"Mayor Ann Lee told us the pier would close.\n{line}", FIRST, told)
    assert second.goes_on is None


def test_a_paper_does_not_interrupt() -> None:
    first, paper, third = make_turns(
        "Mayor Ann Lee told us the pier would close.\nThe report blames rust.\nShe said it was not safe.",
        FIRST, ("The report", "blames", "rust"), ("She", "said", "it was not safe"),
    )  # fmt: skip
    assert (first.speaks, paper.speaks) == (True, False)
    assert third.goes_on == first.statement


@pytest.mark.parametrize(("adjective", "latest"), [("latest", True), ("same", False)])
def test_an_utterance_named_again_leads_to_the_earlier_ones_of_its_speaker(adjective: str, latest: bool) -> None:
    first, _, third = make_turns(
        "Mayor Ann Lee told us the pier would close.\nReyes said it would not.\n"
        f"In the {adjective} statement, Lee blamed the haste.",
        FIRST, ("Reyes", "said", "it would not"), ("Lee", "blamed", "the haste"),
    )  # fmt: skip
    assert (third.again, third.latest) == ((first.statement,), latest)


def test_two_together_are_not_one_of_them() -> None:
    _, both = make_turns(
        "Mayor Ann Lee told us the pier would close.\nLee and Reyes said it was not safe.",
        FIRST, ("Lee and Reyes", "said", "it was not safe"),
    )  # fmt: skip
    assert not both.is_one
    assert both.goes_on is None


def test_turns_are_in_the_order_of_the_cues() -> None:
    turns = make_turns(
        "Mayor Ann Lee told us the pier would close.\n“It will not,” Reyes said.",
        FIRST, ("Reyes", "said", "“It will not,”"),
    )  # fmt: skip
    assert [place_of(each.statement) for each in turns] == sorted(place_of(each.statement) for each in turns)

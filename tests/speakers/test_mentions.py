"""The mentions of an article and their chains, as the walk for speakers met them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import Annotation, MentionKind, Span
from onrecord.speakers.mentions import Mentions, find_mentions

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Article, Statement

    Make = Callable[[str, list[Span]], tuple[Article, list[Statement]]]

TEXT = (
    "Mayor Dana Mills opened the bridge in Harborough.\n"
    "She thanked the ministry of Lorland. Mills said the work was done."
)


def read(make: Make, text: str, *sources: str) -> Mentions:
    """The mentions of a text with statements of these sources, each said in the rest of its line."""
    places = [text.rindex(source) for source in sources]
    spans = [
        Span.cut(text, start, end)
        for source, start in zip(sources, places, strict=True)
        for start, end in ((start, start + len(source)), (start + len(source) + 6, len(text)))
    ]
    article, statements = make(text, spans)
    annotation = Annotation(text_sha256=article.text_sha256, model="none", attributions=())
    return find_mentions(statements, article, annotation)


def test_a_chain_has_the_name_the_pronoun_and_the_surname(make: Make) -> None:
    found = read(make, TEXT, "Mills")
    chains = [[found.mentions[number].span.text for number in chain] for chain in found.chains]
    assert ["Dana Mills", "She", "Mills"] in chains


def test_kinds_and_heads_are_told(make: Make) -> None:
    found = {each.span.text: each for each in read(make, TEXT).mentions}
    assert found["Dana Mills"].kind is MentionKind.PERSON
    assert found["the ministry of Lorland"].head.text == "ministry"


def test_mentions_are_in_order_and_once(make: Make) -> None:
    found = read(make, TEXT, "Mills").mentions
    places = [(each.span.start, -each.span.end) for each in found]
    assert places == sorted(set(places))
    assert all(TEXT[each.span.start : each.span.end] == each.span.text for each in found)
    assert all(each.span.holds(each.head) for each in found)


def test_nothing_is_mentioned_in_a_text_without_people(make: Make) -> None:
    assert read(make, "rain fell all night.") == Mentions((), ())

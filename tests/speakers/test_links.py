"""The model's mentions as evidence: kinds of names, and votes on whom a pronoun means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.domain import Annotation, Link, Mention, MentionKind, Span, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]

TEXT = "Anna Lee and Mia Cole met on Monday. “It was short,” she said."


def mention(text: str, words: str, kind: MentionKind) -> Mention:
    start = text.index(words)
    span = Span.cut(text, start, start + len(words))
    return Mention(span=span, head=span, kind=kind, confidence=0.9)


def annotate(text: str, words: list[tuple[str, MentionKind]], *links: Link) -> Annotation:
    return Annotation(
        text_sha256="",
        model="test",
        attributions=(),
        mentions=tuple(mention(text, *each) for each in words),
        links=links,
    )


PEOPLE = [("Anna Lee", MentionKind.PERSON), ("Mia Cole", MentionKind.PERSON), ("she", MentionKind.PERSON)]


@pytest.mark.parametrize(("antecedent", "rival", "name"), [(0, 1, "Anna Lee"), (1, 0, "Mia Cole")])
def test_a_sure_link_decides_between_candidates(who: Who, antecedent: int, rival: int, name: str) -> None:
    link = Link(mention=2, antecedent=antecedent, confidence=0.95, rival=rival, rival_confidence=0.03)
    (speaker,) = who(TEXT, ("she", "said", "“It was short,”"), annotation=annotate(TEXT, PEOPLE, link))
    assert speaker.name == name


def test_an_unsure_link_leaves_the_pronoun_open(who: Who) -> None:
    link = Link(mention=2, antecedent=0, confidence=0.5, rival=1, rival_confidence=0.45)
    (speaker,) = who(TEXT, ("she", "said", "“It was short,”"), annotation=annotate(TEXT, PEOPLE, link))
    assert speaker.unresolved is not None


def test_a_name_that_no_rule_knows_is_of_the_kind_that_the_model_says(who: Who) -> None:
    text = "On Monday Kompa said it would wait."
    said = ("Kompa", "said", "it would wait")
    annotation = annotate(text, [("Kompa", MentionKind.PERSON)])
    (bare,), (known,) = who(text, said), who(text, said, annotation=annotation)
    assert (bare.kind, known.kind) == (SpeakerKind.ORGANIZATION, SpeakerKind.PERSON)

"""Votes for what kind of thing a name means."""

from __future__ import annotations

import pytest

from onrecord.domain import SpeakerKind
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.name_kinds import is_adverb, is_plural_word
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met J. T. Kompa there.", SpeakerKind.PERSON),
        ("They trust KompaSurvey in all.", SpeakerKind.ORGANIZATION),
        ("They sold shares in Vila Kompa.", SpeakerKind.ORGANIZATION),
        ("They walked to the Kompa River.", SpeakerKind.GOVERNMENT),
        ("They asked chief executive of Vila Kompa.", SpeakerKind.ORGANIZATION),
    ],
)
def test_words_and_neighbours_tell_the_kind(text: str, kind: SpeakerKind) -> None:
    (name,) = find_names(Page(text, [(0, len(text))]), read_lexicon())
    assert name.kind is kind


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(("Loyalists",), True), (("Sanders",), False), (("Press",), False), (("Ann", "Loyalists"), False)],
)
def test_only_a_long_word_in_s_may_be_a_plural(parts: tuple[str, ...], *, expected: bool) -> None:
    assert is_plural_word(parts) is expected


def test_only_a_long_word_in_ly_may_be_an_adverb() -> None:
    assert is_adverb(("Preemptively",))
    assert not is_adverb(("Kelly",))
    assert not is_adverb(("Ann", "Connellly"))

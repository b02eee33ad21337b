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
        ("They asked Kompa Quays.", SpeakerKind.ORGANIZATION),
        ("They asked Daily Kompa.", SpeakerKind.ORGANIZATION),
        ("They asked POLITICO twice.", SpeakerKind.ORGANIZATION),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They asked the Parks and River Safety Agency.", ["Parks and River Safety Agency"]),
        ("They asked the Ministry of Parks and Rivers.", ["Ministry of Parks and Rivers"]),
        ("They asked the Centers for Tea Control and Prevention.", ["Centers for Tea Control and Prevention"]),
        ("They asked the KTV and River Safety Agency.", ["KTV", "River Safety Agency"]),
        ("They asked the Pentagon and River Safety Agency.", ["Pentagon", "River Safety Agency"]),
        ("They asked Dana Kompa and River Safety Agency.", ["Dana Kompa", "River Safety Agency"]),
        ("They asked the Ministry of Parks and NATO.", ["Ministry of Parks", "NATO"]),
        ("They asked the Park Agency and River Safety Agency.", ["Park Agency", "River Safety Agency"]),
    ],
)
def test_one_body_of_several_fields_is_one_name(text: str, names: list[str]) -> None:
    text = f"On that day some of them wrote once more. {text}"
    found = find_names(Page(text, [(0, len(text))]), read_lexicon())
    assert [" ".join(name.parts) for name in found] == names

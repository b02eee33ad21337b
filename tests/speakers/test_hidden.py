"""Which sources an article keeps unnamed, and which it only describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    "source",
    [
        "a person briefed on the talks",
        "an inside source",
        "one of them",
        "two of his cousins",
        "friends of the keeper",
        "the third, who asked to remain anonymous",
        "the 22-year-old, who asked us not to use her name",
        "a caller who would not identify herself",
        "a teller who did not want to be named",
        "the teller, who asked that her name not be used",
        "people familiar with the ledger",
        "reps for the singer",
        "former and current officials",
        "the authorities",
    ],
)
def test_who_is_pointed_at_but_not_named_is_anonymous(who: Who, source: str) -> None:
    (speaker,) = who(f"Nobody came. On Monday {source} said that it was over.", (source, "said", "that it was over"))
    assert speaker.anonymous
    assert speaker.unresolved is None


@pytest.mark.parametrize(
    "source",
    [
        "voters",
        "the driver, who was named on Friday",
        "the residents",
        "documents seen by the clerk",
        "legal scholars",
        "Lee’s lawyers",
        "friends",
    ],
)
def test_a_population_a_role_and_a_document_hide_nobody(who: Who, source: str) -> None:
    (speaker,) = who(f"Nobody came. On Monday {source} said that it was over.", (source, "said", "that it was over"))
    assert not speaker.anonymous


def test_people_set_apart_by_words_are_not_the_people_before(who: Who) -> None:
    text = "Old people stayed at home. People briefed on the plan said that it had failed."
    (speaker,) = who(text, ("People briefed on the plan", "said", "that it had failed"))
    assert (speaker.name, speaker.anonymous) == ("People briefed on the plan", True)


def test_somebody_who_was_only_spoken_of_is_no_hidden_source(who: Who) -> None:
    text = "Police found a man asleep in the hall. The man told them that it was late."
    (speaker,) = who(text, ("The man", "told", "that it was late"))
    assert not speaker.anonymous
    assert speaker.kind is SpeakerKind.PERSON


def test_sources_spoken_of_before_are_hidden_when_they_speak(who: Who) -> None:
    text = "The list went to other sources in town. On Monday the sources said that it was over."
    (speaker,) = who(text, ("the sources", "said", "that it was over"))
    assert speaker.anonymous


def test_representatives_without_a_name_are_hidden(who: Who) -> None:
    (speaker,) = who("His representatives said that it was over.", ("His representatives", "said", "that it was over"))
    assert speaker.anonymous

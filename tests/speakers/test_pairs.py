"""Two people at once: by "and", by a noun said of two alone, by one surname, or as the only two spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


def name_of(who: Who, text: str, source: str) -> str:
    (speaker,) = who(text, (source, "said", "that it was over"))
    return speaker.name if speaker.unresolved is None else ""


@pytest.mark.parametrize("source", ["They", "The two", "Both", "The pair", "Both men"])
def test_two_joined_as_a_subject_are_a_pair(who: Who, source: str) -> None:
    text = f"Carl Marr and Mr. Dahl met in the harbour. {source} said that it was over."
    assert name_of(who, text, source) == "Carl Marr and Dahl"


def test_the_two_of_whom_alone_a_noun_was_said_are_meant(who: Who) -> None:
    text = (
        "Senator Ada Holt met Judge Ben Marr. Beth Doll, a singer, met Senator Carl Tarn. It was late. "
        "The two senators said that it was over."
    )
    assert name_of(who, text, "The two senators") == "Ada Holt and Carl Tarn"


def test_relatives_are_the_two_of_one_surname(who: Who) -> None:
    text = "Carl Marr met Ada Holt. Then Ben Marr came. The brothers said that it was over."
    assert name_of(who, text, "The brothers") == "Carl Marr and Ben Marr"


@pytest.mark.parametrize(
    ("source", "before"),
    [
        ("The two judges", "Carl Marr and Ada Holt, both singers, met."),
        ("Both men", "Carl Marr met Ben Tarn and Dan Holt."),
        ("Both", "Nobody came."),
        ("The brothers", "Carl Marr met Ada Holt."),
    ],
)
def test_nobody_is_a_pair_for_want_of_another(who: Who, source: str, before: str) -> None:
    assert not name_of(who, f"{before} {source} said that it was over.", source)


@pytest.mark.parametrize(
    ("source", "name"),
    [("The two women", "Ada Holt and Bea Marr"), ("The two leaders", "Ada Holt and Carl Tarn")],
)
def test_the_two_of_a_sort_among_several_are_meant(who: Who, source: str, name: str) -> None:
    text = f"Premier Ada Holt met Mayor Carl Tarn. Mrs. Bea Marr came. {source} said that it was over."
    assert name_of(who, text, source) == name

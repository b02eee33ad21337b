"""Which of two of one surname is older, by relations, ages and *Jr.*, and what it makes of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.speakers.seniority import find_called

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]

FAMILIES = {
    "a relation": "Ada Lorne lives in Tarn with her daughter, Bea Lorne.",
    "ages": "Ada Lorne, 71, met Bea Lorne, 40.",
    "a word": "Ada Lorne met her younger sister, Bea Lorne.",
}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize(
    ("words", "name"),
    [("the elder Lorne", "Ada Lorne"), ("The younger Ms. Lorne", "Bea Lorne"), ("the older Lorne", "Ada Lorne")],
)
def test_the_elder_and_the_younger_of_a_surname_are_told_apart(who: Who, family: str, words: str, name: str) -> None:
    (speaker,) = who(f"{family} It was late, {words} said.", (words, "said", "It was late"))
    assert speaker.name == name


def test_nobody_is_the_elder_where_nothing_tells_who_is_older(who: Who) -> None:
    text = "Ada Lorne met Bea Lorne. It was late, the elder Lorne said."
    (speaker,) = who(text, ("the elder Lorne", "said", "It was late"))
    assert speaker.unresolved == "description: name: two candidates, Bea Lorne and Ada Lorne"


@pytest.mark.parametrize(("words", "name"), [("the mother", "Ada Lorne"), ("the daughter", "Bea Lorne")])
def test_the_mother_and_the_daughter_are_those_of_the_one_family(who: Who, words: str, name: str) -> None:
    text = f"Ada Lorne lives in Tarn with her daughter, Bea Lorne. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name == name


@pytest.mark.parametrize(
    ("words", "elder"), [("the elder ", True), ("The senior Mr. ", True), ("the younger ", False), ("the old ", None)]
)
def test_words_before_a_name_tell_which_one_is_meant(words: str, elder: bool | None) -> None:
    assert find_called(f"{words}Lorne", 0, len(words)) is elder

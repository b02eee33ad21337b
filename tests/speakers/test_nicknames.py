"""Nicknames in marks inside names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.speakers.nicknames import find_nickname

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


def test_a_nickname_is_found_with_its_marks() -> None:
    text = "Dan “The Rock” Marr"
    found = find_nickname(text, 0, len(text))
    assert found is not None
    assert (text[found.start : found.end], found.words) == (" “The Rock” ", "The Rock")


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''"])
@pytest.mark.parametrize("short", ["Lorne", "Ace"])
def test_a_nickname_in_marks_is_another_name_for_the_same_one(who: Who, marks: str, short: str) -> None:
    text = f"Ada {marks[0]}Ace{marks[1]} Lorne came to Tarn on Monday. It was late, {short} said."
    (speaker,) = who(text, (short, "said", "It was late"))
    assert speaker.name == "Ada Lorne"


@pytest.mark.parametrize("before", ["He wrote of Oscar.", "She went to Tunis.", "Fox News"])
def test_a_quotation_after_a_name_is_no_nickname(who: Who, before: str) -> None:
    text = f'{before} "Tarn" Lorne said it was late.'
    (speaker,) = who(text, ("Lorne", "said", "it was late"))
    assert speaker.name == "Lorne"

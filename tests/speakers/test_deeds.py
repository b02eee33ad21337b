"""What people are called for what clauses after their names say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from onrecord.speakers.deeds import find_deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    ("clause", "noun"),
    [
        (", who chairs the panel,", "chairwoman"),
        (" (R-Wyo.), who chairs a panel on coasts,", "chair"),
        (", a hydrologist who has led the agency since 2024,", "head"),
        (", who founded the firm,", "founder"),
        (" who represents the family", "lawyer"),
    ],
)
def test_a_deed_gives_the_nouns_for_who_did_it(clause: str, noun: str) -> None:
    (deed,) = find_deeds(f"Ada Lee{clause} said so.", [len("Ada Lee")])
    assert noun in deed.nouns


@pytest.mark.parametrize(
    "clause", [", who left the panel,", ". He chairs the panel", " and Ben, who chairs the panel,"]
)
def test_other_clauses_are_no_deeds(clause: str) -> None:
    assert find_deeds(f"Ada Lee{clause} said so.", [len("Ada Lee")]) == ()


@pytest.mark.parametrize("words", ["the chairwoman", "the chair of the panel"])
def test_who_chairs_a_panel_is_its_chair(who: Who, words: str) -> None:
    text = f"Ada Marr, who chairs the panel, met Ben Doll. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name == "Ada Marr"


def test_who_heads_one_body_is_not_the_head_of_another(who: Who) -> None:
    words = "the head of the railway"
    text = f"Ada Marr, who heads the museum, met Ben Doll. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name != "Ada Marr"


def test_a_long_text_is_read_in_time_proportional_to_its_length() -> None:
    text = "Ada Lee, " + "word " * 20_000
    assert find_deeds(text, [match.end() for match in re.finditer("word", text)]) == ()

"""Somebody without a name whom the article names soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("The engineer, Ada Holt, had left by then.", "Ada Holt"),
        ("The town engineer, Ada Holt, had left by then.", "an engineer"),
        ("An engineer, Ada Holt, had left by then.", "an engineer"),
        ("The engineer, Ada Holt, had left. The engineer, Ben Marr, had not.", "an engineer"),
    ],
)
def test_a_noun_with_a_name_soon_after_tells_who_was_meant(who: Who, after: str, name: str) -> None:
    (speaker,) = who(f"An engineer warned that it was over.\n\n{after}", ("An engineer", "warned", "it was over"))
    assert speaker.name == name.removeprefix("an ")


def test_far_from_its_lead_a_noun_is_somebody_else(who: Who) -> None:
    filler = "\n\n".join(["It rained."] * 4)
    text = f"An engineer warned that it was over.\n\n{filler}\n\nThe engineer, Ada Holt, had left."
    assert who(text, ("An engineer", "warned", "it was over"))[0].name == "engineer"


def test_the_office_of_somebody_new_is_that_of_whom_the_next_lines_name(who: Who) -> None:
    text = "The town was let down, a judge said.\n\nMrs Justice Marr sat in Tarn. The judge said it was late."
    found = who(text, ("a judge", "said", "The town was let down"), ("The judge", "said", "it was late"))
    assert [each.name for each in found] == ["Marr", "Marr"]


def test_an_office_that_two_hold_foretells_nobody(who: Who) -> None:
    text = "The town was let down, a senator said.\n\nSenator Ada Marr met Senator Ben Doll."
    (speaker,) = who(text, ("a senator", "said", "The town was let down"))
    assert speaker.name not in {"Ada Marr", "Ben Doll"}


LEAD = {
    "a trade": ("A teacher who was sent home", "Ada Marr, 43, said it was late.", "Ada Marr, 43,"),
    "an office held before": ("A former minister", "Ada Marr said it was late.", "Ada Marr"),
    "a relation, after a quotation": ("The mother of a boy who drowned", "“We lost him,” Ada Marr said.", "Ada Marr"),
}


@pytest.mark.parametrize(("words", "after", "source"), LEAD.values(), ids=LEAD)
def test_who_speaks_first_after_the_lead_is_whom_it_describes(who: Who, words: str, after: str, source: str) -> None:
    text = f"{words} said the town was let down.\n\n{after}"
    content = "We lost him," if "“" in after else "it was late"
    speaker, _ = who(text, (words, "said", "the town was let down"), (source, "said", content))
    assert speaker.name == "Ada Marr"


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("A teacher who was sent home", "Mayor Ada Marr said it was late."),  # another trade
        ("A teacher who was sent home", "Ben Doll came. Ada Marr said it was late."),  # not the first to be named
        ("A teacher", "Ada Marr said it was late."),  # nothing is told of the teacher
        ("A spokesman for the school", "Ada Marr said it was late."),
    ],
)
def test_who_speaks_after_the_lead_can_be_somebody_else(who: Who, words: str, after: str) -> None:
    text = f"{words} said the town was let down.\n\n{after}"
    source = "Mayor Ada Marr" if "Mayor" in after else "Ada Marr"
    speaker, _ = who(text, (words, "said", "the town was let down"), (source, "said", "it was late"))
    assert speaker.name != "Ada Marr"

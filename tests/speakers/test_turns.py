"""Who says *I* and *you* outside quotations."""

from __future__ import annotations

import pytest

from onrecord.speakers.cast import gather
from onrecord.speakers.coref import Place
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page
from onrecord.speakers.turns import Turns

TEXT = "Ada Holt met our reporter yesterday on a boat. Ada Holt and Ben Marr were there.\nQ. Were you glad?\nA. I was."


def read(author: str | None, text: str = TEXT) -> tuple[Turns, Page]:
    begin, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append((begin, begin + len(line)))
        begin += len(line) + 1
    page = Page(text, paragraphs)
    names = find_names(page, read_lexicon())
    return Turns(page, names, gather(names, page), author), page


def place(page: Page, word: str) -> Place:
    start = page.text.rindex(word)
    return Place(start, page.sentence(start), page.paragraph(start), None)


def test_a_label_is_who_is_named_most_before_it() -> None:
    turns, page = read(None)
    start = page.text.index("A. I")
    choice = turns.find_label(start, start + 1)
    assert choice is not None
    assert choice.referent is not None
    assert choice.referent.name == "Ada Holt"


def test_who_asks_is_not_told() -> None:
    turns, page = read(None)
    choice = turns.find_label(page.text.index("Q."), page.text.index("Q.") + 1)
    assert choice is not None
    assert (choice.referent, choice.reason) == (None, "the one who asks")


def test_i_in_an_answer_and_you_in_a_question_are_one() -> None:
    turns, page = read(None)
    you, me = turns.find_second_person("you", place(page, "you")), turns.find_first_person("i", place(page, "I was"))
    assert you is not None
    assert you.referent is me.referent is not None


@pytest.mark.parametrize(("author", "name"), [("Ben Marr", "Ben Marr"), ("Cerval Times", None), ("Marr", None)])
def test_i_elsewhere_is_the_author_where_that_is_a_person(author: str, name: str | None) -> None:
    turns, page = read(author, "Nobody spoke. I left.")
    choice = turns.find_first_person("i", place(page, "I left"))
    assert (choice.referent and choice.referent.name) == name

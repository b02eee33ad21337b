"""Whom a pronoun means by where it stands: ahead of its subject, in a turn of an interview, in the author's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.speakers.conftest import find_spans, make_article, make_statement

from onrecord.domain import Annotation
from onrecord.speakers import resolve_speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.domain import Speaker

    Who = Callable[..., Sequence[Speaker]]

INTERVIEW = "Ada Holt met Ben Marr once. Holt now paints.\n\nQ: You said that it rained?\n\nA: I like it.\n\n"


def who_wrote(text: str, authors: tuple[str, ...], *said: tuple[str | None, str | None, str]) -> list[str]:
    """The names of the speakers of an article with a byline."""
    article = replace(make_article(text), authors=authors)
    statements = [make_statement(article, *spans) for spans in find_spans(text, said)]
    empty = Annotation(text_sha256=article.text_sha256, model="none", attributions=())
    speakers = [each.speaker for each in resolve_speakers(statements, article, empty)]
    return [each.name for each in speakers if each is not None]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was out. While he refused to name the firm, Mr. Kell Obrin said that the deal was off.",
        "Ben Marr met the mayor. While he refused to name the firm, Kell Obrin said that the deal was off.",
    ],
)
def test_a_pronoun_in_a_clause_before_the_main_one_is_its_subject(who: Who, text: str) -> None:
    speaker, _ = who(text, ("he", "refused", "to name the firm"), ("Kell Obrin", "said", "that the deal was off"))
    assert speaker.name == "Kell Obrin"


@pytest.mark.parametrize(
    "text",
    [
        "Ben Marr spoke at noon. While he refused to name the firm, Ada Obrin said that the deal was off.",
        "Ben Marr spoke at noon. While he refused to name the firm, Kell Obrin’s lawyer said that the deal was off.",
        "Ben Marr spoke at noon. While he refused to name the firm, Kell Obrin and others left the room.",
        "Ben Marr spoke at noon. While he refused to name the firm, the room of Kell Obrin was dark.",
        "Ben Marr spoke at noon. Yet he refused to name the firm, Kell Obrin wrote later.",
    ],
)
def test_a_pronoun_does_not_look_ahead_to_what_is_no_subject_of_its_kind(who: Who, text: str) -> None:
    (speaker,) = who(text, ("he", "refused", "to name the firm"))
    assert speaker.name in {"Ben Marr", ""}


def test_the_one_author_says_i_outside_quotations() -> None:
    text = "The road to Cerval is long. I think that it is bad. “I like it,” said Ben Marr. We think that it is closed."
    said = (("I", "think", "that it is bad"), ("Ben Marr", "said", "I like it"), ("We", "think", "that it is closed"))
    assert who_wrote(text, ("Ada Holt",), *said) == ["Ada Holt", "Ben Marr", ""]


@pytest.mark.parametrize("authors", [(), ("Ada Holt", "Ben Marr"), ("Holt",), ("Cerval Times",)])
def test_nobody_says_i_where_no_one_person_is_the_author(authors: tuple[str, ...]) -> None:
    text = "The road to Cerval is long. I think that it is bad."
    assert who_wrote(text, authors, ("I", "think", "that it is bad")) == [""]


def test_an_author_whom_the_text_names_is_one_speaker_with_the_name() -> None:
    text = "The road is long. I think that it is bad. The column of Ada Holt, a painter, said so."
    said = (("I", "think", "that it is bad"), ("Ada Holt, a painter,", "said", "so"))
    assert who_wrote(text, ("Ada Holt",), *said) == ["Ada Holt", "Ada Holt"]


def test_the_one_interviewed_is_i_in_answers_and_you_in_questions(who: Who) -> None:
    text = INTERVIEW + "A long answer has two parts. I think that it is late."
    speakers = who(text, ("You", "said", "that it rained"), ("A", ":", "I like it."), ("I", "think", "that it is late"))
    assert [each.name for each in speakers] == ["Ada Holt"] * 3


def test_the_one_who_asks_has_no_name(who: Who) -> None:
    text = INTERVIEW + "Q: I think that it is late."
    (speaker,) = who(text, ("I", "think", "that it is late"))
    assert (speaker.name, speaker.unresolved) == ("", "pronoun: the one who asks")


def test_you_outside_an_interview_is_nobody(who: Who) -> None:
    (speaker,) = who("Ada Holt left. You think that it is late.", ("You", "think", "that it is late"))
    assert not speaker.name


def test_a_reason_quotes_those_without_a_name(who: Who) -> None:
    text = "The drivers met, and the nurses were there. Some voters saw the residents. They said that it was late."
    (speaker,) = who(text, ("They", "said", "that it was late"))
    assert speaker.unresolved == "pronoun: two candidates, “Some voters” and “The drivers”"


@pytest.mark.parametrize(("called", "name"), [("The company", "Hollow Works Ltd"), ("The campaign", "campaign")])
def test_far_from_its_name_only_a_body_without_rivals_is_called_by_a_noun(who: Who, called: str, name: str) -> None:
    rain = "It rained. Nobody came. It snowed. Nobody left."
    text = f"Hollow Works Ltd runs the mill at Cerval.\n\n{rain}\n\n{called} said that it was late."
    (speaker,) = who(text, (called, "said", "that it was late"))
    assert speaker.name == name


def test_he_in_what_he_said_may_be_himself_where_the_words_are_not_quoted(who: Who) -> None:
    text = "Carl Marr left. He said he thought it was over. He had gone."
    speakers = who(text, ("He", "said", "he thought it was over"), ("he", "thought", "it was over"))
    assert [each.name for each in speakers] == ["Carl Marr", "Carl Marr"]


def test_a_pronoun_in_his_own_words_does_not_tell_who_a_speaker_is(who: Who) -> None:
    text = (
        "Quil Tamm, a deputy, spoke last.\n\n“They think she will win,” he said.\n\n"
        "Tamm said that it was late.\n\n“It was close,” he added."
    )
    speakers = who(text, ("he", "said", "They think she will win"), ("he", "added", "It was close"))
    assert [each.name for each in speakers] == ["Quil Tamm", "Quil Tamm"]


def test_a_paragraph_is_about_whom_a_comma_and_a_verb_make_its_subject(who: Who) -> None:
    text = (
        "“He is calm,” said Carl Marr.\n\nWith a voice that could move crowds, Mr. Dahl was a gifted speaker. "
        "Mr. Dahl thought that it was art. He told friends that it was work."
    )
    assert who(text, ("Carl Marr", "said", "He is calm"), ("He", "told", "that it was work"))[1].name == "Dahl"


def test_who_speaks_in_a_clause_about_another_is_not_whom_the_next_pronoun_means(who: Who) -> None:
    text = "Ann Holt, 60, a doctor, was glad. They came for her sister, who had blamed rivals. She fears the generals."
    speakers = who(text, ("who", "had blamed", "rivals"), ("She", "fears", "the generals"))
    assert speakers[1].name == "Ann Holt"


def test_a_paragraph_that_begins_with_somebody_new_is_about_that_one(who: Who) -> None:
    text = (
        "Joan Beale told the court that it was late. She said it twice.\n\n"
        "Susan Pym wept as she gave evidence. She added that it rained."
    )
    speakers = who(
        text,
        ("Joan Beale", "told", "that it was late"),
        ("She", "said", "it twice"),
        ("She", "added", "that it rained"),
    )
    assert [each.name for each in speakers] == ["Joan Beale", "Joan Beale", "Susan Pym"]

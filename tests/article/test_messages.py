"""Single paragraphs and small blocks: the publisher speaking, or reporting that sounds like it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from onrecord.article.blocks import Block, Role
from onrecord.article.phrases import compile_cue, find_cues, heads, read_cues, read_sections
from onrecord.article.runs import classify
from onrecord.text import quotations

PARAGRAPHS = [
    (line[0] == "-", line[2:])
    for line in (Path(__file__).parent / "data" / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
    if line[:1] in {"+", "-"}
]


def set_aside(*texts: str) -> list[bool]:
    """Tell for each paragraph of a small page whether it is set aside."""
    blocks, position = [], 0
    for text in texts:
        blocks.append(Block(start=position, end=position + len(text), text=text, role=Role.BODY))
        position += len(text) + 2
    page = "\n\n".join(texts)
    quotes = quotations(page, tuple((block.start, block.end) for block in blocks))
    return [verdict is not None for verdict in classify(blocks, quotes, None)]


@pytest.mark.parametrize(("is_message", "text"), PARAGRAPHS)
def test_a_paragraph_alone_is_recognised(is_message: bool, text: str) -> None:
    assert set_aside(text) == [is_message]


def test_a_letter_takes_its_neutral_lines_and_stops_at_the_report() -> None:
    assert (
        set_aside(
            "A Message from Valley Sun:",
            "Dear readers,",
            "The authorities claim our work frightens people.",
            "“It is the first thing I open,” says a farmer.",
            "Please support us today.",
            "The council met on Tuesday to vote on the dam, the clerk said.",
            "Its members were not paid.",
        )
        == [True] * 5 + [False] * 2
    )


def test_a_report_between_two_one_line_messages_stays() -> None:
    assert set_aside(
        "Read also: Why the river rose",
        "“We were never asked,” said Ola Berg, who farms below the dam.",
        "Read also: The bill for the flood",
    ) == [True, False, True]


def test_headlines_under_a_list_heading_are_set_aside() -> None:
    assert set_aside(
        "The council met on Tuesday.",
        "Most read",
        "“Nobody told us”, says farmer",
        "Why the river rose",
        "The vote is on Friday, the clerk said.",
    ) == [False, True, True, True, False]


def test_comments_are_set_aside_to_the_end() -> None:
    assert set_aside(
        "The council met on Tuesday to vote on the dam, the clerk said.",
        "Comments (2)",
        "riverman_7: The mayor said in 2019 that it was safe.",
        "He never paid for it, I know him.",
    ) == [False, True, True, True]


def test_an_opinion_keeps_its_last_words() -> None:
    assert set_aside(
        "You know the bus driver. We all do.",
        "I have told you before that we owe her more than thanks.",
        "Let us give it to her, and you will see her smile.",
        "Subscribe to our newsletter.",
    ) == [False, False, False, True]


def test_every_line_of_the_list_compiles_and_starts_with_a_word() -> None:
    for _kind, line in read_sections("cues.txt"):
        weight, _, source = line.partition(" ")
        assert 0 < float(weight) <= 1
        assert heads(source.removeprefix("^"))
        compile_cue(source.removeprefix("^"))
    assert read_cues()


@pytest.mark.parametrize("run", ["9", "a", "we ", "1 ", "@", "$1 ", "“", "is a ", "Ab ", "- ", "\n"])
def test_a_long_run_of_anything_is_judged_in_linear_time(run: str) -> None:
    hostile = "Comments (2) " + run * (60_000 // len(run))
    began = time.process_time()
    set_aside("The council met on Tuesday.", "Comments (2)", hostile, hostile[::-1])
    assert time.process_time() - began < 2


def test_a_long_text_is_searched_in_linear_time() -> None:
    assert sum(1 for _ in find_cues("we need you. " * 20_000)) < 5_000

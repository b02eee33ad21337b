"""Refusals by their words: who stays silent, about what; and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.refusals import find_refusals
from onrecord.text import sentences


def find(text: str) -> list[tuple[str | None, str, str]]:
    """Find the refusals of a text, as words."""
    found = find_refusals(text, sentences(text, 0, len(text)))
    return [
        (each.source and text[slice(*each.source)], text[slice(*each.cue)], text[slice(*each.content)])
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The harbor board declined to comment.", "The harbor board", "declined", "to comment"),
        ("The board’s chair, Ada Venn, declined an interview.", "The board’s chair, Ada Venn,", "declined",
         "an interview"),
        ("Venn also declined to say who paid, citing a contract.", "Venn", "also declined", "to say who paid"),
        ("But Venn refused three times to open the books.", "Venn", "refused three times", "to open the books"),
        ("On Monday, the port did not comment on the lease.", "the port", "did not comment on", "the lease"),
        ("The port did not immediately respond to a request for comment on Friday.", "The port",
         "did not immediately respond to", "a request for comment"),
        ("Venn’s lawyers haven’t replied to two letters.", "Venn’s lawyers", "haven’t replied to", "two letters"),
        ("Her office did not return repeated calls by deadline.", "Her office", "did not return", "repeated calls"),
        ("The rail line closed, and the operator did not answer questions from reporters.", "the operator",
         "did not answer", "questions from reporters"),
        ("Venn has not said whether she will stay.", "Venn", "has not said", "whether she will stay"),
        ("He would not say when.", "He", "would not say", "when"),
        ("Its owner could not be reached for comment.", "Its owner", "could not be reached", "for comment"),
        ("The captain was not immediately available for comment.", "The captain", "was not immediately available",
         "for comment"),
        ("The Ferry Post could not independently verify the video.", "The Ferry Post", "could not independently verify",
         "the video"),
        ("The Ferry Post was unable to verify the figures; others did.", "The Ferry Post", "was unable to verify",
         "the figures"),
        ("Claims that the dam had cracked could not be verified.", None, "could not be verified",
         "Claims that the dam had cracked"),
        ("Neither account could be independently confirmed.", None, "could be independently confirmed",
         "Neither account"),
        ("She regretted the council’s refusal to meet.", "the council", "refusal", "to meet"),
        ("Asked about the lease on a call with investors, Quays did not comment.", "Quays", "did not comment",
         "the lease"),
        ("Venn would not be drawn on the price.", "Venn", "would not be drawn on", "the price"),
        ("Venn did not wish to comment.", "Venn", "did not wish", "to comment"),
        ("The owner was not prepared to speak about rents.", "The owner", "was not prepared", "to speak about rents"),
        ("The board has yet to respond to the petition.", "The board", "has yet to respond to", "the petition"),
        ("The board would neither confirm nor deny that it had paid.", "The board", "would neither confirm nor deny",
         "that it had paid"),
        ("The mayor’s aide brushed aside questions about rents.", "The mayor’s aide", "brushed aside",
         "questions about rents"),
        ("Quays ignored repeated requests for comment.", "Quays", "ignored", "repeated requests for comment"),
        ("Agents for Venn didn’t return the Post’s calls.", "Agents for Venn", "didn’t return", "the Post’s calls"),
        ("The port did not explain why the gate was shut.", "The port", "did not explain", "why the gate was shut"),
        ("The port would not disclose the price.", "The port", "would not disclose", "the price"),
        ("The port did not give any further details.", "The port", "did not give", "any further details"),
        ("The port offered no comment.", "The port", "offered no", "comment"),
        ("The port had nothing to say about the gate.", "The port", "had nothing to say about", "the gate"),
        ("The port did not make its director available for an interview.", "The port", "did not make",
         "its director available for an interview"),
        ("The board has remained silent on the lease.", "The board", "has remained silent on", "the lease"),
        ("The clerk had not replied to our letter by the time of going to press.", "The clerk", "had not replied to",
         "our letter"),
        ("Neither owner responded to the letter.", "Neither owner", "responded to", "the letter"),
        ("None of the crew would speak on the record.", "None of the crew", "would speak", "on the record"),
        ("Several calls to the owner, Ada Venn, went unanswered.", "the owner, Ada Venn,", "went unanswered",
         "Several calls"),
        ("Messages left for Venn were not immediately returned.", "Venn", "were not immediately returned", "Messages"),
        ("Requests for comment were not answered.", None, "were not answered", "Requests for comment"),
        ("Efforts to reach the owner, Ada Venn, were unsuccessful.", "the owner, Ada Venn,", "were unsuccessful",
         "Efforts to reach"),
        ("Quays had no immediate comment on the vote.", "Quays", "had no immediate comment", "on the vote"),
    ],
)  # fmt: skip
def test_a_refusal_has_who_how_and_about_what(text: str, source: str | None, cue: str, content: str) -> None:
    assert find(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "A clerk who declined to be named said the pier was shut.",
        "One official, declining to be identified, blamed the storm.",
        "Sales declined to 40 boats a month.",
        "Prices did not respond.",
        "The letter did not return.",
        "The tests did not confirm the theory, which pleased nobody who had refused a drink.",
        "She did not say that the pier was safe.",
        "The lake could not be crossed.",
        "The two owners responded to the letter.",
        "The scans did not reveal a crack.",
        "Efforts to raise the ferry were unsuccessful.",
        "He ignored the red light and would speak to anyone.",
        "She dodged a falling branch.",
        "Letters were not delivered.",
    ],
)
def test_what_only_looks_like_a_refusal_is_none(text: str) -> None:
    assert find(text) == []


def test_a_shared_subject_is_left_to_the_statement_before() -> None:
    text = "Venn called it a mistake but declined to say whose."
    (found,) = find_refusals(text, sentences(text, 0, len(text)))
    assert found.source is None
    assert found.shared


@pytest.mark.parametrize(
    "words",
    [
        "declined ",
        "did not ",
        "the very old ",
        "could not be ",
        "Asked about ",
        "a, ",
        "has not said ",
        "’s refusal ",
        "by the ",
        "calls and ",
        "calls to the ",
        "efforts to reach ",
        "brushed aside ",
        "did not make ",
    ],
)
def test_near_matches_take_linear_time(words: str) -> None:
    text = words * (100_000 // len(words))
    started = time.process_time()
    list(find_refusals(text, [(0, len(text))]))
    assert time.process_time() - started < 10


@given(
    st.text(alphabet="declin fusto,.’'”“ymAsk beraouh", max_size=80),
    st.sampled_from(["declined to", "did not say if", ""]),
)
def test_ranges_are_inside_the_text_and_never_empty(text: str, words: str) -> None:
    whole = f"{text} {words} {text}"
    for found in find_refusals(whole, [(0, len(whole))]):
        for start, end in filter(None, (found.source, found.cue, found.content)):
            assert 0 <= start < end <= len(whole)
            assert whole[start:end].strip()

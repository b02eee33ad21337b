"""Which names the article itself shows to be outlets, and which only look so."""

from __future__ import annotations

import time

import pytest

from onrecord.statements.circumstances.outlets import bare_name, find_outlets


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lee did not respond to a request for comment from Quay Post.", "Quay Post"),
        ("Lee didn’t return StarBay’s e-mails.", "StarBay"),
        ("The letter, seen by the Fell Courant, names nobody.", "Fell Courant"),
        ("Quay Post could not independently verify the claim.", "Quay Post"),
        ("The pool may reopen, Quay Post understands.", "Quay Post"),
        ("Lee told New Tides it was late. Reyes told New Tides it was not.", "New Tides"),
    ],
)
def test_outlets_ask_obtain_verify_and_are_told(text: str, name: str) -> None:
    assert find_outlets(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Lee did not respond to a letter from the clerk.",
        "Lee kept a letter from Olga Friel, and Reyes told Olga Friel so.",
        "Lee told Reyes it was late. Lund told Reyes it was not.",
        "Lee told Ann Reyes it was late. Lund told Ann Reyes it was not. Ann Reyes left.",
        "The whale was seen by Ann Reyes from the pier.",
    ],
)
def test_others_are_no_outlets(text: str) -> None:
    assert find_outlets(text) == frozenset()


def test_a_name_is_bare_of_article_point_and_possessive_ending() -> None:
    assert [bare_name(each) for each in ("The Quay Post’s", "the Star.", "AFP")] == ["Quay Post", "Star", "AFP"]


@pytest.mark.parametrize("words", ["Ann ", "told Ann Lee ", "seen by ", "did not reply to a letter ", "A.’"])
def test_near_matches_take_linear_time(words: str) -> None:
    text = words * (100_000 // len(words))
    started = time.process_time()
    find_outlets(text)
    assert time.process_time() - started < 10

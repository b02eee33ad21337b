"""Descriptions that say whose or of what somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Marr’s doctor, Ann Holt, came.", "Ann Holt"),
        ("Marr doctor Ann Holt came.", "Ann Holt"),
        ("Ann Holt, a doctor for Marr, came.", "Ann Holt"),
        ("Lorne’s doctor, Ann Holt, came.", ""),
        ("Marr’s driver, Ann Holt, came.", ""),
        ("Marr’s doctor, Ann Holt, came. Then Marr’s doctor, Ben Tarn, left.", ""),
    ],
)
def test_somebodys_doctor_is_the_one_whom_the_article_calls_so(who: Who, before: str, name: str) -> None:
    text = f"Carl Marr was ill. {before}\n\nIt rained. Marr’s doctor said that it was over."
    speaker = who(text, ("Marr’s doctor", "said", "that it was over"))[0]
    assert (speaker.name if speaker.unresolved is None else "") == name


@pytest.mark.parametrize("source", ["the mayor’s doctor", "the head of the Tarn Guild"])
def test_who_is_somebodys_or_of_something_is_nobody_just_spoken_of(who: Who, source: str) -> None:
    text = f"Carl Marr left. He said that it rained. Then {source} said that it was over."
    assert who(text, ("He", "said", "that it rained"), (source, "said", "that it was over"))[1].unresolved is not None


def test_the_barrister_of_the_accused_is_who_defended(who: Who) -> None:
    text = "Ann Marr, defending, said it was late. Later Doll’s barrister said he would appeal. Carl Doll was jailed."
    found = who(text, ("Ann Marr, defending,", "said", "it was late"), ("Doll’s barrister", "said", "he would appeal"))
    assert [each.name for each in found] == ["Ann Marr", "Ann Marr"]


def test_the_minister_of_a_state_is_the_only_one_named_with_the_office(who: Who) -> None:
    text = "Norway’s fisheries minister said it was late. On Monday Fisheries Minister Ann Marr met Ben Doll in Tarn."
    (speaker,) = who(text, ("Norway’s fisheries minister", "said", "it was late"))
    assert speaker.name == "Ann Marr"

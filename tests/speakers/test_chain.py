"""Through whom words came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Statement

    Resolve = Callable[..., tuple[Statement, ...]]


def test_what_an_agency_reported_whole_came_through_it(resolve: Resolve) -> None:
    text = "The Fisheries Ministry said talks had failed, the Hekla News Agency reported."
    inner, outer = resolve(
        text,
        ("The Fisheries Ministry", "said", "talks had failed"),
        ("the Hekla News Agency", "reported", "The Fisheries Ministry said talks had failed"),
        nested={0: 1},
    )
    assert (inner.via, outer.via) == (("Hekla News Agency",), ())


def test_what_a_person_says_of_others_is_no_chain(resolve: Resolve) -> None:
    text = "Tarn Shipping plans to appeal, a person familiar with the plan said."
    inner, _ = resolve(
        text,
        ("Tarn Shipping", "plans", "to appeal"),
        ("a person familiar with the plan", "said", "Tarn Shipping plans to appeal"),
        nested={0: 1},
    )
    assert inner.via == ()


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Oslo said through its ambassador, Reka Sal, that it would wait.", ("Reka Sal",)),
        ("Oslo said through a lawyer that it would wait.", ("lawyer",)),
        ("Oslo said in remarks carried by the state broadcaster NRT that it would wait.", ("NRT",)),
        ("Oslo said that it would wait.", ()),
    ],
)
def test_the_sentence_names_who_passed_the_words_on(resolve: Resolve, text: str, via: tuple[str, ...]) -> None:
    (statement,) = resolve(text, ("Oslo", "said", "it would wait"))
    assert statement.via == via


def test_an_outlet_that_cites_somebody_stands_between(resolve: Resolve) -> None:
    text = "No one was hurt, Hekla News said, citing an unnamed official."
    _, cited = resolve(
        text, ("Hekla News", "said", "No one was hurt"), ("an unnamed official", "citing", "No one was"),
    )  # fmt: skip
    assert cited.via == ("Hekla News",)

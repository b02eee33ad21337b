"""Titles and descriptions: what the article says of a speaker, and what it only seems to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.domain import Speaker

    Who = Callable[..., Sequence[Speaker]]


@pytest.mark.parametrize(
    ("text", "source", "title"),
    [
        ("Sgt. Pam Orrin said the gate was shut.", "Sgt. Pam Orrin", "Sgt."),
        ("Labour’s Winifred Ash said the gate was shut.", "Labour’s Winifred Ash", "Labour"),
        ("After Labour’s Winifred Ash said the gate was shut.", "Winifred Ash", "Labour"),
        ("Pam Orrin, a prominent yodeler with a laugh, said the gate was shut.",
         "Pam Orrin, a prominent yodeler with a laugh,", "prominent yodeler"),
        ("His sister and manager, Ines Ash, said the gate was shut.", "His sister and manager, Ines Ash,", "manager"),
        ("A council spokesperson said the gate was shut.", "A council spokesperson", "council spokesperson"),
        ("The mayor’s spokesman said the gate was shut.", "The mayor’s spokesman", "mayor’s spokesman"),
        ("A nurse at Sogo Clinic said the gate was shut.", "A nurse at Sogo Clinic", "nurse at Sogo Clinic"),
        ("A senior spokesman said the gate was shut.", "A senior spokesman", None),
        ("A resident of Ashton said the gate was shut.", "A resident of Ashton", None),
        ("A nurse said the gate was shut.", "A nurse", None),
        ("Her lawyer said the gate was shut.", "Her lawyer", "lawyer"),
        ("Ines Ash, a crofter on Hesta, said the gate was shut.", "Ines Ash, a crofter on Hesta,", "crofter on Hesta"),
        ("Former New Lorland Gov. Pam Orrin said the gate was shut.", "Pam Orrin", "Former New Lorland Gov."),
        ("But state Sen. Pam Orrin said the gate was shut.", "Pam Orrin", "state Sen."),
        ("Capt. Pam Orrin, a liberal, said the gate was shut.", "Capt. Pam Orrin, a liberal,", "Capt."),
        ("Pam Orrin, a prominent yodeler, said the gate was shut.", "Pam Orrin, a prominent yodeler,",
         "prominent yodeler"),
        ("Pam Orrin of Texas said the gate was shut.", "Pam Orrin of Texas", None),
        ("Pam Orrin, a 30-year-old from Ashton, said the gate was shut.",
         "Pam Orrin, a 30-year-old from Ashton,", None),
        ("Lt. Gov. Pam Orrin said the gate was shut.", "Pam Orrin", "Lt. Gov."),
        ("A senior official at the fisheries ministry said the gate was shut.",
         "A senior official at the fisheries ministry", "senior official at the fisheries ministry"),
        ("Counsel for the council, Pam Orrin, said the gate was shut.", "Counsel for the council, Pam Orrin,",
         "Counsel for the council"),
        ("Pam Orrin, a nurse with a cane, said the gate was shut.", "Pam Orrin, a nurse with a cane,", "nurse"),
        ("The harbor was full, and the Maji Watch director Pam Orrin said the gate was shut.", "Pam Orrin",
         "Maji Watch director"),
        ("Ines Ash, who resigned as harbor secretary in May, said the gate was shut.", "Ines Ash",
         "harbor secretary"),
    ],
)  # fmt: skip
def test_a_title_is_role_or_affiliation(who: Who, text: str, source: str, title: str | None) -> None:
    (speaker,) = who(text, (source, "said", "the gate was shut"))
    assert speaker.title == title


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("Ada Venn, 54, who lost her boat in the storm,", "who lost her boat in the storm"),
        ("Ada Venn of the Sound Laboratory, who was not involved in the study,", "who was not involved in the study"),
        ("Ada Venn, a welder whose leg was crushed,", "whose leg was crushed"),
        ("The family of a welder who died in the storm", None),
        ("A relative whose boat sank", "whose boat sank"),
        ("Ada Venn, one of two people still employed there,", "one of two people still employed there"),
        ("Ada Venn, the only keeper ever to have rowed home,", "the only keeper ever to have rowed home"),
        ("A woman who answered the door", "who answered the door"),
        ("Two passengers stranded at the gate", "stranded at the gate"),
        ("Two officials with first-hand knowledge of the talks", "with first-hand knowledge of the talks"),
        ("Ada Venn, who hosts the show “Slow Water” in Cerval,", "who hosts the show “Slow Water” in Cerval"),
        ("Ada Venn, who hosts a show called “Slow Water,”", "who hosts a show called “Slow Water,”"),
        ("Ada Venn, who lost 4,500 sheep in the U.S. storm of 1.2 days,",
         "who lost 4,500 sheep in the U.S. storm of 1.2 days"),
        ("Ada Venn, who lived with Dr. Marr in St. Anne,", "who lived with Dr. Marr in St. Anne"),
        ("Ada Venn, who lived with George W. Marr in May,", "who lived with George W. Marr in May"),
        ("Ada Venn, then the keeper of the gate, who was there at the time,", "who was there at the time"),
        ("Ada Venn, keeper of the gate, who was there at the time,", "who was there at the time"),
        ("Ada Venn, like others in town, who was there at the time,", None),
        ("Ada Venn, who are both cold,", None),
        ("Ada Venn, who likened it to a storm,", None),
        ("Ada Venn, who wrote the hymn,", "who wrote the hymn"),
        ("Ada Venn, R-Ashton, who lived beside the gate,", "who lived beside the gate"),
        ("Ada Venn (D-Ohio), who lived beside the gate,", "who lived beside the gate"),
        ("A nurse who lived beside the gate and who asked not to be named", "who lived beside the gate"),
        ("Two people familiar with the plan, who asked not to be named,", "familiar with the plan"),
        ("Ada Venn, who is 16,", None),
        ("Sen. Ada Venn, her closest rival,", "closest rival"),
        ("Ada Venn, who’d lost her boat in the storm,", "who’d lost her boat in the storm"),
        ("Ada Venn — who lost her boat in the storm —", "who lost her boat in the storm"),
        ("Two officials probing the leak", "probing the leak"),
        ("Two officials speaking at the gate", None),
        ("Ada Venn, who said she was cold,", None),
        ("Ada Venn, who called the law “unfit for them” on Monday,", None),
        ("A woman who has been one of the", None),
        ("Ada Venn, who has ordered everyone to leave,", None),
        ("An officer who gave only his call sign", None),
        ("A woman who asked us not to use her name", None),
    ],
)  # fmt: skip
def test_a_description_is_the_clause_that_tells_who_somebody_is(who: Who, source: str, description: str | None) -> None:
    (speaker,) = who(f"{source} said the gate was shut.", (source, "said", "the gate was shut"))
    assert speaker.description == description


def test_a_clause_goes_on_to_the_comma_where_the_source_ends_early(who: Who) -> None:
    text = "Ada Venn, whose boat sank in May, said the gate was shut."
    (speaker,) = who(text, ("Ada Venn, whose boat", "said", "the gate was shut"))
    assert speaker.description == "whose boat sank in May"


def test_a_clause_at_the_end_of_a_sentence_describes(who: Who) -> None:
    text = "“It is shut,” said Ada Venn, who lives beside the gate. She left."
    (speaker,) = who(text, ("Ada Venn", "said", "“It is shut,”"))
    assert speaker.description == "who lives beside the gate"


@pytest.mark.parametrize(
    ("sentence", "description"),
    [
        ("Ada Venn is one of two people still employed there.", "one of two people still employed there"),
        ("Ada Venn, 68, is the only keeper left on the coast.", "the only keeper left on the coast"),
        ("Ada Venn has spent thirty years building walls.", "has spent thirty years building walls"),
        ("Ada Venn is tired of the noise.", None),
        ("Ada Venn has spent the money on a boat.", None),
    ],
)
def test_a_sentence_of_its_own_describes(who: Who, sentence: str, description: str | None) -> None:
    (speaker,) = who(f"{sentence} Venn said the gate was shut.", ("Venn", "said", "the gate was shut"))
    assert speaker.description == description


def test_family_describes_whoever_has_a_role_besides(who: Who) -> None:
    text = "Her husband, the poet Emil Ash, left. Ash said the gate was shut."
    (speaker,) = who(text, ("Ash", "said", "the gate was shut"))
    assert speaker.title == "poet"


@pytest.mark.parametrize("words", [", who ", " of the ", ", a ", ", one of ", " whose a"])
def test_long_near_matches_take_linear_time(who: Who, words: str) -> None:
    text = "Ada Venn" + words * (20_000 // len(words)) + ". Venn said the gate was shut."
    started = time.process_time()
    who(text, ("Venn", "said", "the gate was shut"))
    assert time.process_time() - started < 10

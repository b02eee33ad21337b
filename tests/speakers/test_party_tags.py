"""Tags of American lawmakers: their parties and states, in every short form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.speakers.party_tags import add_party_words, are_apart, find_state, read_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.domain import Speaker

    Who = Callable[..., Sequence[Speaker]]


@pytest.mark.parametrize(
    ("short", "state"),
    [
        ("KY", "kentucky"),
        ("Ky.", "kentucky"),
        ("Fla.", "florida"),
        ("Calif.", "california"),
        ("Mo.", "missouri"),
        ("Miss.", "mississippi"),  # and no longer Missouri
        ("Ala.", "alabama"),
        ("N.H.", "new hampshire"),
        ("W.Va.", "west virginia"),
        ("Ohio", "ohio"),
        ("Zed.", ""),
        ("New", ""),
    ],
)
def test_a_state_is_found_by_each_of_its_short_forms(short: str, state: str) -> None:
    assert find_state(short) == frozenset(state.split())


@pytest.mark.parametrize(
    ("after", "member"), [(" (R-Ky.) said", "republican"), (", D-Ky., said", "democrat"), (" of Kentucky said", None)]
)
def test_a_tag_tells_party_and_state(after: str, member: str | None) -> None:
    tag = read_tag(f"Lee{after}", 3)
    assert tag is not None
    assert (tag.member, tag.place) == (member, frozenset({"kentucky"}))


@pytest.mark.parametrize("after", [" (right) said", ", R-rated,", " of Marrowby said", ""])
def test_other_words_behind_a_name_are_no_tag(after: str) -> None:
    assert read_tag(f"Lee{after}", 3) is None


def test_a_party_is_known_by_both_of_its_names() -> None:
    assert add_party_words(frozenset({"gop", "tall"})) == {"gop", "republican", "tall"}
    assert add_party_words(frozenset({"tall"})) == {"tall"}


@pytest.mark.parametrize(
    ("left", "right", "are"),
    [
        ("gop senator", "republican ohio", False),
        ("gop senator", "democrat ohio", True),
        ("texas senator", "ohio democrat", True),
        ("new york senator", "new jersey democrat", True),
        ("senator", "ohio democrat", False),
    ],
)
def test_lawmakers_of_other_parties_or_states_are_apart(left: str, right: str, are: bool) -> None:
    assert are_apart(frozenset(left.split()), frozenset(right.split())) is are


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("The Kentucky Republican", "Mitch Tarrow"),
        ("The Ohio Democrat", "Rosa Dunn"),
        ("The GOP senator", "Mitch Tarrow"),
        ("The Democratic senator", "Rosa Dunn"),
    ],
)
def test_a_lawmaker_is_called_by_party_and_state(who: Who, called: str, name: str) -> None:
    text = (
        "The talks on the law began when Sen. Mitch Tarrow (R-Ky.) met with Sen. Rosa Dunn (D-Ohio) for an hour.\n\n"
        f"{called} said that the law was clear."
    )
    (speaker,) = who(text, (called, "said", "that the law was clear"))
    assert speaker.name == name


def test_the_state_may_follow_the_name(who: Who) -> None:
    text = (
        "The talks began when Sen. Rosa Dunn of Ohio met with a lawyer.\n\nIt rained all day and Sen. Kell Obrin was "
        "there too.\n\nThe Ohio senator said no."
    )
    (speaker,) = who(text, ("The Ohio senator", "said", "no"))
    assert speaker.name == "Rosa Dunn"


@pytest.mark.parametrize("called", ["The Texas Republican", "The Texas senator", "The Ohio Republican"])
def test_a_member_of_another_state_or_party_is_not_the_one_named(who: Who, called: str) -> None:
    text = (
        "The talks on the law began when Sen. Mitch Tarrow (R-Ky.) met with Sen. Rosa Dunn (D-Ohio) for an hour.\n\n"
        f"{called} said that the law was clear."
    )
    (speaker,) = who(text, (called, "said", "that the law was clear"))
    assert speaker.name not in {"Mitch Tarrow", "Rosa Dunn"}

"""A speaker read for comparison."""

from __future__ import annotations

import pytest

from onrecord.domain import Appearance, Profile
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.portraits import portray


def profile(name: str, title: str | None = None, *, kind: SpeakerKind = SpeakerKind.PERSON, about: str = "") -> Profile:
    """A speaker of one article."""
    titles = (title,) if title else ()
    return Profile(id="a", name=name, kind=kind, titles=titles, articles=(Appearance(article="a", about=about),))


def test_duties_are_what_somebody_does_and_for_whom() -> None:
    assert portray(profile("Ida Holm", "striker of Orlavik Rovers")).duties == {"striker", "orlavik", "rovers"}


def test_a_body_of_renown_is_one_word_in_titles_and_articles() -> None:
    one = portray(profile("Ida Holm", "head of the World Trade Organization"))
    other = portray(profile("Ida Holm", about="WTO chief in Tarsk"))
    assert one.duties
    assert one.duties <= other.about


@pytest.mark.parametrize(
    ("name", "is_named"),
    [("Russian soldiers", False), ("Western officials", False), ("Houthi rebels", True), ("Taliban", True)],
)
def test_a_group_needs_a_name_of_its_own(name: str, is_named: bool) -> None:
    assert portray(profile(name, kind=SpeakerKind.GROUP)).is_named is is_named


def test_initials_mean_what_their_long_form_means() -> None:
    assert portray(profile("FSB", kind=SpeakerKind.ORGANIZATION)).renown.is_sure
    spelt = profile("FSB", "Farm Supply Bank", kind=SpeakerKind.ORGANIZATION)
    assert not portray(spelt).renown.bodies

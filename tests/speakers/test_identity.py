"""Scores of pairs of speakers, proposals among many, and that nothing is merged that a person called different."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.domain import Appearance, Authority, Judgement, Profile, Verdict
from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.identity import RULE, Proposal, compare, judge, propose
from onrecord.speakers.judgements import replay

if TYPE_CHECKING:
    import random

PERSON, BODY, STATE, GROUP = (
    SpeakerKind.PERSON,
    SpeakerKind.ORGANIZATION,
    SpeakerKind.GOVERNMENT,
    SpeakerKind.GROUP,
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

# Two speakers as "name; title", and what is true of them.  None: nobody could say from this.
PEOPLE: tuple[tuple[str, str, bool | None], ...] = (
    # one person
    ("Ramzan Kadyrov; Chechen leader", "Ramzan Kadirov; head of the Chechen Republic", True),
    ("Yevgeny Prigozhin; founder of Wagner", "Evgeniy Prigozhin; Wagner founder", True),
    ("Volodymyr Zelenskyy; Ukrainian president", "Volodymyr Zelensky; President of Ukraine", True),
    ("Sergei Lavrov; Russian foreign minister", "Sergey Lawrow; foreign minister", True),
    ("Mohammed bin Salman; Saudi crown prince", "Muhammad bin Salman Al Saud; crown prince of Saudi Arabia", True),
    ("Abdel Fattah al-Sisi; Egyptian president", "Abdul Fattah el-Sissi; president", True),
    ("Xi Jinping; Chinese president", "Jinping Xi; president of China", True),
    ("Kim Jong Un; North Korean leader", "Kim Jong-un; leader", True),
    ("Bill Haverford; mayor of Ashton", "William Haverford; mayor", True),
    ("Sasha Belenko; striker", "Aleksandr Belenko; forward", True),
    ("J. R. Thornbury; professor of law", "John Thornbury; law professor", True),
    (
        "Ursula von der Leyen; European Commission president",
        "von der Leyen; president of the European Commission",
        True,
    ),
    ("Jürgen Kröger; Volkswagen spokesman", "Juergen Kroeger; spokesman for Volkswagen", True),
    ("Dr. Amina Okonjo; epidemiologist", "Amina Okonjo; epidemiologist at the clinic", True),
    ("Sir Alan Pembroke; chairman", "Alan Pembroke; chairman of Northgate", True),
    ("Kadyrov; Chechen leader", "Ramzan Kadyrov; Chechen leader", True),
    ("Maria Lindqvist; chief executive of Norrsken", "Maria Lindqvist; Norrsken CEO", True),
    ("Tatiana Orlova-Reyes; economist at Fidelis Bank", "Tatiana Orlova; economist at Fidelis Bank", True),
    ("Anna Weissberg; Harvard historian", "Anna Weissberg; historian at Harvard", True),
    ("Lindqvist, Maria; CEO", "Maria Lindqvist; chief executive", True),
    ("George Brandt Jr.; senator", "George Brandt Jr; U.S. senator", True),
    ("Владимир Путин; president of Russia", "Vladimir Putin; Russian president", True),
    # two people
    ("John Smith; dentist", "John Smith; goalkeeper", False),
    ("Kim Jong Il; North Korean leader", "Kim Jong Un; North Korean leader", False),
    ("Michael Brown; senator from Ohio", "Michael Brown; drummer", False),
    ("George H. W. Bush; president", "George W. Bush; president", False),
    ("John A. Carver; lawyer", "John B. Carver; lawyer", False),
    ("Olena Zelenska; first lady", "Volodymyr Zelensky; president", False),
    ("Hafez al-Assad; Syrian president", "Bashar al-Assad; Syrian president", False),
    ("Marine Le Pen; party leader", "Jean-Marie Le Pen; party leader", False),
    ("David Brandt Sr.; farmer", "David Brandt Jr.; farmer", False),
    ("Wang Wei; badminton player", "Wang Wei; Chinese diplomat", False),
    ("Maria Garcia; teacher in Madrid", "Maria Garcia; astronomer in Chile", False),
    ("Peter Novak; Czech finance minister", "Peter Novak; Slovenian cyclist", False),
    ("Hassan Rouhani; Iranian president", "Hussein Rouhani; resident", False),
    ("Ali Khan; Pakistani cricketer", "Ali Khan; surgeon in London", False),
    ("Johan Andersson; coach", "Johan Anderberg; coach", False),
    # nobody could say
    ("John Smith; ", "John Smith; ", None),
    ("Smith; ", "John Smith; ", None),
    ("Maria Garcia; ", "Maria Garcia; resident", None),
    ("J. Lee; ", "James Lee; ", None),
    ("Wang Wei; ", "Wang Wei; ", None),
)
BODIES: tuple[tuple[str, SpeakerKind, str, SpeakerKind, bool | None], ...] = (
    ("Russian Defense Ministry", STATE, "Ministry of Defence of the Russian Federation", STATE, True),
    ("Ministry of Foreign Affairs of Kenya", STATE, "Kenyan Foreign Ministry", BODY, True),
    ("NATO", BODY, "North Atlantic Treaty Organization", BODY, True),
    ("WHO", BODY, "World Health Organisation", BODY, True),
    ("FBI", STATE, "Federal Bureau of Investigation", STATE, True),
    ("Kyiv", STATE, "Ukrainian government", STATE, True),
    ("Deutsche Bank", BODY, "Deutsche Bank AG", BODY, True),
    ("Taliban", GROUP, "the Taliban", BODY, True),
    ("Al-Shabaab", GROUP, "al-Shabab", GROUP, True),
    ("Procter & Gamble", BODY, "Procter and Gamble Co.", BODY, True),
    ("Russian Defense Ministry", STATE, "Ukrainian Defense Ministry", STATE, False),
    ("Bank of America", BODY, "Bank of China", BODY, False),
    ("Gazprom", BODY, "Gazprom Neft", BODY, False),
    ("Deutsche Bank", BODY, "Deutsche Bank Securities", BODY, False),
    ("Health Ministry", STATE, "Finance Ministry", STATE, False),
    ("Google", BODY, "Google DeepMind", BODY, False),
    ("Wagner Group", BODY, "Yevgeny Prigozhin", PERSON, False),
    ("Ford Motor Company", BODY, "Ford Foundation", BODY, False),
    ("European Commission", STATE, "Council of the European Union", STATE, False),
    ("Defense Ministry", STATE, "Ministry of Defence", STATE, None),
    ("Russian Defense Ministry", STATE, "Defense Ministry", STATE, None),
    ("Supreme Court", STATE, "Supreme Court", STATE, None),
    ("Boston Police", BODY, "Boston Police Department", BODY, True),
)


def make_person(identifier: str, text: str, **more: object) -> Profile:
    """A person from "name; title"."""
    name, _, title = (part.strip() for part in text.partition(";"))
    fields = {"id": identifier, "name": name, "kind": PERSON, "titles": (title,) if title else (), **more}
    return Profile(**fields)  # type: ignore[arg-type]


def make_body(identifier: str, name: str, kind: SpeakerKind = BODY) -> Profile:
    """A body without roles."""
    return Profile(id=identifier, name=name, kind=kind)


def all_pairs() -> list[tuple[Profile, Profile, bool | None]]:
    """Every labelled pair as profiles."""
    people = [(make_person("l", left), make_person("r", right), truth) for left, right, truth in PEOPLE]
    bodies = [
        (make_body("l", left, kind), make_body("r", right, other), truth) for left, kind, right, other, truth in BODIES
    ]
    return people + bodies


@pytest.mark.parametrize(("left", "right", "truth"), all_pairs(), ids=lambda value: getattr(value, "name", str(value)))
def test_no_pair_is_called_what_it_is_not(left: Profile, right: Profile, truth: bool | None) -> None:
    proposal = compare(left, right)
    wrong = {True: Verdict.DIFFERENT, False: Verdict.SAME, None: Verdict.SAME}[truth]
    assert proposal.verdict != wrong, proposal.reasons


TRAPS = (
    ("Aleksei Morov; mayor of Tarsk", "Andrei Morov; mayor of Tarsk"),
    ("Judge Peter Lowell; judge", "Peter Lowell; defendant"),
    ("Sasha Petrov; violinist", "Sasha Petrova; violinist"),
    ("Jean Dupont; deputy for Lille", "Jean-Pierre Dupont; deputy for Lille"),
    ("Maria Santos; nurse, 29", "Maria Santos; nurse, 57"),
    ("Alex Moreno; striker, she", "Alex Moreno; striker, he"),
    ("Mr Bellamy; head teacher", "Mrs Bellamy; head teacher"),
    ("Ann Farrow; activist, 1921-1999", "Ann Farrow; activist"),
    ("Kate Dunning; board member", "Catherine Dunning; her sister, a nurse"),
    ("Ramos; mayor", "Elena Ramos; spokesman for the mayor"),
    ("a spokesman; Oryx spokesman", "a spokesman; Oryx spokesman"),
    ("the mayor of Tarsk; mayor of Tarsk", "the mayor of Tarsk; mayor of Tarsk"),
)


@pytest.mark.parametrize(("left", "right"), TRAPS)
def test_traps_are_not_called_the_same(left: str, right: str) -> None:
    late = (Appearance(article="a", published=date(2024, 5, 1)),)
    assert compare(make_person("l", left), make_person("r", right, articles=late)).verdict != Verdict.SAME


def test_what_articles_tell_moves_the_score() -> None:
    bare = compare(make_person("l", "Ann Tremaine"), make_person("r", "Ann Tremaine"))
    assert bare.verdict == Verdict.UNSURE
    story = (Appearance(article="a", about="ferry strike", co_mentioned=("Ola Vik", "Jo Starr")),)
    told = compare(make_person("l", "Ann Tremaine", articles=story), make_person("r", "Ann Tremaine", articles=story))
    assert told.verdict == Verdict.SAME
    assert any("named together with several others" in reason for reason in told.reasons)
    early, late = (
        (Appearance(article="a", published=date(year, 1, 1), about="ferry strike"),) for year in (1890, 2020)
    )
    apart = compare(make_person("l", "Ann Tremaine", articles=early), make_person("r", "Ann Tremaine", articles=late))
    assert apart.verdict == Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ola Ferreira; producer known as DJ Marrow", "DJ Marrow; producer"),
        ("@lilja_b; account of Lilja Bergsdóttir, deputy negotiator", "Lilja Bergsdóttir; deputy negotiator"),
        ("Hannah Brooks; rower, now Hannah Brooks-Tate", "Hannah Brooks-Tate; rower"),
    ],
)
def test_names_that_titles_state_count(left: str, right: str) -> None:
    assert compare(make_person("l", left), make_person("r", right)).verdict == Verdict.SAME


def names() -> st.SearchStrategy[Profile]:
    """Profiles with names that are often alike."""
    return st.builds(
        Profile,
        id=st.text("abcdef", min_size=3, max_size=3),
        name=st.sampled_from(
            ("Ramzan Kadyrov", "Kadirov", "R. Kadyrov", "Ruslan Kadyrov", "Ministry of Defence", "NATO", "John Smith")
        ),
        kind=st.sampled_from(SpeakerKind),
        titles=st.lists(st.sampled_from(("Chechen leader", "goalkeeper", "Russian minister")), max_size=2).map(tuple),
    )


@given(names(), names())
def test_a_score_has_no_direction(left: Profile, right: Profile) -> None:
    if left.id != right.id:
        assert compare(left, right) == compare(right, left)


@settings(deadline=None, max_examples=40)
@given(st.lists(names(), unique_by=lambda profile: profile.id, max_size=12), st.randoms(use_true_random=False))
def test_proposals_do_not_depend_on_the_order_of_profiles(profiles: list[Profile], dice: random.Random) -> None:
    shuffled = list(profiles)
    dice.shuffle(shuffled)
    assert propose(shuffled) == propose(profiles)


@settings(deadline=None, max_examples=40)
@given(st.lists(names(), unique_by=lambda profile: profile.id, min_size=2, max_size=12))
def test_a_persons_different_survives_every_rerun(profiles: list[Profile]) -> None:
    said = [
        Judgement(
            left=pair.left, right=pair.right, verdict=Verdict.DIFFERENT, authority=Authority.PERSON, by="Ann", at=NOON
        )
        for pair in propose(profiles)[::2]
    ]
    clusters = replay([*judge(propose(profiles), at=NOON), *said, *judge(propose(profiles), at=NOON)]).by_member()
    assert all(judgement.right not in clusters[judgement.left] for judgement in said)


def test_two_who_differ_are_not_joined_through_a_third() -> None:
    profiles = [
        make_person("a", "John Thornbury; mayor of Ashton"),
        make_person("b", "J. Thornbury; mayor of Ashton"),
        make_person("c", "Jane Thornbury; mayor of Ashton"),
    ]
    proposals = {(pair.left, pair.right): pair.verdict for pair in propose(profiles)}
    assert proposals == {("a", "b"): Verdict.SAME, ("b", "c"): Verdict.SAME, ("a", "c"): Verdict.DIFFERENT}
    identities = replay(judge(propose(profiles), at=NOON))
    assert "c" not in identities.by_member()["a"]
    assert len(identities.conflicts) == 1


def test_proposals_are_ranked_and_explained() -> None:
    profiles = [make_person("a", "Ramzan Kadyrov; Chechen leader"), make_person("b", "Ramzan Kadirov; Chechen leader")]
    (proposal,) = propose([*profiles, make_person("c", "Ann Lee")])
    assert (proposal.left, proposal.right, proposal.verdict) == ("a", "b", Verdict.SAME)
    weights = [float(reason.rpartition("(")[2].rstrip(")")) for reason in proposal.reasons]
    assert weights == sorted(weights, key=abs, reverse=True)
    assert {reason.rpartition(" ")[0] for reason in proposal.reasons} == {
        "the same full name, spelt otherwise",
        "the same office",
        "a rare name",
        "the same country",
    }
    (judgement,) = judge([proposal], at=NOON)
    assert (judgement.by, judgement.authority, judgement.score) == (RULE, Authority.RULE, proposal.score)
    assert "spelt otherwise" in (judgement.reason or "")


def test_two_profiles_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        propose([make_person("a", "Ann Lee"), make_person("a", "Ann Lee")])


@pytest.mark.parametrize("fields", [{"id": ""}, {"name": "  "}])
def test_a_profile_has_an_id_and_a_name(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="an id and a name"):
        Profile(**{"id": "a", "name": "Ann Lee", "kind": PERSON, **fields})  # type: ignore[arg-type]


def test_a_score_is_a_probability() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Proposal(left="a", right="b", score=1.2, verdict=Verdict.SAME, reasons=())

"""Whom a description means when it is another word for somebody just named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    "words",
    [
        "the skipper", "the 34-year-old", "the Italian", "the New Zealander", "the retired diver", "the Ohio senator",
        "the yodeller", "the union leader",
    ],
)  # fmt: skip
def test_the_person_just_heard_is_called_by_another_word(who: Who, words: str) -> None:
    text = f"“We lost,” Ivo Brandt said.\n\n“We shall lose again,” {words} added."
    speakers = who(text, ("Ivo Brandt", "said", "“We lost,”"), (words, "added", "“We shall lose again,”"))
    assert speakers[1].name == "Ivo Brandt"
    assert speakers[0].id == speakers[1].id


@pytest.mark.parametrize("words", ["the driver", "the judge", "the mayor", "the spokesman"])
def test_a_noun_of_the_scene_is_no_other_word_for_the_person_before(who: Who, words: str) -> None:
    text = f"“We lost,” Ivo Brandt said.\n\n“We shall lose again,” {words} added."
    speakers = who(text, ("Ivo Brandt", "said", "“We lost,”"), (words, "added", "“We shall lose again,”"))
    assert speakers[1].name != "Ivo Brandt"


def test_who_holds_one_office_is_not_called_by_another(who: Who) -> None:
    text = "“We lost,” Mayor Ivo Brandt said.\n\n“We shall lose again,” the Ohio governor added."
    speakers = who(
        text, ("Mayor Ivo Brandt", "said", "“We lost,”"), ("the Ohio governor", "added", "“We shall lose again,”")
    )
    assert speakers[1].name != "Ivo Brandt"


def test_another_age_means_another_person(who: Who) -> None:
    text = "“We lost,” Ivo Brandt, 51, said.\n\n“We shall lose again,” the 34-year-old added."
    speakers = who(text, ("Ivo Brandt", "said", "“We lost,”"), ("the 34-year-old", "added", "“We shall lose again,”"))
    assert speakers[1].name != "Ivo Brandt"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tarn Shipping", "the carrier"),
        ("The World Shipowners’ Forum", "the trade body"),
        ("The Port Ash Courier", "the newspaper"),
        ("The State Department", "the agency"),
    ],
)
def test_a_body_is_called_by_another_word(who: Who, name: str, words: str) -> None:
    text = f"{name} denied it on Monday. On Tuesday {words} said that it was over."
    speakers = who(text, (name, "denied", "it on Monday"), (words, "said", "that it was over"))
    assert speakers[0].id == speakers[1].id
    assert speakers[1].kind is SpeakerKind.ORGANIZATION


@pytest.mark.parametrize("words", ["the rival carrier", "the newspaper", "the company that owns it"])
def test_words_that_do_not_fit_a_body_mean_another_one(who: Who, words: str) -> None:
    text = f"Tarn Shipping denied it on Monday. On Tuesday {words} said that it was over."
    speakers = who(text, ("Tarn Shipping", "denied", "it on Monday"), (words, "said", "that it was over"))
    assert speakers[0].id != speakers[1].id or words.startswith("the company that")


def test_who_gives_a_name_to_go_by_is_called_by_it(who: Who) -> None:
    source = "A miner who gave only his first name, Heron,"
    text = f"{source} said it was late. The miner called it a joke."
    speakers = who(text, (source, "said", "it was late"), ("The miner", "called", "it a joke"))
    assert [each.name for each in speakers] == ["Heron", "Heron"]
    assert speakers[0].kind is SpeakerKind.PERSON


def test_a_short_form_before_a_name_is_its_office(who: Who) -> None:
    text = "Sen. Ada Holt left. Ben Marr stayed. The senator said it was late."
    (speaker,) = who(text, ("The senator", "said", "it was late"))
    assert speaker.name == "Ada Holt"


def test_a_body_of_somebody_else_is_another_one(who: Who) -> None:
    text = "The government of Ada Holt fell. It was late. The government of Ben Marr said that it was over."
    (speaker,) = who(text, ("The government of Ben Marr", "said", "that it was over"))
    assert speaker.name == "government of Ben Marr"


@pytest.mark.parametrize(("words", "name"), [("Her lawyer", "Rob Finch"), ("Her doctor", "Her doctor")])
def test_whose_lawyer_somebody_is_was_said_before(who: Who, words: str, name: str) -> None:
    text = f"Ana Tull was held. Her lawyer, Rob Finch, said she was ill.\n\n{words} said the case was weak."
    said = ("Her lawyer, Rob Finch", "said", "she was ill"), (words, "said", "the case was weak")
    assert who(text, *said)[1].name == name


def test_two_lawyers_named_before_leave_his_lawyer_open(who: Who) -> None:
    text = "Tull’s lawyer, Rob Finch, and his lawyer, Ian Mott, met the judge.\n\nHis lawyer said the case was weak."
    (speaker,) = who(text, ("His lawyer", "said", "the case was weak"))
    assert speaker.unresolved is not None


@pytest.mark.parametrize(("others", "name"), [("", "Tarn Shipping"), ("Vole Freight sailed too. ", "company")])
def test_a_body_is_the_company_however_far_back_where_it_is_the_only_one(who: Who, others: str, name: str) -> None:
    text = f"Tarn Shipping sailed. {others}It rained. It snowed. Boats left. Gulls cried.\n\nThe company said so."
    (speaker,) = who(text, ("The company", "said", "so"))
    assert speaker.name == name


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The team", SpeakerKind.GROUP),
        ("Mara Dahl’s team", SpeakerKind.ORGANIZATION),
        ("Neither army", SpeakerKind.GROUP),
        ("The army", SpeakerKind.ORGANIZATION),
    ],
)
def test_several_people_are_a_group_and_somebodys_staff_a_body(who: Who, source: str, kind: SpeakerKind) -> None:
    (speaker,) = who(f"{source} said that it was over.", (source, "said", "that it was over"))
    assert speaker.kind is kind


@pytest.mark.parametrize(
    ("title", "words"),
    [("Senator Ada Marr", "the lawmaker"), ("surgeon Ada Marr", "the doctor"), ("rapper Ada Marr", "the musician")],
)
def test_who_has_a_trade_is_called_by_what_it_is(who: Who, title: str, words: str) -> None:
    text = f"On Monday {title} met Ben Doll, Carl Tarn and Dan Holt in the hall. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name == "Ada Marr"


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("Ada Marr was ill. Her husband, Ben Doll, drove.", "His wife", "Ada Marr"),
        ("Ada Marr’s agent, Ben Doll, was ill.", "His client", "Ada Marr"),
        ("Ada Marr, Ben Doll’s aunt, was ill.", "Her nephew", "Ben Doll"),
        ("Dr. Ben Doll works at Tarn University.", "His university", "Tarn University"),
    ],
)
def test_a_relation_said_of_one_tells_who_the_other_is(who: Who, before: str, words: str, name: str) -> None:
    (speaker,) = who(f"{before} {words} said it was late.", (words, "said", "it was late"))
    assert speaker.name == name


def test_a_first_name_beside_a_relation_has_the_surname_of_the_family(who: Who) -> None:
    text = "Sue Lorne was ill. Her husband, Neil, said it was late."
    (speaker,) = who(text, ("Her husband, Neil,", "said", "it was late"))
    assert speaker.name == "Neil Lorne"


def test_a_company_is_not_the_newspaper_that_wrote_of_it(who: Who) -> None:
    text = "Tarn Foods knew of it, the Port Ash Courier reported. The company said it was late."
    (speaker,) = who(text, ("The company", "said", "it was late"))
    assert speaker.name == "Tarn Foods"


def test_a_body_named_by_its_trade_is_called_the_company_later(who: Who) -> None:
    text = "The consultant, Lorne Mobility of Tarn, had warned of it. The company said it was late."
    (speaker,) = who(text, ("The company", "said", "it was late"))
    assert speaker.name == "Lorne Mobility"
    assert speaker.kind is SpeakerKind.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Lorne Motors", "the Tarn-based carmaker"), ("Lorne Energy", "the state-controlled oil giant"),
        ("Lorne Capital", "the asset manager"), ("Lorne Aviation", "the planemaker"), ("Tarn Police", "the force"),
        ("Tarn City Council", "the authority"), ("the Lorne Agency", "the U.N. agency"), ("Instagram", "the platform"),
    ],
)  # fmt: skip
def test_a_body_is_called_by_its_trade_its_place_and_its_size(who: Who, name: str, words: str) -> None:
    text = f"On Monday {name} published a report. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name == name.removeprefix("the ")


@pytest.mark.parametrize(("name", "words"), [("Instagram", "the union"), ("Lorne Motors", "the force")])
def test_a_body_is_not_called_by_what_others_are(who: Who, name: str, words: str) -> None:
    text = f"On Monday {name} published a report. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name != name


@pytest.mark.parametrize("name", ["Goldman Sachs", "Médecins Sans Frontières", "Morgan Stanley"])
def test_a_body_of_renown_is_no_person(who: Who, name: str) -> None:
    (speaker,) = who(f"{name} said it was late.", (name, "said", "it was late"))
    assert (speaker.name, speaker.kind) == (name, SpeakerKind.ORGANIZATION)


def test_the_watchdog_is_the_public_body_and_not_the_firm_it_watches(who: Who) -> None:
    text = "Lorne Foods made an offer on Monday, read by Norway’s Trade Authority. It was late, the watchdog said."
    (speaker,) = who(text, ("the watchdog", "said", "It was late"))
    assert speaker.name == "Norway’s Trade Authority"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("the Ministry of Justice", "the department"),
        ("the Home Office", "the department"),
        ("the FBI", "the bureau"),
        ("the SEC", "the commission"),
        ("the IMF", "the fund"),
        ("the DOJ", "the department"),
    ],
)
def test_a_body_of_state_is_called_by_what_its_name_stands_for(who: Who, name: str, words: str) -> None:
    text = f"On Monday {name} published a report. Legal observers read it. It was late, {words} said."
    (speaker,) = who(text, (words, "said", "It was late"))
    assert speaker.name == name.removeprefix("the ")


@pytest.mark.parametrize(
    ("name", "words"), [("the CIA", "the court"), ("Lorne Foods", "the bureau"), ("UN", "the fund")]
)
def test_no_body_is_called_by_what_its_name_does_not_stand_for(who: Who, name: str, words: str) -> None:
    (speaker,) = who(f"On Monday {name} published a report. It was late, {words} said.", (words, "said", "It was late"))
    assert speaker.name != name.removeprefix("the ")


@pytest.mark.parametrize("words", ["Locals", "Elders", "Homeowners", "Conservationists", "Medics"])
def test_people_named_by_a_noun_alone_are_a_group_and_no_body(who: Who, words: str) -> None:
    (speaker,) = who(f"It was late. {words} said the gate was shut.", (words, "said", "the gate was shut"))
    assert speaker.kind is SpeakerKind.GROUP


def test_the_company_is_not_the_public_body(who: Who) -> None:
    text = "Lorne Foods was fined on Monday. The Trade Authority closed the case. It was late, the company said."
    (speaker,) = who(text, ("the company", "said", "It was late"))
    assert speaker.name == "Lorne Foods"


def test_a_union_is_called_by_whom_it_joins(who: Who) -> None:
    (speaker,) = who("The Fraternal Union of Tarn Officers said it was late.", (
        "The Fraternal Union of Tarn Officers", "said", "it was late"
    ))  # fmt: skip
    assert speaker.name == "Fraternal Union of Tarn Officers"

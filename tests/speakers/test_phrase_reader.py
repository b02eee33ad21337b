"""Sources read as noun phrases: pronoun, name, head, determiner, members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.domain import SpeakerKind
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page
from onrecord.speakers.phrase_reader import PhraseReader

if TYPE_CHECKING:
    from onrecord.speakers.phrase import Phrase


def read(source: str, after: str = "") -> Phrase:
    """The phrase of ``source``, with ``after`` in its sentence."""
    text = source + after
    page, lexicon = Page(text, [(0, len(text))]), read_lexicon()
    names = {word: name for name in find_names(page, lexicon) for word in range(name.first, name.last)}
    return PhraseReader(page, names, lexicon).read(0, len(source))


def name_of(phrase: Phrase) -> str | None:
    return " ".join(phrase.name.parts) if phrase.name else None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the operator, Meridian Bay,", "Meridian Bay"),
        ("Adda’s husband, Per,", "Per"),
        ("A doctor there, who gave only her first name, Amal,", "Amal"),
        ("Kova herself", "Kova"),
        ("one critic, syndicated radio host Ada Lund,", "Ada Lund"),
        ("Ada Lund KC, counsel to the inquiry,", "Ada Lund"),
        ("Counsel for the council, Ada Lund SC,", "Ada Lund"),
        ("The auditor general, Sir Malm Thain,", "Malm Thain"),
        ("Rep. Josef Crow (D-N.Y.), an advocate for human rights", "Josef Crow"),
        ("The report, by the consultancy Fenn Dale,", None),
        ("White House officials", None),
        ("prosecutors in Rzesz", None),
        ("the station in Madison, Wisconsin", None),
    ],
)
def test_the_name_is_the_head_or_stands_beside_it(source: str, name: str | None) -> None:
    assert name_of(read(source)) == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Mr. Dahl left.", "Mr.", "Dahl"),
        ("Mara Dahl left.", "Mara", "Mara Dahl"),
        ("Mara Dahl left.", "Dahl", "Mara Dahl"),
        ("Late last week, Mara Dahl, the coach, wrote.", "Late last week, Mara Dahl, the coach,", "Mara Dahl"),
        ("Indeed, Mara Dahl wrote.", "Indeed, Mara Dahl", "Mara Dahl"),
        ("It rained, and Mara Dahl left.", "and Mara Dahl", "Mara Dahl"),
        ("Mara Dahl said he was late.", "Mara Dahl said he", "Mara Dahl"),
        ("Jan Dahl, a baker, left.", "Jan Dahl, a baker,", "Jan Dahl"),
    ],
)
def test_a_source_is_read_to_the_edges_of_its_name(text: str, source: str, name: str) -> None:
    page, lexicon = Page(text, [(0, len(text))]), read_lexicon()
    names = {word: name for name in find_names(page, lexicon) for word in range(name.first, name.last)}
    start = text.index(source)
    assert name_of(PhraseReader(page, names, lexicon).read(start, start + len(source))) == name


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("a government commission", "commission"),
        ("A farmer downstream", "farmer"),
        ("two people briefed on the talks", "person"),
        ("more than 3,000 teachers", "teacher"),
        ("31 per cent of voters", "voter"),
        ("the 45-year-old", "45-year-old"),
        ("The council’s own figures", "figures"),
        ("local police", "police"),
    ],
)
def test_the_head_is_found_in_the_singular(source: str, head: str) -> None:
    assert read(source).head == head


@pytest.mark.parametrize("source", ["he himself", "his latest", "she", "who is Lorlander"])
def test_pronouns_are_told_with_what_hangs_on_them(source: str) -> None:
    assert read(source).pronoun == source.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("source", "members"),
    [
        ("Kova and her allies", 2),
        ("The union and its supporters", 2),
        ("Dahl and Pike", 2),
        ("he and many of his supporters", 2),
        ("Chairman and chief executive Tom Acker", 0),
        ("officials from Lorland and Norland", 0),
    ],
)
def test_and_joins_speakers_or_less(source: str, members: int) -> None:
    assert len(read(source).members) == members


@pytest.mark.parametrize(
    ("source", "head", "kind"),
    [
        ("officials probing the leak at Ashton", "official", SpeakerKind.PERSON),
        ("three judges handling lawsuits of Mara Dahl", "judge", SpeakerKind.PERSON),
        ("ballots counted late", "ballot", SpeakerKind.GROUP),
        ("a group of 67 Lorrish artists", "group", SpeakerKind.GROUP),
        ("a group of small banks", "group", SpeakerKind.ORGANIZATION),
        ("the police training manual", "manual", SpeakerKind.DOCUMENT),
        ("two beachcombers", "beachcomber", SpeakerKind.PERSON),
    ],
)
def test_the_head_is_whom_the_rest_of_the_words_describe(source: str, head: str, kind: SpeakerKind) -> None:
    phrase = read(source)
    assert (phrase.name, phrase.head) == (None, head)
    assert phrase.noun is not None
    assert phrase.noun.kind is kind


@pytest.mark.parametrize("source", ["At 81 the painter", "81 the painter", "the painter"])
def test_an_age_before_a_description_is_no_part_of_it(source: str) -> None:
    assert (read(source).head, read(source).determiner) == ("painter", "the")


def test_one_of_several_is_named_beside_them() -> None:
    assert name_of(read("one of the family’s lawyers, Mara Dahl,")) == "Mara Dahl"
    assert name_of(read("two of the family’s lawyers, Mara Dahl,")) is None


def test_a_pronoun_is_read_without_its_verb() -> None:
    text = "They’ve left, and she’d wept."
    page = Page(text, [(0, len(text))])
    reader = PhraseReader(page, {}, read_lexicon())
    assert [reader.read(0, 4).pronoun, reader.read(18, 21).pronoun] == ["they", "she"]


@pytest.mark.parametrize(
    ("source", "members"),
    [
        ("Ann Lee, Carl Marr and Beth Doll", ["Ann Lee", "Carl Marr", "Beth Doll"]),
        ("Ann Lee, Carl Marr, and the Courier’s Beth Doll", ["Ann Lee", "Carl Marr", "Beth Doll"]),
        ("Ann Lee, the mayor, and her deputy, Carl Marr,", ["Ann Lee", "Carl Marr"]),
        ("Both Ann Lee and Carl Marr", ["Ann Lee", "Carl Marr"]),
        ("Ann Lee, who ran, and has backed Carl Marr", []),
        ("Ann Lee, a lawyer and poet from Tarn", []),
        ("Ann Lee of Madison, Wisconsin, and Boston", []),
    ],
)
def test_several_names_are_read_as_several(source: str, members: list[str]) -> None:
    assert [
        name_of(each) for each in read(source, " told reporters yesterday: ships must wait outside harbours").members
    ] == members


def test_one_of_several_is_the_one_whose_name_and_trade_follow() -> None:
    assert name_of(read("One of them, Wren Tull, a 19-year-old student,")) == "Wren Tull"


@pytest.mark.parametrize(
    "source", ["lawyers for his wife, the actress Ada Lee,", "Press groups in Tarn, Lorne, and Paris"]
)
def test_several_are_nobody_whom_their_description_names(source: str) -> None:
    assert name_of(read(source)) is None


def test_what_is_said_before_a_description_is_no_part_of_it() -> None:
    assert read("He said his client").head == "client"

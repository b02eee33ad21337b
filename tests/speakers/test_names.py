"""Names in running text: where they begin and end, what stands before them, of which kind they are."""

from __future__ import annotations

import pytest

from onrecord.domain import SpeakerKind
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import Name, find_names
from onrecord.speakers.page import Page


def find(text: str) -> list[Name]:
    return find_names(Page(text, [(0, len(text))]), read_lexicon())


def words(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met Transport Minister Dara Vuk on Monday.", ["Dara Vuk"]),
        ("It was Mr. Dahl who left.", ["Dahl"]),
        ("It was Mr. King who left.", ["King"]),
        ("He asked the Department of Justice about it.", ["Department of Justice"]),
        ("They were paid by Kenyans for Clean Water in May.", ["Kenyans for Clean Water"]),
        ("She called Ludwig van Holt a liar.", ["Ludwig van Holt"]),
        ("The Ministry of Fisheries said so.", ["Ministry of Fisheries"]),
        ("He asked J. R. Pike and Ann O'Dell.", ["J. R. Pike", "Ann O'Dell"]),
        ("Secretary of State John Marr spoke.", ["John Marr"]),
        ("They sold it in the U.S. and left.", ["U.S."]),
        ("Hal Stroud Jr. won.", ["Hal Stroud Jr."]),
        ("Norway’s Defense Ministry said no.", ["Norway", "Defense Ministry"]),
        ("I'm sure that #Freedom is near.", []),
        ("Residents left. Critics stayed.", []),
        ("Co-star Bex Hollow laughed.", ["Bex Hollow"]),
        ("Chipmaker Lorne Micro lost money.", ["Lorne Micro"]),
        ("Publisher Ada Lee closed it.", ["Ada Lee"]),
        ("No 10 would not say. He asked No. 10 again.", ["No 10", "No. 10"]),
        ("No 10-year plan is ready, and No 10 in the list left.", []),
        ("He asked the SEC about it.", ["SEC"]),
        (
            "They asked for help from the United Relief Mission in Tarn (URMIT) twice this week.",
            ["United Relief Mission in Tarn", "URMIT"],
        ),
        ("They asked the League to Save Whales (LSW) twice.", ["League to Save Whales", "LSW"]),
        ("They asked the Tarn Council in Ash (GER) twice.", ["Tarn Council", "Ash", "GER"]),
        ("They read it in Voice of Tarn on Monday.", ["Voice of Tarn"]),
        ("He met Mayor-elect Ada Lee on the quay and she met Co-Chair Tom Ward.", ["Ada Lee", "Tom Ward"]),
        ("It was Director-General Ada Lee who left.", ["Ada Lee"]),
        ("She posted it on X. Mayor Ada Lee left.", ["X", "Ada Lee"]),
        (
            "The National Union of Journalists of the Lorlands struck.",
            ["National Union of Journalists of the Lorlands"],
        ),
        ("He sued Harbour Watch over it.", ["Harbour Watch"]),
        ("She read the Tarn Center for Public Opinion Research poll.", ["Tarn Center for Public Opinion Research"]),
        ("He told Paul From on Monday that it was over.", ["Paul From"]),
        ("He told Lee Monday that it was over.", ["Lee"]),
        ("The deal, a US official hopes, holds.", ["US"]),
        ("Former Dahl aides left.", ["Dahl"]),
        ("The rent, he fears, Former Mayor Ann Dahl will not pay.", ["Ann Dahl"]),
        ("Democrat Zara Tull won.", ["Zara Tull"]),
        ("They asked Republican Ann Dahl.", ["Ann Dahl"]),
        ("They left the Republican Governors Association.", ["Republican Governors Association"]),
        ("The Ohio Democrat left.", []),
        ("The poet Jan Dahl left with Will Pike.", ["Jan Dahl", "Will Pike"]),
        ("In June President Dahl left, and in April Pike.", ["Dahl", "Pike"]),
        ("Will Pike win?", ["Pike"]),
        ("The envoy, Ada Quill, R-Ohio, left.", ["Ada Quill"]),
        ("DEAL FALLS APART The Tarn Council said that nobody would now come.", ["Tarn Council"]),
        ("ANNA DAHL: I left.", ["ANNA DAHL"]),
        ("He asked two MPs and some NGOs.", []),
        ("A Lorlander, or rather a Norwegian who fled, left.", ["Lorlander"]),
        ("He asked State about it. State declined.", ["State", "State"]),
    ],
)
def test_names_are_cut_without_titles(text: str, names: list[str]) -> None:
    assert words(text) == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chipmaker Lorne Micro lost money.", SpeakerKind.ORGANIZATION),
        ("Publisher Ada Lee closed it.", SpeakerKind.PERSON),
        ("They wrote to Ellen Park twice.", SpeakerKind.PERSON),
        ("She asked mayor Karo Bint.", SpeakerKind.PERSON),
        ("They wrote to Vila Kompa, 58, at home.", SpeakerKind.PERSON),
        ("They wrote to Vila Kompa, who left.", SpeakerKind.PERSON),
        ("They wrote to the operator, Vila Kompa, twice.", SpeakerKind.ORGANIZATION),
        ("They wrote to the Kompa Group.", SpeakerKind.ORGANIZATION),
        ("They asked NATO for help.", SpeakerKind.ORGANIZATION),
        ("They went on. Yesterday London replied.", SpeakerKind.GOVERNMENT),
        ("They wrote to Kompa.", SpeakerKind.UNKNOWN),
        ("They trust Team Kompa.", SpeakerKind.ORGANIZATION),
        ("They read the Harbour Vote Poll.", SpeakerKind.DOCUMENT),
        ("They asked State.", SpeakerKind.UNKNOWN),
        ("They feared the Islamic State.", SpeakerKind.ORGANIZATION),
        ("It worried Democrats.", SpeakerKind.GROUP),
        ("Tories left.", SpeakerKind.GROUP),
        ("It worried House Republicans.", SpeakerKind.GROUP),
        ("It worried the Palestinians.", SpeakerKind.GROUP),
        ("It worried Sunni Muslims.", SpeakerKind.GROUP),
        ("It worried the Liberal Democrats.", SpeakerKind.ORGANIZATION),
    ],
)
def test_the_kind_is_told_by_its_words_and_those_around_it(text: str, kind: SpeakerKind) -> None:
    (name,) = find(text)
    assert name.kind is kind


def test_a_headline_in_title_case_holds_only_names_that_stand_elsewhere() -> None:
    text = "Many Angry Voters Leave Mirna Doll For Good\n\nMirna Doll said so."
    page = Page(text, [(0, 43), (45, len(text))])
    assert [text[name.start : name.end] for name in find_names(page, read_lexicon())] == ["Mirna Doll", "Mirna Doll"]


def test_a_surname_that_is_a_common_noun_is_taken_where_somebody_bears_it() -> None:
    assert words("The editor was Martin Baron. It was late, Baron said. Baron left.") == [
        "Martin Baron",
        "Baron",
        "Baron",
    ]
    assert words("The editor was Martin Lee. It was late, the Baron said. Baron left.") == ["Martin Lee"]


def test_a_movement_at_the_head_of_a_sentence_is_named_where_it_has_a_capital_elsewhere() -> None:
    assert words("Greens are good for you.") == []
    assert words("Greens said no. It was the worst day for the Greens.") == ["Greens", "Greens"]


@pytest.mark.parametrize(("text", "is_place"), [("in Salem, Ore., then", True), ("by Salem, Quor., then", False)])
def test_a_short_state_after_a_town_is_a_place(text: str, *, is_place: bool) -> None:
    assert find(f"They lived there, {text} they left.")[-1].is_place is is_place

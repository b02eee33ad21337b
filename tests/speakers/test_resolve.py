"""Who speaks: names completed, pronouns and descriptions resolved, or honestly not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import takes_at_most

from onrecord.domain import Annotation, Span, SpeakerKind, check_spans
from onrecord.speakers import resolve_speakers

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Article, Speaker, Statement

    Who = Callable[..., tuple[Speaker, ...]]
    Make = Callable[[str, list[Span]], tuple[Article, list[Statement]]]

KINDS = SpeakerKind


def names(speakers: tuple[Speaker, ...]) -> list[str]:
    return [each.name for each in speakers]


# Names ----------------------------------------------------------------------------------------------------------------


def test_a_surname_is_completed_from_the_first_mention(who: Who) -> None:
    text = "Harbor chief Mirna Doll said it was over.\n\nNobody left. Doll told reporters that ships would wait."
    speakers = who(text, ("Harbor chief Mirna Doll", "said", "it was over"), ("Doll", "told", "that ships would wait"))
    assert names(speakers) == ["Mirna Doll", "Mirna Doll"]
    assert speakers[0].id == speakers[1].id
    assert {each.title for each in speakers} == {"Harbor chief"}
    assert speakers[0].unresolved is None


def test_a_surname_in_the_headline_is_completed_from_what_follows(who: Who) -> None:
    text = "Doll says ships will wait\n\nThe mayor of Port Ash, Mirna Doll, said on Monday that ships would wait."
    speakers = who(
        text,
        ("Doll", "says", "ships will wait"),
        ("The mayor of Port Ash, Mirna Doll,", "said", "that ships would wait"),
    )
    assert names(speakers) == ["Mirna Doll", "Mirna Doll"]
    assert speakers[0].title == "mayor of Port Ash"


def test_the_label_of_a_transcript_in_capitals_is_completed(who: Who) -> None:
    text = "Governor Mirna Dollan met the press.\n\nDOLLAN: The ships will wait."
    speakers = who(text, ("DOLLAN", ":", "The ships will wait"))
    assert names(speakers) == ["Mirna Dollan"]


def test_a_list_of_names_is_one_group_of_full_names(who: Who) -> None:
    text = "Mirna Doll and Carl Marr met Ann Tarn. Doll, Marr and Tarn said that ships would wait."
    speakers = who(text, ("Doll, Marr and Tarn", "said", "that ships would wait"))
    assert (names(speakers), speakers[0].kind) == (["Mirna Doll, Carl Marr and Ann Tarn"], KINDS.GROUP)


def test_a_short_form_and_an_acronym_are_the_body(who: Who) -> None:
    text = (
        "The Coast Safety Agency (CSA) said the light was out. Tarn Shipping denied it.\n\n"
        "The agency said it would look again, and the CSA warned that fog was near. Tarn declined to comment."
    )
    speakers = who(
        text,
        ("The Coast Safety Agency (CSA)", "said", "the light was out"),
        ("Tarn Shipping", "denied", "it"),
        ("The agency", "said", "it would look again"),
        ("the CSA", "warned", "that fog was near"),
        ("Tarn", "declined", "to comment"),
    )
    body, ferries = "Coast Safety Agency", "Tarn Shipping"
    assert names(speakers) == [body, ferries, body, body, ferries]
    assert {each.kind for each in speakers} == {KINDS.ORGANIZATION}


def test_people_of_one_surname_stay_apart(who: Who) -> None:
    text = (
        "Clara Voss, the director, said the mill was sold. Her husband, Emil Voss, said he had not known.\n\n"
        "Ms. Voss said nothing more. Mr. Voss said he would stay."
    )
    speakers = who(
        text,
        ("Clara Voss, the director,", "said", "the mill was sold"),
        ("Her husband, Emil Voss,", "said", "he had not known"),
        ("Ms. Voss", "said", "nothing more"),
        ("Mr. Voss", "said", "he would stay"),
    )
    assert names(speakers) == ["Clara Voss", "Emil Voss", "Clara Voss", "Emil Voss"]
    assert speakers[0].id != speakers[1].id


def test_a_surname_is_whoever_the_paragraph_named_in_full(who: Who) -> None:
    text = (
        "Mayor Carl Marr left early.\n\nAda Marr, a singer, stayed. Marr said that it was late.\n\n"
        "Marr, who is Ada Marr’s uncle, said that it rained."
    )
    speakers = who(text, ("Marr", "said", "that it was late"), ("Marr, who is Ada Marr’s uncle,", "said", "it rained"))
    assert names(speakers) == ["Ada Marr", "Carl Marr"]


def test_a_state_before_a_rank_tells_who_its_holder_is(who: Who) -> None:
    text = "Carl Lorne mocked Ohio Gov. Ben Marr. Lorne spoke after the Ohio governor said that it was over."
    assert names(who(text, ("the Ohio governor", "said", "that it was over"))) == ["Ben Marr"]


@pytest.mark.parametrize(
    ("source", "name"),
    [("The Lorne family", "Lorne family"), ("The family", "family"), ("The Ohio family", "Ohio family")],
)
def test_a_family_is_named_by_its_surname(who: Who, source: str, name: str) -> None:
    (speaker,) = who(f"Carl Lorne died there. {source} said that it rained.", (source, "said", "that it rained"))
    assert (speaker.name, speaker.unresolved is None) == (name, name == "Lorne family")


def test_father_and_son_of_one_name_stay_two(who: Who) -> None:
    text = (
        "Hal Stroud Jr. said he would run. Hal Stroud Sr. said he would vote.\n\n"
        "The elder Stroud said the yard sign was up."
    )
    speakers = who(
        text,
        ("Hal Stroud Jr.", "said", "he would run"),
        ("Hal Stroud Sr.", "said", "he would vote"),
        ("The elder Stroud", "said", "the yard sign was up"),
    )
    assert names(speakers) == ["Hal Stroud Jr.", "Hal Stroud Sr.", "Hal Stroud Sr."]


def test_another_office_is_another_person(who: Who) -> None:
    text = (
        "President Orlo said taxes would fall. Nadia Orlo, the first lady, said she was proud.\n\n"
        "Mr. Orlo said he was tired."
    )
    speakers = who(
        text,
        ("President Orlo", "said", "taxes would fall"),
        ("Nadia Orlo, the first lady,", "said", "she was proud"),
        ("Mr. Orlo", "said", "he was tired"),
    )
    assert names(speakers) == ["Orlo", "Nadia Orlo", "Orlo"]
    assert speakers[0].id == speakers[2].id


def test_a_capital_that_acts_is_a_government(who: Who) -> None:
    text = "Oslo said it would wait. The Kremlin declined to comment. Kyiv called the offer a trap."
    speakers = who(
        text,
        ("Oslo", "said", "it would wait"),
        ("The Kremlin", "declined", "to comment"),
        ("Kyiv", "called", "the offer a trap"),
    )
    assert names(speakers) == ["Oslo", "Kremlin", "Kyiv"]
    assert {each.kind for each in speakers} == {KINDS.GOVERNMENT}


def test_a_compound_source_is_one_group_with_full_names(who: Who) -> None:
    text = "Orson Pike said it was late. Pike and his allies have boasted of the bridge."
    speakers = who(
        text, ("Orson Pike", "said", "it was late"), ("Pike and his allies", "have boasted of", "the bridge")
    )
    assert names(speakers) == ["Orson Pike", "Orson Pike and his allies"]
    assert speakers[1].kind is KINDS.GROUP


def test_two_offices_of_one_person_are_no_compound(who: Who) -> None:
    text = "Chairman and chief executive Tom Acker said sales had doubled."
    (speaker,) = who(text, ("Chairman and chief executive Tom Acker", "said", "sales had doubled"))
    assert (speaker.name, speaker.kind) == ("Tom Acker", KINDS.PERSON)


# Pronouns -------------------------------------------------------------------------------------------------------------


def test_he_is_the_subject_and_not_the_one_in_the_aside(who: Who) -> None:
    text = (
        "Ivo Brandt, who replaced Karl Munk in July, said the books were clean.\n\n"
        "He added that the auditors would stay."
    )
    speakers = who(
        text,
        ("Ivo Brandt, who replaced Karl Munk in July,", "said", "the books were clean"),
        ("He", "added", "that the auditors would stay"),
    )
    assert names(speakers) == ["Ivo Brandt", "Ivo Brandt"]
    assert speakers[1].confidence < 1


def test_gender_from_a_title_decides(who: Who) -> None:
    text = (
        "Spokeswoman Ro Tan said the vote was fair. Chairman Lu Dak disagreed.\n\n"
        "She said the count was public. He called that a joke."
    )
    speakers = who(
        text,
        ("Spokeswoman Ro Tan", "said", "the vote was fair"),
        ("She", "said", "the count was public"),
        ("He", "called", "that a joke"),
    )
    assert names(speakers) == ["Ro Tan", "Ro Tan", "Lu Dak"]


def test_a_possessive_is_its_owner(who: Who) -> None:
    text = "Ramiro Sol said it was late. The council wondered at his anger over the delay."
    speakers = who(text, ("Ramiro Sol", "said", "it was late"), ("his", "anger over", "the delay"))
    assert names(speakers) == ["Ramiro Sol", "Ramiro Sol"]


def test_two_candidates_are_named_instead_of_a_guess(who: Who) -> None:
    text = "Anna Lee and Mia Cole met on Monday. “It was short,” she said."
    (speaker,) = who(text, ("she", "said", "“It was short,”"))
    assert (speaker.name, speaker.kind) == ("", KINDS.PERSON)
    assert speaker.unresolved is not None
    assert "two candidates" in speaker.unresolved
    assert "Anna Lee" in speaker.unresolved
    assert "Mia Cole" in speaker.unresolved


def test_a_pronoun_without_anybody_before_it_is_unresolved(who: Who) -> None:
    (speaker,) = who("It rained. “We are closed,” he said.", ("he", "said", "“We are closed,”"))
    assert speaker.unresolved == "pronoun: nobody named before it"


def test_who_is_named_in_the_words_does_not_say_them(who: Who) -> None:
    text = "Ada Quill kept the list. The letter came from a teacher named Olga Friel, she says."
    (speaker,) = who(text, ("she", "says", "The letter came from a teacher named Olga Friel"))
    assert speaker.name == "Ada Quill"


def test_first_person_belongs_to_who_is_quoted(who: Who) -> None:
    text = "“We believe that the dam will hold,” said engineer Paul Ottway."
    speakers = who(
        text,
        ("engineer Paul Ottway", "said", "“We believe that the dam will hold,”"),
        ("We", "believe", "that the dam will hold"),
        nested={1: 0},
    )
    assert names(speakers) == ["Paul Ottway", "Paul Ottway"]


def test_it_and_they_fit_bodies_and_groups(who: Who) -> None:
    text = (
        "The Port Board said the pier was shut. It gave no reason.\n\n"
        "Residents of the quay signed a letter. They said the noise was worse."
    )
    speakers = who(
        text,
        ("The Port Board", "said", "the pier was shut"),
        ("It", "gave", "no reason"),
        ("They", "said", "the noise was worse"),
    )
    assert names(speakers)[:2] == ["Port Board", "Port Board"]
    assert (speakers[2].kind, speakers[2].anonymous) == (KINDS.GROUP, False)


# Descriptions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "description",
    ["The minister", "The 45-year-old", "The Lorrish minister", "The former dancer"],
)
def test_a_description_of_somebody_named_is_that_person(who: Who, description: str) -> None:
    text = f"Lorrish trade minister Bea Marlow, 45, said the deal was off.\n\n{description} said she would resign."
    speakers = who(
        text,
        ("Lorrish trade minister Bea Marlow, 45,", "said", "the deal was off"),
        (description, "said", "she would resign"),
    )
    assert names(speakers) == ["Bea Marlow", "Bea Marlow"]


def test_a_role_that_nobody_named_holds_has_no_name(who: Who) -> None:
    text = "Ben Marr said it was late. The mayor called him a liar."
    speakers = who(text, ("Ben Marr", "said", "it was late"), ("The mayor", "called", "him a liar"))
    assert (speakers[1].name, speakers[1].unresolved) == ("mayor", "the article gives no name")
    assert speakers[1].kind is KINDS.PERSON


def test_a_ministry_is_named_by_what_it_is_for_and_shares_its_id(who: Who) -> None:
    text = "The fisheries ministry of Lorland said no.\n\nA letter came. The ministry declined to say more."
    speakers = who(
        text,
        ("The fisheries ministry of Lorland", "said", "no"),
        ("The ministry", "declined", "to say more"),
    )
    assert names(speakers) == ["fisheries ministry of Lorland"] * 2
    assert speakers[0].id == speakers[1].id


def test_somebodys_office_has_the_full_name_of_its_head(who: Who) -> None:
    text = "Tiago Salles declined to talk. His office said the bridge was safe."
    speakers = who(text, ("Tiago Salles", "declined", "to talk"), ("His office", "said", "the bridge was safe"))
    assert speakers[1].name == "Tiago Salles’s office"
    assert speakers[1].kind is KINDS.ORGANIZATION


# Unnamed sources, groups, documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "A diplomat", "Western officials", "Critics", "two people familiar with the talks", "One resident",
        "A spokesman",         "An official who spoke on condition of anonymity", "Several deputies",
        "a farmer downstream", "Some",
    ],
)  # fmt: skip
def test_unnamed_sources_are_anonymous(who: Who, source: str) -> None:
    (speaker,) = who(f"{source} said that the road was closed.", (source, "said", "that the road was closed"))
    assert (speaker.anonymous, speaker.unresolved) == (True, None)


@pytest.mark.parametrize(
    "source", ["Residents", "more than 3,000 teachers", "31 percent of voters", "Fishermen in Lorhaven"]
)
def test_populations_are_groups_and_not_anonymous(who: Who, source: str) -> None:
    (speaker,) = who(f"{source} said that the road was closed.", (source, "said", "that the road was closed"))
    assert (speaker.anonymous, speaker.kind) == (False, KINDS.GROUP)


@pytest.mark.parametrize(
    "source", ["The report", "A leaked letter, seen by two papers,", "Its own figures", "a new study"]
)
def test_papers_are_documents(who: Who, source: str) -> None:
    (speaker,) = who(f"{source} shows that costs rose.", (source, "shows", "that costs rose"))
    assert speaker.kind is KINDS.DOCUMENT


def test_what_is_widely_believed_is_anonymous_and_what_has_no_source_says_so(who: Who) -> None:
    text = "The mine is widely believed to be empty. Another is thought to be full."
    wide, bare = who(text, (None, "is widely believed", "to be empty"), (None, "is thought", "to be full"))
    assert (wide.anonymous, wide.unresolved) == (True, None)
    assert (bare.anonymous, bare.unresolved) == (False, "no source in the text")


def test_an_unnamed_speaker_keeps_one_id(who: Who) -> None:
    text = "A trader who asked not to be named said prices fell. “It is over,” the trader said."
    first, second = who(
        text,
        ("A trader who asked not to be named", "said", "prices fell"),
        ("the trader", "said", "“It is over,”"),
    )
    assert first.anonymous
    assert first.id == second.id


def test_we_outside_quotations_is_the_outlet_where_it_is_known(who: Who) -> None:
    text = "One driver told us that we think otherwise."
    (speaker,) = who(text, ("we", "think", "otherwise"), publisher="The Tarn Post")
    assert (speaker.name, speaker.kind) == ("The Tarn Post", KINDS.ORGANIZATION)


def test_a_quotation_without_a_source_goes_on_with_less_confidence(who: Who) -> None:
    text = "“It is cold,” said Per Dahl.\n\n“And it is dark.”"
    first, second = who(text, ("Per Dahl", "said", "“It is cold,”"), (None, None, "“And it is dark.”"))
    assert names((first, second)) == ["Per Dahl", "Per Dahl"]
    assert second.confidence < first.confidence


# Promises -------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "He She They It The minister Anna Lee Mr. Lee’s said told “We” ‘no’ who and of his Agency (CSA) U.S. a 45-year-old "
    "officials . , ! ? : — \n\n Jr. ’ ' \U0001d518 Й é 1,000 whose".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join) | st.text(min_size=1, max_size=200)


def cut_anywhere(text: str, places: list[int]) -> list[Span]:
    """Cut spans out of a text at any places."""
    ends = sorted({place % (len(text) + 1) for place in places})
    return [Span.cut(text, start, end) for start, end in pairwise(ends)]


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, places=st.lists(st.integers(0, 10_000), min_size=2, max_size=24))
def test_any_text_is_resolved_alike_each_time_with_spans_that_cut_it(make: Make, text: str, places: list[int]) -> None:
    article, statements = make(text, cut_anywhere(text, places))
    annotation = Annotation(text_sha256=article.text_sha256, model="none", attributions=())
    resolved = resolve_speakers(statements, article, annotation)
    assert resolved == resolve_speakers(statements, article, annotation)
    assert [each.id for each in resolved] == [each.id for each in statements]
    by_name: dict[str, set[str]] = {}
    for each in resolved:
        speaker = each.speaker
        assert speaker is not None
        assert speaker.mention == each.source
        check_spans(text, [speaker.mention] if speaker.mention else [])
        assert 0 <= speaker.confidence <= 1
        assert speaker.name or speaker.unresolved or speaker.anonymous
        if speaker.unresolved is None and not speaker.anonymous:
            by_name.setdefault(speaker.name.casefold(), set()).add(speaker.id)
    assert all(len(ids) == 1 for ids in by_name.values())


def test_time_grows_with_the_length_of_the_text(make: Make) -> None:
    turns = [
        "Anna Lee said the bridge was shut. ",
        "He said so. ",
        "The minister said no.\n\n",
        "Lee’s office said yes. ",
    ]

    def prepare(size: int) -> Callable[[], object]:
        text = "".join(turns) * size
        spans = [Span.cut(text, start, start + 2) for start in range(0, len(text) - 4, 48)]
        article, statements = make(text, spans)
        annotation = Annotation(text_sha256=article.text_sha256, model="none", attributions=())
        return lambda: resolve_speakers(statements, article, annotation)

    # About 11,000 and 100,000 characters, 2,000 statements.
    assert takes_at_most(9 * 2, prepare(900), prepare(100))


# What a pronoun cannot mean -------------------------------------------------------------------------------------------


def test_a_pronoun_is_nobody_whom_its_own_words_name(who: Who) -> None:
    text = "Talks end\n\nAdam Holt met Carl Quist on Monday. He told Quist that it was over."
    speakers = who(text, ("He", "told Quist", "that it was over"))
    assert names(speakers) == ["Adam Holt"]


def test_a_pronoun_inside_a_quotation_is_not_who_speaks_it(resolve: Callable[..., tuple[Statement, ...]]) -> None:
    text = "Nora Dale wrote it. “She didn’t care about that,” Ada Holt said."
    said, cared = resolve(
        text, ("Ada Holt", "said", "“She didn’t care about that,”"), ("She", "didn’t care about", "that"), quoted=(0,)
    )
    assert said.speaker is not None
    assert cared.speaker is not None
    assert cared.speaker.name == "Nora Dale"


# Printed interviews and words that nothing tells ----------------------------------------------------------------------


def test_the_answers_of_a_printed_interview_are_those_of_whom_it_names_most(who: Who) -> None:
    text = "Ada Holt met Ben Marr once. Holt now paints.\n\nQ: Why?\n\nA: I like it."
    speakers = who(text, ("Q", ":", "Why?"), ("A", ":", "I like it."))
    assert names(speakers) == ["", "Ada Holt"]
    assert speakers[0].unresolved == "description: the one who asks"


def test_i_in_an_answer_is_who_answers(who: Who) -> None:
    text = "Ada Holt met Ben Marr once. Holt now paints.\n\nA: Well, I said that it was late."
    speakers = who(text, ("A", ":", "Well, I said that it was late."), ("I", "said", "that it was late"))
    assert names(speakers) == ["Ada Holt", "Ada Holt"]


@pytest.mark.parametrize(("word", "kind"), [("Coppo", KINDS.ORGANIZATION), ("Hivernals", KINDS.GROUP)])
def test_a_single_word_that_nothing_tells_is_a_body_or_several(who: Who, word: str, kind: SpeakerKind) -> None:
    (speaker,) = who(f"On Monday {word} said that it was late.", (word, "said", "that it was late"))
    assert (speaker.name, speaker.kind) == (word, kind)


def test_who_says_i_is_a_person(who: Who) -> None:
    (speaker,) = who("“It is over, and I’m glad,” Tarn said.", ("Tarn", "said", "“It is over, and I’m glad,”"))
    assert speaker.kind is SpeakerKind.PERSON


def test_a_plural_noun_at_the_head_of_a_sentence_is_no_name(who: Who) -> None:
    (speaker,) = who(
        "Nobody came.\n\nProgressives said that it was late.", ("Progressives", "said", "that it was late")
    )
    assert (speaker.kind, speaker.unresolved) == (KINDS.GROUP, "the article gives no name")


def test_a_mission_in_a_country_is_not_the_country(who: Who) -> None:
    text = (
        "South Tarn said it was over. The Relief Mission in South Tarn (RMIST) said it was not. "
        "The mission said it was late. Tarnia’s Interior Ministry said it was early."
    )
    speakers = who(
        text,
        ("South Tarn", "said", "it was over"),
        ("The Relief Mission in South Tarn", "said", "it was not"),
        ("The mission", "said", "it was late"),
        ("Tarnia’s Interior Ministry", "said", "it was early"),
    )
    mission = "Relief Mission in South Tarn"
    assert [each.name for each in speakers] == ["South Tarn", mission, mission, "Tarnia’s Interior Ministry"]


def test_they_are_several_whoever_they_are(who: Who) -> None:
    (speaker,) = who("They said it was over.", ("They", "said", "it was over"))
    assert (speaker.kind, bool(speaker.unresolved)) == (SpeakerKind.GROUP, True)


def test_she_is_a_person_whoever_she_is(who: Who) -> None:
    (speaker,) = who("It was late. She said that it was over.", ("She", "said", "that it was over"))
    assert (speaker.kind, speaker.name) == (KINDS.PERSON, "")
    assert speaker.unresolved == "pronoun: nobody named before it"


def test_a_name_between_dashes_is_who_the_words_before_it_mean(who: Who) -> None:
    text = "Lee’s running mate — Ohio Gov. Ada Marr — praised the plan."
    (speaker,) = who(text, ("Lee’s running mate — Ohio Gov. Ada Marr —", "praised", "the plan"))
    assert speaker.name == "Ada Marr"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Thirty percent of tenants", SpeakerKind.GROUP),
        ("Nearly nine out of 10", SpeakerKind.GROUP),
        ("Only 54%", SpeakerKind.GROUP),
        ("73 percent of Canadians", SpeakerKind.GROUP),
        ("The two", SpeakerKind.GROUP),
        ("Both", SpeakerKind.GROUP),
        ("A number of PTA delegates", SpeakerKind.GROUP),
        ("A Tarn poll released Monday", SpeakerKind.DOCUMENT),
    ],
)
def test_shares_are_groups_and_a_day_is_no_head(who: Who, source: str, kind: SpeakerKind) -> None:
    (speaker,) = who(f"{source} said rents rose too fast.", (source, "said", "rents rose too fast"))
    assert speaker.kind is kind


@pytest.mark.parametrize("words", ["Marr Bellamy spokeswoman Ada Lee", "Ada Lee, chief executive of Marr Bellamy,"])
def test_what_has_officers_is_a_body(who: Who, words: str) -> None:
    text = f"{words} said sales fell.\n\nMarr Bellamy said it was sorry. The company said it was broke."
    said = ("Marr Bellamy", "said", "it was sorry"), ("The company", "said", "it was broke")
    assert [(each.name, each.kind) for each in who(text, *said)] == [("Marr Bellamy", SpeakerKind.ORGANIZATION)] * 2


def test_she_is_whom_the_paragraph_is_about_and_not_the_last_to_speak(who: Who) -> None:
    text = (
        "“I have loans,” said Mary Tull. Rents are high there. Most shops have shut.\n\n"
        "Anna Yule, 33, finds herself in a shop far away. “I had two grants. I owe them all. Who does not?” she said."
    )
    words = "“I had two grants. I owe them all. Who does not?”"
    said = ("Mary Tull", "said", "“I have loans,”"), ("she", "said", words)
    assert who(text, *said)[1].name == "Anna Yule"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Democrats", "Democrats"),
        ("The Palestinians", "Palestinians"),
        ("House Republicans", "House Republicans"),
        ("Republicans in Congress", "Republicans"),
        ("Senior Democrats", None),
        ("Some Palestinians", None),
        ("Two Republicans", None),
        ("Republicans who fear a defeat", None),
        ("A German", None),
        ("Voters", None),
    ],
)
def test_peoples_and_parties_are_named_and_some_of_them_are_not(who: Who, source: str, name: str | None) -> None:
    (speaker,) = who(f"{source} said the bridge was unsafe.", (source, "said", "the bridge was unsafe"))
    assert (speaker.name if speaker.unresolved is None and not speaker.anonymous else None) == name
    assert speaker.kind is (KINDS.PERSON if source == "A German" else KINDS.GROUP)


def test_another_role_after_a_surname_is_no_other_person(who: Who) -> None:
    text = (
        "Costs must fall, said Paul Renner, a senior executive at Tarn Steel.\n\n"
        "Mr. Renner, president of its mines, said jobs would go. He met the pit’s chief, Renner said."
    )
    speakers = who(
        text,
        ("Paul Renner, a senior executive at Tarn Steel", "said", "Costs must fall"),
        ("Mr. Renner, president of its mines,", "said", "jobs would go"),
        ("Renner", "said.", "He met the pit’s chief"),
    )
    assert names(speakers) == ["Paul Renner"] * 3
    assert len({each.id for each in speakers}) == 1


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ursula von der Lorn", "von der Lorn"), ("Bashir al-Tarnawi", "Tarnawi"), ("Bashir Tarnawi", "al-Tarnawi"),
        ("Abdel Karim al-Dorn", "al-Dorn"), ("Maria das Dores Lima", "Lima"), ("Maria Tula da Silva", "Tula"),
        ("Valérie d’Orlac", "d’Orlac"),
    ],
)  # fmt: skip
def test_a_short_form_with_or_without_small_words_is_of_the_full_name(who: Who, full: str, short: str) -> None:
    text = f"{full} came to Tarn on Monday. “We are late,” {short} said."
    (speaker,) = who(text, (short, "said", "We are late"))
    assert speaker.name == full
    assert speaker.kind is SpeakerKind.PERSON

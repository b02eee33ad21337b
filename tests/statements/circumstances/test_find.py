"""Under which circumstances things were said: medium, addressee and place, and none where the words do not say so.

Texts are marked in place: ``[1s …]`` source, ``[1c …]`` cue, ``[1q …]`` content of statement 1; without a number
where there is one statement.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict

import pytest

from onrecord.domain import (
    Annotation,
    Article,
    Attribution,
    MediumKind,
    Paragraph,
    ParagraphKind,
    Span,
    Statement,
    text_digest,
)
from onrecord.statements import build_statements
from onrecord.statements.timex import find_times
from onrecord.text import paragraphs

MARK = re.compile(r"\[(\d?[scq]) |\]")


def unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Take the marks out of a text; give where each stood."""
    text, here = "", 0
    opened: list[tuple[str, int]] = []
    places = defaultdict(list)
    for mark in MARK.finditer(marked):
        text += marked[here : mark.start()]
        here = mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        else:
            name, start = opened.pop()
            places[name].append((start, len(text)))
    return text + marked[here:], places


def make_article(text: str) -> Article:
    """Make an article of which every line is a paragraph."""
    kept = tuple(Paragraph(span=Span.cut(text, *each), kind=ParagraphKind.BODY) for each in paragraphs(text))
    return Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en", published_at=None,
        captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text, page_text=text,
        paragraphs=kept, publisher_messages=(), times=find_times(text),
    )  # fmt: skip


def read(marked: str) -> list[Statement]:
    """Read the marked statements, in the order of their numbers."""
    text, places = unmark(marked)

    def cut(number: str, role: str) -> tuple[Span, ...]:
        return tuple(Span.cut(text, *each) for each in places[f"{number}{role}"])

    numbers = sorted({name[:-1] for name in places})
    attributions = [
        Attribution(source=cut(number, "s"), cue=cut(number, "c"), content=cut(number, "q"), confidence=0.9)
        for number in numbers
    ]
    article = make_article(text)
    annotation = Annotation(text_sha256=article.text_sha256, model="m", attributions=tuple(attributions))
    by_cue = {each.cue: each for each in build_statements(article, annotation)}
    return [by_cue[each.cue[0]] for each in attributions]


def medium_of(statement: Statement) -> tuple[str | None, str, str | None] | None:
    """Give words, kind and platform of a medium."""
    medium = statement.medium
    if medium is None:
        return None
    return medium.span.text if medium.span is not None else None, medium.kind.value, medium.platform


def addressee_of(statement: Statement) -> tuple[str, str | None] | None:
    """Give words and name of an addressee."""
    return None if statement.addressee is None else (statement.addressee.span.text, statement.addressee.name)


def place_of(statement: Statement) -> str | None:
    """Give the words of a place."""
    return None if statement.place is None else statement.place.span.text


MEDIA = (
    ("[q “It is over,”] [s she] [c wrote] in a Telegram post.", "a Telegram post", "social_post", "Telegram"),
    ("[q “It is over,”] [s she] [c wrote] on X.", "X", "social_post", "X"),
    ("[s Lee] [c said] on his Truth Social account [q that it was over].", "his Truth Social account", "social_post",
     "Truth Social"),
    ("In a Facebook post, [s the mayor] [c said] [q it was over].", "a Facebook post", "social_post", "Facebook"),
    ("[s Lee] took to Twitter to [c say] [q it was over].", "Twitter", "social_post", "Twitter"),
    ("In a post on LinkedIn, [s Lee] [c said] [q it was over].", "a post on LinkedIn", "social_post", "LinkedIn"),
    ("In a statement posted on Instagram, [s Lee] [c said] [q it was over].", "a statement posted on Instagram",
     "social_post", "Instagram"),
    ("In a series of tweets [s Lee] [c said] [q it was over].", "a series of tweets", "social_post", "Twitter"),
    ("[s Lee] [c tweeted] [q that it was over].", "tweeted", "social_post", "Twitter"),
    ("[s Lee] [c said] in a blog post [q that it was over].", "a blog post", "social_post", None),
    ("[q “It is over,”] [s Lee] [c said] in a WhatsApp message.", "a WhatsApp message", "message", "WhatsApp"),
    ("[s Lee] [c said] at a news conference [q that it was over].", "a news conference", "briefing", None),
    ("[s The ministry] [c did not comment on] [q the report] at its daily briefing with reporters.",
     "its daily briefing with reporters", "briefing", None),
    ("[s Lee] [c told] analysts on a conference call [q that it was over].", "a conference call", "briefing", None),
    ("[s Lee] [c told] a packed news conference [q that it was over].", "a packed news conference", "briefing", None),
    ("[s Lee] [c told] AFP [q that it was over].", "AFP", "interview", None),
    ("[q “It is over,”] [s Lee] [c told] the BBC.", "the BBC", "interview", None),
    ("[q “It is over,”] [s Lee] [c told] The Quay Ledger.", "The Quay Ledger", "interview", None),
    ("[s Lee] [c told] club radio [q that it was over].", "club radio", "interview", None),
    ("[s Lee] [c told] HarborOnline [q that it was over].", "HarborOnline", "interview", None),
    ("Speaking to The Quay Ledger, [s Lee] [c said] [q it was over].", "The Quay Ledger", "interview", None),
    ("In an interview with the Harbor Times, [s Lee] [c said] [q it was over].", "an interview with the Harbor Times",
     "interview", None),
    ("[s Lee] [c said] in a telephone interview [q that it was over].", "a telephone interview", "interview", None),
    ("[s Lee] [c said] in a statement [q that it was over].", "a statement", "statement", None),
    ("[s Lee] [c said] in evidence on Monday [q that it was over].", "evidence", "court", None),
    ("[s Lee] [c apologised] in writing [q for the flood].", "writing", "letter", None),
    ("[s Lee] [c told] the Harbor Clarion [q that it was over].", "the Harbor Clarion", "interview", None),
    ("[s Lee] issued a statement [c saying] [q it was over].", "a statement", "statement", None),
    ("In his inaugural address [s Lee] [c said] [q it was over].", "his inaugural address", "speech", None),
    ("During the sermon, [s Lee] [c said] [q it was over].", "the sermon", "speech", None),
    ("[q “It is over,”] [s Lee] [c wrote] in an open letter to the board.", "an open letter to the board", "letter",
     None),
    ("[s Lee]’s letter [c said] [q it was over].", "Lee’s letter", "letter", None),
    ("[q “It is over,”] [s Lee] [c wrote] in a nine-page opinion.", "a nine-page opinion", "document", None),
    ("[s The ministry] [c assessed] in its latest update [q that it was over].", "its latest update", "document", None),
    ("[s Lee] [c told] reporters by video call [q that it was over].", "video call", "message", None),
    ("[s Lee] filed a federal lawsuit on Monday, [c accusing] [q the city of neglect].", "a federal lawsuit", "court",
     None),
    ("[s Lee] has written to the board, [c asking] [q for a new vote].", "has written", "letter", None),
    ("The board replied to an open letter in which [s teachers] [c demanded] [q smaller classes].", "an open letter",
     "letter", None),
    ("[q “It is over,”] [c writes] [s the mayor, Ada Lee, on] Facebook.", "Facebook", "social_post", "Facebook"),
    ("In a court filing, [s prosecutors] [c said] [q it was over].", "a court filing", "court", None),
    ("In testimony before Congress, [s Lee] [c said] [q it was over].", "testimony before Congress", "court", None),
    ("[s The company] [c said] in a regulatory filing [q that it was over].", "a regulatory filing", "document", None),
    ("[s Analysts at Fell] [c wrote] in a note [q that it was over].", "a note", "document", None),
    ("In a report on Tuesday, [s the agency] [c said] [q it was over].", "a report", "document", None),
    ("[s The panel] [c wrote] in a paper in the journal Tides [q that it was over].", "a paper", "document", None),
    ("[s Lee, in a letter to the board,] [c denied] [q it].", "a letter to the board", "letter", None),
    ("[s Lee, reached by phone,] [c denied] [q it].", "phone", "message", None),
    ("In a written response to the board, [s Lee] [c said] [q no].", "a written response to the board", "letter", None),
    ("[s Lee] [c complained] at a hearing [q that it was over].", "a hearing", "court", None),
    ("[s Lee] [c wrote] in an Instagram Story: [q “It is over.”]", "an Instagram Story", "social_post", "Instagram"),
    ("In a voice note, [s Lee] [c said] [q it was over].", "a voice note", "message", None),
    ("[s Lee] [c admitted] to the Harbor Times [q that it was over].", "the Harbor Times", "interview", None),
    ("[s Lee] [c told] RMC Lorr [q that it was over].", "RMC Lorr", "interview", None),
    ("[s Lee] [c told] StarBay [q it was over]. Reyes did not return StarBay’s calls.", "StarBay", "interview", None),
    ("In a televised address, [s Lee] [c said] [q it was over].", "a televised address", "broadcast", None),
    ("[s Lee] [c vowed] on state television [q to go on].", "state television", "broadcast", None),
    ("[q “It is over,”] [s Lee] [c said] on CNN’s Harbor Hour.", "CNN’s Harbor Hour", "broadcast", None),
    ("[q “It is over,”] [s Lee] [c said] on a podcast.", "a podcast", "broadcast", None),
    ("In a video, [s Lee] [c said] [q it was over].", "a video", "broadcast", None),
    ("[s Lee] [c said] by phone [q that it was over].", "phone", "message", None),
    ("[q “It is over,”] [s Lee] [c said] in an email.", "an email", "message", None),
    ("In a survey, [s residents] [c said] [q it was over].", "a survey", "poll", None),
    ("Asked about it on her weekly call with investors, [s Lee] [c declined to comment] [q on it].",
     "her weekly call with investors", "briefing", None),
)  # fmt: skip


@pytest.mark.parametrize(("marked", "words", "kind", "platform"), MEDIA)
def test_a_medium_is_read_with_kind_and_platform(marked: str, words: str, kind: str, platform: str | None) -> None:
    (statement,) = read(marked)
    assert medium_of(statement) == (words, kind, platform)


@pytest.mark.parametrize(
    "marked",
    [
        "[s Lee] [c said] [q the mayor had lied in a letter to the board].",
        "[s Lee] [c said] [q a statement he made in 2010 was wrong].",
        "[s The man] who hid a bomb in a letter box [c said] [q it was over].",
        "[s Lee] [c said] in a letter bomb case [q that it was over].",
        "[s Lee], who wrote in a column that boats are slow, [c said] [q it was over].",
        "After he fell in an interview, [s Lee] [c said] [q it was over].",
        "[s The company] [c denied] [q it] — an accusation made in a report.",
        "[s Lee] [c dismissed] [q the idea], brushing off reports on social media.",
        "In his post as minister, [s Lee] [c said] [q it was over].",
        "In the wake of the harbor report, [s Lee] [c said] [q it was over].",
        "[s The report] [c said] [q it was over].",
        "[s Lee] [c asked] the BBC’s chairman [q to resign].",
        "In response, [s Lee] [c said] [q it was over].",
        "In a statement the mayor made a mistake. [s Lee] [c said] [q it was over].",
        "[s Lee] [c told] the FBI [q that it was over].",
        "Speaking to the FBI, [s Lee] [c said] [q it was over].",
        "In his opinion, [s Lee] [c said], [q it was over].",
        "[s Lee] went to the board, [c asking] [q for a new vote].",
        "[s Lee] [c told] NATO [q that it was over].",
    ],
)
def test_what_is_not_the_channel_of_the_words_is_no_medium(marked: str) -> None:
    (statement,) = read(marked)
    assert statement.medium is None


ADDRESSEES = (
    ("[s Lee] [c told] reporters [q that it was over].", "reporters", None),
    ("[s Lee] [c told] the town council on Monday [q that it was over].", "the town council", None),
    ("[s Lee] [c told] Mr Reyes [q that it was over].", "Mr Reyes", "Reyes"),
    ("[q “It is over,”] [s Lee] [c told] the Harbor Times.", "the Harbor Times", "Harbor Times"),
    ("[q “It is over,”] [s Lee] [c told] a crowd of about 60 outside the mill.", "a crowd of about 60", None),
    ("[s Lee] [c told] her [q that it was over].", "her", None),
    ("[s Lee] [c told] The Tide’s “Early Ebb” [q that it was over].", "The Tide’s “Early Ebb”", None),
    ("[s Lee] [c urged] colleagues across six terminals [q to go home].", "colleagues across six terminals", None),
    ("[s Lee] [c called on] [q the council to act].", "the council", None),
    ("[s Lee] [c ordered] [q his men to go home].", "his men", None),
    ("[s Lee] [c asked] [q the crowd to be quiet].", "the crowd", None),
    ("[s Lee] [c warned] Iran [q that it would pay].", "Iran", "Iran"),
    ("[s Lee] [c thanked] [q the crews for their work].", "the crews", None),
    ("[s Lee] [c assured] investors [q that it was over].", "investors", None),
    ("[s Lee] [c reminded] staff and students [q that it was over].", "staff and students", None),
    ("[q “It is over,”] [s Lee] [c said] to her sister.", "her sister", None),
    ("[q “It is over,”] [s Lee] [c wrote] me in May.", "me", None),
    ("[q “It is over,”] [s Lee] [c wrote] in a letter to the municipality.", "the municipality", None),
    ("In a message to Pope Leo, [s Lee] [c said] [q it was over].", "Pope Leo", "Leo"),
    ("In an interview with Reuters, [s Lee] [c said] [q it was over].", "Reuters", "Reuters"),
    ("Addressing the General Assembly, [s Lee] [c said] [q it was over].", "the General Assembly", "General Assembly"),
    ("Appearing to address the women who came to the quay, [s Lee] [c said:] [q “Go home.”]",
     "the women who came to the quay", None),
    ("In a video meant, it seemed, for the crews at sea, [s Lee] [c said:] [q “Go home.”]", "the crews at sea", None),
    ("Speaking to reporters in Linz, [s Lee] [c said] [q it was over].", "reporters", None),
    ("[s Lee] [c said] [q it was over] when reporters pressed him.", "reporters", None),
    ("Asked by a reporter if it was over, [s Lee] [c said] [q it was].", "a reporter", None),
    ("Residents [c were told] [q to leave].", "Residents", None),
    ("[s Lee] [c appealed] [q to both armies for a pause].", "both armies", None),
    ("[s Lee] [c pleaded] [q with the crew to stay].", "the crew", None),
    ("[s The inquest] [c heard] [q that it was over].", "The inquest", None),
    ("[q It is over], [s inquiry] [c told]", "inquiry", None),
    ("[s Lee] [c called on] [q the mayor, Ann Marr, to act].", "the mayor, Ann Marr", None),
    ("[s Lee] [c called on] [q state Sen. Ann Marr, D-Ash, her rival, to act].", "state Sen. Ann Marr", None),
    ("[s Lee] [c has asked] an outside law firm [q to act].", "an outside law firm", None),
)  # fmt: skip


@pytest.mark.parametrize(("marked", "words", "name"), ADDRESSEES)
def test_an_addressee_is_read_with_the_name_it_is(marked: str, words: str, name: str | None) -> None:
    (statement,) = read(marked)
    assert addressee_of(statement) == (words, name)


@pytest.mark.parametrize(
    "marked",
    [
        "[s Lee] [c said] [q he had told reporters that it was over].",
        "[s Lee] [c ordered] [q a review].",
        "[s Lee] [c ordered] [q the bridge to be closed].",
        "[s Lee] [c ordered] [q all freight lines to close].",
        "[s Lee] [c urged] [q restraint].",
        "[s Lee] [c asked] [q whether it was over].",
        "[s Lee] [c asked] [q to be heard].",
        "[s Lee] [c tells] [q the truth].",
        "[s Lee] [c accused] [q the council of delay].",
        "[s Lee] [c told] a packed news conference [q that it was over].",
        "Addressing the allegations, [s Lee] [c said] [q it was over].",
        "[s Lee] [c did not respond to] [q requests for comment].",
        "[s The bridge] [c is said] to [q be safe].",
    ],
)
def test_what_is_not_spoken_to_is_no_addressee(marked: str) -> None:
    (statement,) = read(marked)
    assert statement.addressee is None


PLACES = (
    ("Speaking in Grozny, [s Lee] [c said] [q it was over].", "Grozny"),
    ("[s Lee] [c told] reporters in Linz [q that it was over].", "Linz"),
    ("[s Lee] [c said] in Brussels [q that it was over].", "Brussels"),
    ("[q “It is over,”] [s Lee] [c said] at a rally in Ohio.", "a rally in Ohio"),
    ("At a rally in Ohio, [s Lee] [c said] [q it was over].", "a rally in Ohio"),
    ("[q “It is over,”] [s Lee] [c said] outside the courthouse.", "the courthouse"),
    ("At a news conference in Linz, [s Lee] [c said] [q it was over].", "Linz"),
    ("[q “It is over,”] [c said] [s Lee] at the harbor office.", "the harbor office"),
    ("[q “It is over,”] [s she] [c said], sitting in her kitchen in East Linz.", "her kitchen in East Linz"),
    ("[s Lee] [c told] reporters on the steps of the Old Court [q that it was over].", "the steps of the Old Court"),
    ("On a visit to Harar, [s Lee] [c said] [q it was over].", "Harar"),
    ("During a tour of the Quay Works, [s Lee] [c told] workers [q it was over].", "the Quay Works"),
    ("[q “It is over,”] [s Lee] [c said] from his hospital bed in Linz.", "his hospital bed in Linz"),
    ("In her kitchen in Linz, [s Lee] [c said] [q it was over].", "her kitchen in Linz"),
    ("[s Lee] [c told] a crowd at the harbor [q it was over].", "the harbor"),
    ("[q “It is over,”] [s Lee] [c told] a crowd of about 60 outside the mill office.", "the mill office"),
)


@pytest.mark.parametrize(("marked", "words"), PLACES)
def test_a_place_is_where_the_words_say_it_was_said(marked: str, words: str) -> None:
    (statement,) = read(marked)
    assert place_of(statement) == words


@pytest.mark.parametrize(
    "marked",
    [
        "LINZ — [s Lee] [c said] [q it was over].",
        "In Linz, [s officials] [c said] [q it was over].",
        "[s Lee] [c said] [q the rally in Ohio was over].",
        "[s Lee] [c said] in Russian [q that it was over].",
        "[s Lee] [c said] in a statement [q that it was over].",
        "[s Lee], who lives in Linz, [c said] [q it was over].",
        "[s Lee] [c said] at last [q that it was over].",
        "In his view, [s Lee] [c said], [q it was over].",
        "[s Lee] [c told] reporters from the Quay Ledger [q that it was over].",
        "[q “It is over,”] [s she] [c said], standing in the rain.",
        "On the day of the visit to Linz, [s Lee] [c said] [q it was over].",
    ],
)
def test_other_places_are_not(marked: str) -> None:
    (statement,) = read(marked)
    assert statement.place is None


def test_a_second_verb_of_the_sentence_shares_the_circumstances() -> None:
    told, denied = read(
        "[1s [2s Lee]] [1c told] reporters in Linz [1q that he was tired] and [2c denied] [2q that he had lied]."
    )
    assert (addressee_of(denied), place_of(denied)) == (addressee_of(told), place_of(told)) == (
        ("reporters", None), "Linz",
    )  # fmt: skip


def test_what_was_asked_of_one_is_not_said_to_him_too() -> None:
    _, criticized = read("[1s [2s Lee]] [1c urged] crews [1q to go home] and [2c criticized] [2q the council].")
    assert criticized.addressee is None


def test_the_next_quotation_comes_from_the_same_medium() -> None:
    first, second, other = read(
        "[1q “It is over,”] [1s Lee] [1c wrote] in a post on X.\n[2q “Go home,”] [2s he] [2c added].\n"
        "[3s Reyes] [3c said] [3q “No.”]"
    )
    assert medium_of(first) == ("a post on X", "social_post", "X")
    assert medium_of(second) == (None, "social_post", "X")
    assert other.medium is None


def test_a_quotation_right_after_comes_from_the_same_medium_under_the_name_too() -> None:
    _, second, third = read(
        "[1s Ann Lee] [1c said] in an interview [1q that it was over]. [2q “Go home,”] [2c said] [2s Lee].\n"
        "[3q “Now,”] [3s Lee] [3c said]."
    )
    assert medium_of(second) == (None, "interview", None)
    assert third.medium is None


def test_who_goes_on_or_refuses_on_the_same_occasion_does_so_in_the_same_medium() -> None:
    _, warned, refused, blamed = read(
        "[1s Lee] [1c told] a news conference [1q that it was over]. [2s She] [2c warned] [2q of “a flood”]. "
        "[3s She] [3c would not say] [3q when]. [4s She] [4c blamed] [4q the council]."
    )
    assert [medium_of(each) for each in (warned, refused, blamed)] == [
        (None, "briefing", None),
        (None, "briefing", None),
        None,
    ]


def test_an_agency_that_is_told_is_an_outlet_where_the_text_calls_it_one() -> None:
    (told,) = read("A news agency called. [s Lee] [c told] the agency [q that it was over].")
    assert medium_of(told) == ("the agency", "interview", None)
    (told,) = read("A space agency called. [s Lee] [c told] the agency [q that it was over].")
    assert told.medium is None


def test_what_is_written_stands_in_the_letter_named_before() -> None:
    (wrote,) = read("The board read her memo to the crews. [q “It is over,”] [s Lee] [c wrote].")
    assert medium_of(wrote) == ("her memo", "document", None)
    (said,) = read("The board read her memo to the crews. [q “It is over,”] [s Lee] [c said].")
    assert said.medium is None


def test_a_clause_about_somebody_makes_no_other_speaker() -> None:
    _, second = read(
        "[1s Ann Lee] [1c told] Reuters [1q that it was over]. "
        "[2q “Go home,”] [2c said] [2s Mrs. Lee, who left in May]."
    )
    assert medium_of(second) == (None, "interview", None)


def test_what_is_said_later_or_in_a_refusal_by_silence_is_of_no_known_medium() -> None:
    _, later, silent = read(
        "[1s Lee] [1c said] in an email [1q that it was over]. [2s She] [2c later warned] [2q of “a flood”]. "
        "[3s She] [3c did not respond to] [3q a question]."
    )
    assert (later.medium, silent.medium) == (None, None)


def test_what_is_told_without_quotation_marks_may_be_of_another_day() -> None:
    _, second = read("[1s Lee] [1c said] in a letter [1q that it was over].\n[2s He] [2c blamed] [2q the council].")
    assert second.medium is None


def test_the_latest_statement_is_of_the_kind_that_was_named_before() -> None:
    _, _, latest = read(
        "[1q “It is over,”] [1s Ann Lee] [1c wrote] in a Telegram post.\n[2s Reyes] [2c said] [2q “No.”]\n"
        "In her latest statement on the strike, [3s Lee] [3c decried] [3q the losses]."
    )
    assert medium_of(latest) == ("her latest statement on the strike", "social_post", "Telegram")


def test_what_is_found_says_which_rule_found_it() -> None:
    (statement,) = read("[s Lee] [c told] AFP in Linz [q that it was over].")
    assert statement.medium is not None
    assert statement.addressee is not None
    assert statement.place is not None
    rules = {statement.medium.by, statement.addressee.by, statement.place.by}
    assert rules == {"rule:told-outlet 1", "rule:addressee 1", "rule:place 1"}


def test_a_statement_without_cue_has_none() -> None:
    text = "“It is over now.”"
    annotation = Annotation(text_sha256=text_digest(text), model="m", attributions=())
    (statement,) = build_statements(make_article(text), annotation)
    assert (statement.medium, statement.addressee, statement.place) == (None, None, None)


def test_all_kinds_of_medium_are_known() -> None:
    assert {kind for _, _, kind, _ in MEDIA} == {kind.value for kind in MediumKind} - {"other"}


@pytest.mark.parametrize(
    "line",
    [
        "[7s Lee] [7c told] reporters in Linz in a letter to the board [7q that pier 7 would close]",
        "in a in the on at a big big big big big big [7s Lee] [7c said] [7q that] ",
        "of of and and the [7s Lee] [7c urged] the the the of of and [7q to go] ",
        "a letter in which [7s Lee] wrote to the board, filed a suit a suit, [7c asking] [7q for a vote] ",
    ],
)
@pytest.mark.parametrize("end", [".\n", " "])
def test_100_000_characters_take_linear_time(line: str, end: str) -> None:
    text, places = unmark((line + end) * (100_000 // len(line)))
    article = make_article(text)
    spans = [[Span.cut(text, *each) for each in places[f"7{role}"]] for role in "scq"]
    attributions = tuple(
        Attribution(source=(source,), cue=(cue,), content=(content,), confidence=0.9)
        for source, cue, content in zip(*spans, strict=True)
    )
    annotation = Annotation(text_sha256=article.text_sha256, model="m", attributions=attributions)
    began = time.process_time()
    build_statements(article, annotation)
    assert time.process_time() - began < 10

"""What a cue makes of its content: the type by the annotation guide, and whether its grammar is negative."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import StatementType
from onrecord.statements import cues

TYPES: dict[StatementType, tuple[tuple[str, str], ...]] = {
    StatementType.ASSERTION: (
        ("said", "the bridge would open on Monday"),
        ("told", "the bridge is safe"),
        ("has said", "it will appeal"),
        ("according to", "the budget has doubled"),
        ("denied", "he had met the minister"),
        ("claimed", "the vote was rigged"),
        ("accused", "of hiding the report"),
        ("announced", "a new line"),
        ("warned that", "the river could rise"),
        ("insisted", "“We did nothing wrong”"),
        ("acknowledged", "mistakes were made"),
        ("wrote", "“Enough is enough.”"),
        ("tweeted", "the road was closed"),
        ("confirmed", "the talks had ended"),
        ("alleged", "the firm had lied"),
        ("testified", "he saw the car"),
        ("showed", "that prices fell"),
        ("predicted", "a hard winter"),
        ("found", "that sleep helps"),
        ("noted", "that the law had changed"),
        ("argued", "the plan would fail"),
        ("replied", "“Never.”"),
        ("added", "“It is over”"),
        ("estimated", "that 40 people had left"),
        ("explained", "why the bridge closed"),
        ("suggested", "that the data was wrong"),
        ("reported", "a loss of 3 million"),
        ("criticized", "the plan as too slow"),
        ("praised", "the firefighters"),
        (":", "“No.”"),
        ("allegedly", "stole the car"),
        ("apologized for", "the delay"),
        ("disputed", "that he had been warned"),
        ("conceded", "that the vote was lost"),
        ("recalled", "that the lights went out"),
        ("joked", "that he would retire"),
        ("revealed", "that the fund was empty"),
        ("denies", "the charge"),
        ("refutes", "the claim"),
        ("never said", "that he would go"),
        ("said no", "more money would come"),
        ("noticed", "that the door was open"),
        ("notified", "the court of the change"),
        ("addressed", "the crisis"),
        ("stated", "that it is over"),
        ("stating", "that the fund was empty"),
        ("writes", "that the plan is dead"),
        ("denying", "that he knew"),
        ("said he hopes", "the strike will end"),
        ("said it plans", "to build 40 homes"),
        ("announced plans", "to close the mill"),
        ("says", "she wants to leave"),
        ("discovered", "that the door was open"),
        ("determined", "that the fire was an accident"),
        ("concluded", "that nobody was to blame"),
        ("ruled", "that the ban was unlawful"),
        ("do nothing to address", "the shortage"),
        ("did", "well"),
    ),
    StatementType.BELIEF: (
        ("believes", "the bridge is safe"),
        ("believe", "the fire was set on purpose"),
        ("thinks", "it will rain"),
        ("thought", "it was over"),
        ("is convinced", "that the law will pass"),
        ("suspects", "the driver fell asleep"),
        ("expects", "growth of 2 percent"),
        ("expected", "to be signed next week"),
        ("hopes", "to return to work"),
        ("hoped", "the strike would end"),
        ("fear", "the dam could break"),
        ("feared", "they would lose their homes"),
        ("doubts", "that the plan will work"),
        ("is widely believed", "to have fled"),
        ("doesn’t think", "it will pass"),
        ("are worried", "that prices will rise"),
        ("is confident", "that talks will resume"),
        ("considers", "the deal dead"),
        ("assumes", "costs will fall"),
        ("feels", "that time is short"),
        ("views", "the law as unfair"),
        ("sees", "the vote as a test"),
        ("liked", "the idea"),
    ),
    StatementType.INTENTION: (
        ("plans", "to close the school"),
        ("planned", "to leave on Friday"),
        ("plans to", "sue the council"),
        ("intends", "to appeal"),
        ("vowed", "to fight on"),
        ("promised", "to rebuild the school"),
        ("pledged", "to cut taxes"),
        ("threatened", "to walk out"),
        ("wants", "to run again"),
        ("decided", "to close the road"),
        ("has committed", "to pay"),
        ("aims", "to finish by May"),
        ("seeks", "to overturn the verdict"),
        ("agreed to", "pay the fine"),
        ("swore", "he would return"),
        ("had no plans", "to resign"),
    ),
    StatementType.QUESTION: (
        ("asked", "whether the road was safe"),
        ("asked", "“Who will pay for this?”"),
        ("wondered", "why the light was off"),
        ("wonder", "if it will rain"),
        ("asked", "how many had left"),
        ("questioned", "whether the count was right"),
        ("inquired", "about the price"),
        ("asked", "if the plan had changed"),
    ),
    StatementType.REQUEST: (
        ("asked", "the council to pay"),
        ("asked", "to be heard"),
        ("asked for", "more time"),
        ("urged", "residents to leave"),
        ("called on", "the minister to resign"),
        ("called for", "an inquiry"),
        ("demanded", "an apology"),
        ("ordered", "the troops to stop"),
        ("proposed", "a tax on sugar"),
        ("recommended", "that the law be changed"),
        ("requested", "a copy of the file"),
        ("appealed", "for calm"),
        ("begged", "him to stay"),
        ("advised", "people to stay at home"),
        ("told", "to leave the building"),
        ("instructed", "staff to delete the files"),
        ("invited", "both sides to talk"),
        ("pleaded", "for help"),
        ("encouraged", "voters to register"),
        ("said", "“I urge every resident to leave now”"),
        ("said", "“We call on the council to act”"),
        ("petitioned", "the court to hear the case"),
        ("lobbied", "for the bill"),
        ("ordering", "a review"),
        ("directed", "the agency to stop"),
        ("pressing", "the minister to act"),
        ("commanded", "the guards to open the gate"),
    ),
    StatementType.REFUSAL: (
        ("did not say", "when the road would open"),
        ("refused", "to leave"),
        ("declined to comment", "on the case"),
        ("declined", "to say how many were hurt"),
        ("refused", "to answer questions"),
        ("did not comment", "on the report"),
        ("did not respond", "to a request for comment"),
        ("could not be reached", "for comment"),
        ("did not immediately respond to", "a request for comment"),
        ("had no comment", "on the strike"),
        ("would not say", "who paid"),
        ("wouldn’t say", "when it would open"),
        ("could not verify", "the claim"),
        ("declined to discuss", "the talks"),
        ("refuses", "to name the buyer"),
        ("was not available", "for comment"),
        ("was unavailable", "for comment"),
        ("cannot confirm", "the number of dead"),
        ("has not responded", "to the letter"),
        ("refused to confirm", "that the talks took place"),
        ("did", "not comment on the letter"),
        ("would", "not immediately say when"),
        ("could not be verified", "The account"),
        ("could not be independently verified", "The account"),
        ("could be independently verified", "Neither account"),
        ("could not be substantiated", "The rumors"),
        ("could not independently verify", "the account"),
        ("has not said", "whether it will appeal"),
        ("was not immediately available", "for comment"),
        ("had no immediate comment", "on the strike"),
    ),
}
"""Pairs of cue and content by the type they make."""


@pytest.mark.parametrize(
    ("cue", "content", "expected"), [(cue, content, kind) for kind, pairs in TYPES.items() for cue, content in pairs]
)
def test_the_type_follows_from_the_cue(cue: str, content: str, expected: StatementType) -> None:
    assert cues.find_type(cue, content) is expected


@pytest.mark.parametrize("cue", ["asked", "URGED", "Declined to comment", "SAID", "Believes"])
def test_letter_case_changes_nothing(cue: str) -> None:
    contents = ("whether it was safe", "him to go", "it was safe")
    assert [cues.find_type(cue, each) for each in contents] == [cues.find_type(cue.lower(), each) for each in contents]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“We will rebuild.”", StatementType.ASSERTION),
        ("“I call on the minister to resign.”", StatementType.REQUEST),
        ("“I urge everyone to stay at home.”", StatementType.REQUEST),
        ("I told him to go", StatementType.ASSERTION),
    ],
)
def test_a_content_without_cue_is_an_assertion_unless_it_performs_a_request(
    content: str, expected: StatementType
) -> None:
    assert cues.find_type(None, content) is expected


NEGATIVE = (
    "did not comment", "didn’t say", "didn't say", "could not be reached", "never said", "cannot confirm",
    "is not expected", "no longer believes", "would neither confirm nor deny", "was unable to say", "without saying",
    "no one said", "nobody believes", "had no comment", "ain’t saying", "DID NOT SAY",
)  # fmt: skip
POSITIVE = (
    "said", "denied", "declined to comment", "refused", "noted", "announced", "knows", "said notably", "notified",
    "doubts", "rejected", "unavailable", "another said", "cannoned", "nevertheless said", "noticed", ":",
)  # fmt: skip


@pytest.mark.parametrize("cue", NEGATIVE)
def test_a_negative_cue_is_negated(cue: str) -> None:
    assert cues.is_negated(cue)


@pytest.mark.parametrize("cue", POSITIVE)
def test_a_verb_of_denial_is_not_negated(cue: str) -> None:
    assert not cues.is_negated(cue)


@given(st.none() | st.text(max_size=40), st.text(max_size=60))
def test_any_cue_and_content_have_a_type(cue: str | None, content: str) -> None:
    assert cues.find_type(cue, content) in StatementType


@pytest.mark.parametrize("cue", ["no " * 20_000, "a" * 100_000, " " * 100_000, "not said " * 5_000])
@pytest.mark.parametrize("content", ["the " * 20_000, "I " + "quickly " * 10_000, "“" * 50_000])
def test_long_cues_and_contents_take_bounded_time(cue: str, content: str) -> None:
    began = time.process_time()
    cues.find_type(cue, content)
    cues.is_negated(cue)
    assert time.process_time() - began < 1.0

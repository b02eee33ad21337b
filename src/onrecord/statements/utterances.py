"""Which statements belong to one utterance: what goes on from the statement before, and what is named again.

What is known of an utterance (when, by which medium) holds for all of its statements.  Speakers are compared by the
words that name them, within a few paragraphs; who they are is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Span, Statement
    from onrecord.statements.clauses import Page

UTTERANCE = (
    r"(?:statements?|posts?|tweets?|messages?|interviews?|speech|speeches|address|letters?|remarks|briefings?|comments|"
    r"e-?mails?|conferences?|testimony|reports?|notes?|filings?|videos?|podcasts?|broadcasts?|debates?|hearings?|calls?)"
)
"""A noun for something uttered: an act of speaking, or a writing."""
_NAMED_AGAIN = re.compile(
    rf"\b(?:(?P<latest>latest|last|most recent|newest)|same|that|this) (?:[\w’'-]+ )?{UTTERANCE}\b", re.IGNORECASE
)
_DOCUMENT = re.compile(rf"(?:the|its|his|her|their) (?:[\w-]+ )?{UTTERANCE}", re.IGNORECASE)
_PAPER = re.compile(
    rf"\b(?:{UTTERANCE}|stud(?:y|ies)|surveys?|polls?|estimates?|documents?|papers?|memos?|figures|data|texts?|articles?)\Z",
    re.IGNORECASE,
)
_IN_A_MEDIUM = re.compile(rf"\b(?:in|on|at|during|via) (?:an?|the) (?:[\w-]+ ){{0,3}}?{UTTERANCE}\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:has|have|had|will|would|can|could|may|might|must|should|is|are|was|were|been?|to)\b|[’'](?:s|ve|d|ll)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|his|her|their|its)(?: (?:himself|herself|themselves|itself|also))?", re.IGNORECASE
)
_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_SMALL = frozenset(
    "the a an of and in at for to his her its their who mr mrs ms miss dr prof sir dame rev sen rep gov gen".split()
)
_ABOUT_WHOM = re.compile(r",?\s(?:who|whose|whom|which)\b")
"""Where a clause about a source begins."""
_PARAGRAPHS_ON = {False: 1, True: 2}
"""How many paragraphs further the same utterance is taken to go on: under a name, and under a pronoun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A statement among those of its article, with what it has to do with the utterances before it.

    ``speaker`` is the set of words that name who speaks, empty where nobody is named; ``goes_on`` is the statement
    whose utterance this one goes on with; ``again`` are the earlier statements of the same speaker, oldest first,
    where the sentence names an utterance again, and ``latest`` whether it is the latest ("in her latest statement").
    """

    statement: Statement
    speaker: frozenset[str]
    goes_on: Statement | None
    again: tuple[Statement, ...]
    latest: bool

    @property
    def is_one(self) -> bool:
        """Whether one speaker is named: "Lee and her allies" are not Lee."""
        return self.statement.source is not None and "and" not in self.statement.source.text.split()

    @property
    def speaks(self) -> bool:
        """Whether somebody speaks, and no paper: *she* after "a report" is the one who spoke before."""
        return self.statement.source is None or _PAPER.search(self.statement.source.text) is None


def follow(statements: Sequence[Statement], page: Page) -> list[Turn]:
    """The statements in the order of their cues, each with the earlier ones that it takes up."""
    turns: list[Turn] = []
    for statement in sorted(statements, key=place_of):
        speaker = _find_speaker(statement, turns, page)
        again, latest = _find_named(statement, speaker, turns, page)
        before = _find_continued(statement, speaker, turns, page)
        turns.append(Turn(statement=statement, speaker=speaker, goes_on=before, again=again, latest=latest))
    return turns


def place_of(statement: Statement) -> int:
    """Where a statement stands in the telling: at its cue, or at its content where it has none."""
    return statement.cue.start if statement.cue is not None else statement.content[0].start


def _find_continued(
    statement: Statement, speaker: frozenset[str], turns: Sequence[Turn], page: Page
) -> Statement | None:
    """The statement before on the same level, where one speaker goes on, or a document that was just named."""
    before = _find_speech(turns, statement.nested_in)
    if before is None:
        return None
    far = page.paragraph(place_of(statement)) - page.paragraph(place_of(before.statement))
    if far > _PARAGRAPHS_ON[statement.source is None or _is_pronoun(statement.source)]:
        return None
    if not (_is_same(speaker, before.speaker) or _is_document(statement)):
        return None
    return before.statement if _goes_on(statement, page) else None


def _goes_on(statement: Statement, page: Page) -> bool:
    """Whether a statement can belong to the utterance before it: told simply, and not in some medium of its own."""
    source, cue = statement.source, statement.cue
    if cue is None or source is None:
        return True
    if _AUXILIARY.search(cue.text) or source.text.lower() in _POSSESSIVE_PRONOUNS:
        return False
    return _is_pronoun(source) or _IN_A_MEDIUM.search(page.reporting(*page.sentence(cue.start), cue.start)) is None


def _find_speech(turns: Sequence[Turn], nested_in: str | None) -> Turn | None:
    """The last statement on the same level whose source has a name or is a pronoun: papers do not interrupt."""
    return next((each for each in reversed(turns) if each.statement.nested_in == nested_in and each.speaks), None)


def _find_named(
    statement: Statement, speaker: frozenset[str], turns: Sequence[Turn], page: Page
) -> tuple[tuple[Statement, ...], bool]:
    """The earlier statements of the same speaker where the cue's sentence names one again; whether it is the latest."""
    if statement.cue is None:
        return (), False
    start, end = page.sentence(statement.cue.start)
    found = _NAMED_AGAIN.search(page.reporting(start, end, statement.cue.start))
    if found is None:
        return (), False
    return tuple(each.statement for each in turns if _is_same(speaker, each.speaker)), found["latest"] is not None


def _find_speaker(statement: Statement, turns: Sequence[Turn], page: Page) -> frozenset[str]:
    """The words that name the speaker; those of the speaker before, for a pronoun and for a quotation without a cue."""
    source = statement.source
    if source is not None and not _is_pronoun(source):
        words = frozenset(re.findall(r"\w+", _ABOUT_WHOM.split(source.text.lower())[0])) - _SMALL
        if _is_document(statement) or "and" in source.text.split():
            return words
        fuller = (each.speaker for each in reversed(turns) if words and words < each.speaker and each.is_one)
        return next(fuller, words)
    before = _find_speech(turns, None)
    far = before and page.paragraph(place_of(statement)) - page.paragraph(place_of(before.statement))
    return before.speaker if before is not None and (far or 0) <= _PARAGRAPHS_ON[True] else frozenset()


def _is_pronoun(source: Span) -> bool:
    return _PRONOUN.fullmatch(source.text) is not None


def _is_same(speaker: frozenset[str], other: frozenset[str]) -> bool:
    return bool(speaker) and speaker <= other


def _is_document(statement: Statement) -> bool:
    return statement.source is not None and _DOCUMENT.fullmatch(statement.source.text) is not None

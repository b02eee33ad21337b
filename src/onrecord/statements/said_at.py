"""When each statement was said: the time expression that governs its cue, or the one its utterance has already.

A time governs a cue when it stands in the cue's sentence, outside every content, with no other cue and no clause of
its own between.  What follows in the same breath ("he added") and what names an utterance again ("in his latest
statement") takes the time over from there.  Otherwise only the publication bounds it from above: nothing is invented.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import Certainty, Direction, SaidAt, TimeBasis
from onrecord.statements.nearby import Nearby
from onrecord.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Article, Span, Statement, TimeExpression
    from onrecord.statements.quotation import Range

PUBLICATION_RULE = "rule:publication 1"
GOVERNING_RULE = "rule:governing-time 1"
REPEATED_RULE = "rule:since-then 1"
DISTANCE_RULE = "rule:distance-from-cue 1"
CONTINUED_RULE = "rule:same-utterance 1"
NAMED_RULE = "rule:utterance-named-again 1"

_BASES = {Certainty.EXPLICIT: TimeBasis.EXPLICIT, Certainty.CONTEXT: TimeBasis.CONTEXT}
_CONFIDENCE = {Certainty.EXPLICIT: 0.95, Certainty.RELATIVE: 0.9, Certainty.CONTEXT: 0.75, Certainty.AMBIGUOUS: 0.5}
_INHERITED = 0.75
"""What is left of the confidence of a time that is taken over from another statement."""

_UTTERANCE = (
    r"(?:statements?|posts?|tweets?|messages?|interviews?|speech|speeches|address|letters?|remarks|briefings?|comments|"
    r"e-?mails?|conferences?|testimony|reports?|notes?|filings?|videos?|podcasts?|broadcasts?|debates?|hearings?|calls?)"
)
_NAMED_AGAIN = re.compile(
    rf"\b(?:(?P<latest>latest|last|most recent|newest)|same|that|this) (?:[\w’'-]+ )?{_UTTERANCE}\b", re.IGNORECASE
)
_DOCUMENT = re.compile(rf"(?:the|its|his|her|their) (?:[\w-]+ )?{_UTTERANCE}", re.IGNORECASE)
_ATTRIBUTIVE = re.compile(rf"(?:[’']s?)? (?:(?:[\w-]+ )?(?P<utterance>{_UTTERANCE})\b|[\w-]+)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?\s+\w")
_DETERMINER = re.compile(r"\b(?:an?|the|his|her|its|their|another)\s+\Z", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:at|during)\s+(?:the\s+)?\Z", re.IGNORECASE)
_MADE_PUBLIC = re.compile(
    r"\b(?:released|published|issued|posted|dated|filed|made public|sent|written|signed|aired|delivered|recorded|"
    r"unveiled)(?: (?:to|by|on|in|at)(?: \w+){0,2})? ?\Z"
)
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|because|if|although|though|unless|than|after|before|until|ahead of)\b|"
    r"\bsince\b(?=\W+\w)|;",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+\Z", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:has|have|had|will|would|can|could|may|might|must|should|is|are|was|were|been?|to)\b|[’'](?:s|ve|d|ll)\b",
    re.IGNORECASE,
)
_CONFIDENCE_OF_DISTANCE = 0.6
_DURATION = re.compile(
    r"P(?:(?P<Y>\d{1,5})Y)?(?:(?P<M>\d{1,5})M)?(?:(?P<W>\d{1,5})W)?(?:(?P<D>\d{1,6})D)?(?:T[\dHMS]+)?"
)
_UNIT_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}
_PAPER = re.compile(
    rf"\b(?:{_UTTERANCE}|stud(?:y|ies)|surveys?|polls?|estimates?|documents?|papers?|memos?|figures|data|texts?|articles?)\Z",
    re.IGNORECASE,
)
_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_IN_A_MEDIUM = re.compile(rf"\b(?:in|on|at|during|via) (?:an?|the) (?:[\w-]+ ){{0,3}}?{_UTTERANCE}\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|his|her|their|its)(?: (?:himself|herself|themselves|itself|also))?", re.IGNORECASE
)
_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "at", "for", "to", "his", "her", "its", "their", "who"})
_PARAGRAPHS_ON = {False: 1, True: 2}
"""How many paragraphs further the same utterance is taken to go on: under a name, and under a pronoun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement on its way: who says it, as a set of words, and when, as far as that is known."""

    statement: Statement
    speaker: frozenset[str]
    said_at: SaidAt | None

    @property
    def is_one(self) -> bool:
        """Whether one speaker is named: "Lee and her allies" are not Lee."""
        return self.statement.source is not None and "and" not in self.statement.source.text.split()

    @property
    def speaks(self) -> bool:
        """Whether somebody speaks, and no paper: *she* after "a report" is the one who spoke before."""
        return self.statement.source is None or _PAPER.search(self.statement.source.text) is None


def date_statements(statements: Sequence[Statement], article: Article) -> tuple[Statement, ...]:
    """Give each statement its ``said_at``, chosen from ``article.times``; the order stays.

    ``said_at`` stays ``None`` where neither a time nor the publication date is known.
    """
    page = _Page(article, statements)
    said: list[_Said] = []
    for statement in sorted(statements, key=_place):
        speaker = _find_speaker(statement, said, page)
        said_at = (
            _find_governing(statement, page, lengths=False)
            or _inherit(statement, speaker, said, page)
            or _find_governing(statement, page, lengths=True)
        )
        said.append(_Said(statement=statement, speaker=speaker, said_at=said_at))
    found = {each.statement.id: each.said_at for each in said}
    publication = _by_publication(page)
    return tuple(structs.replace(each, said_at=found[each.id] or publication) for each in statements)


class _Page:
    """An article's text with its sentences, and where its statements have their contents and cues."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        """Arrange what the statements of ``article`` are dated by."""
        self.text = article.text
        self.published = article.published_at.value[:10] if article.published_at else None
        self._times = [each for each in article.times if each.type != "SET"]
        self._cues = sorted({(each.cue.start, each.cue.end) for each in statements if each.cue is not None})
        self._contents: Nearby[Range] = Nearby()
        for span in (span for each in statements for span in each.content):
            self._contents.add((span.start, span.end), [(span.start, span.end)])
        self._paragraphs = [(each.span.start, each.span.end) for each in article.paragraphs]
        self._sentences: dict[int, tuple[Range, ...]] = {}

    def paragraph(self, place: int) -> int:
        """Number of the paragraph that holds ``place``, or of the next one."""
        return min(bisect.bisect_right(self._paragraphs, place, key=itemgetter(1)), len(self._paragraphs) - 1)

    def sentence(self, place: int) -> Range:
        """The sentence at ``place``."""
        number = self.paragraph(place)
        if number not in self._sentences:
            self._sentences[number] = sentences(self.text, *self._paragraphs[number])
        return next((each for each in self._sentences[number] if place < each[1]), self._paragraphs[number])

    def times(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions that lie in ``text[start:end]``."""
        first = bisect.bisect_left(self._times, start, key=lambda each: each.span.start)
        last = bisect.bisect_right(self._times, end, key=lambda each: each.span.end)
        return self._times[first:last]

    def has_cue(self, start: int, end: int) -> bool:
        """Whether a cue lies in ``text[start:end]``."""
        number = bisect.bisect_left(self._cues, (start, start))
        return number < len(self._cues) and self._cues[number][1] <= end

    def holders(self, place: int) -> frozenset[Range]:
        """The content spans that ``place`` stands in."""
        return frozenset(each for each in self._contents.at((place, place + 1)) if each[0] <= place < each[1])

    def reporting(self, start: int, end: int, at: int) -> str:
        """What ``text[start:end]`` says beside the contents that ``at`` is not in: a clause without its report."""
        if start >= end:
            return ""
        words, here, around = [], start, self.holders(at)
        for low, high in sorted(self._contents.at((start, end))):
            if (low, high) not in around and low < end and start < high:
                words.append(self.text[here : max(here, low)])
                here = max(here, high)
        return " ".join([*words, self.text[here:end]])


# The time that governs a cue ------------------------------------------------------------------------------------------


def _find_governing(statement: Statement, page: _Page, *, lengths: bool) -> SaidAt | None:
    """The nearest time that governs the statement's cue: a date, or a length of time that has bounds."""
    cue = statement.cue
    if cue is None:
        return None
    start, end = page.sentence(cue.start)
    near = page.times(start, end)
    measured = next((each for each in near if _measures_from(each, cue)), None)
    if measured is not None:
        return _at_a_distance(measured, page)
    wanted = (each for each in near if (each.type == "DURATION") is lengths and (each.earliest or not lengths))
    governing = [each for each in wanted if _governs(each, statement, page)]
    if not governing:
        return None
    nearest = min(governing, key=lambda each: _distance(each.span, cue, page))
    return _read_out(nearest, page)


def _governs(time: TimeExpression, statement: Statement, page: _Page) -> bool:
    """Whether a time of the cue's sentence says when the cue's act took place."""
    span, cue = time.span, statement.cue
    if cue is None or page.holders(span.start) != page.holders(cue.start):
        return False
    source = statement.source
    if source is not None and source.start <= span.start < source.end:
        return _MADE_PUBLIC.search(page.text, source.start, span.start) is not None
    low, high = sorted((span, cue))
    if page.has_cue(low.end, high.start) or _is_attributive(span, page.text):
        return False
    if span.end <= cue.start:
        begin = source.end if source is not None and source.end <= span.start else page.sentence(cue.start)[0]
        clause = page.reporting(begin, span.start, cue.start)
    else:
        clause = page.reporting(cue.end, span.start, cue.start)
    return _CLAUSE.search(clause) is None


def _is_attributive(span: Span, text: str) -> bool:
    """Whether the time belongs to a noun that is no utterance: "Thursday's attack", but not "in a Monday interview"."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 60]
    if not (_POSSESSIVE.match(after) or _DETERMINER.search(before)):
        return False
    noun = _ATTRIBUTIVE.match(after)
    if noun is None:
        return False
    return noun["utterance"] is None and _OCCASION.search(before) is None


def _distance(span: Span, cue: Span, page: _Page) -> int:
    """Code points of the reporting clause between a time and a cue."""
    low, high = sorted((span, cue))
    return len(page.reporting(low.end, high.start, cue.start))


def _read_out(time: TimeExpression, page: _Page) -> SaidAt:
    """The time of saying that a governing time gives; what has gone on *since* then lasts to the publication."""
    since = _SINCE.search(page.text, max(0, time.span.start - 20), time.span.start)
    latest = _end_of(page.published) if since else time.latest
    return SaidAt(
        span=time.span, timex=time.timex, edtf=None if since else time.edtf, earliest=time.earliest, latest=latest,
        basis=_BASES.get(time.certainty, TimeBasis.RELATIVE), confidence=_CONFIDENCE.get(time.certainty, 0.5),
        unresolved=time.unresolved, by=REPEATED_RULE if since else GOVERNING_RULE,
    )  # fmt: skip


def _measures_from(time: TimeExpression, cue: Span) -> bool:
    """Whether a time tells how long after the cue's act something else came: "only days after he had urged"."""
    anchor = time.anchor
    return (
        anchor is not None
        and anchor.direction is Direction.AFTER
        and time.span.end <= anchor.span.start < cue.end
        and cue.start < anchor.span.end
    )


def _at_a_distance(time: TimeExpression, page: _Page) -> SaidAt:
    """What was said that long before the news, which is taken to be of the day of publication."""
    least, most = (None, None) if time.anchor is None else (time.anchor.least, time.anchor.most)
    return SaidAt(
        span=time.span, timex=time.timex, edtf=None, earliest=_start_of(_earlier(page.published, most)),
        latest=_end_of(_earlier(page.published, least or "P0D")), basis=TimeBasis.RELATIVE,
        confidence=_CONFIDENCE_OF_DISTANCE, by=DISTANCE_RULE,
    )  # fmt: skip


# The time an utterance has already ------------------------------------------------------------------------------------


def _inherit(statement: Statement, speaker: frozenset[str], said: Sequence[_Said], page: _Page) -> SaidAt | None:
    """The time of the utterance that a statement goes on with, or that its sentence names again."""
    named = _find_named(statement, speaker, said, page)
    if named is not None:
        return _taken_over(named, NAMED_RULE)
    before = _find_speech(said, statement.nested_in)
    if before is None or before.said_at is None or before.said_at.by in {REPEATED_RULE, DISTANCE_RULE}:
        return None
    far = page.paragraph(_place(statement)) - page.paragraph(_place(before.statement))
    if far > _PARAGRAPHS_ON[statement.source is None or _is_pronoun(statement.source)] or not (
        _is_same(speaker, before.speaker) or _is_document(statement)
    ):
        return None
    return _taken_over(before.said_at, CONTINUED_RULE) if _goes_on(statement, page) else None


def _goes_on(statement: Statement, page: _Page) -> bool:
    """Whether a statement can belong to the utterance before it: told simply, and not in some medium of its own."""
    source, cue = statement.source, statement.cue
    if cue is None or source is None:
        return True
    if _AUXILIARY.search(cue.text) or source.text.lower() in _POSSESSIVE_PRONOUNS:
        return False
    return _is_pronoun(source) or _IN_A_MEDIUM.search(page.reporting(*page.sentence(cue.start), cue.start)) is None


def _find_speech(said: Sequence[_Said], nested_in: str | None) -> _Said | None:
    """The last statement on the same level whose source has a name or is a pronoun: papers do not interrupt."""
    return next((each for each in reversed(said) if each.statement.nested_in == nested_in and each.speaks), None)


def _find_named(statement: Statement, speaker: frozenset[str], said: Sequence[_Said], page: _Page) -> SaidAt | None:
    """The time of the earlier utterance of the same speaker that the cue's sentence names: the latest, or the last."""
    if statement.cue is None:
        return None
    start, end = page.sentence(statement.cue.start)
    found = _NAMED_AGAIN.search(page.reporting(start, end, statement.cue.start))
    if found is None:
        return None
    known = [each.said_at for each in said if each.said_at is not None and _is_same(speaker, each.speaker)]
    if not known:
        return None
    return max(known, key=lambda each: each.earliest or "") if found["latest"] else known[-1]


def _taken_over(said_at: SaidAt, rule: str) -> SaidAt:
    return structs.replace(
        said_at, span=None, basis=TimeBasis.CONTEXT, confidence=round(said_at.confidence * _INHERITED, 3), by=rule
    )


def _find_speaker(statement: Statement, said: Sequence[_Said], page: _Page) -> frozenset[str]:
    """The words that name the speaker; those of the speaker before, for a pronoun and for a quotation without a cue."""
    source = statement.source
    if source is not None and not _is_pronoun(source):
        words = frozenset(re.findall(r"\w+", source.text.lower())) - _SMALL
        if _is_document(statement) or "and" in source.text.split():
            return words
        fuller = (each.speaker for each in reversed(said) if each.is_one and words and words < each.speaker)
        return next(fuller, words)
    before = _find_speech(said, None)
    far = before and page.paragraph(_place(statement)) - page.paragraph(_place(before.statement))
    return before.speaker if before is not None and (far or 0) <= _PARAGRAPHS_ON[True] else frozenset()


def _is_pronoun(source: Span) -> bool:
    return _PRONOUN.fullmatch(source.text) is not None


def _is_same(speaker: frozenset[str], other: frozenset[str]) -> bool:
    return bool(speaker) and speaker <= other


def _is_document(statement: Statement) -> bool:
    return statement.source is not None and _DOCUMENT.fullmatch(statement.source.text) is not None


# Bounds ---------------------------------------------------------------------------------------------------------------


def _by_publication(page: _Page) -> SaidAt | None:
    """All that is known without a time: it was said before it was published."""
    if page.published is None:
        return None
    return SaidAt(
        span=None, timex=None, edtf=None, earliest=None, latest=_end_of(page.published), basis=TimeBasis.PUBLICATION,
        confidence=1.0, by=PUBLICATION_RULE,
    )  # fmt: skip


def _place(statement: Statement) -> int:
    return statement.cue.start if statement.cue is not None else statement.content[0].start


def _earlier(day: str | None, distance: str | None) -> str | None:
    """The day an ISO 8601 duration of days or coarser before ``day``; ``None`` where either is unknown."""
    found = distance and _DURATION.fullmatch(distance)
    if day is None or not found:
        return None
    days = sum(int(found[unit] or 0) * length for unit, length in _UNIT_DAYS.items())
    try:
        return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
    except (OverflowError, ValueError):
        return None


def _start_of(day: str | None) -> str | None:
    return day and f"{day}T00:00"


def _end_of(day: str | None) -> str | None:
    return day and f"{day}T24:00"

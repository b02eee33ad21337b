"""Fills in who speaks: the speaker of each statement and the chain through which its words came.

The order of work: find the names, gather them, walk through the article once, then hand the speakers out: to sources,
to the first person inside quotations, to quotations without a source.  A speaker's id rests on the article's text and
on who is meant, never on which statement it is: all statements of one speaker share it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.domain import QuotationType, Speaker, SpeakerKind, StatementType, evidence_id
from onrecord.speakers.cast import Referent, gather
from onrecord.speakers.chain import Chains
from onrecord.speakers.coref import Choice, Discourse
from onrecord.speakers.grammar import FIRST_PERSON
from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.links import ModelLinks
from onrecord.speakers.name_kinds import is_adverb, is_plural_word
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page
from onrecord.speakers.profile import find_description, find_title
from onrecord.speakers.scene import Reading, Scene, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.domain import Annotation, Article, Span, Statement
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Range
    from onrecord.speakers.phrase import Phrase

RULE = "rule:speakers 1"
NOT_NAMED = "the article gives no name"
NO_SOURCE = "no source in the text"
_CONTINUED = 0.6
"""How much of the confidence in a speaker is left for the next quotation, which has no source of its own."""
_OF_ONE_PERSON = frozenset("he him his himself she her hers herself i me my mine myself who whose whom".split())
_OF_SEVERAL = frozenset("we us our ours ourselves they them their theirs themselves those these".split())
_SELF = re.compile(r"[“\"‘](?:[^”\"\n]{0,300}[\s—–])?I(?:[’'](?:m|ve|d|ll))?\s")
_OF_A_SELF = 2.0
_OUTLETS_PRONOUNS = frozenset({"we", "us", "our"})
_UNVERIFIED = re.compile(r"\b(?:verif|confirm|substantiat|corroborat|establish|authenticat)\w*", re.IGNORECASE)
_WIDELY = re.compile(r"\b(?:widely|commonly|generally)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\A(?:the|an?|this|these|those)\s+", re.IGNORECASE)


def resolve_speakers(
    statements: Sequence[Statement], article: Article, annotation: Annotation
) -> tuple[Statement, ...]:
    """Say who speaks in each of ``statements``, which are those of ``article``, and through whom the words came."""
    if not statements:
        return ()
    author = article.authors[0] if len(article.authors) == 1 else None
    scene = read_scene(statements, Page(article.text, article.ranges), annotation, author=author)
    speakers = _hand_out(statements, scene.readings, scene, article)
    resolved = [replace(each, speaker=speaker) for each, speaker in zip(statements, speakers, strict=True)]
    chains = Chains(resolved, scene.page, scene.lexicon)
    return tuple(replace(each, via=chains.find_via(each)) for each in resolved)


def read_scene(
    statements: Sequence[Statement], page: Page, annotation: Annotation, *, author: str | None = None
) -> Scene:
    """Find and gather the names of ``page`` and walk through it once, meeting the sources of ``statements``.

    ``author`` is the one who wrote it, where that is one person alone.
    """
    lexicon = read_lexicon()
    names = find_names(page, lexicon)
    sources = _find_sources(statements)
    _vote_for_sources(names, sources, page.text)
    links = ModelLinks(annotation)
    links.vote(names)
    cast, discourse = gather(names, page), Discourse(links, page.text)
    scene = Scene(page, lexicon, names, cast, discourse, tuple(sources.values()), author=author)
    scene.read()
    return scene


def _find_sources(statements: Sequence[Statement]) -> dict[Range, Source]:
    """Each source once, with the contents of its statements and the source of the statement around it."""
    by_id = {each.id: each for each in statements}
    sources: dict[Range, Source] = {}
    for statement in statements:
        if statement.source is None:
            continue
        start, end = statement.source.start, statement.source.end
        outer = by_id.get(statement.nested_in or "") or _find_around(statement.source, statements)
        around = (outer.source.start, outer.source.end) if outer is not None and outer.source is not None else None
        said = (*statement.content, statement.cue) if statement.cue is not None else statement.content
        content = tuple((each.start, each.end) for each in said)
        known = sources.get((start, end))
        if known is not None:
            around, content = known.outer, (*known.content, *content)
        sources[start, end] = Source(start, end, around, content)
    return sources


def _find_around(source: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose verbatim words hold a source, where the attributions themselves are not nested."""
    around = (
        each
        for each in statements
        if each.source is not None
        and each.quotation is not QuotationType.INDIRECT
        and any(span.start <= source.start and source.end <= span.end for span in each.quoted)
    )
    return min(around, key=lambda each: each.content[-1].end - each.content[0].start, default=None)


def _vote_for_sources(names: Sequence[Name], sources: Mapping[Range, Source], text: str) -> None:
    """A name that is a source stands for somebody who speaks, even where it begins a sentence.

    One who says "I" is a person.
    """
    starts = {start for start, _ in sources}
    selves = {
        start
        for (start, _), source in sources.items()
        if any(_SELF.search(text, *content) is not None for content in source.content)
    }
    for name in names:
        if name.start in selves:
            name.vote(SpeakerKind.PERSON, _OF_A_SELF)
        is_common = is_plural_word(name.parts) or is_adverb(name.parts)
        if name.start in starts and not (name.opens_sentence and is_common):
            name.opens_sentence = False
            name.vote(SpeakerKind.PERSON, 0.3)


# Handing out ----------------------------------------------------------------------------------------------------------


def _hand_out(
    statements: Sequence[Statement], readings: Mapping[Range, Reading], scene: Scene, article: Article
) -> list[Speaker]:
    """The speaker of each statement."""
    maker = _SpeakerMaker(scene, readings, article)
    choices: dict[str, Choice] = {}
    before: Choice | None = None
    turn: Choice | None = None  # of the last labelled turn of an interview, the outlet's aside
    for statement in statements:
        reading = None if statement.source is None else readings[statement.source.start, statement.source.end]
        choice = None if reading is None else reading.choice
        if choice is None and statement.implicit_cue and (said_last := turn or before) is not None:
            choice = Choice(said_last.referent, said_last.confidence * _CONTINUED, said_last.reason)
        if choice is not None:
            choices[statement.id] = choice
            if statement.nested_in is None and reading is not None:
                before = choice
            if _is_label(statement) and choice.referent is not None and choice.referent.kind is SpeakerKind.PERSON:
                turn = choice
    for statement, outer in _first_person(statements, readings):
        if outer in choices:
            choices[statement.id] = choices[outer]
    return [maker.make(statement, choices.get(statement.id)) for statement in statements]


def _settle_kind(referent: Referent) -> SpeakerKind:
    """The kind; a single word that nothing tells is a body, for news brings in people with more than a surname."""
    if not referent.name or not referent.is_untold:
        return referent.kind
    return SpeakerKind.GROUP if is_plural_word(referent.parts) else SpeakerKind.ORGANIZATION


def _kind_by_words(reading: Reading | None) -> SpeakerKind:
    """The kind of somebody unknown, as far as the words tell: "she" is a person, whoever she is."""
    if reading is None:
        return SpeakerKind.UNKNOWN
    if reading.phrase.pronoun in _OF_ONE_PERSON:
        return SpeakerKind.PERSON
    if reading.phrase.pronoun in _OF_SEVERAL:
        return SpeakerKind.GROUP
    return SpeakerKind.UNKNOWN if reading.phrase.name is None else reading.phrase.name.kind


def _is_label(statement: Statement) -> bool:
    """Whether source and cue are the label of a turn: "Vidal:"."""
    return statement.source is not None and statement.cue is not None and statement.cue.text == ":"


def _first_person(
    statements: Sequence[Statement], readings: Mapping[Range, Reading]
) -> Iterator[tuple[Statement, str]]:
    """Statements whose source speaks of itself inside another statement or a labelled turn, with that one's id."""
    turns = [each for each in statements if _is_label(each)]
    for statement in statements:
        source = statement.source
        if source is None or readings[source.start, source.end].phrase.pronoun not in FIRST_PERSON:
            continue
        if statement.nested_in is not None:
            yield statement, statement.nested_in
        for turn in turns if statement.nested_in is None else ():
            if any(span.start <= source.start < span.end for span in turn.content):
                yield statement, turn.id


class _SpeakerMaker:
    """Makes speakers of referents; what is said of one is gathered from all its sources."""

    def __init__(self, scene: Scene, readings: Mapping[Range, Reading], article: Article) -> None:
        self._scene = scene
        self._readings = readings
        self._article = article
        self._profiles: dict[int, tuple[str | None, str | None]] = {}
        self._sources: dict[int, list[tuple[Range, Phrase]]] = defaultdict(list)
        for span, reading in readings.items():
            if reading.choice.referent is not None:
                self._sources[id(reading.choice.referent)].append((span, reading.phrase))

    def make(self, statement: Statement, choice: Choice | None) -> Speaker:
        """Make the speaker of one statement."""
        source = statement.source
        if choice is None or choice.referent is None:
            return self._nobody(statement, choice)
        referent = choice.referent
        name = referent.name or self._words_of(referent)
        title, description = self._profile(referent)
        is_named, is_hidden = bool(referent.name), self._is_hidden(referent)
        return Speaker(
            id=self._id(["name", " ".join(referent.name.casefold().split())] if is_named else ["at", referent.start]),
            name=name, kind=_settle_kind(referent), anonymous=is_hidden, title=title, description=description,
            mention=source, confidence=round(choice.confidence, 3),
            unresolved=None if is_named or is_hidden else NOT_NAMED, by=RULE,
        )  # fmt: skip

    def _nobody(self, statement: Statement, choice: Choice | None) -> Speaker:
        """A speaker that the text does not tell: no source, or one that could mean several."""
        source, cue = statement.source, statement.cue
        text = self._article.text
        widely = (
            source is None
            and cue is not None
            and _WIDELY.search(text, max(0, cue.start - 10), cue.end + 10) is not None
        )
        if (outlet := self._outlet(statement)) is not None:
            return outlet
        reading = None if source is None else self._readings[source.start, source.end]
        if source is None:
            reason: str | None = None if widely else NO_SOURCE
        else:
            kind = "pronoun" if reading is not None and reading.phrase.pronoun else "description"
            reason = f"{kind}: {choice.reason if choice is not None else 'nobody named before it'}"
        return Speaker(
            id=self._id(["statement", statement.id]), name="", kind=_kind_by_words(reading), anonymous=widely,
            title=None, description=None, mention=source, confidence=round(choice.confidence, 3) if choice else 0.9,
            unresolved=reason, by=RULE,
        )  # fmt: skip

    def _outlet(self, statement: Statement) -> Speaker | None:
        """The outlet, where it speaks for itself: "we", or "could not be verified" with nobody else named."""
        source, cue, publisher = statement.source, statement.cue, self._article.publisher
        if publisher is None or statement.nested_in is not None:
            return None
        if source is not None:
            speaks = self._readings[source.start, source.end].phrase.pronoun in _OUTLETS_PRONOUNS
        else:
            speaks = (
                cue is not None and statement.type is StatementType.REFUSAL and _UNVERIFIED.search(cue.text) is not None
            )
        if not speaks or self._scene.page.quotation((source or statement.content[0]).start) is not None:
            return None
        return Speaker(
            id=self._id(["outlet", publisher]), name=publisher, kind=SpeakerKind.ORGANIZATION, anonymous=False,
            title=None, description=None, mention=source, confidence=0.8, unresolved=None, by=RULE,
        )  # fmt: skip

    def _id(self, who: list[str | int]) -> str:
        return evidence_id({"article": self._article.text_sha256, "speaker": who})

    def _is_hidden(self, referent: Referent) -> bool:
        """Whether a speaker is kept unnamed: so at its own words, or taken up again as a source: "the sources"."""
        nouns = (phrase.noun for _, phrase in self._sources[id(referent)])
        is_taken_up = referent.may_hide and not referent.name and any(noun and noun.is_hidden for noun in nouns)
        return referent.is_hidden or is_taken_up

    def _words_of(self, referent: Referent) -> str:
        """The words of a description without its article."""
        words = " ".join(self._article.text[referent.start : referent.end].split())
        return _ARTICLE.sub("", words)

    def _profile(self, referent: Referent) -> tuple[str | None, str | None]:
        """Title and description of a referent, found once."""
        found = self._profiles.get(id(referent))
        if found is None:
            sources, page = self._sources[id(referent)], self._scene.page
            title = find_title(referent, page, (phrase for _, phrase in sources))
            found = title, find_description(referent, page, sources)
            self._profiles[id(referent)] = found
        return found

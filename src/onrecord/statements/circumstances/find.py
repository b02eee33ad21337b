"""Fills the medium, the addressee and the place of statements from the words around their cues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import Addressee, Medium, MediumKind, Place, Span, StatementType
from onrecord.statements.circumstances.addressees import find_addressee, find_name, is_outlet
from onrecord.statements.circumstances.clause import read_clause
from onrecord.statements.circumstances.media import find_channel, find_writing
from onrecord.statements.circumstances.outlets import bare_name, find_outlets
from onrecord.statements.circumstances.places import find_place
from onrecord.statements.utterances import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from onrecord.domain import Statement
    from onrecord.statements.circumstances.clause import Clause
    from onrecord.statements.circumstances.media import Channel
    from onrecord.statements.clauses import Page
    from onrecord.statements.utterances import Turn

MEDIUM_RULE = "rule:medium 1"
OUTLET_RULE = "rule:told-outlet 1"
CONTINUED_RULE = "rule:same-utterance 1"
NAMED_RULE = "rule:utterance-named-again 1"
WRITTEN_RULE = "rule:writing-named-before 1"
ADDRESSEE_RULE = "rule:addressee 1"
PLACE_RULE = "rule:place 1"

_SPEAKING_TO = re.compile(
    r"\b(?:told|tell(?:s|ing)?|inform(?:s|ed|ing)?|sp(?:oke|eak\w*)|talk\w*|(?:said|confirmed|admitted|confessed|confided|revealed|"
    r"explained|disclosed|insisted) to|confirmed|admitted|confessed|confided|revealed)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"\b(?:[Ss]peaking|[Tt]alking)(?: exclusively)? (?:to|with) \Z")
_BEFORE_OUTLET = 40  # code points in which "speaking to" is looked for
_PERFECT = re.compile(r"(?:has|have|had|will|would|is|are|was|were)\b|[’'](?:s|ve|d|ll)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ly )?\w+ing\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "the letter", "the statement", "the post", "the text"})
_GOING_ON = re.compile(
    r"(?:also\s+)?(?:said|says|add(?:s|ed)|writes|wrote|continue[sd]|"
    r"insist(?:s|ed)|explained|went on|goes on|reads?)(?:\s+to say)?\W*\Z",
    re.IGNORECASE,
)


_NEWS_AGENCY = re.compile(r"\b(?:news|wire|press) agency\b", re.IGNORECASE)
_WROTE = re.compile(r"wr(?:ote|ites)", re.IGNORECASE)
_ANEW = re.compile(r"\b(?:later|earlier|once|t(?:old|ells?)|asked|wr(?:ote|ites))\b", re.IGNORECASE)
"""A cue that begins something else, or turns to somebody."""
_DECLINES = re.compile(r"\b(?:declin|refus)\w+|\b(?:would|will)(?: not|n[’']t)\b", re.IGNORECASE)
"""Refusals of one who is there and talks."""
_OCCASIONS = frozenset(
    {MediumKind.BRIEFING, MediumKind.INTERVIEW, MediumKind.BROADCAST, MediumKind.COURT, MediumKind.SPEECH}
)


def find_circumstances(statements: Sequence[Statement], turns: Sequence[Turn], page: Page) -> tuple[Statement, ...]:
    """Give each statement the medium, addressee and place that its reporting clause names; the order stays.

    ``turns`` are the same statements as ``follow`` arranges them on their ``page``.

    They hold for a second verb of the sentence too, and the medium for what goes on in the same
    utterance: those come from context, the medium without a span.
    """
    known = {each.id: each for each in statements}
    outlets = find_outlets(page.text)
    found: dict[str, Statement] = {}
    subjects: dict[Span, Statement] = {}
    last: Turn | None = None
    for turn in turns:
        statement = _read(known[turn.statement.id], page, outlets)
        source = statement.source
        first = subjects.get(source) if source is not None else None
        if first is not None and statement.cue is not None:
            statement = _shared(statement, first)
        medium = statement.medium
        medium = _carried_on(turn, last, found, page) if medium is None else _named_again(medium, turn, found)
        found[statement.id] = structs.replace(statement, medium=medium)
        last = turn if statement.nested_in is None else last
        if source is not None:
            subjects[source] = found[statement.id]
    return tuple(found[each.id] for each in statements)


def _read(statement: Statement, page: Page, outlets: Collection[str]) -> Statement:
    """A statement with what its own clause says."""
    clause = read_clause(statement, page)
    if clause is None:
        return statement
    channel = find_channel(clause)
    told = find_addressee(clause, channel)
    medium = channel.span if channel is not None else None
    where = find_place(clause, [each for each in (told, medium) if each is not None])
    addressee = told and Span.cut(page.text, *told)
    return structs.replace(
        statement,
        medium=_medium(clause, channel, addressee, outlets),
        addressee=addressee and Addressee(span=addressee, name=_name(addressee, clause), by=ADDRESSEE_RULE),
        place=where and Place(span=Span.cut(page.text, *where), by=PLACE_RULE),
    )


def _name(addressee: Span, clause: Clause) -> str | None:
    """The name that an addressee's words are; a single word that begins the sentence is capitalised in any case."""
    if addressee.start == clause.sentence[0] and " " not in addressee.text:
        return None
    return find_name(addressee.text)


def _medium(clause: Clause, channel: Channel | None, addressee: Span | None, outlets: Collection[str]) -> Medium | None:
    """The medium of a clause: the one it names, else the outlet that is told."""
    if channel is not None:
        span = Span.cut(clause.text, *channel.span)
        return Medium(span=span, kind=channel.kind, platform=channel.platform, by=MEDIUM_RULE)
    if addressee is None:
        return None
    before = clause.text[max(clause.sentence[0], addressee.start - _BEFORE_OUTLET) : addressee.start]
    if not _SPEAKING_TO.search(clause.cue.text) and _FRONTED.search(before) is None:
        return None
    is_agency = addressee.text == "the agency" and _NEWS_AGENCY.search(clause.text, 0, addressee.start) is not None
    if is_outlet(addressee.text) or is_agency or bare_name(addressee.text) in outlets:
        return Medium(span=addressee, kind=MediumKind.INTERVIEW, platform=None, by=OUTLET_RULE)
    return None


def _shared(statement: Statement, first: Statement) -> Statement:
    """What a verb has in common with the verb before it of the same subject: "told reporters X and denied Y"."""
    cue = statement.cue.text if statement.cue is not None else ""
    if _PERFECT.match(cue) or (first.type is StatementType.REQUEST and _PARTICIPLE.match(cue) is None):
        return statement
    return structs.replace(
        statement,
        medium=statement.medium or (first.medium and structs.replace(first.medium, span=None, by=CONTINUED_RULE)),
        addressee=statement.addressee or (first.addressee and structs.replace(first.addressee, by=CONTINUED_RULE)),
        place=statement.place or (first.place and structs.replace(first.place, by=CONTINUED_RULE)),
    )


def _named_again(medium: Medium, turn: Turn, found: dict[str, Statement]) -> Medium:
    """A medium as it was named before: "her latest statement" is the post that came first."""
    earlier = [known for each in turn.again if (known := found[each.id].medium) is not None]
    if earlier and medium.kind is MediumKind.STATEMENT:
        return structs.replace(medium, kind=earlier[-1].kind, platform=earlier[-1].platform, by=NAMED_RULE)
    return medium


def _carried_on(turn: Turn, last: Turn | None, found: dict[str, Statement], page: Page) -> Medium | None:
    """The medium of what a statement goes on with; ``last`` is the turn before it that is not nested."""
    before = turn.goes_on
    if before is None or not _tells_on(turn.statement, before, page):
        before = last.statement if last is not None and _speaks_on(turn, last, page) else None
    medium = found[before.id].medium if before is not None else None
    if medium is None and last is not None and _stays(turn, last, found[last.statement.id].medium, page):
        medium = found[last.statement.id].medium
    if medium is None:
        return _written_before(turn.statement, page)
    return structs.replace(medium, span=None, by=CONTINUED_RULE)


def _written_before(statement: Statement, page: Page) -> Medium | None:
    """What somebody *wrote* words in that the sentence before names: "a memo to employees", "her letter"."""
    cue = statement.cue
    if cue is None or not statement.quoted or _WROTE.fullmatch(cue.text) is None:
        return None
    begin = min(page.sentence(cue.start)[0], page.sentence(statement.content[0].start)[0])
    before = page.sentence(max(begin - 2, 0))
    channel = find_writing(page.text, *before) if begin > 0 and before[1] <= begin else None
    if channel is None:
        return None
    return Medium(span=Span.cut(page.text, *channel.span), kind=channel.kind, platform=None, by=WRITTEN_RULE)


def _stays(turn: Turn, last: Turn, medium: Medium | None, page: Page) -> bool:
    """Whether the one who spoke last goes on in the same paragraph, on the same occasion or in the same words."""
    cue = turn.statement.cue
    is_same = bool(turn.speaker) and turn.speaker <= last.speaker and _is_near(turn.statement, last.statement, page)
    if medium is None or cue is None or not is_same:
        return False
    if turn.statement.type is StatementType.REFUSAL:
        return medium.kind in _OCCASIONS and _DECLINES.search(cue.text) is not None
    is_dated = turn.statement.said_at is not None and turn.statement.said_at.span is not None
    if is_dated or _PERFECT.match(cue.text) or _ANEW.search(cue.text):
        return False
    return bool(turn.statement.quoted) or (medium.kind in _OCCASIONS and _GOING_ON.fullmatch(cue.text) is not None)


def _tells_on(statement: Statement, before: Statement, page: Page) -> bool:
    """Whether a statement tells what comes next, by a plain verb or none: quoted, or in the same paragraph."""
    cue, source = statement.cue, statement.source
    if source is not None and source.text.lower() not in _PRONOUNS:
        return False
    if cue is None or statement.quoted:
        return cue is None or _GOING_ON.search(cue.text) is not None
    return _is_near(statement, before, page) and cue.text.lower() in {"said", "added"}


def _is_near(statement: Statement, before: Statement, page: Page) -> bool:
    """Whether two statements stand in one paragraph."""
    return page.paragraph(place_of(statement)) == page.paragraph(place_of(before))


def _speaks_on(turn: Turn, before: Turn, page: Page) -> bool:
    """Whether a quotation under a name comes right after what the same one said, in the same paragraph."""
    cue = turn.statement.cue
    return (
        cue is not None
        and bool(turn.statement.quoted)
        and bool(turn.speaker)
        and turn.speaker <= before.speaker
        and _GOING_ON.fullmatch(cue.text) is not None
        and _is_near(turn.statement, before.statement, page)
    )

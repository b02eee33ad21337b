"""Where something was said, only where the words say so: "speaking in Grozny", "told reporters in Ohio"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.statements.circumstances.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.statements.circumstances.clause import Clause
    from onrecord.statements.quotation import Range

_ON_THE = r"|on(?=\s+the\s+(?:steps|sidelines|quay|quayside|deck|stage|doorstep|floor|dock|roof)\b)"
_FROM_HIS = r"|from(?=\s+(?:his|her|their|its)\s)"
_HERE = r"(?P<preposition>in|at|outside|inside|aboard|near{more})\s+(?=\w)"
_NEXT = re.compile(r"\s+" + _HERE.format(more=_ON_THE + _FROM_HIS))
_SPEAKING = re.compile(
    r"(?<![\w-])(?:[Ss]peaking|[Ss]itting|[Ss]eated|[Ss]tanding|(?:as|while)\s+(?:he|she|they)\s+(?:sat|stood|spoke))\s+"
    r"(?:\w+ly\s+)?" + _HERE.format(more="|from" + _ON_THE)
)
_VISITING = re.compile(
    r"(?<![\w-])(?:[Dd]uring|[Oo]n)\s+(?:an?|his|her|its|their|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:visits?|trips?|tours?|stops?|stopovers?)\s+(?P<preposition>to|of|in|at)\s+(?=(?:the\s+)?[A-Z])"
)
_AT_FIRST = re.compile(r"\s*(?P<preposition>At|Outside|Inside|Aboard|(?:In|From)(?=\s+(?:his|her|their)\s))\s+(?=\w)")
_OCCASION = re.compile(
    r"\b(?:rall(?:y|ies)|meetings?|events?|ceremon(?:y|ies)|conferences?|summits?|forums?|gatherings?|dinners?|"
    r"lunch(?:eons?)?|breakfasts?|"
    r"fundraisers?|town halls?|conventions?|funerals?|vigils?|protests?|demonstrations?|marche?s?|stops?|"
    r"courthouses?|courts?|courtrooms?|"
    r"stations?|offices?|headquarters|homes?|houses?|scenes?|sites?|airports?|universit(?:y|ies)|colleges?|schools?|"
    r"church(?:es)?|mosques?|"
    r"synagogues?|hospitals?|stadiums?|palaces?|buildings?|doors?|gates?|hotels?|centers?|centres?|halls?|"
    r"restaurants?|parks?|squares?|streets?|"
    r"steps|sessions?|festivals?|parades?|openings?|launch(?:es)?|mass|services?|part(?:y|ies)|receptions?|bases?|"
    r"camps?|factor(?:y|ies)|plants?|"
    r"prisons?|jails?|ports?|quays?|village|town|city|capital|region|border|front|ship|plane|stage|podium|workshop|"
    r"fair|flats?|apartments?|stores?|shops?|farms?|gardens?|kitchens?|caf[eé]s?|pubs?|bars?|clinics?|librar(?:y|"
    r"ies)|museums?|"
    r"harbou?rs?|wharf|wharves|piers?|checkpoints?|cemeter(?:y|ies)|temples?|terminals?|barracks|beach(?:es)?|mines?|mills?|"
    r"beds?|cells?|balcon(?:y|ies)|porch|verandas?|living rooms?|pulpits?|desks?|boats?|decks?|"
    r"laborator(?:y|ies)|docks?|markets?|studios?|embass(?:y|ies)|ministry|garage|expo|symposium|seminar)\b"
)
_PROPER = re.compile(r"(?:the\s+|downtown\s+|central\s+|nearby\s+|(?:north|south|east|west)(?:ern)?\s+)*[A-Z]")
_NOT_A_PLACE = re.compile(
    r"(?:the\s+)?(?:English|Russian|Arabic|French|Spanish|German|Chinese|Mandarin|Hebrew|Turkish|Ukrainian|Persian|"
    r"Farsi|Portuguese|Italian|"
    r"Japanese|Korean|Hindi|Urdu|Polish|Congress's)\Z|.*\b(?:favou?r|case|time|end|moment|event that|beginning|least|"
    r"first|last|interview|statement|"
    r"response|reply|part|term|charge|line|light)\Z"
)


def find_place(clause: Clause, taken: Sequence[Range]) -> Range | None:
    """Where it was said: after *speaking*, right after the verb or a circumstance in ``taken``, or at an event."""
    return _where_speaking(clause) or _next_to(clause, taken) or _at_first(clause, taken)


def _where_speaking(clause: Clause) -> Range | None:
    """The place after *speaking*, or of a visit: "Speaking outside the court", "on a visit to Linz"."""
    found = (
        _read(clause, match, high)
        for low, high in clause.pieces
        for pattern in (_SPEAKING, _VISITING)
        for match in pattern.finditer(clause.text, low, high)
    )
    return next((each for each in found if each is not None), None)


def _next_to(clause: Clause, taken: Sequence[Range]) -> Range | None:
    """The place right after the verb, the addressee or the medium: "told reporters in Podgorica"."""
    for here in _ends(clause, taken):
        for high in (high for low, high in clause.pieces if low <= here <= high):
            match = _NEXT.match(clause.text, here, high)
            if match is not None and not _meets(match.end(), taken):
                place = _read(clause, match, high)
                if place is not None:
                    return place
    return None


def _at_first(clause: Clause, taken: Sequence[Range]) -> Range | None:
    """The occasion with which a sentence begins: "At a rally in Ohio, Lee said"."""
    start = clause.sentence[0]
    for low, high in clause.pieces:
        match = _AT_FIRST.match(clause.text, low, high) if low == start else None
        if match is not None and not _meets(match.end(), taken):
            place = _read(clause, match, high)
            ends = place is not None and (clause.text[place[1]] == "," or clause.page.times(place[1], place[1] + 20))
            return place if ends else None
    return None


def _ends(clause: Clause, busy: Sequence[Range]) -> Iterator[int]:
    """Where a place may follow: after the cue, an addressee, a medium, or a time right after one of them."""
    spots = [clause.cue.end, *(end for _, end in busy)]
    for here in spots:
        yield here
        for time in clause.page.times(here, here + 60):
            between = clause.text[here : time.span.start].strip()
            if between in {"", "on", "late", "early", "in"}:
                yield time.span.end
    source = clause.statement.source
    if source is not None and source.start >= clause.cue.end and source.start - clause.cue.end <= 2:  # noqa: PLR2004 - "said Lee"
        yield source.end


def _read(clause: Clause, match: re.Match[str], high: int) -> Range | None:
    """The place that begins after a preposition, when it is a name or an occasion in the cue's clause."""
    start = match.end()
    end = read_phrase(clause.text, start, clause.limit(start, high), keep={"of"})
    words = clause.text[start:end]
    if end == start or _NOT_A_PLACE.match(words) or not clause.holds(start, end):
        return None
    occasion = _OCCASION.search(words) is not None
    if not occasion and (match["preposition"].lower() == "at" or _PROPER.match(words) is None):
        return None
    further = _NEXT.match(clause.text, end, high)
    if occasion and further is not None:
        last = read_phrase(clause.text, further.end(), clause.limit(further.end(), high), keep={"of"})
        if _PROPER.match(clause.text[further.end() : last]):
            end = last
    return start, end


def _meets(place: int, busy: Sequence[Range]) -> bool:
    return any(start <= place < end for start, end in busy)

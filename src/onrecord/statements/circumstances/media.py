"""By which medium something was said: the noun of utterance in the reporting clause, its kind and its platform.

A noun counts where a preposition makes the words stand in it ("in a letter to the board", "on state television"), and
only as a head: not in "in a letter bomb".  An outlet that is told something is the medium of an interview.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.domain import MediumKind
from onrecord.statements.circumstances.nouns import MASS, MESSENGERS, NOUNS, ON_AIR, PLATFORMS
from onrecord.statements.circumstances.phrases import OUTSIDE, WORD, read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Span
    from onrecord.statements.circumstances.clause import Clause
    from onrecord.statements.quotation import Range

_NOUN = "|".join(rf"(?P<n{number}>{row.nouns})" for number, row in enumerate(NOUNS))
_PREPOSITIONS = [frozenset(row.prepositions.split("|")) for row in NOUNS]
_GIVING = (
    r"wrote|writes|written|writing|sent|sends|sending|issued|issues|issuing|posted|posts|posting|published|publishes|"
    r"publishing|"
    r"released|releases|releasing|signed|signs|signing|penned|penning|gave|gives|giving|delivered|delivers|"
    r"delivering|held|holds|"
    r"holding|filed|files|filing|circulated|circulating|recorded|recording|made|makes|making|shared|shares|sharing|"
    r"put out|uploaded"
)
"""Verbs whose object is the medium: "issued a statement saying"."""
_SEVERAL = (
    r"(?:(?:an?|the|this|that|his|her|its|their|one|another)\s+)?(?:[\w-]+\s+)?(?:one|some|two|three|several|many|"
    r"few|series|string|flurry|"
    r"number|couple|pair|set|batch|barrage|storm|stream|portion|part|copy|version|draft|edition|episode|instal?lment|"
    r"transcript|summary)"
)
_AS_HEAD = (
    rf"\s*(?:\Z|[^\w\s])|\s+(?:(?:{OUTSIDE}|the|an?|his|her|its|their|of|and|or|to|[a-z]+ed|[a-z]+ing|[a-z]+ly|sent|"
    rf"seen|shown|"
    r"held|given|read|made|written|taken|aired|put|broadcast|led|meant|shot|taken|found|kept|left|last|next|late|"
    r"early|this|days?|weeks?|hours?|months?)\b|[A-Z“\"‘\d$])"
)
"""What may follow a noun that is the head of its phrase: not another noun, as in "letter bomb"."""
_IN_A_MEDIUM = re.compile(
    rf"(?<![\w’'-])(?:(?P<preposition>[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Vv]ia|[Tt]hrough|[Bb]y|[Oo]ver|[Ww]ith|[Tt]o)|"
    rf"(?:{_GIVING})(?:\s+(?:me|us|him|her|them|out|online|also))?)\s+"
    rf"(?P<modifiers>(?:{_SEVERAL}\s+of\s+)?(?:(?!(?:{OUTSIDE}|of)\b(?![’'])){WORD}\s+){{0,6}}?)(?:{_NOUN})(?![\w’'-])"
    rf"(?={_AS_HEAD})"
)
_NAMED = re.compile(rf"(?P<modifiers>(?:[’']s?\s+)(?:(?!(?:{OUTSIDE})\b){WORD}\s+){{0,4}}?)(?:{_NOUN})(?![\w’'-])")
_WRITING = re.compile(
    rf"(?<![\w-])(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his)\s"
    rf"(?:(?!(?:{OUTSIDE}|of|the|an?|his|her|its|their|this)\b){WORD}\s){{0,3}}?(?:{_NOUN})(?![\w’'-])(?={_AS_HEAD})"
)
_WRITTEN = frozenset({MediumKind.LETTER, MediumKind.MESSAGE, MediumKind.SOCIAL_POST, MediumKind.DOCUMENT})
_TOLD_OCCASION = re.compile(
    r"\b(?:told|tell(?:s|ing)?)\s+(?P<medium>(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:(?:news |press )conference|briefing|(?:conference|earnings|investor|analyst) call|webcast|presser))(?![\w’'-])"
)
_PLATFORM = "|".join(rf"(?P<p{number}>{pattern})" for number, pattern in enumerate(PLATFORMS.values()))
_NAMES = tuple(PLATFORMS)
_PLATFORM_NAME = re.compile(rf"(?<![\w.’'-])(?:{_PLATFORM})(?!\w)")
_ON_PLATFORM = re.compile(
    rf"(?<![\w-])(?:[Oo]n|[Vv]ia|[Tt]o|[Oo]ver|[Tt]hrough)\s+(?P<medium>(?:(?:the|his|her|its|their|"
    rf"a)\s+)?(?:[\w’'-]+\s+){{0,5}}?"
    rf"(?:{_PLATFORM})(?!\w)(?:\s+(?:account|page|channel|feed|wall|profile|post|app|group|livestream))?)"
)
_ASIDE = re.compile(r",\s(?:(?:reached|contacted|speaking|writing)\s)?(?=(?:in|by|on|via|during|at|over)\s)")
"""Where words about the medium begin inside a source: "Lee, in a letter to the board," and "Lee, reached by phone,"."""
_COMPLEMENT = re.compile(
    r"\s+(?:(?:posted|shared|published|uploaded|released|issued|sent|addressed|delivered|carried|signed|circulated|"
    r"written|aired|"
    r"broadcast|made) )?(?P<preposition>to|with|on|about|of|from|by|before|regarding|via)\s+(?=[\w$])"
)
_OFFICE = re.compile(r"\s+as\b")
_TWEETED = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b", re.IGNORECASE)
_MAILED = re.compile(r"\b(?:e-?mail(?:s|ed|ing)|texted|texting)\b", re.IGNORECASE)
_POSTED = frozenset(
    {MediumKind.SOCIAL_POST, MediumKind.STATEMENT, MediumKind.BROADCAST, MediumKind.MESSAGE, MediumKind.LETTER}
)
_MOST_COMPLEMENTS = 3
_GIVEN = re.compile(
    rf"(?<![\w’'-])(?:{_GIVING})\s+(?P<medium>(?:an?|the|his|her|its|their)\s+"
    rf"(?:(?!(?:{OUTSIDE}|of)\b(?![’'])){WORD}\s+){{0,4}}?(?:{_NOUN}))(?![\w’'-])(?={_AS_HEAD})"
)
_PARTICIPLE = re.compile(r"(?:\w+ly )?\w+ing\b", re.IGNORECASE)
_WROTE_TO = re.compile(r"(?<![\w-])(?P<medium>(?:(?:has|have|had)\s)?(?:wrote|written))(?=\s(?:back\s)?to\s)")
_NEAR = 400  # code points before a cue or a source in which its medium is looked for again
_IN_WHICH = re.compile(r",?\sin which\s\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A medium as found: its range, and the phrases that its prepositions govern ("with investors")."""

    span: Range
    kind: MediumKind
    platform: str | None
    complements: tuple[tuple[str, Range], ...] = ()


def find_channel(clause: Clause) -> Channel | None:
    """The medium that the reporting clause names; the nearest to the cue where there are several."""
    found = sorted(_find_all(clause), key=lambda each: (clause.distance(*each.span), each.span))
    return next((each for each in found if clause.holds(*each.span)), None) or _find_given(clause) or _by_verb(clause)


def find_writing(text: str, start: int, end: int) -> Channel | None:
    """The letter, message, post or paper that ``text[start:end]`` speaks of last, whoever wrote it."""
    return next(reversed(list(_find_writings(text, start, end))), None)


def _find_writings(text: str, start: int, end: int) -> Iterator[Channel]:
    for match in _WRITING.finditer(text, start, end):
        number = next(number for number in range(len(NOUNS)) if match[f"n{number}"] is not None)
        if NOUNS[number].kind in _WRITTEN:
            yield Channel(span=match.span(), kind=NOUNS[number].kind, platform=None)


def _find_all(clause: Clause) -> Iterator[Channel]:
    """Every medium in the clause's pieces, and the one that the source owns: "Lee's letter said"."""
    for low, high in clause.pieces:
        for match in _IN_A_MEDIUM.finditer(clause.text, low, high):
            if (channel := _read(match, clause)) is not None:
                yield channel
        for match in _ON_PLATFORM.finditer(clause.text, low, high):
            yield Channel(span=match.span("medium"), kind=MediumKind.SOCIAL_POST, platform=_platform(match))
        for match in ON_AIR.finditer(clause.text, low, high):
            yield Channel(span=match.span("medium"), kind=MediumKind.BROADCAST, platform=None)
        for match in _TOLD_OCCASION.finditer(clause.text, low, high):
            yield Channel(span=match.span("medium"), kind=MediumKind.BRIEFING, platform=None)
    if clause.statement.source is not None:
        yield from _find_in_source(clause, clause.statement.source)


def _find_given(clause: Clause) -> Channel | None:
    """What the source gave or wrote before a participle: "filed a lawsuit, accusing", "wrote to the board, asking".

    Or what the sentence says they wrote in: "a letter in which teachers demanded".
    """
    source = clause.statement.source
    if source is None:
        return None
    begin = max(clause.sentence[0], source.start - _NEAR)
    which = _IN_WHICH.search(clause.text, begin, source.start)
    if which is not None:
        return find_writing(clause.text, begin, which.start())
    if _PARTICIPLE.match(clause.cue.text) is None:
        return None
    begin = max(source.end, clause.cue.start - _NEAR)
    for match in _GIVEN.finditer(clause.text, begin, clause.cue.start):
        number = next(number for number in range(len(NOUNS)) if match[f"n{number}"] is not None)
        return Channel(span=match.span("medium"), kind=NOUNS[number].kind, platform=None)
    wrote = _WROTE_TO.search(clause.text, begin, clause.cue.start)
    return wrote and Channel(span=wrote.span("medium"), kind=MediumKind.LETTER, platform=None)


def _find_in_source(clause: Clause, source: Span) -> Iterator[Channel]:
    """The medium that the source's words tell: "Lee, in a letter to the board,", and "Lee’s letter"."""
    for aside in _ASIDE.finditer(clause.text, source.start, source.end):
        told = _IN_A_MEDIUM.match(clause.text, aside.end(), source.end)
        channel = None if told is None else _read(told, clause)
        if channel is not None:
            yield replace(channel, span=(channel.span[0], min(channel.span[1], source.end)))
    low, high = next(((low, high) for low, high in clause.pieces if low == source.end), (0, 0))
    named = _NAMED.match(clause.text, low, high)
    if named is not None and named.end() <= clause.cue.start and (channel := _read(named, clause)):
        yield replace(channel, span=(source.start, channel.span[1]))


def _read(match: re.Match[str], clause: Clause) -> Channel | None:
    """Read a noun in its preposition; ``None`` where it is not the head of its phrase, or no channel."""
    number = next(number for number in range(len(NOUNS)) if match[f"n{number}"] is not None)
    kind, noun = NOUNS[number].kind, match[f"n{number}"]
    preposition = match.groupdict().get("preposition")
    text, end = clause.text, match.end()
    if preposition is not None and preposition.lower() not in _PREPOSITIONS[number]:
        return None
    if not match["modifiers"] and MASS.match(noun) is None:
        return None
    if kind is MediumKind.SOCIAL_POST and _OFFICE.match(text, end) is not None:
        return None
    complements, end = _complements(clause, end)
    platform = _find_platform(text, match.start("modifiers"), end)
    if platform is not None and kind in _POSTED:
        kind = MediumKind.MESSAGE if platform in MESSENGERS else MediumKind.SOCIAL_POST
    if kind is not MediumKind.SOCIAL_POST and kind is not MediumKind.MESSAGE:
        platform = None
    if platform is None and "tweet" in noun.lower():
        platform = "Twitter"
    return Channel(span=(match.start("modifiers"), end), kind=kind, platform=platform, complements=complements)


def _complements(clause: Clause, end: int) -> tuple[tuple[tuple[str, Range], ...], int]:
    """The phrases that belong to the noun before ``end``, and where the last one ends."""
    found: list[tuple[str, Range]] = []
    limit = clause.bound(end)
    while len(found) < _MOST_COMPLEMENTS and (match := _COMPLEMENT.match(clause.text, end, limit)) is not None:
        stop = read_phrase(clause.text, match.end(), limit)
        if stop == match.end():
            break
        found.append((match["preposition"], (match.end(), stop)))
        end = stop
    return tuple(found), end


def _platform(match: re.Match[str]) -> str:
    return next(name for number, name in enumerate(_NAMES) if match[f"p{number}"] is not None)


def _find_platform(text: str, start: int, end: int) -> str | None:
    """The platform that a phrase names."""
    match = _PLATFORM_NAME.search(text, start, end)
    return None if match is None else _platform(match)


def _by_verb(clause: Clause) -> Channel | None:
    """The medium that the cue's verb names: tweeted, e-mailed."""
    for verb, kind, platform in ((_TWEETED, MediumKind.SOCIAL_POST, "Twitter"), (_MAILED, MediumKind.MESSAGE, None)):
        match = verb.search(clause.text, clause.cue.start, clause.cue.end)
        if match is not None:
            return Channel(span=match.span(), kind=kind, platform=platform)
    return None

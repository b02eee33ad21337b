"""To whom something was said: the object of telling and urging, and whom a medium or an occasion is meant for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.statements.circumstances.nouns import ACRONYM, NO_OUTLETS, OUTLET
from onrecord.statements.circumstances.phrases import FUNCTION_WORDS, OUTSIDE, PREPOSITIONS, WORD, read_phrase

if TYPE_CHECKING:
    from onrecord.statements.circumstances.clause import Clause
    from onrecord.statements.circumstances.media import Channel
    from onrecord.statements.quotation import Range

_TELLING = (
    r"tell(?:s|ing)?|told|inform(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|remind(?:s|ed|ing)?|(?:re)?assur(?:e|es|ed|"
    r"ing)|warn(?:s|ed|ing)?|"
    r"caution(?:s|ed|ing)?|brief(?:s|ed|ing)?|promis(?:e|es|ed|ing)|convinc(?:e|es|ed|ing)|persuad(?:e|es|ed|ing)|"
    r"thank(?:s|ed|ing)?|"
    r"congratulat(?:e|es|ed|ing)|lectur(?:ed|ing)|greet(?:s|ed|ing)?"
)
_ASKING = (
    r"ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|advis(?:e|es|ed|ing)|begs?|"
    r"begg(?:ed|ing)|"
    r"implor(?:e|es|ed|ing)|invit(?:e|es|ed|ing)|encourag(?:e|es|ed|ing)|direct(?:s|ed|ing)?|command(?:s|ed|ing)?|"
    r"exhort(?:s|ed|ing)?|"
    r"challeng(?:e|es|ed|ing)|lobb(?:y|ies|ied|ying)|petition(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?|"
    r"counsel(?:s|l?ed|l?ing)?|"
    r"(?:call(?:s|ed|ing)?|prevail(?:s|ed|ing)?) (?:on|upon)|appeal(?:s|ed|ing)? to|plead(?:s|ed|ing)? (?:to|with)|"
    r"pled with"
)
_DIRECT = re.compile(rf"\b(?:(?P<telling>{_TELLING})|(?P<asking>{_ASKING}))\Z", re.IGNORECASE)
_APPEALED = re.compile(r"\b(?:appeal(?:s|ed|ing)?|plead(?:s|ed|ing)?|pled)\Z", re.IGNORECASE)
_APPEALED_TO = re.compile(
    rf"(?:to|with)\s+(?P<who>(?!(?:{OUTSIDE})\b){WORD}(?:\s+(?!(?:{OUTSIDE}|to)\b){WORD}){{0,7}}?)(?=\s+(?:for|to)\s)"
)
_SAYING_TO = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|wr(?:ite|ites|ote|itten|iting)|sp(?:eak|eaks|oke|oken|eaking)|explain(?:s|ed|ing)?|"
    r"complain(?:s|ed|ing)?|"
    r"admit(?:s|ted|ting)?|confess(?:es|ed|ing)?|confid(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|reveal(?:s|ed|ing)?|"
    r"disclos(?:e|es|ed|ing)|"
    r"mention(?:s|ed|ing)?|describ(?:e|es|ed|ing)|recount(?:s|ed|ing)?|report(?:s|ed|ing)?|repeat(?:s|ed|ing)?|"
    r"boast(?:s|ed|ing)?|"
    r"confirm(?:s|ed|ing)?|stress(?:es|ed|ing)?|insist(?:s|ed|ing)?|apologi[sz](?:e|es|ed|ing)|testif(?:y|ies|ied|"
    r"ying)|"
    r"suggest(?:s|ed|ing)?|comment(?:s|ed|ing)?|propos(?:e|es|ed|ing)|shout(?:s|ed|ing)?|whisper(?:s|ed|ing)?|"
    r"remark(?:s|ed|ing)?|"
    r"read(?:s|ing)?|repl(?:y|ies|ied|ying)|quip(?:s|ped)?|jok(?:es|ed|ing)|swore|relayed|conveyed)\b[^.]{0,30}\Z",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:to|with|before)\s+(?=\S)")
_WROTE_PERSON = re.compile(r"\bwr(?:ite|ites|ote|itten|iting)\Z", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|also\s+|then\s+|not\s+)?(?:told|informed|notified|reminded|"
    r"assured|reassured|"
    r"warned|cautioned|briefed|promised|asked|urged|ordered|instructed|advised|invited|encouraged|directed|called on|"
    r"thanked)\Z",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(?:heard|hears?|told)\Z", re.IGNORECASE)
"""A cue without a source whose subject is told: "the inquest heard"."""
_NOT_IN_SUBJECTS = "|".join(sorted(FUNCTION_WORDS - PREPOSITIONS - {"we", "he", "she", "they", "i"}))
_SUBJECT = re.compile(rf"(?:(?!(?:{_NOT_IN_SUBJECTS})\b){WORD}\s+){{1,10}}\Z", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?<![\w-])(?:(?P<open>[Aa]ddressing|to\s+address|[Aa]imed\s+at|(?:[Mm]eant|[Ii]ntended)(?:,[^,]{1,30},)?\s+for)|"
    r"(?:[Ss]peaking|[Tt]alking)\s+(?:\w+ly\s+)?(?:to|with|before|in\s+front\s+of)|[Ww]riting\s+to|[Tt]urning\s+to|"
    r"[Ii]n\s+(?:a\s+)?(?:reply|response|answer)\s+to(?=\s+[A-Z])|[Rr](?:eplying|esponding)\s+to(?=\s+[A-Z]))\s+(?=\w)"
)
_PEOPLE = re.compile(
    r"\b(?:reporters?|journalists?|crowds?|supporters?|audiences?|rall(?:y|ies)|nation|country|parliament|senate|"
    r"congress|house|court|"
    r"jur(?:y|ors?)|judges?|councils?|committees?|commission|panel|assembly|conference|summit|meeting|board|public|"
    r"people|women|men|"
    r"children|students?|staff|troops|soldiers|police|press|media|colleagues|crews?|families|friends|allies|parents|"
    r"members|leaders|"
    r"officials|lawmakers|voters|residents|citizens|fans|players|workers|employees|investors|analysts|shareholders|"
    r"delegates|ministers?|"
    r"president|mayor|governor|king|queen|pope|team|class|congregation|protesters|demonstrators|[a-z]+(?:[eo]rs|ists|"
    r"ians|ants|ees|men|women))\b",
)
_PERSONAL = frozenset({"him", "her", "them", "us", "me", "you", "everyone", "everybody", "anyone", "someone", "nobody"})
_ASKED_WORD = r"(?:[^\s,.;:“”\"]+|(?:Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Mr|Mrs|Ms|Dr|St)\.)"
_ASKED = re.compile(
    rf"(?P<who>(?!(?:{OUTSIDE}|to|a\s+\w+\s+to)\b){_ASKED_WORD}(?:\s+{_ASKED_WORD}){{0,9}}?"
    r"(?:,\s(?![DRI]-)[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3}(?=,))?)"
    r"(?:(?:,\s[^,.;:“”\"\n]{2,60}){0,2},)?\s+"
    r"(?=[“\"‘']?(?:not\s+)?to\s+(?!be\s+\w+ed\b|the\b|an?\b|his\b|her\b|its\b|their\b|[A-Z\d])[“\"‘']?[a-z])"
)
"""Who is asked "to" do something, with a name put beside: "the mayor, Ann Lee, to resign"."""
_TOLD = re.compile(
    rf"(?P<who>(?!(?:{OUTSIDE}|to)\b)(?:(?!(?:{OUTSIDE}|to)\b)[^\s,.;:“”\"]+\s+){{1,8}}?)"
    r"(?=[“\"‘']?(?:that|if|whether|how|why|what|about|for|of|against|not\s+to|to)\b)"
)
_ABSTRACT = re.compile(
    r"\b(?:issues?|concerns?|questions?|criticisms?|allegations?|problems?|matters?|claims?|reports?|topics?|"
    r"controvers(?:y|ies)|rumou?rs?|"
    r"challenges?|situations?|cris[ie]s|inquir(?:y|ies)|requests?|vote|death|attacks?|deal|law|bill|plan|website|"
    r"page)\Z"
)
_SETTING_APART = re.compile(r"\b(?:urg|instruct|advis|implor|begg|remind|warn|t[eo]l[ld])\w*\Z", re.IGNORECASE)
"""The asking whose addressee stands outside the content; after *ordered* and *called on* he is part of it."""
_ORDERING = re.compile(r"\border(?:s|ed|ing)?\Z", re.IGNORECASE)
_TOLD_THINGS = re.compile(
    r"(?:the truth|lies|a lie|(?:an? |the |his |her |that )?(?:\w+ )?(?:jokes?|stor(?:y|ies)|tales?)|time)\b"
)
_QUESTIONED = re.compile(
    r"(?<![\w-])(?:(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Pp]rompted)(?:\s+\w+ly)?\s+by\s+(?=\w)|"
    r"[Ww]hen\s+"
    rf"(?P<who>(?:(?!(?:{OUTSIDE})\b){WORD}\s+){{1,6}}?)(?:asked|pressed|questioned|challenged)\b)"
)
_TITLES = (
    r"(?:the\s+|The\s+)?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Col|Prof|Rev|Sir|Dame|Lord|Lady|Senator|President|"
    r"Minister|Governor|"
    r"Chancellor|Judge|Justice|General(?! (?:Assembly|Motors|Electric|Mills|Hospital|Council|Court|Synod))|Colonel|"
    r"Mayor|Pope|King|Queen|Prince|Princess|Congressman|Congresswoman|"
    r"Representative|Chairman|"
    r"Secretary|Speaker|Councillor|Professor|Bishop|Archbishop|Cardinal|Prime Minister|Vice President)\.?\s+)*"
)
_NAME = re.compile(
    rf"{_TITLES}(?P<name>[A-Z][\w’'.-]*(?:\s+(?:of|the|and|for|de|da|del|van|von|der|al|bin|&)\b)?(?:\s+[A-Z][\w’'.-]*|"
    r"\s+(?:of|the|and|for|de|da|del|van|von|der|bin|&)(?=\s+[A-Z])){0,6})\Z"
)
_POPULATION = re.compile(r"[A-Z]\w+(?:ans|crats|ese|ists|eans|ish)\Z")


def find_addressee(clause: Clause, channel: Channel | None) -> Range | None:
    """Whom the words of a statement were for: the verb's object, then the medium's, then an occasion's."""
    return (
        _find_passive(clause)
        or _find_appealed_to(clause)
        or _find_object(clause, channel)
        or _find_said_to(clause)
        or _find_of_medium(clause, channel)
        or _find_addressed(clause)
        or _find_questioner(clause)
    )


def cut_addressee(text: str, cue: Range, content: Range) -> Range:
    """A request without the people asked, who are no part of it: "urged | colleagues | to mobilize"."""
    start, end = content
    if start < cue[1] or _SETTING_APART.search(text[slice(*cue)]) is None:
        return content
    asked = _ASKED.match(text, start, end)
    return content if asked is None else (asked.end(), end)


def is_outlet(words: str) -> bool:
    """Whether a noun phrase is the name of an outlet, or a common noun for one."""
    return OUTLET.match(words) is not None or (ACRONYM.match(words) is not None and words not in NO_OUTLETS)


def find_name(words: str) -> str | None:
    """The name that a phrase is, without article and titles; ``None`` where it is none, or names a population."""
    match = _NAME.match(words)
    if match is None or _POPULATION.match(match["name"]):
        return None
    return match["name"]


def _find_object(clause: Clause, channel: Channel | None) -> Range | None:
    """The object that follows a verb of telling or asking: "told reporters that", "urged colleagues to"."""
    verb = _DIRECT.search(clause.cue.text)
    if verb is None:
        return None
    text, begin = clause.text, clause.cue.end + 1
    content = next((each for each in clause.statement.content if each.start >= clause.cue.end), None)
    if content is not None and not re.search(r"\w", text[clause.cue.end : content.start]):
        pattern = _ASKED if verb["asking"] else _TOLD
        asked = pattern.match(text, content.start, content.end)
        if asked is None or (_ORDERING.search(clause.cue.text) and not _is_somebody(asked["who"].strip())):
            return None
        return _stripped(text, asked.span("who"))
    piece = next(((low, high) for low, high in clause.pieces if low <= begin < high), None)
    if piece is None or text[clause.cue.end : begin] != " ":
        return None
    limit = clause.limit(begin, piece[1])
    end = read_phrase(text, begin, limit)
    if end == begin or _TOLD_THINGS.match(text, begin, end) or (channel is not None and channel.span[0] == begin):
        return None
    if verb["asking"] and content is not None and limit == piece[1] and re.match(r"(?:not )?to\b", content.text):
        end = _stripped(text, (begin, piece[1]))[1]
    return begin, end


def _find_appealed_to(clause: Clause) -> Range | None:
    """Whom an appeal is made to, where that stands in the content: "appealed | to both armies for a pause"."""
    if _APPEALED.search(clause.cue.text) is None:
        return None
    found = (_APPEALED_TO.match(clause.text, each.start, each.end) for each in clause.statement.content)
    return next((each.span("who") for each in found if each is not None), None)


def _find_said_to(clause: Clause) -> Range | None:
    """Whom a verb of saying turns to: "said to her sister", "wrote me"."""
    text = clause.text
    verb = _SAYING_TO.search(clause.cue.text)
    if verb is None:
        return None
    if _WROTE_PERSON.search(clause.cue.text):
        end = clause.cue.end + 1
        word = re.compile(r"(?:me|us|him|her|them)\b").match(text, end)
        if word is not None:
            return word.span()
    here = clause.cue.end
    linked = re.search(r"\b(?:to|with|before)\Z", clause.cue.text)
    match = _TO.match(text, here, here + 20) if linked is None else re.compile(r"\s+").match(text, here)
    if match is None:
        return None
    piece = next(((low, high) for low, high in clause.pieces if low <= match.start() and match.end() < high), None)
    if piece is None:
        return None
    end = read_phrase(text, match.end(), clause.limit(match.end(), piece[1]))
    words = text[match.end() : end]
    return (match.end(), end) if _is_somebody(words) else None


def _find_of_medium(clause: Clause, channel: Channel | None) -> Range | None:
    """Whom a medium is for: "in a letter to the board", "at a briefing with reporters"."""
    if channel is None:
        return None
    for preposition, (start, end) in channel.complements:
        words = clause.text[start:end]
        to_whom = preposition in {"to", "before"} and _ABSTRACT.search(words) is None
        if to_whom or (preposition == "with" and (_is_somebody(words) or is_outlet(words))):
            return start, end
    with_whom = re.search(
        r"\bwith ((?:\w+ )?(?:investors|analysts|reporters|journalists))", clause.text[slice(*channel.span)]
    )
    if with_whom is not None:
        return channel.span[0] + with_whom.start(1), channel.span[0] + with_whom.end(1)
    return None


def _find_addressed(clause: Clause) -> Range | None:
    """Whom an occasion is for: "Addressing the crowd", "In a video meant for the crews", "speaking to reporters"."""
    text = clause.text
    for low, high in clause.pieces:
        for match in _PARTICIPLE.finditer(text, low, high):
            start = match.end()
            end = read_phrase(text, start, clause.limit(start, high))
            if end == start or not _is_somebody(text[start:end]) or not clause.holds(start, end):
                continue
            if match["open"]:
                comma = text.find(",", end, high)
                end = comma if comma >= 0 else end
            return start, end
    return None


def _find_questioner(clause: Clause) -> Range | None:
    """Who is answered: "asked by reporters whether", "when reporters pressed her"."""
    text = clause.text
    for low, high in clause.pieces:
        for match in _QUESTIONED.finditer(text, low, high):
            start, end = match.span("who") if match["who"] else (match.end(), read_phrase(text, match.end(), high))
            start, end = _stripped(text, (start, end))
            if _is_somebody(text[start:end]) and clause.page.holders(start) == clause.page.holders(clause.cue.start):
                return start, end
    return None


def _find_passive(clause: Clause) -> Range | None:
    """The subject of a passive cue: "Residents were told to leave"."""
    is_heard = clause.statement.source is None and _HEARD.search(clause.cue.text) is not None
    if _PASSIVE.search(clause.cue.text) is None and not is_heard:
        return None
    start = max(clause.page.sentence(clause.cue.start)[0], clause.cue.start - 120)
    before = clause.text[start : clause.cue.start]
    cut = max(before.rfind(mark) for mark in (",", ";", "“", '"', ":", "(", "—", "‘")) + 1
    match = _SUBJECT.search(before, cut)
    return None if match is None else _stripped(clause.text, (start + match.start(), start + match.end()))


def _is_somebody(words: str) -> bool:
    """Whether a noun phrase is of people or a body, and not of a thing or a matter."""
    if not words or _ABSTRACT.search(words):
        return False
    if words.split(maxsplit=1)[0].lower() in _PERSONAL:
        return True
    return _PEOPLE.search(words) is not None or find_name(words) is not None or is_outlet(words)


def _stripped(text: str, span: Range) -> Range:
    """A range without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",“\"‘'"):
        end -= 1
    return start, end

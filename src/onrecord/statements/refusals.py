"""Refusals by their words: "declined to comment", "could not be reached", "could not be verified".

The model often passes over them, for they report that nothing was said.  Each pattern names the cue; the source is the
noun phrase before it in its clause, the content what follows up to the end of the clause.  English only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.statements.quotation import Range


class Refusal(NamedTuple):
    """Ranges of the text; no ``source`` where the clause shares the one before ("said so but declined to …")."""

    source: Range | None
    cue: Range
    content: Range
    shared: bool = False


_NOT = r"(?:\s+not|n[’']t)"
_ADVERBS = r"(?:\s+(?:immediately|yet|also|again|repeatedly|publicly|independently|initially|directly))?"
_ASKED_FOR = r"(?:requests?|calls?|messages?|e-?mails?|letters?|quer(?:y|ies)|[ie]nquir(?:y|ies)|questions?)"
_NEGATIVE = rf"\b(?:did|does|do|has|have|had|would|will|could){_NOT}(?:\s+been\s+able\s+to)?{_ADVERBS}"
_ACTIVE = re.compile(
    rf"""
    (?P<refused> (?:\b(?:has|have|had)\s+)? \b(?:also\s+|again\s+|repeatedly\s+)?(?:declin|refus)(?:ed|es|ing)
        (?:\s+(?:repeatedly|(?:\w+\s+)?times))? (?=\s+(?:to\s+[a-z]|comment|an?\s+interview|interviews|further)) )
    | (?P<silent> {_NEGATIVE}\s+(?:comment(?:ed)?(?:\s+on)?|elaborated?(?:\s+on)?|discuss(?:ed)?
        |(?:respond(?:ed)?|repl(?:y|ied))(?:\s+to)?) )
    | (?P<unasked> {_NEGATIVE}\s+(?:return(?:ed)?|answer(?:ed)?) (?=\s+(?:[\w-]+\s+){{0,4}}{_ASKED_FOR}\b) )
    | (?P<unsaid> {_NEGATIVE}\s+sa(?:y|id) (?=\s+(?:whether|when|where|why|how|who|what|which|if)\b) )
    | (?P<reached> \b(?:could|can){_NOT}(?:\s+immediately)?\s+be(?:\s+immediately)?\s+(?:reached|contacted)
        (?=\s+(?:for|to)\s) )
    | (?P<away> \b(?:was|were|is|are)\s+(?:unavailable|not\s+(?:immediately\s+)?available) (?=\s+(?:for|to)\s) )
    | (?P<unverified> (?:\b(?:could|can){_NOT} | \b(?:was|were|is|are)\s+(?:unable|not\s+able)\s+to)
        {_ADVERBS}\s+(?:verify|confirm) )
    | (?P<none> \bhad\s+no\s+(?:immediate\s+)?comment (?=\s+(?:on|about)\s) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:could|can)(?:{_NOT}|(?<=could))(?:\s+immediately)?\s+be{_ADVERBS}\s+(?:verified|confirmed|substantiated)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:neither|none|no|nor|nothing)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?<![\w’'-])(?P<source>(?:(?:the|an?|his|her|its|their)\s(?:[\w-]+\s){0,3}?[\w-]+|(?:[A-Z][\w-]+\s){0,3}[A-Z][\w-]+)"
    r"(?=[’'])|his|her|its|their)(?:[’']s?)?\s(?:\w+\s)?(?P<cue>refusal)(?=\sto\s)"
)
_CLAUSE_START = re.compile(
    r"(?:,\s*)?\b(?:and|but|while|whereas|although|though|because|as|that|when|if|after)\s|;\s*|:\s*|[”\"’]\s+|—\s*|–\s+"
)
_MAIN_CLAUSE = re.compile(r",\s*(?:and|but|while|whereas)\s|;\s*|[”\"]\s+|—\s*|–\s+")
_ASKED_ABOUT = re.compile(
    r"(?:When )?asked (?:about|on|for|whether|if) (?P<what>[^,]{2,120}?)(?= (?:on|in|at|during|by) [^,]{1,120},|,)",
    re.IGNORECASE,
)
_OPENER = re.compile(r"(?:(?:but|and|so|yet|still|however|meanwhile|instead),?\s+){1,3}", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\s*\Z")
_SHARED = re.compile(r"\b(?:and|but|then|or)\s*\Z")
_END = re.compile(
    r"[.!?;:](?=\s|[”\"’]|\Z)|,\s(?=(?:but|and|while|although|though|saying|citing|adding|telling|calling|instead|because|as|"
    r"when|after|which|who|despite)\b)|\s(?=(?:but|while|although|despite)\s)|—|\s–\s|[”\"]"
)
_TIME = re.compile(
    r"\s(?:(?:by|before|on|until|as of)\s(?:[\w-]+\s){0,3}?)?(?:late\s|early\s)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?|yesterday|today|deadline|"
    r"press time|publication|nightfall|midnight|noon)\Z"
)
_NOT_NAMED = re.compile(r"\s+to\s+be\s+(?:named|identified|quoted)\b")
_MOST_WORDS = 25
_REACH = 300
"""How many code points before its verb a subject may begin."""


def find_refusals(text: str, sentences: Sequence[Range]) -> Iterator[Refusal]:
    """Give the refusals of each sentence; ranges cut ``text``."""
    for start, end in sentences:
        for found in _ACTIVE.finditer(text, start, end):
            yield from _read_active(text, (start, end), found.span())
        for found in _PASSIVE.finditer(text, start, end):
            subject = _find_subject(text, start, found.start(), border=_MAIN_CLAUSE)
            negated = "not" in found[0] or "n’t" in found[0] or "n't" in found[0]
            if subject is not None and (negated or _NONE.match(text, *subject)):
                yield Refusal(source=None, cue=found.span(), content=subject)
        for found in _NOUN.finditer(text, start, end):
            content = _find_content(text, found.end(), end)
            if content is not None:
                yield Refusal(source=found.span("source"), cue=found.span("cue"), content=content)


def _read_active(text: str, sentence: Range, cue: Range) -> Iterator[Refusal]:
    """The refusal of an active verb group; none where it only says that somebody is not named, or nothing follows."""
    content = _find_content(text, cue[1], sentence[1]) or _find_question(text, sentence[0], cue[0])
    before = text[max(sentence[0], cue[0] - _REACH) : cue[0]]
    if content is None or _RELATIVE.search(before) or _NOT_NAMED.match(text, cue[1]):
        return
    source = _find_subject(text, sentence[0], cue[0], border=_CLAUSE_START)
    shared = source is None and _SHARED.search(before) is not None
    if source is not None or shared:
        yield Refusal(source=source, cue=cue, content=content, shared=shared)


def _find_question(text: str, start: int, end: int) -> Range | None:
    """What somebody was asked about, where the sentence begins with that: "Asked about the letter, she …"."""
    asked = _ASKED_ABOUT.match(text, start, end)
    return asked.span("what") if asked is not None else None


def _find_subject(text: str, start: int, end: int, *, border: re.Pattern[str]) -> Range | None:
    """The noun phrase right before ``end`` in its clause, with an apposition between commas."""
    start = max(start, end - _REACH)
    words = text[start:end].rstrip()
    low = max((found.end() for found in border.finditer(text[start:end])), default=0)
    commas = [place for place, mark in enumerate(words.rstrip(",")) if mark == "," and place >= low]
    if words.endswith(","):
        commas = commas[:-1]
    low = max(low, commas[-1] + 1 if commas else 0)
    low += len(words[low:]) - len(words[low:].lstrip(' “"‘'))  # fmt: skip
    if opener := _OPENER.match(words, low):
        low = opener.end()
    if low >= len(words) or len(words[low:].split()) > _MOST_WORDS:
        return None
    return start + low, start + len(words)


def _find_content(text: str, start: int, end: int) -> Range | None:
    """What follows a cue up to the end of its clause, without a day or deadline at its end."""
    stop = _END.search(text, start, end)
    last = stop.start() if stop is not None else end
    words = text[start:last].rstrip(" ,.")
    if (when := _TIME.search(words[-60:])) is not None:
        words = words[: len(words) - len(words[-60:]) + when.start()]
    first = start + len(words) - len(words.lstrip())
    return (first, start + len(words)) if words.strip() else None

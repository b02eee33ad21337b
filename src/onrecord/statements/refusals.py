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
_ADVERBS = r"(?:\s+(?:immediately|yet|also|again|repeatedly|publicly|independently|initially|directly|ever|so\s+far))?"
_ASKED_FOR = (
    r"(?:requests?|calls?|messages?|e-?mails?|letters?|texts?|quer(?:y|ies)|[ie]nquir(?:y|ies)|questions?|invitations?|"
    r"voice ?mails?)"
)
_WH = r"\s+(?:whether|when|where|why|how|who|what|which|if)\b"
_NOT_SAYING = rf"""
    (?:did|does|do|has|have|had|would|will|could){_NOT}(?:\s+been\s+able\s+to)?{_ADVERBS}\s+(?:
        comment(?:ed)?(?:\s+on)? | elaborated?(?:\s+on)? | discuss(?:ed)? | be\s+drawn(?:\s+(?:on|about|into))?
        | (?:respond(?:ed)?|repl(?:y|ied))(?:\s+publicly)?(?:\s+to)?
        | (?:return(?:ed)?|answer(?:ed)?|accept(?:ed)?|t(?:ake|aken)\s+up)(?=\s+(?:[\w’'-]+\s+){{0,4}}{_ASKED_FOR}\b)
        | (?:sa(?:y|id)|disclosed?|reveal(?:ed)?|confirm(?:ed)?|address(?:ed)?)(?={_WH})
        | (?:specif|clarif)(?:y|ied)(?=\s+\w)
        | (?:give|given|offer|offered|provided?)(?=\s+(?:[\w’'-]+\s+){{0,3}}
            (?:comment|details?|reasons?|explanations?|timelines?|timetables?|responses?)\b)
    )
    | (?:did|has|have|had|would|will){_NOT}\s+explain(?:ed)?(?={_WH})
    | (?:would|will){_NOT}{_ADVERBS}\s+(?:confirm|disclose|reveal|divulge|identify)(?=\s+\w)
    | (?:(?:did|does|do){_NOT}\s+(?:wish|want|care)|(?:was|were|is|are)(?:{_NOT}\s+(?:willing|prepared)|\s+unwilling))
        (?=\s+to\s+(?:comment|speak|talk|discuss|answer|elaborate|be\s+(?:interviewed|quoted|drawn))\b)
    | (?:could|can){_NOT}(?:\s+immediately)?\s+be(?:\s+immediately)?\s+(?:reached|contacted)(?=\s+(?:for|to|by|at)\s)
    | (?:(?:could|can){_NOT}|(?:was|were|is|are)\s+(?:unable|not\s+able)\s+to){_ADVERBS}\s+(?:verify|confirm)
    | (?:was|were|is|are)\s+(?:unavailable|not\s+(?:immediately\s+)?available)(?=\s+(?:for|to)\s)
    | did{_NOT}\s+make(?=\s[^.;:]{{2,80}}\savailable\b)
    | (?:has|have|had|is|are|was|were)\s+yet\s+to\s+(?:comment(?:\s+on)?|(?:respond|reply|react)(?:\s+to)?)
    | (?:would|will|could|can)\s+neither\s+confirm\s+nor\s+deny
    | had\s+no\s+(?:immediate\s+|further\s+)?comment(?=\s+(?:on|about)\s)
    | had\s+nothing\s+(?:more\s+|further\s+)?to\s+(?:say|add)(?:\s+(?:on|about|to))?(?=\s+\w)
    | (?:has|have|had)\s+no(?=\s+(?:immediate\s+|further\s+)?comment\b)
"""
_REFUSING = rf"""
    (?:(?:has|have|had)\s+)?(?:(?:also|again|repeatedly)\s+)?(?:declin|refus)(?:ed|es|ing)
        (?:\s+(?:repeatedly|(?:\w+\s+)?times))?
        (?=\s+(?:to\s+[a-z]|comment|an?\s+interview|interviews|further
            |(?:[\w’'-]+\s+){{0,3}}(?:requests?|invitations?)\b))
    | (?:(?:dodg|deflect|sidestepp|evad|duck)(?:ed|es|s|ing)
        |(?:brush|wav|fend|batt|shrugg)(?:ed|es|s|ing)\s+(?:aside|off|away))
        (?=\s+(?:[\w’'-]+\s+){{0,3}}questions?\b)
    | ignor(?:ed|es|ing)(?=\s+(?:[\w’'-]+\s+){{0,3}}(?!calls?\b){_ASKED_FOR}\b)
    | (?:remain(?:s|ed)?|stay(?:s|ed)?|kept|keeps?|(?:has|have)\s+(?:been|remained|stayed))\s+
        (?:silent|tight-lipped|mum)\s+(?:on|about|over)
    | (?:offer(?:s|ed)?|gives?|gave|made)\s+no(?=\s+(?:immediate\s+|further\s+)?comment\b)
"""
_ACTIVE = re.compile(rf"\b(?=[acdghiorkmsbefw])(?:{_REFUSING}|(?=[acdhiw]){_NOT_SAYING})", re.VERBOSE)
"""Verbs by which somebody says nothing; what has to follow stands in look-aheads."""
_BY_NOBODY = re.compile(
    r"""
    \b(?=[acipruw])(?:(?:immediately|publicly)\s+)?(?:
        (?:responded|replied|reacted)\s+to
        | (?:returned|answered)(?=\s+(?:[\w’'-]+\s+){0,4}(?:requests?|calls?|messages?|e-?mails?|questions?)\b)
        | (?:would|could|wanted\s+to|agreed\s+to)\s+(?:comment(?:\s+on)?|speak|talk|discuss|be\s+reached|confirm)
        | commented\s+on
        | (?:was|were)\s+(?:immediately\s+)?available(?=\s+(?:for|to)\s)
    )
    """,
    re.VERBOSE,
)
"""What refuses only where its subject is nobody: "neither side responded to"."""
_NOBODY = re.compile(r"(?:neither|none|no\s+one|nobody|no\s+\w+)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    rf"\b(?:could|can)(?:{_NOT}|(?<=could))(?:\s+immediately)?\s+be{_ADVERBS}\s+(?:verified|confirmed|substantiated)\b",
    re.IGNORECASE,
)
_UNANSWERED = re.compile(
    r"\b(?:went\s+unanswered|(?:was|were)(?:\s+not|n[’']t)(?:\s+immediately)?\s+(?:returned|answered))\b", re.IGNORECASE
)
"""What happens to asking: "Calls to the owner went unanswered"."""
_ASKING = re.compile(
    rf"\s*(?P<asking>(?:[\w’'-]+\s+){{0,3}}?{_ASKED_FOR}(?:\s+(?:and|or)\s+(?:\w+\s+)?{_ASKED_FOR})?"
    r"(?:\s+(?:for|seeking)\s+(?:comment|an?\s+interview))?)"
    r"(?:\s+(?:sent|made|addressed|left))?(?:\s+(?:to|for|with|at)\s+(?P<who>[^.;:“”\"]{2,80}))?\s*\Z",
    re.IGNORECASE,
)
_EFFORTS = re.compile(
    r"\b(?P<asking>(?:(?:[Rr]epeated|[Ss]everal|[Mm]ultiple|[Oo]ur)\s+)?(?:[Ee]fforts|[Aa]ttempts)\s+to\s+(?:reach|contact|speak\s+(?:to|with)))\s+"
    r"(?P<who>[^.;:“”\"]{2,100}?)\s+(?:[^.,;:“”\"]{2,40}?\s)?(?P<cue>were\s+(?:unsuccessful|not\s+successful)|failed)\b",
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
    r"\s(?:(?:by|before|on|until|as of|as at|at)\s(?:[\w-]+\s){0,3}?)?(?:late\s|early\s)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?|yesterday|today|deadline|"
    r"(?:the\s)?time\sof\s(?:publication|going\sto\spress|writing)|press\stime|publication|nightfall|midnight|noon)\Z"
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
        for found in _BY_NOBODY.finditer(text, start, end):
            yield from _read_nobody(text, (start, end), found.span())
        for found in _PASSIVE.finditer(text, start, end):
            subject = _find_subject(text, start, found.start(), border=_MAIN_CLAUSE)
            negated = "not" in found[0] or "n’t" in found[0] or "n't" in found[0]
            if subject is not None and (negated or _NONE.match(text, *subject)):
                yield Refusal(source=None, cue=found.span(), content=subject)
        for found in _UNANSWERED.finditer(text, start, end):
            yield from _read_unanswered(text, start, found.span())
        for found in _EFFORTS.finditer(text, start, end):
            yield Refusal(source=found.span("who"), cue=found.span("cue"), content=found.span("asking"))
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


def _read_nobody(text: str, sentence: Range, cue: Range) -> Iterator[Refusal]:
    """The refusal of a verb whose subject is nobody: "none of the owners would speak on the record"."""
    source = _find_subject(text, sentence[0], cue[0], border=_CLAUSE_START)
    content = _find_content(text, cue[1], sentence[1])
    if source is not None and content is not None and _NOBODY.match(text, *source):
        yield Refusal(source=source, cue=cue, content=content)


def _read_unanswered(text: str, start: int, cue: Range) -> Iterator[Refusal]:
    """The refusal of whom the asking before ``cue`` was for; without a source where the words do not say."""
    subject = _find_clause(text, start, cue[0])
    asked = _ASKING.match(text, *subject)
    if asked is not None:
        source = (asked.start("who"), asked.start("who") + len(asked["who"].rstrip())) if asked["who"] else None
        yield Refusal(source=source, cue=cue, content=asked.span("asking"))


def _find_clause(text: str, start: int, end: int) -> Range:
    """The words of the main clause before ``end``."""
    start = max(start, end - _REACH)
    return max((start + found.end() for found in _MAIN_CLAUSE.finditer(text[start:end])), default=start), end


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

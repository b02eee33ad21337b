"""What a cue says about its content: the type of the statement and whether the cue is negated.

Word lists and grammar of English only.  Verbs are matched by stem and ending, so that a list holds each verb once.
"""

from __future__ import annotations

import re

from onrecord.domain import StatementType

_ENDING = r"(?:e?[sd]|ing|ed)?"


def _verbs(*stems: str, more: str = "") -> re.Pattern[str]:
    """A pattern for verbs given as stems that take regular endings, and for ``more`` forms written out."""
    regular = "|".join(stems)
    forms = rf"(?:{regular}){_ENDING}" + (f"|{more}" if more else "")
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|un(?:able|willing))\b|n[’']t\b|\bno longer\b|\bnobody\b|\bnothing\b",
    re.IGNORECASE,
)
_SILENCE = re.compile(
    r"\b(?:comment|respond|reply|replied|answer|return|reach|reached|say|speak|discuss|elaborate|confirm|verify|verified|"
    r"address|disclose|identify|name|release|provide|specify|available|be drawn)\w*",
    re.IGNORECASE,
)
_REFUSING = _verbs("declin", "refus", "demurr", more=r"decline|refuse|demur|no comment")
_UNREACHED = re.compile(
    r"\b(?:could|can|would)\s*(?:not|n[’']t)\b.{0,60}\b(?:reach|verif|confirm|comment|say|contact|respond|substantiat|corroborat)|"
    r"\bcannot be\b|"
    r"\bcould be (?:\w+ly )?(?:verif|confirm|corroborat|substantiat)|"
    r"\bunavailable\b|\bno comment\b|\bno (?:immediate )?(?:comment|response|reply)\b",
    re.IGNORECASE,
)
_DOING_NOTHING = re.compile(r"\b(?:do|does|did|done|doing) nothing\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"(?:did|does|do|has|have|had|would|will|could|can|was|were|is|are)", re.IGNORECASE)
_CUT_OFF = re.compile(r"not (?:\w+ly )?(?:be )?\w+")
_NOT_SAID = re.compile(r"(?:\bnot|n[’']t|\bnever)(?: yet)? said\Z", re.IGNORECASE)
_ASKING = _verbs(
    "want to know",
    "wants to know",
    "wanted to know",
    "ask",
    "wonder",
    "inquir",
    "enquir",
    "quer",
    "question",
    more="inquire|enquire|query|queries|queried",
)
_REQUEST = _verbs(
    "order", "urg", "demand", "request", "appeal", "plead", "propos", "recommend", "instruct", "command", "invit",
    "implor", "beg", "direct", "exhort", "lobb", "petition", "solicit", "summon",
    more="urge|propose|invite|implore|begs|begged|begging|lobby|lobbied|pled|press(?:ed|es|ing)|call(?:s|ed|"
    "ing)? (?:on|for|upon)|"
    "demands|orders|appeals|proposal|recommendation|advis(?:e|es|ed|ing)|encourag(?:e|es|ed|ing)|order(?:s|ed)?",
)  # fmt: skip
_BELIEF = _verbs(
    "believ", "think", "suspect", "doubt", "expect", "hop", "fear", "assum", "feel", "worr", "imagin",
    "view", "regard", "deem", "reckon", "anticipat", "presum", "speculat", "convinc", "trust", "agree", "disagree",
    more="consider(?:s|ed)?|believe|thought|hope|hoped|hoping|assume|felt|worry|worries|worried|imagine|anticipate|presume|speculate|"
    "understood|convinced|anger|belief|beliefs|view|views|opinion|doubts|fears|hopes|confident|concern(?:s|ed)?|"
    "afraid|satisf\\w+|dissatisf\\w+|lik(?:e|es|ed)|want to believe|saw|sees|seen as",
)  # fmt: skip
_INTENTION = _verbs(
    "plan", "intend", "vow", "pledg", "promis", "threaten", "aim", "want", "seek", "decid", "commit", "prepar", "opt",
    more="consider(?:ing)?|planned|planning|plans|pledge|promise|decide|committed|prepare|sought|intention|intentions|intent|aims|"
    "swore|swear(?:s|ing)?|sworn|resolv(?:e|es|ed)|agree(?:d|s)? to|offer(?:s|ed)? to|wish(?:es|ed)?",
)  # fmt: skip
_COMMUNICATION = _verbs(
    "say", "tell", "add", "claim", "stat", "writ", "announc", "report", "declar", "argu", "insist", "explain",
    "tweet", "post", "acknowledg", "admit", "describ", "warn", "accus", "den", "confirm", "stress", "boast",
    "critici[sz]",
    more="said|told|wrote|written|note|notes|noted|noting|state|announce|declare|argue|denied|denies|deny|admitted|describe|according",
)  # fmt: skip
_ASKED_TO = re.compile(r"^[“\"'‘]?\s*(?:that\b.*\bbe\b|to\b|for\b|not to\b)", re.IGNORECASE)
_ASKED_WHETHER = re.compile(r"^[“\"'‘]?\s*(?:if|whether|who|what|when|where|why|how|which)\b", re.IGNORECASE)
_PERFORMED = re.compile(
    r"^\W*(?:I|we)\s+(?:\w+ly\s+)?(?:call (?:on|upon|for)|urge|ask|appeal|demand|request|beg|implore|order|propose)\b",
    re.IGNORECASE,
)
_ORDER_TO = re.compile(
    r"^[“\"'‘]?\s*(?:(?:the|his|her|their|its|all|each|every|any)\s+)?(?:\w+\s+){0,3}(?:not )?to \w+", re.IGNORECASE
)
_TELLING = _verbs("tell", "warn", more="told")


def is_negated(cue: str) -> bool:
    """Whether the grammar of the cue is negative: "did not comment" is, "denied" is not."""
    return _NEGATION.search(cue) is not None


def find_type(cue: str | None, content: str) -> StatementType:
    """The type of a statement from the words of its cue, and for performatives and open verbs of its content."""
    if _PERFORMED.match(content):
        return StatementType.REQUEST
    if cue is None:
        return StatementType.ASSERTION
    if is_refusal(_completed(cue, content)) or (_NOT_SAID.search(cue) and _ASKED_WHETHER.match(content)):
        return StatementType.REFUSAL
    if _ASKING.search(cue):
        return _asked(cue, content)
    if _REQUEST.search(cue):
        return StatementType.REQUEST
    if _TELLING.search(cue) and re.match(r"(?:not )?to\b", content):
        return StatementType.REQUEST
    if _COMMUNICATION.search(cue):
        return StatementType.ASSERTION
    if _INTENTION.search(cue):
        return StatementType.INTENTION
    return StatementType.BELIEF if _BELIEF.search(cue) else StatementType.ASSERTION


def _completed(cue: str, content: str) -> str:
    """A cue that is cut off after its auxiliary, with the verb from the content: "did | not comment on it"."""
    rest = _CUT_OFF.match(content) if _AUXILIARY.fullmatch(cue.strip()) else None
    return cue if rest is None else f"{cue} {rest[0]}"


def is_refusal(cue: str) -> bool:
    """Whether the cue declines, stays silent or reports that nobody could be reached."""
    if _UNREACHED.search(cue):
        return True
    return _REFUSING.search(cue) is not None or (
        is_negated(cue) and _SILENCE.search(cue) is not None and _DOING_NOTHING.search(cue) is None
    )


def _asked(cue: str, content: str) -> StatementType:
    """*Ask* is a request before an infinitive or *for*, a question otherwise."""
    if _ASKED_WHETHER.match(content) or content.rstrip(" ”\"'’").endswith("?"):
        return StatementType.QUESTION
    asks = re.search(r"\bask", cue, re.IGNORECASE) is not None
    wants = _ASKED_TO.match(content) is not None or cue.rstrip().endswith((" to", " for", " that"))
    return StatementType.REQUEST if asks and (wants or _ORDER_TO.match(content)) else StatementType.QUESTION

"""Whether a figure is the size of a change, a level reached or left, a share of something, and what it is of.

"Rose by 5%", "rose to 5%" and "5% of" differ: difference, level, share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureRole
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.lexicon import STOPS
from onrecord.statements.quantities.nouns import DETERMINERS, noun_after, noun_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_UP = (
    r"r(?:ise|ises|ose|isen|ising)|increas(?:e|es|ed|ing)|gr(?:ow|ows|ew|own|owing)|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|"
    r"jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|ralli(?:es|ed)|rally(?:ing)?|"
    r"leap(?:s|ed|t|ing)?|spik(?:e|es|ed|ing)|rocket(?:s|ed|ing)?|accelerat(?:e|es|ed|ing)|expand(?:s|ed|ing)?|"
    r"improv(?:e|es|ed|ing)|boost(?:s|ed|ing)?|rais(?:e|es|ed|ing)|lift(?:s|ed|ing)?|strengthen(?:s|ed|ing)?|"
    r"rebound(?:s|ed|ing)?|swell(?:s|ed|ing)?|appreciat(?:e|es|ed|ing)|balloon(?:s|ed|ing)?|quicken(?:s|ed|ing)?|"
    r"over-?(?:fulfil(?:l|ls|led|ling)?|shot|shoot)|exceed(?:s|ed|ing)?|outpac(?:e|es|ed|ing)|outperform(?:s|ed|ing)?|"
    r"surpass(?:es|ed|ing)?|hik(?:e|es|ed|ing)|widen(?:s|ed|ing)?|bump(?:s|ed|ing)?|multipl(?:y|ied)|tick(?:s|ed)? up|up"
)
_DOWN = (
    r"f(?:all|alls|ell|allen|alling)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|los(?:e|es|t|ing)|"
    r"sl(?:ip|ips|ipped|ipping)|slid(?:e|es|ing)?|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|"
    r"s(?:ink|inks|ank|unk|inking)|shed(?:s|ding)?|shr(?:ink|inks|ank|unk|inking)|dip(?:s|ped|ping)?|cut(?:s|ting)?|"
    r"reduc(?:e|es|ed|ing)|slump(?:s|ed|ing)?|crash(?:es|ed|ing)?|eas(?:e|es|ed|ing)|slow(?:s|ed|ing)?|"
    r"contract(?:ed|ing)|lower(?:s|ed|ing)|narrow(?:s|ed|ing)?|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|"
    r"weaken(?:s|ed|ing)?|depreciat(?:e|es|ed|ing)|div(?:ed|es|ing)|dove|retreat(?:s|ed|ing)?|shav(?:e|es|ed|ing)|"
    r"dwindl(?:e|es|ed|ing)|collaps(?:e|es|ed|ing)|tick(?:s|ed)? down|down"
)
VERB = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_NOUNS = (
    r"(?P<up>increase|rise|gain|growth|jump|surge|hike|climb|improvement|uptick|spike|advance|upturn|boost|expansion|raise)|"
    r"(?P<down>drop|fall|decline|decrease|loss|cut|slump|plunge|reduction|dip|slide|fall-off|downturn|contraction|shortfall)"
)
NOUN_BEHIND = re.compile(rf"[- ](?:[a-z-]+ )?(?:{_NOUNS})s?\b")
NOUN_BEFORE = re.compile(rf"\b(?:{_NOUNS})s? of \Z", re.IGNORECASE)
BEHIND = re.compile(
    r",? (?:(?P<up>higher|more|up|above|increase|better|faster|larger|bigger|longer|older|taller|heavier)|"
    r"(?P<down>lower|less|fewer|down|below|worse|cheaper|smaller|slower|shorter|younger|off))\b(?! to| from)"
)
# Between the verb and the number: adverbs, "by", a time ("rose in March 5%"), a pronoun.
BETWEEN = re.compile(
    r"(?:[ ,]+(?:\w+ly|only|further|even|back|again|more|another|it|them|him|her|themselves|itself|this|last|year|month|week|quarter|"
    r"in|on|yesterday|today|higher|lower|up|down|between|an?|extra|additional|some|about|percent|"
    r"[A-Z][a-z]+day|(?:January|February|March|April|May|June|July|August|September|October|November|December)|\d{4}))*"
    r"(?P<link>[ ,]+(?:by|to|from|as (?:much|many|high|low) as))?[ ]*\Z"
)
LINK = re.compile(
    r"\b(?P<link>by|to|at|from)(?: (?:just|about|only|around|nearly|almost|some|as much as|an average of))? \Z",
    re.IGNORECASE,
)
REACH = 90
CLAUSE = re.compile(r"[;:!?—()“”\"]|\.(?=\s)|,(?= (?:and|but|while|who|which|as|with|when|after|although|according)\b)|(?<=[a-z]), |"
                    r"\b(?:while|but|although|because|that|which|who|when|after|before|if|whereas|as|said|says|where|and)\b")  # fmt: skip
COPULA = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|has|have|had|will|would|could|may|might|can|should|to|also|now|not|"
                    r"expected|forecast|set|likely|already|still|then|reportedly|they|it|[a-z]+ly|edged|finished|closed|traded|ended|"
                    r"went|trading|moved|opened|nearly|about) ?)+\Z", re.IGNORECASE)  # fmt: skip
PREPOSITIONS = re.compile(
    r" (?:in|on|at|from|to|with|by|for|over|under|since|during|across|through|between|among|against|into) "
)
WORTH = re.compile(
    r"\b(?:worth|cost(?:s|ing)?|priced at|valued at|total(?:s|ed|ling|led)|numbers?|numbered|stands? at|stood at)(?: \w+){0,2} \Z"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What an amount states of what it measures, with the words for that where the clause says them plainly."""

    role: FigureRole
    change: Change | None = None
    counts: tuple[int, int] | None = None


def direction(match: re.Match[str]) -> Change:
    """Up or down by the group that matched."""
    return Change.UP if match["up"] else Change.DOWN


def measure(text: str, amount: Amount, verbs: Sequence[re.Match[str]], floor: int, end: int) -> Measured:
    """Read the role and the change of one amount from its clause; ``verbs`` are the matches of ``VERB`` near it."""
    of = noun_of(text, amount.stop, end)
    if amount.form is Form.MULTIPLE:
        return Measured(FigureRole.MULTIPLE, counts=subject(text, amount.start, floor))
    before = text[max(floor, amount.start - REACH) : amount.start]
    if (found := change_by_verb(text, amount, verbs, floor)) is not None:
        return Measured(found.role, found.change, of or found.counts)
    if lead := NOUN_BEFORE.search(before):
        return Measured(FigureRole.DIFFERENCE, direction(lead), of)
    if (noun := NOUN_BEHIND.match(text, amount.end)) and amount.unit is not None:
        after = re.compile(r" (?:in|of|for|to) ").match(text, noun.end())
        return Measured(
            FigureRole.DIFFERENCE, direction(noun), noun_after(text, after.end() - 1, end) if after else None
        )
    if (behind := BEHIND.match(text, amount.end)) and amount.unit is not None:
        return Measured(FigureRole.DIFFERENCE, direction(behind), subject(text, amount.start, floor))
    if amount.low is not None and amount.low < 0 and amount.unit == "percent":
        return Measured(FigureRole.DIFFERENCE, Change.DOWN)
    if amount.form is Form.SHARE or (of is not None and amount.unit == "percent"):
        return Measured(FigureRole.SHARE, counts=of)
    if amount.is_money and (worth := WORTH.search(before)):
        return Measured(FigureRole.AMOUNT, counts=subject(text, amount.start - len(before) + worth.start(), floor))
    return Measured(FigureRole.AMOUNT, counts=of)


def change_by_verb(text: str, amount: Amount, verbs: Sequence[re.Match[str]], floor: int) -> Measured | None:
    """The reading by a verb of change before the amount: right before it, or farther away with "by", "to" or "from"."""
    near = [verb for verb in verbs if floor <= verb.start() and 0 <= amount.start - verb.end() <= REACH]
    if not near:
        return None
    verb = near[-1]
    gap = text[verb.end() : amount.start]
    direct = BETWEEN.match(gap)
    link = direct["link"].strip(" ,") if direct is not None and direct["link"] else None
    if direct is None:
        far = LINK.search(gap)
        if far is None or far["link"].lower() == "at" or CLAUSE.search(gap):
            return None
        link = far["link"].lower()
    elif link is None and not (amount.unit is not None or is_adverb(verb)):
        return None
    about = subject(text, verb.start(), floor)
    if direct is None and link == "by":
        about = noun_after(text, verb.end(), amount.start) or about
    if link == "from":
        return Measured(FigureRole.LEVEL, None, about)
    if link == "to":
        return Measured(FigureRole.LEVEL, direction(verb) if direct is not None else None, about)
    return Measured(FigureRole.DIFFERENCE, direction(verb), about)


def is_adverb(verb: re.Match[str]) -> bool:
    """Whether the word is "up" or "down" itself."""
    return verb.group().lower() in {"up", "down"}


def subject(text: str, stop: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends before the verb at ``stop``: from the clause's start, without what a preposition adds."""
    low = max(floor, stop - REACH)
    clause = text[low:stop]
    cut = 0
    for boundary in CLAUSE.finditer(clause):
        cut = boundary.end()
    clause = clause[cut:]
    low += cut
    while tail := COPULA.search(clause):
        if not tail.group():
            break
        clause = clause[: tail.start()]
    clause = clause.rstrip(" ,")
    if (preposition := PREPOSITIONS.search(clause)) is not None and preposition.start() > 0:
        clause = clause[: preposition.start()]
    words = list(re.finditer(r"[^\s,]+", clause))
    while words and words[0].group().lower() in STOPS | DETERMINERS:
        words.pop(0)
    while words and words[-1].group().lower() in STOPS:
        words.pop()
    words = words[-6:]
    if not words or not any(character.isalpha() for character in words[-1].group()):
        return None
    return low + words[0].start(), low + words[-1].end()

"""Whether a figure is the size of a change, a level reached or left, a share of something, and what it is of.

"Rose by 5%", "rose to 5%" and "5% of" differ: difference, level, share.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.domain import Change, FigureRole
from onrecord.statements.quantities.amounts import Amount, Form
from onrecord.statements.quantities.lexicon import MONTHS, STOPS
from onrecord.statements.quantities.nouns import DETERMINERS, noun_after, noun_of
from onrecord.statements.quantities.units import TIME_UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

# Verbs by their plain form; "+" marks a last letter that is doubled ("dropped").
_UP = (
    "increase gain climb jump surge soar advance add rally leap spike rocket accelerate expand improve boost "
    "raise lift hike strengthen rebound swell appreciate balloon quicken overfulfil+ over-fulfil+ overfulfill "
    "over-fulfill outpace outperform widen bump multiply"
)
_DOWN = (
    "drop+ decline decrease slip+ slide plunge plummet tumble shed+ dip+ cut+ reduce slump crash ease slow "
    "contract lower narrow trim+ slash weaken depreciate dive retreat shave dwindle collapse lose fall sink "
    "shrink"
)
_UP_FORMS = "rise rises rose risen rising grow grows grew grown growing leapt swollen doubled tripled quadrupled up"
_DOWN_FORMS = "fell fallen slid lost sank sunk shrank shrunk dove halved down off"


def _forms(verbs: str, change: Change) -> dict[str, Change]:
    """Every regular form of the verbs."""
    found: dict[str, Change] = {}
    for verb in verbs.split():
        plain = verb.rstrip("+")
        stem = plain[:-1] if plain.endswith("e") else plain + plain[-1] if verb.endswith("+") else plain
        third = plain[:-1] + "ies" if plain.endswith("ly") else plain + ("es" if plain.endswith("sh") else "s")
        past = plain[:-1] + "ied" if plain.endswith("ly") else stem + "ed"
        found |= dict.fromkeys((plain, third, past, stem + "ing"), change)
    return found


VERBS = (
    _forms(_UP, Change.UP)
    | _forms(_DOWN, Change.DOWN)
    | dict.fromkeys(_UP_FORMS.split(), Change.UP)
    | dict.fromkeys(_DOWN_FORMS.split(), Change.DOWN)
)
WORD = re.compile(r"[A-Za-z-]+")
COUNTED = re.compile(r"\d ")  # "12 rebounds"
_NOUNS = (
    "increase|rise|gain|growth|jump|surge|hike|climb|improvement|uptick|spike|advance|upturn|boost|expansion|drop|fall|"
    "decline|decrease|loss|cut|slump|plunge|reduction|dip|slide|downturn|contraction|shortfall"
)
NOUN_BEHIND = re.compile(
    rf"[- ](?P<noun>(?:[a-z-]+ )?(?:{_NOUNS})(?:e?s)?)\b(?! (?:an?|the|its|their|his|her)\b)"
    r"(?P<link> (?:in|of|for|to)(?= ))?"
)
NOUN_BEFORE = re.compile(rf"\b(?P<noun>(?:{_NOUNS})(?:e?s)?) of \Z", re.IGNORECASE)
BEHIND = re.compile(
    r" (?:(?P<up>higher|more|up|above|better|faster|larger|bigger|longer|older|taller|heavier)|"
    r"(?P<down>lower|less|fewer|down|below|worse|cheaper|smaller|slower|shorter|younger|off))\b"
    r"(?! to\b| from\b| [$€£]| (?!(?:19|20)\d\d\b)\d)"
)
TOKEN = re.compile(r"[^\s,]+")
# May stand between the verb and the number, as may adverbs, weekdays, months and years.
BETWEEN = frozenset(
    "further even back again more another it them him her themselves itself this last year month week quarter "
    "in on yesterday today higher lower up down between a an extra additional some about record".split()
)
NAMED_TIME = re.compile(r"[A-Z][a-z]+day|(?:19|20)\d\d")
DIGIT = re.compile(r"\d")
INTRANSITIVE = re.compile(
    r"(?:ris|rose|fall|fell|climb|soar|jump|plunge|plummet|tumbl|declin|slip|shr[aiu]nk)", re.IGNORECASE
)
SUM_OF = re.compile(r"\ban? (?:average|total|combined) of\b")
LINKS = frozenset({"by", "to", "from"})
LINK = re.compile(
    r"\b(?P<link>by|to|from)(?: (?:just|about|only|around|nearly|almost|some|as much as|an average of))? \Z",
    re.IGNORECASE,
)
CHANGING = frozenset({"percent", "percentage point", "basis point", "point", "cent", "penny", "sen"})
# Before a word that is verb and noun: the noun.
NOUN_LEAD = re.compile(
    r"\b(?:an?|the|its|their|his|her|this|that|first|second|third|\w+th|annual|sharp|big|biggest|new|another) \Z"
)
PASSED = re.compile(r"(?:just |well |far )?(?:above|below|past|beyond)\b")
COLLECTED = re.compile(r"rais|lift|add", re.IGNORECASE)  # "raised $3 million" changes nothing
# Before "up" and "down" where they are adverbs of a level, not parts of a verb.
UP_BEFORE = re.compile(
    r"(?:[,;:(—–-]|\b(?:is|are|was|were|be|been|edged|ticked|inched|moved|went|finished|closed|ended|trading|traded|"
    r"opened|further|still|sales|shares|profits?|revenues?|prices?|users?|members?|cases|deaths|arrivals|\d))\s*\Z"
)
REACH = 90
NEAR = 32
CLAUSE = re.compile(
    r"[;:!?—()“”\"]|\.(?=\s)|,(?= (?:and|but|while|who|which|as|with|when|after|although|according)\b)|"
    r"(?<=[a-z%0-9]), |"
    r"\b(?:while|but|although|because|that|which|who|when|after|before|if|whereas|as|said|says|where|and|"
    r"expects?|estimates?|believes?|predicts?|thinks?)\b"
)
# Before the verb, and no part of its subject.
AUXILIARIES = frozenset(
    "is are was were be been being has have had will would could may might can should to also now not "
    "expected forecast set still then they it edged finished closed traded ended went trading moved opened "
    "about".split()
)
PREPOSITIONS = re.compile(
    r" (?:in|on|at|from|to|with|by|for|over|under|since|during|across|through|between|among|against|into) "
)
# Before an amount: the subject is what is measured.
WORTH = re.compile(
    r"\b(?:(?:is |was |are |were )?(?:worth|priced at|valued at|estimated at)|cost(?:s|ing)?|weigh(?:s|ed)?|"
    r"measur(?:es|ed)|total(?:s|ed|ling|led)|numbers?|numbered|amount(?:s|ed) to|came to|averag(?:es|ed|ing)|lasted|"
    r"(?<![Aa]n )(?<![Tt]he )average|"
    r"(?:flat|steady|stable|unchanged|\w{2,12}ed|stands?|stood|trades|sits|sat|held|starts?|runs?|remains?|is|was|are|were)"
    r" at)(?: \w+){0,2} \Z"
)
BE = re.compile(
    r"\b(?:is|was|are|were|be|been|remains?|remained|hits?|reach(?:es|ed)|touched|holds?|contains?)"
    r"(?: (?:an?|record|\w+ly)){0,2} \Z"
)
PASSING = re.compile(r"(?:exceed|topp|surpass)", re.IGNORECASE)
SIZED = re.compile(r"(?: (?:long|wide|tall|high|deep|across|thick|in \w+))?,")
# "Put the toll at 40": what is set at an amount.
SET_AT = re.compile(
    r"\b(?:puts?|putting|sets?|setting|keeps?|kept|left|estimat\w+|valu\w+|pegged|capp\w+) "
    r"(?P<noun>(?:[^\W\d_][\w’'-]* ){1,4})at \Z"
)
THE = re.compile(r" (?:the|its|their|his|her|that of|those of)\b")
MOST_WORDS = 6
LEADING = STOPS | DETERMINERS | AUXILIARIES


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb or adverb of change at ``text[start:end]``."""

    start: int
    end: int
    change: Change


def find_verbs(text: str, start: int, end: int) -> list[Verb]:
    """The verbs of change in ``text[start:end]``, in order."""
    found = []
    for match in WORD.finditer(text, start, end):
        change = VERBS.get(match.group().lower())
        counted = change is not None and match.group().endswith("s") and COUNTED.match(text, match.start() - 2)
        if change is not None and not counted:
            found.append(Verb(*match.span(), change))
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """What an amount states of what it measures, with the words for that where the clause says them plainly."""

    role: FigureRole
    change: Change | None = None
    counts: tuple[int, int] | None = None


def measure(text: str, amount: Amount, verbs: Sequence[Verb], *, floor: int, end: int) -> Measured:
    """Read the role and the change of one amount of the sentence ``floor`` to ``end``, whose ``verbs`` are given."""
    if amount.form is Form.SCORE:
        return Measured(FigureRole.AMOUNT)
    of = noun_of(text, amount.stop, end) if amount.unit is None or not text.startswith(" out", amount.stop) else None
    before = text[max(floor, amount.start - NEAR) : amount.start]
    if amount.form is Form.MULTIPLE:
        return measure_factor(text, amount, verbs, floor=floor, end=end)
    if (found := change_by_verb(text, amount, verbs, floor)) is not None:
        return Measured(found.role, found.change, of or found.counts)
    if (found := change_by_noun(text, amount, before, end)) is not None:
        return Measured(found.role, counts=of or found.counts)
    if (behind := BEHIND.match(text, amount.end)) and amount.unit is not None:
        change = Change.UP if behind["up"] else Change.DOWN
        return Measured(FigureRole.DIFFERENCE, change, subject(text, amount.start, floor, verbs=1))
    if amount.low is not None and amount.low < 0 and amount.unit == "percent":
        return Measured(FigureRole.DIFFERENCE, Change.DOWN)
    if amount.form is Form.SHARE or (of is not None and amount.unit == "percent"):
        return Measured(FigureRole.SHARE, counts=of)
    return Measured(FigureRole.AMOUNT, counts=of or find_measured(text, amount, before, floor))


def find_measured(text: str, amount: Amount, before: str, floor: int) -> tuple[int, int] | None:
    """What a verb of being or costing says the amount of: "Turnout was 46%", "the toll stood at 40"."""
    if amount.joined or amount.form is Form.AGE:
        return None
    low = amount.start - len(before)
    if (placed := SET_AT.search(before)) is not None:
        return noun_after(text, low + placed.start("noun") - 1, amount.start)
    if is_apposed(text, amount):  # "the ship, 400 meters long, left"
        return subject(text, amount.start - 2, floor)
    verb = WORTH.search(before) or (BE.search(before) if amount.unit is not None else None)
    if verb is not None:
        return subject(text, low + verb.start(), floor)
    return subject(text, amount.start, floor) if PASSING.match(text, amount.start) else None


def is_apposed(text: str, amount: Amount) -> bool:
    """Whether a measure stands between commas and says how large the noun before it is."""
    sized = amount.unit is not None and not amount.is_money and amount.unit not in TIME_UNITS | {"percent"}
    return sized and text.startswith(", ", amount.start - 2) and SIZED.match(text, amount.end) is not None


def measure_factor(text: str, amount: Amount, verbs: Sequence[Verb], *, floor: int, end: int) -> Measured:
    """Read a factor: of what it is one ("four times the average"), or what it changes ("rents doubled")."""
    base = noun_after(text, amount.stop, end) if THE.match(text, amount.stop) else None
    if (verb := change_by_verb(text, amount, verbs, floor)) is not None:
        return Measured(FigureRole.MULTIPLE, verb.change, base or verb.counts)
    return Measured(FigureRole.MULTIPLE, factor_change(text, amount), base or subject(text, amount.start, floor))


def change_by_noun(text: str, amount: Amount, before: str, end: int) -> Measured | None:
    """The reading by a noun of change: "a loss of $5 million", "a 12% rise in rents".

    The noun itself is what the amount measures and says the direction, so it is what is counted: "rise in rents".
    """
    if lead := NOUN_BEFORE.search(before):
        start = amount.start - len(before) + lead.start()
        return Measured(FigureRole.DIFFERENCE, counts=(start, start + len(lead["noun"])))
    noun = NOUN_BEHIND.match(text, amount.end)
    if noun is None or amount.unit is None:
        return None
    of = noun_after(text, noun.end(), end) if noun["link"] else None
    return Measured(FigureRole.DIFFERENCE, counts=(noun.start("noun"), of[1] if of is not None else noun.end("noun")))


def change_by_verb(text: str, amount: Amount, verbs: Sequence[Verb], floor: int) -> Measured | None:
    """The reading by a verb of change before the amount: right before it, or farther away with "by", "to" or "from"."""
    index = bisect_right(verbs, amount.start, key=attrgetter("end")) - 1
    if index < 0 or amount.joined or amount.form is Form.AGE:
        return None
    verb = verbs[index]
    if verb.start < floor or amount.start - verb.end > REACH:
        return None
    together, link = find_link(text, amount, verb, floor)
    if link is None:
        return None
    about = subject(text, verb.start, floor)
    moved = link == "by" and INTRANSITIVE.match(text, verb.start) is None
    if not together and (moved or THE.match(text, verb.end)):  # "increased its stake to 93%"
        about = noun_after(text, verb.end, amount.start) or about
    if link == "by":
        return Measured(FigureRole.DIFFERENCE, verb.change, about)
    return Measured(FigureRole.LEVEL, verb.change if link == "to" else None, about)


def find_link(text: str, amount: Amount, verb: Verb, floor: int) -> tuple[bool, str | None]:
    """Whether a verb stands right before an amount, and how it governs it: "by", "to", "from" or not at all."""
    gap = text[verb.end : amount.start]
    together, link = read_gap(gap)
    if together and gap.endswith(" in "):
        return False, None  # "fell in 24 hours"
    if together and link is None and NOUN_LEAD.search(text[max(floor, verb.start - 12) : verb.start]):
        return False, None  # "the fourth rise in five months"
    if together:
        if link is None and PASSED.match(text, amount.start):
            link = "to"
        return True, link or ("by" if is_difference(text, amount, verb, floor) else None)
    far = LINK.search(gap)
    if far is None or " at " in gap or CLAUSE.search(gap):
        return False, None
    link = far["link"].lower()
    # Not "cut power to 400 homes", nor of another subject: "Acme rose 2%, Borel by 3%".
    bare = amount.unit is None and not (link == "from" and text.startswith(" to ", amount.end))
    apart = DIGIT.search(gap) is not None if link == "by" else bare
    return False, None if apart else link


def read_gap(gap: str) -> tuple[bool, str | None]:
    """Whether the words between a verb and an amount leave them together, and their last word where it is a link."""
    words = TOKEN.findall(SUM_OF.sub("", gap))
    link = words.pop().lower() if words and words[-1].lower() in LINKS else None
    together = all(
        word.lower() in BETWEEN or word.lower() in MONTHS or word.endswith("ly") or NAMED_TIME.fullmatch(word)
        for word in words
    )
    return together, link


def factor_change(text: str, amount: Amount) -> Change | None:
    """Up for "doubled" and "tenfold", down for "halved"; "twice as many" changes nothing."""
    word = text[amount.number_start : amount.end].lower()
    if amount.name != "multiple" or amount.low is None or word in {"twice", "thrice"}:
        return None
    return Change.UP if amount.low > 1 else Change.DOWN


def is_difference(text: str, amount: Amount, verb: Verb, floor: int) -> bool:
    """Whether an amount right behind a verb is a change: a measure is after "rose", not after "gave up"."""
    word = text[verb.start : verb.end].lower()
    if amount.unit in CHANGING and word != "off":
        return True
    if COLLECTED.match(word):
        return False
    if word in {"up", "down", "off"}:
        return UP_BEFORE.search(text[max(floor, verb.start - 24) : verb.start]) is not None
    return amount.unit is not None


def subject(text: str, stop: int, floor: int, *, verbs: int = 0) -> tuple[int, int] | None:
    """The noun phrase before the verb at ``stop``: from the clause's start, without what a preposition adds.

    ``verbs``: how many of the words before ``stop`` are the verb itself, where no table knows it.
    """
    low = max(floor, stop - REACH)
    for boundary in CLAUSE.finditer(text, low, stop):
        low = boundary.end()
    words = trim(list(TOKEN.finditer(text, low, stop)))
    if not words:
        return None
    preposition = PREPOSITIONS.search(text, words[0].end(), words[-1].end())
    if preposition is not None:
        words = [word for word in words if word.end() <= preposition.start()]
        while len(words) > 1 and is_past(words[-1].group().lower()):  # "the stock closed", "a firm based"
            words.pop()
    elif verbs and words[-1].end() >= stop - 1:
        words = words[:-verbs]
    words = words[-MOST_WORDS:]
    if any(word.group().lower() in VERBS for word in words):
        return None  # the subject of an earlier verb
    if not words or not words[0].group()[0].isalpha() or holds_figure(words):
        return None
    return words[0].start(), words[-1].end()


def holds_figure(words: Sequence[re.Match[str]]) -> bool:
    """Whether one of the words is a figure, not the number of a name ("Chapter 11 filings")."""
    pairs = pairwise(words)
    return any(DIGIT.search(word.group()) and not before.group()[0].isupper() for before, word in pairs)


def trim(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words of a clause without auxiliaries at their end, and determiners and numbers at their beginning."""
    end = len(words)
    while end and is_auxiliary(words[end - 1].group().lower()):
        end -= 1
    start = 0
    while start < end and (words[start].group().lower() in LEADING or DIGIT.match(words[start].group())):
        start += 1
    return words[start:end]


def is_past(word: str) -> bool:
    """Whether a word that ends a noun phrase is a verb or a participle behind it."""
    return word.endswith("ed") or is_auxiliary(word)


def is_auxiliary(word: str) -> bool:
    """Whether a word before a verb belongs to the verb."""
    return word in AUXILIARIES or word in STOPS or word.endswith("ly")

"""What a rule may look at beyond its own words, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from onrecord.domain import Certainty
from onrecord.statements.timex.periods import Unit
from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from datetime import date

    from onrecord.domain import TimeAnchor
    from onrecord.statements.timex.periods import Moment, Period
    from onrecord.statements.timex.tokens import Tokens


class Tense(Enum):
    """Which way the clause looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a rule makes of its words.

    ``period`` is the stretch of the calendar named, where there is one: it bounds the time unless ``earliest`` or
    ``latest`` do, and later expressions may refer to it.  ``stop`` cuts the match short (a token index).
    """

    type: str
    value: str | None
    certainty: Certainty
    mod: str | None = None
    period: Period | None = None
    earliest: Moment | None = None
    latest: Moment | None = None
    approximate: bool = False
    zone: str = ""
    unresolved: str | None = None
    stop: int | None = None
    first: int | None = None
    open_start: bool = False  # the words leave open how early
    open_end: bool = False  # or how late
    anchor: TimeAnchor | None = None
    aside: bool = False  # later expressions do not refer to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an expression stands.

    ``today`` is the day of publication, or the speaker's day inside a quotation that tells it; ``minute`` the minute of
    that day where it is known.  ``focus`` is the last stretch of the calendar that the text named, ``business`` the
    last quarter, half or year of account; ``focus_stop`` is the token after the words that set the focus.
    """

    tokens: Tokens
    first: int
    stop: int
    today: date | None
    minute: int | None = None
    quoted: bool = False
    focus: Period | None = None
    business: Period | None = None
    focus_stop: int = 0

    @property
    def in_sentence_of_focus(self) -> bool:
        """Whether the expression that made the focus stands in the same sentence, before this one."""
        near = self.first - self.focus_stop <= SENTENCE
        return near and STOP not in self.tokens.kinds[self.focus_stop : self.first]

    @property
    def beside_focus(self) -> bool:
        """Whether little more than a comma stands between the focus and this expression: "last week, on Monday"."""
        if self.first - self.focus_stop > APPOSED:
            return False
        between = self.tokens.kinds[self.focus_stop : self.first]
        return between[:1] in {COMMA, OR, ON, TO} and STOP not in between

    @property
    def tense(self) -> Tense:
        """Tense of the clause; a possessive ("Friday's ruling") does not go with its verb."""
        if self.tokens.kinds[self.stop : self.stop + 1] == POSS:
            return Tense.UNKNOWN
        return find_tense(self.tokens, self.first, self.stop)

    @property
    def certainty(self) -> Certainty:
        """Certainty of what is resolved against the day of publication."""
        return Certainty.AMBIGUOUS if self.quoted else Certainty.RELATIVE


STOP = KIND_CHARS["STOP"]
POSS = KIND_CHARS["POSS"]
DAYS_AND_MONTHS = frozenset(KIND_CHARS[name] for name in ("WEEKDAY", "MONTH"))
COMMA, OR, ON, TO = (KIND_CHARS[name] for name in ("COMMA", "OR", "ON", "TO"))
SENTENCE = 60  # tokens within which a sentence is looked at
APPOSED = 3  # tokens between a week and a day of it
VERB_KINDS = frozenset(KIND_CHARS[name] for name in ("OTHER", "TO", "ENDED"))
REACH = 30  # tokens of a clause that are looked at on each side
CLOSE = 6  # a verb in the present right before an expression
OPENING = 3  # tokens before an expression that opens its clause
NEAR = 15  # and how near a cue for the future must stand
WILL = frozenset("will shall ll would must".split())
# Words that put what follows them into the future: "is due Friday", "the deadline is Friday".
AHEAD = frozenset("upcoming scheduled expected expects due slated plans planning planned intends hopes payable "
                  "effective supposed deadline calling calls".split())  # fmt: skip
# Past verbs that put what they commit to into the future: "agreed to meet Friday", "a summit set for April".
COMMITTING = frozenset(
    "decided agreed promised pledged vowed proposed offered intended hoped threatened wanted".split()
)
# The present tense of what is planned: "talks resume Wednesday"; no forms that are past as well.
SCHEDULED = frozenset(
    "begin begins starts opens closes resume resumes meet meets arrive arrives leaves returns votes plays expire "
    "expires ends takes reopen reopens reconvene reconvenes hosts faces kicks goes go gathers convenes convene "
    "travels heads departs visits premieres debuts airs launches releases applies apply retires retire comes "
    "competes looks welcomes".split()
)
# Forms that are nouns as well: verbs behind a plural or "they", "we".
SCHEDULED_OR_NOUN = frozenset(
    "start open close leave return vote play end take host gather head travel visit depart premiere compete".split()
)
LOOKING_AHEAD = frozenset("is looks marks brings promises".split())  # "Friday is the deadline"
NO_PLURALS = frozenset("his its this is was has as us s yes less across always previous business".split())
PLURAL_SUBJECTS = frozenset("they we you i who people".split())
UNTIL = frozenset("until through till".split())
IS = frozenset({"is", "are"})
AT_TIME = frozenset("is are on in at for".split())
RELATIVES = frozenset("where which who whose when because although".split())
PAST = frozenset(
    "was were had did said told took came went made gave got found left began met held won lost fell rose saw sent "
    "spoke wrote felt became kept led brought built bought ran sold struck broke drew flew grew shot hit cut put set "
    "read spent stood thought knew paid hurt fought caught sought taught been".split()
)
NOT_VERBS = frozenset("indeed need speed feed seed red bed hundred exceed proceed embed".split())
SHORTEST_ED = 4


def find_tense(tokens: Tokens, first: int, stop: int) -> Tense:
    """Look for the verb that an expression goes with: the last one before it in its clause, else the next after it.

    "He said Friday that it will" is past, "will meet Friday", "is to be held Friday" and "until Friday" are future.
    """
    before = tokens.words[first - 1] if first else ""
    if (
        tokens.words[max(0, first - 2) : first][:1]
        and IS & set(tokens.words[max(0, first - 2) : first])
        and before in AT_TIME
    ):
        return Tense.FUTURE
    tense = tense_before(tokens, first, until=before in UNTIL or before == "by")
    if before in UNTIL:
        return Tense.PAST if tense_after(tokens, stop) is Tense.PAST else Tense.FUTURE
    if tense is not None:
        return tense
    after = tense_after(tokens, stop) if opens_clause(tokens, first) else None
    return after or (Tense.FUTURE if before == "by" else Tense.UNKNOWN)


def opens_clause(tokens: Tokens, first: int) -> bool:
    """Tell whether an expression stands near the beginning of its sentence, so that its verb follows."""
    return STOP in tokens.kinds[max(0, first - OPENING) : first] or first <= OPENING


def tense_before(tokens: Tokens, first: int, *, until: bool) -> Tense | None:
    """Tense of the last verb before an expression; a future cue counts only near it."""
    for index in range(first - 1, max(-1, first - REACH), -1):
        word = tokens.words[index]
        if tokens.kinds[index] == STOP or word in RELATIVES:
            return None
        if tokens.kinds[index] not in VERB_KINDS:
            continue
        before = tokens.words[max(0, index - 3) : index]
        if first - index <= CLOSE and is_scheduled(word, before[-1:]):
            return Tense.FUTURE
        if word in WILL or (word in AHEAD and "had" not in before) or (word == "to" and is_set_to(before)):
            return Tense.FUTURE if first - index <= NEAR else None
        if is_past(word) and not is_name(tokens, index) and before[-1:] != ["to"]:
            if (word in COMMITTING and tokens.words[index + 1] == "to") or tokens.words[index : index + 2] == [
                "set",
                "for",
            ]:
                return Tense.FUTURE if "had" not in before else Tense.PAST
            led = WILL & set(before) or ("to" in before and "be" in before)
            return Tense.FUTURE if led or (until and "to" in tokens.words[index:first]) else Tense.PAST
    return None


def tense_after(tokens: Tokens, stop: int) -> Tense | None:
    """Tense of the next verb after an expression that begins its clause."""
    for index in range(stop, min(len(tokens.words), stop + REACH)):
        word = tokens.words[index]
        if tokens.kinds[index] == STOP or word in RELATIVES:
            return None
        if word in {"will", "ll", "shall"} or (index == stop and looks_ahead(tokens, index)):
            return Tense.FUTURE
        if is_past(word) and not is_name(tokens, index):
            return Tense.PAST
    return None


def is_scheduled(word: str, before: list[str]) -> bool:
    """Tell a planned act in the present tense; what stands before tells the verb from the noun."""
    if not before or before[0] in {"to", "not"}:
        return False
    if word in SCHEDULED:
        return True
    plural = before[0] in PLURAL_SUBJECTS or (before[0].endswith("s") and before[0] not in NO_PLURALS)
    return word in SCHEDULED_OR_NOUN and plural


def looks_ahead(tokens: Tokens, index: int) -> bool:
    """Tell "Friday is the deadline", "June looks no better"."""
    return tokens.words[index] in LOOKING_AHEAD and tokens.kinds[index - 1] in DAYS_AND_MONTHS


def is_name(tokens: Tokens, index: int) -> bool:
    """Tell a capital word inside a sentence: "the United States" holds no verb."""
    return index > 0 and tokens.kinds[index - 1] != STOP and tokens.text[tokens.starts[index]].isupper()


def is_set_to(before: list[str]) -> bool:
    """Tell "is to", "are set to" from another infinitive by the words before "to"."""
    return bool(before) and (before[-1] in {"is", "are"} or (before[-1] == "set" and "had" not in before))


def is_past(word: str) -> bool:
    """Tell a verb in the past by its form."""
    return word in PAST or (word.endswith("ed") and len(word) >= SHORTEST_ED and word not in NOT_VERBS)


def floating(kind: str, value: str | None) -> Reading:
    """Give the reading of an expression that needs the day of publication and has none."""
    return Reading(type=kind, value=value, certainty=Certainty.UNANCHORED, unresolved="the publication date is missing")


CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})

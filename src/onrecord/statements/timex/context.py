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
    anchor: TimeAnchor | None = None
    aside: bool = False  # later expressions do not refer to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where an expression stands.

    ``today`` is the day of publication, or the speaker's day inside a quotation that tells it; ``minute`` the minute of
    that day where it is known.  ``focus`` is the last stretch of the calendar that the text named, ``business`` the
    last quarter, half or year of account.
    """

    tokens: Tokens
    first: int
    stop: int
    today: date | None
    minute: int | None = None
    quoted: bool = False
    focus: Period | None = None
    business: Period | None = None

    @property
    def tense(self) -> Tense:
        """Tense of the clause."""
        return find_tense(self.tokens, self.first, self.stop)

    @property
    def certainty(self) -> Certainty:
        """Certainty of what is resolved against the day of publication."""
        return Certainty.AMBIGUOUS if self.quoted else Certainty.RELATIVE


STOP = KIND_CHARS["STOP"]
VERB_KINDS = frozenset(KIND_CHARS[name] for name in ("OTHER", "TO"))
REACH = 30  # tokens of a clause that are looked at on each side
WILL = frozenset("will shall ll would may might must should can could".split())
# Words that put what follows them into the future: "is due Friday", "the deadline is Friday".
AHEAD = frozenset("upcoming scheduled expected expects due slated plans planning planned intends hopes payable effective "
                  "supposed deadline calling calls postponed delayed".split())  # fmt: skip
UNTIL = frozenset("by until through till".split())
PAST = frozenset(
    "was were had did said told took came went made gave got found left began met held won lost fell rose saw sent "
    "spoke wrote felt became kept led brought built bought ran sold struck broke drew flew grew shot hit cut put set "
    "read spent stood thought knew paid hurt fought caught sought taught been".split()
)
NOT_VERBS = frozenset("indeed need speed feed seed red bed hundred exceed proceed embed".split())
SHORTEST_ED = 4


def find_tense(tokens: Tokens, first: int, stop: int) -> Tense:
    """Look for the verb that an expression goes with: the last one before it in its sentence, else the next after it.

    "He said Friday that it will" is past, "will meet Friday" and "is to be held Friday" are future.
    """
    until = first > 0 and tokens.words[first - 1] in UNTIL
    for index in range(first - 1, max(-1, first - REACH), -1):
        if tokens.kinds[index] == STOP:
            break
        word = tokens.words[index]
        if tokens.kinds[index] not in VERB_KINDS:
            continue
        before = tokens.words[max(0, index - 3) : index]
        if word in WILL or (word in AHEAD and "had" not in before) or (word == "to" and is_set_to(before)):
            return Tense.FUTURE
        if is_past(word):
            led = WILL & set(before) or ("to" in before and "be" in before)
            return Tense.FUTURE if led or (until and "to" in tokens.words[index:first]) else Tense.PAST
    if until:
        return Tense.FUTURE
    for index in range(stop, min(len(tokens.words), stop + REACH)):
        if tokens.kinds[index] == STOP:
            break
        if tokens.words[index] in {"will", "ll", "shall"}:
            return Tense.FUTURE
        if is_past(tokens.words[index]):
            return Tense.PAST
    return Tense.UNKNOWN


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

"""Speakers across articles: what is known of one when it is compared with others, and judgements on who is who.

A profile holds what was read, not what it means; a judgement is one entry of a log that only grows.  Reading names,
weighing them and replaying the log are done elsewhere.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from onrecord.domain.base import Domain, check_probability
from onrecord.domain.kinds import SpeakerKind


class Verdict(StrEnum):
    """What a judgement says of a pair; ``WITHDRAWN`` takes back the same person's latest one on it."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


class Authority(StrEnum):
    """Who judges."""

    RULE = "rule"
    PERSON = "person"


class Judgement(Domain, frozen=True, kw_only=True):
    """One entry of the log about the speakers ``left`` and ``right``, in either order.

    ``by`` is the name of the person, or of the rule without its version: a newer version speaks for the rule and
    replaces what it said.  ``at`` knows its time zone.  ``score`` is the probability of *same*, None where a person
    gave none.
    """

    left: str
    right: str
    verdict: Verdict
    authority: Authority
    by: str
    at: datetime
    score: float | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement that cannot be replayed."""
        if not self.left or not self.right or self.left == self.right:
            message = f"a judgement is about two speakers, not about {self.left!r} and {self.right!r}"
            raise ValueError(message)
        if not self.by.strip():
            message = "a judgement names its rule or person"
            raise ValueError(message)
        if self.at.tzinfo is None:
            message = f"the time {self.at.isoformat()} of a judgement has no time zone"
            raise ValueError(message)
        if self.verdict == Verdict.WITHDRAWN and self.authority == Authority.RULE:
            message = "a rule does not withdraw: it judges the pair again"
            raise ValueError(message)
        if self.score is not None:
            check_probability(self.score)

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in the order of their code points."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


class Appearance(Domain, frozen=True, kw_only=True):
    """An article in which a speaker appears: its id, its day if known, what it is about, and who else is named in it.

    ``about`` is any short text that says what the article is about: its headline, or its subjects.
    """

    article: str
    published: date | None = None
    about: str | None = None
    co_mentioned: tuple[str, ...] = ()


class Profile(Domain, frozen=True, kw_only=True):
    """A speaker to compare: names and roles as they stand in texts.

    ``titles`` are roles with or without their body ("Russian defense minister"), ``affiliations`` names of bodies,
    ``aliases`` other names of the same speaker, ``countries`` ISO 3166-1 codes in lower case where known as such.
    """

    id: str
    name: str
    kind: SpeakerKind
    titles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    articles: tuple[Appearance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a profile that cannot be named or found again."""
        if not self.id or not self.name.strip():
            message = f"a profile has an id and a name, not {self.id!r} and {self.name!r}"
            raise ValueError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

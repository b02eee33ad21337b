"""What is known of one speaker when it is compared with others: the input of identity.

A profile is one speaker of one article, several joined by judgements, or an entity known from elsewhere; it holds what
was read, not what it means.  Reading names and weighing them is done elsewhere.
"""

from __future__ import annotations

from datetime import date

from onrecord.domain.base import Domain
from onrecord.domain.kinds import SpeakerKind


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

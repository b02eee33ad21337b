"""One noun phrase as a source words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.speakers.grammar import INDEFINITE

if TYPE_CHECKING:
    from onrecord.speakers.lexicon import Noun
    from onrecord.speakers.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One noun phrase as a source words it, ``start:end`` in the text."""

    start: int
    end: int
    pronoun: str | None = None
    name: Name | None = None
    head: str = ""  # the head word in the singular, lower case; empty for names and pronouns
    noun: Noun | None = None  # what the list knows of the head
    determiner: str | None = None  # "'s" for a possessor in front
    modifiers: tuple[str, ...] = ()  # lower-case words between determiner and head
    core_start: int = 0  # where the words after the determiner begin
    core_end: int = 0  # where the head ends
    is_counted: bool = False  # a share or number of many: "31 per cent of voters"
    is_partitive: bool = False  # of several: "two of the drivers"
    is_set_apart: bool = False  # by a proper name: "Norway's ministry", "the ministry of Norway"
    members: tuple[Phrase, ...] = ()

    @property
    def is_indefinite(self) -> bool:
        """Whether the phrase brings somebody new: "a", "one", a bare plural."""
        if self.determiner in INDEFINITE:
            return True
        return self.determiner is None and (self.noun is None or self.noun.is_plural)

    @property
    def is_plural(self) -> bool:
        """Whether the head is plural, or there are several members."""
        return bool(self.members) or (self.noun is not None and self.noun.is_plural)

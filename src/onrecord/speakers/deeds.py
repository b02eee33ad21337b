"""What people can be called for what is said of them: who chairs a panel is its chairwoman."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADS = frozenset("head leader chief director boss administrator commissioner executive".split())
_CHAIRS = frozenset({"chair", "chairman", "chairwoman", "chairperson"})
_DEEDS = {
    **dict.fromkeys("lead leads led head heads headed run runs ran oversees oversaw directs directed".split(), _HEADS),
    **dict.fromkeys("chair chairs chaired".split(), _CHAIRS),
    **dict.fromkeys("found founded co-founded started".split(), frozenset({"founder", "co-founder"})),
    **dict.fromkeys(("own", "owns", "owned"), frozenset({"owner"})),
    **dict.fromkeys(("edit", "edits", "edited"), frozenset({"editor"})),
    **dict.fromkeys("coach coaches coached manage manages managed".split(), frozenset({"coach", "manager"})),
    **dict.fromkeys("represent represents represented defended".split(), frozenset({"lawyer", "attorney"})),
    **dict.fromkeys(("wrote", "writes"), frozenset({"author", "writer"})),
    **dict.fromkeys(("teach", "teaches", "taught"), frozenset({"teacher"})),
}
_CLAUSE = re.compile(
    r"(?: \([^()]{1,24}\))?(?:, [^,.;:“”\n]{1,60})?,? who (?:(?:has|have|had|also|now|once|long|still|previously) )*"
    r"(?P<verb>[a-z-]+)(?P<rest>[^,.;:“”\n]{0,120})"
)
_SMALL = frozenset("the a an of in at for and its his her their".split())


class Deed(NamedTuple):
    """What somebody is called for a deed, and the words that say what it was done to."""

    nouns: frozenset[str]
    words: frozenset[str]


def find_deeds(text: str, ends: Iterable[int]) -> tuple[Deed, ...]:
    """What clauses after names that end at ``ends`` of ``text`` say of whom they name: "Lee, who chairs the panel"."""
    clauses = (found for end in ends if (found := _CLAUSE.match(text, end)) is not None and found["verb"] in _DEEDS)
    return tuple(Deed(_DEEDS[found["verb"]], _content(found["rest"])) for found in clauses)


def is_called_for(deeds: Iterable[Deed], noun: str, rest: str) -> bool:
    """Whether one of some deeds makes somebody what a noun says, of the same body where the rest after it names one."""
    of = _content(rest.replace("-", " "))
    return any(noun in deed.nouns and (not of or not of.isdisjoint(deed.words)) for deed in deeds)


def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", words.lower())) - _SMALL

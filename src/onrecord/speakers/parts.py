"""Parts that one person does not play at once: the relative and the one related to, the two sides of one matter."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.speakers.name_forms import fold
from onrecord.speakers.word_tables import read_sections, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLAUSE = re.compile(r"[,;]|\band\b")
_LONGEST = 3  # words in the longest phrase for a side
_MARRIED = frozenset({"wife", "husband", "widow", "widower", "fiance", "fiancee", "partner"})


class Parts(NamedTuple):
    """What the titles of a speaker say: whose ``kin`` somebody is, as words, and (matter, side) pairs."""

    kin: frozenset[str]
    sides: frozenset[tuple[str, str]]


def read_parts(titles: Iterable[str]) -> Parts:
    """Read the parts that titles state, of wives, widows and partners one word for all."""
    kin: set[str] = set()
    sides: set[tuple[str, str]] = set()
    for title in titles:
        for clause in _split_clauses(title):
            found = _find_kin(clause)
            kin |= {"married" if word in _MARRIED else word for word in found}
            if not found:
                sides |= _find_sides(clause)
    return Parts(frozenset(kin), frozenset(sides))


def part_titles(titles: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What titles say of the speaker, and the clauses that name a relative: the office in them is somebody else's."""
    clauses = [clause for title in titles for clause in ([title] if not _find_kin(title) else _split_clauses(title))]
    return tuple(each for each in clauses if not _find_kin(each)), tuple(each for each in clauses if _find_kin(each))


def _split_clauses(title: str) -> list[str]:
    """A title cut at commas and *and*: "mayor and brother of the minister" says two things."""
    return [clause for clause in _CLAUSE.split(title) if clause.strip()]


def _find_kin(clause: str) -> frozenset[str]:
    """The words for relatives in a clause ("wife of the governor")."""
    return read_words("names", "relative").intersection(fold(clause).split())


def are_on_two_sides(left: Parts, right: Parts) -> bool:
    """Whether two play parts in one matter, none of them the same."""
    matters = {matter for matter, _ in left.sides} & {matter for matter, _ in right.sides}
    return bool(matters) and not left.sides & right.sides


def are_other_kin(left: Parts, right: Parts) -> bool:
    """Whether only one is said to be a relative, or both in ways that differ ("wife", "sister")."""
    return bool(left.kin) != bool(right.kin) or bool(left.kin and not left.kin & right.kin)


@cache
def _read_phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Each phrase for a side, as folded words."""
    return {
        tuple(phrase.split("~")): (matter, side.rstrip(":"))
        for matter, lines in read_sections("sides").items()
        for side, *phrases in lines
        for phrase in phrases
    }


@lru_cache(maxsize=65_536)
def _find_sides(clause: str) -> frozenset[tuple[str, str]]:
    """The sides that a clause names, the longest phrase first: "union president" is no president."""
    words = fold(clause).split()
    phrases = _read_phrases()
    found: set[tuple[str, str]] = set()
    place = 0
    while place < len(words):
        lengths = range(min(_LONGEST, len(words) - place), 0, -1)
        length = next((length for length in lengths if tuple(words[place : place + length]) in phrases), 0)
        if length:
            found.add(phrases[tuple(words[place : place + length])])
        place += length or 1
    return _drop_union_heads(frozenset(found))


def _drop_union_heads(sides: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Who leads a union is on the side of labour only ("chairman of the miners' union")."""
    return sides - {("work", "management")} if ("work", "labour") in sides else sides

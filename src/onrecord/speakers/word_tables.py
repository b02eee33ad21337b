"""The word tables of identity, read from ``words/identity_*.txt``: names of people, bodies and countries, nicknames.

A table of sections holds ``[section: comment]`` lines with words under them; ``#`` begins a comment line.  Each is read
once, at its first use.  The words of the rooms within one article are not kept here.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

_SHORT_ACRONYM = 4  # letters


class Country(NamedTuple):
    """A country as news names it: its names, its adjectives, and its capital and seats of government.

    ``codes``: its own, then that of the country it is part of, if any.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


class KnownBody(NamedTuple):
    """A body of renown: the code of its country ("" where it has none) and its names.

    ``sure`` mean it wherever they stand, ``short`` are acronyms that others may have too, ``open`` others do have.
    """

    country: str
    sure: tuple[str, ...]
    short: tuple[str, ...]
    open: tuple[str, ...]


@cache
def read_sections(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The lines of each section of a table, each line as its words."""
    sections: dict[str, list[tuple[str, ...]]] = {}
    lines: list[tuple[str, ...]] = []
    for line in _read_lines(table):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]").partition(":")[0], [])
        else:
            lines.append(tuple(line.split()))
    return {name: tuple(words) for name, words in sections.items()}


@cache
def read_words(table: str, section: str) -> frozenset[str]:
    """All words of a section of a table."""
    return frozenset(word for line in read_sections(table)[section] for word in line)


@cache
def read_nicknames() -> dict[str, frozenset[int]]:
    """Each given name with the numbers of the groups it stands in; names that share a group can mean one person."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_read_lines("nicknames")):
        for name in line.split():
            groups[name] = groups.get(name, frozenset()) | {number}
    return groups


@cache
def read_letters() -> dict[int, str]:
    """What is written for a letter that has no plain Latin base, ready for ``str.translate``."""
    return {ord(line[0]): line[1:].strip() for line in _read_lines("letters")}


@cache
def read_weights(section: str) -> dict[str, float]:
    """What each reason on two speakers of a section ("people", "bodies") adds to the log-odds of their being one."""
    return {" ".join(words[1:]): float(words[0]) for words in read_sections("weights")[section]}


@cache
def read_spellings() -> dict[str, str]:
    """Each word of bodies that has another spelling, short form or translation, with the one that stands for all."""
    return read_forms("same word")


@cache
def read_forms(section: str) -> dict[str, str]:
    """Each word of a section of bodies with the first of its line, which stands for it."""
    return {word: line[0] for line in read_sections("bodies")[section] for word in line[1:]}


@cache
def read_bodies() -> tuple[KnownBody, ...]:
    """All bodies of renown."""
    known = read_words("bodies", "known initials")
    bodies = []
    for line in _read_lines("renown"):
        country, _, listed = line.rpartition("|")
        names = tuple(name.strip() for name in listed.split(";"))
        plain = tuple(name for name in names if not name.startswith("?"))
        short = tuple(name for name in plain if _is_acronym(name) and name.casefold() not in known)
        sure = tuple(name for name in plain if name not in short)
        bodies.append(KnownBody(country.strip(), sure, short, tuple(name[1:] for name in names if name not in plain)))
    return tuple(bodies)


def _is_acronym(name: str) -> bool:
    """Whether a name is nothing but up to four capitals or digits."""
    return len(name) <= _SHORT_ACRONYM and name.isupper()


@cache
def read_countries() -> tuple[Country, ...]:
    """All countries of the table."""
    countries = []
    for line in _read_lines("countries"):
        code, *fields = (field.strip() for field in line.split(";"))
        names, adjectives, seats = (
            tuple(word for part in field.split(",") if (word := part.strip())) for field in (*fields, "", "")[:3]
        )
        countries.append(Country(tuple(code.split("<")), names, adjectives, seats))
    return tuple(countries)


def _read_lines(table: str) -> list[str]:
    """The lines of a table that are neither empty nor a comment."""
    text = (resources.files(__package__) / "words" / f"identity_{table}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]

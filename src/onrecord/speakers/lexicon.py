"""The word lists of ``words/``: nouns for those who speak, first names, places that stand for governments, bodies.

Loaded once, when the first article needs them.  The lists are English but for the names; how they are written stands
at the top of each.  What a word means in its place is decided in ``phrases`` and ``names``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import SpeakerKind
from onrecord.speakers.word_tables import read_bodies, read_countries

if TYPE_CHECKING:
    from collections.abc import Iterable


class Gender(StrEnum):
    """Which pronoun a person takes."""

    HE = "he"
    SHE = "she"


class Noun(NamedTuple):
    """What a common noun tells of whom it names."""

    singular: str
    kind: SpeakerKind
    gender: Gender | None
    is_plural: bool
    is_office: bool  # a role that is stated as a title: minister, spokeswoman
    is_hidden: bool  # in the plural, sources that the article does not want to name: officials, critics


class Lexicon(NamedTuple):
    """All lists, each word in the form in which it is looked up."""

    nouns: dict[str, Noun]  # lower case, singular and plural
    honorifics: dict[str, Gender | None]  # lower case, without a point
    ranks: frozenset[str]  # lower case, without a point
    first_names: dict[str, Gender]
    surnames: frozenset[str]  # of people whom news names without a first name
    adjectives: frozenset[str]  # of countries
    demonyms: frozenset[str]  # people by where they come from
    collectives: frozenset[str]  # plural proper nouns for many people: peoples, faiths, members of parties
    movements: frozenset[str]  # of these, members of parties and movements that ordinary words name as well
    partisans: frozenset[str]  # members of parties in the singular
    places: frozenset[str]
    body_words: frozenset[str]  # words that a name of a body holds
    body_ends: frozenset[str]  # words that a name of a body of several words ends with
    body_starts: frozenset[str]  # words that a name of several words begins with, and no person's
    bodies: frozenset[str]
    renowned: frozenset[str]  # whole names of bodies, those of renown with them, that name nobody else
    media: frozenset[str]  # words that a name of an outlet or an agency holds
    generals: dict[str, frozenset[str]]  # what else somebody with a trade is called: a senator is a lawmaker

    def is_office(self, word: str) -> bool:
        """Whether a word in lower case is a noun for who holds an office."""
        noun = self.find(word)
        return noun is not None and noun.is_office

    def find(self, word: str) -> Noun | None:
        """The noun that a word in lower case is, also with "co-" before it or "-elect" behind it."""
        noun = self.nouns.get(word)
        if noun is None and "-" in word and (bare := _JOINT.sub("", word)) != word:
            noun = self.nouns.get(bare)
            noun = noun and noun._replace(singular=word)
        return noun


_JOINT = re.compile(r"\A(?:co|vice|ex|under|arch)-|-(?:elect|designate)\Z")


class _Section(NamedTuple):
    kind: SpeakerKind
    gender: Gender | None = None
    is_office: bool = False


_SECTIONS = {
    "office": _Section(SpeakerKind.PERSON, is_office=True),
    "he office": _Section(SpeakerKind.PERSON, Gender.HE, is_office=True),
    "she office": _Section(SpeakerKind.PERSON, Gender.SHE, is_office=True),
    "person": _Section(SpeakerKind.PERSON),
    "he": _Section(SpeakerKind.PERSON, Gender.HE),
    "she": _Section(SpeakerKind.PERSON, Gender.SHE),
    "group": _Section(SpeakerKind.GROUP),
    "organization": _Section(SpeakerKind.ORGANIZATION),
    "document": _Section(SpeakerKind.DOCUMENT),
}
_LEAST_RENOWNED = 5  # letters of a name of one word
_HEADING = re.compile(r"\[([^]:]+)(?::[^]]*)?\]")


@cache
def read_lexicon() -> Lexicon:
    """Read all lists of ``words/``."""
    nouns, names = _read_sections("nouns.txt"), _read_sections("first_names.txt")
    places, bodies = _read_sections("places.txt"), _read_sections("organizations.txt")
    honorifics: dict[str, Gender | None] = dict.fromkeys(nouns["honorific"])
    for gender in Gender:
        honorifics |= dict.fromkeys(nouns[f"{gender} honorific"], gender)
    demonyms = _build_demonyms(names["demonym"])
    return Lexicon(
        nouns=_build_nouns(nouns),
        honorifics=honorifics,
        ranks=frozenset(nouns["rank"]),
        first_names={name: gender for gender in Gender for name in names[gender]},
        surnames=frozenset(names["surname"]),
        adjectives=frozenset(each for country in read_countries() for each in country.adjectives),
        demonyms=demonyms,
        collectives=_find_collectives(demonyms, (*names["faith"], *names["partisan"], *names["movement"])),
        partisans=frozenset((*names["partisan"], *names["movement"])),
        movements=frozenset(make_plural(each) for each in names["movement"]),
        places=frozenset(place for section in places.values() for place in section),
        body_words=frozenset(bodies["word"]),
        body_ends=frozenset(bodies["end"]),
        body_starts=frozenset(bodies["start"]),
        bodies=frozenset(bodies["name"]),
        renowned=frozenset(bodies["name"]) | _find_renowned(names, places),
        media=frozenset(bodies["media"]),
        generals=_read_generals(),
    )


def _find_renowned(*of_others: dict[str, list[str]]) -> frozenset[str]:
    """Give the names of bodies of renown: those of several words, and single ones that are in no list of others."""
    others = {name for sections in of_others for section in sections.values() for name in section}
    named = (name for body in read_bodies() for name in body.sure)
    return frozenset(name for name in named if " " in name or (len(name) >= _LEAST_RENOWNED and name not in others))


def _read_generals() -> dict[str, frozenset[str]]:
    """Read the lines of ``trades.txt``, a general noun and its special ones, the other way round."""
    generals: dict[str, set[str]] = defaultdict(set)
    text = files("onrecord.speakers").joinpath("words", "trades.txt").read_text("utf-8")
    for general, _, specials in (line.partition(":") for line in text.splitlines() if not line.startswith("#")):
        for special in specials.split():
            generals[special].add(general)
    return {special: frozenset(found) for special, found in generals.items()}


def _read_sections(name: str) -> dict[str, list[str]]:
    """Read the words of a list by their headings; ``~`` stands for a space in a word."""
    sections: dict[str, list[str]] = defaultdict(list)
    heading = ""
    text = files("onrecord.speakers").joinpath("words", name).read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        found = _HEADING.fullmatch(line.strip())
        if found is not None:
            heading = found[1]
        else:
            sections[heading] += [word.replace("~", " ") for word in line.split()]
    return sections


def _build_demonyms(listed: Iterable[str]) -> frozenset[str]:
    """Add to the listed ones the adjectives of countries in *-an*, *-i* and *-ese*, which name people as well."""
    adjectives = (each for country in read_countries() for each in country.adjectives)
    singular = {*listed, *(each for each in adjectives if each.endswith(("an", "i", "ese")))}
    return frozenset(singular | {f"{each}s" for each in singular if not each.endswith(("ese", "s"))})


def _find_collectives(demonyms: Iterable[str], listed: Iterable[str]) -> frozenset[str]:
    """Give the plurals: of peoples those in *-s*, of the listed singulars the regular ones."""
    peoples = {each for each in demonyms if each.endswith("s") and not each.endswith("ss") and each[:-1] in demonyms}
    return frozenset(peoples | {make_plural(each) for each in listed})


def _build_nouns(sections: dict[str, list[str]]) -> dict[str, Noun]:
    """Give each noun with its plural; the first section that holds a word decides."""
    hidden = frozenset(sections["anonymous"])
    nouns: dict[str, Noun] = {}
    for heading, (kind, gender, is_office) in _SECTIONS.items():
        for entry in sections[heading]:
            singular, _, irregular = entry.partition("=")
            noun = Noun(singular, kind, gender, is_plural=False, is_office=is_office, is_hidden=singular in hidden)
            nouns.setdefault(singular, noun)
            nouns.setdefault(irregular or make_plural(singular), noun._replace(is_plural=True))
    return nouns


def make_plural(singular: str) -> str:
    """Give the regular English plural.

    >>> make_plural("witness"), make_plural("deputy"), make_plural("survey"), make_plural("judge")
    ('witnesses', 'deputies', 'surveys', 'judges')
    """
    if singular.endswith("y") and singular[-2:-1] not in "aeiou":
        return f"{singular[:-1]}ies"
    return f"{singular}es" if singular.endswith(("s", "x", "z", "ch", "sh")) else f"{singular}s"

"""Bodies of renown: which one a name means, by the table ``words/identity_renown.txt``.

A name is *sure* where it means one body wherever it stands ("FSB"), *open* where it can mean another too ("the Met",
"CSIS").  Two sure names of two entries are two bodies.  A country beside a name must be the body's own: "Russia's FSB"
is the FSB, "Ukraine's FSB" is not.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.speakers.countries import find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.word_tables import read_bodies, read_countries, read_sections, read_spellings, read_words

_LONGEST = 9  # words in the longest name that is looked for in a text
_NOBODY: frozenset[int] = frozenset()


class Renown(NamedTuple):
    """The numbers of the bodies that a name can mean, and whether it means one wherever it stands.

    ``is_short``: it is an acronym that only one body of the table has, but others may have.
    """

    bodies: frozenset[int]
    is_sure: bool
    is_short: bool = False


_UNKNOWN = Renown(_NOBODY, is_sure=False)


@lru_cache(maxsize=65_536)
def find_renown(name: str, countries: frozenset[str] = frozenset()) -> Renown:
    """Which bodies of renown a name can mean, said to be of these countries (codes).

    None where the table has it not, or with another country.
    """
    words = _read_words(name)
    found = _read_index().get(words) or _read_index().get(_strip_form(words))
    if found is not None:
        return found if found.is_sure else _narrow(found, countries)
    split = find_countries(name)
    found = _read_index().get(_strip_form(_spell(split.rest))) if split.codes and split.rest else None
    if found is None:
        return _UNKNOWN
    own = frozenset(number for number in found.bodies if read_bodies()[number].country in split.codes)
    return Renown(own, is_sure=len(own) == 1)


def _narrow(found: Renown, countries: frozenset[str]) -> Renown:
    """Of the bodies that a name can mean the one of these countries, if it is one."""
    own = frozenset(number for number in found.bodies if read_bodies()[number].country in countries)
    return Renown(own, is_sure=True) if len(own) == 1 else found


def find_names_of_renown(name: str) -> tuple[str, ...]:
    """All sure names of the body that a sure name means."""
    found = find_renown(name)
    return tuple(other for number in found.bodies for other in read_bodies()[number].sure) if found.is_sure else ()


@lru_cache(maxsize=65_536)
def mark_bodies(text: str) -> str:
    """A text with every sure name of a body of renown put as its country and a word of its own ("Russian Body0042").

    A single word counts only with a capital, and a seat that stands for a government stays as it is.
    """
    words = text.split()
    marked: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            mark = _find_mark(" ".join(words[place : place + length]))
            if mark:
                marked.append(mark)
                place += length
                break
        else:
            marked.append(words[place])
            place += 1
    return " ".join(marked)


@lru_cache(maxsize=65_536)
def _find_mark(phrase: str) -> str:
    """What stands for a phrase that is a sure name, "" where it is none."""
    if not phrase[0].isupper():
        return ""
    bare = phrase.rstrip(".,;:)")
    words = _read_words(bare)
    found = _read_index().get(words)
    if found is None or not (found.is_sure or found.is_short) or _read_told_elsewhere().issuperset(words):
        return ""
    if not find_countries(bare).rest:
        return ""
    (number,) = found.bodies
    country = _read_country_names().get(read_bodies()[number].country, "") if found.is_sure else ""
    return f"{country} Body{number:04}{phrase[len(bare) :]}".strip()


@lru_cache(maxsize=4_096)
def find_words_of(mark: str) -> frozenset[str]:
    """The words of the names of the body that a folded mark ("body0042") stands for; none for other words."""
    number = mark.removeprefix("body")
    if number == mark or not number.isdigit():
        return frozenset()
    body = read_bodies()[int(number)]
    names = (find_countries(name).rest for name in (*body.sure, *body.short, *body.open))
    idle = read_words("bodies", "connective") | read_words("names", "idle")
    return frozenset(word for words in names for word in _spell(words)) - idle


@cache
def _read_country_names() -> dict[str, str]:
    """What stands for each country: its adjective, as names can hold words of other meaning ("United")."""
    return {country.codes[0]: (*country.adjectives, *country.names)[0] for country in read_countries()}


@cache
def _read_told_elsewhere() -> frozenset[str]:
    """Words that tell a field of work or an office: a name made of them alone is read for these ("House", "Duma")."""
    fields = frozenset().union(*(read_words("fields", field) for field in read_sections("fields")))
    roles = (
        fold(phrase.replace("~", " ")) for lines in read_sections("roles").values() for line in lines for phrase in line
    )
    return fields.union(*(phrase.split() for phrase in roles))


@cache
def _read_index() -> dict[tuple[str, ...], Renown]:
    """Every name as words in one spelling, with the bodies it can mean."""
    index: dict[tuple[str, ...], Renown] = {}
    for number, body in enumerate(read_bodies()):
        names = dict.fromkeys(body.open) | dict.fromkeys(body.short, "short") | dict.fromkeys(body.sure, "sure")
        for words, how in {_read_words(name): how for name, how in names.items()}.items():
            others = index.get(words, _UNKNOWN).bodies
            index[words] = Renown(
                others | {number}, is_sure=how == "sure" and not others, is_short=how == "short" and not others
            )
    return index


@lru_cache(maxsize=65_536)
def _read_words(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, without its article."""
    plain = fold(name).replace("co operation", "cooperation").replace("united nations", "un")
    return _spell(tuple(plain.removeprefix("the ").split()))


def _spell(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(read_spellings().get(word, word) for word in words)


def _strip_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without legal forms and connectives at the end, and without "ruling" in front."""
    end = len(words)
    idle = read_words("bodies", "legal form") | read_words("bodies", "connective")
    while end > 1 and words[end - 1] in idle:
        end -= 1
    start = 1 if end > 1 and words[0] in read_words("bodies", "dropped") else 0
    return words[start:end]

"""Other names of a speaker that its titles state: "now Hannah Brooks-Tate", "known as DJ Marrow", "ONPF, of France"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.countries import find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.renown import find_names_of_renown
from onrecord.speakers.word_tables import read_words

if TYPE_CHECKING:
    from onrecord.domain import Profile

# Words that begin with a capital, a digit or @, with the small words that may stand between them.
_NAME = re.compile(r"[A-Z@\d][\w@.’'-]{0,40}(?: (?:(?:of|the|and|de|van|von|bin|al) ){0,2}[A-Z\d][\w.’'-]{0,40}){0,7}")
_WORD = re.compile(r"[\w@]+")
_INITIALS = re.compile(
    r"(?<!\bof )(?<!\bfor )(?<!\bat )(?<!\bby )(?<!\bof the )(?<!\bfor the )(?<!\bby the )\b[A-Z]{3,7}\b(?! [a-z])"
)
# A body's other name by what is said around it: "Acme until 2018", "the name that Acme took", "the former Acme".
_OTHER_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_NAME.pattern})(?= (?:until|till|before|up to|from) (?:19|20)\d\d\b)",
        rf"\bname (?:that |which )?(?P<name>{_NAME.pattern}) (?:took|takes|adopted|adopts|uses|used|bears|bore)\b",
        rf"^(?:[Tt]he )?(?P<name>{_NAME.pattern}), (?:by|in|under) its \w+ name\b",
        rf"^(?:[Tt]he )?(?:[Ff]ormer|ex-) ?(?P<name>{_NAME.pattern})$",
        rf"\b(?:takes|took|adopted|adopts|taking|adopting|under) the (?:new )?name (?:of )?(?P<name>{_NAME.pattern})",
    )
)
_OF_ANOTHER = frozenset(
    {"part", "of", "by", "for", "at", "with", "in", "within", "under", "to", "into", "from", "unit"}
)
_HANDLES = (["account"], ["handle"], ["name"])
_BIRTH_NAME = re.compile(r"\bn(?:é|e)e\b|\bborn\b", re.IGNORECASE)
_KNOWN_AS = re.compile(
    r"\bas (?:the |an? )?([A-Z][^,;]{1,60}?) (?:is|are|was|were) (?:also |often |better )?(?:known|called)\b"
)
_FEWEST = 2  # letters of initials
_MOST_BETWEEN = 2  # words between "known" or "account" and the name: "as", "of", "the"


def find_names(profile: Profile) -> tuple[str, ...]:
    """The name, the aliases, what the titles state, and the other names of bodies of renown; none twice."""
    stated = find_names_told(profile)
    if profile.kind == SpeakerKind.PERSON:
        return tuple(dict.fromkeys((*profile.names, *stated)))
    known = [other for name in profile.names for other in find_names_of_renown(name)]
    initials = [found for title in profile.titles for found in _INITIALS.findall(title)]
    return tuple(dict.fromkeys((*profile.names, *stated, *initials, *find_spelt(profile), *known)))


def find_names_told(profile: Profile) -> tuple[str, ...]:
    """The other names that the titles of a speaker state; a family name alone comes with the first name."""
    told = []
    for title in profile.titles:
        if profile.kind != SpeakerKind.PERSON:
            told += [found["name"] for pattern in _OTHER_NAME for found in pattern.finditer(title)]
        for name in find_stated(title):
            is_family = profile.kind == SpeakerKind.PERSON and " " not in name and _BIRTH_NAME.search(title)
            told.append(f"{profile.name.split()[0]} {name}" if is_family else name)
    return tuple(told)


def find_spelt(profile: Profile) -> tuple[str, ...]:
    """The titles that are the long form of a body's name in initials."""
    is_body = profile.kind != SpeakerKind.PERSON
    return tuple(title for title in profile.titles if is_body and spells_out(title, profile.name))


def states_name(title: str, profile: Profile) -> bool:
    """Whether a title of a body gives it another name, rather than describe it."""
    return bool(find_stated(title) or _INITIALS.search(title)) or title in find_spelt(profile)


@lru_cache(maxsize=65_536)
def find_stated(title: str) -> tuple[str, ...]:
    """The names that stand right after a word such as *now*, *formerly* or *known as*."""
    stating = read_words("names", "stated")
    found = [match[1] for match in _KNOWN_AS.finditer(title)]
    for match in _NAME.finditer(title):
        before = [fold(word) for word in _WORD.findall(title[: match.start()])[-1 - _MOST_BETWEEN :]]
        is_of_another = before[-1:] and before[-1] in _OF_ANOTHER and before[-2:-1] not in ([], *_HANDLES)
        if stating.intersection(before) and not is_of_another:
            found.append(match[0].rstrip(".’'-"))
    return tuple(found)


def spells_out(title: str, name: str) -> bool:
    """Whether a title is the long form of a name that is written as initials, its country aside."""
    letters = fold(name).replace(" ", "")
    if not name.isupper() or len(letters) < _FEWEST:
        return False
    whole = fold(title).split()
    connective = read_words("bodies", "connective")
    read = (whole, find_countries(title).rest)
    spelt = (*read, *([word for word in words if word not in connective] for words in read))
    return any(letters == "".join(word[0] for word in words) for words in spelt)

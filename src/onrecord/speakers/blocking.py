"""Which speakers are worth comparing: those that share a key, so that not all pairs have to be looked at.

Keys of a person, from each reading of each name: the consonants of the family name with the initial of the first name,
of a middle name and of all names it can stand for (``ktrf/r``); all words of the name, sorted; the first and the family
name with each word of affiliation; the sound of an East Asian name.  A single name meets the full names it is a part
of, initials alone those they may stand for, unless more than ``MAX_BLOCK`` have it.  Keys of a body: each of its words
that is not generic, as consonants; its initials; its countries with its generic words; where all its words are generic,
those of its descriptions too.

Where more than ``MAX_BLOCK`` speakers share a key they are sorted by their folded names, and each is compared with the
``NEIGHBOURS`` next to it, so equal names still meet.  Time and memory grow in proportion to the number of speakers.

A record that grows keeps ``find_keys`` of each speaker with ``find_sort_name`` in a table and looks up ``find_asked``
of a new one there (``newcomers``).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import read_body_name, read_description
from onrecord.speakers.chinese_names import is_east_asian, sound_east_asian
from onrecord.speakers.far_names import read_korean
from onrecord.speakers.name_forms import fold, skeleton
from onrecord.speakers.person_names import FEWEST_LETTERS, PersonName, read_person_name
from onrecord.speakers.renown import find_renown
from onrecord.speakers.roles import read_title
from onrecord.speakers.stated_names import find_names
from onrecord.speakers.transcriptions import hear
from onrecord.speakers.word_tables import read_nicknames, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.domain import Profile

PART = "part:"
_SINGLE = "single:"
# Consonants that romanisations and slips take for one another.
_COARSE = str.maketrans("gbdvzšžjhčq", "kptfssssksk")
MAX_BLOCK = 60
NEIGHBOURS = 10


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``profiles`` worth comparing, each once, the lower place first, in no promised order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in find_keys(profile):
            blocks[key].append(place)
    names = [find_sort_name(profile) for profile in profiles]
    seen: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        for pair in _pair_single(key, blocks) if key.startswith(PART) else _pair(block, names):
            if pair not in seen:
                seen.add(pair)
                yield pair


def find_sort_name(profile: Profile) -> str:
    """The name by which speakers under one key are sorted; equal names stand together."""
    return fold(profile.name)


def _pair_single(key: str, blocks: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Each bearer of a single name with each full name that has it as a part, unless these are many."""
    parts, singles = blocks[key], blocks.get(_SINGLE + key.removeprefix(PART), [])
    if len(parts) <= MAX_BLOCK:
        yield from ((min(one, other), max(one, other)) for one in singles for other in parts if one != other)


def _pair(block: list[int], names: Sequence[str]) -> Iterable[tuple[int, int]]:
    """All pairs of a small block, neighbours by name in a large one."""
    if len(block) <= MAX_BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda place: (names[place], place))
    return (
        (min(one, other), max(one, other))
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 : place + 1 + NEIGHBOURS]
    )


def find_keys(profile: Profile) -> frozenset[str]:
    """The keys of a speaker; of both kinds where nobody knows its kind.

    What an index keeps of it; where to look for its like is ``find_asked``.
    """
    match profile.kind:
        case SpeakerKind.PERSON:
            return frozenset(_find_person_keys(profile))
        case SpeakerKind.UNKNOWN:
            return frozenset(_find_person_keys(profile)) | frozenset(_find_body_keys(profile))
        case _:
            return frozenset(_find_body_keys(profile))


def find_asked(keys: Iterable[str]) -> frozenset[str]:
    """The keys under which the like of a speaker with these keys stands: the same, but a part meets single names only.

    Whoever stands under a key asked for has, asked in turn, a key of the one who asked.
    """
    asked = set()
    for key in keys:
        kind, _, bones = key.partition(":")
        if f"{kind}:" != PART:
            asked.add(key)
        if f"{kind}:" in {PART, _SINGLE}:
            asked.add((_SINGLE if f"{kind}:" == PART else PART) + bones)
    return frozenset(asked)


def _find_person_keys(profile: Profile) -> Iterator[str]:
    affiliations = {word for text in (*profile.titles, *profile.affiliations) for word in read_title(text).words}
    for name in find_names(profile):
        read = read_person_name(name)
        yield from (f"{_SINGLE if read.is_letters else PART}letters {letters}" for letters in _find_letters(read))
        for reading in read.readings:
            yield from _find_name_keys(reading)
            for word in {reading[0], reading[-1]}:
                yield from (f"affiliated:{_reduce(word)}/{affiliation}" for affiliation in affiliations)


def _find_letters(name: PersonName) -> frozenset[str]:
    """The initials by which a name may be called, or which it is."""
    if name.is_letters:
        return frozenset(reading[0] for reading in name.readings)
    return frozenset(letters for letters in name.letters if len(letters) >= FEWEST_LETTERS)


def _find_name_keys(reading: tuple[str, ...]) -> Iterator[str]:
    """The keys of one reading of the name of a person."""
    if len(reading) == 1:
        yield f"{_SINGLE}{_reduce(reading[0])}"
        return
    yield f"person:{_reduce(''.join(sorted(reading)))}"
    inner = reading[1:-1]
    yield from (f"{PART}{_reduce(word)}" for word in (reading[0], *inner, reading[-1]) if len(word) > 1)
    for family in reading[1:]:
        initials = _find_initials(reading[0])
        yield from (f"person:{bones}/{initial}" for bones in _reduce_all(family) for initial in initials)
    for place, middle in enumerate(inner):
        families = {reading[-1], *inner[place + 1 :]}
        yield from (f"person:{_reduce(each)}/{initial}" for each in families for initial in _find_initials(middle))
    if is_east_asian(reading):
        yield "romanised:" + " ".join(sound_east_asian(reading))
        yield from (f"korean:{number} {given}" for number, given in read_korean(reading))


@lru_cache(maxsize=65_536)
def _reduce(word: str) -> str:
    """The consonants of a folded word, those that romanisations or slips take for one another as one."""
    return skeleton(word).translate(_COARSE)


@lru_cache(maxsize=65_536)
def _reduce_all(word: str) -> frozenset[str]:
    """The consonants of a folded word as each language reads it."""
    return frozenset(_reduce(heard) for heard in (word, *hear(word)))


@lru_cache(maxsize=65_536)
def _find_initials(given: str) -> frozenset[str]:
    """The initial of a first name, of its sounds, and of each name it can stand for."""
    groups = _read_group_initials()
    numbers = read_nicknames().get(given, frozenset())
    heard = {given[0], *(bones[0] for bones in _reduce_all(given))}
    return frozenset(heard).union(*(groups[number] for number in numbers))


@cache
def _read_group_initials() -> dict[int, set[str]]:
    """The initials of the names in each group of nicknames."""
    initials: dict[int, set[str]] = defaultdict(set)
    for name, numbers in read_nicknames().items():
        for number in numbers:
            initials[number].add(name[0])
    return initials


def _find_body_keys(profile: Profile) -> Iterator[str]:
    generic = read_words("bodies", "generic") | read_words("bodies", "loose")
    said = read_description((*profile.titles, *profile.affiliations))
    for text in profile.names:
        yield from (f"renown:{number}" for number in find_renown(text).bodies)
    for text in find_names(profile):
        name = read_body_name(text)
        yield from (f"body:{_reduce(word.removesuffix('s'))}" for word in name.words - generic)
        yield from (f"initials:{acronym}" for acronym in name.acronyms | name.initials)
        if name.words <= generic:
            yield from _find_plain_keys(name.words, name.countries | said.countries)
            yield from (f"body:{_reduce(word.removesuffix('s'))}" for word in said.words - generic)
            yield from _find_plain_keys(said.words & generic, name.countries | said.countries)
        if name.lead:
            yield from _find_plain_keys(name.lead, name.countries | said.countries)


def _find_plain_keys(words: frozenset[str], countries: frozenset[str]) -> Iterator[str]:
    """The keys of a body whose words do not tell which it is: these words together, and each with each country."""
    loose = read_words("bodies", "loose")
    joined = " ".join(sorted(words - loose or words))
    if joined:
        yield f"words:{joined}"
    for code in countries:
        yield f"country:{code} {joined}"
        yield from (f"country:{code} {word}" for word in words - loose)

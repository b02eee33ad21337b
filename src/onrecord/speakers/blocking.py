"""Which speakers are worth comparing: those that share a key, so that not all pairs have to be looked at.

Keys of a person, from each reading of each name: the consonants of the family name with the initial of the first name
and of all names it can stand for (``kdrv/a``); all words of the name, sorted; the first and the family name with each
word of affiliation.  A single name meets the full names it is a part of, unless more than ``MAX_BLOCK`` have it.  Keys
of a body: each of its words that is not generic, as consonants; its initials; its countries with its generic words.

Where more than ``MAX_BLOCK`` speakers share a key they are sorted by their folded names, and each is compared with the
``NEIGHBOURS`` next to it, so equal names still meet.  Time and memory grow in proportion to the number of speakers.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import read_body_name
from onrecord.speakers.name_forms import fold, skeleton
from onrecord.speakers.person_names import read_person_name
from onrecord.speakers.roles import read_title
from onrecord.speakers.stated_names import find_names
from onrecord.speakers.word_tables import read_nicknames, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.domain import Profile

_SINGLE, _PART = "single:", "part:"
MAX_BLOCK = 60
NEIGHBOURS = 10


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``profiles`` worth comparing, each once, the lower place first, in no promised order."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in find_keys(profile):
            blocks[key].append(place)
    names = [fold(profile.name) for profile in profiles]
    seen: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        for pair in _pair_single(key, blocks) if key.startswith(_PART) else _pair(block, names):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pair_single(key: str, blocks: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Each bearer of a single name with each full name that has it as a part, unless these are many."""
    parts, singles = blocks[key], blocks.get(_SINGLE + key.removeprefix(_PART), [])
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
    """The keys of a speaker; of both kinds where nobody knows its kind."""
    match profile.kind:
        case SpeakerKind.PERSON:
            return frozenset(_find_person_keys(profile))
        case SpeakerKind.UNKNOWN:
            return frozenset(_find_person_keys(profile)) | frozenset(_find_body_keys(profile))
        case _:
            return frozenset(_find_body_keys(profile))


def _find_person_keys(profile: Profile) -> Iterator[str]:
    affiliations = {word for text in (*profile.titles, *profile.affiliations) for word in read_title(text).words}
    for name in find_names(profile):
        for reading in read_person_name(name).readings:
            yield (
                f"person:{skeleton(''.join(sorted(reading)))}" if len(reading) > 1 else f"single:{skeleton(reading[0])}"
            )
            for word in {reading[0], reading[-1]}:
                yield from (f"affiliated:{skeleton(word)}/{affiliation}" for affiliation in affiliations)
            if len(reading) > 1:
                yield from (f"{_PART}{skeleton(word)}" for word in (reading[0], reading[-1]))
            for family in reading[1:]:
                yield from (f"person:{skeleton(family)}/{initial}" for initial in _find_initials(reading[0]))


@lru_cache(maxsize=65_536)
def _find_initials(given: str) -> frozenset[str]:
    """The initial of a first name, of its sound, and of each name it can stand for."""
    groups = _read_group_initials()
    numbers = read_nicknames().get(given, frozenset())
    return frozenset({given[0], skeleton(given)[0]}).union(*(groups[number] for number in numbers))


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
    for text in find_names(profile):
        name = read_body_name(text)
        yield from (f"body:{skeleton(word)}" for word in name.words - generic)
        yield from (f"initials:{acronym}" for acronym in name.acronyms | name.initials)
        if name.words <= generic:
            words = " ".join(sorted(name.words))
            yield f"words:{words}"
            yield from (f"country:{code} {words}" for code in name.countries)

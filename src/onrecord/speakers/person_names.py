"""How two names of people stand to each other: one name in two spellings, a short form of it, or a contradiction.

A name is read into the words that carry it: honorifics, offices, degrees and particles are left out, "Lee, Ann" is
turned round, a nickname in quotation marks becomes another reading.  Family names stand last; Chinese, Korean and
Vietnamese ones also first.  Where an order is uncertain each reading is compared and the closest counts.

Nothing but the two names is weighed here: whether *John Smith* is John Smith is not for this module to say.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.speakers.chinese_names import are_romanisations, is_east_asian
from onrecord.speakers.far_names import are_far_spellings, are_reordered
from onrecord.speakers.name_forms import fold, similarity, skeleton, sound
from onrecord.speakers.transcriptions import are_transcriptions
from onrecord.speakers.word_tables import read_nicknames, read_sections, read_words

_NICKNAME = re.compile(r"[\"“”«»(]([^\"“”«»()]{2,30})[\"“”«»)]")
_KNOWN_AS = re.compile(r",? (?:(?:better |also |widely )?known as|a\.?k\.?a\.?) (?P<name>[^,]{2,30})$")
# Arabic "servant of", with the article and the name behind it.
_SERVANT = re.compile(r"\babd(?: ?[aeou]l ?| (?:ar|as|ad|an|ur|us) |[aeu](?:r ?(?=r)|s ?(?=s)|n ?(?=n)))(?=\w)")
_ABBREVIATED = re.compile(r"(?<![\w.])([A-Z])[a-z]{1,3}\.(?=\s)")
# Arabic genitives as South Asia writes them: "Fazl-ur-Rehman", "Ziaul Haq".
_GENITIVE = re.compile(
    r"\b(\w{2,}?) ?(?:ur|ul|ud|us) ?"
    r"(?=(?:rahman|rehman|rashid|haq|haque|hakim|hasan|islam|din|deen|mulk|salam|zaman)\b)"
)
_DOUBLE_INITIAL = re.compile(r"\b([A-Z])\.-?[A-Z]\.(?=\s)(?<=-[A-Z]\.)")  # of Jean-Baptiste: "J.-B."
_ABU_BAKR = re.compile(r"\b(?:abou?|abu) ?ba[ck]k?[ae]?r\b|\bboubac?k?ar\b")
# "of the faith" at the end of a name, in one word or apart: "Salah ad-Din", "Salaheddine", "Shams-ud-Din".
_OF_FAITH = re.compile(r"\b(\w{2,}?) ?[aeiou][ld] ?d(?:in|een|ine|yn)\b")
# What South Asia adds to a first name in respect: "Sureshbhai", "Jashodaben".
_POLITE = re.compile(r"(?<=\w{4})(?:bhai|bhen|behn|ben)\Z")
# The Arabic article before the consonant that it takes over ("as-Sayigh", "ar-Rashid"), and first names in letters.
_ASSIMILATED = re.compile(r"\b[ae](sh|th|dh|[srdntz])-(?=\1)", re.IGNORECASE)
FEWEST_LETTERS = 3  # of initials that stand for a whole name ("RFK")
_LETTERS = re.compile(r"[A-Z]{3,4}(?=\s|$)")
_CHILD_OF = frozenset({"bin", "ibn", "bint"})
_FEMININE = re.compile(r"(\w+(?:ov|ev|in|sk|ck))(?:a|aya|aia)|(?!)")
_MASCULINE = re.compile(r"(?<=[sc]k)(?:y|i|yy|iy|yi|ii)\Z")
_GENERATIONS = {"junior": "jr", "senior": "sr"}
_SAME_SOUND = 0.95
_FIRST_AND_LAST = 2
_FIRST_HALVES = frozenset({"maria", "jose", "juan", "ana", "luis", "joao", "jean", "marie", "mary", "anna", "carlos"})
_MOST_GIVEN = 3  # words; more after a comma are no first names
# Particles that are also given names: at the start of a name, before a blank, they may be either.
_GIVEN_PARTICLES = frozenset({"al", "ben", "van", "mac", "le", "del", "dos"})


class NameRelation(StrEnum):
    """How one name stands to another, from closest to farthest."""

    FULL_MIDDLE = "the same full name with the same middle name or initial"
    FULL = "the same full name"
    FULL_VARIANT = "the same full name, spelt otherwise"
    ROMANISED = "the same full name in another romanisation of Chinese or Korean"
    EXTENDED = "the same name, with a further family name"
    REORDERED = "the same words in another order"
    NICKNAME = "the same family name, a short form of the first name"
    MIDDLE_USED = "the same family name, known by a middle name"
    CLOSE = "nearly the same full name"
    INITIAL = "the same family name and initial"
    SINGLE = "the same single name"
    LETTERS = "a name and its initials"
    SURNAME = "the same family name, no first name on one side"
    GIVEN = "the same first name, no family name on one side"
    FAR = "nearly the same full name, spelt far otherwise"
    WESTERN = "the same East Asian family name, a Western first name on one side"
    MARRIED = "the same first name, another family name"
    CONTRADICTION = "the same family name, another first name, middle name or generation"
    NONE = "other names"


class NameMatch(NamedTuple):
    """A relation, and how common the shared name is: 0 rare, 0.5 its family name common, 1 its first name too."""

    relation: NameRelation
    commonness: float


class PersonName(NamedTuple):
    """A name of a person.

    ``readings``: each its carrying words, the family name last; ``generation`` (jr, iii); ``title``: what stood before
    the name or after *of*, folded ("lt col", "metropolitan orel"); ``fathers``: the words after *bin* and *bint*, which
    name the father; ``letters``: its initials, particles counted or not; ``is_letters``: it is nothing but initials.
    """

    readings: tuple[tuple[str, ...], ...]
    generation: str | None
    title: str
    fathers: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    is_letters: bool = False


@lru_cache(maxsize=65_536)
def read_person_name(text: str) -> PersonName:
    """Read a name as it stands in a text; no readings where nothing of it is a name."""
    text = _KNOWN_AS.sub(r" (\g<name>)", text)
    nicknames = [_split(found) for found in _NICKNAME.findall(text)]
    text = _DOUBLE_INITIAL.sub(r"\1.", text)
    plain = _ASSIMILATED.sub("al-", _ABBREVIATED.sub(_shorten, _NICKNAME.sub(" ", text)))
    words, appended = _turn_round(_join_first_names(plain))
    fathers = frozenset(father for child, father in pairwise(words) if child in _CHILD_OF)
    words, generation = _strip_end(words)
    start = _find_start(words)
    title = [*words[:start], *appended[:-1]]
    words = words[start:]
    if "of" in words[1:]:
        place = words.index("of", 1)
        title, words = [*title, *words[place + 1 :]], words[:place]
    readings = _find_readings(words, is_hyphened="-" in text.strip().split(" ")[0])
    joined = "".join(fold(plain.split()[-1]).split()) if plain.split() else ""
    is_double = len(words) > _FIRST_AND_LAST and words[0] not in read_words("names", "family first")
    if is_double and "-" in plain.split()[-1] and joined[-_MOST_GIVEN:] == words[-1][-_MOST_GIVEN:]:
        readings.append((*words[:1], joined))
    if appended:
        readings += _find_readings(appended[_find_start(appended) :], is_hyphened=False)
    for nickname in nicknames:
        readings.append(tuple(nickname) if len(nickname) > 1 else (*nickname, *words[1:][-1:]))
        if len(nickname) == 1 and words[:1] and words[0] in read_words("names", "family first"):
            readings.append((*nickname, words[0]))
    found = tuple(dict.fromkeys(filter(None, readings)))
    letters = frozenset("".join(word[0] for word in each) for each in (words, *found) if len(each) >= FEWEST_LETTERS)
    is_letters = len(words) == 1 and _LETTERS.match(plain) is not None
    return PersonName(found, generation, " ".join(title), fathers, letters, is_letters)


def _shorten(match: re.Match[str]) -> str:
    """The initial of a first name that is cut short by a full point ("Ph.", "Chr."), which is no title."""
    word = fold(match[0])
    is_other = any(word in read_words("names", section) for section in ("office", "honorific", "particle", "suffix"))
    return match[0] if is_other or word in read_nicknames() else match[1]


def _join_first_names(text: str) -> str:
    """Join what a hyphen joins, but for family names, titles and particles: Jean-Pierre is not Jean."""
    apart = read_words("names", "office") | read_words("names", "honorific") | read_words("names", "particle")
    words = text.split()
    joined = [word if apart.intersection(fold(word).split()) else word.replace("-", "") for word in words[:-1]]
    return " ".join((*joined, *words[-1:]))


def _turn_round(text: str) -> tuple[list[str], list[str]]:
    """The folded words of a name with those before a comma moved to the end, and a title with a name after a comma."""
    family, _, given = text.partition(",")
    after = _split(given)
    ends = read_words("names", "suffix") | read_words("names", "degree")
    if not after or after[0] in ends or len(after) > _MOST_GIVEN:
        return _split(family) + [word for word in after if word in ends], []
    if after[0] in read_words("names", "office") | read_words("names", "honorific"):
        return _split(family), after
    return [*after, *_split(family)], []


def _split(text: str) -> list[str]:
    """Folded words; "J.R." is two, an initial each, "Abd al-Karim" and "Abdul Karim" are one."""
    plain = _OF_FAITH.sub(r"\1eddin", _SERVANT.sub("abdal", fold(text.replace(".", ". "))))
    return _GENITIVE.sub(r"\1 ", _ABU_BAKR.sub("abubakar", plain)).split()


def _strip_end(words: list[str]) -> tuple[list[str], str | None]:
    """Take off degrees and the generation."""
    generation = None
    end = len(words)
    while end > 1:
        if words[end - 1] in read_words("names", "suffix"):
            generation = _GENERATIONS.get(words[end - 1], words[end - 1])
        elif words[end - 1] not in read_words("names", "degree"):
            break
        end -= 1
    return words[:end], generation


def _find_start(words: list[str]) -> int:
    """The place after the last office that has a name behind it, and after honorifics."""
    offices = read_words("names", "office")
    start = max((place for place, word in enumerate(words[:-1]) if word in offices), default=-1) + 1
    while start < len(words) - 1 and words[start] in read_words("names", "honorific"):
        start += 1
    return start


def _find_readings(words: list[str], *, is_hyphened: bool) -> list[tuple[str, ...]]:
    """The orders in which a name may be meant, its particles left out or joined to the family name, which is last."""
    if not words:
        return []
    particles = read_words("names", "particle")
    core = (words[0], *(word for word in words[1:-1] if word not in particles), *words[1:][-1:])
    readings = [core]
    if len(core) > 1 and words[0] in particles:
        bare = core[1:]
        readings = [core, bare] if words[0] in _GIVEN_PARTICLES and not is_hyphened else [bare]
    joined = len(words) - 1
    while joined > 1 and words[joined - 1] in particles:
        joined -= 1
    if joined < len(words) - 1:
        readings.append((*(word for word in words[:joined] if word not in particles), "".join(words[joined:])))
    family_first = read_words("names", "family first")
    if len(core) in {2, 3} and core[0] in family_first and len(words[0]) > 1:
        readings.append((*core[1:], core[0]))
    return readings


def compare_people(left: str, right: str) -> NameMatch:
    """How two names of people, as they stand in texts, relate: the closest of their readings."""
    one, other = read_person_name(left), read_person_name(right)
    pairs = [(first, second) for first in one.readings for second in other.readings]
    if not pairs:
        return NameMatch(NameRelation.NONE, 0.0)
    related = [(_relate_as_children(first, second, one, other), first) for first, second in pairs]
    relation, first = min(related, key=lambda found: _ORDER.index(found[0]))
    if relation == NameRelation.MARRIED and NameRelation.CONTRADICTION in {found for found, _ in related}:
        relation = NameRelation.CONTRADICTION  # the first words agree, but are a family name in another reading
    relation = min(relation, _relate_far(one, other), key=_ORDER.index)
    if relation in _CAN_BE_ONE and one.generation and other.generation and one.generation != other.generation:
        relation = NameRelation.CONTRADICTION
    return NameMatch(relation, find_commonness(first))


def _relate_far(one: PersonName, other: PersonName) -> NameRelation:
    """The relation of two names whose words are compared in any order, or as initials of the other."""
    for letters, name in ((one, other), (other, one)):
        if letters.is_letters and len(name.readings[0]) > 1 and letters.readings[0][0] in name.letters:
            return NameRelation.LETTERS
    first, second = one.readings[0], other.readings[0]
    is_child = one.fathers & {*second[:1]} or other.fathers & {*first[:1]}
    return NameRelation.REORDERED if are_reordered(first, second) and not is_child else NameRelation.NONE


def _relate_as_children(
    left: tuple[str, ...], right: tuple[str, ...], one: PersonName, other: PersonName
) -> NameRelation:
    """The relation of two readings; nobody goes by the name of their father."""
    relation = _relate(left, right)
    if relation == NameRelation.MIDDLE_USED and (left[0] in other.fathers or right[0] in one.fathers):
        return NameRelation.CONTRADICTION
    single = left if len(left) == 1 else right
    if len(left) != len(right) and len(single) == 1 and single[0] in one.fathers | other.fathers:
        return NameRelation.NONE
    return relation


_ORDER = tuple(NameRelation)
_CAN_BE_ONE = frozenset(_ORDER[: _ORDER.index(NameRelation.CONTRADICTION)])


def find_commonness(words: tuple[str, ...]) -> float:
    """How little a name tells people apart: 0 rare, 0.5 with a common family name, 1 with a common first name too.

    A further name between first and last that is not common makes it rare.
    """
    families, given = read_words("names", "common family"), read_words("names", "common given")
    ends = [words[-1], words[-1].removesuffix("a")] + [word for word in words[:1] if word not in given]
    if families.isdisjoint(ends) or any(len(word) > 1 and word not in families | given for word in words[1:-1]):
        return 0.0
    return 1.0 if len(words) == 1 or words[0] in given or len(words[0]) == 1 else 0.5


def _relate(left: tuple[str, ...], right: tuple[str, ...]) -> NameRelation:
    """The relation of two readings."""
    if len(left) == 1 or len(right) == 1:
        return _relate_short(left, right)
    if "".join(left) == "".join(right):
        return NameRelation.FULL if min(len(left), len(right)) <= _FIRST_AND_LAST else NameRelation.FULL_MIDDLE
    if are_romanisations(left, right):
        return NameRelation.ROMANISED
    if sound("".join(left)) == sound("".join(right)):
        return NameRelation.FULL_VARIANT
    if _is_feminine(left[-1], right[-1]) or _is_feminine(right[-1], left[-1]):
        return NameRelation.CONTRADICTION
    family = _likeness(left[-1], right[-1])
    if family:
        return _relate_given(left, right, family=family)
    shorter, longer = sorted((left, right), key=len)
    if _is_within(shorter, longer) or _is_compound(shorter, longer):
        return NameRelation.EXTENDED
    if len(left) == len(right) and _turns_into(left, right):
        return NameRelation.FULL_VARIANT
    if not is_east_asian(left, right) and are_far_spellings(left, right):
        return NameRelation.FAR
    is_given = similarity(left[0], right[0]) >= _SAME_SOUND and len(left[0]) > 1
    return NameRelation.MARRIED if is_given else NameRelation.NONE


def _turns_into(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one name is the other with its family name in front."""
    turned = (right[1:] + right[:1], right[-1:] + right[:-1])
    return any(all(similarity(*words) >= _SAME_SOUND for words in zip(left, each, strict=True)) for each in turned)


def _is_feminine(family: str, other: str) -> bool:
    """Whether a family name is the form of women of another, by Slavic endings ("Petrova", "Zelenska", "Nováková")."""
    return _FEMININE.fullmatch(family) is not None and sound(_FEMININE.sub(r"\1", family)) == sound(
        _MASCULINE.sub("", other)
    )


def _likeness(left: str, right: str) -> float:
    """Similarity, raised to the same sound for spellings of one listed name and for transcriptions."""
    alike = similarity(left, right)
    if alike >= _SAME_SOUND:
        return alike
    is_spelling = (alike or skeleton(left) == skeleton(right)) and _share_group(left, right)
    is_spelling = is_spelling or (left in _read_families() and _read_families()[left] == _read_families().get(right))
    return _SAME_SOUND if is_spelling or are_transcriptions(left, right) else alike


@cache
def _read_families() -> dict[str, int]:
    """Each family name that has a longer form or another spelling, with the number of the name."""
    return {name: number for number, line in enumerate(read_sections("names")["one family"]) for name in line}


def _share_group(left: str, right: str) -> bool:
    """Whether two first names, in any spelling, can mean one person by the list of nicknames."""
    return not _find_groups(left).isdisjoint(_find_groups(right))


@lru_cache(maxsize=65_536)
def _find_groups(given: str) -> frozenset[int]:
    """The groups of nicknames of a first name, or of names that sound like it."""
    return read_nicknames().get(given, frozenset()) | _read_groups_by_sound().get(sound(given), frozenset())


@cache
def _read_groups_by_sound() -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for name, numbers in read_nicknames().items():
        heard = sound(name)
        groups[heard] = groups.get(heard, frozenset()) | numbers
    return groups


def _relate_short(left: tuple[str, ...], right: tuple[str, ...]) -> NameRelation:
    """The relation where one side at least is a single word."""
    single, name = sorted((left, right), key=len)
    if len(name) == 1:
        if _likeness(single[0], name[0]) >= _SAME_SOUND:
            return NameRelation.SINGLE
        return NameRelation.GIVEN if _share_group(single[0], name[0]) else NameRelation.NONE
    if sound(single[0]) == sound("".join(name)):
        return NameRelation.FULL_VARIANT
    if _likeness(single[0], name[-1]) >= _SAME_SOUND:
        return NameRelation.SURNAME
    if _relate_words(single[0], name[0]) == "same":
        return NameRelation.GIVEN
    inner = [word for word in name[1:-1] if len(word) > _MOST_GIVEN and similarity(single[0], word) >= _SAME_SOUND]
    if not inner:
        return NameRelation.NONE
    return NameRelation.GIVEN if inner[0] in read_words("names", "common given") else NameRelation.SURNAME


def _relate_given(left: tuple[str, ...], right: tuple[str, ...], *, family: float) -> NameRelation:
    """The relation of two full names whose family names are alike."""
    given = _relate_words(left[0], right[0])
    if given == "other":
        joined = _likeness("".join(left[:-1]), "".join(right[:-1]))
        if joined >= _SAME_SOUND:
            given = "same"
        elif _knows_by_middle(left, right) and not is_east_asian(left, right):
            return NameRelation.MIDDLE_USED if family >= _SAME_SOUND else NameRelation.NONE
        else:
            return _relate_other_given(left, right)
    middle = _relate_middles(left[1:-1], right[1:-1])
    if middle == "other":
        return NameRelation.CONTRADICTION
    if family < _SAME_SOUND:
        return NameRelation.CLOSE if given in {"same", "alike"} else NameRelation.CONTRADICTION
    if given == "initial":
        return NameRelation.INITIAL
    if given == "nickname":
        return NameRelation.NICKNAME
    if given == "alike":
        return NameRelation.CLOSE
    if middle in {"same", "initial"}:
        return NameRelation.FULL_MIDDLE
    return NameRelation.FULL if left[0] == right[0] and family == 1.0 else NameRelation.FULL_VARIANT


def _relate_other_given(left: tuple[str, ...], right: tuple[str, ...]) -> NameRelation:
    """The relation of two names with one family name and first names that no rule brings together."""
    if not is_east_asian(left, right):
        is_far = are_far_spellings(left, right) and not _is_of_other_sex(left[0], right[0])
        return NameRelation.FAR if is_far else NameRelation.CONTRADICTION
    is_western = [given in read_nicknames() for given in (left[0], right[0])]
    return NameRelation.WESTERN if is_western[0] != is_western[1] else NameRelation.CONTRADICTION


def _relate_words(left: str, right: str) -> str:
    """How two given names relate: same, alike, nickname, initial or other."""
    if len(left) == 1 or len(right) == 1:
        return "initial" if left[0] == right[0] else "other"
    alike = _likeness(left, right)
    if alike >= _SAME_SOUND:
        return "same"
    if _share_group(left, right):
        return "nickname"
    if (bare := _POLITE.sub("", left)) != left or _POLITE.sub("", right) != right:
        return _relate_words(bare, _POLITE.sub("", right))
    return "alike" if alike and not _is_of_other_sex(left, right) else "other"


def _is_of_other_sex(left: str, right: str) -> bool:
    """Whether a first name is the other with the ending of women ("Viktor", "Viktoria"; "Mario", "Maria")."""
    one, other = sound(left), sound(right)
    is_turned = left[:-1] == right[:-1] and {left[-1], right[-1]} in ({"o", "a"}, {"e", "a"})
    return is_turned or _is_of_woman(one, other) or _is_of_woman(other, one)


def _is_of_woman(given: str, other: str) -> bool:
    """Whether the sound of a first name is that of another with an ending of women ("Aleksander", "Aleksandra")."""
    stems = {other, other[:-2] + "r"} if other.endswith("er") else {other}
    return given in {stem + ending for stem in stems for ending in ("a", "ia", "ina", "ka", "ya", "ette")}


def _relate_middles(left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    """How middle names relate, None where one side has none."""
    if not left or not right:
        return None
    relation = _relate_words(left[0], right[0])
    if relation == "other" and any(_relate_words(one, other) != "other" for one in left for other in right):
        return "initial" if max(map(len, (*left, *right))) > 1 else "other"
    return relation


def _knows_by_middle(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one side's first name is the other's middle name."""
    return any(
        _relate_words(first, middle) in {"same", "nickname"}
        for first, middles in ((left[0], right[1:-1]), (right[0], left[1:-1]))
        for middle in middles
    )


def _is_within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the first words agree and the rest of the shorter name follows in the longer in its order."""
    if len(shorter) == len(longer) or _relate_words(shorter[0], longer[0]) not in {"same", "nickname"}:
        return False
    rest = iter(longer[1:])
    return all(any(_likeness(word, other) >= _SAME_SOUND for other in rest) for word in shorter[1:])


def _is_compound(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the shorter leaves out the first half of a double first name ("Carmen Ruiz", "María Carmen Ruiz Soto").

    Only halves that seldom stand alone in Spanish, Portuguese, French and Polish double names.
    """
    return longer[0] in _FIRST_HALVES and len(longer) > _FIRST_AND_LAST and _is_within(shorter, longer[1:])

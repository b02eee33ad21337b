"""How two names of bodies (organizations, governments, groups) stand to each other.

A name is read into its words without legal forms and connectives, the countries it names, and its initials.  Order is
not looked at ("Ministry of Defence", "Defense Ministry") but for universities, where it can name two.  A further word
(*Securities*, *Neft*, *News*) makes another body: a branch or a daughter.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.name_forms import fold, similarity
from onrecord.speakers.renown import Renown, find_renown
from onrecord.speakers.word_tables import read_forms, read_spellings, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_COOP = re.compile(r"\bco-op\b", re.IGNORECASE)
_TOWN = re.compile(r"^(?:the )?city of (?=\w)", re.IGNORECASE)
_FORM_WITH_STROKE = re.compile(r"\b([A-Z])/([A-Z])\b")  # A/S
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_CAPITALS = re.compile(r"(?:[A-Z]\.?){2,8}|[A-Z][a-z]{0,2}[A-Z]+")
_BRITISH = re.compile(r"(?<=\w{3})is(?=e$|ed$|ing$|ation$|er$)")
_QUOTED = re.compile(r"[\"“”‘«»'][^\"“”‘’«»']{2,30}[\"“”’«»'](?=\s|$)")
_KIND_BEHIND = re.compile(
    r"(?<=\w) (?:campaign|group|movement|party|organi[sz]ation|network|coalition|company|firm|newspaper|daily|channel"
    r"|website)$"
)
_BELONGING = re.compile(r"\b(?:of|for|by|at|with|under) (?:the |an? )?(?=(\w+ \w+))")
_BINDING = frozenset({"of", "to", "in", "with", "for"})
_SAME_SOUND = 0.95
_SHORTEST_BLEND = 5  # letters of a name made of beginnings of words
_STATE_HAS_ONE = frozenset({"ministry", "police", "prosecutor"})
_OF_STATE = frozenset({"national", "federal", "state", "public", "general", "office", "force", "service"})
_SHORTEST_HALF = 3  # letters of a half of a compound
_LONGEST_COMPOUND = 40  # letters
_MOST_BLENDED = 6  # words
_CUT = (3, 4)  # letters of a word that is cut short
_WHOLE = frozenset({"us", "uk", "un", "eu"})  # stand whole in longer initials ("USGS")


class BodyRelation(StrEnum):
    """How one name of a body stands to another, from closest to farthest."""

    SAME = "the same name"
    ACRONYM = "a name and its initials"
    CAPITAL = "a government, named by its country or capital"
    DESCRIBED = "the same name, with words from its description"
    ONE_COUNTRY = "the same name, one with its country"
    CALLED = "a name that can mean the other"
    INITIALS = "the same initials"
    LOOSE = "nearly the same words"
    SEAT = "a government and the seat of its head"
    NAMED = "a name that stands in the description of the other"
    TRADE = "one name holds the other and a word for its trade"
    PART = "one name holds the other and more: a branch, daughter or member"
    COUNTRIES = "the same words of different countries"
    NONE = "other names"


class BodyMatch(NamedTuple):
    """A relation, and how common the shared name is: 1 where its words say what it is but not which, else 0."""

    relation: BodyRelation
    commonness: float


class BodyName(NamedTuple):
    """A name of a body.

    ``words`` carry it; ``countries`` are codes, ``namings`` how they were named; ``initials`` are those of its words,
    ``acronyms`` short forms that stand in it; ``is_of``: a "University of"; ``lead``: of a ministry with several tasks
    its words up to the first *and*; ``plain``: all words in their order, without legal forms and connectives.
    """

    words: frozenset[str]
    countries: frozenset[str]
    namings: frozenset[Naming]
    initials: frozenset[str]
    acronyms: frozenset[str]
    is_of: bool
    lead: frozenset[str] = frozenset()
    plain: tuple[str, ...] = ()

    @property
    def is_generic(self) -> bool:
        """Whether nothing in it tells one such body from the next."""
        return self.words <= read_words("bodies", "generic") | read_words("bodies", "common") and not self.acronyms


@lru_cache(maxsize=65_536)
def read_body_name(text: str) -> BodyName:
    """Read a name as it stands in a text."""
    text = _KIND_BEHIND.sub("", _QUOTED.sub("", text).strip() or text)
    plain = _FORM_WITH_STROKE.sub(
        r"\1\2", _IN_BRACKETS.sub(" ", _COOP.sub("coop", _TOWN.sub("Municipality of ", text)))
    )
    acronyms = {fold(found).replace(" ", "") for found in _IN_BRACKETS.findall(text) if _CAPITALS.fullmatch(found)}
    plain = _translate(plain)
    marked = plain.strip().removeprefix("the ").removeprefix("The ")
    split = find_countries(plain)
    idle = read_words("bodies", "connective") | read_words("bodies", "legal form") | read_words("bodies", "dropped")
    words = frozenset(_find_spelling(word) for word in split.rest if word not in idle)
    if _CAPITALS.fullmatch(marked) and words:
        acronyms.add(fold(marked).replace(" ", ""))
    if split.codes and words == {"government"}:
        words = frozenset()
    return BodyName(
        words=words,
        countries=split.codes,
        namings=split.namings,
        initials=_find_initials(plain),
        acronyms=frozenset(acronyms),
        is_of=" of " in plain and "university" in words,
        lead=_find_lead(plain, words, idle),
        plain=tuple(word for word in fold(plain).split() if word not in idle),
    )


def _translate(text: str) -> str:
    """A name with countries in English, and compounds of two known halves as two words ("Umweltministerium")."""
    return " ".join(_translate_word(word) for word in text.split())


@lru_cache(maxsize=65_536)
def _translate_word(word: str) -> str:
    plain = fold(word)
    if found := read_forms("own language").get(plain.replace(" ", "-")):
        return found.replace("~", " ")
    if plain in read_spellings() or len(plain) > _LONGEST_COMPOUND:
        return word
    return _split_compound(plain) or word


def _split_compound(plain: str) -> str:
    """The halves of a compound in English, "" where it has a half that is not known."""
    for length in range(_SHORTEST_HALF, len(plain) - _SHORTEST_HALF + 1):
        first, rest = read_forms("first half").get(plain[:length]), plain[length:]
        second = read_forms("second half").get(rest) or (first and _split_compound(rest))
        if first and second:
            return f"{first} {second}"
    return ""


@lru_cache(maxsize=65_536)
def _find_spelling(word: str) -> str:
    """What stands for a word and its spellings, its genitive without an apostrophe too ("Göteborgs")."""
    spellings = read_spellings()
    return spellings.get(word) or spellings.get(word.removesuffix("s"), word)


def _is_blend(one: BodyName, other: BodyName) -> bool:
    """Whether a name of one word is made of the beginnings of all words of the other ("Rosneft", "SYCHEF")."""
    blend, parts = (one.plain[0], other.plain) if len(one.plain) == 1 else ("", ())
    if len(blend) < _SHORTEST_BLEND or not 1 < len(parts) <= _MOST_BLENDED:
        return False
    return _begin_with(blend, parts) and blend[:2] == parts[0][:2]


def _begin_with(blend: str, parts: tuple[str, ...]) -> bool:
    """Whether a word can be cut into beginnings of these words, in their order, none left out."""
    if not parts:
        return not blend
    common = next((place for place, (one, two) in enumerate(zip(blend, parts[0], strict=False)) if one != two), None)
    longest = min(len(blend), len(parts[0])) if common is None else common
    return any(_begin_with(blend[length:], parts[1:]) for length in range(1, longest + 1))


def _find_lead(text: str, words: frozenset[str], idle: frozenset[str]) -> frozenset[str]:
    """The words of a ministry up to the first *and*, its kind with them; none where there is no *and*."""
    kinds = words & {"ministry", "department"}
    before, _, after = text.partition(" and ")
    if not kinds or not after:
        return frozenset()
    return kinds | {_find_spelling(word) for word in find_countries(before).rest if word not in idle}


def _find_initials(text: str) -> frozenset[str]:
    """The initials of a name of two words or more, with and without its connectives."""
    words = fold(text).split()
    idle = read_words("bodies", "connective")
    legal = read_words("bodies", "legal form")
    found = (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word != "the"),
        "".join(word[0] for word in words if word not in idle),
        "".join(word[0] for word in words if word not in idle and word not in legal),
        "".join(word if word in _WHOLE else word[0] for word in words if word not in idle),
    )
    return frozenset(initials for initials in found if len(initials) > 1)


class Said(NamedTuple):
    """What the descriptions of a body say: its words, folded, and the codes of countries.

    ``belonging``: the two words behind *of*, *for* or *by*, with which the name of another body may begin.
    """

    words: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    belonging: frozenset[tuple[str, ...]] = frozenset()


def names_another(description: str) -> bool:
    """Whether a description says that the body named in it is another one ("owner of", "a subsidiary")."""
    words = fold(description).split()
    with_of = read_words("bodies", "related with of")
    is_behind = any(word in with_of and after in _BINDING for word, after in pairwise(words))
    return is_behind or not read_words("bodies", "related").isdisjoint(words)


def read_description(texts: Iterable[str]) -> Said:
    """Read what is said of a body; nothing of a description that names a related body ("owner of").

    Capitals count as words too: a hospital in London is not the one in Cork.
    """
    spellings = read_spellings()
    read = [(text, find_countries(text)) for text in texts if not names_another(text)]
    seated = [word for text, split in read if Naming.CAPITAL in split.namings for word in fold(text).split()]
    told = [word for _, split in read for word in split.rest]
    words = frozenset(spellings.get(word, word) for word in (*seated, *told))
    belonging = frozenset(
        tuple(map(_find_spelling, found.split())) for text, _ in read for found in _BELONGING.findall(fold(text))
    )
    return Said(words, frozenset().union(*(split.codes for _, split in read)), belonging)


def compare_bodies(left: str, right: str, left_said: Said = Said(), right_said: Said = Said()) -> BodyMatch:  # noqa: B008
    """How two names of bodies, as they stand in texts, relate, given what is said of each.

    A word that one name lacks is no difference where its description has it.
    """
    by_renown = _relate_by_renown(find_renown(left, left_said.countries), find_renown(right, right_said.countries))
    if by_renown:
        return BodyMatch(by_renown, 0.0)
    one, other = read_body_name(left), read_body_name(right)
    places = (_find_places(one, left_said), _find_places(other, right_said))
    is_placed = bool(places[0] & places[1])
    commonness = 1.0 if one.is_generic and other.is_generic and not is_placed else 0.0
    relation = _relate(one, other, left_said, right_said)
    if relation in _BY_NAME and all(places) and not is_placed:
        relation = BodyRelation.COUNTRIES
    elif relation == BodyRelation.ONE_COUNTRY and is_placed:
        relation = BodyRelation.SAME
    return BodyMatch(relation, commonness)


def _relate_by_renown(one: Renown, other: Renown) -> BodyRelation | None:
    """What the table of bodies of renown says of two names; None where it has not both."""
    shared = one.bodies & other.bodies
    if one.is_sure and other.is_sure:
        return BodyRelation.SAME if shared else BodyRelation.NONE
    return BodyRelation.CALLED if shared and (one.is_sure or other.is_sure) else None


def _find_places(name: BodyName, said: Said) -> frozenset[str]:
    """The countries of a body: of a capital those of its description, else those of its name."""
    if Naming.CAPITAL in name.namings and said.countries:
        return said.countries
    return name.countries or said.countries


_ORDER = tuple(BodyRelation)
_BY_NAME = frozenset(_ORDER[: _ORDER.index(BodyRelation.TRADE)])


def _relate(one: BodyName, other: BodyName, said: Said, other_said: Said) -> BodyRelation:
    """The relation of two names that were read."""
    if shared := one.acronyms & other.acronyms:
        known = all(find_renown(acronym.upper()).is_sure for acronym in shared)
        return BodyRelation.SAME if known else BodyRelation.INITIALS
    if one.acronyms & other.initials or other.acronyms & one.initials or _is_blend(one, other) or _is_blend(other, one):
        return BodyRelation.ACRONYM
    if not one.words and not other.words:
        return _relate_governments(one, other)
    only_one, only_other = share_nothing(one.words, other.words), share_nothing(other.words, one.words)
    if (
        (not only_one and not only_other)
        or _is_joined(one, only_one, only_other)
        or _is_joined(other, only_other, only_one)
    ):
        if one.is_of != other.is_of:
            return BodyRelation.LOOSE
        return BodyRelation.SAME if one.countries == other.countries else BodyRelation.ONE_COUNTRY
    is_office = only_one | only_other <= _OF_STATE and _are_offices_of_state(one, other, said, other_said)
    if is_office or (one.words and one.words == other.lead) or (other.words and other.words == one.lead):
        return BodyRelation.LOOSE
    return _relate_described(one, other, said, other_said)


def _is_joined(name: BodyName, own: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the words that only one name has make the one word that only the other has ("Lok Ayukta")."""
    return len(others) == 1 < len(own) and "".join(word for word in name.plain if word in own) in others


def _relate_described(one: BodyName, other: BodyName, said: Said, other_said: Said) -> BodyRelation:
    """The relation of two names with different words, by what descriptions add to them."""
    only_one, only_other = share_nothing(one.words, other.words), share_nothing(other.words, one.words)
    missing = share_nothing(only_one, other_said.words) | share_nothing(only_other, said.words)
    if not missing and len(one.words | other.words) > 1:
        return BodyRelation.DESCRIBED
    if len(said.words | other_said.words) > 1 and (one.words == other_said.words or other.words == said.words):
        return BodyRelation.DESCRIBED
    if _is_described(one, other_said) or _is_described(other, said):
        return BodyRelation.NAMED
    return _relate_unlike(one, other, missing)


def _are_offices_of_state(one: BodyName, other: BodyName, said: Said, other_said: Said) -> bool:
    """Whether two are ministries, police or prosecutors of one country, which has one of each."""
    is_one = bool((one.countries or said.countries) & (other.countries or other_said.countries))
    return is_one and bool(one.words & other.words & _STATE_HAS_ONE)


def _relate_unlike(one: BodyName, other: BodyName, missing: frozenset[str]) -> BodyRelation:
    """The relation of two names with different words; ``missing`` are those that no description has."""
    if not one.words or not other.words:
        return BodyRelation.PART if one.countries & other.countries else BodyRelation.NONE
    only_one, only_other = share_nothing(one.words, other.words), share_nothing(other.words, one.words)
    if missing <= read_words("bodies", "loose") or _is_misspelt(only_one, only_other):
        return BodyRelation.LOOSE
    if only_one and only_other:
        return BodyRelation.NONE
    if one.words - only_one <= read_words("bodies", "generic"):
        return BodyRelation.NONE
    return BodyRelation.TRADE if missing <= read_words("bodies", "trade") else BodyRelation.PART


def _is_described(name: BodyName, said: Said) -> bool:
    """Whether a description of the other body has all words of a name, two or more and not all generic."""
    is_of_another = tuple(map(_find_spelling, name.plain[:2])) in said.belonging
    is_whole = len(name.words) > 1 and not name.is_generic and not share_nothing(name.words, said.words)
    return is_whole and not is_of_another


def share_nothing(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The words that are none of the others in any spelling."""
    return frozenset(word for word in words if not any(_is_one_word(word, other) for other in others))


def _is_one_word(left: str, right: str) -> bool:
    """Whether two words sound the same, are singular and plural, or British and American ("mechanised")."""
    is_one = _find_stem(left) == _find_stem(right)
    return is_one or similarity(left, right) >= _SAME_SOUND


@lru_cache(maxsize=65_536)
def _find_stem(word: str) -> str:
    """A word without the ending of its plural, and with z where British English has s."""
    singular = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return _BRITISH.sub("iz", singular)


def _relate_governments(one: BodyName, other: BodyName) -> BodyRelation:
    """The relation of two governments named by country, capital or seat."""
    if one.countries != other.countries or not one.countries:
        return BodyRelation.NONE
    if one.namings == other.namings:
        return BodyRelation.SAME
    return BodyRelation.SEAT if Naming.SEAT in one.namings | other.namings else BodyRelation.CAPITAL


def _is_misspelt(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether the one word in which two names differ is nearly the same, or cut short ("Man United")."""
    if len(left) != 1 or len(right) != 1:
        return False
    shorter, longer = sorted((*left, *right), key=len)
    is_cut = len(shorter) in _CUT and longer.startswith(shorter) and len(longer) - len(shorter) >= min(_CUT)
    return is_cut or similarity(shorter, longer) > 0

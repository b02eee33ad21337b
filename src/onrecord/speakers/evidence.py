"""What speaks for and against two speakers being one, each piece with its weight.

A weight is in natural log-odds: 0.7 doubles the odds of *same*, -0.7 halves them.  Weights were set on the development
half of the labelled pairs (``benchmarks/identity.py``).  The name comes first; what the titles say, where and when, and
what the articles are about are weighed beside it.  Nothing is decided here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import BodyRelation, Said, compare_bodies, read_body_name, read_description
from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.person_names import NameMatch, NameRelation, compare_people, read_person_name
from onrecord.speakers.roles import Roles, read_roles, share_words
from onrecord.speakers.stated_names import find_names, find_spelt, states_name
from onrecord.speakers.word_tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Profile


class Portrait(NamedTuple):
    """A profile read for comparison, once for all pairs it stands in.

    ``names`` include those that titles state, ``spelt`` are long forms of initials; ``places`` are codes of countries;
    ``is_relative``: a title says whose relative it is, ``is_related``: whose daughter or owner a body is; ``sex`` is
    "he", "she" or None; ``about`` and ``told`` the telling words of articles and of titles.
    """

    profile: Profile
    names: tuple[str, ...]
    is_named: bool
    has_generation: bool
    spelt: tuple[str, ...]
    roles: Roles
    said: Said
    described: frozenset[str]
    places: frozenset[str]
    is_relative: bool
    is_related: bool
    sex: str | None
    company: frozenset[str]
    about: frozenset[str]
    told: frozenset[str]
    days: tuple[date, ...]


class Evidence(NamedTuple):
    """One reason with its weight in log-odds of *same*."""

    reason: str
    weight: float


NEVER = -9.0  # more than all that may speak for it together
_NAMES: dict[NameRelation, float] = {
    NameRelation.FULL: 1.4,
    NameRelation.FULL_MIDDLE: 2.4,
    NameRelation.FULL_VARIANT: 1.3,
    NameRelation.ROMANISED: 0.6,
    NameRelation.EXTENDED: 0.8,
    NameRelation.NICKNAME: 0.4,
    NameRelation.MIDDLE_USED: 0.4,
    NameRelation.CLOSE: -0.6,
    NameRelation.INITIAL: 0.0,
    NameRelation.SINGLE: 0.2,
    NameRelation.SURNAME: -0.4,
    NameRelation.GIVEN: -1.3,
    NameRelation.MARRIED: -2.6,
    NameRelation.CONTRADICTION: NEVER,
    NameRelation.NONE: NEVER,
}
_BODIES: dict[BodyRelation, float] = {
    BodyRelation.SAME: 3.0,
    BodyRelation.ACRONYM: 2.4,
    BodyRelation.CAPITAL: 1.8,
    BodyRelation.DESCRIBED: 1.8,
    BodyRelation.ONE_COUNTRY: 0.8,
    BodyRelation.INITIALS: 1.4,
    BodyRelation.LOOSE: 1.3,
    BodyRelation.SEAT: 0.3,
    BodyRelation.NAMED: 0.8,
    BodyRelation.PART: -2.4,
    BodyRelation.COUNTRIES: NEVER,
    BodyRelation.NONE: NEVER,
}
# What the titles say together: how the offices stand, then how many words of affiliation are shared.
_TITLES: dict[tuple[str, str], float] = {
    ("the same office", "all words"): 3.2,
    ("the same office", "some words"): 0.2,
    ("the same office", "nothing more"): 1.2,
    ("the same office", "other words"): -0.8,
    ("the same field", "all words"): 2.0,
    ("the same field", "some words"): 0.8,
    ("the same field", "nothing more"): 0.2,
    ("the same field", "other words"): -2.2,
    ("no office in common", "all words"): 2.2,
    ("no office in common", "some words"): 1.0,
    ("no office in common", "nothing more"): 0.0,
    ("no office in common", "other words"): -1.8,
    ("another field", "all words"): 0.6,
    ("another field", "some words"): -0.8,
    ("another field", "nothing more"): -2.8,
    ("another field", "other words"): -3.6,
}
WEIGHTS = {
    "a rare name": 0.6,
    "a common name": -1.4,
    "a name that many bodies have": -3.4,
    "described as something else": -3.4,
    "described alike": 1.0,
    "somebody without a name": -5.0,
    "an unnamed group": -3.5,
    "a document without its date": -2.0,
    "a document without its date, of another year": -4.0,
    "a generation on one side": -1.6,
    "another level of government": -4.0,
    "a body that belongs to another": -3.0,
    "a place name for two kinds": -1.5,
    "a short form years later": -1.2,
    "other dates in the name": -7.0,
    "the same country": 0.5,
    "another country": -2.2,
    "another age": -4.0,
    "a relative is meant": -2.6,
    "a man and a woman": -4.5,
    "the same story": 1.2,
    "named together with one other": 0.8,
    "named together with several others": 1.6,
    "many years apart": -1.0,
    "half a lifetime apart": -3.0,
    "a lifetime apart": -5.0,
}
_APART = (
    (timedelta(days=60 * 365), "a lifetime apart"),
    (timedelta(days=35 * 365), "half a lifetime apart"),
    (timedelta(days=20 * 365), "many years apart"),
)
_SEVERAL = 2
_A_YEAR = timedelta(days=365)
_YEARS_LATER = timedelta(days=3 * 365)
_SHORT_FORMS = frozenset({NameRelation.SURNAME, NameRelation.GIVEN, NameRelation.SINGLE, NameRelation.INITIAL})
_NUMBER = re.compile(r"\d+")
_LIFE = re.compile(r"\b(1\d{3}|20\d{2})\s?[-–]\s?(1\d{3}|20\d{2})\b")


def portray(profile: Profile) -> Portrait:
    """Read a profile."""
    is_person = profile.kind == SpeakerKind.PERSON
    prefix = read_person_name(profile.name).title if is_person else ""
    roles = read_roles((*profile.titles, prefix), profile.affiliations, profile.countries)
    titles = frozenset(word for title in profile.titles for word in fold(title).split())
    about = frozenset(word for article in profile.articles for word in fold(article.about or "").split())
    idle = read_words("names", "idle") | read_words("bodies", "connective")
    own = frozenset(word for name in profile.names for word in fold(name).split())
    return Portrait(
        profile=profile,
        names=find_names(profile),
        is_named=_is_named_person(profile.name) if is_person else _is_named_body(profile.name),
        has_generation=is_person and read_person_name(profile.name).generation is not None,
        spelt=find_spelt(profile),
        roles=roles,
        said=read_description((*profile.titles, *profile.affiliations)),
        described=_find_described(profile),
        places=roles.countries if is_person else _find_places(profile, roles.countries),
        is_relative=not titles.isdisjoint(read_words("names", "relative")),
        is_related=not titles.isdisjoint(read_words("bodies", "related")),
        sex=_find_sex(titles | own | frozenset(prefix.split())),
        company=_find_company(profile),
        about=about - idle - own,
        told=titles - idle - own,
        days=tuple(article.published for article in profile.articles if article.published is not None),
    )


def _is_named_person(name: str) -> bool:
    """Whether the last word before an *of* has a capital or no case: "the mayor of Tarsk" is not named."""
    words = name.partition(" of ")[0].split()
    return bool(words) and (not words[-1].islower() or words[-1].startswith("@") or not words[-1].isascii())


def _is_named_body(name: str) -> bool:
    """Whether the first word of a name, an article aside, has a capital: "residents of Tarsk" are not named."""
    words = [word for word in name.split() if word.casefold() not in {"the", "a", "an"}]
    return bool(words) and not words[0].islower()


def _find_described(profile: Profile) -> frozenset[str]:
    """The words that say what a body is, without descriptions that state another name of it."""
    described = [title for title in profile.titles if not states_name(title, profile)]
    return read_description(described).words - read_words("bodies", "connective") - read_words("names", "idle")


def _find_places(profile: Profile, told: frozenset[str]) -> frozenset[str]:
    """The countries of a body: by its titles and its name, else by its articles; a capital's only by its titles."""
    name = find_countries(profile.name)
    named = told if told and Naming.CAPITAL in name.namings else told | name.codes
    return named or frozenset().union(*(find_countries(article.about or "").codes for article in profile.articles))


def _find_sex(words: frozenset[str]) -> str | None:
    """What words say of a speaker's sex; None where they say neither or both."""
    found = [sex for sex in ("he", "she") if words & read_words("names", sex)]
    return found[0] if len(found) == 1 else None


def _find_company(profile: Profile) -> frozenset[str]:
    """The folded names in a profile's articles; single common names tell nothing."""
    names = frozenset(fold(name) for article in profile.articles for name in article.co_mentioned)
    return names - read_words("names", "common family") - read_words("names", "common given")


def weigh(left: Portrait, right: Portrait) -> tuple[Evidence, ...]:
    """All evidence on two speakers, the name first."""
    kinds = {left.profile.kind, right.profile.kind}
    if not _may_be_of_one_kind(kinds):
        return (Evidence("a " + " and a ".join(sorted(kinds)), NEVER),)
    is_person = SpeakerKind.PERSON in kinds
    name = tuple(_weigh_people(left, right) if is_person else _weigh_bodies(left, right))
    if name[0].weight <= NEVER:
        return name
    told = _weigh_persons_told(left, right) if is_person else _weigh_bodies_told(left, right)
    return (*name, *told, *_weigh_surroundings(left, right), *_weigh_time(left, right))


def _may_be_of_one_kind(kinds: set[SpeakerKind]) -> bool:
    """A person is no body and a document neither; organization, government and group are told apart by few texts."""
    return len(kinds) == 1 or SpeakerKind.UNKNOWN in kinds or not kinds & {SpeakerKind.PERSON, SpeakerKind.DOCUMENT}


def _pick(reason: str) -> Evidence:
    return Evidence(reason, WEIGHTS[reason])


def _weigh_people(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """The closest pair of names."""
    matches = [compare_people(one, other) for one in left.names for other in right.names]
    match = max(matches, key=lambda found: _NAMES[found.relation] + _weigh_commonness(found))
    yield Evidence(match.relation.value, _NAMES[match.relation])
    rarity = _weigh_commonness(match)
    if rarity and _NAMES[match.relation] > NEVER:
        yield Evidence("a rare name" if rarity > 0 else "a common name", rarity)
    if not (left.is_named and right.is_named):
        yield _pick("somebody without a name")
    if left.has_generation != right.has_generation:
        yield _pick("a generation on one side")
    if match.relation in _SHORT_FORMS and (_find_gap(left, right) or timedelta()) > _YEARS_LATER:
        yield _pick("a short form years later")


def _weigh_commonness(match: NameMatch) -> float:
    """How much a shared name tells; a first name alone is never rare."""
    if match.commonness == 0.0:
        return 0.0 if match.relation in {NameRelation.GIVEN, NameRelation.MARRIED} else WEIGHTS["a rare name"]
    return match.commonness * WEIGHTS["a common name"]


def _weigh_bodies(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """The closest pair of names of bodies, and what kinds of body these are."""
    names, other_names = left.names, right.names
    if left.spelt and right.spelt:
        names, other_names = left.spelt, right.spelt  # two long forms tell more than the initials they share
    matches = [compare_bodies(one, other, left.said, right.said) for one in names for other in other_names]
    match = max(matches, key=lambda found: _BODIES[found.relation])
    weight = _BODIES[match.relation]
    kinds = {left.profile.kind, right.profile.kind}
    if match.relation == BodyRelation.PART and SpeakerKind.DOCUMENT in kinds:
        weight = _BODIES[BodyRelation.LOOSE]
    yield Evidence(match.relation.value, weight)
    if match.commonness and weight > 0 and match.relation != BodyRelation.ONE_COUNTRY:
        yield _pick("a name that many bodies have")
    if SpeakerKind.GROUP in kinds and not (left.is_named and right.is_named):
        yield _pick("an unnamed group")
    if len(kinds) > 1 and SpeakerKind.GOVERNMENT in kinds and not _says_what(left) and not _says_what(right):
        yield _pick("a place name for two kinds")


def _says_what(portrait: Portrait) -> bool:
    """Whether a name has a word that says what the body is, such as *ministry*."""
    return not read_body_name(portrait.profile.name).words.isdisjoint(read_words("bodies", "generic"))


def _weigh_persons_told(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """Offices and affiliations together, then age, kinship and sex."""
    one, other = left.roles, right.roles
    offices, words = _relate_offices(one, other), _relate_words(one.words, other.words)
    if weight := _TITLES[offices, words]:
        yield Evidence(f"{offices}, {words}", weight)
    if one.ages and other.ages and min(abs(first - second) for first in one.ages for second in other.ages) > 1:
        yield _pick("another age")
    if left.is_relative != right.is_relative:
        yield _pick("a relative is meant")
    if {left.sex, right.sex} == {"he", "she"}:
        yield _pick("a man and a woman")


def _relate_offices(one: Roles, other: Roles) -> str:
    if one.offices & other.offices:
        return "the same office"
    if one.fields & other.fields:
        return "the same field"
    return "another field" if one.fields and other.fields else "no office in common"


def _relate_words(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "nothing more"
    shared, shared_other = share_words(one, other), share_words(other, one)
    if not shared:
        return "other words"
    return "all words" if len(shared) == len(one) or len(shared_other) == len(other) else "some words"


def _weigh_bodies_told(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """Descriptions of two bodies of like names; numbers and dates of documents."""
    kinds = {left.profile.kind, right.profile.kind}
    one, other = left.described, right.described
    if one and other:
        shared = share_words(one, other)
        generic = read_words("bodies", "generic")
        if shared - generic:
            yield _pick("described alike")
        elif not shared or (one - generic and other - generic):
            yield _pick("described as something else")
    if left.is_related != right.is_related:
        yield _pick("a body that belongs to another")
    levels = read_words("bodies", "level")
    said, other_said = left.said.words, right.said.words
    if SpeakerKind.GOVERNMENT in kinds and said and other_said and said & levels != other_said & levels:
        yield _pick("another level of government")
    if SpeakerKind.DOCUMENT in kinds:
        numbers, other_numbers = _find_numbers(left.profile), _find_numbers(right.profile)
        if not numbers or not other_numbers:
            is_later = (_find_gap(left, right) or timedelta()) > _A_YEAR
            yield _pick("a document without its date" + is_later * ", of another year")
        elif numbers - other_numbers and other_numbers - numbers:
            yield _pick("other dates in the name")


def _find_numbers(profile: Profile) -> set[str]:
    """The numbers and months in the names and titles of a document."""
    text = fold(" ".join((*profile.names, *profile.titles)))
    return set(_NUMBER.findall(text)) | read_words("names", "month").intersection(text.split())


def _weigh_surroundings(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """Countries, who else is named in the articles, and whether these tell one story."""
    if left.places and right.places:
        yield _pick("the same country" if _share_places(left.places, right.places) else "another country")
    own = {fold(name) for name in (*left.profile.names, *right.profile.names)}
    if shared := (left.company & right.company) - own:
        company = "several others" if len(shared) >= _SEVERAL else "one other"
        yield _pick(f"named together with {company}")
    if share_words(left.about, right.about | right.told) or share_words(right.about, left.told):
        yield _pick("the same story")


def _share_places(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two have a country in common, and where both name parts of countries a part too."""
    parts, other_parts = (frozenset(code for code in codes if "-" in code) for codes in (left, right))
    return not left.isdisjoint(right) and not (parts and other_parts and parts.isdisjoint(other_parts))


def _weigh_time(left: Portrait, right: Portrait) -> Iterator[Evidence]:
    """How far apart they appear, and whether one was dead."""
    gap = _find_gap(left, right)
    reason = next((reason for least, reason in _APART if gap is not None and gap > least), None)
    if reason:
        yield _pick(reason)
    elif _ends_before(left, right) or _ends_before(right, left):
        yield _pick("a lifetime apart")


def _ends_before(left: Portrait, right: Portrait) -> bool:
    """Whether a title of the left gives a life that ended before the right first appears."""
    ends = [int(life[1]) for title in left.profile.titles for life in _LIFE.findall(title)]
    return bool(ends and right.days) and max(ends) < min(right.days).year


def _find_gap(left: Portrait, right: Portrait) -> timedelta | None:
    """The least time between an article of one and one of the other, None where a side has no day."""
    if not left.days or not right.days:
        return None
    return max(min(right.days) - max(left.days), min(left.days) - max(right.days), timedelta())

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
from onrecord.speakers.body_names import BodyMatch, BodyRelation, compare_bodies, read_description
from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.person_names import NameMatch, NameRelation, compare_people, read_person_name
from onrecord.speakers.roles import Roles, read_roles, share_words
from onrecord.speakers.stated_names import find_names, find_spelt, states_name
from onrecord.speakers.word_tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.speakers.speaker_profiles import Profile


class Evidence(NamedTuple):
    """One reason with its weight in log-odds of *same*."""

    reason: str
    weight: float


NEVER = -9.0  # more than all that may speak for it together
_NAMES: dict[NameRelation, float] = {
    NameRelation.FULL: 1.4,
    NameRelation.FULL_MIDDLE: 2.4,
    NameRelation.FULL_VARIANT: 1.3,
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
    BodyRelation.CAPITAL: 2.4,
    BodyRelation.DESCRIBED: 1.8,
    BodyRelation.ONE_COUNTRY: 0.5,
    BodyRelation.INITIALS: 1.4,
    BodyRelation.LOOSE: 1.3,
    BodyRelation.PART: -2.4,
    BodyRelation.COUNTRIES: NEVER,
    BodyRelation.NONE: NEVER,
}
# What the titles say together: how the offices stand, then how many words of affiliation are shared.
_TITLES: dict[tuple[str, str], float] = {
    ("the same office", "all words"): 3.2,
    ("the same office", "some words"): 0.6,
    ("the same office", "nothing more"): 1.6,
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
    "a name that many bodies have": -2.6,
    "described as something else": -3.4,
    "described alike": 1.0,
    "an unnamed group": -3.5,
    "other dates in the name": -7.0,
    "the same country": 0.5,
    "another country": -2.2,
    "another age": -4.0,
    "a relative is meant": -2.6,
    "a man and a woman": -4.5,
    "the same story": 1.2,
    "named together with one other": 0.8,
    "named together with several others": 1.6,
    "half a lifetime apart": -1.5,
    "a lifetime apart": -5.0,
}
_HALF_A_LIFETIME = timedelta(days=35 * 365)
_LIFETIME = timedelta(days=65 * 365)
_SEVERAL = 2
_NUMBER = re.compile(r"\d+")
_LIFE = re.compile(r"\b(1\d{3}|20\d{2})\s?[-–]\s?(1\d{3}|20\d{2})\b")


def weigh(left: Profile, right: Profile) -> tuple[Evidence, ...]:
    """All evidence on two speakers, the name first."""
    if not _may_be_of_one_kind(left.kind, right.kind):
        return (Evidence(f"a {left.kind} and a {right.kind}", NEVER),)
    is_person = SpeakerKind.PERSON in {left.kind, right.kind}
    name = tuple(_weigh_people(left, right) if is_person else _weigh_bodies(left, right))
    if name[0].weight <= NEVER:
        return name
    told = _weigh_persons_told(left, right) if is_person else _weigh_bodies_told(left, right)
    return (*name, *told, *_weigh_countries(left, right), *_weigh_company(left, right), *_weigh_time(left, right))


def _may_be_of_one_kind(left: SpeakerKind, right: SpeakerKind) -> bool:
    """A person is no body and a document neither; organization, government and group are told apart by few texts."""
    if left == right or SpeakerKind.UNKNOWN in {left, right}:
        return True
    return not {SpeakerKind.PERSON, SpeakerKind.DOCUMENT} & {left, right}


def _pick(reason: str) -> Evidence:
    return Evidence(reason, WEIGHTS[reason])


def _weigh_people(left: Profile, right: Profile) -> Iterator[Evidence]:
    """The closest pair of names."""
    matches = [compare_people(one, other) for one in find_names(left) for other in find_names(right)]
    match = max(matches, key=lambda found: _NAMES[found.relation] + _weigh_commonness(found))
    yield Evidence(match.relation.value, _NAMES[match.relation])
    rarity = _weigh_commonness(match)
    if rarity and _NAMES[match.relation] > NEVER:
        yield Evidence("a rare name" if rarity > 0 else "a common name", rarity)


def _weigh_commonness(match: NameMatch) -> float:
    """How much a shared name tells; a first name alone is never rare."""
    if match.commonness == 0.0:
        return 0.0 if match.relation in {NameRelation.GIVEN, NameRelation.MARRIED} else WEIGHTS["a rare name"]
    return match.commonness * WEIGHTS["a common name"]


def _weigh_bodies(left: Profile, right: Profile) -> Iterator[Evidence]:
    """The closest pair of names of bodies."""
    said, other_said = (read_description((*side.titles, *side.affiliations)) for side in (left, right))
    names, other_names = find_names(left), find_names(right)
    spelt, other_spelt = find_spelt(left), find_spelt(right)
    if spelt and other_spelt:
        names, other_names = spelt, other_spelt  # two long forms tell more than the initials they share
    matches = [compare_bodies(one, other, said, other_said) for one in names for other in other_names]
    match: BodyMatch = max(matches, key=lambda found: _BODIES[found.relation])
    weight = _BODIES[match.relation]
    if match.relation == BodyRelation.PART and left.kind == SpeakerKind.DOCUMENT:
        weight = _BODIES[BodyRelation.LOOSE]
    yield Evidence(match.relation.value, weight)
    if match.commonness and weight > 0 and match.relation != BodyRelation.ONE_COUNTRY:
        yield _pick("a name that many bodies have")
    if SpeakerKind.GROUP in {left.kind, right.kind} and not (_is_named(left) and _is_named(right)):
        yield _pick("an unnamed group")


def _is_named(profile: Profile) -> bool:
    """Whether a capital stands in a name behind its first letter, or at its start without an article."""
    return any(letter.isupper() for letter in profile.name.removeprefix("The "))


def _read_roles(profile: Profile) -> Roles:
    """What is said of a speaker: by its titles, and by the title before a person's name."""
    prefix = read_person_name(profile.name).title if profile.kind == SpeakerKind.PERSON else ""
    return read_roles((*profile.titles, prefix), profile.affiliations, profile.countries)


def _weigh_persons_told(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Offices and affiliations together, then age, sex and kinship."""
    one, other = _read_roles(left), _read_roles(right)
    offices, words = _relate_offices(one, other), _relate_words(one.words, other.words)
    weight = _TITLES[offices, words]
    if weight:
        yield Evidence(f"{offices}, {words}", weight)
    if one.ages and other.ages and min(abs(first - second) for first in one.ages for second in other.ages) > 1:
        yield _pick("another age")
    if _names_relative(left) != _names_relative(right):
        yield _pick("a relative is meant")
    if {_find_sex(left), _find_sex(right)} == {"he", "she"}:
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


def _names_relative(profile: Profile) -> bool:
    words = {word for title in profile.titles for word in fold(title).split()}
    return not words.isdisjoint(read_words("names", "relative"))


def _find_sex(profile: Profile) -> str | None:
    """What the titles and the words before the name say; None where both or neither."""
    words = set(fold(" ".join((*profile.titles, read_person_name(profile.name).title, profile.name))).split())
    found = [sex for sex in ("he", "she") if words & read_words("names", sex)]
    return found[0] if len(found) == 1 else None


def _weigh_bodies_told(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Descriptions of two bodies of like names; years and numbers of documents."""
    one, other = _read_telling(left), _read_telling(right)
    if one and other:
        shared = share_words(one, other)
        generic = read_words("bodies", "generic")
        if shared - generic:
            yield _pick("described alike")
        elif not shared or (one - generic and other - generic):
            yield _pick("described as something else")
    if SpeakerKind.DOCUMENT in {left.kind, right.kind}:
        numbers = [set(_NUMBER.findall(" ".join((*side.names, *side.titles)))) for side in (left, right)]
        if all(numbers) and numbers[0].isdisjoint(numbers[1]):
            yield _pick("other dates in the name")


def _read_telling(profile: Profile) -> frozenset[str]:
    """The words of descriptions that say what a body is, those left out that state another name of it."""
    described = [title for title in profile.titles if not states_name(title, profile)]
    return read_description(described).words - read_words("bodies", "connective") - read_words("names", "idle")


def _weigh_countries(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Countries of titles and affiliations; of a body also of its name, or where that has none of its articles."""
    one, other = _find_places(left), _find_places(right)
    if one and other:
        yield _pick("the same country" if one & other else "another country")


def _find_places(profile: Profile) -> frozenset[str]:
    told = _read_roles(profile).countries
    if profile.kind == SpeakerKind.PERSON:
        return told
    name = find_countries(profile.name)
    named = told if told and Naming.CAPITAL in name.namings else told | name.codes
    about = (find_countries(article.about or "").codes for article in profile.articles)
    return named or frozenset().union(*about)


def _weigh_company(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Who else is named in their articles, and whether these tell one story."""
    own = {fold(name) for name in (*left.names, *right.names)}
    shared = (_find_company(left) & _find_company(right)) - own
    if shared:
        yield _pick(
            "named together with several others" if len(shared) >= _SEVERAL else "named together with one other"
        )
    names = frozenset(word for name in own for word in name.split())
    (about, told), (other_about, other_told) = _find_subjects(left, names), _find_subjects(right, names)
    if share_words(about, other_about | other_told) or share_words(other_about, told):
        yield _pick("the same story")


def _find_company(profile: Profile) -> set[str]:
    """The folded names in a profile's articles; single common names tell nothing."""
    names = {fold(name) for article in profile.articles for name in article.co_mentioned}
    return names - read_words("names", "common family") - read_words("names", "common given")


def _find_subjects(profile: Profile, names: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of what the articles are about, and of the titles, without those of the names."""
    idle = names | read_words("names", "idle") | read_words("bodies", "connective")
    about = {word for article in profile.articles for word in fold(article.about or "").split()}
    told = {word for title in profile.titles for word in fold(title).split()}
    return frozenset(about - idle), frozenset(told - idle)


def _weigh_time(left: Profile, right: Profile) -> Iterator[Evidence]:
    """How far apart they appear, and whether one was dead."""
    gap = _find_gap(left, right)
    if gap is not None and gap > _HALF_A_LIFETIME:
        yield _pick("a lifetime apart" if gap > _LIFETIME else "half a lifetime apart")
    elif _ends_before(left, right) or _ends_before(right, left):
        yield _pick("a lifetime apart")


def _ends_before(left: Profile, right: Profile) -> bool:
    """Whether a title of the left gives a life that ended before the right first appears."""
    ends = [int(life[1]) for title in left.titles for life in _LIFE.findall(title)]
    days = _find_days(right)
    return bool(ends and days) and max(ends) < min(days).year


def _find_gap(left: Profile, right: Profile) -> timedelta | None:
    """The least time between an article of one and one of the other, None where a side has no day."""
    days = [_find_days(left), _find_days(right)]
    if not all(days):
        return None
    (first, last), (other_first, other_last) = ((min(found), max(found)) for found in days)
    return max(other_first - last, first - other_last, timedelta())


def _find_days(profile: Profile) -> list[date]:
    return [article.published for article in profile.articles if article.published is not None]

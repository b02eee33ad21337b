"""What speaks for and against two speakers being one, each piece with its weight.

A weight is in natural log-odds: 0.7 doubles the odds of *same*, -0.7 halves them.  Weights were set on the development
half of the labelled pairs (``benchmarks/identity.py``).  The name comes first; roles, affiliations, countries, time and
company are weighed beside it.  Nothing is decided here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import BodyMatch, BodyRelation, compare_bodies
from onrecord.speakers.countries import find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.person_names import NameMatch, NameRelation, compare_people
from onrecord.speakers.roles import Roles, read_roles, share_words
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
    NameRelation.FULL: 1.6,
    NameRelation.FULL_MIDDLE: 3.0,
    NameRelation.FULL_VARIANT: 1.5,
    NameRelation.EXTENDED: 0.8,
    NameRelation.NICKNAME: 0.5,
    NameRelation.MIDDLE_USED: 0.4,
    NameRelation.CLOSE: -0.3,
    NameRelation.INITIAL: -0.3,
    NameRelation.SINGLE: 0.2,
    NameRelation.SURNAME: -0.8,
    NameRelation.GIVEN: -2.0,
    NameRelation.MARRIED: -2.5,
    NameRelation.CONTRADICTION: NEVER,
    NameRelation.NONE: NEVER,
}
_BODIES: dict[BodyRelation, float] = {
    BodyRelation.SAME: 3.5,
    BodyRelation.ACRONYM: 2.6,
    BodyRelation.CAPITAL: 2.6,
    BodyRelation.ONE_COUNTRY: 0.5,
    BodyRelation.LOOSE: 0.8,
    BodyRelation.PART: -3.0,
    BodyRelation.COUNTRIES: NEVER,
    BodyRelation.NONE: NEVER,
}
WEIGHTS = {
    "rare name": 1.0,
    "common name": -1.6,
    "common name of a body": -3.0,
    "same office": 1.8,
    "same office and country": 2.6,
    "same field": 0.5,
    "another field": -2.6,
    "another office at the same time": -0.7,
    "same affiliation": 1.8,
    "another affiliation": -0.9,
    "same country": 0.5,
    "another country": -2.2,
    "named together with one other": 0.8,
    "named together with several others": 1.6,
    "half a lifetime apart": -1.5,
}
_HALF_A_LIFETIME = timedelta(days=35 * 365)
_SAME_TIME = timedelta(days=400)
_SEVERAL = 2


def weigh(left: Profile, right: Profile) -> tuple[Evidence, ...]:
    """All evidence on two speakers, the name first."""
    if not _may_be_of_one_kind(left.kind, right.kind):
        return (Evidence(f"a {left.kind} and a {right.kind}", NEVER),)
    is_person = SpeakerKind.PERSON in {left.kind, right.kind}
    name = tuple(_weigh_people(left, right) if is_person else _weigh_bodies(left, right))
    if name[0].weight <= NEVER:
        return name
    return (
        *name,
        *_weigh_roles(left, right, is_person=is_person),
        *_weigh_company(left, right),
        *_weigh_time(left, right),
    )


def _may_be_of_one_kind(left: SpeakerKind, right: SpeakerKind) -> bool:
    """A person is no body and a document neither; organization, government and group are told apart by few texts."""
    if left == right or SpeakerKind.UNKNOWN in {left, right}:
        return True
    return not {SpeakerKind.PERSON, SpeakerKind.DOCUMENT} & {left, right}


def _weigh_people(left: Profile, right: Profile) -> Iterator[Evidence]:
    """The closest pair of names; a contradiction of the names they go by is not outweighed by an alias."""
    matches = [compare_people(one, other) for one in left.names for other in right.names]
    match = max(matches, key=lambda found: _NAMES[found.relation] + _weigh_commonness(found))
    yield Evidence(match.relation.value, _NAMES[match.relation])
    rarity = _weigh_commonness(match)
    if rarity and _NAMES[match.relation] > NEVER:
        yield Evidence("a rare name" if rarity > 0 else "a common name", rarity)


def _weigh_commonness(match: NameMatch) -> float:
    """How much a shared name tells: only a full name can be rare."""
    if match.commonness == 0.0:
        return WEIGHTS["rare name"] if match.relation not in {NameRelation.GIVEN, NameRelation.MARRIED} else 0.0
    return match.commonness * WEIGHTS["common name"]


def _weigh_bodies(left: Profile, right: Profile) -> Iterator[Evidence]:
    """The closest pair of names of bodies."""
    matches = [compare_bodies(one, other) for one in left.names for other in right.names]
    match: BodyMatch = max(matches, key=lambda found: _BODIES[found.relation])
    yield Evidence(match.relation.value, _BODIES[match.relation])
    if match.commonness and _BODIES[match.relation] > 0:
        yield Evidence("a name that many bodies have", WEIGHTS["common name of a body"])


def _read(profile: Profile) -> Roles:
    """What is said of a speaker; the name of a body can name its country too."""
    named = () if profile.kind == SpeakerKind.PERSON else find_countries(profile.name).codes
    return read_roles(profile.titles, profile.affiliations, (*profile.countries, *named))


def _weigh_roles(left: Profile, right: Profile, *, is_person: bool) -> Iterator[Evidence]:
    """Offices, affiliations and countries."""
    one, other = _read(left), _read(right)
    is_one_country = bool(one.countries & other.countries)
    if one.countries and other.countries:
        yield _pick("same country" if is_one_country else "another country")
    if one.offices & other.offices:
        yield _pick("same office and country" if is_one_country else "same office")
    elif one.fields & other.fields:
        yield _pick("same field")
        if is_person and (gap := _find_gap(left, right)) is not None and gap < _SAME_TIME:
            yield _pick("another office at the same time")
    elif one.offices and other.offices and is_person:
        yield _pick("another field")
    if share_words(one, other):
        yield _pick("same affiliation")
    elif one.words and other.words and not one.words & other.words:
        yield _pick("another affiliation")


def _pick(reason: str) -> Evidence:
    return Evidence(reason, WEIGHTS[reason])


def _weigh_company(left: Profile, right: Profile) -> Iterator[Evidence]:
    """Who else is named in their articles, apart from each other."""
    own = {fold(name) for name in (*left.names, *right.names)}
    shared = (_find_company(left) & _find_company(right)) - own
    if shared:
        yield _pick(
            "named together with several others" if len(shared) >= _SEVERAL else "named together with one other"
        )


def _find_company(profile: Profile) -> set[str]:
    """The folded names in a profile's articles; single common names tell nothing."""
    names = {fold(name) for article in profile.articles for name in article.co_mentioned}
    return names - read_words("names", "common family") - read_words("names", "common given")


def _weigh_time(left: Profile, right: Profile) -> Iterator[Evidence]:
    """How far apart they appear."""
    gap = _find_gap(left, right)
    if gap is not None and gap > _HALF_A_LIFETIME:
        yield _pick("half a lifetime apart")


def _find_gap(left: Profile, right: Profile) -> timedelta | None:
    """The least time between an article of one and one of the other, None where a side has no day."""
    days = [_find_days(left), _find_days(right)]
    if not all(days):
        return None
    (first, last), (other_first, other_last) = ((min(found), max(found)) for found in days)
    return max(other_first - last, first - other_last, timedelta())


def _find_days(profile: Profile) -> list[date]:
    return [article.published for article in profile.articles if article.published is not None]

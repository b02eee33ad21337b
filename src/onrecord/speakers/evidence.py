"""What speaks for and against two speakers being one, each piece with its weight.

A weight is in natural log-odds: 0.7 doubles the odds of *same*, -0.7 halves them.  Weights stand in the table
``words/identity_weights.txt``, people and bodies apart, which ``benchmarks/fit_identity.py`` writes.  The name comes
first; what the titles say, where and when, and what the articles are about are weighed beside it.  Nothing is decided
here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import BodyRelation, Said, compare_bodies, read_body_name, read_description
from onrecord.speakers.callings import Calling, compare_callings, hold_other_offices, read_calling
from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.far_names import are_forms_with_far_family, are_korean_spellings
from onrecord.speakers.name_forms import fold
from onrecord.speakers.parts import Parts, are_on_two_sides, are_other_kin, part_titles, read_parts
from onrecord.speakers.person_names import NameMatch, NameRelation, compare_people, is_east_asian, read_person_name
from onrecord.speakers.roles import Roles, read_roles, share_words
from onrecord.speakers.stated_names import (
    find_names,
    find_names_told,
    find_spelt,
    find_stated,
    is_known_everywhere,
    states_name,
)
from onrecord.speakers.word_tables import read_weights, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Profile


class Portrait(NamedTuple):
    """A profile read for comparison, once for all pairs it stands in.

    ``names`` include those that titles state, ``spelt`` are long forms of initials; ``places`` are codes of countries;
    ``parts``: whose relative it is and on which side it stands, ``is_related``: whose daughter or owner a body is,
    ``is_former``: that an office is past; ``sex`` is "he", "she" or None;
    ``about`` and ``told`` the telling words of articles and of titles.
    """

    profile: Profile
    names: tuple[str, ...]
    is_named: bool
    has_generation: bool
    spelt: tuple[str, ...]
    roles: Roles
    calling: Calling
    said: Said
    described: frozenset[str]
    places: frozenset[str]
    parts: Parts
    is_former: bool
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
# Relations of names under which two are never one.
_IMPOSSIBLE = frozenset({NameRelation.CONTRADICTION, NameRelation.NONE, BodyRelation.COUNTRIES, BodyRelation.NONE})
_APART = (
    (timedelta(days=60 * 365), "a lifetime apart"),
    (timedelta(days=35 * 365), "half a lifetime apart"),
    (timedelta(days=20 * 365), "many years apart"),
)
_SEVERAL = 2
_STEPS = tuple(NameRelation)
_BODY_STEPS = tuple(BodyRelation)
_A_YEAR = timedelta(days=365)
_YEARS_LATER = timedelta(days=3 * 365)
_FORMER = frozenset({"former", "ex", "formerly", "retired"})
_SHORT_FORMS = frozenset({NameRelation.SURNAME, NameRelation.GIVEN, NameRelation.SINGLE, NameRelation.INITIAL})
_OPEN_FORMS = _SHORT_FORMS | {NameRelation.EXTENDED}
_NUMBER = re.compile(r"\d+")
_LIFE = re.compile(r"\b(1\d{3}|20\d{2})\s?[-–]\s?(1\d{3}|20\d{2})\b")


def portray(profile: Profile) -> Portrait:
    """Read a profile."""
    is_person = profile.kind == SpeakerKind.PERSON
    prefix = read_person_name(profile.name).title if is_person else ""
    own_titles, of_kin = part_titles(profile.titles)
    roles = read_roles((*own_titles, prefix), (*profile.affiliations, *of_kin), profile.countries)
    titles = frozenset(word for title in profile.titles for word in fold(title).split())
    about = frozenset(word for article in profile.articles for word in fold(article.about or "").split())
    idle = read_words("names", "idle") | read_words("bodies", "connective")
    own = frozenset(word for name in profile.names for word in fold(name).split())
    calling = read_calling(roles, (*own_titles, prefix), _find_proper(profile), about - idle - own)
    return Portrait(
        profile=profile,
        names=find_names(profile),
        is_named=_is_named_person(profile.name) if is_person else _is_named_body(profile.name),
        has_generation=is_person and read_person_name(profile.name).generation is not None,
        spelt=find_spelt(profile),
        roles=roles,
        calling=calling,
        said=read_description((*profile.titles, *profile.affiliations)),
        described=_find_described(profile),
        places=roles.countries if is_person else _find_places(profile, roles.countries),
        parts=read_parts(profile.titles),
        is_former=not titles.isdisjoint(_FORMER),
        is_related=_is_of_another(profile),
        sex=_find_sex(titles | own | frozenset(prefix.split())),
        company=_find_company(profile),
        about=about - idle - own,
        told=titles - idle - own,
        days=tuple(article.published for article in profile.articles if article.published is not None),
    )


def _is_named_person(name: str) -> bool:
    """Whether the last word before an *of* or a comma has a capital or no case: "the mayor of Tarsk" is not named."""
    words = name.partition(" of ")[0].partition(",")[0].split()
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


def _is_of_another(profile: Profile) -> bool:
    """Whether a title says whose daughter, owner or rival a body is; not where it states another name of it."""
    told = (title for title in profile.titles if not find_stated(title))
    return any(not read_words("bodies", "related").isdisjoint(fold(title).split()) for title in told)


def _find_sex(words: frozenset[str]) -> str | None:
    """What words say of a speaker's sex; None where they say neither or both."""
    found = [sex for sex in ("he", "she") if words & read_words("names", sex)]
    return found[0] if len(found) == 1 else None


def _find_proper(profile: Profile) -> frozenset[str]:
    """The folded words of titles and affiliations that have a capital: names, of places and bodies mostly."""
    words = " ".join((*profile.titles, *profile.affiliations)).split()
    return frozenset(part for word in words if word[:1].isupper() for part in fold(word).split())


def _find_company(profile: Profile) -> frozenset[str]:
    """The folded names in a profile's articles; single common names tell nothing."""
    names = frozenset(fold(name) for article in profile.articles for name in article.co_mentioned)
    return names - read_words("names", "common family") - read_words("names", "common given")


def weigh(left: Portrait, right: Portrait) -> tuple[Evidence, ...]:
    """All evidence on two speakers, the name first."""
    reasons = tuple(find_reasons(left, right))
    if is_impossible(reasons[0]):
        return (Evidence(reasons[0], NEVER),)
    weights = read_weights(find_table(left, right))
    return tuple(Evidence(reason, weight) for reason in reasons if (weight := weights[reason]))


def find_table(left: Portrait, right: Portrait) -> str:
    """The section of the table of weights for two speakers: "people" or "bodies"."""
    return "people" if SpeakerKind.PERSON in {left.profile.kind, right.profile.kind} else "bodies"


def is_impossible(reason: str) -> bool:
    """Whether a reason, the first found on two speakers, leaves no chance that they are one."""
    return reason in _IMPOSSIBLE or reason.startswith("a kind and another")


def find_reasons(left: Portrait, right: Portrait) -> Iterator[str]:
    """All that speaks for or against two speakers being one, the relation of their names first; none twice."""
    kinds = {left.profile.kind, right.profile.kind}
    if not _may_be_of_one_kind(kinds):
        yield "a kind and another: " + " and ".join(sorted(kinds))
        return
    is_person = SpeakerKind.PERSON in kinds
    named = list(_relate_people(left, right) if is_person else _relate_bodies(left, right))
    yield from named
    if not is_impossible(named[0]):
        yield from _find_persons_told(left, right) if is_person else _find_bodies_told(left, right)
        yield from _find_surroundings(left, right)
        yield from _find_time(left, right)


def _may_be_of_one_kind(kinds: set[SpeakerKind]) -> bool:
    """A person is no body and a document neither; organization, government and group are told apart by few texts."""
    return len(kinds) == 1 or SpeakerKind.UNKNOWN in kinds or not kinds & {SpeakerKind.PERSON, SpeakerKind.DOCUMENT}


def _relate_people(left: Portrait, right: Portrait) -> Iterator[str]:
    """The closest pair of names."""
    pairs = [(one, other) for one in left.names for other in right.names]
    matches = [(_match_people(one, other), {one, other}) for one, other in pairs]
    match, used = min(matches, key=lambda found: (_STEPS.index(found[0].relation), found[0].commonness))
    relation = match.relation
    if relation == NameRelation.FULL_MIDDLE and _are_east_asian(used):
        relation = NameRelation.FULL  # the second syllable of a first name is no middle name
    yield relation.value
    if match.commonness and relation != NameRelation.LETTERS and not _are_double(used):
        yield "a common name" if match.commonness == 1.0 else "a common family name"
    elif match.relation not in _SHORT_FORMS | {NameRelation.MARRIED}:
        yield "a rare name"
    elif match.relation in {NameRelation.SURNAME, NameRelation.INITIAL}:
        yield "a rare family name"
    if not used.isdisjoint(find_names_told(left.profile) + find_names_told(right.profile)):
        yield "a name that a title states"
    yield from _qualify_names(left, right, match.relation)


def _qualify_names(left: Portrait, right: Portrait, relation: NameRelation) -> Iterator[str]:
    """What makes a relation of two names tell less."""
    if not (left.is_named and right.is_named):
        yield "somebody without a name"
    if relation in _SHORT_FORMS and hold_other_offices(left.calling, right.calling):
        yield "a short form with another office"
    if _is_child(left, right) or _is_child(right, left):
        yield "one is named as the child of the other"
    if left.has_generation != right.has_generation and relation != NameRelation.SINGLE:
        yield "a generation on one side"
    if relation in _OPEN_FORMS and (_find_gap(left, right) or timedelta()) > _YEARS_LATER:
        yield "a short form years later"


def _match_people(one: str, other: str) -> NameMatch:
    """How two names of people relate; what seems to contradict may be one name in romanisations far apart."""
    match = compare_people(one, other)
    if match.relation not in _IMPOSSIBLE | {NameRelation.MARRIED}:
        return match
    pairs = tuple(product(read_person_name(one).readings, read_person_name(other).readings))
    if any(are_korean_spellings(*pair) for pair in pairs):
        return match._replace(relation=NameRelation.ROMANISED)
    is_far = any(are_forms_with_far_family(*pair) for pair in pairs)
    return match._replace(relation=NameRelation.FAR) if is_far else match


def _are_double(names: set[str]) -> bool:
    """Whether names end in a double family name, which few bear, however common its halves are."""
    return all("-" in name.split()[-1] for name in names) and not _are_east_asian(names)


def _are_east_asian(names: set[str]) -> bool:
    """Whether all names have a reading with a Chinese, Korean or Vietnamese family name."""
    return all(any(is_east_asian(reading) for reading in read_person_name(name).readings) for name in names)


def _is_child(left: Portrait, right: Portrait) -> bool:
    """Whether the left is called after a father with the first name of the right ("Yahya ibn Ahmad", "Ahmad")."""
    if left.profile.kind != SpeakerKind.PERSON or right.profile.kind != SpeakerKind.PERSON:
        return False
    one, other = read_person_name(left.profile.name), read_person_name(right.profile.name)
    return any(reading[0] in one.fathers for reading in other.readings) and not one.fathers & other.fathers


def _relate_bodies(left: Portrait, right: Portrait) -> Iterator[str]:
    """The closest pair of names of bodies, and what kinds of body these are."""
    names, other_names = left.names, right.names
    if left.spelt and right.spelt:
        names, other_names = left.spelt, right.spelt  # two long forms tell more than the initials they share
    pairs = [(one, other) for one in names for other in other_names]
    matches = [(compare_bodies(one, other, left.said, right.said), one, other) for one, other in pairs]
    match, one, other = min(matches, key=lambda found: (_BODY_STEPS.index(found[0].relation), found[0].commonness))
    relation = match.relation
    kinds = {left.profile.kind, right.profile.kind}
    if relation == BodyRelation.PART and SpeakerKind.DOCUMENT in kinds:
        relation = BodyRelation.LOOSE
    yield relation.value
    if relation == BodyRelation.SAME and not match.commonness:
        if is_known_everywhere(one) or is_known_everywhere(other):
            yield "a name known everywhere"
        elif read_body_name(one).is_generic and read_body_name(other).is_generic:
            yield "a body of which a country has one"
    if match.commonness and relation not in {BodyRelation.ONE_COUNTRY, BodyRelation.PART}:
        yield "a name that many bodies have"
    if not (left.is_named and right.is_named):
        yield from _tell_unnamed(kinds, one, other)
    if len(kinds) > 1 and SpeakerKind.GOVERNMENT in kinds and not _says_what(left) and not _says_what(right):
        yield "a place name for two kinds"


def _tell_unnamed(kinds: set[SpeakerKind], one: str, other: str) -> Iterator[str]:
    """What two bodies lack of which one at least begins with a small letter."""
    if SpeakerKind.GROUP in kinds:
        yield "an unnamed group"
    elif SpeakerKind.DOCUMENT not in kinds and any(read_body_name(name).is_generic for name in (one, other)):
        yield "a body without a name of its own"


def _says_what(portrait: Portrait) -> bool:
    """Whether a name has a word that says what the body is, such as *ministry*."""
    return not read_body_name(portrait.profile.name).words.isdisjoint(read_words("bodies", "generic"))


def _find_persons_told(left: Portrait, right: Portrait) -> Iterator[str]:
    """Offices and affiliations together, then age, kinship and sex."""
    one, other = left.roles, right.roles
    yield from compare_callings(left.calling, right.calling)
    if left.is_former != right.is_former and not one.offices & other.offices:
        yield "a former office on one side"
    if _tell_two_parts(left, right):
        yield "two parts in one story"
    if one.ages and other.ages and min(abs(first - second) for first in one.ages for second in other.ages) > 1:
        yield "another age"
    if are_other_kin(left.parts, right.parts):
        yield "a relative is meant"
    if are_on_two_sides(left.parts, right.parts) and _are_in_one_matter(left, right):
        yield "two sides of one matter"
    if {left.sex, right.sex} == {"he", "she"}:
        yield "a man and a woman"


def _tell_two_parts(left: Portrait, right: Portrait) -> bool:
    """Whether one story gives two speakers offices that have nothing in common, at most months apart."""
    is_apart = hold_other_offices(left.calling, right.calling) and left.calling.fields.isdisjoint(right.calling.fields)
    shares_words = bool(share_words(left.roles.words, right.roles.words))
    gap = _find_gap(left, right) or timedelta()
    return is_apart and not shares_words and bool(share_words(left.about, right.about)) and gap <= _A_YEAR


def _are_in_one_matter(left: Portrait, right: Portrait) -> bool:
    """Whether articles of one time share a story, or titles a body, and nobody is said to be past their part."""
    is_now = not left.is_former and not right.is_former and (_find_gap(left, right) or timedelta()) <= _A_YEAR
    return is_now and bool(share_words(left.about | left.told, right.about | right.told))


def _find_bodies_told(left: Portrait, right: Portrait) -> Iterator[str]:
    """Descriptions of two bodies of like names; numbers and dates of documents."""
    kinds = {left.profile.kind, right.profile.kind}
    yield from _compare_descriptions(left, right)
    if left.is_related != right.is_related:
        yield "a body that belongs to another"
    worldwide = [_is_worldwide(portrait) for portrait in (left, right)]
    if (worldwide[0] and not worldwide[1] and right.places) or (worldwide[1] and not worldwide[0] and left.places):
        yield "a body of the world and one of a country"
    levels = read_words("bodies", "level")
    said, other_said = left.said.words, right.said.words
    if SpeakerKind.GOVERNMENT in kinds and said and other_said and said & levels != other_said & levels:
        yield "another level of government"
    if SpeakerKind.DOCUMENT in kinds:
        numbers, other_numbers = _find_numbers(left.profile), _find_numbers(right.profile)
        if not numbers or not other_numbers:
            is_later = (_find_gap(left, right) or timedelta()) > _A_YEAR
            yield "a document without its date" + is_later * ", of another year"
        elif numbers - other_numbers and other_numbers - numbers:
            yield "other dates in the name"


def _is_worldwide(portrait: Portrait) -> bool:
    """Whether its name or what is said of it calls a body one of the world."""
    words = portrait.said.words.union(*(read_body_name(name).words for name in portrait.profile.names))
    return not words.isdisjoint(read_words("bodies", "world"))


def _compare_descriptions(left: Portrait, right: Portrait) -> Iterator[str]:
    """Whether two bodies are described alike; with initials alone a long form on one side is a description too."""
    one, other = left.described, right.described
    if bool(left.spelt) != bool(right.spelt) and left.profile.name == right.profile.name:
        one, other = (side.described or side.said.words for side in (left, right))
    if not one or not other:
        return
    shared = share_words(one, other)
    generic = read_words("bodies", "generic")
    if shared - generic:
        yield "described alike"
    elif not shared or (one - generic and other - generic):
        if SpeakerKind.DOCUMENT in {left.profile.kind, right.profile.kind}:
            yield "a document described otherwise"
        else:
            is_one = left.profile.kind == right.profile.kind and _share_story(left, right)
            yield "described otherwise in one story" if is_one else "described as something else"


def _find_numbers(profile: Profile) -> set[str]:
    """The numbers and months in the names and titles of a document."""
    text = fold(" ".join((*profile.names, *profile.titles)))
    return set(_NUMBER.findall(text)) | read_words("names", "month").intersection(text.split())


def _find_surroundings(left: Portrait, right: Portrait) -> Iterator[str]:
    """Countries, who else is named in the articles, and whether these tell one story."""
    if left.places and right.places:
        yield "the same country" if _share_places(left.places, right.places) else "another country"
    own = {fold(name) for name in (*left.profile.names, *right.profile.names)}
    if shared := (left.company & right.company) - own:
        company = "several others" if len(shared) >= _SEVERAL else "one other"
        yield f"named together with {company}"
    if told := _share_story(left, right):
        yield "the same story" if len(told) < _SEVERAL else "the same story, by several words"


def _share_story(left: Portrait, right: Portrait) -> frozenset[str]:
    """The words that the articles share, or those of one with the titles of the other."""
    return share_words(left.about, right.about | right.told) | share_words(right.about, left.told)


def _share_places(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two have a country in common, and where both name parts of countries a part too."""
    parts, other_parts = (frozenset(code for code in codes if "-" in code) for codes in (left, right))
    return not left.isdisjoint(right) and not (parts and other_parts and parts.isdisjoint(other_parts))


def _find_time(left: Portrait, right: Portrait) -> Iterator[str]:
    """How far apart they appear, and whether one was dead."""
    gap = _find_gap(left, right)
    reason = next((reason for least, reason in _APART if gap is not None and gap > least), None)
    if reason:
        yield reason
    elif _ends_before(left, right) or _ends_before(right, left):
        yield "a lifetime apart"


def _ends_before(left: Portrait, right: Portrait) -> bool:
    """Whether a title of the left gives a life that ended before the right first appears."""
    ends = [int(life[1]) for title in left.profile.titles for life in _LIFE.findall(title)]
    return bool(ends and right.days) and max(ends) < min(right.days).year


def _find_gap(left: Portrait, right: Portrait) -> timedelta | None:
    """The least time between an article of one and one of the other, None where a side has no day."""
    if not left.days or not right.days:
        return None
    return max(min(right.days) - max(left.days), min(left.days) - max(right.days), timedelta())

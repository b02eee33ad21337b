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
from onrecord.speakers.body_names import BodyMatch, BodyRelation, compare_bodies, read_body_name
from onrecord.speakers.callings import compare_callings, hold_other_offices
from onrecord.speakers.chinese_names import is_east_asian
from onrecord.speakers.far_names import are_forms_with_far_family, are_korean_spellings
from onrecord.speakers.name_forms import fold
from onrecord.speakers.parts import are_on_two_sides, are_other_kin
from onrecord.speakers.person_names import NameMatch, NameRelation, compare_people, read_person_name
from onrecord.speakers.roles import share_words
from onrecord.speakers.stated_names import find_names_told
from onrecord.speakers.word_tables import read_weights, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.domain import Profile
    from onrecord.speakers.portraits import Portrait


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
_EUROPE = "x-eu"  # a code with a hyphen that is no part of a country
_STEPS = tuple(NameRelation)
_BODY_STEPS = tuple(BodyRelation)
_A_YEAR = timedelta(days=365)
_YEARS_LATER = timedelta(days=3 * 365)
_SHORT_FORMS = frozenset({NameRelation.SURNAME, NameRelation.GIVEN, NameRelation.SINGLE, NameRelation.INITIAL})
_LOOSE_FORMS = _SHORT_FORMS | {
    NameRelation.NICKNAME, NameRelation.MIDDLE_USED, NameRelation.CLOSE, NameRelation.FAR, NameRelation.EXTENDED,
}  # fmt: skip
_OPEN_FORMS = _SHORT_FORMS | {NameRelation.EXTENDED}
_NUMBER = re.compile(r"\d+")
_LIFE = re.compile(r"\b(1\d{3}|20\d{2})\s?[-–]\s?(1\d{3}|20\d{2})\b")


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
        is_many = "a name that many bodies have" in named
        told = list(_find_persons_told(left, right) if is_person else _find_bodies_told(left, right, is_many=is_many))
        around = list(_find_surroundings(left, right))
        yield from (*told, *around)
        if is_person:
            yield from _join(left, right, frozenset((*told, *around)))
        yield from _find_time(left, right)


def _join(left: Portrait, right: Portrait, found: frozenset[str]) -> Iterator[str]:
    """What reasons on two people tell together that they do not tell one by one."""
    stories = found & {"the same story", "the same story, by several words"}
    if stories and found & {"the same office", "the same calling"} and "other words in the titles" not in found:
        yield "one calling in one story"
    if "the same story, by several words" in stories and not (left.profile.titles and right.profile.titles):
        yield "one story, and nothing said of one side"


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
    if relation in _LOOSE_FORMS and hold_other_offices(left.calling, right.calling):
        yield "a short form with another office"
    if _is_child(left, right) or _is_child(right, left):
        yield "one is named as the child of the other"
    if left.has_generation != right.has_generation and relation != NameRelation.SINGLE:
        yield "a generation on one side"
        if left.calling.trades and right.calling.trades and not left.calling.trades & right.calling.trades:
            yield "a generation and another calling"
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
    if left.renown.is_sure and right.renown.is_sure and left.renown.bodies.isdisjoint(right.renown.bodies):
        relation = BodyRelation.NONE  # two bodies of renown, whatever words they share
    kinds = {left.profile.kind, right.profile.kind}
    if relation == BodyRelation.PART and SpeakerKind.DOCUMENT in kinds:
        relation = BodyRelation.LOOSE
    yield relation.value
    if not {one, other}.isdisjoint(find_names_told(left.profile) + find_names_told(right.profile)):
        yield "a name that a title states"
    yield from _qualify_body_names(left, right, match._replace(relation=relation), (one, other))
    if not (left.is_named and right.is_named):
        yield from _tell_unnamed(kinds, one, other)
    if len(kinds) > 1 and SpeakerKind.GOVERNMENT in kinds and not _says_what(left) and not _says_what(right):
        yield "a place name for two kinds"


def _qualify_body_names(left: Portrait, right: Portrait, match: BodyMatch, names: tuple[str, str]) -> Iterator[str]:
    """Whether a name that two bodies share means one of them only, or many."""
    if match.relation == BodyRelation.SAME and not match.commonness:
        if left.renown.is_sure or right.renown.is_sure:
            yield "a name known everywhere"
        elif all(read_body_name(name).is_generic for name in names):
            yield "a body of which a country has one"
        elif not any(read_body_name(name).is_generic for name in names):
            yield "a name of its own"
    if not left.renown.is_sure and not right.renown.is_sure and len(left.renown.bodies | right.renown.bodies) > 1:
        yield "initials that several bodies have"
    elif match.commonness and match.relation not in {BodyRelation.ONE_COUNTRY, BodyRelation.PART}:
        yield "a name that many bodies have"


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
    if _stands_in_article(left, right) or _stands_in_article(right, left):
        yield "an office told in the other's article"
    if hold_other_offices(left.calling, right.calling) and (_find_gap(left, right) or timedelta()) > _YEARS_LATER:
        yield "other offices years apart"
    if left.is_former != right.is_former and not one.offices & other.offices:
        yield "a former office on one side"
    if _tell_two_parts(left, right):
        yield "two parts in one story"
    if one.ages and other.ages:
        yield "an age that agrees" if _are_of_an_age(left, right) else "another age"
    is_told = left.parts.kin & right.about or right.parts.kin & left.about
    if (
        (are_other_kin(left.parts, right.parts) and not is_told)
        or "namesake" in left.about | right.about
        or _names_relative(left, right)
        or _names_relative(right, left)
    ):
        yield "a relative is meant"
    if are_on_two_sides(left.parts, right.parts) and _are_in_one_matter(left, right):
        yield "two sides of one matter"
    if {left.sex, right.sex} == {"he", "she"}:
        yield "a man and a woman"


def _are_of_an_age(left: Portrait, right: Portrait) -> bool:
    """Whether stated ages give years of birth at most one apart, both read of one year where an article has no day."""
    is_dated = bool(left.days and right.days)
    one, other = (
        {(day.year if is_dated else 0) - age for day in side.days or (date.min,) for age in side.roles.ages}
        for side in (left, right)
    )
    return any(abs(first - second) <= 1 for first in one for second in other)


def _names_relative(one: Portrait, other: Portrait) -> bool:
    """Whether an article on one, with another first name, tells of a relative with the first name of the other."""
    if one.about.isdisjoint(read_words("names", "relative")):
        return False
    own, others = (
        frozenset(reading[0] for name in side.names for reading in read_person_name(name).readings if len(reading) > 1)
        for side in (one, other)
    )
    return bool((others - own) & one.about)


def _stands_in_article(one: Portrait, other: Portrait) -> bool:
    """Whether the article of the other has all words but one that say what one does and for whom, two or more."""
    shared = len(share_words(one.duties, other.about))
    return shared >= max(_SEVERAL, len(one.duties) - 1)


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


def _find_bodies_told(left: Portrait, right: Portrait, *, is_many: bool) -> Iterator[str]:
    """Descriptions of two bodies of like names; numbers and dates of documents."""
    kinds = {left.profile.kind, right.profile.kind}
    yield from _compare_descriptions(left, right, is_many=is_many)
    if left.is_related != right.is_related:
        yield "a body that belongs to another"
    is_one = not left.renown.bodies.isdisjoint(right.renown.bodies)
    worldwide = [_is_worldwide(portrait) and not is_one for portrait in (left, right)]
    if (worldwide[0] and not worldwide[1] and right.places) or (worldwide[1] and not worldwide[0] and left.places):
        yield "a body of the world and one of a country"
    if _is_part_of(left, right) or _is_part_of(right, left):
        yield "part of a country and the whole"
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


def _is_part_of(left: Portrait, right: Portrait) -> bool:
    """Whether one office of state is named by part of a country, the other by the whole ("Bavarian", "German")."""
    one, other = (
        frozenset().union(*(read_body_name(name).countries for name in side.profile.names)) for side in (left, right)
    )
    parts = frozenset(code for code in one if "-" in code and code != _EUROPE)
    return bool(parts and other) and one > other and all(_says_what(side) for side in (left, right))


def _is_worldwide(portrait: Portrait) -> bool:
    """Whether its name or what is said of it calls a body one of the world."""
    words = portrait.said.words.union(*(read_body_name(name).words for name in portrait.profile.names))
    return not words.isdisjoint(read_words("bodies", "world"))


def _compare_descriptions(left: Portrait, right: Portrait, *, is_many: bool) -> Iterator[str]:
    """Whether two bodies are described alike; with initials alone a long form on one side is a description too.

    Another description in one story speaks against them only where many have the name.
    """
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
            if is_many or not is_one:
                yield "described otherwise in one story" if is_one else "described as something else"


def _find_numbers(profile: Profile) -> set[str]:
    """The numbers and months in the names and titles of a document."""
    text = fold(" ".join((*profile.names, *profile.titles)))
    return set(_NUMBER.findall(text)) | read_words("names", "month").intersection(text.split())


def _find_surroundings(left: Portrait, right: Portrait) -> Iterator[str]:
    """Countries, who else is named in the articles, and whether these tell one story."""
    if left.places and right.places and not _are_one_of_renown(left, right):
        yield "the same country" if _share_places(left.places, right.places) else "another country"
    own = {fold(name) for name in (*left.profile.names, *right.profile.names)}
    if shared := (left.company & right.company) - own:
        company = "several others" if len(shared) >= _SEVERAL else "one other"
        yield f"named together with {company}"
    if told := _share_story(left, right):
        yield "the same story" if len(told) < _SEVERAL else "the same story, by several words"


def _are_one_of_renown(left: Portrait, right: Portrait) -> bool:
    """Whether both mean one body of renown, wherever articles find it, unless titles say of which countries."""
    is_told = bool(left.roles.countries and right.roles.countries)
    is_sure = left.renown.is_sure and right.renown.is_sure and not is_told
    return is_sure and not left.renown.bodies.isdisjoint(right.renown.bodies)


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

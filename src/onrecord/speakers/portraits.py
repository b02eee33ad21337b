"""A speaker read for comparison with others: the names, what titles and articles say, once for all pairs.

Nothing is compared or weighed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain.kinds import SpeakerKind
from onrecord.speakers.body_names import Said, names_another, read_description
from onrecord.speakers.callings import Calling, read_calling
from onrecord.speakers.countries import Naming, find_countries
from onrecord.speakers.name_forms import fold
from onrecord.speakers.parts import Parts, part_titles, read_parts
from onrecord.speakers.person_names import read_person_name
from onrecord.speakers.renown import Renown, find_renown, mark_bodies
from onrecord.speakers.roles import Roles, read_roles
from onrecord.speakers.stated_names import find_names, find_spelt, find_stated, states_name
from onrecord.speakers.word_tables import read_spellings, read_words

if TYPE_CHECKING:
    from datetime import date

    from onrecord.domain import Profile

_FORMER = frozenset({"former", "ex", "formerly", "retired"})
_SIDES = frozenset(
    {"western", "eastern", "northern", "southern", "senior", "top", "two", "three", "several", "some", "many"}
)
_FEWEST_LETTERS = 2  # of a word that tells something


_NOBODY = Renown(frozenset(), is_sure=False)


class Portrait(NamedTuple):
    """A profile read for comparison, once for all pairs it stands in.

    ``names`` include those that titles state, ``spelt`` are long forms of initials; ``places`` are codes of countries;
    ``parts``: whose relative it is and on which side it stands, ``is_related``: whose daughter or owner a body is,
    ``is_former``: that an office is past; ``sex`` is "he", "she" or None;
    ``about`` and ``told`` the telling words of articles and of titles; ``renown``: the bodies of renown that a name
    can mean; ``duties``: the words that say what somebody does and for whom.
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
    renown: Renown
    duties: frozenset[str]


def portray(profile: Profile) -> Portrait:
    """Read a profile."""
    is_person = profile.kind == SpeakerKind.PERSON
    prefix = read_person_name(profile.name).title if is_person else ""
    own_titles, of_kin = part_titles(mark_bodies(title) for title in profile.titles)
    affiliations = tuple(mark_bodies(affiliation) for affiliation in profile.affiliations)
    roles = read_roles((*own_titles, prefix), (*affiliations, *of_kin), profile.countries)
    titles = frozenset(word for title in profile.titles for word in fold(title).split())
    about = frozenset(word for article in profile.articles for word in _read_about(article.about or ""))
    idle = read_words("names", "idle") | read_words("bodies", "connective")
    own = frozenset(word for name in profile.names for word in fold(name).split())
    calling = read_calling(roles, (*own_titles, prefix), _find_proper(*own_titles, *affiliations), about - idle - own)
    said = read_description((*profile.titles, *profile.affiliations))
    return Portrait(
        profile=profile,
        names=find_names(profile),
        is_named=_is_named_person(profile.name) if is_person else _is_named_body(profile.name, profile.kind),
        has_generation=is_person and read_person_name(profile.name).generation is not None,
        spelt=find_spelt(profile),
        roles=roles,
        calling=calling,
        said=said,
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
        renown=_NOBODY if is_person else _find_own_renown(profile, said.countries),
        duties=frozenset(word for word in roles.words | calling.trades if len(word) >= _FEWEST_LETTERS) - idle,
    )


def _is_named_person(name: str) -> bool:
    """Whether the last word before an *of* or a comma has a capital or no case: "the mayor of Tarsk" is not named."""
    words = name.partition(" of ")[0].partition(",")[0].split()
    return bool(words) and (not words[-1].islower() or words[-1].startswith("@") or not words[-1].isascii())


def _is_named_body(name: str, kind: SpeakerKind) -> bool:
    """Whether the first word of a name, an article aside, has a capital: "residents of Tarsk" are not named.

    A group is not named either where only its country or side has one ("Russian soldiers", "Western officials").
    """
    words = [word for word in name.split() if word.casefold() not in {"the", "a", "an"}]
    if kind == SpeakerKind.GROUP and len(words) > 1 and words[-1].islower():
        rest = frozenset(find_countries(name).rest) - _SIDES
        return any(word[0].isupper() and not rest.isdisjoint(fold(word).split()) for word in words)
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
    return any(names_another(title) for title in told)


def _find_sex(words: frozenset[str]) -> str | None:
    """What words say of a speaker's sex; None where they say neither or both."""
    found = [sex for sex in ("he", "she") if words & read_words("names", sex)]
    return found[0] if len(found) == 1 else None


def _find_proper(*texts: str) -> frozenset[str]:
    """The folded words of titles and affiliations that have a capital: names, of places and bodies mostly."""
    words = " ".join(texts).split()
    spellings = read_spellings()
    return frozenset(spellings.get(part, part) for word in words if word[:1].isupper() for part in fold(word).split())


def _read_about(text: str) -> tuple[str, ...]:
    """The words of what an article is about, in the spelling that titles are read in."""
    spellings = read_spellings()
    return tuple(spellings.get(word, word) for word in fold(mark_bodies(text)).split())


def _find_own_renown(profile: Profile, countries: frozenset[str]) -> Renown:
    """The bodies of renown that the name of a body can mean, or its long form in a title, or else an alias."""
    found = [find_renown(name, countries) for name in find_spelt(profile) or profile.names]
    return next((each for each in found if each.is_sure), found[0])


def _find_company(profile: Profile) -> frozenset[str]:
    """The folded names in a profile's articles; single common names tell nothing."""
    names = frozenset(fold(name) for article in profile.articles for name in article.co_mentioned)
    return names - read_words("names", "common family") - read_words("names", "common given")

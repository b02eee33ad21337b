"""Votes for what kind of thing a name means: by its own words, and by the words around it that are no title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import OFFICES_OF_BODIES, PLACE_WORDS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page

_DEPARTMENTS = frozenset(
    "Department Departments Ministry Office Bureau Centers Centres Center Centre Institute Directorate Inspectorate "
    "Committee College School Faculty Academy Society Association Board Commission Agency Administration Chamber "
    "Council Division Court Secretary Minister Ministers Registry Museum Federation Federal Confederation Union "
    "Guild".split()
)
"""Words before "of" and several fields: "Department of Health and Social Care"."""
_SORTS = frozenset(
    "Administration Agency Association Authority Board Bureau Center Centre Coalition College Commission Committee "
    "Council Department Directorate Executive Federation Foundation Forum Fund Group Guild Inspectorate Institute "
    "Institution Laboratory League Ministry Museum Network Observatory Office Organisation Organization Panel Party "
    "School Secretariat Service Services Society Tribunal Trust Union Project Program Programme Survey Corps "
    "Company Workers".split()
)
"""Last words of bodies whose fields stand before them: "Food and Drug Administration"."""
_FIELDS = frozenset(
    "Fire Water Health Power Energy Media Research Oil Gas Rail Sports Football Insurance Music Science Technology "
    "Independent National Motor Electric Mining Shipping Homes Farms Housing".split()
)
"""Words for fields that are in names of bodies."""
_MOST_JOINED = 6
INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}s?|(?:[A-Z]\.){1,5}[A-Z]")
_PLACED_BY = frozenset("in near into across around outside inside at".split())
_MADE_WORD = re.compile(r"[A-Z]?[a-z]{2,20}[A-Z][A-Za-z]{0,20}|[\w-]{1,40}\.(?:com|org|net|co|io|tv|gov|edu|info|news)")
_INVESTED = frozenset("shares share stake stakes stock holding holdings interest investment invested investor".split())
_FOUNDING = frozenset("founder co-founder cofounder founders shareholders headquarters ceo shares".split())
"""What bodies have and nobody else."""
_BODY_PARTS = frozenset(
    "board shares shareholders headquarters customers subsidiary founders members profits revenue products stores "
    "owners factories parent chief manifesto website".split()
)
_PLURAL_VERBS = frozenset({"have", "are", "were"})
"""After a name alone at the head of a clause: British English has bodies in the plural ("Rovers have")."""
_CLAUSE_OPENERS = frozenset("that as but while because if".split())
_NAME_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "O’", "O'", "Fitz", "Al", "El", "Da", "Lo")
_AGE = re.compile(r",\s(?:aged\s)?(\d{1,3})(?=[,;.\s)]|$)")
_OF_SEVERAL = re.compile(r", who (?:are|were|have|do)\b")
_PLACE_STARTS = frozenset(
    "North South East West Northern Southern Eastern Western Upper Lower Central Greater New San Santa Los Las Fort "
    "Port Mount Lake Cape Saint St".split()
)
_FIRST_AND_LAST = 2
_PAPERS = frozenset("Poll Index Act Bill Treaty Constitution".split())
"""Last words of names of documents."""
_SURELY_MANY = 4.0  # votes; more than an article before it or its place in a sentence takes away
OF_HOUSES = frozenset("House Senate Congressional Capitol Assembly Commons Lords Holyrood Westminster".split())
"""Words before the members of a party that say in which house they sit."""
_LONGEST_ODD_NAME = 7
"""Letters of surnames in *-s* and *-ly*, most of which are shorter (Andrews, Sanders, Kennelly)."""


_SPEAKING_FOR = frozenset("Voice Echo Friends Mothers Sons Daughters Defenders Heirs".split())
_WITHIN_BODIES = frozenset("in on to against at by with of for and the".split())
_MOST_SPELT = 10  # words of a name whose initials stand behind it


def find_joined_end(page: Page, first: int, joint: int, lexicon: Lexicon) -> int | None:
    """Where a run ends that goes on after "and" inside the name of one body: "the Food and Drug Administration"."""
    words, last = page.words, joint + 1
    if words[joint].key != "and" or page.gap(joint) != " " or page.gap(last) != " ":
        return None
    while last < len(words) and last <= joint + _MOST_JOINED and words[last].is_capital:
        last += 1
        if page.gap(last) != " " or words[last - 1].is_possessive:
            break
    left, right = [each.bare for each in words[first:joint]], [each.bare for each in words[joint + 1 : last]]
    if not right or _is_complete(right, lexicon):
        return None
    if len(left) > 1 and left[0] in _DEPARTMENTS and words[first + 1].key in {"of", "for"}:
        return None if right[0] in lexicon.first_names or _is_complete(left[2:], lexicon) else last
    before = words[first - 1] if first else None
    is_owned = before is not None and (before.key == "the" or before.is_possessive)
    is_sort = len(right) > 1 and right[-1] in _SORTS
    return last if is_owned and is_sort and left[-1] not in _SORTS and not _is_complete(left, lexicon) else None


def find_spelt_end(page: Page, first: int, joint: int) -> int | None:
    """Where a run ends that goes on after a small word: as initials behind it spell, or as in "Voice of Lorland".

    "United Nations Mission in Lorland (UNMIL)": each of its words, or each capital one, gives a letter.
    """
    words, last = page.words, joint
    if words[joint].key == "of" and words[joint - 1].bare in _SPEAKING_FOR and words[joint + 1 : joint + 2]:
        return joint + 2 if words[joint + 1].is_capital and page.gap(joint + 1) == " " else None
    if words[joint].key not in _WITHIN_BODIES:
        return None
    while last < len(words) and last - first < _MOST_SPELT and page.gap(last) == " ":
        if not words[last].is_capital and words[last].key not in _WITHIN_BODIES:
            return None
        last += 1
    if last >= len(words) or page.gap(last) != " (" or not words[last].bare.isupper() or not words[last - 1].is_capital:
        return None
    letters = "".join(word.bare[0] for word in words[first:last])
    spelt = {letters.upper(), "".join(letter for letter in letters if letter.isupper())}
    return last if words[last].bare in spelt else None


def _is_complete(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words are the whole name of a place or a body by themselves: "Pentagon", "White House", "FBI"."""
    whole = " ".join(parts)
    is_short = len(parts) == 1 and (parts[0].isupper() or (parts[0] in lexicon.body_words and parts[0] not in _FIELDS))
    return is_short or whole in lexicon.places or whole in lexicon.renowned


def vote_by_words(name: Name, lexicon: Lexicon) -> None:
    """Vote by what the words of the name itself tell."""
    whole = " ".join(name.parts)
    if whole in lexicon.places:
        name.is_place = True
        name.vote(SpeakerKind.GOVERNMENT, 2.0)
    elif _means_many(name.parts, lexicon):
        name.is_collective = True
        name.vote(SpeakerKind.GROUP, _SURELY_MANY)
        return
    elif len(name.parts) > 1 and name.parts[-1] in _PAPERS:
        name.vote(SpeakerKind.DOCUMENT, 3.0)
        return
    elif whole in lexicon.renowned or name.parts[0] in lexicon.bodies or _looks_made(name.parts, lexicon):
        name.vote(SpeakerKind.ORGANIZATION, 2.5)
    elif _has_body_word(name.parts, lexicon):
        is_called = name.parts[0] in lexicon.first_names and len(name.parts) == _FIRST_AND_LAST
        name.vote(SpeakerKind.ORGANIZATION, 2.5 if len(name.parts) > 1 and not is_called else 1.0)
        name.vote(SpeakerKind.PERSON, 1.5 * is_called)
    elif whole in lexicon.adjectives or whole in lexicon.demonyms:
        name.vote(SpeakerKind.GROUP, 1.5)
    elif (len(name.parts) > 1 and name.parts[-1] in PLACE_WORDS) or _is_compass(name.parts, lexicon):
        is_called = name.parts[0] in lexicon.first_names and len(name.parts) == _FIRST_AND_LAST  # "Ellen Park"
        name.is_place = not is_called
        name.vote(SpeakerKind.PERSON if is_called else SpeakerKind.GOVERNMENT, 1.0)
    elif ACRONYM.fullmatch(name.parts[-1]) and name.parts[-1].lower() not in SUFFIXES:
        name.vote(SpeakerKind.ORGANIZATION, 1.5)
    elif name.parts[0] in lexicon.first_names:
        name.vote(SpeakerKind.PERSON, 3.0 if len(name.parts) > 1 else 1.0)
    _vote_for_person(name, lexicon)


def _means_many(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name calls many by their people, faith or party: "Palestinians", "House Republicans".

    With other words before it a party's is a body: "Liberal Democrats".
    """
    if parts[-1] not in lexicon.collectives:
        return False
    own = all(part in OF_HOUSES or is_origin(part, lexicon) for part in parts[:-1])
    return own or parts[-1] not in lexicon.body_words | lexicon.movements


def is_origin(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before the name of a people or party says where they are from: "Ohio", "Syrian", "African"."""
    return word in lexicon.places or word in lexicon.adjectives or word in lexicon.demonyms


def _vote_for_person(name: Name, lexicon: Lexicon) -> None:
    """Vote for a person by the surname, the number of words and initials."""
    if " ".join(name.parts) in lexicon.surnames:
        name.vote(SpeakerKind.PERSON, 2.0)
    if len(name.parts) in {2, 3, 4}:
        name.vote(SpeakerKind.PERSON, 0.4)
    if len(name.parts) > 2 and INITIALS.fullmatch(name.parts[1]):  # noqa: PLR2004 - first, initial, last
        name.vote(SpeakerKind.PERSON, 2.0)


def _is_compass(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name begins as places do: "North Lorland", "Port Ash"."""
    return len(parts) > 1 and parts[0].split("-")[0] in _PLACE_STARTS and parts[0] not in lexicon.first_names


def is_dateline(page: Page, name: Name) -> bool:
    """Whether a name in capitals begins a paragraph and tells where it was written: "ZURICH, Feb 26 (Wire) -"."""
    start, _ = page.paragraphs[page.paragraph(name.start)]
    after = page.text[name.end : name.end + 3]
    return (
        name.start == start and "".join(name.parts).isupper() and after.startswith((", ", " (", " —", " –", " -", "/"))
    )


def _has_body_word(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word of a name tells that it is a body's, anywhere in it or at its begin or end."""
    if any(part in lexicon.body_words for part in parts):
        return True
    return len(parts) > 1 and (parts[-1] in lexicon.body_ends or parts[0] in lexicon.body_starts)


def _looks_made(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word is spelt as only bodies are: SurveyMonkey, example.org, POLITICO; McAdam and DeLuca are not."""
    if len(parts) == 1 and parts[0].isupper() and parts[0].capitalize() in lexicon.bodies:
        return True
    return any(_MADE_WORD.fullmatch(part) is not None and not part.startswith(_NAME_PREFIXES) for part in parts)


def vote_by_context(page: Page, name: Name) -> None:
    """Vote by the words around the name that are no title."""
    before = page.words[name.first - 1].key if name.first and page.gap(name.first) == " " else ""
    if name.has_article:
        name.vote(SpeakerKind.PERSON, -2.0)
        name.vote(SpeakerKind.ORGANIZATION, 0.6)
    is_possessive = page.words[name.last - 1].is_possessive
    town_of = name.first - 2 if before == "of" else 0
    is_seat = (
        town_of > 0 and page.words[town_of].is_capital and not page.opens_sentence(town_of)
    )  # "Lorne Tull of Tarn"
    is_in = before in _PLACED_BY and not _invests(page, name)
    name.is_placed = (is_in or is_seat) and not is_possessive and not name.is_modifier
    after = page.text[name.end : name.end + 14]
    age = _AGE.match(after)
    name.age = age and age[1]
    is_placing = name.is_place or name.is_placed
    if age or (after.startswith((", who ", ", whose ", ", whom ")) and not is_placing and not _OF_SEVERAL.match(after)):
        name.vote(SpeakerKind.PERSON, 2.0)
    elif after.startswith(", which "):
        name.vote(SpeakerKind.ORGANIZATION, 1.0)
    following = page.words[name.last].key if name.last < len(page.words) and page.gap(name.last) == " " else ""
    if (
        following in _PLURAL_VERBS
        and not is_plural_word(name.parts)
        and (name.opens_sentence or before in _CLAUSE_OPENERS)
    ):
        name.vote(SpeakerKind.ORGANIZATION, 3.0)
    if len(name.parts) > 1 and _has_officers(page, name, before, following):
        name.vote(SpeakerKind.ORGANIZATION, 3.0)
    if is_possessive and following in _FOUNDING:
        name.vote(SpeakerKind.ORGANIZATION, 2.0)
    if (is_possessive and following in _BODY_PARTS) or (before == "in" and _invests(page, name)):
        name.vote(SpeakerKind.ORGANIZATION, 1.0)


def _has_officers(page: Page, name: Name, before: str, following: str) -> bool:
    """Whether somebody beside a name works for what it names: before a named one, or with "of" or "at" between."""
    words, after = page.words, name.last + 1
    if following in OFFICES_OF_BODIES:
        return after < len(words) and words[after].is_capital and page.gap(after) == " "
    return before in {"of", "at"} and name.first > 1 and words[name.first - 2].key in OFFICES_OF_BODIES


def _invests(page: Page, name: Name) -> bool:
    """Whether a name stands after "shares in"."""
    return name.first > 1 and page.words[name.first - 2].key in _INVESTED


def is_adverb(parts: Sequence[str]) -> bool:
    """Whether a name can as well be an adverb at the head of a sentence: "Preemptively"."""
    return len(parts) == 1 and len(parts[0]) > _LONGEST_ODD_NAME and parts[0].endswith("ly")


def is_plural_word(parts: Sequence[str]) -> bool:
    """Whether a name can as well be a plural noun at the head of a sentence: "Progressives"."""
    word = parts[-1]
    return len(parts) == 1 and len(word) > _LONGEST_ODD_NAME and word.endswith("s") and not word.endswith("ss")

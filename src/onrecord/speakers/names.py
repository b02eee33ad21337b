"""Proper names in running text: where they stand, what they are called by, and of which kind they are.

A name is a run of capital words; the title in front ("Transport Minister Darija Vuković") is not part of it.  What kind
of thing it names is a sum of votes: of its own words, of the nouns it stands beside, and of the model's mentions where
there are any.  Whether two names mean the same is decided in ``cast``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import (
    GEOGRAPHY,
    NO_NAMES,
    PARTICLES,
    PLACE_WORDS,
    PREPOSITIONS,
    SUFFIXES,
)
from onrecord.speakers.titles import Title, TitleReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.speakers.lexicon import Gender, Lexicon, Noun
    from onrecord.speakers.page import Page, Word

INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}s?|(?:[A-Z]\.){2,5}[A-Z]?")
CLAUSE_ENDS = frozenset(',;:.!?()“”"—–')
_PLACED_BY = frozenset("in near from to toward towards into across around outside inside".split())
_AGE = re.compile(r",\s(?:aged\s)?(\d{1,3})(?=[,;.\s)]|$)")
_SMALL = NO_NAMES | PREPOSITIONS
_FIRST_AND_LAST = 2
_LEAST_LETTERS, _LEAST_WORDS, _TITLE_SHARE = 3, 4, 0.8  # of a headline in title case
_MAX_RUN = 9


@dataclass(slots=True)
class Name:
    """One occurrence of a name: words ``first`` to ``last`` (after the last) of the page, without titles."""

    first: int
    last: int
    start: int
    end: int
    parts: tuple[str, ...]  # its words, without possessive endings
    opens_sentence: bool
    titles: list[Title] = field(default_factory=list)
    genders: list[Gender] = field(default_factory=list)
    votes: dict[SpeakerKind, float] = field(default_factory=dict)
    is_place: bool = False
    has_article: bool = False  # "the" stands before it
    is_modifier: bool = False  # a common noun follows that it belongs to: "Obama administration"
    age: str | None = None
    alias: str | None = None  # a short form in brackets after it
    generation: str | None = None  # "sr" or "jr", as "the elder" or "Jr." says

    def vote(self, kind: SpeakerKind, weight: float) -> None:
        """Add evidence for a kind."""
        self.votes[kind] = self.votes.get(kind, 0.0) + weight

    @property
    def kind(self) -> SpeakerKind:
        """The kind with the most votes; unknown where nothing tells."""
        return most_voted(self.votes)


def most_voted(votes: Mapping[SpeakerKind, float]) -> SpeakerKind:
    """The kind with the most votes; unknown where none has more than nothing."""
    best = max(votes, key=lambda kind: votes[kind], default=SpeakerKind.UNKNOWN)
    return best if votes.get(best, 0.0) > 0 else SpeakerKind.UNKNOWN


def find_names(page: Page, lexicon: Lexicon) -> list[Name]:
    """Find all names of a page, in order; headlines in title case are passed over, their capitals tell nothing."""
    shouted = {number for number in range(len(page.paragraphs)) if _is_title_case(page, number)}
    names, number = [], 0
    while number < len(page.words):
        word = page.words[number]
        if not word.is_capital or word.key in NO_NAMES or _starts_none(page.text, word):
            number += 1
            continue
        last = end_of_run(page, number, lexicon)
        if not shouted or page.paragraph(word.start) not in shouted:
            name = read_name(page, number, last, lexicon)
            if name is not None:
                names.append(name)
        number = last
    if shouted:
        known = {part for name in names for part in name.parts if name.kind is not SpeakerKind.UNKNOWN} - NO_NAMES
        names += (name for number in shouted for name in _known_names(page, number, known, lexicon))
        names.sort(key=lambda name: name.first)
    return names


def _known_names(page: Page, paragraph: int, known: set[str], lexicon: Lexicon) -> Iterator[Name]:
    """Find in a title-case paragraph the names that the rest of the page has."""
    start, end = page.paragraphs[paragraph]
    number, stop = page.number_at(start), page.number_at(end)
    while number < stop:
        last = number
        while last < stop and page.words[last].bare in known and (last == number or page.runs_on(last)):
            last += 1
        if last > number and (name := read_name(page, number, last, lexicon)) is not None:
            yield name
        number = max(last, number + 1)


def _starts_none(text: str, word: Word) -> bool:
    """Whether a capital word is a contraction ("I'm") or a tag ("#Solidarity")."""
    return re.split("['’]", word.key)[0] in NO_NAMES or text[word.start - 1 : word.start] in {"#", "@"}


def _is_title_case(page: Page, number: int) -> bool:
    """Whether nearly all words of a paragraph have capitals, those that stay small in titles aside."""
    start, end = page.paragraphs[number]
    words = page.words[page.number_at(start) : page.number_at(end)]
    telling = [word for word in words if len(word.bare) >= _LEAST_LETTERS and word.key not in _SMALL]
    return len(telling) >= _LEAST_WORDS and sum(word.is_capital for word in telling) > _TITLE_SHARE * len(telling)


def end_of_run(page: Page, number: int, lexicon: Lexicon) -> int:
    """Find where the run of capital words that begins at ``number`` ends."""
    words, last = page.words, number + 1
    is_body = words[number].bare in lexicon.body_words
    while last < len(words) and last - number < _MAX_RUN and page.runs_on(last):
        word = words[last]
        if word.is_capital and (word.key not in NO_NAMES or word.key == "may"):
            is_body = is_body or word.bare in lexicon.body_words
            last += 1
            continue
        ahead = last + 1
        is_link = word.key in PARTICLES or (
            word.key in {"of", "for"} and (is_body or _is_office(words[last - 1], lexicon))
        )
        if is_link and ahead < len(words) and words[ahead].key == "the" and word.key in {"of", "for"}:
            ahead += 1
        if not (is_link and ahead < len(words) and words[ahead].is_capital and page.runs_on(ahead)):
            break
        last = ahead + 1
    return last


def _is_office(word: Word, lexicon: Lexicon) -> bool:
    noun = lexicon.nouns.get(word.key)
    return noun is not None and noun.is_office


def read_name(page: Page, first: int, last: int, lexicon: Lexicon) -> Name | None:
    """Read the run of words ``first`` to ``last`` as a name with titles; ``None`` where it is a title alone."""
    words = page.words
    start = _end_of_title(page, first, last, lexicon)
    if start == last or (last - start == 1 and is_common(page, start, lexicon)):
        return None
    genders = [
        gender for word in words[first:start] if (gender := lexicon.honorifics.get(word.key.rstrip("."))) is not None
    ]
    name = Name(
        first=start, last=last, start=words[start].start, end=_end_of_name(page, last - 1),
        parts=tuple(word.bare for word in words[start:last]),
        opens_sentence=start == first and page.opens_sentence(first),
        genders=genders,
    )  # fmt: skip
    name.is_modifier = last < len(words) and page.gap(last) == " " and words[last].key in lexicon.nouns
    name.has_article = not name.is_modifier and start == first and first > 0 and words[first - 1].key == "the"
    if start > first:
        name.vote(SpeakerKind.PERSON, 4.0)
    alias = _ALIAS.match(page.text, words[last - 1].end)
    name.alias = alias and alias[1]
    name.generation = _find_generation(page, name)
    _vote_by_words(name, lexicon)
    for title in _find_titles(page, name, first, lexicon):
        name.titles.append(title)
        if title.noun.gender is not None:
            name.genders.append(title.noun.gender)
        if title.noun.singular in GEOGRAPHY:
            name.is_place = True
        name.vote(SpeakerKind.GOVERNMENT if name.is_place else _kind_of(title.noun), 2.5)
    _vote_by_context(page, name)
    if len(name.parts) > 1 and (gender := lexicon.first_names.get(name.parts[0])) is not None:
        name.genders.append(gender)
    return name


def _end_of_name(page: Page, number: int) -> int:
    """Where a name ends whose last word this is: after the point of "U.S." and "Jr.", before a possessive ending."""
    word = page.words[number]
    end = word.start + len(word.bare)
    is_short = "." in word.bare or word.key in SUFFIXES
    return end + (is_short and not word.is_possessive and page.text[end : end + 1] == ".")


def is_common(page: Page, number: int, lexicon: Lexicon) -> bool:
    """Whether a capital word is a common noun: at the start of a sentence, or of persons anywhere ("Republicans")."""
    noun = lexicon.nouns.get(page.words[number].key)
    return noun is not None and (noun.is_plural or noun.kind in _COMMON_KINDS or page.opens_sentence(number))


def _find_generation(page: Page, name: Name) -> str | None:
    """Which of two of one name is meant, where the text says so."""
    suffix = name.parts[-1].lower().rstrip(".")
    before = page.words[name.first - 1].key if name.first else ""
    return suffix if suffix in _GENERATIONS.values() else _GENERATIONS.get(before)


_COMMON_KINDS = frozenset({SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.DOCUMENT})
_GENERATIONS = {"elder": "sr", "older": "sr", "senior": "sr", "younger": "jr", "junior": "jr"}
_ALIAS = re.compile(r"\s\(([A-Z][\w.&-]{1,10})\)")


def _end_of_title(page: Page, first: int, last: int, lexicon: Lexicon) -> int:
    """Number of the first word after the titles of a run; ``last`` where nothing is left."""
    words, start = page.words, first
    for number in range(first, last):
        key = words[number].key.rstrip(".")
        noun = lexicon.nouns.get(key)
        called_so = (
            number == first
            and noun is not None
            and noun.kind is SpeakerKind.PERSON
            and (
                page.opens_sentence(first) or (last - first > 2 and words[first + 1].bare in lexicon.first_names)  # noqa: PLR2004
            )
        )
        if number == first and last - first == _FIRST_AND_LAST and words[first].bare in lexicon.first_names:
            continue  # Dean, Earl, Prince
        is_title = called_so or key in lexicon.honorifics or key in lexicon.ranks or _is_office(words[number], lexicon)
        called = number > first and words[number - 1].bare in lexicon.first_names
        if is_title and not (called and number == last - 1):
            start = number + 1
    if (
        start == first
        and last - first > _FIRST_AND_LAST
        and page.opens_sentence(first)
        and words[first].bare not in lexicon.first_names
    ):
        return first + (words[first + 1].bare in lexicon.first_names and not INITIALS.fullmatch(words[first].bare))
    if start < last and words[start].key in {"of", "for"}:
        start = min(start + 2 + (words[start + 1].key == "the"), last) if last - start > 3 else last  # noqa: PLR2004
    if start in {first, last}:
        return start
    is_body = any(word.bare in lexicon.body_words for word in words[start:last])
    return first if is_body and words[first].key not in lexicon.honorifics else start


def _vote_by_words(name: Name, lexicon: Lexicon) -> None:
    """Vote by what the words of the name itself tell."""
    whole = " ".join(name.parts)
    if whole in lexicon.places:
        name.is_place = True
        name.vote(SpeakerKind.GOVERNMENT, 2.0)
    elif whole in lexicon.bodies or name.parts[0] in lexicon.bodies:
        name.vote(SpeakerKind.ORGANIZATION, 2.5)
    elif any(part in lexicon.body_words for part in name.parts):
        is_called = name.parts[0] in lexicon.first_names and len(name.parts) == _FIRST_AND_LAST
        name.vote(SpeakerKind.ORGANIZATION, 2.5 if len(name.parts) > 1 and not is_called else 1.0)
        name.vote(SpeakerKind.PERSON, 1.5 * is_called)
    elif name.parts[-1] in PLACE_WORDS:
        name.is_place = True
        name.vote(SpeakerKind.GOVERNMENT, 1.0)
    elif ACRONYM.fullmatch(name.parts[-1]) and name.parts[-1].lower() not in SUFFIXES:
        name.vote(SpeakerKind.ORGANIZATION, 1.5)
    elif name.parts[0] in lexicon.first_names:
        name.vote(SpeakerKind.PERSON, 2.0 if len(name.parts) > 1 else 1.0)
    if len(name.parts) in {2, 3, 4}:
        name.vote(SpeakerKind.PERSON, 0.4)
    if len(name.parts) > 2 and INITIALS.fullmatch(name.parts[1]):  # noqa: PLR2004 - first, initial, last
        name.vote(SpeakerKind.PERSON, 2.0)


def _vote_by_context(page: Page, name: Name) -> None:
    """Vote by the words around the name that are no title."""
    before = page.words[name.first - 1].key if name.first and page.gap(name.first) == " " else ""
    if name.has_article:
        name.vote(SpeakerKind.PERSON, -2.0)
        name.vote(SpeakerKind.ORGANIZATION, 0.6)
    if before in _PLACED_BY:
        name.vote(SpeakerKind.PERSON, -1.0)
    after = page.text[name.end : name.end + 12]
    age = _AGE.match(after)
    name.age = age and age[1]
    if age or after.startswith((", who ", ", whose ", ", whom ")):
        name.vote(SpeakerKind.PERSON, 2.0)
    elif after.startswith(", which "):
        name.vote(SpeakerKind.ORGANIZATION, 1.0)


def _kind_of(noun: Noun) -> SpeakerKind:
    return SpeakerKind.GROUP if noun.is_plural and noun.kind is not SpeakerKind.DOCUMENT else noun.kind


def _find_titles(page: Page, name: Name, first: int, lexicon: Lexicon) -> Iterator[Title]:
    """Find the titles before and after a name whose run begins at word ``first``."""
    if name.is_modifier and first == name.first:
        return
    reader = TitleReader(page, lexicon)
    for title in (reader.find_before(first, name.first), reader.find_after(name.last)):
        if title is not None:
            yield title

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
from onrecord.speakers.capitals import is_cried, is_number_ten, is_title_case, names_all_the_same, starts_none
from onrecord.speakers.grammar import (
    ALWAYS_CAPITAL,
    AUXILIARIES,
    DETERMINERS,
    GEOGRAPHY,
    NO_NAMES,
    PARTICLES,
    POSTNOMINALS,
    PREPOSITIONS,
    PRONOUNS,
    RANKS,
    RELATIVES,
    SUFFIXES,
    TITLE_MODIFIERS,
    TRADES_OF_BODIES,
    VERBS_OF_SAYING,
)
from onrecord.speakers.name_kinds import (
    INITIALS,
    OF_HOUSES,
    find_joined_end,
    find_spelt_end,
    is_dateline,
    is_origin,
    vote_by_context,
    vote_by_words,
)
from onrecord.speakers.nicknames import after_nickname, find_nickname
from onrecord.speakers.overgrown import find_overgrown
from onrecord.speakers.party_tags import find_state
from onrecord.speakers.titles import Title, TitleReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.speakers.lexicon import Gender, Lexicon, Noun
    from onrecord.speakers.page import Page

CLAUSE_ENDS = frozenset(',;:.!?()“”"—–')
_NOUN_OR_VERB = frozenset(
    "plans reports records charges accounts labels reviews surveys estimates forecasts polls".split()
)
_NEVER_IN_NAMES = ALWAYS_CAPITAL | DETERMINERS | RELATIVES | PRONOUNS
_ACRONYMS = re.compile(r"[A-Z]{2,6}s")
"""Several of a sort: MPs, CEOs, NGOs."""
_FIRST_AND_LAST = 2
_MAX_RUN = 9
_NO_TITLES = frozenset("one other someone somebody everyone everybody nobody individual person state".split())
_BEFORE_SURNAMES = frozenset({"mr", "mrs", "ms", "miss", "messrs"})
_SAID = frozenset("said says told added wrote tweeted asked replied explained argued noted".split())
_NUMBERED = frozenset("Local Channel Radio Branch Lodge Chapter Precinct".split())
"""Bodies that a number tells apart."""


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
    ranks: tuple[str, ...] = ()  # the nouns of short forms before it: "senator" of "Sen."
    beside: tuple[str, ...] = ()  # the words of its run before it, in lower case: "ohio" and "gov" of "Ohio Gov. Lee"
    genders: list[Gender] = field(default_factory=list)
    votes: dict[SpeakerKind, float] = field(default_factory=dict)
    is_place: bool = False
    has_article: bool = False  # "the" stands before it
    is_placed: bool = False  # a preposition of place stands before it: "in Lorland"
    is_modifier: bool = False  # a common noun follows that it belongs to: "Obama administration"
    age: str | None = None
    alias: str | None = None  # a short form in brackets after it
    is_owned: bool = False  # its owner is part of it: "Lorland’s Defense Ministry"
    generation: str | None = None  # "sr" or "jr", as "the elder" or "Jr." says
    is_completed: bool = False  # a surname beside it is among its parts: "Ray" of "Ray and Sue Lee"
    is_collective: bool = False  # a people, a faith or the members of a party: "Democrats"

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
    shouted = {number for number in range(len(page.paragraphs)) if is_title_case(page, number)}
    names, number = [], 0
    while number < len(page.words):
        word = page.words[number]
        if not word.is_capital or (starts_none(page, word) and not names_all_the_same(page, number, lexicon)):
            number += 1
            continue
        last = end_of_run(page, number, lexicon)
        if not shouted or page.paragraph(word.start) not in shouted:
            name = read_name(page, number, last, lexicon)
            if name is not None:
                names.append(name)
        number = last
    _take_up_known(page, names, lexicon)
    for number, first, last in find_overgrown(names, page, lexicon):
        names[number] = _make_name(page, first, last, lexicon, start=first)
    if shouted:
        known = {part for name in names for part in name.parts if name.kind is not SpeakerKind.UNKNOWN} - NO_NAMES
        names += (name for number in shouted for name in _known_names(page, number, known, lexicon))
        names.sort(key=lambda name: name.first)
    return names


def _take_up_known(page: Page, names: list[Name], lexicon: Lexicon) -> None:
    """Add the words passed over as common nouns that the page uses as names.

    Surnames of people named in full ("Law said", "the shop of Baron"), and at the head of a sentence what has a capital
    elsewhere: parties ("Greens said") and short names ("State said").
    """
    surnames = {
        name.parts[-1]
        for name in names
        if len(name.parts) > 1 and name.kind is SpeakerKind.PERSON and name.parts[-1].lower() in lexicon.nouns
    }
    many = {
        name.parts[-1] for name in names if name.is_collective or (len(name.parts) == 1 and not name.opens_sentence)
    }
    taken = {number for name in names for number in range(name.first, name.last)}
    for number, word in enumerate(page.words):
        if (
            word.is_capital
            and number not in taken
            and (
                (word.bare in surnames and _stands_alone(page, number))
                or (word.bare in many and page.opens_sentence(number))
            )
        ):
            names.append(_make_name(page, number, number + 1, lexicon, start=number))
    names.sort(key=lambda name: name.first)


def _stands_alone(page: Page, number: int) -> bool:
    """Whether a capital word has no other beside it and no determiner: "Law", not "King Olaf" or "the King"."""
    words = page.words
    if number + 1 < len(words) and words[number + 1].is_capital and page.runs_on(number + 1):
        return False
    if not number or page.opens_sentence(number):
        return True
    before = words[number - 1]
    return before.key not in DETERMINERS and not (before.is_capital and page.runs_on(number))


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


def end_of_run(page: Page, number: int, lexicon: Lexicon) -> int:
    """Find where the run of capital words that begins at ``number`` ends."""
    words, last = page.words, number + 1
    is_body = words[number].bare in lexicon.body_words
    while last < len(words) and last - number < _MAX_RUN and _may_go_on(page, last, lexicon):
        if (after := after_nickname(page, last, lexicon)) is not None:
            last = after
            continue
        word = words[last]
        if (word.key.isdigit() and words[last - 1].bare in _NUMBERED) or is_number_ten(page, number):
            return last + 1
        if word.is_capital and _goes_on(page, last):
            is_body = is_body or word.bare in lexicon.body_words
            last += 1
            continue
        if (joined := find_joined_end(page, number, last, lexicon) or find_spelt_end(page, number, last)) is not None:
            last, is_body = joined, True
            continue
        ahead = last + 1
        is_link = (
            word.key in PARTICLES
            or (word.key in {"of", "for"} and (is_body or lexicon.is_office(words[last - 1].key)))
            or (word.key == "for" and words[last - 1].bare in lexicon.collectives)  # "Lorlanders for Peace"
        )
        is_double = word.key in PARTICLES and words[ahead : ahead + 1] and words[ahead].key in PARTICLES  # von der
        if is_double or (
            is_link and word.key in {"of", "for"} and words[ahead : ahead + 1] and words[ahead].key == "the"
        ):
            ahead += 1
        if not (is_link and ahead < len(words) and words[ahead].is_capital and page.runs_on(ahead)):
            break
        last = ahead + 1
    return last


def _may_go_on(page: Page, last: int, lexicon: Lexicon) -> bool:
    """Whether a name can go on with word ``last``, as what stands between the words tells."""
    is_called = after_nickname(page, last, lexicon) is not None
    return page.runs_on(last) or is_called or _is_of_many(page, last, lexicon)


def _is_of_many(page: Page, number: int, lexicon: Lexicon) -> bool:
    """Whether a word is the sort of body that people or an office own: "Teachers’ Union", "Coroner’s Office"."""
    before, word = page.words[number - 1], page.words[number]
    if not before.is_possessive or word.bare not in lexicon.body_words or page.gap(number) != " ":
        return False
    return before.bare.endswith("s") or before.key in lexicon.nouns


def _goes_on(page: Page, number: int) -> bool:
    """Whether a capital word inside a sentence belongs to the name before it: "Judicial Watch", not "Lee Monday"."""
    word = page.words[number]
    if word.key not in NO_NAMES or word.key == "may" or _is_initial(page, number):
        return True
    return page.gap(number) == " " and word.key not in _NEVER_IN_NAMES and not word.bare.isupper()


def _is_initial(page: Page, number: int) -> bool:
    """Whether a letter that could be a word is an initial: "William A. Lee"."""
    return len(page.words[number].bare) == 1 and page.gap(number + 1).startswith(".") and page.gap(number) == " "


def read_name(page: Page, first: int, last: int, lexicon: Lexicon) -> Name | None:
    """Read the run of words ``first`` to ``last`` as a name with titles; ``None`` where it is a title alone."""
    words = page.words
    while last - first > _FIRST_AND_LAST and words[last - 1].bare in POSTNOMINALS:
        last -= 1
    if is_cried(page, first, last, lexicon):
        return None
    start = _end_of_title(page, first, last, lexicon)
    if words[last - 1].bare in lexicon.collectives and page.opens_sentence(first):
        while start < last - 1 and not (words[start].bare in OF_HOUSES or is_origin(words[start].bare, lexicon)):
            start += 1  # "Senior Democrats"
    if last - first > 1 and words[last - 1].bare in lexicon.partisans and _is_placed(page, first, last - 1, lexicon):
        return None  # "the Ohio Democrat"
    is_called = start > first and words[start - 1].key in _BEFORE_SURNAMES  # "Mr. King"
    if start == last or (last - start == 1 and not is_called and is_common(page, start, lexicon)):
        return None
    if start == first and _is_demonym(page, first, last, lexicon):
        return None
    return _make_name(page, first, last, lexicon, start=start)


def _make_name(page: Page, first: int, last: int, lexicon: Lexicon, *, start: int) -> Name:
    """Make the name of the words from ``start`` of a run, with all that its place says of it."""
    words = page.words
    genders = [
        gender for word in words[first:start] if (gender := lexicon.honorifics.get(word.key.rstrip("."))) is not None
    ]
    name = Name(
        first=start, last=last, start=words[start].start, end=_end_of_name(page, last - 1),
        parts=tuple(word.bare for word in words[start:last]),
        opens_sentence=start == first and page.opens_sentence(first),
        genders=genders,
    )  # fmt: skip
    name.is_modifier = (
        last < len(words)
        and page.gap(last) == " "
        and words[last].key in lexicon.nouns
        and not (words[last].key in _NOUN_OR_VERB and start > 0 and words[start - 1].key in lexicon.nouns)
    )
    name.has_article = not name.is_modifier and start == first and first > 0 and words[first - 1].key == "the"
    if start > first:
        is_firm = _is_maker(page, first, last, lexicon) and words[start].bare not in lexicon.first_names
        name.vote(SpeakerKind.ORGANIZATION if is_firm else SpeakerKind.PERSON, 4.0)
        name.beside = tuple(word.key for word in words[first:start])
        name.ranks = tuple(noun for word in words[first:start] for noun in RANKS.get(word.key.rstrip("."), ()))
    alias = _ALIAS.match(page.text, words[last - 1].end)
    name.alias = alias and alias[1]
    _leave_out_nickname(page, name)
    name.generation = _find_generation(page, name)
    vote_by_words(name, lexicon)
    name.is_place = name.is_place or is_dateline(page, name) or _is_short_state(page, name)
    for title in _find_titles(page, name, first, lexicon):
        name.titles.append(title)
        if title.noun.gender is not None:
            name.genders.append(title.noun.gender)
        if title.noun.singular in GEOGRAPHY and start == first:  # not "state Sen. Lee"
            name.is_place = True
        if title.noun.singular not in TRADES_OF_BODIES:
            name.vote(SpeakerKind.GOVERNMENT if name.is_place else _kind_of(title.noun), 2.5)
    vote_by_context(page, name)
    is_person = len(name.parts) > 1 and " ".join(name.parts) not in lexicon.renowned
    if is_person and (gender := lexicon.first_names.get(name.parts[0])) is not None:
        name.genders.append(gender)
    return name


def _leave_out_nickname(page: Page, name: Name) -> None:
    """Take a nickname in marks out of a name, and for another name of the same one."""
    found = find_nickname(page.text, name.start, name.end)
    if found is not None:
        inside = range(page.number_at(found.start), page.number_at(found.end))
        kept = [number for number in range(name.first, name.last) if number not in inside]
        name.parts = tuple(page.text[page.words[number].start : _end_of_name(page, number)] for number in kept)
        name.is_completed, name.alias = True, found.words


def _is_short_state(page: Page, name: Name) -> bool:
    """Whether a name is short for the state of the town before it: "Salem, Ore."."""
    is_short = len(name.parts) == 1 and page.gap(name.first) == ", " and page.text[name.end : name.end + 1] == "."
    return is_short and bool(find_state(name.parts[0]))


def _end_of_name(page: Page, number: int) -> int:
    """Where a name ends whose last word this is: after the point of "U.S." and "Jr.", before a possessive ending."""
    word = page.words[number]
    end = word.start + len(word.bare)
    is_short = "." in word.bare or word.key in SUFFIXES
    return end + (is_short and not word.is_possessive and page.text[end : end + 1] == ".")


def is_common(page: Page, number: int, lexicon: Lexicon) -> bool:
    """Whether a capital word is a common noun: at the start of a sentence, or of persons anywhere ("Republicans")."""
    word = page.words[number]
    noun = lexicon.nouns.get(word.key)
    if _ACRONYMS.fullmatch(word.bare):
        return True
    if word.bare in lexicon.collectives:
        return word.bare in lexicon.movements and page.opens_sentence(number)
    if number and page.words[number].bare in lexicon.media and page.words[number - 1].key == "the":
        return page.opens_sentence(number)  # the Independent, the Observer
    return noun is not None and (noun.is_plural or noun.kind in _COMMON_KINDS or page.opens_sentence(number))


def _is_demonym(page: Page, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether words call somebody by where they come from: "the Lorlander said"."""
    words = page.words
    called = " ".join(word.bare for word in words[first:last])
    if called not in lexicon.demonyms or called in lexicon.collectives:
        return False
    ahead = words[last].key if last < len(words) and page.gap(last) == " " else ""
    before = words[first - 1].key if first else ""
    return before in DETERMINERS and (not ahead or ahead in VERBS_OF_SAYING or ahead in RELATIVES)


def _calls_person(page: Page, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the rest of a run is a person's name: two or three words, none of them of a body or a place."""
    rest = [word.bare for word in page.words[first:last]]
    if not _FIRST_AND_LAST <= len(rest) <= _FIRST_AND_LAST + 1:
        return False
    return rest[0] in lexicon.first_names or not any(
        word in lexicon.body_words or word in lexicon.places or word == "National" for word in rest
    )


def _is_placed(page: Page, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether words say where a member of a party comes from or sits: Ohio, House, "Senate Intelligence Committee"."""
    words = [word.bare for word in page.words[first:last]]
    return words[0] not in lexicon.first_names and (
        " ".join(words) in lexicon.places or words[0] in lexicon.body_words or words[0] in lexicon.adjectives
    )


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
    if " ".join(word.bare for word in words[first:last]) in lexicon.renowned:
        return first
    are_initials = last - first == 1 and words[first].bare.isupper()  # the SEC, which is no "Sec."
    for number in range(first, last):
        key = words[number].key.rstrip(".")
        noun = lexicon.nouns.get(key)
        called_so = (
            number == first
            and noun is not None
            and noun.kind is SpeakerKind.PERSON
            and not (last - first == 1 and words[first].bare in lexicon.collectives)
            and (
                page.opens_sentence(first) or (last - first > 2 and words[first + 1].bare in lexicon.first_names)  # noqa: PLR2004
            )
        )
        if number == first and last - first == _FIRST_AND_LAST and words[first].bare in lexicon.first_names:
            continue  # Dean, Earl, Prince
        is_partisan = words[number].bare in lexicon.partisans and _calls_person(page, number + 1, last, lexicon)
        is_title = (
            called_so
            or (number == first and _is_maker(page, first, last, lexicon))
            or is_partisan
            or (not are_initials and (key in lexicon.honorifics or key in lexicon.ranks))
            or lexicon.is_office(words[number].key)
        )
        called = number > first and (
            words[number - 1].bare in lexicon.first_names or words[number - 1].key in _BEFORE_SURNAMES
        )
        is_many = number > first and noun is not None and noun.is_plural  # "Union of Lorne Officers"
        is_of_many = is_many and words[number - 1].key in {"of", "for"}  # "Union of Journalists of Lorland"
        if is_title and not is_of_many and not ((called or is_many) and number == last - 1):
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
    if start == last and words[first].bare in lexicon.body_words and words[first + 1 : first + 2]:
        return first if words[first + 1].key in {"of", "for"} else last  # Department of Justice
    if start in {first, last}:
        return start
    is_body = any(word.bare in lexicon.body_words for word in words[start:last])
    if is_body and words[first + 1].key in {"of", "for"} and lexicon.is_office(words[first].key):
        return last
    return first if is_body and words[first].key not in lexicon.honorifics else start


def _is_maker(page: Page, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a run at the start of a sentence begins with what a firm does: "Chipmaker Lorne Micro"."""
    noun = lexicon.nouns.get(page.words[first].key) if last - first > 1 and page.opens_sentence(first) else None
    is_body = noun is not None and noun.kind is SpeakerKind.ORGANIZATION and not noun.is_plural
    return is_body and page.words[first].key.endswith(("er", "or"))


def _kind_of(noun: Noun) -> SpeakerKind:
    return SpeakerKind.GROUP if noun.is_plural and noun.kind is not SpeakerKind.DOCUMENT else noun.kind


def _find_titles(page: Page, name: Name, first: int, lexicon: Lexicon) -> Iterator[Title]:
    """Find the titles before and after a name whose run begins at word ``first``."""
    if name.is_modifier and first == name.first:
        return
    reader = TitleReader(page, lexicon)
    before, after = reader.find_before(first, name.first), reader.find_after(name.last)
    is_called = len(name.parts) > 1 and name.parts[0] in lexicon.first_names
    if is_called and before is not None and before.noun.kind is SpeakerKind.ORGANIZATION:
        before = None
    if before is not None and before.noun.singular in _NO_TITLES and name.votes.get(SpeakerKind.ORGANIZATION, 0.0) > 0:
        before = None
    if before is not None and before.noun.singular in _NO_TITLES - GEOGRAPHY:
        before = None
    apposed = reader.find_apposed(first) if name.first > first else None
    for title in dict.fromkeys((apposed, before)):
        if title is not None and not _is_adjunct(page, title, name):
            yield title
    if after is not None and not _is_clause(page, after):
        yield after


def _is_clause(page: Page, title: Title) -> bool:
    """Whether words after a name begin with what somebody does: "speaking as mayor", but not "managing director"."""
    number = page.number_at(title.start)
    is_doing = page.words[number].key.endswith("ing") and page.words[number].key not in TITLE_MODIFIERS
    is_alone = page.words[number].end == title.end  # "Lee, defending, said"
    return is_doing and not is_alone and page.words[number - 1].key not in DETERMINERS


def _is_adjunct(page: Page, title: Title, name: Name) -> bool:
    """Whether words before a comma belong to the sentence and not to the name: "met the chief, Lee said"."""
    first = page.number_at(name.start)
    if not first or page.gap(first) == " " or title.start >= name.start:
        return False
    after = page.words[name.last].key if name.last < len(page.words) and page.gap(name.last) == " " else ""
    if title.noun.kind is SpeakerKind.DOCUMENT or after in _SAID | AUXILIARIES:
        return True
    begin = page.number_at(page.sentence_start(name.start))
    is_led = page.words[begin].key in PREPOSITIONS | {"according"}
    return is_led and page.text[name.end : name.end + 1] != ","

"""Who and what an article speaks of: the names of one person or body gathered, completed and told apart.

A surname alone belongs to the person whose full name the article gives, wherever it gives it; a short form to the body
that has it in its name.  Where two persons share a surname the one named in full more often is taken, with the share as
its certainty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.deeds import find_deeds
from onrecord.speakers.grammar import GEOGRAPHY, KIN, PARTICLES, SUFFIXES, TRADES_OF_BODIES
from onrecord.speakers.lexicon import Gender, read_lexicon
from onrecord.speakers.name_kinds import INITIALS
from onrecord.speakers.names import Name, most_voted
from onrecord.speakers.shared_surnames import share_surnames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.speakers.deeds import Deed
    from onrecord.speakers.page import Page
    from onrecord.speakers.titles import Title

_ARTICLE = re.compile(r"\A(?:al|el|ad|an|ar|as|ash|at|az|ul)-(?=\w{3})")
"""Before Arabic names, which are known with it and without: al-Assad."""
_SMALL = frozenset("of the for and de du del".split())
_LEAST_ACRONYM = 2
_LEAST_CRIED = 5
"""Letters of a surname in capitals, as transcripts have it; with fewer it is an acronym."""
_TELLING = 1.0  # of the votes for a kind, more than the place in a sentence gives
_OF_A_SOURCE = 0.31  # what being a source votes for a person
_SOLE = frozenset("president king queen pope emperor prince princess".split())
"""Offices that the news gives to one person at a time; whoever else has the surname is a relative."""
_CLUBS = frozenset("City United Athletic Rovers Wanderers Albion Villa Palace Town County Rangers Thistle".split())
"""Last words of clubs, which call them alone: "United"."""
_LEGAL_FORMS = frozenset("Corp Corporation Inc Co Ltd Limited LLC PLC plc Group Holdings AG SA SE NV".split())
"""What a company's initials leave out; with any other word after them they are somebody else's: "DNC Committee"."""
_DOUBLE = frozenset({3, 4})  # parts of a name with two surnames
_JUST_NAMED = 3  # as much as so many namings in full
_MOST_OF_A_HABIT = 3  # short names after which the one who bears it is settled
_AFTER_HEADS = frozenset({"of", "for", "in", "to", "on", "against"})
_SORTS = frozenset(
    "Ministry Department Court Parliament Senate Congress Army Navy Police Council Commission Embassy Treasury "
    "Assembly Office Cabinet Agency Authority Bank Government Intelligence Staff".split()
)
"""Last words of bodies of which each state has one."""
_MOST_WORDS_OF_A_SORT = 3
_MOST_PARTS_OF_A_PERSON = 4
_MOST_NAMESAKES = 32
"""People of one surname that are told apart; an article with more of them is no article."""
_SURELY_A_PERSON = 2.0
_SURELY_A_BODY = 2.5  # of votes: a name that the list of bodies has, like Bloomberg


@dataclass(slots=True, eq=False)
class Referent:
    """A person, body, group or document that the article speaks of."""

    start: int  # of its first mention
    end: int
    kind: SpeakerKind
    name: str = ""  # as a reader would index it; empty where the article has no name for it
    parts: tuple[str, ...] = ()
    votes: dict[SpeakerKind, float] = field(default_factory=dict)  # of its names, for its kind
    genders: Counter[Gender] = field(default_factory=Counter)
    generation: str | None = None  # "sr" or "jr"
    is_plural: bool = False
    is_hidden: bool = False  # a source that the article does not want to name
    may_hide: bool = False  # would be one if it spoke: "an aide", who is only spoken of so far
    is_place: bool = False
    heads: set[str] = field(default_factory=set)  # nouns that name or describe it, in the singular
    words: set[str] = field(default_factory=set)  # other words of its descriptions, lower case
    ages: set[str] = field(default_factory=set)
    titles: list[Title] = field(default_factory=list)
    deeds: tuple[Deed, ...] = ()
    named_at: list[int] = field(default_factory=list)  # where its names end
    called: int = 0  # how often by a short name
    size: int = 0  # how often it is named or described
    members: tuple[Referent, ...] = ()

    @property
    def is_untold(self) -> bool:
        """Whether it is a single word of which nothing but its place in sentences tells what it names."""
        most = max(self.votes.values(), default=0.0)
        is_told = most >= _TELLING and most > _OF_A_SOURCE * self.size
        return len(self.parts) == 1 and not is_told and not self.titles and not self.is_place and self.gender is None

    @property
    def gender(self) -> Gender | None:
        """The gender with more evidence; ``None`` where there is none or as much for the other."""
        if not self.genders:
            return None
        he, she = self.genders.get(Gender.HE, 0), self.genders.get(Gender.SHE, 0)
        return None if he == she else Gender.HE if he > she else Gender.SHE


@dataclass(frozen=True, slots=True)
class Cast:
    """The named referents of an article; ``by_name`` and ``certainty`` are by the number of the name."""

    referents: tuple[Referent, ...]
    by_name: tuple[Referent | None, ...]
    certainty: tuple[float, ...]
    rivals: dict[int, tuple[Referent, ...]]


class _Gathering:
    """Referents in the making, found by the parts of their names."""

    def __init__(self) -> None:
        self.names: dict[int, list[Name]] = {}
        self.referents: list[Referent] = []
        self.whole: dict[tuple[str, ...], Referent] = {}
        self.last: dict[str, list[Referent]] = defaultdict(list)
        self.first: dict[str, list[Referent]] = defaultdict(list)
        self.middle: dict[str, list[Referent]] = defaultdict(list)
        self.short: dict[str, list[Referent]] = defaultdict(list)

    def open(self, name: Name) -> Referent:
        """Begin a referent with its longest name."""
        referent = Referent(
            start=name.start, end=name.end, kind=SpeakerKind.UNKNOWN, parts=name.parts, generation=name.generation
        )
        self.referents.append(referent)
        self.names[id(referent)] = []
        key = _key(name.parts)
        self.whole.setdefault(key, referent)
        if name.alias is not None:
            self.whole[(name.alias.casefold(),)] = referent
        if len(key) > 1:
            for known in (self.last[key[-1]], *([] if name.is_owned else [self.first[key[0]]])):
                if len(known) < _MOST_NAMESAKES:
                    known.append(referent)
            inner = [part for part in key[1:-1] if len(part) > 1 and part not in PARTICLES]
            for part in inner if len(inner) + 2 <= _MOST_PARTS_OF_A_PERSON else ():
                self.middle[part].append(referent)
            for acronym in _acronyms(name.parts):
                self.short[acronym].append(referent)
        return referent

    def find_long(self, name: Name, places: frozenset[tuple[str, ...]]) -> Referent | None:
        """The referent of a name of several words: the same words, or the same but for a middle or a first word."""
        key = _key(name.parts)
        if name.generation is not None:
            return next((each for each in self.last.get(key[-1], ()) if each.generation == name.generation), None)
        if (same := self.whole.get(key)) is not None:
            return same
        for other in self.last.get(key[-1], ()):
            known = _key(other.parts)
            ends_alike = known[-len(key) :] == key or key[-len(known) :] == known
            is_place = name.is_place or name.parts in places or (other.parts in places and key != known)
            initial = known[0] == key[0] or (min(len(known[0]), len(key[0])) == 1 and known[0][0] == key[0][0])
            if (
                (ends_alike and name.kind is not SpeakerKind.PERSON and not is_place)
                or (initial and max(len(known), len(key)) <= min(_DOUBLE))
                or (ends_alike and min(len(known), len(key)) > 1 and not is_place)
            ):
                return other
        return None


def gather(names: Sequence[Name], page: Page) -> Cast:
    """Gather the names of a page, given in order, into referents."""
    _tell_apart(names, page)
    share_surnames(names, page, read_lexicon())
    gathering = _Gathering()
    found: list[Referent | None] = [None] * len(names)
    certainty = [1.0] * len(names)
    rivals: dict[int, tuple[Referent, ...]] = {}
    places = frozenset(name.parts for name in names if name.is_placed or name.is_place)
    long = [number for number, name in enumerate(names) if len(_key(name.parts)) > 1]
    for number in long:
        name = names[number]
        referent = gathering.find_long(name, places) or gathering.open(name)
        _join(gathering, referent, name)
        found[number] = referent
    full_counts = Counter(id(referent) for referent in found if referent is not None)
    full = [(name, referent) for name, referent in zip(names, found, strict=True) if referent is not None]
    for number, name in enumerate(names):
        if found[number] is None:
            candidates = _find_short(gathering, name)
            candidates = _introduced_before(candidates, name, page)
            if len(candidates) > 1:
                candidates = _named_otherwise(candidates, name, full, page)
            referent = candidates[0] if candidates else gathering.open(name)
            if len(candidates) > 1:
                referent, certainty[number] = _pick(candidates, full_counts, _find_recent(candidates, name, full, page))
                rivals[number] = tuple(each for each in candidates if each is not referent)
            _join(gathering, referent, name)
            referent.called += 1
            found[number] = referent
    for referent in gathering.referents:
        _finish(referent, gathering.names[id(referent)], page)
    kept = _without_noise(gathering)
    known = set(kept)
    return Cast(tuple(kept), tuple(each if each in known else None for each in found), tuple(certainty), rivals)


def _tell_apart(names: Sequence[Name], page: Page) -> None:
    """Take the place that owns a body into the name that says no more than its sort: "Lorland’s Defense Ministry"."""
    places = {part for name in names if name.is_place or name.is_placed for part in name.parts[-1:]}
    owned = [
        (name, owner)
        for owner, name in pairwise(names)
        if name.first == owner.last
        and page.words[owner.last - 1].is_possessive
        and page.gap(name.first) == " "
        and len(name.parts) <= _MOST_WORDS_OF_A_SORT
        and name.parts[-1] in _SORTS
    ]
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, owner in owned:
        owners[name.parts].add(owner.parts[-1])
    for name, owner in owned:
        is_body = owner.votes.get(SpeakerKind.PERSON, 0.0) < 1 and (
            len(owners[name.parts]) > 1 or name.parts[-1] == "Ministry"
        )
        if owner.parts[-1] in places or is_body:
            name.parts = (*owner.parts, *name.parts)
            name.start = owner.start
            name.is_owned = True


@lru_cache(maxsize=4096)
def _key(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts by which names are compared: no initials in the middle, no *Jr.*."""
    bare = [part for part in parts if part.lower().rstrip(".") not in SUFFIXES] or list(parts)
    kept = [part for number, part in enumerate(bare) if number in {0, len(bare) - 1} or not INITIALS.fullmatch(part)]
    return tuple(_ARTICLE.sub("", part.casefold().replace(".", "")) for part in kept)


def _acronyms(parts: Sequence[str]) -> set[str]:
    initials = "".join(part[0] for part in parts if part.lower() not in _SMALL).casefold()
    return {initials} if len(initials) >= _LEAST_ACRONYM else set()


def _join(gathering: _Gathering, referent: Referent, name: Name) -> None:
    """Count a name to a referent."""
    gathering.names[id(referent)].append(name)
    for kind, weight in name.votes.items():
        referent.votes[kind] = referent.votes.get(kind, 0.0) + weight
    referent.genders.update(name.genders)
    referent.titles += name.titles
    referent.named_at.append(name.end)
    if name.age is not None:
        referent.ages.add(name.age)
    referent.size += 1
    if name.start < referent.start:
        referent.start, referent.end = name.start, name.end


def _find_short(gathering: _Gathering, name: Name) -> list[Referent]:
    """The referents that a name of one word can mean: by surname, by first name, by the first word of a body."""
    key = _ARTICLE.sub("", name.parts[-1].casefold().replace(".", ""))
    is_acronym = "." in name.parts[-1] or (name.parts[-1].isupper() and 1 < len(name.parts[-1]) < _LEAST_CRIED)
    fits = [
        each
        for each in gathering.last.get(key, ())
        if _may_be_a_person(each) and (not is_acronym or each.parts[-1].isupper())
    ]
    if name.generation is not None and (same := [each for each in fits if each.generation == name.generation]):
        return same
    is_titled = any(name.start - title.end != len(", ") for title in name.titles)  # else "the gallery, Lee"
    if not name.genders and not is_titled and name.votes.get(SpeakerKind.ORGANIZATION, 0.0) >= _SURELY_A_BODY:
        fits = [each for each in fits if not _is_person(each)]
    gender = name.genders[0] if name.genders else None
    known = gathering.whole.get((key,))
    if not fits and known is None:
        fits = [each for each in gathering.middle.get(key, ()) if _is_person(each)]
    called = [each for each in (*fits, known) if each is not None and _can_be(each, name, gender)]
    if called:
        return list(dict.fromkeys(called))
    if name.is_place or name.kind is SpeakerKind.GROUP:  # "Russian" alone is no short form of a body
        return [gathering.whole[(key,)]] if (key,) in gathering.whole else []
    by_first = gathering.first.get(key, [])
    if name.has_article:  # the House, and not "the House Zika bill"
        by_first = [each for each in by_first if not _is_person(each) or each.gender is not None]
    persons = [each for each in by_first if _is_person(each)]
    is_upper = name.parts[-1].isupper()
    bodies = [each for each in by_first if each not in persons and (not is_upper or each.parts[-1] in _LEGAL_FORMS)]
    if (key,) in gathering.whole:
        return [gathering.whole[(key,)]]
    if persons:
        return persons
    if bodies and name.votes.get(SpeakerKind.PERSON, 0.0) < _SURELY_A_PERSON:
        return bodies[:1]
    short = [each for each in gathering.short.get(key, ()) if is_upper and not _is_person(each)]
    is_tail = name.has_article or name.parts[-1] in _CLUBS
    tails = [each for each in gathering.last.get(key, ()) if is_tail and not _is_person(each)]
    return short[:1] or tails[:1]


def _introduced_before(candidates: list[Referent], name: Name, page: Page) -> list[Referent]:
    """Leave out who is introduced only after a short name; the headline may run ahead."""
    if len(candidates) < 2 or page.paragraph(name.start) == 0:  # noqa: PLR2004 - there is no choice
        return candidates
    return [each for each in candidates if each.start <= name.start] or candidates


def _named_otherwise(
    candidates: list[Referent], name: Name, full: Sequence[tuple[Name, Referent]], page: Page
) -> list[Referent]:
    """Leave out who is named in full later in the sentence: "Lee, who is Ann Lee’s aunt"."""
    first = bisect_left(full, name.start, key=_start_of)
    last = bisect_left(full, page.sentence_end(name.start), key=_start_of)
    later = {id(referent) for _, referent in full[first:last]}
    return [each for each in candidates if id(each) not in later] or candidates


def _find_recent(
    candidates: list[Referent], name: Name, full: Sequence[tuple[Name, Referent]], page: Page
) -> Referent | None:
    """The candidate named in full last before a short name in its paragraph."""
    begin, _ = page.paragraphs[page.paragraph(name.start)]
    first, last = bisect_left(full, begin, key=_start_of), bisect_left(full, name.start, key=_start_of)
    return next((each for _, each in reversed(full[first:last]) if each in candidates), None)


def _start_of(named: tuple[Name, Referent]) -> int:
    return named[0].start


def _can_be(referent: Referent, name: Name, gender: Gender | None) -> bool:
    """Whether gender and office speak for the same person: "President Obama" is not Michelle Obama, the first lady."""
    if gender is not None and referent.gender not in {None, gender}:
        return False
    offices = {title.noun.singular for title in name.titles if title.noun.is_office and title.start < name.start}
    known = {title.noun for title in referent.titles if title.noun.kind is SpeakerKind.PERSON}
    if not offices or not known or not offices.isdisjoint(noun.singular for noun in known):
        return True
    return offices.isdisjoint(_SOLE) and any(noun.is_office for noun in known)


def _is_person(referent: Referent) -> bool:
    return most_voted(referent.votes) is SpeakerKind.PERSON


def _may_be_a_person(referent: Referent) -> bool:
    """Whether a name of several words can be a person's: nothing says that it is a body's or a place's."""
    return most_voted(referent.votes) in {SpeakerKind.PERSON, SpeakerKind.UNKNOWN} and not referent.is_place


def _pick(candidates: Sequence[Referent], full_counts: Counter[int], recent: Referent | None) -> tuple[Referent, float]:
    """The candidate that a shared surname alone most likely means, and its share.

    News gives the surname to whom it introduced first and names in full most, and full names to the relatives; in a
    paragraph also to the one named in full there, ``recent``.
    """
    first = min(candidates, key=lambda each: each.start)
    weights = {
        id(each): full_counts[id(each)] + (each is first) + all(title.noun.singular not in KIN for title in each.titles)
        for each in candidates
    }
    if recent is not None:
        weights[id(recent)] += _JUST_NAMED
    for each in candidates:
        weights[id(each)] += min(each.called, _MOST_OF_A_HABIT)
        if len(each.parts) == 1:  # nobody's full name: the one whom the article never calls otherwise
            weights[id(each)] += each.size
    best = max(candidates, key=lambda each: (weights[id(each)], -each.start))
    return best, weights[id(best)] / sum(weights.values())


def _finish(referent: Referent, names: Sequence[Name], page: Page) -> None:
    """Settle kind, full name and the words that describe it."""
    referent.kind = most_voted(referent.votes)
    fullest = max(names, key=lambda name: (len(_key(name.parts)), len(name.parts), name.end - name.start, -name.start))
    referent.parts = fullest.parts
    referent.name = " ".join(fullest.parts if fullest.is_completed else page.text[fullest.start : fullest.end].split())
    referent.is_place = any(name.is_place for name in names)
    _settle_kind(referent, names)
    ranks = {rank for name in names for rank in name.ranks}
    referent.heads.update(ranks, *(read_lexicon().generals.get(rank, ()) for rank in ranks))
    if referent.kind is SpeakerKind.PERSON:
        referent.words.update(word for name in names for word in name.beside)
    else:
        core = [part.lower() for part in referent.parts]
        referent.heads.add(next((word for word, after in pairwise(core) if after in _AFTER_HEADS), core[-1]))
        referent.words.update(part.lower() for part in referent.parts)
    describe(referent, referent.titles, page)
    if referent.kind is SpeakerKind.PERSON:
        referent.deeds = find_deeds(page.text, referent.named_at)


def _settle_kind(referent: Referent, names: Sequence[Name]) -> None:
    """Take what stands mostly after "in" for a place, two words that nothing else is known of for a person."""
    is_known = max(referent.votes.values(), default=0.0) >= _SURELY_A_PERSON / 2
    placed = sum(name.is_placed for name in names)
    if placed and not is_known and 2 * placed >= len(names):
        referent.is_place, referent.kind = True, SpeakerKind.GOVERNMENT
    elif referent.kind is SpeakerKind.UNKNOWN and 1 < len(referent.parts) <= _MOST_PARTS_OF_A_PERSON:
        referent.kind = SpeakerKind.UNKNOWN if any(name.has_article for name in names) else SpeakerKind.PERSON


def describe(referent: Referent, titles: Iterable[Title], page: Page) -> None:
    """Add the nouns and other words of titles to what describes a referent."""
    for title in titles:
        is_alike = (title.noun.kind is SpeakerKind.PERSON) is (referent.kind is SpeakerKind.PERSON)
        if title.noun.kind is SpeakerKind.GROUP or not (is_alike or title.noun.singular in TRADES_OF_BODIES):
            continue
        if referent.is_place and title.noun.singular not in GEOGRAPHY:
            continue
        head = title.noun.singular.split()[-1]
        referent.heads.update({head}, read_lexicon().generals.get(head, ()))
        referent.words.update(page.text[title.start : title.end].lower().replace("’s", "").replace("'s", "").split())


def _without_noise(gathering: _Gathering) -> list[Referent]:
    """Leave out single capital words that begin a sentence and stand nowhere else: most are no names."""
    return [
        referent
        for referent in gathering.referents
        if len(referent.parts) > 1
        or referent.kind is not SpeakerKind.UNKNOWN
        or any(not name.opens_sentence for name in gathering.names[id(referent)])
    ]

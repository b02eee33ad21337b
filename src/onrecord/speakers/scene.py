"""Reads an article once from its first word to its last and says whom each source means.

Names, descriptions and pronouns are taken in the order in which a reader meets them, so that each is weighed against
what stood before it; names alone are completed from the whole article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import SpeakerKind
from onrecord.speakers.cast import Cast, Referent
from onrecord.speakers.coref import LEAST_SHARE, Choice, Discourse, Place, Seen
from onrecord.speakers.descriptions import BODIES, Descriptions, is_one_of
from onrecord.speakers.foretold import find_foretold
from onrecord.speakers.grammar import DETERMINERS, FIRST_PERSON, PREPOSITIONS, RELATIVES, VERBS_OF_SAYING
from onrecord.speakers.lexicon import Gender, Lexicon
from onrecord.speakers.owners import find_held, is_of_somebody
from onrecord.speakers.pairs import Pairs
from onrecord.speakers.phrase_reader import PhraseReader
from onrecord.speakers.relatives import find_antecedent
from onrecord.speakers.seniority import find_called, find_relative, pick_by_age
from onrecord.speakers.shared_surnames import find_family_pronoun
from onrecord.speakers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page, Range
    from onrecord.speakers.phrase import Phrase

_HE_OR_SHE = {
    **dict.fromkeys(("he", "him", "his", "himself"), Gender.HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Gender.SHE),
}
_SURE = 0.9  # of a choice that tells the gender of whom it falls on
_FOLLOWED = frozenset({"he", "she", "his", "her"})
"""Pronouns that are followed through the text, sources or not."""
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those"})


class Source(NamedTuple):
    """A source as the statements have it; ``outer`` is the source of the statement around it, if any.

    ``content`` is what is said, with the words that say so: "told Lee", "that Lee had left".
    """

    start: int
    end: int
    outer: Range | None = None
    content: tuple[Range, ...] = ()


@dataclass(slots=True)
class Reading:
    """What was read of one source."""

    phrase: Phrase
    choice: Choice


@dataclass(slots=True)
class Scene:
    """The walk through one article."""

    page: Page
    lexicon: Lexicon
    names: Sequence[Name]
    cast: Cast
    discourse: Discourse
    sources: Sequence[Source]
    readings: dict[Range, Reading] = field(default_factory=dict)
    _reader: PhraseReader = field(init=False)
    _name_at: dict[int, int] = field(init=False)
    _in_title: set[int] = field(init=False)
    _descriptions: Descriptions = field(init=False)
    _turns: Turns = field(init=False)
    _pairs: Pairs = field(init=False)
    _speaking: Sequence[Range] = field(init=False)
    _subject_of: dict[int, tuple[int, Referent]] = field(default_factory=dict)  # where it ends, and who it is
    author: str | None = None
    _places: dict[int, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the names by their words."""
        self._name_at = {
            word: number for number, name in enumerate(self.names) for word in range(name.first, name.last)
        }
        by_word = {word: self.names[number] for word, number in self._name_at.items()}
        self._reader = PhraseReader(self.page, by_word, self.lexicon)
        self._in_title = {
            word
            for name in self.names
            for title in name.titles
            for word in range(self.page.number_at(title.start), self.page.number_at(title.end))
        }

        self._speaking = [(each.start, each.end) for each in self.sources]
        self._pairs = Pairs(self.cast)
        labels = any(self.page.text[each.end : each.end + 1] == ":" for each in self.sources)
        self._turns = Turns(self.page, self.names, self.cast, None if labels else self.author)
        self._descriptions = Descriptions(
            self.page, self.lexicon, self.cast, self.discourse, find_owner=self._find_owner
        )

    def read(self) -> dict[Range, Reading]:
        """Walk through the page; whom each source means, by the source's range."""
        waiting: dict[int, list[Source]] = {}
        for source in self.sources:
            waiting.setdefault(self.page.number_at(source.start), []).append(source)
        nouns, words = self.lexicon.nouns, self.page.words
        telling = {number for number, word in enumerate(words) if word.key in nouns or word.key in _FOLLOWED}
        here = 0
        for number in sorted(telling | waiting.keys() | self._name_at.keys()):
            if number in waiting:
                for source in sorted(waiting[number], key=lambda each: each.end):
                    here = max(here, self._read_source(source))
            elif number >= here:
                here = self._read_word(number)
        return self.readings

    # Mentions that are no sources ---------------------------------------------------------------------------------

    def _read_word(self, number: int) -> int:
        """Take up what begins at a word, if it mentions somebody; number of the next word to read."""
        word = self.page.words[number]
        if (found := self._name_at.get(number)) is not None:
            name = self.names[found]
            referent = self.cast.by_name[found]
            if referent is not None and name.first == number:
                is_possessor = name.is_modifier or self.page.words[name.last - 1].is_possessive
                self._see(referent, name.start, name.end, is_possessor=is_possessor)
            return name.last
        if word.key in _FOLLOWED:
            choice = self._choose_person(word.key, self._place(word.start), excluded=None)
            if choice.referent is not None:
                self._see(choice.referent, word.start, word.end, is_possessor=word.key not in {"he", "she"})
        elif not word.is_capital or self.page.opens_sentence(number):
            self._read_noun(number)
        return number + 1

    def _read_noun(self, number: int) -> None:
        """Take up a noun phrase by its head."""
        words = self.page.words
        noun = self.lexicon.nouns.get(words[number].key)
        if noun is None or number in self._in_title:
            return
        if number + 1 < len(words) and self.page.gap(number + 1) == " ":
            ahead = words[number + 1]
            if ahead.key in self.lexicon.nouns or (ahead.is_capital and number + 1 in self._name_at):
                return
        first, last = self._start_of_noun(number), self._end_of_noun(number)
        determined = words[first].key in DETERMINERS or words[first].is_possessive
        if not determined and not noun.is_plural:
            return
        start, end = words[first if determined else number].start, words[last].end
        phrase = self._reader.read(start, end)
        if phrase.name is None and phrase.pronoun is None and not phrase.members:
            choice = self._descriptions.refer(phrase, self._place(start))
            if choice.referent is not None:
                self._see(choice.referent, start, end, is_possessor=words[number].is_possessive)

    def _start_of_noun(self, number: int) -> int:
        """Number of the determiner or possessor of a noun, or of its first modifier."""
        words, first = self.page.words, number
        while first > 0 and number - first < _MOST_MODIFIERS and self.page.gap(first) == " ":
            before = words[first - 1]
            if before.key in DETERMINERS or before.is_possessive:
                return first - 1
            if before.key in PREPOSITIONS or (before.is_capital and first - 1 not in self._name_at):
                break
            first -= 1
        return first

    def _end_of_noun(self, number: int) -> int:
        """Number of the last word of a noun, with the name that it is of: "the ministry of Lorland"."""
        words, after = self.page.words, number + 2
        if after >= len(words) or words[number + 1].key != "of" or self.page.gap(after) != " ":
            return number
        found = self._name_at.get(after)
        return number if found is None else self.names[found].last - 1

    def _see(
        self, referent: Referent, start: int, end: int, *, spoke: bool = False, is_possessor: bool = False
    ) -> None:
        """Add a mention to the discourse."""
        place = self._place(start)
        first = self._first_of(start)
        subject_end, subject = self._subject_of.get(place.sentence, (None, None))
        begin = self.page.words[first].start if first < len(self.page.words) else start
        is_joined = subject_end is not None and self.page.text[subject_end:begin].strip() == "and"
        is_subject = (
            spoke
            or is_joined
            or (not is_possessor and self._can_be_subject(first, end, has_subject=subject is not None))
        )
        if is_subject:
            self._subject_of[place.sentence] = end, referent
        seen = Seen(
            start, end, referent, place.sentence, place.paragraph, place.quotation, is_subject, spoke, is_possessor,
            is_joined,
        )  # fmt: skip
        self.discourse.add(seen)
        if is_joined and not is_possessor and _is_named(referent) and subject is not None and _is_named(subject):
            pair = self._pairs.join((subject, referent), start, end)
            self.discourse.add(seen._replace(referent=pair, is_joined=False, spoke=False))

    def _first_of(self, start: int) -> int:
        """Number of the first word of a mention that begins at ``start``, with its title and determiner."""
        number, words = self.page.number_at(start), self.page.words
        while number > 1 and (number - 1 in self._in_title or words[number - 1].key in self.lexicon.honorifics):
            number -= 1
        return number - (number > 0 and words[number - 1].key in DETERMINERS)

    def _can_be_subject(self, number: int, end: int, *, has_subject: bool) -> bool:
        """Whether a mention begins a clause: the first of its sentence without a preposition, or after ", and".

        Or between a comma and a verb: "With a smile that won voters, Lee was".  ``number`` is that of its first word.
        """
        words = self.page.words
        before = words[number - 1].key if number and not self.page.gap(number).strip(" ") else ""
        if not has_subject:
            return before not in PREPOSITIONS
        after = self.page.number_at(end)
        if self.page.gap(number) == ", " and self.page.gap(after) == " " and words[after].key in VERBS_OF_SAYING:
            return True
        return before in _CLAUSE_JOINTS and self.page.gap(number - 1).startswith(",")

    def _place(self, start: int) -> Place:
        """Where a mention stands; asked for several times in a row."""
        if (place := self._places.get(start)) is None:
            page = self.page
            place = Place(start, page.sentence(start), page.paragraph(start), page.quotation(start))
            self._places[start] = place
        return place

    # Sources ------------------------------------------------------------------------------------------------------

    def _read_source(self, source: Source) -> int:
        """Read a source; number of the word after its head."""
        phrase = self._reader.read(source.start, source.end)
        place = self._place(source.start)._replace(content=source.content)
        if phrase.pronoun is not None:
            place = place._replace(named=frozenset(self._named_after(source)), sentence=self._sentence_of(source))
        choice = self.refer(phrase, place, source)
        self.readings[source.start, source.end] = Reading(phrase, choice)
        if choice.referent is not None:
            self._see(
                choice.referent,
                source.start,
                source.end,
                spoke=phrase.pronoun not in RELATIVES,
                is_possessor=phrase.pronoun in {"his", "her", "its"},
            )
            for member in choice.referent.members:
                self._see(member, source.start, source.end, spoke=True)
        return self.page.number_at(phrase.core_end) if phrase.core_end else self.page.number_at(source.end)

    def _sentence_of(self, source: Source) -> int:
        """The sentence from which distance counts: "... are told. ... go," she said stands where the words begin."""
        paragraph = self.page.paragraph(source.start)
        begins = (start for start, _ in source.content if self.page.paragraph(start) == paragraph)
        return self.page.sentence(min([source.start, *begins]))

    def _named_after(self, source: Source) -> Iterator[int]:
        """Whom the words of a pronoun name after it, in its sentence: "she told Lee that" is not Lee."""
        end = self.page.sentence_end(source.start)
        for start, stop in source.content:
            if source.end <= start < end:
                first, last = self.page.number_at(start), self.page.number_at(min(stop, end))
                for found in {self._name_at[number] for number in range(first, last) if number in self._name_at}:
                    referent = self.cast.by_name[found]
                    if referent is not None:
                        yield id(referent)

    def refer(self, phrase: Phrase, place: Place, source: Source) -> Choice:
        """Say whom a phrase means."""
        if (label := self._turns.find_label(source.start, source.end)) is not None:
            return label
        if phrase.pronoun is not None:
            return self._refer_pronoun(phrase.pronoun, place, source)
        if phrase.members:
            return self._refer_members(phrase, place, source)
        if phrase.name is not None:
            if self.cast.by_name[self._name_at[phrase.name.first]] is None and phrase.noun is not None:
                return self._descriptions.refer(replace(phrase, name=None), place, is_source=True)
            self._adopt(phrase.name)
            return self._refer_elder(phrase, phrase.name) or self._learn(self._refer_name(phrase.name), phrase)
        return self._refer_description(phrase, place)

    def _refer_description(self, phrase: Phrase, place: Place) -> Choice:
        """Say whom a source without a name means, or take it up as somebody new."""
        found = (
            self._pairs.find(phrase, place, self.discourse)
            or find_relative(phrase, self.discourse.people_near(place, sentences=_REACH_OF_FAMILIES))
            or find_foretold(phrase, self.cast, self.page, self._speaking)
            or find_held(phrase, self._owner_of(phrase), self.cast, self.page)
        )
        if found is not None:
            return found
        if is_of_somebody(phrase, self._name_at, self.cast, self.page):
            phrase = replace(phrase, determiner="'s")
        choice = self._descriptions.refer(phrase, place, is_source=True)
        if choice.referent is not None and not choice.referent.name and self._is_named_family(phrase):
            choice.referent.name = self._descriptions.bare_words(phrase)
        return choice

    def _owner_of(self, phrase: Phrase) -> Name | None:
        """The name that a description begins with, if that is its owner’s: "Lee’s doctor"."""
        number = self._name_at.get(self.page.number_at(phrase.start))
        return None if phrase.determiner != "'s" or number is None else self.names[number]

    def _is_named_family(self, phrase: Phrase) -> bool:
        """Whether a name tells which family speaks: "the Lorne family"."""
        name = self._name_at.get(self.page.number_at(phrase.core_end) - 2)
        is_one = phrase.head == "family" and not phrase.is_plural
        return is_one and name is not None and not self.names[name].is_place

    def _adopt(self, name: Name) -> None:
        """Complete a first name by the surname of the one whose relative it is: "Her husband, Ray," of Sue Lorne."""
        number = self._name_at[name.first]
        referent, pronoun = self.cast.by_name[number], find_family_pronoun(name, self.page, self.lexicon)
        if referent is None or pronoun is None or len(referent.parts) > 1 or number in self.cast.rivals:
            return
        owner = self._choose_person(pronoun.key, self._place(pronoun.start), referent).referent
        if owner is not None and len(owner.parts) > 1:
            referent.parts = (*referent.parts, owner.parts[-1])
            referent.name = " ".join(referent.parts)

    def _refer_elder(self, phrase: Phrase, name: Name) -> Choice | None:
        """Say whom "the elder Lee" means; ``None`` for other words, and where only one has the name."""
        number, elder = self._name_at[name.first], find_called(self.page.text, phrase.start, name.start)
        known, rivals = self.cast.by_name[number], self.cast.rivals.get(number, ())
        if elder is None or known is None or not rivals:
            return None
        found = pick_by_age((known, *rivals), elder=elder)
        if found is None:
            return Choice(None, 1 / (1 + len(rivals)), f"name: two candidates, {known.name} and {rivals[0].name}")
        return Choice(found, _ELDER)

    def _refer_name(self, name: Name) -> Choice:
        number = self._name_at[name.first]
        referent, certainty = self.cast.by_name[number], self.cast.certainty[number]
        if referent is None:
            return Choice(None, 0.0, "no name")
        if certainty < LEAST_SHARE:
            rival = self.cast.rivals[number][0]
            return Choice(None, certainty, f"name: two candidates, {referent.name} and {rival.name}")
        return Choice(referent, 0.95 * certainty)

    @staticmethod
    def _learn(choice: Choice, phrase: Phrase) -> Choice:
        """Keep by what noun a source calls the one it names: "a colonel who gave only his call sign, Heron"."""
        referent, noun = choice.referent, phrase.noun
        if (
            referent is not None
            and noun is not None
            and phrase.name is not None
            and phrase.name.start > phrase.core_end
        ):
            if noun.kind is SpeakerKind.PERSON and referent.kind is SpeakerKind.UNKNOWN:
                referent.kind = SpeakerKind.PERSON
            if noun.kind is referent.kind and not noun.is_plural:
                referent.heads.add(phrase.head)
                referent.words.update(phrase.modifiers)
        return choice

    def _refer_members(self, phrase: Phrase, place: Place, source: Source) -> Choice:
        """Make one group of several speakers."""
        found = [self.refer(member, place, source) for member in phrase.members]
        members = tuple(choice.referent for choice in found if choice.referent is not None)
        group = Referent(
            start=phrase.start,
            end=phrase.end,
            kind=SpeakerKind.GROUP,
            is_plural=True,
            members=members,
            heads={"pair", "two"},
        )
        named = [member for member in members if member.name]
        if named:
            group.name = self._complete(phrase, found)
        return Choice(group, min(choice.confidence for choice in found) if members else 0.5)

    def _complete(self, phrase: Phrase, found: Sequence[Choice]) -> str:
        """The words of a compound with the full names in place of the short ones."""
        parts = []
        for member, choice in zip(phrase.members, found, strict=True):
            words = " ".join(self.page.text[member.start : member.end].split())
            referent = choice.referent
            full = referent.name if referent is not None and referent.name and (member.name or member.pronoun) else None
            parts.append(full or words)
        return re.sub(r"\A[Tt]he ", "", " and ".join((", ".join(parts[:-1]), parts[-1])))

    def _refer_pronoun(self, pronoun: str, place: Place, source: Source) -> Choice:
        """Say whom a pronoun means; first person waits for the statement around it."""
        excluded = self._outer(source)
        if pronoun in FIRST_PERSON:
            return Choice(excluded, 0.9) if excluded is not None else self._turns.find_first_person(pronoun, place)
        if (answered := self._turns.find_second_person(pronoun, place)) is not None:
            return answered
        if pronoun in _HE_OR_SHE:
            return self._choose_person(pronoun, place, excluded)
        if pronoun in {"who", "whose", "whom", "which", "that"}:
            return find_antecedent(pronoun, place, self.page, self.discourse)
        fits = _is_something if pronoun in _IT else _are_several if pronoun in _THEY else None
        if fits is None:
            return Choice(None, 0.0, "it does not point to anybody")
        is_plural = pronoun in _THEY
        return self.discourse.choose(place, lambda each: each is not excluded and fits(each), is_plural=is_plural)

    def _choose_person(self, pronoun: str, place: Place, excluded: Referent | None) -> Choice:
        gender = _HE_OR_SHE[pronoun]
        ahead = self._find_ahead(place)
        if ahead is not None and ahead is not excluded and is_one_of(ahead, gender):
            return Choice(ahead, _AHEAD)
        if excluded is not None and excluded.gender is gender and place.quotation is None:
            excluded = None  # "He said he thought": only his own words cannot call him so
        choice = self.discourse.choose(place, lambda each: each is not excluded and is_one_of(each, gender), gender)
        is_told = choice.referent is not None and choice.referent.gender is None and choice.confidence >= _SURE
        if is_told and choice.referent is not None and place.quotation is None:
            choice.referent.genders[gender] += 1
        return choice

    def _find_ahead(self, place: Place) -> Referent | None:
        """Whom the main clause after a subordinate one has as its subject: "While he was ill, Lee said"."""
        words, number = self.page.words, self.page.number_at(place.start)
        first = self.page.number_at(self.page.sentence_start(place.start))
        if not 0 < number - first <= _REACH_OF_JOINTS or words[first].key not in _SUBORDINATORS:
            return None
        if any(each in self._name_at for each in range(first, number)):
            return None
        last = self.page.number_at(self.page.sentence_end(place.start))
        comma = next((each for each in range(number + 1, last) if self.page.gap(each)[:1] in _CLAUSE_ENDS), last)
        if comma >= last or self.page.gap(comma).strip() != ",":
            return None
        while comma < last and (comma in self._in_title or words[comma].key in self.lexicon.honorifics):
            comma += 1
        found = self._name_at.get(comma)
        if found is None or self.page.quotation(words[comma].start) != place.quotation:
            return None
        name, after = self.names[found], self.names[found].last
        if name.is_modifier or words[after - 1].is_possessive or after >= last or self.page.gap(after) != " ":
            return None
        return None if words[after].key in _NO_VERBS or words[after].is_capital else self.cast.by_name[found]

    def _outer(self, source: Source) -> Referent | None:
        """Who says the words that a source stands in, as far as that is read or named."""
        if source.outer is None:
            return None
        if (reading := self.readings.get(source.outer)) is not None:
            return reading.choice.referent
        phrase = self._reader.read(*source.outer)
        return self._refer_name(phrase.name).referent if phrase.name is not None else None

    def _find_owner(self, phrase: Phrase, place: Place) -> tuple[Referent, int] | None:
        """Whose a description is, and where the words of that end: "her office", "Lee’s office"."""
        first = self.page.number_at(phrase.start)
        if phrase.determiner in _HE_OR_SHE:
            owner, end = self._choose_person(phrase.determiner, place, None).referent, self.page.words[first].end
        else:
            found = (self._name_at.get(each) for each in range(first, first + _REACH_OF_OWNERS))
            name = next((self.names[each] for each in found if each is not None), None)
            if name is None or not self.page.words[name.last - 1].is_possessive:
                return None
            owner, end = self._refer_name(name).referent, self.page.words[name.last - 1].end
        return None if owner is None else (owner, end)


_ELDER = 0.85  # that relations and ages tell who is older
_AHEAD = 0.75  # that the pronoun of a clause before the main one means its subject
_SUBORDINATORS = frozenset("while after before when as although though since because once asked if".split())
_REACH_OF_JOINTS = 3  # words from the start of a sentence to a pronoun that looks ahead
_CLAUSE_ENDS = frozenset(",;:.—–“”")
_NO_VERBS = PREPOSITIONS | {"and", "or"}
_REACH_OF_OWNERS = 4  # words from the start of a description to its owner's name
_REACH_OF_FAMILIES = 7  # sentences
_CLAUSE_JOINTS = frozenset({"and", "but", "while", "whereas", "so"})
_MOST_MODIFIERS = 5


def _is_someone(referent: Referent) -> bool:
    return referent.kind in {SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN}


def _is_something(referent: Referent) -> bool:
    return not referent.is_plural and referent.kind in {*BODIES, SpeakerKind.DOCUMENT}


def _is_named(referent: Referent) -> bool:
    return referent.kind is SpeakerKind.PERSON and bool(referent.name)


def _are_several(referent: Referent) -> bool:
    return referent.is_plural or referent.is_hidden or referent.kind in {SpeakerKind.GROUP, SpeakerKind.ORGANIZATION}

"""Reads an article once from its first word to its last and says whom each source means.

Names, descriptions and pronouns are taken in the order in which a reader meets them, so that each is weighed against
what stood before it; names alone are completed from the whole article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import SpeakerKind
from onrecord.speakers.cast import Cast, Referent
from onrecord.speakers.coref import LEAST_SHARE, Choice, Discourse, Place, Seen
from onrecord.speakers.grammar import DETERMINERS, FIRST_PERSON, PREPOSITIONS
from onrecord.speakers.lexicon import Gender, Lexicon
from onrecord.speakers.phrases import Phrase, PhraseReader
from onrecord.speakers.titles import Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page, Range

DEFINITE = frozenset("the this that these those both".split())
_HE_OR_SHE = {
    **dict.fromkeys(("he", "him", "his", "himself"), Gender.HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Gender.SHE),
}
_FOLLOWED = frozenset({"he", "she", "his", "her"})
"""Pronouns that are followed through the text, sources or not."""
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those"})
_BODIES = frozenset({SpeakerKind.ORGANIZATION, SpeakerKind.GOVERNMENT})
_COMPANY = frozenset(
    "company group firm business organization organisation corporation agency body institution nonprofit "
    "charity".split()
)
_HIDING = re.compile(
    r"condition of anonymity|\banonymous|not to be (?:named|identified)|(?:declin|refus)\w+ to be (?:named|identified)|"
    r"(?:not|n[o’']t) (?:be |been )?(?:authori[sz]ed|allowed|permitted) to (?:speak|discuss|comment|talk|be)|"
    r"without being (?:named|identified)|whose name was withheld|requested anonymity|asked for anonymity",
    re.IGNORECASE,
)
_IN_THE_KNOW = re.compile(
    r"\b(?:familiar|briefed|close to|with (?:direct )?knowledge|involved in|present at|who spoke)\b"
)
_HIDDEN_HEADS = frozenset(
    "source someone somebody other critic insider none one spokesman spokeswoman spokesperson authorities".split()
)
_SOMEBODY = frozenset("some many several few others other one another most".split())
_FEW = frozenset("a an one another two three four five six seven eight nine ten several some any".split())
_SETTING_APART = frozenset({"ministry", "department"})
_SURE = 0.8
_DESCRIBED = re.compile(r"[,;:(—–]|\s(?:who|whose|which|that)\s")
_AGE = re.compile(r"(\d{1,3})-year-old\Z")


class Source(NamedTuple):
    """A source as the statements have it; ``outer`` is the source of the statement around it, if any."""

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
    _introduced: list[Referent] = field(default_factory=list)
    _by_title: dict[str, list[Referent]] = field(init=False)  # named referents by the nouns of their titles and names
    _subject_of: dict[int, int] = field(default_factory=dict)

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

        self._by_title = {}
        for referent in self.cast.referents:
            for noun in {each for head in referent.heads for each in _endings(head, self.lexicon)}:
                self._by_title.setdefault(noun, []).append(referent)

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
                self._see(referent, name.start, name.end, is_possessor=self.page.words[name.last - 1].is_possessive)
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
            choice = self._refer_description(phrase, self._place(start))
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
        subject = self._subject_of.get(place.sentence)
        is_joined = subject is not None and self.page.text[subject:start].strip() == "and"
        is_subject = spoke or is_joined or (not is_possessor and self._can_be_subject(start, subject))
        if is_subject:
            self._subject_of[place.sentence] = end
        self.discourse.add(
            Seen(
                start, end, referent, place.sentence, place.paragraph, place.quotation, is_subject, spoke, is_possessor
            )
        )

    def _can_be_subject(self, start: int, subject: int | None) -> bool:
        """Whether a mention begins a clause: the first of its sentence without a preposition, or after ", and"."""
        number, words = self.page.number_at(start), self.page.words
        while number > 1 and number - 1 in self._in_title:
            number -= 1
        if number and words[number - 1].key in DETERMINERS:
            number -= 1
        before = words[number - 1].key if number and not self.page.gap(number).strip(" ") else ""
        if subject is None:
            return before not in PREPOSITIONS
        return before in _CLAUSE_JOINTS and self.page.gap(number - 1).startswith(",")

    def _place(self, start: int) -> Place:
        return Place(start, self.page.sentence(start), self.page.paragraph(start), self.page.quotation(start))

    # Sources ------------------------------------------------------------------------------------------------------

    def _read_source(self, source: Source) -> int:
        """Read a source; number of the word after its head."""
        phrase = self._reader.read(source.start, source.end)
        choice = self.refer(phrase, self._place(source.start)._replace(content=source.content), source)
        self.readings[source.start, source.end] = Reading(phrase, choice)
        if choice.referent is not None:
            self._see(
                choice.referent,
                source.start,
                source.end,
                spoke=True,
                is_possessor=phrase.pronoun in {"his", "her", "its"},
            )
            for member in choice.referent.members:
                self._see(member, source.start, source.end, spoke=True)
        return self.page.number_at(phrase.core_end) if phrase.core_end else self.page.number_at(source.end)

    def refer(self, phrase: Phrase, place: Place, source: Source) -> Choice:
        """Say whom a phrase means."""
        if phrase.pronoun is not None:
            return self._refer_pronoun(phrase.pronoun, place, source)
        if phrase.members:
            return self._refer_members(phrase, place, source)
        if phrase.name is not None:
            return self._refer_name(phrase.name)
        return self._refer_description(phrase, place, is_source=True)

    def _refer_name(self, name: Name) -> Choice:
        number = self._name_at[name.first]
        referent, certainty = self.cast.by_name[number], self.cast.certainty[number]
        if referent is None:
            return Choice(None, 0.0, "no name")
        if certainty < LEAST_SHARE:
            rival = self.cast.rivals[number][0]
            return Choice(None, certainty, f"name: two candidates, {referent.name} and {rival.name}")
        return Choice(referent, 0.95 * certainty)

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
        return re.sub(r"\A[Tt]he ", "", " and ".join(parts))

    def _refer_pronoun(self, pronoun: str, place: Place, source: Source) -> Choice:
        """Say whom a pronoun means; first person waits for the statement around it."""
        excluded = self._outer(source)
        if pronoun in FIRST_PERSON:
            return Choice(excluded, 0.9) if excluded is not None else Choice(None, 0.0, "first person")
        if pronoun in _HE_OR_SHE:
            return self._choose_person(pronoun, place, excluded)
        if pronoun in {"who", "whose", "whom", "which", "that"}:
            is_person = pronoun in {"who", "whose", "whom"}
            referent = self.discourse.just_before(place, _is_someone if is_person else _is_something)
            return Choice(referent, 0.85) if referent is not None else Choice(None, 0.0, "nobody named before it")
        fits = _is_something if pronoun in _IT else _are_several if pronoun in _THEY else None
        if fits is None:
            return Choice(None, 0.0, "it does not point to anybody")
        is_plural = pronoun in _THEY
        return self.discourse.choose(place, lambda each: each is not excluded and fits(each), is_plural=is_plural)

    def _choose_person(self, pronoun: str, place: Place, excluded: Referent | None) -> Choice:
        gender = _HE_OR_SHE[pronoun]
        choice = self.discourse.choose(place, lambda each: each is not excluded and _is_one_of(each, gender), gender)
        if choice.referent is not None and choice.referent.gender is None and choice.confidence >= _SURE:
            choice.referent.genders[gender] += 1
        return choice

    def _outer(self, source: Source) -> Referent | None:
        """Who says the words that a source stands in, as far as that is read or named."""
        if source.outer is None:
            return None
        if (reading := self.readings.get(source.outer)) is not None:
            return reading.choice.referent
        phrase = self._reader.read(*source.outer)
        return self._refer_name(phrase.name).referent if phrase.name is not None else None

    # Descriptions -------------------------------------------------------------------------------------------------

    def _refer_description(self, phrase: Phrase, place: Place, *, is_source: bool = False) -> Choice:
        """Find whom a description means, or take it up as somebody new."""
        known = self._find_known(phrase, place)
        if known is None or known.referent is None:
            return Choice(self._introduce(phrase, place, is_source=is_source), 0.9)
        if known.referent.name and is_source and phrase.noun is not None and phrase.noun.kind is SpeakerKind.PERSON:
            known.referent.titles.append(Title(phrase.core_start, self._end_of_description(phrase), phrase.noun))
        if not known.referent.is_plural and phrase.noun is not None and phrase.noun.gender is not None:
            known.referent.genders[phrase.noun.gender] += 1
        return known

    def _end_of_description(self, phrase: Phrase) -> int:
        """Where a comma or a relative clause ends a description."""
        found = _DESCRIBED.search(self.page.text, phrase.core_end, phrase.end)
        return found.start() if found is not None else phrase.end

    def _find_known(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find somebody known whom a description can mean: by its noun, by age, as a mere epithet."""
        head, modifiers = phrase.head, frozenset(phrase.modifiers) - _OWN
        is_definite = phrase.determiner in DEFINITE
        if (age := _AGE.search(" ".join((*phrase.modifiers, head)))) is not None and is_definite:
            aged = [each for each in (*self.cast.referents, *self._introduced) if age[1] in each.ages]
            return Choice(aged[0], 0.9) if len(aged) == 1 else None
        if not (is_definite or phrase.determiner is None):
            return None
        known = self.discourse.find_described(head, modifiers, is_plural=phrase.is_plural)
        if (known is None or not known.name) and not phrase.is_plural and (is_definite or self._in_headline(place)):
            named = [each for each in self._by_title.get(head, ()) if modifiers <= each.words | each.heads]
            if len(named) == 1:
                return Choice(named[0], 0.8)
        if known is not None:
            return Choice(known, 0.85)
        if not is_definite or phrase.is_plural:
            return None
        if self.is_hidden(phrase) or head in _UNNAMED or (phrase.noun is not None and phrase.noun.is_hidden):
            hidden = self.discourse.last_hidden(place, sentences=3)
            return None if hidden is None else Choice(hidden, 0.8)
        if head in _COMPANY and not modifiers:
            company = self.discourse.last_of(_is_company, place, sentences=3)
            return None if company is None else Choice(company, 0.7)
        return self._find_by_epithet(phrase, place) or self._find_by_model(place)

    def _find_by_model(self, place: Place) -> Choice | None:
        """Take the model's word for a description that no rule knows, where it is sure."""
        found = self.discourse.links.find_antecedent(place.start)
        return Choice(found[0], 0.8 * found[1]) if found is not None and found[1] >= _SURE else None

    def _find_by_epithet(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the person just spoken of whom a definite description calls by something new: "the mother of two"."""
        noun = phrase.noun
        if noun is None or noun.kind is not SpeakerKind.PERSON:
            return None
        is_epithet = "former" in phrase.modifiers or (noun.gender is not None and not noun.is_office)
        if not is_epithet and not self._has_capital(phrase):
            return None
        choice = self.discourse.choose(
            place, lambda each: bool(each.name) and _is_one_of(each, noun.gender), noun.gender
        )
        return choice._replace(confidence=0.8 * choice.confidence) if choice.confidence >= _SURE else None

    def _has_capital(self, phrase: Phrase) -> bool:
        """Whether a place, a party or the like stands before the head: "the Vermont senator"."""
        return any(part[:1].isupper() for part in self.page.text[phrase.core_start : phrase.core_end].split()[:-1])

    def _in_headline(self, place: Place) -> bool:
        return place.paragraph == 0

    def _introduce(self, phrase: Phrase, place: Place, *, is_source: bool) -> Referent:
        """Take up somebody new."""
        noun = phrase.noun
        kind = SpeakerKind.UNKNOWN if noun is None else noun.kind
        if phrase.is_plural and kind in {SpeakerKind.PERSON, *_BODIES}:
            kind = SpeakerKind.GROUP
        referent = Referent(
            start=phrase.start, end=phrase.end, kind=kind, is_plural=phrase.is_plural, heads={phrase.head},
            words=set(phrase.modifiers), size=1, is_hidden=self.is_hidden(phrase),
            ages={age[1] for word in phrase.modifiers if (age := _AGE.search(word)) is not None},
        )  # fmt: skip
        if referent.ages:
            self._introduced.append(referent)
        if noun is not None and noun.gender is not None and not noun.is_plural:
            referent.genders[noun.gender] += 2
        is_apart = phrase.is_set_apart or (phrase.head in _SETTING_APART and bool(phrase.modifiers))
        if kind in _BODIES and not phrase.is_indefinite and (is_source or is_apart):
            possessor = self._complete_possessor(phrase, place) if phrase.head in _PERSONAL_BODIES else None
            referent.name = possessor or (self.bare_words(phrase) if is_apart else "")
        return referent

    def _complete_possessor(self, phrase: Phrase, place: Place) -> str | None:
        """A body of somebody's with the full name: "his office" as "Tiago Salgueiro’s office"."""
        first = self.page.number_at(phrase.start)
        word = self.page.words[first]
        if phrase.determiner in _HE_OR_SHE:
            owner, after = self._choose_person(phrase.determiner, place, None).referent, word.end
        else:
            name = next(
                (
                    self.names[found]
                    for each in range(first, first + 4)
                    if (found := self._name_at.get(each)) is not None
                ),
                None,
            )
            if name is None or not self.page.words[name.last - 1].is_possessive:
                return None
            owner, after = self._refer_name(name).referent, self.page.words[name.last - 1].end
        if owner is None or not owner.name or owner.kind is not SpeakerKind.PERSON:
            return None
        rest = " ".join(self.page.text[after : phrase.end].split()).split(",")[0]
        return f"{owner.name}’s {rest}"

    def bare_words(self, phrase: Phrase) -> str:
        """The words of a description without its article and what a comma sets off."""
        words = " ".join(self.page.text[phrase.start : phrase.end].split())
        words = re.sub(r"\A(?:the|an?|this|these|those)\s+", "", words, flags=re.IGNORECASE)
        return words.split(",")[0].strip()

    def is_hidden(self, phrase: Phrase) -> bool:
        """Whether a description names a source that the article keeps unnamed, and not a population or a body."""
        noun, text = phrase.noun, self.page.text
        if phrase.head in _HIDDEN_HEADS or (phrase.head == phrase.determiner and phrase.head in _SOMEBODY):
            return True
        if noun is None or noun.kind not in {SpeakerKind.PERSON, SpeakerKind.UNKNOWN}:
            return False
        if noun.is_plural:
            few = phrase.determiner in _FEW
            return noun.is_hidden or few or _IN_THE_KNOW.search(text, phrase.core_end, phrase.end) is not None
        if phrase.determiner in _FEW:
            return True
        return _HIDING.search(text, phrase.start, self.page.sentence_end(phrase.start)) is not None


_UNNAMED = frozenset({"person", "individual", "source", "insider"})
_PERSONAL_BODIES = frozenset("office campaign team cabinet administration foundation".split())
_CLAUSE_JOINTS = frozenset({"and", "but", "while", "whereas", "so"})
_MOST_MODIFIERS = 5
_OWN = frozenset({"own", "very", "same"})


def _endings(head: str, lexicon: Lexicon) -> set[str]:
    """A noun and the nouns that it ends with: a schoolteacher is a teacher."""
    return {head} | {head[cut:] for cut in range(3, len(head) - 3) if head[cut:] in lexicon.nouns}


def _is_one_of(referent: Referent, gender: Gender | None) -> bool:
    if referent.is_plural or referent.is_place or (gender is not None and referent.gender not in {None, gender}):
        return False
    return referent.kind is SpeakerKind.PERSON or (referent.kind is SpeakerKind.UNKNOWN and bool(referent.name))


def _is_someone(referent: Referent) -> bool:
    return referent.kind in {SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN}


def _is_something(referent: Referent) -> bool:
    return not referent.is_plural and referent.kind in {*_BODIES, SpeakerKind.DOCUMENT}


def _are_several(referent: Referent) -> bool:
    return referent.is_plural or referent.is_hidden or referent.kind in {SpeakerKind.GROUP, SpeakerKind.ORGANIZATION}


def _is_company(referent: Referent) -> bool:
    return bool(referent.name) and referent.kind is SpeakerKind.ORGANIZATION and not referent.is_plural

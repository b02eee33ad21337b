"""Whom a description means: somebody known, by noun, by age or by another word for them, or somebody new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.body_epithets import BASED, is_body_called, is_word_for_a_body
from onrecord.speakers.cast import Referent
from onrecord.speakers.coref import Choice, Place
from onrecord.speakers.deeds import is_called_for
from onrecord.speakers.epithets import AGE, can_be_called, find_age, is_word_for_a_person
from onrecord.speakers.grammar import OTHERS
from onrecord.speakers.hidden import is_hidden
from onrecord.speakers.party_tags import add_party_words, read_tag
from onrecord.speakers.phrase import Phrase
from onrecord.speakers.titles import Title

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.speakers.cast import Cast
    from onrecord.speakers.coref import Discourse
    from onrecord.speakers.lexicon import Gender, Lexicon
    from onrecord.speakers.page import Page

BODIES = frozenset({SpeakerKind.ORGANIZATION, SpeakerKind.GOVERNMENT})
DEFINITE = frozenset("the this that these those both".split())
_SETTING_APART = frozenset({"ministry", "department"})
_ANYBODY = frozenset("man woman employee worker staffer member neighbor neighbour".split())
"""What many a source without a name is called afterwards."""
_UNNAMED = frozenset({"person", "individual", "source", "insider"})
_PERSONAL_BODIES = frozenset("office campaign team cabinet administration foundation".split())
_OWNERS = frozenset("his her their".split())
_IDLE = frozenset({"own", "very", "same", "presumptive"})
"""Modifiers that tell nobody from another."""
_OF_SIDES = frozenset({"campaign", "party", "side", "team", "union"})
"""Bodies that stand against others of their kind: one is spoken of far from its name only by that name."""
_DESCRIBED = re.compile(r"[,;:(—–]|\s(?:who|whose|which|that)\s")
_LEADING_ARTICLE = re.compile(r"\A(?:the|an?|this|that|these|those)\s+", re.IGNORECASE)
_SURE = 0.8
_LIKELY = 0.7
_NEAR = 3  # sentences in which news takes up a body by another word
_PERSONAL = frozenset({SpeakerKind.PERSON, SpeakerKind.UNKNOWN})


class Descriptions:
    """The descriptions of one article, in the order in which they are read."""

    def __init__(
        self,
        page: Page,
        lexicon: Lexicon,
        cast: Cast,
        discourse: Discourse,
        *,
        find_owner: Callable[[Phrase, Place], tuple[Referent, int] | None],
    ) -> None:
        """Index the names by the nouns they go with.

        ``find_owner`` gives the person a description belongs to ("her office") and where the words of that end.
        """
        self._page, self._lexicon, self._cast, self._discourse = page, lexicon, cast, discourse
        self._find_owner = find_owner
        self._introduced: list[Referent] = []  # with an age
        for referent in cast.referents:
            _read_tags(referent, page.text)
        self._by_title: dict[str, list[Referent]] = {}
        for referent in cast.referents:
            for noun in {each for head in referent.heads for each in _endings(head, lexicon)}:
                self._by_title.setdefault(noun, []).append(referent)

    def refer(self, phrase: Phrase, place: Place, *, is_source: bool = False) -> Choice:
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
        found = _DESCRIBED.search(self._page.text, phrase.core_end, phrase.end)
        return found.start() if found is not None else phrase.end

    # Known --------------------------------------------------------------------------------------------------------

    def _find_known(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find somebody known whom a description can mean."""
        is_definite = phrase.determiner in DEFINITE
        is_new = phrase.is_counted or (phrase.is_plural and phrase.determiner is None and phrase.end > phrase.core_end)
        if not is_new and phrase.determiner in _OWNERS:
            return (
                self._find_related(phrase, place)
                or self._find_own_body(phrase, place)
                or self._find_other(phrase, place)
            )
        if is_new or not (is_definite or phrase.determiner is None):
            return None
        if is_definite and (age := find_age(phrase)) is not None:
            aged = [each for each in (*self._cast.referents, *self._introduced) if age in each.ages]
            if aged:
                return Choice(aged[0], 0.9) if len(aged) == 1 else None
        known = self._find_by_noun(phrase, is_definite=is_definite or place.paragraph == 0)
        if known is not None and known.referent is not None and self._is_far_and_unnamed(known.referent, phrase, place):
            known = (self._find_body(phrase, place) if is_definite else None) or known
        if known is not None or not is_definite or phrase.is_plural:
            return known
        if is_hidden(phrase, self._page) or phrase.head in _UNNAMED or (phrase.noun and phrase.noun.is_hidden):
            hidden = self._discourse.last_hidden(place, sentences=_NEAR)
            if hidden is not None or phrase.head in _UNNAMED:
                return None if hidden is None else Choice(hidden, _SURE)
        if phrase.head in _ANYBODY and (unnamed := self._find_last_unnamed(phrase, place)) is not None:
            return unnamed
        return self._find_body(phrase, place) or self._find_person(phrase, place) or self._find_by_model(place)

    def _find_last_unnamed(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the source without a name that spoke last and can be called so: "the man", of a fan who gave no name."""
        hidden = self._discourse.last_hidden(place, sentences=_NEAR)
        gender = None if phrase.noun is None else phrase.noun.gender
        if hidden is None or hidden is not self._discourse.last_speaker or hidden.is_plural:
            return None
        return Choice(hidden, _LIKELY) if hidden.gender in {None, gender} else None

    def _find_related(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the one person named before as somebody’s what "her lawyer" is."""
        if phrase.is_plural or phrase.noun is None or phrase.noun.kind is not SpeakerKind.PERSON:
            return None
        related = [
            each
            for each in self._by_title.get(phrase.head, ())
            if each.kind is SpeakerKind.PERSON and frozenset(phrase.modifiers) <= each.words | each.heads
        ]
        met = [each for each in related if any(self._is_owned(title, place) for title in each.titles)]
        return Choice(met[0], _SURE) if len(related) == len(met) == 1 else None

    def _find_own_body(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the one body named before whose name says what "his university" is."""
        if phrase.is_plural or phrase.modifiers or phrase.noun is None or phrase.noun.kind not in BODIES:
            return None
        named = [
            each
            for each in self._by_title.get(phrase.head, ())
            if each.kind is SpeakerKind.ORGANIZATION and each.start < place.start
        ]
        owner = self._find_owner(phrase, place)
        if not named and owner is not None:
            named = self._find_bodies_of(owner[0], phrase)
        is_apart = phrase.head in _PERSONAL_BODIES | _OF_SIDES
        return Choice(named[0], _LIKELY) if len(named) == 1 and not is_apart else None

    def _find_bodies_of(self, owner: Referent, phrase: Phrase) -> list[Referent]:
        """The bodies that the titles of somebody name and that can be called by a noun: "Lee of Tarn Foods"."""
        return [
            each
            for each in self._cast.referents
            if is_body_called(each, phrase.head, self._lexicon)
            and any(title.start < end <= title.end for title in owner.titles for end in each.named_at)
        ]

    def _find_other(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find whose relative or agent somebody was called, by the word for the other: "his wife" of "her husband"."""
        owner = self._find_owner(phrase, place)
        if owner is None or phrase.is_plural:
            return None
        for title in owner[0].titles:
            if title.start < place.start and phrase.head in OTHERS.get(title.noun.singular.split()[-1], ()):
                other = self._find_owner_of_title(title)
                if other is not None and other is not owner[0] and _is_of_gender(other, phrase):
                    return Choice(other, _SURE)
        return None

    def _find_owner_of_title(self, title: Title) -> Referent | None:
        """Whose a title says that somebody is: of "her husband", of "Lee’s agent"."""
        number = self._page.number_at(title.start)
        first = self._page.words[max(number - 1, 0)]
        start = first.start if first.key in _OWNERS else title.start
        sentence, paragraph = self._page.sentence(start), self._page.paragraph(start)
        place = Place(start, sentence, paragraph, self._page.quotation(start))
        determiner = first.key if first.key in _OWNERS else None
        found = self._find_owner(Phrase(start=start, end=title.end, determiner=determiner), place)
        return None if found is None else found[0]

    def _is_owned(self, title: Title, place: Place) -> bool:
        """Whether a title read before ``place`` has an owner: "her lawyer", "the lawyer of the family"."""
        number = self._page.number_at(title.start)
        before = self._page.words[number - 1] if number else None
        is_after_owner = before is not None and (before.is_possessive or before.key in _OWNERS)
        return title.start < place.start and is_after_owner

    def _find_by_noun(self, phrase: Phrase, *, is_definite: bool) -> Choice | None:
        """Find somebody of whom the noun and no other modifiers were said: "the mayor" of Mayor Lee."""
        modifiers = frozenset(each for each in phrase.modifiers if each not in _IDLE and not BASED.search(each))
        known = self._discourse.find_described(phrase.head, modifiers, is_plural=phrase.is_plural)
        if known is not None and self._is_of_another(phrase, known):
            return None
        if (known is None or not known.name) and not phrase.is_plural and is_definite:
            titled = self._by_title.get(phrase.head, ())
            is_office = phrase.noun is not None and phrase.noun.is_office
            named = [
                each
                for each in titled
                if modifiers <= each.words | each.heads
                and (is_office or each.start <= phrase.start or each.kind is not SpeakerKind.PERSON)
            ]
            if len(named) == 1:
                return Choice(named[0], 0.8)
            rest = self._page.text[phrase.core_end : phrase.end]
            doing = (each for each in self._cast.referents if each.deeds and not phrase.is_set_apart)
            doers = [each for each in doing if is_called_for(each.deeds, phrase.head, rest)]
            if not named and len(doers) == 1:
                return Choice(doers[0], _LIKELY)
        return None if known is None else Choice(known, 0.85)

    def _is_of_another(self, phrase: Phrase, known: Referent) -> bool:
        """Whether what follows the noun of a body names another one's: "the government of Lee" is not Marr’s."""
        if not known.name or not phrase.is_set_apart or known.kind is SpeakerKind.PERSON:
            return False
        after = self._page.text[phrase.core_end : phrase.end].split(",")[0].replace("’s", "").split()
        capitals = {word for word in after if word[:1].isupper()}
        return bool(capitals) and capitals.isdisjoint(known.name.replace("’s", "").split())

    def _find_by_model(self, place: Place) -> Choice | None:
        """Take the model's word for a description that no rule knows, where it is sure."""
        found = self._discourse.links.find_antecedent(place.start)
        return Choice(found[0], 0.8 * found[1]) if found is not None and found[1] >= _SURE else None

    def _find_body(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the body just spoken of that a description calls by another word: "the carmaker"."""
        if not is_word_for_a_body(phrase, self._page.text, self._lexicon):
            return None
        for fits in (
            lambda each: not each.is_untold and is_body_called(each, phrase.head, self._lexicon, outlets=False),
            lambda each: is_body_called(each, phrase.head, self._lexicon, outlets=False),
            lambda each: is_body_called(each, phrase.head, self._lexicon),
        ):
            if (body := self._discourse.last_of(fits, place, sentences=_NEAR)) is not None:
                return Choice(body, _LIKELY)
            if (choice := self._discourse.choose(place, fits)).confidence >= _SURE:
                return choice._replace(confidence=_LIKELY * choice.confidence)
        return self._find_only_body(phrase, place)

    def _is_far_and_unnamed(self, known: Referent, phrase: Phrase, place: Place) -> bool:
        """Whether a body without a name was brought in too long ago to be the one meant, if another can be."""
        is_far = place.sentence - self._page.sentence(known.start) > _NEAR
        return not known.name and known.kind in BODIES and not phrase.is_plural and is_far

    def _find_only_body(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the one body named before that a word fits, however far back."""
        if phrase.modifiers or phrase.head in _OF_SIDES:
            return None
        fit = [
            each
            for each in self._cast.referents
            if each.start < place.start and is_body_called(each, phrase.head, self._lexicon)
        ]
        made = [
            each
            for each in fit
            if not each.is_untold and is_body_called(each, phrase.head, self._lexicon, outlets=False)
        ]
        only = fit if len(fit) == 1 else made
        return Choice(only[0], _LIKELY) if len(only) == 1 else None

    def _find_person(self, phrase: Phrase, place: Place) -> Choice | None:
        """Find the person just spoken of whom a description calls by something new: "the mother of two"."""
        noun, has_capital = phrase.noun, self._has_capital(phrase)
        if noun is None or not is_word_for_a_person(phrase, self._page.text, has_capital=has_capital):
            return None
        choice = self._discourse.choose(
            place,
            lambda each: bool(each.name) and is_one_of(each, noun.gender) and can_be_called(each, phrase),
            noun.gender,
        )
        least = _LIKELY if find_age(phrase) is not None else _SURE
        return choice._replace(confidence=0.8 * choice.confidence) if choice.confidence >= least else None

    def _has_capital(self, phrase: Phrase) -> bool:
        """Whether a place, a party or the like stands before the head: "the Vermont senator"."""
        return any(part[:1].isupper() for part in self._page.text[phrase.core_start : phrase.core_end].split()[:-1])

    # New ----------------------------------------------------------------------------------------------------------

    def _introduce(self, phrase: Phrase, place: Place, *, is_source: bool) -> Referent:
        """Take up somebody new."""
        noun = phrase.noun
        kind = SpeakerKind.UNKNOWN if noun is None else noun.kind
        if phrase.head in _PERSONAL_BODIES and phrase.is_set_apart and not phrase.is_plural:
            kind = SpeakerKind.ORGANIZATION  # "Lee’s team", where "the team" is several people
        may_hide = is_hidden(phrase, self._page)
        hides = is_source and may_hide  # "a man" who is only spoken of is no source
        if (phrase.is_plural or phrase.determiner == "neither") and kind in {SpeakerKind.PERSON, *BODIES}:
            kind = SpeakerKind.GROUP
        elif hides and kind is SpeakerKind.UNKNOWN:
            kind = SpeakerKind.PERSON
        referent = Referent(
            start=phrase.start, end=phrase.end, kind=kind, is_plural=phrase.is_plural, heads={phrase.head},
            words=set(phrase.modifiers), size=1, is_hidden=hides, may_hide=may_hide,
            ages={age[1] for word in phrase.modifiers if (age := AGE.search(word)) is not None},
        )  # fmt: skip
        if referent.ages:
            self._introduced.append(referent)
        if noun is not None and noun.gender is not None and not noun.is_plural:
            referent.genders[noun.gender] += 2
        is_apart = phrase.is_set_apart or (phrase.head in _SETTING_APART and bool(phrase.modifiers))
        if kind in BODIES and not phrase.is_indefinite and (is_source or is_apart):
            owned = self._complete_possessor(phrase, place) if phrase.head in _PERSONAL_BODIES else None
            referent.name = owned or (self.bare_words(phrase) if is_apart else "")
        return referent

    def _complete_possessor(self, phrase: Phrase, place: Place) -> str | None:
        """A body of somebody's with the full name: "his office" as "Tiago Salgueiro’s office"."""
        found = self._find_owner(phrase, place)
        if found is None or not found[0].name or found[0].kind is not SpeakerKind.PERSON:
            return None
        rest = " ".join(self._page.text[found[1] : phrase.end].split()).split(",")[0]
        return f"{found[0].name}’s {rest}"

    def bare_words(self, phrase: Phrase) -> str:
        """The words of a description without its article and what a comma sets off."""
        words = " ".join(self._page.text[phrase.start : phrase.end].split())
        return _LEADING_ARTICLE.sub("", words).split(",")[0].strip()


def _read_tags(referent: Referent, text: str) -> None:
    """Add to what describes a person the party and the state behind the name, and both names of the party."""
    if referent.kind is not SpeakerKind.PERSON:
        return
    tags = [tag for end in referent.named_at if (tag := read_tag(text, end)) is not None]
    for tag in tags:
        referent.words.update(tag.place)
        if tag.member is not None:
            referent.heads.add(tag.member)
    referent.words |= add_party_words(frozenset(referent.words | referent.heads)) - referent.heads


def _is_of_gender(referent: Referent, phrase: Phrase) -> bool:
    """Whether somebody can be called by a noun that tells the gender."""
    gender = None if phrase.noun is None else phrase.noun.gender
    return bool(referent.name) and is_one_of(referent, gender)


def is_one_of(referent: Referent, gender: Gender | None) -> bool:
    """Whether a referent can be one person of a gender, as far as either is known."""
    if referent.is_plural or referent.is_place or (gender is not None and referent.gender not in {None, gender}):
        return False
    return referent.kind is SpeakerKind.PERSON or (referent.kind is SpeakerKind.UNKNOWN and bool(referent.name))


def _endings(head: str, lexicon: Lexicon) -> set[str]:
    """A noun and the nouns that it ends with: a schoolteacher is a teacher."""
    return {head} | {head[cut:] for cut in range(3, len(head) - 3) if head[cut:] in lexicon.nouns}

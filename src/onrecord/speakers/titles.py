"""Titles beside a name: "commission chair Lee", "the mayor of Cerval, Lee", "Lee, a driver for a relief agency".

A title is a noun phrase around a noun of the list, without its determiner; the noun tells the kind of whom it names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import (
    AFTER_HEAD,
    DETERMINERS,
    NO_NAMES,
    PREPOSITIONS,
    RELATIVES,
    TITLE_ENDS,
    TITLE_MODIFIERS,
    VERBS_OF_SAYING,
)
from onrecord.speakers.lexicon import Noun

if TYPE_CHECKING:
    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.page import Page, Word

_COMMAS = frozenset({", ", ",\xa0"})
_AFTER_BRACKETS = frozenset({"), ", ".), "})
_TAG = re.compile(r"[DRI]-[A-Z][\w.]{0,12}")
_LONGEST_TAG = 4  # words
_TIMES = frozenset({"now", "then"})
"""What may stand before a title after a name: "Lee, then a senator"."""
_CALLED = frozenset({"named", "called"})
_PLEADING = frozenset({"defending", "mitigating", "prosecuting"})
"""What British courts call counsel by: "Ada Lee, defending,"."""
_JOINTS = frozenset({"and", "with", "by", "or"})
_NEVER_INSIDE = (DETERMINERS | PREPOSITIONS | NO_NAMES | TITLE_ENDS) - TITLE_MODIFIERS - {"tv"}
_HAVING = DETERMINERS - {"the"}
"""What begins what somebody has, after "with": "a nurse with a cane"; "with the police" is where somebody works."""
_IN_NAMES = frozenset({"watch", "opinion", "analysis", "today", "web", "internet", "people", "update"})
"""Words of headlines that are in names of bodies too."""
_NEVER_FIRST = RELATIVES | PREPOSITIONS | TITLE_ENDS
_VERBS = (VERBS_OF_SAYING | {"are", "were"}) - RELATIVES
_ENDING = RELATIVES | (TITLE_ENDS - _JOINTS)
_FOLLOWING_HEAD = AFTER_HEAD | PREPOSITIONS | RELATIVES | frozenset("and or said says told speaking there here".split())
_CLAUSE_GAP = re.compile(r"[,;:.!?()“”\"—–]")
_QUOTED = re.compile(r"\s(?:“[^”\n]{2,90}”|‘[^’\n]{2,90}’|''[^'\n]{2,90}''|\"[^\"\n]{2,90}\")")
_TRADE = re.compile(r"[a-z-]{3,}(?:ist|[ct]ian|person|grapher|monger|wright)\Z")
"""Words that name a person by a trade whatever they begin with: bioacoustician, cellist, tradesperson."""
_NO_TRADES = frozenset(
    "list checklist shortlist blacklist waitlist playlist assist consist exist insist persist resist desist subsist "
    "twist waist wrist moist hoist heist joist whist".split()
)
_MOST_MODIFIERS = 8
_SHORTEST_COMPOUND = 8
_MOST_BEFORE = 9
_MOST_AFTER = 28


class Title(NamedTuple):
    """Words beside a name that say who that is: their place, and the noun they turn on."""

    start: int
    end: int
    noun: Noun


class TitleReader:
    """Finds titles on one page; words are given by their numbers."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        """Take the page and the lists."""
        self._page = page
        self._words = page.words
        self._lexicon = lexicon

    def find_before(self, first: int, name_first: int) -> Title | None:
        """The title that a name follows: capital words of its own run, begun at ``first``, or words before it."""
        words = self._words
        if name_first > first and (noun := self._last_noun(first, name_first)) is not None:
            return Title(words[self._start_of_phrase(first)].start, words[name_first - 1].end, noun)
        if not first:
            return None
        gap, number = self._page.gap(first), first - 1
        if gap in _COMMAS:
            return self._find_apposed(number)
        if gap != " ":
            return None
        number -= number > 0 and words[number].key in _CALLED
        noun = self.noun_at(number)
        if noun is None or noun.is_plural or noun.kind is SpeakerKind.DOCUMENT:
            return None
        return Title(words[self._start_of_phrase(number)].start, words[number].end, noun)

    def find_apposed(self, first: int) -> Title | None:
        """The title before the comma in front of a run that begins with a rank: "the governor, Gen. Lee"."""
        return self._find_apposed(first - 1) if first and self._page.gap(first) in _COMMAS else None

    def find_after(self, number: int) -> Title | None:
        """The noun phrase between commas after a name that ends before word ``number``, with an age between or not."""
        words = self._words
        number = self._after_tag(number)
        if self._follows_comma(number) and words[number].bare.isdigit():
            number += 1
        if self._follows_comma(number) and words[number].key in _PLEADING and self._follows_comma(number + 1):
            return Title(words[number].start, words[number].end, self._lexicon.nouns["barrister"])
        if not self._follows_comma(number) or words[number].key in _NEVER_FIRST:
            return None
        number += words[number].key in _TIMES and number + 1 < len(words) and self._page.gap(number + 1) == " "
        first = number + (words[number].key in DETERMINERS)
        last = first
        while last < min(len(words), first + _MOST_AFTER) and not (last > number and self._ends_title(last)):
            last += 1
        head = next((each for each in range(first, last) if self._is_head(each, last)), None)
        noun = None if head is None else self.noun_at(head)
        if noun is None or head is None or noun.is_plural:
            return None
        if any(self._parts(each, first) for each in range(first, head)) or self._goes_on_after_adjunct(number, last):
            return None
        return Title(words[first].start, self._end_of_quoted(last), noun)

    def _goes_on_after_adjunct(self, number: int, last: int) -> bool:
        """Whether a phrase is the subject after a sentence’s first words: "According to Lee, the mayor was ill"."""
        first = self._words[self._page.number_at(self._page.sentence_start(self._words[number].start))]
        is_led = first.key in PREPOSITIONS or first.key == "according"
        has_verb = last < len(self._words) and self._words[last].key in _VERBS and self._page.gap(last) == " "
        return is_led and has_verb

    def _parts(self, number: int, first: int) -> bool:
        """Whether a small word parts what a phrase begins with from its head, and joins no capital words of a name."""
        words = self._page.words
        if words[number].key not in PREPOSITIONS and words[number].key != "and":
            return False
        ahead = number + 1 + (words[number + 1].key == "the")
        return number == first or not (words[number - 1].is_capital and words[ahead].is_capital)

    def _end_of_quoted(self, last: int) -> int:
        """Where a title ends: with the quotation that its last word leads to, "author of “Slow Water”"."""
        words, text = self._page.words, self._page.text
        if words[last - 1].key not in PREPOSITIONS:
            return words[last - 1].end
        found = _QUOTED.match(text, words[last - 1].end)
        return words[last - 1].end if found is None else found.end()

    def _after_tag(self, number: int) -> int:
        """Number of the first word after a lawmaker’s party and place: "Lee (D-Ohio), the …", "Lee, R-Ash, the …"."""
        words, page = self._words, self._page
        if self._follows_comma(number) and _TAG.fullmatch(words[number].bare):
            return number + 1
        if page.gap(number) == " (":
            behind = range(number + 1, min(number + _LONGEST_TAG, len(words)))
            return next((each for each in behind if page.gap(each) in _AFTER_BRACKETS), number)
        return number

    def noun_at(self, number: int) -> Noun | None:
        """The noun that ends with a word; two words where the list has them, and a trade that it does not have."""
        word, nouns = self._words[number], self._lexicon.nouns
        if number and (noun := nouns.get(f"{self._words[number - 1].key} {word.key}")) is not None:
            return noun
        return self._lexicon.find(word.key) or _guess_trade(word) or self._compound(word)

    def _compound(self, word: Word) -> Noun | None:
        """The person whom a small word names that ends with a noun: "speechwriter", "committeeman"."""
        if word.is_capital or len(word.key) < _SHORTEST_COMPOUND or not word.key.isalpha():
            return None
        nouns = self._lexicon.nouns
        noun = next((nouns[word.key[cut:]] for cut in range(3, len(word.key) - 4) if word.key[cut:] in nouns), None)
        if noun is None and word.key.endswith(("man", "woman")):
            noun = nouns["man"]
        is_person = noun is not None and noun.kind is SpeakerKind.PERSON and not noun.is_plural
        return noun._replace(singular=word.key) if noun is not None and is_person else None

    def _follows_comma(self, number: int) -> bool:
        return number < len(self._words) and self._page.gap(number) in _COMMAS | _AFTER_BRACKETS

    def _ends_title(self, number: int) -> bool:
        key = self._words[number].key
        if key == "with" and number + 1 < len(self._words) and self._words[number + 1].key in _HAVING:
            return True
        gap = self._page.gap(number)
        is_cut = _CLAUSE_GAP.search(gap) is not None and not (gap.startswith(".") and self._page.runs_on(number))
        is_cut = is_cut and gap != ".-"
        return key in _ENDING or is_cut

    def _is_head(self, number: int, last: int) -> bool:
        """Whether a noun of the list is the head of the phrase that ends before ``last``: no noun follows it."""
        if self.noun_at(number) is None:
            return False
        return number + 1 >= last or self._words[number + 1].key in _FOLLOWING_HEAD

    def _last_noun(self, first: int, last: int) -> Noun | None:
        """The noun that a title of capital words turns on: the last office, or the last noun."""
        nouns, words = self._lexicon.nouns, self._words
        pairs = (
            f"{words[number - 1].key} {words[number].key}" if number > first else "" for number in range(first, last)
        )
        named = (
            nouns.get(pair) or self._lexicon.find(word.key) for pair, word in zip(pairs, words[first:last], strict=True)
        )
        found = [noun for noun in named if noun is not None]
        offices = [noun for noun in found if noun.is_office]
        return next(reversed(offices or found), None)

    def _find_apposed(self, last: int) -> Title | None:
        """A noun phrase that ends with word ``last`` and begins with a determiner or a possessor.

        Of "an engineer at the ministry" the engineer, of "in the house of the mayor" the mayor.
        """
        words, head, found = self._words, None, None
        for number in range(last, max(-1, last - _MOST_BEFORE), -1):
            word, follows = words[number], words[number + 1].key if number < last else ""
            noun = self.noun_at(number)
            if noun is not None and not noun.is_plural and (not follows or follows in PREPOSITIONS):
                head = (number, noun)
            gap = self._page.gap(number + 1).strip(" \xa0") if number < last else ""
            if gap not in {"", "'", "’"} and not (gap == "." and self._page.runs_on(number + 1)):
                break
            if head is not None and (word.key in DETERMINERS or (word.is_possessive and number < head[0])):
                begin = number if word.is_possessive and word.is_capital else number + 1
                if found is None or head[1].kind is SpeakerKind.PERSON:
                    found = Title(words[begin].start, words[last].end, head[1])
                before = number - (number > 0 and words[number - 1].key in DETERMINERS)
                if before > 0 and words[before - 1].key == "as":
                    return None
                if before == 0 or words[before - 1].key not in PREPOSITIONS:
                    break
                head = None
        return found

    def _start_of_phrase(self, number: int) -> int:
        """Number of the first word of the modifiers before word ``number``, determiners left out.

        A small word before a capital one ("admires Russian President") is a modifier only where it is one of the list,
        or a body: "police Chief".
        """
        begin, words = number, self._words
        while begin > 0 and number - begin < _MOST_MODIFIERS and self._page.gap(begin) == " ":
            before = words[begin - 1]
            noun = self._lexicon.nouns.get(before.key)
            is_known = before.key in TITLE_MODIFIERS or (noun is not None and noun.kind is SpeakerKind.ORGANIZATION)
            is_small = not before.is_capital and not is_known
            is_never_inside = before.key in _NEVER_INSIDE and not (before.is_capital and before.key in _IN_NAMES)
            if is_never_inside or (is_small and (words[begin].is_capital or before.key.endswith(("ing", "ed", "ly")))):
                break
            begin -= 1
            if self._page.opens_sentence(begin):
                break
        while begin < number and words[begin].is_possessive and not words[begin].is_capital:
            begin += 1
        return begin


def _guess_trade(word: Word) -> Noun | None:
    """The trade that a small word's ending tells."""
    if word.is_capital or word.key in _NO_TRADES or _TRADE.match(word.key) is None:
        return None
    return Noun(word.key, SpeakerKind.PERSON, None, is_plural=False, is_office=False, is_hidden=False)

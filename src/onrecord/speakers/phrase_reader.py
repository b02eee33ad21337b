"""How a source is worded: a pronoun, a name, a description, or several of them joined by *and*.

English noun phrases by their word order: determiner, modifiers, head, then what follows after a preposition, a relative
pronoun or a comma.  A name may be the head itself or stand beside it: "the operator, Meridian Quays".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import (
    ADVERBS,
    AFTER_HEAD,
    BARE_MODIFIERS,
    DATE_WORDS,
    DETERMINERS,
    INDEFINITE,
    POSTNOMINALS,
    PREPOSITIONS,
    PRONOUNS,
    REFLEXIVES,
    RELATIVES,
    SENTENCE_ADVERBS,
)
from onrecord.speakers.lexicon import Lexicon, Noun
from onrecord.speakers.name_kinds import is_plural_word
from onrecord.speakers.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page, Word

_AFTER_CORE = PREPOSITIONS | RELATIVES
_ARTICLES = frozenset({"a", "an", "the"})
_SHORTEST_PLURAL = 4
_A_PAIR = 2
_QUALIFIERS = frozenset(
    "current former past present local regional national senior junior public private male female".split()
)
_AGENT = re.compile(r"[a-z-]{3,}(?:er|or|ist|ian|eer|man|woman|ant)")
_THING = re.compile(
    r"(?:letter|paper|meter|number|center|centre|sector|power|water|order|chapter|computer|master|monitor|"
    r"tracker|register|ledger|primer|matter|factor|counter|timer|corner|quarter|tower|weather|theater|layer|cover)\Z"
)
_APPOSING = (",", "—", "–", "-")
"""What stands before an apposition: "the mayor — Lee —"."""
_SHARE = re.compile(
    r"(?:[\w.,-]{1,12} ){0,4}(?:per ?cent|(?:out of|in) (?:every )?(?:10|ten|100))\b|[\d.,]{1,8} ?%|"
    r"(?:the |those |these )?(?:two|three|four|five|six|both)\Z",
    re.IGNORECASE,
)
"""A share of many people, or several by their number alone: "one in ten", "thirty percent", "the two"."""
_DAYS = DATE_WORDS.union("yesterday today tonight".split())
_NO_HEADS = ADVERBS | _DAYS
"""What may end a phrase without being its head: "the poll released Monday"."""
_IS = frozenset("is are was were has have had".split())
_LEFT_OVER = frozenset("and but or said says".split())
_SAID = frozenset("said says told added wrote tweeted".split())
_BEFORE_CLAUSE = _DAYS.union(
    "week weekend month year night morning afternoon evening now then later earlier".split(), SENTENCE_ADVERBS
)
_NO_ADJECTIVES = PREPOSITIONS | DETERMINERS | RELATIVES | {"and", "or", "is", "was", "are", "were", "has", "had"}
_MOST_UNLISTED = 4
_LONGEST_TIME = 6
"""Words of a time before a source, with the first after it: "Early on Monday morning, Lee"."""
_BREAK = re.compile(r"[,;:.!?()—–]")
_QUANTITY = re.compile(
    r"(?:(?:only|just|nearly|almost|about|around|roughly|some|more than|less than|fewer than|at least|at most|up to|"
    r"as many as|over) (?=\d|an? |one |two |three |half |most |dozens |hundreds |thousands ))?"
    r"(?:\d[\d.,]{0,12} ?(?:%|per ?cent|percent)? of (?:the |all |its |their )?|"
    r"(?:half|most|many|some|all|dozens|hundreds|thousands|lots|plenty|scores|the majority|a majority|"
    r"an? (?:\w+ )?(?:number|lot|chorus|host|string|constellation|handful|range)) of "
    r"(?:the |its |their )?)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:at least |only )?(?:one|two|three|four|five|six|several|some|another|a (?:couple|few|handful)) of "
    r"(?=(?:the|his|her|its|their|our|my|those|these|them|us)\b|[A-Z])",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"[’'](?:ve|d|ll|re|m)\Z")
_GATHERINGS = frozenset({"group", "team", "panel", "network", "gathering", "alliance", "coalition", "crew"})
"""Nouns for bodies that with people after "of" tell how many there are."""
_CALLED = re.compile(
    r"\b(?:gave|giving|provided|uses|used|using|goes|identified|named|known|called|going)\b[^.;]{0,60}?"
    r"(?:\bas|\bby|(?:name|sign|nickname|moniker|guerre|alias),?)\s[“\"‘']?$"
)
"""Before a name by which somebody wants to be known: "a man who gave only his first name, Lee"."""


class PhraseReader:
    """Reads noun phrases of one page."""

    def __init__(self, page: Page, names: Mapping[int, Name], lexicon: Lexicon) -> None:
        """Take the names of the page by the number of each of their words."""
        self._page = page
        self._names = names
        self._lexicon = lexicon

    def read(self, start: int, end: int) -> Phrase:
        """Read ``text[start:end]``."""
        first, last = self._page.number_at(start), self._page.number_at(end)
        if first >= last:
            return Phrase(start=start, end=end)
        words = self._page.words
        first, last = self._settle_edges(first, last)
        while last - first > 1 and words[last - 1].key in REFLEXIVES:
            last -= 1
        if (part := _PART.match(self._page.text, words[first].start, words[last - 1].end)) is not None:
            inner = self._page.number_at(part.end())
            return self._simple(inner, last, start, end, is_partitive=True, is_one=part[0].lower().startswith("one "))
        counted = self._after_quantity(first, last)
        is_counted, first = counted > first, counted
        is_alone = last - first == 1 or all(word.key in BARE_MODIFIERS for word in words[first + 1 : last])
        key = _CONTRACTED.sub("", words[first].key)
        if key in PRONOUNS and (is_alone or (key == "who" and words[first + 1].key in _IS)):
            return Phrase(start=start, end=end, pronoun=key)
        members = self._members(first, last)
        if members:
            return Phrase(start=start, end=end, members=members)
        phrase = self._simple(first, last, start, end)
        if not is_counted and _SHARE.match(self._page.text, words[first].start, words[last - 1].end) is None:
            return phrase
        if phrase.noun is None or phrase.name is not None:
            phrase = replace(phrase, name=None, noun=_several(phrase.head or words[first].key))
        return replace(phrase, is_counted=is_counted)

    def _settle_edges(self, first: int, last: int) -> tuple[int, int]:
        """The words of a source without what was cut with them, and with the rest of a name that was cut through.

        Cut with it: "Just last week, Lee", "and Lee", "said Lee", "Lee said he".  Cut through: "Mr." and "Ann" of
        "Mr. Lee" and "Ann Lee".
        """
        page, words = self._page, self._page.words
        first = self._after_leftovers(first, last)
        while last - first > 1 and words[last - 1].key in _LEFT_OVER:
            last -= 1
        within = range(first + 1, min(last, first + _LONGEST_TIME))
        comma = next((number for number in within if page.gap(number).startswith(",")), first)
        if any(words[number].key in _BEFORE_CLAUSE and number not in self._names for number in range(first, comma)):
            first = comma
        before, ends = self._names.get(first), self._names.get(last - 1)
        if before is not None and before.first < first:
            first = before.first
        if ends is not None and ends.last > last and not "".join(ends.parts).isupper():
            last = ends.last
        elif (after := self._names.get(last)) is not None and after.first == last and self._is_rank(last - 1):
            last = after.last
        name = self._names.get(first)
        if name is not None and name.last < last and words[name.last].key in _SAID | _IS and page.gap(name.last) == " ":
            last = name.last
        elif last - first > _A_PAIR and words[last - 1].key in PRONOUNS and words[last - 2].key in _SAID:
            last -= _A_PAIR  # "a spokeswoman said it"
        return first, last

    def _after_leftovers(self, first: int, last: int) -> int:
        """Number of the first word of a source after "and", "said", "he said" or an age: "At 81 the painter"."""
        words = self._page.words
        while last - first > 1 and words[first].key in _LEFT_OVER:
            first += 1
        if last - first > _A_PAIR and words[first].key in PRONOUNS and words[first + 1].key in _SAID:
            first += _A_PAIR
        aged = first + (words[first].key == "at")
        is_aged = aged + 1 < last and words[aged].key.isdigit() and words[aged + 1].key == "the"
        return aged + 1 if is_aged else first

    def _is_rank(self, number: int) -> bool:
        """Whether a word is a short title that goes on with a name: "Mr.", "Gov."."""
        key = self._page.words[number].key
        is_short = key in self._lexicon.honorifics or key in self._lexicon.ranks
        return is_short and self._page.runs_on(number + 1)

    def _after_quantity(self, first: int, last: int) -> int:
        """Number of the first word after "more than", "31 per cent of the": where the counted things are named."""
        words, text = self._page.words, self._page.text
        found = _QUANTITY.match(text, words[first].start, words[last - 1].end)
        return first if found is None else self._page.number_at(found.end())

    # Several speakers ---------------------------------------------------------------------------------------------

    def _members(self, first: int, last: int) -> tuple[Phrase, ...]:
        """The phrases that *and* joins; none where it joins less than speakers."""
        words = self._page.words
        if words[first].key == "both" and last - first > 1:
            first += 1
        if (named := self._named_members(first, last)) is not None:
            return named
        core = self._core_end(first, last)
        joints = [
            number for number in range(first + 1, core - 1) if words[number].key == "and" and number not in self._names
        ]
        if len(joints) != 1:
            return ()
        joint = joints[0]
        left, right = (self._part(low, high) for low, high in ((first, joint), (joint + 1, last)))
        return (left, right) if _joins_speakers(left, right) else ()

    def _named_members(self, first: int, last: int) -> tuple[Phrase, ...] | None:
        """Several with names in a list or each with an apposition: "Lee, Marr and Doe", "Lee, the mayor, and Marr"."""
        words, names = self._page.words, self._names
        joints = [each for each in range(first + 1, last - 1) if words[each].key == "and" and each not in names]
        if len(joints) != 1:
            return None
        joint = joints[0]
        commas = [each for each in range(first + 1, joint) if self._is_comma(each)]
        starts, ends = [first, *commas, joint + 1], [*commas, joint, last]
        parts = [self._part(low, high) for low, high in zip(starts, ends, strict=True)]
        are_names = all(self._ends_with_name(low, high) for low, high in zip(starts, ends, strict=True))
        if len(parts) > _A_PAIR and are_names and self._are_alike(parts):
            return tuple(parts)
        after = words[joint + 1]
        is_started = after.is_capital or after.key in DETERMINERS | _QUALIFIERS or after.key in self._lexicon.nouns
        if not self._is_comma(joint) or not commas or not is_started:
            return None
        pair = self._part(first, joint), self._part(joint + 1, last)
        are_people = all(part.name is not None and part.name.kind is SpeakerKind.PERSON for part in pair)
        return pair if are_people and pair[0].name is not pair[1].name else None

    def _is_comma(self, number: int) -> bool:
        """Whether a comma stands before a word, and not inside a name."""
        return self._page.gap(number) == ", " and not self._is_inside_name(number)

    def _ends_with_name(self, first: int, last: int) -> bool:
        """Whether words are a name, with a title or an outlet’s name before it or not."""
        name = self._names.get(last - 1)
        return name is not None and name.first >= first and name.last == last

    @staticmethod
    def _are_alike(parts: Sequence[Phrase]) -> bool:
        """Whether the names of a list can be of people alone or are of none, and no place tells where another lies."""
        names = [part.name for part in parts if part.name is not None]
        people = [name for name in names if name.kind in {SpeakerKind.PERSON, SpeakerKind.UNKNOWN}]
        places = [name for name in names if name.is_place]
        return len(names) == len(parts) and len(people) in {0, len(names)} and len(places) in {0, len(names)}

    def _part(self, first: int, last: int) -> Phrase:
        words = self._page.words
        start, end = words[first].start, words[last - 1].end
        first = self._after_quantity(first, last)
        if words[first].key in PRONOUNS and last - first == 1:
            return Phrase(start=start, end=end, pronoun=words[first].key)
        return self._simple(first, last, start, end)

    # One speaker --------------------------------------------------------------------------------------------------

    def _simple(
        self, first: int, last: int, start: int, end: int, *, is_partitive: bool = False, is_one: bool = False
    ) -> Phrase:
        words = self._page.words
        core_end = self._core_end(first, last)
        if is_partitive:
            name = self._apposed_name(first, core_end, last) if is_one else None
            is_partitive = name is None
        else:
            name = self._own_name(first, core_end, last)
        determiner = self._determiner(first, core_end)
        are_some = name is not None and self._means_some(name, first, last, determiner)
        head = self._head(first, core_end)
        inner = first + (determiner is not None and determiner != "'s")
        noun = self._noun(head, inner)
        if noun is not None and noun.singular in _GATHERINGS and self._is_of_people(core_end, last):
            noun = noun._replace(kind=SpeakerKind.GROUP)
        if are_some:
            name, noun = None, noun or _several(words[head].key)
        return Phrase(
            start=start, end=end, name=name, determiner=determiner, noun=noun,
            head=noun.singular if noun is not None else words[head].key,
            modifiers=tuple(word.key for word in words[inner:head]), core_start=words[min(inner, head)].start,
            core_end=words[head].end,
            is_partitive=is_partitive, is_set_apart=self._is_set_apart(first, head, last, core_end),
        )  # fmt: skip

    def _head(self, first: int, core_end: int) -> int:
        """Number of the head: the last word, or before it a noun that is followed by adverbs."""
        words, nouns = self._page.words, self._lexicon.nouns
        known = (number for number in range(core_end - 1, first - 1, -1) if words[number].key in nouns)
        head = core_end - 1
        while head > first and (words[head].key in _NO_HEADS or words[head].key.isdigit()):
            head -= 1
        if words[head].key in nouns or words[head].is_capital or _guess_plural(words[head]) is not None:
            return head
        return next(known, head)

    def _core_end(self, first: int, last: int) -> int:
        """Number after the head: before the first comma, preposition or relative pronoun outside a name."""
        words = self._page.words
        number = first + 1
        while number < last:
            if self._is_inside_name(number):
                number += 1
                continue
            is_joined = self._page.runs_on(number)
            if (_BREAK.search(self._page.gap(number)) and not is_joined) or (
                words[number].key in _AFTER_CORE and words[number - 1].key not in _ARTICLES
            ):
                break
            if number > first + 1 and words[number].key in AFTER_HEAD - ADVERBS:
                break
            if self._is_participle(number):
                break
            number += 1
        return number

    def _is_participle(self, number: int) -> bool:
        """Whether a word begins what those named before it do: "officials probing the leak", "ballots cast"."""
        word, before, nouns = self._page.words[number], self._page.words[number - 1], self._lexicon.nouns
        if word.is_capital or not word.key.endswith(("ing", "ed")) or word.key in nouns:
            return False
        name = self._names.get(number - 1)
        if name is not None:
            return name.is_collective
        known = nouns.get(before.key) or _guess_plural(before)
        return known is not None and known.is_plural and not before.is_possessive

    def _is_of_people(self, number: int, last: int) -> bool:
        """Whether "of" follows at a word, and people after it: "a group of 67 artists"."""
        words = self._page.words
        if number + 1 >= last or words[number].key != "of":
            return False
        end = self._core_end(number + 1, last)
        name, head = self._names.get(end - 1), self._head(number + 1, end)
        noun = self._noun(head, number + 1)
        is_body = noun is not None and noun.kind in {SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT}
        return (noun is not None and noun.is_plural and not is_body) or (name is not None and name.is_collective)

    def _is_inside_name(self, number: int) -> bool:
        name = self._names.get(number)
        return name is not None and number > name.first

    def _determiner(self, first: int, last: int) -> str | None:
        word = self._page.words[first]
        if word.key in DETERMINERS or word.bare[0].isdigit():
            return word.key if word.key in DETERMINERS else "number"
        return "'s" if any(each.is_possessive for each in self._page.words[first : last - 1]) else None

    def _noun(self, head: int, first: int) -> Noun | None:
        words, nouns = self._page.words, self._lexicon.nouns
        if head > first and (noun := nouns.get(f"{words[head - 1].key} {words[head].key}")) is not None:
            return noun
        return (
            self._lexicon.find(words[head].key)
            or _guess_person(words, first, head, self._lexicon)
            or _guess_plural(words[head])
        )

    def _own_name(self, first: int, core_end: int, last: int) -> Name | None:
        """The name of whom the phrase is about: its head, or an apposition after a comma."""
        core_end, last = self._before_letters(first, core_end), self._before_letters(first, last)
        ends = self._names.get(core_end - 1)
        if ends is not None and ends.first >= first and ends.last == core_end:
            return ends
        apposed, head = self._apposed_name(first, core_end, last), self._noun(core_end - 1, first)
        are_several = head is not None and head.is_plural and head.kind is SpeakerKind.PERSON
        is_one = apposed is not None and apposed.kind is SpeakerKind.PERSON
        return None if are_several and is_one else apposed  # "lawyers for his wife, the actress Ada Lee"

    def _apposed_name(self, first: int, core_end: int, last: int) -> Name | None:
        """The name that is put beside the head of a phrase."""
        words = self._page.words
        head_end = words[core_end - 1].end
        for number in range(core_end, last):
            name = self._names.get(number)
            if name is None or name.first != number or name.last > last or self._is_where(number, name):
                continue
            if name.is_place and words[number - 1].key == "and":  # "groups in Lorne, Tarn, and Ash"
                continue
            if any(words[first].start <= title.start < head_end for title in name.titles):
                return name
            if _CALLED.search(self._page.text, words[core_end - 1].end, name.start):
                return name
            begin, is_last = self._segment_start(name), name.last == last
            is_set_off = self._page.gap(begin).lstrip().startswith(_APPOSING)
            is_told = any(name.end < title.start < words[last - 1].end for title in name.titles)
            is_apposed = is_set_off and (is_last or is_told or words[name.last].key in PREPOSITIONS)
            if is_apposed or (is_last and begin == number and self._is_named_by_office(first, core_end, name)):
                return name
        return None

    def _before_letters(self, first: int, last: int) -> int:
        """Where a name ends before the letters after it: "Ada Lee KC"."""
        words = self._page.words
        while last - first > 1 and words[last - 1].bare in POSTNOMINALS and last - 2 in self._names:
            last -= 1
        return last

    def _is_where(self, number: int, name: Name) -> bool:
        """Whether a name after a comma says where the one before it lies: "Madison, Wisconsin"."""
        return name.is_place and number - 1 in self._names and self._page.gap(number).startswith(",")

    def _means_some(self, name: Name, first: int, last: int, determiner: str | None) -> bool:
        """Whether words set some apart from those whom a name means: "senior Democrats", "a German"."""
        words = self._page.words
        if not name.is_collective:
            is_one = " ".join(name.parts) in self._lexicon.demonyms and determiner in INDEFINITE
            return is_one and name.last <= last
        begin = first + (determiner == "the")
        is_chosen = name.last < last and words[name.last].key in RELATIVES and self._page.gap(name.last) == " "
        return determiner not in {None, "the"} or name.first > begin or is_chosen

    def _is_named_by_office(self, first: int, core_end: int, name: Name) -> bool:
        """Whether a name ends a long title: "vice president for news and talk Dana Lee"."""
        noun, before = self._noun(core_end - 1, first), self._page.words[name.first - 1]
        is_plain = not before.is_capital and before.key not in PREPOSITIONS | DETERMINERS | RELATIVES | {"and", "or"}
        is_person = name.kind is SpeakerKind.PERSON and not name.titles
        return noun is not None and noun.is_office and is_plain and is_person and not before.is_possessive

    def _segment_start(self, name: Name) -> int:
        """Number of the first word of a name with its titles and determiner."""
        words = self._page.words
        starts = [self._page.number_at(title.start) for title in name.titles if title.start < name.start]
        first = min([name.first, *starts])
        while first and words[first - 1].is_capital and self._page.runs_on(first):  # "Ohio Gov. Lee"
            first -= 1
        if first < name.first:
            first = self._comma_before(first)
        return (
            first - 1
            if first and words[first - 1].key in DETERMINERS and not self._page.gap(first).startswith(",")
            else first
        )

    def _comma_before(self, number: int) -> int:
        """Number of the word after a comma that begins a title with adjectives: "syndicated radio host"."""
        for first in range(number, max(0, number - _MOST_UNLISTED), -1):
            if self._page.gap(first).startswith(_APPOSING):
                return first
            if self._page.gap(first) != " " or self._page.words[first - 1].key in _NO_ADJECTIVES:
                return number
        return number

    def _is_set_apart(self, first: int, head: int, last: int, core_end: int) -> bool:
        """Whether a proper name tells which one is meant: a possessor or modifier before, a place after *of*, *in*."""
        if any(number in self._names for number in range(first, head)):
            return True
        after = self._page.words[core_end].key if core_end < last else ""
        return after in {"of", "for", "in", "at"} and any(
            number in self._names for number in range(core_end, min(last, core_end + 3))
        )


def _guess_person(words: Sequence[Word], first: int, head: int, lexicon: Lexicon) -> Noun | None:
    """A person by the form of the word: the 45-year-old, the Lorlander, the yodeller, the harpist."""
    word, called = words[head], " ".join(each.bare for each in words[first : head + 1])
    is_demonym = word.bare in lexicon.demonyms or called in lexicon.demonyms
    is_agent = _AGENT.fullmatch(word.key) is not None and not _THING.search(word.key) and not word.is_capital
    if not (is_demonym or is_agent or word.key.endswith("-year-old")):
        return None
    is_plural = is_demonym and word.key.endswith("s") and word.bare[:-1] in lexicon.demonyms
    return Noun(word.key, SpeakerKind.PERSON, None, is_plural=is_plural, is_office=False, is_hidden=False)


def _guess_plural(head: Word) -> Noun | None:
    """A plural noun that the list does not have: in a source, several people."""
    if (
        head.key.endswith("s")
        and not head.key.endswith(("ss", "us", "is"))
        and len(head.key) >= _SHORTEST_PLURAL
        and (not head.is_capital or is_plural_word((head.bare,)))
    ):
        several = _several(head.key[:-1])
        is_agent = _AGENT.fullmatch(several.singular) is not None and not _THING.search(several.singular)
        return several._replace(kind=SpeakerKind.PERSON) if is_agent else several
    return None


def _several(word: str) -> Noun:
    return Noun(word, SpeakerKind.GROUP, None, is_plural=True, is_office=False, is_hidden=False)


def _joins_speakers(left: Phrase, right: Phrase) -> bool:
    """Whether *and* joins two speakers, not two offices of one, two words of a name, or "former and current"."""
    if left.head in _QUALIFIERS:
        return False
    if right.determiner is not None or left.pronoun is not None or right.pronoun is not None:
        return True
    if left.name is not None and right.name is not None:
        return right.name.kind is not SpeakerKind.ORGANIZATION or left.name.kind is not SpeakerKind.UNKNOWN
    if left.noun is not None and right.noun is not None and left.name is None and right.name is None:
        return left.noun.is_plural or right.noun.is_plural
    return left.name is not None and right.noun is not None and right.noun.is_plural

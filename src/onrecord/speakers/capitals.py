"""Which capital words are part of no name: they begin a sentence, stand in a headline, or are shouted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.speakers.grammar import NO_NAMES, PREPOSITIONS

if TYPE_CHECKING:
    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.page import Page, Word

_NUMBER_TEN = re.compile(
    r"(?:No\.?|Number) (?:10|Ten)(?![\w,.]?\d|-|\s(?:in|of|on|seed|spot|pick|ranked|jersey|shirt)\b)"
)
_PARTY_AND_STATE = re.compile(
    r"\((?:[DRI]-[A-Z][A-Za-z.]{0,6}|[A-Z][a-z]{1,5}\.)\)|(?<=,) [DRI]-[A-Z][a-z]?[A-Za-z.]{0,6}"
)
_SMALL = NO_NAMES | PREPOSITIONS
_LEAST_CRIED = 4  # letters of a word that is more than an acronym
_LEAST_LETTERS, _LEAST_WORDS, _TITLE_SHARE = 3, 4, 0.8  # of a headline in title case
_FORMED = re.compile(
    r"-(?:based|backed|backing|led|owned|born|run|funded|listed|controlled|headquartered|era|trained|aligned)\Z"
)
"""Ends of words that begin no name: "Lisbon-based"."""
_LIKENESS = frozenset(
    "like unlike along beyond amid despite besides regarding including following given citing".split()
)
"""Words that are no names where they begin a sentence."""
_STANDINGS = frozenset(
    "former ex acting incoming outgoing interim longtime retired ousted disgraced exiled jailed estranged".split()
)
"""What a title may begin with and no name does: "Former President Lee", "Former Lee aides"."""
_VERBS = frozenset({"may", "will"})
_ALSO_FIRST_NAMES = _VERBS | frozenset({"jan", "april", "june", "august"})
_BEFORE_MONTHS = frozenset("last next this early late mid every that and".split())
_SHORT_FORMS = frozenset({"US", "WHO"})


def starts_none(page: Page, word: Word) -> bool:
    """Whether a capital word is a contraction ("I'm"), a tag ("#Solidarity") or of the sort "(D-Ohio)"."""
    before = page.text[word.start - 1 : word.start]
    if word.key in _LIKENESS or word.key in _STANDINGS or word.key in NO_NAMES or _FORMED.search(word.key):
        return True
    if before in {"(", " "} and _PARTY_AND_STATE.match(page.text, word.start - 1):
        return True
    return re.split("['’]", word.key)[0] in NO_NAMES or before in {"#", "@"}


def names_all_the_same(page: Page, number: int, lexicon: Lexicon) -> bool:
    """Whether a word that is mostly no name is one here: short for a body, or somebody's first name."""
    return _is_short_form(page, number) or _is_called_so(page, number, lexicon) or is_number_ten(page, number)


def is_number_ten(page: Page, number: int) -> bool:
    """Whether a word begins the British prime minister's address: "No 10 said", not "the No 10-year plan"."""
    return _NUMBER_TEN.match(page.text, page.words[number].start) is not None


def _is_called_so(page: Page, number: int, lexicon: Lexicon) -> bool:
    """Whether a month or *will* is a first name: "said Jan Dahl", but not "in June President Dahl"."""
    words = page.words
    if words[number].key not in _ALSO_FIRST_NAMES or number + 1 >= len(words) or page.gap(number + 1) != " ":
        return False
    after, before = words[number + 1], words[number - 1].key if number and page.gap(number) == " " else ""
    is_surname = after.is_capital and after.key not in NO_NAMES | lexicon.ranks and not lexicon.is_office(after.key)
    is_dated = words[number].key != "will" and (before in PREPOSITIONS or before in _BEFORE_MONTHS)
    return is_surname and not is_dated and (words[number].key not in _VERBS or not page.opens_sentence(number))


def _is_short_form(page: Page, number: int) -> bool:
    """Whether a small word is in capitals because it is short for a name: the US, the WHO."""
    beside = [page.words[each].bare for each in (number - 1, number + 1) if 0 <= each < len(page.words)]
    return page.words[number].bare in _SHORT_FORMS and not all(word.isupper() for word in beside)


def is_title_case(page: Page, number: int) -> bool:
    """Whether nearly all words of a paragraph have capitals, those that stay small in titles aside."""
    start, end = page.paragraphs[number]
    if number and page.text[max(start, end - 4) : end].rstrip("”\"’'").endswith("."):
        return False  # a sentence, however many names it holds
    words = page.words[page.number_at(start) : page.number_at(end)]
    telling = [word for word in words if len(word.bare) >= _LEAST_LETTERS and word.key not in _SMALL]
    return len(telling) >= _LEAST_WORDS and sum(word.is_capital for word in telling) > _TITLE_SHARE * len(telling)


def is_cried(page: Page, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether words are in capitals as the head of a section is, and not as an acronym, a dateline or a label."""
    words = [word.bare for word in page.words[first:last]]
    after = page.text[page.words[last - 1].end :][:1]
    is_long = sum(len(word) >= _LEAST_CRIED for word in words) > 1
    return is_long and all(map(str.isupper, words)) and after != ":" and words[0].title() not in lexicon.first_names

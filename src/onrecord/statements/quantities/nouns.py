"""What a number counts: the noun phrase to its right, after "of", or the subject to its left.

No part-of-speech tagger: the first plural noun before a word that ends a noun phrase is the head.  Spans come without
determiners, and without what follows the head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.statements.quantities.lexicon import STOPS
from onrecord.statements.quantities.masks import is_plural
from onrecord.statements.quantities.units import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(
    r"[ \u00a0]([“\"‘]?)((?:[A-Z]\.){2,}|[^\W\d_][\w’'&-]*(?:/\w+)?|"
    r"\d[\d.]{0,5}[^\W\d_]{0,3}(?=[ -][^\W\d_])(?:-years?-olds?)?)([”\"’]?)"
)
DETERMINERS = frozenset(
    "the its their his her our my your these those this that all a an both such any more another some own".split()
)
SKIPPED = re.compile(r" (?:more|additional|further|extra)(?= [^\W\d_])")
OF = re.compile(r",? (?:of|out of)\b")
NUMBER = re.compile(r"(?: (?:the|its|their|all|his|her|these|those))? [\d$€£]")
MOST_WORDS = 7
JOINED = re.compile(r"-([^\W\d_]\w*)")
MANNERS = frozenset({"strong", "odd", "plus"})
SPELLED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty dozen hundred thousand".split()
)
LOOK_BACK = 48
BEFORE_OF = re.compile(r" of(?: an?| some| the| just| only)? \Z")
BACKWARD = re.compile(r"[^\s,;:.!?()“”\"—–]+")
# Before "of" and an amount these name no thing: "an average of 40", "ahead of".
SUMS = frozenset(
    "average total maximum minimum sum short number high low record combined ahead out because outside instead "
    "estimate depth height width length distance altitude weight age magnitude "
    "equivalent most many some all each both none half part third quarter majority rest worth term sentence lot".split()
)
PLACES = frozenset(
    "city town village county country nation state island district province region community hamlet".split()
)
MADE_NOUNS = frozenset(
    "spending funding housing building meeting rating holding saving earning reading speed need feed".split()
)
PEOPLE = frozenset({"women", "men", "people"})
# Past forms that stand for people: "20 wounded".
STATES = frozenset(
    "wounded dead injured missing killed hurt detained arrested hospitalized hospitalised displaced".split()
)
# After a bare number these say what the counted do: "200,000 live with relatives".
ACTIONS = frozenset(
    "live work stay remain face need want believe think hope plan support oppose favor favour use report vote attend "
    "sleep wait serve depend rely suffer belong receive sang ran swam slept lay fought sought taught caught thought "
    "lack own like love trust know speak play watch drink smoke eat flee join die agree disagree "
    "built felt heard kept lent meant met shot sent struck wept rose fell grew lived strong deep apart each further "
    "full-time part-time".split()
)
NOT_NOUNS = re.compile(r".{1,40}(?:ed|ly|ing)\Z")


def counted_noun(text: str, stop: int, end: int, *, one: bool) -> tuple[int, int] | None:
    """The noun phrase that begins right behind a number at ``stop``; ``one``: its head is singular."""
    more = SKIPPED.match(text, stop, end)  # "eight more picks"
    words = phrase_words(text, more.end() if more is not None else stop, end)
    if not words:
        return None
    if not one:
        heads = [index for index, word in enumerate(words) if is_plural(word[2])]
        if heads:
            head = first_head(words, heads)
            if head + 1 in heads and words[head][2].lower() in PEOPLE | STATES:
                head += 1  # "three women doctors"
            return words[0][0], words[head][1]
        words = words[:1]  # "a 12 page letter", "36,000 staff"
        if words[0][2].lower() in ACTIONS:
            return None
    return singular_noun(words)


def first_head(words: Sequence[tuple[int, int, str]], heads: Sequence[int]) -> int:
    """The first plural that is no name: the next one may be a verb ("one in eight pupils walks")."""
    return next((index for index in heads if words[index][2].islower()), heads[-1])


def singular_noun(words: list[tuple[int, int, str]]) -> tuple[int, int] | None:
    """A head without a plural ending: the words up to the first that cannot be a noun."""
    kept = 0
    for index, (_, _, word) in enumerate(words[:4]):
        lower = word.lower()
        if lower in {"and", "or"} or (
            NOT_NOUNS.match(lower) and (index > 0 or len(words) == 1) and lower not in STATES
        ):
            break
        kept = index + 1
    if kept == 0 or (kept == 1 and NOT_NOUNS.match(words[0][2].lower()) and words[0][2].lower() not in STATES):
        return None
    return words[0][0], words[kept - 1][1]


def phrase_words(text: str, stop: int, end: int) -> list[tuple[int, int, str]]:
    """The words that may belong to the noun phrase behind ``stop``: start, end, word."""
    words: list[tuple[int, int, str]] = []
    if text.startswith("-", stop):
        joined = JOINED.match(text, stop)
        if joined is None:
            return []
        if joined[1] not in MANNERS:
            return [(*joined.span(1), joined[1])]
        stop = joined.end()  # "the 30-strong group"
    while len(words) < MOST_WORDS and (match := WORD.match(text, stop, end)):
        word, lower = match[2], match[2].lower()
        linking = lower in {"and", "or", "&"} and words and not any(is_plural(one[2]) for one in words)
        if lower in STOPS and not word.isupper() and not (linking and continues(text, match.end(), end)):
            break
        if word.isdigit() and words and words[-1][2] in {"and", "or"}:
            return words[:-1]  # "2,100 full-time and 340 part-time staff"
        if (
            words
            and any(is_plural(one[2]) for one in words)
            and not is_plural(word)
            and not names_maker(text, words, match, end)
        ):
            break
        words.append((*match.span(2), word))
        stop = match.end()
        if word.endswith(("’s", "'s")) and len(words) > 1:
            words.pop()
            break
        if match[3]:
            break
    return words


def names_maker(text: str, words: Sequence[tuple[int, int, str]], match: re.Match[str], end: int) -> bool:
    """Whether a capitalised plural is only a name before what is counted: "Acme Industries common shares"."""
    if not words[-1][2][0].isupper() or not match[2].islower() or NOT_NOUNS.match(match[2]):
        return False
    following = WORD.match(text, match.end(), end)
    return following is not None and is_plural(following[2])


def continues(text: str, stop: int, end: int) -> bool:
    """Whether "and" joins two adjectives before one plural: "Ukrainian and foreign fighters"."""
    for _ in range(3):
        match = WORD.match(text, stop, end)
        if match is None or match[2].lower() in STOPS:
            return False
        if is_plural(match[2]):
            return True
        stop = match.end()
    return False


def noun_after(text: str, stop: int, end: int) -> tuple[int, int] | None:
    """The noun phrase, plural or not, that begins behind a preposition; determiners are left out."""
    first = stop
    while (match := WORD.match(text, first, end)) and match[2].lower() in DETERMINERS | SPELLED:
        first = match.end()
    words = phrase_words(text, first, end)
    if not words:
        return None
    heads = [index for index, word in enumerate(words) if is_plural(word[2])]
    if heads:
        return words[0][0], words[first_head(words, heads)][1]
    if len(words) == 1 and words[0][2].islower() and NOT_NOUNS.match(words[0][2]) and words[0][2] not in STATES:
        return None  # "one in 20 agreed"
    kept = [word for index, word in enumerate(words) if index == 0 or not NOT_NOUNS.match(word[2].lower())]
    cut = next((i for i, word in enumerate(words) if i > 0 and NOT_NOUNS.match(word[2].lower())), len(words))
    return (words[0][0], words[min(cut, len(words)) - 1][1]) if kept else None


def noun_before(text: str, amount_start: int, floor: int, *, bare: bool) -> tuple[int, int] | None:
    """The noun phrase in "a profit of €1.4bn", "winds of up to 140 mph", "the choir of 40".

    ``bare``: the amount has no unit; then a place is not what is counted ("a county of 41,000").
    """
    low = max(floor, amount_start - LOOK_BACK)
    of = BEFORE_OF.search(text[low:amount_start])
    if of is None:
        return None
    words = [match.span() for match in BACKWARD.finditer(text, low, low + of.start())]
    first = last = None
    for start, stop in reversed(words):
        word = text[start:stop].lower()
        joining = word == "of" and first is not None
        broken = first is not None and (text[stop:first] != " " or word in SUMS)
        if broken or (not joining and (word in STOPS or word in DETERMINERS or word in SPELLED)) or is_made(word):
            break
        if last is not None and not text[start].isalpha():
            break
        if last is None:
            if (
                word in SUMS
                or (bare and word in PLACES)
                or (word in NAMES and word != "ton")
                or not text[start].isalpha()
            ):
                return None
            last = stop
        first = start
    if first is None or last is None:
        return None
    if text.startswith("of ", first):
        first += 3
    return first, last


def is_made(word: str) -> bool:
    """Whether a word before a noun phrase is a verb: "posted losses of", "beating forecasts of"."""
    return word.endswith(("ed", "ing")) and len(word) > 4 and word not in MADE_NOUNS  # noqa: PLR2004


def noun_of(text: str, stop: int, end: int) -> tuple[int, int] | None:
    """The noun phrase in "254% of the vote", "35 million of its devices"."""
    of = OF.match(text, stop, end)
    if of is None or NUMBER.match(text, of.end(), end):
        return None
    noun = noun_after(text, of.end(), end)
    return None if noun is not None and text[noun[0] : noun[1]] in {"total", "whole"} else noun

"""The words of an article with what stands around them: sentences, paragraphs, quotations.

Positions are code points of ``Article.text``; words are also known by their number in the text, so that a phrase is a
range of numbers.  Nothing here knows what words mean.
"""

from __future__ import annotations

import bisect
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from onrecord.text import quotations, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

Range = tuple[int, int]

_WORD = re.compile(r"\w+(?:(?:[.'’&-]|(?<=\d),(?=\d))\w+)*")
_POSSESSIVE = re.compile(r"['’]s\Z", re.IGNORECASE)
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul|ibn)-[A-Z]|d['’][A-Z]")
"""What begins a name though its first letter is small: al-Assad, d’Estaing."""
_PLURAL_POSSESSIVES = frozenset({"' ", "’ "})
_OPENED = "\"'“‘„«‹([—–- "
_ENDS = frozenset(".!?…:\n")
_PLAIN_GAP = frozenset({" ", "\xa0", ". ", ".\xa0", "", " & ", "-", "–"})
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof st gen lt col sgt capt cpt maj cmdr brig adm gov sen rep sec jr sr rev hon cllr engr barr adv "
    "supt insp det sens reps govs gens messrs".split()
)


class Word(NamedTuple):
    """One word; ``bare`` is without a possessive ending, ``key`` is that in lower case.

    ``is_capital`` is also true of a name behind a small article: al-Assad.
    """

    start: int
    end: int
    bare: str
    key: str
    is_capital: bool
    is_possessive: bool


class Page:
    """The words of one article text."""

    def __init__(self, text: str, paragraphs: Sequence[Range]) -> None:
        """Cut ``text`` into words; ``paragraphs`` are in order and do not overlap."""
        self.text = text
        self.paragraphs = tuple(paragraphs)
        self.words = tuple(_read_word(text, match) for match in _WORD.finditer(text))
        self._starts = [word.start for word in self.words]
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [low for start, end in self.paragraphs for low, _ in sentences(self.text, start, end)]

    @cached_property
    def _quoted(self) -> tuple[list[int], list[Range]]:
        found = sorted((each.start, each.end) for each in quotations(self.text, self.paragraphs) if each.level == 0)
        return [start for start, _ in found], found

    def number_at(self, place: int) -> int:
        """Number of the first word that begins at ``place`` or after it."""
        return bisect.bisect_left(self._starts, place)

    def sentence(self, place: int) -> int:
        """Number of the sentence that holds ``place``."""
        return bisect.bisect_right(self._sentence_starts, place) - 1

    def sentence_start(self, place: int) -> int:
        """Where the sentence that holds ``place`` begins."""
        number = self.sentence(place)
        return self._sentence_starts[number] if number >= 0 else 0

    def sentence_end(self, place: int) -> int:
        """Where the next sentence begins, or the text ends."""
        number = self.sentence(place) + 1
        return self._sentence_starts[number] if number < len(self._sentence_starts) else len(self.text)

    def paragraph(self, place: int) -> int:
        """Number of the paragraph that holds ``place``."""
        return bisect.bisect_right(self._paragraph_starts, place) - 1

    def quotation(self, place: int) -> Range | None:
        """The outer quotation that ``place`` stands in."""
        starts, ranges = self._quoted
        number = bisect.bisect_right(starts, place) - 1
        return ranges[number] if number >= 0 and place < ranges[number][1] else None

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it; a line end before the first and after the last."""
        if number >= len(self.words):
            return "\n"
        return self.text[self.words[number - 1].end : self.words[number].start] if number else "\n"

    def opens_sentence(self, number: int) -> bool:
        """Whether a capital says nothing at this word: it begins a sentence, a title or a quotation."""
        before = self.text[max(0, self.words[number].start - 4) : self.words[number].start].rstrip(_OPENED)
        if not before:
            return True
        if before[-1] == "." and number and self.words[number - 1].key in _ABBREVIATED:
            return False
        opened = self.text[self.words[number].start - 1]
        return before[-1] in _ENDS or opened in '"“‘„«‹'

    def runs_on(self, number: int) -> bool:
        """Whether a word stands in one name with the word before: only a space between, or the point of an initial."""
        gap = self.gap(number)
        if gap not in _PLAIN_GAP or (number and self.words[number - 1].is_possessive):
            return False
        if not gap.startswith("."):
            return True
        before, start = self.words[number - 1], self.words[number].start
        if self.sentence_start(start) == start:  # "She posted on X. Lee left."
            return False
        return len(before.bare) <= 2 or "." in before.bare or before.key in _ABBREVIATED  # noqa: PLR2004 - J., U.S.


def _read_word(text: str, match: re.Match[str]) -> Word:
    """Read one word of the text."""
    bare, (start, end) = match[0], match.span()
    is_possessive = False
    if ("'" in bare or "’" in bare) and (possessive := _POSSESSIVE.search(bare)) is not None:
        bare, is_possessive = bare[: possessive.start()], True
    elif bare[-1] in "sS" and text[end : end + 2] in _PLURAL_POSSESSIVES:
        end, is_possessive = end + 1, True
    is_capital = bare[0].isupper() or (not bare.isalpha() and _ARTICLED.match(bare) is not None)
    return Word(start, end, bare, bare.lower(), is_capital, is_possessive)

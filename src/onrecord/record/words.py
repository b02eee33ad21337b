"""The normal form of words that full text is searched in, and the queries that people type.

A word is a run of letters and digits (Unicode categories L and N) after compatibility decomposition, without marks,
case folded.  An apostrophe inside a word is dropped ("O'Brien" is ``obrien``), and with it the ``s`` of a possessive
("Kyiv's" is ``kyiv``).  Longer words than ``MAX_WORD`` are cut, in texts and in queries alike.

What is indexed is a *line*: each word between blanks of its own (`` a  b ``), with ``BREAK`` between spans, so that no
phrase reaches over two of them.  The line holds nothing a tokenizer could read in two ways.

>>> [word.text for word in find_words("Kyiv’s “Café-owners”")]
['kyiv', 'cafe', 'owners']
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK = "¶"
MAX_WORD = 64
MAX_LINE = 100_000
MAX_QUERY_WORDS = 32
_APOSTROPHES = frozenset("'\u2019\u02bc\u2018\uff07")
_QUOTATION_MARKS = str.maketrans("“”„«»‟＂", '"""""""')


class Word(NamedTuple):
    """A word in normal form with the code points ``start`` to ``end`` it was read from."""

    text: str
    start: int
    end: int


class Term(NamedTuple):
    """Words that stand side by side; with ``prefix`` the last is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


def find_words(text: str) -> Iterator[Word]:
    """Find the words of a text, in order."""
    reader = _WordReader()
    for place, character in enumerate(text):
        if (word := reader.take(character, place)) is not None:
            yield word
    if (word := reader.finish()) is not None:
        yield word


class _WordReader:
    """The word being read: its letters, each with the place where it ends."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._ends: list[int] = []
        self._start = 0
        self._apostrophe: int | None = None  # how many letters stand before the one inside the word

    def take(self, character: str, place: int) -> Word | None:
        """Read on by one character; give the word that it ends."""
        folded = "" if character in _APOSTROPHES else _fold(character)
        if folded is None:  # a mark, or a sign without width: part of whatever it stands on
            if self._letters and self._ends[-1] == place:
                self._ends[-1] = place + 1
            return None
        if folded:
            if not self._letters:
                self._start = place
            self._letters.append(folded)
            self._ends.append(place + 1)
            return None
        if character in _APOSTROPHES and self._letters and self._ends[-1] == place:
            self._apostrophe = len(self._letters)
            return None
        return self.finish()

    def finish(self) -> Word | None:
        """End the word, without its possessive; None where there is none."""
        if not self._letters:
            return None
        if self._apostrophe == len(self._letters) - 1 and self._letters[-1] == "s":
            del self._letters[-1], self._ends[-1]
        word = Word("".join(self._letters)[:MAX_WORD], self._start, self._ends[-1])
        self._letters, self._ends, self._apostrophe = [], [], None
        return word


@lru_cache(maxsize=65_536)
def _fold(character: str) -> str | None:
    """Letters and digits of one character; "" where it ends a word, None where it is neither here nor there."""
    if unicodedata.category(character)[0] == "M" or unicodedata.category(character) == "Cf":
        return None
    folded = _drop_marks(unicodedata.normalize("NFKD", character)).casefold()
    kept = _drop_marks(unicodedata.normalize("NFKD", folded))
    return "".join(letter for letter in kept if unicodedata.category(letter)[0] in "LN" and letter not in _APOSTROPHES)


def _drop_marks(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "M")


def normalise(text: str) -> str:
    """The words of a text in normal form, with one blank between them: two names are alike when these are equal."""
    return " ".join(word.text for word in find_words(text))


def write_line(texts: Iterable[str]) -> str:
    """The line that is indexed for a statement's spans; what lies beyond ``MAX_LINE`` characters is not searched."""
    line: list[str] = []
    size = 0
    for text in texts:
        for word in (BREAK if line else "", *(word.text for word in find_words(text))):
            size += len(word) + 2
            if size > MAX_LINE:
                return "".join(line)
            if word:
                line.append(f" {word} ")
    return "".join(line)


def read_query(text: str) -> tuple[Term, ...] | None:
    """The terms of a query, each once; None where it is blank, empty where it holds no word.

    UsageError when there are more than ``MAX_QUERY_WORDS`` words.
    """
    if not text.strip():
        return None
    terms: dict[Term, None] = {}
    for number, part in enumerate(text.translate(_QUOTATION_MARKS).split('"')):
        quoted = number % 2 == 1
        for chunk in [part] if quoted else part.split():
            words = tuple(word.text for word in find_words(chunk))
            if words:
                terms[Term(words, prefix=not quoted and chunk.endswith("*"))] = None
    count = sum(len(term.words) for term in terms)
    if count > MAX_QUERY_WORDS:
        message = f"the query has {count} words, at most {MAX_QUERY_WORDS} can be searched at once"
        raise UsageError(message, next_step="Keep the rarest words of the query.")
    return tuple(terms)


def find_terms(terms: Sequence[Term], text: str) -> list[tuple[int, int]]:
    """Where the terms stand in a text: code points, in order, without overlaps."""
    words = list(find_words(text))
    found = sorted({place for term in terms for place in _find_term(term, words)})
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _find_term(term: Term, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    *before, last = term.words
    for place in range(len(words) - len(before)):
        group = words[place : place + len(term.words)]
        ends = group[-1].text.startswith(last) if term.prefix else group[-1].text == last
        if ends and all(word.text == wanted for word, wanted in zip(group, before, strict=False)):
            yield group[0].start, group[-1].end


def write_pattern(term: Term) -> str:
    """The piece of a line that a term is: found in the line, or not, character by character."""
    pattern = "".join(f" {word} " for word in term.words)
    return pattern.removesuffix(" ") if term.prefix else pattern

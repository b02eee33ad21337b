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

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK = "¶"
MAX_WORD = 64
MAX_LINE = 100_000
MAX_QUERY_WORDS = 32
_APOSTROPHES = frozenset("'\u2019\u02bc\u2018\uff07")
_WORD = re.compile("[^ ']+(?:'[^ ']+)*")
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
    folded = [_FOLDED[character] for character in text]
    if set(map(len, folded)) <= {1}:
        places: Sequence[int] = range(len(text))
    else:
        places = [place for place, letters in enumerate(folded) for _ in letters]
    for found in _WORD.finditer("".join(folded)):
        word = found[0].removesuffix("'s").replace("'", "")[:MAX_WORD]
        last = places[found.end() - 1] if not found[0].endswith("'s") else places[found.end() - 3]
        end = last + 1
        while end < len(text) and not folded[end]:  # a mark belongs to the letter before it
            end += 1
        yield Word(word, places[found.start()], end)


class _Folded(dict[str, str]):
    """The letters and digits of each character, " " where it ends a word, "" where it is neither here nor there."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold(character)
        return folded


_FOLDED = _Folded()


def _fold(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category[0] == "M" or category == "Cf":  # a mark, or a sign without width
        return ""
    folded = _drop_marks(unicodedata.normalize("NFKD", character)).casefold()
    kept = _drop_marks(unicodedata.normalize("NFKD", folded))
    return "".join(letter for letter in kept if _is_of_word(letter)) or " "


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN" and letter not in _APOSTROPHES


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

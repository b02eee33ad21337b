"""Text to model tokens and back: the only place that knows how the encoder sees an article.

Pure functions and small frozen classes; no model, no files.  Token positions are half-open ranges of code points of
the text that was tokenised, so that every prediction leads back to exact words.  The word pieces are those of
BERT's uncased vocabulary (Devlin et al. 2019; Wu et al. 2016 for WordPiece); what lower-casing and piece splitting
lose (letter case, white space, paragraphs, quotation marks) returns as one feature number a token.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

CODEC_VERSION = 1

PAD, UNKNOWN, CLASSIFY, SEPARATE, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
LONGEST_WORD = 100
"""Words of more characters become one unknown piece, as in the original tokenizer."""
LONGEST_RUN = 9
"""Of the same mark without anything between, the model sees at most this many; more are a rule or a slip."""
LEAST_JUDGED = 100
"""Shorter windows are always read."""

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+|_|[^\w\s]")
_DOUBLE_MARKS = frozenset('"“”„‟«»″')
_SINGLE_MARKS = frozenset("'‘’‚‛‹›`´")

SHAPES = 8
LAYOUTS = 3
FEATURES = SHAPES * LAYOUTS * 2
"""Number of distinct feature values: word shape x layout x inside or outside double quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A tokenised text; all arrays have shape [tokens].

    ``ids``: int64 vocabulary numbers; ``features``: int64 below ``FEATURES``; ``starts``, ``ends``: int64 code
    point ranges, ascending and never overlapping; ``opens_paragraph``: bool, the first token after a line end or of
    the text.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    opens_paragraph: NDArray[np.bool_]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens ``start`` to ``end`` are read together; this window answers for ``own_start`` to ``own_end``.

    The own ranges of all windows of a text cover it exactly once.
    """

    start: int
    end: int
    own_start: int
    own_end: int


class Tokenizer:
    """Splits text into word pieces of one vocabulary; the pieces of at most ``memory`` words are remembered."""

    def __init__(self, vocabulary: Sequence[str], *, memory: int = 50_000) -> None:
        """Take the pieces in the order of their numbers."""
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._seen: dict[str, tuple[tuple[int, int], ...]] = {}
        self._memory = memory
        self.classify = self._numbers[CLASSIFY]
        self.separate = self._numbers[SEPARATE]
        self.pad = self._numbers[PAD]
        self.mask = self._numbers[MASK]
        self._unknown = self._numbers[UNKNOWN]

    def tokenise(self, text: str) -> Tokens:
        """Tokenise ``text``; linear in its length."""
        ids: list[int] = []
        features: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        opens: list[bool] = []
        end_before = 0
        quoted = False
        word_before, repeated = "", 0
        for match in _WORD.finditer(text):
            word, start, end = match.group(), match.start(), match.end()
            repeated = repeated + 1 if word == word_before and start == end_before else 0
            pieces = self._pieces(word) if repeated < LONGEST_RUN else ()
            word_before = word
            if not pieces:
                end_before = end if repeated else end_before
                continue
            layout = _layout(text, end_before, start)
            if layout == _PARAGRAPH:
                quoted = False
            is_mark = word in _DOUBLE_MARKS or (word in _SINGLE_MARKS and text[start : start + 2] in ("''", "``"))
            shape = _shape(word)
            if is_mark:
                quoted = _after_mark(word, quoted=quoted)
            for index, (number, offset) in enumerate(pieces):
                ids.append(number)
                first = index == 0
                features.append((shape * LAYOUTS + (layout if first else _GLUED)) * 2 + quoted)
                starts.append(start + offset if not first else start)
                ends.append(start + pieces[index + 1][1] if index + 1 < len(pieces) else end)
                opens.append(first and layout == _PARAGRAPH)
            end_before = end
        return Tokens(
            ids=np.array(ids, dtype=np.int64),
            features=np.array(features, dtype=np.int64),
            starts=np.array(starts, dtype=np.int64),
            ends=np.array(ends, dtype=np.int64),
            opens_paragraph=np.array(opens, dtype=np.bool_),
        )

    def _pieces(self, word: str) -> tuple[tuple[int, int], ...]:
        """Pieces of one word as (number, offset of its first character in the word)."""
        known = self._seen.get(word)
        if known is None:
            known = self._split(word)
            if len(self._seen) < self._memory and len(word) <= LONGEST_WORD:
                self._seen[word] = known
        return known

    def _split(self, word: str) -> tuple[tuple[int, int], ...]:
        if len(word) > LONGEST_WORD:
            return ((self._unknown, 0),)
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(word):
            for letter in unicodedata.normalize("NFD", character.lower()):
                if unicodedata.category(letter) not in ("Mn", "Cc", "Cf"):
                    letters.append(letter)
                    places.append(place)
        if not letters:
            return ()
        return self._longest_first("".join(letters), places)

    def _longest_first(self, plain: str, places: Sequence[int]) -> tuple[tuple[int, int], ...]:
        pieces: list[tuple[int, int]] = []
        start = 0
        while start < len(plain):
            prefix = "##" if start else ""
            end = len(plain)
            while end > start and prefix + plain[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return ((self._unknown, 0),)
            # A piece that begins inside one original character (an expanding lower-case form) joins the piece before.
            if not pieces or places[start] > pieces[-1][1]:
                pieces.append((self._numbers[prefix + plain[start:end]], places[start]))
            start = end
        return tuple(pieces)


_GLUED, _SPACED, _PARAGRAPH = 0, 1, 2


def _layout(text: str, end_before: int, start: int) -> int:
    """What stands before a word: nothing, white space, or the start of a paragraph."""
    if end_before == 0 or "\n" in text[end_before:start]:
        return _PARAGRAPH
    return _SPACED if start > end_before else _GLUED


def _shape(word: str) -> int:
    """Letter case and character class of a word, 0 to 7."""
    first = word[0]
    if first in _DOUBLE_MARKS:
        return 5
    if first in _SINGLE_MARKS:
        return 6
    if first.isdigit():
        return 4
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if first.isupper():
        return 2
    if word.islower():
        return 1
    return 7 if first.isalpha() else 0


def _after_mark(mark: str, *, quoted: bool) -> bool:
    """Whether the text after a double mark is quoted; marks with a direction decide by it, others take turns."""
    if mark in "“„«":
        return True
    if mark in "”»":
        return False
    return not quoted


def windows(tokens: Tokens, *, size: int, overlap: int, longest: int) -> Iterator[Window]:
    """Cut a text into windows of at most ``size`` tokens, each of whole paragraphs as far as they fit.

    An attribution stands within one paragraph, but for quotations that go on in the next; so what a window answers
    for begins and ends with paragraphs, and of what stands before, whole paragraphs of up to ``overlap`` tokens are
    read again for context.  A paragraph longer than ``size`` is a window of its own; one longer than
    ``longest`` is cut into windows that share a quarter of that.
    """
    count = len(tokens)
    openings = [*np.flatnonzero(tokens.opens_paragraph).tolist(), count]
    own_start = 0
    while own_start < count:
        after = bisect.bisect_right(openings, own_start)
        start = min(own_start, openings[bisect.bisect_left(openings, own_start - overlap)])
        last = bisect.bisect_right(openings, start + size) - 1
        if openings[last] <= own_start:
            yield from _within_paragraph(own_start, openings[after], longest)
            own_start = openings[after]
        else:
            yield Window(start, openings[last], own_start, openings[last])
            own_start = openings[last]


def is_prose(ids: NDArray[np.int64]) -> bool:
    """Whether word pieces can be a report, and not the same few words again and again: an eighth of them differ.

    The lowest share in any window of PolNeAR is a quarter; few pieces are always taken for prose.
    """
    return len(ids) < LEAST_JUDGED or len(np.unique(ids)) * 8 >= len(ids)


def _within_paragraph(start: int, stop: int, size: int) -> Iterator[Window]:
    """Windows over one long paragraph; what two of them share is split in the middle."""
    shared = size // 4
    own_start = start
    while True:
        end = min(start + size, stop)
        own_end = end if end == stop else end - shared // 2
        yield Window(start, end, own_start, own_end)
        if end == stop:
            return
        start, own_start = end - shared, own_end


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The half-open range of tokens that share a character with code points ``start`` to ``end``; may be empty."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    last = int(np.searchsorted(tokens.starts, end, side="left"))
    return first, max(first, last)


def code_points(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The code points from the start of token ``first`` to the end of token ``last - 1``."""
    return int(tokens.starts[first]), int(tokens.ends[last - 1])


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow a range of code points that cuts a word in two, at either end, to the whole word."""
    while start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(character: str) -> bool:
    """Whether a character belongs to words: letters, digits and the marks that combine with them."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def runs(labels: NDArray[np.int64], label: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges where ``labels`` equals ``label``, in order."""
    hits = np.zeros(len(labels) + 2, dtype=np.bool_)
    np.equal(labels, label, out=hits[1:-1])
    edges = np.flatnonzero(hits[1:] != hits[:-1]).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)

"""Text to model tokens and back: the only place that knows how the encoder sees an article.

Pure functions and small frozen classes; no model, no files.  Token positions are half-open ranges of code points of the text
that was tokenised, so that every prediction leads back to exact words.  The word pieces are those of BERT's uncased
vocabulary (Devlin et al. 2019; Wu et al. 2016 for WordPiece); what lower-casing and piece splitting lose (letter case, white
space, paragraphs, quotation marks) returns as one feature number a token.
"""

from __future__ import annotations

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

    ``ids``: int64 vocabulary numbers; ``features``: int64 below ``FEATURES``; ``starts``, ``ends``: int64 code point ranges,
    ascending and never overlapping; ``opens_paragraph``: bool, the first token after a line end or of the text.
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
    """Tokens ``start`` to ``end`` are read together; of them ``own_start`` to ``own_end`` are answered by this window.

    The own ranges of all windows of a text cover it exactly once.
    """

    start: int
    end: int
    own_start: int
    own_end: int


class Tokenizer:
    """Splits text into word pieces of one vocabulary.  Pieces of words seen before are remembered (at most ``memory``)."""

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
        for match in _WORD.finditer(text):
            word, start, end = match.group(), match.start(), match.end()
            pieces = self._pieces(word)
            if not pieces:
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


def windows(tokens: Tokens, *, size: int, overlap: int) -> Iterator[Window]:
    """Cut a text into windows of at most ``size`` tokens that share at least ``overlap`` where there are several.

    A window starts at the start of a paragraph where one lies within ``overlap`` tokens, so that most attributions are seen
    whole; what two windows share is split in the middle, at a paragraph start where there is one.
    """
    count = len(tokens)
    openings = np.flatnonzero(tokens.opens_paragraph)
    start = own_start = 0
    while start < count:
        end = min(start + size, count)
        if end == count:
            yield Window(start, end, own_start, count)
            return
        following = _nearest_opening(openings, end - 2 * overlap, end - overlap, otherwise=end - overlap)
        following = max(following, start + 1)
        middle = (following + end) // 2
        own_end = _nearest_opening(openings, following + overlap // 4, end - overlap // 4, otherwise=middle)
        yield Window(start, end, own_start, own_end)
        start, own_start = following, own_end


def _nearest_opening(openings: NDArray[np.int64], low: int, high: int, *, otherwise: int) -> int:
    """The paragraph start in ``low..high`` nearest to the middle of that range, or ``otherwise``."""
    inside = openings[(openings >= low) & (openings <= high)]
    if not len(inside):
        return otherwise
    return int(inside[np.abs(inside - (low + high) / 2).argmin()])


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The half-open range of tokens that share a character with code points ``start`` to ``end``; may be empty."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    last = int(np.searchsorted(tokens.starts, end, side="left"))
    return first, max(first, last)


def code_points(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The code points from the start of token ``first`` to the end of token ``last - 1``."""
    return int(tokens.starts[first]), int(tokens.ends[last - 1])


def runs(labels: NDArray[np.int64], label: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges where ``labels`` equals ``label``, in order."""
    hits = np.concatenate(([0], (labels == label).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(hits))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(start), int(end)


# From scores back to spans ------------------------------------------------------------------------------------------

NONE, SOURCE, CONTENT = 0, 1, 2
OUTSIDE, BEGIN, INSIDE = 0, 1, 2

Ranges = tuple[tuple[int, int], ...]
"""Half-open token ranges in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How scores become spans; chosen on the development split, kept in the bundle's manifest."""

    cue_threshold: float
    """Least probability that a token belongs to a cue."""
    cue_gap: int
    """A cue may go on after at most this many tokens that are not part of it."""
    switch: float
    """Natural-log cost of a change of role between neighbouring tokens."""
    content_bias: float
    """Added to the log probability of the content role at every token."""
    reach: int
    """Roles are looked for at most this many tokens before and after the cue."""
    confidence_weights: tuple[float, ...] = (0.0, 1.0, 0.0, 0.0)
    """Logistic calibration: constant, then the weights of ``Attributed.evidence``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFound:
    """Token ranges of one cue and the mean probability of its tokens."""

    ranges: Ranges
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One decoded attribution in token ranges, with its confidence."""

    source: Ranges
    cue: Ranges
    content: Ranges
    confidence: float


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


def decode_cues(probabilities: NDArray[np.float32], rules: Decoding) -> tuple[CueFound, ...]:
    """Cues of a text from tag probabilities [tokens, 3]; a cue opens at a begin tag and may pause once or more."""
    inside = 1.0 - probabilities[:, OUTSIDE] >= rules.cue_threshold
    begins = probabilities[:, BEGIN] >= probabilities[:, INSIDE]
    found: list[list[tuple[int, int]]] = []
    for start, end in runs(inside.astype(np.int64), 1):
        splits = [start, *(place for place in range(start + 1, end) if begins[place]), end]
        for first, last in zip(splits, splits[1:], strict=False):
            goes_on = not begins[first] and found and first - found[-1][-1][1] <= rules.cue_gap
            if goes_on:
                found[-1].append((first, last))
            else:
                found.append([(first, last)])
    return tuple(
        CueFound(ranges=tuple(ranges), probability=_mean(1.0 - probabilities[:, OUTSIDE], ranges)) for ranges in found
    )


def decode_roles(scores: NDArray[np.float32], cue: CueFound, rules: Decoding) -> Attributed | None:
    """The best sequence of roles for one cue from role scores [tokens, 3]; ``None`` when no content is found.

    The sequence is found by Viterbi's algorithm with one cost for every change of role; the cue itself has no role.
    """
    logs = np.log(softmax(scores) + 1e-9)
    logs[:, CONTENT] += rules.content_bias
    for start, end in cue.ranges:
        logs[start:end, SOURCE:] = -30.0
    path = _viterbi(logs, rules.switch)
    content = tuple(runs(path, CONTENT))
    if not content:
        return None
    sources = list(runs(path, SOURCE))
    certainty = np.exp(logs)
    source = (max(sources, key=lambda each: certainty[each[0] : each[1], SOURCE].sum()),) if sources else ()
    evidence = (
        _logit(cue.probability),
        _logit(_mean(certainty[:, CONTENT], content)),
        _logit(_mean(certainty[:, SOURCE], source)) if source else 0.0,
    )
    return Attributed(source=source, cue=cue.ranges, content=content, confidence=_calibrated(evidence, rules))


def _viterbi(logs: NDArray[np.float32], switch: float) -> NDArray[np.int64]:
    """Best label sequence for log probabilities [tokens, labels] with cost ``switch`` at every change.

    Plain numbers: with three labels they are faster than arrays.
    """
    rows: list[list[float]] = logs.tolist()
    best = rows[0]
    came_from: list[list[int]] = []
    for row in rows[1:]:
        top = max(best)
        champion, changed = best.index(top), top - switch
        came_from.append([label if value >= changed else champion for label, value in enumerate(best)])
        best = [max(value, changed) + gain for value, gain in zip(best, row, strict=True)]
    label = best.index(max(best))
    path = [label]
    for origins in reversed(came_from):
        label = origins[label]
        path.append(label)
    return np.array(path[::-1], dtype=np.int64)


def _mean(values: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> float:
    return float(np.concatenate([values[start:end] for start, end in ranges]).mean())


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))


def _calibrated(evidence: tuple[float, ...], rules: Decoding) -> float:
    constant, *weights = rules.confidence_weights
    total = constant + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return float(1 / (1 + np.exp(-total)))


def cue_moved(cue: CueFound, by: int) -> CueFound:
    """The same cue counted from another token."""
    return CueFound(ranges=_moved(cue.ranges, by), probability=cue.probability)


def moved(found: Attributed, by: int) -> Attributed:
    """The same attribution counted from another token."""
    return Attributed(
        source=_moved(found.source, by),
        cue=_moved(found.cue, by),
        content=_moved(found.content, by),
        confidence=found.confidence,
    )


def _moved(ranges: Ranges, by: int) -> Ranges:
    return tuple((start + by, end + by) for start, end in ranges)


def neighbourhoods(cues: Sequence[CueFound], count: int, reach: int) -> Iterator[tuple[tuple[CueFound, ...], int, int]]:
    """Group cues that stand close and give the range of tokens, of ``count``, in which their roles are looked for.

    A group spans at most half of ``reach``, so that all its cues see at least ``reach`` tokens on both sides.
    """
    group: list[CueFound] = []
    for cue in cues:
        if group and cue.ranges[0][0] - group[0].ranges[0][0] > reach // 2:
            yield _around(group, count, reach)
            group = []
        group.append(cue)
    if group:
        yield _around(group, count, reach)


def _around(group: Sequence[CueFound], count: int, reach: int) -> tuple[tuple[CueFound, ...], int, int]:
    start = max(0, group[0].ranges[0][0] - reach)
    end = min(count, max(cue.ranges[-1][1] for cue in group) + reach)
    return tuple(group), start, end


def without_repeats(found: Sequence[Attributed]) -> tuple[Attributed, ...]:
    """Drop an attribution whose content another, more confident one with the same source has for four fifths."""
    kept: list[Attributed] = []
    for each in sorted(found, key=lambda one: -one.confidence):
        if not any(each.source == other.source and _overlap(each.content, other.content) >= SAME for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: (one.content[0], one.cue)))


SAME = 0.8


def _overlap(one: Ranges, other: Ranges) -> float:
    """Jaccard overlap of two sets of tokens."""
    first, second = ({place for start, end in ranges for place in range(start, end)} for ranges in (one, other))
    return len(first & second) / len(first | second)

"""White space, invisible characters and paragraphs: from a page's raw text to the lines a reader sees.

Words are never touched: no case folding, no compatibility forms, no straightening of quotation marks.  Recognising what
a paragraph is (headline, caption, publisher message) belongs to the article stage.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.text.offsets import OffsetMap, substitute

if TYPE_CHECKING:
    from collections.abc import Iterator

# Line ends by Unicode Standard Annex 14 (classes BK, CR, LF, NL) and the separators that str.splitlines knows.
LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphen, zero-width space, word joiner and invisible operators, byte order mark, interlinear anchors,
# object replacement: none is ever part of a word.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc]+")
BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
JOINERS = re.compile("[\u200c\u200d]+")
SURROGATE = re.compile("[\ud800-\udfff]")
OTHER_SPACE = "\t\n\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Every run of white space but the single spaces between words, which stay as they are and are nine of ten.
WHITE_SPACE = re.compile(rf"\A[ {OTHER_SPACE}]+|[ {OTHER_SPACE}]{{2,}}|[{OTHER_SPACE}]| \Z")
LINE = re.compile(r"\S[^\n]*")

# Latin, Greek and Cyrillic end here; no script before this code point joins its letters.
FIRST_JOINING_SCRIPT = "\u0530"
MIN_WRAP_WIDTH = 40
MAX_WRAP_WIDTH = 100
MIN_WRAPPED_BREAKS = 3
WRAPPED_SHARE = 0.9


def normalise_page_text(raw: str) -> tuple[str, OffsetMap]:
    r"""Make white space and line ends uniform and remove what no reader sees; the map leads back to ``raw``.

    Line ends become ``\n``, any other run of white space one space, no line begins or ends with a space, the text
    neither begins nor ends with an empty line.  Joiners stay beside emoji and joining scripts, direction marks
    in a text with right-to-left letters; lone surrogates become U+FFFD.  Doing it twice equals doing it once.

    >>> normalise_page_text("\ufeffSo\u00adlar\t power \r\nrose\x00.  ")[0]
    'Solar power\nrose.'
    """
    text, offsets = raw, OffsetMap.identity(len(raw))
    passes = [(INVISIBLE, remove), (SURROGATE, replace_surrogate), (JOINERS, keep_needed_joiners)]
    if not RIGHT_TO_LEFT.search(raw):
        passes.insert(1, (BIDIRECTIONAL, remove))
    for pattern, replace in (*passes, (LINE_END, end_line), (WHITE_SPACE, squeeze)):
        text, step = substitute(text, pattern, replace)
        offsets = offsets.then(step)
    return text, offsets


def remove(_match: re.Match[str]) -> str:
    """Replace by nothing."""
    return ""


def replace_surrogate(_match: re.Match[str]) -> str:
    """Replace half a surrogate pair, which no encoding can write, by the replacement character."""
    return "\ufffd"


def end_line(_match: re.Match[str]) -> str:
    """Replace by the one line end used here."""
    return "\n"


def squeeze(match: re.Match[str]) -> str:
    """Reduce a run of white space to its line ends, or else to one space; to nothing at the ends of the text."""
    if match.start() == 0 or match.end() == len(match.string):
        return ""
    return "\n" * match.group().count("\n") or " "


def keep_needed_joiners(match: re.Match[str]) -> str:
    """Keep zero-width joiners beside a character that can be joined: emoji, Arabic, the scripts of India."""
    neighbours = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return match.group() if any(can_join(character) for character in neighbours) else ""


def can_join(character: str) -> bool:
    """Tell whether a zero-width joiner beside this character may change how it is shown."""
    return character >= FIRST_JOINING_SCRIPT and not character.isspace() and not "\u2000" <= character <= "\u206f"


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Find the paragraphs of normalised text: its lines, or its blocks of lines where it is hard-wrapped.

    Ranges are in order, without white space at their ends, and cover everything that is not white space.
    """
    lines = [(match.start(), match.start() + len(match.group().rstrip())) for match in LINE.finditer(text)]
    if not is_hard_wrapped(text, lines):
        return tuple(lines)
    return tuple(join_lines(text, lines))


def is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the lines were broken to fit a width: nearly every next word was too long for the line before."""
    width = max((end - start for start, end in lines), default=0)
    if not MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH:
        return False
    breaks = [
        end - start + 1 + first_word_length(text, *after) > width
        for (start, end), after in pairwise(lines)
        if after[0] == end + 1
    ]
    return len(breaks) >= MIN_WRAPPED_BREAKS and sum(breaks) >= WRAPPED_SHARE * len(breaks)


def first_word_length(text: str, start: int, end: int) -> int:
    """Count the code points before the first space of a line."""
    space = text.find(" ", start, end)
    return (space if space >= 0 else end) - start


def join_lines(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join lines with nothing but one line end between them."""
    start, end = lines[0]
    for next_start, next_end in lines[1:]:
        if text.count("\n", end, next_start) > 1:
            yield start, end
            start = next_start
        end = next_end
    yield start, end

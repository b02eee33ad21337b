"""What a quotation mark may be, and how unlikely each reading is where it stands.

A mark is weighed alone here: its glyph says which families it opens and closes, its neighbours say how well it would
open, close or be no quotation mark at all.  Costs are tenths of a "surprise", chosen by hand on news copy: 0 is what a
careful typesetter writes, 20 to 40 is sloppy but common, 60 and more a misprint.  ``onrecord.text.quotes`` adds them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum, StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPOSSIBLE = 1_000


class Family(StrEnum):
    """A pair of marks; one character each, so that a stack of open quotations is a short string."""

    CURLY = "D"  # “ ”
    STRAIGHT = "T"  # " "
    LOW = "G"  # „ “
    RIGHT = "W"  # ” ”, Swedish, or a line that was curled wrongly
    SINGLE = "S"  # ‘ ’
    STRAIGHT_SINGLE = "t"  # ' '
    LOW_SINGLE = "g"  # ‚ ‘
    ANGLE = "A"  # « »
    ANGLE_INWARD = "B"  # » «
    ANGLE_SINGLE = "a"  # ‹ ›
    ANGLE_SINGLE_INWARD = "b"  # › ‹
    CORNER = "C"  # 「 」
    CORNER_WHITE = "E"  # 『 』


DOUBLES = frozenset({Family.CURLY, Family.STRAIGHT, Family.LOW, Family.RIGHT})
SINGLES = frozenset({Family.SINGLE, Family.STRAIGHT_SINGLE, Family.LOW_SINGLE})
ANGLES = frozenset({Family.ANGLE, Family.ANGLE_INWARD})
ANGLE_SINGLES = frozenset({Family.ANGLE_SINGLE, Family.ANGLE_SINGLE_INWARD})
CORNERS = frozenset({Family.CORNER, Family.CORNER_WHITE})
GROUP = {family: group for group in (DOUBLES, SINGLES, ANGLES, ANGLE_SINGLES, CORNERS) for family in group}

# Marks that stand for another; two singles in a row stand for a double mark.
SAME_AS = {
    "＂": '"',
    "❝": "“",
    "〝": "“",
    "‟": "“",
    "``": "“",
    "‘‘": "“",
    "❞": "”",
    "〞": "”",
    "’’": "”",
    "´": "’",
    "‛": "‘",
}

OPENS = {
    "“": (Family.CURLY, 0),
    '"': (Family.STRAIGHT, 0),
    "''": (Family.STRAIGHT, 0),
    "„": (Family.LOW, 0),
    "”": (Family.RIGHT, 30),
    "‘": (Family.SINGLE, 0),
    "`": (Family.SINGLE, 0),
    "’": (Family.SINGLE, 50),
    "'": (Family.STRAIGHT_SINGLE, 0),
    "‚": (Family.LOW_SINGLE, 0),
    "«": (Family.ANGLE, 0),
    "»": (Family.ANGLE_INWARD, 20),
    "‹": (Family.ANGLE_SINGLE, 0),
    "›": (Family.ANGLE_SINGLE_INWARD, 20),
    "「": (Family.CORNER, 0),
    "『": (Family.CORNER_WHITE, 0),
}
CLOSES = {
    "”": {Family.CURLY: 0, Family.LOW: 0, Family.RIGHT: 0, Family.STRAIGHT: 10, Family.ANGLE: 40},
    "“": {Family.LOW: 0, Family.STRAIGHT: 20, Family.CURLY: 40, Family.RIGHT: 40, Family.ANGLE: 40},
    '"': {Family.STRAIGHT: 0, Family.CURLY: 10, Family.LOW: 10, Family.RIGHT: 10, Family.ANGLE: 40},
    "''": {Family.STRAIGHT: 0, Family.CURLY: 0, Family.LOW: 10, Family.RIGHT: 10, Family.STRAIGHT_SINGLE: 30},
    "’": {Family.SINGLE: 0, Family.LOW_SINGLE: 0, Family.STRAIGHT_SINGLE: 10},
    "'": {Family.STRAIGHT_SINGLE: 0, Family.SINGLE: 10, Family.LOW_SINGLE: 10},
    "‘": {Family.LOW_SINGLE: 0, Family.SINGLE: 40},
    "»": {Family.ANGLE: 0, Family.CURLY: 40, Family.STRAIGHT: 40, Family.LOW: 40, Family.RIGHT: 40},
    "«": {Family.ANGLE_INWARD: 0},
    "›": {Family.ANGLE_SINGLE: 0},
    "‹": {Family.ANGLE_SINGLE_INWARD: 0},
    "」": {Family.CORNER: 0},
    "』": {Family.CORNER_WHITE: 0},
}
# Being no quotation mark at all: a misprint, or for » and › the arrow of a link.
STRAY = {"»": 30, "›": 20, "‹": 40, "''": 40}
STRAY_DEFAULT = 60

RUN = re.compile("[" + "".join(sorted({*"".join(OPENS), *"".join(CLOSES), *"".join(SAME_AS)})) + "]+")
WORD_AFTER = re.compile(r"\w{1,12}")
# Words that begin with an apostrophe for what was left out.
ELISIONS = frozenset(
    "em til till tis twas twere twill cause cos cuz coz n round bout neath ere kay hood tude gainst nother sup fraid "
    "s d ll re ve m t".split()
)
DECADE = re.compile(r"\d\d(?:s|er|ers)?")


class Side(IntEnum):
    """What stands beside a run of marks."""

    EDGE = 0  # start or end of the paragraph
    SPACE = 1
    WORD = 2  # letter or digit
    OPENING = 3  # bracket
    CLOSING = 4  # bracket
    DASH = 5  # or slash
    COMMA = 6
    COLON = 7
    STOP = 8  # full stop, semicolon, exclamation or question mark
    ELLIPSIS = 9
    SYMBOL = 10  # begins a word, as a dollar sign does
    OTHER = 11  # emoji among it


SIDE_OF = {
    **dict.fromkeys("([{<¿¡", Side.OPENING),
    **dict.fromkeys(")]}>", Side.CLOSING),
    **dict.fromkeys("-‐‑–—−/|", Side.DASH),
    **dict.fromkeys(",،、", Side.COMMA),
    **dict.fromkeys(":：", Side.COLON),
    **dict.fromkeys(".;!?。！？؟", Side.STOP),
    "…": Side.ELLIPSIS,
    **dict.fromkeys("$€£¥#@&+~", Side.SYMBOL),
}
# (cost of opening, cost of closing) by what stands to the left and to the right.
LEFT = {
    Side.EDGE: (0, 60),
    Side.SPACE: (0, 30),
    Side.WORD: (40, 0),
    Side.OPENING: (0, 30),
    Side.CLOSING: (20, 0),
    Side.DASH: (0, 0),
    Side.COMMA: (10, 0),
    Side.COLON: (0, 10),
    Side.STOP: (20, 0),
    Side.ELLIPSIS: (10, 0),
    Side.SYMBOL: (20, 10),
    Side.OTHER: (10, 0),
}
RIGHT = {
    Side.EDGE: (60, 0),
    Side.SPACE: (30, 0),
    Side.WORD: (0, 30),
    Side.OPENING: (0, 10),
    Side.CLOSING: (30, 0),
    Side.DASH: (10, 0),
    Side.COMMA: (30, 0),
    Side.COLON: (30, 0),
    Side.STOP: (30, 0),
    Side.ELLIPSIS: (0, 0),
    Side.SYMBOL: (0, 20),
    Side.OTHER: (0, 10),
}


class Weight(NamedTuple):
    """What decides how a mark is read: its glyph, and its costs of opening, closing and being neither."""

    glyph: str
    first: bool
    opening: int
    closing: int
    stray: int


class Mark(NamedTuple):
    """One mark at ``start:end``; ``weight.first`` when it begins its paragraph."""

    start: int
    end: int
    weight: Weight


class Place(NamedTuple):
    """The surroundings of a mark: its paragraph, and the sides of the run of marks it stands in."""

    text: str
    low: int
    high: int
    left: Side
    right: Side


def find_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Find the marks of one paragraph, in order, each weighed by its glyph and neighbours."""
    for run in RUN.finditer(text, start, end):
        left = side(text, run.start() - 1, start, end)
        right = side(text, run.end(), start, end)
        place = Place(text, start, end, left, right)
        position = run.start()
        glyphs = run.group()
        opens = right is Side.WORD and left is not Side.WORD
        for written in glyphs if len(glyphs) == 1 else split_run(glyphs, opens=opens):
            yield weigh(place, position, written)
            position += len(written)


def side(text: str, position: int, start: int, end: int) -> Side:
    """Name what stands at ``position`` of the paragraph ``start:end``."""
    if not start <= position < end:
        return Side.EDGE
    character = text[position]
    if is_wordlike(character):
        return Side.WORD
    if character.isspace():
        return Side.SPACE
    if character == "." and text[position : position + 2] == ".." and position + 1 < end:
        return Side.ELLIPSIS
    return SIDE_OF.get(character, Side.OTHER)


def is_wordlike(character: str) -> bool:
    """Tell whether a character is a letter, a digit or a sign combined with one; false for the empty string."""
    return character.isalnum() or (character > "\u02ff" and unicodedata.category(character)[0] == "M")


def split_run(run: str, *, opens: bool) -> Iterator[str]:
    """Split a run of marks so that two equal single marks count as one double mark.

    Of three, the odd one stands on the inner side: ``'''no'`` opens with a double, ``'no'''`` closes with one.
    """
    for glyph, repeated in groupby(run):
        length = len(list(repeated))
        if glyph not in "'`‘’":
            yield from [glyph] * length
            continue
        odd = [glyph] * (length % 2)
        pairs = [glyph * 2] * (length // 2)
        yield from pairs + odd if opens else odd + pairs


def weigh(place: Place, start: int, written: str) -> Mark:
    """Weigh the three readings of one mark."""
    glyph = SAME_AS.get(written, written)
    opening = LEFT[place.left][0] + RIGHT[place.right][0]
    closing = LEFT[place.left][1] + RIGHT[place.right][1]
    stray = STRAY.get(glyph, STRAY_DEFAULT)
    end = start + len(written)
    if glyph in "«»‹›":
        opening -= RIGHT[Side.SPACE][0] * (place.right is Side.SPACE)
        closing -= LEFT[Side.SPACE][1] * (place.left is Side.SPACE)
    elif glyph in "'’‘`‚":
        opening, closing, stray = weigh_single(place, start, glyph, opening=opening, closing=closing)
    elif glyph in "\"”''" and start > place.low and place.text[start - 1].isdigit():
        closing, stray = closing + 5, 10  # inches
    return Mark(start, end, Weight(glyph, start == place.low, opening, closing, stray))


def weigh_single(place: Place, start: int, glyph: str, *, opening: int, closing: int) -> tuple[int, int, int]:
    """Weigh a single mark, which is an apostrophe more often than not."""
    before = place.text[start - 1] if start > place.low else ""
    after = place.text[start + 1] if start + 1 < place.high else ""
    if is_wordlike(before):
        if is_wordlike(after):
            return opening + 50, closing + 40, 0
        return opening, closing, weigh_trailing_apostrophe(place, start, glyph)
    if is_wordlike(after):
        word = WORD_AFTER.match(place.text, start + 1, place.high)
        return weigh_leading_apostrophe(word[0].lower() if word else "", glyph, opening, closing, edge=before == "")
    return opening, closing, 50 if before and not before.isspace() else 20


def weigh_leading_apostrophe(word: str, glyph: str, opening: int, closing: int, *, edge: bool) -> tuple[int, int, int]:
    """Weigh a single mark before a word: ‘Never, but ’em and ’90s."""
    if word in ELISIONS:
        return opening + 30, closing, 0
    if DECADE.fullmatch(word):
        return opening + 20, closing, 0
    stray = {"‘": 60, "’": 0, "`": 10, "'": 20}.get(glyph, STRAY_DEFAULT)
    return opening, closing, stray + 20 if edge else stray


def weigh_trailing_apostrophe(place: Place, start: int, glyph: str) -> int:
    """Cost of a single mark after a word not closing anything: the workers’ union, rock ’n’ roll, goin’, 6’."""
    if glyph == "‚":
        return 0  # a low mark used as a comma
    if glyph == "‘":
        return STRAY_DEFAULT // 2
    before = place.text[max(place.low, start - 3) : start].lower()
    following = place.text[start + 1 : min(place.high, start + 3)]
    if before[-1] in "szx":
        return 10 if following[:1].isspace() and following[1:].isalpha() else 20
    if before[-2:-1] in "'’" and before[-1] == "n":
        return 0
    return 10 if before[-1].isdigit() else 20 if before.endswith("in") else 30


def same_group(family: str, other: str) -> bool:
    """Tell whether two families are of one kind: double, single, angle."""
    return GROUP[Family(family)] is GROUP[Family(other)]

"""Rules as regular expressions over token classes.

A pattern is written in the names of the classes (capitals), of the shorthands below (in angle brackets) and in the
usual signs of regular expressions; blanks mean nothing.  Nothing in a pattern repeats without a limit, so that matching
is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.statements.timex.words import KIND_CHARS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from onrecord.statements.timex.context import Context, Reading
    from onrecord.statements.timex.tokens import Tokens

SHORTHANDS = {
    "number": "[NUM DAYNUM YEAR]",
    "unit": "[UNIT UNITS]",
    # How much: "two", "two and a half", "2 1/2", "two to three", "a few", "a couple of", "half a", "a".
    "count": "(?:<number> (?:HYPHEN? FRACTION | AND (?:ART|NUM) HALF)? | <number> (?:TO|OR|HYPHEN) <number>"
             " | FRACTION | (?:ART | EVERY)? FEW | ART? COUPLE OF? | HALF (?:HYPHEN | OF? ART) | ART)",
    # A bound before a count: "more than", "at least", "up to", "no later than", "as long as", "about", "some".
    "bound": "(?:MORE THAN | LESS THAN | AT (?:LEAST|MOST) | UP TO | (?:NO|NOT) (?:MORE|LESS) THAN"
             " | AS (?:MUCH|LONG|FEW) AS | [ABOUT SOME]{1,2})",
    "edge": "(?:[EARLY MID EARLIER LATER] HYPHEN? | THE? EDGE OF)",
    "day": "(?:DAYNUM|ORDINAL)",
    "deictic": "[THIS LAST NEXT PREVIOUS CURRENT]",
    "year": "[YEAR SHORTYEAR]",
    "of_year": "(?:(?:COMMA | OF){0,2} <year> | COMMA? OF? <deictic> UNIT | OF? (?:THAT | THE? SAME) UNIT)",
    "which": "[THIS LAST NEXT PREVIOUS FOLLOWING THAT SAME]",
    "half_past": "(?:HALF|ART? UNIT) (?:LAST|TO) <number> OCLOCK?",
    "clock": "(?:<half_past> | (?:CLOCK|<number>) AMPM | CLOCK | NOON | <number> OCLOCK)",
    "zone": "(?:COMMA? ZONE TIME? | LOCAL TIME)",
    "month_day": "MONTH <day> (?:COMMA? <year>)?",
    "date": "(?:TODAY DAYPART? | [THIS LAST] DAYPART | (?:WEEKDAY COMMA?)? <day> MONTH <year>?"
            " | [THIS LAST NEXT]? WEEKDAY (?:COMMA? <month_day>)? DAYPART? | <month_day>)",
}  # fmt: skip
NAME = re.compile(r"[A-Z]{2,}")
SHORTHAND = re.compile(r"<(\w+)>(?!\w)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, what it matches, and how it reads a match (``None``: not a time after all)."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found, Context], Reading | None]


def compile_pattern(source: str) -> re.Pattern[str]:
    """Turn the notation of the rules into a regular expression over class characters."""
    while SHORTHAND.search(source):
        source = re.sub(r"(?<!\?P)<(\w+)>", lambda shorthand: SHORTHANDS[shorthand[1]], source)
    return re.compile(NAME.sub(lambda name: KIND_CHARS[name.group()], source).replace(" ", ""))


def rule(name: str, source: str, read: Callable[[Found, Context], Reading | None]) -> Rule:
    """Make a rule."""
    return Rule(name, compile_pattern(source), read)


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``first`` to ``stop`` (half-open), which a rule matched."""

    tokens: Tokens
    first: int
    stop: int

    def index(self, name: str) -> int:
        """Index of the first token of a class within the match; -1 where there is none."""
        return self.tokens.kinds.find(KIND_CHARS[name], self.first, self.stop)

    def has(self, *names: str) -> bool:
        """Tell whether a token of any of the classes stands within the match."""
        return any(self.index(name) >= 0 for name in names)

    def code(self, name: str) -> str:
        """Code of the first token of a class; empty where there is none."""
        index = self.index(name)
        return self.tokens.codes[index] if index >= 0 else ""

    def codes(self, name: str) -> list[str]:
        """Codes of all tokens of a class within the match."""
        kinds = self.tokens.kinds
        return [self.tokens.codes[index] for index in range(self.first, self.stop) if kinds[index] == KIND_CHARS[name]]

    def number(self, *names: str) -> Decimal | None:
        """Number of the first token of one of the classes, in the order of the names."""
        for name in names:
            index = self.index(name)
            if index >= 0:
                return self.tokens.numbers[index]
        return None

    def word(self, offset: int = 0) -> str:
        """A word of the match, in lower case: 0 the first, -1 the last."""
        return self.tokens.words[self.first + offset if offset >= 0 else self.stop + offset]

    def words(self) -> list[str]:
        """All words of the match, in lower case."""
        return self.tokens.words[self.first : self.stop]

    def next_kind(self, offset: int = 0) -> str:
        """Class character of a token after the match; empty at the end."""
        index = self.stop + offset
        return self.tokens.kinds[index : index + 1]

    def previous_kind(self, offset: int = 0) -> str:
        """Class character of a token before the match; empty at the start."""
        index = self.first - 1 - offset
        return self.tokens.kinds[index : index + 1] if index >= 0 else ""

    def next_word(self, offset: int = 0) -> str:
        """A word after the match, in lower case; empty at the end."""
        index = self.stop + offset
        return self.tokens.words[index] if index < len(self.tokens.words) else ""

    def previous_word(self, offset: int = 0) -> str:
        """A word before the match, in lower case; empty at the start."""
        index = self.first - 1 - offset
        return self.tokens.words[index] if index >= 0 else ""


def is_kind(character: str, *names: str) -> bool:
    """Tell whether a class character is one of the named classes."""
    return any(character == (KIND_CHARS[name] if name else "") for name in names)


class RuleTable:
    """Rules sorted by the classes they can begin with, so that few are tried at one place."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Sort the rules; each class's rules are joined into one pattern when a text first needs them."""
        table: dict[str, list[Rule]] = {}
        for each in rules:
            for character in first_characters(each.pattern.pattern):
                table.setdefault(character, []).append(each)
        self.starts = re.compile("[" + "".join(table) + "]")
        self._table = table
        self._joined: dict[str, re.Pattern[str]] = {}

    def _join(self, character: str) -> re.Pattern[str]:
        """The joined pattern of a class, compiled once."""
        if character not in self._joined:
            self._joined[character] = join_rules(self._table[character])
        return self._joined[character]

    def find(self, kinds: str, first: int) -> list[tuple[Rule, int]]:
        """List the rules that match from a token on, with the index after their match; the longest first."""
        pattern, rules = self._join(kinds[first]), self._table[kinds[first]]
        match = pattern.match(kinds, first)
        if match is None:
            return []
        stops = [(stop, -index) for index, (_, stop) in enumerate(match.regs) if index and stop > first]
        return [(rules[-index - 1], stop) for stop, index in sorted(stops, reverse=True)]


def join_rules(rules: Sequence[Rule]) -> re.Pattern[str]:
    """Make one pattern that tries every rule at one place: group ``n`` holds the match of rule ``n - 1``."""
    return re.compile("".join(f"(?:(?=({each.pattern.pattern}))|)" for each in rules))


PIECE = re.compile(r"\(\?:|\)|\||\[[^\]]*\]|[^()|\[\]?{}*+]")
OPTIONAL = re.compile(r"\?|\{0,\d+\}")
QUANTIFIER = re.compile(r"\?|\{\d+(?:,\d+)?\}")


def first_characters(pattern: str) -> frozenset[str]:
    """Give the class characters with which a match of a pattern of ``compile_pattern`` can begin.

    >>> names = {KIND_CHARS["THE"]: "THE", KIND_CHARS["UNIT"]: "UNIT", KIND_CHARS["LAST"]: "LAST"}
    >>> sorted(names[character] for character in first_characters(compile_pattern("THE? (?:UNIT | LAST UNIT)").pattern))
    ['LAST', 'THE', 'UNIT']
    """
    return first_of(pattern, 0)[0]


def first_of(pattern: str, start: int) -> tuple[frozenset[str], bool, int]:
    """First characters of the alternatives from a position to their closing bracket, and whether they match nothing.

    The third is the position after the bracket.
    """
    found: frozenset[str] = frozenset()
    empty, any_empty = True, False
    position = start
    while position < len(pattern):
        piece = PIECE.match(pattern, position)
        if piece is None or piece.group() == ")":
            position += 1
            break
        position = piece.end()
        if piece.group() == "|":
            any_empty, empty = any_empty or empty, True
            continue
        characters, can_be_empty = frozenset(piece.group().strip("[]")), False
        if piece.group() == "(?:":
            characters, can_be_empty, position = first_of(pattern, position)
        quantifier = QUANTIFIER.match(pattern, position)
        if quantifier is not None:
            can_be_empty = can_be_empty or OPTIONAL.fullmatch(quantifier.group()) is not None
            position = quantifier.end()
        if empty:
            found |= characters
            empty = can_be_empty
    return found, any_empty or empty, position

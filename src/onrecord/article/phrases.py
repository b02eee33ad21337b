"""The word lists of ``words/`` and the search for them: time linear in the text, whatever the text.

Patterns are found by the first letters of the word they start with, so that a list of hundreds costs little more than
reading the words once.  What a hit weighs is said in the list, what weights mean together in ``messages``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.domain import MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY_LENGTH = 3
WORD = re.compile(r"\w+")
# What may stand between two sentences, or between a label and what it labels; "p.m., read" is one sentence.
SENTENCE_GAP = re.compile(r"\.(?!,)|[!?…:;|•·→»›▶►>*–—]")
# Words before an imperative that leave it one.
LEAD_INS = frozenset(
    "please just now so and or but to also then why not simply you can today help want bitte jetzt oder und auch "
    "einfach "
    "hier et ou aussi svp alors y o por favor también ahora пожалуйста просто и а или также сейчас будь ласка та або "
    "також зараз просимо".split()
)
HEAD_WORD = re.compile(r"[\w-]+")
MAX_WORDS_READ = 400
AMOUNT = r"(?<![\d.,])\d[\d.,]{0,12}"
PRICE = re.compile(
    rf"(?:\bus)?[$£€₽] ?{AMOUNT}|{AMOUNT} ?(?:[$£€₽]|(?:euros?|eur|usd|dollars?|pesos|руб\w{{0,4}}|грн|гривень)\b)"
)
COPYRIGHT_SIGN = re.compile(r"©|\(c\)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of ``cues.txt``; compiled when its first word is first met, because most never are."""

    kind: MessageKind
    weight: float
    source: str
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at ``start:end`` of the text searched."""

    cue: Cue
    start: int
    end: int


def simplify(text: str) -> str:
    """Lower the case, straighten the apostrophes and name prices and the copyright sign, as the lists are written."""
    lowered = text.lower().replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("\n", " ").replace("\xa0", " ")
    return COPYRIGHT_SIGN.sub("copyright ", PRICE.sub("pricetag", lowered))


def find_cues(text: str) -> Iterator[Hit]:
    """Find the cues of simplified ``text``, in order; only its first and last ``MAX_WORDS_READ`` words are read."""
    index = read_cues()
    at_start, previous_end = True, 0
    for word in edge_words(text):
        gap = text[previous_end : word.start()]
        at_start = at_start or (gap != " " and SENTENCE_GAP.search(gap) is not None)
        token = word.group()
        for cue in index.get(token[:KEY_LENGTH], ()):
            if cue.starts_sentence and not at_start:
                continue
            match = compile_cue(cue.source).match(text, word.start())
            if match:
                yield Hit(cue, match.start(), match.end())
        at_start = at_start and token in LEAD_INS
        previous_end = word.end()


def edge_words(text: str) -> Iterator[re.Match[str]]:
    """Find the words a publisher's message would give itself away by: those at the two ends of a paragraph."""
    words = WORD.finditer(text)
    yield from islice(words, MAX_WORDS_READ)
    tail = max(len(text) - 8 * MAX_WORDS_READ, 0)
    yield from (word for word in words if word.start() >= tail)


@cache
def read_cues() -> dict[str, tuple[Cue, ...]]:
    """Read ``cues.txt``, grouped by the first letters of the words they start with."""
    grouped: dict[str, list[Cue]] = {}
    for kind, line in read_sections("cues.txt"):
        weight, _, source = line.partition(" ")
        starts_sentence = source.startswith("^")
        source = source.removeprefix("^")
        cue = Cue(MessageKind(kind), float(weight), source, starts_sentence)
        for key in {head[:KEY_LENGTH] for head in heads(source)}:
            grouped.setdefault(key, []).append(cue)
    return {key: tuple(cues) for key, cues in grouped.items()}


@cache
def compile_cue(source: str) -> re.Pattern[str]:
    """Compile the notation of ``cues.txt``."""
    source = re.sub(r"\((?!\?)", "(?:", source)
    source = re.sub(r"(?<=[^ (|])\(\?:<(\d+)>\)\?", lambda gap: rf"(?: [^\s]{{1,40}}){{0,{gap[1]}}}", source)
    source = re.sub(r"<(\d+)> ?", lambda gap: rf"(?:[^\s]{{1,40}} ){{0,{gap[1]}}}", source)
    source = source.replace(" ", "[,;:]? ").replace("$", r"\W{0,6}$")
    return re.compile(source + r"(?!\w)")


def heads(source: str) -> frozenset[str]:
    """Name the words a pattern can start with."""
    starts = [source]
    if source.startswith("("):
        starts = split_alternatives(source)
    found = frozenset(match.group().split("-")[0] for start in starts if (match := HEAD_WORD.match(start.lstrip("("))))
    if not found or not all(HEAD_WORD.match(start.lstrip("(")) for start in starts):
        message = f"cue {source!r} does not start with a word"
        raise ValueError(message)
    return found


def split_alternatives(source: str) -> list[str]:
    """Split the first group of a pattern at its own bars; an optional group also lets what follows it start."""
    depth, start, parts = 0, 1, []
    for position, character in enumerate(source):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 1:
            parts.append(source[start:position])
            start = position + 1
        if depth == 0:
            parts.append(source[start:position])
            rest = source[position + 1 :]
            if rest.startswith("?"):
                parts.extend(heads(rest[1:].lstrip(" ")))
            break
    return [part for part in parts if part]


@cache
def read_lines() -> dict[str, MessageKind]:
    """Read ``lines.txt``: whole lines and their kind."""
    return {line: MessageKind(kind) for kind, line in read_sections("lines.txt")}


@cache
def read_opener(section: str) -> re.Pattern[str]:
    """Compile one section of ``openers.txt`` into one pattern, to be matched at the start of a paragraph."""
    return re.compile("(?:" + "|".join(line for name, line in read_sections("openers.txt") if name == section) + ")")


def read_sections(name: str) -> Iterator[tuple[str, str]]:
    """Yield section and line of a list, without comments and empty lines."""
    section = ""
    for line in (files(__package__) / "words" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            section = line[1:-1]
        elif line and not line.startswith("#"):
            yield section, line

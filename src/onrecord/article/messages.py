"""Which blocks of a page are the publisher speaking to its readers, and not reporting.

Evidence is weighed block by block (``weigh``: cues outside quotation marks, who is addressed, the names of the elements
around it, against reporting words and sentences without any cue); then the layout speaks (``onrecord.article.runs``:
lists under "Read also", letters to the readers, sign-up boxes, comments).  A block of reporting falls only to strong
evidence: what is said inside quotation marks never counts.  The word lists are in ``words/``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.article.blocks import Block, Role
from onrecord.article.phrases import Hit, find_cues, read_lines, read_opener, simplify
from onrecord.domain import MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.text import Quotation

STRONG = 0.89
LEANING = 0.5
KIND_CAP = 2.0
SHORT_CHARS = 80
MAX_LINE_CHARS = 70
PLAIN_SHARE = 0.55
PLAIN_CHARS = 160
LONG_REPORT_CHARS = 200
LINKED = 0.8
QUOTED = '"'

SELF_WORDS = frozenset(
    "we us our ours we're we've we'll wir uns unser unsere unseren unserem unserer unseres nous notre nos nosotros "
    "nuestro "
    "nuestra nuestros nuestras мы нас нам нами наш наша наше наши нашу нашей нашего нашем наших нашим ми нашої "
    "нашої наші "
    "нашому нашого".split()
)
READER_WORDS = frozenset(
    "you your yours you're you've you'll du dein deine deinen euch euer eure vous votre vos tu tus usted ustedes вы "
    "вас вам "
    "вами ваш ваша ваше ваши вашу вашей вашего ви ваші вашої вашому".split()
)
REPORTING = re.compile(
    r"\b(?:said|says|told|according to|wrote|announced|stated|testified|reportedly|sagte|sagt|erklärte|teilte|betonte|"
    r"kritisierte|forderte|laut|a déclaré|a-t-il|a-t-elle|ont déclaré|selon|a annoncé|affirme|explique|dijo|según|"
    r"afirmó|"
    r"declaró|señaló|explicó|aseguró|anunció|сказал\w?|заявил\w?|сообщил\w?|отметил\w?|рассказал\w?|написал\w?|по "
    r"словам|"
    r"сообщает|сообщают|сказав|сказала|заявив|заявила|повідомив|повідомила|повідомили|зазначив|зазначила|розповів|"
    r"розповіла|за словами|повідомляє)\b"
)
WORD = re.compile(r"[\w']+")
SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
COUNTRY = re.compile(r"\bUS\b")
EDGE_PUNCTUATION = " \t.:;,!?…»«›‹→←▶►>|·•*-–—_[]\"'“”"
COUNTS = re.compile(
    r"\d[\d.,]{0,8} ?[km]? ?(?:comments?|shares?|likes?|views?|replies|retweets?|reposts?|followers|kommentare?|"
    r"commentaires?|partages|vues|comentarios?|комментари\w{0,3}|просмотр\w{0,3}|коментар\w{0,3}|перегляд\w{0,3})"
)
BARE_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}|@\w{1,40}|\S{1,60}@[\w.-]{1,60}\.\w{2,10}")
SEPARATOR = re.compile(r" ?[·|•/] ?")
EXEMPT = frozenset({Role.HEADLINE, Role.BYLINE, Role.CORRECTION, Role.CREDIT})
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,30}")
EMAIL_WEIGHT = 0.5
CONTAINER_WEIGHT = 1.0
# Outlets mark what lies behind a paywall with the same names as the paywall itself.
PAYWALL_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a block is a message: its kind, and the rule."""

    kind: MessageKind
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one block says for being a message: ``score`` weighs all evidence, ``cue_score`` the cues alone."""

    block: Block
    words: str
    line: str
    score: float
    cue_score: float
    kind: MessageKind
    addresses_reader: bool
    speaks_for_publisher: bool
    reports: bool
    quoted_share: float
    verdict: Verdict | None

    @property
    def is_short(self) -> bool:
        """Tell whether the block looks like a label, a heading or a button."""
        return len(self.block.text) <= SHORT_CHARS and not self.block.text.endswith(".")


def weigh_blocks(blocks: Sequence[Block], quotes: Iterable[Quotation], publisher: str | None) -> list[Evidence]:
    """Weigh every block; ``quotes`` are those of the page text, in order."""
    outer = [(quote.start, quote.end) for quote in quotes if quote.level == 0]
    name = simplify(publisher) if publisher else ""
    found, position = [], 0
    for block in blocks:
        while position < len(outer) and outer[position][1] <= block.start:
            position += 1
        inside = []
        ahead = position
        while ahead < len(outer) and outer[ahead][0] < block.end:
            inside.append(outer[ahead])
            ahead += 1
        found.append(weigh(block, inside, name))
    return found


def weigh(block: Block, quotes: list[tuple[int, int]], publisher: str) -> Evidence:
    """Weigh one block; ``quotes`` are the outer quotations that touch it, in page offsets."""
    words = simplify(mask_quotes(block, quotes))
    line = simplify(block.text).strip(EDGE_PUNCTUATION) if len(block.text) <= MAX_LINE_CHARS else ""
    tokens = set(WORD.findall(words))
    speaks = bool(tokens & SELF_WORDS) or bool(publisher and publisher in words)
    addresses = bool(tokens & READER_WORDS)
    reports = bool(REPORTING.search(words))
    hits = list(find_cues(words))
    kind, cue_score = add_up(hits)
    score = cue_score
    if hits:
        score += (
            0.2 * speaks + 0.2 * addresses + 0.2 * (len(block.text) <= SHORT_CHARS and not block.text.endswith("."))
        )
        score += 0.2 * (block.link_share > LINKED) + 0.3 * (block.is_guided is False)
        score -= penalty(block, words, hits, reports=reports and not speaks)
    if (speaks or addresses) and not reports and EMAIL.search(words):
        score += EMAIL_WEIGHT
    if block.container is not None:
        kind = block.container
        score += PAYWALL_WEIGHT if kind is MessageKind.PAYWALL else CONTAINER_WEIGHT
    quoted = sum(min(end, block.end) - max(start, block.start) for start, end in quotes) / max(len(block.text), 1)
    verdict = judge(block, line, score, kind)
    return Evidence(block, words, line, score, cue_score, kind, addresses, speaks, reports, quoted, verdict)


def judge(block: Block, line: str, score: float, kind: MessageKind) -> Verdict | None:
    """Decide on one block by itself."""
    if block.role in EXEMPT:
        return None
    lines = read_lines()
    if line in lines:
        return Verdict(lines[line], "line")
    by_shape = judge_shape(line, lines)
    if by_shape:
        return by_shape
    if block.role is Role.CONTROL:
        return Verdict(kind, "control")
    if block.role in {Role.CAPTION, Role.EMBED} and block.container is None:
        return Verdict(kind, "cues") if score >= STRONG + LEANING else None
    if block.container is not None and score >= STRONG:
        return Verdict(kind, "container")
    return Verdict(kind, "cues") if score >= STRONG else None


def judge_shape(line: str, lines: dict[str, MessageKind]) -> Verdict | None:
    """Decide on a short line by its form: a counter, a bare link, a row of labels."""
    if not line:
        return None
    if COUNTS.fullmatch(line):
        return Verdict(MessageKind.OTHER, "counter")
    if BARE_LINK.fullmatch(line):
        return Verdict(MessageKind.OTHER, "bare-link")
    for parts in (SEPARATOR.split(line), line.split()):
        known = [lines[part] for part in parts if part in lines]
        if len(parts) > 1 and known and len(known) == len(parts):
            return Verdict(known[0], "labels")
    parts = SEPARATOR.split(line)
    known = [lines[part] for part in parts if part in lines]
    if len(parts) > 2 and known and all(len(part.split()) <= 3 for part in parts):  # noqa: PLR2004 - a row of short labels
        return Verdict(known[0], "labels")
    return None


def mask_quotes(block: Block, quotes: list[tuple[int, int]]) -> str:
    """Replace every quotation by one mark; expand the country that looks like a pronoun."""
    pieces, position = [], block.start
    for start, end in quotes:
        if start > position:
            pieces.append(block.text[position - block.start : start - block.start])
        pieces.append(QUOTED)
        position = max(position, min(end, block.end))
    pieces.append(block.text[position - block.start :])
    masked = "".join(pieces)
    return masked if masked.isupper() else COUNTRY.sub("USA", masked)


def add_up(hits: list[Hit]) -> tuple[MessageKind, float]:
    """Add the weights of hits that do not overlap, by kind; other kinds than the heaviest count half."""
    sums: dict[MessageKind, float] = defaultdict(float)
    taken: dict[MessageKind, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: -hit.cue.weight):
        others = taken[hit.cue.kind]
        if sums[hit.cue.kind] < KIND_CAP and all(hit.end <= other.start or other.end <= hit.start for other in others):
            others.append(hit)
            sums[hit.cue.kind] += hit.cue.weight
    if not sums:
        return MessageKind.OTHER, 0.0
    kind = max(sums, key=lambda each: sums[each])
    return kind, sums[kind] + 0.5 * (sum(sums.values()) - sums[kind])


def penalty(block: Block, words: str, hits: list[Hit], *, reports: bool) -> float:
    """Say how much speaks for reporting: a third person who speaks, sentences without any cue or address."""
    amount = 0.0
    if reports:
        amount += 0.6 if len(block.text) < LONG_REPORT_CHARS else 1.0
    plain = sum(len(sentence.group()) for sentence in SENTENCE.finditer(words) if is_plain(sentence, hits))
    if plain > PLAIN_CHARS and plain > PLAIN_SHARE * len(words):
        amount += 0.8
    return amount


def is_plain(sentence: re.Match[str], hits: list[Hit]) -> bool:
    """Tell whether a sentence has no cue and addresses nobody."""
    if any(hit.start < sentence.end() and sentence.start() < hit.end for hit in hits):
        return False
    tokens = set(WORD.findall(sentence.group()))
    return not tokens & SELF_WORDS and not tokens & READER_WORDS


def matches_opener(section: str, evidence: Evidence, *, whole: bool = False) -> bool:
    """Tell whether a block starts with (or, when ``whole``, is nothing but) an opener of ``openers.txt``."""
    pattern = read_opener(section)
    if whole:
        return bool(evidence.line and pattern.fullmatch(evidence.line))
    return bool(pattern.match(evidence.words.lstrip("*([ ")))

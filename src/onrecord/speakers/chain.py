"""Through whom words came: the outlets, agencies and spokespeople between a speaker and the article.

``via`` names them nearest first.  A statement that is the whole content of another, whose speaker is an outlet or an
agency, came through it: "the ministry said, Interfax reported".  So did one that the sentence says was quoted or carried
by somebody, or made through a lawyer or a spokeswoman.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.domain import Speaker, Statement
    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.page import Page

_NAME = r"[A-Z][\w.&’'-]{0,40}(?: (?:of |the )?[A-Z][\w.&’'-]{0,40}){0,4}"
_CARRIED = re.compile(
    rf"\b(?:quoted|cited|carried|relayed|published|broadcast|aired|distributed) (?:\w+ \w+ )?by "
    rf"(?:the )?(?:[a-z-]+ ){{0,4}}(?P<name>{_NAME})"
)
_THROUGH = re.compile(
    r"\bthrough (?P<name>(?:an?|his|her|its|their|the)(?: [\w’'-]+){0,3}? "
    r"(?:lawyers?|attorneys?|spokes(?:man|woman|person|people|men|women)|ambassadors?|representatives?|publicist|translator))\b"
    rf"(?:, (?P<own>{_NAME}))?"
)
_GLUE = re.compile(r"[\s,.;:“”\"‘’'–—-]*")
_CHAIN_LIMIT = 4


def find_via(
    statement: Statement, by_id: Mapping[str, Statement], page: Page, lexicon: Lexicon, speakers: Mapping[str, Speaker]
) -> tuple[str, ...]:
    """Name those through whom ``statement`` came, nearest first, each once; ``speakers`` are by statement id."""
    chain = [
        *_in_sentence(statement, page),
        *_citing(statement, by_id, page, lexicon, speakers),
        *_around(statement, by_id, page, lexicon, speakers),
    ]
    return tuple(dict.fromkeys(chain))


def _around(
    statement: Statement, by_id: Mapping[str, Statement], page: Page, lexicon: Lexicon, speakers: Mapping[str, Speaker]
) -> Iterator[str]:
    """The outlets that report the whole statement, from the inside out."""
    inner = statement
    for _ in range(_CHAIN_LIMIT):
        outer = by_id.get(inner.nested_in or "")
        if outer is None or not _is_all_of(inner, outer, page.text):
            return
        speaker = speakers.get(outer.id)
        if speaker is not None and speaker.name and _is_outlet(speaker, lexicon):
            yield speaker.name
        inner = outer


def _citing(
    statement: Statement, by_id: Mapping[str, Statement], page: Page, lexicon: Lexicon, speakers: Mapping[str, Speaker]
) -> Iterator[str]:
    """The outlet that cites or quotes the source of a statement: the last one to speak before the cue in its sentence."""
    cue = statement.cue
    if cue is None or _CITING.match(cue.text) is None:
        return
    start = page.sentence_start(cue.start)
    before = [each for each in by_id.values() if each.cue and each.source and start <= each.source.start < cue.start]
    for each in sorted(before, key=lambda each: each.cue.start if each.cue else 0, reverse=True):
        speaker = speakers.get(each.id)
        if each.id != statement.id and speaker is not None and speaker.name and _is_outlet(speaker, lexicon):
            yield speaker.name
            return


_CITING = re.compile(r"(?:citing|quoting|cited|quoted)\b")


def _is_outlet(speaker: Speaker, lexicon: Lexicon) -> bool:
    """Whether a speaker passes on what others say."""
    if speaker.kind is SpeakerKind.PERSON:
        return False
    words = speaker.name.replace("-", " ").split()
    return not lexicon.media.isdisjoint(words) or not _OUTLETS.isdisjoint(word.lower() for word in words)


_OUTLETS = frozenset(
    "agency newspaper newspapers magazine broadcaster television channel radio outlet website daily".split()
)


def _is_all_of(inner: Statement, outer: Statement, text: str) -> bool:
    """Whether ``inner`` with its source and cue is everything that ``outer`` says."""
    spans = [each for each in (inner.source, inner.cue, *inner.content) if each is not None]
    start, end = min(each.start for each in spans), max(each.end for each in spans)
    low, high = outer.content[0].start, outer.content[-1].end
    if not (low <= start and end <= high):
        return False
    return _GLUE.fullmatch(text, low, start) is not None and _GLUE.fullmatch(text, end, high) is not None


def _in_sentence(statement: Statement, page: Page) -> Iterator[str]:
    """Who carried the words, by the sentence of the cue, outside its content."""
    cue = statement.cue
    if cue is None:
        return
    start, end = page.sentence_start(cue.start), page.sentence_end(cue.start)
    for pattern in (_CARRIED, _THROUGH):
        found = pattern.search(page.text, start, end)
        if found is not None and not any(each.start <= found.start() < each.end for each in statement.content):
            own = found.groupdict().get("own")
            yield own or re.sub(r"\Aan? ", "", found["name"])


def outer_speakers(statements: Sequence[Statement]) -> dict[str, Speaker]:
    """The speakers of statements by the statements' ids."""
    return {each.id: each.speaker for each in statements if each.speaker is not None}

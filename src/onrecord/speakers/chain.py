"""Through whom words came: the outlets, agencies and spokespeople between a speaker and the article.

``via`` names them nearest first.  A statement that is the whole content of another, whose speaker is an outlet or an
agency, came through it: "the ministry said, Interfax reported".  So did one that the sentence says was quoted or
carried by somebody, or made through a lawyer or a spokeswoman.
"""

from __future__ import annotations

import bisect
import re
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_CITING = re.compile(r"(?:citing|quoting|cited|quoted)\b")
_OUTLETS = frozenset(
    "agency newspaper newspapers magazine broadcaster television channel radio outlet website daily".split()
)
_CHAIN_LIMIT = 4


class Chains:
    """The chains of one article's statements, whose speakers are known."""

    def __init__(self, statements: Sequence[Statement], page: Page, lexicon: Lexicon) -> None:
        """Index the statements by id and by where they are attributed."""
        self._page = page
        self._lexicon = lexicon
        self._by_id = {each.id: each for each in statements}
        self._attributed = sorted(
            ((each.source.start, each) for each in statements if each.cue is not None and each.source is not None),
            key=itemgetter(0),
        )

    def find_via(self, statement: Statement) -> tuple[str, ...]:
        """Name those through whom ``statement`` came, nearest first, each once."""
        return tuple(dict.fromkeys((*self._in_sentence(statement), *self._citing(statement), *self._around(statement))))

    def _in_sentence(self, statement: Statement) -> Iterator[str]:
        """Who carried the words, by the sentence of the cue, outside its content."""
        cue, page = statement.cue, self._page
        if cue is None:
            return
        start, end = page.sentence_start(cue.start), page.sentence_end(cue.start)
        for pattern in (_CARRIED, _THROUGH):
            found = pattern.search(page.text, start, end)
            if found is not None and not any(each.start <= found.start() < each.end for each in statement.content):
                yield found.groupdict().get("own") or re.sub(r"\Aan? ", "", found["name"])

    def _citing(self, statement: Statement) -> Iterator[str]:
        """The outlet that cites or quotes the source of a statement: the last one before the cue in its sentence."""
        cue = statement.cue
        if cue is None or _CITING.match(cue.text) is None:
            return
        start = self._page.sentence_start(cue.start)
        number = bisect.bisect_left(self._attributed, cue.start, key=itemgetter(0))
        for place, before in reversed(self._attributed[max(0, number - _CHAIN_LIMIT) : number]):
            if place >= start and before.id != statement.id and self._is_outlet(before.speaker):
                yield before.speaker.name if before.speaker is not None else ""
                return

    def _around(self, statement: Statement) -> Iterator[str]:
        """The outlets that report the whole statement, from the inside out."""
        inner = statement
        for _ in range(_CHAIN_LIMIT):
            outer = self._by_id.get(inner.nested_in or "")
            if outer is None or not _is_all_of(inner, outer, self._page.text):
                return
            if outer.speaker is not None and self._is_outlet(outer.speaker):
                yield outer.speaker.name
            inner = outer

    def _is_outlet(self, speaker: Speaker | None) -> bool:
        """Whether a speaker passes on what others say."""
        if speaker is None or not speaker.name or speaker.kind is SpeakerKind.PERSON:
            return False
        words = speaker.name.replace("-", " ").split()
        return not self._lexicon.media.isdisjoint(words) or not _OUTLETS.isdisjoint(word.lower() for word in words)


def _is_all_of(inner: Statement, outer: Statement, text: str) -> bool:
    """Whether ``inner`` with its source and cue is everything that ``outer`` says."""
    spans = [each for each in (inner.source, inner.cue, *inner.content) if each is not None]
    start, end = min(each.start for each in spans), max(each.end for each in spans)
    low, high = outer.content[0].start, outer.content[-1].end
    if not (low <= start and end <= high):
        return False
    return _GLUE.fullmatch(text, low, start) is not None and _GLUE.fullmatch(text, end, high) is not None

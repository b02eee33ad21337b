"""What an article says of a speaker beside the name: title (role and affiliation) and description (why this one).

Both are words of the article, as it states them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.speakers.cast import Referent
    from onrecord.speakers.page import Page, Range
    from onrecord.speakers.phrases import Phrase

_CLAUSE = re.compile(r"(?:,\s\d{1,3})?,?\s(?=(?:who|whose)\s)")
_CLAUSE_IN_TEXT = re.compile(r"(?:,\s\d{1,3})?,\s(?P<clause>(?:who|whose)\s[^,.;:?!“”\"—()\n]{4,160})(?=,\s)")
_HIDES = re.compile(r"anonym|named|identified|first name|last name|authori[sz]ed", re.IGNORECASE)
_AFTER_HEAD = re.compile(
    r"\s(?P<clause>(?:who|whose|with (?:direct )?knowledge|familiar|briefed|close to|involved|present)\b)"
)
_PHRASE_END = re.compile(r"[,.;:?!“”\"—()\n]")
_AFFILIATION = re.compile(r"\s(?:of|at|from|with)\s(?=(?:the\s)?[A-Z])")
_ATTACHED = re.compile(r"\s(?:of|for|at|in|with|to)\s")
_POSSESSORS = frozenset("his her its their 's".split())


def find_title(referent: Referent, page: Page, phrases: Iterable[Phrase]) -> str | None:
    """The title of a speaker: the fullest beside the name; for one without a name, the office with what it is of."""
    if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.UNKNOWN}:
        return None
    titles = [
        _words(page.text, each.start, each.end) for each in referent.titles if each.noun.kind is SpeakerKind.PERSON
    ]
    if titles:
        return next((title for title in titles if " " in title), titles[0])
    for phrase in phrases:
        found = _affiliation(phrase, page.text) if phrase.name is not None else _office(phrase, page.text)
        if found is not None:
            return found
    return None


def _affiliation(phrase: Phrase, text: str) -> str | None:
    """What stands with a name: the noun it is put beside, "a doctor there, …, Amal", or the body it is of."""
    if phrase.name is None:
        return None
    if phrase.core_end < phrase.name.start and phrase.noun is not None and phrase.noun.kind is SpeakerKind.PERSON:
        return _cut(text, phrase.core_start, phrase.core_end)
    found = _AFFILIATION.match(text, phrase.name.end, phrase.end)
    return None if found is None else _cut(text, found.end(), phrase.end)


def _office(phrase: Phrase, text: str) -> str | None:
    """The office of somebody without a name, where the words say of what or whose: "spokeswoman for the family"."""
    noun = phrase.noun
    if noun is None or not noun.is_office or noun.is_plural or phrase.members:
        return None
    is_attached = phrase.determiner in _POSSESSORS or _ATTACHED.match(text, phrase.core_end, phrase.end) is not None
    return _cut(text, phrase.core_start, phrase.end) if is_attached else None


def find_description(referent: Referent, page: Page, sources: Iterable[tuple[Range, Phrase]]) -> str | None:
    """The clause with which the article says who that is: "whose house was carried away", "briefed on the talks"."""
    if referent.kind not in {SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN}:
        return None
    for (_, end), phrase in sources:
        if phrase.name is not None:
            clause = _CLAUSE.match(page.text, phrase.name.end, end)
            found = clause and page.text[clause.end() : end]
        else:
            after = _AFTER_HEAD.search(page.text, max(phrase.core_end - 1, phrase.start), end)
            found = after and page.text[after.start("clause") : end]
        if found and not _HIDES.search(found):
            return " ".join(found.rstrip(" ,").split())
    clauses = (_CLAUSE_IN_TEXT.match(page.text, end) for end in referent.named_at)
    return next(
        (" ".join(each["clause"].split()) for each in clauses if each and not _HIDES.search(each["clause"])), None
    )


def _cut(text: str, start: int, end: int) -> str:
    """The words up to the next comma."""
    stop = _PHRASE_END.search(text, start, end)
    return _words(text, start, stop.start() if stop else end)


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())

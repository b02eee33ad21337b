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
_HIDES = re.compile(r"anonym|named|identified|first name|last name|authori[sz]ed", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\s(?P<clause>(?:who|whose|with (?:direct )?knowledge|familiar|briefed|close to|involved|present)\b)")
_CLAUSE_END = re.compile(r"[,.;:?!“”\"—()\n]")
_AFFILIATION = re.compile(r"\s(?:of|at|from|with)\s(?=(?:the\s)?[A-Z])")
_MAX_CLAUSE = 200


def find_title(referent: Referent, page: Page, phrases: Iterable[Phrase]) -> str | None:
    """The title of a speaker: the fullest one beside the name; for one without a name, the office with what it is of."""
    titles = [" ".join(page.text[title.start : title.end].split()) for title in referent.titles if _is_role(title.noun.kind)]
    if titles:
        return next((title for title in titles if " " in title), titles[0])
    for phrase in phrases:
        if phrase.name is not None and (affiliation := _AFFILIATION.match(page.text, phrase.name.end, phrase.end)):
            return _cut(page.text, affiliation.end(), phrase.end)
        noun = phrase.noun
        stated = noun is not None and noun.is_office and not noun.is_plural and not referent.name and phrase.members == ()
        if stated and referent.is_hidden and re.match(r"\s(?:of|for|at|in|with)\s", page.text[phrase.core_end : phrase.end]):
            return re.sub(r"\A(?:an?|one|another|the)\s+", "", _cut(page.text, phrase.start, phrase.end), flags=re.IGNORECASE)
    return None


def _is_role(kind: SpeakerKind) -> bool:
    return kind is SpeakerKind.PERSON


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
    return None


def _cut(text: str, start: int, end: int) -> str:
    """The words up to the next comma."""
    stop = _CLAUSE_END.search(text, start, end)
    return " ".join(text[start : stop.start() if stop else end].split())

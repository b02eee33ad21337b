"""Somebody without a name whom the article names soon after: "An engineer warned … The engineer, Ada Lee, said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.coref import Choice

if TYPE_CHECKING:
    from onrecord.speakers.cast import Cast, Referent
    from onrecord.speakers.coref import Place
    from onrecord.speakers.page import Page
    from onrecord.speakers.phrase import Phrase
    from onrecord.speakers.titles import Title

_LEAD = 2
"""Paragraphs in which news brings in somebody whom it names later, the headline with them."""
_REACH = 3
"""Paragraphs within which it gives the name."""
_FORETOLD = 0.75


def find_foretold(phrase: Phrase, place: Place, cast: Cast, page: Page) -> Choice | None:
    """Who is named after "a" and a noun as "the", the noun and a name; ``None`` where not exactly one is."""
    if phrase.determiner not in {"a", "an"} or phrase.noun is None or place.paragraph > _LEAD:
        return None
    named = [
        each
        for each in cast.referents
        if any(_takes_up(title, each, phrase, page) for title in each.titles if title.start > phrase.end)
    ]
    if not named and phrase.noun.is_office and not phrase.is_partitive:
        named = [each for each in cast.referents if _holds_first(each, phrase, page)]
    return Choice(named[0], _FORETOLD) if len(named) == 1 else None


def _holds_first(referent: Referent, phrase: Phrase, page: Page) -> bool:
    """Whether somebody named soon after, and not before, has the office: "a judge said", then "Mrs Justice Lee"."""
    is_near = 0 <= page.paragraph(referent.start) - page.paragraph(phrase.start) <= _REACH
    is_new = referent.start > phrase.end and min(referent.named_at, default=0) > phrase.end
    return is_near and is_new and referent.kind is SpeakerKind.PERSON and phrase.head in referent.heads


def _takes_up(title: Title, referent: Referent, phrase: Phrase, page: Page) -> bool:
    """Whether a title is the noun of a phrase with "the" before it and a comma and a name after it."""
    number = page.number_at(title.start)
    is_near = page.paragraph(title.start) - page.paragraph(phrase.start) <= _REACH
    return (
        is_near
        and title.noun.singular == phrase.head
        and page.words[number - 1].key == "the"
        and page.text[title.start : title.end].lower() == phrase.head
        and page.text.startswith(", ", title.end)
        and any(0 < end - title.end < _LONGEST_NAME for end in referent.named_at)
    )


_LONGEST_NAME = 60

"""Somebody without a name whom the article names soon after: "An engineer warned … The engineer, Ada Lee, said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.coref import Choice
from onrecord.speakers.deeds import is_called_for
from onrecord.speakers.grammar import KIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.cast import Cast, Referent
    from onrecord.speakers.page import Page, Range
    from onrecord.speakers.phrase import Phrase
    from onrecord.speakers.titles import Title

_LEADING = frozenset({"a", "an", "the"})
_LEAD = 2
"""Paragraphs in which news brings in somebody whom it names later, the headline with them."""
_REACH = 3
"""Paragraphs within which it gives the name."""
_FORETOLD = 0.75


def find_foretold(phrase: Phrase, cast: Cast, page: Page, speaking: Sequence[Range] = ()) -> Choice | None:
    """Who is named soon after a description in the lead, in one of three ways; ``None`` where not exactly one is.

    As "the", the noun of "a judge" and a name; with that office; or as who speaks first in the next paragraph, where
    ``speaking`` are the places of all sources.
    """
    is_lead = page.paragraph(phrase.start) <= _LEAD
    if phrase.determiner not in _LEADING or phrase.noun is None or phrase.is_plural or not is_lead:
        return None
    return _find_named(phrase, cast, page) or _find_introduced(phrase, cast, page, speaking)


def _find_named(phrase: Phrase, cast: Cast, page: Page) -> Choice | None:
    """Who is named with the noun of "a judge"."""
    if phrase.determiner == "the" or phrase.noun is None:
        return None
    named = [
        each
        for each in cast.referents
        if any(_takes_up(title, each, phrase, page) for title in each.titles if title.start > phrase.end)
    ]
    if not named and phrase.noun.is_office and not phrase.is_partitive:
        named = [each for each in cast.referents if _holds_first(each, phrase, page)]
    return Choice(named[0], _FORETOLD) if len(named) == 1 else None


def _find_introduced(phrase: Phrase, cast: Cast, page: Page, speaking: Sequence[Range]) -> Choice | None:
    """Who speaks first in the paragraph after a lead: "A teacher who was sent home said", then "Ada Lee, 43, said"."""
    noun, paragraph = phrase.noun, page.paragraph(phrase.start) + 1
    is_told = phrase.end > phrase.core_end or bool(phrase.modifiers)
    is_told = is_told and (phrase.determiner != "the" or phrase.head in KIN)  # "the mother of a boy who died"
    if noun is None or noun.kind is not SpeakerKind.PERSON or noun.is_hidden or not is_told:
        return None
    if paragraph >= len(page.paragraphs):
        return None
    start, end = page.paragraphs[paragraph]
    new = [each for each in cast.referents if start <= each.start < end and each.kind is SpeakerKind.PERSON]
    first = min(new, key=lambda each: each.start, default=None)
    said_first = min((each for each in speaking if start <= each[0] < end), default=(end, end))
    if first is None or len(first.parts) == 1 or not said_first[0] <= first.start < said_first[1]:
        return None
    trades = {title.noun.singular.split()[-1] for title in first.titles} - KIN
    fits = phrase.head in first.heads or not trades or _is_deed(first, phrase, page)
    gender = noun.gender
    return Choice(first, _FORETOLD) if fits and (gender is None or first.gender in {None, gender}) else None


def _is_deed(referent: Referent, phrase: Phrase, page: Page) -> bool:
    """Whether what a clause says of somebody makes him what a description says."""
    return is_called_for(referent.deeds, phrase.head, page.text[phrase.core_end : phrase.end])


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

"""What a relative pronoun goes back to: "Lee, a lawyer from Tarn, who left", "the Bank of Tarn, which left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.coref import Choice

if TYPE_CHECKING:
    from onrecord.speakers.cast import Referent
    from onrecord.speakers.coref import Discourse, Place, Seen
    from onrecord.speakers.page import Page

_PLURAL_VERBS = frozenset("are were have do say want claim believe think fear argue".split())
_OF_PLACES = frozenset("of from in at near".split())
_NEAR = 0.85


def find_antecedent(pronoun: str, place: Place, page: Page, discourse: Discourse) -> Choice:
    """Say whom a relative pronoun means: the noun or name right before it, or one with an apposition."""
    is_person = pronoun in {"who", "whose", "whom"}
    number = page.number_at(place.start)
    after = page.words[number + 1].key if number + 1 < len(page.words) else ""
    is_one = after not in _PLURAL_VERBS
    near = discourse.in_sentence(place, lambda each: _fits(each, is_person=is_person) and (is_one or not _is_one(each)))
    near = [seen for seen in near if not _says_where(seen, page, is_person=is_person)]
    joined = [seen for seen in near if not page.text[seen.end : place.start].strip(" ,—–-")]
    if not joined and number and page.gap(number) == " " and not page.words[number - 1].is_capital:
        joined = [seen for seen in near if _is_titled(seen.referent, page.words[number - 1].start)]
    elif not joined:
        joined = [seen for seen in near if not seen.referent.is_place]
    if not joined:
        return Choice(None, 0.0, "nobody named before it")
    return Choice(max(joined, key=lambda seen: seen.end).referent, _NEAR)


def _fits(referent: Referent, *, is_person: bool) -> bool:
    """Whether "who", or else "which", can mean somebody of this kind."""
    if is_person:
        return referent.kind in {SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.UNKNOWN}
    bodies = {SpeakerKind.ORGANIZATION, SpeakerKind.GOVERNMENT, SpeakerKind.DOCUMENT}
    return not referent.is_plural and referent.kind in bodies


def _is_one(referent: Referent) -> bool:
    return not referent.is_plural and referent.kind is SpeakerKind.PERSON


def _says_where(seen: Seen, page: Page, *, is_person: bool) -> bool:
    """Whether a name tells where somebody is from, or which body is meant: "a lawyer from Tarn", "Bank of Tarn"."""
    number = page.number_at(seen.start)
    before = page.words[number - 1].key if number and page.gap(number) == " " else ""
    is_told = seen.referent.titles or seen.referent.gender is not None
    return before in _OF_PLACES if is_person and not is_told else seen.referent.is_place and before == "of"


def _is_titled(referent: Referent, start: int) -> bool:
    """Whether a word is part of what somebody is called: "Lee, a lawyer and fan who"."""
    return any(title.start <= start < title.end for title in referent.titles)

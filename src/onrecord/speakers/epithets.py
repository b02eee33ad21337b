"""What people may be called: whether a definite description can be another word for somebody just spoken of.

News varies its words: having said who somebody is, it calls him "the skipper", "the 66-year-old", "the Lorlander".  A
noun that brings somebody into the scene of events ("the driver", "the judge") is no such word, nor is an office that
the person does not hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.party_tags import are_apart

if TYPE_CHECKING:
    from onrecord.speakers.cast import Referent
    from onrecord.speakers.phrase import Phrase

AGE = re.compile(r"(\d{1,3})-year-old\Z")
_STRANGERS = frozenset(
    "driver victim suspect witness eyewitness bystander caller owner resident neighbor neighbour patient "
    "defendant plaintiff claimant passenger passer-by landlord tenant customer shopper officer policeman "
    "policewoman judge magistrate justice prosecutor coroner lawyer attorney solicitor barrister counsel reporter "
    "interviewer moderator presenter host anchor editor doctor nurse teacher referee umpire translator "
    "interpreter guard receptionist agent spokesman spokeswoman spokesperson speaker narrator publicist employee "
    "worker official member person individual source insider other relative viewer reader listener user voter "
    "pilot captain gunman attacker assailant intruder photographer cameraman commander soldier child baby "
    "teenager pupil student".split()
)
"""Nouns for persons of the scene: the first "the driver" of an article need not be the one who spoke before."""
_ANY_OFFICE = frozenset(
    "leader boss lawmaker legislator politician candidate nominee contender executive businessman businesswoman "
    "academic researcher scientist scholar professor analyst economist chief coach manager".split()
)
"""Offices in general, which somebody of any special one may be called by."""
"""What a body is called with a word before it: "the streaming giant", "the asset manager"."""
_SET_APART = re.compile(r"\s(?:from|in|at|for|on|to|behind|near)\b")
"""What follows a noun that says which one is meant."""


def find_age(phrase: Phrase) -> str | None:
    """The age by which a phrase calls somebody: "the 34-year-old"."""
    return next((found[1] for word in (*phrase.modifiers, phrase.head) if (found := AGE.search(word))), None)


def is_word_for_a_person(phrase: Phrase, text: str, *, has_capital: bool) -> bool:
    """Whether a definite description can be another word for a person named; ``has_capital``: "the Ohio senator"."""
    noun = phrase.noun
    if noun is None or noun.kind is not SpeakerKind.PERSON or noun.is_plural:
        return False
    if _SET_APART.match(text, phrase.core_end, phrase.end) is not None:
        return False
    if noun.is_office and phrase.head not in _ANY_OFFICE and not phrase.modifiers:
        return False
    if has_capital or "former" in phrase.modifiers or "retired" in phrase.modifiers or find_age(phrase) is not None:
        return True
    return phrase.head not in _STRANGERS


def can_be_called(referent: Referent, phrase: Phrase) -> bool:
    """Whether nothing known of a person speaks against a description: no other age, office, party or state."""
    if are_apart(frozenset((*phrase.modifiers, phrase.head)), frozenset(referent.words | referent.heads)):
        return False
    age = find_age(phrase)
    if age is not None and referent.ages and age not in referent.ages:
        return False
    noun = phrase.noun
    if noun is None or not noun.is_office or phrase.head in _ANY_OFFICE or "former" in phrase.modifiers:
        return True
    held = {title.noun.singular for title in referent.titles if title.noun.is_office}
    return not held or phrase.head in held

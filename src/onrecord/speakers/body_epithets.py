"""What bodies may be called: whether a definite description can be another word for a body just spoken of.

News varies its words: having named a body it writes "the carmaker", "the U.N. agency", "the streaming giant", "the
newspaper".  A noun for one sort of body is no word for another: a firm is no watchdog, a ministry no company.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from onrecord.speakers.cast import Referent
    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.phrase import Phrase

_COMPANY = frozenset(
    "company group firm business organization organisation corporation body institution nonprofit charity ngo "
    "conglomerate maker carmaker automaker drugmaker chipmaker planemaker jetmaker steelmaker toymaker homebuilder "
    "housebuilder manufacturer retailer chain supermarket airline carrier "
    "bank lender insurer operator publisher start-up startup utility shipbuilder brewery refinery club side team union "
    "association federation alliance foundation trust institute campaign party agency regulator watchdog platform "
    "consultancy consortium cooperative museum hospital university college school think~tank".replace("~", " ").split()
)
_OUTLET = frozenset(
    "newspaper paper magazine daily weekly tabloid outlet network broadcaster channel station website site journal "
    "publication".split()
)
_ON_SCREEN, _ON_AIR = frozenset({"site", "website"}), frozenset({"Radio", "Television", "TV"})
_OF_ANOTHER = frozenset(
    "state national city county other another rival parent sister second third federal public local same "
    "opposing".split()
)
_OF_STATES = frozenset(
    "Ministry Department Court Parliament Senate Congress Army Navy Police Council Embassy Treasury Assembly Cabinet "
    "Government House".split()
)
_OF_MEMBERS = frozenset(
    "University College School Academy Institute Church Diocese Union Association Federation Party League Commission "
    "Committee Council Board Foundation Trust Hospital Museum Society Campaign Movement Center Centre Office".split()
)
_ANY_FIRM = frozenset({"company", "firm", "business", "corporation", "operator", "maker"})
_PLATFORMS = frozenset(
    "Twitter Facebook Instagram TikTok YouTube WhatsApp Telegram Snapchat Reddit LinkedIn WeChat Weibo Bluesky "
    "Mastodon Signal Threads Spotify".split()
)
_OF_PLATFORMS = frozenset(
    {"company", "giant", "titan", "parent", "firm", "platform", "network", "service", "site", "business"}
)
_OFFICIAL = frozenset(
    "Authority Commission Agency Administration Bureau Inspectorate Directorate Office Commissioner Ombudsman "
    "Regulator Board Registry Secretariat Organization Organisation Programme Fund".split()
)
_OFFICIAL_WORK = frozenset({"regulator", "watchdog", "agency"})
"""What those are called who act for a state or for all states, as a word of their names tells."""
_OF_OUTLETS = frozenset({"company", "group", "organization", "organisation"})
_ANY_BODY = frozenset("group organization organisation body institution nonprofit agency charity".split())
_WITH_A_WORD = frozenset("giant titan powerhouse behemoth heavyweight parent manager investor fund specialist".split())
_UNIONS = frozenset({"UN", "U.N.", "EU", "E.U.", "US", "U.S.", "UK", "U.K."})
BASED = re.compile(r"-(?:based|owned|backed|listed|led|controlled|headquartered|funded)\Z")
_OF_SORTS = {
    "force": frozenset({"Police"}),
    "authority": frozenset({"Council"}),
    "department": frozenset({"Ministry", "Treasury", "Pentagon"}),
}
"""What bodies of one sort alone are called, with the word by which their names tell the sort."""
_DEPARTMENTS = frozenset({"Home Office", "Foreign Office", "Cabinet Office"})
"""British departments whose names do not say so."""
_LAST_OF_INITIALS = frozenset(
    "agency association administration authority bank bureau commission committee corporation council court "
    "department federation force fund institute league network party service union".split()
)
"""Nouns that initials end with: "the commission" of the SEC, "the fund" of the IMF."""
_FIRST_OF_INITIALS = frozenset({"department", "ministry"})
_ONLY_OF_INITIALS = (_LAST_OF_INITIALS | _FIRST_OF_INITIALS) - _COMPANY - _OUTLET - _OF_SORTS.keys()
_PUBLIC = frozenset({"agency", "body", "institution", "organization", "organisation", "regulator", "watchdog"})
_FEWEST_INITIALS = 3
_SITE = re.compile(r"\w\.[a-z]{2,8}\Z")
_AFTER = re.compile(r"\s*(?:\Z|[,;(—–]|\s(?:which|who|that)\b)")


def is_word_for_a_body(phrase: Phrase, text: str, lexicon: Lexicon) -> bool:
    """Whether a definite description can be another word for a body just named: "the Lorland carmaker"."""
    capitals = [word for word in text[phrase.core_start : phrase.core_end].split() if word[:1].isupper()]
    is_body = phrase.head in _COMPANY | _OUTLET or phrase.head in _OF_SORTS
    is_body = is_body or bool(phrase.modifiers and phrase.head in _WITH_A_WORD)
    is_body = is_body or (phrase.head in _LAST_OF_INITIALS | _FIRST_OF_INITIALS and not phrase.modifiers)
    return (
        is_body
        and (phrase.head == "parent" or all(_says_where(word, lexicon) for word in capitals))
        and _OF_ANOTHER.isdisjoint(phrase.modifiers)
        and _AFTER.match(text, phrase.core_end, phrase.end) is not None
    )


def _says_where(word: str, lexicon: Lexicon) -> bool:
    """Whether a capital word before a noun for a body says where it is or whose, and is no name of its own."""
    return word in lexicon.places or word in lexicon.adjectives or word in _UNIONS or BASED.search(word) is not None


def is_body_called(referent: Referent, head: str, lexicon: Lexicon, *, outlets: bool = True) -> bool:
    """Whether a named body can be called by a noun that its name does not hold.

    An outlet can be called a company or a group only with ``outlets``.
    """
    if not referent.name or referent.is_plural or referent.is_place:
        return False
    if referent.kind is not SpeakerKind.ORGANIZATION and not referent.is_untold:
        return False
    words = referent.name.replace("’", "'").split()
    is_outlet = not lexicon.media.isdisjoint(words) or _SITE.search(referent.name) is not None
    if head in _OUTLET:
        return is_outlet and (head not in _ON_SCREEN or _ON_AIR.isdisjoint(words))
    if is_outlet and not (outlets and head in _OF_OUTLETS):
        return False
    if _stands_in_initials(head, referent.name) or head in _ONLY_OF_INITIALS:
        return _stands_in_initials(head, referent.name)
    is_known = referent.name.isupper() or referent.name in lexicon.renowned
    if not _is_of_sort(words, head, is_known=is_known):
        return False
    told = {title.noun.singular for title in referent.titles}
    if told and head not in told | _ANY_BODY | _ANY_FIRM | _PUBLIC:
        return False
    is_owned = any(word.endswith("'s") and word[:-2] not in lexicon.places for word in words)  # "Lee’s campaign"
    return head in _ANY_BODY or not is_owned


def _stands_in_initials(head: str, name: str) -> bool:
    """Whether a noun can be the one of a name in initials: the bureau of the FBI, the department of the DOJ."""
    if name.removeprefix("the ") in _DEPARTMENTS:
        return head == "department"
    if not (name.isupper() and name.isalpha() and len(name) >= _FEWEST_INITIALS):
        return False
    letter = head[0].upper()
    is_last = head in _LAST_OF_INITIALS and (name.endswith(letter) or (head == "bureau" and letter in name))
    return is_last or (head in _FIRST_OF_INITIALS and name.startswith(letter))


def _is_of_sort(words: Collection[str], head: str, *, is_known: bool) -> bool:
    """Whether the words of a name are those of the sort of body that a noun is for; ``is_known``: like the FBI."""
    if head in _OF_SORTS or not _OF_STATES.isdisjoint(words):
        is_state = not _OF_STATES.isdisjoint(words)
        return (is_state and head in _PUBLIC) or not _OF_SORTS.get(head, frozenset()).isdisjoint(words)
    if not _PLATFORMS.isdisjoint(words):
        return head in _OF_PLATFORMS
    is_official = not _OFFICIAL.isdisjoint(words)
    if head in _OFFICIAL_WORK and not (is_official or is_known):
        return False
    if is_official and head in _ANY_FIRM:
        return False
    return head in _ANY_BODY or _OF_MEMBERS.isdisjoint(words)

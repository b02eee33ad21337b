"""Who may be called what: whether a definite description can be another word for somebody just spoken of.

News varies its words: having said who somebody is, it calls him "the skipper", "the 66-year-old", "the Lorlander", and
a body "the carmaker", "the trade body", "the newspaper".  A noun that brings somebody into the scene of events ("the
driver", "the judge") is no such word, nor is an office that the person does not hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.party_tags import are_apart

if TYPE_CHECKING:
    from onrecord.speakers.cast import Referent
    from onrecord.speakers.lexicon import Lexicon
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
"""What a body is called with a word before it: "the streaming giant", "the asset manager"."""
_UNIONS = frozenset({"UN", "U.N.", "EU", "E.U.", "US", "U.S.", "UK", "U.K."})
BASED = re.compile(r"-(?:based|owned|backed|listed|led|controlled|headquartered|funded)\Z")
_OF_SORTS = {"force": frozenset({"Police"}), "authority": frozenset({"Council"})}
"""What bodies of one sort alone are called, with the word by which their names tell the sort."""
_PUBLIC = frozenset({"agency", "body", "institution", "organization", "organisation", "regulator", "watchdog"})
_SITE = re.compile(r"\w\.[a-z]{2,8}\Z")
_SET_APART = re.compile(r"\s(?:from|in|at|for|on|to|behind|near)\b")
"""What follows a noun that says which one is meant."""
_AFTER = re.compile(r"\s*(?:\Z|[,;(—–]|\s(?:which|who|that)\b)")


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


def is_word_for_a_body(phrase: Phrase, text: str, lexicon: Lexicon) -> bool:
    """Whether a definite description can be another word for a body just named: "the Lorland carmaker"."""
    capitals = [word for word in text[phrase.core_start : phrase.core_end].split() if word[:1].isupper()]
    is_body = phrase.head in _COMPANY | _OUTLET or phrase.head in _OF_SORTS
    is_body = is_body or bool(phrase.modifiers and phrase.head in _WITH_A_WORD)
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
    if not _OF_STATES.isdisjoint(words):
        return head in _PUBLIC or not _OF_SORTS.get(head, frozenset()).isdisjoint(words)
    if head in _OF_SORTS:
        return False
    is_public = not _OFFICIAL.isdisjoint(words)
    is_known = referent.name.isupper() or referent.name in lexicon.renowned
    if head in _OFFICIAL_WORK and not (is_public or is_known):
        return False
    if is_public and head in _ANY_FIRM:
        return False
    if not _PLATFORMS.isdisjoint(words):
        return head in _OF_PLATFORMS
    told = {title.noun.singular for title in referent.titles}
    if told and head not in told | _ANY_BODY | _ANY_FIRM:
        return False
    is_owned = any(word.endswith("'s") and word[:-2] not in lexicon.places for word in words)  # "Lee’s campaign"
    if head not in _ANY_BODY and (is_owned or not _OF_MEMBERS.isdisjoint(words)):
        return False
    return not is_outlet or (outlets and head in _OF_OUTLETS)

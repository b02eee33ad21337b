"""Sources that an article does not want to name: "a person briefed on the talks", "two officials", "the insider".

English says so by the noun (source, insider), by an indefinite person ("a neighbour", "one of the drivers"), by a
plural of those who speak for others without a name (officials, critics, friends), or in words: "on condition of
anonymity".  A population or a body that is not told apart ("voters", "residents") hides nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.grammar import POSSESSORS

if TYPE_CHECKING:
    from onrecord.speakers.page import Page
    from onrecord.speakers.phrase import Phrase

_NAMELESS = r"(?:named|identified|quoted by name|quoted|photographed)"
_HIDING = re.compile(
    rf"condition of anonymity|\banonym(?:ous|ously|ity)\b|not (?:to )?(?:be|being) {_NAMELESS}|"
    rf"(?:declin|refus)\w+ to be {_NAMELESS}|"
    rf"(?:ask|wish|want|prefer)\w*,? (?:us )?not to (?:be {_NAMELESS}|use|give|disclose|reveal|have)|"
    rf"(?:did not|didn[’']t|does not|doesn[’']t) (?:want|wish|like) to (?:be {_NAMELESS}|give)|"
    r"(?:would|will|did|could) ?(?:not|n[’']t) (?:\w+ )?(?:identify|give|reveal|provide) (?:him|her|them|his|their)|"
    r"(?:declin|refus)\w+ to (?:give|reveal|provide) (?:his|her|their) (?:\w+ )?name|"
    r"(?:not|n[’']t) (?:be |been )?(?:authori[sz]ed|allowed|permitted|cleared) to "
    r"(?:speak|discuss|comment|talk|be|brief)|"
    r"(?:ask|request|insist)\w* that (?:his|her|their) (?:\w+ )?names? (?:not )?be|"
    rf"without being {_NAMELESS}|whose (?:real )?name (?:was|is|has|we)|names? (?:has|have) been changed|"
    r"not (?:his|her|their) real name|gave only (?:his|her|their) first name|"
    r"spok\w+ on background|off the record|fear(?:ing|ed|s)?(?: of)? (?:reprisal|retaliation|retribution)s?",
    re.IGNORECASE,
)
_IN_THE_KNOW = re.compile(
    r"\b(?:familiar|briefed|close to|with (?:direct )?knowledge|involved in|present at|who spoke|in the know)\b"
)
_HEADS = frozenset(
    "source someone somebody other critic insider none one spokesman spokeswoman spokesperson authorities".split()
)
_SOMEBODY = frozenset("some many several few others other one another most third fourth second first".split())
_FEW = frozenset("a an one another two three four five six seven eight nine ten several some any".split())
_HINTS = (
    "anonym",
    "name",
    "identif",
    "author",
    "allowed",
    "permitted",
    "cleared",
    "quoted",
    "background",
    "record",
    "fear",
)
"""One of these stands in all wordings of ``_HIDING``."""
_ENGAGED = frozenset({"lawyer", "attorney", "solicitor", "barrister"})
"""Who is known by whom they act for: "Lee’s lawyers"."""
_MANY = frozenset({"hundred", "thousand", "million", "billion", "hundreds", "thousands", "millions"})
_PEOPLE = frozenset({SpeakerKind.PERSON, SpeakerKind.UNKNOWN})


def is_hidden(phrase: Phrase, page: Page) -> bool:
    """Whether a description names a source that the article keeps unnamed, and not a population or a body."""
    noun, text = phrase.noun, page.text
    if phrase.head in _HEADS or (phrase.head == phrase.determiner and phrase.head in _SOMEBODY):
        return True
    if phrase.head in _SOMEBODY and phrase.determiner in _FEW:
        return True
    if noun is None and phrase.is_partitive:
        return True
    if noun is None or noun.kind not in _PEOPLE:
        return _IN_THE_KNOW.search(text, phrase.core_end, phrase.end) is not None or _says_so(phrase, page)
    if noun.is_plural:
        if phrase.head == "friend" and phrase.determiner is None and phrase.end == phrase.core_end:
            return False
        if phrase.head in _ENGAGED and phrase.determiner in POSSESSORS:
            return False
        few = phrase.is_partitive or (phrase.determiner in _FEW and _MANY.isdisjoint(phrase.modifiers))
        return noun.is_hidden or few or _IN_THE_KNOW.search(text, phrase.core_end, phrase.end) is not None
    return phrase.is_partitive or phrase.determiner in _FEW or _says_so(phrase, page)


def _says_so(phrase: Phrase, page: Page) -> bool:
    """Whether the sentence says that somebody is not to be named."""
    text = page.text[phrase.start : page.sentence_end(phrase.start)]
    return any(hint in text for hint in _HINTS) and _HIDING.search(text) is not None

"""Which names of an article are outlets, told by what the article itself says of them.

Only outlets ask and are not answered, obtain papers and could not verify something; and a name of two words to which
several speakers tell things, and which stands nowhere else, is that of who asked them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A point ends the sentence unless it stands inside a word ("Quay.com") or after single letters ("U.S. Post").
_WORD = r"(?:(?:[A-Z]\.){1,4}|[A-Z](?:[\w’&-]|\.(?=\w)){0,30})"
_NAME = rf"(?P<name>(?:[Tt]he )?(?<![\w’&.-]){_WORD}(?: (?:of )?{_WORD}){{0,3}})"
_ASKING = r"(?:e-?mails?|messages?|letters?|calls?|questions?|requests?|quer(?:y|ies)|invitations?)"
_ANSWERING = r"\b(?:respon(?:d|ded|se) to|repl(?:y|ied) to|return(?:ed)?|answer(?:ed)?|ignored|declined)"
_ASKS = (
    (
        "",
        re.compile(
            rf"{_ANSWERING} (?:[\w-]+ ){{0,3}}{_ASKING} (?:for comment |for an interview )?(?:from|by|sent by) {_NAME}"
        ),
    ),
    ("", re.compile(rf"{_ANSWERING} {_NAME}[’']s? (?:[\w-]+ ){{0,2}}{_ASKING}\b")),
    ("", re.compile(rf"\b(?:obtained|seen|reviewed|viewed) by {_NAME}(?=[,.]| (?:and|show|say|suggest)|\Z)")),
    ("verify", re.compile(rf"{_NAME} (?:could not|was unable to)(?: (?:independently|immediately))? verify\b")),
    ("understands", re.compile(rf"{_NAME} understands(?=[.,]| that\b)")),
)
"""What only outlets do, each with a word that the text must hold where a pattern begins with a name: names are many."""
_TOLD = re.compile(rf"\b(?:told|tells|telling) {_NAME}")
_LEAST_TOLD = 2


def find_outlets(text: str) -> frozenset[str]:
    """The names, without *the*, of outlets for which the article itself speaks.

    >>> sorted(find_outlets("Lee did not respond to a request from Quay Post. Lund returned StarBeat’s calls."))
    ['Quay Post', 'StarBeat']
    """
    return frozenset((*_who_asks(text), *_who_is_told(text)))


def _who_asks(text: str) -> Iterator[str]:
    """Names that ask, obtain, understand and cannot verify."""
    for word, pattern in _ASKS:
        for found in pattern.finditer(text) if word in text else ():
            yield bare_name(found["name"])


def _who_is_told(text: str) -> Iterator[str]:
    """Names of several words that stand in the text only where somebody tells them something, and more than once."""
    told = Counter(found["name"] for found in _TOLD.finditer(text))
    for name, times in told.items():
        if times >= _LEAST_TOLD and " " in bare_name(name) and text.count(name) == times:
            yield bare_name(name)


def bare_name(words: str) -> str:
    """A name without its article, point and possessive ending.

    >>> bare_name("the Quay Post’s")
    'Quay Post'
    """
    return re.sub(r"[’']s?\Z", "", words.removeprefix("the ").removeprefix("The ").rstrip("."))

"""Nicknames in marks between first name and surname: 'Ada "Ace" Lee', “Dan ‘The Rock’ Marr”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.speakers.grammar import NO_NAMES

if TYPE_CHECKING:
    from onrecord.speakers.lexicon import Lexicon
    from onrecord.speakers.page import Page

_CALLED = r"((?:The )?[A-Z][\w.-]{1,14}(?: [A-Z][\w.-]{1,14})?)"
_NICKNAME = re.compile(rf" (?:\"{_CALLED}\"|“{_CALLED}”|'{_CALLED}'|‘{_CALLED}’) (?=[A-Z])")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


class Nickname(NamedTuple):
    """A nickname with its marks and the spaces around them, ``start:end`` of the text."""

    start: int
    end: int
    words: str


def find_nickname(text: str, start: int, end: int) -> Nickname | None:
    """The nickname inside a name, if there is one."""
    found = _NICKNAME.search(text, start, end)
    return found and Nickname(*found.span(), next(each for each in found.groups() if each))


def after_nickname(page: Page, number: int, lexicon: Lexicon) -> int | None:
    """Number of the word after nickname and surname, where a nickname begins at word ``number`` of a name."""
    before = page.words[number - 1]
    end = before.end + (page.text.startswith(".", before.end) and _INITIALS.fullmatch(before.bare) is not None)
    found = None if before.is_possessive else _NICKNAME.match(page.text, end)
    if found is None or before.bare in lexicon.bodies | lexicon.media | lexicon.body_words | lexicon.places:
        return None
    surname = page.words[page.number_at(found.end())]
    return None if surname.key in NO_NAMES or surname.key in lexicon.nouns else page.number_at(found.end()) + 1

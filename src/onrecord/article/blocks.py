"""The neutral form between a page and its article: blocks of words with what the layout says about each.

Both readers (``page`` for HTML, ``plain`` for pasted text) make a ``Page``; ``messages`` judges its blocks;
``assemble`` makes the article.  No words are judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.text import normalise_page_text

if TYPE_CHECKING:
    from onrecord.domain import MessageKind, PublishedAt

# Anything but printable Latin, Cyrillic and common punctuation: `normalise_page_text` may have to change it.
UNUSUAL = re.compile("[^\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u052f\u2010-\u2027\u2030-\u205e\u20ac]")
SPACES = re.compile(" {2,}")


def one_line(text: str) -> str:
    """Normalise a text as ``normalise_page_text`` does, to one line; quicker where nothing unusual is in it."""
    if not UNUSUAL.search(text):
        return SPACES.sub(" ", text.strip(" "))
    return normalise_page_text(text)[0].replace("\n", " ").strip()


class Role(StrEnum):
    """What a block is by its place and markup, before its words are judged."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CORRECTION = "correction"
    EMBED = "embed"
    LIVE_ENTRY = "live_entry"
    CREDIT = "credit"
    CONTROL = "control"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, ``page_text[start:end]``, and its layout.

    ``container`` is the kind of message that the names of the elements around it announce, ``is_guided`` whether the
    main-text readers chose it (``None``: nobody was asked, as with pasted text), ``link_share`` the share of its
    characters inside links.
    """

    start: int
    end: int
    text: str
    role: Role
    container: MessageKind | None = None
    is_guided: bool | None = None
    link_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as read: its words, its blocks in order, and what it says about itself."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    declared_language: str | None = None
    published_at: PublishedAt | None = None
    has_login: bool = False

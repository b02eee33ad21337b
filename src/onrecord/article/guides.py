"""Which words are the main text, by trafilatura and readability: they guide, the tree keeps the words.

trafilatura in precision mode is asked first.  readability is asked when trafilatura agrees little with the prose of the
page, and is followed when the two differ and it agrees better (the disagreement switch measured in
``docs/decisions``; F1 over word shingles).  Both are asked for pages of ordinary size only; what they raise on broken
pages is taken as "found nothing", because neither promises to raise nothing.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

SHINGLE = 4
MAX_GUIDED_ELEMENTS = 12_000
MAX_GUIDED_CHARS = 150_000
MAX_GUIDED_DEPTH = 150
DISAGREEMENT = 0.6
MAX_LINKS = 1500
MAX_LINKED_CHARS = 100_000
WORD = re.compile(r"\w+")
QUIET = ("trafilatura", "readability", "htmldate", "courlan")

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """Cut a text into overlapping runs of four words; a shorter text is one run."""
    words = [match.group().lower() for match in WORD.finditer(text)]
    if len(words) < SHINGLE:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(zip(*(words[offset:] for offset in range(SHINGLE)), strict=False))


def agreement(one: Shingles, other: Shingles) -> float:
    """F1 of two sets of shingles, 0 when either is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def find_main_text(root: _Element, prose: Iterable[str], *, is_ordinary: bool) -> tuple[str, Shingles]:
    """Find the main text and its shingles; ``prose`` is what looks like running text to us."""
    if not is_ordinary:
        return "", frozenset()
    own = frozenset().union(*(shingles(paragraph) for paragraph in prose))
    first = ask_trafilatura(root)
    chosen = marks(first)
    if agreement(chosen, own) < DISAGREEMENT:
        second = ask_readability(root)
        other = marks(second)
        if agreement(chosen, other) < DISAGREEMENT and agreement(other, own) > agreement(chosen, own):
            first, chosen = second, other
    return first, chosen


def marks(text: str) -> Shingles:
    """Collect the shingles of every line, so that short lines can be found again as wholes."""
    return frozenset().union(*(shingles(line) for line in text.split("\n"))) if text else frozenset()


def ask_trafilatura(root: _Element) -> str:
    """Ask trafilatura in precision mode; an empty string when it finds nothing."""
    import trafilatura  # noqa: PLC0415 - 0.4 CPU seconds to load

    quieten()
    try:
        found: Any = trafilatura.bare_extraction(
            deepcopy(root), favor_precision=True, include_comments=False, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - see the module's docstring
        return ""
    return str(found.text or "") if found is not None else ""


def ask_readability(root: _Element) -> str:
    """Ask readability; an empty string when it finds nothing."""
    from lxml import html  # noqa: PLC0415 - beside its only use
    from readability import Document  # noqa: PLC0415 - loaded on disagreement only

    quieten()
    if is_tangled(root):
        return ""
    try:
        summary = Document(html.tostring(root, encoding="unicode")).summary(html_partial=True)
        return "\n".join(str(text).strip() for text in html.fromstring(summary).itertext() if text.strip())
    except Exception:  # noqa: BLE001 - see the module's docstring
        return ""


def is_tangled(root: _Element) -> bool:
    """Tell whether links are too many or too deep in each other: readability compares each with all around it."""
    linked = 0
    for number, link in enumerate(root.iter("a")):
        linked += sum(len(words) for words in link.itertext())
        if number > MAX_LINKS or linked > MAX_LINKED_CHARS:
            return True
    return False


def quieten() -> None:
    """Keep the libraries' complaints about broken pages out of the log: what matters of them is in the result."""
    for name in QUIET:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)

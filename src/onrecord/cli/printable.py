"""Makes words from outside safe to show: an article must not be able to steer the terminal it is read on.

Every replacement is one code point for one, so that spans still cut the right words afterwards.
"""

from __future__ import annotations

REPLACEMENT = "\ufffd"


def _replacements() -> dict[int, str]:
    """Map the code points that act instead of showing: white space to a blank, the rest to U+FFFD."""
    controls = [*range(0x20), *range(0x7F, 0xA0)]
    # Bidirectional embeddings, overrides and isolates can show a text in an order it is not in (CVE-2021-42574).
    bidirectional = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    surrogates = range(0xD800, 0xE000)
    annotations = range(0xFFF9, 0xFFFC)
    table = dict.fromkeys([*controls, *bidirectional, *surrogates, *annotations, 0xFEFF], REPLACEMENT)
    return table | dict.fromkeys([*map(ord, "\t\n\r\v\f\x85\u2028\u2029")], " ")


_TABLE = _replacements()


def make_printable(text: str) -> str:
    r"""Show ``text`` on one line, without anything a terminal would obey.

    >>> make_printable("red\x1b[31m,\nnext\u202e line")
    'red�[31m, next� line'
    """
    return text.translate(_TABLE)


def shorten(text: str, max_chars: int) -> str:
    """Cut ``text`` to its first words, at most ``max_chars`` code points with the ellipsis.

    >>> shorten("We are facing challenges", 16)
    'We are facing…'
    """
    if len(text) <= max_chars:
        return text
    head = text[: max_chars - 1]
    words = head.rsplit(" ", 1)[0] if " " in head[max_chars // 2 :] else head
    return f"{words.rstrip(' ,;:')}…"

"""Quotation marks read as speech: which quotations are somebody's words, and how contents stand to them.

Pairs of marks come from ``onrecord.text``; here nicknames and titles of works are told from speech, contents are
fitted to the marks, and the verbatim parts of a content are cut out.  Ranges are half-open code points of the
article text.
"""

from __future__ import annotations

import bisect
import re
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.domain import QuotationType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.text import Quotation

Range = tuple[int, int]

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SMALL = frozenset("a an and as at but by for from in of on or the to with vs".split())
_NAMED_BEFORE = re.compile(
    r"\b(?:so[- ]called|known as|nicknamed|dubbed|titled|entitled|headlined|called|named|labell?ed)(?: the| an?)?\s*$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 9
_LONGEST_NAME = 4
MOSTLY = 0.6
"""A content that has this share of a quotation has all of it."""
SPOKEN = 0.25
"""The same for a quotation that reads as a sentence: nobody breaks off in the middle of one."""


def speech(text: str, quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The outer quotations that hold speech, in order: no nicknames, no titles of works, nothing only named so."""
    return tuple(each for each in quotations if each.level == 0 and not _is_name(text, each))


def _is_name(text: str, quotation: Quotation) -> bool:
    inner = text[quotation.inner_start : quotation.inner_end]
    words = _WORD.findall(inner)
    if not words:
        return True
    before = text[max(0, quotation.start - 30) : quotation.start]
    if len(words) <= _LONGEST_NAME and _NAMED_BEFORE.search(before):
        return True
    if len(words) > _LONGEST_TITLE or inner[-1] in ".?!…":
        return False
    return _is_nickname(text, quotation, words) or _is_title(words)


def _is_nickname(text: str, quotation: Quotation, words: Sequence[str]) -> bool:
    """One or two capitalised words between the capitalised parts of a name: Joe “Lefty” Smith."""
    before = text[: quotation.start].rstrip(" ")[-1:]
    around = re.search(r"(\w+)\s$", text[max(0, quotation.start - 40) : quotation.start])
    after = re.match(r"\s(\w+)", text[quotation.end : quotation.end + 40])
    named = around is not None and after is not None and around[1][0].isupper() and after[1][0].isupper()
    return len(words) <= 2 and before.isalnum() and named and words[0][0].isupper()  # noqa: PLR2004 - "one or two"


def _is_title(words: Sequence[str]) -> bool:
    """Two words or more of which all but the small ones are capitalised."""
    large = [word for word in words if word.lower() not in _SMALL]
    return len(words) > 1 and len(large) > 1 and all(word[0].isupper() or word[0].isdigit() for word in large)


def fit_to_marks(text: str, content: Range, quotations: Sequence[Quotation], apart: Sequence[Range]) -> Range:
    """Grow a content to the whole of each quotation it mostly covers, and over the marks at its ends.

    A quotation that holds one of the ranges ``apart`` (source and cue of the same attribution) is left as it is.
    """
    start, end = content
    for quotation in quotations:
        if quotation.end <= start or quotation.start >= end or any(_meet(quotation, each) for each in apart):
            continue
        inside = max(0, min(end, quotation.inner_end) - max(start, quotation.inner_start))
        enough = SPOKEN if reads_as_sentence(text, quotation) else MOSTLY
        if inside >= enough * (quotation.inner_end - quotation.inner_start):
            start, end = min(start, quotation.start), max(end, quotation.end)
        elif quotation.start < start and not _WORD.search(text, quotation.start, start):
            start = quotation.start
        elif quotation.end > end and not _WORD.search(text, end, quotation.end):
            end = quotation.end
    return start, end


def _meet(quotation: Quotation, span: Range) -> bool:
    return span[0] < quotation.end and quotation.start < span[1]


def trim(text: str, content: Range) -> Range | None:
    """Cut white space, separators and the sentence's full stop off a content's ends; ``None`` when no word is left."""
    start, end = content
    while start < end and text[start] in " \n,;:.–—-)…":
        start += 1
    while start < end and (text[end - 1] in " \n,;:–—-(" or _is_full_stop(text, start, end)):
        end -= 1
    if start < end and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return (start, end) if _WORD.search(text, start, end) else None


def _is_full_stop(text: str, start: int, end: int) -> bool:
    """A full stop that ends a sentence, not one of an abbreviation or of three dots."""
    if text[end - 1] != "." or text[start:end].endswith(".."):
        return False
    last = text[start : end - 1].rsplit(maxsplit=1)[-1:]
    return not (last and re.fullmatch(r"(?:\w\.)+\w|[A-Z]", last[0]))


def quoted_parts(content: Range, quotations: Iterable[Quotation]) -> tuple[Range, ...]:
    """The verbatim parts of a content range, without their marks, in order."""
    start, end = content
    parts = ((max(start, each.inner_start), min(end, each.inner_end)) for each in quotations)
    return tuple((low, high) for low, high in parts if low < high)


def classify(text: str, content: Iterable[Range], quoted: Sequence[Range]) -> QuotationType:
    """Direct when every word of the content is quoted, indirect when none is, else mixed; ``quoted`` in order."""
    words = inside = 0
    for start, end in content:
        for word in _WORD.finditer(text, start, end):
            middle = (word.start() + word.end() - 1) // 2
            before = bisect.bisect_right(quoted, middle, key=itemgetter(0)) - 1
            words += 1
            inside += before >= 0 and middle < quoted[before][1]
    if not inside:
        return QuotationType.INDIRECT
    return QuotationType.DIRECT if inside == words else QuotationType.MIXED


def reads_as_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation can stand for itself: four words or more that begin or end like a sentence."""
    inner = text[quotation.inner_start : quotation.inner_end]
    words = _WORD.findall(inner)
    return len(words) >= 4 and (inner[0].isupper() or inner[0].isdigit()) and inner[-1] in ".?!,…—"  # noqa: PLR2004

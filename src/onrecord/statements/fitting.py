"""Fits what the model marks to words and quotation marks: one attribution gives one draft, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.statements import quotation
from onrecord.statements.circumstances import cut_addressee
from onrecord.statements.drafts import LABEL_CONFIDENCE, Draft, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.domain import Attribution, Span
    from onrecord.statements.drafts import Page
    from onrecord.statements.quotation import Range

_BY = re.compile(r"by\s+", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    r"(?<=\w)\s(?:(?:late|early|earlier|later)\s)?(?:(?:in|on|via|during|at|through|from|by)\s)?"
    r"(?:(?:an?|the|his|her|its|their|one)\s)?(?:[\w-]{1,30}\s){0,3}"
    r"(?:posts?|tweets?|statements?|interviews?|e-?mails?|letters?|briefings?|conferences?|speech(?:es)?|telegram|twitter|"
    r"facebook|messages?|broadcasts?|hearings?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)"
    r"(?:\s(?:that|morning|afternoon|evening|night))?\Z",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"(?<=\w),? (?:ever )?since (?=\w)|(?<=\w) (?:(?:more|less) than |nearly |almost |about |just |only )?"
    r"(?:\w+ ){0,2}(?:hours|days|weeks|months|years) (?:after|before|into) "
)
_CLAUSE = re.compile(
    r"\b(?:that|if|whether|to|who|which|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|"
    r"do|does|did|\w+ed|I|he|she|it|we|they)\b|[“\"‘]"
)
_DANGLING = re.compile(r"(?<=\w), (?:\w{2,20}ly )?\w{2,20}ing\Z")
_PREPOSITION_LEFT = re.compile(r"(?<=\w),\s(?:on|in|at|by|to|from|via|during|through|with)\Z")
_POSSESSIVE = re.compile(r"[’']s?\Z")
_HEARER = re.compile(
    r"(?:[\w’'-]{1,30} ){0,5}(?:courts?|inquiry|inquest|tribunal|jury|jurors|hearing|magistrates|judges?|trial|"
    r"committee|panel|MPs|peers|councillors|lawmakers|senators)",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"(?:is|are|was|were|(?:has|have|had) been) (?:(?:\w+ly|also|now|still|long) )?(?:said|understood|believed|"
    r"thought|rumou?red|reported|alleged|feared|reputed|suspected|claimed|accused of)(?: to)?|accused of",
    re.IGNORECASE,
)
_WAS_TOLD = re.compile(
    r"(?:is|are|was|were|(?:has|have|had) been|being) (?:(?:\w+ly|also|then|not|never|already) )?"
    r"(?:told|warned|informed|advised|assured|notified|reminded|briefed|ordered|urged|instructed)"
    r"(?: (?:that|about|of|to))?",
    re.IGNORECASE,
)
_HEARD = re.compile(r"(?:(?:has|have|had|also|then) )*(?:heard|hears?)", re.IGNORECASE)


def fit_attribution(attribution: Attribution, page: Page, model: str) -> Draft | None:
    """Fit one attribution to words and marks; ``None`` when no content is left."""
    source = _single(attribution.source)
    cue = _single(attribution.cue)
    cue = cue and _bare_cue(page.text, cue)
    apart = [each for each in (source, cue) if each is not None]
    pieces = (
        trimmed
        for span in attribution.content
        for piece in _by_paragraph((span.start, span.end), page)
        if (trimmed := quotation.trim(page.text, piece)) is not None
    )
    fitted = [quotation.fit_to_marks(page.text, each, page.speech_in(each), apart) for each in pieces]
    content = tuple(without(merged, apart, page.text) for merged in _merged(fitted))
    whole = tuple(each for part in content for each in part)
    if cue is not None and whole:
        whole = (cut_addressee(page.text, cue, whole[0]), *whole[1:])
        whole = (*whole[:-1], _without_time_of_saying(page.text, _without_dangling(page.text, whole[-1])))
    confidence = attribution.confidence
    if cue is not None and (announced := _announced(cue, page)):
        whole, confidence = announced, max(confidence, LABEL_CONFIDENCE)
    if not whole:
        return None
    bare = source and _bare_source(page.text, source)
    if bare is not None and _is_spoken_of(bare, cue, page.text):
        whole = (bare, *whole) if cue is not None and bare[1] + 1 == cue[0] and cue[1] <= whole[0][0] else whole
        bare = None
    return Draft(
        source=None if _is_hearer(bare, cue, page.text) else bare, cue=cue, content=whole,
        confidence=confidence, by=model,
    )  # fmt: skip


def _is_spoken_of(source: Range, cue: Range | None, text: str) -> bool:
    """Whether a source is whom a passive verb is about: "the mayor is said to be ill", "council accused of delay"."""
    if cue is None or source[1] > cue[0] or _SPOKEN_OF.fullmatch(text, *cue) is None:
        return False
    return source[1] + 1 == cue[0] or text[cue[0]].lower() != "a"


def _is_hearer(source: Range | None, cue: Range | None, text: str) -> bool:
    """Whether a source is who was told: "she was told", "the inquest heard", and in a headline "…, inquiry told"."""
    if source is None or cue is None:
        return False
    if source[1] <= cue[0] and _WAS_TOLD.fullmatch(text, *cue) is not None:
        return True
    if _HEARER.fullmatch(text, *source) is None:
        return False
    is_last = source[1] == cue[0] - 1 and re.search(r"\w", text[cue[1] :].partition("\n")[0]) is None
    return _HEARD.fullmatch(text, *cue) is not None or (text[slice(*cue)] == "told" and is_last)


def _without_dangling(text: str, content: Range) -> Range:
    """A content without the participle at its end that begins what follows it: "until it pays|, ending" a dispute."""
    start, end = content
    found = _DANGLING.search(text[start:end]) if text.startswith(" ", end) else None
    return content if found is None else (start, start + found.start())


def _without_time_of_saying(text: str, content: Range) -> Range:
    """A content that is no clause without the time after it, which dates the cue: "decried losses | months after"."""
    start, end = content
    found = _TIME_AFTER.search(text, start, end + len(" before "))
    if found is None or found.start() >= end or _CLAUSE.search(text, start, found.start()) is not None:
        return content
    return start, found.start()


def _announced(cue: Range, page: Page) -> tuple[Range, ...]:
    """The quotations with which the next paragraph begins, when the cue ends its own paragraph with a colon."""
    number = page.paragraph_number(cue[0])
    end = page.paragraphs[number][1]
    if page.text[end - 1] != ":" or re.search(r"\w", page.text[cue[1] : end]) or number + 1 == len(page.paragraphs):
        return ()
    start, stop = page.paragraphs[number + 1]
    return tuple((each.start, each.end) for each in page.speech_in((start, stop)) if each.start == start)


def _single(spans: Sequence[Span]) -> Range | None:
    """One range for a role: the longest of its spans."""
    if not spans:
        return None
    longest = max(spans, key=lambda span: span.end - span.start)
    return longest.start, longest.end


def _by_paragraph(span: Range, page: Page) -> Iterator[Range]:
    """Cut a range where paragraphs end."""
    numbers = range(page.paragraph_number(span[0]), page.paragraph_number(span[1] - 1) + 1)
    for start, end in (page.paragraphs[number] for number in numbers):
        if start < span[1] and span[0] < end:
            yield max(start, span[0]), min(end, span[1])


def _bare_source(text: str, source: Range) -> Range:
    """A source without *by* before it, and without the possessive ending or a preposition that dangles after it."""
    start, end = source
    if (preposition := _PREPOSITION_LEFT.search(text[start:end])) is not None:
        end = start + preposition.start()
    if (by := _BY.match(text, start, end)) is not None:
        start = by.end()
    if (possessive := _POSSESSIVE.search(text[start:end])) is not None and possessive.start() > 0:
        end = start + possessive.start()
    return start, end


def _bare_cue(text: str, cue: Range) -> Range:
    """A cue without the medium or the time named after its verb; both have fields of their own."""
    found = _CIRCUMSTANCE.search(text[slice(*cue)])
    return cue if found is None else (cue[0], cue[0] + found.start())


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same ranges in order, overlapping ones joined."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)

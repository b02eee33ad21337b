"""Assembles statements from an article and what the model says about it: the only assembler.

The order of work: fit each attribution to words and marks, join quotations that go on without a cue, take up
quotations that nobody introduces, nest, and derive type, polarity and id.  Every rule reads spans and marks only;
names come later.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import QuotationType, Span, Statement, StatementType, statement_id
from onrecord.statements import clauses, cues, quotation
from onrecord.statements.circumstances import cut_addressee, find_circumstances
from onrecord.statements.nearby import Nearby
from onrecord.statements.refusals import find_refusals
from onrecord.statements.said_at import date_statements
from onrecord.statements.utterances import follow
from onrecord.statements.within import pick_figures, pick_times
from onrecord.text import quotations, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.domain import Annotation, Article, Attribution
    from onrecord.statements.quotation import Range
    from onrecord.statements.refusals import Refusal
    from onrecord.text import Quotation

READ_LANGUAGES = frozenset({"en"})
"""ISO 639-1 codes of the languages whose statements are read."""

IMPLICIT_RULE = "rule:quotation-without-cue 1"
IMPLICIT_CONFIDENCE = 0.5
LABEL_CONFIDENCE = 0.7
LEAST_NESTED = 0.5
"""An attribution inside another's content needs this confidence: the training data has no nested ones."""

REFUSAL_RULE = "rule:refusal 1"
REFUSAL_CONFIDENCE = 0.85
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
TURN_RULE = "rule:labelled-turn 1"
LEAST_TURNS = 2
_TURN = re.compile(r"[“\"']?(?P<source>[A-Z][\w.'’-]*(?: [A-Z(][\w.'’)-]*){0,4})(?P<cue>:)\s+(?=\S)")
_LABEL = re.compile(r"(?P<source>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5})\s*(?P<cue>:)\s*\Z")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in the making, in ranges of the article text."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    confidence: float
    by: str
    display: bool = False
    """The content is somebody's words, set apart by layout instead of marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article text with its paragraphs and the quotations that are speech, all in order."""

    text: str
    paragraphs: tuple[Range, ...]
    speech: tuple[Quotation, ...]

    def paragraph_number(self, place: int) -> int:
        """Number of the paragraph that holds code point ``place``, or of the next one."""
        return min(bisect.bisect_right(self.paragraphs, place, key=itemgetter(1)), len(self.paragraphs) - 1)

    def speech_in(self, span: Range) -> tuple[Quotation, ...]:
        """The quotations that share a character with ``span``."""
        first = bisect.bisect_right(self.speech, span[0], key=attrgetter("end"))
        last = bisect.bisect_left(self.speech, span[1], key=attrgetter("start"))
        return self.speech[first:last]


def build_statements(article: Article, annotation: Annotation) -> tuple[Statement, ...]:
    """All statements of ``article`` in order of their contents; spans cut ``article.text``."""
    paragraphs = article.ranges
    if not paragraphs:
        return ()
    marks = quotations(article.text, paragraphs)
    page = Page(text=article.text, paragraphs=paragraphs, speech=quotation.speech(article.text, marks))
    drafts = [
        draft
        for each in annotation.attributions
        if (draft := _draft(each, page, annotation.model)) is not None
    ]  # fmt: skip
    turns = tuple(label_turns(page))
    labels = {each.cue for each in turns}
    drafts = [*turns, *(each for each in drafts if each.cue is None or (each.cue[1] - 1, each.cue[1]) not in labels)]
    drafts = _with_refusals(_without_same_speaker(drafts, page), page)
    drafts = join_quotations(drafts, page)
    ordered = sorted(drafts, key=lambda draft: (draft.content, draft.cue or (0, 0)))
    statements = [_statement(draft, article, page) for draft in ordered]
    nested = tuple(_nested(statements, ordered))
    around = clauses.Page(article, nested)
    told = follow(nested, around)
    return find_circumstances(date_statements(nested, told, around), told, around)


def _draft(attribution: Attribution, page: Page, model: str) -> Draft | None:
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
    content = tuple(_without(merged, apart, page.text) for merged in _merged(fitted))
    whole = tuple(each for part in content for each in part)
    if cue is not None and whole:
        whole = (cut_addressee(page.text, cue, whole[0]), *whole[1:])
        whole = (*whole[:-1], _without_time_of_saying(page.text, whole[-1]))
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
    """A source without *by* before it and the possessive ending after it."""
    start, end = source
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


def _without(span: Range, apart: Sequence[Range], text: str) -> tuple[Range, ...]:
    """What is left of a content range beside source and cue; the range itself where they are elsewhere."""
    if not any(_overlaps(span, each) for each in apart):
        return (span,)
    left = [span]
    for low, high in apart:
        left = [
            piece
            for start, end in left
            for piece in (
                [(start, min(end, low)), (max(start, high), end)] if start < high and low < end else [(start, end)]
            )
            if piece[0] < piece[1]
        ]
    return tuple(trimmed for piece in left if (trimmed := quotation.trim(text, piece)) is not None)


def _without_same_speaker(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """Drop what is said in the first person inside a quotation, and weak attributions inside another's content."""
    kept = []
    contents = _by_content(drafts)
    for number, draft in enumerate(drafts):
        outer = [each for each in contents.at(_anchor(draft)) if each != number and _holds(drafts[each], draft)]
        speaks_itself = draft.source is not None and page.text[slice(*draft.source)].lower() in _FIRST_PERSON
        if outer and (speaks_itself or draft.confidence < LEAST_NESTED):
            continue
        kept.append(draft)
    return kept


def _with_refusals(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """Add the refusals that the model passed over, or took for something else."""
    ranges = [each for start, end in page.paragraphs for each in sentences(page.text, start, end)]
    by_cue: Nearby[int] = Nearby()
    for number, draft in enumerate(drafts):
        by_cue.add(number, [_anchor(draft)])
    mistaken: set[int] = set()
    found: list[Draft] = []
    for refusal in find_refusals(page.text, ranges):
        there = {each for each in by_cue.at(refusal.cue) if _overlaps(_anchor(drafts[each]), refusal.cue)}
        if page.speech_in(refusal.cue) or any(_is_refusal(drafts[each], page) for each in there):
            continue
        mistaken |= {each for each in there if drafts[each].cue is not None}
        found.append(_refused(refusal, drafts))
    return [*(draft for number, draft in enumerate(drafts) if number not in mistaken), *found]


def _is_refusal(draft: Draft, page: Page) -> bool:
    """Whether the model's own cue is that of a refusal."""
    return draft.cue is not None and cues.is_refusal(page.text[slice(*draft.cue)])


def _refused(refusal: Refusal, drafts: Sequence[Draft]) -> Draft:
    """The draft of a refusal; one that shares its subject has the source of the cue before it."""
    before = (draft.source for draft in drafts if draft.source is not None and draft.source[0] < refusal.cue[0])
    source = max(before, default=None) if refusal.shared else refusal.source
    return Draft(
        source=source, cue=refusal.cue, content=(refusal.content,), confidence=REFUSAL_CONFIDENCE, by=REFUSAL_RULE
    )


def _by_content(drafts: Sequence[Draft]) -> Nearby[int]:
    """Numbers of drafts by the places of their contents."""
    contents: Nearby[int] = Nearby()
    for number, draft in enumerate(drafts):
        contents.add(number, draft.content)
    return contents


def _anchor(draft: Draft) -> Range:
    """Where a draft is said to stand: at its cue, or at its content where it has none."""
    return draft.cue or draft.content[0]


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether ``inner`` stands inside the content of ``outer``."""
    start, end = _anchor(inner)
    return any(low <= start and end <= high and (low, high) != (start, end) for low, high in outer.content)


def label_turns(page: Page) -> Iterator[Draft]:
    """What is said in a transcript or an interview: paragraphs that begin with a speaker's label and a colon.

    A label counts when it stands before two paragraphs or more; other colons introduce quotations or lists.
    """
    labels = [
        (match, end) for start, end in page.paragraphs if (match := _TURN.match(page.text, start, end)) is not None
    ]  # fmt: skip
    often = Counter(match["source"] for match, _ in labels)
    for match, end in labels:
        if often[match["source"]] >= LEAST_TURNS:
            yield Draft(
                source=match.span("source"), cue=match.span("cue"), content=((match.end(), end),),
                confidence=LABEL_CONFIDENCE, by=TURN_RULE, display=True,
            )  # fmt: skip


# Quotations that go on ------------------------------------------------------------------------------------------------


def join_quotations(drafts: Sequence[Draft], page: Page) -> list[Draft]:
    """Give every quotation that reads as speech to a statement: to the one it continues, else to one of its own."""
    out = list(drafts)
    taken: Nearby[Range] = Nearby()
    ends: Nearby[int] = Nearby()
    for number, draft in enumerate(out):
        ends.add(number, [_last_place(draft)])
        for span in draft.content:
            taken.add(span, [span])
    for each in page.speech:
        outer = (each.start, each.end)
        if any(_overlaps(outer, span) for span in taken.at(outer)):
            continue
        owner = _continued(each, out, ends, page)
        if owner is not None:
            apart = [span for span in (out[owner].source, out[owner].cue) if span is not None]
            out[owner] = replace(out[owner], content=(*out[owner].content, *_without(outer, apart, page.text)))
        elif (alone := _alone(each, page)) is not None:
            owner = len(out)
            out.append(alone)
        if owner is not None:
            taken.add(outer, [outer])
            ends.add(owner, [_last_place(out[owner])])
    return out


def _last_place(draft: Draft) -> Range:
    """The last character of a draft's content and cue."""
    end = max(draft.content[-1][1], draft.cue[1] if draft.cue else 0)
    return end - 1, end


def _overlaps(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _continued(quoted: Quotation, drafts: Sequence[Draft], ends: Nearby[int], page: Page) -> int | None:
    """Index of the statement that a quotation continues, if any.

    It is the one whose quotation was left open in the paragraph before; or whose cue stands between its own
    quotation and this one, in this paragraph; or with which the paragraph before ended, when this paragraph begins
    with the quotation.
    """
    number = page.paragraph_number(quoted.start)
    paragraph, previous = page.paragraphs[number], page.paragraphs[max(0, number - 1)]
    if not (quoted.continues or quotation.reads_as_sentence(page.text, quoted)):
        return None
    index = next(
        (
            max(fitting, key=lambda each: _last_place(drafts[each]))
            for block in ends.backwards(quoted.start, previous[0])
            if (fitting := [each for each in block if _last_place(drafts[each])[1] <= quoted.start])
        ),
        None,
    )
    if index is None:
        return None
    last_end = _last_place(drafts[index])[1]
    if not _is_quoted(drafts[index], page) and page.text[last_end - 1] != ":":
        return None
    between = page.text[last_end : quoted.start]
    same_paragraph = last_end > paragraph[0]
    starts_paragraph = not page.text[paragraph[0] : quoted.start].strip()
    if same_paragraph:
        return index if not re.search(r"\w", between) or _is_tail(between) else None
    if starts_paragraph and last_end > previous[0] and (quoted.continues or not re.search(r"\w", between)):
        return index
    return None


def _is_tail(between: str) -> bool:
    """Whether only the rest of the reporting clause stands between cue and quotation: one sentence end at most."""
    return len(re.findall(r"\w+", between)) <= 12 and not re.search(r"[.?!]\s+\S", between.strip())  # noqa: PLR2004


def _is_quoted(draft: Draft, page: Page) -> bool:
    """Whether some of the draft's content is speech in quotation marks."""
    return any(page.speech_in(span) for span in draft.content)


def _alone(quoted: Quotation, page: Page) -> Draft | None:
    """A statement of its own for a quotation that nobody introduces, when it makes up its sentence or has a label."""
    if not quotation.reads_as_sentence(page.text, quoted):
        return None
    start, _ = page.paragraphs[page.paragraph_number(quoted.start)]
    before = page.text[start : quoted.start]
    label = _LABEL.match(before)
    content = ((quoted.start, quoted.end),)
    if label is not None:
        source, cue = ((start + label.start(role), start + label.end(role)) for role in ("source", "cue"))
        return Draft(source=source, cue=cue, content=content, confidence=LABEL_CONFIDENCE, by=IMPLICIT_RULE)
    stands_alone = not before.strip() or before.rstrip()[-1] in ".?!”\"'’»"
    if not stands_alone:
        return None
    return Draft(source=None, cue=None, content=content, confidence=IMPLICIT_CONFIDENCE, by=IMPLICIT_RULE)


# Reading out ----------------------------------------------------------------------------------------------------------


def _statement(draft: Draft, article: Article, page: Page) -> Statement:
    """Read a draft out as a statement that is not nested yet."""

    def cut(span: Range | None) -> Span | None:
        return None if span is None else Span.cut(page.text, *span)

    source, cue = cut(draft.source), cut(draft.cue)
    content = tuple(Span.cut(page.text, *span) for span in draft.content)
    quoted = tuple(part for span in draft.content for part in quotation.quoted_parts(span, page.speech_in(span)))
    kind = QuotationType.DIRECT if draft.display else quotation.classify(page.text, draft.content, quoted)
    return Statement(
        id=statement_id(text_sha256=article.text_sha256, source=source, cue=cue, content=content),
        article=article.reference,
        source=source,
        cue=cue,
        implicit_cue=cue is None,
        content=content,
        quoted=tuple(Span.cut(page.text, *span) for span in quoted),
        quotation=kind,
        type=StatementType.REFUSAL
        if draft.by == REFUSAL_RULE
        else cues.find_type(cue.text if cue else None, content[0].text),
        negated=cue is not None and cues.is_negated(cue.text),
        nested_in=None,
        figures=pick_figures(article.figures, content),
        times=pick_times(article.times, content),
        confidence=round(draft.confidence, 3),
        by=draft.by,
    )


def _nested(statements: Sequence[Statement], drafts: Sequence[Draft]) -> Iterator[Statement]:
    """Point each statement to the innermost one whose content holds its cue."""
    contents = _by_content(drafts)
    for number, (statement, draft) in enumerate(zip(statements, drafts, strict=True)):
        outer = [
            (sum(end - start for start, end in drafts[each].content), statements[each].id)
            for each in contents.at(_anchor(draft))
            if each != number and _holds(drafts[each], draft) and not _holds(draft, drafts[each])
        ]
        yield structs.replace(statement, nested_in=min(outer)[1]) if outer else statement

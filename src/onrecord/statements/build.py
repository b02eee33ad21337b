"""Assembles statements from an article and what the model says about it: the only assembler.

The order of work: fit each attribution to words and marks, join quotations that go on without a cue, take up
quotations that nobody introduces, nest, and derive type, polarity and id.  Every rule reads spans and marks only;
names come later.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import QuotationType, Span, Statement, StatementType, statement_id
from onrecord.statements import clauses, cues, quotation
from onrecord.statements.circumstances import find_circumstances
from onrecord.statements.drafts import LABEL_CONFIDENCE, Draft, Page, overlaps, without
from onrecord.statements.fitting import fit_attribution
from onrecord.statements.nearby import Nearby
from onrecord.statements.refusals import find_refusals
from onrecord.statements.said_at import date_statements
from onrecord.statements.utterances import follow
from onrecord.statements.within import pick_figures, pick_times
from onrecord.text import quotations, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.domain import Annotation, Article
    from onrecord.statements.quotation import Range
    from onrecord.statements.refusals import Refusal
    from onrecord.text import Quotation

READ_LANGUAGES = frozenset({"en"})
"""ISO 639-1 codes of the languages whose statements are read."""

IMPLICIT_RULE = "rule:quotation-without-cue 1"
IMPLICIT_CONFIDENCE = 0.5
LEAST_NESTED = 0.5
"""An attribution inside another's content needs this confidence: the training data has no nested ones."""

REFUSAL_RULE = "rule:refusal 1"
REFUSAL_CONFIDENCE = 0.85
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
TURN_RULE = "rule:labelled-turn 1"
LEAST_TURNS = 2
_TURN = re.compile(r"[“\"']?(?P<source>[A-Z][\w.'’-]*(?: [A-Z(][\w.'’)-]*){0,4})(?P<cue>:)\s+(?=\S)")
_LABEL = re.compile(r"(?P<source>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5})\s*(?P<cue>:)\s*\Z")


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
        if (draft := fit_attribution(each, page, annotation.model)) is not None
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
        there = {each for each in by_cue.at(refusal.cue) if overlaps(_anchor(drafts[each]), refusal.cue)}
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
        if any(overlaps(outer, span) for span in taken.at(outer)):
            continue
        owner = _continued(each, out, ends, page)
        if owner is not None:
            apart = [span for span in (out[owner].source, out[owner].cue) if span is not None]
            out[owner] = replace(out[owner], content=(*out[owner].content, *without(outer, apart, page.text)))
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

"""Every mention that the walk through an article took up, and which of them mean the same: for measuring, and to show.

The mentions are those that speakers are chosen from: names, *he* and *she*, descriptions of people and bodies, sources.
Things, events and times are not looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import Mention, MentionKind, Span, SpeakerKind
from onrecord.speakers.grammar import PREPOSITIONS, RELATIVES
from onrecord.speakers.page import Page
from onrecord.speakers.resolve import read_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Annotation, Article, Statement
    from onrecord.speakers.cast import Referent
    from onrecord.speakers.page import Range

_KINDS = {
    SpeakerKind.PERSON: MentionKind.PERSON,
    SpeakerKind.GROUP: MentionKind.GROUP,
    SpeakerKind.ORGANIZATION: MentionKind.ORGANIZATION,
    SpeakerKind.GOVERNMENT: MentionKind.ORGANIZATION,
    SpeakerKind.DOCUMENT: MentionKind.OBJECT,
    SpeakerKind.UNKNOWN: MentionKind.ABSTRACT,
}


_AFTER_HEAD = PREPOSITIONS | RELATIVES


class Mentions(NamedTuple):
    """Mentions by their starts, the longer first; chains of their numbers, at least two each, as in ``Annotation``."""

    mentions: tuple[Mention, ...]
    chains: tuple[tuple[int, ...], ...]


def find_mentions(statements: Sequence[Statement], article: Article, annotation: Annotation) -> Mentions:
    """Read ``article`` as ``resolve_speakers`` does and give what was met on the way; the rules are sure: 1.0.

    A place is called one, also where it speaks for its government; of a source that means several, the group counts.
    What is of no known kind is ``abstract``.
    """
    page = Page(article.text, article.ranges)
    met = _walk(statements, page, annotation)
    ordered = sorted(met, key=lambda span: (span[0], -span[1]))
    chains: dict[int, list[int]] = {}
    for number, span in enumerate(ordered):
        chains.setdefault(id(met[span]), []).append(number)
    return Mentions(
        tuple(_mention(span, met[span], page) for span in ordered),
        tuple(tuple(chain) for chain in chains.values() if len(chain) > 1),
    )


def _walk(statements: Sequence[Statement], page: Page, annotation: Annotation) -> dict[Range, Referent]:
    """Whom each mention means, by its range."""
    discourse = read_scene(statements, page, annotation).discourse
    met: dict[Range, Referent] = {}
    for seen in discourse._seen:  # noqa: SLF001 - the walk's own memory, which nothing else needs to see
        met.setdefault((seen.start, seen.end), seen.referent)
    return met


def _mention(span: Range, referent: Referent, page: Page) -> Mention:
    kind = MentionKind.PLACE if referent.is_place else _KINDS[referent.kind]
    start, end = _find_head(span, page)
    return Mention(span=Span.cut(page.text, *span), head=Span.cut(page.text, start, end), kind=kind, confidence=1.0)


def _find_head(span: Range, page: Page) -> Range:
    """The last word before a preposition, a relative pronoun or a comma: the ministry, of "the ministry of Lorland".

    A mention in which no word begins, as in a part of a hyphenated one, is its own head.
    """
    first, after = page.number_at(span[0]), page.number_at(span[1])
    if first == after:
        return span
    last = first
    while last + 1 < after and not page.gap(last + 1).strip():
        if page.words[last + 1].key in _AFTER_HEAD:
            break
        last += 1
    return page.words[last].start, min(page.words[last].end, span[1])

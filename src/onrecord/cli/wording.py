"""What the terminal view and the Markdown notes say in words: dates, counts, labels and how a thing is known.

Plain text only, already safe to show; how it looks is decided in ``view`` and ``markdown``.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from onrecord.cli.amounts import write_figure
from onrecord.cli.moments import write_bounds
from onrecord.cli.printable import make_printable, shorten
from onrecord.domain import DateOrigin, Precision, StatementType, TimeBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.domain import (
        Article,
        PublishedAt,
        PublisherMessage,
        Reading,
        SaidAt,
        Span,
        Statement,
        TimeExpression,
    )

# Below this, a statement is more likely wrong than right: the probability is calibrated.
UNSURE_BELOW = 0.5
OPENING_MARKS = frozenset("\"'“‘„‚«»‹›`")
CLOSING_MARKS = frozenset("\"'”’“‘«»‹›")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORIGINS = {
    DateOrigin.JSON_LD: "page metadata",
    DateOrigin.META: "page metadata",
    DateOrigin.TIME_ELEMENT: "from the page",
    DateOrigin.HTMLDATE: "found on the page",
    DateOrigin.BYLINE: "from the byline",
    DateOrigin.USER: "as given with --published",
}
_TITLE_CHARS = 70
_ANCHOR_CHARS = 40
_UNBOUNDED = {"SET": "each time", "DURATION": "how long"}
NO_DATE = "day unknown; give it with --published YYYY-MM-DD"


class Piece(NamedTuple):
    """A run of a statement's content: its words, whether they are quoted, and whether a new paragraph starts here."""

    text: str
    quoted: bool
    paragraph: bool = False


class MessageGroup(NamedTuple):
    """Publisher messages of one kind that follow each other: how many, and their first words."""

    kind: str
    size: int
    words: str


def write_published(published: PublishedAt | None) -> str:
    """Say when an article was published, and how that is known.

    >>> from onrecord.domain import PublishedAt
    >>> write_published(PublishedAt(value="2025-03-14", precision=Precision.DAY, origin=DateOrigin.USER))
    '14 March 2025 (as given with --published)'
    """
    if published is None:
        return NO_DATE
    known = _ORIGINS[published.origin]
    if published.agreed is False:
        known += "; another date found differs"
    return f"{_write_time(published)} ({known})"


def write_counts(reading: Reading) -> str:
    """Count what was found, in words."""
    statements = _count(len(reading.statements), "statement")
    messages = len(reading.article.publisher_messages)
    aside = f"{_count(messages, 'publisher message')} set aside" if messages else ""
    return " · ".join(filter(None, (statements if reading.unread is None else "statements not read", aside)))


def number_statements(reading: Reading) -> dict[str, int]:
    """Number the statements of an article from 1 on, by their ids."""
    return {statement.id: number for number, statement in enumerate(reading.statements, start=1)}


def write_title(article: Article) -> str:
    """Give the title, or the first words where there is none."""
    first_words = " ".join(article.text[: 2 * _TITLE_CHARS].split())
    return make_printable(article.title or shorten(first_words, _TITLE_CHARS))


def write_origin(article: Article) -> str:
    """Name the outlet, the authors, and when it was published."""
    authors = f"by {', '.join(article.authors)}" if article.authors else None
    parts = (article.publisher, authors, write_published(article.published_at))
    return make_printable(" · ".join(part for part in parts if part))


def write_labels(statement: Statement, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Label a statement in few words; ``numbers`` maps the ids of the article's statements to their numbers."""
    labels: list[str] = [statement.quotation]
    if statement.type is not StatementType.ASSERTION:
        labels.append(statement.type)
    if statement.negated:
        labels.append("negated")
    if statement.nested_in is not None:
        labels.append(f"inside {numbers.get(statement.nested_in, '?')}")
    return tuple(labels)


def write_details(statement: Statement) -> tuple[tuple[str, str], ...]:
    """List what else is known of a statement, as label and words; nothing stands for what is not stated."""
    details = _write_speaker(statement)
    if statement.addressee is not None:
        details.append(("to", statement.addressee.name or statement.addressee.span.text))
    if statement.medium is not None:
        words = statement.medium.span.text if statement.medium.span else statement.medium.kind.replace("_", " ")
        details.append(("medium", " · ".join(filter(None, (words, statement.medium.platform)))))
    if statement.place is not None:
        details.append(("place", statement.place.span.text))
    if statement.said_at is not None and statement.said_at.basis is not TimeBasis.PUBLICATION:
        details.append(("said", _write_said_at(statement.said_at)))
    times = [time for time in statement.times if time.earliest or time.latest or time.anchor or time.unresolved]
    if times:
        details.append(("times", "; ".join(f"{time.span.text} → {write_when(time)}" for time in times)))
    if statement.figures:
        details.append(("figures", "; ".join(write_figure(each, statement.figures) for each in statement.figures)))
    if statement.via:
        details.append(("via", ", ".join(statement.via)))
    return tuple((label, make_printable(words)) for label, words in details)


def write_when(time: TimeExpression) -> str:
    """Say which time is meant: its bounds, the event it is measured from, or what is missing."""
    bounds = write_bounds(time.earliest, time.latest)
    if bounds is None and time.anchor is not None:
        bounds = f"{time.anchor.direction} “{shorten(time.anchor.span.text, _ANCHOR_CHARS)}”"
    return make_printable(bounds or time.unresolved or _UNBOUNDED.get(time.type, "unknown"))


def write_source(statement: Statement) -> str | None:
    """Name who speaks: the speaker where the article names one, else the words of the source, else nothing."""
    speaker = statement.speaker
    is_named = speaker is not None and speaker.unresolved is None and not speaker.anonymous
    if speaker is not None and (is_named or statement.source is None):
        return make_printable(speaker.name) or None
    return make_printable(statement.source.text) if statement.source else None


def _write_speaker(statement: Statement) -> list[tuple[str, str]]:
    """List what is known of the speaker beside the name, and why a source could not be resolved to one."""
    speaker = statement.speaker
    if speaker is None:
        return []
    details = [(label, words) for label in ("title", "description") if (words := getattr(speaker, label))]
    if speaker.unresolved is not None and not speaker.name and statement.source is not None:
        details.append(("speaker", f"unresolved, {speaker.unresolved}"))
    return details


def cut_content(statement: Statement, article_text: str) -> tuple[Piece, ...]:
    """Cut a statement's content into quoted and other runs, in text order.

    Where something was left out between two spans an ellipsis stands, unless a paragraph ends there.  A quoted part
    that carries no quotation marks in the article (a display quotation) gets them here: a reader must see it as quoted
    without colours.
    """
    pieces: list[Piece] = []
    previous: Span | None = None
    for span in statement.content:
        runs = _cut_runs(span, statement.quoted, article_text)
        if previous is not None:
            paragraph = "\n" in article_text[previous.end : span.start]
            pieces.append(Piece("", quoted=False, paragraph=True) if paragraph else Piece(" … ", quoted=False))
        pieces += runs
        previous = span
    return tuple(pieces)


def group_messages(messages: tuple[PublisherMessage, ...], max_chars: int) -> tuple[MessageGroup, ...]:
    """Sum up the publisher messages, those of one kind in a row as one, each in at most ``max_chars`` first words."""
    groups = ((kind, list(group)) for kind, group in groupby(messages, key=lambda message: message.kind))
    return tuple(
        MessageGroup(kind, len(group), _first_words((message.span.text for message in group), max_chars))
        for kind, group in groups
    )


def _first_words(texts: Iterable[str], max_chars: int) -> str:
    """Join texts up to the length that is shown."""
    words = ""
    for text in texts:
        words = f"{words} {make_printable(text).strip()}".strip()
        if len(words) > max_chars:
            break
    return shorten(words, max_chars)


def _cut_runs(span: Span, quoted: tuple[Span, ...], article_text: str) -> list[Piece]:
    """Cut one content span at the borders of the quoted parts inside it."""
    runs: list[Piece] = []
    here = span.start
    for part in sorted(quoted):
        start, end = max(part.start, here), min(part.end, span.end)
        if start >= end:
            continue
        runs.append(Piece(make_printable(article_text[here:start]), quoted=False))
        words = make_printable(article_text[start:end])
        runs.append(Piece(words if _has_marks(article_text, start, end) else f"“{words}”", quoted=True))
        here = end
    runs.append(Piece(make_printable(article_text[here : span.end]), quoted=False))
    return [run for run in runs if run.text]


def _has_marks(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands at either end of ``text[start:end]``, just outside or just inside."""
    return bool(
        OPENING_MARKS.intersection(text[max(start - 1, 0) : start + 1])
        or CLOSING_MARKS.intersection(text[end - 1 : end + 1])
    )


def _write_time(published: PublishedAt) -> str:
    """Write an ISO 8601 day or time as people do; as it is where it is of another shape."""
    day, _, time = published.value.partition("T")
    year, month, number = (*day.split("-"), "", "")[:3]
    if not (month.isdigit() and number.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return published.value
    written = f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
    return written if published.precision is Precision.DAY or not time else f"{written}, {_write_clock(time)}"


def _write_clock(time: str) -> str:
    """Write the minutes and the offset of an ISO 8601 time of day."""
    offset = time[time.find("+") :] if "+" in time else time[time.find("-") :] if "-" in time else ""
    return f"{time[:5]} {offset or ('UTC' if time.endswith('Z') else '')}".strip()


def _write_said_at(said_at: SaidAt) -> str:
    """Write when something was said: the words where it has its own, and what they come to."""
    bounds = write_bounds(said_at.earliest, said_at.latest) or said_at.unresolved or "unknown"
    return f"{said_at.span.text} → {bounds}" if said_at.span else f"{bounds} (from context)"


def _count(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> _count(1, "statement"), _count(3, "statement")
    ('1 statement', '3 statements')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

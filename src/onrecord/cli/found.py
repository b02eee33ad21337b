"""What the commands that look into a record share: opening it, the query that options make, statements in a line.

Plain values and text only; how a whole page looks is decided by each command.
"""

from __future__ import annotations

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import structs
from rich.text import Text

from onrecord.cli.lines import write_line
from onrecord.cli.moments import write_bounds
from onrecord.cli.printable import make_printable
from onrecord.cli.view import CUE, QUIET, SOURCE
from onrecord.cli.wording import write_source
from onrecord.config import read_settings
from onrecord.domain import (
    MediumKind,
    QuotationType,
    Span,
    SpeakerKind,
    Statement,
    StatementQuery,
    StatementType,
)
from onrecord.errors import UsageError
from onrecord.record import Record

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from onrecord.config import Settings
    from onrecord.domain import ArticleReference, Hit

MATCH = "bold black on yellow"
SHORT_ID = 10
_LEAD_CHARS = 60
_PAGE = 500


class FoundStatement(Statement, frozen=True, kw_only=True):
    """A statement as found in a record; the fields beside are those of ``domain.Hit``."""

    matches: tuple[Span, ...]
    identity: str | None
    retired: bool
    cursor: str


def find_settings(arguments: argparse.Namespace) -> Settings:
    """Read the settings; UsageError where there is no record yet."""
    settings = read_settings(vars(arguments))
    path = settings.record_file
    if path is not None and not path.exists():
        message = f"there is no record {path} yet"
        raise UsageError(message, next_step="Add an article first: onrecord add FILE|FOLDER|URL")
    return settings


def open_record(arguments: argparse.Namespace) -> Record:
    """Open the record that the settings name; UsageError where there is none yet."""
    return Record.open(find_settings(arguments).record)


def name_place(arguments: argparse.Namespace) -> str:
    """The options that name the record, as given at the command line, for a command that is to be typed next.

    A password in a URL is shown as ``***``.
    """
    given = ((flag, getattr(arguments, flag, None)) for flag in ("record", "archive"))
    return "".join(f" --{flag} {shlex.quote(_hide_password(value))}" for flag, value in given if value is not None)


def _hide_password(place: str) -> str:
    """A path as it is, a URL with its password hidden."""
    scheme, mark, rest = place.partition("://")
    login, at, where = rest.rpartition("@")
    user, colon, _ = login.partition(":")
    return f"{scheme}{mark}{user}:***{at}{where}" if colon else place


def make_query(arguments: argparse.Namespace, *, ranked: bool = False, after: str | None = None) -> StatementQuery:
    """Make the query of the words and filters."""
    return StatementQuery(
        text=" ".join(arguments.query),
        speaker=arguments.speaker,
        kind=SpeakerKind(arguments.kind) if arguments.kind else None,
        medium=MediumKind(arguments.medium) if arguments.medium else None,
        type=StatementType(arguments.type) if arguments.type else None,
        quotation=QuotationType(arguments.quotation) if arguments.quotation else None,
        outlet=arguments.outlet,
        said_from=arguments.said_from,
        said_to=arguments.said_to,
        published_from=arguments.published_from,
        published_to=arguments.published_to,
        has_figure=arguments.figure,
        retired=arguments.retired,
        ranked=ranked,
        limit=min(getattr(arguments, "limit", 0) or _PAGE, _PAGE),
        after=after,
    )


def find_all(record: Record, query: StatementQuery) -> Iterator[Hit]:
    """All statements of a query, page after page.  Lazy."""
    page = record.search(query)
    while page:
        yield from page
        page = record.search(structs.replace(query, after=page[-1].cursor)) if len(page) == query.limit else ()


def write_hit(hit: Hit) -> str:
    """The line of a hit: the statement as ``onrecord read`` prints it, with what the record knows of it beside."""
    known = {name: getattr(hit, name) for name in ("matches", "identity", "retired", "cursor")}
    statement = {name: getattr(hit.statement, name) for name in Statement.__struct_fields__}
    return f"{write_line(FoundStatement(**statement, **known))}\n"


def write_day(statement: Statement) -> str:
    """The day a statement is filed under: when it was said where that is known, else when the article came out."""
    said = statement.said_at
    bounds = write_bounds(said.earliest, said.latest) if said is not None and said.span is not None else None
    if bounds is not None:
        return bounds
    published = statement.article.published_at
    day = published and published.value[: len("2022-09-22")]
    return (day and write_bounds(f"{day}T00:00", f"{day}T24:00")) or "no date"


def write_outlet(article: ArticleReference) -> str:
    """The publisher; else the host of the page, or the name of the file without its folders."""
    address = article.url or article.locator
    host = urlsplit(address).hostname if address.startswith(("http://", "https://")) else None
    return make_printable(article.publisher or host or PurePath(address).name or address)


def write_speaker(statement: Statement) -> Text:
    """Who speaks, as shown; said where there is nobody."""
    words = write_source(statement)
    return Text(words, style=SOURCE) if words else Text("no source found", style=QUIET)


def mark_content(statement: Statement, matches: Iterable[Span], *, max_chars: int) -> Text:
    """The content from a little before the first match on, matches set off, cut to ``max_chars``."""
    found = tuple(matches)
    first = next((span for span in found if any(part.holds(span) for part in statement.content)), None)
    text = Text()
    for part in statement.content:
        if text:
            text.append(" … ", style=QUIET)
        start = _find_start(part, first) if not text and first is not None and part.holds(first) else part.start
        if start > part.start:
            text.append("… ", style=QUIET)
        text.append(mark(part, found, start=start))
    text.truncate(max_chars, overflow="ellipsis")
    return text


def mark(span: Span, matches: Iterable[Span], *, start: int | None = None, style: str = "") -> Text:
    """The words of a span, from ``start`` on, with those of the matches that lie in it set off."""
    text = Text(make_printable(span.text), style=style)
    for match in matches:
        if span.holds(match):
            text.stylize(MATCH, match.start - span.start, match.end - span.start)
    return text[(start or span.start) - span.start :]


def _find_start(part: Span, match: Span) -> int:
    """Where to begin so that a match is seen: at a word, at most ``_LEAD_CHARS`` before it."""
    lead = match.start - part.start
    if lead <= _LEAD_CHARS:
        return part.start
    blank = part.text.find(" ", lead - _LEAD_CHARS, lead)
    return match.start if blank < 0 else part.start + blank + 1


def write_cue(statement: Statement) -> Text:
    """The cue, where there is one."""
    return Text("" if statement.cue is None else make_printable(statement.cue.text), style=CUE)

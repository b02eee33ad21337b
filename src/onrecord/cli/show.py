"""``onrecord show``: one statement in its paragraph, what is known of it, and the evidence for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from onrecord.cli import wording
from onrecord.cli.found import name_place, open_record
from onrecord.cli.lines import write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.speaker import write_known
from onrecord.cli.streams import emit_all, wants_lines
from onrecord.cli.view import CUE, QUIET, QUOTED, SOURCE, TITLE, WARNING, hang, open_console, print_lines, wrap

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from rich.console import Console

    from onrecord.domain import CaptureRef, Span, StoredStatement

CONTENT = "underline"
_INDENT = "  "


class _Part(NamedTuple):
    """A stretch of the article's text and how it is shown."""

    start: int
    end: int
    style: str


def run(arguments: argparse.Namespace) -> bool:
    """Print one statement; UsageError where the id is of none or of several."""
    with open_record(arguments) as record:
        stored = record.show(arguments.id)
    if wants_lines(arguments):
        emit_all([f"{write_line(stored)}\n"])
    else:
        emit_all([write_stored(open_console(sys.stdout), stored, place=name_place(arguments))])
    return False


def write_stored(console: Console, stored: StoredStatement, *, place: str = "") -> str:
    """Write a statement for ``console``, at its width; ``place`` are the options that name the record."""
    lines = [*_show_head(console, stored), Text()]
    for paragraph in _mark_paragraphs(stored):
        lines += [Text.assemble(_INDENT, line) for line in wrap(console, paragraph, console.width - len(_INDENT))]
        lines.append(Text())
    rows = [*_list_facts(stored), ("", ""), *_list_evidence(stored, place)]
    margin = max(len(label) for label, _ in rows) + 2
    for label, words in rows:
        lines += hang(console, f"{label:<{margin}}", Text(words), console.width) if label else [Text()]
    with console.capture() as capture:
        print_lines(console, lines)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _show_head(console: Console, stored: StoredStatement) -> list[Text]:
    """Say which article the statement stands in, and aloud whether it still stands."""
    title = Text(wording.write_title(stored.article), style=TITLE)
    origin = Text(wording.write_origin(stored.article), style="" if stored.article.published_at else WARNING)
    retired = [Text("retired: a later reading no longer finds this statement", style=WARNING)] if stored.retired else []
    lines = [line for text in (title, origin, *retired) for line in wrap(console, text, console.width)]
    return [*lines, Text("─" * console.width, style=QUIET)]


def _mark_paragraphs(stored: StoredStatement) -> Iterator[Text]:
    """The paragraphs that the statement stands in, its parts set off."""
    text = stored.article.text
    parts = _find_parts(stored)
    for start, end in stored.article.ranges:
        inside = [part for part in parts if part.start < end and start < part.end]
        if not inside:
            continue
        paragraph = Text(make_printable(text[start:end]))
        for part in inside:
            paragraph.stylize(part.style, max(part.start, start) - start, min(part.end, end) - start)
        yield paragraph


def _find_parts(stored: StoredStatement) -> list[_Part]:
    """Source, cue, content and what is quoted of it, the later shown over the earlier."""
    statement = stored.statement
    named: tuple[tuple[tuple[Span | None, ...], str], ...] = (
        (statement.content, CONTENT),
        (statement.quoted, QUOTED),
        ((statement.source,), SOURCE),
        ((statement.cue,), CUE),
    )
    return [_Part(span.start, span.end, style) for spans, style in named for span in spans if span is not None]


def _list_facts(stored: StoredStatement) -> list[tuple[str, str]]:
    """What is known of the statement, as label and words."""
    statement = stored.statement
    speaker = statement.speaker
    rows = []
    if speaker is not None:
        kind = "anonymous" if speaker.anonymous else speaker.kind.value
        words = " · ".join(filter(None, (speaker.name or "nobody named", kind, speaker.unresolved)))
        rows.append(("who", make_printable(words)))
    if stored.known:
        rows.append(("known as", make_printable("; ".join(map(write_known, stored.known)))))
    rows += wording.write_details(statement)
    labels = wording.write_labels(statement, {})
    rows.append(("how", ", ".join((*labels, f"confidence {statement.confidence:.0%}"))))
    return rows


def _list_evidence(stored: StoredStatement, place: str) -> list[tuple[str, str]]:
    """Where the statement can be checked, as label and words."""
    statement = stored.statement
    spans = ", ".join(f"{span.start}–{span.end}" for span in statement.content)
    rows = [("id", statement.id), ("content at", f"{spans} of the text")]
    rows += [("page", _describe_capture(capture)) for capture in stored.captures]
    rows += [("also in", make_printable(copy.publisher or copy.locator)) for copy in stored.copies]
    rows.append(("bytes", statement.article.capture))
    rows.append(("text", f"sha256:{statement.article.text_sha256}"))
    rows.append(("row", f"sha256:{stored.row_sha256}, event {stored.event:,}"))
    rows.append(("read by", make_printable(stored.producer or statement.by)))
    rows.append(("check it", f"onrecord verify{make_printable(place)} {statement.id[:10]}"))
    return rows


def _describe_capture(capture: CaptureRef) -> str:
    """Name a capture and say when it was fetched."""
    when = f", fetched {capture.captured_at:%Y-%m-%d %H:%M} UTC" if capture.captured_at else ""
    return make_printable(f"{capture.url or capture.locator}{when}, {capture.size_bytes:,} bytes")

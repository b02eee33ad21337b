"""``onrecord search``: statements found in the record, as a table for people or as lines for programs."""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.cli.found import (
    SHORT_ID,
    find_all,
    make_query,
    mark_content,
    name_place,
    open_record,
    write_cue,
    write_day,
    write_hit,
    write_outlet,
    write_speaker,
)
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit_all, say, wants_lines
from onrecord.cli.view import QUIET, hang, open_console, print_lines, wrap

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Console

    from onrecord.domain import Hit

_CONTENT_CHARS = 240
_WIDE_COLUMNS = 72
_NARROW_COLUMNS = 60


def run(arguments: argparse.Namespace) -> bool:
    """Print what is found, the newest first; nothing found is no finding: it is said on standard error."""
    with open_record(arguments) as record:
        wanted = make_query(arguments, ranked=arguments.ranked, after=arguments.after)
        hits = islice(find_all(record, wanted), arguments.limit or None)
        first = next(hits, None)
        if first is None:
            say("onrecord: no statement has all of this; try fewer words, or word* for words that begin so")
        elif wants_lines(arguments):
            emit_all(map(write_hit, chain([first], hits)))
        else:
            found = (first, *hits)
            emit_all([write_hits(open_console(sys.stdout), found), _write_next(arguments, found)])
    return False


def write_hits(console: Console, hits: Sequence[Hit]) -> str:
    """Write statements at the console's width: as a table, or one below the other where a table has no room."""
    return (write_list if console.width < _NARROW_COLUMNS else write_table)(console, hits)


def write_list(console: Console, hits: Sequence[Hit]) -> str:
    """Write statements one below the other: when, where and the id, then who said what."""
    lines = []
    for hit in hits:
        statement = hit.statement
        place = f"{write_day(statement)} · {write_outlet(statement.article)} · {statement.id[:SHORT_ID]}"
        said = [write_speaker(statement), write_cue(statement)]
        what = mark_content(statement, hit.matches, max_chars=_CONTENT_CHARS)
        words = Text("  ").join(text for text in (*said, what) if text)
        lines += [*wrap(console, Text(place, style=QUIET), console.width), *hang(console, "  ", words, console.width)]
        lines.append(Text())
    with console.capture() as capture:
        print_lines(console, lines[:-1])
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def write_table(console: Console, hits: Sequence[Hit]) -> str:
    """Write statements as a table of the console's width: when, who, what with the matches set off, where from."""
    is_wide = console.width >= _WIDE_COLUMNS
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=QUIET, expand=True)
    table.add_column("When", ratio=4, overflow="fold")
    table.add_column("Who", ratio=5, overflow="fold")
    table.add_column("What", ratio=14, overflow="fold")
    if is_wide:
        table.add_column("Where", ratio=5, overflow="fold", style=QUIET)
    table.add_column("Id", no_wrap=True, style=QUIET, width=SHORT_ID)
    for hit in hits:
        statement = hit.statement
        who = Text("\n").join(text for text in (write_speaker(statement), write_cue(statement)) if text)
        what = mark_content(statement, hit.matches, max_chars=_CONTENT_CHARS)
        where = [Text(write_outlet(statement.article))] if is_wide else []
        table.add_row(Text(write_day(statement)), who, what, *where, Text(statement.id[:SHORT_ID]))
        table.add_section()
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _write_next(arguments: argparse.Namespace, hits: Sequence[Hit]) -> str:
    """Say how to see one whole, and how to go on where there may be more."""
    place = make_printable(name_place(arguments))
    lines = [f"Type next: onrecord show{place} {hits[0].statement.id[:SHORT_ID]}"]
    if arguments.limit and len(hits) == arguments.limit:
        lines.append(f"More: the same command with --after {hits[-1].cursor}")
    return "".join(f"{line}\n" for line in ["", *lines])

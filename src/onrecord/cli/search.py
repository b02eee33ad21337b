"""``onrecord search``: statements found in the record, as a table for people or as lines for programs."""

from __future__ import annotations

import shlex
import sys
from itertools import islice
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.cli.found import (
    SHORT_ID,
    find_all,
    make_query,
    mark_content,
    open_record,
    wants_lines,
    write_cue,
    write_day,
    write_hit,
    write_speaker,
)
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit, emit_all, say
from onrecord.cli.view import QUIET, open_console

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Console

    from onrecord.domain import Hit

_CONTENT_CHARS = 240
_WIDE_COLUMNS = 72


def run(arguments: argparse.Namespace) -> bool:
    """Print what is found, the newest first; nothing found is no finding: it is said on standard error."""
    with open_record(arguments) as record:
        wanted = make_query(arguments, ranked=arguments.ranked, after=arguments.after)
        hits = islice(find_all(record, wanted), arguments.limit or None)
        if wants_lines(arguments):
            emit_all(map(write_hit, hits))
            return False
        found = tuple(hits)
    if found:
        emit(write_table(open_console(sys.stdout), found) + _write_next(arguments, found))
    else:
        say("onrecord: no statement has all of this; try fewer words, or word* for words that begin so")
    return False


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
        where = [Text(make_printable(statement.article.publisher or statement.article.locator))] if is_wide else []
        table.add_row(Text(write_day(statement)), who, what, *where, Text(statement.id[:SHORT_ID]))
        table.add_section()
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _write_next(arguments: argparse.Namespace, hits: Sequence[Hit]) -> str:
    """Say how to see one whole, and how to go on where there may be more."""
    lines = [f"Type next: onrecord show {hits[0].statement.id[:SHORT_ID]}"]
    if arguments.limit and len(hits) == arguments.limit:
        words = shlex.join(arguments.query)
        lines.append(f"More: onrecord search --after {hits[-1].cursor} {words} (with the same options)")
    return "".join(f"{line}\n" for line in ["", *lines])

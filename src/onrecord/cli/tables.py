"""``onrecord read --when`` and ``--figures``: the article's times and figures as tables, for people and for notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich import table as rich_table
from rich.text import Text

from onrecord.cli.listing import make_tables
from onrecord.cli.markdown import escape, write_markdown
from onrecord.cli.view import QUIET, print_lines, show_header, show_rejected, show_unread
from onrecord.cli.wording import write_origin, write_title
from onrecord.domain import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.console import Console

    from onrecord.cli.listing import Table
    from onrecord.domain import Reading


def write_tables(console: Console, parts: Collection[str], outcome: Reading | Rejected) -> str:
    """Write one input's tables for ``console``, at its width; ends in a blank line."""
    with console.capture() as capture:
        if isinstance(outcome, Rejected):
            print_lines(console, show_rejected(console, outcome))
        else:
            print_lines(console, show_header(console, outcome))
            if outcome.unread is not None:
                print_lines(console, show_unread(console, outcome.unread))
            for table in make_tables(outcome, parts):
                console.print()
                _print_table(console, table)
        console.print()
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def write_markdown_tables(parts: Collection[str], outcome: Reading | Rejected) -> str:
    """Write one input's tables in Markdown (the tables of GitHub Flavored Markdown); ends in a blank line."""
    if isinstance(outcome, Rejected) or outcome.unread is not None:
        return write_markdown(outcome)
    article = outcome.article
    head = f"## {escape(write_title(article))}\n\n{escape(write_origin(article))}\n\n"
    tables = make_tables(outcome, parts)
    return head + "".join(f"{_write_markdown(table)}\n\n" for table in tables)


def _print_table(console: Console, table: Table) -> None:
    """Print a table that takes the console's width at most; columns without a word are left out."""
    if not table.rows:
        console.print(Text(table.empty, style=QUIET))
        return
    grid = rich_table.Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=QUIET)
    used = [number for number in range(len(table.heads)) if any(row[number] for row in table.rows)]
    for number in used:
        grid.add_column(table.heads[number], style="bold" if number == 0 else None, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(row[number]) for number in used))
    console.print(grid)


def _write_markdown(table: Table) -> str:
    """Write a table in Markdown."""
    if not table.rows:
        return f"*{table.empty}*"
    rows = [table.heads, tuple("---" for _ in table.heads), *(tuple(map(escape, row)) for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)

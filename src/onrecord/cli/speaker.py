"""``onrecord speaker``: one speaker across all articles."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs
from rich.text import Text

from onrecord.cli.found import SHORT_ID, mark_content, open_record, write_cue, write_day, write_outlet
from onrecord.cli.lines import write_line
from onrecord.cli.moments import write_bounds
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit_all, say, wants_lines
from onrecord.cli.timeline import draw_timeline
from onrecord.cli.view import QUIET, TITLE, hang, open_console, print_lines, wrap

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from rich.console import Console

    from onrecord.domain import Count, Hit, KnownEntity, Role, SpeakerView

# The timeline is drawn of so many statements, the newest.
_DRAWN = 5000
_ALL = 1_000_000_000
_CONTENT_CHARS = 200
_TIMELINE_MARGIN = 24
_DAY_CHARS = len("2022-09-22")


def run(arguments: argparse.Namespace) -> bool:
    """Print all speakers of a name, the most quoted first; nobody found is said on standard error."""
    name = " ".join(arguments.name)
    limit = arguments.limit or _ALL
    with open_record(arguments) as record:
        views = record.speaker(name, limit=limit if wants_lines(arguments) else max(limit, _DRAWN))
    if not views:
        say(f"onrecord: no speaker in the record has the name “{name}”; try one word of it")
    elif wants_lines(arguments):
        emit_all(f"{write_line(view)}\n" for view in views)
    else:
        console = open_console(sys.stdout)
        emit_all(write_view(console, view, limit=limit) for view in views)
    return False


def write_view(console: Console, view: SpeakerView, *, limit: int) -> str:
    """Write one speaker for ``console``, with the newest ``limit`` statements; ends in a blank line."""
    head = (Text(make_printable(view.name), style=TITLE), Text(_sum_up(view), style=QUIET))
    lines = [line for text in head for line in wrap(console, text, console.width)]
    lines.append(Text("─" * console.width, style=QUIET))
    for label, words in _list_rows(view):
        lines += hang(console, f"{label:<10}", Text(make_printable(words)), console.width)
    days = [day for hit in view.statements if (day := _find_day(hit)) is not None]
    drawn = draw_timeline(days, columns=max(console.width - _TIMELINE_MARGIN, 1))
    if drawn and len(view.statements) < view.total:
        drawn = (*drawn, f"of the newest {len(view.statements):,} statements")
    lines += [line for text in ("", *drawn) for line in wrap(console, Text(text), console.width)]
    newest = view.statements[::-1][:limit]
    lines += [line for hit in newest for line in _show_hit(console, hit)]
    with console.capture() as capture:
        print_lines(console, [*lines, Text()])
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _sum_up(view: SpeakerView) -> str:
    """Count statements, articles' mentions and kinds in words."""
    kinds = ", ".join(count.value for count in view.kinds)
    statements = f"{view.total:,} statement{'' if view.total == 1 else 's'}"
    articles = f"in {view.members:,} article{'' if view.members == 1 else 's'}"
    return " · ".join(filter(None, (kinds, f"{statements} {articles}", f"id {view.identity[:SHORT_ID]}")))


def _list_rows(view: SpeakerView) -> list[tuple[str, str]]:
    """Names, roles over time, media and outlets, as label and words."""
    names = [count for count in view.names if count.value != view.name]
    rows = [
        ("known as", "; ".join(map(write_known, view.known))),
        ("also as", _write_counts(names)),
        ("roles", "; ".join(map(_write_role, view.roles))),
        ("media", _write_counts(structs.replace(each, value=each.value.replace("_", " ")) for each in view.media)),
        ("outlets", _write_counts(view.outlets)),
    ]
    return [(label, words) for label, words in rows if words]


def write_known(entity: KnownEntity) -> str:
    """Write an entry of a list: its id, its name there, and the list."""
    return f"{entity.id} ({entity.name}, list {entity.list})"


def _write_counts(counts: Iterable[Count]) -> str:
    """Write values with how often they are there."""
    return ", ".join(f"{count.value} {count.count:,}" for count in counts)


def _write_role(role: Role) -> str:
    """Write a title with the days between which articles give it."""
    if role.first is None or role.last is None:
        return role.title
    return f"{role.title} ({write_bounds(f'{role.first}T00:00', f'{role.last}T24:00')})"


def _find_day(hit: Hit) -> date | None:
    """The day of publication."""
    published = hit.statement.article.published_at
    try:
        return date.fromisoformat(published.value[:_DAY_CHARS]) if published else None
    except ValueError:
        return None


def _show_hit(console: Console, hit: Hit) -> list[Text]:
    """Lay out one statement: when and where, the cue and the words."""
    statement = hit.statement
    head = Text(f"{write_day(statement)} · {write_outlet(statement.article)} · {statement.id[:SHORT_ID]}", style=QUIET)
    what = Text(" ").join([write_cue(statement), mark_content(statement, (), max_chars=_CONTENT_CHARS)])
    return [Text(), *wrap(console, head, console.width), *hang(console, "  ", what, console.width)]

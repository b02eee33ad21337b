"""The readable view of a terminal: each article with its statements, then what was set aside.

Quoted words are told from the reporter's by colour and weight, and by the quotation marks around them, which need
neither.  Everything shown went through ``make_printable``; rich's markup is never interpreted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from onrecord.cli import wording
from onrecord.cli.printable import make_printable
from onrecord.domain import Rejected

if TYPE_CHECKING:
    from typing import TextIO

    from onrecord.domain import PublisherMessage, Reading, Statement, Unread

# A line much longer than this is hard to read; wider terminals keep a margin.
MAX_MEASURE = 100
_MIN_MEASURE = 20
_NARROW_COLUMNS = 60

TITLE = "bold"
QUIET = "dim"
SOURCE = "bold cyan"
CUE = "italic"
QUOTED = "bold green"
WARNING = "yellow"
ERROR = "bold red"


def open_console(stream: TextIO) -> Console:
    """Open a console that shows text as it is: no markup, no emoji codes, nothing highlighted by itself."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    console.width = max(min(console.width, MAX_MEASURE), _MIN_MEASURE)
    return console


def write_view(console: Console, outcome: Reading | Rejected) -> str:
    """Write one input's outcome for ``console``, with its colours and at its width; ends in a blank line."""
    with console.capture() as capture:
        print_lines(console, [*lay_out(console, outcome), Text()])
    return capture.get()


def lay_out(console: Console, outcome: Reading | Rejected) -> list[Text]:
    """Lay out one input's outcome as lines that fit ``console``."""
    return show_rejected(console, outcome) if isinstance(outcome, Rejected) else _show_reading(console, outcome)


def print_lines(console: Console, lines: list[Text]) -> None:
    """Print lines that were laid out already."""
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _show_reading(console: Console, reading: Reading) -> list[Text]:
    """Lay out an article: what it is, who said what in it, what was set aside."""
    lines = show_header(console, reading)
    if reading.unread is not None:
        lines += [Text(), *show_unread(console, reading.unread)]
    numbers = wording.number_statements(reading)
    margin = max(len(str(len(numbers))) + 2, 4)
    for number, statement in enumerate(reading.statements, start=1):
        head, *rest = _show_statement(
            console, statement, reading.article.text, numbers=numbers, width=console.width - margin
        )
        lines += [Text(), Text.assemble((f"{number:>{margin - 2}}  ", QUIET), head)]
        lines += [Text.assemble(" " * margin, line) for line in rest]
    if reading.article.publisher_messages:
        lines += [Text(), *_show_messages(console, reading.article.publisher_messages)]
    return lines


def show_rejected(console: Console, rejected: Rejected) -> list[Text]:
    """Lay out an input that could not be read: what is wrong, and what to type next."""
    wrong = Text.assemble(("✗ ", ERROR), (make_printable(rejected.message), ERROR), (f"  [{rejected.reason}]", QUIET))
    return [
        *wrap(console, wrong, console.width),
        *hang(console, "  → ", Text(make_printable(rejected.next_step)), console.width),
    ]


def show_header(console: Console, reading: Reading) -> list[Text]:
    """Lay out title, origin, the name the input was given by, and the counts."""
    article = reading.article
    title = Text(wording.write_title(article), style=TITLE)
    origin = Text(wording.write_origin(article), style="" if article.published_at else WARNING)
    counts = Text(f"{make_printable(article.locator)} · {wording.write_counts(reading)}", style=QUIET)
    lines = [line for text in (title, origin, counts) for line in wrap(console, text, console.width)]
    return [*lines, Text("─" * console.width, style=QUIET)]


def show_unread(console: Console, unread: Unread) -> list[Text]:
    """Say that the statements of an article were not read, and why."""
    return hang(console, "! ", Text(make_printable(unread.message), style=WARNING), console.width)


def _show_statement(
    console: Console, statement: Statement, article_text: str, *, numbers: dict[str, int], width: int
) -> list[Text]:
    """Lay out one statement: who and how, the content, what else is known."""
    head = _write_head(statement)
    labels = _write_labels(statement, numbers)
    gap = width - head.cell_len - labels.cell_len
    beside = console.width >= _NARROW_COLUMNS and gap > 1
    heads = [Text.assemble(head, " " * gap, labels)] if beside else wrap(console, head, width)
    contents = [line for text in _write_content(statement, article_text) for line in wrap(console, text, width)]
    details = [
        line
        for label, words in wording.write_details(statement)
        for line in hang(console, f"{label}: ", Text(words), width)
    ]
    return [*heads, *contents, *details, *([] if beside else wrap(console, labels, width))]


def _write_head(statement: Statement) -> Text:
    """Write who speaks and the cue, as they stand in the text; say so where there is none."""
    source = wording.write_source(statement)
    head = Text.assemble((source, SOURCE) if source else ("no source found", QUIET))
    if statement.cue is not None:
        head.append("  ").append(make_printable(statement.cue.text), style=CUE)
    elif statement.implicit_cue:
        head.append("  ").append("(quoted without a cue)", style=QUIET)
    return head


def _write_labels(statement: Statement, numbers: dict[str, int]) -> Text:
    """Write the quiet labels, and aloud how unsure the statement is."""
    labels = Text(" · ".join(wording.write_labels(statement, numbers)), style=QUIET)
    if statement.confidence >= wording.UNSURE_BELOW:
        return labels
    return Text.assemble((f"? unsure, {statement.confidence:.0%}", WARNING), (" · ", QUIET), labels)


def _write_content(statement: Statement, article_text: str) -> list[Text]:
    """Write the content, one text per paragraph, with its quoted parts set off."""
    paragraphs = [Text()]
    for piece in wording.cut_content(statement, article_text):
        if piece.paragraph:
            paragraphs.append(Text())
        paragraphs[-1].append(piece.text, style=QUOTED if piece.quoted else None)
    return paragraphs


def _show_messages(console: Console, messages: tuple[PublisherMessage, ...]) -> list[Text]:
    """Lay out what was set aside, one line for those of one kind that follow each other."""
    lines = [Text("Set aside: the outlet's own messages, not read for statements", style=QUIET)]
    groups = wording.group_messages(messages, console.width)
    labels = [f"{group.kind} ({group.size})" if group.size > 1 else group.kind for group in groups]
    margin = max(map(len, labels)) + 4
    for label, group in zip(labels, groups, strict=True):
        line = Text(f"  {label:<{margin - 4}}  {group.words}", style=QUIET)
        line.truncate(console.width, overflow="ellipsis")
        lines.append(line)
    return [wrapped for line in lines for wrapped in wrap(console, line, console.width)]


def wrap(console: Console, text: Text, width: int) -> list[Text]:
    """Break a text into lines of at most ``width`` columns."""
    lines = list(text.wrap(console, max(width, 1)))
    for line in lines:
        line.rstrip()
    return lines


def hang(console: Console, mark: str, text: Text, width: int) -> list[Text]:
    """Break a text into lines that all stand to the right of a quiet ``mark``."""
    first, *rest = wrap(console, text, width - len(mark))
    return [Text.assemble((mark, QUIET), first), *(Text.assemble(" " * len(mark), line) for line in rest)]

"""``onrecord read``: inputs in, statements out, one input at a time, in order."""

from __future__ import annotations

import os
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from onrecord.cli.lines import write_lines, write_table_lines
from onrecord.cli.listing import FIGURES, WHEN
from onrecord.cli.progress import Progress
from onrecord.cli.streams import USER_AGENT, abandon_output, emit, say
from onrecord.domain import Reading, Rejected
from onrecord.errors import UsageError
from onrecord.intake.files import STDIN, find_inputs
from onrecord.intake.locators import read_inputs
from onrecord.intake.web import Network

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.domain import Article
    from onrecord.intake.files import Input


def run(arguments: argparse.Namespace) -> bool:
    """Read all inputs and print what they say; True when there were findings: inputs rejected or not read.

    A reader that closes the pipe ends the run early, which is no error.  The KeyboardInterrupt of a run that is
    stopped carries the message how to go on.
    """
    output = _choose_format(arguments)
    inputs = _find_inputs(arguments)
    from onrecord import pipeline  # noqa: PLC0415 - loads the parsers, for which wrong use need not wait

    captures = read_inputs(inputs, stdin=sys.stdin.buffer, network=Network(user_agent=USER_AGENT))
    if arguments.article:
        articles = pipeline.read_articles(captures, published=arguments.published)
        outcomes: Iterator[tuple[Article | Reading | Rejected, str]] = ((each, write_lines(each)) for each in articles)
    else:
        write = _choose_writer(output, tuple(part for part in (WHEN, FIGURES) if getattr(arguments, part)))
        outcomes = ((each, write(each)) for each in pipeline.Reader().read(captures, published=arguments.published))
    findings: Counter[str] = Counter()
    _print_all(outcomes, inputs, findings, skipped=arguments.skip)
    if findings and output == "json":
        say(f"onrecord: {_sum_up(findings, len(inputs))}")
    return bool(findings)


def _choose_format(arguments: argparse.Namespace) -> str:
    """Choose the output format: as asked, else for people on a terminal and for programs elsewhere."""
    if arguments.article:
        if arguments.format not in (None, "json"):
            message = f"--article prints JSON, not {arguments.format}"
            raise UsageError(message, next_step="Leave out --format, or leave out --article.")
        if arguments.when or arguments.figures:
            message = "--article prints the whole article, its times and figures among it"
            raise UsageError(message, next_step="Leave out --article, or leave out --when and --figures.")
        return "json"
    return arguments.format or ("text" if sys.stdout.isatty() else "json")


def _choose_writer(output: str, parts: tuple[str, ...]) -> Callable[[Reading | Rejected], str]:
    """Choose how outcomes are written: whole, or the tables of ``parts``; only the format asked for is loaded."""
    if output == "json":
        return partial(write_table_lines, parts) if parts else write_lines
    if output == "md":
        from onrecord.cli.markdown import write_markdown  # noqa: PLC0415 - loaded when asked for
        from onrecord.cli.tables import write_markdown_tables  # noqa: PLC0415

        return partial(write_markdown_tables, parts) if parts else write_markdown
    from onrecord.cli.tables import write_tables  # noqa: PLC0415 - loads rich
    from onrecord.cli.view import open_console, write_view  # noqa: PLC0415

    console = open_console(sys.stdout)
    return partial(write_tables, console, parts) if parts else partial(write_view, console)


def _find_inputs(arguments: argparse.Namespace) -> tuple[Input | Rejected, ...]:
    """List the inputs, and tell the person at the terminal what the list cannot show."""
    selection = find_inputs(arguments.inputs)
    if selection.skipped:
        files = "1 file" if selection.skipped == 1 else f"{selection.skipped:,} files"
        say(f"onrecord: left out {files} of other types; to read one, name it itself")
    if STDIN in arguments.inputs and sys.stdin.isatty():
        say("onrecord: paste the article, then press Ctrl-D on an empty line (Ctrl-Z and Enter on Windows)")
    total = len(selection.inputs)
    if arguments.skip and arguments.skip >= total:
        message = f"--skip {arguments.skip} leaves nothing of {total:,} inputs"
        raise UsageError(message, next_step="Leave out --skip to read them all.")
    return selection.inputs[arguments.skip :]


def _print_all(
    outcomes: Iterable[tuple[Article | Reading | Rejected, str]],
    inputs: tuple[Input | Rejected, ...],
    findings: Counter[str],
    *,
    skipped: int,
) -> None:
    """Print each outcome as it comes, whole, and count the ``findings``; show how far the run is meanwhile."""
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    progress = Progress(sys.stderr, len(inputs), terminal=terminal)
    done = 0
    try:
        progress.show(done, inputs[0].locator)
        for outcome, text in outcomes:
            progress.clear()
            emit(text)
            findings.update(_find_reasons(outcome))
            done += 1
            if done < len(inputs):
                progress.show(done, inputs[done].locator)
    except BrokenPipeError:
        abandon_output()
    except KeyboardInterrupt as interrupt:
        reached = f"stopped after {done:,} of {len(inputs):,} inputs, which are printed whole"
        message = f"{reached}; to go on, add to the same command: --skip {skipped + done}"
        raise KeyboardInterrupt(message) from interrupt
    finally:
        progress.clear()


def _find_reasons(outcome: Article | Reading | Rejected) -> Iterator[str]:
    """Give the reason why an outcome is a finding, if it is one."""
    if isinstance(outcome, Rejected):
        yield outcome.reason
    elif isinstance(outcome, Reading) and outcome.unread is not None:
        yield outcome.unread.reason


def _sum_up(findings: Counter[str], total: int) -> str:
    """Count the findings by reason, in words.

    >>> _sum_up(Counter({"pdf": 1, "empty": 2}), 9)
    'not read: 3 of 9 inputs (empty 2, pdf 1)'
    """
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in findings.most_common())
    return f"not read: {findings.total():,} of {total:,} input{'' if total == 1 else 's'} ({reasons})"

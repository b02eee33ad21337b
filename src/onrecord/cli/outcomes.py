"""What becomes of inputs, told as it happens: a line each for programs, a sum for people, and how to go on.

The same for every command that adds to the record.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from onrecord.cli.lines import RejectedLine, make_rejection, write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.progress import Progress
from onrecord.cli.streams import abandon_output, emit, say
from onrecord.corpus.outcomes import Added, Known, Refused
from onrecord.domain import SCHEMA_VERSION, Domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

    from onrecord.corpus.outcomes import Outcome


class AddedArticle(Domain, frozen=True, kw_only=True):
    """An article that was added: ids of its statements, in text order, by what the record knew of them.

    ``new``: not known before; ``changed``: known, with other details now; ``known``: as before; ``retired``: known, and
    not found any more.  ``unread`` is the reason why its statements were not read.
    """

    locator: str
    capture: str
    article: str
    title: str | None
    new: tuple[str, ...]
    changed: tuple[str, ...]
    known: tuple[str, ...]
    retired: tuple[str, ...]
    unread: str | None


class AddedLine(Domain, frozen=True, kw_only=True):
    """The line of an article that was added."""

    schema: int = SCHEMA_VERSION
    added: AddedArticle


class KnownCapture(Domain, frozen=True, kw_only=True):
    """An input that was added before, byte for byte."""

    locator: str
    capture: str


class KnownLine(Domain, frozen=True, kw_only=True):
    """The line of an input that was added before."""

    schema: int = SCHEMA_VERSION
    known: KnownCapture


class Tally:
    """Counts outcomes; ``inputs`` is how many there were, ``findings`` the reasons why some were not read."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.inputs = 0
        self.articles = 0
        self.known = 0
        self.statements: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def count(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.inputs += 1
        if isinstance(outcome, Known):
            self.known += 1
        elif isinstance(outcome, Refused):
            self.findings[outcome.rejected.reason] += 1
        else:
            self.articles += 1
            addition = outcome.addition
            for name in ("added", "changed", "kept", "retired"):
                self.statements[name] += len(getattr(addition, name))
            if addition.unread is not None:
                self.findings[addition.unread.reason] += 1

    def sum_up(self) -> list[str]:
        """Say in words what the inputs came to, one line for each kind of outcome.

        >>> Tally().sum_up()
        ['nothing to read']
        """
        lines = []
        if self.articles:
            details = [
                f"{self.statements[name]:,} {word}"
                for name, word in (("changed", "changed"), ("kept", "known before"), ("retired", "no longer found"))
                if self.statements[name]
            ]
            beside = f" ({', '.join(details)})" if details else ""
            new = _write_count(self.statements["added"], "new statement")
            lines.append(f"{_write_count(self.articles, 'article')} read, {new}{beside}")
        if self.known:
            lines.append(f"{_write_count(self.known, 'input')} added before, not read again")
        if self.findings:
            reasons = ", ".join(f"{reason} {count:,}" for reason, count in self.findings.most_common())
            lines.append(f"{_write_count(self.findings.total(), 'input')} not read ({reasons})")
        return lines or ["nothing to read"]


def make_line(outcome: Outcome) -> AddedLine | KnownLine | RejectedLine:
    """Make the line of an outcome for programs."""
    if isinstance(outcome, Refused):
        return RejectedLine(rejected=make_rejection(outcome.rejected))
    capture = outcome.capture
    if isinstance(outcome, Known):
        return KnownLine(known=KnownCapture(locator=capture.locator, capture=capture.id))
    addition = outcome.addition
    return AddedLine(
        added=AddedArticle(
            locator=capture.locator,
            capture=capture.id,
            article=addition.article,
            title=outcome.article.title,
            new=addition.added,
            changed=addition.changed,
            known=addition.kept,
            retired=addition.retired,
            unread=None if addition.unread is None else addition.unread.reason,
        )
    )


def choose_writer(*, as_json: bool) -> Callable[[Outcome], str]:
    """Choose how outcomes are told: lines for programs, or a line or two of text for people on a terminal."""
    if as_json:
        return lambda outcome: f"{write_line(make_line(outcome))}\n"
    from onrecord.cli.view import open_console, print_lines, show_rejected  # noqa: PLC0415 - loads rich

    console = open_console(sys.stdout)

    def write_text(outcome: Outcome) -> str:
        if not isinstance(outcome, Refused):
            return f"{describe(outcome)}\n"
        with console.capture() as capture:
            print_lines(console, show_rejected(console, outcome.rejected))
        return capture.get()

    return write_text


def describe(outcome: Added | Known) -> str:
    """Say in one line what became of an input that holds an article."""
    if isinstance(outcome, Known):
        return f"known    {make_printable(outcome.capture.locator)}"
    title = make_printable(outcome.article.title or outcome.capture.locator)
    addition = outcome.addition
    if addition.unread is not None:
        return f"kept     {title}: {make_printable(addition.unread.message)}"
    count = len(addition.added) + len(addition.changed) + len(addition.kept)
    return f"added    {title}: {_write_count(count, 'statement')}"


def tell(
    outcomes: Iterable[Outcome],
    *,
    as_json: bool,
    count_expected: Callable[[], int | None],
    tally: Tally | None = None,
) -> Tally:
    """Print each outcome as it comes, show how far the run is meanwhile, and count, in ``tally`` if it is given.

    ``count_expected`` says how many inputs there are as far as is known.  The KeyboardInterrupt of a run that is
    stopped, by Ctrl-C or by SIGTERM, carries the message how to go on.
    """
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    progress = Progress(sys.stderr, count_expected(), terminal=terminal)
    write = choose_writer(as_json=as_json)
    tally = Tally() if tally is None else tally
    try:
        with stopped_by_sigterm():
            progress.show(0, "")
            for outcome in outcomes:
                tally.count(outcome)
                progress.clear()
                _emit_while_read(write(outcome))
                progress.total = count_expected()
                progress.show(tally.inputs, _locate(outcome))
    except KeyboardInterrupt as interrupt:
        message = (
            f"stopped after {_write_count(tally.inputs, 'input')}, all of which are in the record; "
            "to go on, give the same command again"
        )
        raise KeyboardInterrupt(message) from interrupt
    finally:
        progress.clear()
    return tally


def finish(tally: Tally, *, as_json: bool, place: str) -> bool:
    """Sum up, and say what to type next, with the options ``place`` that name the record; True for findings."""
    lines = tally.sum_up()
    if as_json:
        say(f"onrecord: {'; '.join(lines)}")
    else:
        hints = [f"onrecord search{place} WORDS"] if tally.statements else []
        hints += [f"onrecord rejected{place}"] if tally.findings else []
        steps = [f"Type next: {'  or  '.join(hints)}"] if hints else []
        _emit_while_read("".join(f"{line}\n" for line in ["", *lines, *steps]))
    return bool(tally.findings)


def _emit_while_read(text: str) -> None:
    """Write to standard output; when nobody reads it any more, go on in silence: the record is what is wanted."""
    try:
        emit(text)
    except BrokenPipeError:
        abandon_output()


def _locate(outcome: Outcome) -> str:
    """Name the input of an outcome."""
    return outcome.rejected.locator if isinstance(outcome, Refused) else outcome.capture.locator


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """Let SIGTERM stop a run as Ctrl-C does: between two transactions, processes ended, with a word on how to go on."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write_count(count: int, noun: str) -> str:
    """Write a number with its noun.

    >>> _write_count(1, "article"), _write_count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

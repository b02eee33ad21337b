"""``onrecord speakers import``: lists of known entities into the record, and what became of each file."""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.archive import Archive
from onrecord.cli.found import name_place
from onrecord.cli.lines import RejectedLine, make_rejection, write_line
from onrecord.cli.outcomes import stopped_by_sigterm
from onrecord.cli.printable import make_printable
from onrecord.cli.progress import Progress
from onrecord.cli.streams import abandon_output, emit, say, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.known import ListImported, PageImported, import_lists
from onrecord.corpus.stores import open_record
from onrecord.domain import SCHEMA_VERSION, Domain
from onrecord.errors import UsageError
from onrecord.intake.files import STDIN

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from onrecord.config import Settings
    from onrecord.corpus.known import ListOutcome
    from onrecord.domain import KnownAddition, Rejected


class ImportedList(Domain, frozen=True, kw_only=True):
    """A file that was imported.

    ``new``, ``replaced``, ``unchanged`` and ``rejected`` count its rows; ``passed`` what cannot speak, by its schema;
    ``linked`` and ``asked`` the pairs of a speaker and an entry of which a rule says now that they are the same, or
    that a person has to tell.
    """

    locator: str
    sha256: str
    list: str
    new: int
    replaced: int
    unchanged: int
    rejected: int
    passed: dict[str, int]
    linked: int
    asked: int


class ImportedLine(Domain, frozen=True, kw_only=True):
    """The line of a file that was imported."""

    schema: int = SCHEMA_VERSION
    imported: ImportedList


class _Tally:
    """What the files came to."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.counts: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def count(self, outcome: ListOutcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, ListImported):
            self.counts.update(_count(outcome.addition))
        for rejected in _find_rejected(outcome):
            self.findings[rejected.reason] += 1

    def sum_up(self) -> list[str]:
        """Say in words what the files came to, a line for each thing."""
        counts = self.counts
        entries = ", ".join(
            f"{counts[name]:,} {word}"
            for name, word in (("new", "new"), ("replaced", "replaced"), ("unchanged", "known before"))
            if counts[name]
        )
        lines = [f"known entities: {entries or 'none'}"]
        judged = [f"{counts['linked']:,} linked with one"] if counts["linked"] else []
        judged += [f"{counts['asked']:,} that you have to judge"] if counts["asked"] else []
        lines += [f"speakers: {', '.join(judged)}"] if judged else []
        if self.findings:
            reasons = ", ".join(f"{reason} {count:,}" for reason, count in self.findings.most_common())
            lines.append(f"{self.findings.total():,} not read ({reasons})")
        return lines


def run(arguments: argparse.Namespace) -> bool:
    """Import all files; True when a file or a row could not be read."""
    if arguments.list is not None and (not arguments.list.strip() or ":" in arguments.list):
        message = f"{arguments.list!r} cannot be the name of a list: it is empty or holds a colon"
        raise UsageError(message, next_step="Choose another, for example: --list people")
    settings = read_settings(vars(arguments))
    if STDIN in arguments.files and sys.stdin.isatty():
        say("onrecord: paste the list, then press Ctrl-D on an empty line (Ctrl-Z and Enter on Windows)")
    with open_record(settings) as record:
        _make_archive(settings)
        outcomes = import_lists(
            arguments.files, record, stdin=sys.stdin.buffer, of=arguments.list, clock=lambda: datetime.now(UTC)
        )
        tally = _tell(outcomes, as_json=wants_lines(arguments))
    _finish(tally, arguments)
    return bool(tally.findings)


def _make_archive(settings: Settings) -> None:
    """Make the archive of a new record, without which the two are not complete."""
    folder = settings.archive.absolute()
    if not folder.exists():
        with Archive.open(folder, clock=lambda: datetime.now(UTC)):
            pass


def _tell(outcomes: Iterable[ListOutcome], *, as_json: bool) -> _Tally:
    """Print each outcome as it comes, show how far a file is meanwhile, and count.

    The KeyboardInterrupt of a run that is stopped carries the message how to go on.
    """
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    progress = Progress(sys.stderr, None, terminal=terminal)
    write = _choose_writer(as_json=as_json)
    tally = _Tally()
    try:
        with stopped_by_sigterm():
            progress.show(0, "")
            for outcome in outcomes:
                tally.count(outcome)
                progress.clear()
                _emit_while_read("".join(write(outcome)))
                if isinstance(outcome, PageImported):
                    progress.total = max(outcome.of_lines, outcome.lines)
                    progress.show(outcome.lines, outcome.locator)
    except KeyboardInterrupt as interrupt:
        message = "stopped; what was read is in the record; to go on, give the same command again"
        raise KeyboardInterrupt(message) from interrupt
    finally:
        progress.clear()
    return tally


def _choose_writer(*, as_json: bool) -> Callable[[ListOutcome], list[str]]:
    """Choose how outcomes are told: lines for programs, or text for people on a terminal."""
    if as_json:
        return lambda outcome: [f"{write_line(line)}\n" for line in _make_lines(outcome)]
    from onrecord.cli.view import open_console, print_lines, show_rejected  # noqa: PLC0415 - loads rich

    console = open_console(sys.stdout)

    def write_text(outcome: ListOutcome) -> list[str]:
        with console.capture() as capture:
            for rejected in _find_rejected(outcome):
                print_lines(console, show_rejected(console, rejected))
        done = [f"{_describe(outcome)}\n"] if isinstance(outcome, ListImported) else []
        return [capture.get(), *done]

    return write_text


def _make_lines(outcome: ListOutcome) -> list[Domain]:
    """The lines of an outcome for programs."""
    lines: list[Domain] = [RejectedLine(rejected=make_rejection(each)) for each in _find_rejected(outcome)]
    if isinstance(outcome, ListImported):
        imported = ImportedList(
            locator=outcome.file.name,
            sha256=outcome.file.sha256,
            list=outcome.file.list,
            rejected=outcome.rejected,
            passed={count.value: count.count for count in outcome.passed},
            **_count(outcome.addition),
        )
        lines.append(ImportedLine(imported=imported))
    return lines


def _find_rejected(outcome: ListOutcome) -> tuple[Rejected, ...]:
    """What could not be read."""
    if isinstance(outcome, ListImported):
        return ()
    return outcome.refused if isinstance(outcome, PageImported) else (outcome.rejected,)


def _count(addition: KnownAddition) -> dict[str, int]:
    return {name: getattr(addition, name) for name in ("new", "replaced", "unchanged", "linked", "asked")}


def _describe(outcome: ListImported) -> str:
    """Say in one line what became of a file."""
    entries = outcome.addition.new + outcome.addition.replaced + outcome.addition.unchanged
    passed = ", ".join(f"{count.value} {count.count:,}" for count in outcome.passed)
    beside = f"; passed over what cannot speak ({passed})" if passed else ""
    words = f"{outcome.file.name}: {entries:,} of the list {outcome.file.list}{beside}"
    return f"imported {make_printable(words)}"


def _finish(tally: _Tally, arguments: argparse.Namespace) -> None:
    """Sum up, and say what to type next."""
    lines = tally.sum_up()
    if wants_lines(arguments):
        say(f"onrecord: {'; '.join(lines)}")
        return
    place = name_place(arguments)
    hints = [f"onrecord speakers questions{place}"] if tally.counts["asked"] else []
    hints += [f"onrecord rejected{place}"] if tally.findings else []
    steps = [f"Type next: {'  or  '.join(hints or [f'onrecord speaker{place} NAME'])}"]
    _emit_while_read("".join(f"{line}\n" for line in ["", *lines, *map(make_printable, steps)]))


def _emit_while_read(text: str) -> None:
    """Write to standard output; when nobody reads it any more, go on in silence: the record is what is wanted."""
    try:
        emit(text)
    except BrokenPipeError:
        abandon_output()

"""``onrecord verify``: every step from the archived bytes to the statements, and what speaks against it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.archive import Archive
from onrecord.cli.found import find_settings
from onrecord.cli.lines import write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.progress import Progress
from onrecord.cli.streams import emit_all, say, wants_lines
from onrecord.cli.view import ERROR, QUIET, WARNING, hang, open_console, print_lines
from onrecord.domain import Finding, FindingVerdict
from onrecord.errors import UsageError
from onrecord.pipeline import Reader
from onrecord.record import Record
from onrecord.verify import verify_all, verify_statement

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from rich.console import Console

_MARKS = {
    FindingVerdict.CONFIRMED: ("✓ ", "green"),
    FindingVerdict.CONTRADICTED: ("✗ ", ERROR),
    FindingVerdict.UNCHECKABLE: ("? ", WARNING),
}
# Nobody reads the rest of a digest; lines for programs have it whole.
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
# The bar is drawn anew after so many findings.
_STRIDE = 50
_STEP_CHARS = len("row-events ")


def run(arguments: argparse.Namespace) -> bool:
    """Print what was found; True when anything is contradicted.  For people, what is confirmed is counted only."""
    settings = find_settings(arguments)
    producer = Reader().producer
    if arguments.id is None:
        roots = None if arguments.roots is None else _read_roots(Path(arguments.roots))
        findings = verify_all(settings.archive, settings.record, producer=producer, roots=roots)
        return _tell(findings, arguments, is_whole=True)
    with Archive.open_to_read(settings.archive) as archive, Record.open(settings.record) as record:
        return _tell(verify_statement(arguments.id, record, archive, producer=producer), arguments, is_whole=False)


def _read_roots(path: Path) -> bytes:
    """Read the certificates to trust; UsageError where the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the certificates {path} cannot be read: {error.strerror}"
        raise UsageError(message, next_step="Name the file (PEM) that the authority publishes: --roots FILE") from error


def _tell(findings: Iterable[Finding], arguments: argparse.Namespace, *, is_whole: bool) -> bool:
    """Print the findings as they come, then the count; where nobody reads on, the checks go on for the exit status."""
    verdicts: Counter[FindingVerdict] = Counter()
    steps: Counter[str] = Counter()
    progress = Progress(sys.stderr, None, terminal=is_whole and sys.stderr.isatty())
    write = _choose_writer(arguments, is_whole=is_whole)
    try:
        for number, finding in enumerate(findings):
            verdicts[finding.verdict] += 1
            steps[finding.step] += finding.verdict is FindingVerdict.CONFIRMED
            text = write(finding)
            if text:
                progress.clear()
                emit_all([text])
            if number % _STRIDE == 0:
                progress.show(number, _DIGEST.sub(r"\1…", finding.subject))
    finally:
        progress.clear()
    say(f"onrecord: {_sum_up(verdicts, steps)}")
    return verdicts[FindingVerdict.CONTRADICTED] > 0


def _choose_writer(arguments: argparse.Namespace, *, is_whole: bool) -> Callable[[Finding], str]:
    """Choose how a finding is written; for people a whole record's confirmed steps are not."""
    if wants_lines(arguments):
        return lambda finding: f"{write_line(finding)}\n"
    console = open_console(sys.stdout)

    def write(finding: Finding) -> str:
        is_quiet = is_whole and finding.verdict is FindingVerdict.CONFIRMED
        return "" if is_quiet else _write_finding(console, finding)

    return write


def _write_finding(console: Console, finding: Finding) -> str:
    """Write one finding for the console."""
    mark, style = _MARKS[finding.verdict]
    label = f"{finding.step:<{_STEP_CHARS}}"
    words = _DIGEST.sub(r"\1…", make_printable(f"{finding.subject}: {finding.message}"))
    first, *rest = hang(console, " " * (len(mark) + len(label)), Text(words), console.width)
    head = Text.assemble((mark, style), (label, QUIET), first[len(mark) + len(label) :])
    with console.capture() as capture:
        print_lines(console, [head, *rest])
    return capture.get()


def _sum_up(verdicts: Counter[FindingVerdict], steps: Counter[str]) -> str:
    """Count the verdicts, and the confirmed ones by step.

    >>> _sum_up(Counter({FindingVerdict.CONFIRMED: 3}), Counter({"bytes": 1, "text": 2}))
    '3 steps confirmed (text 2, bytes 1), 0 contradicted, 0 not checkable'
    """
    by_step = ", ".join(f"{step} {count:,}" for step, count in steps.most_common() if count)
    confirmed, contradicted, uncheckable = (
        verdicts[each] for each in (FindingVerdict.CONFIRMED, FindingVerdict.CONTRADICTED, FindingVerdict.UNCHECKABLE)
    )
    return f"{confirmed:,} steps confirmed ({by_step}), {contradicted:,} contradicted, {uncheckable:,} not checkable"

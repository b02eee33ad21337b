"""``onrecord rejected``: the inputs that could not be read, oldest first."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from onrecord.cli.lines import Rejection, make_rejection, write_line
from onrecord.cli.streams import abandon_output, emit, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.stores import open_known_record
from onrecord.domain import SCHEMA_VERSION, Domain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from onrecord.domain import RejectedInput


class RejectedInputLine(Domain, frozen=True, kw_only=True):
    """The line of a rejected input; ``capture`` is None where no bytes came in."""

    schema: int = SCHEMA_VERSION
    rejected: Rejection
    capture: str | None
    at: datetime


def run(arguments: argparse.Namespace) -> bool:
    """Print the rejections that stand; listing them is no finding."""
    with open_known_record(read_settings(vars(arguments))) as record:
        rejected = record.rejected()
    try:
        emit(write_lines(rejected) if wants_lines(arguments) else write_text(rejected))
    except BrokenPipeError:
        abandon_output()
    return False


def write_lines(rejected: Iterable[RejectedInput]) -> str:
    """Write a line for each."""
    lines = (
        RejectedInputLine(
            rejected=make_rejection(each.rejected),
            capture=None if each.capture is None else each.capture.id,
            at=each.at,
        )
        for each in rejected
    )
    return "".join(f"{write_line(line)}\n" for line in lines)


def write_text(rejected: tuple[RejectedInput, ...]) -> str:
    """Write them for people: what was wrong, and what to do about it."""
    from onrecord.cli.view import open_console, print_lines, show_rejected  # noqa: PLC0415 - loads rich

    console = open_console(sys.stdout)
    with console.capture() as capture:
        for each in rejected:
            print_lines(console, show_rejected(console, each.rejected))
    count = (
        "nothing was rejected"
        if not rejected
        else f"{len(rejected):,} input{'' if len(rejected) == 1 else 's'} could not be read"
    )
    return f"{capture.get()}{count}\n"

"""What a command of the command line is, and the values that several commands take."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One word after ``onrecord``.

    ``module`` has ``run(arguments) -> bool``, True for findings (exit status 1); it is imported when the command is
    given.  ``epilog`` ends in an example that runs.  ``arguments.grammar`` is the parser that knows the options.
    """

    name: str
    summary: str
    description: str
    epilog: str
    usage: str
    module: str
    add_arguments: Callable[[argparse.ArgumentParser], None]

    def add_to(self, commands: argparse._SubParsersAction[argparse.ArgumentParser], *, with_arguments: bool) -> None:
        """Add the command to the grammar, by name alone or with its options."""
        parser = commands.add_parser(
            self.name,
            help=self.summary,
            description=self.description,
            epilog=self.epilog,
            usage=self.usage,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if with_arguments:
            self.add_arguments(parser)
        parser.add_argument("--verbose", action="store_true", help="write what happens inside to standard error")
        parser.set_defaults(module=self.module, grammar=parser)


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD; argparse reports the ArgumentTypeError as wrong use.

    >>> parse_day("2025-03-14")
    datetime.date(2025, 3, 14)
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        message = f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2025-03-14"
        raise argparse.ArgumentTypeError(message) from error


def parse_count(text: str) -> int:
    """Read a whole number from 0 on."""
    if text.isascii() and text.isdigit():
        return int(text)
    message = f"{text!r} is not a number of inputs"
    raise argparse.ArgumentTypeError(message)

"""The grammar of the command line; ``docs/reference/cli.md`` is generated from it.

Imports nothing heavy: this is all that ``onrecord --help`` runs.
"""

from __future__ import annotations

import argparse

from onrecord import __version__
from onrecord.cli.arguments.keeping import KEEPING
from onrecord.cli.arguments.reading import READ
from onrecord.cli.arguments.using import USING

COMMANDS = (READ, *KEEPING, *USING)

_DESCRIPTION = "Read news pages and keep who said what, with the exact place of every word."
_EXAMPLE = """\
example:
  onrecord read examples/harbor-strike.html
"""


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """Build the parser of the whole command line; with ``command``, the options of the others are left out."""
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description=_DESCRIPTION,
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    for each in COMMANDS:
        each.add_to(commands, with_arguments=command in (None, each.name))
    return parser

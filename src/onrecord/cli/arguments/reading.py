"""The grammar of ``onrecord read``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.arguments.command import Command, parse_count, parse_day

if TYPE_CHECKING:
    import argparse

FORMATS = ("text", "json", "md")

_DESCRIPTION = """\
Read articles and print who said what.

On a terminal the output is for people; in a pipe it is JSON Lines, one
statement per line, each span with its exact place in the article's text. What
the outlet says to its readers on its own behalf is set aside and not read.

An input that cannot be read becomes a line of its own in its place, with the
reason and what to do about it, and the rest is read all the same.
"""
_EPILOG = """\
exit status:
  0  everything was read
  1  done, but an input was rejected or its statements were not read
  2  the command was used wrongly
  3  the installation or the machine failed

examples:
  onrecord read examples/harbor-strike.html
  onrecord read --format md examples/harbor-strike.html > strike.md
  onrecord read --when --figures examples/harbor-strike.html
  onrecord read --published 2025-03-14 - < examples/harbor-strike.txt
"""


def _add_arguments(read: argparse.ArgumentParser) -> None:
    """Add the inputs and options of ``onrecord read``."""
    read.add_argument(
        "inputs",
        nargs="+",
        metavar="FILE|FOLDER|URL|-",
        help="a saved page or a text as pasted from one; a folder, searched to the bottom for "
        "*.html, *.htm, *.xhtml, *.txt and *.md; a web address; or - for standard input",
    )
    read.add_argument(
        "--published",
        type=parse_day,
        metavar="YYYY-MM-DD",
        help="the day the articles were published, for texts that do not say so; it wins over what a page says",
    )
    read.add_argument(
        "--format",
        choices=FORMATS,
        help="text for people, json for programs (JSON Lines), md for notes (Markdown); "
        "by default text on a terminal and json elsewhere",
    )
    read.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    read.add_argument(
        "--article",
        action="store_true",
        help="print the article itself as JSON, one line per input: its text, to which all spans point, its "
        "paragraphs, and the publisher messages that were set aside",
    )
    read.add_argument(
        "--when",
        action="store_true",
        help="list the time expressions instead: the words, the bounds they come to, and the statements they date",
    )
    read.add_argument(
        "--figures",
        action="store_true",
        help="list the figures instead: the words, the number with its unit and bound, and what is counted",
    )
    read.add_argument(
        "--skip",
        type=parse_count,
        default=0,
        metavar="N",
        help="leave out the first N inputs, to go on after an interruption",
    )


READ = Command(
    name="read",
    summary="print who said what in files, folders, web pages and standard input",
    description=_DESCRIPTION,
    epilog=_EPILOG,
    usage="onrecord read [OPTION]... FILE|FOLDER|URL|-...",
    module="onrecord.cli.read",
    add_arguments=_add_arguments,
)

"""The grammar of the commands that keep a record: add, watch, refresh, status, rejected, backup, restore."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from onrecord.cli.arguments.command import Command, parse_day
from onrecord.cli.arguments.settings import add_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser

_EXIT_STATUS = """\
exit status:
  0  everything was read
  1  done, but an input was rejected or its statements were not read
  2  the command was used wrongly
  3  the installation or the machine failed
"""
_ADD = """\
Read articles and keep what they say in the record.

Every page is kept byte for byte in the archive before it is read. What was
added before is not read again, so the same command can be given again at any
time, and goes on where it was stopped.

What is behind a name is told by its content: a page, a text, a feed (RSS or
Atom), a list of feeds (OPML), a news sitemap, an archive of pages (WARC or
WACZ), a table (CSV or XLSX) with a column of texts or of addresses.
"""
_WATCH = """\
Look at feeds again and again, and add the articles that are new.

A feed that has not changed is not sent again, and no host is asked more often
than its rules (robots.txt) and --delay allow. The feeds and how far each was
read are kept in the record: without FEED, all that are kept there go on. The
address of a page that offers feeds, or of a list of feeds (OPML), will do.
Ctrl-C stops; nothing is lost. Between two looks the record is free for others.
"""
_REFRESH = """\
Read kept articles again where another version of onrecord, or another model,
read them.

A statement that is found again keeps its id and gets its new details; one that
is not found any more is retired, not deleted. What people judged about speakers
is not touched. Nothing is fetched: pages are read from the archive.
"""
_STATUS = """\
Show where the record and the archive lie and what is in them.

The two heads are the ends of the hash chains of the record's events and of the
archive: whoever has noted them down can tell later whether anything before was
changed.
"""
_REJECTED = """\
List the inputs that could not be read, with the reason and what to do about it.
"""
_BACKUP = """\
Write the record and the archive into one file (a ZIP archive).

The copy is consistent even while another onrecord adds to the record. A record
on a PostgreSQL server is written into the same form.
"""
_RESTORE = """\
Put the record and the archive of a backup in their place.

Every digest is checked before anything is put in place. A record that is there
already is replaced only with --yes. The place is that of the settings, a file or
a PostgreSQL server, wherever the backup was made.
"""


def _add_add(parser: ArgumentParser) -> None:
    """Add the inputs and options of ``onrecord add``."""
    parser.add_argument(
        "locators",
        nargs="+",
        metavar="LOCATOR",
        help="a web address, a file, a folder (searched to the bottom), or - for standard input",
    )
    parser.add_argument(
        "--published",
        type=parse_day,
        metavar="YYYY-MM-DD",
        help="the day the articles were published; it is kept with them and wins over what a page says",
    )
    parser.add_argument(
        "--column",
        metavar="NAME",
        help="the column of a table (CSV or XLSX) that holds the texts or the addresses",
    )
    _add_format(parser)
    add_settings(parser, "record", "archive", "workers", "delay", "timestamps")


def _add_watch(parser: ArgumentParser) -> None:
    """Add the feeds and options of ``onrecord watch``."""
    parser.add_argument("feeds", nargs="*", metavar="FEED", help="the address of a feed or news sitemap")
    parser.add_argument("--once", action="store_true", help="look at each feed once, at once, and stop")
    parser.add_argument("--list", action="store_true", help="list the feeds that are watched, and stop")
    parser.add_argument(
        "--forget",
        action="append",
        default=[],
        metavar="FEED",
        help="watch a feed no more (may be given several times)",
    )
    parser.add_argument(
        "--every",
        type=_parse_minutes,
        default=15,
        metavar="MINUTES",
        help="how long to wait before a feed is looked at again; by default 15",
    )
    _add_format(parser)
    add_settings(parser, "record", "archive", "workers", "delay", "timestamps")


def _add_refresh(parser: ArgumentParser) -> None:
    """Add the options of ``onrecord refresh``."""
    _add_format(parser)
    add_settings(parser, "record", "archive", "workers")


def _add_report(parser: ArgumentParser) -> None:
    """Add the options of a command that only looks."""
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_backup(parser: ArgumentParser) -> None:
    """Add the options of ``onrecord backup``."""
    parser.add_argument("file", metavar="FILE", help="the file to write, for example onrecord-2025-03-14.zip")
    parser.add_argument("--yes", action="store_true", help="replace the file if it is there")
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_restore(parser: ArgumentParser) -> None:
    """Add the options of ``onrecord restore``."""
    parser.add_argument("file", metavar="FILE", help="a file that onrecord backup wrote")
    parser.add_argument("--yes", action="store_true", help="replace the record and the archive that are there")
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_format(parser: ArgumentParser) -> None:
    """Add the choice between words for people and lines for programs."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        help="text for people, json for programs (JSON Lines); by default text on a terminal and json elsewhere",
    )
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def _parse_minutes(text: str) -> int:
    """Read a number of minutes from 1 to a week."""
    most = 7 * 24 * 60
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    message = f"{text!r} is not a number of minutes from 1 to {most}"
    raise argparse.ArgumentTypeError(message)


ADD = Command(
    name="add",
    summary="read articles and keep what they say in the record",
    description=_ADD,
    epilog=f"""{_EXIT_STATUS}
examples:
  onrecord add --published 2025-03-14 examples/harbor-strike.txt
  onrecord add --record strike.db examples
""",
    usage="onrecord add [OPTION]... LOCATOR...",
    module="onrecord.cli.add",
    add_arguments=_add_add,
)
WATCH = Command(
    name="watch",
    summary="add what is new in feeds, again and again",
    description=_WATCH,
    epilog="""\
example:
  onrecord watch --once
""",
    usage="onrecord watch [OPTION]... [FEED]...",
    module="onrecord.cli.watch",
    add_arguments=_add_watch,
)
REFRESH = Command(
    name="refresh",
    summary="read kept articles again with this version",
    description=_REFRESH,
    epilog="""\
example:
  onrecord refresh
""",
    usage="onrecord refresh [OPTION]...",
    module="onrecord.cli.refresh",
    add_arguments=_add_refresh,
)
STATUS = Command(
    name="status",
    summary="show where the record lies and what is in it",
    description=_STATUS,
    epilog="""\
example:
  onrecord status
""",
    usage="onrecord status [OPTION]...",
    module="onrecord.cli.status",
    add_arguments=_add_report,
)
REJECTED = Command(
    name="rejected",
    summary="list the inputs that could not be read",
    description=_REJECTED,
    epilog="""\
example:
  onrecord rejected
""",
    usage="onrecord rejected [OPTION]...",
    module="onrecord.cli.rejected",
    add_arguments=_add_report,
)
BACKUP = Command(
    name="backup",
    summary="write the record and the archive into one file",
    description=_BACKUP,
    epilog="""\
example:
  onrecord backup onrecord-2025-03-14.zip
""",
    usage="onrecord backup [OPTION]... FILE",
    module="onrecord.cli.backup",
    add_arguments=_add_backup,
)
RESTORE = Command(
    name="restore",
    summary="put the record and the archive of a backup in place",
    description=_RESTORE,
    epilog="""\
example:
  onrecord restore onrecord-2025-03-14.zip
""",
    usage="onrecord restore [OPTION]... FILE",
    module="onrecord.cli.restore",
    add_arguments=_add_restore,
)
KEEPING = (ADD, WATCH, REFRESH, STATUS, REJECTED, BACKUP, RESTORE)

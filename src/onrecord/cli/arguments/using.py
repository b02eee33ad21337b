"""The grammar of the commands that use a record: search, show, speaker, speakers, export, verify."""

from __future__ import annotations

import argparse
import calendar
from datetime import date
from typing import TYPE_CHECKING

from onrecord.cli.arguments.command import Command
from onrecord.cli.arguments.settings import add_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from enum import StrEnum

EXPORT_FORMATS = ("jsonl", "csv", "xlsx", "wacz", "bundle")
_YEAR, _MONTH, _DAY = 1, 2, 3
_LARGEST_LIMIT = 1_000_000_000

_SEARCH = """\
Find statements by their words, their speaker and all else that is known of them.

QUERY is words that must all stand in the source, the cue or the content; words
between quotation marks stand side by side, word* is any word that begins so.
Upper and lower case and accents do not matter. Without QUERY the options alone
decide. The newest come first.

A day may be written as a year, a month or a day: 2025, 2025-03, 2025-03-14.
"""
_SHOW = """\
Show one statement in its paragraph, with everything known of it and the evidence
that it was so reported: the article, the archived page, the digests.

ID is the statement's id, or the beginning of it.
"""
_SPEAKER = """\
Show a speaker across all articles: names, roles over time, media, outlets, how
many statements when, and the newest statements.

NAME is the name, or words of it, or an id. Several speakers who share it are
shown one after the other, the most quoted first.
"""
_SPEAKERS = """\
Say who is who. The record proposes which speakers of different articles are one
and leaves the doubtful to you; what you say stands above every rule, is kept
with your name and reason, survives every new reading, and can be taken back.

A speaker is named by a name that only one has, by a speaker's id, or by the
id of one of the speaker's statements. An entry of an imported list is named by
its id there, for example Q42, or LIST:ID.
"""
_IMPORT = """\
Take known entities from files, and link speakers with them.

A file is FollowTheMoney JSON, one entity a line (OpenSanctions, Aleph), or a
table (CSV, TSV) with the columns name, and if wanted id, kind, aliases, titles,
affiliations, countries; several values in a cell are separated by |.

An entry that is known by list and id is replaced where it differs, and its older
version is kept. A row that cannot be read is rejected with its line, and the
rest is imported. Importing the same file twice adds nothing.
"""
_EXPORT = """\
Write statements for other programs: all, or those that the options leave.

jsonl  one statement a line, as onrecord read prints them
csv    a table; cells that a spreadsheet would compute are made text
xlsx   a workbook; needs --output
wacz   the archived pages, for replay (needs --output)
bundle a folder with statements, texts, pages and checksums, which anyone can
       check without onrecord (needs --output)
"""
_VERIFY = """\
Check that statements are what the archived pages say, without a network.

Each step is confirmed, contradicted or not checkable: archived bytes against
their digests, the page read again against the kept text, every span against the
text, every row against its hash and its event, the events against their chain.

With ID, one statement; without, the whole record and archive.
"""


def parse_first_day(text: str) -> date:
    """Read a year, month or day as its first day.

    >>> parse_first_day("2024-02")
    datetime.date(2024, 2, 1)
    """
    return _parse_period(text)[0]


def parse_last_day(text: str) -> date:
    """Read a year, month or day as its last day.

    >>> parse_last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    return _parse_period(text)[1]


def parse_limit(text: str) -> int:
    """Read how many are wanted, 0 for all; argparse reports the ArgumentTypeError as wrong use."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(_LARGEST_LIMIT)):
        return min(int(text), _LARGEST_LIMIT)
    message = f"{text!r} is not a whole number from 0 to {_LARGEST_LIMIT}; 0 is all"
    raise argparse.ArgumentTypeError(message)


def _parse_period(text: str) -> tuple[date, date]:
    """Read YYYY, YYYY-MM or YYYY-MM-DD as its first and last day."""
    parts = text.split("-")
    lengths = (4, 2, 2)
    try:
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError  # noqa: TRY301 - int() takes more than ISO 8601 does
        if [len(part) for part in parts] != list(lengths[: len(parts)]):
            raise ValueError  # noqa: TRY301 - the same message serves
        numbers = [int(part) for part in parts]
        if len(numbers) == _YEAR:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == _MONTH:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        day = date(*numbers)
    except (ValueError, TypeError, calendar.IllegalMonthError) as error:
        message = f"{text!r} is no time; write a year, a month or a day: 2025, 2025-03, 2025-03-14"
        raise argparse.ArgumentTypeError(message) from error
    return day, day


def _add_filters(parser: ArgumentParser) -> None:
    """Add the options that narrow a search."""
    from onrecord.domain import MediumKind, QuotationType, SpeakerKind, StatementType  # noqa: PLC0415 - loads msgspec

    group = parser.add_argument_group("filters")
    group.add_argument("--speaker", metavar="NAME", help="words of the speaker's name")
    _add_choice(group, "--kind", SpeakerKind, "what kind of speaker")
    _add_choice(group, "--medium", MediumKind, "the channel of the utterance")
    _add_choice(group, "--type", StatementType, "what kind of statement")
    _add_choice(group, "--quotation", QuotationType, "how much of it stands between quotation marks")
    group.add_argument("--outlet", metavar="NAME", help="the publisher of the article, or the host of its page")
    for what, words in (("said", "said"), ("published", "published")):
        group.add_argument(f"--{what}-from", type=parse_first_day, metavar="DAY", help=f"{words} on that day or later")
        group.add_argument(f"--{what}-to", type=parse_last_day, metavar="DAY", help=f"{words} on that day or before")
    group.add_argument("--figure", action=argparse.BooleanOptionalAction, help="with a figure, or without one")
    group.add_argument(
        "--retired",
        action="store_true",
        help="show what an earlier version found and a later one no longer does, instead of what stands",
    )


def _add_choice(group: argparse._ArgumentGroup, flag: str, kinds: type[StrEnum], words: str) -> None:
    """Add an option that takes one of a fixed list."""
    names = [kind.value for kind in kinds]
    group.add_argument(flag, choices=names, metavar="KIND", help=f"{words}: {', '.join(names)}")


def _add_format(parser: ArgumentParser) -> None:
    """Add the choice between words for people and lines for programs."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        help="text for people, json for programs (JSON Lines); by default text on a terminal and json elsewhere",
    )
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def _add_search(parser: ArgumentParser) -> None:
    """Add the query and options of ``onrecord search``."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to find")
    _add_filters(parser)
    parser.add_argument("--ranked", action="store_true", help="the best match first, not the newest")
    parser.add_argument("--limit", type=parse_limit, default=20, metavar="N", help="how many; by default 20, 0 for all")
    parser.add_argument("--after", metavar="CURSOR", help="go on after the last one of the page before")
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_show(parser: ArgumentParser) -> None:
    """Add the statement and options of ``onrecord show``."""
    parser.add_argument("id", metavar="ID", help="the id of a statement, or the beginning of it")
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_speaker(parser: ArgumentParser) -> None:
    """Add the name and options of ``onrecord speaker``."""
    parser.add_argument("name", nargs="+", metavar="NAME", help="the speaker's name, words of it, or an id")
    parser.add_argument(
        "--limit",
        type=parse_limit,
        default=10,
        metavar="N",
        help="how many of the newest statements; by default 10, 0 for all",
    )
    _add_format(parser)
    add_settings(parser, "record", "archive")


def _add_speakers(parser: ArgumentParser) -> None:
    """Add what can be done about speakers."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION", title="actions")
    merge = _add_action(actions, "merge", "say that two speakers are the same", 2)
    split = _add_action(actions, "split", "say that two speakers are different", 2)
    rename = _add_action(actions, "rename", "give a speaker the name to be shown under", 1)
    rename.add_argument("name", metavar="NEWNAME", help="the name to show")
    undo = _add_action(actions, "undo", "take back what you said of two speakers, or the name you gave one", "+")
    for action in (merge, split, rename, undo):
        action.add_argument("--reason", metavar="WORDS", help="why; kept with the judgement")
        action.add_argument("--by", metavar="NAME", help="who says so; by default your name on this machine")
    questions = _add_action(actions, "questions", "list the pairs that wait for a person", 0)
    questions.add_argument(
        "--limit", type=parse_limit, default=20, metavar="N", help="how many; by default 20, 0 for all"
    )
    log = _add_action(actions, "log", "list what people have said, oldest first", 0)
    for action in (questions, log):
        _add_format(action)
    _add_import(actions)


def _add_import(actions: argparse._SubParsersAction[ArgumentParser]) -> None:
    """Add the action that reads lists."""
    action = _add_action(actions, "import", "take known entities from files, and link speakers with them", 0)
    action.description, action.epilog = _IMPORT, "example:\n  onrecord speakers import people.csv"
    action.formatter_class = argparse.RawDescriptionHelpFormatter
    action.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file, a folder (searched to the bottom), or - for standard input; it may be compressed (gzip)",
    )
    action.add_argument(
        "--list",
        metavar="NAME",
        help="the list that the files are a version of; by default ftm, or the name of a table's file",
    )
    _add_format(action)


def _add_action(
    actions: argparse._SubParsersAction[ArgumentParser], name: str, words: str, speakers: int | str
) -> ArgumentParser:
    """Add one action that takes a number of speakers."""
    prog = f"onrecord speakers {name}"
    description = f"{words[0].upper()}{words[1:]}."
    action = actions.add_parser(name, prog=prog, help=words, description=description, allow_abbrev=False)
    if speakers:
        action.add_argument("speakers", nargs=speakers, metavar="SPEAKER", help="a name, or an id")
    add_settings(action, "record", "archive")
    action.set_defaults(grammar=action)
    return action


def _add_export(parser: ArgumentParser) -> None:
    """Add the options of ``onrecord export``."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words to find, as for onrecord search")
    parser.add_argument("--format", choices=EXPORT_FORMATS, default="jsonl", help="by default jsonl")
    parser.add_argument("--output", metavar="FILE", help="where to write; by default standard output")
    parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, which Excel needs")
    parser.add_argument("--yes", action="store_true", help="replace FILE if it is there")
    _add_filters(parser)
    add_settings(parser, "record", "archive")


def _add_verify(parser: ArgumentParser) -> None:
    """Add the statement and options of ``onrecord verify``."""
    parser.add_argument("id", nargs="?", metavar="ID", help="the id of a statement, or the beginning of it")
    _add_format(parser)
    parser.add_argument(
        "--roots",
        metavar="FILE",
        help="the certificates (PEM) of the time stamp authority, to check its signatures where there are timestamps",
    )
    add_settings(parser, "record", "archive")


SEARCH = Command(
    name="search",
    summary="find statements in the record",
    description=_SEARCH,
    epilog="""\
example:
  onrecord search --type refusal --json strike
""",
    usage="onrecord search [OPTION]... [QUERY]...",
    module="onrecord.cli.search",
    add_arguments=_add_search,
)
SHOW = Command(
    name="show",
    summary="show one statement with its evidence",
    description=_SHOW,
    epilog="""\
example:
  onrecord show 3f9a1c2e
""",
    usage="onrecord show [OPTION]... ID",
    module="onrecord.cli.show",
    add_arguments=_add_show,
)
SPEAKER = Command(
    name="speaker",
    summary="show a speaker across all articles",
    description=_SPEAKER,
    epilog="""\
example:
  onrecord speaker Kovač
""",
    usage="onrecord speaker [OPTION]... NAME...",
    module="onrecord.cli.speaker",
    add_arguments=_add_speaker,
)
SPEAKERS = Command(
    name="speakers",
    summary="say who is who",
    description=_SPEAKERS,
    epilog="""\
example:
  onrecord speakers questions
""",
    usage="onrecord speakers ACTION [OPTION]... [SPEAKER]...",
    module="onrecord.cli.speakers",
    add_arguments=_add_speakers,
)
EXPORT = Command(
    name="export",
    summary="write statements for other programs",
    description=_EXPORT,
    epilog="""\
example:
  onrecord export --format csv --bom --output statements.csv
""",
    usage="onrecord export [OPTION]... [QUERY]...",
    module="onrecord.cli.export",
    add_arguments=_add_export,
)
VERIFY = Command(
    name="verify",
    summary="check statements against the archived pages",
    description=_VERIFY,
    epilog="""\
exit status:
  0  everything was confirmed or is not checkable
  1  something was contradicted
  2  the command was used wrongly
  3  the installation or the machine failed

example:
  onrecord verify
""",
    usage="onrecord verify [OPTION]... [ID]",
    module="onrecord.cli.verify",
    add_arguments=_add_verify,
)
USING = (SEARCH, SHOW, SPEAKER, SPEAKERS, EXPORT, VERIFY)

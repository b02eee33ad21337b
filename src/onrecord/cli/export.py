"""``onrecord export``: statements of the record as files for other programs."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.found import find_all, make_query, open_record
from onrecord.cli.streams import abandon_output, say
from onrecord.errors import EnvironmentFailure, UsageError
from onrecord.export import Entry, write_csv, write_json_lines, write_xlsx

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from onrecord.record import Record

_NEED_FILE = frozenset({"xlsx"})


def run(arguments: argparse.Namespace) -> bool:
    """Write what the filters leave, in a form for programs; how many there were is said on standard error."""
    target = _find_target(arguments)
    with open_record(arguments) as record:
        try:
            count = _write(record, arguments, target)
        except BrokenPipeError:
            abandon_output()
            return False
        except OSError as error:
            message = f"{target or 'the output'} cannot be written: {error.strerror or error}"
            raise EnvironmentFailure(message, next_step="Make room or choose another place: --output FILE") from error
    say(f"onrecord: {count:,} statement{'' if count == 1 else 's'}{f' in {target}' if target else ''}")
    return False


def _find_target(arguments: argparse.Namespace) -> Path | None:
    """Where to write, ``None`` for standard output; UsageError where that cannot be."""
    if arguments.bom and arguments.format != "csv":
        message = f"--bom is for CSV, not for {arguments.format}"
        raise UsageError(message, next_step="Leave out --bom, or add: --format csv")
    if arguments.output in (None, "-"):
        if arguments.format not in _NEED_FILE:
            return None
        message = f"{arguments.format} is not written to a terminal or pipe"
        raise UsageError(message, next_step=f"Add: --output statements.{arguments.format}")
    target = Path(arguments.output)
    if target.exists() and not arguments.yes:
        message = f"{target} is there already"
        raise UsageError(message, next_step="Choose another name, or add --yes to replace it.")
    if target.is_dir():
        message = f"{target} is a folder, which is not replaced"
        raise UsageError(message, next_step="Choose another name.")
    return target


def _write(record: Record, arguments: argparse.Namespace, target: Path | None) -> int:
    """Write in the form asked for; the number of statements comes back."""
    entries = _find_entries(record, arguments)
    if arguments.format == "xlsx" and target is not None:
        return write_xlsx(entries, target)
    with target.open("wb") if target else open(sys.stdout.fileno(), "wb", closefd=False) as stream:
        if arguments.format == "jsonl":
            return write_json_lines(entries, stream)
        with io.TextIOWrapper(stream, encoding="utf-8", newline="") as text:
            return write_csv(entries, text, mark=arguments.bom)


def _find_entries(record: Record, arguments: argparse.Namespace) -> Iterator[Entry]:
    """The statements that the filters leave, with the names of their speakers across articles."""
    names = record.identity_names()
    for hit in find_all(record, make_query(arguments)):
        speaker = hit.statement.speaker
        yield Entry(hit.statement, identity=None if speaker is None else names.get(speaker.id))

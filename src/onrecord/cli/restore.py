"""``onrecord restore``: the record and the archive of a backup, checked and put in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.backup import Backup, describe
from onrecord.cli.lines import write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.backup import restore
from onrecord.domain import SCHEMA_VERSION, Domain

if TYPE_CHECKING:
    import argparse


class RestoredLine(Domain, frozen=True, kw_only=True):
    """The line of a backup that was restored."""

    schema: int = SCHEMA_VERSION
    restored: Backup


def run(arguments: argparse.Namespace) -> bool:
    """Restore the backup; there are no findings."""
    source = Path(arguments.file)
    backup = describe(source, restore(read_settings(vars(arguments)), source, replace=arguments.yes))
    if wants_lines(arguments):
        emit(f"{write_line(RestoredLine(restored=backup))}\n")
    else:
        emit(f"restored {make_printable(backup.file)}, made at {backup.made_at:%Y-%m-%d %H:%M} UTC\n")
        emit(f"record head   {backup.record_head}\narchive head  {backup.archive_head}\nType next: onrecord status\n")
    return False

"""``onrecord backup``: the record and the archive in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.lines import write_line
from onrecord.cli.streams import emit, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.backup import back_up
from onrecord.domain import SCHEMA_VERSION, Domain
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from onrecord.corpus.backup import Manifest


class Backup(Domain, frozen=True, kw_only=True):
    """A backup: its file, the time it was made, and the two heads it was made at."""

    file: str
    made_at: datetime
    record_head: str
    archive_head: str
    files: int
    size_bytes: int


class BackupLine(Domain, frozen=True, kw_only=True):
    """The line of a backup that was written; that of one that was restored names it ``restored``."""

    schema: int = SCHEMA_VERSION
    backup: Backup


def run(arguments: argparse.Namespace) -> bool:
    """Write the backup; there are no findings."""
    target = Path(arguments.file)
    if target.exists() and not arguments.yes:
        message = f"there is a file {target} already"
        raise UsageError(message, next_step="Name another, or add --yes to replace it.")
    manifest = back_up(read_settings(vars(arguments)), target, made_at=datetime.now(UTC))
    backup = describe(target, manifest)
    if wants_lines(arguments):
        emit(f"{write_line(BackupLine(backup=backup))}\n")
    else:
        emit(f"wrote {backup.file}: {target.stat().st_size:,} bytes\nrecord head   {backup.record_head}\n")
        emit(f"archive head  {backup.archive_head}\nTo restore it: onrecord restore {backup.file}\n")
    return False


def describe(file: Path, manifest: Manifest) -> Backup:
    """Say what a backup holds."""
    return Backup(
        file=str(file),
        made_at=manifest.made_at,
        record_head=manifest.record_head,
        archive_head=manifest.archive_head,
        files=len(manifest.files),
        size_bytes=sum(part.size_bytes for part in manifest.files),
    )

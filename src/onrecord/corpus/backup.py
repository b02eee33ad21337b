"""One file with everything: the record as an SQLite database, the archive's segments and lines, and their digests.

The file is a ZIP archive: ``record.db``, ``archive/…``, and last ``manifest.json``, which names each of them with its
size and SHA-256.  The record is copied first and the archive after it, so whatever the record refers to is there, even
while others add.  Bytes of a segment that have no line yet are left out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import zipfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.archive.disk import flush_folder, locked, make_folder
from onrecord.archive.lines import NO_CHAIN, is_chained, parse_line, read_lines, stated_chain
from onrecord.archive.places import Places
from onrecord.corpus.stores import open_known_record
from onrecord.errors import EnvironmentFailure, UsageError
from onrecord.record.copy import copy_to_file, copy_to_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from onrecord.config import Settings

MANIFEST = "manifest.json"
RECORD = "record.db"
INDEX = "archive/index.jsonl"
_NAMES = re.compile(r"record\.db|archive/index\.jsonl|archive/(?:segments|stamps)/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_CHUNK_BYTES = 1 << 20
_MAX_MANIFEST_BYTES = 50_000_000


class BackupFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a backup."""

    name: str
    size_bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What ``manifest.json`` says; the heads are those of the record's events and of the archive's lines."""

    format: int = 1
    onrecord: str = __version__
    made_at: datetime
    record_head: str
    archive_head: str
    files: tuple[BackupFile, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The first ``size_bytes`` of a file on the disk, and its name in the backup."""

    name: str
    path: Path
    size_bytes: int


def back_up(settings: Settings, target: Path, *, made_at: datetime) -> Manifest:
    """Write the record and the archive of the settings into the file ``target``, which is replaced once it is whole.

    UsageError when there is no record; EnvironmentFailure when the file cannot be written.
    """
    copy = target.with_name(f"{target.name}.record")
    open_known_record(settings).close()
    try:
        with _named(f"the backup {target} cannot be written"):
            copy.unlink(missing_ok=True)
            head = copy_to_file(settings.record_file or settings.record, copy)
            return _write(target, record=copy, record_head=head, archive=settings.archive, made_at=made_at)
    finally:
        with suppress(OSError):
            copy.unlink()


@contextmanager
def _named(what: str) -> Iterator[None]:
    """Say what could not be done where the disk refuses: EnvironmentFailure."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{what}: {reason}"
        raise EnvironmentFailure(message, next_step="Make room or choose another place, and run it again.") from error


def restore(settings: Settings, source: Path, *, replace: bool) -> Manifest:
    """Put the record and the archive of a backup where the settings say, once every byte of it was checked.

    UsageError when ``source`` is no backup, when something is there that is not to be replaced, or while another
    process writes to it; EnvironmentFailure when the backup is damaged.  Interrupted while things are put in place, it
    is to be called again.
    """
    archive = settings.archive.absolute()
    _check_free(settings, replace=replace)
    unpacked = archive.with_name(f"{archive.name}.restoring")
    shutil.rmtree(unpacked, ignore_errors=True)
    try:
        manifest = unpack(source, record=unpacked / RECORD, archive=unpacked / "archive")
        with _named(f"the backup {source} cannot be put in place"):
            if settings.record_file is None:
                copy_to_server(unpacked / RECORD, settings.record, replace=replace)
            else:
                _put_file(unpacked / RECORD, settings.record_file)
            _put_folder(unpacked / "archive", archive)
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    with Archive.open(archive, clock=lambda: manifest.made_at):
        pass  # opening makes the lookup table, which a backup leaves out
    return manifest


def _check_free(settings: Settings, *, replace: bool) -> None:
    """Raise UsageError where something stands that is not to be replaced, or that another process writes to."""
    there = [path for path in (settings.record_file, settings.archive) if path is not None and path.exists()]
    if there and not replace:
        message = f"there is something in {there[0]} already"
        step = "Add --yes to replace the record and the archive, or name another place with --record."
        raise UsageError(message, next_step=step)
    if settings.archive.exists():
        make_folder(settings.archive)
        with locked(settings.archive):
            pass


def _put_file(new: Path, place: Path) -> None:
    """Put a record's file in place; SQLite's journals of the one before go first, which would be taken for its."""
    make_folder(place.absolute().parent)
    for ending in ("-wal", "-shm", "-journal"):
        place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)
    shutil.move(new, place)
    flush_folder(place.absolute().parent)


def _put_folder(new: Path, place: Path) -> None:
    """Put an archive in place; the one before is deleted when the new one stands."""
    before = place.with_name(f"{place.name}.replaced")
    shutil.rmtree(before, ignore_errors=True)
    new.mkdir(exist_ok=True)  # of an archive without a line there was nothing to unpack
    if place.exists():
        place.rename(before)
    new.rename(place)
    flush_folder(place.parent)
    shutil.rmtree(before, ignore_errors=True)


def _write(target: Path, *, record: Path, record_head: str, archive: Path, made_at: datetime) -> Manifest:
    """Write a backup of the SQLite file ``record``, which nobody changes meanwhile, and of an archive."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        parts, archive_head = _find_archive_parts(archive)
        parts = [_Part(RECORD, record, record.stat().st_size), *parts]
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as bundle:
            files = tuple(_pack(bundle, part) for part in parts)
            manifest = Manifest(made_at=made_at, record_head=record_head, archive_head=archive_head, files=files)
            bundle.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink()
    return manifest


def unpack(source: Path, *, record: Path, archive: Path) -> Manifest:
    """Unpack a backup to a file and a folder that are not there yet, and check every byte of it.

    UsageError when ``source`` is no backup; EnvironmentFailure when it is damaged, or when the disk refuses.
    """
    if not source.exists():
        message = f"there is no file {source}"
        raise UsageError(message, next_step="Check the name; ls shows what is there.")
    try:
        with _named(f"the backup {source} cannot be unpacked"), zipfile.ZipFile(source) as bundle:
            manifest = _read_manifest(bundle, source)
            for file in manifest.files:
                place = record if file.name == RECORD else archive / file.name.removeprefix("archive/")
                place.parent.mkdir(parents=True, exist_ok=True)
                _unpack(bundle, file, place, source)
    except zipfile.BadZipFile as error:
        raise _no_backup(source, str(error)) from error
    if _check_chain(archive) != manifest.archive_head:
        raise _damaged(source, INDEX, "its lines do not come to the head that the backup was made at")
    return manifest


def _find_archive_parts(archive: Path) -> tuple[list[_Part], str]:
    """List what belongs to the lines that are there now, and the head they come to."""
    places = Places(archive)
    sizes: dict[str, int] = {}
    index_bytes, head = 0, NO_CHAIN
    for position, written in read_lines(places.index):
        line = parse_line(written)
        sizes[line.segment] = max(sizes.get(line.segment, 0), line.end)
        index_bytes, head = position + len(written) + 1, stated_chain(written)
    segments = [_Part(f"archive/segments/{name}", places.segments / name, size) for name, size in sizes.items()]
    stamps = [path for path in sorted(places.stamps.glob("*")) if path.is_file()]
    index = [_Part(INDEX, places.index, index_bytes)] if sizes else []
    return [
        *index,
        *segments,
        *(_Part(f"archive/stamps/{path.name}", path, path.stat().st_size) for path in stamps),
    ], head


def _pack(bundle: zipfile.ZipFile, part: _Part) -> BackupFile:
    """Write a file into the backup, what is compressed already as it is."""
    info = zipfile.ZipInfo(part.name)
    info.external_attr = 0o644 << 16  # the permissions that unzip gives the file
    info.compress_type = zipfile.ZIP_STORED if part.name.endswith(".gz") else zipfile.ZIP_DEFLATED
    with part.path.open("rb") as reading, bundle.open(info, "w", force_zip64=True) as writing:
        size, sha256 = _copy(reading, writing, part.size_bytes)
    if size < part.size_bytes:
        message = f"{part.path} has {size:,} bytes where {part.size_bytes:,} were written"
        raise EnvironmentFailure(message, next_step="Type: onrecord verify")
    return BackupFile(name=part.name, size_bytes=size, sha256=sha256)


def _unpack(bundle: zipfile.ZipFile, file: BackupFile, place: Path, source: Path) -> None:
    """Write a file of the backup to the disk; EnvironmentFailure unless it is what the manifest says."""
    try:
        with bundle.open(file.name) as reading, place.open("xb") as writing:
            size, sha256 = _copy(reading, writing, file.size_bytes + 1)
            writing.flush()
            os.fsync(writing.fileno())
    except (KeyError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise _damaged(source, file.name, str(error)) from error
    if (size, sha256) != (file.size_bytes, file.sha256):
        raise _damaged(source, file.name, "its bytes are not those that were backed up")


def _copy(reading: IO[bytes], writing: IO[bytes], size_bytes: int) -> tuple[int, str]:
    """Copy so many bytes at most; how many there were, and their SHA-256."""
    digest = hashlib.sha256()
    copied = 0
    while chunk := reading.read(min(_CHUNK_BYTES, size_bytes - copied)):
        writing.write(chunk)
        digest.update(chunk)
        copied += len(chunk)
    return copied, digest.hexdigest()


def _read_manifest(bundle: zipfile.ZipFile, source: Path) -> Manifest:
    """Read what the backup says of itself; UsageError unless it is the manifest of one."""
    try:
        with bundle.open(MANIFEST) as stream:
            manifest = msgspec.json.decode(stream.read(_MAX_MANIFEST_BYTES), type=Manifest)
    except (KeyError, EOFError, zlib.error, zipfile.BadZipFile, msgspec.DecodeError) as error:
        raise _no_backup(source, str(error)) from error
    if manifest.format != 1:
        message = f"{source} was made by a newer onrecord ({manifest.onrecord})"
        raise UsageError(message, next_step="Install the newest onrecord: pip install --upgrade onrecord")
    names = [file.name for file in manifest.files]
    strange = [name for name in names if not _NAMES.fullmatch(name)]
    if strange or RECORD not in names or len(set(names)) < len(names):
        raise _no_backup(source, f"it names {strange[0]!r}" if strange else "its list of files is not one of a backup")
    return manifest


def _check_chain(archive: Path) -> str:
    """The head of an archive's lines, each checked against the one before; another value where one does not hold."""
    before = b""
    for _, written in read_lines(Places(archive).index):
        if not is_chained(written, before):
            return ""
        before = written
    return stated_chain(before)


def _no_backup(source: Path, why: str) -> UsageError:
    """Say that a file is no backup."""
    return UsageError(f"{source} is no backup: {why}", next_step="Name a file that onrecord backup wrote.")


def _damaged(source: Path, name: str, why: str) -> EnvironmentFailure:
    """Say which file of a backup is damaged."""
    return EnvironmentFailure(f"the backup {source} is damaged at {name}: {why}", next_step="Use another copy of it.")

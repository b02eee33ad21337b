"""The two stores of a run, opened together; the archive's lock keeps a second writer out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.archive import Archive
from onrecord.corpus.worker import READER, Station, load_reader
from onrecord.errors import UsageError
from onrecord.pipeline import make_identification
from onrecord.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from onrecord.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """An archive and a record that belong together, and how captures of the one become articles of the other.

    ``clock`` gives the time with its zone; ``producer`` is what the reader of ``station`` calls its readings.
    """

    archive: Archive
    record: Record
    station: Station
    producer: str
    clock: Callable[[], datetime]


@contextmanager
def open_stores(settings: Settings, *, clock: Callable[[], datetime], reader: str = READER) -> Iterator[Stores]:
    """Open both to write, and make what is not there.

    BusyError while another process writes; ArchiveError or RecordError where one cannot be used.  The record comes
    first: a name that is none of a record leaves no archive behind.
    """
    folder = settings.archive.absolute()
    station = Station(archive=folder, reader=reader)
    producer = load_reader(reader).producer
    with open_record(settings) as record, Archive.open(folder, clock=clock) as archive:
        yield Stores(archive=archive, record=record, station=station, producer=producer, clock=clock)


@contextmanager
def open_stores_to_read(settings: Settings) -> Iterator[tuple[Archive, Record]]:
    """Open both as they are, while another process may write; UsageError when one is not there."""
    with open_known_record(settings) as record, Archive.open_to_read(settings.archive.absolute()) as archive:
        yield archive, record


def open_known_record(settings: Settings) -> Record:
    """Open the record of the settings; UsageError when it is a file that is not there."""
    if settings.record_file is not None and not settings.record_file.exists():
        message = f"there is no record in {settings.record_file}"
        raise UsageError(
            message, next_step="Add something first: onrecord add page.html; or name another with --record."
        )
    return open_record(settings)


def open_record(settings: Settings) -> Record:
    """Open the record of the settings, and make it when it is not there."""
    return Record.open(settings.record_file or settings.record, identification=make_identification())

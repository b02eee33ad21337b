"""What runs in a reading process: a reference in, its outcome out; the payload is taken from the archive.

A process that cannot finish a capture in time ends itself, and all end with the process that started them.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from onrecord.archive import Archive
from onrecord.pipeline import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path
    from typing import TextIO

    from onrecord.domain import Capture, CaptureRef, Reading, Rejected

READER = "onrecord.pipeline:Reader"
LIMIT_S = 120.0


class CaptureReader(Protocol):
    """Reads single captures; ``pipeline.Reader`` is the one that ships."""

    @property
    def producer(self) -> str:
        """What its readings are made by; two readers with the same producer read alike."""

    def read_one(self, capture: Capture) -> Reading:
        """Read one capture; InputError where there is no article in it."""


def load_reader(name: str) -> CaptureReader:
    """Make a reader from ``module:callable``, which is called without arguments.

    >>> type(load_reader("onrecord.pipeline:Reader")).__name__
    'Reader'
    """
    module, _, attribute = name.partition(":")
    make = cast("Callable[[], CaptureReader]", getattr(importlib.import_module(module), attribute))
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Where and how captures are read: the archive's folder, the reader's name, and the time for one capture."""

    archive: Path
    reader: str = READER
    limit_s: float = LIMIT_S


def read_capture(station: Station, reference: CaptureRef) -> Reading | Rejected:
    """Read one capture of the archive; the reader and the archive are opened once in each process.

    ArchiveError where the archive does not hold what it should.
    """
    archive, reader = _open(station)
    return settle(archive.read(reference), reader.read_one)


def read_capture_in_time(station: Station, reference: CaptureRef) -> Reading | Rejected:
    """Read one capture as ``read_capture`` does, but end the process when that takes longer than the limit.

    The limit is kept by a thread of faulthandler, which needs no lock of Python's: a regular expression or a parser
    that never returns is ended too.
    """
    _open(station)
    faulthandler.dump_traceback_later(station.limit_s, exit=True, file=_open_nowhere())
    try:
        return read_capture(station, reference)
    finally:
        faulthandler.cancel_dump_traceback_later()


def get_ready(station: Station) -> None:
    """Open the reader and the archive."""
    _open(station)


def watch_lifeline(lifeline: Connection) -> None:
    """End this process when the other end of ``lifeline`` is closed, however its owner ended; ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_end, args=(lifeline,), daemon=True).start()


def _wait_for_end(lifeline: Connection) -> None:
    """Wait for ever, since nothing is ever sent."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


@cache
def _open(station: Station) -> tuple[Archive, CaptureReader]:
    """Open what captures are read with."""
    return Archive.open_to_read(station.archive), load_reader(station.reader)


@cache
def _open_nowhere() -> TextIO:
    """Open the place for the report of a process that ends itself; the outcome says as much."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as the process lives

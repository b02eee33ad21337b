"""Reads many captures in parallel processes, and survives what a document can do to a process.

The executor of the standard library gives up as a whole when one of its processes dies.  So the captures that were in
flight are then read one at a time; one that kills again, or takes too long, is rejected, and the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from onrecord.corpus.worker import get_ready, read_capture, read_capture_in_time, watch_lifeline
from onrecord.domain import Rejected, RejectReason
from onrecord.errors import EnvironmentFailure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.corpus.worker import Station
    from onrecord.domain import CaptureRef, Reading

    Outcome = tuple[CaptureRef, Reading | Rejected]
    Flight = dict[Future[Reading | Rejected], CaptureRef]

_FLIGHT_PER_WORKER = 2


class CapturePool(Protocol):
    """Reads captures; each outcome comes once, from ``take`` or from ``finish``, in no promised order.

    An error of the installation is raised by both.
    """

    def take(self, reference: CaptureRef) -> Iterator[Outcome]:
        """Accept a capture; give what is ready, waiting for it when too much is in flight."""

    def finish(self) -> Iterator[Outcome]:
        """Give all that is still in flight."""


@contextmanager
def open_pool(station: Station, *, workers: int) -> Iterator[CapturePool]:
    """Open a pool of so many processes, which end with the block, and with them what is in flight.

    With one worker all is read in this process, in order, without protection from what a document can do to it.
    """
    if workers == 1:
        yield _Here(station)
        return
    pool = _Pool(station, workers)
    try:
        yield pool
    finally:
        pool.stop()


class _Here:
    """No pool at all."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def take(self, reference: CaptureRef) -> Iterator[Outcome]:
        """Read the capture."""
        yield reference, read_capture(self._station, reference)

    def finish(self) -> Iterator[Outcome]:
        """Give nothing: nothing is ever in flight."""
        return iter(())


class _Processes:
    """An executor whose processes end at once when it is stopped, or when this process ends."""

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._far, self._lifeline = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(workers, context, initializer=watch_lifeline, initargs=(self._far,))

    def submit(self, station: Station, reference: CaptureRef) -> Future[Reading | Rejected]:
        """Start reading a capture; the future of an executor that is broken already is broken too."""
        try:
            with _interrupts_held():
                return self._executor.submit(read_capture_in_time, station, reference)
        except BrokenProcessPool as error:
            broken: Future[Reading | Rejected] = Future()
            broken.set_exception(error)
            return broken

    def get_ready(self, station: Station) -> None:
        """Wait until a process is ready to read; EnvironmentFailure when none can be started."""
        try:
            with _interrupts_held():
                ready = self._executor.submit(get_ready, station)
            ready.result()
        except BrokenProcessPool as error:
            message = "a reading process died before it read anything; the machine may be out of memory"
            step = "Close other programs, or read in one process: --workers 1"
            raise EnvironmentFailure(message, next_step=step) from error

    def stop(self) -> None:
        """End the processes."""
        self._lifeline.close()
        self._executor.shutdown(cancel_futures=True)
        self._far.close()


class _Pool:
    """The processes, and the captures in flight among them."""

    def __init__(self, station: Station, workers: int) -> None:
        self._station = station
        self._workers = workers
        self._processes = _Processes(workers)
        self._flight: Flight = {}

    def take(self, reference: CaptureRef) -> Iterator[Outcome]:
        """Accept a capture; wait while twice as many are in flight as there are processes."""
        self._flight[self._processes.submit(self._station, reference)] = reference
        yield from self._collect(timeout_s=0)
        while len(self._flight) >= _FLIGHT_PER_WORKER * self._workers:
            yield from self._collect()

    def finish(self) -> Iterator[Outcome]:
        """Wait for all."""
        while self._flight:
            yield from self._collect()

    def stop(self) -> None:
        """End the processes."""
        self._processes.stop()

    def _collect(self, timeout_s: float | None = None) -> Iterator[Outcome]:
        """Take what is ready, waiting for one at most ``timeout_s``, for ever if None."""
        done, _ = wait(self._flight, timeout_s, FIRST_COMPLETED)
        if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
            done, _ = wait(self._flight)
        ready = {future: reference for future, reference in self._flight.items() if future in done}
        self._flight = {future: reference for future, reference in self._flight.items() if future not in done}
        suspects = []
        for future, reference in ready.items():
            if isinstance(future.exception(), BrokenProcessPool):
                suspects.append(reference)
            else:
                yield reference, future.result()
        if suspects:
            self._processes.stop()
            yield from self._read_alone(suspects)
            self._processes = _Processes(self._workers)

    def _read_alone(self, suspects: Iterable[CaptureRef]) -> Iterator[Outcome]:
        """Read captures one at a time; the one in whose time the process dies is the killer."""
        self._processes = _Processes(1)
        for reference in suspects:
            self._processes.get_ready(self._station)
            started = time.monotonic()
            future = self._processes.submit(self._station, reference)
            if not isinstance(future.exception(), BrokenProcessPool):
                yield reference, future.result()
                continue
            is_slow = time.monotonic() - started >= self._station.limit_s
            self._processes.stop()
            self._processes = _Processes(1)
            yield reference, _reject_slow(reference, self._station.limit_s) if is_slow else _reject_killer(reference)
        self._processes.stop()


def _reject_killer(reference: CaptureRef) -> Rejected:
    """Say that reading a document ended the process, twice."""
    return Rejected(
        locator=reference.locator,
        reason=RejectReason.WORKER_DIED,
        message=f"{reference.locator}: the process that read it died, and so did a second one",
        next_step="Keep the file and report it; if memory is short, close other programs and add it again.",
    )


def _reject_slow(reference: CaptureRef, limit_s: float) -> Rejected:
    """Say that a document takes too long."""
    return Rejected(
        locator=reference.locator,
        reason=RejectReason.TOO_SLOW,
        message=f"{reference.locator}: reading it takes longer than {limit_s:,.0f} seconds",
        next_step="Copy the text of the article into a file of its own and add that; please report the page.",
    )


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C until afterwards, so that a process started meanwhile starts deaf to it: it reaches all of them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""Reading in parallel: every capture has its outcome, whatever a document does to the process that reads it."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from onrecord.corpus.pool import open_pool
from onrecord.corpus.worker import Station
from onrecord.domain import CaptureRef, Reading, Rejected, RejectReason
from onrecord.errors import BundleError, EnvironmentFailure

if TYPE_CHECKING:
    from pathlib import Path

Store = Callable[[list[str]], list[CaptureRef]]
Outcome = tuple[CaptureRef, Reading | Rejected]

ARTICLE = "Bridge {number} stays closed\n\nAnn Lee said that bridge {number} will stay closed until spring.\n"
# Starts reading and says which processes do it; then it waits for its own end.
OWNER = """
import multiprocessing, sys
from pathlib import Path
import msgspec
from onrecord.corpus.pool import open_pool
from onrecord.corpus.worker import Station
from onrecord.domain import CaptureRef

if __name__ == "__main__":
    references = msgspec.json.decode(sys.argv[2], type=list[CaptureRef])
    station = Station(archive=Path(sys.argv[1]), reader="misbehaving:MisbehavingReader")
    with open_pool(station, workers=2) as pool:
        list(pool.take(references[0])), list(pool.finish())
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)
        sys.stdin.read()
"""


def write_articles(count: int) -> list[str]:
    """Write articles unlike each other."""
    return [ARTICLE.format(number=number) for number in range(count)]


@pytest.fixture
def station(archive_folder: Path) -> Station:
    """Give the place where misbehaving documents are read."""
    return Station(archive=archive_folder, reader="misbehaving:MisbehavingReader")


def read_each(references: list[CaptureRef], station: Station, workers: int = 2) -> Iterator[Outcome]:
    """Read all, as outcomes come."""
    with open_pool(station, workers=workers) as pool:
        for reference in references:
            yield from pool.take(reference)
        yield from pool.finish()


def read_all(references: list[CaptureRef], station: Station, workers: int = 2) -> dict[str, RejectReason | int]:
    """Read all; for each locator the reason of rejection or the number of statements."""
    outcomes = list(read_each(references, station, workers))
    assert sorted(reference.id for reference, _ in outcomes) == sorted(reference.id for reference in references)
    return {
        reference.locator: outcome.reason if isinstance(outcome, Rejected) else len(outcome.statements)
        for reference, outcome in outcomes
    }


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_any_number_of_processes_reads_each_capture_once(store: Store, station: Station, workers: int) -> None:
    read = read_all(store(write_articles(9)), station, workers)
    assert read == {f"page-{number}.txt": 1 for number in range(9)}


def test_a_reading_is_the_same_from_a_process_of_its_own(store: Store, station: Station) -> None:
    references = store(write_articles(2))
    here, there = (dict(read_each(references, station, workers)) for workers in (1, 2))
    assert here == there
    assert all(isinstance(outcome, Reading) for outcome in here.values())


def test_a_document_that_kills_its_process_costs_only_itself(store: Store, station: Station) -> None:
    texts = write_articles(9)
    texts[4] = "This page kills."
    read = read_all(store(texts), station)
    assert read.pop("page-4.txt") is RejectReason.WORKER_DIED
    assert set(read.values()) == {1}


def test_a_document_beside_which_a_process_died_is_read_again(store: Store, station: Station, tmp_path: Path) -> None:
    texts = write_articles(5)
    texts[2] = f"This page kills once: {tmp_path / 'mark'}\n\n{texts[2]}"
    read = read_all(store(texts), station)
    assert not [reason for reason in read.values() if isinstance(reason, RejectReason)]
    assert (tmp_path / "mark").exists()


def test_a_document_that_never_ends_is_ended_and_costs_only_itself(store: Store, station: Station) -> None:
    texts = write_articles(5)
    texts[1] = "This page hangs."
    read = read_all(store(texts), replace(station, limit_s=3))
    assert read.pop("page-1.txt") is RejectReason.TOO_SLOW
    assert set(read.values()) == {1}


def test_a_killer_at_the_end_is_found_too(store: Store, station: Station) -> None:
    assert read_all(store(["This page kills."]), station) == {"page-0.txt": RejectReason.WORKER_DIED}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_damaged_installation_stops_the_run(store: Store, archive_folder: Path, workers: int) -> None:
    station = Station(archive=archive_folder, reader="misbehaving:BrokenReader")
    with pytest.raises(BundleError, match="cannot read page-0") as caught:
        read_all(store(write_articles(1)), station, workers)
    assert caught.value.next_step == "Install again."


def test_no_document_is_blamed_when_no_process_can_be_started(store: Store, archive_folder: Path) -> None:
    station = Station(archive=archive_folder, reader="misbehaving:load_dying")
    with pytest.raises(EnvironmentFailure, match="out of memory") as caught:
        read_all(store(write_articles(3)), station)
    assert "--workers 1" in caught.value.next_step


def test_no_more_is_in_flight_than_is_needed(store: Store, station: Station) -> None:
    done = 0
    with open_pool(station, workers=2) as pool:
        for taken, reference in enumerate(store(write_articles(20)), start=1):
            done += len(list(pool.take(reference)))
            assert taken - done < 2 * 2
        assert done + len(list(pool.finish())) == 20


def test_closing_early_leaves_no_process(store: Store, station: Station) -> None:
    with open_pool(station, workers=2) as pool:
        for reference in store(write_articles(3)):
            list(pool.take(reference))
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waiting for a stranger's end needs Linux")
def test_processes_end_with_the_one_that_started_them(store: Store, station: Station, tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(OWNER, encoding="utf-8")
    references = store(write_articles(2))
    words = [sys.executable, str(script), str(station.archive), msgspec.json.encode(references).decode()]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL  # the killed leave semaphores behind, of which Python warns
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=nothing, env=environment) as owner:  # noqa: S603 - ours
        assert owner.stdout is not None
        readers = [os.pidfd_open(int(pid)) for pid in owner.stdout.readline().split()]
        assert readers
        owner.send_signal(signal.SIGKILL)
    poll = select.poll()
    for reader in readers:
        poll.register(reader, select.POLLIN)
    ended = 0
    while ended < len(readers):
        events = poll.poll(20_000)
        assert events, "a reading process outlived its owner"
        for descriptor, _ in events:
            poll.unregister(descriptor)
            os.close(descriptor)
            ended += 1

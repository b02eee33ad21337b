"""Captures into the record: archived, read in parallel, recorded in one transaction each, then reported.

What is reported is on the disk.  Stopped at any point, the next call goes on: a capture that was archived and has no
outcome is *pending* and is found by ``find_pending``.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.corpus.outcomes import Added, Known, Refused
from onrecord.corpus.pool import open_pool
from onrecord.domain import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.archive import Archive
    from onrecord.corpus.outcomes import Outcome
    from onrecord.corpus.stores import Stores
    from onrecord.domain import Capture, CaptureRef, Reading
    from onrecord.record import Record

_PAGE = 1000


def add_captures(found: Iterable[Capture | Rejected], stores: Stores, *, workers: int) -> Iterator[Outcome]:
    """Add what intake found; each input has one outcome, in no promised order.

    ``found`` is drawn from as room for work becomes free.  What was rejected before is read once more.  An error of the
    installation or the machine is raised.
    """
    rejected_before = {each.capture.id for each in stores.record.rejected() if each.capture is not None}
    with open_pool(stores.station, workers=workers) as pool:
        for capture in found:
            if isinstance(capture, Rejected):
                yield _refuse(stores, None, capture)
                continue
            reference = stores.archive.store(capture)
            if stores.record.pending([reference]) or reference.id in rejected_before:
                yield from (_keep(stores, *ready) for ready in pool.take(reference))
            else:
                yield Known(capture=reference)
        yield from (_keep(stores, *ready) for ready in pool.finish())


def read_archived(references: Iterable[CaptureRef], stores: Stores, *, workers: int) -> Iterator[Outcome]:
    """Read captures of the archive, for the first time or again; outcomes come in no promised order."""
    with open_pool(stores.station, workers=workers) as pool:
        for reference in references:
            yield from (_keep(stores, *ready) for ready in pool.take(reference))
        yield from (_keep(stores, *ready) for ready in pool.finish())


def find_pending(archive: Archive, record: Record) -> tuple[CaptureRef, ...]:
    """Find the captures that were archived but have no outcome, in the order they were archived."""
    captures = archive.captures()
    pages = iter(lambda: list(islice(captures, _PAGE)), [])
    return tuple(reference for page in pages for reference in record.pending(page))


def _keep(stores: Stores, reference: CaptureRef, outcome: Reading | Rejected) -> Outcome:
    """Record the outcome of a capture."""
    if isinstance(outcome, Rejected):
        return _refuse(stores, reference, outcome)
    addition = stores.record.add(outcome, reference, producer=stores.producer, at=stores.clock())
    return Added(capture=reference, article=outcome.article.reference, addition=addition)


def _refuse(stores: Stores, reference: CaptureRef | None, rejected: Rejected) -> Outcome:
    """Record that an input could not be read; what to do next ends in adding it here, where reading was said."""
    rejected = structs.replace(rejected, next_step=rejected.next_step.replace("onrecord read ", "onrecord add "))
    stores.record.reject(rejected, reference, at=stores.clock())
    return Refused(rejected=rejected, capture=reference)

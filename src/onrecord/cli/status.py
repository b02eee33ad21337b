"""``onrecord status``: where the record and the archive lie, what is in them, and their heads."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from onrecord.cli.lines import write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.add import find_pending
from onrecord.corpus.stores import open_stores_to_read
from onrecord.domain import SCHEMA_VERSION, Domain, RecordStatus
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    import argparse

    from onrecord.archive import Archive
    from onrecord.config import Settings
    from onrecord.record import Record


class Status(Domain, frozen=True, kw_only=True):
    """Where a record and its archive lie and what is in them.

    ``pending``: archived but not read yet; ``outdated``: read by another version or model; ``producer``: what this
    onrecord calls its readings; ``changed_at``: the time of the last event.
    """

    record: str
    archive: str
    archive_head: str
    changed_at: datetime | None
    producer: str
    pending: int
    outdated: int
    counts: RecordStatus


class StatusLine(Domain, frozen=True, kw_only=True):
    """The one line of ``onrecord status --json``."""

    schema: int = SCHEMA_VERSION
    status: Status


def run(arguments: argparse.Namespace) -> bool:
    """Print the status; there are no findings."""
    settings = read_settings(vars(arguments))
    with open_stores_to_read(settings) as (archive, record):
        status = read_status(settings, archive, record)
    if wants_lines(arguments):
        emit(f"{write_line(StatusLine(status=status))}\n")
    else:
        emit("".join(f"{line}\n" for line in describe(status)))
    return False


def read_status(settings: Settings, archive: Archive, record: Record) -> Status:
    """Look into both."""
    counts = record.status()
    producer = Reader().producer
    rejected = {each.capture.id for each in record.rejected() if each.capture is not None}
    return Status(
        record=record.name,
        archive=str(settings.archive),
        archive_head=archive.head,
        changed_at=next((event.at for event in record.events(after=counts.events - 1)), None),
        producer=producer,
        pending=len(find_pending(archive, record)),
        outdated=sum(reference.id not in rejected for reference in record.outdated(producer)),
        counts=counts,
    )


def describe(status: Status) -> list[str]:
    """Write the status as lines for people; what waits comes last, with what to type."""
    counts = status.counts
    changed = "never" if status.changed_at is None else f"{status.changed_at:%Y-%m-%d %H:%M} UTC"
    rows = [
        ("record", f"{make_printable(status.record)} (schema {counts.schema}, last changed {changed})"),
        ("archive", make_printable(status.archive)),
        ("captures", f"{counts.captures:,}"),
        ("articles", f"{counts.articles:,}"),
        ("statements", f"{counts.statements:,}" + (f" ({counts.retired:,} retired)" if counts.retired else "")),
        ("speakers", f"{counts.identities:,} identities, {counts.judgements:,} judgements"),
        ("known", f"{counts.known:,} entries of lists, {counts.linked:,} linked with a speaker"),
        ("rejected", f"{counts.rejected:,}" + ("; see them with: onrecord rejected" if counts.rejected else "")),
        ("events", f"{counts.events:,}"),
        ("record head", counts.head),
        ("archive head", status.archive_head),
        ("reader", status.producer),
    ]
    rows = [row for row in rows if row[0] != "known" or counts.known]
    if status.pending:
        rows.append(
            ("pending", f"{status.pending:,} kept but not read yet; the next onrecord add or refresh reads them")
        )
    if status.outdated:
        rows.append(
            ("outdated", f"{status.outdated:,} read by another version; read them again with: onrecord refresh")
        )
    width = max(len(name) for name, _ in rows)
    return [f"{name:<{width}}  {value}" for name, value in rows]

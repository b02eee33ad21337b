"""``onrecord refresh``: reads kept articles again where another version or model read them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.cli.found import name_place
from onrecord.cli.outcomes import finish, tell
from onrecord.cli.streams import wants_lines
from onrecord.config import read_settings
from onrecord.corpus.add import find_pending, read_archived
from onrecord.corpus.stores import open_known_record, open_stores
from onrecord.corpus.worker import READER

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace, *, reader: str = READER) -> bool:
    """Read what is pending, outdated or was rejected; True when one was rejected (again) or not read."""
    settings = read_settings(vars(arguments))
    open_known_record(settings).close()
    with open_stores(settings, clock=lambda: datetime.now(UTC), reader=reader) as stores:
        references = (*find_pending(stores.archive, stores.record), *stores.record.outdated(stores.producer))
        outcomes = read_archived(references, stores, workers=settings.workers)
        tally = tell(outcomes, as_json=wants_lines(arguments), count_expected=lambda: len(references))
    return finish(tally, as_json=wants_lines(arguments), place=name_place(arguments))

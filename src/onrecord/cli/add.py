"""``onrecord add``: whatever is named goes into the archive and the record, and what became of it is told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.cli.outcomes import finish, tell
from onrecord.cli.streams import say
from onrecord.config import read_settings
from onrecord.corpus.add import add_captures, find_pending, read_archived
from onrecord.corpus.stores import open_stores
from onrecord.corpus.worker import READER
from onrecord.intake.files import find_inputs, read_inputs

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace, *, reader: str = READER) -> bool:
    """Add all inputs; True when one was rejected or its statements were not read.

    ``reader`` names what reads captures (``corpus.worker.load_reader``).
    """
    settings = read_settings(vars(arguments))
    inputs = find_inputs(arguments.locators)
    with open_stores(settings, clock=lambda: datetime.now(UTC), reader=reader) as stores:
        pending = find_pending(stores.archive, stores.record)
        if pending:
            say(f"onrecord: first the {len(pending):,} that an earlier run kept but did not read")
            outcomes = read_archived(pending, stores, workers=settings.workers)
            tell(outcomes, as_json=arguments.json, count_expected=lambda: len(pending))
        captures = read_inputs(inputs.inputs, stdin=sys.stdin.buffer)
        outcomes = add_captures(captures, stores, workers=settings.workers)
        tally = tell(outcomes, as_json=arguments.json, count_expected=lambda: len(inputs.inputs))
    return finish(tally, as_json=arguments.json)

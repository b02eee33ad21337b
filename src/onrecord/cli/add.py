"""``onrecord add``: whatever is named goes into the archive and the record, and what became of it is told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.cli.found import name_place
from onrecord.cli.outcomes import finish, tell
from onrecord.cli.stamping import stamp
from onrecord.cli.streams import USER_AGENT, say, wants_lines
from onrecord.config import read_settings
from onrecord.corpus.add import add_captures, find_pending, read_archived
from onrecord.corpus.sources import Sources
from onrecord.corpus.stores import open_stores
from onrecord.corpus.web import Web
from onrecord.corpus.worker import READER
from onrecord.intake.files import STDIN
from onrecord.intake.politeness import Manners
from onrecord.intake.web import Network

if TYPE_CHECKING:
    import argparse

    from onrecord.config import Settings
    from onrecord.corpus.stores import Stores


def run(arguments: argparse.Namespace, *, reader: str = READER, network: Network | None = None) -> bool:
    """Add all inputs; True when one was rejected or its statements were not read.

    ``reader`` names what reads captures (``corpus.worker.load_reader``); ``network`` is the outside as it is fetched.
    """
    settings = read_settings(vars(arguments))
    web = Web(manners=Manners(delay_s=settings.delay), network=network or Network(user_agent=USER_AGENT))
    sources = Sources(
        locators=tuple(arguments.locators),
        web=web,
        stdin=sys.stdin.buffer,
        published=arguments.published,
        column=arguments.column,
    )
    if STDIN in arguments.locators and sys.stdin.isatty():
        say("onrecord: paste the article, then press Ctrl-D on an empty line (Ctrl-Z and Enter on Windows)")
    with open_stores(settings, clock=lambda: datetime.now(UTC), reader=reader) as stores:
        read_pending(stores, settings, as_json=wants_lines(arguments))
        outcomes = add_captures(sources.read(), stores, workers=settings.workers)
        tally = tell(outcomes, as_json=wants_lines(arguments), count_expected=lambda: sources.expected)
        stamp(stores.archive, settings)
    if sources.skipped:
        passed = ", ".join(f"{what} {count:,}" for what, count in sources.skipped.most_common())
        say(f"onrecord: passed over what holds no article ({passed})")
    return finish(tally, as_json=wants_lines(arguments), place=name_place(arguments))


def read_pending(stores: Stores, settings: Settings, *, as_json: bool) -> None:
    """Finish what an earlier run began, and say so."""
    pending = find_pending(stores.archive, stores.record)
    if pending:
        say(f"onrecord: an earlier run kept {len(pending):,} inputs that it did not read; reading them first")
        outcomes = read_archived(pending, stores, workers=settings.workers)
        tell(outcomes, as_json=as_json, count_expected=lambda: len(pending))

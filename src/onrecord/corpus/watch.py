"""Watching feeds: what is due is polled and fetched, in bursts, with nothing held open between them.

All that has to survive is in the record's feeds, written after each step: a page stays in the state of its feed until
it is archived or given up, so a watcher may be stopped at any point.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.domain import FeedState
from onrecord.intake.politeness import Site, visit
from onrecord.intake.robots import site_of
from onrecord.intake.watching import EVERY, plan, poll, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from onrecord.corpus.web import Web
    from onrecord.domain import Capture, Rejected
    from onrecord.intake.watching import Polled, Step
    from onrecord.record import Record

# A step that is due so soon is waited for in the same burst.
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Which feeds of a record are watched, and how; ``chosen`` None stands for all that the record knows.

    ``tell`` is told of each poll.
    """

    record: Record
    web: Web
    chosen: frozenset[str] | None
    tell: Callable[[Polled], None]
    every: timedelta = EVERY

    def look(self, *, at_once: bool = False) -> Generator[Capture | Rejected, None, None]:
        """Do all that is due now or within a moment, and give each page that was fetched or given up.

        A page that was given counts as settled when the next one is asked for: whoever takes it has kept it by then.
        With ``at_once`` every feed is due.
        """
        if at_once:
            for feed in self._read_feeds():
                self.record.save_feed(replace(feed, next_at=None))
        while (step := self.find_next()) is not None and self._is_due(step):
            self.web.wait_until(step.at)
            if step.url is None:
                self._poll(step)
            else:
                yield from self._visit(step, step.url)

    def find_next(self) -> Step | None:
        """What is to be done next, and when; None when no feed is watched."""
        return plan(self._read_feeds(), self.web.sites, self.web.network.now())

    def _is_due(self, step: Step) -> bool:
        patience = timedelta(seconds=max(PATIENCE_S, self.web.manners.delay_s))
        return step.at <= self.web.network.now() + patience

    def _read_feeds(self) -> Iterable[FeedState]:
        return [feed for feed in self.record.feeds() if self.chosen is None or feed.url in self.chosen]

    def _poll(self, step: Step) -> None:
        """Poll a feed; the feeds that a list or a page leads to are watched from now on."""
        name = site_of(step.feed.url)
        site = self.web.sites.get(name, Site())
        web = self.web
        polled = poll(step.feed, site, manners=web.manners, limits=web.limits, network=web.network, every=self.every)
        web.sites[name] = polled.site
        self.record.save_feed(polled.feed)
        follow(self.record, polled.further)
        self.tell(polled)

    def _visit(self, step: Step, url: str) -> Iterator[Capture | Rejected]:
        """Visit a page that waits in a feed."""
        name = site_of(url)
        site = self.web.sites.get(name, Site())
        web = self.web
        visited = visit(url, site, manners=web.manners, limits=web.limits, network=web.network)
        web.sites[name] = visited.site
        settled = settle(step.feed, url, visited.outcome)
        if settled.outcome is not None:
            yield settled.outcome
        self.record.save_feed(settled.feed)


def follow(record: Record, urls: Iterable[str]) -> None:
    """Watch feeds from now on; one that is known goes on where it was."""
    known = {feed.url for feed in record.feeds()}
    for url in dict.fromkeys(urls):
        if url not in known:
            record.save_feed(FeedState(url=url))

"""Pages fetched one after the other, as each site wants it: what waits for one site lets others go first."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.intake.politeness import Later, Manners, Site, visit
from onrecord.intake.robots import site_of
from onrecord.intake.web import Limits, Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

# Failures in a row after which a site is left alone for the rest of a run.
MAX_FAILURES = 3


@dataclass(slots=True, kw_only=True)
class Web:
    """The web as one run visits it; ``sites`` is what it learned of each, by ``robots.site_of``."""

    manners: Manners = field(default_factory=Manners)
    limits: Limits = field(default_factory=Limits)
    network: Network = field(default_factory=Network)
    sleep: Callable[[float], None] = time.sleep
    sites: dict[str, Site] = field(default_factory=dict)

    def fetch_named(self, url: str) -> Capture | Rejected:
        """Fetch a page that a person names, as a browser would: without asking robots.txt, but after a pause."""
        return next(iter(self.fetch_all([url], are_named=True)))

    def fetch_all(self, urls: Iterable[str], *, are_named: bool = False) -> Iterator[Capture | Rejected]:
        """Fetch pages that a listing names, or that a person named, in an order in which they wait least."""
        manners = replace(self.manners, obeys_robots=self.manners.obeys_robots and not are_named)
        waiting: dict[str, deque[str]] = {}
        for url in urls:
            waiting.setdefault(site_of(url), deque()).append(url)
        while waiting:
            site = min(waiting, key=self._ready_at)
            yield self._fetch(waiting[site].popleft(), manners)
            if not waiting[site]:
                del waiting[site]

    def wait_until(self, moment: datetime) -> None:
        """Sleep until a moment."""
        self.sleep(max((moment - self.network.now()).total_seconds(), 0))

    def _ready_at(self, site: str) -> float:
        """When a site may be asked, as a number to compare; one that was never asked comes first."""
        known = self.sites.get(site)
        return known.next_at.timestamp() if known is not None and known.next_at is not None else 0

    def _fetch(self, url: str, manners: Manners) -> Capture | Rejected:
        """Fetch a page, however long its site has to be waited for; one that failed is not tried again in this run."""
        name = site_of(url)
        while True:
            site = self.sites.get(name, Site())
            if site.failures >= MAX_FAILURES:
                return _leave_alone(url, name)
            visited = visit(url, site, manners=manners, limits=self.limits, network=self.network)
            outcome = visited.outcome
            self.sites[name] = visited.site
            if isinstance(outcome, Later):
                if outcome.because is not None:
                    return self._note_failure(name, visited.site, outcome.because)
                self.wait_until(outcome.at)
                continue
            return outcome if isinstance(outcome, Capture | Rejected) else _reject_unchanged(url)

    def _note_failure(self, name: str, site: Site, because: Rejected) -> Rejected:
        """Leave a site alone that says it cannot answer; one that was not reached gets another chance or two.

        The long pause is for those who come back by themselves.
        """
        failures = MAX_FAILURES if because.reason == RejectReason.HTTP_STATUS else site.failures
        next_at = self.network.now() + timedelta(seconds=self.manners.delay_s)
        self.sites[name] = replace(site, failures=failures, next_at=next_at)
        return because


def _leave_alone(url: str, site: str) -> Rejected:
    """Say that a site is not asked any more."""
    return Rejected(
        locator=url,
        reason=RejectReason.FETCH_FAILED,
        message=f"{url}: {site} could not answer before, so it was not asked for this page",
        next_step="Wait some minutes, and give the same command again.",
    )


def _reject_unchanged(url: str) -> Rejected:
    """Say that a server answered what it was not asked."""
    message = f"{url}: the server says that the page has not changed, without having been asked"
    return Rejected(locator=url, reason=RejectReason.FETCH_FAILED, message=message, next_step="Try it again later.")

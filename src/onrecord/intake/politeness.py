"""When a site is asked again: never sooner than it wants, later each time it cannot answer.

``visit`` makes one request at most and never waits: what cannot be asked now comes back as ``Later``.  The states are
values that the caller keeps; whoever loops, sleeps or stores is elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from onrecord.domain import Capture, Domain, Rejected, RejectReason
from onrecord.errors import InputError
from onrecord.intake.files import reject
from onrecord.intake.robots import Robots, crawl_delay, fetch_robots, may_fetch, site_of
from onrecord.intake.web import ANSWERED, Network, ask, make_capture, refused, status_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.intake.web import Answer, Limits

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
NOT_MODIFIED = 304
# 408: it took us too long; 425, 429: too early, too many; 5xx: the server's own faults, most of which pass.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
# Failures beyond this do not lengthen the pause: 2^11 minutes are more than a day.
_MAX_DOUBLINGS = 11


class Manners(Domain, frozen=True, kw_only=True):
    """How a reader behaves: seconds between two requests to one site, and whether robots.txt is obeyed."""

    delay_s: float = 2.0
    obeys_robots: bool = True


class Site(Domain, frozen=True, kw_only=True):
    """What is known of a site: not before when it is asked again, how often it failed in a row, its robots.txt."""

    next_at: datetime | None = None
    failures: int = 0
    robots: Robots | None = None


class Later(Domain, frozen=True, kw_only=True):
    """A page that was not fetched: ask not before ``at``; ``because`` says what went wrong when it was tried."""

    at: datetime
    because: Rejected | None = None


class NotModified(Domain, frozen=True, kw_only=True):
    """A page that did not change since it was last fetched."""

    at: datetime


class Visit(NamedTuple):
    """What came of a visit, and what is now known of the site."""

    site: Site
    outcome: Capture | NotModified | Later | Rejected


def visit(
    url: str,
    site: Site,
    *,
    manners: Manners,
    limits: Limits,
    network: Network,
    headers: Iterable[tuple[str, str]] = (),
) -> Visit:
    """Fetch a page if its site may be asked now; ``site`` is what is known of ``site_of(url)``.

    A failure that may pass is ``Later``, with a pause that doubles or that the site states; any other is ``Rejected``.
    """
    now = network.now()
    if site.next_at is not None and site.next_at > now:
        return Visit(site, Later(at=site.next_at))
    try:
        if manners.obeys_robots:
            site = _with_robots(url, site, network)
            _check_robots(url, site)
        answer = ask(url, headers=headers, limits=limits, network=network)
    except InputError as error:
        rejected = reject(url, error)
        if error.reason == RejectReason.FETCH_FAILED:
            return _pause(site, rejected, network.now(), None)
        return Visit(_rest(site, manners, network.now()), rejected)
    return _judge(url, answer, _rest(site, manners, network.now()))


def pause_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: a minute, doubled each time, a day at the most."""
    doublings: int = 2 ** min(failures - 1, _MAX_DOUBLINGS)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def read_retry_after(header: str | None, now: datetime) -> timedelta | None:
    """Read ``Retry-After`` (RFC 9110, section 10.2.3), seconds or a date: a day at the most; ``None`` for neither."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST_PAUSE)
    try:
        wait = parsedate_to_datetime(text) - now
    except (ValueError, TypeError, OverflowError):  # TypeError: a date without a zone
        return None
    return min(max(wait, timedelta()), LONGEST_PAUSE)


def _with_robots(url: str, site: Site, network: Network) -> Site:
    """Fetch robots.txt where it is not known any more; InputError as ``fetch_robots``."""
    if site.robots is not None and site.robots.expires_at > network.now():
        return site
    return replace(site, robots=fetch_robots(site_of(url), network=network))


def _check_robots(url: str, site: Site) -> None:
    """Raise InputError (fetch-refused) when robots.txt closes the page."""
    if site.robots is not None and not may_fetch(site.robots, url):
        message = "the site asks readers that fetch by themselves to leave this page alone (robots.txt)"
        raise refused(url, message, f"Read it in a browser, and if you want it kept, type: onrecord add {url}")


def _judge(url: str, answer: Answer, site: Site) -> Visit:
    """Tell a page from a failure that may pass and one that will not."""
    status = answer.head.status
    if status == NOT_MODIFIED:
        return Visit(replace(site, failures=0), NotModified(at=answer.at))
    if status in ANSWERED:
        return Visit(replace(site, failures=0), make_capture(url, answer))
    rejected = reject(url, status_error(url, answer))
    if status in PASSING:
        return _pause(site, rejected, answer.at, answer.head.value("Retry-After"))
    return Visit(replace(site, failures=0), rejected)


def _pause(site: Site, rejected: Rejected, now: datetime, retry_after: str | None) -> Visit:
    """Leave a site alone for a while."""
    failures = site.failures + 1
    wait = max(read_retry_after(retry_after, now) or timedelta(), pause_after(failures))
    later = Later(at=now + wait, because=rejected)
    return Visit(replace(site, next_at=later.at, failures=failures), later)


def _rest(site: Site, manners: Manners, now: datetime) -> Site:
    """Leave a site alone for the time between two requests."""
    wanted = crawl_delay(site.robots) if site.robots and manners.obeys_robots else 0.0
    return replace(site, next_at=now + timedelta(seconds=max(manners.delay_s, wanted)))

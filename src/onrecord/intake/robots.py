"""What a site asks of those who fetch by themselves: robots.txt, as RFC 9309 has it read.

A site without the file asks for nothing; a site that cannot say right now is left alone until it can.  A page that a
person names is fetched as a browser would, without asking here.
"""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.codings import Cap, codings_of, undo
from onrecord.domain import Domain
from onrecord.errors import InputError
from onrecord.intake.web import ANSWERED, Limits, ask, failed

if TYPE_CHECKING:
    from onrecord.intake.web import Answer, Network

AGENT = "onrecord"
# RFC 9309, section 2.5: at least 500 kibibytes are read.  What is longer is cut.
MAX_READ_BYTES = 512_000
MAX_UNPACKED_BYTES = 20_000_000
# RFC 9309, section 2.4: a copy is good for a day at most.
KEPT = timedelta(hours=24)
MAX_DELAY_S = 3600.0
_TOO_MANY = 429
_SERVER_FAULTS = 500


class Robots(Domain, frozen=True, kw_only=True):
    """One site's robots.txt as last fetched; ``text`` is empty where there is none."""

    text: str = ""
    expires_at: datetime


def site_of(url: str) -> str:
    """The site of a page: scheme, host and port, which share one robots.txt; what is no address is its own.

    >>> site_of("https://News.example:8080/a?b")
    'https://news.example:8080'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.scheme}://{parts.netloc}".lower()


def fetch_robots(site: str, *, network: Network) -> Robots:
    """Fetch the robots.txt of a site; InputError when the site may not be reached, or cannot say."""
    url = f"{site}/robots.txt"
    answer = ask(url, limits=Limits(), network=network)
    status = answer.head.status
    if status == _TOO_MANY or status >= _SERVER_FAULTS:
        message = f"the site cannot say whether it may be read by a program: it answered {status}"
        raise failed(url, message, "Wait some minutes; it is asked again.")
    return Robots(text=_read(answer) if status in ANSWERED else "", expires_at=answer.at + KEPT)


def may_fetch(robots: Robots, url: str) -> bool:
    """Whether the rules allow a page."""
    from protego import Protego  # noqa: PLC0415 - for those who watch

    return bool(Protego.parse(robots.text).can_fetch(url, AGENT))


def crawl_delay(robots: Robots) -> float:
    """Seconds that the rules want between two requests, an hour at the most; 0 where they do not say."""
    from protego import Protego  # noqa: PLC0415 - for those who watch

    delay = Protego.parse(robots.text).crawl_delay(AGENT)
    return min(max(delay, 0.0), MAX_DELAY_S) if delay is not None and math.isfinite(delay) else 0.0


def _read(answer: Answer) -> str:
    """Read the rules; what is damaged counts as far as it can be read."""
    codings = codings_of(answer.head.value("Content-Encoding"))
    kept = bytearray()
    with suppress(InputError):
        for piece in undo([answer.payload], codings, cap=Cap(max_bytes=MAX_UNPACKED_BYTES), locator=answer.url):
            kept += piece
    return kept[:MAX_READ_BYTES].decode("utf-8", "replace")

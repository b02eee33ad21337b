"""One URL, fetched once, as a capture: to a checked address, under caps, with nothing of the reader's sent along.

``fetch`` gives a capture or raises InputError; ``ask`` gives the answer whatever its status, for those who read
statuses (``feeds``, ``robots``).  A redirect is a new request with all checks made again.  No proxy, cookie, credential
or cache takes part, and no environment variable changes any of it.  Whether a page *should* be fetched now is
decided by ``politeness``; what is in it, by ``article``.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from onrecord.codings import Cap, codings_of, undo
from onrecord.domain import Capture, HttpHead, RejectReason
from onrecord.errors import InputError
from onrecord.intake.addresses import Reach, parse_address, refuse_address, refuse_host, resolve
from onrecord.intake.files import MAX_CAPTURE_BYTES
from onrecord.warc import parse_content_type

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    import httpcore
    import httpx

    from onrecord.intake.connection import CheckedBackend

_LOG = logging.getLogger(__name__)
DEFAULT_PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ANSWERED = frozenset({200, 203})
RECEIVED_AT_ONCE = 65_536  # by httpcore; some of the body may come with the head
SAVE_IT = "Open it in a browser, save the page as page.html, and type: onrecord read page.html"
CHECK_IT = "Check the address in a browser, and run the same command again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost, redirects included: bytes of the body as sent, as unpacked, of the heads; seconds."""

    max_bytes: int = MAX_CAPTURE_BYTES
    max_unpacked_bytes: int = MAX_CAPTURE_BYTES
    max_ratio: float = 200
    max_head_bytes: int = 65_536
    max_redirects: int = 5
    connect_s: float = 5
    read_s: float = 10
    total_s: float = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The outside as a fetch sees it, every part of which a caller may replace.

    ``resolve`` gives the addresses of a host and port within a number of seconds, or raises OSError; ``now`` is the
    time that captures bear, ``ticks`` counts seconds for limits; ``tls`` is what certificates are checked by (``None``:
    the certificates that come with httpx).  ``user_agent`` says who asks; interfaces add the version.
    """

    resolve: Callable[[str, int, float], tuple[str, ...]] = resolve
    reach: Reach = field(default_factory=Reach)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext | None = None
    user_agent: str = "onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last response of a chain of redirects; ``payload`` is read for status 200 and 203 only, ``at`` is when."""

    url: str
    head: HttpHead
    payload: bytes
    at: datetime


def fetch(url: str, *, limits: Limits | None = None, network: Network | None = None) -> Capture:
    """Fetch a page; InputError: fetch-refused, fetch-failed, http-status, too-large."""
    answer = ask(url, limits=limits, network=network)
    if answer.head.status not in ANSWERED:
        raise status_error(url, answer)
    return make_capture(url, answer)


def make_capture(locator: str, answer: Answer) -> Capture:
    """Make a capture of an answer; ``locator`` is the URL as it was asked for."""
    media_type, charset = parse_content_type(answer.head.value("Content-Type"))
    return Capture(
        locator=locator,
        url=answer.url,
        captured_at=answer.at,
        media_type=media_type,
        charset=charset,
        http=answer.head,
        payload=answer.payload,
    )


def ask(
    url: str,
    *,
    headers: Iterable[tuple[str, str]] = (),
    limits: Limits | None = None,
    network: Network | None = None,
) -> Answer:
    """Send a GET request and follow its redirects; ``headers`` are sent beside our own.

    InputError: fetch-refused before anything is sent to where it may not be; fetch-failed; too-large.
    """
    chosen = limits or Limits()
    visit = _Visit(locator=url, headers=tuple(headers), limits=chosen, network=network or Network())
    current = visit.parse(url)
    seen: set[str] = set()
    while True:
        if str(current) in seen:
            raise failed(url, "its redirects go round in a circle", SAVE_IT)
        if len(seen) > chosen.max_redirects:
            raise failed(url, f"it redirects more than {chosen.max_redirects} times", SAVE_IT)
        seen.add(str(current))
        answer, location = visit.request(current)
        if location is None:
            return answer
        following = visit.parse(location, base=current)
        if current.scheme == "https" and following.scheme == "http":
            _LOG.warning("%s redirects from https to http: %s", visit.locator, following)
        current = following


def read_location(header: str | None) -> str | None:
    """Read a ``Location``: an address in ASCII by the standard, in UTF-8 by the habit of some servers."""
    try:
        return header.encode("latin-1").decode("utf-8") if header is not None else None
    except UnicodeDecodeError:
        return header


def status_error(locator: str, answer: Answer) -> InputError:
    """Say that the server answered with something other than the page."""
    status = answer.head.status
    message = f"{locator}: the server answered {status} {answer.head.reason}".rstrip()
    step = _STEPS.get(status, SAVE_IT if status < _SERVER_FAULTS else CHECK_IT)
    return InputError(message, reason=RejectReason.HTTP_STATUS, next_step=step)


_SERVER_FAULTS = 500
_STEPS = {
    404: "Check the address in a browser; the page may have moved.",
    410: "Look for a copy in a web archive; the page was taken down.",
    429: "Wait some minutes, and run the same command again.",
    503: "Wait some minutes, and run the same command again.",
}


def refused(locator: str, why: str, next_step: str = SAVE_IT) -> InputError:
    """Say that an address is not fetched."""
    return InputError(f"{locator}: {why}", reason=RejectReason.FETCH_REFUSED, next_step=next_step)


def failed(locator: str, why: str, next_step: str = CHECK_IT) -> InputError:
    """Say that there was no answer, or half of one."""
    return InputError(f"{locator}: {why}", reason=RejectReason.FETCH_FAILED, next_step=next_step)


def too_large(locator: str, why: str) -> InputError:
    """Say that an answer is larger than an article can be."""
    return InputError(f"{locator}: {why}", reason=RejectReason.TOO_LARGE, next_step=SAVE_IT)


@cache
def default_tls() -> ssl.SSLContext:
    """Check certificates by those that come with httpx; made once, because it costs a fourteenth of a second."""
    import httpx  # noqa: PLC0415 - a quarter of a second, for those who fetch

    return httpx.create_ssl_context(trust_env=False)


class _Visit:
    """One call of ``ask``: its limits and how much of them is left."""

    def __init__(self, *, locator: str, headers: tuple[tuple[str, str], ...], limits: Limits, network: Network) -> None:
        self.locator = locator
        self.limits = limits
        self.network = network
        self._headers = headers
        self._end = network.ticks() + limits.total_s

    def time_left(self, at_most_s: float) -> float:
        """The seconds that the next step may take; InputError (fetch-failed) when none is left."""
        left = self._end - self.network.ticks()
        if left <= 0:
            raise failed(self.locator, f"it took longer than {self.limits.total_s:g} s")
        return min(left, at_most_s)

    def parse(self, text: str, base: httpx.URL | None = None) -> httpx.URL:
        """Read a URL and check all that can be checked before its host is looked up."""
        import httpx  # noqa: PLC0415 - a quarter of a second, for those who fetch

        try:
            url = httpx.URL(text) if base is None else base.join(text)
            host = url.raw_host.decode("ascii")
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            message = f"this is not a web address: {text[:200]!r} ({error})"
            raise refused(self.locator, message, "Check its spelling.") from error
        where = "" if base is None else f"it redirects to {str(url)[:200]}, and "
        if url.scheme not in DEFAULT_PORTS:
            raise refused(self.locator, f"{where}only http and https are fetched, not {url.scheme[:20]!r}")
        if url.userinfo:
            raise refused(self.locator, f"{where}an address with a name or password in it is not fetched", SAVE_IT)
        why = refuse_host(host)
        if why:
            raise refused(self.locator, f"{where}the host {host[:100]!r} is not asked: {why}", "Check its spelling.")
        port = url.port or DEFAULT_PORTS[url.scheme]
        if port not in self.network.reach.ports or url.port == 0:
            raise refused(self.locator, f"{where}port {url.port} is not one of the web's", SAVE_IT)
        return url.copy_with(fragment=None, port=None if port == DEFAULT_PORTS[url.scheme] else port)

    def find_addresses(self, url: httpx.URL) -> tuple[str, ...]:
        """Resolve the host, once; InputError unless every address may be reached."""
        host = url.raw_host.decode("ascii")
        port = url.port or DEFAULT_PORTS[url.scheme]
        try:
            is_literal = parse_address(host) is not None
            timeout_s = self.time_left(self.limits.connect_s)
            addresses = (host,) if is_literal else self.network.resolve(host, port, timeout_s)
        except OSError as error:
            message = f"the host {host} cannot be found: {error.strerror or error}"
            raise failed(self.locator, message, "Check its spelling, and that you are online.") from error
        for address in addresses:
            why = refuse_address(address, self.network.reach)
            if why:
                raise refused(
                    self.locator, f"the host {host} stands for {address}, which is not reached: {why}", SAVE_IT
                )
        if not addresses:
            raise failed(self.locator, f"the host {host} has no address")
        return addresses

    def request(self, url: httpx.URL) -> tuple[Answer, str | None]:
        """Send one request; the answer, and where it redirects to."""
        import httpcore  # noqa: PLC0415 - as httpx

        from onrecord.intake.connection import CheckedBackend  # noqa: PLC0415 - loads httpcore

        addresses = self.find_addresses(url)
        backend = CheckedBackend(
            addresses,
            time_left=self.time_left,
            max_bytes=self.limits.max_head_bytes + 2 * RECEIVED_AT_ONCE,
            too_large=partial(too_large, self.locator),
        )
        origin = httpcore.Origin(url.raw_scheme, url.raw_host, url.port or DEFAULT_PORTS[url.scheme])
        tls = (self.network.tls or default_tls()) if url.scheme == "https" else None
        try:
            with httpcore.HTTPConnection(
                origin, ssl_context=tls, network_backend=cast("httpcore.NetworkBackend", backend)
            ) as connection:
                return self._exchange(url, connection, backend)
        except httpcore.TimeoutException as error:
            raise failed(self.locator, "the server did not answer in time") from error
        except httpcore.ProtocolError as error:
            raise failed(self.locator, f"the answer is cut short or broken: {error}") from error
        except httpcore.NetworkError as error:
            raise failed(self.locator, f"the connection failed: {error}") from error

    def _exchange(
        self, url: httpx.URL, connection: httpcore.HTTPConnection, backend: CheckedBackend
    ) -> tuple[Answer, str | None]:
        """Send the request on a connection, and read the response."""
        import httpcore  # noqa: PLC0415 - as above

        timeouts = {"connect": self.limits.connect_s, "read": self.limits.read_s, "write": self.limits.read_s}
        target = httpcore.URL(
            scheme=url.raw_scheme,
            host=url.raw_host,
            port=url.port or DEFAULT_PORTS[url.scheme],
            target=url.raw_path,
        )
        who = [("Host", url.netloc.decode("ascii")), ("User-Agent", self.network.user_agent)]
        named = [*who, *OWN_HEADERS, *self._headers]
        headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in named]
        request = httpcore.Request("GET", target, headers=headers, extensions={"timeout": timeouts})
        response = connection.handle_request(request)
        try:
            head = self._read_head(response)
            backend.allow(2 * self.limits.max_bytes)  # chunks of a few bytes are twice their size
            location = read_location(head.value("Location")) if head.status in REDIRECTS else None
            answer = Answer(url=str(url), head=head, payload=self._read_body(head, response), at=self.network.now())
        finally:
            response.close()
        return answer, location

    def _read_head(self, response: httpcore.Response) -> HttpHead:
        """Keep the head as sent; a byte is one character, as in ISO 8859-1."""
        size = sum(len(name) + len(value) + 4 for name, value in response.headers)
        if size > self.limits.max_head_bytes:
            raise too_large(self.locator, f"the head of its answer has {size} bytes")
        return HttpHead(
            status=response.status,
            reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers),
        )

    def _read_body(self, head: HttpHead, response: httpcore.Response) -> bytes:
        """Read the body as sent, and count what it unpacks to; nothing is read of an answer that is not the page."""
        if head.status not in ANSWERED:
            return b""
        kept: list[bytes] = []
        limits = self.limits
        cap = Cap(max_bytes=limits.max_unpacked_bytes, max_ratio=limits.max_ratio)
        codings = codings_of(head.value("Content-Encoding"))
        chunks = self._count(response.iter_stream(), kept)
        try:
            for _ in undo(chunks, codings, cap=cap, locator=self.locator):
                self.time_left(limits.read_s)
        except InputError as error:
            if error.reason != RejectReason.UNDECODABLE:
                raise
            for _ in chunks:  # what is damaged is archived all the same; reading it will say what is wrong
                pass
        return b"".join(kept)

    def _count(self, chunks: Iterable[bytes], kept: list[bytes]) -> Iterator[bytes]:
        """Keep the chunks; InputError (too-large) beyond the limit."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.limits.max_bytes:
                raise too_large(
                    self.locator, f"it is larger than {self.limits.max_bytes / 1e6:g} MB, which no article is"
                )
            kept.append(chunk)
            yield chunk


OWN_HEADERS = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Connection", "close"),
)

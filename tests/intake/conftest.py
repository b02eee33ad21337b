"""Real servers on 127.0.0.1 that say exactly the bytes a test gives them."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.intake.addresses import Reach
from onrecord.intake.web import Network

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    Respond = Callable[[bytes], bytes | Iterable[bytes]]

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass
class Server:
    """A listening server.

    ``requests`` are the heads it was sent, ``connections`` counts who came, ``stopping`` is the end of the test.
    """

    host: str
    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{self.host}:{self.port}/"


@contextmanager
def serving(respond: Respond, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Serve each connection in a thread: read a head, send what ``respond`` makes of it, close."""
    with socket.create_server((host, 0)) as listener:
        server = Server(host=host, port=listener.getsockname()[1])
        stopping = server.stopping
        threads: list[threading.Thread] = []

        def accept() -> None:
            while not stopping.is_set():
                with suppress(OSError):
                    connection, _ = listener.accept()
                    if stopping.is_set():
                        connection.close()
                        return
                    server.connections += 1
                    thread = threading.Thread(target=answer, args=(connection,))
                    threads.append(thread)
                    thread.start()

        def answer(connection: socket.socket) -> None:
            connection.settimeout(10)
            with suppress(OSError), connection, wrap(connection, tls) as stream:
                head = read_head(stream)
                server.requests.append(head)
                said = respond(head)
                for piece in [said] if isinstance(said, bytes) else said:
                    if stopping.is_set():
                        return
                    stream.sendall(piece)

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server
        finally:
            stopping.set()
            with suppress(OSError), socket.create_connection((host, server.port)):
                pass
            for thread in (accepting, *threads):
                thread.join()


def wrap(connection: socket.socket, tls: ssl.SSLContext | None) -> socket.socket:
    """Speak TLS where there is a certificate."""
    return connection if tls is None else tls.wrap_socket(connection, server_side=True)


def read_head(stream: socket.socket) -> bytes:
    """Read a request with its body; what is left unread when a connection is closed would reset it."""
    request = b""
    while not is_whole(request) and (data := stream.recv(65_536)):
        request += data
    return request


def is_whole(request: bytes) -> bool:
    """Whether all of a request has come."""
    head, end, body = request.partition(b"\r\n\r\n")
    stated = re.search(rb"^content-length: *(\d+)", head, re.IGNORECASE | re.MULTILINE)
    return bool(end) and len(body) >= int(stated[1] if stated else 0)


@dataclass
class Clock:
    """A clock that stands until a test moves it."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        """Give the time."""
        return self.time

    def advance(self, **units: float) -> datetime:
        """Move it on by so much, as for ``timedelta``."""
        self.time += timedelta(**units)
        return self.time


class Web:
    """The servers of one test."""

    now = NOW

    def __init__(self, stack: ExitStack) -> None:
        """Keep what stops the servers."""
        self._stack = stack

    def serve(self, respond: Respond | bytes, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Server:
        """Start a server that answers each request, with the bytes given or by a function of the head it was sent."""
        answer: Respond = (lambda _: respond) if isinstance(respond, bytes) else respond
        return self._stack.enter_context(serving(answer, host=host, tls=tls))

    @staticmethod
    def response(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
        """Write a whole response with its length."""
        lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
        return "\r\n".join(lines).encode("latin-1") + body

    @staticmethod
    def network(*servers: Server, **changes: Any) -> Network:  # noqa: ANN401 - any field of Network
        """A network that reaches these servers, each on its own address only, at a fixed time."""
        reach = Reach(
            ports=frozenset(server.port for server in servers) | {80, 443},
            networks=frozenset(ip_network(server.host) for server in servers),
        )
        return Network(**{"reach": reach, "now": lambda: NOW, **changes})


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands."""
    return Clock()


@pytest.fixture
def web() -> Iterator[Web]:
    """Give servers that stop after the test."""
    with ExitStack() as stack:
        yield Web(stack)

"""The lowest step of a fetch: a socket to a checked address that gives up by the clock and by the byte.

``httpcore`` speaks HTTP and TLS above it, and still believes that it connected to the host's name: the name is what
the certificate is checked against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

    from onrecord.errors import InputError


class CheckedBackend:
    """An ``httpcore.NetworkBackend`` by its shape.

    It connects to the first of ``addresses`` that answers, whatever host it is asked for.  ``time_left(seconds)`` gives
    the seconds a step may take or raises; after ``max_bytes`` received, all framing included, the error made by
    ``too_large`` is raised.  ``allow`` raises that limit.
    """

    def __init__(
        self,
        addresses: tuple[str, ...],
        *,
        time_left: Callable[[float], float],
        max_bytes: int,
        too_large: Callable[[str], InputError],
    ) -> None:
        """Keep the addresses, all of which were checked."""
        self._addresses = addresses
        self._time_left = time_left
        self._max_bytes = max_bytes
        self._too_large = too_large

    def connect_tcp(
        self,
        *,
        host: str,  # noqa: ARG002 - the name is not looked up again
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> _CountedStream:
        """Connect to each address in turn until one answers."""
        tcp = httpcore.SyncBackend()
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in self._addresses:
            seconds = self._time_left(timeout or 0)
            try:
                stream = tcp.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _CountedStream(stream, self)
        raise failure or httpcore.ConnectError("no address")

    def time_left(self, timeout: float | None) -> float:
        """The seconds that a step may take."""
        return self._time_left(timeout or 0)

    def allow(self, size: int) -> None:
        """Let so many more bytes be received."""
        self._max_bytes += size

    def count(self, size: int) -> None:
        """Take received bytes off what is left."""
        self._max_bytes -= size
        if self._max_bytes < 0:
            message = "the server sends far more than an article can have"
            raise self._too_large(message)


class _CountedStream:
    """An ``httpcore.NetworkStream`` by its shape, whose every step is timed and counted by its backend."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Receive some bytes."""
        data = self._stream.read(max_bytes, self._backend.time_left(timeout))
        self._backend.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, self._backend.time_left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _CountedStream:
        """Go on in TLS; ``server_hostname`` is what the certificate must be for."""
        try:
            seconds = self._backend.time_left(timeout)
        except BaseException:
            self._stream.close()
            raise
        return _CountedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._backend)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore declares it
        """What is known of the connection."""
        return self._stream.get_extra_info(info)

"""Which hosts and addresses may be reached: names that are names, addresses of the public internet, known ports.

A page in the wild names any host it likes, so a fetch without these rules reads the reader's own network for whoever
wrote the page.  A name is resolved once; every address of the answer has to pass, and the caller connects to an
address given here, never to the name again.  Nothing here connects.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# RFC 1123 and RFC 5890: labels of letters, digits and hyphens; underscores occur in the wild.
HOST_NAME = re.compile(r"(?=.{1,253}\.?\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?\Z")
# WHATWG URL standard, "ends in a number": such a host is an IPv4 address, in whatever spelling.
NUMBER_AT_END = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?\Z")
WEB_PORTS = frozenset({80, 443})
GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: the last four bytes are an IPv4 address; networks that speak IPv6 alone reach the old internet by it.
NAT64 = IPv6Network("64:ff9b::/96")
# Inside the global range by the numbers, but somebody's inner network, a tunnel that carries another address, or made
# up for documents.  Python's own tables know more of these with each release.
CLOSED_NETWORKS = (
    IPv4Network("168.63.129.16/32"),  # Azure's metadata and DNS
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890), a cloud's metadata among them
    IPv4Network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments (RFC 2928)
    IPv6Network("2001:db8::/32"),  # documents (RFC 3849)
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documents (RFC 9637)
)
# RFC 5214: the interface part of an address that carries an IPv4 one.
ISATAP_MARKS = (0x0000_5EFE, 0x0200_5EFE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What may be reached: ``ports``, the public internet, and of all else only ``networks``, which is for tests."""

    ports: frozenset[int] = WEB_PORTS
    networks: frozenset[IPv4Network | IPv6Network] = frozenset()


def refuse_host(host: str) -> str | None:
    """Say why a host (in ASCII, lower case) is not looked up; ``None`` for a name, or an address in its plain spelling.

    >>> refuse_host("2130706433")
    'it spells an address as a number'
    """
    if parse_address(host) is not None:
        return None
    if NUMBER_AT_END.search(host):
        return "it spells an address as a number"
    if not HOST_NAME.match(host):
        return "it is not the name of a host"
    return None


def refuse_address(address: str, reach: Reach) -> str | None:
    """Say why an address may not be reached; ``None`` when it may.

    >>> refuse_address("::ffff:127.0.0.1", Reach())
    'it is not an address of the public internet'
    """
    parsed = parse_address(address)
    if parsed is None or (isinstance(parsed, IPv6Address) and parsed.scope_id is not None):
        return "it is no address"
    if any(parsed in network for network in reach.networks if network.version == parsed.version):
        return None
    return None if is_public(parsed) else "it is not an address of the public internet"


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, and does not carry another one that could be anything."""
    if isinstance(address, IPv6Address) and address in NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    if any(address in network for network in CLOSED_NETWORKS if network.version == address.version):
        return False
    if isinstance(address, IPv6Address) and (address not in GLOBAL_UNICAST or _is_isatap(address)):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def parse_address(host: str) -> IPv4Address | IPv6Address | None:
    """Read an address in its plain spelling."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
    """Ask the system for the addresses of a host, in its order; OSError when there is none, or no answer in time."""
    return within(timeout_s, lambda: _look_up(host, port))


def within(timeout_s: float, ask: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Call ``ask`` and wait so long for what it gives or raises; TimeoutError beyond.

    The system's resolver has no time limit that could be set, so it is asked in a thread that may be left behind.
    """
    answers: SimpleQueue[tuple[str, ...] | OSError] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except OSError as error:
            answers.put(error)

    Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except Empty as error:
        message = f"no answer within {timeout_s:g} s"
        raise TimeoutError(message) from error
    if isinstance(answer, OSError):
        raise answer
    return answer


def _look_up(host: str, port: int) -> tuple[str, ...]:
    """Ask the system, however long it takes."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except UnicodeError as error:  # a label that is empty or too long
        message = f"{host} is not the name of a host"
        raise OSError(message) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_isatap(address: IPv6Address) -> bool:
    """Whether the interface part carries an IPv4 address."""
    return (int(address) >> 32) & 0xFFFF_FFFF in ISATAP_MARKS

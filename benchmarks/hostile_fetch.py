"""Hostile addresses, name servers and servers against ``fetch``: refused in time, nothing sent where it may not go.

    python benchmarks/hostile_fetch.py

A stage server listens on 127.0.0.2, the only address that is opened; canaries listen on 127.0.0.1 and, where there
is IPv6, on ::1, at the port that every forbidden address names.  Two witnesses: what the canaries were sent, and
Python's own audit events for every connection that this process tries to open.

A fixture passes when ``fetch`` raises InputError within five seconds and both witnesses saw nothing forbidden.  At the
end each canary is called once, to show that it would have noticed (``canaries_awake``).
``lies`` are pages whose head is wrong about their characters: they pass when the article has its words.  ``limits``
in the result are what the fixtures were fetched under; ``peak_memory_mb`` is that of the whole process.  Writes
``benchmarks/results/hostile_fetch.json`` and ends with status 1 when a fixture fails.
"""

from __future__ import annotations

import gzip
import platform
import resource
import socket
import sys
import threading
import time
import zlib
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import TYPE_CHECKING

import brotli

import onrecord
import shared_scorers
from onrecord.article import read_article
from onrecord.errors import InputError
from onrecord.intake.addresses import Reach, within
from onrecord.intake.web import Limits, Network, fetch

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Script = Callable[[bytes], Iterable[bytes]]

MAX_SECONDS = 5.0
STAGE = "127.0.0.2"
LIMITS = Limits(connect_s=2, read_s=2, total_s=4)
MEGABYTE = 1_000_000
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
WORDS = "“The café stays open,” said the owner, Zoë Lind, on Monday, and nobody in the street was surprised by it."
PAGE = f"<!DOCTYPE html><html><body><article><h1>Café stays open</h1><p>{WORDS}</p></article></body></html>"

# Every spelling of a place that is not the public internet; {port} is the canaries'.
FORBIDDEN_HOSTS = """
    127.0.0.1 127.1 127.0.1 127.0.0.1. 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0 0.0.0.0
    127.127.127.127 10.0.0.1 172.16.0.1 192.168.0.1 100.64.0.1 169.254.169.254 169.254.0.1 168.63.129.16
    192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 localhost localhost. [::1]
    [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
    [::ffff:169.254.169.254] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::]
    [2001:0:7f00:1::80ff:fffe] [fe80::1] [fe80::1%25lo] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1]
    [2606:4700::5efe:7f00:1] 127.0.0.1%00.news.example ①②⑦.0.0.1 127。0。0。1 127.0.0.1%2enews.example
""".split()
FORBIDDEN_ADDRESSES = (
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET",
    "dict://127.0.0.1:{port}/",
    "ldap://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}/!/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "http://news.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@news.example/",
    "http://news.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@news.example/",
    "http://127.0.0.1:{port}?@news.example/",
    "http://user:secret@127.0.0.2:{stage}/",
    "http://127.0.0.2:22/",
    "http://127.0.0.2:6379/",
    "http://127.0.0.2:0/",
    "http://127.0.0.2:99999/",
    "http://127.0.0.2:{stage}\r\nX: y/",
    "http://127.0.0.1:{port}/\r\nHost: news.example",
    "//127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http://[::1",
    "http://" + "a" * 70_000,
)
# Names, and what each look-up of them answers; the last answer is repeated.
ANSWERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "stage.example": ((STAGE,),),
    "inner.example": (("127.0.0.1",),),
    "inner6.example": (("::1",),),
    "mapped.example": (("::ffff:127.0.0.1",),),
    "metadata.example": (("169.254.169.254",),),
    "mixed.example": ((STAGE, "127.0.0.1"),),
    "scoped.example": (("fe80::1%lo",),),
    "rebinds.example": ((STAGE,), ("127.0.0.1",)),
    "rebinds6.example": ((STAGE,), ("::ffff:127.0.0.1",)),
    "numbers.example": (("2130706433",),),
    "words.example": (("localhost",),),
    "nothing.example": ((),),
}


@dataclass
class Listener:
    """A server that was started; ``received`` counts connections and bytes."""

    port: int
    received: Counter[str] = field(default_factory=Counter)


@contextmanager
def listening(host: str, port: int, script: Script | None) -> Iterator[Listener]:
    """Listen and answer each connection by a script; a canary has none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=64) as server:
        listener = Listener(port=server.getsockname()[1])
        threading.Thread(target=accept, args=(server, listener, script), daemon=True).start()
        yield listener


def accept(server: socket.socket, listener: Listener, script: Script | None) -> None:
    """Take connections until the server is closed."""
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            listener.received["connections"] += 1
            threading.Thread(target=answer, args=(connection, listener, script), daemon=True).start()


def answer(connection: socket.socket, listener: Listener, script: Script | None) -> None:
    """Read a head, and send what the script makes of it."""
    connection.settimeout(2 * MAX_SECONDS)
    with suppress(OSError), connection:
        head = connection.recv(65_536)
        listener.received["bytes"] += len(head)
        for piece in script(head) if script else ():
            connection.sendall(piece)


class Stage:
    """The stage server's scripts by path."""

    def __init__(self) -> None:
        """Start with none."""
        self.scripts: dict[str, Script] = {}

    def perform(self, head: bytes) -> Iterable[bytes]:
        """Answer by the path asked for; whoever does not speak HTTP gets silence."""
        if not head.startswith(b"GET /"):
            return endless(b"", b"", pause_s=1)(head)
        name = head.split(b" ")[1].decode().partition("?")[0].split("/")[1]
        return self.scripts.get(name, once(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))(head)


def redirect(location: str) -> Script:
    """Redirect, whatever is asked."""
    return lambda _: [b"HTTP/1.1 302 Found\r\nLocation: " + location.encode() + b"\r\nContent-Length: 0\r\n\r\n"]


def once(*pieces: bytes) -> Script:
    """Send these pieces and close."""
    return lambda _: pieces


def endless(start: bytes, piece: bytes, *, pause_s: float = 0.0, numbered: bool = False) -> Script:
    """Send a start, and then a piece for ever."""

    def perform(_: bytes) -> Iterator[bytes]:
        yield start
        number = 0
        while True:
            number += 1
            yield piece % number if numbered else piece
            if pause_s:
                time.sleep(pause_s)

    return perform


def chunk(data: bytes) -> bytes:
    """One chunk of a chunked body."""
    return b"%x\r\n%s\r\n" % (len(data), data)


def coded(coding: str, *pieces: bytes) -> Script:
    """A body with a content coding, in chunks."""
    head = OK + f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    return once(head, *map(chunk, pieces), b"0\r\n\r\n")


def gzip_of_ten_gigabytes(_: bytes) -> Iterator[bytes]:
    """A gzip stream of 10 GB of zeros: one packed megabyte, ten thousand times."""
    packer = zlib.compressobj(9, wbits=31)
    yield OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield chunk(packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH))
    again = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(9_999):
        yield chunk(again)
    yield b"0\r\n\r\n"


def bombs() -> dict[str, Script]:
    """What unpacks to far more than it is."""
    zeros = bytes(60 * MEGABYTE)
    packed = gzip.compress(zeros)
    wide = zstd.compress(zeros, options={zstd.CompressionParameter.window_log: 27})
    return {
        "gzip of 10 GB": gzip_of_ten_gigabytes,
        "gzip": coded("gzip", packed),
        "gzip in gzip": coded("gzip, gzip", gzip.compress(packed)),
        "gzip in br in zstd": coded("gzip, br, zstd", zstd.compress(brotli.compress(packed))),
        "a hundred gzip members": coded("gzip", *[gzip.compress(bytes(MEGABYTE))] * 100),
        "deflate": coded("deflate", zlib.compress(zeros)),
        "br": coded("br", brotli.compress(zeros)),
        "br, byte by byte": coded("br", *(bytes((each,)) for each in brotli.compress(zeros))),
        "zstd": coded("zstd", zstd.compress(zeros)),
        "zstd with a window of 128 MB": coded("zstd", zstd.compress(zeros), wide),
        "a hundred zstd frames": coded("zstd", *[zstd.compress(bytes(MEGABYTE))] * 100),
        "an endless body": endless(OK + b"\r\n", bytes(65_536)),
        "endless chunks": endless(CHUNKED, chunk(b"a" * 60_000)),
        "a body larger than any page": once(OK + b"Content-Length: 30000000\r\n\r\n", *[bytes(MEGABYTE)] * 30),
    }


def streams() -> dict[str, Script]:
    """What never ends, or ends at the wrong place."""
    drip = {"pause_s": 0.02}
    return {
        "nothing at all": endless(b"", b"", pause_s=1),
        "a dripping head": endless(OK, b"X", **drip),
        "dripping headers": endless(OK, b"X-%d: a\r\n", numbered=True, **drip),
        "a dripping body": endless(OK + b"\r\n", b"a", **drip),
        "dripping chunks": endless(CHUNKED, chunk(b"a"), **drip),
        "a dripping length": endless(OK + b"Content-Length: 9999999\r\n\r\n", b"a", **drip),
        "dripping interim answers": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n", **drip),
        "endless headers": endless(OK, b"X-%d: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1, numbered=True),
        "one endless header": endless(OK + b"X: ", b"a" * 65_536),
        "an endless status line": endless(b"HTTP/1.1 200 ", b"O" * 65_536),
        "endless interim answers": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        "an endless chunk extension": endless(CHUNKED + b"5;", b"x" * 65_536),
        "an endless chunk size": endless(CHUNKED, b"0" * 65_536),
        "endless trailers": endless(CHUNKED + b"0\r\n", b"X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1000),
        "a length that is too long": once(OK + b"Content-Length: 9999\r\n\r\n<p>short"),
        "two lengths": once(OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nshort, "),
        "a negative length": once(OK + b"Content-Length: -1\r\n\r\nshort"),
        "a huge length": once(OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nshort"),
        "chunks that stop": once(CHUNKED + b"ffff\r\nshort"),
        "chunks without an end": once(CHUNKED + chunk(b"short")),
        "a chunk of negative size": once(CHUNKED + b"-5\r\nshort\r\n"),
        "a redirect to itself": redirect("?"),
        "a redirect to a megabyte": redirect("/" + "a" * MEGABYTE),
        "endless redirects": lambda head: redirect(head.split(b" ")[1].decode() + "/a")(head),
        "an upgrade": once(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
        "another protocol": once(b"220 mail.example ESMTP\r\n"),
    }


def lies() -> dict[str, Script]:
    """Pages whose head is wrong about their characters."""
    labels = (
        "utf-7",
        "utf-16",
        "utf-32",
        "us-ascii",
        "no-such",
        "zip_codec",
        "unicode_escape",
        "idna",
        "rot13",
        "\xff" * 20,
    )
    body = PAGE.encode()
    scripts = {f"says {label!r}, is UTF-8": said(f"text/html; charset={label}", body) for label in labels}
    scripts["says UTF-8, is windows-1252"] = said("text/html; charset=utf-8", PAGE.encode("windows-1252"))
    scripts["says text/plain, is HTML"] = said("text/plain", body)
    scripts["says two charsets"] = said("text/html; charset=utf-7; charset=utf-8", body)
    scripts["says gzip, is not"] = said("text/html\r\nContent-Encoding: gzip", body)
    return scripts


def said(content_type: str, body: bytes) -> Script:
    """A page under any content type."""
    head = f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode("latin-1")
    return once(OK + head + body)


def never() -> tuple[str, ...]:
    """Wait for ever, as for a name server that is gone."""
    threading.Event().wait()
    return ()


def make_resolver() -> Callable[[str, int, float], tuple[str, ...]]:
    """A name server that answers by ``ANSWERS``, and changes its mind where they do."""
    asked: Counter[str] = Counter()

    def resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
        if host == "silent.example":
            return within(timeout_s, never)
        if host.rstrip(".") == "localhost":
            return ("127.0.0.1", "::1")
        answers = ANSWERS.get(host)
        if answers is None:
            raise OSError(0, f"no {host}:{port} within {timeout_s} s")
        number = min(asked[host], len(answers) - 1)
        asked[host] += 1
        return answers[number]

    return resolve


def addresses(stage: Stage, stage_port: int, port: int) -> dict[str, str]:
    """Every fixture of addresses and names: what it is called, and the URL to fetch."""
    named = [f"http://{host}:{port}/" for host in FORBIDDEN_HOSTS]
    named += [address.format(port=port, stage=stage_port) for address in FORBIDDEN_ADDRESSES]
    fixtures = {f"asked for {url[:80]!r}": url for url in named}
    for number, url in enumerate(named):
        if "\r" not in url and not url.startswith("//127"):
            stage.scripts[f"to{number}"] = redirect(url)
            fixtures[f"redirected to {url[:80]!r}"] = f"http://{STAGE}:{stage_port}/to{number}"
    stage.scripts["to"] = redirect(f"//127.0.0.1:{port}/")
    fixtures["redirected without a scheme"] = f"http://{STAGE}:{stage_port}/to"
    stage.scripts["again"] = lambda head: redirect(f"/again/{len(head)}")(head)
    for host in sorted(set(ANSWERS) - {"stage.example"}):
        at = port if "rebinds" not in host else stage_port
        fixtures[f"a name that answers {ANSWERS[host]}"] = f"http://{host}:{at}/again"
    fixtures["a name server that does not answer"] = f"http://silent.example:{stage_port}/"
    fixtures["a server that does not speak TLS"] = f"https://stage.example:{stage_port}/"
    return fixtures


def try_one(name: str, url: str, network: Network) -> dict[str, object]:
    """Fetch a fixture: how it ended and how long it took."""
    began = time.perf_counter()
    try:
        capture = fetch(url, limits=LIMITS, network=network)
    except InputError as error:
        outcome, detail = str(error.reason), error.message[-120:]
    else:
        outcome, detail = "fetched", f"{len(capture.payload)} bytes"
    return {"fixture": name, "outcome": outcome, "detail": detail, "seconds": round(time.perf_counter() - began, 2)}


def read_words(url: str, network: Network) -> str:
    """Fetch and read a page: whether its words are as they were written."""
    try:
        article = read_article(fetch(url, limits=LIMITS, network=network))
    except InputError as error:
        return str(error.reason)
    return "read" if WORDS in article.text else "garbled"


def watch_connections() -> list[str]:
    """Note the address of every connection that this process opens from now on."""
    seen: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect":
            seen.append(str(arguments[1]))

    sys.addaudithook(note)
    return seen


def main() -> int:
    """Run every fixture and write the result."""
    connections = watch_connections()
    stage = Stage()
    with ExitStack() as stack:
        canary = stack.enter_context(listening("127.0.0.1", 0, None))
        canaries = [canary]
        if socket.has_ipv6:
            with suppress(OSError):
                canaries.append(stack.enter_context(listening("::1", canary.port, None)))
        server = stack.enter_context(listening(STAGE, 0, stage.perform))
        reach = Reach(ports=frozenset({80, 443, server.port, canary.port}), networks=frozenset({ip_network(STAGE)}))
        network = Network(reach=reach, resolve=make_resolver())
        fixtures = addresses(stage, server.port, canary.port)
        for number, (name, script) in enumerate({**bombs(), **streams()}.items()):
            stage.scripts[f"s{number}"] = script
            fixtures[name] = f"http://stage.example:{server.port}/s{number}"
        results = [try_one(name, url, network) for name, url in fixtures.items()]
        read = {}
        for number, (name, script) in enumerate(lies().items()):
            stage.scripts[f"l{number}"] = script
            read[name] = read_words(f"http://stage.example:{server.port}/l{number}", network)
        forbidden = [address for address in connections if f"'{STAGE}', {server.port}" not in address]
        received: Counter[str] = sum((canary.received for canary in canaries), Counter())
        awake = sum(is_awake(host, canary) for host, canary in zip(("127.0.0.1", "::1"), canaries, strict=False))
    witnesses = {
        "canaries": len(canaries),
        "canaries_awake": awake,
        "canary_connections": received["connections"],
        "canary_bytes": received["bytes"],
        "forbidden_connections": forbidden,
    }
    return report(results, read, witnesses)


def is_awake(host: str, canary: Listener) -> bool:
    """Call a canary, and see whether it noticed."""
    before = canary.received["bytes"]
    with socket.create_connection((host, canary.port)) as connection:
        connection.sendall(b"hello")
        connection.recv(1)
    return canary.received["bytes"] == before + len(b"hello")


def report(results: list[dict[str, object]], read: dict[str, str], witnesses: dict[str, object]) -> int:
    """Write the result; the exit status."""
    slow = sorted(results, key=lambda each: -float(str(each["seconds"])))
    failed = [each for each in results if each["outcome"] == "fetched" or float(str(each["seconds"])) > MAX_SECONDS]
    garbled = {name: outcome for name, outcome in read.items() if outcome != "read"}
    result = {
        "onrecord": onrecord.__version__,
        "python": platform.python_version(),
        "limits": {"connect_s": LIMITS.connect_s, "read_s": LIMITS.read_s, "total_s": LIMITS.total_s},
        "fixtures": len(results),
        "refused": sum(each["outcome"] != "fetched" for each in results),
        "outcomes": dict(sorted(Counter(str(each["outcome"]) for each in results).items())),
        "failed": failed,
        "slowest_s": [[each["seconds"], each["fixture"]] for each in slow[:5]],
        **witnesses,
        "lies": len(read),
        "lies_not_read": garbled,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    row = {
        "order": 73,
        "what": "hostile addresses, servers and bombs refused; bytes sent where none may go",
        "peer": None,
    }
    row |= {
        "score": f"{result['refused']} of {result['fixtures']}; {witnesses['canary_bytes']}",
        "data": "local servers",
    }
    shared_scorers.write_result("hostile_fetch", {**result, "summary": [row]})
    was_silent = witnesses["canaries"] == witnesses["canaries_awake"] and not witnesses["canary_connections"]
    return int(bool(failed or garbled or witnesses["forbidden_connections"] or not was_silent))


if __name__ == "__main__":
    sys.exit(main())

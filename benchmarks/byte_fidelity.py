"""Whether captures come out of the archive as they came off the wire, read by onrecord, warcio and fastwarc.

    python benchmarks/byte_fidelity.py [1000] [--seed 1]

A server on 127.0.0.1 answers with responses that it makes from the seed: bodies of several charsets, empty ones and
random bytes; coded as gzip, br, zstd, deflate or not; sent whole, chunked in pieces of any size, or up to the end of
the connection; with odd headers.  Each is fetched with ``onrecord.intake.web``, stored, and read back after the
archive was closed: by onrecord, warcio and fastwarc, from the archive's segments and from a WACZ export.  Compared are
the body as the server made it, byte for byte, and the header lines.
Writes ``results/byte_fidelity.json``; ends with status 1 when anything differs.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

import shared_scorers
from onrecord.archive import Archive, export_wacz
from onrecord.domain import Capture
from onrecord.intake.addresses import Reach
from onrecord.intake.web import Limits, Network, fetch
from onrecord.warc import read_captures
from provenance import provenance

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PIECES = (
    "The gate was opened forty minutes late, the authority said.",
    "«Просим помощи», — сказала мэр.",
    "港務局は水曜日に発表した。",
    "Größe, façade, naïve – “quoted”",
    "\x00\x7f\x80",
)
CHARSETS = ("utf-8", "utf-16", "windows-1251", "iso-8859-1", "shift_jis", "gb18030", "koi8-r", "utf-32")
FRAMINGS = ("length", "chunked", "close")
ODD_HEADERS = (
    b"X-Latin: caf\xe9",
    "X-UTF-8: café à la carte à".encode(),
    b"X-Empty:",
    b"X-Twice: 1",
    b"x-twice: 2",
    b"X-Tab: a\tb",
    b'Set-Cookie: a="b; c"; Path=/',
    b"X-Long: " + b"y" * 5_000,
    b"x-archive-orig-transfer-encoding: chunked",
    b'Warning: 299 - "odd"',
    b'ETag: W/"\xff"',
)


def raw_deflate(body: bytes) -> bytes:
    """Deflate without zlib's wrapping, as some servers send it."""
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(body) + compressor.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "deflate": zlib.compress,
    "deflate, raw": raw_deflate,
}


class Sent(NamedTuple):
    """One response: its kind, its header lines as sent, its body as coded, and the body in its framing."""

    kind: str
    lines: tuple[bytes, ...]
    body: bytes
    framed: bytes


def make_body(chance: random.Random) -> tuple[str, bytes]:
    """A charset and a body in it, or random bytes."""
    charset = chance.choice(CHARSETS)
    size = chance.choice((0, 1, 1, 20, 200, 2_000))
    if chance.random() < 0.1:  # noqa: PLR2004 - one in ten
        return charset, chance.randbytes(size * 10)
    text = "".join(f"<p>{chance.choice(PIECES)}</p>\r\n" for _ in range(size))
    return charset, text.encode(charset, "replace")


def chunk(body: bytes, chance: random.Random) -> bytes:
    """Chunk a body in pieces of any size, some with extensions."""
    parts = []
    while body:
        size = min(len(body), chance.choice((1, 7, 100, 1_024, 60_000)) + chance.randrange(5))
        extension = b";a=b" if chance.random() < 0.1 else b""  # noqa: PLR2004 - one in ten
        parts.append(b"%x%s\r\n%s\r\n" % (size, extension, body[:size]))
        body = body[size:]
    return b"".join(parts) + b"0\r\n\r\n"


def make_response(number: int, seed: int) -> Sent:
    """Response ``number``, the same for the same seed."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
    charset, body = make_body(chance)
    coding = chance.choice(tuple(CODINGS))
    coded = CODINGS[coding](body)
    framing = chance.choice(FRAMINGS)
    lines = [f"Content-Type: text/html; charset={charset}".encode()]
    if coding:
        lines.append(f"Content-Encoding: {coding.partition(',')[0]}".encode())
    if framing == "length":
        lines.append(f"Content-Length: {len(coded)}".encode())
    if framing == "chunked":
        lines.append(b"Transfer-Encoding: chunked")
    lines += chance.sample(ODD_HEADERS, chance.randrange(4))
    chance.shuffle(lines)
    framed = chunk(coded, chance) if framing == "chunked" else coded
    return Sent(f"{coding or 'identity'}, {framing}", (*lines, b"Connection: close"), coded, framed)


class Handler(BaseHTTPRequestHandler):
    """Sends response ``/N`` byte for byte as made, without a header of the server's own."""

    responses: Sequence[Sent] = ()

    def do_GET(self) -> None:
        """Answer and close."""
        sent = self.responses[int(self.path[1:])]
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"\r\n".join(sent.lines) + b"\r\n\r\n" + sent.framed)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def split_line(line: bytes) -> tuple[str, str]:
    """Name and value of a header line, one character for each byte."""
    name, _, value = line.decode("latin-1").partition(":")
    return name, value.strip(" \t")


def fetch_all(count: int) -> list[Capture]:
    """Fetch each response."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        reach = Reach(ports=frozenset({server.server_port}), networks=frozenset({ip_network("127.0.0.1")}))
        network, limits = Network(reach=reach), Limits(max_ratio=100_000)
        return [
            fetch(f"http://127.0.0.1:{server.server_port}/{number}", limits=limits, network=network)
            for number in range(count)
        ]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


Block = tuple[str, bytes, bytes]  # URL, head, payload


def split_block(block: bytes) -> tuple[bytes, bytes]:
    """Head and payload of a response's block."""
    head, _, payload = block.partition(b"\r\n\r\n")
    return head, payload


def with_originals(records: Iterator[tuple[str, dict[str, str], bytes]]) -> Iterator[Block]:
    """Join revisits to the payload of the record they name."""
    payloads: dict[str, bytes] = {}
    for kind, fields, block in records:
        if kind not in ("response", "revisit"):
            continue
        head, payload = split_block(block)
        if kind == "revisit":
            payload = payloads[fields["WARC-Refers-To"]]
        payloads[fields["WARC-Record-ID"]] = payload
        yield fields["WARC-Target-URI"], head, payload


def read_with_warcio(content: bytes) -> Iterator[Block]:
    """What warcio finds; it raises an error at a wrong digest."""

    def records() -> Iterator[tuple[str, dict[str, str], bytes]]:
        for record in ArchiveIterator(io.BytesIO(content), no_record_parse=True):
            yield record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read()

    for record in ArchiveIterator(io.BytesIO(content), check_digests="raise"):
        record.raw_stream.read()
    return with_originals(records())


def read_with_fastwarc(content: bytes) -> Iterator[Block]:
    """What fastwarc finds; ValueError at a wrong digest."""

    def records() -> Iterator[tuple[str, dict[str, str], bytes]]:
        for record in FastIterator(io.BytesIO(content), parse_http=False):
            if record.content_length and not record.verify_block_digest():
                raise ValueError(record.record_id)
            yield record.headers["WARC-Type"], dict(record.headers.astuples()), record.reader.read()

    return with_originals(records())


def compare(sent: Sent, url: str, blocks: dict[str, Block]) -> bool:
    """Whether a reader has the body and the header lines of a response; the transfer coding's line is set aside."""
    if url not in blocks:
        return False
    _, head, payload = blocks[url]
    kept = [split_line(line) for line in head.split(b"\r\n")[1:]]
    expected = [split_line(line) for line in sent.lines]
    renamed = [(f"X-OnRecord-{name}" if name == "Transfer-Encoding" else name, value) for name, value in expected]
    return payload == sent.body and kept == renamed


def compare_captures(responses: Sequence[Sent], captures: Sequence[Capture]) -> int:
    """How many captures are the responses as sent."""
    return sum(
        capture.payload == sent.body
        and capture.http is not None
        and list(capture.http.headers) == [split_line(line) for line in sent.lines]
        for sent, capture in zip(responses, captures, strict=True)
    )


def measure(responses: Sequence[Sent], folder: Path) -> dict[str, Any]:
    """Fetch, store, close, and read back."""
    captures = fetch_all(len(responses))
    urls = [capture.url or "" for capture in captures]
    times = []
    with Archive.open(folder / "archive", clock=lambda: datetime.now(UTC)) as archive:
        for capture in captures:
            began = time.perf_counter()
            archive.store(capture)
            times.append(time.perf_counter() - began)
    with Archive.open_to_read(folder / "archive") as archive:
        stored = [archive.read(reference) for reference in archive.captures()]
        verdicts = Counter(finding.verdict.value for finding in archive.check())
        export_wacz(archive, folder / "export.wacz", created=datetime.now(UTC))
    segments = b"".join(path.read_bytes() for path in sorted((folder / "archive" / "segments").iterdir()))
    with zipfile.ZipFile(folder / "export.wacz") as package:
        exported = b"".join(package.read(name) for name in package.namelist() if name.startswith("archive/"))
    with (folder / "export.wacz").open("rb") as stream:
        imported = [item for item in read_captures(stream, "export.wacz") if isinstance(item, Capture)]
    readers = {
        "warcio": {block[0]: block for block in read_with_warcio(segments)},
        "fastwarc": {block[0]: block for block in read_with_fastwarc(segments)},
        "warcio, WACZ": {block[0]: block for block in read_with_warcio(exported)},
        "fastwarc, WACZ": {block[0]: block for block in read_with_fastwarc(exported)},
    }
    identical = {
        "fetched": compare_captures(responses, captures),
        "onrecord": compare_captures(responses, stored),
        "onrecord, WACZ": compare_captures(responses, imported) if len(imported) == len(responses) else 0,
    }
    for name, blocks in readers.items():
        identical[name] = sum(compare(sent, url, blocks) for sent, url in zip(responses, urls, strict=True))
    return {
        "identical": identical,
        "check": dict(verdicts),
        "revisits": len(responses) - len({sent.body for sent in responses}),
        "store_ms": {"median": round(sorted(times)[len(times) // 2] * 1000, 2), "most": round(max(times) * 1000, 2)},
        "archive_bytes": len(segments),
    }


def main() -> int:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    Handler.responses = responses = [make_response(number, arguments.seed) for number in range(arguments.count)]
    with tempfile.TemporaryDirectory() as folder:
        result = measure(responses, Path(folder))
    kinds = Counter(sent.kind for sent in responses)
    packages = ("warcio", "fastwarc", "httpx", "brotli", "backports-zstd")
    result = {"responses": arguments.count, "seed": arguments.seed, **result, "kinds": dict(sorted(kinds.items()))}
    row = {
        "order": 70,
        "what": "pages read back byte for byte, by onrecord, warcio and fastwarc, also from WACZ",
        "peer": None,
    }
    row |= {
        "score": f"{min(result['identical'].values()):,} of {arguments.count:,}",
        "data": "a local server, all codings",
    }
    shared_scorers.write_result("byte_fidelity", {**result, **provenance(*packages), "summary": [row]})
    return int(set(result["identical"].values()) != {arguments.count} or set(result["check"]) != {"confirmed"})


if __name__ == "__main__":
    sys.exit(main())

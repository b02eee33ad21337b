"""Mutated WARC and WACZ files against ``read_captures``: no crash, no hang, no flood.

    python benchmarks/fuzz_warc.py [1700] [--seed 1]

Seeds are small files of every form: one gzip member for each record, one for all, none; WARC 1.0 and 1.1; responses,
chunked and coded ones, resources, revisits, requests; WACZ, stored and deflated; files that onrecord wrote.  Each input
is one mutation or several of one seed, the same for the same seed number: bytes flipped, cut out, repeated; lengths
and numbers exchanged; files cut short, joined, compressed again; heads and blanks without end; bombs.  A crash is any
exception.  Time is CPU time of one input (limit 2 s), memory the peak of the whole process (limit 1 GB).  Of inputs
with a single flipped bit the pages are counted that were still read.  Writes ``results/fuzz_warc.json`` and ends with
status 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import re
import resource
import sys
import time
import traceback
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import shared_scorers
from onrecord.domain import Capture, HttpHead, Rejected
from onrecord.warc import Original, read_captures, write_capture, write_warcinfo
from provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_SECONDS = 2.0
MAX_MEGABYTES = 1000
LISTED = 5
PAGES = 8
NOON = datetime(2025, 4, 2, 12, 0, tzinfo=UTC)
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
FRAGMENTS = (
    b"WARC/1.0\r\n",
    b"WARC/1.1\r\nContent-Length: 10\r\n\r\n",
    b"\r\n" * 3_000,
    b"\n\n",
    b"\r\n\r\n",
    b"\x1f\x8b\x08",
    b"\x1f\x8b\x08" * 30_000,
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    gzip.compress(b""),
    gzip.compress(b"WARC/1.0\r\n"),
    gzip.compress(bytes(3_000_000)),
    gzip.compress(b"WARC/1.0\r\nContent-Length: 9\r\n\r\n" * 20_000),
    gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90000000\r\n\r\n" + bytes(3_000_000)),
    gzip.compress(gzip.compress(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n")),
    b"WARC-Type: revisit\r\n",
    b"WARC-Refers-To: <urn:uuid:1>\r\n",
    b"Content-Length: 99999999999999999999999999\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Length: \xd9\xa3\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC-Date: 0001-01-01T00:00:00+23:59\r\n",
    b"WARC-Date: 2020-13-99T99:99:99Z\r\n",
    b'OnRecord-Locator: "\\ud800"\r\n',
    b"OnRecord-Captured-At: 9999-12-31T23:59:59-23:59\r\n",
    b"OnRecord-HTTP: [[[[\r\n",
    b"X: " + b"y" * 300_000 + b"\r\n",
    b"X: y\r\n" * 50_000,
    b" folded\r\n" * 20_000,
    b"\x00" * 5_000,
    b"\xff\xfe",
    b"1\r\na\r\n" * 60_000,
    b"PK\x03\x04",
    b"PK\x05\x06" + bytes(18),
    zlib.compress(b"WARC/1.0"),
)


def record(kind: str, number: int, block: bytes, *fields: bytes, version: bytes = b"1.0") -> bytes:
    """One record, uncompressed."""
    lines = [
        b"WARC/" + version,
        b"WARC-Type: " + kind.encode(),
        b"WARC-Record-ID: <urn:uuid:%d>" % number,
        b"WARC-Date: 2020-05-06T07:08:09Z",
        b"WARC-Target-URI: https://daily.example/%d" % number,
        *fields,
        b"Content-Length: %d" % len(block),
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + block + b"\r\n\r\n"


def page(number: int, version: bytes) -> bytes:
    """A page, every third one chunked, every fourth one coded."""
    body = b"<p>Story %d.</p>" % number * 40
    coding = b""
    if number % 4 == 0:
        body, coding = gzip.compress(body, mtime=0), b"Content-Encoding: gzip\r\n"
    if number % 3 == 0:
        body, coding = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), coding + b"Transfer-Encoding: chunked\r\n"
    block = b"HTTP/1.1 200 OK\r\n" + HTML + coding + b"\r\n" + body
    return record("response", number, block, b"Content-Type: application/http; msgtype=response", version=version)


def foreign(version: bytes) -> list[bytes]:
    """The records of a crawl: its info, requests, pages, a picture, a text, a revisit."""
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + bytes(500)
    records = [record("warcinfo", 90, b"software: x\r\n")]
    for number in range(PAGES - 2):
        records += [record("request", 50 + number, b"GET / HTTP/1.1\r\n\r\n"), page(number, version)]
    records.append(record("response", 91, picture, b"Content-Type: application/http"))
    records.append(record("resource", 92, b"A text of its own.", b"Content-Type: text/plain"))
    records.append(record("revisit", 93, b"", b"WARC-Refers-To: <urn:uuid:1>"))
    return records


def own() -> bytes:
    """A segment as onrecord writes it."""
    captures = [
        Capture(
            locator=f"https://daily.example/{number}",
            url=f"https://daily.example/{number}",
            captured_at=NOON,
            http=HttpHead(status=200, reason="OK", headers=(("Content-Type", "text/html"),)),
            payload=b"<p>Story %d.</p>" % number * 40,
        )
        for number in range(PAGES - 1)
    ]
    members = [write_warcinfo("a.warc.gz", date=NOON, about={"software": "onrecord"})]
    members += [write_capture(capture, date=NOON) for capture in captures]
    again = Capture(locator="again", payload=captures[0].payload)
    original = Original(capture=captures[0].reference, date=NOON)
    return b"".join([*members, write_capture(again, date=NOON, original=original)])


def zipped(content: bytes, compression: int) -> bytes:
    """A WACZ file with two WARC files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as package:
        package.writestr("archive/a.warc.gz", content)
        package.writestr("archive/b.warc", page(1, b"1.1"))
        package.writestr("datapackage.json", b"{}")
    return target.getvalue()


def make_seeds() -> dict[str, bytes]:
    """The files to mutate."""
    seeds = {}
    for version in (b"1.0", b"1.1"):
        records = foreign(version)
        name = version.decode()
        seeds[f"plain {name}"] = b"".join(records)
        seeds[f"members {name}"] = b"".join(gzip.compress(each, mtime=0) for each in records)
        seeds[f"one member {name}"] = gzip.compress(b"".join(records), mtime=0)
    seeds["own"] = own()
    seeds["WACZ stored"] = zipped(seeds["members 1.1"], zipfile.ZIP_STORED)
    seeds["WACZ deflated"] = zipped(seeds["plain 1.0"], zipfile.ZIP_DEFLATED)
    return seeds


def flip(content: bytes, chance: random.Random) -> bytes:
    """Change bytes."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 20))):
        if changed:
            changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def cut_out(content: bytes, chance: random.Random) -> bytes:
    """Cut a piece out."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice((1, 2, 50, 2_000)) :]


def cut_short(content: bytes, chance: random.Random) -> bytes:
    """Cut the end off."""
    return content[: chance.randrange(len(content) + 1)]


def insert(content: bytes, chance: random.Random) -> bytes:
    """Put a hostile fragment in, anywhere or where a line ends."""
    place = chance.randrange(len(content) + 1)
    if chance.random() < 0.5:  # noqa: PLR2004 - one in two
        place = max(content.find(b"\r\n", place), 0) + 2
    return content[:place] + chance.choice(FRAGMENTS) + content[place:]


def repeat(content: bytes, chance: random.Random) -> bytes:
    """Repeat a piece."""
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.choice((1, 30, 700))]
    return content[:start] + piece * chance.choice((2, 10, 300)) + content[start:]


def change_numbers(content: bytes, chance: random.Random) -> bytes:
    """Exchange a length: of a block, a chunk, or a member of a ZIP file."""
    name = chance.choice((b"Content-Length: ", b"\r\n\r\n", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    places = [found.end() for found in re.finditer(re.escape(name), content)]
    if not places:
        return flip(content, chance)
    place = chance.choice(places)
    number = chance.choice((b"0", b"1", b"99", b"9999999", b"-1", b"999999999999", b"ffffffff", b"\xff\xff\xff\xff"))
    return content[:place] + number + content[place + len(number) :]


def change_heads(content: bytes, chance: random.Random) -> bytes:
    """Exchange one word of a head, in compressed files inside one member."""
    if content.startswith(b"\x1f\x8b"):
        try:
            inflated = zlib.decompressobj(31).decompress(content)
        except zlib.error:
            return flip(content, chance)
        return gzip.compress(change_heads(inflated, chance), mtime=0) + content
    words = (
        b"WARC-Type",
        b"response",
        b"revisit",
        b"HTTP/1.1",
        b"200",
        b"Content-Length",
        b"WARC/1",
        b"2020",
        b"chunked",
    )
    return content.replace(
        chance.choice(words), chance.choice((*words, b"", b"\n", b"\xff")), chance.choice((1, 3, -1))
    )


def compress_again(content: bytes, chance: random.Random) -> bytes:
    """Compress all of it, once or several times, or only the front."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        content = gzip.compress(content, mtime=0)
    return content


def join(content: bytes, chance: random.Random) -> bytes:
    """Put another file behind it, of any form."""
    return content + SEEDS[chance.choice(sorted(SEEDS))]


SEEDS = make_seeds()
MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip,
    flip,
    cut_out,
    cut_short,
    insert,
    insert,
    repeat,
    change_numbers,
    change_heads,
    compress_again,
    join,
)


def make_input(number: int, seed: int) -> tuple[str, bytes]:
    """Input ``number`` and the name of its seed, the same for the same seed number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
    name = chance.choice(sorted(SEEDS))
    content = SEEDS[name]
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        content = chance.choice(MUTATIONS)(content, chance)
    return name, content


def try_one(content: bytes) -> tuple[Counter[str], float, str]:
    """Read one input: what came of it, its CPU seconds, and the traceback of a crash."""
    outcomes: Counter[str] = Counter()
    trace = ""
    began = time.process_time()
    try:
        for item in read_captures(io.BytesIO(content), "fuzz.warc"):
            outcomes["capture" if isinstance(item, Capture) else f"rejected: {item.reason}"] += 1
            if isinstance(item, Rejected):
                item.message.encode("utf-8")
            else:
                _ = item.reference.id
    except Exception:  # noqa: BLE001 - crashes are what this looks for
        outcomes["crash"] += 1
        trace = traceback.format_exc()
    return outcomes, time.process_time() - began, trace


def survive_flips(count: int, seed: int) -> dict[str, float]:
    """The share of pages still read from files in which one byte was changed, by form of file."""
    shares = {}
    for name, content in SEEDS.items():
        whole = try_one(content)[0]["capture"]
        chance = random.Random(f"{seed}/{name}")  # noqa: S311 - not for secrets
        read = 0
        for _ in range(count):
            changed = bytearray(content)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            read += try_one(bytes(changed))[0]["capture"]
        shares[name] = round(read / (whole * count), 3)
    return shares


def main() -> int:
    """Run the inputs and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1700)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    try_one(SEEDS["own"])
    outcomes: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    crashes: list[str] = []
    spent = 0.0
    for number in range(arguments.count):
        name, content = make_input(number, arguments.seed)
        found, seconds, trace = try_one(content)
        outcomes += found
        spent += seconds
        slow = sorted([*slow, (round(seconds, 3), f"fuzz-{arguments.seed}-{number}, {name}")], reverse=True)[:LISTED]
        if trace:
            crashes.append(f"fuzz-{arguments.seed}-{number}, {name}\n{trace}")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result = {
        "inputs": arguments.count,
        "seed": arguments.seed,
        "outcomes": dict(sorted(outcomes.items())),
        "crashes": len(crashes),
        "slowest_cpu_s": slow,
        "mean_cpu_s": round(spent / max(arguments.count, 1), 4),
        "peak_memory_mb": peak_mb,
        "pages_read_after_one_flipped_bit": survive_flips(60, arguments.seed),
    }
    shared_scorers.write_result("fuzz_warc", {**result, **provenance("warcio")})
    print("\n".join(crashes[:LISTED]))
    return int(bool(crashes) or slow[0][0] > MAX_SECONDS or peak_mb > MAX_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())

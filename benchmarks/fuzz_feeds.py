"""Mutated feeds, sitemaps, lists of feeds, pages and tables: no crash, no hang.

    python benchmarks/fuzz_feeds.py 1700 [--seed 1]

Seeds are built here: RSS, RDF, Atom, JSON Feed, news sitemaps and their indexes, OPML, a page that offers feeds, CSV
and XLSX.  Each input is one mutation or several of one seed, the same for the same seed number; workbooks are damaged
in their packed bytes and in the XML inside.  A crash is any exception but InputError and UsageError.  Time is CPU time
of one input (limit 2 s), memory the peak of the whole process (limit 1 GB).  Writes
``benchmarks/results/fuzz_feeds.json`` and ends with status 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl

import onrecord
import shared_scorers
from onrecord.domain import Capture, Rejected
from onrecord.errors import InputError, UsageError
from onrecord.intake.listings import read_listing
from onrecord.intake.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_SECONDS = 2.0
MAX_MEGABYTES = 1000
LISTED = 10
BASE = "https://news.example/feeds/all.xml"
TITLES = (
    "Ferry late again",
    "Dam holds, keeper says",
    "Café & bar stay open",
    "“No comment,” says mayor",
    "Брод стоит",
)


def rss() -> str:
    """An RSS 2.0 feed with what feeds carry along."""
    items = "".join(
        f"<item><title>{title.replace('&', '&amp;')}</title><link>https://news.example/{number}?a=1&amp;b=2</link>"
        f"<guid isPermaLink='false'>{number}</guid><pubDate>Tue, 0{number + 1} Mar 2026 10:30:00 +0100</pubDate>"
        "<dc:creator>Ida Moen</dc:creator><content:encoded><![CDATA[<p>It is late &nbsp;</p>]]></content:encoded>"
        "<media:content url='https://news.example/a.jpg'><media:title>x</media:title></media:content></item>"
        for number, title in enumerate(TITLES)
    )
    spaces = " ".join(
        f'xmlns:{name}="{uri}"'
        for name, uri in (
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("content", "http://purl.org/rss/1.0/modules/content/"),
            ("media", "http://search.yahoo.com/mrss/"),
        )
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<rss version="2.0" {spaces}><channel><ttl>5</ttl>{items}</channel></rss>'


def rdf() -> str:
    """An RSS 1.0 feed."""
    items = "".join(
        f'<item rdf:about="https://news.example/{number}"><title>T</title><link>https://news.example/{number}</link>'
        "<dc:date>2026-03-03T10:30:00+01:00</dc:date></item>"
        for number in range(4)
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"/>{items}</rdf:RDF>'
    )


def atom() -> str:
    """An Atom feed."""
    entries = "".join(
        f'<entry><title type="html">{title.replace("&", "&amp;amp;")}</title><link href="../{number}"/>'
        f"<id>tag:{number}</id>"
        "<published>2026-03-03T09:30:00Z</published><updated>2026-03-04T09:30:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content></entry>'
        for number, title in enumerate(TITLES)
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/"><title>N</title>{entries}</feed>'
    )


def json_feed() -> str:
    """A JSON Feed."""
    items = [
        {"id": str(number), "url": f"/{number}", "title": title, "date_published": "2026-03-03T10:30:00+01:00"}
        for number, title in enumerate(TITLES)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}, indent=1)


def sitemap() -> str:
    """A news sitemap."""
    urls = "".join(
        f"<url><loc>https://news.example/{number}</loc><lastmod>2026-03-05</lastmod><news:news><news:publication>"
        "<news:name>News</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>2026-03-03T10:30:00Z</news:publication_date><news:title>T {number}</news:title>"
        "</news:news></url>"
        for number in range(6)
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


INDEX = (
    "<sitemapindex>" + "<sitemap><loc>/a.xml.gz</loc><lastmod>2026-03-03</lastmod></sitemap>" * 5 + "</sitemapindex>"
)
OPML = (
    '<opml version="2.0"><head/><body>'
    + '<outline text="a"><outline type="rss" xmlUrl="https://sun.example/rss" text="b"/>' * 6
    + "</outline>" * 6
    + "</body></opml>"
)
HTML = (
    '<!DOCTYPE html><html><head><base href="https://www.news.example/"><link rel="alternate" '
    'type="application/rss+xml" href="/rss"></head><body><p>News</p></body></html>'
)
ROWS = [("id", "Text", "URL", "Published")] + [
    (str(number), f"{title}\n\n“It is late,” she said.", f"https://news.example/{number}", f"2026-03-{number + 10}")
    for number, title in enumerate(TITLES)
]


def csv_table(delimiter: str) -> str:
    """A table as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(ROWS)
    return out.getvalue()


def workbook(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The same table as XLSX, in two sheets."""
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("More")):
        for row in rows:
            sheet.append(["".join(filter(str.isprintable, cell))[:32_000] for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LISTINGS = (rss(), rdf(), atom(), json_feed(), sitemap(), INDEX, OPML, HTML)
TABLES = (csv_table(","), csv_table(";"), csv_table("\t"))
WORKBOOK = workbook()
FRAGMENTS = (
    *("<item>" * 3000, "</item>", "<channel>", "<entry>" * 500, "<link>", "<link/>" * 800, "<title>" * 400, "<guid>"),
    *("<url>" * 2000, "<loc>" * 900, "<outline>" * 5000, '<outline xmlUrl="' * 300, "</urlset>", "<sitemap>" * 2000),
    *("<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<!DOCTYPE x [", "]>", '<!ENTITY a "b">', "&a;", "&" * 9000),
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>&c;',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    *("&#xd800;", "&#0;", "&#1114112;" * 90, "&nbsp;", "&lt;", "\x00", "\ud800", "\ufffe", "\x0b", "\u202e", "\ufeff"),
    *('"', '"' * 501, "'" * 900, ",", ";" * 5000, "\t" * 300, "\r", "\n" * 3000, "\r\n", "|" * 900, "=1+1", "sep=;\n"),
    *(
        " " * 30_000,
        "a" * 90_000,
        "9" * 5000,
        "1:" * 3000,
        "-" * 3000,
        "\\" * 900,
        "{" * 3000,
        "[" * 9000,
        "null",
        "1e999",
    ),
    *(
        "http://[",
        "https://a.example/" + "a" * 3000,
        "//a",
        "javascript:1",
        "https://",
        "http://a:99999999/",
        "data:,a",
    ),
    *(
        "2026-99-99",
        "0000-00-00T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "Tue, 99 Foo 99999 99:99:99 +9999",
        "3/4/2026",
    ),
    '<rss xmlns:a="b" ' + " ".join(f"a{number}='x'" for number in range(900)) + ">",
    "<a " + " ".join(f"xmlns:n{number}='u{number}'" for number in range(500)) + ">",
    '<?xml version="1.0" encoding="utf-7"?>',
    '<?xml version="1.0" encoding="x-none"?>',
    '<row r="1048577"><c r="A1"><v>1</v></c></row>',
    '<c t="s"><v>99999999</v></c>',
    '<c r="XFD1048576" t="d"><v>2026</v></c>',
    "<row/>" * 5000,
)


def delete(text: str, chance: random.Random) -> str:
    """Cut a piece out."""
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 300) :]


def insert(text: str, chance: random.Random) -> str:
    """Put a hostile fragment in."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(FRAGMENTS) + text[place:]


def repeat(text: str, chance: random.Random) -> str:
    """Repeat a piece, sometimes very often."""
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.randrange(1, 400)]
    return text[:start] + piece * chance.choice((2, 30, 500, 3000)) + text[start:]


def swap(text: str, chance: random.Random) -> str:
    """Exchange single characters."""
    characters = list(text)
    for _ in range(chance.randrange(1, 40)):
        if characters:
            new = chr(chance.choice((chance.randrange(128), chance.randrange(0x3000))))
            characters[chance.randrange(len(characters))] = new
    return "".join(characters)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (delete, insert, insert, repeat, swap)


def mutate(text: str, chance: random.Random) -> str:
    """Apply one mutation or several."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def encode(text: str, chance: random.Random) -> bytes:
    """Encode in one of the encodings in use, and sometimes damage or pack the bytes."""
    encoding = chance.choice((*["utf-8"] * 9, "utf-16", "cp1251", "cp1252"))
    payload = text.encode(
        encoding, errors=chance.choice(("surrogatepass", "replace")) if encoding == "utf-8" else "replace"
    )
    return chance.choice((*[bytes] * 6, gzip.compress, lambda data: damage(data, chance)))(payload)


def damage(payload: bytes, chance: random.Random) -> bytes:
    """Change bytes, or cut the end off."""
    damaged = bytearray(payload)
    for _ in range(chance.randrange(1, 30)):
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged) if chance.random() < 0.7 else bytes(damaged[: chance.randrange(len(damaged) + 1)])  # noqa: PLR2004


def damage_workbook(chance: random.Random) -> bytes:
    """Damage a workbook in its packed bytes, mutate the XML of one of its parts, or mutate its cells."""
    way = chance.choice(("bytes", "XML", "XML", "cells", "cells"))
    if way == "bytes":
        return damage(WORKBOOK, chance)
    if way == "cells":
        return workbook([[mutate(cell, chance) if chance.randrange(8) == 0 else cell for cell in row] for row in ROWS])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice([*names, *[name for name in names if "sheet" in name or "Strings" in name] * 3])
        for name in names:
            text = source.read(name).decode()
            target.writestr(name, (mutate(text, chance) if name == chosen else text).encode("utf-8", "replace"))
    return out.getvalue()


def make_inputs(count: int, seed: int) -> Iterator[tuple[str, Capture]]:
    """Make ``count`` inputs, the same for the same seed: what is to read each, and the input."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
        kind = chance.choice(("listing", "listing", "listing", "table", "workbook"))
        if kind == "workbook":
            payload = damage_workbook(chance)
        else:
            payload = encode(mutate(chance.choice(LISTINGS if kind == "listing" else TABLES), chance), chance)
        charset = chance.choice((None, None, "utf-8", "windows-1251", "no-such", "utf-7"))
        locator = f"fuzz-{seed}-{number}-{kind}"
        yield kind, Capture(locator=locator, url=BASE, payload=payload, charset=charset)


def read(kind: str, capture: Capture) -> str:
    """Read an input: what became of it."""
    try:
        if kind == "listing":
            listing = read_listing(capture)
            _ = [entry.url.encode() for entry in listing.entries]
            return "listing" if listing.entries or listing.further else "empty listing"
        rows = list(read_table(capture))
        return "table with bad rows" if any(isinstance(row, Rejected) for row in rows) else "table"
    except InputError as error:
        return f"rejected: {error.reason}"
    except UsageError:
        return "asked for the column"


def try_one(kind: str, capture: Capture) -> tuple[str, float, str]:
    """Read an input: what became of it, its CPU seconds, and the traceback of a crash."""
    began = time.process_time()
    trace = ""
    try:
        outcome = read(kind, capture)
    except Exception:  # noqa: BLE001 - crashes are what this looks for
        outcome, trace = "crash", traceback.format_exc()
    return f"{kind}: {outcome}", time.process_time() - began, trace


def main() -> int:
    """Run the inputs and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    crashes: list[str] = []
    for kind, seed in (("listing", rss()), ("table", TABLES[0])):
        read(kind, Capture(locator="warm-up", payload=seed.encode()))
    for kind, capture in make_inputs(arguments.count, arguments.seed):
        outcome, seconds, trace = try_one(kind, capture)
        outcomes[outcome] += 1
        slow = sorted([*slow, (round(seconds, 3), capture.locator)], reverse=True)[:LISTED]
        if trace:
            crashes.append(f"{capture.locator}\n{trace}")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result = {
        "onrecord": onrecord.__version__,
        "inputs": arguments.count,
        "seed": arguments.seed,
        "outcomes": dict(sorted(outcomes.items())),
        "crashes": len(crashes),
        "slowest_cpu_s": slow,
        "peak_memory_mb": peak_mb,
    }
    shared_scorers.write_result("fuzz_feeds", result)
    print("\n".join(crash[-1500:] for crash in crashes[:LISTED]))
    return int(bool(crashes) or slow[0][0] > MAX_SECONDS or peak_mb > MAX_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())

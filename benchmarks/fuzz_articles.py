"""Mutated pages and texts against ``read_article``: no crash, no hang, no flood.

    python benchmarks/fuzz_articles.py 20000 --seed 1 [--whole]

Seeds are the pages under ``examples/`` and ``benchmarks/pages/`` where there are any, and small ones built here.  Each
input is one mutation or several of one seed, the same for the same seed number.  A crash is any exception but
InputError; with ``--whole`` the model and the statements run too, and every span must cut its words.  Time is CPU time
of one input (limit 2 s), memory the peak of the whole process (limit 1 GB).  Writes
``benchmarks/results/fuzz_articles.json`` (``fuzz_whole.json``) and ends with status 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.article import read_article
from onrecord.domain import Capture, check_spans
from onrecord.errors import InputError
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.domain import Article

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
MAX_SECONDS = 2.0
MAX_MEGABYTES = 1000
LISTED = 10

SMALL_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Dam Gate Opened Late - Valley Sun</title>
<script type="application/ld+json">
{"@type":"NewsArticle","headline":"Dam Gate Opened Late",
"datePublished":"2025-04-02T08:15:00+02:00","author":{"name":"Ida Moen"},
"publisher":{"name":"Valley Sun"}}</script></head>
<body><nav><a href="/">Home</a></nav><article>
<h1>Dam Gate Opened Late</h1><div class="byline">By Ida Moen</div>
<figure><img src="x.jpg"><figcaption>The gate on Tuesday. Photo: Per Lund</figcaption></figure>
<p>The upper gate was opened forty minutes late, the river authority said on Wednesday.</p>
<p>“We had two people on call and one of them was ill,” said its director, Tor Vik. “That will not happen again.”</p>
<div class="newsletter"><h3>Get our morning letter</h3><p>Sign up for free.</p>
<form><input type="email"><button>Sign up</button></form></div>
<blockquote class="twitter-tweet"><p>Water in the cellar again.</p>
&mdash; Liv (@liv_test) <a href="#">April 1, 2025</a></blockquote>
<p>The mayor called the delay “hard to explain” and asked for a report by Friday.</p>

<aside class="related"><h3>Read also</h3><a href="/a">Why the river rose</a></aside></article>
<footer><p>© 2025 Valley Sun</p></footer></body></html>"""
SMALL_TEXT = """Dam Gate Opened Late
By Ida Moen
The upper gate was opened forty minutes late, the river authority said on Wednesday.
“We had two people on call and one of them was ill,” said its director, Tor Vik.
Read also
Why the river rose
The mayor called the delay “hard to explain”.
A Message from Valley Sun:
Dear readers,
We need your help. Please support us today.
Remind me later.
"""
FRAGMENTS = (
    "<div>" * 300,
    "</div>" * 50,
    "<b><i><a href=x>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<p",
    ">",
    "&#xd800;",
    "&#0;",
    "&#x10ffff;",
    "&lt;p&gt;",
    "\x00",
    "\ud800",
    "\udc00",
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    '"',
    '"' * 500,
    "“" * 500,
    "<br>" * 200,
    "<table><tr><td>" * 30,
    "A" * 50_000,
    " " * 20_000,
    "\n" * 5_000,
    "a. " * 10_000,
    "😀\u200d👩",
    "e\u0301" * 300,
    "\u202e",
    "\u2028",
    "\ufeff",
    "<html>",
    "<body>",
    "</html>",
    '<base href="http://[::">',
    '<link rel="canonical" href="http://[bad">',
    '<meta charset="utf-16">',
    '<meta charset="utf-7">',
    "<svg><title>x",
    '<meta property="article:published_time" content="2025-99-99T99:99">',
    '<time datetime="0000-00-00">',
    "<frameset>",
    "<plaintext>",
    "<textarea>",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\ud800"}</script>',
    '<script type="application/ld+json">{"@type":"Article","datePublished":"9999-12-31T23:59:59-23:59"}</script>',
    '<script type="application/ld+json">' + "[" * 5_000 + "</script>",
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>&b;',
    "<p hidden>",
    '<p style="display:none">',
    "<h1>" * 100,
    "<article>" * 100,
    "9" * 30_000,
    "$1," * 3_000,
    "@" * 3_000,
    "we " * 5_000,
    "read more: " * 2_000,
)


def load_seeds() -> list[str]:
    """Load the texts to mutate."""
    folders = (HERE.parent / "examples", HERE / "pages")
    files = sorted(
        path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.suffix in {".html", ".txt"}
    )
    return [SMALL_PAGE, SMALL_TEXT, *(path.read_text(encoding="utf-8", errors="replace") for path in files)]


def delete(text: str, chance: random.Random) -> str:
    """Cut a piece out."""
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 400) :]


def insert(text: str, chance: random.Random) -> str:
    """Put a hostile fragment in."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(FRAGMENTS) + text[place:]


def repeat(text: str, chance: random.Random) -> str:
    """Repeat a piece."""
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.randrange(1, 300)]
    return text[:start] + piece * chance.randrange(2, 100) + text[start:]


def swap(text: str, chance: random.Random) -> str:
    """Exchange single characters."""
    characters = list(text)
    for _ in range(chance.randrange(1, 60)):
        if characters:
            characters[chance.randrange(len(characters))] = chr(
                chance.choice((chance.randrange(128), chance.randrange(0x3000)))
            )
    return "".join(characters)


def shuffle_lines(text: str, chance: random.Random) -> str:
    """Put the lines in another order."""
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (delete, insert, insert, repeat, swap, shuffle_lines)


def damage_bytes(payload: bytes, chance: random.Random) -> bytes:
    """Sometimes break the encoding or cut the payload short."""
    draw = chance.random()
    if draw < 0.1:  # noqa: PLR2004 - one in ten
        damaged = bytearray(payload)
        for _ in range(chance.randrange(1, 40)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        return bytes(damaged)
    return payload[: chance.randrange(len(payload) + 1)] if draw < 0.15 else payload  # noqa: PLR2004


def make_inputs(count: int, seed: int) -> Iterator[Capture]:
    """Make ``count`` inputs, the same for the same seed."""
    seeds = load_seeds()
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - not for secrets
        text = chance.choice(seeds)
        for _ in range(chance.choice((1, 1, 2, 3, 6))):
            text = chance.choice(MUTATIONS)(text, chance)
        encoding = chance.choice(("utf-8", "utf-8", "utf-8", "cp1251", "utf-16", "cp1252"))
        payload = damage_bytes(
            text.encode(encoding, errors="surrogatepass" if encoding == "utf-8" else "replace"), chance
        )
        media_type = chance.choice((None, None, "text/html", "text/plain", "text/html; charset=windows-1251"))
        yield Capture(locator=f"fuzz-{seed}-{number}", payload=payload, media_type=media_type)


def read_whole(capture: Capture, reader: Reader) -> Article:
    """Read an input to its statements; ValueError when a span does not cut its words."""
    reading = reader.read_one(capture)
    for statement in reading.statements:
        single = (span for span in (statement.source, statement.cue) if span is not None)
        check_spans(reading.article.text, (*single, *statement.content, *statement.quoted))
    return reading.article


def try_one(capture: Capture, read: Callable[[Capture], Article]) -> tuple[str, float, str]:
    """Read one input: what became of it, its CPU seconds, and the traceback of a crash."""
    began = time.process_time()
    trace = ""
    try:
        article = read(capture)
        article.text.encode("utf-8")
        outcome = "article"
    except InputError as error:
        outcome = f"rejected: {error.reason}"
    except Exception:  # noqa: BLE001 - crashes are what this looks for
        outcome, trace = "crash", traceback.format_exc()
    return outcome, time.process_time() - began, trace


def main() -> int:
    """Run the inputs and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="run the model and build statements too")
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    crashes: list[str] = []
    spent = 0.0
    reader = Reader()
    read = partial(read_whole, reader=reader) if arguments.whole else read_article
    read(Capture(locator="warm-up", payload=SMALL_PAGE.encode()))
    for capture in make_inputs(arguments.count, arguments.seed):
        outcome, seconds, trace = try_one(capture, read)
        outcomes[outcome] += 1
        spent += seconds
        slow = sorted([*slow, (round(seconds, 3), capture.locator)], reverse=True)[:LISTED]
        if trace:
            crashes.append(f"{capture.locator}\n{trace}")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result = {
        "inputs": arguments.count,
        "seed": arguments.seed,
        "outcomes": dict(sorted(outcomes.items())),
        "crashes": len(crashes),
        "slowest_cpu_s": slow,
        "mean_cpu_s": round(spent / max(arguments.count, 1), 4),
        "peak_memory_mb": peak_mb,
    }
    name = "fuzz_whole.json" if arguments.whole else "fuzz_articles.json"
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / name).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    print("\n".join(crashes[:LISTED]))
    return int(bool(crashes) or slow[0][0] > MAX_SECONDS or peak_mb > MAX_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())

"""Speed and memory: articles of 700 words per CPU second on one thread, start-up, peak memory.

    python benchmarks/speed.py FOLDER [--articles 24] [--rounds 3]

The articles are PolNeAR development texts, cut where a paragraph ends near 700 words; the pages are the same texts in
a plain news page.  Every figure is CPU time of this process or of a child, so that other work counts little.  Start-up
is of a child that finds its modules compiled, as an installed program does; ``start_per_reference`` is its ratio to the
CPU time of a fixed loop of plain Python in a child of the same run, which a slow machine slows as much.  Writes
``results/speed.json``: the middle round, with the slowest and the fastest beside it.
"""

from __future__ import annotations

import argparse
import html
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shared_scorers
from onrecord.domain import Capture
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = 700
START = "from onrecord.pipeline import Reader; Reader.load()"
REFERENCE = "sum(number * number % 7 for number in range(5_000_000))"
LEAST_STARTS = 5
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta property="article:published_time" content="2016-09-12T10:00:00Z"></head><body>'
    '<header><nav><a href="/">Home</a></nav></header>'
    "<main><article><h1>{title}</h1>{body}</article></main><footer><p>Contact</p></footer></body></html>"
)


def cut(text: str) -> str | None:
    """The paragraphs of a text up to about 700 words; ``None`` when it is shorter."""
    kept: list[str] = []
    for line in text.split("\n"):
        kept.append(line)
        if sum(len(each.split()) for each in kept) >= WORDS:
            return "\n".join(kept)
    return None


def captures(texts: Sequence[str], *, as_html: bool) -> Iterator[Capture]:
    """Each text as pasted text or as a page."""
    for number, text in enumerate(texts):
        payload, media_type = text, "text/plain"
        if as_html:
            lines = [html.escape(line) for line in text.split("\n") if line.strip()]
            body = "".join(f"<p>{line}</p>" for line in lines[1:])
            payload, media_type = PAGE.format(title=lines[0], body=body), "text/html"
        yield Capture(locator=str(number), payload=payload.encode(), media_type=media_type, charset="utf-8")


def rate(reader: Reader, inputs: Sequence[Capture], rounds: int) -> dict[str, float]:
    """Inputs per CPU second."""
    rates = []
    for _ in range(rounds):
        began = time.process_time()
        for _reading in reader.read(inputs, published=None):
            pass
        rates.append(len(inputs) / (time.process_time() - began))
    return {
        "middle": round(statistics.median(rates), 2),
        "slowest": round(min(rates), 2),
        "fastest": round(max(rates), 2),
    }


def run_child(code: str) -> float:
    """CPU seconds of a fresh process that runs some code, with compiled modules kept between runs."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=settings)  # noqa: S603 - ours
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up(rounds: int) -> dict[str, float]:
    """CPU seconds of the quickest start, and their ratio to the quickest run of the fixed loop."""
    run_child(START)  # compiles the modules
    pairs = [(run_child(START), run_child(REFERENCE)) for _ in range(max(rounds, LEAST_STARTS))]
    start, reference = (min(column) for column in zip(*pairs, strict=True))
    return {"start_cpu_s": round(start, 2), "start_per_reference": round(start / reference, 2)}


def main() -> None:
    """Read the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    paths = sorted((arguments.data / "data" / "polnear" / "dev" / "text").iterdir())
    texts = [text for path in paths if (text := cut(path.read_bytes().decode("utf-8"))) is not None]
    texts = texts[: arguments.articles]
    start = start_up(arguments.rounds)
    reader = Reader.load()
    for _reading in reader.read(captures(texts[:2], as_html=True)):
        pass
    result: dict[str, Any] = {
        "articles": len(texts),
        "words": round(statistics.mean(len(text.split()) for text in texts)),
        **start,
        "text_articles_per_cpu_s": rate(reader, list(captures(texts, as_html=False)), arguments.rounds),
        "html_articles_per_cpu_s": rate(reader, list(captures(texts, as_html=True)), arguments.rounds),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }
    text, page = (result[f"{form}_articles_per_cpu_s"] for form in ("text", "html"))
    summary = [
        {"order": 30, "what": "articles per CPU second: text / HTML", "score": f"{text['middle']} / {page['middle']}",
         "peer": "2.5 to 7", "data": f"{len(texts)} articles of {result['words']} words, one thread"},
        {"order": 31, "what": "start-up in CPU seconds / peak memory in MB",
         "score": f"{start['start_cpu_s']} / {result['peak_mb']}", "peer": None, "data": "the same"},
    ]  # fmt: skip
    shared_scorers.write_result("speed", {**result, "summary": summary})


if __name__ == "__main__":
    main()

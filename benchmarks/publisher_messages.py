"""Pages with known blocks against ``read_article``: what reporting is lost, what publisher messages leak.

    python benchmarks/publisher_messages.py [FOLDER]

FOLDER (``benchmarks/pages`` by default) holds ``expected.json`` and, for each page named in it, ``NAME.html`` and
``NAME.txt``.  A block is present in a text when at least 70 of 100 of its word trigrams are; a block of fewer than four
words must be a line of its own.  Wanted: body, quoted posts, live entries.  Secondary: captions, corrections, credits.
Leaked: blocks that had to be set aside; *claims* are those that hold a quotation or a claim.  Times are CPU seconds per
page.
Writes ``benchmarks/results/publisher_messages.json``.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from onrecord.article import read_article
from onrecord.domain import Capture
from onrecord.errors import InputError

HERE = Path(__file__).resolve().parent
RESULT = HERE / "results" / "publisher_messages.json"
WORD = re.compile(r"\w+")
PRESENT_SHARE = 0.7
TRIGRAM = 3
WANTED = frozenset({"body", "quote_body", "live_entry", "embed"})
UNSCORED = frozenset({"title", "byline"})
FORMS = {"html": "text/html", "txt": "text/plain"}


def words_of(text: str) -> list[str]:
    """Split into lower-case words."""
    return [word.lower() for word in WORD.findall(text)]


def trigrams_of(words: list[str]) -> set[tuple[str, ...]]:
    """Collect the runs of three words."""
    return {tuple(words[start : start + TRIGRAM]) for start in range(len(words) - TRIGRAM + 1)}


def is_present(block: str, text: str) -> bool:
    """Tell whether a block is in a text."""
    words = words_of(block)
    if len(words) <= TRIGRAM:
        return words in [words_of(line) for line in text.split("\n")]
    wanted = [tuple(words[start : start + TRIGRAM]) for start in range(len(words) - TRIGRAM + 1)]
    found = trigrams_of(words_of(text))
    return sum(trigram in found for trigram in wanted) >= PRESENT_SHARE * len(wanted)


def read_text(path: Path, media_type: str) -> tuple[str, float]:
    """Read one page: its text (empty when rejected) and the CPU seconds it took."""
    capture = Capture(locator=path.name, payload=path.read_bytes(), media_type=media_type)
    began = time.process_time()
    try:
        text = read_article(capture).text
    except InputError as error:
        print(f"rejected: {error.message}")
        text = ""
    return text, time.process_time() - began


def score_block(
    page: str, block: dict[str, Any], text: str, *, counts: Counter[str], faults: dict[str, list[str]]
) -> None:
    """Count one block."""
    role, is_here = block["role"], is_present(block["text"], text)
    if role in UNSCORED:
        return
    group = "wanted" if role in WANTED else "secondary" if block["keep"] else "messages"
    counts[f"{group} blocks"] += 1
    counts[f"{group} present"] += is_here
    if block.get("claim") and group == "messages":
        counts["claim blocks"] += 1
        counts["claims present"] += is_here
    if is_here == (group == "messages"):
        faults["leaked" if is_here else "lost"].append(f"{page}: {role}: {block['text'][:90]}")


def score_form(folder: Path, pages: dict[str, Any], form: str) -> dict[str, Any]:
    """Score one form of every page."""
    counts: Counter[str] = Counter()
    faults: dict[str, list[str]] = defaultdict(list)
    seconds = 0.0
    for name, page in pages.items():
        path = folder / f"{name}.{form}"
        if path.is_file():
            text, spent = read_text(path, FORMS[form])
            seconds += spent
            counts["pages"] += 1
            for block in page["blocks"]:
                score_block(name, block, text, counts=counts, faults=faults)
    return {**counts, "cpu_s_per_page": round(seconds / max(counts["pages"], 1), 4), **faults}


def main() -> None:
    """Score both forms and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "pages")
    arguments = parser.parse_args()
    pages = json.loads((arguments.folder / "expected.json").read_text(encoding="utf-8"))["pages"]
    result = {form: score_form(arguments.folder, pages, form) for form in FORMS}
    if arguments.folder == HERE / "pages":
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

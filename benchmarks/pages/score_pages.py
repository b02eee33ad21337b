"""Score how well onrecord keeps the reporting of the benchmark pages and sets the rest aside.

Counts, per half (`dev_`, `heldout_`) and form (html, txt): blocks of reporting kept, captions and the like kept, blocks
set aside that leaked into the article text, and among them those with a claim of their own.  A block is present when at
least 70 % of its three-word sequences stand in the article text; a shorter one must be a line of it.  Failures are
listed for `dev_` only, so that nobody tunes on the other half.

    python3 benchmarks/pages/score_pages.py [--json] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TypedDict

from onrecord.article import read_article
from onrecord.domain import Capture
from onrecord.errors import InputError

HERE = Path(__file__).resolve().parent
MAIN = frozenset({"body", "quote_body", "live_entry", "embed"})
UNSCORED = frozenset({"title", "byline"})
WORD = re.compile(r"\w+")
PRESENT = 0.7
SHORT = 4
MEDIA_TYPES = {"html": "text/html", "txt": "text/plain"}


class Block(TypedDict):
    """One block of expected.json as far as scoring needs it."""

    role: str
    keep: bool
    claim: bool
    text: str


def words(text: str) -> tuple[str, ...]:
    """Cut a text into its words, case aside."""
    return tuple(word.casefold() for word in WORD.findall(text))


def sequences(text: str) -> list[tuple[str, ...]]:
    """List the three-word sequences of a text."""
    found = words(text)
    return list(zip(found, found[1:], found[2:], strict=False))


def is_present(block: str, lines: set[tuple[str, ...]], stock: set[tuple[str, ...]]) -> bool:
    """Tell whether a block's words are in the article."""
    if len(words(block)) < SHORT:
        return words(block) in lines
    own = sequences(block)
    return sum(sequence in stock for sequence in own) >= PRESENT * len(own)


def article_text(path: Path, form: str) -> str:
    """Read one page as onrecord does; a page in which it finds no article has no text."""
    capture = Capture(locator=path.name, payload=path.read_bytes(), media_type=MEDIA_TYPES[form], charset="utf-8")
    try:
        return read_article(capture).text
    except InputError as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return ""


def score_page(blocks: list[Block], text: str) -> tuple[Counter[str], list[str]]:
    """Count one page; the second value lists what went wrong."""
    lines = {words(line) for line in text.splitlines()}
    stock = set(sequences(text))
    counts: Counter[str] = Counter()
    failures: list[str] = []
    for block in blocks:
        if block["role"] in UNSCORED:
            continue
        present = is_present(block["text"], lines, stock)
        kind = "kept" if block["role"] in MAIN else "secondary" if block["keep"] else "leaked"
        names = [kind, "claims_leaked"] if kind == "leaked" and block["claim"] else [kind]
        for name in names:
            counts[name] += present
            counts[f"{name}_of"] += 1
        if present != block["keep"]:
            failures.append(f"{'missed' if block['keep'] else 'leaked'} {block['role']}: {block['text'][:90]}")
    return counts, failures


def score_folder(folder: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Score every page in both forms."""
    pages = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["pages"]
    totals: dict[str, Counter[str]] = {}
    failures: list[str] = []
    for name, page in pages.items():
        half = name.partition("_")[0]
        for form in MEDIA_TYPES:
            counts, wrong = score_page(page["blocks"], article_text(folder / f"{name}.{form}", form))
            counts["pages"] = 1
            counts["clean_pages"] = not wrong
            totals.setdefault(f"{half} {form}", Counter()).update(counts)
            if half == "dev":
                failures += [f"{name}.{form}: {what}" for what in wrong]
    return totals, failures


def main(arguments: list[str] | None = None) -> int:
    """Print the score."""
    parser = argparse.ArgumentParser(description="Score the benchmark pages.")
    parser.add_argument("--json", action="store_true", help="print counts as JSON and nothing else")
    parser.add_argument("--folder", type=Path, default=HERE, help="folder with expected.json (default: this one)")
    options = parser.parse_args(arguments)
    totals, failures = score_folder(options.folder)
    if options.json:
        print(json.dumps(totals, indent=1, sort_keys=True))
        return 0
    for failure in failures:
        print(failure)
    for name, counts in sorted(totals.items()):
        shares = (f"{part} {counts[part]}/{counts[f'{part}_of']}" for part in ("kept", "secondary", "leaked"))
        print(f"{name:13} {', '.join(shares)}, claims leaked {counts['claims_leaked']}/{counts['claims_leaked_of']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

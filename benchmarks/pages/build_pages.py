"""Compile the marked-up pages of `benchmarks/pages/src` into pages, their text form and the expected blocks.

A source is a whole HTML page in which `⟦role|words⟧` encloses each block of text that a reader sees; `⟦role!|…⟧` says
that a block which is to be set aside carries a claim or a quotation of its own.  Markup inside a block is allowed.  The
first line is a comment with the page's facts as JSON.  Roles that are kept: title, byline, body, quote_body (reporting
that sounds like a publisher message), live_entry, embed, caption, credit, correction; all others are set aside.
`chrome` is the furniture of the page, which stands in the HTML only.

    python3 benchmarks/pages/build_pages.py            # write *.html, *.txt and expected.json
    python3 benchmarks/pages/build_pages.py --check    # only tell whether they are up to date
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "src"
KEPT = frozenset({"title", "byline", "body", "quote_body", "live_entry", "embed", "caption", "credit", "correction"})
SET_ASIDE = frozenset(
    "appeal newsletter paywall cookie promo related share contact legal disclaimer comments bio other".split()
)
META = re.compile(r"<!--meta (\{[^\n]*\}) -->\n")
BLOCK = re.compile(r"⟦([a-z_]+)(!?)\|([^⟦⟧]*)⟧")
TAG = re.compile(r"<[^<>]*>")
NOTE = (
    "Written for this project. Blocks in document order are the lines of the .txt file; keep=false must not enter the "
    "article; claim=true marks dropped blocks with a quotation or claim of their own."
)


class PageError(ValueError):
    """The page source cannot be compiled; the message names the page and what to mend."""

    def __init__(self, name: str, fault: str) -> None:
        """Join the page's name and what is wrong with it."""
        super().__init__(f"{name}: {fault}")


def visible_text(marked: str) -> str:
    """Turn the markup of one block into the words a reader sees."""
    return " ".join(html.unescape(TAG.sub(" ", marked)).split()).replace(" ,", ",")


def read_block(name: str, role: str, mark: str, marked: str) -> dict[str, object]:
    """Read one block; title and byline carry no claim, as in the format of the scorer."""
    if role not in KEPT | SET_ASIDE:
        raise PageError(name, f"unknown role {role!r}")
    if mark and role in KEPT:
        raise PageError(name, f"a {role} is kept, so it cannot carry the mark of a set-aside claim")
    text = visible_text(marked)
    if not text:
        raise PageError(name, f"a {role} without words")
    block: dict[str, object] = {"keep": role in KEPT, "role": role}
    if role not in {"title", "byline"}:
        block["claim"] = bool(mark)
    return {**block, "text": text}


def compile_page(name: str, source: str) -> tuple[str, dict[str, object]]:
    """Compile one source to its HTML and its entry in expected.json; raises PageError."""
    meta = META.match(source)
    if not meta:
        raise PageError(name, "the first line is not a meta comment")
    marked = source[meta.end() :]
    found = BLOCK.findall(marked)
    blocks = [read_block(name, role, mark, words) for role, mark, words in found if role != "chrome"]
    titles = [block["text"] for block in blocks if block["role"] == "title"]
    page = BLOCK.sub(r"\3", marked)
    if "⟦" in page or "⟧" in page:
        raise PageError(name, "a block is not closed, or one stands in another")
    if len(titles) != 1:
        raise PageError(name, f"{len(titles)} titles")
    chrome = [visible_text(words) for role, _, words in found if role == "chrome"]
    facts = json.loads(meta[1])
    return page, {**facts, "title": titles[0], "blocks": blocks, "chrome_html_only": chrome}


def compile_all(sources: Path = SOURCES) -> dict[str, str]:
    """Compile every source; the result maps file names to contents."""
    built: dict[str, str] = {}
    pages: dict[str, object] = {}
    for path in sorted(sources.glob("*.html")):
        page, entry = compile_page(path.stem, path.read_text(encoding="utf-8"))
        built[path.name] = page
        blocks = entry["blocks"]
        if not isinstance(blocks, list):
            raise PageError(path.stem, "no list of blocks")
        built[f"{path.stem}.txt"] = "\n".join(block["text"] for block in blocks) + "\n"
        pages[path.stem] = entry
    built["expected.json"] = json.dumps({"note": NOTE, "pages": pages}, ensure_ascii=False, indent=1) + "\n"
    return built


def stale_files(built: dict[str, str], target: Path = HERE) -> list[str]:
    """List files that are missing, different, or left over from a source that is gone."""
    present = {path.name for suffix in ("html", "txt", "json") for path in target.glob(f"*.{suffix}")}
    changed = {
        name for name, content in built.items() if name in present and (target / name).read_text("utf-8") != content
    }
    return sorted(changed | (built.keys() ^ present))


def main(arguments: list[str] | None = None) -> int:
    """Build or check; the exit status is 1 when --check finds a stale file or the markup is wrong."""
    parser = argparse.ArgumentParser(description="Compile the benchmark pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not up to date")
    options = parser.parse_args(arguments)
    try:
        built = compile_all()
    except PageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    stale = stale_files(built)
    if options.check:
        sys.stderr.writelines(f"not up to date: {name}\n" for name in stale)
        return int(bool(stale))
    for name in stale:
        if name in built:
            (HERE / name).write_text(built[name], encoding="utf-8")
        else:
            (HERE / name).unlink()
    sys.stderr.write(f"{len(built) // 2} pages, {len(stale)} files changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

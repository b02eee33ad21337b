"""Write the broken inputs that are too large to keep: ``python make_large.py FOLDER``.

Each is as bad as its name says and nothing else; all together about 70 MB.
"""

from __future__ import annotations

import sys
from pathlib import Path

SENTENCE = "The ferry stays closed until April, its operator said on Tuesday. "
WORD = "harbor"
MARKS = "“‘'\"«„’”"


def page(body: str) -> str:
    """Wrap a body into the smallest valid page."""
    head = '<head><meta charset="utf-8"><title>Ferry</title></head>'
    return f'<!DOCTYPE html>\n<html lang="en">{head}<body>{body}</body></html>'


def make_large_inputs() -> dict[str, str]:
    """Give the name and text of every large input."""
    return {
        "fifty-megabytes.html": page(f"<p>{SENTENCE}</p>\n" * (50_000_000 // 74)),
        "hundred-thousand-quote-marks.txt": "A headline\n" + MARKS * 12_500 + "\n",
        "hundred-thousand-unclosed-quotations.txt": '"word ' * 100_000,
        "hundred-thousand-apostrophes.txt": "o'clock the boys' " * 50_000,
        "hundred-thousand-full-stops.txt": "." * 100_000 + "x",
        "hundred-thousand-spaces.txt": "a" + " " * 100_000 + "b",
        "hundred-thousand-lines.txt": "“Yes,” he said.\n" * 100_000,
        "hundred-thousand-nested-elements.html": page("<div>" * 100_000 + SENTENCE * 20 + "</div>" * 100_000),
        "hundred-thousand-open-tags.html": page("<" * 100_000),
        "hundred-thousand-attributes.html": page("<p " + "a=1 " * 100_000 + f">{SENTENCE}"),
        "one-word-of-a-million-letters.txt": "A headline\n" + WORD * 170_000,
        "one-line-of-a-megabyte.txt": SENTENCE * 15_000,
        "million-combining-characters.txt": "A headline\ne" + "\u0301" * 1_000_000,
    }


def main(folder: str) -> None:
    """Write them all."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in make_large_inputs().items():
        written = (Path(folder) / name).write_bytes(text.encode())
        print(f"{name}: {written} bytes")


if __name__ == "__main__":
    main(sys.argv[1])

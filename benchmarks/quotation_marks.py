"""How often quotation marks are paired as people read them, on the PolNeAR corpus.

    python benchmarks/quotation_marks.py FOLDER

FOLDER holds ``polnear/train`` and ``polnear/dev``.  Annotators marked contents by hand; where one begins with a
quotation mark and ends with one, both must be ends of quotations found by ``onrecord.text.quotations``.  Writes
``benchmarks/results/quotation_marks.json``; no rule was learned from these texts, so both parts count.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.text import normalise_page_text, paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULT = Path(__file__).resolve().parent / "results" / "quotation_marks.json"
OPENING, CLOSING = "\"“‘'", "\"”’'"
CONTENT = re.compile(r"^T\d+\tContent ([\d ;]+)\t", re.MULTILINE)


def find_quoted_contents(raw: str, annotation: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of content parts that begin and end with a quotation mark."""
    for match in CONTENT.finditer(annotation):
        for part in match[1].split(";"):
            start, end = map(int, part.split())
            start -= raw[start - 1 : start + 1] == "''"  # some annotators cut a double mark of two characters in half
            end += raw[end - 1 : end + 1] == "''"
            if end - start > 1 and raw[start] in OPENING and raw[end - 1] in CLOSING:
                yield start, end


def count_article(raw: str, annotation: str) -> tuple[Counter[str], float]:
    """Count content parts and those whose two marks were found; with the seconds of processor time."""
    begin = time.process_time()
    text, offsets = normalise_page_text(raw)
    found = quotations(text, paragraphs(text))
    seconds = time.process_time() - begin
    starts = {quotation.start for quotation in found}
    ends = {quotation.end for quotation in found}
    counts: Counter[str] = Counter(quotations=len(found), unclosed=sum(not quotation.closed for quotation in found))
    for part in set(find_quoted_contents(raw, annotation)):
        start, end = offsets.to_target(*part) or (-1, -1)
        counts["contents"] += 1
        counts["both_marks"] += start in starts and end in ends
        counts["one_mark"] += (start in starts) != (end in ends)
    return counts, seconds


def measure(folder: Path) -> dict[str, int | float | str]:
    """Measure one part of the corpus."""
    counts: Counter[str] = Counter()
    digest = hashlib.sha256()
    seconds, characters = 0.0, 0
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotations:
            continue
        raw = path.read_bytes().decode("utf-8")
        digest.update(raw.encode())
        found, spent = count_article(raw, annotations[0].read_text("utf-8"))
        counts, seconds, characters = counts + found, seconds + spent, characters + len(raw)
    if not counts["contents"]:
        sys.exit(f"{folder}: no annotated articles")
    share = counts["both_marks"] / counts["contents"]
    speed = characters / seconds
    return {
        **counts,
        "share": round(share, 4),
        "characters_per_cpu_second": round(speed),
        "data": digest.hexdigest()[:16],
    }


def main(folder: str) -> None:
    """Measure both parts and write the result file."""
    result = {part: measure(Path(folder) / "polnear" / part) for part in ("train", "dev")}
    print(json.dumps(result))
    for part in ("train", "dev"):
        result[part].pop("characters_per_cpu_second")  # differs from run to run; the file changes only with the reading
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"onrecord": __version__, **result}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

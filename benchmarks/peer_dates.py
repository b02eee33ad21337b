"""Time expressions by a peer library, for ``times.py``: JSON lines in, JSON lines out.

    python benchmarks/peer_dates.py < TEXTS > FOUND

Runs with any interpreter that has ``dateparser``; nothing of onrecord is needed.  A line in is ``{"doc", "dct",
"text"}``, a line out ``{"doc", "timexes", "seconds"}`` with TIMEX3 values made as kindly as the library's answer
allows: its period (day, month, year, time) decides the grain.  Lines of the text are searched one by one, past dates
preferred.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates

FORMATS = {
    "time": "%Y-%m-%dT%H:%M",
    "part_of_day": "%Y-%m-%d",
    "day": "%Y-%m-%d",
    "week": "%G-W%V",
    "month": "%Y-%m",
    "year": "%Y",
}


def find_dates(text: str, day: str) -> list[dict[str, Any]]:
    """Find the expressions of a text."""
    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(day).replace(hour=12),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    parser = DateDataParser(languages=["en"], settings=settings)
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        position = start
        for words, _ in search_dates(line, languages=["en"], settings=settings) or []:
            at = text.find(words, position, start + len(line))
            data = parser.get_date_data(words)
            if at < 0 or data.date_obj is None:
                continue
            value = data.date_obj.strftime(FORMATS[data.period])
            position = at + len(words)
            kind = "TIME" if data.period == "time" else "DATE"
            found.append({"start": at, "end": position, "type": kind, "value": value})
        start += len(line)
    return found


def main() -> None:
    """Read texts, write what was found in each and the CPU seconds that it took."""
    for line in sys.stdin:
        document = json.loads(line)
        began = time.process_time()
        timexes = find_dates(document["text"], document["dct"][:10])
        answer = {"doc": document["doc"], "timexes": timexes, "seconds": time.process_time() - began}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

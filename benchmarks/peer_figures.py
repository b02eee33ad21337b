"""Figures by a peer library, for ``figures.py``: JSON lines in, JSON lines out.

    python benchmarks/peer_figures.py < TEXTS > FOUND

Runs with any interpreter that has ``quantulum3`` (without its classifier); nothing of onrecord is needed.  A line in is
``{"text"}``, a line out ``{"figures", "seconds"}``: each figure with span, bounds and the library's name of its unit.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from quantulum3 import parser


def find_figures(text: str) -> list[dict[str, Any]]:
    """Find the quantities of a text; none where the library fails on it."""
    try:
        found = parser.parse(text)
    except Exception:  # noqa: BLE001 - whatever it is, the library found nothing
        return []
    return [
        {
            "start": each.span[0],
            "end": each.span[1],
            "low": repr(float(each.value)),
            "high": repr(float(each.value)),
            "unit": None if each.unit.name == "dimensionless" else each.unit.name,
            "per": None,
            "counts": None,
            "modifier": "exact",
            "change": None,
            "role": "amount",
            "relation": None,
        }
        for each in found
    ]


def main() -> None:
    """Answer line by line; the first answer, which loads the library, is given twice and timed once warm."""
    lines = sys.stdin.read().splitlines()
    find_figures("A first call for 3 km.")
    for line in lines:
        text = json.loads(line)["text"]
        begin = time.process_time()
        figures = find_figures(text)
        print(json.dumps({"figures": figures, "seconds": time.process_time() - begin}))


if __name__ == "__main__":
    main()

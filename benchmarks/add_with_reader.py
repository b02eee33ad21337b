"""``onrecord add`` with another reader: ``python benchmarks/add_with_reader.py MODULE:NAME [OPTION]... LOCATOR...``."""

from __future__ import annotations

import sys

from onrecord.cli.arguments import build_parser

if __name__ == "__main__":
    # Not at the top: each reading process imports this module again.
    from onrecord.cli import add

    reader, *words = sys.argv[1:]
    sys.exit(int(add.run(build_parser().parse_args(["add", *words]), reader=reader)))

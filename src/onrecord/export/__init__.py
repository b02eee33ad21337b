"""Writers of statements for other programs: pure functions from a stream of statements to a file.

Nothing here reads a record or an archive; what is written, and in which order, is the caller's choice.
"""

from __future__ import annotations

from onrecord.export.bundle import write_bundle
from onrecord.export.tabular import COLUMNS, Entry, write_csv, write_json_lines, write_xlsx

__all__ = ["COLUMNS", "Entry", "write_bundle", "write_csv", "write_json_lines", "write_xlsx"]

"""Bytes and captures: WARC records and WACZ files, written and read.  The only home of warcio.

Where records lie on a disk, and what has been stored already, belongs to ``archive``.
"""

from __future__ import annotations

from onrecord.warc.records import KeptRecord, read_kept
from onrecord.warc.write import Original, record_date, record_id, target_uri, write_capture, write_date, write_warcinfo

__all__ = [
    "KeptRecord",
    "Original",
    "read_kept",
    "record_date",
    "record_id",
    "target_uri",
    "write_capture",
    "write_date",
    "write_warcinfo",
]

"""Bytes and captures: WARC records and WACZ files, written and read.  The only home of warcio.

Where records lie on a disk, and what has been stored already, belongs to ``archive``.
"""

from __future__ import annotations

from onrecord.warc.cdxj import IndexEntry
from onrecord.warc.collection import Collection, Page
from onrecord.warc.heads import parse_content_type
from onrecord.warc.limits import Limits
from onrecord.warc.records import KeptRecord, read_kept
from onrecord.warc.wacz import read_captures
from onrecord.warc.window import find_member_end
from onrecord.warc.write import Original, record_date, record_id, target_uri, write_capture, write_date, write_warcinfo

__all__ = [
    "Collection",
    "IndexEntry",
    "KeptRecord",
    "Limits",
    "Original",
    "Page",
    "find_member_end",
    "parse_content_type",
    "read_captures",
    "read_kept",
    "record_date",
    "record_id",
    "target_uri",
    "write_capture",
    "write_date",
    "write_warcinfo",
]

"""Keeps every capture byte for byte, append-only, and proves it: WARC segments, chained lines, timestamps.

docs/decisions/0007-archive-and-record.md says why it is made this way.  What is read from a capture does not belong
here, nor does fetching one.
"""

from __future__ import annotations

from onrecord.archive.export import export_wacz
from onrecord.archive.stamps import REPLY_TYPE, REQUEST_TYPE, check_stamps, stamp_head
from onrecord.archive.store import SEGMENT_BYTES, Archive

__all__ = ["REPLY_TYPE", "REQUEST_TYPE", "SEGMENT_BYTES", "Archive", "check_stamps", "export_wacz", "stamp_head"]

"""The record: what was read, who is who, and the log of it, in one database that only grows.

``Record`` is the door; the database libraries stay behind it.
"""

from __future__ import annotations

from onrecord.record.identities import Identification
from onrecord.record.record import Record

__all__ = ["Identification", "Record"]

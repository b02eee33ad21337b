"""What one file of records may cost: sizes beyond these are refused, whatever the file claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps in bytes: of one payload, of one head, and of what compression may unfold to.

    Compressed bytes may become ``free_bytes``, and ``ratio`` times their own number beside; deflate can reach 1,032,
    pages of news seldom 20.  ``entries`` is the most WARC files that a WACZ may hold, each of which is kept open.
    """

    payload_bytes: int = 20_000_000
    head_bytes: int = 250_000
    free_bytes: int = 64_000_000
    ratio: int = 250
    entries: int = 500

    @property
    def block_bytes(self) -> int:
        """The most a record's block may have: a payload, and the head of a response before it."""
        return self.payload_bytes + self.head_bytes

    def inflated_bytes(self, compressed_bytes: int) -> int:
        """The most that so many compressed bytes may become."""
        return self.free_bytes + self.ratio * compressed_bytes


class TooLargeError(ValueError):
    """Something is larger than its limit."""

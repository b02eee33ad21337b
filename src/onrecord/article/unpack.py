"""The content coding of a fetched page, undone: what a browser does before it looks at the first character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from onrecord.article.reject import MAX_PAYLOAD_BYTES
from onrecord.codings import Cap, codings_of, undo

if TYPE_CHECKING:
    from onrecord.domain import Capture

CAP = Cap(max_bytes=MAX_PAYLOAD_BYTES)


def unpack(capture: Capture) -> Capture:
    """Give the capture with its payload as the page was before it was packed for sending.

    Without an HTTP head, or without a coding in it, the capture itself.  InputError: undecodable when the payload is
    damaged or its coding not known, too-large when it unpacks to more than an article can have.
    """
    codings = codings_of(capture.http.value("Content-Encoding")) if capture.http else ()
    if not codings:
        return capture
    pieces = undo([capture.payload], codings, cap=CAP, locator=capture.locator)
    return replace(capture, payload=b"".join(pieces))

"""Requests to a time stamp authority that the user names, over HTTP (RFC 3161, section 3.4).

The address stands in the user's own settings, so it may be of any host, inside a company too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.errors import EnvironmentFailure

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST_TYPE = "application/timestamp-query"
TIMEOUT_S = 30.0
MAX_REPLY_BYTES = 1_000_000


def open_authority(url: str) -> Callable[[bytes], bytes]:
    """Give what sends a request and gives the body of the reply; EnvironmentFailure when none comes."""
    return partial(_post, url)


def _post(url: str, request: bytes) -> bytes:
    """Send one request."""
    import httpx  # noqa: PLC0415 - a quarter of a second, for those who have stamps

    try:
        headers = {"Content-Type": REQUEST_TYPE}
        with httpx.stream("POST", url, content=request, headers=headers, timeout=TIMEOUT_S, trust_env=False) as reply:
            reply.raise_for_status()
            body = b""
            for piece in reply.iter_bytes():
                body += piece
                if len(body) > MAX_REPLY_BYTES:
                    raise _failure(url, "its reply is larger than any timestamp")
            return body
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _failure(url, str(error) or type(error).__name__) from error


def _failure(url: str, why: str) -> EnvironmentFailure:
    """Say that there is no timestamp."""
    message = f"the time stamp authority {url} gave no timestamp: {why}"
    step = "The record is whole without it; run the same command again later, or unset ONRECORD_TIMESTAMPS."
    return EnvironmentFailure(message, next_step=step)

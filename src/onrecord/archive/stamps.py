"""Timestamps of the archive's head, by an authority that others trust (RFC 3161): all of it existed by then.

What is stamped is the head itself: a chain value is a SHA-256, and the request's message imprint is that very digest.
So ``openssl ts -verify -digest HEAD -in HEAD.tsr -CAfile roots.pem`` checks a timestamp without onrecord.  Request and
reply are kept as ``stamps/HEAD.tsq`` and ``stamps/HEAD.tsr``.  Sending is left to the caller; a request holds nothing
but the digest and a random number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.archive.disk import make_folder, write_whole
from onrecord.archive.lines import NO_CHAIN, body_of, last_two_lines, read_lines, stated_chain
from onrecord.domain import Finding, FindingVerdict
from onrecord.errors import EnvironmentFailure, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from rfc3161_client import TimeStampRequest, TimeStampResponse, VerifierBuilder

    from onrecord.archive.places import Places

REQUEST_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"
_GRANTED = 0


def stamp_head(places: Places, post: Callable[[bytes], bytes], *, roots: bytes | None = None) -> datetime:
    """Have the head stamped and keep the reply; gives the time that the authority states.

    ``post`` sends a request (``REQUEST_TYPE``) to the authority and gives the body of its reply (``REPLY_TYPE``).
    ``roots`` are the certificates to trust, as PEM; without them the reply is kept with its signature unchecked.  A
    head that was stamped already is not stamped again.  UsageError for an empty archive; EnvironmentFailure when the
    extra ``timestamps`` is not installed, or when the reply is not a timestamp of this head.
    """
    before, last = last_two_lines(places.index)
    head = stated_chain(last)
    if head == NO_CHAIN:
        message = f"the archive {places.folder} is empty, so there is nothing to stamp"
        raise UsageError(message, next_step="Type: onrecord add, and then stamp.")
    kept = places.stamps / f"{head}.tsr"
    if not kept.exists():
        request = _make_request(before + b"\n" + body_of(last))
        reply = post(request.as_bytes())
        _check_reply(request, reply, head, roots)
        make_folder(places.stamps)
        write_whole(kept.with_suffix(".tsq"), request.as_bytes())
        write_whole(kept, reply)
    return _decode(kept.read_bytes()).tst_info.gen_time


def check_stamps(places: Places, *, roots: bytes | None = None) -> Iterator[Finding]:
    """Check each timestamp: it is of a head that the lines still come to, and an authority of ``roots`` signed it.

    Works offline.  Without ``roots`` (PEM) a sound timestamp is not checkable, as its signature is not.
    """
    stamps = sorted(places.stamps.glob("*.tsr"))
    chains = {stated_chain(written) for _, written in read_lines(places.index)} if stamps else set()
    for path in stamps:
        if path.stem not in chains:
            message = "no line of the index comes to the head that was stamped: lines were changed or taken away"
            yield _finding(FindingVerdict.CONTRADICTED, path, message)
            continue
        yield _check_stamp(path, roots)


def _check_stamp(path: Path, roots: bytes | None) -> Finding:
    """Check one timestamp against the head it is named after."""
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 - an extra

    try:
        reply = _decode(path.read_bytes())
        moment = f"{reply.tst_info.gen_time:%Y-%m-%d %H:%M:%S} UTC"
        if reply.tst_info.message_imprint.message.hex() != path.stem:
            return _finding(FindingVerdict.CONTRADICTED, path, "the timestamp is of another head")
        if roots is None:
            message = f"the timestamp says {moment}; its signature was not checked, no certificate to trust was named"
            return _finding(FindingVerdict.UNCHECKABLE, path, message)
        _with_roots(VerifierBuilder(), roots).build().verify(reply, bytes.fromhex(path.stem))
    except (VerificationError, ValueError, OSError) as error:
        return _finding(FindingVerdict.CONTRADICTED, path, f"the timestamp does not hold: {error}")
    return _finding(FindingVerdict.CONFIRMED, path, f"all up to this head existed by {moment}")


def _make_request(message: bytes) -> TimeStampRequest:
    """Make a request to stamp the SHA-256 of a message."""
    try:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415 - an extra
    except ImportError as error:
        message_of_error = "timestamps need the package rfc3161-client, which is not installed"
        raise EnvironmentFailure(message_of_error, next_step='Type: pip install "onrecord[timestamps]"') from error
    return TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()


def _check_reply(request: TimeStampRequest, written: bytes, head: str, roots: bytes | None) -> None:
    """EnvironmentFailure unless a reply grants the request, is of this head, and is signed as ``roots`` demand."""
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 - an extra

    try:
        reply = _decode(written)
        _check_answers(reply, request)
        if roots is not None:
            _with_roots(VerifierBuilder.from_request(request), roots).build().verify(reply, bytes.fromhex(head))
    except (VerificationError, ValueError) as error:
        message = f"the authority's reply is no timestamp of the archive's head: {error}"
        step = "Check the address of the authority, and the file of certificates to trust."
        raise EnvironmentFailure(message, next_step=step) from error


def _check_answers(reply: TimeStampResponse, request: TimeStampRequest) -> None:
    """ValueError unless a reply is the one to a request."""
    stamped, asked = reply.tst_info, request.message_imprint
    if (stamped.message_imprint.message, stamped.nonce) != (asked.message, request.nonce):
        message = "it is the reply to another request"
        raise ValueError(message)


def _decode(written: bytes) -> TimeStampResponse:
    """Decode a reply; ValueError when it is none, or was refused."""
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415 - an extra

    reply = decode_timestamp_response(written)
    if reply.status != _GRANTED:
        message = f"the authority refused, with status {reply.status} {' '.join(reply.status_string)}".rstrip()
        raise ValueError(message)
    return reply


def _with_roots(builder: VerifierBuilder, roots: bytes) -> VerifierBuilder:
    """Trust the certificates of a PEM file; ValueError when there are none."""
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - comes with the extra

    for certificate in load_pem_x509_certificates(roots):
        builder = builder.add_root_certificate(certificate)
    return builder


def _finding(verdict: FindingVerdict, path: Path, message: str) -> Finding:
    """Build a finding about a timestamp."""
    return Finding(verdict=verdict, step="stamp", subject=f"stamps/{path.name}", message=message)

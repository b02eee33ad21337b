"""A page packed for sending is read like the page, and evidence stays with the bytes as sent."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from backports import zstd

from onrecord.article import read_article
from onrecord.article.reject import MAX_PAYLOAD_BYTES
from onrecord.article.unpack import unpack
from onrecord.domain import Capture, HttpHead, RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "“The café stays open,” said the owner, Zoë Lind, on Monday, and nobody in the street was surprised by it."
PAGE = f"<!DOCTYPE html><html><body><article><h1>Café stays</h1><p>{WORDS}</p></article></body></html>"


def capture(payload: bytes, *headers: tuple[str, str]) -> Capture:
    """A capture as a fetch gives it."""
    head = HttpHead(status=200, reason="OK", headers=headers)
    return Capture(locator="u", payload=payload, media_type="text/html", charset="windows-1252", http=head)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_read_like_the_page(coding: str, pack: Callable[[bytes], bytes]) -> None:
    sent = capture(pack(PAGE.encode("windows-1252")), ("content-encoding", coding))
    article = read_article(sent)
    assert WORDS in article.text
    assert article.capture == sent.digest


def test_a_capture_without_a_coding_is_left_alone() -> None:
    plain = Capture(locator="a.html", payload=gzip.compress(b"a"))
    assert unpack(plain) is plain
    assert unpack(capture(b"a")).payload == b"a"


def test_a_damaged_coding_is_undecodable() -> None:
    with pytest.raises(InputError) as caught:
        read_article(capture(gzip.compress(PAGE.encode())[:-8], ("Content-Encoding", "gzip")))
    assert caught.value.reason == RejectReason.UNDECODABLE


def test_a_page_that_unpacks_to_more_than_an_article_is_too_large() -> None:
    with pytest.raises(InputError) as caught:
        read_article(capture(gzip.compress(bytes(MAX_PAYLOAD_BYTES + 1)), ("Content-Encoding", "gzip")))
    assert caught.value.reason == RejectReason.TOO_LARGE

"""Requests to a time stamp authority: whatever it does instead of answering is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import EnvironmentFailure
from onrecord.intake.authority import MAX_REPLY_BYTES, open_authority

if TYPE_CHECKING:
    from tests.intake.conftest import Web


def test_the_body_of_the_reply_is_given(web: Web) -> None:
    server = web.serve(web.response(b"stamp"))
    assert open_authority(server.url)(b"request") == b"stamp"
    (head,) = server.requests
    assert head.startswith(b"POST / ")
    assert b"content-type: application/timestamp-query" in head.lower()


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops"])
def test_a_refusal_is_told_with_what_to_do(web: Web, status: str) -> None:
    server = web.serve(web.response(status=status))
    with pytest.raises(EnvironmentFailure, match=status[:3]) as caught:
        open_authority(server.url)(b"request")
    assert "record is whole" in caught.value.next_step


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "no address", "ftp://a.example/"])
def test_an_authority_that_is_not_there_is_told(url: str) -> None:
    with pytest.raises(EnvironmentFailure, match="gave no timestamp"):
        open_authority(url)(b"request")


def test_a_reply_without_end_is_left(web: Web) -> None:
    server = web.serve(web.response(bytes(MAX_REPLY_BYTES + 1)))
    with pytest.raises(EnvironmentFailure, match="larger than any timestamp"):
        open_authority(server.url)(b"request")

"""Whatever is named comes out as a capture, in its place, or as a rejection."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.intake.files import find_inputs
from onrecord.intake.locators import complete_address, read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.intake.conftest import Web

PAGE = b"<p>The bridge opens in May, the council said.</p>\n"


def test_pages_files_and_standard_input_come_in_the_order_named(web: Web, tmp_path: Path) -> None:
    server = web.serve(web.response(PAGE, "Content-Type: text/html"))
    path = tmp_path / "page.txt"
    path.write_bytes(b"from a file")
    inputs = find_inputs([str(path), server.url, "-"]).inputs
    found = list(read_inputs(inputs, stdin=io.BytesIO(b"pasted"), network=web.network(server)))
    assert [each.payload for each in found if isinstance(each, Capture)] == [b"from a file", PAGE, b"pasted"]
    assert [each.locator for each in found] == [str(path), server.url, "-"]


def test_a_page_that_cannot_be_fetched_is_rejected_in_its_place(web: Web, tmp_path: Path) -> None:
    server = web.serve(web.response(b"", status="404 Not Found"))
    path = tmp_path / "page.txt"
    path.write_bytes(b"from a file")
    inputs = find_inputs([server.url, str(path)]).inputs
    lost, kept = read_inputs(inputs, stdin=io.BytesIO(), network=web.network(server))
    assert isinstance(lost, Rejected)
    assert (lost.locator, lost.reason) == (server.url, RejectReason.HTTP_STATUS)
    assert isinstance(kept, Capture)


def test_an_address_without_a_scheme_is_completed_and_another_kept() -> None:
    assert complete_address("WWW.example.org/a") == "https://WWW.example.org/a"
    assert complete_address("http://example.org") == "http://example.org"

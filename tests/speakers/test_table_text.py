"""The text of a table in bytes, read in pieces."""

from __future__ import annotations

import io

import pytest

from onrecord.errors import InputError
from onrecord.speakers.table_text import open_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_long_table_is_read_whatever_wrote_it(encoding: str) -> None:
    text = "name,titles\r\n" + "Zoë Müller,mayor\r\n" * 100_000
    with open_table(io.BytesIO(text.encode(encoding)), locator="t.csv") as lines:
        assert lines.read() == text


def test_the_place_of_a_bad_byte_is_counted_from_the_start() -> None:
    payload = "ü".encode() * 700_000 + b"\x81"
    with pytest.raises(InputError, match="neither UTF-8 nor Windows-1252 at byte 1400000"):
        open_table(io.BytesIO(payload), locator="t.csv")


def test_a_letter_cut_off_at_the_end_is_no_utf_8() -> None:
    with open_table(io.BytesIO("Zoë".encode()[:-1]), locator="t.csv") as lines:
        assert lines.encoding == "cp1252"

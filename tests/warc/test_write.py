"""Records as other tools read them, and as onrecord reads them itself."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from onrecord.domain import Capture, CaptureHead, HttpHead
from onrecord.warc import Original, read_kept, write_capture, write_warcinfo

NOON = datetime(2025, 4, 2, 12, 0, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
HEADERS = st.lists(st.tuples(TEXT, TEXT), max_size=4).map(tuple)
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
CAPTURES = st.builds(
    Capture,
    locator=TEXT,
    url=st.none() | TEXT | TEXT.map("https://ex.example/{}".format),
    captured_at=st.none() | st.datetimes(timezones=ZONES),
    media_type=st.none() | TEXT,
    charset=st.none() | TEXT,
    published=st.none() | st.dates(),
    http=st.none() | st.builds(HttpHead, status=st.integers(100, 999), reason=TEXT, headers=HEADERS),
    payload=st.binary(max_size=200),
)


def read_with_warcio(member: bytes) -> Any:  # noqa: ANN401 - warcio ships no types
    """The one record of a member, its digests checked."""
    (record,) = list(read_all_with_warcio(member))
    return record


def read_all_with_warcio(members: bytes) -> Any:  # noqa: ANN401 - warcio ships no types
    """Each record with its content read; an error when a digest differs."""
    for record in ArchiveIterator(io.BytesIO(members), check_digests="raise"):
        record.content = record.raw_stream.read()
        yield record


@given(CAPTURES)
def test_record_holds_the_whole_capture(capture: Capture) -> None:
    kept = read_kept(write_capture(capture, date=NOON))
    assert kept.capture == CaptureHead(**{name: getattr(capture, name) for name in CaptureHead.__struct_fields__})
    assert (kept.payload, kept.digest, kept.date) == (capture.payload, capture.digest, NOON)


@given(CAPTURES)
def test_revisit_holds_the_whole_capture_but_its_payload(capture: Capture) -> None:
    original = Original(capture=capture.reference, date=NOON)
    kept = read_kept(write_capture(capture, date=NOON, original=original))
    assert kept.capture == CaptureHead(**{name: getattr(capture, name) for name in CaptureHead.__struct_fields__})
    assert (kept.type, kept.payload, kept.digest) == ("revisit", None, capture.digest)


@given(CAPTURES)
def test_warcio_and_fastwarc_read_the_same_payload(capture: Capture) -> None:
    member = write_capture(capture, date=NOON)
    assert read_with_warcio(member).content == capture.payload
    record = next(FastIterator(io.BytesIO(member), parse_http=True))
    assert record.reader.read() == capture.payload
    assert next(FastIterator(io.BytesIO(member), parse_http=False)).verify_block_digest()


def test_same_capture_is_the_same_bytes() -> None:
    capture = Capture(locator="a.html", payload=b"<p>")
    assert write_capture(capture, date=NOON) == write_capture(capture, date=NOON)


def test_page_is_a_response_and_a_file_a_resource() -> None:
    page = Capture(locator="x", url="https://ex.example/ä b", http=HttpHead(status=200), payload=b"p")
    text = Capture(locator="a.txt", media_type="text/plain", payload=b"t")
    records = list(read_all_with_warcio(write_capture(page, date=NOON) + write_capture(text, date=NOON)))
    assert [record.rec_type for record in records] == ["response", "resource"]
    assert records[0].rec_headers["WARC-Target-URI"] == "https://ex.example/%C3%A4%20b"
    assert records[1].rec_headers["Content-Type"] == "text/plain"
    assert records[1].rec_headers["WARC-Target-URI"] == f"urn:onrecord:capture:{text.reference.id}"


def test_revisit_names_its_original() -> None:
    first = Capture(locator="x", url="https://ex.example/1", http=HttpHead(status=200), payload=b"p")
    again = Capture(locator="x", url="https://ex.example/2", http=HttpHead(status=200), payload=b"p")
    original = Original(capture=first.reference, date=NOON)
    members = write_capture(first, date=NOON) + write_capture(again, date=NOON, original=original)
    one, two = read_all_with_warcio(members)
    assert two.rec_headers["WARC-Refers-To"] == one.rec_headers["WARC-Record-ID"]
    assert two.rec_headers["WARC-Refers-To-Target-URI"] == "https://ex.example/1"
    assert two.rec_headers["WARC-Refers-To-Date"] == "2025-04-02T12:00:00Z"
    assert two.rec_headers["WARC-Payload-Digest"] == one.rec_headers["WARC-Payload-Digest"]


def test_transfer_coding_is_not_promised_to_other_readers() -> None:
    http = HttpHead(status=200, headers=(("Transfer-Encoding", "chunked"),))
    capture = Capture(locator="x", url="https://ex.example/", http=http, payload=b"3\r\nabc\r\n0\r\n\r\n")
    member = write_capture(capture, date=NOON)
    assert read_with_warcio(member).http_headers.get_header("Transfer-Encoding") is None
    kept = read_kept(member)
    assert (kept.capture and kept.capture.http, kept.payload) == (http, capture.payload)


def test_each_byte_of_a_header_is_kept() -> None:
    value = bytes(range(0x80, 0x100)).decode("latin-1")
    http = HttpHead(status=200, headers=(("X", value),))
    member = write_capture(Capture(locator="x", url="http://ex.example/", http=http, payload=b""), date=NOON)
    assert b"X: " + bytes(range(0x80, 0x100)) + b"\r\n" in gzip.decompress(member)


def test_response_without_web_address_is_a_resource() -> None:
    capture = Capture(locator="x", http=HttpHead(status=200), payload=b"p")
    assert read_with_warcio(write_capture(capture, date=NOON)).rec_type == "resource"


def test_warcinfo_names_its_maker() -> None:
    record = read_with_warcio(write_warcinfo("a.warc.gz", date=NOON, about={"software": "onrecord"}))
    assert (record.rec_type, record.rec_headers["WARC-Filename"]) == ("warcinfo", "a.warc.gz")
    assert record.content == b"software: onrecord\r\n"


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x1f\x8b", gzip.compress(b""), gzip.compress(b"WARC/1.1\r\n\r\n\r\n\r\n")],
    ids=["nothing", "cut", "empty", "no head"],
)
def test_what_is_no_record_is_a_value_error(damage: bytes) -> None:
    with pytest.raises(ValueError, match=r"member|record|WARC"):
        read_kept(damage)


def test_record_with_another_payload_than_it_states_is_a_value_error() -> None:
    written = gzip.decompress(write_capture(Capture(locator="x", payload=b"abc"), date=NOON))
    with pytest.raises(ValueError, match="payload's digest"):
        read_kept(gzip.compress(written.replace(b"\r\n\r\nabc", b"\r\n\r\nabd")))

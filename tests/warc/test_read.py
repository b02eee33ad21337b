"""Files of records of anyone's making: what is worth reading is read, what is damaged is rejected, the rest counted."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from onrecord.domain import Capture, HttpHead, Rejected, RejectReason
from onrecord.warc import Limits, Original, parse_content_type, read_captures, write_capture, write_warcinfo

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2025, 4, 2, 12, 0, tzinfo=UTC)
HTML = (("Content-Type", "text/html; charset=utf-8"),)
SMALL = Limits(payload_bytes=50_000, head_bytes=10_000, free_bytes=200_000, ratio=20, entries=3)


def record(kind: str, block: bytes, *fields: tuple[str, str], version: str = "1.0") -> bytes:
    """One uncompressed record; fields given win over the usual ones."""
    usual = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block, usedforsecurity=False).hexdigest()}>",
        "WARC-Date": "2020-05-06T07:08:09Z",
        "WARC-Target-URI": "https://daily.example/story",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = [f"{name}: {value}\r\n" for name, value in {**usual, **dict(fields)}.items()]
    return f"WARC/{version}\r\n{''.join(lines)}\r\n".encode() + block + b"\r\n\r\n"


def response(body: bytes, headers: Sequence[tuple[str, str]] = HTML, status: str = "200 OK") -> bytes:
    """The block of a response record."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode() + body


def page(number: int = 0, *fields: tuple[str, str]) -> bytes:
    """A response record of a page with a number."""
    return record("response", response(f"<p>Story {number}.</p>".encode()), *fields)


def read(content: bytes, skipped: Counter[str] | None = None, limits: Limits | None = None) -> list[Capture | Rejected]:
    """What a file of this content comes to."""
    return list(read_captures(io.BytesIO(content), "news.warc", skipped=skipped, limits=limits))


def payloads(content: bytes, limits: Limits | None = None) -> list[bytes | str]:
    """The payloads read, and the messages of what was rejected."""
    items = read(content, limits=limits)
    return [item.payload if isinstance(item, Capture) else item.message for item in items]


def in_members(records: Sequence[bytes]) -> bytes:
    """The records as a compressed file ought to be."""
    return b"".join(gzip.compress(each) for each in records)


def in_one_member(records: Sequence[bytes]) -> bytes:
    """The records as a file that was compressed whole."""
    return gzip.compress(b"".join(records))


Form = Callable[[Sequence[bytes]], bytes]
FORMS: list[Form] = [b"".join, in_members, in_one_member]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_file_is_read(form: Form) -> None:
    content = form([record("warcinfo", b"software: x\r\n"), *(page(number) for number in range(5))])
    assert payloads(content) == [f"<p>Story {number}.</p>".encode() for number in range(5)]


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_each_version_is_read(version: str) -> None:
    assert payloads(record("response", response(b"<p>a</p>"), version=version)) == [b"<p>a</p>"]


def test_capture_knows_where_and_when_it_was_taken() -> None:
    (capture,) = read(page())
    assert capture == Capture(
        locator="news.warc",
        url="https://daily.example/story",
        captured_at=datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC),
        media_type="text/html",
        charset="utf-8",
        http=HttpHead(status=200, reason="OK", headers=HTML),
        payload=b"<p>Story 0.</p>",
    )


@pytest.mark.parametrize(
    ("field", "moment"),
    [
        ("2020-05-06T07:08:09.123456789Z", datetime(2020, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)),
        ("2020-05-06T09:08:09+02:00", datetime(2020, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("2020-05-06T07:08Z", datetime(2020, 5, 6, 7, 8, tzinfo=UTC)),
        ("2020-05", None),
        ("2020", None),
    ],
)
def test_date_is_read_as_far_as_it_goes(field: str, moment: datetime | None) -> None:
    (capture,) = read(page(0, ("WARC-Date", field)))
    assert isinstance(capture, Capture)
    assert capture.captured_at == moment


def test_target_in_angle_brackets_is_read() -> None:
    (capture,) = read(page(0, ("WARC-Target-URI", "<http://a.example/>")))
    assert isinstance(capture, Capture)
    assert capture.url == "http://a.example/"


def test_file_of_a_crawl_is_a_capture_without_head() -> None:
    content = record("resource", b"plain", ("Content-Type", "text/plain"), ("WARC-Target-URI", "file:///a.txt"))
    (capture,) = read(content)
    assert isinstance(capture, Capture)
    assert (capture.url, capture.http, capture.media_type, capture.payload) == (None, None, "text/plain", b"plain")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (record("request", b"GET / HTTP/1.1\r\n\r\n"), "request record"),
        (record("metadata", b"a: b"), "metadata record"),
        (record("conversion", b"text", ("Content-Type", "text/plain")), "conversion record"),
        (record("response", response(b"", status="404 Not Found")), "status 404"),
        (record("response", response(b"", status="301 Moved")), "status 301"),
        (record("response", response(b"\x89PNG", [("content-type", "Image/PNG")])), "image/png"),
        (record("resource", b"{}", ("Content-Type", "application/json")), "application/json"),
        (record("revisit", response(b"", [("Content-Type", "text/css")])), "text/css"),
        (record("revisit", b"", ("WARC-Profile", "http://x/1.0/revisit/server-not-modified")), "status 304"),
    ],
)
def test_what_holds_no_article_is_counted(content: bytes, what: str) -> None:
    skipped: Counter[str] = Counter()
    assert read(content + page(), skipped)[1:] == []
    assert skipped == {what: 1}


def test_counts_of_all_files_of_a_wacz_are_added() -> None:
    skipped: Counter[str] = Counter()
    files = {f"archive/{name}.warc.gz": in_members([page(), record("request", b"")]) for name in "ab"}
    assert len(read(zipped(files), skipped)) == 2
    assert skipped == {"request record": 2}


@pytest.mark.parametrize(
    "body",
    [
        b"5\r\n<p>a<\r\n3\r\n/p>\r\n0\r\n\r\n",
        b"5;x=y\r\n<p>a<\r\n0003\r\n/p>\r\n0\r\nTrailer: x\r\n\r\n",
        b"5\n<p>a<\n3\n/p>\n0\n\n",
        b"<p>a</p>",
    ],
)
def test_chunked_transfer_coding_is_undone(body: bytes) -> None:
    content = record("response", response(body, [*HTML, ("Transfer-Encoding", "chunked")]))
    assert payloads(content) == [b"<p>a</p>"]


@pytest.mark.parametrize("body", [b"5\r\n<p>a<\r\n9\r\n/p>", b"5\r\n<p>a<\r\nzz\r\n", b"5\r\n<p>a<"])
def test_chunked_transfer_coding_that_breaks_off_is_rejected(body: bytes) -> None:
    content = record("response", response(body, [*HTML, ("Transfer-Encoding", "chunked")]))
    (rejected,) = read(content)
    assert isinstance(rejected, Rejected)
    assert "chunked transfer coding breaks off" in rejected.message


def test_content_coding_is_not_undone() -> None:
    body = gzip.compress(b"<p>a</p>")
    assert payloads(record("response", response(body, [*HTML, ("Content-Encoding", "gzip")]))) == [body]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("named_by", ["WARC-Refers-To", "WARC-Payload-Digest"])
def test_revisit_has_the_payload_of_its_original(form: Form, named_by: str) -> None:
    names = {"WARC-Refers-To": "<urn:uuid:1>", "WARC-Payload-Digest": "sha1:AAAA"}
    original = page(1, ("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Payload-Digest", "sha1:AAAA"))
    later = ("WARC-Date", "2021-01-01T00:00:00Z")
    revisit = record("revisit", response(b"", [*HTML, ("X", "later")]), later, (named_by, names[named_by]))
    captures = read(form([page(0), original, page(2), revisit, page(3)]))
    assert isinstance(captures[3], Capture)
    assert captures[3].payload == b"<p>Story 1.</p>"
    assert captures[3].captured_at == datetime(2021, 1, 1, tzinfo=UTC)
    assert captures[3].http is not None
    assert captures[3].http.value("X") == "later"
    assert len(captures) == 5


def test_revisit_finds_its_original_in_another_file_of_the_same_wacz() -> None:
    original = page(1, ("WARC-Record-ID", "<urn:uuid:1>"))
    files = {"archive/a.warc": original, "archive/b.warc": record("revisit", b"", ("WARC-Refers-To", "<urn:uuid:1>"))}
    assert payloads(zipped(files)) == [b"<p>Story 1.</p>"] * 2


def test_revisit_without_its_original_is_rejected() -> None:
    (rejected,) = read(record("revisit", response(b""), ("WARC-Refers-To", "<urn:uuid:1>")))
    assert isinstance(rejected, Rejected)
    assert "does not stand before it in this file" in rejected.message


def test_revisit_of_another_payload_is_rejected() -> None:
    original = page(1, ("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Payload-Digest", "sha1:AAAA"))
    other = ("WARC-Payload-Digest", "sha1:BBBB")
    items = read(original + record("revisit", response(b""), ("WARC-Refers-To", "<urn:uuid:1>"), other))
    assert isinstance(items[1], Rejected)
    assert "another digest" in items[1].message


def test_own_records_come_back_as_they_were_stored() -> None:
    captures = [
        Capture(locator="a\nb", payload=b"pasted"),
        Capture(
            locator="https://a.example/",
            url="https://a.example/",
            captured_at=NOON,
            http=HttpHead(status=200, headers=(("Transfer-Encoding", "chunked"), *HTML)),
            payload=b"5\r\n12345\r\n0\r\n\r\n",
        ),
    ]
    again = Capture(locator="c", payload=b"pasted")
    members = [write_warcinfo("a.warc.gz", date=NOON, about={}), *(write_capture(each, date=NOON) for each in captures)]
    members.append(write_capture(again, date=NOON, original=Original(capture=captures[0].reference, date=NOON)))
    assert read(b"".join(members)) == [*captures, again]


def digest_field(block: bytes, form: str) -> tuple[str, str]:
    """A block digest as one tool or the other writes it."""
    sha1, sha256 = hashlib.sha1(block, usedforsecurity=False), hashlib.sha256(block)
    forms = {
        "base32": f"sha1:{base64.b32encode(sha1.digest()).decode()}",
        "hex": f"sha256:{sha256.hexdigest()}",
        "dashed": f"SHA-256:{sha256.hexdigest().upper()}",
        "unknown": "blake9:00",
        "garbage": "sha1:!!!",
    }
    return "WARC-Block-Digest", forms[form]


@pytest.mark.parametrize("form", ["base32", "hex", "dashed", "unknown", "garbage"])
def test_digest_that_holds_or_cannot_be_read_is_accepted(form: str) -> None:
    block = response(b"<p>a</p>")
    assert payloads(record("response", block, digest_field(block, form))) == [b"<p>a</p>"]


@pytest.mark.parametrize("form", ["base32", "hex", "dashed"])
def test_digest_that_does_not_hold_is_rejected(form: str) -> None:
    content = record("response", response(b"<p>a</p>"), digest_field(response(b"<p>b</p>"), form))
    items = read(content + page())
    assert isinstance(items[0], Rejected)
    assert "is not the one of digest" in items[0].message
    assert isinstance(items[1], Capture)


DAMAGES = {
    "length too long": page(1, ("Content-Length", "99")),
    "length beyond the file": page(1, ("Content-Length", "9999")),
    "length too short": page(1, ("Content-Length", "20")),
    "length no number": page(1, ("Content-Length", "-5")),
    "no length": page(1).replace(b"Content-Length", b"Content-Depth"),
    "no version": page(1).replace(b"WARC/1.0", b"CRAW/1.0"),
    "no date": page(1).replace(b"WARC-Date", b"WARC-Time"),
    "date of no calendar": page(1, ("WARC-Date", "2020-99-99T00:00:00Z")),
    "date out of time": page(1, ("WARC-Date", "0001-01-01T00:00:00+10:00")),
    "no response": page(1).replace(b"HTTP/1.1 200", b"HTTP/1.1 OK?"),
    "endless head": page(1, ("X", "y" * 20_000)),
    "garbage": random.Random(5).randbytes(5_000),  # noqa: S311 - no secret
    "too large": record("response", response(b"x" * 70_000)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_record_is_rejected_and_the_rest_is_read(form: Form, damage: str) -> None:
    items = read(form([page(0), DAMAGES[damage], *(page(number) for number in range(2, 6))]), limits=SMALL)
    rejected = [item for item in items if isinstance(item, Rejected)]
    assert [item.payload for item in items if isinstance(item, Capture)] == [
        f"<p>Story {number}.</p>".encode() for number in (0, 2, 3, 4, 5)
    ]
    assert len(rejected) == 1
    assert rejected[0].reason is (RejectReason.TOO_LARGE if damage == "too large" else RejectReason.UNREADABLE)


def test_length_beyond_the_limit_hides_no_other_record() -> None:
    records = [page(0), page(1, ("Content-Length", "9" * 15)), page(2)]
    for form in FORMS[:2]:
        assert [isinstance(item, Capture) for item in read(form(records), limits=SMALL)] == [True, False, True]


def test_length_beyond_the_limit_in_a_file_compressed_whole_is_said_to_hide_others() -> None:
    records = [page(0), page(1, ("Content-Length", "9" * 15)), page(2)]
    items = read(in_one_member(records) + gzip.compress(page(3)), limits=SMALL)
    assert [isinstance(item, Capture) for item in items] == [True, False, True]
    assert isinstance(items[1], Rejected)
    assert "what follows in its gzip member is lost" in items[1].message


def test_rejected_record_names_its_offset() -> None:
    records = [page(0), DAMAGES["no length"], page(2)]
    rejected = next(item for item in read(b"".join(records)) if isinstance(item, Rejected))
    assert rejected.locator == f"news.warc#{len(records[0])}"
    assert f"record at byte {len(records[0])}: " in rejected.message


def test_damaged_member_is_rejected_and_the_rest_is_read() -> None:
    members = [gzip.compress(page(number)) for number in range(5)]
    middle = bytearray(members[2])
    middle[len(middle) // 2] ^= 0xFF
    items = read(b"".join([*members[:2], bytes(middle), *members[3:]]))
    assert [isinstance(item, Capture) for item in items] == [True, True, False, True, True]
    assert isinstance(items[2], Rejected)
    assert items[2].locator == f"news.warc#{len(members[0]) + len(members[1])}"


def test_file_compressed_whole_is_read_up_to_its_damage() -> None:
    content = bytearray(in_one_member([page(number) for number in range(200)]))
    content[len(content) // 2] ^= 0xFF
    items = read(bytes(content))
    assert [item.payload for item in items if isinstance(item, Capture)][:50] == [
        f"<p>Story {number}.</p>".encode() for number in range(50)
    ]
    assert isinstance(items[-1], Rejected)


@pytest.mark.parametrize("form", FORMS)
def test_file_cut_short_is_read_as_far_as_it_goes(form: Form) -> None:
    content = form([page(number) for number in range(3)])
    items = read(content[:-30])
    assert [isinstance(item, Capture) for item in items].count(True) == 2
    assert isinstance(items[-1], Rejected)
    assert "cut short" in items[-1].message


def test_large_record_that_is_not_wanted_is_counted() -> None:
    image = record("response", response(bytes(70_000), [("Content-Type", "image/png")]))
    for form in FORMS:
        skipped: Counter[str] = Counter()
        assert len(read(form([page(0), image, page(1)]), skipped, SMALL)) == 2
        assert skipped == {"image/png": 1}


@pytest.mark.parametrize("bomb", [bytes(3_000_000), b"WARC/1.0\r\n" * 400_000, page(0) + b"\r\n" * 2_000_000])
def test_gzip_that_inflates_too_far_is_rejected(bomb: bytes) -> None:
    items = read(gzip.compress(bomb) + in_members([page(1)]), limits=SMALL)
    assert any(isinstance(item, Rejected) for item in items)
    assert isinstance(items[-1], Capture)
    assert items[-1].payload == b"<p>Story 1.</p>"


def test_file_of_broken_heads_is_given_up() -> None:
    items = read(b"WARC/1.0\r\nContent-Length: 9\r\n\r\n" * 5_000)
    assert 300 < len(items) < 400
    assert isinstance(items[-1], Rejected)
    assert "the rest is not read" in items[-1].message


@pytest.mark.parametrize("content", [b"garbage", b"\x1f\x8b\x08garbage", b"WARC/9.9\r\n\r\n", b"\n" * 500 + b"x"])
def test_file_of_another_kind_is_rejected_once(content: bytes) -> None:
    (rejected,) = read(content)
    assert isinstance(rejected, Rejected)


def test_empty_file_is_rejected() -> None:
    (rejected,) = read(b"")
    assert isinstance(rejected, Rejected)
    assert rejected.reason is RejectReason.EMPTY


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """A ZIP file of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_wacz_is_read(compression: int) -> None:
    files = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b"",
        "archive/a.warc.gz": in_members([page(0)]),
        "archive/b.warc": page(1),
    }
    items = read(zipped(files, compression))
    assert [item.payload for item in items if isinstance(item, Capture)] == [b"<p>Story 0.</p>", b"<p>Story 1.</p>"]
    assert {item.locator for item in items} == {"news.warc#archive/a.warc.gz", "news.warc#archive/b.warc"}


@pytest.mark.parametrize(
    "name", ["../archive/a.warc", "archive/../../a.warc", "/archive/a.warc", "archive\\a.warc", "a.warc"]
)
def test_wacz_is_read_in_its_archive_folder_only(name: str) -> None:
    (rejected,) = read(zipped({name: page(0)}))
    assert isinstance(rejected, Rejected)
    assert "no WACZ" in rejected.message


def test_wacz_that_inflates_too_far_is_rejected() -> None:
    content = zipped({"archive/a.warc": page(0) + bytes(5_000_000), "archive/b.warc": page(1)}, zipfile.ZIP_DEFLATED)
    items = read(content, limits=SMALL)
    assert isinstance(items[0], Rejected)
    assert items[0].reason is RejectReason.TOO_LARGE
    assert b"<p>Story 1.</p>" in [item.payload for item in items if isinstance(item, Capture)]


def test_wacz_of_too_many_files_is_rejected() -> None:
    (rejected,) = read(zipped({f"archive/{number}.warc": b"" for number in range(4)}), limits=SMALL)
    assert isinstance(rejected, Rejected)
    assert rejected.reason is RejectReason.TOO_LARGE


def test_damaged_file_of_a_wacz_is_rejected_and_its_other_records_are_read() -> None:
    content = bytearray(zipped({"archive/a.warc.gz": in_members([page(0), page(1), page(2)])}))
    content[content.index(gzip.compress(page(1))[10:]) + 50] ^= 0xFF
    items = read(bytes(content))
    assert [item.payload for item in items if isinstance(item, Capture)] == [b"<p>Story 0.</p>", b"<p>Story 2.</p>"]
    messages = [item.message for item in items if isinstance(item, Rejected)]
    assert len(messages) == 2
    assert "checksum in the ZIP file" in messages[0]


def test_damaged_wacz_is_rejected() -> None:
    content = zipped({"archive/a.warc.gz": in_members([page(0)])})
    assert all(isinstance(item, Rejected) for item in read(content[:-30]))
    flipped = content.replace(b"\x1f\x8b", b"\x1f\x8c", 1)
    assert all(isinstance(item, Rejected) for item in read(flipped))


def test_stream_that_cannot_seek_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, in_members([page(0)]))
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor has no path
        assert [item.payload for item in read_captures(pipe, "-") if isinstance(item, Capture)] == [b"<p>Story 0.</p>"]


def test_reading_is_lazy() -> None:
    captures: Iterator[Capture | Rejected] = read_captures(io.BytesIO(page(0) + DAMAGES["garbage"]), "x")
    assert isinstance(next(captures), Capture)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (None, None)),
        ("", (None, None)),
        ("text/html", ("text/html", None)),
        ("TEXT/html ; a=b;CHARSET='windows-1251' ", ("text/html", "windows-1251")),
        ("; charset=", (None, None)),
    ],
)
def test_a_content_type_is_taken_apart(header: str | None, expected: tuple[str | None, str | None]) -> None:
    assert parse_content_type(header) == expected

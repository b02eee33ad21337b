"""Content codings are undone as a stream, and never beyond a cap."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from onrecord.codings import MAX_CODINGS, PIECE_BYTES, Cap, codings_of, undo
from onrecord.domain import RejectReason
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CAP = Cap(max_bytes=20_000_000)
PAGE = b"<p>The ferry is late again, the harbour master said.</p>\n" * 40


def deflate_bare(data: bytes) -> bytes:
    """Pack without the wrapper of zlib."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def unpack(payload: bytes, header: str, *, cap: Cap = CAP, size: int = 1000) -> bytes:
    """Undo codings of a payload that arrives in chunks."""
    chunks = [payload[start : start + size] for start in range(0, len(payload), size)]
    return b"".join(undo(chunks, codings_of(header), cap=cap, locator="x"))


def refuse(payload: bytes, header: str, *, cap: Cap = CAP) -> str:
    """The reason for which a payload is refused."""
    with pytest.raises(InputError) as caught:
        unpack(payload, header, cap=cap)
    assert caught.value.next_step
    return caught.value.reason


@pytest.mark.parametrize("name", PACKERS)
@given(data=st.binary(max_size=3000), size=st.integers(1, 500))
def test_every_coding_is_undone_whatever_the_chunks(name: str, data: bytes, size: int) -> None:
    assert unpack(PACKERS[name](data), name, size=size) == data


@given(data=st.binary(max_size=500), names=st.lists(st.sampled_from(sorted(PACKERS)), max_size=MAX_CODINGS))
def test_stacked_codings_are_undone_last_first(data: bytes, names: list[str]) -> None:
    payload = data
    for name in names:
        payload = PACKERS[name](payload)
    assert unpack(payload, ", ".join(names)) == data


def test_deflate_without_its_wrapper_is_read_as_browsers_do() -> None:
    assert unpack(deflate_bare(PAGE), "deflate") == PAGE


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_several_members_are_one_body(name: str) -> None:
    assert unpack(PACKERS[name](PAGE) + PACKERS[name](b"end"), name) == PAGE + b"end"


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_bytes_after_the_last_member_are_left_out(name: str) -> None:
    assert unpack(PACKERS[name](PAGE) + b"\0" * 3000, name) == PAGE


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_body_that_was_unpacked_on_its_way_is_taken_as_it_is(name: str) -> None:
    assert unpack(PAGE, name) == PAGE


@pytest.mark.parametrize("name", PACKERS)
def test_an_empty_body_is_empty_in_any_coding(name: str) -> None:
    assert unpack(b"", name) == b""


@pytest.mark.parametrize("name", PACKERS)
def test_a_cut_body_is_undecodable(name: str) -> None:
    assert refuse(PACKERS[name](PAGE)[:-3], name) == RejectReason.UNDECODABLE


@pytest.mark.parametrize("name", ["gzip", "deflate", "zstd", "br"])
def test_a_damaged_body_is_undecodable(name: str) -> None:
    payload = PACKERS[name](bytes(range(256)) * 40)
    damaged = payload[:4] + bytes(byte ^ 0xFF for byte in payload[4:30]) + payload[30:]
    assert refuse(damaged, name) == RejectReason.UNDECODABLE


def test_an_unknown_coding_is_undecodable() -> None:
    assert refuse(PAGE, "compress") == RejectReason.UNDECODABLE


def test_a_body_packed_too_often_is_undecodable() -> None:
    assert refuse(PAGE, ", ".join(["gzip"] * (MAX_CODINGS + 1))) == RejectReason.UNDECODABLE


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_beyond_the_cap_is_too_large(name: str) -> None:
    assert refuse(PACKERS[name](bytes(30_000)), name, cap=Cap(max_bytes=29_999)) == RejectReason.TOO_LARGE
    assert unpack(PACKERS[name](bytes(30_000)), name, cap=Cap(max_bytes=30_000)) == bytes(30_000)


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_that_grows_beyond_its_ratio_is_too_large(name: str) -> None:
    payload = PACKERS[name](bytes(3_000_000))
    cap = Cap(max_bytes=4_000_000, max_ratio=100, free_bytes=1_000_000)
    assert refuse(payload, name, cap=cap) == RejectReason.TOO_LARGE


def endless_gzip() -> Iterator[bytes]:
    """A gzip of ten gigabytes of zeros, as it would arrive."""
    packer = zlib.compressobj(9, wbits=31)
    for _ in range(10_000):
        yield packer.compress(bytes(1_000_000))
    yield packer.flush()


@pytest.mark.parametrize("name", ["gzip", "br", "zstd"])
def test_a_bomb_costs_no_memory(name: str) -> None:
    bomb = endless_gzip() if name == "gzip" else iter([PACKERS[name](bytes(100_000_000))])
    tracemalloc.start()
    pieces = undo(bomb, (name,), cap=Cap(max_bytes=90_000_000, max_ratio=1e9), locator="x")
    with pytest.raises(InputError):
        assert all(len(piece) <= 2 * PIECE_BYTES for piece in pieces)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@given(payload=st.binary(max_size=400), names=st.lists(st.sampled_from(["gzip", "deflate", "br", "zstd"]), max_size=3))
def test_any_bytes_are_unpacked_or_refused(payload: bytes, names: list[str]) -> None:
    try:
        pieces = list(undo([payload], tuple(names), cap=CAP, locator="x"))
    except InputError as error:
        assert error.reason == RejectReason.UNDECODABLE  # noqa: PT017 - either outcome is right
    else:
        assert all(isinstance(piece, bytes) for piece in itertools.chain(pieces))

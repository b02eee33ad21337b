"""Files, folders and standard input become captures, or say why they cannot."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import UsageError
from onrecord.intake.files import (
    COLLECTIONS,
    MAX_CAPTURE_BYTES,
    MEDIA_TYPES,
    Input,
    find_inputs,
    write_name,
)
from onrecord.intake.locators import read_inputs

NO_INPUT = io.BytesIO()


def read_all(*names: str | Path, stdin: bytes = b"") -> list[Capture | Rejected]:
    """Read what the names stand for."""
    selection = find_inputs(map(str, names))
    return list(read_inputs(selection.inputs, stdin=io.BytesIO(stdin)))


def read_rejected(name: str | Path) -> Rejected:
    """Read one name that must be rejected."""
    (outcome,) = read_all(name)
    assert isinstance(outcome, Rejected)
    assert outcome.message
    assert outcome.next_step
    return outcome


@contextmanager
def without_root() -> Iterator[None]:
    """Give up the rights of root for a while, which no permission holds back."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_is_read_byte_for_byte_under_the_name_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    payload = b"\xff\x00 one\r\ntwo"
    (tmp_path / "page.HTML").write_bytes(payload)
    monkeypatch.chdir(tmp_path)
    (capture,) = read_all("./page.HTML")
    assert capture == Capture(locator="./page.HTML", payload=payload, media_type="text/html")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.htm", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("a", None),
        ("a.pdf", None),
    ],
)
def test_the_ending_declares_the_media_type(tmp_path: Path, name: str, media_type: str | None) -> None:
    (tmp_path / name).write_bytes(b"x")
    (capture,) = read_all(tmp_path / name)
    assert isinstance(capture, Capture)
    assert capture.media_type == media_type


def test_standard_input_is_read_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    captures = read_all(tmp_path / "a.txt", "-", tmp_path / "a.txt", stdin=b"pasted")
    assert [capture.payload for capture in captures if isinstance(capture, Capture)] == [b"a", b"pasted", b"a"]


def test_a_folder_is_searched_to_the_bottom_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a/b/c.md", "c.xhtml", ".hidden.html", ".git/x.txt", "a/photo.jpg", "B.htm"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    selection = find_inputs([str(tmp_path)])
    found = [Path(each.locator).relative_to(tmp_path).as_posix() for each in selection.inputs]
    assert found == ["B.htm", "a/b/c.md", "a/z.txt", "b.html", "c.xhtml"]
    assert selection.skipped == 1


def test_links_are_read_but_not_followed_into_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    outcomes = read_all(tmp_path)
    assert [type(outcome) for outcome in outcomes] == [Capture, Capture, Rejected, Rejected]


def test_a_folder_without_articles_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    rejected = read_rejected(tmp_path)
    assert (rejected.reason, rejected.locator) == (RejectReason.NOT_FOUND, str(tmp_path))
    assert "*.html" in rejected.message


def test_a_missing_file_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    missing, capture = read_all(tmp_path / "nothing.txt", tmp_path / "a.txt")
    assert isinstance(missing, Rejected)
    assert missing.reason is RejectReason.NOT_FOUND
    assert isinstance(capture, Capture)


def test_a_file_without_permission_is_rejected(tmp_path: Path) -> None:
    secret = tmp_path / "secret page.txt"
    secret.write_text("x")
    secret.chmod(0)
    with without_root():
        rejected = read_rejected(secret)
    assert rejected.reason is RejectReason.UNREADABLE
    assert f"'{secret}'" in rejected.next_step


def test_a_folder_without_permission_is_rejected_in_its_place(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o055)
    (tmp_path / "locked").mkdir(mode=0)
    (tmp_path / "z.txt").write_text("z")
    with without_root():
        selection = find_inputs([str(tmp_path)])
    locked, readable = selection.inputs
    assert isinstance(locked, Rejected)
    assert locked.reason is RejectReason.UNREADABLE
    assert isinstance(readable, Input)


@pytest.mark.parametrize("name", ["pipe.txt", "device"])
def test_what_could_block_for_ever_is_not_opened(tmp_path: Path, name: str) -> None:
    path = Path("/dev/zero") if name == "device" else tmp_path / name
    if name != "device":
        os.mkfifo(path)
    rejected = read_rejected(path)
    assert rejected.reason is RejectReason.UNREADABLE
    assert "onrecord read - <" in rejected.next_step


def test_a_pipe_of_the_shell_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"from a pipe")
    os.close(writing)
    (capture,) = read_all(f"/dev/fd/{reading}")
    os.close(reading)
    assert isinstance(capture, Capture)
    assert capture.payload == b"from a pipe"


def test_a_file_over_the_limit_is_rejected_and_one_at_the_limit_is_read(tmp_path: Path) -> None:
    for name, size_bytes in (("huge.html", MAX_CAPTURE_BYTES + 1), ("large.html", MAX_CAPTURE_BYTES)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(size_bytes)
    huge, large = read_all(tmp_path / "huge.html", tmp_path / "large.html")
    assert isinstance(huge, Rejected)
    assert huge.reason is RejectReason.TOO_LARGE
    assert isinstance(large, Capture)


def test_an_endless_standard_input_is_read_no_further_than_the_limit() -> None:
    with Path("/dev/zero").open("rb") as endless:
        (outcome,) = read_inputs(find_inputs(["-"]).inputs, stdin=endless)
        assert endless.tell() <= 2 * MAX_CAPTURE_BYTES
    assert isinstance(outcome, Rejected)
    assert outcome.reason is RejectReason.TOO_LARGE


def test_an_empty_name_is_wrong_use_before_anything_is_read() -> None:
    with pytest.raises(UsageError) as caught:
        find_inputs(["a.txt", ""])
    assert caught.value.next_step


def test_standard_input_named_twice_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        find_inputs(["-", "-"])


def test_a_name_that_is_not_unicode_can_be_read_and_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"x")
    (capture,) = read_all(tmp_path)
    assert isinstance(capture, Capture)
    assert capture.locator.endswith("caf\\udce9.txt")
    assert capture.locator.encode()


@given(st.lists(st.sampled_from(["tests", "examples", "README.md", "no such file"]), max_size=4), st.integers(0, 4))
def test_inputs_named_together_are_the_inputs_named_one_by_one(names: list[str], cut: int) -> None:
    together = find_inputs(names)
    first, second = find_inputs(names[:cut]), find_inputs(names[cut:])
    assert together.inputs == first.inputs + second.inputs
    assert together.skipped == first.skipped + second.skipped


@given(st.text(st.characters(exclude_characters="\x00")).map(lambda name: f"no-such-folder/{name}"))
def test_any_name_is_answered_and_can_be_stored(name: str) -> None:
    (outcome,) = read_all(name)
    assert isinstance(outcome, Rejected)
    assert outcome.message.encode()
    assert write_name(name) == outcome.locator


def test_a_name_with_a_nul_character_is_rejected() -> None:
    assert read_rejected("a\0b").reason is RejectReason.UNREADABLE


def test_a_folder_is_searched_for_collections_where_they_are_wanted(tmp_path: Path) -> None:
    for name in ("crawl.warc.gz", "page.html", "photo.gz", "table.CSV"):
        (tmp_path / name).write_bytes(b"x")
    selection = find_inputs([str(tmp_path)], endings=(*MEDIA_TYPES, *COLLECTIONS))
    found = [Path(each.path).name for each in selection.inputs if isinstance(each, Input)]
    assert (found, selection.skipped) == (["crawl.warc.gz", "page.html", "table.CSV"], 1)

"""``onrecord add``: what is named goes into the record, what became of it is told, and it may be stopped."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.corpus.conftest import NOW
from tests.interrupts import interrupt

from onrecord.archive import Archive
from onrecord.cli import main
from onrecord.cli.lines import RejectedLine
from onrecord.cli.outcomes import AddedLine, KnownLine
from onrecord.config import read_settings
from onrecord.corpus.stores import open_known_record
from onrecord.domain import Capture

if TYPE_CHECKING:
    from onrecord.domain import RecordStatus

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "examples" / "harbor-strike.html"
TEXT = ROOT / "examples" / "harbor-strike.txt"
STYLES = re.compile(r"\x1b\[[0-9;]*[mK]")
ARTICLE = "Bridge {0} stays closed\n\nAnn Lee said that bridge {0} will stay closed until spring.\n"
PROGRAM = [sys.executable, "-m", "onrecord.cli", "add"]
LIGHT = [sys.executable, str(ROOT / "benchmarks" / "add_with_reader.py"), "light_reader:LightReader"]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Give the place of a record that does not exist yet."""
    return tmp_path / "record.db"


def add(record: Path, capfd: pytest.CaptureFixture[bytes], *words: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Add in this process; the exit status, the lines, and what was said."""
    status = main(["add", "--workers", "1", "--record", str(record), *map(str, words)])
    captured = capfd.readouterr()
    return status, [json.loads(line) for line in captured.out.splitlines()], captured.err.decode()


def count(record: Path) -> RecordStatus:
    """Count what is in a record."""
    with closing(open_known_record(read_settings({"record": str(record)}, {}))) as opened:
        return opened.status()


def write_articles(folder: Path, many: int) -> Path:
    """Write a folder of short articles."""
    folder.mkdir()
    for number in range(many):
        (folder / f"{number:03d}.txt").write_text(ARTICLE.format(number), encoding="utf-8")
    return folder


def start_light(record: Path, *words: str | Path, **streams: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - as Popen
    """Start ``onrecord add`` with the reader that starts at once."""
    return start(LIGHT, record, *words, **streams)


def start(program: list[str], record: Path, *words: str | Path, **streams: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - as Popen
    """Start ``onrecord add`` with two processes, all in a process group of their own."""
    path = os.pathsep.join([str(ROOT / "benchmarks"), *sys.path])
    return subprocess.Popen(  # noqa: S603 - ours
        [*program, "--workers", "2", "--record", str(record), *map(str, words)],
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
        **streams,
    )


def test_an_article_is_added_once_and_known_ever_after(record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, (line,), said = add(record, capfdbinary, PAGE)
    added = msgspec.convert(line, AddedLine).added
    assert (status, added.locator) == (0, str(PAGE))
    assert (len(added.new), added.known, added.unread) == (count(record).statements, (), None)
    assert said == f"onrecord: 1 article read, {len(added.new)} new statements\n"
    status, (line,), said = add(record, capfdbinary, PAGE)
    assert (status, msgspec.convert(line, KnownLine).known.capture) == (0, added.capture)
    assert said == "onrecord: 1 input added before, not read again\n"


def test_what_cannot_be_read_is_told_and_kept(record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    status, lines, said = add(record, capfdbinary, record.parent / "nothing.html", "https://news.example.invalid/a")
    reasons = [msgspec.convert(line, RejectedLine).rejected.reason for line in lines]
    assert (status, reasons) == (1, ["not-found", "fetch-failed"])
    assert "2 inputs not read (not-found 1, fetch-failed 1)" in said
    assert main(["rejected", "--record", str(record)]) == 0
    listed = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [line["rejected"]["reason"] for line in listed] == reasons
    assert "Check its spelling, and that you are online." in listed[1]["rejected"]["next_step"]


def test_an_empty_folder_is_told(record: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "empty").mkdir()
    status, (line,), _ = add(record, capfdbinary, tmp_path / "empty")
    assert (status, line["rejected"]["reason"]) == (1, "not-found")


def test_the_stated_day_is_recorded(record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    add(record, capfdbinary, "--published", "2024-02-29", TEXT)
    with closing(open_known_record(read_settings({"record": str(record)}, {}))) as opened:
        published = {statement.article.published_at for statement in opened.statements()}
    assert {each and each.value for each in published} == {"2024-02-29"}


def test_a_page_kept_but_not_read_is_read_first(record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    capture = Capture(locator="left.txt", payload=TEXT.read_bytes(), media_type="text/plain")
    with Archive.open(record.with_suffix(".archive"), clock=lambda: NOW) as archive:
        archive.store(capture)
    status, lines, said = add(record, capfdbinary, PAGE)
    assert [line["added"]["locator"] for line in lines] == ["left.txt", str(PAGE)]
    assert said.startswith("onrecord: an earlier run kept 1 ")
    assert status == 0


def test_names_that_cannot_be_meant_are_wrong_use(record: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert add(record, capfdbinary, "-", "-")[0] == 2
    assert add(record, capfdbinary, "--workers", "0", PAGE)[0] == 2
    assert not record.exists()


def test_a_record_that_is_none_is_left_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "notes.txt").write_text("my notes, and no database", encoding="utf-8")
    status, lines, said = add(tmp_path / "notes.txt", capfdbinary, PAGE)
    assert (status, lines) == (3, [])
    assert "notes.txt" in said
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "my notes, and no database"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_how_to_go_on_and_the_next_one_does(
    record: Path, tmp_path: Path, number: signal.Signals
) -> None:
    pages = write_articles(tmp_path / "pages", 20)
    pipe = subprocess.PIPE
    with start(PROGRAM, record, pages, "-", stdin=pipe, stdout=pipe, stderr=pipe) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        interrupt(run, partial(os.killpg, run.pid, number))
        said = run.stderr.read().decode()
        assert run.wait() == 130
    assert "Traceback" not in said
    assert "all of which are in the record; to go on, give the same command again" in said
    assert count(record).articles >= 1
    with start(PROGRAM, record, pages, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        assert run.wait() == 0
    assert (count(record).articles, count(record).statements) == (20, 20)


def test_a_reader_that_leaves_does_not_stop_the_adding(record: Path, tmp_path: Path) -> None:
    pages = write_articles(tmp_path / "pages", 5)
    with start_light(record, pages, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read().decode()
        assert (run.wait(), said) == (0, "onrecord: 5 articles read, 5 new statements\n")
    assert count(record).articles == 5


def test_a_terminal_shows_a_line_for_each_article_and_what_to_type_next(record: Path, tmp_path: Path) -> None:
    pages = write_articles(tmp_path / "pages", 2)
    screen, end = pty.openpty()
    with start_light(record, pages, tmp_path / "none.html", stdout=end, stderr=end, stdin=end) as run:
        os.close(end)
        shown = b""
        while True:
            try:
                part = os.read(screen, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            shown += part
        assert run.wait() == 1
    os.close(screen)
    text = STYLES.sub("", shown.decode()).replace("\r\n", "\n")
    assert f"added    {pages / '001.txt'}: 1 statement\n" in text
    assert "✗ there is no file" in text
    assert "3 of 3" in text
    assert text.endswith(
        "2 articles read, 2 new statements\n1 input not read (not-found 1)\n"
        f"Type next: onrecord search --record {record} WORDS  or  onrecord rejected --record {record}\n"
    )


def test_two_records_do_not_share_an_archive(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for name in ("one.db", "two.db"):
        assert add(tmp_path / name, capfdbinary, TEXT)[0] == 0
    shutil.rmtree(tmp_path / "one.archive")
    assert add(tmp_path / "two.db", capfdbinary, TEXT)[0] == 0

"""``onrecord read`` as a process: real files, the real model, real pipes and a real terminal."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from tests.interrupts import interrupt

from onrecord.cli import main
from onrecord.domain import Article, check_spans, decode_statement

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "onrecord.cli", "read"]
HTML = "examples/harbor-strike.html"
TEXT = "examples/harbor-strike.txt"
STYLES = re.compile(r"\x1b\[[0-9;]*m")
# What a terminal acts upon: control characters but the line end, and the right-to-left override.
OBEYED = {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}
HOSTILE = (
    "Mayor Ann Lee said \x1b[31m\x1b]0;owned\x07[bold red]the bridge[/] will “stay \u202eclosed \x9b1muntil” May.\n"
    "The council did not comment on the closure of the old bridge over the river on Monday evening.\n"
)
GERMAN = (
    "Der Bürgermeister sagte am Montag, die Brücke bleibe bis zum Frühjahr gesperrt. „Sie ist nicht sicher“, erklärte "
    "er vor Journalisten. Die Stadt will im Sommer mit den Bauarbeiten beginnen, wie aus dem Rathaus verlautete.\n"
)


def run_read(*words: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run ``onrecord read`` with pipes at all ends."""
    words = tuple(map(str, words))
    return subprocess.run([*COMMAND, *words], input=stdin, capture_output=True, cwd=ROOT, check=False)  # noqa: S603 - ours


@contextmanager
def terminal(columns: int) -> Iterator[tuple[int, int]]:
    """Open a pseudo-terminal: the screen to read from, and the end that a program takes for its terminal."""
    screen, end = pty.openpty()
    termios.tcsetwinsize(end, (50, columns))
    try:
        yield screen, end
    finally:
        os.close(screen)


def read_screen(screen: int) -> str:
    """Read what came to the screen until the last program has left it."""
    shown = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        shown += part
    return shown.decode().replace("\r\n", "\n")


def run_on_terminal(*words: str | Path, columns: int = 80, **environment: str) -> tuple[int, str]:
    """Run ``onrecord read`` with output and errors on a terminal; the exit status and the screen."""
    settings = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
    with terminal(columns) as (screen, end):
        process = subprocess.Popen(  # noqa: S603 - ours
            [*COMMAND, *map(str, words)],
            cwd=ROOT,
            env={**settings, "TERM": "xterm-256color", **environment},
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=end,
        )
        os.close(end)
        shown = read_screen(screen)
        return process.wait(), shown


@pytest.mark.parametrize("name", [HTML, TEXT])
def test_every_span_cuts_its_own_words_from_the_article_that_is_printed(name: str) -> None:
    (article_line,) = run_read("--article", name).stdout.splitlines()
    article = msgspec.json.decode(article_line, type=Article)
    check_spans(article.page_text, (message.span for message in article.publisher_messages))
    ran = run_read(name)
    statements = [decode_statement(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert len(statements) >= 8
    for statement in statements:
        singles = [span for span in (statement.source, statement.cue) if span]
        check_spans(article.text, [*singles, *statement.content, *statement.quoted])
        assert statement.article == article.reference


@pytest.mark.parametrize("output", ["json", "text", "md"])
def test_many_inputs_print_what_each_prints_alone(
    output: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "english.txt").write_bytes((ROOT / TEXT).read_bytes())
    (tmp_path / "german.txt").write_text(GERMAN)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n")
    names = [str(tmp_path / name) for name in ("english.txt", "report.pdf", "german.txt", "no-such-file.html")]
    assert main(["read", "--format", output, *names]) == 1
    together = capfdbinary.readouterr().out
    assert [main(["read", "--format", output, name]) for name in names] == [0, 1, 1, 1]
    assert together == capfdbinary.readouterr().out


def test_a_bad_input_is_a_line_in_its_place_and_a_sentence_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    ran = run_read("no-such-file.html", TEXT, tmp_path / "empty.html")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert lines[0]["rejected"]["reason"] == "not-found"
    assert set(lines[0]) == {"schema", "rejected"}
    assert set(lines[0]["rejected"]) == {"locator", "reason", "message", "next_step"}
    assert lines[-1]["rejected"]["reason"] == "empty"
    assert all("rejected" not in line for line in lines[1:-1])
    assert ran.returncode == 1
    assert b"not read: 2 of 3 inputs (" in ran.stderr


@pytest.mark.parametrize("output", ["json", "text", "md"])
def test_the_zoo_of_broken_inputs_is_answered_one_by_one(
    output: str, broken: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = sorted(str(path) for path in broken.iterdir() if path.suffix in (".html", ".txt"))
    assert main(["read", "--format", output, *names]) == 1
    shown = capfdbinary.readouterr().out.decode()
    assert "internal-error" not in shown
    assert not OBEYED & set(shown)
    if output == "json":
        outcomes = [json.loads(line) for line in shown.splitlines()]
        locators = [(line.get("rejected") or line.get("unread", line).get("article"))["locator"] for line in outcomes]
        assert locators == sorted(locators)


def test_an_article_in_another_language_is_extracted_but_not_read() -> None:
    ran = run_read("-", stdin=GERMAN.encode())
    (line,) = map(json.loads, ran.stdout.splitlines())
    assert set(line) == {"schema", "unread"}
    assert line["unread"]["reason"] == "language"
    assert line["unread"]["article"]["language"] == "de"
    assert ran.returncode == 1
    article = run_read("--article", "-", stdin=GERMAN.encode())
    assert article.returncode == 0
    assert "Brücke" in json.loads(article.stdout)["text"]


def test_standard_input_is_taken_for_what_it_is() -> None:
    from_html = run_read("--article", "-", stdin=(ROOT / HTML).read_bytes())
    assert json.loads(from_html.stdout)["title"] == json.loads(run_read("--article", HTML).stdout)["title"]
    from_text = run_read("-", stdin=(ROOT / TEXT).read_bytes().replace(b"\n", b"\r\n"))
    ids = [json.loads(line)["id"] for line in from_text.stdout.splitlines()]
    assert ids == [json.loads(line)["id"] for line in run_read(TEXT).stdout.splitlines()]


def test_the_day_given_is_taken_where_the_text_has_none() -> None:
    (article,) = map(json.loads, run_read("--article", "--published", "2025-03-14", TEXT).stdout.splitlines())
    assert article["published_at"]["value"] == "2025-03-14"
    assert article["published_at"]["from"] == "user"


def test_the_article_alone_is_read_without_the_model() -> None:
    program = (
        "import sys\n"
        "from onrecord.cli import main\n"
        f"status = main(['read', '--article', {TEXT!r}])\n"
        "sys.exit(status or ('onnxruntime' in sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False)  # noqa: S603 - ours
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("output", ["json", "text", "md"])
def test_nothing_a_terminal_obeys_comes_out_of_a_pipe(output: str) -> None:
    ran = run_read("--format", output, "-", stdin=HOSTILE.encode())
    shown = ran.stdout.decode()
    assert ran.returncode == 0
    assert "bridge" in shown
    assert not OBEYED & set(shown)
    assert ran.stderr == b""


def test_a_terminal_shows_a_readable_view_in_colour() -> None:
    status, shown = run_on_terminal(HTML)
    assert status == 0
    assert "\x1b[1m" in shown
    assert "Set aside" in shown
    assert "{" not in shown
    assert re.search(r"\x1b\[[0-9;]*36m", shown)


def test_no_color_leaves_the_words_and_their_weight() -> None:
    _, colourful = run_on_terminal(HTML)
    status, plain = run_on_terminal(HTML, NO_COLOR="1")
    assert status == 0
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|9[0-7]|38)[;m]", plain)
    assert STYLES.sub("", plain) == STYLES.sub("", colourful)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_view_fits_the_terminal(columns: int) -> None:
    status, shown = run_on_terminal(HTML, columns=columns)
    lines = STYLES.sub("", shown).splitlines()
    assert status == 0
    assert max(map(cell_len, lines)) <= min(columns, 100)


def test_an_article_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE)
    (tmp_path / "\x1b[2Jname.pdf").write_bytes(b"%PDF-1.7")
    status, shown = run_on_terminal(tmp_path / "hostile.txt", tmp_path / "\x1b[2Jname.pdf", TERM="dumb")
    assert status == 1
    assert "[bold red]the bridge[/]" in shown
    assert not OBEYED & set(STYLES.sub("", shown))


def test_a_rejection_on_a_terminal_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    status, shown = run_on_terminal(tmp_path / "empty.html")
    assert status == 1
    assert "✗" in shown
    assert "→" in shown
    assert "[empty]" in STYLES.sub("", shown)


def test_a_progress_bar_is_shown_for_many_inputs_and_wiped() -> None:
    with terminal(80) as (screen, end):
        ran = subprocess.Popen([*COMMAND, TEXT, HTML], cwd=ROOT, stdout=subprocess.PIPE, stderr=end)  # noqa: S603 - ours
        os.close(end)
        out, _ = ran.communicate()
        shown = read_screen(screen)
    assert out == run_read(TEXT, HTML).stdout
    assert "0 of 2" in shown
    assert "1 of 2" in shown
    assert shown.endswith("\r\x1b[2K")


def test_one_input_needs_no_progress_bar() -> None:
    _, shown = run_on_terminal(TEXT)
    assert "reading" not in shown
    assert run_read(TEXT, TEXT).stderr == b""


def test_a_closed_pipe_is_no_error() -> None:
    program = f"set -o pipefail; '{sys.executable}' -m onrecord.cli read {TEXT} {TEXT} {TEXT} | head -c 10"
    ran = subprocess.run(["bash", "-c", program], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607 - ours
    assert (ran.returncode, ran.stderr, len(ran.stdout)) == (0, b"", 10)


@pytest.mark.parametrize(("closed", "status"), [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- - ", 1)])
def test_a_stream_that_was_closed_before_the_start_is_survived(closed: str, status: int) -> None:
    program = f"'{sys.executable}' -m onrecord.cli read {TEXT} {closed}"
    ran = subprocess.run(["bash", "-c", program], cwd=ROOT, capture_output=True, check=False)  # noqa: S603, S607 - ours
    assert ran.returncode == status
    assert b"Traceback" not in ran.stderr


def test_output_that_cannot_be_written_is_an_environment_failure() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*COMMAND, TEXT], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 - ours
    assert ran.returncode == 3
    assert b"cannot be written: No space left on device" in ran.stderr


def test_an_interrupt_is_quiet_and_says_how_to_go_on() -> None:
    with terminal(80) as (screen, end):
        process = subprocess.Popen(  # noqa: S603 - ours
            [*COMMAND, TEXT, "-", HTML], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=end
        )
        os.close(end)
        shown = ""
        while "1 of 3" not in shown:  # the first article is out; the second waits for its text
            shown += os.read(screen, 1024).decode()
        interrupt(process, partial(process.send_signal, signal.SIGINT))
        shown += read_screen(screen)
        out, _ = process.communicate()
    assert process.returncode == 130
    assert out == run_read(TEXT).stdout
    assert shown.splitlines()[-1] == (
        "onrecord: stopped after 1 of 3 inputs, which are printed whole; to go on, add to the same command: --skip 1"
    )


def test_skip_goes_on_where_a_run_was_stopped() -> None:
    assert run_read("--skip", "1", TEXT, HTML).stdout == run_read(HTML).stdout


def test_a_folder_counts_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes((ROOT / TEXT).read_bytes())
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    ran = run_read(tmp_path)
    assert ran.returncode == 0
    assert b"left out 1 file" in ran.stderr
    assert json.loads(ran.stdout.splitlines()[0])["article"]["locator"] == str(tmp_path / "b.txt")


def test_a_terminal_on_standard_input_says_what_to_do() -> None:
    with terminal(80) as (screen, end):
        process = subprocess.Popen(  # noqa: S603 - ours
            [*COMMAND, "-"], cwd=ROOT, stdin=end, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        os.write(screen, b"The mayor said the bridge will stay closed until the spring of next year.\n\x04")
        out, err = process.communicate()
        os.close(end)
    assert b"press Ctrl-D" in err
    assert out


def test_an_address_that_is_not_public_is_rejected_unasked() -> None:
    ran = run_read("http://127.0.0.1/page.html")
    assert ran.returncode == 1
    rejected = json.loads(ran.stdout)["rejected"]
    assert (rejected["locator"], rejected["reason"]) == ("http://127.0.0.1/page.html", "fetch-refused")

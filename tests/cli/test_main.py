"""The command line answers at once, and says what is wrong and what to type next."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main
from onrecord.cli.arguments import build_parser


def run_main(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command that leaves by its exit status or by argparse's SystemExit."""
    try:
        status = main(words)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_main(capsys, "--version") == (0, f"onrecord {onrecord.__version__}\n", "")


@pytest.mark.parametrize("words", [["--help"], ["read", "--help"]])
def test_help_ends_in_an_example(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    status, out, _ = run_main(capsys, *words)
    assert status == 0
    assert out.splitlines()[-1].startswith("  onrecord read ")


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from onrecord.cli import main\n"
        "try:\n    main(['read', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'msgspec', 'numpy', 'onnxruntime', 'rich', 'trafilatura', 'lxml', 'htmldate', 'asyncio'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (ran.returncode, ran.stderr) == (0, "")


def test_no_command_shows_the_help_as_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run_main(capsys)
    assert (status, out) == (2, "")
    assert "onrecord read examples/" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["page.html"], "Type: onrecord read page.html"),
        (["-"], "Type: onrecord read -"),
        (["my page.html", "--json"], "Type: onrecord read 'my page.html' --json"),
        (["\x1b[2Jx"], "there is no command �[2Jx"),
        (["read"], "required: FILE|FOLDER|URL|-"),
        (["read", "x", "--published", "yesterday"], "'yesterday' is not a day; write it as YYYY-MM-DD"),
        (["read", "x", "--published", "2025-02-30"], "is not a day"),
        (["read", "x", "--skip", "-1"], "--skip"),
        (["read", "x", "--skip", "two"], "not a number of inputs"),
        (["read", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["read", "x", "--jso"], "unrecognized arguments: --jso"),
        (["read", ""], "empty name"),
        (["read", "-", "-"], "more than once"),
        (["read", "x", "--skip", "1"], "leaves nothing"),
        (["read", "x", "--article", "--format", "md"], "--article prints JSON"),
    ],
)
def test_wrong_use_is_status_2_with_what_to_type(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    status, out, err = run_main(capsys, *words)
    assert (status, out) == (2, "")
    assert said in err


def test_the_examples_of_the_help_parse() -> None:
    parser = build_parser()
    lines = [line.split() for line in _help_of_read().splitlines() if line.startswith("  onrecord read")]
    assert len(lines) == 4
    for line in lines:
        words = [
            word for index, word in enumerate(line[1:], start=1) if line[index - 1] not in "<>" and word not in "<>"
        ]
        assert parser.parse_args(words).command == "read"


def _help_of_read() -> str:
    """Give the help of ``onrecord read``."""
    ran = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", "read", "--help"], capture_output=True, text=True, check=True
    )
    return ran.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search", "x", "--rank"], "onrecord search: error: unrecognized arguments: --rank; did you mean --ranked?"),
        (["speakers", "merge", "a", "b", "--reasn=x"], "onrecord speakers merge: error: "),
        (["status", "now"], "onrecord status: error: unrecognized arguments: now"),
        (["show", "f2f8", "\x1b[2J"], "unrecognized arguments: '\ufffd[2J'"),
        (["--versoin"], "did you mean --version?"),
    ],
)
def test_an_option_that_is_none_is_answered_by_its_command(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    status, out, err = run_main(capsys, *words)
    assert (status, out) == (2, "")
    assert said in err


def test_an_interrupt_while_modules_load_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    command = [sys.executable, "-m", "onrecord.cli", "search", "x"]
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - ours
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, "", "")

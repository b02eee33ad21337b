"""Writes the parts of the documentation that come from the code, so that they cannot say something else.

    python docs/generate.py            write what is out of date
    python docs/generate.py --check    say what is out of date, exit status 1 if anything is

Made here: ``docs/reference/cli.md`` from the parser, ``docs/reference/schema.json`` from the domain types,
``docs/picture.svg`` from the terminal view of an example, the output under every command (``console``) and after every
Python example in README.md and docs/, and the accuracy table from ``benchmarks/results/*.json``.

A page asks for the list ``comparison`` of a result file by a comment, ``comparison: NAME``.

Examples run in an empty folder that holds a copy of ``examples/``.  A row of the accuracy table is an entry of the list
``summary`` in a result file: ``order`` (a number), ``what``, ``score``, ``peer`` (null: none) and ``data``.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
from rich.console import Console
from rich.text import Text

from onrecord.cli.arguments import COMMANDS, build_parser
from onrecord.cli.lines import RejectedLine, UnreadLine
from onrecord.cli.view import lay_out, print_lines
from onrecord.domain import Article, Statement
from onrecord.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/harbor-strike.html"
PICTURE = ROOT / "docs" / "picture.svg"
PICTURE_COLUMNS = 90
PICTURE_STATEMENTS = 7
COMPARISON = re.compile(r"(<!-- comparison: (\w+)[^\n]*-->\n).*?(<!-- comparison end -->)", re.DOTALL)
TABLE = re.compile(r"(<!-- accuracy:[^\n]*-->\n).*?(<!-- accuracy end -->)", re.DOTALL)
EXAMPLES = re.compile(
    r"^```console\n(?P<console>.*?)^```\n|^```python\n(?P<python>.*?)^```\n(?:\n```text\n.*?^```\n)?",
    re.DOTALL | re.MULTILINE,
)
INDENTED = re.compile(
    r'x="(?P<x>[\d.]+)" (?P<between>[^>]*?) textLength="(?P<length>[\d.]+)" (?P<after>[^>]*)>'
    r"(?P<blanks>(?:&#160;)+)(?P<text>[^<&][^<]*)<"
)


def main() -> int:
    """Write or check everything; the exit status."""
    stale = [path for path, wanted in generate_all().items() if not is_current(path, wanted)]
    for path in stale:
        print(("out of date: " if "--check" in sys.argv else "wrote ") + str(path.relative_to(ROOT)))
    if "--check" in sys.argv:
        return 1 if stale else 0
    for path, wanted in generate_all().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted, encoding="utf-8")
    return 0


def generate_all() -> dict[Path, str]:
    """Make every generated page, as it should be."""
    made = {
        ROOT / "docs" / "reference" / "cli.md": write_cli_reference(),
        ROOT / "docs" / "reference" / "schema.json": write_schema(),
        PICTURE: draw_picture(),
    }
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if page not in made and "decisions" not in page.parts:
            made[page] = refresh_page(page.read_text(encoding="utf-8"))
    return made


def is_current(path: Path, wanted: str) -> bool:
    """Whether a page says what it should; of a picture, its words count: versions of rich draw them differently."""
    if not path.exists():
        return False
    present = path.read_text(encoding="utf-8")
    return present == wanted or (path.suffix == ".svg" and words_of_picture(present) == words_of_picture(wanted))


def write_cli_reference() -> str:
    """Write the help of each command as a page."""
    parser = build_parser()
    helps = [("onrecord", parser.format_help())]
    for command in (each.name for each in COMMANDS):
        text = io.StringIO()
        with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
            parser.parse_args([command, "--help"])
        helps.append((f"onrecord {command}", text.getvalue()))
    sections = "\n".join(f"## {name}\n\n```text\n{text.rstrip()}\n```\n" for name, text in helps)
    return f"# The command line\n\nMade from the parser by `make docs`.\n\n{sections}"


def write_schema() -> str:
    """Write the JSON Schema of every line that ``onrecord read`` prints, with and without ``--article``."""
    kinds = {"statement": Statement, "rejected": RejectedLine, "unread": UnreadLine, "article": Article}
    lines, definitions = msgspec.json.schema_components(kinds.values(), ref_template="#/$defs/{name}")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of `onrecord read`",
        "description": "A statement, an input that was rejected, or an article whose statements were not read; with "
        "--article, an article in place of its statements.",
        "anyOf": list(lines),
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def draw_picture() -> str:
    """Draw the terminal view of the example, the statements after the first few left out, as SVG."""
    with example_folder():
        reading = read(EXAMPLE)
    console = Console(file=io.StringIO(), record=True, force_terminal=True, width=PICTURE_COLUMNS, highlight=False)
    lines = lay_out(console, reading)
    heads = [index for index, line in enumerate(lines) if line.plain[:4].strip().isdigit()]
    aside = next(index for index, line in enumerate(lines) if line.plain.startswith("Set aside"))
    if len(heads) > PICTURE_STATEMENTS:
        left_out = Text(f"    … and {len(heads) - PICTURE_STATEMENTS} more", style="dim")
        lines[heads[PICTURE_STATEMENTS] : aside - 1] = [left_out]
    print_lines(console, [Text(f"$ onrecord read {EXAMPLE}", style="bold"), Text(), *lines])
    svg = console.export_svg(title="onrecord", unique_id="onrecord")
    # rich asks for a font from the web; a picture in the README must load nothing.
    svg = re.sub(r"@font-face \{[^}]*\}\s*", "", svg)
    return INDENTED.sub(_indent, svg) + "\n"


def _indent(match: re.Match[str]) -> str:
    """Move a text by its leading blanks, which not every renderer keeps."""
    blanks = match["blanks"].count("&#160;")
    left, length = float(match["x"]), float(match["length"])
    column = length / len(html.unescape(match["blanks"] + match["text"]))
    start, rest = left + blanks * column, length - blanks * column
    return f'x="{start:.1f}" {match["between"]} textLength="{rest:.1f}" {match["after"]}>{match["text"]}<'


def words_of_picture(svg: str) -> list[str]:
    """Collect the words of an SVG in their order."""
    texts = (element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))  # noqa: S314
    return " ".join(texts).split()


def refresh_page(page: str) -> str:
    """Run the examples of a page anew, in order, and write their output and the accuracy table into it."""
    names: dict[str, object] = {}
    with example_folder():
        page = EXAMPLES.sub(lambda match: run_example(match, names), page)
    page = COMPARISON.sub(lambda match: f"{match[1]}{write_comparison(match[2])}{match[3]}", page)
    return TABLE.sub(lambda match: f"{match[1]}{write_accuracy()}{match[2]}", page)


def run_example(match: re.Match[str], names: dict[str, object]) -> str:
    """Run one example of either kind; Python sees the names of the examples before it."""
    if match["console"] is not None:
        return f"```console\n{run_console(match['console'])}```\n"
    printed = run_python(match["python"], names)
    return f"```python\n{match['python']}```\n" + (f"\n```text\n{printed}```\n" if printed else "")


@contextlib.contextmanager
def example_folder() -> Iterator[None]:
    """Work in an empty folder that holds a copy of the examples, with ``onrecord`` on the path."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "examples", "examples")
        Path(".bin").mkdir()
        for name, words in (("onrecord", " -m onrecord.cli"), ("python", "")):
            command = Path(".bin", name)
            command.write_text(f'#!/bin/sh\nexec "{sys.executable}"{words} "$@"\n', encoding="utf-8")
            command.chmod(0o755)
        yield


def run_console(body: str) -> str:
    """Run the commands of a block, the lines that begin with ``$``, and write each with what it prints."""
    path = f"{Path.cwd() / '.bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "LC_ALL": "C.UTF-8", "HOME": "/"}
    written = ""
    for command in (line for line in body.splitlines() if line.startswith("$ ")):
        ran = subprocess.run(  # noqa: S603 - our own documentation
            ["bash", "-o", "pipefail", "-c", command[2:]],  # noqa: S607
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            check=False,
        )
        if ran.returncode > 1 or "exit status 3" in ran.stdout or "Traceback" in ran.stdout:
            message = f"an example of the documentation failed: {command}\n{ran.stdout}"
            raise RuntimeError(message)
        written += f"{command}\n{ran.stdout}"
    return written


def run_python(body: str, names: dict[str, object]) -> str:
    """Run a Python example; what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(body, "example", "exec"), names)  # noqa: S102 - our own documentation
    return printed.getvalue()


def write_accuracy() -> str:
    """Write the accuracy table from the summaries of the benchmark results."""
    files = sorted((ROOT / "benchmarks" / "results").glob("*.json"))
    results = (json.loads(path.read_text(encoding="utf-8")) for path in files)
    rows = [row for result in results if isinstance(result, dict) for row in result.get("summary", [])]
    if not rows:
        return "Not measured yet.\n"
    rows.sort(key=lambda row: (row["order"], row["what"]))
    cells = [[row["what"], row["score"], row["peer"] or "–", row["data"]] for row in rows]
    return write_table([["what", "onrecord", "best peer", "measured on"], *cells])


def write_comparison(name: str) -> str:
    """Write how onrecord and its peers did on the same data in one run, from the list ``comparison`` of a result file.

    Each row has the same keys, in the order of the columns; the first row's keys are the heads.
    """
    path = ROOT / "benchmarks" / "results" / f"{name}.json"
    rows = json.loads(path.read_text(encoding="utf-8")).get("comparison")
    if not rows:
        return "Not measured yet.\n"
    return write_table([list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)])


def write_table(rows: list[list[str]]) -> str:
    """Write a table in Markdown; the first row holds the heads."""
    heads, *rest = rows
    return "".join(f"| {' | '.join(line)} |\n" for line in (heads, ["---"] * len(heads), *rest))


if __name__ == "__main__":
    sys.exit(main())

"""The documentation says what the code does: every example runs and prints what the page shows."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Protocol, cast

import msgspec
import pytest

from onrecord.cli.lines import RejectedLine, write_lines
from onrecord.domain import Rejected, RejectReason

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


class Generator(Protocol):
    """What the tests use of ``docs/generate.py``, which is a script and not importable by name."""

    def generate_all(self) -> dict[Path, str]:
        """Every generated page as it should be."""

    def is_current(self, path: Path, wanted: str) -> bool:
        """Whether a page is as it should be."""

    def refresh_page(self, page: str) -> str:
        """Run the examples of a page."""


@pytest.fixture(scope="module")
def generator() -> Generator:
    """Load the script as a module."""
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Generator", module)


def test_every_generated_page_is_current(generator: Generator) -> None:
    stale = [path.name for path, wanted in generator.generate_all().items() if not generator.is_current(path, wanted)]
    assert stale == [], "run: make docs"


def test_a_page_that_says_something_else_is_noticed(generator: Generator) -> None:
    page = "```console\n$ echo new\nold\n```\n\n```python\nprint(6 * 7)\n```\n\n```text\n41\n```\n"
    assert generator.refresh_page(page) == page.replace("old", "new").replace("41", "42")


def test_an_example_that_fails_is_noticed(generator: Generator) -> None:
    with pytest.raises(AssertionError):
        generator.refresh_page("```python\nassert 1 == 2\n```\n")
    with pytest.raises(RuntimeError, match="onrecord reed"):
        generator.refresh_page("```console\n$ onrecord reed | head -n 1\n```\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_the_schema_names_every_shape_of_a_line() -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "schema.json").read_text(encoding="utf-8"))
    shapes = {shape["$ref"].rsplit("/", 1)[1] for shape in schema["anyOf"]}
    assert shapes == {"Statement", "RejectedLine", "UnreadLine", "Article"}
    line = write_lines(Rejected(locator="a", reason=RejectReason.EMPTY, message="m", next_step="n"))
    assert set(json.loads(line)) == set(schema["$defs"]["RejectedLine"]["properties"])
    assert msgspec.json.decode(line, type=RejectedLine).schema == 1


def test_the_picture_loads_nothing_and_is_a_picture() -> None:
    picture = (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert not re.search(r"url\(.?https?:|href=.?https?:|<script|<image", picture)

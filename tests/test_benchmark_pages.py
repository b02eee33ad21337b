"""The benchmark pages: compiled files are up to date, marks are gone, and wrong markup is refused."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Protocol, cast

import pytest

PAGES = Path(__file__).resolve().parents[1] / "benchmarks" / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))["pages"]
META = '<!--meta {"lang": "en"} -->\n'


class Builder(Protocol):
    """What the tests use of `build_pages.py`, which is a script and not importable by name."""

    PageError: type[ValueError]

    def compile_page(self, name: str, source: str) -> tuple[str, dict[str, object]]:
        """HTML and expectation of one page."""

    def compile_all(self) -> dict[str, str]:
        """Every compiled file."""

    def stale_files(self, built: dict[str, str]) -> list[str]:
        """Names of the files that differ."""


@pytest.fixture(scope="module")
def builder() -> Builder:
    """Load the script as a module."""
    spec = importlib.util.spec_from_file_location("build_pages", PAGES / "build_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return cast("Builder", module)


def test_compiled_pages_are_up_to_date(builder: Builder) -> None:
    """Nobody edits a compiled file, and nobody forgets to compile."""
    assert builder.stale_files(builder.compile_all()) == []


def test_half_of_the_pages_are_held_out() -> None:
    """Neither half may shrink unnoticed."""
    halves = [sum(name.startswith(prefix) for name in EXPECTED) for prefix in ("dev_", "heldout_")]
    assert halves == [9, 9]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_page_holds_its_blocks_and_no_marks(name: str) -> None:
    """Each block's words stand in the HTML in order, and on a line of the text form."""
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    lines = (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    blocks = [block["text"] for block in EXPECTED[name]["blocks"]]
    assert lines == blocks
    assert not set("⟦⟧") & set(page)
    letters = "".join(re.sub(r"<[^<>]*>", "", html.unescape(page)).split())
    position = 0
    for block in blocks:
        found = letters.find("".join(block.split()), position)
        assert found >= 0, block
        position = found


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_dropped_block_could_be_met_in_kept_words(name: str) -> None:
    """A leak is counted by three-word sequences, so these must not stand in the reporting anyway."""
    kept: set[tuple[str, ...]] = set()
    for block in EXPECTED[name]["blocks"]:
        if block["keep"]:
            kept |= sequences(block["text"])
    for block in EXPECTED[name]["blocks"]:
        own = sequences(block["text"])
        if not block["keep"] and own:
            assert len(own & kept) / len(own) < 0.5, block["text"]


def sequences(text: str) -> set[tuple[str, ...]]:
    """Cut a text into its sequences of three words."""
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<p>no meta</p>", "meta comment"),
        (META + "<h1>⟦title|T⟧</h1>⟦poem|x⟧", "unknown role"),
        (META + "<h1>⟦title|T⟧</h1>⟦body!|x⟧", "cannot carry"),
        (META + "<h1>⟦title|T⟧</h1>⟦body|<br>⟧", "without words"),
        (META + "<h1>⟦title|T⟧</h1>⟦body|x", "not closed"),
        (META + "<p>⟦body|x⟧</p>", "0 titles"),
    ],
)
def test_wrong_markup_is_refused(builder: Builder, source: str, complaint: str) -> None:
    """Each mistake an author can make has its own message."""
    with pytest.raises(builder.PageError, match=complaint):
        builder.compile_page("x", source)

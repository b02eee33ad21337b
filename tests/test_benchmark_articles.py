"""The benchmark articles: compiled files are up to date, spans are exact, and wrong markup is refused."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "benchmarks" / "articles"
NAMES = sorted(path.stem for path in ARTICLES.glob("*.json"))
HEAD = "title: T\npublished: 2025-01-01\n---\n"


class Builder(Protocol):
    """What the tests use of `benchmarks/build_articles.py`, which is a script and not importable by name."""

    MarkupError: type[ValueError]

    def compile_article(self, name: str, source: str) -> tuple[str, dict[str, object]]:
        """Text and gold of one marked-up article."""

    def compile_all(self) -> dict[str, str]:
        """Every compiled file."""

    def stale_files(self, built: dict[str, str]) -> list[str]:
        """Names of the files that differ."""


@pytest.fixture(scope="module")
def builder() -> Builder:
    """Load the script as a module."""
    spec = importlib.util.spec_from_file_location("build_articles", ROOT / "benchmarks" / "build_articles.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return cast("Builder", module)


def spans_in(value: object) -> Iterator[dict[str, object]]:
    """Every object with a text, a start and an end, at any depth."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def first_statement(gold: dict[str, object]) -> dict[str, object]:
    """Take the first gold statement."""
    return cast("list[dict[str, object]]", gold["statements"])[0]


def test_compiled_articles_are_up_to_date(builder: Builder) -> None:
    """Nobody edits a compiled file, and nobody forgets to compile."""
    assert builder.stale_files(builder.compile_all()) == []


def test_there_are_as_many_development_as_held_out_articles() -> None:
    """Neither half may shrink unnoticed."""
    halves = [sum(name.startswith(prefix) for name in NAMES) for prefix in ("dev_", "heldout_")]
    assert halves == [10, 10]


def test_the_example_article_is_one_of_them() -> None:
    """The gold of the example is the gold of the file a newcomer reads."""
    example = (ROOT / "examples" / "harbor-strike.txt").read_text(encoding="utf-8")
    assert (ARTICLES / "dev_harbor_strike.txt").read_text(encoding="utf-8") == example


@pytest.mark.parametrize("half", ["dev", "heldout"])
def test_readme_counts_the_statements(half: str) -> None:
    """The table a reader sees is the data's."""
    golds = [json.loads((ARTICLES / f"{name}.json").read_text("utf-8")) for name in NAMES if name.startswith(half)]
    scopes = [statement["scope"] for gold in golds for statement in gold["statements"]]
    row = f"| `{half}_*` | {len(golds)} | {scopes.count('core')} | {scopes.count('wide')} |"
    assert row in (ARTICLES / "README.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_every_gold_span_cuts_its_words(name: str) -> None:
    """Offsets are code points of the text beside them, before the end of the article."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    for span in spans_in(gold["statements"]):
        if span["text"] is not None:
            start, end = cast("int", span["start"]), cast("int", span["end"])
            assert text[start:end] == span["text"]
            assert end <= gold["article_end"]


@pytest.mark.parametrize("name", NAMES)
def test_no_gold_statement_stands_in_a_publisher_message(name: str) -> None:
    """The outlet's own claims are never statements."""
    gold = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    for statement in gold["statements"]:
        for span in statement["content"]:
            for message in gold["publisher_messages"]:
                assert span["end"] <= message["start"] or span["start"] >= message["end"]


@pytest.mark.parametrize(
    ("content", "quotation"),
    [
        ("“All of it,”", "direct"),
        ("that it was “bad”", "mixed"),
        ("that it was bad", "indirect"),
        ("‘The workers’ union won’t,’", "direct"),
        ("the workers’ union", "indirect"),
        ("«One ‹two› three»", "direct"),
        ("„Anders“", "direct"),
        ('"open to the end', "direct"),
        ("“first\n“second”", "direct"),
    ],
)
def test_quotation_class_follows_from_the_marks(builder: Builder, content: str, quotation: str) -> None:
    """Apostrophes are no quotation marks; an unclosed quotation ends with its paragraph."""
    source = f"{HEAD}{{s1 She}} {{c1 said}} {{t1 {content}}}\n---\n1 | - | person | assertion\n"
    _, gold = builder.compile_article("x", source)
    assert first_statement(gold)["kind"] == quotation


def test_nesting_is_the_innermost_content_around_the_cue(builder: Builder) -> None:
    """Three deep, each points to the next."""
    body = "{s1 A} {c1 said} {t1 {s2 B} {c2 said} {t2 {s3 C} {c3 said} {t3 no}}}"
    rows = "".join(f"{number} | {name} | person | assertion\n" for number, name in enumerate("ABC", 1))
    _, gold = builder.compile_article("x", f"{HEAD}{body}\n---\n{rows}")
    statements = cast("list[dict[str, object]]", gold["statements"])
    assert [statement["nested_in"] for statement in statements] == [None, "s1", "s2"]


def test_trailing_publisher_message_ends_the_article(builder: Builder) -> None:
    """The article ends before the white space in front of the message."""
    text, gold = builder.compile_article("x", f"{HEAD}News.\n{{p Give us money.}}\n---\n")
    assert text == "News.\nGive us money.\n"
    assert gold["article_end"] == len("News.")


@pytest.mark.parametrize(
    ("body", "rows", "complaint"),
    [
        ("{s1 A", "", "never closed"),
        ("A}", "", "closing brace"),
        ("{q1 A}", "", "unknown tag"),
        ("{s1}", "", "unknown tag"),
        ("{s1 }", "", "marks no words"),
        ("{s1 A} {c1 said} {t1 no}", "", "has no row"),
        ("{s1 A} {c1 said}", "1 | - | person | assertion", "has no content"),
        ("{s1 A} {t1 no}", "1 | - | person | assertion", "cue or the flag implicit"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | person | assertion | implicit", "cue or the flag implicit"),
        ("{s1 A} {s1 B} {c1 said} {t1 no}", "1 | - | person | assertion", "two sources"),
        ("{c1 said} {t1 no}", "1 | - | person | assertion", "has no source"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | none | assertion", "of kind none"),
        ("{s1 A} {c1 said} {t1 no}", "1 | A | anonymous | assertion", "is anonymous"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | robot | assertion", "'robot'"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | person | shout", "'shout'"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | person | assertion | wild", "'wild'"),
        ("{s1 A} {c1 said} {t1 no}", "one", "not a statement row"),
        ("{s1 A} {c1 said} {t1 no}", "1 | - | person | assertion\n1 | - | person | belief", "two rows"),
        (
            "{s1 A} {c1 said} {t1 {s2 he} {c2 said} {t2 no}}",
            "1 | A | person | belief\n2 | A | person | belief",
            "same speaker",
        ),
    ],
)
def test_wrong_markup_is_refused(builder: Builder, body: str, rows: str, complaint: str) -> None:
    """Each mistake an author can make has its own message."""
    with pytest.raises(builder.MarkupError, match=complaint):
        builder.compile_article("x", f"{HEAD}{body}\n---\n{rows}\n")

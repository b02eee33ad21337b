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
NO_TABLES = "---\n---\n---\n"
STATEMENT = "1 | - | person | assertion\n"


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
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")  # the script imports its neighbours
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


def test_there_are_no_fewer_development_than_held_out_articles() -> None:
    """Neither half may shrink unnoticed."""
    halves = [sum(name.startswith(prefix) for name in NAMES) for prefix in ("dev_", "heldout_")]
    assert halves[0] >= halves[1] >= 16


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
    for span in spans_in([gold["statements"], gold["times"], gold["figures_outside_statements"]]):
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
        ("«Bread ‹and› salt»", "direct"),
        ("„Anders“", "direct"),
        ('"open to the end', "direct"),
        ("“first\n“second”", "direct"),
    ],
)
def test_quotation_class_follows_from_the_marks(builder: Builder, content: str, quotation: str) -> None:
    """Apostrophes are no quotation marks; an unclosed quotation ends with its paragraph."""
    source = f"{HEAD}{{s1 She}} {{c1 said}} {{t1 {content}}}\n---\n{STATEMENT}{NO_TABLES}"
    _, gold = builder.compile_article("x", source)
    assert first_statement(gold)["kind"] == quotation


def test_nesting_is_the_innermost_content_around_the_cue(builder: Builder) -> None:
    """Three deep, each points to the next."""
    body = "{s1 A} {c1 said} {t1 {s2 B} {c2 said} {t2 {s3 C} {c3 said} {t3 no}}}"
    rows = "".join(f"{number} | {name} | person | assertion\n" for number, name in enumerate("ABC", 1))
    _, gold = builder.compile_article("x", f"{HEAD}{body}\n---\n{rows}{NO_TABLES}A | none\nB | none\nC | none\n")
    statements = cast("list[dict[str, object]]", gold["statements"])
    assert [statement["nested_in"] for statement in statements] == [None, "s1", "s2"]


def test_trailing_publisher_message_ends_the_article(builder: Builder) -> None:
    """The article ends before the white space in front of the message."""
    text, gold = builder.compile_article("x", f"{HEAD}News.\n{{p Give us money.}}\n---\n{NO_TABLES}")
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
            "{s1 A} {c1 said} {t1 {s2 it} {c2 said} {t2 no}}",
            "1 | A | organization | belief\n2 | A | organization | belief",
            "same speaker",
        ),
    ],
)
def test_wrong_markup_is_refused(builder: Builder, body: str, rows: str, complaint: str) -> None:
    """Each mistake an author can make has its own message."""
    with pytest.raises(builder.MarkupError, match=complaint):
        builder.compile_article("x", f"{HEAD}{body}\n---\n{rows}\n{NO_TABLES}")


def compile_tables(builder: Builder, times: str, figures: str) -> dict[str, object]:
    """Compile one sentence about a flood with the given tables."""
    body = "{s1 She} {c1 said} late Monday {t1 that 40 homes and 3 mills were lost in nine hours}, after 3 warnings."
    _, gold = builder.compile_article("x", f"{HEAD}{body}\n---\n{STATEMENT}---\n{times}---\n{figures}\n---\n")
    return gold


MONDAY = "late Monday | time | 2024-12-30T18:00/2024-12-30T24:00"
HOURS = "\nnine hours | duration | -\n"
FIGURES = "40 | 40 | home | homes lost\n3#1 | 3 | mill | mills lost\nnine hours | 9 | hour | time of the flood\n"
WARNINGS = "3#2 | 3 | warning | warnings | at_least\n"


def test_tables_give_the_time_of_saying_and_the_figures_of_the_content(builder: Builder) -> None:
    """A figure in the content is the statement's; the others stay outside; times are listed once, in text order."""
    gold = compile_tables(builder, f"{MONDAY} | (1){HOURS}", WARNINGS + FIGURES)
    statement = first_statement(gold)
    time = cast("dict[str, object]", statement["time"])
    assert (time["text"], time["from_context"], time["earliest"]) == ("late Monday", True, "2024-12-30T18:00")
    assert [figure["value"] for figure in cast("list[dict[str, object]]", statement["figures"])] == [40, 3, 9]
    outside = cast("list[dict[str, object]]", gold["figures_outside_statements"])
    assert [(figure["value"], figure["modifier"]) for figure in outside] == [(3, "at_least")]
    times = cast("list[dict[str, object]]", gold["times"])
    assert [found["kind"] for found in times] == ["time", "duration"]


def test_a_time_of_saying_can_have_bounds_of_its_own(builder: Builder) -> None:
    """What was said again and again runs on after the first time."""
    gold = compile_tables(builder, f"{MONDAY} | 1@2024-12-30/pub{HOURS}", FIGURES + WARNINGS)
    time = cast("dict[str, object]", first_statement(gold)["time"])
    assert (time["earliest"], time["latest"]) == ("2024-12-30T00:00", "2025-01-01T24:00")


@pytest.mark.parametrize(
    ("times", "figures", "complaint"),
    [
        (f"{MONDAY}{HOURS}", FIGURES, "1 numbers or words of the calendar stand in no row: .*3 warnings"),
        (HOURS, FIGURES + WARNINGS, "stand in no row: .*late Monday"),
        (f"{MONDAY}{HOURS}", FIGURES + "3 | 3 | warning | warnings", "stands 2 times"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#3 | 3 | warning | warnings", "stands 2 times"),
        (f"{MONDAY}{HOURS}", FIGURES + "30 | 30 | warning | warnings", "stands 0 times"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#* | 3 | warning | warnings", "only `none`"),
        (f"{MONDAY}{HOURS}Monday | date | 2024-12-30\n", FIGURES + WARNINGS, "overlap"),
        (f"{MONDAY}{HOURS}", FIGURES + WARNINGS + "40 homes | 40 | home | homes", "overlap"),
        (f"{MONDAY} | 2{HOURS}", FIGURES + WARNINGS, "time of saying, but no row"),
        (f"{MONDAY} | 1 (1){HOURS}", FIGURES + WARNINGS, "said at two times"),
        (f"{MONDAY} | 1@../..{HOURS}", FIGURES + WARNINGS, "needs a latest"),
        (f"{MONDAY} | (1{HOURS}", FIGURES + WARNINGS, "not a statement said"),
        (f"late Monday | time | -{HOURS}", FIGURES + WARNINGS, "needs both bounds"),
        (f"late Monday | time | 2024/2023-01{HOURS}", FIGURES + WARNINGS, "not in order"),
        (f"late Monday | hour | -{HOURS}", FIGURES + WARNINGS, "not a row of a time"),
        (f"{MONDAY}\nnine hours | set | -\n", FIGURES + WARNINGS, "part of the set"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#2 | three | warning | warnings", "not a value"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#2 | - | warning | warnings", "vague has no value"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#2 | 3 | warning | warnings | roughly", "unknown modifier"),
        (f"{MONDAY}{HOURS}", FIGURES + "3#2 | 3 | warning", "not a row of a figure"),
    ],
)
def test_wrong_tables_are_refused(builder: Builder, times: str, figures: str, complaint: str) -> None:
    """Nothing is forgotten, named twice or left open silently."""
    with pytest.raises(builder.MarkupError.__bases__[0], match=complaint):
        compile_tables(builder, times, figures)


SPOKEN = """{s1 Ann Lee} {c1 told} her sister in Oslo {t1 it was late}. {s2 She} {c2 wrote} in a note {t2 it was not}.
In a note, {s3 a clerk} {c3 said} {t3 no}. {s4 He} {c4 said} {t4 yes}, the agency APN reported.
"""
SPEAKERS = "1 | Ann Lee | person | assertion\n2 | Ann Lee | person | assertion\n" + "".join(
    f"{number} | - | anonymous | assertion\n" for number in (3, 4)
)
LEE = "Ann Lee | none\n1 | addressee | her sister\n"


def compile_speakers(builder: Builder, table: str) -> list[dict[str, object]]:
    """Compile two paragraphs with the given table of speakers; returns the statements."""
    _, gold = builder.compile_article("x", f"{HEAD}{SPOKEN}---\n{SPEAKERS}---\n---\n---\n{table}")
    return cast("list[dict[str, object]]", gold["statements"])


def test_speakers_and_circumstances_reach_their_statements(builder: Builder) -> None:
    """A title is every statement's of a speaker, named or not; words are sought in the statement's own paragraph."""
    table = """3 4 | same
Ann Lee | title | Ann
3 | description | a clerk
1 (2) | addressee | her sister | Eve
1 | place | Oslo
2 | medium | a note | letter/document
4 | via | APN
3 | members | Ann Lee, -
"""
    statements = compile_speakers(builder, table)
    assert [each["title"] for each in statements] == [["Ann"], ["Ann"], None, None]
    assert [each["description"] for each in statements] == [None, None, ["a clerk"], ["a clerk"]]
    assert [each["speaker_group"] for each in statements] == ["Ann Lee", "Ann Lee", "s3", "s3"]
    first, second = (cast("dict[str, object]", each["addressee"]) for each in statements[:2])
    assert (first["text"], first["name"], first["from_context"]) == ("her sister", "Eve", False)
    assert second["from_context"]
    assert cast("dict[str, object]", statements[0]["place"])["text"] == "Oslo"
    medium = cast("dict[str, object]", statements[1]["medium"])
    assert (medium["text"], medium["kinds"], medium["platform"]) == ("a note", ["letter", "document"], None)
    assert statements[3]["reported_via"] == "APN"
    assert cast("dict[str, object]", statements[2]["source"])["members"] == ["Ann Lee", None]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("1 | addressee | her sister", "Ann Lee needs a title"),
        (LEE + "Ann Lee | title | Ann", "and not both"),
        ("Ann Lee | none", "statement 1 tells"),
        (LEE + "Bob | title | Ann", "names no speaker"),
        (LEE + "5 | title | Ann", "no such statement"),
        (LEE + "3 | title | the boss", "does not stand in the text"),
        (LEE + "4 | via | ITAR", "does not stand in the text"),
        (LEE + "4 | via | -", "a chain needs names"),
        (LEE + "1 3 | same", "has a named speaker"),
        (LEE + "3 | title | clerk\n3 | title | a clerk", "two fields title"),
        (LEE + "2 | medium | a note", "needs a kind"),
        (LEE + "2 | medium | a note | smoke", "needs a kind"),
        (LEE + "1 | place | Oslo | Norway", "only words"),
        (LEE + "1 | place | Bergen", "stands 0 times"),
        (LEE + "1 | place | it", "stands 2 times"),
        (LEE + "1 | when | Oslo", "not a row of the table of speakers"),
    ],
)
def test_wrong_speakers_are_refused(builder: Builder, table: str, complaint: str) -> None:
    """A row that says nothing, or too much, is an error."""
    with pytest.raises(builder.MarkupError.__bases__[0], match=complaint):
        compile_speakers(builder, table)

"""The tables of ``--when`` and ``--figures``: on a terminal, in notes, and as JSON Lines."""

import io
import json

from msgspec.structs import replace

from onrecord.cli.lines import write_table_lines
from onrecord.cli.listing import FIGURES, WHEN, list_times
from onrecord.cli.tables import write_markdown_tables, write_tables
from onrecord.cli.view import open_console
from onrecord.domain import (
    Article,
    Certainty,
    DateOrigin,
    Direction,
    Figure,
    FigureModifier,
    Paragraph,
    ParagraphKind,
    Precision,
    PublishedAt,
    QuotationType,
    Reading,
    Rejected,
    RejectReason,
    SaidAt,
    Span,
    Statement,
    StatementType,
    TimeAnchor,
    TimeBasis,
    TimeExpression,
    Timex,
    Unread,
    statement_id,
    text_digest,
)

TEXT = "Ann Lee said late Monday that 40 beams would come by June, days after the storm."
BOTH = (WHEN, FIGURES)


def find(words: str) -> Span:
    """Cut the place of some words."""
    return Span.cut(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def make_time(
    words: str, value: str, *, earliest: str | None = None, latest: str | None = None, mod: str | None = None
) -> TimeExpression:
    """Make a time expression; one without bounds is measured from the storm."""
    anchor = None if earliest else TimeAnchor(span=find("the storm"), direction=Direction.AFTER)
    return TimeExpression(
        span=find(words), timex=Timex(type="DATE" if earliest else "DURATION", value=value, mod=mod), edtf=None,
        earliest=earliest, latest=latest, certainty=Certainty.RELATIVE if earliest else Certainty.UNANCHORED,
        anchor=anchor, by="test",
    )  # fmt: skip


MONDAY = make_time("late Monday", "2025-03-10", earliest="2025-03-10T18:00", latest="2025-03-10T24:00", mod="END")
JUNE = make_time("June", "2025-06", earliest="2025-06-01T00:00", latest="2025-06-30T24:00")
DAYS = make_time("days", "PXD")
BEAMS = Figure(
    span=find("40"), low="40", high="40", unit=None, counts="beams", counts_span=find("beams"),
    modifier=FigureModifier.EXACT, change=None, relation=None, by="test",
)  # fmt: skip
ARTICLE = Article(
    id="a", locator="bridge.txt", title="Bridge", url=None, publisher=None, authors=(), language="en",
    published_at=PublishedAt(value="2025-03-14", precision=Precision.DAY, origin=DateOrigin.USER), captured_at=None,
    capture="sha256:00", text_sha256=text_digest(TEXT), text=TEXT, page_text=TEXT,
    paragraphs=(Paragraph(span=Span.cut(TEXT, 0, len(TEXT)), kind=ParagraphKind.BODY),), publisher_messages=(),
    times=(MONDAY, JUNE, DAYS), figures=(BEAMS,),
)  # fmt: skip
CONTENT = find("that 40 beams would come by June")
STATEMENT = Statement(
    id=statement_id(
        text_sha256=ARTICLE.text_sha256, source=find("Ann Lee"), cue=find("said"), content=[CONTENT]
    ),
    article=ARTICLE.reference, source=find("Ann Lee"), cue=find("said"), implicit_cue=False, content=(CONTENT,),
    quoted=(), quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None,
    said_at=SaidAt(
        span=MONDAY.span, timex=MONDAY.timex, edtf=None, earliest=MONDAY.earliest, latest=MONDAY.latest,
        basis=TimeBasis.RELATIVE, confidence=0.9, by="test",
    ),
    figures=(BEAMS,), times=(JUNE,), confidence=0.9, by="test",
)  # fmt: skip
READING = Reading(article=ARTICLE, statements=(STATEMENT,))


def show(reading: Reading | Rejected, *parts: str) -> str:
    """Lay the tables out for a terminal of the widest measure, without colours."""
    console = open_console(io.StringIO())
    console.width = 100
    return write_tables(console, parts, reading)


def cells(table: str, words: str) -> list[str]:
    """Give the cells of the row that starts with ``words``."""
    (line,) = (line for line in table.splitlines() if line.strip().startswith(words))
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_times_are_listed_with_what_they_come_to_and_the_statements_they_date() -> None:
    table = show(READING, WHEN)
    assert cells(table, "late Monday") == [
        "late Monday", "Mon 10 Mar 2025, 18:00–24:00", "2025-03-10 END", "relative", "dates 1",
    ]  # fmt: skip
    assert cells(table, "June") == ["June", "Jun 2025", "2025-06", "relative", "in 1 Ann Lee"]
    assert cells(table, "days") == ["days", "after “the storm”", "PXD"]


def test_figures_are_listed_and_empty_columns_left_out() -> None:
    table = show(READING, FIGURES)
    assert cells(table, "words") == ["words", "figure", "of what", "statement"]
    assert cells(table, "40") == ["40", "40", "beams", "in 1 Ann Lee"]


def test_an_article_without_any_says_so() -> None:
    bare = Reading(article=replace(ARTICLE, times=(), figures=()), statements=())
    assert "no time expressions" in show(bare, *BOTH)
    assert "*no figures*" in write_markdown_tables(BOTH, bare)


def test_without_a_publication_date_the_table_says_what_is_missing() -> None:
    unresolved = replace(MONDAY, earliest=None, latest=None, unresolved="the publication date is missing")
    table = list_times(Reading(article=replace(ARTICLE, times=(unresolved,)), statements=()))
    assert table.rows[0][1] == "the publication date is missing"


def test_notes_hold_the_same_rows() -> None:
    notes = write_markdown_tables(BOTH, READING)
    assert "| late Monday | Mon 10 Mar 2025, 18:00–24:00 | 2025-03-10 END | relative | dates 1 |" in notes
    assert "| 40 | 40 | beams |  |  | in 1 Ann Lee |" in notes


def test_json_lines_point_to_the_statements() -> None:
    monday, june, days, beams = map(json.loads, write_table_lines(BOTH, READING).splitlines())
    assert (monday["dates"], monday["statements"]) == ([STATEMENT.id], [])
    assert (june["dates"], june["statements"]) == ([], [STATEMENT.id])
    assert days["time"]["anchor"]["span"]["text"] == "the storm"
    assert (beams["figure"]["counts"], beams["statements"]) == ("beams", [STATEMENT.id])
    assert beams["article"]["locator"] == "bridge.txt"
    assert write_table_lines([WHEN], READING).count("\n") == len(ARTICLE.times)


def test_what_was_not_read_is_said_in_each_form() -> None:
    rejected = Rejected(locator="b.pdf", reason=RejectReason.PDF, message="b.pdf is a PDF", next_step="Save the page.")
    assert "b.pdf is a PDF" in show(rejected, *BOTH)
    assert "Save the page" in write_markdown_tables(BOTH, rejected)
    assert json.loads(write_table_lines(BOTH, rejected))["rejected"]["reason"] == "pdf"
    unread = Reading(article=ARTICLE, statements=(), unread=Unread(reason="language", message="not read: French"))
    assert "not read: French" in show(unread, *BOTH)
    assert json.loads(write_table_lines(BOTH, unread))["unread"]["reason"] == "language"

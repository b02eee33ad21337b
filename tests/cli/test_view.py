"""How the terminal view and the notes look: whole outputs of a small made-up article."""

import io

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from rich.console import Console

from onrecord.cli.markdown import write_markdown
from onrecord.cli.view import MAX_MEASURE, open_console, write_view
from onrecord.cli.wording import NO_DATE, write_details, write_published, write_source
from onrecord.domain import (
    Addressee,
    Article,
    DateOrigin,
    Figure,
    FigureModifier,
    Medium,
    MediumKind,
    MessageKind,
    Paragraph,
    ParagraphKind,
    Place,
    Precision,
    PublishedAt,
    PublisherMessage,
    QuotationType,
    Reading,
    Rejected,
    RejectReason,
    SaidAt,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementType,
    TimeBasis,
    Unread,
    statement_id,
    text_digest,
)

PARAGRAPHS = (
    "Bridge to stay shut",
    (
        "Mayor Ann Lee told the council on Monday in a letter that the bridge is “not safe” and that Tom Reyes had "
        "promised 40 new beams."
    ),
    "“We will wait,” she wrote. “Not a day longer than we must.",
    "“But we will wait.”",
    "We close when we close",
    "The builders did not comment.",
)
TEXT = "\n\n".join(PARAGRAPHS)
MESSAGES = ("Help us stay free.", "Give €3 a month.", "Read more: Ferries are full")
PAGE_TEXT = "\n\n".join((*PARAGRAPHS, *MESSAGES))


def find(words: str, text: str = TEXT) -> Span:
    """Find words that stand in the text once."""
    assert text.count(words) == 1
    start = text.index(words)
    return Span.cut(text, start, start + len(words))


def state(source: str | None, cue: str | None, *content: str, quoted: tuple[str, ...] = ()) -> Statement:
    """Make a statement from words of the text, the plainest there is."""
    spans = tuple(map(find, content))
    source_span = find(source) if source else None
    cue_span = find(cue) if cue else None
    return Statement(
        id=statement_id(text_sha256=ARTICLE.text_sha256, source=source_span, cue=cue_span, content=spans),
        article=ARTICLE.reference,
        source=source_span,
        cue=cue_span,
        implicit_cue=cue is None,
        content=spans,
        quoted=tuple(map(find, quoted)),
        quotation=QuotationType.INDIRECT,
        type=StatementType.ASSERTION,
        negated=False,
        nested_in=None,
        confidence=0.9,
        by="test",
    )


ARTICLE = Article(
    id="0",
    locator="bridge.html",
    title="Bridge to stay shut",
    url=None,
    publisher="The Ferry Post",
    authors=("Io Marsh", "Lu Tan"),
    language="en",
    published_at=PublishedAt(
        value="2025-03-14T09:40:00+01:00", precision=Precision.MINUTE, origin=DateOrigin.JSON_LD, agreed=False
    ),
    captured_at=None,
    capture="sha256:0",
    text_sha256=text_digest(TEXT),
    text=TEXT,
    page_text=PAGE_TEXT,
    paragraphs=tuple(Paragraph(span=find(words), kind=ParagraphKind.BODY) for words in PARAGRAPHS[1:]),
    publisher_messages=tuple(
        PublisherMessage(span=find(words, PAGE_TEXT), kind=kind, by="test")
        for words, kind in zip(MESSAGES, (MessageKind.APPEAL, MessageKind.APPEAL, MessageKind.RELATED), strict=True)
    ),
)
LETTER = replace(
    state(
        "Mayor Ann Lee",
        "told",
        "that the bridge is “not safe” and that Tom Reyes had promised 40 new beams",
        quoted=("not safe",),
    ),
    quotation=QuotationType.MIXED,
)
PROMISE = state("Tom Reyes", "had promised", "40 new beams")
WAIT = state(
    "she",
    "wrote",
    "“We will wait,”",
    "“Not a day longer than we must.",
    "“But we will wait.”",
    quoted=("We will wait,", "Not a day longer than we must.", "But we will wait."),
)
DISPLAY = state(None, None, "We close when we close", quoted=("We close when we close",))
SILENCE = state("The builders", "did not comment", "comment.")
READING = Reading(
    article=ARTICLE,
    statements=(
        LETTER,
        replace(PROMISE, type=StatementType.INTENTION, nested_in=LETTER.id),
        replace(WAIT, quotation=QuotationType.DIRECT),
        replace(DISPLAY, quotation=QuotationType.DIRECT, confidence=0.41),
        replace(SILENCE, type=StatementType.REFUSAL, negated=True),
    ),
)
VIEW = """\
Bridge to stay shut
The Ferry Post · by Io Marsh, Lu Tan · 14 March 2025, 09:40 +01:00 (page
metadata; another date found differs)
bridge.html · 5 statements · 3 publisher messages set aside
────────────────────────────────────────────────────────────────────────

 1  Mayor Ann Lee  told                                            mixed
    that the bridge is “not safe” and that Tom Reyes had promised 40 new
    beams

 2  Tom Reyes  had promised              indirect · intention · inside 1
    40 new beams

 3  she  wrote                                                    direct
    “We will wait,” … “Not a day longer than we must.
    “But we will wait.”

 4  no source found  (quoted without a cue)       ? unsure, 41% · direct
    “We close when we close”

 5  The builders  did not comment           indirect · refusal · negated
    comment.

Set aside: the outlet's own messages, not read for statements
  appeal (2)  Help us stay free. Give €3 a month.
  related     Read more: Ferries are full

"""


def show(outcome: Reading | Rejected, columns: int = 72, *, colour: bool = False) -> str:
    """Write the view without a terminal."""
    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        highlight=False,
    )
    return write_view(console, outcome)


def test_a_reading_is_laid_out_for_the_eye() -> None:
    assert show(READING) == VIEW


def test_on_a_narrow_terminal_labels_stand_below() -> None:
    lines = show(READING, 40).splitlines()
    at = lines.index(" 2  Tom Reyes  had promised")
    assert lines[at + 1 : at + 3] == ["    40 new beams", "    indirect · intention · inside 1"]
    assert max(map(len, lines)) == 40


def test_quoted_words_are_set_off_by_colour_and_weight() -> None:
    shown = show(READING, colour=True)
    assert "that the bridge is “\x1b[1;32mnot safe\x1b[0m” and that" in shown


def test_a_quotation_without_marks_gets_them() -> None:
    assert "“We close when we close”" in show(READING)
    assert "“We close when we close”" not in TEXT


def test_wide_terminals_keep_a_margin() -> None:
    assert open_console(io.StringIO()).width <= MAX_MEASURE


def test_an_article_that_was_not_read_says_why() -> None:
    unread = Reading(article=ARTICLE, statements=(), unread=Unread(reason="language", message="not read in Latin yet"))
    shown = show(unread)
    assert "statements not read · 3 publisher messages set aside" in shown
    assert "! not read in Latin yet" in shown
    assert "**not read in Latin yet**" in write_markdown(unread)


def test_a_text_without_title_and_date_is_named_by_its_first_words() -> None:
    bare = replace(ARTICLE, title=None, published_at=None, publisher=None, authors=())
    lines = show(Reading(article=bare, statements=())).splitlines()
    assert lines[0].startswith("Bridge to stay shut Mayor Ann Lee told")
    assert lines[0].endswith("…")
    assert lines[1] == NO_DATE


def test_a_rejection_stands_out_with_the_next_step() -> None:
    rejected = Rejected(locator="a.pdf", reason=RejectReason.PDF, message="a.pdf is a PDF", next_step="Copy its text.")
    assert show(rejected) == "✗ a.pdf is a PDF  [pdf]\n  → Copy its text.\n\n"
    assert write_markdown(rejected) == "## a.pdf\n\n**Not read:** a.pdf is a PDF (pdf)\\\nCopy its text.\n\n"


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        ("2025-03-14", Precision.DAY, "14 March 2025"),
        ("2025-03-14T09:40:00+01:00", Precision.DAY, "14 March 2025"),
        ("2025-03-14T09:40:00+01:00", Precision.MINUTE, "14 March 2025, 09:40 +01:00"),
        ("2025-03-14T09:40:00Z", Precision.SECOND, "14 March 2025, 09:40 UTC"),
        ("2025-03-14T09:40-05:00", Precision.MINUTE, "14 March 2025, 09:40 -05:00"),
        ("2025-03-14T09:40", Precision.MINUTE, "14 March 2025, 09:40"),
        ("2025", Precision.DAY, "2025"),
        ("2025-13-01", Precision.DAY, "2025-13-01"),
    ],
)
def test_a_time_is_written_as_people_write_it(value: str, precision: Precision, shown: str) -> None:
    published = PublishedAt(value=value, precision=precision, origin=DateOrigin.BYLINE)
    assert write_published(published) == f"{shown} (from the byline)"


def test_what_else_is_known_is_shown_and_nothing_stands_for_the_rest() -> None:
    assert write_details(LETTER) == ()
    full = replace(
        LETTER,
        speaker=Speaker(
            id="1",
            name="Ann Lee",
            kind=SpeakerKind.PERSON,
            anonymous=False,
            title="Mayor",
            description=None,
            mention=LETTER.source,
            confidence=0.9,
            unresolved=None,
            by="test",
        ),
        addressee=Addressee(span=find("the council"), name=None, by="test"),
        medium=Medium(span=find("in a letter"), kind=MediumKind.LETTER, platform=None, by="test"),
        place=Place(span=find("council"), by="test"),
        said_at=SaidAt(
            span=find("on Monday"),
            timex=None,
            edtf=None,
            earliest="2025-03-10T00:00",
            latest="2025-03-10T24:00",
            basis=TimeBasis.RELATIVE,
            confidence=0.9,
            by="test",
        ),
        figures=(
            Figure(
                span=find("40"),
                low="40",
                high="40",
                unit=None,
                counts="beams",
                counts_span=None,
                modifier=FigureModifier.EXACT,
                change=None,
                relation=None,
                by="test",
            ),
        ),
        via=("The Ferry Post",),
    )
    shown = show(Reading(article=ARTICLE, statements=(full,)))
    assert " 1  Ann Lee  told" in shown
    for line in (
        "title: Mayor",
        "to: the council",
        "medium: in a letter",
        "place: council",
        "said: on Monday → Mon 10 Mar 2025",
        "figures: 40 beams",
        "via: The Ferry Post",
    ):
        assert f"    {line}\n" in shown


def test_notes_quote_and_embolden() -> None:
    notes = write_markdown(READING)
    assert "> that the bridge is “**not safe**” and that" in notes
    assert "> “**We will wait,**” … “**Not a day longer than we must.**\n>\n> “**But we will wait.**”" in notes
    tokens = MarkdownIt("commonmark").parse(notes)
    strong = [child for token in tokens for child in token.children or () if child.type == "strong_open"]
    assert len(strong) == len(("four sources", *range(3), "five quoted parts", *range(4)))
    assert sum(token.type == "blockquote_open" for token in tokens) == len(READING.statements)


@pytest.mark.parametrize(
    ("name", "anonymous", "unresolved", "shown"),
    [
        ("Ann Lee", False, None, "Ann Lee"),
        ("officials", True, None, "Mayor Ann Lee"),
        ("mayor", False, "the article gives no name", "Mayor Ann Lee"),
        ("", False, "pronoun: two candidates, Ann Lee and Tom Reyes", "Mayor Ann Lee"),
    ],
)
def test_the_words_of_the_source_stand_where_the_article_names_nobody(
    name: str, *, anonymous: bool, unresolved: str | None, shown: str
) -> None:
    speaker = Speaker(
        id="1", name=name, kind=SpeakerKind.PERSON, anonymous=anonymous, title=None, description=None,
        mention=LETTER.source, confidence=0.9, unresolved=unresolved, by="test",
    )  # fmt: skip
    statement = replace(LETTER, speaker=speaker)
    assert write_source(statement) == shown
    reasons = [words for label, words in write_details(statement) if label == "speaker"]
    assert reasons == ([f"unresolved, {unresolved}"] if not name else [])

"""What the three formats promise for any reading, whatever an article brings along.

The readings are built from hostile text at random: nothing here depends on what a model finds.
"""

import io
import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from onrecord.cli.lines import RejectedLine, UnreadLine, write_lines
from onrecord.cli.markdown import escape, write_markdown
from onrecord.cli.view import write_view
from onrecord.domain import (
    Article,
    Capture,
    DateOrigin,
    MessageKind,
    Paragraph,
    ParagraphKind,
    Precision,
    PublishedAt,
    PublisherMessage,
    QuotationType,
    Reading,
    Rejected,
    RejectReason,
    Span,
    Statement,
    StatementType,
    Unread,
    article_id,
    check_spans,
    decode_statement,
    statement_id,
    text_digest,
)

STYLES = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = (
    *(
        "\x1b[31m",
        "\x1b]0;title\x07",
        "\x1b[2J",
        "\x9b1m",
        "\x00",
        "\x08",
        "\r",
        "\u202e",
        "\u2066",
        "\u2028",
        "\ufeff",
    ),
    *("[bold red]", "[/]", "[link=https://a.example]", ":smile:", "**", "_", "`", "<b>", "<!--", "![x](y)", "](z)"),
    *("https://a.example", "www.a.example", "me@a.example", "# ", "- ", "1. ", "&amp;", "~~", "$x$", "|", "\\"),
    *(
        "“",
        "”",
        "«",
        "»",
        '"',
        "'",
        "’",
        "\n\n",
        "\n",
        "\t",
        " ",
        "said",
        "e\u0301",
        "👩‍👩‍👧",
        "漢字",
        "العربية",
        "a" * 90,
    ),
)
texts = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=3
).map("".join)


@st.composite
def spans(draw: st.DrawFn, text: str, count: int) -> tuple[Span, ...]:
    """Cut up to ``count`` spans of ``text``, at least one, in order and apart."""
    ends = st.integers(0, len(text))
    borders = sorted(draw(st.sets(ends, min_size=2, max_size=2 * count)))
    return tuple(Span.cut(text, start, end) for start, end in zip(borders[::2], borders[1::2], strict=False))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Make an article of hostile text, title and messages."""
    text = draw(texts.filter(lambda text: len(text) > 1))
    page_text = f"{text}\n\n{draw(texts)}"
    capture = Capture(locator=draw(texts), payload=page_text.encode())
    published = PublishedAt(value="2025-03-14T09:40:00+01:00", precision=Precision.SECOND, origin=DateOrigin.JSON_LD)
    return Article(
        id=article_id(capture=capture.digest, text_sha256=text_digest(text)),
        locator=capture.locator,
        title=draw(st.none() | texts),
        url=None,
        publisher=draw(st.none() | texts),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        language="en",
        published_at=draw(st.sampled_from([None, published])),
        captured_at=None,
        capture=capture.digest,
        text_sha256=text_digest(text),
        text=text,
        page_text=page_text,
        paragraphs=(Paragraph(span=Span.cut(text, 0, len(text)), kind=ParagraphKind.BODY),),
        publisher_messages=(
            PublisherMessage(span=Span.cut(page_text, len(text), len(page_text)), kind=MessageKind.APPEAL, by="test"),
        ),
    )


@st.composite
def statements(draw: st.DrawFn, article: Article) -> Statement:
    """Make a statement of the article, its quoted parts anywhere."""
    content = draw(spans(article.text, 3))
    source = draw(st.none() | spans(article.text, 1).map(lambda found: found[0]))
    cue = draw(st.none() | spans(article.text, 1).map(lambda found: found[0]))
    return Statement(
        id=statement_id(text_sha256=article.text_sha256, source=source, cue=cue, content=content),
        article=article.reference,
        source=source,
        cue=cue,
        implicit_cue=cue is None,
        content=content,
        quoted=draw(st.just(()) | spans(article.text, 2)),
        quotation=draw(st.sampled_from(QuotationType)),
        type=draw(st.sampled_from(StatementType)),
        negated=draw(st.booleans()),
        nested_in=draw(st.sampled_from([None, "0"])),
        confidence=draw(st.floats(0, 1)),
        by="test",
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Make a reading of a hostile article."""
    article = draw(articles())
    unread = draw(st.none() | st.just(Unread(reason="language", message="not read yet")))
    found = () if unread else tuple(draw(st.lists(statements(article), max_size=3, unique_by=lambda each: each.id)))
    return Reading(article=article, statements=found, unread=unread)


rejections = st.builds(
    Rejected, locator=texts, reason=st.sampled_from(RejectReason), message=texts, next_step=texts, schema=st.just(1)
)


def show(outcome: Reading | Rejected, columns: int, *, colour: bool) -> str:
    """Write the terminal view without a terminal."""
    console = Console(
        file=io.StringIO(),
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        width=columns,
        highlight=False,
        legacy_windows=False,
    )
    return write_view(console, outcome)


def squeeze(text: str) -> str:
    """Drop white space, which wrapping may move."""
    return "".join(text.split())


@given(readings())
def test_every_line_of_json_is_a_statement_that_decodes_to_itself(reading: Reading) -> None:
    lines = write_lines(reading).splitlines()  # the Unicode way: at U+0085 and U+2028 too
    assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)
    if reading.unread is None:
        assert tuple(map(decode_statement, lines)) == reading.statements
    else:
        (line,) = lines
        assert msgspec.json.decode(line, type=UnreadLine).unread.article == reading.article.reference


@given(readings())
def test_json_spans_cut_their_words_from_the_article_that_is_printed(reading: Reading) -> None:
    article = msgspec.json.decode(write_lines(reading.article), type=Article)
    check_spans(article.page_text, (message.span for message in article.publisher_messages))
    for statement in reading.statements:
        check_spans(article.text, (*statement.content, *statement.quoted))


@given(rejections)
def test_a_rejection_is_one_line_with_its_reason(rejected: Rejected) -> None:
    (line,) = write_lines(rejected).split("\n")[:-1]
    assert msgspec.json.decode(line, type=RejectedLine).rejected.reason is rejected.reason


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
@given(outcome=readings() | rejections)
def test_the_view_keeps_to_the_width_and_lets_no_control_character_through(
    columns: int, outcome: Reading | Rejected
) -> None:
    for colour in (False, True):
        shown = (
            STYLES.sub("", show(outcome, columns, colour=colour)) if colour else show(outcome, columns, colour=colour)
        )
        assert {char for char in shown if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")} <= {"\n"}
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)
        assert all(cell_len(line) <= columns for line in shown.split("\n"))


@given(readings() | rejections)
def test_colours_change_no_word(outcome: Reading | Rejected) -> None:
    assert STYLES.sub("", show(outcome, 80, colour=True)) == show(outcome, 80, colour=False)


@given(readings())
def test_the_view_shows_every_word_of_every_content(reading: Reading) -> None:
    shown = squeeze(show(reading, 80, colour=False))
    for statement in reading.statements:
        for span in statement.content:
            words = squeeze(
                re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]", "", span.text)
            )
            assert is_subsequence(words, shown)


def is_subsequence(words: str, shown: str) -> bool:
    """Whether the characters of ``words`` stand in ``shown`` in this order."""
    rest = iter(shown)
    return all(char in rest for char in words)


@given(readings() | rejections)
def test_markdown_shows_words_and_nothing_else(outcome: Reading | Rejected) -> None:
    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    for token in parser.parse(write_markdown(outcome)):
        assert token.type.split("_")[0] in {"heading", "paragraph", "inline", "blockquote", "bullet", "list"}
        for child in token.children or ():
            kinds = {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close", "hardbreak"}
            assert child.type in kinds, child


@given(texts)
def test_escaped_words_come_out_of_markdown_as_they_went_in(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt("commonmark").parse(escape(text) or "\\") if token.type == "inline"]
    shown = "".join(child.content for child in paragraph.children or ())
    assert not text.strip() or squeeze(shown) == squeeze(
        escape(text).replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    )

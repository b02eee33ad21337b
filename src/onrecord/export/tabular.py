"""Tables of statements: JSON Lines, CSV (RFC 4180) and XLSX (ECMA-376), one statement a row.

``COLUMNS`` is the contract of CSV and XLSX: names are never changed or reused, new columns come at the end.  A
cell that a spreadsheet would take for a formula is written so that it stays text.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.domain import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from onrecord.domain import ArticleReference, Figure, KnownEntity, Span, Speaker, Statement

Cell = str | int | float | bool | None

_SEPARATOR = "; "
_CUT = " …"
# What a spreadsheet takes for a formula, also behind white space that it drops or in full width: OWASP, CSV injection.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
# XML 1.0 has no place for these; nor has a cell, which holds 32,767 UTF-16 units (ECMA-376, 18.3.1.4; Excel's limits).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a terminal obeys; nothing of it is a word (ECMA-48: control characters but for tab and line ends).
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MAX_CELL_UNITS = 32_767


class Entry(NamedTuple):
    """A statement with what judgements say of its speaker: the name across articles, the known entities it is."""

    statement: Statement
    identity: str | None = None
    known: tuple[KnownEntity, ...] = ()


class Column(NamedTuple):
    """One column: ``read`` gives its cell; several values in a cell are set apart by a semicolon."""

    name: str
    help: str
    read: Callable[[Entry], Cell]


def _of_statement(read: Callable[[Statement], Cell]) -> Callable[[Entry], Cell]:
    """A cell read from the statement."""
    return lambda entry: read(entry.statement)


def _of_article(read: Callable[[ArticleReference], Cell]) -> Callable[[Entry], Cell]:
    """A cell read from the article that the statement stands in."""
    return lambda entry: read(entry.statement.article)


def _of_speaker(read: Callable[[Speaker], Cell]) -> Callable[[Entry], Cell]:
    """A cell read from the speaker, empty where there is none."""
    return lambda entry: None if entry.statement.speaker is None else read(entry.statement.speaker)


def _words(span: Span | None) -> str | None:
    """The words of a span."""
    return None if span is None else span.text


def _join(values: Iterable[str]) -> str | None:
    """Several values in one cell."""
    return _SEPARATOR.join(values) or None


def _write_figure(figure: Figure) -> str:
    """A figure as ``words = low..high unit of what``."""
    amount = figure.low if figure.low == figure.high else f"{figure.low or ''}..{figure.high or ''}"
    parts = (amount, figure.unit, figure.per and f"per {figure.per}", figure.counts)
    return f"{figure.span.text} = {' '.join(part for part in parts if part)}"


COLUMNS = (
    Column("id", "id of the statement, a SHA-256 over its evidence", _of_statement(lambda each: each.id)),
    Column("speaker", "who speaks, as a reader would index it", _of_speaker(lambda each: each.name)),
    Column("identity", "the speaker's name across articles, where judgements give one", lambda entry: entry.identity),
    Column(
        "speaker_kind",
        "person, organization, government, group, document or unknown",
        _of_speaker(lambda each: each.kind.value),
    ),
    Column("anonymous", "whether the article keeps the speaker's name back", _of_speaker(lambda each: each.anonymous)),
    Column("speaker_title", "role and affiliation as the article states them", _of_speaker(lambda each: each.title)),
    Column(
        "speaker_description",
        "why this source is in the article, in its words",
        _of_speaker(lambda each: each.description),
    ),
    Column("speaker_unresolved", "why the speaker could not be resolved", _of_speaker(lambda each: each.unresolved)),
    Column("via", "who passed it on, nearest first", _of_statement(lambda each: _join(each.via))),
    Column(
        "type",
        "assertion, belief, intention, question, request or refusal",
        _of_statement(lambda each: each.type.value),
    ),
    Column("quotation", "direct, mixed or indirect", _of_statement(lambda each: each.quotation.value)),
    Column("negated", "whether the cue denies the content", _of_statement(lambda each: each.negated)),
    Column("source", "the words that name who speaks", _of_statement(lambda each: _words(each.source))),
    Column("cue", "the words that say that it was said", _of_statement(lambda each: _words(each.cue))),
    Column(
        "content",
        "the words that say what was said; parts of a divided content are set apart",
        _of_statement(lambda each: _join(span.text for span in each.content)),
    ),
    Column(
        "quoted",
        "what stands between quotation marks",
        _of_statement(lambda each: _join(span.text for span in each.quoted)),
    ),
    Column(
        "figures",
        "each figure of the content: words = number, unit, what is counted",
        _of_statement(lambda each: _join(map(_write_figure, each.figures))),
    ),
    Column(
        "medium",
        "social_post, briefing, interview, statement, speech, letter and others",
        _of_statement(lambda each: None if each.medium is None else each.medium.kind.value),
    ),
    Column(
        "platform",
        "Telegram, X, the broadcaster or agency",
        _of_statement(lambda each: None if each.medium is None else each.medium.platform),
    ),
    Column(
        "addressee",
        "whom the words were for",
        _of_statement(lambda each: None if each.addressee is None else each.addressee.name or each.addressee.span.text),
    ),
    Column(
        "place", "where it was said", _of_statement(lambda each: None if each.place is None else each.place.span.text)
    ),
    Column(
        "said_earliest",
        "when it was said at the earliest, ISO 8601 local time",
        _of_statement(lambda each: None if each.said_at is None else each.said_at.earliest),
    ),
    Column(
        "said_latest",
        "when it was said at the latest, ISO 8601 local time",
        _of_statement(lambda each: None if each.said_at is None else each.said_at.latest),
    ),
    Column(
        "said_basis",
        "explicit, relative, context or publication",
        _of_statement(lambda each: None if each.said_at is None else each.said_at.basis.value),
    ),
    Column(
        "published_at",
        "when the article was published, ISO 8601",
        _of_article(lambda each: None if each.published_at is None else each.published_at.value),
    ),
    Column("publisher", "the outlet of the article", _of_article(lambda each: each.publisher)),
    Column("title", "the article's headline", _of_article(lambda each: each.title)),
    Column("authors", "who wrote the article", _of_article(lambda each: _join(each.authors))),
    Column("url", "the article's address", _of_article(lambda each: each.url)),
    Column("locator", "where it was read from", _of_article(lambda each: each.locator)),
    Column(
        "captured_at",
        "when the page was fetched, ISO 8601",
        _of_article(lambda each: None if each.captured_at is None else each.captured_at.isoformat()),
    ),
    Column("capture", "digest of the bytes in the archive", _of_article(lambda each: each.capture)),
    Column("text_sha256", "digest of the article's text", _of_article(lambda each: each.text_sha256)),
    Column(
        "spans",
        "where the content stands in the text, start-end in code points",
        _of_statement(lambda each: _join(f"{span.start}-{span.end}" for span in each.content)),
    ),
    Column("nested_in", "id of the statement around this one", _of_statement(lambda each: each.nested_in)),
    Column(
        "confidence",
        "probability that the attribution is right, 0 to 1",
        _of_statement(lambda each: round(each.confidence, 4)),
    ),
    Column("by", "the model that found it", _of_statement(lambda each: each.by)),
    Column(
        "known_ids",
        "ids of the speaker in imported lists",
        lambda entry: _join(entity.id for entity in entry.known),
    ),
)


def write_json_lines(entries: Iterable[Entry], stream: BinaryIO) -> int:
    """Write one statement a line, UTF-8, as in the JSON contract; the number of statements comes back."""
    count = 0
    for entry in entries:
        stream.write(encode(entry.statement) + b"\n")
        count += 1
    return count


def write_csv(entries: Iterable[Entry], stream: TextIO, *, mark: bool = False) -> int:
    """Write CSV with a head line; the number of statements comes back.

    ``stream`` is opened with ``newline=""``.  ``mark`` begins with a byte order mark, without which Excel takes UTF-8
    for something else.  A cell that would be a formula is written behind an apostrophe; control characters
    become U+FFFD, for a file that is looked at in a terminal.
    """
    if mark:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    count = 0
    for entry in entries:
        writer.writerow([_make_safe(column.read(entry)) for column in COLUMNS])
        count += 1
    return count


def write_xlsx(entries: Iterable[Entry], file: Path | BinaryIO) -> int:
    """Write a workbook of one sheet, its head line frozen; the number of statements comes back.

    Text is text, whatever it begins with.  Characters that XML cannot hold become U+FFFD; a cell longer than Excel's
    32,767 is cut and ends in an ellipsis.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - loaded when asked for

    book = Workbook(write_only=True)
    sheet = book.create_sheet("statements")
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in COLUMNS])
    count = 0
    try:
        for entry in entries:
            sheet.append([_make_cell(sheet, column.read(entry)) for column in COLUMNS])
            count += 1
    except BaseException:
        sheet.close()  # its half-written XML complains when it is only dropped
        raise
    book.save(file)
    return count


def _make_safe(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would compute, and take out what acts."""
    if not isinstance(cell, str):
        return cell
    text = _ACTING.sub("\ufffd", cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _make_cell(sheet: object, value: Cell) -> object:
    """A cell of openpyxl whose text is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - loaded when asked for

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=_cut(_NO_XML.sub("\ufffd", value)))  # type: ignore[arg-type]
    cell.data_type = "s"
    cell.quotePrefix = bool(_FORMULA.match(value))
    return cell


def _cut(text: str) -> str:
    """Cut a text to what one cell holds."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _MAX_CELL_UNITS:
        return text
    room = 2 * (_MAX_CELL_UNITS - len(_CUT))
    return units[:room].decode("utf-16-le", "ignore") + _CUT

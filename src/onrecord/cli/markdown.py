"""Notes in Markdown (CommonMark): the same content as the terminal view, to paste into a document.

Words from outside are escaped: they can neither form links, images, HTML or emphasis nor end the block they stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli import wording
from onrecord.cli.printable import make_printable
from onrecord.domain import Rejected

if TYPE_CHECKING:
    from onrecord.domain import PublisherMessage, Reading, Statement

# CommonMark 0.31, section 2.4: any ASCII punctuation may be escaped by a backslash.  These act inside a line; `$`, `~`,
# `|` and `@` do in the dialects of GitHub and others.
_ESCAPES = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>#&$~|@"}
_MESSAGE_CHARS = 100


def write_markdown(outcome: Reading | Rejected) -> str:
    """Write one input's outcome as Markdown blocks; ends in a blank line."""
    blocks = _write_rejected(outcome) if isinstance(outcome, Rejected) else _write_reading(outcome)
    return "".join(f"{block}\n\n" for block in blocks)


def escape(text: str) -> str:
    r"""Make words show as they are, on one line, at the start of a block too.

    >>> print(escape("<b>*5* [now](x)\n# 1."), escape("- 3"), escape("12. May"), escape("https://a.example"))
    \<b\>\*5\* \[now\](x) \# 1. \- 3 12\. May https\://a.example
    """
    escaped = make_printable(text).translate(_ESCAPES).replace("://", "\\://").replace("www.", "www\\.")
    start = escaped.lstrip()
    digits = len(start) - len(start.lstrip("0123456789"))
    if start[digits : digits + 1] in (("-", "+", "=") if digits == 0 else (".", ")")):
        at = len(escaped) - len(start) + digits
        return f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _write_reading(reading: Reading) -> list[str]:
    """Write an article: what it is, who said what in it, what was set aside."""
    article = reading.article
    title = wording.write_title(article)
    origin = f"{escape(wording.write_origin(article))}\\\n{escape(article.locator)} · {wording.write_counts(reading)}"
    blocks = [f"## {escape(title).strip()}", origin]
    if reading.unread is not None:
        blocks.append(f"**{escape(reading.unread.message)}**")
    numbers = wording.number_statements(reading)
    for statement in reading.statements:
        blocks += _write_statement(statement, article.text, numbers)
    return blocks + _write_messages(article.publisher_messages)


def _write_rejected(rejected: Rejected) -> list[str]:
    """Write an input that could not be read: what is wrong, and what to type next."""
    return [
        f"## {escape(rejected.locator).strip()}",
        f"**Not read:** {escape(rejected.message)} ({rejected.reason})\\\n{escape(rejected.next_step)}",
    ]


def _write_statement(statement: Statement, article_text: str, numbers: dict[str, int]) -> list[str]:
    """Write one statement: who and how, the content as a block quotation, then the labels and what else is known."""
    source = wording.write_source(statement)
    head = f"**{escape(source).strip()}**" if source else "*no source found*"
    if statement.cue is not None:
        head += f" {escape(statement.cue.text).strip()}"
    labels = list(wording.write_labels(statement, numbers))
    if statement.confidence < wording.UNSURE_BELOW:
        labels.append(f"unsure, {statement.confidence:.0%}")
    notes = [", ".join(labels), *(f"{label}: {escape(words)}" for label, words in wording.write_details(statement))]
    return [
        f"{numbers[statement.id]}\\. {head}",
        "\n>\n".join(f"> {paragraph}" for paragraph in _write_content(statement, article_text)),
        f"*{'; '.join(notes)}*",
    ]


def _write_content(statement: Statement, article_text: str) -> list[str]:
    """Write the content, one string per paragraph, with its quoted parts in bold."""
    paragraphs: list[list[wording.Piece]] = [[]]
    for piece in wording.cut_content(statement, article_text):
        if piece.paragraph:
            paragraphs.append([])
        paragraphs[-1].append(piece)
    return [_join_pieces(pieces) for pieces in paragraphs]


def _join_pieces(pieces: list[wording.Piece]) -> str:
    """Join the runs of one paragraph, the quoted ones in bold where Markdown can show it."""
    written = ""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text[:1] if index + 1 < len(pieces) else ""
        written += _embolden(piece.text, written[-1:], following) if piece.quoted else escape(piece.text)
    return written.strip()


def _embolden(text: str, before: str, after: str) -> str:
    """Put a quoted run in bold; as it is where the neighbours would keep ``**`` from counting as emphasis.

    CommonMark 0.31, section 6.2: an opening run is left-flanking, a closing run right-flanking.
    """
    words = escape(text.strip())
    flanked = _may_flank(before, text.strip()[:1]) and _may_flank(after, text.strip()[-1:])
    if not words or not flanked:
        return escape(text)
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    return f"{lead}**{words}**{trail}"


def _may_flank(outside: str, inside: str) -> bool:
    """Whether ``**`` between these two characters counts: a punctuation mark inside needs a gap or one outside."""
    return inside.isalnum() or not outside.isalnum()


def _write_messages(messages: tuple[PublisherMessage, ...]) -> list[str]:
    """Write what was set aside, as a list."""
    if not messages:
        return []
    items = [
        f"- {group.kind}{f' ({group.size})' if group.size > 1 else ''}: {escape(group.words)}"
        for group in wording.group_messages(messages, _MESSAGE_CHARS)
    ]
    return ["Set aside, the outlet's own messages:", "\n".join(items)]

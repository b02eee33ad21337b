"""Compile the marked-up articles of `benchmarks/articles/src` into gold texts and gold statements.

An article is one Markdown-like file: a head of `key: value` lines, the marked-up text, and four tables, of statements,
times, figures and speakers, each part set off by a line `---`.  In the text `{s3,s4 the ministry}` says that these
words are the source of statements 3 and 4; `c` is the cue, `t` the content (several spans make a discontinuous
content), `a` and `b` are a second and third defensible content, `p` (without number) a publisher message.  Marks nest.
A row of statements reads `number | entity or - | kind of source | type | flags`; flags are `wide`, `negated`,
`implicit`, `display` and `quotation=mixed` where the quotation marks alone would mislead.  `article_tables.py` and
`article_speakers.py` describe the other rows.

Because the words are marked where they stand, every offset is exact by construction.  The quotation class follows
from the marks inside the content, `nested_in` from the place of the cue, a statement's figures from its content;
everything else is stated, and anything missing, doubled or unknown is an error.  The output is the format of the
statement scorer.

    python3 benchmarks/build_articles.py            # write benchmarks/articles/*.txt and *.json
    python3 benchmarks/build_articles.py --check    # only tell whether they are up to date
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from pathlib import Path

from article_speakers import CIRCUMSTANCES, Said, Speakers
from article_tables import Tables, compile_tables
from build_gold import GoldError

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "articles" / "src"
TARGET = HERE / "articles"

KINDS = frozenset({"person", "organization", "place_as_government", "group", "document", "anonymous", "none"})
TYPES = frozenset({"assertion", "belief", "intention", "question", "request", "refusal"})
FLAGS = frozenset({"wide", "negated", "implicit", "display"})
QUOTATIONS = frozenset({"direct", "mixed", "indirect"})
TAG = re.compile(r"[sctab]([1-9][0-9]{0,2})|p")
CLOSING = {"“": "”", "„": "“", "«": "»", "‹": "›", '"': '"'}

Offsets = tuple[int, int]


class MarkupError(GoldError):
    """The marked-up article cannot be compiled; the message names the article and what to mend."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the statement table."""

    number: int
    entity: str | None
    kind: str
    type: str
    flags: frozenset[str]
    quotation: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The plain text of an article and the spans of every tag, in text order."""

    text: str
    spans: dict[str, list[Offsets]]


def parse_markup(name: str, marked: str) -> Marked:
    """Strip the braces and keep where each tag's words stand; braces are reserved, so they cannot be text."""
    pieces: list[str] = []
    open_marks: list[tuple[list[str], int]] = []
    spans: dict[str, list[Offsets]] = {}
    length = position = 0
    while position < len(marked):
        character = marked[position]
        if character == "{":
            tags, position = read_tags(name, marked, position + 1)
            open_marks.append((tags, length))
            continue
        if character == "}":
            if not open_marks:
                raise MarkupError(name, f"a closing brace without an opening one after “{''.join(pieces)[-40:]}”")
            close_mark(name, open_marks.pop(), length, spans)
        else:
            pieces.append(character)
            length += 1
        position += 1
    if open_marks:
        raise MarkupError(name, f"{{{','.join(open_marks[-1][0])} …}} is never closed")
    for found in spans.values():
        found.sort()
    return Marked(text="".join(pieces), spans=spans)


def read_tags(name: str, marked: str, position: int) -> tuple[list[str], int]:
    """Read the tags after an opening brace, and return them with the position of the first marked character."""
    end = marked.find(" ", position)
    tags = marked[position:end].split(",") if end > position else [""]
    for tag in tags:
        if not TAG.fullmatch(tag):
            raise MarkupError(name, f"unknown tag {tag!r} at “{marked[position - 1 : position + 30]}”")
    return tags, end + 1


def close_mark(name: str, mark: tuple[list[str], int], end: int, spans: dict[str, list[Offsets]]) -> None:
    """Note the finished span under each of its tags."""
    tags, start = mark
    if start == end:
        raise MarkupError(name, f"{{{','.join(tags)}}} marks no words")
    for tag in tags:
        spans.setdefault(tag, []).append((start, end))


def parse_rows(name: str, table: str) -> dict[int, Row]:
    """Read the statement table, by number."""
    rows: dict[int, Row] = {}
    for line in filter(str.strip, table.splitlines()):
        row = parse_row(name, line)
        if row.number in rows:
            raise MarkupError(name, f"statement {row.number} has two rows")
        rows[row.number] = row
    return rows


def parse_row(name: str, line: str) -> Row:
    """Read one row and check its words."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) not in {4, 5} or not cells[0].isdigit():
        raise MarkupError(name, f"not a statement row: {line!r}")
    words = " ".join(cells[4:]).split()
    quotation = next((word.removeprefix("quotation=") for word in words if word.startswith("quotation=")), None)
    flags = frozenset(word for word in words if not word.startswith("quotation="))
    for value, allowed in ((cells[2], KINDS), (cells[3], TYPES), *((flag, FLAGS) for flag in flags)):
        if value not in allowed:
            raise MarkupError(name, f"{value!r} in {line!r} is none of {', '.join(sorted(allowed))}")
    if quotation is not None and quotation not in QUOTATIONS:
        raise MarkupError(name, f"unknown quotation class in {line!r}")
    entity = None if cells[1] == "-" else cells[1]
    return Row(number=int(cells[0]), entity=entity, kind=cells[2], type=cells[3], flags=flags, quotation=quotation)


def quotation_ends(text: str) -> dict[int, int]:
    """Start and end of the outermost quotations of one content span; an unclosed one ends with its paragraph."""
    found: dict[int, int] = {}
    position = 0
    while position < len(text):
        mark = text[position]
        opens_single = mark == "‘" and not text[position - 1 : position].isalnum()
        if mark not in CLOSING and not opens_single:
            position += 1
            continue
        line_end = text.find("\n", position)
        limit = len(text) if line_end < 0 else line_end
        end = single_end(text, position, limit) if opens_single else text.find(CLOSING[mark], position + 1, limit)
        found[position] = limit if end < 0 else end + 1
        position = found[position]
    return found


def single_end(text: str, start: int, limit: int) -> int:
    """Find what closes a ‘ quotation: the last ’ before the next ‘ that no letter or digit follows, else -1."""
    following = text.find("‘", start + 1, limit)
    stop = limit if following < 0 else following
    ends = [i for i in range(start + 1, stop) if text[i] == "’" and not text[i + 1 : i + 2].isalnum()]
    return ends[-1] if ends else -1


def quotation_class(text: str, content: list[Offsets]) -> str:
    """Direct, mixed or indirect, by the quotation marks over the words of the whole content."""
    inside = outside = 0
    for start, end in content:
        piece = text[start:end]
        covered = [position for span in quotation_ends(piece).items() for position in range(*span)]
        quoted = sum(piece[position].isalnum() for position in covered)
        inside += quoted
        outside += sum(character.isalnum() for character in piece) - quoted
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def article_end(marked: Marked) -> int:
    """Find where the article ends: before a publisher message that nothing follows."""
    text, messages = marked.text, marked.spans.get("p", [])
    trailing = messages and not text[messages[-1][1] :].strip()
    return len(text[: messages[-1][0]].rstrip()) if trailing else len(text.rstrip())


class Compiler:
    """Turns one parsed article into the gold JSON; keeps what the checks of several steps share."""

    def __init__(self, name: str, marked: Marked, rows: dict[int, Row], *, tables: Tables, speakers: str) -> None:
        """Check that tags and rows belong together, and read the table of speakers."""
        self.name, self.marked, self.rows, self.tables = name, marked, rows, tables
        for tag in marked.spans:
            if tag != "p" and int(tag[1:]) not in rows:
                raise MarkupError(name, f"{tag} is marked, but statement {tag[1:]} has no row")
        for number in rows:
            self.check(number)
        for number in tables.said.keys() - rows.keys():
            raise MarkupError(name, f"statement {number} has a time of saying, but no row")
        text = marked.text[: article_end(marked)]
        self.speakers = Speakers(name, text, speakers, {number: self.said(number) for number in rows}).statements

    def said(self, number: int) -> Said:
        """What the table of speakers needs to know of a statement."""
        cue = self.spans("c", number)
        anchor = (cue or self.spans("t", number))[0]
        words = self.marked.text[slice(*cue[0])] if cue else ""
        row = self.rows[number]
        return Said(entity=row.entity, kind=row.kind, anchor=anchor, cue=words)

    def spans(self, role: str, number: int) -> list[Offsets]:
        """Where the words of a role stand; empty when the role is not marked."""
        return self.marked.spans.get(f"{role}{number}", [])

    def check(self, number: int) -> None:
        """Raise when a statement lacks a part or has one too many."""
        row, where = self.rows[number], f"statement {number}"
        if not self.spans("t", number):
            raise MarkupError(self.name, f"{where} has no content")
        if len(self.spans("s", number)) > 1 or len(self.spans("c", number)) > 1:
            raise MarkupError(self.name, f"{where} has two sources or two cues")
        if bool(self.spans("c", number)) == ("implicit" in row.flags):
            raise MarkupError(self.name, f"{where} needs either a cue or the flag implicit, not both")
        if row.kind == "none" and (self.spans("s", number) or row.entity):
            raise MarkupError(self.name, f"{where} is of kind none, but has a source or a name")
        if row.kind not in {"none", "anonymous"} and not self.spans("s", number) and "implicit" not in row.flags:
            raise MarkupError(self.name, f"{where} has no source; its kind should be none or anonymous")
        if row.kind == "anonymous" and row.entity:
            raise MarkupError(self.name, f"{where} is anonymous, but has the name {row.entity}")

    def span(self, offsets: Offsets) -> dict[str, object]:
        """Write offsets as a gold span."""
        start, end = offsets
        return {"text": self.marked.text[start:end], "start": start, "end": end}

    def nested_in(self, number: int) -> str | None:
        """Find the statement whose content most closely surrounds the cue (the content where there is no cue)."""
        start, end = (self.spans("c", number) or self.spans("t", number))[0]
        around = [
            (stop - begin, other)
            for other in self.rows
            if other != number
            for begin, stop in self.spans("t", other)
            if begin <= start and end <= stop
        ]
        if not around:
            return None
        outer = min(around)[1]
        if self.rows[outer].entity is not None and self.rows[outer].entity == self.rows[number].entity:
            raise MarkupError(self.name, f"statement {number} is nested in {outer} of the same speaker")
        return f"s{outer}"

    def source(self, row: Row) -> dict[str, object]:
        """Write the gold source; all null where no words name it."""
        found = self.spans("s", row.number)
        span: dict[str, object] = self.span(found[0]) if found else {"text": None, "start": None, "end": None}
        gold = {**span, "entity": row.entity, "kind": row.kind}
        members = self.speakers[row.number].get("members")
        return {**gold, "members": members} if members else gold

    def statement(self, number: int) -> dict[str, object]:
        """One gold statement; `reported_via` is the chain `via` in one string, as the scorer reads it."""
        row = self.rows[number]
        content, cue = self.spans("t", number), self.spans("c", number)
        derived = "direct" if "display" in row.flags else quotation_class(self.marked.text, content)
        others = [self.spans(role, number) for role in "ab" if self.spans(role, number)]
        told = self.speakers[number]
        via = told.get("via", [])
        return {
            "id": f"s{number}",
            "source": self.source(row),
            "cue": self.span(cue[0]) if cue else None,
            "content": [self.span(offsets) for offsets in content],
            "kind": row.quotation or derived,
            "type": row.type,
            "polarity": "negated" if "negated" in row.flags else "positive",
            **{field: told.get(field) for field in CIRCUMSTANCES},
            "time": self.tables.said.get(number),
            "figures": self.figures(number),
            "nested_in": self.nested_in(number),
            "reported_via": ", ".join(via) or None,
            "via": via,
            "title": told.get("title"),
            "description": told.get("description"),
            "title_or_description": told.get("either"),
            "speaker_group": f"s{told['same']}" if "same" in told else row.entity,
            "implicit_cue": "implicit" in row.flags,
            "display_quote": "display" in row.flags,
            "scope": "wide" if "wide" in row.flags else "core",
            "content_alternatives": [[self.span(offsets) for offsets in other] for other in others],
            "note": "",
        }

    def figures(self, number: int) -> list[dict[str, object]]:
        """List the figures inside a statement's content; one in nested contents belongs to each of them."""
        content = self.spans("t", number)
        return [
            figure
            for figure in self.tables.figures
            if any(start <= figure["start"] and figure["end"] <= end for start, end in content)
        ]

    def entities(self) -> list[dict[str, object]]:
        """List the named sources with the mentions that stand as a source."""
        found: dict[str, tuple[str, list[Offsets]]] = {}
        for row in self.rows.values():
            if row.entity is None:
                continue
            kind, mentions = found.setdefault(row.entity, (row.kind, []))
            if kind != row.kind:
                raise MarkupError(self.name, f"{row.entity} is both {kind} and {row.kind}")
            mentions += [span for span in self.spans("s", row.number) if span not in mentions]
        return [
            {"name": name, "kind": kind, "mentions": [list(span) for span in sorted(spans)]}
            for name, (kind, spans) in found.items()
        ]

    def gold(self, head: dict[str, str]) -> dict[str, object]:
        """Write the whole gold document."""
        messages = self.marked.spans.get("p", [])
        statements = [self.statement(number) for number in sorted(self.rows)]
        inside = {figure["start"] for number in self.rows for figure in self.figures(number)}
        return {
            "id": self.name,
            "title": head["title"],
            "published": head["published"],
            "notes": head.get("note", ""),
            "not_annotated": ["relations"],
            "article_end": article_end(self.marked),
            "publisher_messages": [{"start": start, "end": end, "note": ""} for start, end in messages],
            "statements": statements,
            "figures_outside_statements": [figure for figure in self.tables.figures if figure["start"] not in inside],
            "entities": self.entities(),
            "times": self.tables.times,
        }


def compile_article(name: str, source: str) -> tuple[str, dict[str, object]]:
    """Compile one marked-up article to its text and gold; raises MarkupError."""
    parts = re.split(r"^---\n", source, flags=re.MULTILINE)
    try:
        head_lines, marked_text, table, times, figures, speakers = parts
    except ValueError:
        raise MarkupError(name, "head, text and four tables are not set off by five lines '---'") from None
    head = dict(line.split(": ", 1) for line in head_lines.splitlines() if line.strip())
    if not {"title", "published"} <= head.keys():
        raise MarkupError(name, "the head needs title and published")
    marked = parse_markup(name, marked_text)
    tables = compile_tables(name, marked.text[: article_end(marked)], times, figures, published=head["published"])
    return marked.text, Compiler(name, marked, parse_rows(name, table), tables=tables, speakers=speakers).gold(head)


def compile_all(sources: Path = SOURCES) -> dict[str, str]:
    """Compile every source; the result maps file names to contents."""
    built: dict[str, str] = {}
    for path in sorted(sources.glob("*.md")):
        text, gold = compile_article(path.stem, path.read_text(encoding="utf-8"))
        built[f"{path.stem}.txt"] = text
        built[f"{path.stem}.json"] = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    if not built:
        raise MarkupError(str(sources), "holds no *.md")
    return built


def stale_files(built: dict[str, str], target: Path = TARGET) -> list[str]:
    """Files that are missing, different, or left over from a source that is gone."""
    present = {path.name for path in target.glob("*.txt")} | {path.name for path in target.glob("*.json")}
    changed = {
        name for name, content in built.items() if name in present and (target / name).read_text("utf-8") != content
    }
    return sorted(changed | (built.keys() ^ present))


def main(arguments: list[str] | None = None) -> int:
    """Build or check; the exit status is 1 when --check finds a stale file or the markup is wrong."""
    parser = argparse.ArgumentParser(description="Compile the benchmark articles.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not up to date")
    options = parser.parse_args(arguments)
    try:
        built = compile_all()
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    stale = stale_files(built)
    if options.check:
        sys.stderr.writelines(f"not up to date: {name}\n" for name in stale)
        return int(bool(stale))
    for name in stale:
        if name in built:
            (TARGET / name).write_text(built[name], encoding="utf-8")
        else:
            (TARGET / name).unlink()
    sys.stderr.write(f"{len(built) // 2} articles, {len(stale)} files changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

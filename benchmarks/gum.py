"""Reads GUM: CoNLL-U with entities and coreference in the last column.

The corpus stays outside the repository; its folder is an argument everywhere.  Format: the GUM wiki's page on the
``Entity`` field and Universal Anaphora's CorefUD: ``(id-kind-...`` opens a mention, ``id)`` closes it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.domain import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HELD_NEWS = ("GUM_news_taxes", "GUM_news_warhol", "GUM_news_warming")
"""The news documents of the official development and test parts are not in the folder; these were held back instead,
because the SHA-256 of their names sorts first among the news documents."""

_KINDS = {
    "organization": MentionKind.ORGANIZATION, "place": MentionKind.PLACE, "event": MentionKind.EVENT,
    "time": MentionKind.TIME, "abstract": MentionKind.ABSTRACT, "object": MentionKind.OBJECT,
    "substance": MentionKind.OBJECT, "animal": MentionKind.OBJECT, "plant": MentionKind.OBJECT,
}  # fmt: skip
_FORMS = {"PROPN": "name", "PRON": "pronoun", "DET": "pronoun"}
"""By the universal tag of the head; possessive pronouns are either."""
COLUMNS = 10
"""Of a line of CoNLL-U."""
_BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """One annotated mention: code points of its words and of its syntactic head (with the rest of a name).

    ``form`` is by the tag of the head: a name, a pronoun or a description.
    """

    start: int
    end: int
    head: tuple[tuple[int, int], ...]
    kind: MentionKind
    entity: str
    form: str


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document; mentions by start, the longer first."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...]

    @property
    def genre(self) -> str:
        """The middle part of the name."""
        return self.name.split("_")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    start: int
    end: int
    tag: str
    features: str
    governor: int
    """Index of the governor in the document; -1 for a root."""
    relation: str


def read_splits(folder: Path) -> dict[str, str]:
    """Part of each document by name: upstream's split, with some news documents held back for development."""
    parts: dict[str, str] = {}
    part = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            parts[line.strip()[2:]] = part
    return parts | dict.fromkeys(HELD_NEWS, "dev")


def read_gum(folder: Path, part: str) -> tuple[Document, ...]:
    """The documents of one part (train, dev, test), by name."""
    parts = read_splits(folder)
    paths = sorted(path for path in folder.glob("*.conllu") if parts[path.stem] == part)
    return tuple(read_document(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def read_document(name: str, conllu: str) -> Document:
    """Read one document; its text has one line a paragraph."""
    text: list[str] = []
    length = 0
    words: list[_Word] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    found: list[tuple[int, int, str, str]] = []
    base, joined_until, space, joined_space = 0, 0, True, True
    opens_paragraph = False
    for line in conllu.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens_paragraph = True
        fields = line.split("\t")
        if len(fields) != COLUMNS or "." in fields[0]:
            continue
        if "-" in fields[0]:
            joined_until = int(fields[0].split("-")[1])
            joined_space = "SpaceAfter=No" not in fields[9]
            continue
        number = int(fields[0])
        if number == 1:
            base = len(words)
        if words:
            gap = "\n" if opens_paragraph else " " if space else ""
            text.append(gap)
            length += len(gap)
        opens_paragraph = False
        text.append(fields[1])
        governor = base + int(fields[6]) - 1 if int(fields[6]) else -1
        words.append(_Word(start=length, end=length + len(fields[1]), tag=fields[3], features=fields[5],
                           governor=governor, relation=fields[7]))  # fmt: skip
        length += len(fields[1])
        if number < joined_until:
            space = False
        elif number == joined_until:
            space, joined_until = joined_space, 0
        else:
            space = "SpaceAfter=No" not in fields[9]
        found.extend(_brackets(fields[9], len(words) - 1, opened))
    gold = [_mention(words, each) for each in found]
    return Document(name, "".join(text), tuple(sorted(gold, key=lambda one: (one.start, -one.end))))


def _brackets(misc: str, place: int, opened: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, int, str, str]]:
    """Mentions that close at word ``place``: first and last word, kind, entity; those that open are remembered."""
    entity = next((each[7:] for each in misc.split("|") if each.startswith("Entity=")), "")
    for match in _BRACKET.finditer(entity):
        if match.group(1):
            number, kind = match.group(1).split("-")[:2]
            if match.group(2):
                yield place, place, kind, number
            else:
                opened.setdefault(number, []).append((place, kind))
        elif opened.get(match.group(3)):
            first, kind = opened[match.group(3)].pop()
            yield first, place, kind, match.group(3)


def _mention(words: Sequence[_Word], found: tuple[int, int, str, str]) -> GoldMention:
    first, last, kind, entity = found
    inside = range(first, last + 1)
    head = next((each for each in inside if words[each].governor not in inside and words[each].tag != "PUNCT"), last)
    parts = [head, *(each for each in inside if words[each].governor == head and words[each].relation == "flat")]
    several = "Number=Plur" in words[head].features or any(
        words[each].governor == head and words[each].relation == "conj" for each in inside
    )
    person = MentionKind.GROUP if several else MentionKind.PERSON
    return GoldMention(
        start=words[first].start, end=words[last].end, kind=_KINDS.get(kind, person), entity=entity,
        form=_FORMS.get(words[head].tag, "description"),
        head=tuple((words[each].start, words[each].end) for each in parts),
    )  # fmt: skip


def corpus_digest(documents: Sequence[Document]) -> str:
    """SHA-256 over names, texts and mentions, to pin what a model was trained on."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(repr((document.name, document.text, document.mentions)).encode())
    return digest.hexdigest()

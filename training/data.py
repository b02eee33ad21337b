"""Reads PolNeAR (text plus brat stand-off attributions) and turns it into training examples.

The corpus stays outside the repository; its folder is an argument everywhere.  Where an article has several
annotators the alphabetically first file is read, as the scorer does.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from onrecord.annotate import codec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: code point ranges of each role, any of which but ``cue`` may be empty."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article."""

    name: str
    text: str
    attributions: tuple[Gold, ...]


@dataclass(frozen=True, kw_only=True)
class Example:
    """A tokenised document: ``cue_tags`` [tokens] 0 outside, 1 begin, 2 inside; per cue its tokens and their roles."""

    name: str
    tokens: codec.Tokens
    cue_tags: NDArray[np.int64]
    cues: tuple[tuple[int, int], ...]
    """First and last token of each cue."""
    roles: tuple[NDArray[np.int64], ...]
    """Per cue: [tokens] 0 none, 1 source, 2 content."""

    @cached_property
    def paragraphs(self) -> NDArray[np.int64]:
        """Number of the paragraph of each token."""
        return np.cumsum(self.tokens.opens_paragraph)


def read_brat(path: Path) -> tuple[Gold, ...]:
    """Attributions of one ``.ann`` file; events without a cue are left out, as the scorer does."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) == 1:  # the tail of a text that contains a line end
            continue
        if line.startswith("T"):
            ranges = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [(int(start), int(end)) for start, end in (each.split() for each in ranges)]
        elif line.startswith("E"):
            events.append(fields[1].split())
    return tuple(gold for gold in (_gold(event, spans) for event in events) if gold.cue)


def _gold(event: Sequence[str], spans: dict[str, list[tuple[int, int]]]) -> Gold:
    found: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    for argument in event:
        name, target = argument.split(":")
        role = re.sub(r"\d+$", "", name).lower()
        if role in found and target in spans:
            found[role] += spans[target]
    return Gold(**{role: tuple(sorted(ranges)) for role, ranges in found.items()})


def read_polnear(folder: Path, split: str) -> tuple[Document, ...]:
    """All annotated documents of one split, by name."""
    documents = []
    for path in sorted((folder / split / "text").iterdir()):
        stem = path.name.removesuffix(".txt")
        annotations = sorted(each for each in (folder / split / "attributions").iterdir() if each.name.startswith(stem))
        if annotations:
            text = path.read_bytes().decode("utf-8")
            documents.append(Document(stem, text, read_brat(annotations[0])))
    return tuple(documents)


def corpus_digest(documents: Sequence[Document]) -> str:
    """SHA-256 over names, texts and annotations, to pin what a model was trained on."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(repr((document.name, document.text, document.attributions)).encode())
    return digest.hexdigest()


def encode(document: Document, tokenizer: codec.Tokenizer) -> Example:
    """Carry a document's code point ranges to tokens."""
    tokens = tokenizer.tokenise(document.text)
    tags = np.zeros(len(tokens), dtype=np.int64)
    cues, roles = [], []
    for gold in document.attributions:
        ranges = [codec.token_range(tokens, *each) for each in gold.cue]
        ranges = [each for each in ranges if each[0] < each[1]]
        if not ranges:
            continue
        for start, end in ranges:
            tags[start:end] = 2
        tags[ranges[0][0]] = 1
        role = np.zeros(len(tokens), dtype=np.int64)
        for value, spans in ((1, gold.source), (2, gold.content)):
            for start, end in (codec.token_range(tokens, *each) for each in spans):
                role[start:end] = value
        cues.append((ranges[0][0], ranges[0][1] - 1))
        roles.append(role)
    return Example(name=document.name, tokens=tokens, cue_tags=tags, cues=tuple(cues), roles=tuple(roles))

"""A reader that starts at once: the whole pipeline, with a pattern in the place of the model.

It finds "NAME said that …." in generated texts.  For measurements of what surrounds the reading, where loading the
model in each process of each run would be nearly all that is measured.  Named as ``light_reader:LightReader``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.domain import Annotation, Attribution, Span
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from onrecord.domain import Article, Capture, Reading

_SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) that (?P<content>[^.\n]{1,300})\.")


class LightAnnotator:
    """Finds attributions of one shape."""

    def annotate(self, article: Article) -> Annotation:
        """All "NAME said that …." of the article."""
        found = tuple(
            Attribution(
                **{role: (Span.cut(article.text, *match.span(role)),) for role in ("source", "cue", "content")},
                confidence=0.9,
            )
            for match in _SAID.finditer(article.text)
        )
        return Annotation(text_sha256=article.text_sha256, model="light 1", attributions=found)


class LightReader:
    """Reads captures with a ``LightAnnotator``."""

    producer = "light 1"

    def __init__(self) -> None:
        """Load nothing."""
        self._reader = Reader(LightAnnotator)

    def read_one(self, capture: Capture) -> Reading:
        """Read one capture."""
        return self._reader.read_one(capture)

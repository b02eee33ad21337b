"""Runs the shipped model over an article: the only place that knows ONNX Runtime.

One thread, one window at a time: an article costs CPU time in proportion to its length, and memory for one window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.annotate import codec, decoding
from onrecord.annotate.bundle import SHIPPED, Bundle, open_bundle
from onrecord.domain import Annotation, Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from onrecord.domain import Article

Session = Any
"""``onnxruntime.InferenceSession``; the library ships no types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredWindow:
    """What the model says of one window: ``states`` [tokens, hidden], ``cues`` tag probabilities [tokens, 3]."""

    window: codec.Window
    opens_paragraph: NDArray[np.bool_]
    states: NDArray[np.float32]
    cues: NDArray[np.float32]


class Annotator:
    """Finds attributions in article texts; loading one takes half a second, so keep it."""

    def __init__(self, bundle: Bundle) -> None:
        """Start ONNX Runtime on the bundle's graphs."""
        self.bundle = bundle
        self.tokenizer = codec.Tokenizer(bundle.vocabulary)
        self._encoder = _session(bundle.folder / "encoder.onnx")
        self._roles = _session(bundle.folder / "roles.onnx")

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> Annotator:
        """Open the shipped bundle, or the one in ``folder``; BundleError when it is damaged."""
        return cls(open_bundle(folder))

    def annotate(self, article: Article) -> Annotation:
        """All attributions found in ``article.text``, in order of their contents."""
        return Annotation(
            text_sha256=article.text_sha256, model=self.bundle.model, attributions=self.attributions(article.text)
        )

    def attributions(self, text: str) -> tuple[Attribution, ...]:
        """All attributions found in ``text``."""
        tokens = self.tokenizer.tokenise(text)
        found = decoding.attribute(self.score(tokens, self.bundle.manifest.decoding), self.bundle.manifest.decoding)
        return tuple(_to_attribution(each, tokens, text) for each in found)

    def score(self, tokens: codec.Tokens, rules: decoding.Decoding) -> Iterator[decoding.ScoredCue]:
        """Run the model over a text: its cues, and for each the scores of the roles."""
        for scored in self.score_windows(tokens):
            yield from self.score_roles(scored, rules)

    def score_windows(self, tokens: codec.Tokens) -> Iterator[ScoredWindow]:
        """Run the encoder over each window of a text."""
        manifest = self.bundle.manifest
        for window in codec.windows(tokens, size=manifest.window, overlap=manifest.overlap, longest=manifest.longest):
            inside = slice(window.start, window.end)
            if not codec.is_prose(tokens.ids[inside]):
                continue
            feed = {
                "ids": _framed(tokens.ids[inside], self.tokenizer.classify, self.tokenizer.separate),
                "features": _framed(tokens.features[inside], 0, 0),
            }
            states, cues = self._encoder.run(None, feed)
            yield ScoredWindow(
                window=window,
                opens_paragraph=tokens.opens_paragraph[inside],
                states=states[1:-1],
                cues=decoding.softmax(cues[1:-1]),
            )

    def score_roles(self, scored: ScoredWindow, rules: decoding.Decoding) -> Iterator[decoding.ScoredCue]:
        """For each cue that the window answers for, the role scores of the tokens around it."""
        window = scored.window
        own = slice(window.own_start - window.start, window.own_end - window.start)
        cues = [
            cue.moved(own.start) for cue in decoding.decode_cues(scored.cues[own], scored.opens_paragraph[own], rules)
        ]
        for group, start, end in decoding.neighbourhoods(cues, scored.opens_paragraph, rules.reach):
            feed = {
                "states": scored.states[start:end],
                "first": np.array([cue.ranges[0][0] - start for cue in group], dtype=np.int64),
                "last": np.array([cue.ranges[0][1] - 1 - start for cue in group], dtype=np.int64),
            }
            (scores,) = self._roles.run(None, feed)
            for cue, each in zip(group, scores, strict=True):
                yield decoding.ScoredCue(cue=cue.moved(-start), roles=each, start=window.start + start)


def _session(path: Path) -> Session:
    import onnxruntime  # noqa: PLC0415 - costs a quarter of a second

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The fused operator is eight times slower on a CPU than the two it replaces (onnxruntime 1.31).
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _framed(values: NDArray[np.int64], before: int, after: int) -> NDArray[np.int64]:
    return np.concatenate(([before], values, [after]))[None]


def _to_attribution(found: decoding.Attributed, tokens: codec.Tokens, text: str) -> Attribution:
    def spans(ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span.cut(text, *codec.whole_words(text, *codec.code_points(tokens, *each))) for each in ranges)

    return Attribution(
        source=spans(found.source), cue=spans(found.cue), content=spans(found.content), confidence=found.confidence
    )

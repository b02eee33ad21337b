"""The larger model that a narrower one learns from: its states of a corpus, kept, and its soft answers.

The teacher reads every document once; its states stay in memory as 16-bit numbers, and its cue tagger and role scorer
run on them for each batch.  Its windows therefore differ from the student's, which does no harm: both have read the
whole paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from onrecord.annotate import codec
from training.model import AttributionModel, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.data import Example

WINDOW, OVERLAP, LONGEST = 254, 64, 318


def load_checkpoint(path: Path, shape: Shape, *, average: bool = True) -> AttributionModel:
    """The model of a checkpoint, with the moving average of its weights unless ``average`` is false."""
    state = torch.load(path, weights_only=False)
    model = AttributionModel(shape)
    model.load_state_dict(state["model"] | (state["average"] if average else {}))
    return model.eval()


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the teacher makes of a batch: states [windows, tokens, hidden], scores of cue tags and of roles."""

    states: Tensor
    cues: Tensor
    roles: Tensor


class Teacher:
    """A trained attribution model and its states [tokens, hidden] of the training documents, by name."""

    def __init__(self, model: AttributionModel, examples: Sequence[Example], tokenizer: codec.Tokenizer) -> None:
        """Read every document."""
        self.model = model
        self.states = {each.name: _read(model, each.tokens, tokenizer) for each in examples}

    @torch.no_grad()
    def teach(self, states: Tensor, seen: Tensor, row: Tensor, *, first: Tensor, last: Tensor) -> Lesson:
        """Score a batch, by the teacher's states of it; the other arguments as ``RoleScorer.forward`` takes them."""
        return Lesson(states, self.model.cue(states), self.model.roles(states, seen, row, first=first, last=last))


@torch.inference_mode()
def _read(model: AttributionModel, tokens: codec.Tokens, tokenizer: codec.Tokenizer) -> np.ndarray:
    """States of one document, window by window."""
    states = np.zeros((len(tokens), model.cue.in_features), dtype=np.float16)
    for window in codec.windows(tokens, size=WINDOW, overlap=OVERLAP, longest=LONGEST):
        inside = slice(window.start, window.end)
        ids = np.concatenate(([tokenizer.classify], tokens.ids[inside], [tokenizer.separate]))[None]
        features = np.concatenate(([0], tokens.features[inside], [0]))[None]
        found = model.encoder(torch.from_numpy(ids), torch.from_numpy(features), torch.ones(ids.shape))
        own = slice(window.own_start - window.start + 1, window.own_end - window.start + 1)
        states[window.own_start : window.own_end] = found[0, own].numpy()
    return states

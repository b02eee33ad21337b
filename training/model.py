"""The attribution model: a small BERT encoder with a cue tagger and a cue-conditioned role scorer.

``Encoder`` follows Devlin et al. 2019 with the sizes of MiniLM-L6 (Wang et al. 2020).  For each cue every token of
its window is scored for the roles none, source and content, so that links, nesting and discontinuous contents come
out by construction.  The scorer joins cue and token (sum and product, as a low-rank biaffine form: Dozat & Manning
2017), adds an embedding of their distance, and lets the tokens of a window see each other once more before it
decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.annotate import codec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Activation = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of the model."""

    vocabulary: int = 30_522
    positions: int = 512
    features: int = codec.FEATURES
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 896
    """Width between the two products of a layer of the encoder."""
    activation: Activation = functional.relu
    """Between these two products; the role scorer always takes GELU."""
    role: int = 128
    role_heads: int = 4
    role_inner: int = 256
    farthest: int = 256
    """Distances from the cue beyond this many tokens count as this many."""
    dropout: float = 0.1


PRETRAINED = Shape(inner=1536, activation=functional.gelu)
"""Sizes of the pretrained encoder, and of the teacher that is trained from it."""


class Layer(nn.Module):
    """One transformer layer, normalised after each part.

    ``x`` [batch, tokens, width]; ``mask`` [batch, 1, 1, tokens], added to the attention scores.
    """

    def __init__(self, width: int, heads: int, inner: int, *, dropout: float, activation: Activation) -> None:
        """Name the parts as BERT's weights are grouped."""
        super().__init__()
        self.heads = heads
        self.activation = activation
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.output_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, tokens, width] to the same."""
        x = self.attend(x, mask)
        return self.outer_norm(x + self.dropout(self.outer(self.activation(self.inner(x)))))

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        """The first part of the layer."""
        batch, tokens, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, tokens, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        context = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        context = context.transpose(1, 2).reshape(batch, tokens, width)
        return self.output_norm(x + self.dropout(self.output(context)))


class Encoder(nn.Module):
    """Word pieces and features to states [batch, tokens, hidden]."""

    def __init__(self, shape: Shape) -> None:
        """Make the embeddings and layers."""
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.features = nn.Embedding(shape.features, shape.hidden)
        nn.init.normal_(self.features.weight, 0, 0.01)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(shape.hidden, shape.heads, shape.inner, dropout=shape.dropout, activation=shape.activation)
            for _ in range(shape.layers)
        )

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``ids``, ``features`` int64 [batch, tokens]; ``mask`` [batch, tokens], 1 where there is a token."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.features(features))
        x = self.dropout(x)
        additive = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10_000.0
        for layer in self.layers:
            x = layer(x, additive)
        return x

    def load_pretrained(self, weights: Mapping[str, Tensor]) -> None:
        """Take BERT weights by their usual names; token types are folded into the word embeddings."""
        own: dict[str, Tensor] = {
            "words.weight": weights["embeddings.word_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0],
            "places.weight": weights["embeddings.position_embeddings.weight"],
            "features.weight": self.features.weight.data,
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "output_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm",
        }  # fmt: skip
        for kind in ("weight", "bias"):
            own[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
            for layer in range(len(self.layers)):
                for ours, theirs in parts.items():
                    own[f"layers.{layer}.{ours}.{kind}"] = weights[f"encoder.layer.{layer}.{theirs}.{kind}"]
        self.load_state_dict(own)


class RoleScorer(nn.Module):
    """Scores every token of a window for each cue in it."""

    def __init__(self, shape: Shape) -> None:
        """Make the projections of cue and token and the layer that joins them."""
        super().__init__()
        self.farthest = shape.farthest
        self.of_token = nn.Linear(shape.hidden, shape.role)
        self.of_cue = nn.Linear(2 * shape.hidden, shape.role)
        self.token_factor = nn.Linear(shape.hidden, shape.role)
        self.cue_factor = nn.Linear(2 * shape.hidden, shape.role)
        self.distance = nn.Embedding(2 * shape.farthest + 1, shape.role)
        nn.init.normal_(self.distance.weight, 0, 0.02)
        self.norm = nn.LayerNorm(shape.role)
        self.layer = Layer(
            shape.role, shape.role_heads, shape.role_inner, dropout=shape.dropout, activation=functional.gelu
        )
        self.score = nn.Linear(shape.role, 3)

    def forward(self, states: Tensor, seen: Tensor, row: Tensor, *, first: Tensor, last: Tensor) -> Tensor:
        """Role scores [cues, tokens, 3].

        ``states`` [windows, tokens, hidden]; ``seen`` bool [cues, tokens]: the tokens in which the roles of a cue are
        looked for; ``row``, ``first``, ``last`` int64 [cues]: the window of each cue and its first and last token in
        it.
        """
        distance = self.distances(states.shape[1], first, last)
        additive = (~seen).to(states.dtype)[:, None, None, :] * -10_000.0
        return self.score(self.layer(self.joined(states, row, first=first, last=last, distance=distance), additive))

    @staticmethod
    def distances(tokens: int, first: Tensor, last: Tensor) -> Tensor:
        """Signed distance of every token from every cue, [cues, tokens]; 0 inside the cue."""
        place = torch.arange(tokens, device=first.device)[None]
        return (place - first[:, None]).clamp(max=0) + (place - last[:, None]).clamp(min=0)

    def joined(self, states: Tensor, row: Tensor, *, first: Tensor, last: Tensor, distance: Tensor) -> Tensor:
        """What each token and each cue make together, [cues, tokens, role]."""
        cue = torch.cat((states[row, first], states[row, last]), -1)
        token = self.of_token(states)[row]
        factor = self.token_factor(states)[row]
        known = distance.clamp(-self.farthest, self.farthest) + self.farthest
        x = token + self.of_cue(cue)[:, None] + factor * self.cue_factor(cue)[:, None] + self.distance(known)
        return self.norm(x)


class AttributionModel(nn.Module):
    """Encoder, cue tagger (outside, begin, inside) and role scorer."""

    def __init__(self, shape: Shape) -> None:
        """Make the parts."""
        super().__init__()
        self.encoder = Encoder(shape)
        self.cue = nn.Linear(shape.hidden, 3)
        self.roles = RoleScorer(shape)

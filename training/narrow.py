"""Makes a narrower model of a trained one, as near to it as one linear fit a layer can come.

A layer of the encoder widens each state, bends it, and narrows it again.  Of the many units in between those are kept
whose part in the outcome varies most; then the product that narrows is fitted anew by ridge regression, so that what
the layer gives on a sample of the corpus stays the same although units are gone and the bend is another.  Layers are
fitted in order, each on what the narrowed layers below it give.  The rest is copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from training.model import AttributionModel, Layer, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.annotate import codec

SAMPLE = 48_000
"""Tokens on which the layers are compared."""
WIDTH = 160
"""Tokens of one row of the sample."""
RIDGE = 1e-3
"""Share of the mean variance of the units that is added to each of them."""


@torch.no_grad()
def narrow(wide: AttributionModel, shape: Shape, texts: Sequence[codec.Tokens]) -> AttributionModel:
    """A model of ``shape``, which differs from the wide one in ``inner`` and ``activation`` alone."""
    model = AttributionModel(shape)
    model.cue.load_state_dict(wide.cue.state_dict())
    model.roles.load_state_dict(wide.roles.state_dict())
    for part in ("words", "places", "features", "norm"):
        getattr(model.encoder, part).load_state_dict(getattr(wide.encoder, part).state_dict())
    ids, features = _sample(texts)
    mask = torch.zeros(len(ids), 1, 1, WIDTH)
    theirs = ours = _embed(wide, ids, features)
    for taught, layer in zip(wide.encoder.layers, model.encoder.layers, strict=True):
        between = _attend(taught, theirs, mask)
        widened = taught.activation(taught.inner(between))
        kept = (widened.var(0) * taught.outer.weight.square().sum(0)).topk(shape.inner).indices.sort().values
        _copy(taught, layer, kept)
        wanted = between + taught.outer(widened)
        given = _attend(layer, ours, mask)
        _fit(layer.outer, layer.activation(layer.inner(given)), wanted - given)
        theirs = taught.outer_norm(wanted).view_as(theirs)
        ours = layer.outer_norm(given + layer.outer(layer.activation(layer.inner(given)))).view_as(ours)
    return model


def _sample(texts: Sequence[codec.Tokens]) -> tuple[Tensor, Tensor]:
    """Word pieces and features [rows, WIDTH] of the first texts."""
    rows = SAMPLE // WIDTH
    ids, features = (
        np.concatenate([getattr(each, name) for each in texts])[: rows * WIDTH].reshape(rows, WIDTH)
        for name in ("ids", "features")
    )
    return torch.from_numpy(ids), torch.from_numpy(features)


def _embed(model: AttributionModel, ids: Tensor, features: Tensor) -> Tensor:
    """States before the first layer."""
    encoder = model.encoder
    return encoder.norm(encoder.words(ids) + encoder.places(torch.arange(WIDTH)) + encoder.features(features))


def _attend(layer: Layer, x: Tensor, mask: Tensor) -> Tensor:
    """States [rows * tokens, hidden] between the two parts of a layer."""
    return layer.attend(x, mask).flatten(0, 1)


def _copy(wide: Layer, layer: Layer, kept: Tensor) -> None:
    """Take the weights of a wide layer, of its units those that are kept."""
    weights = wide.state_dict()
    weights["inner.weight"], weights["inner.bias"] = weights["inner.weight"][kept], weights["inner.bias"][kept]
    weights["outer.weight"] = weights["outer.weight"][:, kept]
    layer.load_state_dict(weights)


def _fit(outer: nn.Linear, units: Tensor, wanted: Tensor) -> None:
    """Set weights and bias so that ``outer(units)`` comes as near to ``wanted`` as it can."""
    centred, mean = units - units.mean(0), units.mean(0)
    product = centred.T @ centred
    product += torch.eye(len(product)) * (RIDGE * product.diagonal().mean())
    weights = torch.linalg.solve(product, centred.T @ (wanted - wanted.mean(0)))
    outer.weight.copy_(weights.T)
    outer.bias.copy_(wanted.mean(0) - mean @ weights)

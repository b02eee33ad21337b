"""Turns a checkpoint into the model bundle: ``python -m training.export CHECKPOINT --encoder FOLDER --out FOLDER``.

Two ONNX graphs come out: ``encoder.onnx`` (tokens to states and cue scores; int8 weights, activations quantised at
run time) and ``roles.onnx`` (states and cues to role scores).  Windows are run one at a time without padding, so no
graph has a mask.  Word embeddings are stored as int8 with one scale a row.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from onrecord.annotate import codec, decoding
from onrecord.annotate.bundle import FILES, Manifest
from training.model import AttributionModel, Layer, Shape
from training.teacher import load_checkpoint

OPSET = 17
WINDOW, OVERLAP, LONGEST = 158, 0, 318
DECODING = decoding.Decoding(cue_threshold=0.5, cue_gap=0, switch=0.5, source_bias=0.0, content_bias=0.0, reach=160)
"""Where ``training.tune`` starts; it rewrites the manifest with what it finds best on the development split."""


class PlainLayer(nn.Module):
    """``Layer`` without mask and dropout, for windows that are run one at a time."""

    def __init__(self, layer: Layer, width: int) -> None:
        """Share the weights of ``layer``."""
        super().__init__()
        self.layer, self.width = layer, width

    def forward(self, x: Tensor) -> Tensor:
        """[batch, tokens, width] to the same."""
        layer = self.layer
        size = self.width // layer.heads

        def split(y: Tensor) -> Tensor:
            return y.view(y.shape[0], y.shape[1], layer.heads, size).permute(0, 2, 1, 3)

        q, k, v = split(layer.query(x)), split(layer.key(x)), split(layer.value(x))
        weights = (torch.matmul(q, k.transpose(-1, -2)) / size**0.5).softmax(-1)
        context = torch.matmul(weights, v).permute(0, 2, 1, 3).contiguous()
        context = context.view(x.shape[0], x.shape[1], self.width)
        x = layer.output_norm(layer.output(context) + x)
        return layer.outer_norm(layer.outer(layer.activation(layer.inner(x))) + x)


class ExportedEncoder(nn.Module):
    """ids, features int64 [1, tokens] to states [tokens, hidden] and cue scores [tokens, 3]."""

    def __init__(self, model: AttributionModel, shape: Shape) -> None:
        """Quantise the word embeddings by rows."""
        super().__init__()
        encoder = model.encoder
        weights = encoder.words.weight.detach()
        scale = weights.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127.0
        self.register_buffer("words", (weights / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.places, self.features, self.norm = encoder.places, encoder.features, encoder.norm
        self.layers = nn.ModuleList(PlainLayer(layer, shape.hidden) for layer in encoder.layers)
        self.cue = model.cue

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Run one window."""
        words = self.words[ids].to(torch.float32) * self.scale[ids]
        x = self.norm(words + self.places.weight[: ids.shape[1]][None] + self.features(features))
        for layer in self.layers:
            x = layer(x)
        return x[0], self.cue(x)[0]


class ExportedRoles(nn.Module):
    """states [tokens, hidden], first and last int64 [cues] to role scores [cues, tokens, 3]."""

    def __init__(self, model: AttributionModel, shape: Shape) -> None:
        """Share the weights of the role scorer."""
        super().__init__()
        self.roles = model.roles
        self.layer = PlainLayer(model.roles.layer, shape.role)

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score the cues of one window."""
        distance = self.roles.distances(states.shape[0], first, last)
        x = self.roles.joined(states[None], torch.zeros_like(first), first=first, last=last, distance=distance)
        return self.roles.score(self.layer(x))


def write_graph(
    module: nn.Module, path: Path, *, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]]
) -> None:
    """Export one module."""
    with torch.no_grad():
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def fuse(source: Path, target: Path, *, heads: int, width: int) -> None:
    """Join normalisation and GELU into single operators."""
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # At a hundred tokens plain products are quicker than the operator that joins them (onnxruntime 1.31, CPU).
    options.enable_attention = False
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    options.enable_gelu_approximation = True
    fused = optimizer.optimize_model(
        str(source), model_type="bert", num_heads=heads, hidden_size=width, optimization_options=options, opt_level=0
    )
    fused.save_model_to_file(str(target))


def export(model: AttributionModel, shape: Shape, out: Path, *, int8: bool = True) -> None:
    """Write ``encoder.onnx`` and ``roles.onnx``."""
    model.eval()
    tokens = 40
    ids = torch.randint(5, 1000, (1, tokens))
    first = torch.tensor([3, 9])
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        write_graph(
            ExportedEncoder(model, shape), plain,
            inputs={"ids": ids, "features": torch.zeros_like(ids)}, outputs=["states", "cues"],
            axes={"ids": {1: "tokens"}, "features": {1: "tokens"}, "states": {0: "tokens"}, "cues": {0: "tokens"}},
        )  # fmt: skip
        fuse(plain, fused, heads=shape.heads, width=shape.hidden)
        quantise(fused, out / "encoder.onnx", int8=int8)
        write_graph(
            ExportedRoles(model, shape), plain,
            inputs={"states": torch.zeros(tokens, shape.hidden), "first": first, "last": first + 1}, outputs=["roles"],
            axes={"states": {0: "tokens"}, "first": {0: "cues"}, "last": {0: "cues"},
                  "roles": {0: "cues", 1: "tokens"}},
        )  # fmt: skip
        fuse(plain, fused, heads=shape.role_heads, width=shape.role)
        quantise(fused, out / "roles.onnx", int8=int8)


def quantise(source: Path, target: Path, *, int8: bool) -> None:
    """Store matrix weights as int8 with one scale a column; with ``int8`` false only copy (for comparison)."""
    if int8:
        quantize_dynamic(
            source, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    else:
        onnx.save(onnx.load(str(source)), str(target))


def write_manifest(out: Path, encoder: Path, decoding: decoding.Decoding, version: str) -> None:
    """Copy the vocabulary and pin every file by its digest."""
    shutil.copyfile(encoder / "vocab.txt", out / "vocabulary.txt")
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    manifest = Manifest(
        name="onrecord-attribution-en", version=version, codec=codec.CODEC_VERSION, window=WINDOW, overlap=OVERLAP,
        longest=LONGEST, decoding=decoding, digests=digests, licence="see MODEL_CARD.md",
    )  # fmt: skip
    (out / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0", help="version of the bundle")
    parser.add_argument("--last", action="store_true", help="take the last weights, not their moving average")
    parser.add_argument("--fp32", action="store_true", help="keep 32-bit weights, to measure what int8 costs")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    shape = Shape()
    export(
        load_checkpoint(arguments.checkpoint, shape, average=not arguments.last),
        shape,
        arguments.out,
        int8=not arguments.fp32,
    )
    write_manifest(arguments.out, arguments.encoder, DECODING, arguments.version)
    for path in sorted(arguments.out.glob("*.onnx")):
        print(path.name, np.round(path.stat().st_size / 1e6, 2), "MB")


if __name__ == "__main__":
    main()

"""Trains the attribution model: ``python -m training.train RECIPE --corpus FOLDER --encoder FOLDER --out FOLDER``.

Writes a checkpoint after every epoch (weights, their moving average, optimiser, random states) and resumes from the
last one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.annotate import codec
from training import data
from training.model import AttributionModel, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPECIAL = 2
"""Every window stands between a classification and a separator token."""
IGNORED = -100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Hyper-parameters; the file in ``recipes/`` explains them."""

    seed: int
    epochs: int
    window: int
    overlap: int
    batch: int
    encoder_rate: float
    head_rate: float
    warm_up: float
    weight_decay: float
    clip: float
    cue_weight: float
    role_weight: float
    average: float
    dropout: float
    masked: float
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows [batch, tokens] and cues [cues]; ``row`` is the window of a cue, ``seen`` [cues, tokens] its reach."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    cue_tags: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    seen: Tensor
    roles: Tensor


Piece = tuple[data.Example, int, int]


def pieces(example: data.Example, recipe: Recipe, chance: random.Random) -> Iterator[Piece]:
    """Cut one document into windows at places that differ from epoch to epoch."""
    count = len(example.tokens)
    openings = np.flatnonzero(example.tokens.opens_paragraph)
    early = openings[(openings > 0) & (openings < recipe.window)]
    start = int(chance.choice(early)) if len(early) and count > recipe.window else 0
    if start:
        yield example, 0, start
    while start < count:
        end = min(start + recipe.window, count)
        yield example, start, end
        if end == count:
            return
        near = openings[(openings > end - 3 * recipe.overlap) & (openings <= end - recipe.overlap // 2)]
        start = int(near[-1]) if len(near) else end - recipe.overlap


def epoch_batches(examples: Sequence[data.Example], recipe: Recipe, chance: random.Random) -> Iterator[list[Piece]]:
    """Batches of windows of similar length, about ``batch * window`` tokens each, in random order."""
    cut = [piece for example in examples for piece in pieces(example, recipe, chance)]
    cut.sort(key=lambda piece: (piece[2] - piece[1]) // 16 + chance.random())
    groups: list[list[Piece]] = [[]]
    longest = 0
    for piece in cut:
        longest = max(longest, piece[2] - piece[1])
        if groups[-1] and longest * (len(groups[-1]) + 1) > recipe.batch * recipe.window:
            groups.append([])
            longest = piece[2] - piece[1]
        groups[-1].append(piece)
    chance.shuffle(groups)
    yield from groups


def collate(batch: Sequence[Piece], tokenizer: codec.Tokenizer, reach: int) -> Batch:
    """Pad a batch of windows and place its cues."""
    width = max(end - start for _, start, end in batch) + SPECIAL
    ids = np.full((len(batch), width), tokenizer.pad)
    features, mask = np.zeros_like(ids), np.zeros_like(ids)
    tags = np.full_like(ids, IGNORED)
    cues: list[tuple[int, int, int]] = []
    roles: list[np.ndarray] = []
    seen: list[np.ndarray] = []
    for row, (example, start, end) in enumerate(batch):
        size = end - start
        inside = slice(1, size + 1)
        ids[row, 0], ids[row, inside], ids[row, size + 1] = (
            tokenizer.classify,
            example.tokens.ids[start:end],
            tokenizer.separate,
        )
        features[row, inside] = example.tokens.features[start:end]
        mask[row, : size + SPECIAL] = 1
        tags[row, inside] = example.cue_tags[start:end]
        for (first, last), role in zip(example.cues, example.roles, strict=True):
            if start <= first and last < end:
                cues.append((row, first - start + 1, last - start + 1))
                paragraph = example.paragraphs[start:end] == example.paragraphs[first]
                near = np.abs(np.arange(start, end) - first) <= reach
                seen.append(np.zeros(width, dtype=np.bool_))
                seen[-1][inside] = paragraph & near
                roles.append(np.full(width, IGNORED))
                roles[-1][inside] = np.where(paragraph & near, role[start:end], IGNORED)
    places = torch.tensor(cues, dtype=torch.long).reshape(-1, 3)
    return Batch(
        ids=torch.from_numpy(ids), features=torch.from_numpy(features), mask=torch.from_numpy(mask),
        cue_tags=torch.from_numpy(tags), row=places[:, 0], first=places[:, 1], last=places[:, 2],
        seen=torch.from_numpy(np.stack(seen)) if seen else torch.zeros((0, width), dtype=torch.bool),
        roles=torch.from_numpy(np.stack(roles)) if roles else torch.zeros((0, width), dtype=torch.long),
    )  # fmt: skip


def hide(batch: Batch, tokenizer: codec.Tokenizer, share: float) -> None:
    """Replace this share of the words by the mask piece, in place, so that no answer hangs on a single word."""
    hidden = (torch.rand(batch.ids.shape) < share) & (batch.cue_tags != IGNORED)
    batch.ids.masked_fill_(hidden, tokenizer.mask)


def losses(model: AttributionModel, batch: Batch) -> tuple[Tensor, Tensor]:
    """Mean cross entropy of the cue tags and of the roles."""
    states = model.encoder(batch.ids, batch.features, batch.mask)
    cue = functional.cross_entropy(model.cue(states).flatten(0, 1), batch.cue_tags.flatten(), ignore_index=IGNORED)
    if not len(batch.row):
        return cue, cue.new_zeros(())
    scores = model.roles(states, batch.seen, batch.row, first=batch.first, last=batch.last)
    role = functional.cross_entropy(scores.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORED)
    return cue, role


def average_weights(average: dict[str, Tensor], model: AttributionModel, decay: float) -> None:
    """Move the averaged weights a little towards the current ones."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name in average:
                average[name].lerp_(weight, 1.0 - decay)


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """Linear warm-up, then linear decay to zero."""
    return min((step + 1) / max(1.0, warm_up * steps), max(0.0, (steps - step) / steps))


def train(
    recipe: Recipe, examples: Sequence[data.Example], tokenizer: codec.Tokenizer, *, encoder: Path, out: Path
) -> None:
    """Run the recipe; prints a line every 25 steps and leaves ``out/epoch-N.pt``."""
    torch.manual_seed(recipe.seed)
    model = AttributionModel(Shape(dropout=recipe.dropout))
    from safetensors.torch import load_file  # noqa: PLC0415 - only training needs it

    model.encoder.load_pretrained(load_file(encoder / "model.safetensors"))
    # The pretrained embeddings stay as they are: most words of an article are rare, and it saves a sixth of the time.
    model.encoder.words.requires_grad_(requires_grad=False)
    model.encoder.places.requires_grad_(requires_grad=False)
    encoder_weights = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder_weights, "lr": recipe.encoder_rate},
            {"params": [*model.cue.parameters(), *model.roles.parameters()], "lr": recipe.head_rate},
        ],
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    steps = recipe.epochs * sum(1 for _ in epoch_batches(examples, recipe, random.Random(recipe.seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_factor(step, steps, recipe.warm_up))
    average = {name: weight.detach().clone() for name, weight in model.named_parameters() if weight.requires_grad}
    done, step = 0, 0
    saved = sorted(out.glob("epoch-*.pt"), key=lambda path: int(path.stem.split("-")[1]))
    if saved:
        state = torch.load(saved[-1], weights_only=False)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        average, done, step = state["average"], state["epoch"], state["step"]
    began = time.time()
    for epoch in range(done, recipe.epochs):
        model.train()
        chance = random.Random(f"{recipe.seed}-{epoch}")
        torch.manual_seed(recipe.seed * 1000 + epoch)
        seen = np.zeros(2)
        for pieces_ in epoch_batches(examples, recipe, chance):
            batch = collate(pieces_, tokenizer, recipe.reach)
            hide(batch, tokenizer, recipe.masked)
            cue, role = losses(model, batch)
            optimiser.zero_grad(set_to_none=True)
            (recipe.cue_weight * cue + recipe.role_weight * role).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
            optimiser.step()
            schedule.step()
            step += 1
            average_weights(average, model, min(recipe.average, step / (step + 10)))
            seen += (float(cue.detach()), float(role.detach()))
            if step % 25 == 0:
                print(epoch, step, steps, *(seen / 25).round(4), round(time.time() - began), flush=True)
                seen = np.zeros(2)
        state = {"model": model.state_dict(), "average": average, "optimiser": optimiser.state_dict(),
                 "schedule": schedule.state_dict(), "epoch": epoch + 1, "step": step}  # fmt: skip
        torch.save(state, out / f"epoch-{epoch + 1}.pt")
        for old in out.glob("epoch-*.pt"):
            if int(old.stem.split("-")[1]) < epoch:
                old.unlink()


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="PolNeAR folder with train/ and dev/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    arguments = parser.parse_args()
    recipe = Recipe(**tomllib.loads(arguments.recipe.read_text(encoding="utf-8")))
    arguments.out.mkdir(parents=True, exist_ok=True)
    tokenizer = codec.Tokenizer((arguments.encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    documents = data.read_polnear(arguments.corpus, "train")
    print(json.dumps({"documents": len(documents), "corpus": data.corpus_digest(documents)}), flush=True)
    examples = [data.encode(each, tokenizer) for each in documents]
    train(recipe, examples, tokenizer, encoder=arguments.encoder, out=arguments.out)


if __name__ == "__main__":
    main()

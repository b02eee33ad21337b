"""Trains the attribution model: ``python -m training.train RECIPE --corpus FOLDER --encoder FOLDER --out FOLDER``.

Without ``--teacher`` the pretrained encoder is trained; with the checkpoint of such a model, a narrower one that starts
near it and learns from its answers and states too (Hinton et al. 2015; Jiao et al. 2020).  Writes a checkpoint after
every epoch (weights, their moving average, optimiser) and resumes from the last one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.annotate import codec
from training import data
from training.model import PRETRAINED, AttributionModel, Shape
from training.narrow import narrow
from training.teacher import Lesson, Teacher, load_checkpoint

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
    soft: float
    state_weight: float
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


def cross_entropy(scores: Tensor, gold: Tensor, taught: Tensor | None, soft: float) -> Tensor:
    """Mean cross entropy [..., labels] with the gold labels and, for the share ``soft``, the teacher's scores."""
    asked = gold != IGNORED
    if not asked.any():
        return scores.new_zeros(())
    logs = scores[asked].log_softmax(-1)
    hard = functional.nll_loss(logs, gold[asked])
    if taught is None:
        return hard
    return (1 - soft) * hard - soft * (taught[asked].softmax(-1) * logs).sum(-1).mean()


def losses(model: AttributionModel, batch: Batch, lesson: Lesson | None, soft: float) -> tuple[Tensor, Tensor, Tensor]:
    """Cross entropy of the cue tags and of the roles, and the distance to the teacher's states.

    The distance is the mean square of the difference, in units of the mean square of the teacher's states.
    """
    states = model.encoder(batch.ids, batch.features, batch.mask)
    scores = model.roles(states, batch.seen, batch.row, first=batch.first, last=batch.last)
    cue_taught, role_taught, distance = None, None, states.new_zeros(())
    if lesson is not None:
        cue_taught, role_taught = lesson.cues, lesson.roles
        inside = batch.cue_tags != IGNORED
        wanted = lesson.states[inside]
        distance = functional.mse_loss(states[inside], wanted) / wanted.square().mean()
    cue = cross_entropy(model.cue(states), batch.cue_tags, cue_taught, soft)
    return cue, cross_entropy(scores, batch.roles, role_taught, soft), distance


def average_weights(average: dict[str, Tensor], model: AttributionModel, decay: float) -> None:
    """Move the averaged weights a little towards the current ones."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name in average:
                average[name].lerp_(weight, 1.0 - decay)


def rate_factor(progress: float, warm_up: float) -> float:
    """Linear warm-up, then linear decay to zero, by the share of the schedule that is done."""
    return min((progress + 1e-3) / warm_up, max(0.0, 1.0 - progress))


def make_model(
    recipe: Recipe, encoder: Path, teacher: Teacher | None, texts: Sequence[codec.Tokens]
) -> AttributionModel:
    """The model before training: the pretrained encoder with new heads, or the teacher made narrower.

    The pretrained embeddings stay as they are: most words of an article are rare, and it saves a sixth of the time.
    """
    if teacher is not None:
        model = narrow(teacher.model, Shape(dropout=recipe.dropout), texts)
    else:
        from safetensors.torch import load_file  # noqa: PLC0415 - only training needs it

        model = AttributionModel(replace(PRETRAINED, dropout=recipe.dropout))
        model.encoder.load_pretrained(load_file(encoder / "model.safetensors"))
    model.encoder.words.requires_grad_(requires_grad=False)
    model.encoder.places.requires_grad_(requires_grad=False)
    return model


class Run:
    """A model in training, with all that a checkpoint keeps."""

    def __init__(self, recipe: Recipe, model: AttributionModel, teacher: Teacher | None) -> None:
        """Begin at step 0."""
        self.recipe, self.model, self.teacher = recipe, model, teacher
        encoder = [weight for weight in model.encoder.parameters() if weight.requires_grad]
        heads = [*model.cue.parameters(), *model.roles.parameters()]
        self.optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": recipe.encoder_rate}, {"params": heads, "lr": recipe.head_rate}],
            weight_decay=recipe.weight_decay,
            fused=True,
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {
            name: weight.detach().clone() for name, weight in model.named_parameters() if weight.requires_grad
        }
        self.epoch, self.step, self.spent = 0, 0, 0.0

    def save(self, out: Path) -> None:
        """Leave ``out/epoch-N.pt`` and the one before it."""
        state = {
            "model": self.model.state_dict(), "average": self.average, "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch, "step": self.step, "spent": self.spent,
        }  # fmt: skip
        torch.save(state, out / f"epoch-{self.epoch}.pt")
        for old in out.glob("epoch-*.pt"):
            if int(old.stem.split("-")[1]) < self.epoch - 1:
                old.unlink()

    def resume(self, out: Path) -> None:
        """Go on from the last checkpoint in ``out``, if there is one."""
        saved = max(out.glob("epoch-*.pt"), key=lambda path: int(path.stem.split("-")[1]), default=None)
        if saved is None:
            return
        state = torch.load(saved, weights_only=False)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.epoch, self.step, self.spent = (
            state[name] for name in ("average", "epoch", "step", "spent")
        )

    def learn(self, cut: Sequence[Piece], tokenizer: codec.Tokenizer, progress: float) -> tuple[float, ...]:
        """One step on a batch of windows; the three losses."""
        recipe = self.recipe
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * rate_factor(progress, recipe.warm_up)
        batch = collate(cut, tokenizer, recipe.reach)
        lesson = self._teach(batch, cut)
        hide(batch, tokenizer, recipe.masked)
        cue, role, distance = losses(self.model, batch, lesson, recipe.soft)
        loss = recipe.cue_weight * cue + recipe.role_weight * role + recipe.state_weight * (1 - progress) * distance
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), recipe.clip)
        self.optimiser.step()
        self.step += 1
        average_weights(self.average, self.model, min(recipe.average, self.step / (self.step + 10)))
        return float(cue.detach()), float(role.detach()), float(distance.detach())

    def _teach(self, batch: Batch, cut: Sequence[Piece]) -> Lesson | None:
        if self.teacher is None:
            return None
        states = np.zeros((*batch.ids.shape, self.model.cue.in_features), dtype=np.float32)
        for row, (example, start, end) in enumerate(cut):
            states[row, 1 : end - start + 1] = self.teacher.states[example.name][start:end]
        return self.teacher.teach(torch.from_numpy(states), batch.seen, batch.row, first=batch.first, last=batch.last)


def train(run: Run, examples: Sequence[data.Example], tokenizer: codec.Tokenizer, *, out: Path, minutes: float) -> None:
    """Run the recipe, or as much of each of its parts as fits into so many minutes; prints a line every 25 steps."""
    recipe = run.recipe
    steps = recipe.epochs * sum(1 for _ in epoch_batches(examples, recipe, random.Random(recipe.seed)))
    began = time.monotonic() - run.spent
    while run.epoch < recipe.epochs:
        run.model.train()
        chance = random.Random(f"{recipe.seed}-{run.epoch}")
        torch.manual_seed(recipe.seed * 1000 + run.epoch)
        seen: list[tuple[float, ...]] = []
        for cut in epoch_batches(examples, recipe, chance):
            run.spent = time.monotonic() - began
            progress = max(run.step / steps, run.spent / 60 / minutes)
            if progress >= 1:
                break
            seen.append(run.learn(cut, tokenizer, progress))
            if run.step % 25 == 0:
                print(run.epoch, run.step, steps, *np.mean(seen, 0).round(4), f"{progress:.3f}", flush=True)
                seen = []
        run.epoch += 1
        run.save(out)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="PolNeAR folder with train/ and dev/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--teacher", type=Path, help="checkpoint of a model trained without one")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end the schedule after so many minutes")
    arguments = parser.parse_args()
    recipe = Recipe(**tomllib.loads(arguments.recipe.read_text(encoding="utf-8")))
    arguments.out.mkdir(parents=True, exist_ok=True)
    tokenizer = codec.Tokenizer((arguments.encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    documents = data.read_polnear(arguments.corpus, "train")
    print(json.dumps({"documents": len(documents), "corpus": data.corpus_digest(documents)}), flush=True)
    examples = [data.encode(each, tokenizer) for each in documents]
    teacher = None
    if arguments.teacher is not None:
        teacher = Teacher(load_checkpoint(arguments.teacher, PRETRAINED), examples, tokenizer)
    torch.manual_seed(recipe.seed)
    run = Run(recipe, make_model(recipe, arguments.encoder, teacher, [each.tokens for each in examples]), teacher)
    run.resume(arguments.out)
    train(run, examples, tokenizer, out=arguments.out, minutes=arguments.minutes)


if __name__ == "__main__":
    main()

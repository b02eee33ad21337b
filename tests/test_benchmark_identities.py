"""The labelled pairs of names: whole, told apart by both halves, and counted in their readme."""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.domain import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"
PAIRS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "identities.jsonl").read_text(encoding="utf-8").splitlines()
]
REPORTED = ("heldout", "blind-6", "blind-7")
"""The lots that no rule was chosen on."""


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_a_pair_has_two_unlike_sides_and_a_reason(pair: dict[str, Any]) -> None:
    """Both sides have a name, a kind and words around it; equal sides, as two unnamed officials have, are unsure."""
    assert pair.keys() == {"id", "split", "topic", "left", "right", "same", "why"}
    for side in (pair["left"], pair["right"]):
        assert side.keys() == {"name", "kind", "title", "context"}
        assert side["kind"] in set(SpeakerKind) - {SpeakerKind.UNKNOWN}
        assert side["name"] == side["name"].strip() != ""
        assert side["context"] or side["title"]
        assert side["title"] is None or side["title"].strip()
    assert pair["left"] != pair["right"] or pair["same"] is None
    assert pair["same"] in {True, False, None}
    assert pair["why"].strip()


def test_no_pair_stands_twice() -> None:
    """Neither the same way round nor the other."""
    sides = [frozenset(json.dumps(pair[side]) for side in ("left", "right")) for pair in PAIRS]
    assert len(set(sides)) == len(sides)
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS)


def test_equal_names_do_not_give_the_label_away() -> None:
    """Whoever merges all equal names is wrong more often than right."""
    labels = Counter(pair["same"] for pair in PAIRS if pair["left"]["name"] == pair["right"]["name"])
    assert labels[False] > labels[True] > 0


@pytest.mark.parametrize("split", ["dev", "heldout"])
def test_the_readme_counts_the_pairs(split: str) -> None:
    """The table a reader sees is the data's; rules were chosen on all topics."""
    labels = [pair["same"] for pair in PAIRS if pair["split"] == split]
    row = f"| `{split}` | {len(labels)} | {labels.count(True)} | {labels.count(False)} | {labels.count(None)} |"
    assert row in (FOLDER / "identities.md").read_text("utf-8").splitlines()
    assert {pair["topic"] for pair in PAIRS} == {pair["topic"] for pair in PAIRS if pair["split"] == "dev"}


def test_a_lot_lies_in_one_split() -> None:
    """An id is the lot and a number; pairs that rules were chosen on never stand in a lot that is reported."""
    splits: dict[str, set[str]] = {}
    for pair in PAIRS:
        lot, _, number = pair["id"].rpartition("-")
        assert number.isdigit()
        splits.setdefault(lot, set()).add(pair["split"])
    chosen = ("dev", "blind-2", "blind-3", "blind-4a", "blind-4b", "blind-5")
    assert splits == dict.fromkeys(chosen, frozenset({"dev"})) | dict.fromkeys(REPORTED, frozenset({"heldout"}))


@pytest.mark.parametrize("lot", REPORTED)
def test_the_readme_counts_the_lots_held_out(lot: str) -> None:
    """The second table is the data's too."""
    labels = [pair["same"] for pair in PAIRS if pair["id"].rpartition("-")[0] == lot]
    row = f"| lot `{lot}` | {len(labels)} | {labels.count(True)} | {labels.count(False)} | {labels.count(None)} |"
    assert row in (FOLDER / "identities.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("lot", ["blind-4b", "blind-5", "blind-6", "blind-7"])
def test_no_pair_of_names_of_a_blind_lot_was_seen_before(lot: str) -> None:
    """Case, accents and punctuation aside, no two names of it stand together in another pair of the file."""
    blind = [pair for pair in PAIRS if pair["id"].startswith(f"{lot}-")]
    seen = {name_both(pair) for pair in PAIRS if not pair["id"].startswith(f"{lot}-")}
    assert not seen.intersection(name_both(pair) for pair in blind)


def name_both(pair: dict[str, Any]) -> frozenset[str]:
    """Both names in bare letters, neither first."""
    letters = (unicodedata.normalize("NFKD", pair[side]["name"]).casefold() for side in ("left", "right"))
    return frozenset("".join(filter(str.isalpha, name)) for name in letters)


@pytest.fixture(scope="module")
def identity(repository: Path) -> Iterator[ModuleType]:
    """Load the script with the modules beside it, as Python does when it runs the script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(repository / "benchmarks"))
        yield importlib.import_module("identity")


def test_lots_are_scored_apart_and_leave_no_pair_out(identity: ModuleType) -> None:
    """Each lot held out has the score of its own pairs; together they are all pairs held out."""
    held = [pair for pair in identity.read_pairs(identity.PAIRS) if pair.split == "heldout"]
    lots = identity.score_lots(held)
    assert tuple(lots) == REPORTED
    assert sum(lot["pairs"] for lot in lots.values()) == len(held)
    assert all(score == identity.score([pair for pair in held if pair.lot == lot]) for lot, score in lots.items())

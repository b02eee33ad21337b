"""Compares our tokenizer with the reference: ``python -m training.compare_tokenizer FOLDER --vocabulary FILE``.

FOLDER holds texts (``*.txt``, searched in depth).  The reference is BERT's uncased tokenizer of the ``tokenizers``
package, which the package itself must not need.  Both have to cut every text into the same pieces at the same code
points.  Differences that were decided on are counted by reason; any other is printed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import BertWordPieceTokenizer

from onrecord.annotate import codec

if TYPE_CHECKING:
    from collections.abc import Iterator

AROUND = 20
"""Characters shown on either side of a difference."""

FIRST_UNREAD = "\u0530"
"""Latin, Greek and Cyrillic letters stand before this one; the model reads English."""

Piece = tuple[int, int, int]
"""Number in the vocabulary, first code point, code point after the last."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text that the two tokenizers cut differently; ``reason`` is ``None`` where nothing explains it."""

    words: str
    ours: tuple[int, ...]
    reference: tuple[int, ...]
    reason: str | None


def compare(text: str, tokenizer: codec.Tokenizer, reference: BertWordPieceTokenizer) -> Iterator[Difference]:
    """The differences in one text, in order."""
    ours, theirs = pieces(text, tokenizer), reference_pieces(text, reference)
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes() if ours != theirs else ():
        if kind != "equal":
            one, other = ours[start:end], theirs[other_start:other_end]
            low = min(each[1] for each in (*one, *other))
            high = max(each[2] for each in (*one, *other))
            numbers = tuple(each[0] for each in one), tuple(each[0] for each in other)
            yield Difference(text[max(0, low - AROUND) : high + AROUND], *numbers, explain(text[low:high], *numbers))


def pieces(text: str, tokenizer: codec.Tokenizer) -> list[Piece]:
    """What our tokenizer makes of a text."""
    tokens = tokenizer.tokenise(text)
    return list(zip(tokens.ids.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True))


def reference_pieces(text: str, reference: BertWordPieceTokenizer) -> list[Piece]:
    """What the reference makes of a text, without the two special pieces at its ends."""
    encoded = reference.encode(text, add_special_tokens=False)
    return [(number, start, end) for number, (start, end) in zip(encoded.ids, encoded.offsets, strict=True)]


def explain(words: str, ours: tuple[int, ...], reference: tuple[int, ...]) -> str | None:
    """Why the two differ in these words, where that was decided on; ``None`` where it was not."""
    kinds = {unicodedata.category(character) for character in words}
    if ours == reference and kinds & {"Mn", "Mc", "Me", "Cf", "Cc"}:
        return "same pieces: marks and invisible characters belong to our word, not to the one of the reference"
    if kinds & {"Cc", "Cf"}:
        return "invisible characters part our words, the reference drops them (articles have none inside words)"
    if any(character > "\x7f" and unicodedata.category(character)[0] == "S" for character in words):
        return "we stand all symbols alone, the reference only those of ASCII"
    if kinds & {"Mc", "Me"} or any(character >= FIRST_UNREAD and character.isalpha() for character in words):
        return "a script the model does not read"
    return None


def main() -> int:
    """Read the command line, compare, report; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True, help="vocabulary.txt of the bundle")
    parser.add_argument("--every", type=int, default=1, help="read only every n-th text")
    arguments = parser.parse_args()
    tokenizer = codec.Tokenizer(arguments.vocabulary.read_text(encoding="utf-8").split("\n")[:-1])
    reference = BertWordPieceTokenizer(str(arguments.vocabulary), lowercase=True)
    paths = sorted(arguments.texts.rglob("*.txt"))[:: arguments.every]
    if not paths:
        print(f"no *.txt in {arguments.texts}: name a folder of texts", file=sys.stderr)
        return 1
    reasons: Counter[str] = Counter()
    unexplained = 0
    for path in paths:
        for difference in compare(path.read_bytes().decode("utf-8"), tokenizer, reference):
            if difference.reason is None:
                unexplained += 1
                print(f"{path.name}: {difference.words!r}: {difference.ours} but {difference.reference}")
            else:
                reasons[difference.reason] += 1
    print(f"{len(paths)} texts, {unexplained} differences that nothing explains")
    for reason, count in reasons.most_common():
        print(f"{count} times: {reason}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())

"""The model bundle: a folder with two ONNX graphs, a vocabulary and a manifest that pins them by digest.

Files: ``encoder.onnx`` (``ids``, ``features`` int64 [1, tokens] to ``states`` float32 [tokens, hidden] and ``cues``
[tokens, 3]), ``roles.onnx`` (``states``, ``first``, ``last`` int64 [cues] to ``roles`` [cues, tokens, 3]),
``vocabulary.txt`` (one word piece a line), ``manifest.json``.  The model card is ``MODEL_CARD.md`` beside them.
Nothing here runs the model.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onrecord.annotate.codec import CODEC_VERSION
from onrecord.annotate.decoding import Decoding
from onrecord.errors import BundleError

SHIPPED = Path(__file__).parent / "model"
FILES = ("encoder.onnx", "roles.onnx", "vocabulary.txt")
REINSTALL = "reinstall the package: pip install --force-reinstall onrecord"


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``manifest.json`` says; ``digests`` are hexadecimal SHA-256 by file name."""

    name: str
    version: str
    codec: int
    window: int
    overlap: int
    longest: int
    decoding: Decoding
    digests: dict[str, str]
    licence: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A checked bundle; ``vocabulary`` in order of piece numbers."""

    folder: Path
    manifest: Manifest
    vocabulary: tuple[str, ...]

    @property
    def model(self) -> str:
        """Name and version, as statements cite it."""
        return f"{self.manifest.name} {self.manifest.version}"


def open_bundle(folder: Path = SHIPPED) -> Bundle:
    """Check every digest and read manifest and vocabulary.

    BundleError when anything is missing, changed or of another codec.
    """
    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
        digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    except (OSError, msgspec.DecodeError) as error:
        message = f"the model bundle in {folder} cannot be read: {error}"
        raise BundleError(message, next_step=REINSTALL) from error
    changed = [name for name in FILES if manifest.digests.get(name) != digests[name]]
    if changed:
        message = f"the model bundle in {folder} is damaged: {', '.join(changed)} differs from its digest"
        raise BundleError(message, next_step=REINSTALL)
    if manifest.codec != CODEC_VERSION:
        message = f"the model bundle in {folder} was made for codec {manifest.codec}, this is codec {CODEC_VERSION}"
        raise BundleError(message, next_step=REINSTALL)
    pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return Bundle(folder, manifest, tuple(pieces[:-1]))

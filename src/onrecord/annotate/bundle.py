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
MANIFEST = "manifest.json"
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


def name_model(folder: Path = SHIPPED) -> str:
    """Name the model by name, version and the start of its manifest's SHA-256, which stands for the whole bundle.

    Reads the manifest alone and checks nothing; BundleError when it cannot be read.
    """
    written = _read_file(folder, MANIFEST)
    manifest = _parse_manifest(written, folder)
    return f"{manifest.name} {manifest.version} {hashlib.sha256(written).hexdigest()[:12]}"


def open_bundle(folder: Path = SHIPPED) -> Bundle:
    """Check every digest and read manifest and vocabulary.

    BundleError when anything is missing, changed or of another codec.
    """
    manifest = _parse_manifest(_read_file(folder, MANIFEST), folder)
    digests = {name: hashlib.sha256(_read_file(folder, name)).hexdigest() for name in FILES}
    changed = [name for name in FILES if manifest.digests.get(name) != digests[name]]
    if changed:
        message = f"the model bundle in {folder} is damaged: {', '.join(changed)} differs from its digest"
        raise BundleError(message, next_step=REINSTALL)
    if manifest.codec != CODEC_VERSION:
        message = f"the model bundle in {folder} was made for codec {manifest.codec}, this is codec {CODEC_VERSION}"
        raise BundleError(message, next_step=REINSTALL)
    pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return Bundle(folder, manifest, tuple(pieces[:-1]))


def _read_file(folder: Path, name: str) -> bytes:
    """The bytes of a file of the bundle."""
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise _unreadable(folder, error) from error


def _parse_manifest(written: bytes, folder: Path) -> Manifest:
    """Read the manifest."""
    try:
        return msgspec.json.decode(written, type=Manifest)
    except msgspec.DecodeError as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: Exception) -> BundleError:
    """Say that a bundle cannot be read."""
    return BundleError(f"the model bundle in {folder} cannot be read: {error}", next_step=REINSTALL)

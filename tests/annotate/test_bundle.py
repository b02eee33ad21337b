"""The model bundle: a damaged one is refused with the way out."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.annotate.bundle import FILES, SHIPPED, name_model, open_bundle
from onrecord.annotate.codec import CODEC_VERSION
from onrecord.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Manifest = dict[str, Any]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Copy the shipped bundle; the large graph is only pointed to."""
    for name in (*FILES, "manifest.json"):
        if name == "encoder.onnx":
            (tmp_path / name).symlink_to(SHIPPED / name)
        else:
            shutil.copyfile(SHIPPED / name, tmp_path / name)
    return tmp_path


def change_manifest(bundle: Path, change: Callable[[Manifest], object]) -> None:
    """Rewrite the manifest."""
    path = bundle / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def refusal(bundle: Path) -> BundleError:
    """Open a bundle that must be refused."""
    with pytest.raises(BundleError) as caught:
        open_bundle(bundle)
    assert "install" in caught.value.next_step
    assert str(bundle) in caught.value.message
    return caught.value


def test_the_shipped_bundle_is_whole(bundle: Path) -> None:
    shipped = open_bundle()
    assert shipped.manifest.codec == CODEC_VERSION
    assert shipped.model == f"{shipped.manifest.name} {shipped.manifest.version}"
    assert len(shipped.vocabulary) == len(set(shipped.vocabulary)) > 10_000
    assert open_bundle(bundle).manifest == shipped.manifest


def test_the_name_of_a_model_changes_with_its_manifest(bundle: Path) -> None:
    shipped = name_model()
    assert shipped.startswith(f"{open_bundle().model} ")
    assert name_model(bundle) == shipped
    change_manifest(bundle, lambda manifest: manifest.update(licence="another"))
    assert name_model(bundle) != shipped


def test_a_model_without_a_manifest_has_no_name(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be read"):
        name_model(tmp_path)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    assert name in refusal(bundle).message


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").__cause__ is not None


@pytest.mark.parametrize("name", ["roles.onnx", "vocabulary.txt"])
def test_a_single_flipped_bit_is_found(bundle: Path, name: str) -> None:
    content = bytearray((bundle / name).read_bytes())
    content[len(content) // 2] ^= 1
    (bundle / name).write_bytes(content)
    assert name in refusal(bundle).message


def test_a_file_cut_short_is_found(bundle: Path) -> None:
    content = (bundle / "roles.onnx").read_bytes()
    (bundle / "roles.onnx").write_bytes(content[:-1])
    assert "roles.onnx" in refusal(bundle).message


def test_a_file_without_a_digest_is_refused(bundle: Path) -> None:
    change_manifest(bundle, lambda manifest: manifest["digests"].pop("roles.onnx"))
    assert "roles.onnx" in refusal(bundle).message


def test_a_bundle_of_another_codec_is_refused(bundle: Path) -> None:
    change_manifest(bundle, lambda manifest: manifest.update(codec=CODEC_VERSION + 1))
    message = refusal(bundle).message
    assert f"codec {CODEC_VERSION + 1}" in message
    assert f"codec {CODEC_VERSION}" in message


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(colour="blue"),
        lambda manifest: manifest.pop("window"),
        lambda manifest: manifest.update(window="wide"),
        lambda manifest: manifest["decoding"].pop("switch"),
    ],
    ids=["unknown-key", "missing-key", "wrong-type", "missing-setting"],
)
def test_a_manifest_of_another_form_is_refused(bundle: Path, change: Callable[[Manifest], object]) -> None:
    change_manifest(bundle, change)
    assert refusal(bundle).__cause__ is not None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe{}"])
def test_a_manifest_that_is_no_json_object_is_refused(bundle: Path, content: bytes) -> None:
    (bundle / "manifest.json").write_bytes(content)
    refusal(bundle)


def test_digests_are_those_of_the_shipped_files() -> None:
    manifest = open_bundle().manifest
    assert manifest.digests == {name: hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() for name in FILES}

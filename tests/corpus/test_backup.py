"""Backup and restore: the same record and archive, every byte checked, nothing replaced unasked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

from onrecord.config import Settings, read_settings
from onrecord.corpus.add import add_captures
from onrecord.corpus.backup import MANIFEST, back_up, restore
from onrecord.corpus.stores import Stores, open_stores, open_stores_to_read
from onrecord.domain import Capture, RecordStatus, encode
from onrecord.errors import BusyError, EnvironmentFailure, UsageError

from .conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

Opening = Callable[..., AbstractContextManager[Stores]]
ARTICLE = "Bridge {0} stays closed\n\nAnn Lee said that bridge {0} will stay closed until spring.\n"


def add(stores: Stores, *numbers: int) -> None:
    """Add articles."""
    captures = [Capture(locator=f"{number}.txt", payload=ARTICLE.format(number).encode()) for number in numbers]
    assert len(list(add_captures(captures, stores, workers=1))) == len(numbers)


def look(settings: Settings) -> tuple[str, RecordStatus, list[bytes]]:
    """The archive's head, the record's counts and head, and every statement."""
    with open_stores_to_read(settings) as (archive, record):
        payloads = [archive.read(capture).payload for capture in archive.captures()]
        statements = [encode(statement) for statement in record.statements()]
        assert not [each for each in (*archive.check(), *record.check()) if each.verdict == "contradicted"]
        return archive.head, record.status(), [*payloads, *statements]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """Give settings of another place."""
    return read_settings({"record": str(tmp_path / "other" / "copy.db")}, {})


@pytest.fixture
def backup(opening: Opening, settings: Settings, tmp_path: Path) -> Path:
    """Back up a record of three articles."""
    with opening() as stores:
        add(stores, 1, 2, 3)
    back_up(settings, tmp_path / "backup.zip", made_at=NOW)
    return tmp_path / "backup.zip"


def change(backup: Path, name: str, alter: Callable[[bytes], bytes]) -> None:
    """Write a backup anew with one file altered."""
    with zipfile.ZipFile(backup) as bundle:
        files = {each: bundle.read(each) for each in bundle.namelist()}
    with zipfile.ZipFile(backup, "w") as bundle:
        for each, content in files.items():
            bundle.writestr(each, alter(content) if each == name else content)


def test_what_is_restored_is_what_was_backed_up(backup: Path, settings: Settings, elsewhere: Settings) -> None:
    manifest = restore(elsewhere, backup, replace=False)
    assert look(elsewhere) == look(settings)
    assert (manifest.record_head, manifest.archive_head) == (look(settings)[1].head, look(settings)[0])


def test_a_restored_record_goes_on(backup: Path, elsewhere: Settings) -> None:
    restore(elsewhere, backup, replace=False)
    with open_stores(elsewhere, clock=lambda: NOW, reader="light_reader:LightReader") as stores:
        add(stores, 3, 4)
        assert stores.record.status().articles == 4


def test_a_backup_can_be_made_while_another_adds(opening: Opening, settings: Settings, tmp_path: Path) -> None:
    with opening() as stores:
        add(stores, 1, 2)
        manifest = back_up(settings, tmp_path / "backup.zip", made_at=NOW)
        assert manifest.record_head == stores.record.status().head
        add(stores, 3)
    names = [file.name for file in manifest.files]
    assert names == ["record.db", "archive/index.jsonl", "archive/segments/onrecord-00001.warc.gz"]


@pytest.mark.usefixtures("backup")
def test_half_a_record_at_the_end_of_the_archive_is_left_out(
    settings: Settings, tmp_path: Path, elsewhere: Settings
) -> None:
    segment = next((settings.archive / "segments").iterdir())
    with segment.open("ab") as stream:
        stream.write(b"torn")
    back_up(settings, tmp_path / "second.zip", made_at=NOW)
    restore(elsewhere, tmp_path / "second.zip", replace=False)
    assert (elsewhere.archive / "segments" / segment.name).stat().st_size == segment.stat().st_size - 4


def test_nothing_is_replaced_unasked(backup: Path, settings: Settings, opening: Opening) -> None:
    with opening() as stores:
        add(stores, 4)
    before = look(settings)
    with pytest.raises(UsageError, match="already") as caught:
        restore(settings, backup, replace=False)
    assert "--yes" in caught.value.next_step
    assert look(settings) == before
    restore(settings, backup, replace=True)
    assert look(settings)[1].articles == 3


def test_nothing_is_replaced_while_another_process_writes(backup: Path, settings: Settings, opening: Opening) -> None:
    with opening(), pytest.raises(BusyError):
        restore(settings, backup, replace=True)


@pytest.mark.parametrize("name", ["record.db", "archive/index.jsonl", "archive/segments/onrecord-00001.warc.gz"])
def test_a_damaged_backup_is_named_and_puts_nothing_in_place(backup: Path, elsewhere: Settings, name: str) -> None:
    change(backup, name, lambda content: content[:50] + bytes([content[50] ^ 1]) + content[51:])
    with pytest.raises(EnvironmentFailure, match=f"damaged at {name}"):
        restore(elsewhere, backup, replace=False)
    assert elsewhere.record_file is not None
    assert not elsewhere.record_file.exists()
    assert not elsewhere.archive.exists()


def test_a_truncated_backup_is_refused(backup: Path, elsewhere: Settings) -> None:
    backup.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(UsageError, match="is no backup"):
        restore(elsewhere, backup, replace=False)


@pytest.mark.parametrize("name", ["../evil", "archive/segments/../../x", "/etc/x", "archive/lock"])
def test_a_backup_writes_nowhere_else(backup: Path, elsewhere: Settings, name: str) -> None:
    change(backup, MANIFEST, lambda content: content.replace(b"archive/index.jsonl", name.encode()))
    with pytest.raises(UsageError, match="is no backup"):
        restore(elsewhere, backup, replace=False)


def test_without_a_record_there_is_nothing_to_back_up(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no record"):
        back_up(settings, tmp_path / "backup.zip", made_at=NOW)
    assert not (tmp_path / "backup.zip").exists()


def test_a_place_that_cannot_be_written_is_named(backup: Path, settings: Settings, tmp_path: Path) -> None:
    nowhere = backup / "in-a-file"
    with pytest.raises(EnvironmentFailure, match=f"{nowhere} cannot be written"):
        back_up(settings, nowhere, made_at=NOW)
    with pytest.raises(EnvironmentFailure, match="cannot be"):
        restore(read_settings({"record": str(nowhere / "copy.db")}, {}), backup, replace=False)
    with pytest.raises(UsageError, match="there is no file"):
        restore(read_settings({"record": str(tmp_path / "copy.db")}, {}), tmp_path / "missing.zip", replace=False)

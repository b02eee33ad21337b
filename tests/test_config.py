"""The settings: which of several wins, what follows from what, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.config import SETTINGS, read_settings
from onrecord.errors import UsageError


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An empty configuration file of the test's own."""
    path = tmp_path / "config.toml"
    path.write_text("")
    return path


def read(config: Path, flags: dict[str, object] | None = None, **variables: str) -> object:
    return read_settings(flags or {}, {"ONRECORD_CONFIG": str(config), **variables})


def test_the_record_lies_in_the_users_data_folder_and_the_archive_beside_it(config: Path) -> None:
    settings = read_settings({}, {"ONRECORD_CONFIG": str(config)})
    assert settings.record.endswith("record.db")
    assert settings.archive == Path(settings.record).with_name("record.archive")
    assert settings.workers >= 1


def test_a_flag_wins_over_the_environment_and_that_over_the_file(config: Path) -> None:
    config.write_text('workers = 1\nrecord = "file.db"\ndelay = 0.5\n')
    environment = {"ONRECORD_CONFIG": str(config), "ONRECORD_RECORD": "environment.db", "ONRECORD_WORKERS": "2"}
    settings = read_settings({"workers": 3, "archive": None}, environment)
    assert (settings.workers, settings.record, settings.delay) == (3, "environment.db", 0.5)
    assert settings.archive == Path("environment.archive")


def test_a_record_on_a_server_needs_a_folder_for_the_pages(config: Path) -> None:
    server = "postgresql://ann@example.org/record"
    with pytest.raises(UsageError) as raised:
        read(config, {"record": server})
    assert "--archive FOLDER" in raised.value.next_step
    settings = read_settings({"record": server, "archive": "pages"}, {"ONRECORD_CONFIG": str(config)})
    assert settings.record_file is None
    assert settings.archive == Path("pages")


def test_an_unknown_key_is_answered_with_the_nearest_known_one(config: Path) -> None:
    config.write_text("worker = 2\n")
    with pytest.raises(UsageError) as raised:
        read(config)
    assert "worker, which is no setting" in raised.value.message
    assert raised.value.next_step == "Write workers instead."


@pytest.mark.parametrize(("name", "value"), [("workers", "0"), ("workers", "many"), ("delay", "-1"), ("delay", "nan")])
def test_a_wrong_value_is_named_with_its_place(config: Path, name: str, value: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(config, {}, **{f"ONRECORD_{name.upper()}": value})
    assert f"{name} is '{value}' in the environment" in raised.value.message


def test_a_broken_file_and_a_missing_one_that_was_named_are_wrong_use(config: Path) -> None:
    config.write_text("workers = = 2")
    with pytest.raises(UsageError, match="cannot be read"):
        read(config)
    with pytest.raises(UsageError, match="there is no configuration file"):
        read(config.with_name("other.toml"))


def test_every_setting_has_a_unit_and_a_help(config: Path) -> None:
    assert read(config) is not None
    assert all(setting.unit and setting.help for setting in SETTINGS)


@pytest.mark.parametrize("place", ["mysql://host/news", "sqlite:///news.db", "https://host/news.db"])
def test_an_address_that_is_no_record_is_not_taken_for_a_folder(config: Path, place: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(config, {"record": place})
    assert place in raised.value.message
    assert "postgresql://" in raised.value.message

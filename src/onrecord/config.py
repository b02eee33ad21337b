"""The settings: one table, from which the file, the environment, the flags and the documentation derive.

A flag wins over the environment variable ``ONRECORD_<NAME>``, that over the configuration file, that over the default.
Only the composition and the interfaces see settings; stages get plain arguments.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PREFIX = "ONRECORD_"
CONFIG_VARIABLE = "ONRECORD_CONFIG"
_POSTGRES_SCHEMES = ("postgresql://", "postgres://")


def _parse_text(text: str) -> str:
    """Any text but the empty one."""
    if not text.strip():
        message = "it is empty"
        raise ValueError(message)
    return text


def _parse_record(text: str) -> str:
    """A path, or the URL of a PostgreSQL server; a URL of another kind would be made a folder."""
    if "://" in text and not text.startswith(_POSTGRES_SCHEMES):
        message = f"of web addresses and servers only {' and '.join(_POSTGRES_SCHEMES)} can hold a record"
        raise ValueError(message)
    return _parse_text(text)


def _parse_workers(text: str) -> int:
    """A whole number from 1 on."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    message = "it is not a whole number from 1 on"
    raise ValueError(message)


def _parse_seconds(text: str) -> float:
    """A number of seconds from 0 to a day."""
    seconds = float(text)
    longest = 86_400
    if 0 <= seconds <= longest:
        return seconds
    message = "it is not a number of seconds from 0 to 86400"
    raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table; ``parse`` reads the value as written and raises ValueError, ``default`` is as written."""

    name: str
    parse: Callable[[str], str | int | float]
    default: str | None
    unit: str
    help: str

    @property
    def variable(self) -> str:
        """Name of the environment variable."""
        return f"{_PREFIX}{self.name.upper()}"


SETTINGS = (
    Setting(
        name="record",
        parse=_parse_record,
        default=None,
        unit="path or URL",
        help="the record: an SQLite file, made when it is not there, or postgresql://USER@HOST/DATABASE; "
        "by default record.db in the user's data folder",
    ),
    Setting(
        name="archive",
        parse=_parse_text,
        default=None,
        unit="path",
        help="the folder that keeps every page as received; by default beside the record (NAME.archive)",
    ),
    Setting(
        name="workers",
        parse=_parse_workers,
        default=None,
        unit="processes",
        help="how many articles are read at a time; by default one for each processor",
    ),
    Setting(
        name="delay",
        parse=_parse_seconds,
        default="2",
        unit="seconds",
        help="the least time between two requests to one host",
    ),
    Setting(
        name="timestamps",
        parse=_parse_text,
        default=None,
        unit="URL",
        help="a time stamp authority (RFC 3161) that confirms the archive's state after each run; by default none",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run; ``record`` is a path or a PostgreSQL URL, ``delay`` is in seconds."""

    record: str
    archive: Path
    workers: int
    delay: float
    timestamps: str | None

    @property
    def record_file(self) -> Path | None:
        """The SQLite file, or ``None`` for a record on a server."""
        return None if self.record.startswith(_POSTGRES_SCHEMES) else Path(self.record)


def read_settings(flags: Mapping[str, object], environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; ``flags`` holds what was given at the command line, by name, None or absent otherwise.

    UsageError names the setting, the value and where it was given; for an unknown key of the file, the nearest known.
    """
    variables = os.environ if environment is None else environment
    written = {setting.name: setting.default for setting in SETTINGS}
    origin = dict.fromkeys(written, "the default")
    for place, values in (_read_file(variables), _read_environment(variables), _read_flags(flags)):
        for name, value in values.items():
            written[name], origin[name] = value, place
    parsed = {setting.name: _parse(setting, written[setting.name], origin[setting.name]) for setting in SETTINGS}
    return _complete(parsed)


def _read_file(variables: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The configuration file: the one that ONRECORD_CONFIG names, else the user's own where there is one."""
    named = variables.get(CONFIG_VARIABLE)
    path = Path(named) if named else platformdirs.user_config_path("onrecord", appauthor=False) / "config.toml"
    try:
        with path.open("rb") as stream:
            table = tomllib.load(stream)
    except FileNotFoundError as error:
        if named is None:
            return str(path), {}
        message = f"there is no configuration file {path}, which {CONFIG_VARIABLE} names"
        raise UsageError(message, next_step=f"Write the file, or unset {CONFIG_VARIABLE}.") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"the configuration file {path} cannot be read: {error}"
        raise UsageError(message, next_step="Mend it; a line reads: workers = 4") from error
    for key in table:
        _check_key(key, path)
    return str(path), {name: str(value) for name, value in table.items()}


def _check_key(key: str, path: Path) -> None:
    """Raise UsageError for a key that is no setting."""
    names = [setting.name for setting in SETTINGS]
    if key in names:
        return
    message = f"{path} sets {key}, which is no setting"
    nearest = difflib.get_close_matches(key, names, n=1)
    step = f"Write {nearest[0]} instead." if nearest else f"The settings are: {', '.join(names)}."
    raise UsageError(message, next_step=step)


def _read_environment(variables: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The environment variables that are set."""
    values = {setting.name: variables.get(setting.variable) for setting in SETTINGS}
    return "the environment", {name: value for name, value in values.items() if value}


def _read_flags(flags: Mapping[str, object]) -> tuple[str, dict[str, str]]:
    """The flags that were given."""
    values = {setting.name: flags.get(setting.name) for setting in SETTINGS}
    return "the command line", {name: str(value) for name, value in values.items() if value is not None}


def _parse(setting: Setting, written: str | None, origin: str) -> str | int | float | None:
    """Read one value as written."""
    if written is None:
        return None
    try:
        return setting.parse(written)
    except ValueError as error:
        message = f"{setting.name} is {written!r} in {origin}: {error}"
        raise UsageError(message, next_step=f"It takes {setting.unit}: {setting.help}.") from error


def _complete(parsed: Mapping[str, str | int | float | None]) -> Settings:
    """Fill in what follows from other settings and from the machine."""
    record = str(parsed["record"] or platformdirs.user_data_path("onrecord", appauthor=False) / "record.db")
    if parsed["archive"]:
        archive = Path(str(parsed["archive"]))
    elif record.startswith(_POSTGRES_SCHEMES):
        message = "a record on a server does not say where the pages are kept"
        raise UsageError(message, next_step="Name a folder: --archive FOLDER, or set ONRECORD_ARCHIVE.")
    else:
        archive = Path(record).with_suffix(".archive")
    timestamps = parsed["timestamps"]
    return Settings(
        record=record,
        archive=archive,
        workers=int(parsed["workers"] or os.cpu_count() or 1),
        delay=float(parsed["delay"] or 0),
        timestamps=None if timestamps is None else str(timestamps),
    )

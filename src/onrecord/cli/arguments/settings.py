"""The flags of settings, made from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.config import SETTINGS

if TYPE_CHECKING:
    import argparse


def add_settings(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add a flag for each setting named; ``config.read_settings(vars(arguments))`` reads what was given."""
    table = {setting.name: setting for setting in SETTINGS}
    for name in names:
        setting = table[name]
        text = f"{setting.help} (or set {setting.variable})"
        parser.add_argument(f"--{name}", metavar=setting.unit.upper().replace(" OR ", "|"), help=text)

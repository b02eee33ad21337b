"""A reader that does to its process what a document may do to it; named as ``misbehaving:MisbehavingReader``."""

import os
import re
import signal
from pathlib import Path
from typing import NoReturn

from onrecord.corpus.worker import load_reader
from onrecord.domain import Capture, Reading
from onrecord.errors import BundleError, InputError

KILL_ONCE = "This page kills once: "


class MisbehavingReader:
    """Reads as ``LightReader`` does, but for the pages that say otherwise in their first words."""

    producer = "misbehaving 1"

    def __init__(self) -> None:
        """Load the reader of the other pages."""
        self._light = load_reader("light_reader:LightReader")

    def read_one(self, capture: Capture) -> Reading:
        """Die or hang where the page says so."""
        text = capture.payload.decode()
        if text.startswith(KILL_ONCE):
            kill_once(Path(text.splitlines()[0].removeprefix(KILL_ONCE)))
        elif text.startswith("This page kills"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif text.startswith("This page hangs"):
            hang_in_one_call()
        return self._light.read_one(capture)


def load_dying() -> NoReturn:
    """Die when the reader is loaded, as for want of memory."""
    os.abort()


class BrokenReader:
    """Finds its model damaged."""

    producer = "broken 1"

    def read_one(self, capture: Capture) -> NoReturn:
        """Say so."""
        message = f"the model cannot read {capture.locator}"
        raise BundleError(message, next_step="Install again.")


def kill_once(mark: Path) -> None:
    """Die and leave a ``mark``; live if it is there."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def hang_in_one_call() -> None:
    """Run for hours inside one call that never gives Python's lock back."""
    re.match(r"(a*)*b", "a" * 40)


class RefusingReader:
    """Finds no article in anything."""

    producer = "refusing 1"

    def read_one(self, capture: Capture) -> NoReturn:
        """Say so."""
        message = f"{capture.locator}: no article found"
        raise InputError(message, reason="no-article", next_step="Name another.")

"""The standard streams, and what onrecord calls itself at the other end of a network.

Data goes to standard output, words for the person at the terminal to standard error.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.cli.printable import make_printable
from onrecord.errors import EnvironmentFailure

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

USER_AGENT = f"onrecord/{__version__}"


def emit(text: str) -> None:
    """Write text to standard output at once: UTF-8, or what the terminal speaks."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"the output cannot be written: {error.strerror}"
        raise EnvironmentFailure(message, next_step="Make room or choose another place, and run it again.") from error


def emit_all(texts: Iterable[str]) -> None:
    """Write texts as they come, for as long as somebody reads them; a closed pipe is no error."""
    try:
        for text in texts:
            emit(text)
    except BrokenPipeError:
        abandon_output()


def wants_lines(arguments: argparse.Namespace) -> bool:
    """Whether the output is for programs: as asked with ``--format``, else when it does not go to a terminal."""
    return (arguments.format or ("text" if sys.stdout.isatty() else "json")) == "json"


def abandon_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush meets no closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{make_printable(message)}\n")

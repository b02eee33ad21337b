"""The command line: argument vectors in, exit statuses out.

Data goes to standard output, everything else to standard error.  Exit status: 0 done; 1 done, with inputs that were
rejected or not read; 2 wrong use; 3 the installation or machine failed; 130 interrupted.  Nothing heavy is imported
before a command needs it, so that help and errors answer at once.
"""

from __future__ import annotations

import difflib
import importlib
import logging
import os
import shlex
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from onrecord.cli.arguments import COMMANDS, build_parser
from onrecord.cli.printable import make_printable
from onrecord.errors import EnvironmentFailure, OnRecordError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

STATUS_DONE = 0
STATUS_FINDINGS = 1
STATUS_USAGE = 2
STATUS_ENVIRONMENT = 3
STATUS_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``argv`` defaults to the process's own arguments."""
    _open_closed_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    parser = build_parser(words[0] if words else "")
    try:
        _check_command(words)
        arguments, unknown = parser.parse_known_args(words)
        if unknown:
            _refuse(getattr(arguments, "grammar", parser), unknown)
        if arguments.command is None:
            parser.print_help(sys.stderr)
            return STATUS_USAGE
        _set_up_logging(verbose=arguments.verbose)
        with _interrupted_at_once():
            command = importlib.import_module(arguments.module)  # heavy, and not needed for help
        return STATUS_FINDINGS if command.run(arguments) else STATUS_DONE
    except OnRecordError as error:
        _complain(error)
        return STATUS_USAGE if isinstance(error, UsageError) else STATUS_ENVIRONMENT
    except ImportError as error:
        step = "Install it again: pip install --force-reinstall onrecord"
        _complain(EnvironmentFailure(f"this installation is incomplete: {error}", next_step=step))
        return STATUS_ENVIRONMENT
    except KeyboardInterrupt as interrupt:
        _say(f"\nonrecord: {str(interrupt) or 'stopped'}")
        return STATUS_INTERRUPTED


def _refuse(grammar: argparse.ArgumentParser, unknown: list[str]) -> NoReturn:
    """Leave as argparse does for what no option or place takes, naming the command and the nearest option."""
    words = make_printable(shlex.join(unknown))
    known = [flag for action in grammar._actions for flag in action.option_strings]  # noqa: SLF001 - no public way
    meant = next(iter(difflib.get_close_matches(unknown[0].split("=")[0], known, n=1)), None)
    grammar.error(f"unrecognized arguments: {words}" + (f"; did you mean {meant}?" if meant else ""))


def _open_closed_streams() -> None:
    """Put the null device in place of a standard stream that the caller closed; Python leaves ``None`` there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


@contextmanager
def _interrupted_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process without a word while modules load: half a module raises whatever it likes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _check_command(words: list[str]) -> None:
    """Raise UsageError for a first word that is no command: a slip, or most likely `read` was left out."""
    names = [command.name for command in COMMANDS]
    if not words or words[0] in names or (words[0].startswith("-") and words[0] != "-"):
        return
    message = f"there is no command {words[0]}"
    meant = next(iter(difflib.get_close_matches(words[0], names, n=1)), None)
    step = f"Type: onrecord read {shlex.join(words)}" if meant is None else f"Did you mean: onrecord {meant}"
    raise UsageError(message, next_step=step)


def _set_up_logging(*, verbose: bool) -> None:
    """Send the log to standard error when asked to, else nowhere: libraries must not write between the lines."""
    if verbose:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    elif not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())


def _complain(error: OnRecordError) -> None:
    """Say what is wrong and what to type next."""
    _say(f"onrecord: {make_printable(error.message)}\n  {make_printable(error.next_step)}")


def _say(message: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(f"{message}\n")

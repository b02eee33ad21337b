"""Every exception of onrecord.

::

    OnRecordError
    ├── InputError         one input cannot be read; becomes a stored ``Rejected``
    ├── UsageError         the caller asked for something that cannot be (exit status 2)
    │   └── BusyError      another process is at it; waiting helps
    └── EnvironmentFailure the installation or machine is at fault (exit status 3)
        ├── ArchiveError   the archive does not hold what it says it holds, or cannot be written
        ├── BundleError    the model bundle is missing, damaged or of another version
        └── RecordError    the record's database cannot be opened, is locked, damaged, or newer than the program

A message says what happened, to which value, where; ``next_step`` says what to type next.
Nothing here prints, logs or exits.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class OnRecordError(Exception):
    """Base of every error raised on purpose; ``next_step`` is one sentence in the imperative."""

    def __init__(self, message: str, *, next_step: str) -> None:
        """Keep the message and what the reader should do next."""
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __reduce__(  # type: ignore[explicit-override] # typing.override is of Python 3.12
        self,
    ) -> tuple[Callable[..., OnRecordError], tuple[str]]:
        """Pickle whole, so that an error raised in a reading process arrives as it is."""
        rest = {name: value for name, value in vars(self).items() if name in {"next_step", "reason"}}
        return functools.partial(type(self), **rest), (self.message,)


class InputError(OnRecordError):
    """One input cannot be read.

    ``reason`` is a value of ``domain.RejectReason``; it is kept as text here because errors stand below the domain.
    """

    def __init__(self, message: str, *, reason: str, next_step: str) -> None:
        """Keep the fixed reason beside the message."""
        super().__init__(message, next_step=next_step)
        self.reason = reason


class UsageError(OnRecordError):
    """The caller asked for something that cannot be: an unknown option value, a web address, a malformed date."""


class BusyError(UsageError):
    """Another process writes to what was to be written; it can be had when that one has ended."""


class EnvironmentFailure(OnRecordError):  # noqa: N818 - "Environment error" is Python's old name for OSError
    """The installation or the machine is at fault, not the input."""


class ArchiveError(EnvironmentFailure):
    """The archive's bytes contradict its index (a digest differs, a record is missing), or it cannot be written."""


class BundleError(EnvironmentFailure):
    """The model bundle is missing, damaged (a digest differs) or made for another version of the codec."""


class RecordError(EnvironmentFailure):
    """The record's database cannot be opened or written, is locked, damaged, or written by a newer program."""

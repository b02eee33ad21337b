"""Files, folders and standard input, as captures.

Two steps, so that the number of inputs is known before the first one is read: ``find_inputs`` lists them without
opening any, ``read_input`` reads one.  No more than ``MAX_CAPTURE_BYTES`` of an input are ever held in memory.
"""

from __future__ import annotations

import os
import shlex
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import BinaryIO

STDIN = "-"
MAX_CAPTURE_BYTES = 20_000_000
# What a folder is searched for, and what each ending declares.  A file that is named itself may have any ending.
MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}
# What a folder is searched for beside these, where whole collections are wanted.
COLLECTIONS = (".atom", ".csv", ".opml", ".rss", ".tsv", ".wacz", ".warc", ".warc.gz", ".xlsx", ".xml")
_WEB_PREFIXES = ("http://", "https://", "www.")
# A shell's process substitution, `onrecord read <(pbpaste)`, names a pipe that is already open at the other end.
_OPEN_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read; ``locator`` is how it is named in the output, ``path`` is what is opened (``-``: stdin)."""

    path: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the named inputs come to, in the order named; ``skipped`` counts files of other types inside folders."""

    inputs: tuple[Input | Rejected, ...]
    skipped: int


def find_inputs(names: Iterable[str], *, endings: Collection[str] = tuple(MEDIA_TYPES)) -> Selection:
    """List what ``names`` stand for; folders are searched to the bottom for ``endings``, without hidden files.

    The files of a folder are sorted by path.

    A folder that cannot be listed or holds nothing to read is a ``Rejected`` in its place, a web address is taken as it
    is.  An empty name, or standard input named twice, is a UsageError, raised before anything is read.
    """
    named = tuple(names)
    _check_names(named)
    found: list[Input | Rejected] = []
    skipped = 0
    for name in named:
        if name != STDIN and os.path.isdir(name):  # noqa: PTH112 - unlike Path.is_dir, never raises
            selection = _search_folder(name, tuple(endings))
            found += selection.inputs
            skipped += selection.skipped
        else:
            found.append(Input(path=name, locator=write_name(name)))
    return Selection(inputs=tuple(found), skipped=skipped)


def read_input(wanted: Input, *, stdin: BinaryIO) -> Capture:
    """Read one input; InputError says why it cannot be: not-found, unreadable or too-large."""
    locator, quoted = wanted.locator, shlex.quote(wanted.locator)
    try:
        payload = _read_limited(stdin, STDIN) if wanted.path == STDIN else _read_file(wanted)
    except FileNotFoundError as error:
        message = f"there is no file {locator}"
        raise _failure(message, RejectReason.NOT_FOUND, "Check the name; ls shows what is there.") from error
    except PermissionError as error:
        message = f"you have no permission to read {locator}"
        raise _failure(
            message, RejectReason.UNREADABLE, f"Give yourself permission with: chmod u+r {quoted}"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        message = f"{locator} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise _failure(message, RejectReason.UNREADABLE, "Copy the text to a file of its own and name that.") from error
    media_type = MEDIA_TYPES.get(Path(wanted.path).suffix.lower())
    return Capture(locator=locator, payload=payload, media_type=media_type)


def reject(locator: str, error: InputError) -> Rejected:
    """Put an error down as the outcome of the input ``locator``."""
    return Rejected(
        locator=locator, reason=RejectReason(error.reason), message=error.message, next_step=error.next_step
    )


def write_name(path: str) -> str:
    r"""Write a path as Unicode that can be stored; bytes of the name that are not UTF-8 become escapes.

    >>> write_name("caf\udce9.html")
    'caf\\udce9.html'
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _check_names(names: tuple[str, ...]) -> None:
    """Raise UsageError for what can be seen to be wrong without looking at the disk."""
    for name in names:
        if not name:
            message = "one of the inputs has an empty name"
            raise UsageError(message, next_step="Name a file or a folder, or - for standard input.")
    if names.count(STDIN) > 1:
        message = "standard input (-) is named more than once"
        raise UsageError(message, next_step="Name - once, or save the texts to files and name those.")


def is_web_address(name: str) -> bool:
    """Whether a name is meant as the address of a page."""
    return name.lower().startswith(_WEB_PREFIXES)


def _search_folder(folder: str, endings: tuple[str, ...]) -> Selection:
    """Find the articles under ``folder``, in the order of their paths; links to folders are not followed."""
    found: list[Input | Rejected] = []
    skipped = 0
    pending: list[str | os.DirEntry[str]] = [folder]
    while pending:
        entry = pending.pop()
        if isinstance(entry, str) or entry.is_dir(follow_symlinks=False):
            try:
                pending += reversed(_list_folder(entry))
            except OSError as error:
                found.append(_reject_folder(os.fspath(entry), error))
        elif _is_wanted(entry, endings):
            found.append(Input(path=entry.path, locator=write_name(entry.path)))
        else:
            skipped += 1
    return Selection(inputs=tuple(found) or (_reject_empty_folder(folder, endings),), skipped=skipped)


def _list_folder(folder: str | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """List a folder's entries that are not hidden, sorted by the bytes of their names, which no locale changes."""
    with os.scandir(folder) as listing:
        return sorted((entry for entry in listing if not entry.name.startswith(".")), key=_sort_key)


def _sort_key(entry: os.DirEntry[str]) -> bytes:
    """Return the bytes of the name."""
    return os.fsencode(entry.name)


def _is_wanted(entry: os.DirEntry[str], endings: tuple[str, ...]) -> bool:
    """Whether a folder's entry is a file (or a link to one) with an ending that promises something to read."""
    if not entry.name.lower().endswith(endings):
        return False
    try:
        return entry.is_file() or entry.is_symlink()
    except OSError:  # a link in a circle: listed, so that reading it says what is wrong
        return True


def _reject_folder(folder: str, error: OSError) -> Rejected:
    """Say that a folder cannot be listed."""
    locator = write_name(folder)
    message = f"the folder {locator} cannot be listed: {error.strerror}"
    step = f"Give yourself permission with: chmod u+rx {shlex.quote(locator)}"
    return Rejected(locator=locator, reason=RejectReason.UNREADABLE, message=message, next_step=step)


def _reject_empty_folder(folder: str, endings: Iterable[str]) -> Rejected:
    """Say that a folder holds nothing to read."""
    locator = write_name(folder)
    wanted = ", ".join(f"*{ending}" for ending in sorted(endings))
    return Rejected(
        locator=locator,
        reason=RejectReason.NOT_FOUND,
        message=f"the folder {locator} holds no article ({wanted})",
        next_step="Name a folder with saved pages, or name a file of another type itself.",
    )


def _read_file(wanted: Input) -> bytes:
    """Read a regular file, or a pipe that a shell holds open; anything else could block for ever."""
    if stat.S_ISREG(Path(wanted.path).stat().st_mode) or wanted.path.startswith(_OPEN_PIPES):
        with Path(wanted.path).open("rb") as stream:
            return _read_limited(stream, wanted.locator)
    message = f"{wanted.locator} is not a regular file"
    raise _failure(message, RejectReason.UNREADABLE, f"Type: onrecord read - < {shlex.quote(wanted.locator)}")


def _read_limited(stream: BinaryIO, locator: str) -> bytes:
    """Read a stream to its end, but refuse one that goes on past ``MAX_CAPTURE_BYTES``."""
    payload = stream.read(MAX_CAPTURE_BYTES + 1)
    if len(payload) <= MAX_CAPTURE_BYTES:
        return payload
    limit_mb = MAX_CAPTURE_BYTES // 1_000_000
    message = f"{locator} is larger than {limit_mb} MB, which no article is"
    raise _failure(message, RejectReason.TOO_LARGE, "Save the article alone, without its pictures, and name that file.")


def _failure(message: str, reason: RejectReason, next_step: str) -> InputError:
    """Build the error for an input that cannot be read."""
    return InputError(message, reason=reason.value, next_step=next_step)

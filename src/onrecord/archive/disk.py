"""What the archive asks of a disk: bytes that stay when power fails, and a folder that one process writes to."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.errors import ArchiveError, BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_LOCK = "lock"


def append(path: Path, written: bytes) -> None:
    """Append bytes to a file and return when they are on the disk; a new file's folder is flushed too."""
    is_new = not path.exists()
    with path.open("ab", buffering=0) as stream:
        remaining = memoryview(written)
        while remaining:
            remaining = remaining[stream.write(remaining) :]
        os.fsync(stream.fileno())
    if is_new:
        flush_folder(path.parent)


def write_whole(path: Path, written: bytes) -> None:
    """Write a file that is there as a whole or not at all, on the disk; one of that name is replaced."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    append(unfinished, written)
    unfinished.replace(path)
    flush_folder(path.parent)


def truncate(path: Path, size_bytes: int) -> None:
    """Cut a file to its first bytes, on the disk."""
    with path.open("r+b") as stream:
        stream.truncate(size_bytes)
        os.fsync(stream.fileno())


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, so that a power failure does not take them away again."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Flush the list of a folder's files to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_at(path: Path, offset: int, length: int) -> bytes:
    """Read ``length`` bytes from ``offset`` on, as far as the file has them; OSError when it cannot be read."""
    with path.open("rb") as stream:
        size_bytes = stream.seek(0, os.SEEK_END)
        start = min(max(offset, 0), size_bytes)
        stream.seek(start)
        return stream.read(min(max(length, 0), size_bytes - start))


def _open_lock(folder: Path) -> BinaryIO:
    """Open the file of the lock, and make it where there is none."""
    try:
        return (folder / _LOCK).open("a+b")
    except OSError as error:
        message = f"the archive {folder} cannot be written to: {error.strerror}"
        raise ArchiveError(message, next_step="Give yourself permission, or name another with --archive.") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's writer lock; BusyError when another process holds it.  It ends with the process at the latest.

    A byte of the file ``lock`` is locked, by the operating system; the process id inside is for people.  ArchiveError
    when the folder may not be written to.
    """
    with _open_lock(folder) as stream:
        try:
            _lock(stream.fileno())
        except OSError as error:
            stream.seek(0)
            holder = stream.read(20).decode("ascii", "replace").strip() or "unknown"
            message = f"another process (id {holder}) is writing to the archive {folder}"
            step = "Wait until it has ended and type the command again; reading is possible meanwhile."
            raise BusyError(message, next_step=step) from error
        stream.truncate(0)
        stream.write(str(os.getpid()).encode("ascii"))
        stream.flush()
        yield


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Lock one byte far behind the process id, which others may read; OSError when it is locked."""
        os.lseek(descriptor, 1_000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Lock the file; OSError when it is locked."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

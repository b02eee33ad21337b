"""Lists of known entities into the record, a page of entries a transaction.

A list is FollowTheMoney JSON, one entity a line, or a table; it may be compressed by gzip.  What it is, is told by its
first byte.  Stopped at any point, the same call goes on: what is in the record already changes nothing.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import shutil
import tempfile
import zlib
from collections import Counter
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, AnyStr, NamedTuple, cast

from onrecord.codings import GZIP_MAGIC
from onrecord.domain import Count, Domain, KnownAddition, KnownFile, Profile, Rejected, RejectReason
from onrecord.errors import InputError
from onrecord.intake.files import STDIN, find_inputs, reject
from onrecord.speakers.known_entities import Passed, read_ftm_rows, read_table_rows
from onrecord.speakers.table_text import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import BinaryIO

    from onrecord.intake.files import Input
    from onrecord.record import Record
    from onrecord.speakers.known_entities import Row

FTM_LIST = "ftm"
ENDINGS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".json.gz", ".jsonl.gz", ".csv.gz", ".tsv.gz")
# Entries a transaction, which touches most pages of an index: many at once are quicker, but others wait for seconds.
PAGE = 4000
_MAX_LINE = 20_000_000
_PIECE_BYTES = 1 << 20
_SAMPLE = 100


class PageImported(NamedTuple):
    """How far a file is: ``lines`` of ``of_lines`` are read, and what of them could not be is in ``refused``."""

    locator: str
    lines: int
    of_lines: int
    refused: tuple[Rejected, ...]


class ListImported(Domain, frozen=True, kw_only=True):
    """A file that was read to its end; ``rejected`` counts rows, ``passed`` what cannot speak, by its schema."""

    file: KnownFile
    addition: KnownAddition
    rejected: int
    passed: tuple[Count, ...]


class ListRefused(NamedTuple):
    """A file that could not be read, or not to its end."""

    rejected: Rejected


ListOutcome = PageImported | ListImported | ListRefused


def import_lists(
    names: Iterable[str], record: Record, *, stdin: BinaryIO, of: str | None, clock: Callable[[], datetime]
) -> Iterator[ListOutcome]:
    """Import files; ``of`` names the list that they are of, by default ``ftm`` or what a table's file is called."""
    for wanted in find_inputs(names, endings=ENDINGS).inputs:
        if isinstance(wanted, Rejected):
            yield _refuse(wanted, None, record, clock)
            continue
        try:
            with _open(wanted, stdin, of) as opened:
                yield from _import(opened, record, clock)
        except InputError as error:
            yield _refuse(reject(wanted.locator, error), wanted, record, clock)


def _refuse(rejected: Rejected, wanted: Input | None, record: Record, clock: Callable[[], datetime]) -> ListRefused:
    """Record that a file could not be read; standard input has no name to find it by again."""
    if wanted is None or wanted.path != STDIN:
        record.reject(rejected, at=clock())
    return ListRefused(rejected)


class _Opened(NamedTuple):
    """A file whose bytes were counted; ``stream`` gives it uncompressed, from its start."""

    file: KnownFile
    stream: IO[bytes]
    is_ftm: bool
    lines: int


def _import(opened: _Opened, record: Record, clock: Callable[[], datetime]) -> Iterator[ListOutcome]:
    """Import a file page by page; what was refused in it before and is not again is settled at its end."""
    file = opened.file
    total = KnownAddition(event=None)
    refused_at: set[str] = set()
    passed: Counter[str] = Counter()
    lines = _Lines()
    for page in _page(_read_rows(opened, lines)):
        entries = [row for row in page if isinstance(row, Profile)]
        refused = tuple(row for row in page if isinstance(row, Rejected))
        refused_at.update(row.locator for row in refused)
        passed.update(row.schema for row in page if isinstance(row, Passed))
        total = _add_up(total, record.import_known(entries, file, refused=refused, at=clock()))
        yield PageImported(file.name, lines.done, opened.lines, refused)
    record.import_known([], file, settles=refused_at, at=clock())
    counts = tuple(Count(value=schema, count=count) for schema, count in sorted(passed.items()))
    yield ListImported(file=file, addition=total, rejected=len(refused_at), passed=counts)


def _page(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows by ``PAGE``; where reading them fails, those before first."""
    page: list[Row] = []
    try:
        for row in rows:
            page.append(row)
            if len(page) == PAGE:
                yield page
                page = []
    except InputError:
        if page:
            yield page
        raise
    if page:
        yield page


def _add_up(one: KnownAddition, other: KnownAddition) -> KnownAddition:
    counts = {
        name: getattr(one, name) + getattr(other, name) for name in ("new", "replaced", "unchanged", "linked", "asked")
    }
    return KnownAddition(event=other.event or one.event, **counts)


# Files ----------------------------------------------------------------------------------------------------------------


class _Lines:
    """Lines as they are read, counted."""

    def __init__(self) -> None:
        """Begin at the first."""
        self.done = 0

    def read(self, stream: IO[AnyStr], locator: str) -> Iterator[AnyStr]:
        """Give the lines of a stream; InputError where one is too long to be read, or the file is damaged."""
        try:
            while line := stream.readline(_MAX_LINE + 1):
                self.done += 1
                if len(line) > _MAX_LINE:
                    message = (
                        f"line {self.done} of {locator} is longer than {_MAX_LINE // 1_000_000} million characters"
                    )
                    step = "Write one entity a line."
                    raise InputError(message, reason=RejectReason.TOO_LARGE, next_step=step)
                yield line
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(locator, error) from error


def _read_rows(opened: _Opened, lines: _Lines) -> Iterator[Row]:
    """The rows of a file."""
    file = opened.file
    if not opened.is_ftm:
        with open_table(opened.stream, locator=file.name) as text:
            yield from read_table_rows(lines.read(text, file.name), locator=file.name, of=file.list)
        return
    rows = read_ftm_rows(lines.read(opened.stream, file.name), locator=file.name, of=file.list)
    sample = list(islice(rows, _SAMPLE))
    if len(sample) > 1 and all(isinstance(row, Rejected) for row in sample):
        message = f"{file.name} holds no FollowTheMoney entities: none of its first {len(sample)} lines is one"
        step = "Write one entity a line: jq -c . FILE > NEWFILE"
        raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step)
    yield from chain(sample, rows)


@contextmanager
def _open(wanted: Input, stdin: BinaryIO, of: str | None) -> Iterator[_Opened]:
    """Open a file and read it through once: its digest, what it is, how many lines it has."""
    with _open_stream(wanted, stdin) as stream:
        try:
            digest = _digest(stream)
            stream.seek(0)
            is_gzip = stream.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            stream.seek(0)
            plain = cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if is_gzip else stream
            first = _find_first(plain)
            lines = _count_lines(plain)
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(wanted.locator, error) from error
        if first == b"[":
            message = f"{wanted.locator} is one JSON array; entities are read from one line each"
            step = "Write one entity a line: jq -c '.[]' FILE > NEWFILE"
            raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step)
        plain.seek(0)
        is_ftm = first == b"{"
        named = of or (FTM_LIST if is_ftm else _name_list(wanted))
        yield _Opened(KnownFile(name=wanted.locator, sha256=digest, list=named), plain, is_ftm, lines)


@contextmanager
def _open_stream(wanted: Input, stdin: BinaryIO) -> Iterator[IO[bytes]]:
    """The bytes of a file; a pipe, which cannot be read twice, is kept in a file of its own meanwhile."""
    with ExitStack() as opened:
        try:
            stream = _find_stream(wanted, stdin, opened)
        except FileNotFoundError as error:
            message = f"there is no file {wanted.locator}"
            step = "Check the name; ls shows what is there."
            raise InputError(message, reason=RejectReason.NOT_FOUND, next_step=step) from error
        except (OSError, ValueError) as error:  # ValueError: a name that no file can have
            message = f"{wanted.locator} cannot be read: {getattr(error, 'strerror', None) or error}"
            step = "Copy the list to a file of its own and name that."
            raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step) from error
        yield stream


def _find_stream(wanted: Input, stdin: BinaryIO, opened: ExitStack) -> IO[bytes]:
    """A stream that can be read twice; it is closed with ``opened``."""
    is_stdin = wanted.path == STDIN
    stream = stdin if is_stdin else opened.enter_context(Path(wanted.path).open("rb"))  # noqa: SIM115 - closed with ``opened``
    if not is_stdin and Path(wanted.path).is_file():
        return stream
    kept: IO[bytes] = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with ``opened``
    shutil.copyfileobj(stream, kept)
    return kept


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE_BYTES):
        digest.update(piece)
    return digest.hexdigest()


def _damaged(locator: str, error: Exception) -> InputError:
    message = f"{locator} cannot be read to its end: {error}"
    return InputError(message, reason=RejectReason.UNREADABLE, next_step="Fetch or save the file again.")


def _find_first(stream: IO[bytes]) -> bytes:
    """The first byte that is neither a mark nor blank."""
    stream.seek(0)
    while piece := stream.read(_PIECE_BYTES):
        if kept := piece.removeprefix(codecs.BOM_UTF8).lstrip():
            return kept[:1]
    return b""


def _count_lines(stream: IO[bytes]) -> int:
    """How many lines there are, to show how far it is."""
    stream.seek(0)
    return 1 + sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE_BYTES), b""))


def _name_list(wanted: Input) -> str:
    """The list that a table is of, where nobody says so: what its file is called, without endings."""
    if wanted.path == STDIN:
        return "stdin"
    name = PurePath(wanted.locator).name
    for ending in sorted(ENDINGS, key=len, reverse=True):
        name = name[: -len(ending)] if name.lower().endswith(ending) and len(name) > len(ending) else name
    return name.replace(":", "-")

"""``onrecord export``: statements of the record as files for other programs."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive import Archive, export_wacz
from onrecord.cli.found import find_all, find_settings, make_query
from onrecord.cli.lines import write_line
from onrecord.cli.streams import abandon_output, say
from onrecord.domain import KnownEntity, Statement
from onrecord.errors import EnvironmentFailure, UsageError
from onrecord.export import Entry, write_bundle, write_csv, write_xlsx
from onrecord.record import Record

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_WITH_PAGES = frozenset({"wacz", "bundle"})
_NEED_FILE = frozenset({"xlsx", *_WITH_PAGES})


def run(arguments: argparse.Namespace) -> bool:
    """Write what the filters leave, in a form for programs; how many there were is said on standard error."""
    target = _find_target(arguments)
    settings = find_settings(arguments)
    with Record.open(settings.record) as record:
        try:
            if arguments.format in _WITH_PAGES and target is not None:
                with Archive.open_to_read(settings.archive) as archive:
                    count = _write_pages(record, archive, arguments, target)
            else:
                count = _write(record, arguments, target)
        except BrokenPipeError:
            abandon_output()
            return False
        except OSError as error:
            message = f"{target or 'the output'} cannot be written: {error.strerror or error}"
            raise EnvironmentFailure(message, next_step="Make room or choose another place: --output FILE") from error
    say(f"onrecord: {count:,} statement{'' if count == 1 else 's'}{f' in {target}' if target else ''}")
    return False


def _find_target(arguments: argparse.Namespace) -> Path | None:
    """Where to write, ``None`` for standard output; UsageError where that cannot be."""
    if arguments.bom and arguments.format != "csv":
        message = f"--bom is for CSV, not for {arguments.format}"
        raise UsageError(message, next_step="Leave out --bom, or add: --format csv")
    if arguments.output == "":
        message = "--output names no file"
        raise UsageError(message, next_step="Name one, for example: --output statements.jsonl")
    if arguments.output in (None, "-"):
        if arguments.format not in _NEED_FILE:
            return None
        message = f"{arguments.format} is not written to a terminal or pipe"
        suffix = "" if arguments.format == "bundle" else f".{arguments.format}"
        raise UsageError(message, next_step=f"Add: --output statements{suffix}")
    target = Path(arguments.output)
    if target.is_dir():
        message = f"{target} is a folder, which is not replaced"
        raise UsageError(message, next_step="Choose another name.")
    if target.is_file() and not arguments.yes:
        message = f"{target} is there already"
        raise UsageError(message, next_step="Choose another name, or add --yes to replace it.")
    return target


def _write(record: Record, arguments: argparse.Namespace, target: Path | None) -> int:
    """Write in the form asked for; the number of statements comes back."""
    entries = _find_entries(record, arguments)
    with _open_whole(target) if target else open(sys.stdout.fileno(), "wb", closefd=False) as stream:
        if arguments.format == "xlsx":
            return write_xlsx(entries, stream)
        if arguments.format == "jsonl":
            return _write_lines(entries, stream)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        try:
            return write_csv(entries, text, mark=arguments.bom)
        finally:
            text.detach()


def _write_lines(entries: Iterable[Entry], stream: BinaryIO) -> int:
    """Write the lines of ``onrecord read``, with the known entities of linked speakers; how many comes back."""
    count = 0
    for count, entry in enumerate(entries, start=1):  # noqa: B007 - it is the number of statements
        stream.write(f"{write_line(add_known(entry))}\n".encode())
    return count


class KnownStatement(Statement, frozen=True, kw_only=True):
    """A statement whose speaker is linked with entries of imported lists."""

    known: tuple[KnownEntity, ...]


def add_known(entry: Entry) -> Statement:
    """The statement, with the known entities that its speaker is where there are any."""
    if not entry.known:
        return entry.statement
    fields = {name: getattr(entry.statement, name) for name in Statement.__struct_fields__}
    return KnownStatement(**fields, known=entry.known)


@contextmanager
def _open_whole(target: Path) -> Iterator[BinaryIO]:
    """Open a file that gets its name when it is whole; a device or named pipe is written to as it is."""
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_pages(record: Record, archive: Archive, arguments: argparse.Namespace, target: Path) -> int:
    """Write the archived pages of what the filters leave, alone or with the statements; their number comes back."""
    entries = tuple(_find_entries(record, arguments))
    pages = {entry.statement.article.capture for entry in entries}
    is_whole = len(entries) == record.status().statements
    write_pages = partial(
        export_wacz,
        archive,
        created=datetime.now(UTC),
        select=None if is_whole else lambda capture: capture.digest in pages,
    )
    if arguments.format == "wacz":
        write_pages(target)
        return len(entries)
    texts = {entry.statement.article.text_sha256 for entry in entries}
    articles = (article for article in record.articles() if article.text_sha256 in texts)
    events = record.events() if is_whole else None
    return write_bundle(target, entries, articles, write_pages=write_pages, events=events)


def _find_entries(record: Record, arguments: argparse.Namespace) -> Iterator[Entry]:
    """The statements that the filters leave, with the names of their speakers across articles."""
    names, linked = record.identity_names(), record.linked()
    for hit in find_all(record, make_query(arguments)):
        speaker = hit.statement.speaker
        id_ = "" if speaker is None else speaker.id
        yield Entry(hit.statement, identity=names.get(id_), known=linked.get(id_, ()))

"""Whether statements are what the archived pages say: every step from the bytes on a disk to a statement, offline.

Steps: ``bytes`` (the archived payload against its record and digest), ``text`` (the page read again against the text
that the statement cuts), ``spans`` (the statement's words where it says they stand), then those of ``Record.check`` and
``Archive.check``.  A step is confirmed, contradicted, or cannot be asked; nothing is mended here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.archive import Archive, check_stamps
from onrecord.domain import Finding, FindingVerdict, StoredArticle, check_spans, text_digest
from onrecord.errors import ArchiveError, InputError, RecordError
from onrecord.pipeline import make_identification, read_measured_article
from onrecord.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.domain import Article, CaptureRef, Span, Statement

CONFIRMED, CONTRADICTED, UNCHECKABLE = (
    FindingVerdict.CONFIRMED,
    FindingVerdict.CONTRADICTED,
    FindingVerdict.UNCHECKABLE,
)


def verify_statement(prefix: str, record: Record, archive: Archive, *, producer: str) -> Iterator[Finding]:
    """Verify the statement whose id begins with ``prefix``; ``producer`` is what this program's readings are made by.

    UsageError when the id is of none or of several.
    """
    stored = record.show(prefix)
    article = StoredArticle(
        article=stored.article,
        producer=stored.producer,
        captures=tuple(each for each in stored.captures if each.digest == stored.article.capture),
        statements=(stored.statement,),
    )
    yield from verify_article(article, archive, producer=producer)
    yield from record.check(stored.statement.id)


def verify_all(
    archive_folder: Path, record_location: str | Path, *, producer: str, roots: bytes | None = None
) -> Iterator[Finding]:
    """Verify the whole archive, the whole record, and every article of the one against the bytes in the other.

    ``roots`` are the certificates (PEM) that a time stamp authority is trusted by, where there are timestamps.  A store
    so damaged that it cannot be read on is a contradicted finding, and what is left is verified all the same.
    UsageError when there is no archive in the folder.
    """
    with Archive.open_to_read(archive_folder) as archive:
        yield from _guard(archive.check(), str(archive_folder))
        yield from _guard(_verify_stamps(archive, roots), str(archive_folder))
        yield from _guard(_verify_record(record_location, archive, producer=producer), str(record_location))


def _verify_stamps(archive: Archive, roots: bytes | None) -> Iterator[Finding]:
    """Verify the timestamps of the archive's head, where somebody had it stamped."""
    try:
        yield from check_stamps(archive.places, roots=roots)
    except ImportError:
        message = "checking timestamps needs: pip install 'onrecord[timestamps]'"
        yield _finding(UNCHECKABLE, "stamp", f"{archive.places.stamps}", message)


def _verify_record(location: str | Path, archive: Archive, *, producer: str) -> Iterator[Finding]:
    """Verify a record by itself and against the archive."""
    with Record.open(location, identification=make_identification()) as record:
        yield from _guard(record.check(), str(location))
        for id_ in record.article_ids():
            yield from _guard(_verify_stored(id_, record, archive, producer=producer), f"articles {id_}")
        yield from _guard(_verify_rejected(record, archive), f"rejected of {location}")


def _verify_stored(id_: str, record: Record, archive: Archive, *, producer: str) -> Iterator[Finding]:
    """Verify one article of a record."""
    yield from verify_article(record.stored_article(id_), archive, producer=producer)


def _guard(findings: Iterator[Finding], subject: str) -> Iterator[Finding]:
    """Turn the error of a store that cannot be read on into a finding; a damaged one may hand out anything."""
    try:
        yield from findings
    except (ArchiveError, RecordError) as error:
        yield _finding(CONTRADICTED, "store", subject, error.message)
    except (LookupError, TypeError, ValueError) as error:
        yield _finding(CONTRADICTED, "store", subject, f"it cannot be read on: {error}")


def verify_article(stored: StoredArticle, archive: Archive, *, producer: str) -> Iterator[Finding]:
    """Verify one article: the bytes of its captures, its text read from them again, its statements' spans."""
    article = stored.article
    subject = f"articles {article.id}"
    if not stored.captures:
        yield _finding(CONTRADICTED, "bytes", subject, "no capture leads to it")
    for capture in stored.captures:
        yield from _verify_capture(capture, article, archive, is_same=stored.producer == producer)
    digest = text_digest(article.text)
    if digest != article.text_sha256:
        yield _finding(CONTRADICTED, "text", subject, f"its text has the digest {digest}, not {article.text_sha256}")
    for statement in stored.statements:
        yield _verify_spans(statement, article)


def _verify_capture(capture: CaptureRef, article: Article, archive: Archive, *, is_same: bool) -> Iterator[Finding]:
    """Verify the bytes of a capture, and that the article read from them has the text that was kept."""
    subject = f"capture {capture.id} of {capture.locator}"
    try:
        kept = archive.read(capture)
    except ArchiveError as error:
        yield _finding(CONTRADICTED, "bytes", subject, error.message)
        return
    yield _finding(CONFIRMED, "bytes", subject, f"{capture.size_bytes:,} bytes with the digest {capture.digest}")
    try:
        problem = _compare(read_measured_article(kept), article)
    except InputError as error:
        problem = f"no article is read from it any more: {error.message}"
    if problem is None:
        yield _finding(CONFIRMED, "text", subject, f"read again, it gives the text {article.text_sha256}")
    elif is_same:
        yield _finding(CONTRADICTED, "text", subject, problem)
    else:
        yield _finding(UNCHECKABLE, "text", subject, f"another version read it; by this one, {problem}")


def _compare(found: Article, kept: Article) -> str | None:
    """Say how a text read again differs from the one that was kept, if it does."""
    if found.text == kept.text:
        return None
    pairs = enumerate(zip(found.text, kept.text, strict=False))
    place = next((place for place, (one, other) in pairs if one != other), min(len(found.text), len(kept.text)))
    return f"the text differs from the kept one from code point {place:,} on"


def _verify_spans(statement: Statement, article: Article) -> Finding:
    """Verify that the words of a statement stand in the text where it says."""
    subject = f"statements {statement.id}"
    try:
        check_spans(article.text, _list_spans(statement))
    except ValueError as error:
        return _finding(CONTRADICTED, "spans", subject, f"{error} in the text {article.text_sha256}")
    return _finding(CONFIRMED, "spans", subject, "its words stand in the text where it says")


def _list_spans(statement: Statement) -> Iterable[Span]:
    """Every span of a statement that cuts the article's text."""
    yield from (span for span in (statement.source, statement.cue) if span is not None)
    yield from (*statement.content, *statement.quoted)
    yield from (time.span for time in statement.times)
    yield from (figure.span for figure in statement.figures)
    circumstances = (statement.medium, statement.addressee, statement.place, statement.said_at)
    yield from (each.span for each in circumstances if each is not None and each.span is not None)
    if statement.speaker is not None and statement.speaker.mention is not None:
        yield statement.speaker.mention


def _verify_rejected(record: Record, archive: Archive) -> Iterator[Finding]:
    """Verify that the bytes of rejected captures are kept too."""
    for each in record.rejected():
        if each.capture is None:
            continue
        subject = f"capture {each.capture.id} of {each.capture.locator}"
        try:
            archive.read(each.capture)
        except ArchiveError as error:
            yield _finding(CONTRADICTED, "bytes", subject, error.message)
        else:
            yield _finding(CONFIRMED, "bytes", subject, f"{each.capture.size_bytes:,} bytes of a rejected input")


def _finding(verdict: FindingVerdict, step: str, subject: str, message: str) -> Finding:
    return Finding(verdict=verdict, step=step, subject=subject, message=message)

"""Domain values as rows: the JSON that is a row's truth, and the columns that are read from it.

Pure: the same value gives the same row, so that a row can be checked against its own JSON.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from onrecord.domain import (
    Article,
    CaptureRef,
    Domain,
    Precision,
    Profile,
    Rejected,
    Speaker,
    Statement,
    TimeBasis,
    encode,
    evidence_id,
)
from onrecord.record.events import digest
from onrecord.record.words import normalise, write_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.domain import ArticleReference, PublishedAt, SaidAt, Span
    from onrecord.domain.article import ArticleHead

Value = str | int | None
Row = dict[str, Value]
Kind = TypeVar("Kind", bound=Domain)
# A key is the minute since the year 1 (33 bits), then the ordinal of the statement.
ORDINAL_BITS = 30
_YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_MINUTE_CHARS = len("2022-09-22T18:00")
_DAY_CHARS = len("2022-09-22")


def read_json(json: str, kind: type[Kind]) -> Kind:
    """The domain value of a row; ``msgspec.ValidationError`` where it is none."""
    return msgspec.json.decode(json, type=kind)


def write_capture(capture: CaptureRef) -> Row:
    """The columns of a capture."""
    json = encode(capture).decode()
    return {
        "id": capture.id,
        "locator": clean(capture.locator),
        "digest": clean(capture.digest),
        "json": json,
        "row_sha256": digest(json),
    }


def write_article(article: Article) -> Row:
    """The columns of an article."""
    json = encode(article).decode()
    return {
        "id": article.id,
        "text_sha256": article.text_sha256,
        "outlet": normalise(article.publisher or "") or None,
        "host": find_host(article.url),
        "published_on": find_day(article.published_at),
        "json": json,
        "row_sha256": digest(json),
    }


def write_statement(statement: Statement) -> Row:
    """The columns of a statement that are read from its JSON."""
    json = encode(statement).decode()
    said_from, said_to = find_said(statement.said_at)
    speaker, medium = statement.speaker, statement.medium
    return {
        "id": statement.id,
        "text_sha256": statement.article.text_sha256,
        "article": statement.article.id,
        "speaker": speaker.id if speaker else None,
        "kind": speaker.kind.value if speaker else None,
        "medium": medium.kind.value if medium else None,
        "type": statement.type.value,
        "quotation": statement.quotation.value,
        "published_on": find_day(statement.article.published_at),
        "said_from": said_from,
        "said_to": said_to,
        "figures": len(statement.figures),
        "words": write_line(span.text for span in statement_spans(statement)),
        "json": json,
        "row_sha256": digest(json),
    }


def write_figures(statement: Statement) -> list[Row]:
    """The rows of a statement's figures."""
    return [
        {
            "statement": statement.id,
            "position": position,
            "low": figure.low,
            "high": figure.high,
            "unit": clean(figure.unit),
            "counts": clean(figure.counts),
            "modifier": figure.modifier.value,
            "role": figure.role.value,
        }
        for position, figure in enumerate(statement.figures)
    ]


def write_times(statement: Statement) -> list[Row]:
    """The rows of a statement's time expressions."""
    return [
        {
            "statement": statement.id,
            "position": position,
            "type": time.timex.type,
            "value": time.timex.value,
            "earliest": time.earliest,
            "latest": time.latest,
        }
        for position, time in enumerate(statement.times)
    ]


def write_speaker(speaker: Speaker, article: ArticleReference) -> Row:
    """The columns of a speaker, as one statement of an article has it."""
    return {
        "id": speaker.id,
        "text_sha256": article.text_sha256,
        "article": article.id,
        "name": clean(speaker.name),
        "kind": speaker.kind.value,
        "title": clean(speaker.title),
        "published_on": find_day(article.published_at),
        "publisher": clean(article.publisher),
        "compared": int(is_compared(speaker)),
    }


def write_rejected(rejected: Rejected, capture: str | None) -> Row:
    """The columns of a rejection, of a capture or of no bytes; the same input and reason are the same rejection."""
    json = encode(rejected).decode()
    return {
        "id": evidence_id({"capture": capture, "locator": rejected.locator, "reason": rejected.reason.value}),
        "locator": clean(rejected.locator),
        "capture": capture,
        "json": json,
        "row_sha256": digest(json),
    }


def write_known(entry: Profile) -> Row:
    """The columns of an entry of a list, whose id is ``LIST:ID``."""
    json = encode(entry).decode()
    of, _, id_ = entry.id.partition(":")
    return {"list": of, "id": clean(id_), "name": clean(entry.name), "json": json, "row_sha256": digest(json)}


def is_compared(speaker: Speaker) -> bool:
    """Whether a speaker has a name by which it can be found in other articles."""
    return not speaker.anonymous and speaker.unresolved is None and bool(normalise(speaker.name))


def statement_spans(statement: Statement) -> list[Span]:
    """The words of a statement that can be searched: source, cue and content in the order of the text."""
    spans = [*statement.content, *(span for span in (statement.source, statement.cue) if span)]
    return sorted(spans, key=lambda span: (span.start, span.end))


def find_day(published_at: PublishedAt | None) -> str | None:
    """The day of publication at the outlet."""
    return published_at.value[:_DAY_CHARS] if published_at else None


def find_minute(article: ArticleHead) -> int | None:
    """The minute since the year 1 that a statement is sorted by: of publication, else of capture, else None.

    A day without a time counts as its first minute; a time without a zone as in UTC.
    """
    if article.published_at is None:
        return count_minutes(article.captured_at) if article.captured_at else None
    published_at = article.published_at
    value = published_at.value[:_DAY_CHARS] if published_at.precision is Precision.DAY else published_at.value
    return count_minutes(datetime.fromisoformat(value))


def count_minutes(moment: datetime) -> int:
    """Whole minutes since the year 1 in UTC."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - _YEAR_ONE) // _MINUTE, 0)


def write_key(minute: int, ordinal: int) -> int:
    """The key of a statement."""
    return (minute << ORDINAL_BITS) + ordinal


def split_key(key: int) -> tuple[int, int]:
    """Minute and ordinal of a key."""
    return key >> ORDINAL_BITS, key & ((1 << ORDINAL_BITS) - 1)


def find_said(said_at: SaidAt | None) -> tuple[str | None, str | None]:
    """First and last minute, as local times, that a statement may have been said; None leaves that end open.

    What is dated by its publication alone counts as said on the day of publication.
    """
    if said_at is None:
        return None, None
    earliest, latest = (bound and bound[:_MINUTE_CHARS] for bound in (said_at.earliest, said_at.latest))
    if said_at.basis is TimeBasis.PUBLICATION and latest and not earliest:
        earliest = f"{latest[:_DAY_CHARS]}T00:00"
    return earliest or None, latest or None


def find_host(url: str | None) -> str | None:
    """The host of a URL in lower case, without "www."; None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return clean(host.removeprefix("www.")) if host else None


def clean(text: str | None) -> str | None:
    """PostgreSQL keeps no NUL; the JSON beside it keeps it as an escape."""
    return text.replace("\0", "�") if text else text


def differ(row: Mapping[str, Value], columns: Mapping[str, Value]) -> list[str]:
    """The names of columns in which a row says other than its JSON."""
    return sorted(name for name, value in columns.items() if row[name] != value)

"""What goes in and out of a record: queries, hits, what is stored of a statement, events, counts.

Moments are in UTC.  Nothing here knows of a database.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from onrecord.domain.article import Article, ArticleReference, CaptureRef
from onrecord.domain.base import Domain, Span
from onrecord.domain.kinds import MediumKind, QuotationType, SpeakerKind, StatementType
from onrecord.domain.statement import Rejected, Statement, Unread


class StatementQuery(Domain, frozen=True, kw_only=True):
    """Which statements to find; whatever is left out does not narrow.

    ``text``: words, all of which must stand in source, cue or content; ``"several words"`` side by side; ``word*`` for
    what begins so.  ``speaker`` is a name, or part of one, in whole words; ``identity`` the id of a ``SpeakerView``.
    ``outlet`` is a publisher or the host of its pages.  Days are inclusive: ``said_*`` asks whether the time said and
    the days asked for overlap, where a statement dated by its publication alone counts as said on that day;
    ``published_*`` is the day at the outlet.  ``retired``: False only what stands, True only what a newer version no
    longer finds, None both.

    Newest publication first, or with ``ranked`` the best match first.  ``after`` is the cursor of the last hit of the
    page before, of the same query.
    """

    text: str = ""
    speaker: str | None = None
    identity: str | None = None
    kind: SpeakerKind | None = None
    medium: MediumKind | None = None
    type: StatementType | None = None
    quotation: QuotationType | None = None
    outlet: str | None = None
    said_from: date | None = None
    said_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    has_figure: bool | None = None
    retired: bool | None = False
    ranked: bool = False
    limit: int = 50
    after: str | None = None

    def __post_init__(self) -> None:
        """Refuse a page that cannot hold a hit."""
        if self.limit < 1:
            message = f"a page holds at least one statement, not {self.limit}"
            raise ValueError(message)


class Hit(Domain, frozen=True, kw_only=True):
    """A statement that was found; ``matches`` are the words asked for where they stand in the article's text."""

    statement: Statement
    matches: tuple[Span, ...]
    identity: str | None
    retired: bool
    cursor: str


class KnownEntity(Domain, frozen=True, kw_only=True):
    """An entry of a list from elsewhere, as it is shown: the list, the entry's id and its name there.

    In the log of judgements it is called ``LIST:ID``.
    """

    list: str
    id: str
    name: str


class KnownFile(Domain, frozen=True, kw_only=True):
    """A file of known entities: what it is called, the digest of its bytes, and the list that it is a version of."""

    name: str
    sha256: str
    list: str

    def __post_init__(self) -> None:
        """Refuse a list whose entries could not be told from those of another."""
        if not self.list.strip() or ":" in self.list:
            message = f"the name of a list is not empty and holds no colon, unlike {self.list!r}"
            raise ValueError(message)


class KnownAddition(Domain, frozen=True, kw_only=True):
    """What importing entries came to; ``event`` is None where all was known before.

    ``new``, ``replaced`` and ``unchanged`` count entries; ``linked`` and ``asked`` what a rule says now of pairs of a
    speaker and an entry: that they are the same, or that a person has to tell.
    """

    event: int | None
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    linked: int = 0
    asked: int = 0


class StoredStatement(Domain, frozen=True, kw_only=True):
    """A statement with what the record knows of it.

    ``article`` is the one it was read from; ``copies`` are articles of the same text.  ``captures`` are all captures of
    all of these.  ``producer`` read it last; ``event`` is the number of the event that wrote it last; ``retired``: a
    later reading no longer found it.  ``known`` are the entries of lists that its speaker is linked with.
    """

    statement: Statement
    article: Article
    copies: tuple[ArticleReference, ...]
    captures: tuple[CaptureRef, ...]
    identity: str | None
    producer: str | None
    row_sha256: str
    event: int
    retired: bool
    known: tuple[KnownEntity, ...] = ()


class StoredArticle(Domain, frozen=True, kw_only=True):
    """An article with the captures that lead to it and the statements that were read from it, retired ones included.

    Of several articles of one text only the first has the statements.  ``producer`` read it last.
    """

    article: Article
    producer: str | None
    captures: tuple[CaptureRef, ...]
    statements: tuple[Statement, ...]


class Role(Domain, frozen=True, kw_only=True):
    """How articles call a speaker; ``first`` and ``last`` are days of publication, None where no article has one."""

    title: str
    first: date | None
    last: date | None
    count: int


class Count(Domain, frozen=True, kw_only=True):
    """How many statements have a value."""

    value: str
    count: int


class SpeakerView(Domain, frozen=True, kw_only=True):
    """One identity over all articles; counts are of standing statements, the most frequent first.

    ``identity`` is the id of the speaker of the first article that has it.  ``statements`` are the newest ones in order
    of publication, the oldest of them first; ``total`` says how many there are.  ``known`` are the entries of lists
    from elsewhere that judgements link it with.
    """

    identity: str
    name: str
    names: tuple[Count, ...]
    kinds: tuple[Count, ...]
    media: tuple[Count, ...]
    outlets: tuple[Count, ...]
    roles: tuple[Role, ...]
    members: int
    total: int
    statements: tuple[Hit, ...]
    known: tuple[KnownEntity, ...] = ()


class Rename(Domain, frozen=True, kw_only=True):
    """A person's preferred name for the identity that a speaker belongs to; None takes the latest one back."""

    speaker: str
    name: str | None
    by: str
    at: datetime
    reason: str | None = None


class EventKind(StrEnum):
    """What a transaction did."""

    ARTICLE = "article"
    REJECTED = "rejected"
    JUDGEMENT = "judgement"
    RENAME = "rename"
    KNOWN = "known"


class Event(Domain, frozen=True, kw_only=True):
    """One entry of the record's log: ``body`` is canonical JSON, ``hash`` covers the five other fields.

    ``seq`` counts from 1; ``previous`` is the hash of the entry before, 64 zeros for the first.
    """

    seq: int
    at: datetime
    kind: EventKind
    body: str
    previous: str
    hash: str


class Addition(Domain, frozen=True, kw_only=True):
    """What adding a reading came to: ids of statements, in text order; ``event`` is None where all was known before."""

    article: str
    event: int | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    unread: Unread | None = None


class RejectedInput(Domain, frozen=True, kw_only=True):
    """A stored rejection: ``capture`` is None where no bytes came in."""

    rejected: Rejected
    capture: CaptureRef | None
    at: datetime


class FeedState(Domain, frozen=True, kw_only=True):
    """What is known of a watched feed: validators of its last response, when to ask again, and its watcher's notes.

    ``notes`` is JSON of whoever watches; the record does not read it.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    next_at: datetime | None = None
    notes: str | None = None


class RecordStatus(Domain, frozen=True, kw_only=True):
    """Counts over a record, its schema, and the hash of its last event (64 zeros where there is none).

    ``known`` counts the entries of lists from elsewhere, ``linked`` those that a speaker was linked with.
    """

    schema: str
    head: str
    events: int
    captures: int
    articles: int
    statements: int
    retired: int
    identities: int
    judgements: int
    rejected: int
    known: int = 0
    linked: int = 0

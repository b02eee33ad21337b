"""The record as its users see it: one object over one database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import delete, insert

from onrecord.record import entries, known, migrate, queries, views
from onrecord.record.check import check_record, check_statement
from onrecord.record.database import Database
from onrecord.record.events import read_events, write_moment
from onrecord.record.identities import NO_IDENTIFICATION, Identification
from onrecord.record.store import Writing
from onrecord.record.tables import feeds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from onrecord.domain import (
        Addition,
        Article,
        CaptureRef,
        Event,
        FeedState,
        Finding,
        Hit,
        Judgement,
        KnownAddition,
        KnownEntity,
        KnownFile,
        Profile,
        Reading,
        RecordStatus,
        Rejected,
        RejectedInput,
        Rename,
        SpeakerView,
        Statement,
        StatementQuery,
        StoredArticle,
        StoredStatement,
    )


class Record:
    """A record of statements.  Every method that writes is one transaction: all of it is kept, or nothing.

    RecordError from any method where the database cannot do what is asked.  A record may be read while it is written;
    writers wait for each other.
    """

    def __init__(self, database: Database, identification: Identification | None = None) -> None:
        """Use a database whose schema is the newest; see ``open``."""
        self._database = database
        self._identification = identification or NO_IDENTIFICATION

    @classmethod
    def open(cls, location: str | Path, *, identification: Identification | None = None) -> Self:
        """Open the record in an SQLite file, made when it is not there, or at a PostgreSQL URL; migrate it if need be.

        Without ``identification`` no speaker is compared with others, and persons' judgements are refused.
        RecordError when it cannot be opened or was written by a newer onrecord, UsageError when a driver is missing.
        """
        database = Database.connect(location)
        try:
            database.make_folder()
            migrate.prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database, identification)

    @property
    def name(self) -> str:
        """Where the record lies: the path of its file, or its URL without the password."""
        return self._database.name

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        """Give the record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    # Writing ----------------------------------------------------------------------------------------------------------

    def add(self, reading: Reading, capture: CaptureRef, *, producer: str, at: datetime) -> Addition:
        """Write what ``producer`` read from a capture; ``at`` is now.  Adding twice equals adding once."""
        with self._write(at) as writing:
            return writing.add(reading, capture, producer=producer)

    def reject(self, rejected: Rejected, capture: CaptureRef | None = None, *, at: datetime) -> int | None:
        """Write that an input could not be read; give the number of the event, None where that was known."""
        with self._write(at) as writing:
            return writing.reject(rejected, capture)

    def judge(self, judgement: Judgement) -> int:
        """Write a person's judgement on two speakers, and give the number of its event.

        UsageError when one of them is not in the record, or has no name of its own.
        """
        with self._write(judgement.at) as writing:
            return writing.judge(judgement)

    def import_known(
        self,
        offered: Sequence[Profile],
        file: KnownFile,
        *,
        at: datetime,
        refused: Sequence[Rejected] = (),
        settles: Collection[str] | None = None,
    ) -> KnownAddition:
        """Write entries of a list from elsewhere, whose ids are ``LIST:ID``, and find out whose they are.

        An entry that is known as it is changes nothing, one that is known otherwise is replaced and kept.  ``refused``
        are rows of the file that could not be read, at locators that begin with its name and ``#``.  With the last
        entries of a file ``settles`` are the locators of all that was refused in it now: what was refused at others
        before is settled.
        """
        with self._database.read() as connection:  # before the writing, which keeps others waiting
            keys = known.find_entry_keys(connection, offered, self._identification)
        with self._write(at) as writing:
            return writing.import_known(offered, file, refused, keys=keys, settles=settles)

    def rename(self, rename: Rename) -> int:
        """Write a person's name for an identity, or take the latest back; give the number of the event."""
        with self._write(rename.at) as writing:
            return writing.rename(rename)

    @contextmanager
    def _write(self, at: datetime) -> Iterator[Writing]:
        with self._database.write() as connection:
            yield Writing(connection, at=at, identification=self._identification)

    def save_feed(self, state: FeedState) -> None:
        """Keep what is known of a feed, in place of what was."""
        next_at = write_moment(state.next_at) if state.next_at else None
        values = {"url": state.url, "etag": state.etag, "last_modified": state.last_modified}
        with self._database.write() as connection:
            connection.execute(delete(feeds).where(feeds.c.url == state.url))
            connection.execute(insert(feeds).values(**values, next_at=next_at, notes=state.notes))

    def forget_feed(self, url: str) -> bool:
        """Forget a feed; False where it was not known."""
        with self._database.write() as connection:
            return connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0

    # Reading ----------------------------------------------------------------------------------------------------------

    def search(self, query: StatementQuery) -> tuple[Hit, ...]:
        """Find one page of statements; UsageError for more words, or another cursor, than a query can have."""
        with self._database.read() as connection:
            return queries.search(connection, query)

    def show(self, prefix: str) -> StoredStatement:
        """The statement whose id begins with ``prefix``; UsageError unless it is exactly one."""
        with self._database.read() as connection:
            return queries.show(connection, prefix)

    def speaker(self, name: str, *, limit: int = 50) -> tuple[SpeakerView, ...]:
        """The identities with a name that has all words of ``name``, or with this id: the most quoted first.

        Of the statements of each, the newest ``limit``.
        """
        with self._database.read() as connection:
            return views.read_views(connection, name, limit=limit)

    def speaker_ids(self, prefix: str) -> tuple[str, ...]:
        """The ids of speakers that begin with ``prefix`` (at least six digits), at most two of them."""
        with self._database.read() as connection:
            return queries.find_speakers(connection, prefix)

    def statements(self, *, retired: bool | None = False) -> Iterator[Statement]:
        """All statements, the newest publication first; ``retired`` as in ``StatementQuery``.  Lazy."""
        with self._database.read() as connection:
            yield from queries.read_statements(connection, retired=retired)

    def articles(self) -> Iterator[Article]:
        """All articles that a capture leads to, in the order of adding.  Lazy."""
        with self._database.read() as connection:
            yield from queries.read_articles(connection)

    def article_ids(self) -> tuple[str, ...]:
        """The ids of the articles that a capture leads to, in the order of adding."""
        with self._database.read() as connection:
            return queries.read_article_ids(connection)

    def stored_article(self, id_: str) -> StoredArticle:
        """An article of ``article_ids`` with its captures and statements; RecordError where a row of it is damaged."""
        with self._database.read() as connection:
            return queries.read_stored_article(connection, id_)

    def identity_names(self) -> dict[str, str]:
        """The name of the identity of each speaker that has one, by the speaker's id."""
        with self._database.read() as connection:
            return queries.read_identity_names(connection)

    def known(self, named: str, *, most: int = 10) -> tuple[KnownEntity, ...]:
        """The known entities of an id, given alone or as ``LIST:ID``, at most ``most``."""
        with self._database.read() as connection:
            return entries.find_entries(connection, named, most=most)

    def known_names(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of known entities, by ``LIST:ID``; what is none is left out."""
        with self._database.read() as connection:
            return entries.read_names(connection, ids)

    def linked(self) -> dict[str, tuple[KnownEntity, ...]]:
        """The known entities that each speaker is linked with who is linked with any, by the speaker's id."""
        with self._database.read() as connection:
            return entries.read_linked_speakers(connection)

    def rejected(self) -> tuple[RejectedInput, ...]:
        """The rejections that stand, oldest first."""
        with self._database.read() as connection:
            return tuple(queries.read_rejected(connection))

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """The log after an event, in order.  Lazy."""
        with self._database.read() as connection:
            yield from read_events(connection, after=after)

    def judgements(self) -> tuple[Judgement, ...]:
        """The log of judgements, oldest first."""
        with self._database.read() as connection:
            return tuple(queries.read_judgements(connection))

    def pending(self, captures: Sequence[CaptureRef]) -> tuple[CaptureRef, ...]:
        """Those of the captures that have no outcome yet, in the order given, each once."""
        with self._database.read() as connection:
            return queries.find_pending(connection, captures)

    def outdated(self, producer: str) -> tuple[CaptureRef, ...]:
        """The captures that ``producer`` has to read anew: what it has not read last, and what was rejected."""
        with self._database.read() as connection:
            return tuple(queries.read_outdated(connection, producer))

    def feed(self, url: str) -> FeedState | None:
        """What is known of a feed; None where nothing is."""
        with self._database.read() as connection:
            return next(iter(queries.read_feeds(connection, url)), None)

    def feeds(self) -> tuple[FeedState, ...]:
        """What is known of all watched feeds, by address."""
        with self._database.read() as connection:
            return queries.read_feeds(connection)

    def status(self) -> RecordStatus:
        """The counts of the record, and the head of its log."""
        with self._database.read() as connection:
            return queries.count(connection)

    # Checking ---------------------------------------------------------------------------------------------------------

    def check(self, prefix: str | None = None) -> Iterator[Finding]:
        """Check all rows, the log and the database itself, or the one statement whose id begins with ``prefix``.  Lazy.

        Of what holds there is one finding a step, of what does not, one a row.
        """
        if prefix:
            return check_statement(self._database, prefix)
        return check_record(self._database, self._identification)

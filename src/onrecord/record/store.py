"""Writing: what one transaction changes, and the event that says so.

``Writing`` is one transaction under way: rows are written first, the event last.  Adding a reading that is known
changes nothing.  A reading by another producer, or of a capture that led elsewhere before, is written over what was
derived before: a statement found again keeps its id and its judgements; one that is not found any more is retired.

The statements of a text belong to its *home*: of the articles with this text that a capture leads to, the one added
first.  Its readings write them; the reading of a copy adds an article and no statement.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import structs
from sqlalchemy import and_, delete, func, insert, or_, select, update

from onrecord.domain import (
    Addition,
    Article,
    EventKind,
    Judgement,
    KnownAddition,
    Profile,
    Rename,
    Statement,
    Verdict,
    encode,
)
from onrecord.errors import UsageError
from onrecord.record import identities, known
from onrecord.record.entries import read_entries
from onrecord.record.events import append, digest, read_last, write_moment
from onrecord.record.rows import (
    Row,
    clean,
    count_minutes,
    find_day,
    find_minute,
    read_json,
    split_key,
    write_article,
    write_capture,
    write_figures,
    write_key,
    write_rejected,
    write_speaker,
    write_statement,
    write_times,
)
from onrecord.record.tables import (
    articles,
    captures,
    figures,
    judgements,
    readings,
    rejected,
    renames,
    speakers,
    statements,
    times,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Table
    from sqlalchemy import Row as FoundRow

    from onrecord.domain import CaptureRef, KnownFile, Reading, Rejected, Speaker
    from onrecord.record.identities import Identification

# By what a speaker is known: where one of these is read otherwise, it is compared with others again.
_CALLED = ("name", "kind", "title", "compared")


class Writing:
    """One transaction under way; ``body`` collects what its event will say."""

    def __init__(self, connection: Connection, *, at: datetime, identification: Identification) -> None:
        """Begin on a connection that holds the record's lock."""
        self.connection = connection
        self.at = at
        self.identification = identification
        self.event = read_last(connection)[0] + 1
        self.body: dict[str, Any] = {}
        self._article: str | None = None  # the one that is written
        self._moved_to: str | None = None  # the one that took over the statements of another

    # What a caller asks for -------------------------------------------------------------------------------------------

    def add(self, reading: Reading, capture: CaptureRef, *, producer: str) -> Addition:
        """Write what was read from a capture."""
        article = reading.article
        self._article = article.id
        known = self._find_capture(capture.id)
        if known is not None and known.article == article.id and self._read_producer(article.id) == producer:
            kept = tuple(statement.id for statement in reading.statements)
            return Addition(article=article.id, event=None, kept=kept, unread=reading.unread)
        is_derived = self._write_article(reading, capture, producer=producer)
        self._write_capture(capture, outcome="article", article=article.id)
        left = self._leave(known.article) if known and known.article not in {None, article.id} else []
        addition = Addition(article=article.id, event=self.event, retired=tuple(left), unread=reading.unread)
        is_moved = self._moved_to == article.id
        if (is_derived or is_moved) and self._find_home(article.text_sha256) == article.id:
            addition = self._derive(reading, addition)
        self._settle_rejected(capture)
        append(self.connection, EventKind.ARTICLE, {**self.body, "producer": producer}, at=self.at)
        return addition

    def reject(self, refused: Rejected, capture: CaptureRef | None) -> int | None:
        """Write that an input could not be read; None where that was known."""
        lead = self._find_capture(capture.id) if capture else None
        is_left = lead is not None and lead.outcome != "rejected"
        if not self._write_rejected(refused, capture, is_news=is_left):
            return None
        if capture is not None:
            self._write_capture(capture, outcome="rejected", article=None)
            if lead is not None and lead.article is not None:
                self._leave(lead.article)
        return append(self.connection, EventKind.REJECTED, self.body, at=self.at)

    def import_known(
        self,
        entries: Iterable[Profile],
        file: KnownFile,
        refused: Sequence[Rejected],
        *,
        keys: known.Keys,
        settles: Collection[str] | None,
    ) -> KnownAddition:
        """Write entries of a list with their keys, and what of it could not be read; see ``Record.import_known``."""
        written = known.write_entries(self.connection, entries, keys, self.identification, event=self.event)
        log = known.judge_written(self.connection, written, self.identification, at=self.at)
        self._write_judgements(log)
        known.settle_links(self.connection, log, self.identification)
        news = [self._write_rejected(each, None) for each in refused]
        is_settled = settles is not None and self._settle_rows(file, settles)
        if not (written.rows or any(news) or is_settled):
            return KnownAddition(event=None, unchanged=written.unchanged)
        about = {"name": file.name, "sha256": file.sha256, "list": file.list, "count": len(written.rows)}
        body = {**self.body, "file": about, "known": [row["row_sha256"] for row in written.rows]}
        verdicts = Counter(judgement.verdict for judgement in log)
        return KnownAddition(
            event=append(self.connection, EventKind.KNOWN, body, at=self.at),
            new=len(written.new),
            replaced=len(written.replacing),
            unchanged=written.unchanged,
            linked=verdicts[Verdict.SAME],
            asked=verdicts[Verdict.UNSURE],
        )

    def judge(self, judgement: Judgement) -> int:
        """Write a person's judgement, and derive the identities it is about."""
        self._require_speakers(judgement.pair)
        self._write_judgements([judgement])
        identities.replay_around(self.connection, judgement.pair, self.identification)
        return append(self.connection, EventKind.JUDGEMENT, self.body, at=self.at)

    def rename(self, rename: Rename) -> int:
        """Write a person's name for an identity."""
        self._require_speakers([rename.speaker], may_be_known=False)
        json = encode(rename).decode()
        row = {"number": self._next(renames.c.number), "speaker": rename.speaker, "json": json}
        row |= {"row_sha256": digest(json), "event": self.event}
        self.connection.execute(insert(renames), row)
        self.body["renames"] = [row["row_sha256"]]
        identities.update_name(self.connection, rename.speaker)
        return append(self.connection, EventKind.RENAME, self.body, at=self.at)

    # Captures and articles --------------------------------------------------------------------------------------------

    def _write_capture(self, capture: CaptureRef, *, outcome: str, article: str | None) -> None:
        row = write_capture(capture) | {"outcome": outcome, "article": article, "event": self.event}
        self._put(captures, row, is_known=self._find_capture(capture.id) is not None)
        self.body["capture"] = {row["id"]: row["row_sha256"]}

    def _write_article(self, reading: Reading, capture: CaptureRef, *, producer: str) -> bool:
        """Write the article unless it stands as this producer read it; tell whether it was written."""
        article = reading.article
        known = self._find(articles, article.id)
        self.body["article"] = {article.id: known.row_sha256 if known else None}
        if known and known.retired is None and known.producer == producer:
            return False
        unread = encode(reading.unread).decode() if reading.unread else None
        row = write_article(article) | {"producer": producer, "unread": unread, "event": self.event, "retired": None}
        self._put(articles, row, is_known=known is not None)
        self.body["article"] = {article.id: row["row_sha256"]}
        of = {"article": article.id, "producer": producer}
        is_of = (readings.c.article == article.id, readings.c.producer == producer)
        self.connection.execute(delete(readings).where(*is_of))
        values = {**of, "capture": capture.id, "at": write_moment(self.at), "event": self.event}
        self.connection.execute(insert(readings), values)
        return True

    def _leave(self, article: str) -> list[str]:
        """Retire an article that no capture leads to any more, and its statements with the last copy of its text.

        Where a copy is left it becomes the home; what was derived is told of it, and it has to be read again.
        """
        count = select(func.count()).where(captures.c.article == article)
        if self.connection.execute(count).scalar_one():
            return []
        self.connection.execute(update(articles).where(articles.c.id == article).values(retired=self.event))
        self.body.setdefault("left", []).append(article)
        of_article = select(articles.c.text_sha256).where(articles.c.id == article)
        text = self.connection.execute(of_article).scalar_one()
        home = self._find_home(text)
        if home is None:
            self.connection.execute(update(speakers).where(speakers.c.text_sha256 == text).values(said=0))
            return self._retire(self._read_stored(text))
        self._move(text, home)
        return []

    def _move(self, text: str, home: str) -> None:
        """Give the statements of a text to another of its articles; their minute follows the date that one states."""
        json = self.connection.execute(select(articles.c.json).where(articles.c.id == home)).scalar_one()
        reference = read_json(json, Article).reference
        minute = find_minute(reference)
        moved = {}
        for stored in self._read_stored(text):
            statement = structs.replace(read_json(stored.json, Statement), article=reference)
            values = write_statement(statement) | {"event": self.event}
            if minute is not None:
                values["key"] = write_key(minute, stored.ordinal)
            self.connection.execute(update(statements).where(statements.c.key == stored.key).values(**values))
            moved[statement.id] = values["row_sha256"]
        place = {
            "article": home,
            "publisher": clean(reference.publisher),
            "published_on": find_day(reference.published_at),
        }
        self.connection.execute(update(speakers).where(speakers.c.text_sha256 == text).values(**place))
        self._moved_to = home if moved else None
        if moved and home != self._article:
            self.connection.execute(update(articles).where(articles.c.id == home).values(producer=None))
        self.body.setdefault("statements", {}).update(moved)

    def _find_home(self, text: str) -> str | None:
        standing = (articles.c.text_sha256 == text, articles.c.retired.is_(None))
        return self.connection.execute(
            select(articles.c.id).where(*standing).order_by(articles.c.number).limit(1)
        ).scalar()

    def _write_rejected(self, refused: Rejected, capture: CaptureRef | None, *, is_news: bool = False) -> bool:
        """Write a rejection, unless it stands already and is no news; tell whether it was written."""
        row = write_rejected(refused, capture.id if capture else None)
        stored = self._find(rejected, str(row["id"]))
        if stored and stored.settled is None and not is_news:
            return False
        row |= {"at": write_moment(self.at), "settled": None, "event": self.event}
        self._put(rejected, row, is_known=stored is not None)
        self.body.setdefault("rejected", {})[row["id"]] = row["row_sha256"]
        return True

    def _settle_rows(self, file: KnownFile, standing: Collection[str]) -> bool:
        """Settle what was refused of a file before, but for some locators; tell whether there was anything."""
        rows_of = (rejected.c.locator > f"{file.name}#", rejected.c.locator < f"{file.name}$")  # "$" comes after "#"
        is_of_file = rejected.c.capture.is_(None) & or_(rejected.c.locator == file.name, and_(*rows_of))
        found = select(rejected.c.id, rejected.c.locator).where(is_of_file, rejected.c.settled.is_(None))
        settled = [row.id for row in self.connection.execute(found) if row.locator not in standing]
        for id_ in settled:
            self.connection.execute(update(rejected).where(rejected.c.id == id_).values(settled=self.event))
        return bool(settled)

    def _settle_rejected(self, capture: CaptureRef) -> None:
        without_capture = rejected.c.capture.is_(None) & (rejected.c.locator == write_capture(capture)["locator"])
        is_settled = rejected.c.settled.is_(None) & or_(rejected.c.capture == capture.id, without_capture)
        self.connection.execute(update(rejected).where(is_settled).values(settled=self.event))

    # Statements -------------------------------------------------------------------------------------------------------

    def _derive(self, reading: Reading, addition: Addition) -> Addition:
        """Write the statements of a reading over those that the text has."""
        self._write_speakers(reading)
        self._count_said(reading)
        stored = {row.id: row for row in self._read_stored(reading.article.text_sha256)}
        found = {statement.id: statement for statement in reading.statements}
        rows = self._make_rows(reading.article, found, stored)
        added = [(found[id_], row) for id_, row in rows.items() if id_ not in stored]
        kept = [id_ for id_, row in rows.items() if id_ in stored and self._is_as_stored(stored[id_], row)]
        changed = [(found[id_], row) for id_, row in rows.items() if id_ in stored and id_ not in kept]
        self.body["statements"] = self.body.get("statements", {}) | {
            id_: row["row_sha256"] for id_, row in rows.items()
        }
        self._place((stored[id_], rows[id_]) for id_ in kept)
        self._change(changed)
        # In the order of their keys, which is the order that the index of words takes them up in fastest.
        self._insert(added[::-1])
        retired = self._retire(row for id_, row in stored.items() if id_ not in rows)
        return structs.replace(
            addition,
            added=tuple(statement.id for statement, _ in added),
            changed=tuple(statement.id for statement, _ in changed),
            kept=tuple(kept),
            retired=(*addition.retired, *retired),
        )

    def _make_rows(
        self, article: Article, found: Mapping[str, Statement], stored: Mapping[str, FoundRow[Any]]
    ) -> dict[str, Row]:
        """The rows of an article's statements, in the order of the text.

        Ordinals fall along the text, so that a list of the newest first has an article in its own order.  Where a
        statement is new all get new ones.  The minute follows the date that the article states; without one it stays.
        """
        stated = find_minute(article)
        added = count_minutes(self.at) if stated is None else stated
        first = self._next(statements.c.ordinal) if found.keys() - stored.keys() else None
        speaking = self._read_identities(each.speaker.id for each in found.values() if each.speaker)
        rows = {}
        for position, (id_, statement) in enumerate(found.items()):
            known = stored.get(id_)
            ordinal = known.ordinal if first is None and known else (first or 0) + len(found) - position - 1
            minute = split_key(known.key)[0] if known and stated is None else added
            row = write_statement(statement) | {"position": position, "event": self.event, "retired": None}
            row |= {
                "ordinal": ordinal,
                "key": write_key(minute, ordinal),
                "identity": speaking.get(str(row["speaker"])),
            }
            rows[id_] = row
        return rows

    def _is_as_stored(self, known: FoundRow[Any], row: Row) -> bool:
        return known.row_sha256 == row["row_sha256"] and known.retired is None

    def _place(self, kept: Iterable[tuple[FoundRow[Any], Row]]) -> None:
        """Move statements that are as they were to their places among the others."""
        columns = ("key", "ordinal", "position")
        for stored, row in kept:
            if any(getattr(stored, name) != row[name] for name in columns):
                of_row = update(statements).where(statements.c.key == stored.key)
                self.connection.execute(of_row.values(**{name: row[name] for name in columns}))

    def _insert(self, added: Sequence[tuple[Statement, Row]]) -> None:
        if added:
            self.connection.execute(insert(statements), [row for _, row in added])
            self._insert_parts(added)

    def _change(self, changed: Sequence[tuple[Statement, Row]]) -> None:
        ids = [statement.id for statement, _ in changed]
        for part in (figures, times) if ids else ():
            self.connection.execute(delete(part).where(part.c.statement.in_(ids)))
        for _, row in changed:
            self.connection.execute(update(statements).where(statements.c.id == row["id"]).values(**row))
        self._insert_parts(changed)

    def _insert_parts(self, written: Sequence[tuple[Statement, Row]]) -> None:
        for part, write in ((figures, write_figures), (times, write_times)):
            if rows := [row for statement, _ in written for row in write(statement)]:
                self.connection.execute(insert(part), rows)

    def _retire(self, stored: Iterable[FoundRow[Any]]) -> list[str]:
        ids = [row.id for row in stored if row.retired is None]
        if ids:
            of = statements.c.id.in_(ids)
            self.connection.execute(update(statements).where(of).values(retired=self.event))
            self.body.setdefault("retired", []).extend(ids)
        return ids

    def _read_stored(self, text: str) -> Sequence[FoundRow[Any]]:
        of_text = select(statements).where(statements.c.text_sha256 == text).order_by(statements.c.position)
        return self.connection.execute(of_text).all()

    # Speakers ---------------------------------------------------------------------------------------------------------

    def _write_speakers(self, reading: Reading) -> None:
        """Write the speakers of a reading, and find out who is who among those that are new or called otherwise."""
        named: dict[str, Speaker] = {}
        for statement in reading.statements:
            if statement.speaker is not None:
                named.setdefault(statement.speaker.id, statement.speaker)
        if not named:
            return
        rows = {str(row["id"]): row for row in self._make_speakers(reading.article, named)}
        stored = {row.id: row for row in self.connection.execute(select(speakers).where(speakers.c.id.in_(named)))}
        new = [row for id_, row in rows.items() if id_ not in stored]
        changed = [row for id_, row in rows.items() if id_ in stored and self._differs(stored[id_], row, row)]
        renamed = [row for row in changed if self._differs(stored[str(row["id"])], row, _CALLED)]
        besides = {row.id: row.identity for row in stored.values()}
        log = self._judge([row for row in (*new, *renamed) if row["compared"]], besides)
        if new:
            self.connection.execute(insert(speakers), self._number_speakers(new, reading))
        for row in changed:
            self.connection.execute(update(speakers).where(speakers.c.id == row["id"]).values(**row))
        self._write_judgements(log)
        profiles = [read_json(str(row["profile"]), Profile) for row in new if row["compared"]]
        identities.settle_new(self.connection, profiles, log, self.identification)
        seeds = [str(row["id"]) for row in renamed if row["compared"] or stored[str(row["id"])].compared]
        if seeds:
            identities.replay_around(self.connection, seeds, self.identification)
        self._link([str(row["id"]) for row in (*new, *renamed) if row["compared"]])

    def _link(self, ids: Sequence[str]) -> None:
        """Find out which entries of lists speakers may be that are linked with none."""
        unlinked = known.find_unlinked(self.connection, ids)
        log = known.judge_identities(self.connection, unlinked, self.identification, at=self.at) if unlinked else []
        self._write_judgements(log)
        known.settle_links(self.connection, log, self.identification)

    def _number_speakers(self, new: Sequence[Row], reading: Reading) -> list[Row]:
        said = Counter(statement.speaker.id for statement in reading.statements if statement.speaker)
        return [
            row | {"number": number, "said": said[str(row["id"])], "identity": row["id"], "component": row["id"]}
            for number, row in enumerate(new, start=self._next(speakers.c.number))
        ]

    def _count_said(self, reading: Reading) -> None:
        """Write how much each speaker of a text says; those that nothing is left of say nothing."""
        said = Counter(statement.speaker.id for statement in reading.statements if statement.speaker)
        of_text = select(speakers.c.id, speakers.c.said).where(speakers.c.text_sha256 == reading.article.text_sha256)
        wrong = [row.id for row in self.connection.execute(of_text) if row.said != said[row.id]]
        for speaker in wrong:
            of_speaker = update(speakers).where(speakers.c.id == speaker)
            self.connection.execute(of_speaker.values(said=said[speaker]))

    def _make_speakers(self, article: Article, named: dict[str, Speaker]) -> Iterable[Row]:
        names = [speaker.name for speaker in named.values() if not speaker.anonymous]
        for speaker in named.values():
            row = write_speaker(speaker, article.reference)
            # Who has no name of its own is compared with nobody; some have no name at all.
            profile = encode(identities.write_profile(speaker, article, names)).decode() if row["compared"] else ""
            yield row | {"profile": profile, "event": self.event}

    def _differs(self, known: FoundRow[Any], row: Row, names: Iterable[str]) -> bool:
        return any(getattr(known, name) != row[name] for name in names if name != "event")

    def _judge(self, rows: Sequence[Row], besides: dict[str, str]) -> list[Judgement]:
        profiles = [(read_json(str(row["profile"]), Profile), besides.get(str(row["id"]), "")) for row in rows]
        return identities.judge_new(self.connection, profiles, self.identification, at=self.at)

    def _write_judgements(self, log: Sequence[Judgement]) -> None:
        if not log:
            return
        rows = []
        for number, judgement in enumerate(log, start=self._next(judgements.c.number)):
            json = encode(judgement).decode()
            left, right = judgement.pair
            row = {"number": number, "left_speaker": left, "right_speaker": right, "verdict": judgement.verdict.value}
            rows.append(row | {"json": json, "row_sha256": digest(json), "event": self.event})
        self.connection.execute(insert(judgements), rows)
        self.body.setdefault("judgements", []).extend(row["row_sha256"] for row in rows)

    def _read_identities(self, ids: Iterable[object]) -> dict[str, str]:
        wanted = sorted({str(each) for each in ids if each is not None})
        found = select(speakers.c.id, speakers.c.identity).where(speakers.c.id.in_(wanted))
        return {row.id: row.identity for row in self.connection.execute(found)}

    def _require_speakers(self, ids: Sequence[str], *, may_be_known: bool = True) -> None:
        for each in ids:
            found = self._find(speakers, each)
            if (found is None or not found.compared) and not (may_be_known and read_entries(self.connection, [each])):
                message = f"the record has no speaker with a name of its own under the id {each}"
                raise UsageError(message, next_step="Find the id with: onrecord speaker NAME --json")

    # Rows -------------------------------------------------------------------------------------------------------------

    def _find(self, table: Table, id_: str) -> FoundRow[Any] | None:
        return self.connection.execute(select(table).where(table.c.id == id_)).first()

    def _find_capture(self, id_: str) -> FoundRow[Any] | None:
        return self._find(captures, id_)

    def _read_producer(self, article: str) -> str | None:
        return self.connection.execute(select(articles.c.producer).where(articles.c.id == article)).scalar()

    def _put(self, table: Table, row: Row, *, is_known: bool) -> None:
        """Write a row under its id; a new one gets the next number."""
        if is_known:
            self.connection.execute(update(table).where(table.c.id == row["id"]).values(**row))
        else:
            self.connection.execute(insert(table), row | {"number": self._next(table.c.number)})

    def _next(self, column: Any) -> int:  # noqa: ANN401 - a column of whole numbers
        return (self.connection.execute(select(func.max(column))).scalar() or 0) + 1

"""Writing, on both databases: adding, adding again, reading anew, rejecting, watching."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from onrecord.domain import (
    CaptureRef,
    EventKind,
    FeedState,
    FindingVerdict,
    Reading,
    Rejected,
    RejectReason,
    StatementQuery,
    Unread,
    evidence_id,
)

if TYPE_CHECKING:
    from onrecord.record import Record

MakeReading = Callable[..., tuple[Reading, CaptureRef]]
HOLT, BERG = "Anna Holt", "Tom Berg"


def refuse(locator: str = "a.txt") -> Rejected:
    """A rejection of an input."""
    return Rejected(locator=locator, reason=RejectReason.EMPTY, message="empty", next_step="Give a text.")


def contents(record: Record, *, retired: bool | None = False) -> list[str]:
    """The words of all statements, the newest publication first."""
    return [statement.content[0].text for statement in record.statements(retired=retired)]


def test_new_record_is_empty(record: Record) -> None:
    status = record.status()
    assert (status.events, status.statements, status.head) == (0, 0, "0" * 64)
    assert record.search(StatementQuery()) == ()


def test_reading_is_kept_whole(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"), (BERG, "It will"))
    addition = record.add(reading, capture, producer="one", at=now)
    assert addition.added == tuple(statement.id for statement in reading.statements)
    stored = record.show(reading.statements[0].id)
    assert (stored.statement, stored.article, stored.captures) == (reading.statements[0], reading.article, (capture,))
    assert (stored.producer, stored.event, stored.retired) == ("one", 1, False)
    assert list(record.articles()) == [reading.article]


def test_adding_twice_equals_adding_once(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"))
    record.add(reading, capture, producer="one", at=now)
    before = record.status()
    again = record.add(reading, capture, producer="one", at=now + timedelta(days=1))
    assert (again.event, again.kept) == (None, (reading.statements[0].id,))
    assert record.status() == before


def test_second_capture_of_an_article_adds_a_capture_and_no_statement(
    record: Record, make: MakeReading, now: datetime
) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"))
    later = structs.replace(capture, captured_at=now)
    record.add(reading, capture, producer="one", at=now)
    addition = record.add(reading, later, producer="one", at=now)
    assert (addition.event, addition.added) == (2, ())
    assert (record.status().captures, record.status().statements) == (2, 1)
    assert record.show(reading.statements[0].id).captures == (capture, later)


def test_copy_of_a_text_in_another_outlet_adds_an_article_and_no_statement(
    record: Record, make: MakeReading, now: datetime
) -> None:
    first, capture = make((HOLT, "The ferry will not sail"), publisher="The Shore")
    copy, other = make((HOLT, "The ferry will not sail"), name="b", publisher="The Hill")
    record.add(first, capture, producer="one", at=now)
    record.add(copy, other, producer="one", at=now)
    assert (record.status().articles, record.status().statements) == (2, 1)
    for outlet in ("the shore", "The Hill"):
        assert [hit.statement for hit in record.search(StatementQuery(outlet=outlet))] == list(first.statements)
    assert record.show(first.statements[0].id).copies == (copy.article.reference,)


def test_newer_producer_keeps_drops_and_adds_statements(record: Record, make: MakeReading, now: datetime) -> None:
    full, capture = make((HOLT, "The ferry will not sail"), (BERG, "It will"), (HOLT, "Never"))
    kept, dropped, late = full.statements
    record.add(structs.replace(full, statements=(kept, dropped)), capture, producer="one", at=now)
    again = record.add(structs.replace(full, statements=(kept, late)), capture, producer="two", at=now)
    assert (again.kept, again.retired, again.added) == ((kept.id,), (dropped.id,), (late.id,))
    assert contents(record) == ["The ferry will not sail", "Never"]
    assert contents(record, retired=True) == ["It will"]
    assert record.show(dropped.id).retired


def test_statement_found_again_keeps_its_id_and_gets_new_values(
    record: Record, make: MakeReading, now: datetime
) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"), (BERG, "It will"))
    record.add(reading, capture, producer="one", at=now)
    changed = structs.replace(reading.statements[0], confidence=0.5)
    again = record.add(
        structs.replace(reading, statements=(changed, reading.statements[1])), capture, producer="two", at=now
    )
    assert (again.changed, again.kept) == ((changed.id,), (reading.statements[1].id,))
    assert record.show(changed.id).statement.confidence == 0.5
    assert (record.show(changed.id).event, record.show(reading.statements[1].id).event) == (2, 1)


def test_retired_statement_that_is_found_again_stands_again(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"))
    record.add(reading, capture, producer="one", at=now)
    record.add(structs.replace(reading, statements=()), capture, producer="two", at=now)
    assert contents(record) == []
    record.add(reading, capture, producer="three", at=now)
    assert contents(record) == ["The ferry will not sail"]
    assert record.status().retired == 0


def test_capture_that_is_read_as_another_text_retires_what_it_was_read_as(
    record: Record, make: MakeReading, now: datetime
) -> None:
    before, capture = make((HOLT, "The ferry will not sail"))
    after, _ = make((HOLT, "The ferry will not sail today"))
    record.add(before, capture, producer="one", at=now)
    again = record.add(after, capture, producer="two", at=now)
    assert again.retired == (before.statements[0].id,)
    assert contents(record) == ["The ferry will not sail today"]
    assert list(record.articles()) == [after.article]


def test_copy_takes_over_the_statements_of_an_article_that_is_left(
    record: Record, make: MakeReading, now: datetime
) -> None:
    home, capture = make((HOLT, "The ferry will not sail"), publisher="The Shore")
    copy, other = make((HOLT, "The ferry will not sail"), name="b", publisher="The Hill")
    another, _ = make((BERG, "It will"))
    record.add(home, capture, producer="one", at=now)
    record.add(copy, other, producer="one", at=now)
    record.add(another, capture, producer="two", at=now)
    assert record.show(home.statements[0].id).statement.article == copy.article.reference
    assert record.outdated("one") == (capture, other)
    record.add(copy, other, producer="two", at=now)
    assert record.show(home.statements[0].id).statement == copy.statements[0]
    assert record.outdated("two") == ()


def test_statements_that_a_copy_takes_over_are_sorted_by_its_date(
    record: Record, make: MakeReading, now: datetime
) -> None:
    home, capture = make((HOLT, "The ferry will not sail"), day="2024-05-04")
    copy, other = make((HOLT, "The ferry will not sail"), name="b", day="2024-05-06")
    later, third = make((HOLT, "The harbour is open"), name="c", day="2024-05-05")
    for reading, of in ((home, capture), (copy, other), (later, third)):
        record.add(reading, of, producer="one", at=now)
    corrected, _ = make((HOLT, "The bridge is open"), day="2024-05-04")
    record.add(corrected, capture, producer="one", at=now)
    assert contents(record) == ["The ferry will not sail", "The harbour is open", "The bridge is open"]
    assert [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED] == []


def test_date_that_is_read_anew_moves_a_statement(record: Record, make: MakeReading, now: datetime) -> None:
    old, first = make((HOLT, "The ferry will not sail"), day="2024-05-04")
    other, second = make((BERG, "It will"), name="b", day="2024-05-05")
    late, _ = make((HOLT, "The ferry will not sail"), day="2024-05-06T10:00:00+02:00")
    record.add(old, first, producer="one", at=now)
    record.add(other, second, producer="one", at=now)
    assert contents(record) == ["It will", "The ferry will not sail"]
    record.add(late, first, producer="two", at=now)
    assert contents(record) == ["The ferry will not sail", "It will"]
    assert [hit.statement.id for hit in record.search(StatementQuery(text="ferry"))] == [late.statements[0].id]


def test_article_without_a_date_keeps_its_place_when_it_is_read_anew(
    record: Record, make: MakeReading, now: datetime
) -> None:
    undated, first = make((HOLT, "The ferry will not sail"), day=None)
    other, second = make((BERG, "It will"), name="b", day="2026-03-02")
    record.add(undated, first, producer="one", at=now)
    record.add(other, second, producer="one", at=now)
    record.add(undated, first, producer="two", at=now + timedelta(days=9))
    assert contents(record) == ["It will", "The ferry will not sail"]


def test_statements_of_an_article_stand_in_the_order_of_its_text(
    record: Record, make: MakeReading, now: datetime
) -> None:
    reading, capture = make((HOLT, "One"), (BERG, "Two"), (HOLT, "Three"))
    record.add(reading, capture, producer="one", at=now)
    assert [hit.statement.content[0].text for hit in record.search(StatementQuery())] == ["One", "Two", "Three"]


def test_statement_that_a_newer_producer_finds_stands_in_its_place(
    record: Record, make: MakeReading, now: datetime
) -> None:
    full, capture = make((HOLT, "One"), (BERG, "Two"), (HOLT, "Three"))
    first, _, last = full.statements
    record.add(structs.replace(full, statements=(first, last)), capture, producer="one", at=now)
    again = record.add(full, capture, producer="two", at=now)
    assert again.kept == (first.id, last.id)
    assert contents(record) == ["One", "Two", "Three"]
    assert [hit.statement.id for hit in record.search(StatementQuery(text="three"))] == [last.id]


def test_unread_article_is_kept_with_its_reason(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make()
    unread = Unread(reason="language", message="not yet")
    addition = record.add(structs.replace(reading, unread=unread), capture, producer="one", at=now)
    assert addition.unread == unread
    assert (record.status().articles, record.pending([capture])) == (1, ())


def test_rejecting_twice_equals_rejecting_once(record: Record, make: MakeReading, now: datetime) -> None:
    _, capture = make()
    assert record.reject(refuse(), capture, at=now) == 1
    assert record.reject(refuse(), capture, at=now) is None
    assert record.reject(refuse("gone.txt"), at=now) == 2
    assert record.reject(refuse("gone.txt"), at=now) is None
    assert [(each.rejected.locator, each.capture) for each in record.rejected()] == [
        ("a.txt", capture),
        ("gone.txt", None),
    ]


def test_rejection_is_settled_when_the_input_is_read_after_all(
    record: Record, make: MakeReading, now: datetime
) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"))
    record.reject(refuse(), capture, at=now)
    record.reject(refuse(), at=now)
    record.add(reading, capture, producer="one", at=now)
    assert record.rejected() == ()


def test_rejecting_what_was_read_retires_its_statements(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make((HOLT, "The ferry will not sail"))
    record.add(reading, capture, producer="one", at=now)
    record.reject(refuse(), capture, at=now)
    assert contents(record) == []
    assert contents(record, retired=True) == ["The ferry will not sail"]
    assert record.outdated("one") == (capture,)


def test_capture_is_pending_until_it_has_an_outcome(record: Record, make: MakeReading, now: datetime) -> None:
    reading, first = make((HOLT, "One"))
    _, second = make((HOLT, "Two"), name="b")
    _, third = make((HOLT, "Three"), name="c")
    record.add(reading, first, producer="one", at=now)
    record.reject(refuse("b.txt"), second, at=now)
    assert record.pending([third, second, first, third]) == (third,)


def test_every_transaction_is_one_event_and_chained_to_the_one_before(
    record: Record, make: MakeReading, now: datetime
) -> None:
    reading, capture = make((HOLT, "One"))
    record.add(reading, capture, producer="one", at=now)
    record.reject(refuse("gone.txt"), at=now.astimezone(timezone(timedelta(hours=5))))
    first, second = record.events()
    assert [first.kind, second.kind] == [EventKind.ARTICLE, EventKind.REJECTED]
    assert (first.previous, second.previous, record.status().head) == ("0" * 64, first.hash, second.hash)
    assert second.at == now
    assert list(record.events(after=1)) == [second]
    stored = record.show(reading.statements[0].id)
    assert f'"{stored.statement.id}":"{stored.row_sha256}"' in first.body


def test_hash_of_an_event_can_be_computed_from_its_fields(record: Record, make: MakeReading, now: datetime) -> None:
    import json  # noqa: PLC0415 - as a third party would

    record.add(*make((HOLT, "Die Fähre fährt nicht")), producer="one", at=now)
    (event,) = record.events()
    fields = {"seq": event.seq, "at": now.isoformat(), "kind": event.kind.value, "previous": event.previous}
    assert evidence_id({**fields, "body": json.loads(event.body)}) == event.hash


def test_what_fails_in_the_middle_leaves_nothing(record: Record, make: MakeReading, now: datetime) -> None:
    reading, capture = make((HOLT, "One"), (BERG, "Two"))
    with pytest.raises(ValueError, match="time zone"):
        record.add(reading, capture, producer="one", at=now.replace(tzinfo=None))
    status = record.status()
    assert (status.events, status.captures, status.articles, status.statements, status.identities) == (0, 0, 0, 0, 0)


def test_text_that_a_database_may_stumble_on_is_kept(record: Record, make: MakeReading, now: datetime) -> None:
    said = "zero \0 byte, 'quote' \"double\" 100% _ \\ \U0001f6a2 \ufffd ¶"
    reading, capture = make((HOLT, said), ("A\0B 'C'", "More"), publisher="The\0 Shore")
    record.add(reading, structs.replace(capture, locator="a\0b"), producer="one", at=now)
    assert [hit.statement for hit in record.search(StatementQuery(text="quote 100"))] == [reading.statements[0]]
    assert record.show(reading.statements[0].id).article == reading.article


def test_dates_at_the_ends_of_the_calendar_are_kept(record: Record, make: MakeReading, now: datetime) -> None:
    for name, day in (("a", "0001-01-01"), ("b", "9999-12-31"), ("c", "0001-01-01T00:00:00+14:00")):
        reading, capture = make((HOLT, f"Word {name}"), name=name, day=day)
        record.add(reading, capture, producer="one", at=now)
    assert contents(record) == ["Word b", "Word c", "Word a"]


def test_feed_is_known_as_it_was_saved_last(record: Record, now: datetime) -> None:
    url = "https://example.org/feed"
    assert record.feed(url) is None
    record.save_feed(FeedState(url=url, etag='"1"'))
    state = FeedState(url=url, etag='"2"', last_modified="today", next_at=now, notes='{"failures":1}')
    record.save_feed(state)
    assert record.feed(url) == state


def test_events_are_dated_in_utc(record: Record, make: MakeReading) -> None:
    reading, capture = make((HOLT, "One"))
    record.add(reading, capture, producer="one", at=datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2))))
    (event,) = record.events()
    assert event.at == datetime(2025, 12, 31, 23, tzinfo=UTC)

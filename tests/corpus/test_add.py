"""Adding: every input has one outcome, twice equals once, and what an interruption left is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING

import pytest

from onrecord.corpus.add import add_captures, find_pending, read_archived
from onrecord.corpus.outcomes import Added, Known, Outcome, Refused
from onrecord.corpus.stores import Stores, open_known_record, open_stores, open_stores_to_read
from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import UsageError

from .conftest import NOW

if TYPE_CHECKING:
    from onrecord.config import Settings

Opening = Callable[..., AbstractContextManager[Stores]]
ARTICLE = "Bridge {number} stays closed\n\nAnn Lee said that bridge {number} will stay closed until spring.\n"
MISSING = Rejected(locator="b", reason=RejectReason.NOT_FOUND, message="there is no file b", next_step="Check.")


def make_captures(count: int) -> list[Capture | Rejected]:
    """Make captures of articles unlike each other."""
    return [
        Capture(locator=f"page-{number}.txt", payload=ARTICLE.format(number=number).encode(), media_type="text/plain")
        for number in range(count)
    ]


def add(stores: Stores, *captures: Capture | Rejected, workers: int = 1) -> list[Outcome]:
    """Add captures; all outcomes."""
    return list(add_captures(captures, stores, workers=workers))


def test_an_article_and_its_statements_are_recorded(opening: Opening) -> None:
    with opening() as stores:
        (added,) = add(stores, *make_captures(1))
        assert isinstance(added, Added)
        assert [len(added.addition.added), len(added.addition.kept)] == [1, 0]
        (statement,) = stores.record.statements()
        assert statement.id == added.addition.added[0]
        assert stores.archive.read(added.capture).payload == ARTICLE.format(number=0).encode()


@pytest.mark.parametrize("workers", [1, 2])
def test_each_input_has_one_outcome(opening: Opening, workers: int) -> None:
    empty = Capture(locator="empty.txt", payload=b" ", media_type="text/plain")
    with opening() as stores:
        outcomes = add(stores, *make_captures(6), MISSING, empty, workers=workers)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Added"] * 6 + ["Refused"] * 2
        reasons = {outcome.rejected.reason for outcome in outcomes if isinstance(outcome, Refused)}
        assert reasons == {RejectReason.NOT_FOUND, RejectReason.EMPTY}
        assert {each.rejected.reason for each in stores.record.rejected()} == reasons
        assert find_pending(stores.archive, stores.record) == ()


def test_adding_twice_equals_adding_once(opening: Opening) -> None:
    captures = [*make_captures(3), MISSING]
    with opening() as stores:
        add(stores, *captures)
        before = stores.record.status(), stores.archive.head
        outcomes = add(stores, *captures)
        assert [type(outcome) for outcome in outcomes] == [Known, Known, Known, Refused]
        assert (stores.record.status(), stores.archive.head) == before


def test_what_was_rejected_is_read_once_more(opening: Opening) -> None:
    (capture,) = make_captures(1)
    with opening("misbehaving:RefusingReader") as stores:
        (refused,) = add(stores, capture)
        assert isinstance(refused, Refused)
    with opening() as stores:
        (added,) = add(stores, capture)
        assert isinstance(added, Added)
        assert stores.record.rejected() == ()


def test_what_to_do_about_a_rejected_input_ends_in_adding_it(opening: Opening) -> None:
    with opening() as stores:
        (refused,) = add(stores, Capture(locator="a.pdf", payload=b"%PDF-1.7 and more"))
        assert isinstance(refused, Refused)
        assert "onrecord add " in refused.rejected.next_step
        assert [each.rejected for each in stores.record.rejected()] == [refused.rejected]


def test_a_worker_that_dies_costs_one_document_which_is_recorded_as_rejected(opening: Opening) -> None:
    killer = Capture(locator="killer.txt", payload=b"This page kills.", media_type="text/plain")
    with opening("misbehaving:MisbehavingReader") as stores:
        outcomes = add(stores, *make_captures(3), killer, workers=2)
        assert sum(isinstance(outcome, Added) for outcome in outcomes) == 3
        (rejected,) = stores.record.rejected()
        assert rejected.rejected.reason is RejectReason.WORKER_DIED
        assert rejected.capture is not None
        assert stores.archive.read(rejected.capture) == killer


def test_an_interruption_leaves_a_record_of_whole_articles_and_the_rest_pending(opening: Opening) -> None:
    def interrupt_after(captures: list[Capture | Rejected]) -> Iterator[Capture | Rejected]:
        yield from captures
        raise KeyboardInterrupt

    captures = make_captures(5)
    with opening() as stores, pytest.raises(KeyboardInterrupt):
        list(add_captures(interrupt_after(captures), stores, workers=2))
    with opening() as stores:
        recorded = stores.record.status().articles
        pending = find_pending(stores.archive, stores.record)
        assert recorded + len(pending) == 5
        assert all(isinstance(outcome, Added) for outcome in read_archived(pending, stores, workers=1))
        assert stores.record.status().statements == 5
        assert not [finding for finding in stores.record.check() if finding.verdict == "contradicted"]


def test_another_producer_reads_the_same_captures_without_second_statements(opening: Opening) -> None:
    with opening() as stores:
        add(stores, *make_captures(2))
        assert stores.record.outdated(stores.producer) == ()
    with opening("misbehaving:MisbehavingReader") as stores:
        outdated = stores.record.outdated(stores.producer)
        assert len(outdated) == 2
        outcomes = list(read_archived(outdated, stores, workers=1))
        assert all(isinstance(outcome, Added) and outcome.addition.kept for outcome in outcomes)
        assert stores.record.outdated(stores.producer) == ()
        assert stores.record.status().statements == 2


def test_a_second_writer_is_refused(opening: Opening) -> None:
    with opening(), pytest.raises(UsageError, match="another process"), opening():
        pass


def test_looking_makes_nothing(settings: Settings) -> None:
    with pytest.raises(UsageError, match="there is no record"):
        open_known_record(settings)
    assert settings.record_file is not None
    assert not settings.record_file.exists()


def test_both_stores_can_be_read_while_another_writes(opening: Opening, settings: Settings) -> None:
    with opening() as stores:
        add(stores, *make_captures(1))
        with open_stores_to_read(settings) as (archive, record):
            assert (archive.head, record.status()) == (stores.archive.head, stores.record.status())


def test_speakers_of_several_articles_are_compared(settings: Settings) -> None:
    with open_stores(settings, clock=lambda: NOW, reader="light_reader:LightReader") as stores:
        add(stores, *make_captures(2))
        assert stores.record.judgements()
    with closing(sqlite3.connect(str(settings.record_file))) as connection:
        assert connection.execute("SELECT count(*) FROM speakers").fetchone() == (2,)

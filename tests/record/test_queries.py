"""Searching and showing, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from onrecord.domain import (
    CaptureRef,
    Figure,
    FigureModifier,
    Medium,
    MediumKind,
    QuotationType,
    Reading,
    SaidAt,
    SpeakerKind,
    Statement,
    StatementQuery,
    StatementType,
    TimeBasis,
)
from onrecord.errors import UsageError
from onrecord.record.queries import find_matches, write_match, write_vector_query
from onrecord.record.words import normalise, read_query

if TYPE_CHECKING:
    from onrecord.record import Record

MakeReading = Callable[..., tuple[Reading, CaptureRef]]
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def add(record: Record, made: tuple[Reading, CaptureRef], **fields: object) -> tuple[Statement, ...]:
    """Add a reading, all its statements with these fields."""
    reading, capture = made
    statements = tuple(structs.replace(statement, **fields) for statement in reading.statements)
    record.add(structs.replace(reading, statements=statements), capture, producer="one", at=NOW)
    return statements


def find(record: Record, text: str = "", **filters: object) -> list[str]:
    """The words of the statements found, in their order."""
    query = StatementQuery(text=text, **filters)  # type: ignore[arg-type]
    return [hit.statement.content[0].text for hit in record.search(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["No ferry sails", "The new ferry, Kyiv’s pride"]),
        ("FERRY new", ["The new ferry, Kyiv’s pride"]),
        ('"new ferry"', ["The new ferry, Kyiv’s pride"]),
        ('"ferry new"', []),
        ('"ferry kyiv"', ["The new ferry, Kyiv’s pride"]),
        ("kyiv", ["The new ferry, Kyiv’s pride"]),
        ("ferr*", ["No ferry sails", "The new ferry, Kyiv’s pride"]),
        ("ferr", []),
        ("holt ferry", ["The new ferry, Kyiv’s pride"]),
        ("said", ["No ferry sails", "The new ferry, Kyiv’s pride"]),
        ('"pride anna"', []),
        ('"anna holt"', ["The new ferry, Kyiv’s pride"]),
        ("harbour", []),
        ("!?", []),
        ("ferry OR harbour", []),
        ("", ["No ferry sails", "The new ferry, Kyiv’s pride"]),
    ],
)
def test_words_phrases_and_beginnings_are_found(
    record: Record, make: MakeReading, query: str, found: list[str]
) -> None:
    add(record, make(("Anna Holt", "The new ferry, Kyiv’s pride"), day="2024-05-04"))
    add(record, make(("Tom Berg", "No ferry sails"), name="b", day="2024-05-05"))
    assert find(record, query) == found


def test_hit_says_where_the_words_stand(record: Record, make: MakeReading) -> None:
    (statement,) = add(record, make(("Anna Holt", "The new café"), day="2024-05-04"))
    (hit,) = record.search(StatementQuery(text='holt "new cafe"'))
    assert [match.text for match in hit.matches] == ["new café", "Holt"]
    text = record.show(statement.id).article.text
    assert all(text[match.start : match.end] == match.text for match in hit.matches)


def test_newest_publication_stands_first_and_pages_go_on(record: Record, make: MakeReading) -> None:
    days = ["2024-05-04", "2023-01-01", "2024-05-04T09:00:00+00:00", "2024-05-04T10:30:00+02:00", "1999-12-31"]
    for number, day in enumerate(days):
        add(record, make(("Anna Holt", f"Ferry {number}"), name=str(number), day=day))
    everything = find(record, "ferry")
    assert everything == ["Ferry 2", "Ferry 3", "Ferry 0", "Ferry 1", "Ferry 4"]
    for ranked in (False, True):
        pages: list[str] = []
        after = None
        while hits := record.search(StatementQuery(text="ferry", limit=2, after=after, ranked=ranked)):
            pages += [hit.statement.content[0].text for hit in hits]
            after = hits[-1].cursor
        assert pages == find(record, "ferry", ranked=ranked)


def test_best_match_stands_first_when_asked_for(record: Record, make: MakeReading) -> None:
    add(
        record,
        make(("Anna Holt", "The ferry, and then much else that has nothing to do with it at all"), day="2024-05-05"),
    )
    add(record, make(("Anna Holt", "Ferry after ferry"), name="b", day="2024-05-04"))
    assert find(record, "ferry", ranked=True)[0] == "Ferry after ferry"
    assert find(record, "ferry")[0] != "Ferry after ferry"


def test_filters_narrow(record: Record, make: MakeReading) -> None:
    made = make(("Anna Holt", "One"), publisher="The Shore", url="https://www.shore.example/1", day="2024-05-04")
    spoken = made[0].statements[0]
    assert spoken.speaker
    figure = Figure(
        span=spoken.content[0], low="5", high="5", unit="percent", counts=None, counts_span=None,
        modifier=FigureModifier.EXACT, change=None, relation=None, by="test",
    )  # fmt: skip
    add(
        record, made, figures=(figure,), medium=Medium(span=None, kind=MediumKind.LETTER, platform=None, by="test"),
        type=StatementType.REFUSAL, quotation=QuotationType.DIRECT,
        speaker=structs.replace(spoken.speaker, kind=SpeakerKind.GOVERNMENT),
    )  # fmt: skip
    add(record, make(("Tom Berg", "Two"), name="b", day="2024-05-06"))
    for filters in (
        {"speaker": "holt"}, {"kind": SpeakerKind.GOVERNMENT}, {"medium": MediumKind.LETTER}, {"has_figure": True},
        {"type": StatementType.REFUSAL}, {"quotation": QuotationType.DIRECT}, {"outlet": "the SHORE"},
        {"outlet": "shore.example"}, {"published_to": date(2024, 5, 5)},
        {"published_from": date(2024, 5, 4), "published_to": date(2024, 5, 4)},
    ):  # fmt: skip
        assert find(record, **filters) == ["One"], filters
        assert find(record, "one", **filters) == ["One"], filters
        assert find(record, "two", **filters) == [], filters
    assert find(record, has_figure=False) == find(record, published_from=date(2024, 5, 5)) == ["Two"]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((date(2024, 5, 1), date(2024, 5, 2)), []),
        ((date(2024, 5, 3), None), ["Said"]),
        ((None, date(2024, 5, 2)), []),
        ((date(2024, 5, 3), date(2024, 5, 3)), ["Said"]),
        ((date(2024, 5, 4), None), []),
        ((None, date(2024, 5, 3)), ["Said"]),
    ],
)
def test_time_of_saying_is_found_where_the_bounds_overlap(
    record: Record, make: MakeReading, days: tuple[date | None, date | None], found: list[str]
) -> None:
    said_at = SaidAt(
        span=None, timex=None, edtf=None, earliest="2024-05-03T18:00", latest="2024-05-03T24:00",
        basis=TimeBasis.RELATIVE, confidence=1.0, by="test",
    )  # fmt: skip
    add(record, make(("Anna Holt", "Said")), said_at=said_at)
    add(record, make(("Anna Holt", "At no known time"), name="b"))
    assert find(record, said_from=days[0], said_to=days[1]) == found


def test_statement_dated_by_its_publication_counts_as_said_on_that_day(record: Record, make: MakeReading) -> None:
    said_at = SaidAt(
        span=None, timex=None, edtf=None, earliest=None, latest="2024-05-04T24:00", basis=TimeBasis.PUBLICATION,
        confidence=1.0, by="test",
    )  # fmt: skip
    add(record, make(("Anna Holt", "One")), said_at=said_at)
    assert find(record, said_from=date(2024, 5, 4), said_to=date(2024, 5, 4)) == ["One"]
    assert find(record, said_to=date(2024, 5, 3)) == []


def test_statement_is_shown_by_the_beginning_of_its_id(record: Record, make: MakeReading) -> None:
    (statement,) = add(record, make(("Anna Holt", "One")))
    assert record.show(statement.id[:6].upper()).statement == statement


@pytest.mark.parametrize("prefix", ["", "abc", "xyzw", "' OR 1=1", "0" * 64])
def test_id_that_names_no_statement_is_refused(record: Record, make: MakeReading, prefix: str) -> None:
    add(record, make(("Anna Holt", "One")))
    with pytest.raises(UsageError):
        record.show(prefix)


def test_id_that_names_several_statements_is_refused(record: Record, make: MakeReading) -> None:
    twins = [
        structs.replace(each, id=f"abcd{number}")
        for number, each in enumerate(make(("A", "One"), ("B", "Two"))[0].statements)
    ]
    reading, capture = make(("A", "One"), ("B", "Two"))
    record.add(structs.replace(reading, statements=tuple(twins)), capture, producer="one", at=NOW)
    with pytest.raises(UsageError, match="several ids begin with abcd: abcd0, abcd1"):
        record.show("abcd")


@pytest.mark.parametrize("cursor", ["", "x", "1.2", "-1", "1 OR 1", "²"])
def test_cursor_of_another_query_is_refused(record: Record, cursor: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        record.search(StatementQuery(after=cursor))


@given(st.text(max_size=60))
def test_query_languages_of_databases_get_words_alone(text: str) -> None:
    terms = read_query(text)
    for term in terms or ():
        assert all(word.isalnum() and word == normalise(word) for word in term.words)
    if terms:
        assert set(write_match(terms)) - set('"* AND') <= {
            letter for term in terms for word in term.words for letter in word
        }
        assert write_vector_query(terms).count("'") == 2 * sum(len(term.words) for term in terms)


QUERIES = st.text(st.sampled_from("abéİß\u017f'’\"“*:&|!()<>-^{}\\ ﬁ½٣кͅ 1N%_¶"), max_size=12) | st.text(max_size=20)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=QUERIES, query=QUERIES)
def test_any_text_is_searched_as_words(record: Record, make: MakeReading, text: str, query: str) -> None:
    said = f"{text}."
    (statement,) = add(record, make(("Anna Holt", said)))
    terms = read_query(query)
    found = [hit.statement.id for hit in record.search(StatementQuery(text=query, limit=10_000))]
    stands = terms is None or bool(terms and all(any(find_matches(statement, [term])) for term in terms))
    assert (statement.id in found) == stands

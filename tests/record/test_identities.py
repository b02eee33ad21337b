"""Who is who across articles, on both databases: joined by rules, settled by persons, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest
from msgspec import structs

from onrecord.domain import Authority, CaptureRef, Judgement, Profile, Reading, Rename, StatementQuery, Verdict
from onrecord.errors import UsageError
from onrecord.record import Identification, Record
from onrecord.speakers.judgements import replay

MakeReading = Callable[..., tuple[Reading, CaptureRef]]


def add(record: Record, made: tuple[Reading, CaptureRef], now: datetime, producer: str = "one") -> list[str]:
    """Add a reading, and give the ids of its speakers in the order of its statements."""
    record.add(*made, producer=producer, at=now)
    return [statement.speaker.id for statement in made[0].statements if statement.speaker]


def decide(left: str, right: str, verdict: Verdict, now: datetime) -> Judgement:
    """What a person says of two speakers."""
    return Judgement(left=left, right=right, verdict=verdict, authority=Authority.PERSON, by="me", at=now)


def judge_same(left: str, right: str, at: datetime) -> Iterator[Judgement]:
    """What a rule says of two speakers."""
    yield Judgement(left=left, right=right, verdict=Verdict.SAME, authority=Authority.RULE, by="rule", at=at)


def identities(record: Record) -> dict[str, str]:
    """The identity of each speaker, by the words of its statement."""
    return {hit.statement.content[0].text: hit.identity or "" for hit in record.search(StatementQuery(limit=1000))}


def test_speaker_of_the_same_name_joins_the_first_that_had_it(record: Record, make: MakeReading, now: datetime) -> None:
    (first,) = add(record, make(("Anna Holt", "One"), name="a"), now)
    add(record, make(("Anna Holt", "Two"), name="b"), now)
    (other,) = add(record, make(("Bea Holt", "Three"), name="c"), now)
    assert identities(record) == {"One": first, "Two": first, "Three": other}
    assert record.status().identities == 2


def test_view_of_a_speaker_says_who_where_and_when(record: Record, make: MakeReading, now: datetime) -> None:
    add(
        record,
        make(("Anna Holt", "One", "mayor"), ("Anna Holt", "Two", "mayor"), day="2024-05-04", publisher="The Shore"),
        now,
    )
    add(record, make(("Anna Holt", "Three", "minister"), name="b", day="2025-01-02", publisher="The Hill"), now)
    add(record, make(("Bea Holt", "Four"), name="c"), now)
    (view,) = record.speaker("anna HOLT")
    assert (view.name, view.total, view.members) == ("Anna Holt", 3, 2)
    assert [(count.value, count.count) for count in view.outlets] == [("The Shore", 2), ("The Hill", 1)]
    assert [(role.title, role.first, role.last) for role in view.roles] == [
        ("mayor", date(2024, 5, 4), date(2024, 5, 4)),
        ("minister", date(2025, 1, 2), date(2025, 1, 2)),
    ]
    assert [hit.statement.content[0].text for hit in view.statements] == ["One", "Two", "Three"]
    assert [each.name for each in record.speaker("holt")] == ["Anna Holt", "Bea Holt"]
    assert record.speaker(view.identity) == (view,)
    assert record.speaker("nobody") == record.speaker("?!") == ()


def test_statements_of_a_speaker_are_found_by_any_name_of_the_identity(
    record: Record, make: MakeReading, now: datetime
) -> None:
    (first,) = add(record, make(("Anna Holt", "One"), name="a"), now)
    (second,) = add(record, make(("Annie Berg", "Two"), name="b"), now)
    record.judge(decide(first, second, Verdict.SAME, now))
    for name in ("berg", "Holt"):
        found = record.search(StatementQuery(speaker=name))
        assert {hit.statement.content[0].text for hit in found} == {"One", "Two"}
    assert record.search(StatementQuery(speaker="Anna Berg")) != ()
    assert record.search(StatementQuery(speaker="Carl")) == ()
    assert len(record.search(StatementQuery(identity=first))) == 2


def test_person_splits_and_takes_it_back(record: Record, make: MakeReading, now: datetime) -> None:
    (first,) = add(record, make(("Anna Holt", "One"), name="a"), now)
    (second,) = add(record, make(("Anna Holt", "Two"), name="b"), now)
    record.judge(decide(first, second, Verdict.DIFFERENT, now))
    assert identities(record) == {"One": first, "Two": second}
    (third,) = add(record, make(("Anna Holt", "Three"), name="c"), now)
    assert identities(record)["Three"] in {first, second, third}
    record.judge(decide(second, first, Verdict.WITHDRAWN, now))
    assert identities(record)["One"] == identities(record)["Two"] == first


def test_judgement_outlives_a_newer_reading(record: Record, make: MakeReading, now: datetime) -> None:
    made = make(("Anna Holt", "One"), name="a")
    (first,) = add(record, made, now)
    (second,) = add(record, make(("Anna Berg", "Two"), name="b"), now)
    record.judge(decide(first, second, Verdict.SAME, now))
    changed = structs.replace(made[0].statements[0], confidence=0.4)
    add(record, (structs.replace(made[0], statements=(changed,)), made[1]), now, producer="two")
    assert identities(record) == {"One": first, "Two": first}
    assert [judgement.authority for judgement in record.judgements()] == [Authority.PERSON]


def test_judgement_on_a_speaker_nobody_knows_is_refused(record: Record, make: MakeReading, now: datetime) -> None:
    first, nameless = add(record, make(("Anna Holt", "One"), ("an official", "Two")), now)
    for other in ("0" * 64, nameless):
        with pytest.raises(UsageError, match="no speaker with a name"):
            record.judge(decide(first, other, Verdict.SAME, now))
    assert record.status().events == 1


def test_speaker_without_a_name_of_its_own_is_compared_with_none(
    record: Record, make: MakeReading, now: datetime
) -> None:
    (first,) = add(record, make(("an official", "One"), name="a"), now)
    (second,) = add(record, make(("an official", "Two"), name="b"), now)
    assert identities(record) == {"One": first, "Two": second}
    assert (record.status().identities, record.speaker("official")) == (0, ())


def test_name_that_a_person_prefers_stands_until_it_is_taken_back(
    record: Record, make: MakeReading, now: datetime
) -> None:
    (first,) = add(record, make(("Anna Holt", "One"), name="a"), now)

    def rename(name: str | None) -> str:
        record.rename(Rename(speaker=first, name=name, by="me", at=now))
        add(record, make(("Anna Holt", f"Said {record.status().events}"), name="b"), now)
        return record.speaker("holt")[0].name

    assert rename("Holt, Anna") == "Holt, Anna"
    assert rename("Mayor Holt") == "Mayor Holt"
    assert rename(None) == "Holt, Anna"
    assert rename(None) == "Anna Holt"
    assert record.identity_names()[first] == "Anna Holt"


def test_fuller_name_becomes_the_name_of_the_identity(record: Record, make: MakeReading, now: datetime) -> None:
    (first,) = add(record, make(("Holt", "One"), name="a"), now)
    (second,) = add(record, make(("Anna Holt", "Two"), name="b"), now)
    record.judge(decide(first, second, Verdict.SAME, now))
    (view,) = record.speaker("holt")
    assert (view.name, [count.value for count in view.names]) == ("Anna Holt", ["Anna Holt", "Holt"])


def test_speaker_who_is_called_otherwise_by_a_newer_reading_is_compared_again(
    record: Record, make: MakeReading, now: datetime
) -> None:
    (first,) = add(record, make(("Anna Holt", "One"), name="a"), now)
    made = make(("Holt", "Two"), name="b")
    (second,) = add(record, made, now)
    assert identities(record)["Two"] == second
    said = made[0].statements[0]
    assert said.speaker
    fuller = structs.replace(said, speaker=structs.replace(said.speaker, name="Anna Holt"))
    add(record, (structs.replace(made[0], statements=(fuller,)), made[1]), now + timedelta(days=1), producer="two")
    assert identities(record) == {"One": first, "Two": first}


def test_speaker_of_whom_nothing_is_left_says_nothing(record: Record, make: MakeReading, now: datetime) -> None:
    made = make(("Anna Holt", "One", "mayor"), ("Tom Berg", "Two"))
    add(record, made, now)
    record.add(structs.replace(made[0], statements=made[0].statements[1:]), made[1], producer="two", at=now)
    (view,) = record.speaker("holt")
    assert (view.total, view.names, view.roles, view.statements) == (0, (), (), ())


def test_a_thousandth_article_is_compared_with_one_identity(location: str, make: MakeReading, now: datetime) -> None:
    asked: list[int] = []

    def judge(profile: Profile, known: Sequence[Profile], at: datetime) -> list[Judgement]:
        asked.append(len(known))
        return list(judge_same(profile.id, known[0].id, at))

    identification = Identification(
        find_keys=lambda profile: {profile.name}, judge=judge, replay=lambda log: replay(log).clusters
    )
    with Record.open(location, identification=identification) as record:
        for number in range(40):
            add(record, make(("Anna Holt", f"Said {number}"), name=str(number)), now)
        assert asked == [1] * 39
        assert record.status().identities == 1


def test_identities_grown_one_by_one_are_those_of_the_whole_log(
    record: Record, make: MakeReading, now: datetime
) -> None:
    names = ["Anna Holt", "Bea Holt", "Anna Holt", "Tom Berg", "Anna Holt", "Tom Berg", "Bea Holt"]
    speakers = [add(record, make((name, f"Said {place}"), name=str(place)), now)[0] for place, name in enumerate(names)]
    for left, right, verdict in (
        (0, 1, Verdict.SAME),
        (2, 6, Verdict.DIFFERENT),
        (3, 4, Verdict.SAME),
        (0, 1, Verdict.WITHDRAWN),
    ):
        record.judge(decide(speakers[left], speakers[right], verdict, now + timedelta(seconds=left)))
    clusters = replay(record.judgements()).by_member()
    found = {hit.statement.speaker.id: hit.identity for hit in record.search(StatementQuery()) if hit.statement.speaker}
    for speaker in speakers:
        together = {each for each in speakers if found[each] == found[speaker]}
        assert together == set(clusters.get(speaker, (speaker,)))

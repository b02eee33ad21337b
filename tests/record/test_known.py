"""Lists of known entities, on both databases: kept in every version, linked by rules, settled by persons."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from sqlalchemy import func, select
from sqlalchemy import text as sql

from onrecord.domain import (
    Authority,
    EventKind,
    FindingVerdict,
    Judgement,
    KnownAddition,
    KnownEntity,
    KnownFile,
    Profile,
    Rejected,
    RejectReason,
    SpeakerKind,
    Verdict,
)
from onrecord.errors import UsageError
from onrecord.record.known import MAX_OF_KEY
from onrecord.record.tables import known, known_keys

if TYPE_CHECKING:
    from onrecord.record import Record

    from .conftest import MakeReading

FILE = KnownFile(name="town.csv", sha256="0" * 64, list="town")
LATER = timedelta(hours=1)


def entry(id_: str, *names: str, of: str = "town", titles: tuple[str, ...] = ()) -> Profile:
    """An entry of a list."""
    return Profile(id=f"{of}:{id_}", name=names[0], kind=SpeakerKind.PERSON, aliases=names[1:], titles=titles)


def speak(record: Record, make: MakeReading, now: datetime, who: str, *, name: str = "a") -> str:
    """Add an article in which somebody speaks; the id of the speaker."""
    reading, capture = make((who, f"This is article {name}"), name=name)
    record.add(reading, capture, producer="one", at=now)
    speaker = reading.statements[0].speaker
    assert speaker
    return speaker.id


def decide(left: str, right: str, verdict: Verdict, now: datetime) -> Judgement:
    """What a person says of a speaker and an entry."""
    return Judgement(left=left, right=right, verdict=verdict, authority=Authority.PERSON, by="me", at=now)


def links(record: Record) -> dict[str, tuple[str, ...]]:
    """The ids of the entries that each speaker is linked with; the record agrees with itself."""
    assert [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED] == []
    return {speaker: tuple(entity.id for entity in linked) for speaker, linked in record.linked().items()}


def questions(record: Record) -> set[str]:
    """The entries of which a rule says last that a person has to tell."""
    latest = {each.pair: each for each in record.judgements() if each.authority is Authority.RULE}
    return {max(pair, key=lambda end: ":" in end) for pair, each in latest.items() if each.verdict is Verdict.UNSURE}


def count_rows(record: Record) -> int:
    """How many versions of entries are kept."""
    with record._database.read() as connection:  # noqa: SLF001 - no reader shows the older ones
        return connection.execute(select(func.count()).select_from(known)).scalar_one()


def test_speaker_of_a_later_article_is_linked(record: Record, make: MakeReading, now: datetime) -> None:
    added = record.import_known([entry("1", "Anna Holt"), entry("2", "Tom Berg")], FILE, at=now)
    assert added == KnownAddition(event=1, new=2)
    first = speak(record, make, now, "Anna Holt")
    assert links(record) == {first: ("1",)}
    (view,) = record.speaker("holt")
    assert view.known == (KnownEntity(list="town", id="1", name="Anna Holt"),)
    assert record.show(next(record.statements()).id).known == view.known
    assert record.speaker("1") == record.speaker("town:1") == (view,)
    assert (record.status().known, record.status().linked, record.status().identities) == (2, 1, 1)


def test_speaker_of_an_earlier_article_is_linked(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    added = record.import_known([entry("1", "Anna Holt"), entry("2", "Tom Berg")], FILE, at=now)
    assert (added.new, added.linked, added.asked) == (2, 1, 0)
    assert links(record) == {first: ("1",)}
    (judgement,) = record.judgements()
    assert (judgement.verdict, judgement.authority, judgement.score) == (Verdict.SAME, Authority.RULE, 0.9)


def test_near_one_is_asked_about_and_not_linked(record: Record, make: MakeReading, now: datetime) -> None:
    speak(record, make, now, "Anna Holt")
    assert record.import_known([entry("1", "Bea Holt")], FILE, at=now).asked == 1
    assert (links(record), questions(record)) == ({}, {"town:1"})


def test_event_names_the_file_and_seals_the_rows(record: Record, now: datetime) -> None:
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    (event,) = record.events()
    assert event.kind is EventKind.KNOWN
    assert all(part in event.body for part in ('"name":"town.csv"', FILE.sha256, '"list":"town"', '"count":1'))


def test_importing_twice_adds_nothing(record: Record, make: MakeReading, now: datetime) -> None:
    speak(record, make, now, "Anna Holt")
    entries = [entry("1", "Anna Holt"), entry("2", "Bea Holt")]
    record.import_known(entries, FILE, at=now)
    before = record.status()
    again = record.import_known(entries, FILE, settles=(), at=now + LATER)
    assert again == KnownAddition(event=None, unchanged=2)
    assert record.status() == before


def test_newer_version_replaces_and_the_older_is_kept(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt"), entry("2", "Tom Berg")], FILE, at=now)
    newer = [entry("1", "Anna Holt", titles=("mayor",)), entry("2", "Tom Berg")]
    added = record.import_known(newer, structs.replace(FILE, sha256="1" * 64), at=now + LATER)
    assert (added.new, added.replaced, added.unchanged) == (0, 1, 1)
    assert (record.status().known, count_rows(record)) == (2, 3)
    assert links(record) == {first: ("1",)}


def test_link_goes_when_a_newer_version_fits_no_more(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    record.import_known([entry("1", "Carl Day")], FILE, at=now + LATER)
    assert links(record) == {}
    record.import_known([entry("1", "Anna Holt")], FILE, at=now + 2 * LATER)
    assert links(record) == {first: ("1",)}


def test_different_by_a_person_survives_all_that_comes(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    record.judge(decide(first, "town:1", Verdict.DIFFERENT, now))
    assert links(record) == {}
    record.import_known([entry("1", "Anna Holt", titles=("mayor",))], FILE, at=now + LATER)
    speak(record, make, now + LATER, "Anna Holt", name="b")
    assert links(record) == {}
    record.judge(decide(first, "town:1", Verdict.WITHDRAWN, now))
    assert set(links(record).values()) == {("1",)}


def test_two_of_one_name_in_one_list_are_left_to_a_person(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    record.import_known([entry("2", "Anna Holt")], FILE, at=now + LATER)
    assert (links(record), questions(record)) == ({}, {"town:1", "town:2"})
    record.judge(decide(first, "town:2", Verdict.SAME, now + LATER))
    assert links(record) == {first: ("2",)}
    record.import_known([entry("1", "Anna Holt", titles=("mayor",))], FILE, at=now + 2 * LATER)
    assert links(record) == {first: ("2",)}


def test_a_speaker_may_be_in_several_lists(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    for of in ("town", "port"):
        record.import_known([entry("1", "Anna Holt", of=of)], structs.replace(FILE, list=of), at=now)
    assert links(record) == {first: ("1", "1")}
    assert {entity.list for entity in record.known("1")} == {"town", "port"}
    assert [entity.list for entity in record.known("port:1")] == ["port"]


def test_names_of_an_entry_bring_speakers_together(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    second = speak(record, make, now, "Ann Bolt", name="b")
    record.import_known([entry("1", "Anna Holt", "Ann Bolt")], FILE, at=now)
    assert links(record) == {first: ("1",), second: ("1",)}
    assert record.status().identities == 1
    third = speak(record, make, now + LATER, "Ann Bolt", name="c")
    assert links(record)[third] == ("1",)


def test_chain_of_speakers_joins_no_two_entries_of_one_list(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    second = speak(record, make, now, "Bea Berg", name="b")
    record.import_known([entry("1", "Anna Holt"), entry("2", "Bea Berg")], FILE, at=now)
    third = speak(record, make, now + LATER, "Cy Day", name="c")
    for known_one in (first, second):
        record.judge(decide(third, known_one, Verdict.SAME, now + LATER))
    found = links(record)
    assert found.keys() == {first, second, third}
    assert set(found.values()) in ({("1",)}, {("2",)})


def test_person_may_say_that_two_entries_are_one(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt"), entry("2", "Carl Day")], FILE, at=now)
    record.judge(decide("town:1", "town:2", Verdict.SAME, now))
    assert links(record) == {first: ("1", "2")}


def test_speaker_read_anew_stays_linked(record: Record, make: MakeReading, now: datetime) -> None:
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    reading, capture = make(("Anna Holt", "One"))
    record.add(reading, capture, producer="one", at=now)
    before = links(record)
    record.add(reading, capture, producer="two", at=now + LATER)
    assert links(record) == before != {}


def test_speaker_who_has_no_name_any_more_is_left_alone(record: Record, make: MakeReading, now: datetime) -> None:
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    reading, capture = make(("Anna Holt", "One"))
    record.add(reading, capture, producer="one", at=now)
    (said,) = reading.statements
    assert said.speaker
    nameless = structs.replace(said, speaker=structs.replace(said.speaker, name="an official", anonymous=True))
    record.add(structs.replace(reading, statements=(nameless,)), capture, producer="two", at=now + LATER)
    record.import_known([entry("1", "Anna Berg")], FILE, at=now + 2 * LATER)
    assert record.status().identities == 0
    assert [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED] == []


def test_key_that_very_many_share_tells_nobody_apart(record: Record, make: MakeReading, now: datetime) -> None:
    crowd = [entry(str(number), f"Person{number} Holt") for number in range(MAX_OF_KEY)]
    record.import_known(crowd, FILE, at=now)
    speak(record, make, now, "Person3 Holt")
    assert len(links(record)) == 1
    record.import_known([entry("x", "Bea Holt")], FILE, at=now)
    speak(record, make, now, "Person4 Holt", name="b")
    assert len(links(record)) == 1


def test_keys_of_an_older_version_are_gone(record: Record, now: datetime) -> None:
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    record.import_known([entry("1", "Anna Berg")], FILE, at=now)
    with record._database.read() as connection:  # noqa: SLF001 - no reader shows keys
        assert connection.execute(select(known_keys.c.key)).scalars().all() == ["berg"]


def test_refused_rows_stand_until_the_file_is_imported_without(record: Record, now: datetime) -> None:
    rows = [
        Rejected(locator=f"town.csv#row={row}", reason=RejectReason.BAD_ROW, message="bad", next_step="Mend it.")
        for row in (3, 5)
    ]
    other = Rejected(locator="town.csv.bak", reason=RejectReason.EMPTY, message="empty", next_step="Fill it.")
    record.reject(other, at=now)
    record.import_known([], FILE, refused=rows, settles={row.locator for row in rows}, at=now)
    assert [each.rejected for each in record.rejected()] == [other, *rows]
    again = record.import_known([], FILE, refused=rows[1:], settles={rows[1].locator}, at=now)
    assert again.event is not None
    assert [each.rejected for each in record.rejected()] == [other, rows[1]]
    assert record.import_known([], FILE, refused=rows[1:], settles={rows[1].locator}, at=now).event is None


def test_entry_nobody_imported_cannot_be_judged(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt")
    with pytest.raises(UsageError, match="town:1"):
        record.judge(decide(first, "town:1", Verdict.SAME, now))


def test_many_entries_are_written_at_once(record: Record, make: MakeReading, now: datetime) -> None:
    first = speak(record, make, now, "Anna Holt1234")
    entries = [entry(str(number), f"Anna Holt{number}") for number in range(1500)]
    assert record.import_known(entries, FILE, at=now).new == 1500
    assert links(record) == {first: ("1234",)}


@pytest.mark.parametrize(
    "broken",
    [
        ("UPDATE known SET name = 'Bea' WHERE id = '1'", "rows"),
        ("UPDATE known SET json = replace(json, 'Anna', 'Bea')", "rows"),
        ("UPDATE known SET replaced = 1", "row-events"),
        ("DELETE FROM known WHERE id = '1'", "row-events"),
        ("DELETE FROM identity_known", "rows"),
        ("UPDATE identity_known SET identity = 'x'", "rows"),
    ],
)
def test_what_was_changed_behind_the_back_is_found(
    record: Record, make: MakeReading, now: datetime, broken: tuple[str, str]
) -> None:
    command, step = broken
    speak(record, make, now, "Anna Holt")
    record.import_known([entry("1", "Anna Holt")], FILE, at=now)
    with record._database.write() as connection:  # noqa: SLF001 - behind its back
        connection.execute(sql(command))
    wrong = [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED]
    assert {each.step for each in wrong} >= {step}
    assert any("town:1" in each.subject or "known" in each.subject for each in wrong)


def test_list_whose_name_has_a_colon_is_refused() -> None:
    with pytest.raises(ValueError, match="colon"):
        KnownFile(name="a", sha256="", list="a:b")

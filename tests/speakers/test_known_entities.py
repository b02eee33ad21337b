"""Known entities from FollowTheMoney lines and from tables: what is read, and how what cannot be read is refused."""

from __future__ import annotations

import contextlib
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Profile, Verdict
from onrecord.domain.kinds import RejectReason, SpeakerKind
from onrecord.errors import InputError
from onrecord.speakers.identity import compare
from onrecord.speakers.known_entities import read_ftm, read_table


def write(**entity: object) -> bytes:
    """A line of FollowTheMoney."""
    return json.dumps(entity, ensure_ascii=False).encode()


def read(*lines: bytes) -> list[Profile]:
    """Read lines as the file ``e.json``."""
    return list(read_ftm(lines, locator="e.json"))


def test_a_person_brings_names_roles_and_countries() -> None:
    line = write(
        id="NK-1",
        schema="Person",
        caption="Oksana Hrytsenko",
        properties={
            "name": ["Оксана Гриценко", "Oksana Hrytsenko"],
            "alias": ["Oxana Gritsenko"],
            "weakAlias": ["Oksana", "Ksenia Hrytsenko"],
            "position": ["Minister of Health"],
            "nationality": ["UA"],
            "topics": ["role.pep"],
        },
        datasets=["invented"],
        target=True,
    )
    assert read(line) == [
        Profile(
            id="ftm:NK-1",
            name="Oksana Hrytsenko",
            kind=SpeakerKind.PERSON,
            titles=("Minister of Health",),
            aliases=("Оксана Гриценко", "Oxana Gritsenko", "Ksenia Hrytsenko"),
            countries=("ua",),
        )
    ]


@pytest.mark.parametrize(
    ("schema", "topics", "kind"),
    [
        ("Person", ["gov.head"], SpeakerKind.PERSON),
        ("Organization", [], SpeakerKind.ORGANIZATION),
        ("Organization", ["gov.national"], SpeakerKind.GOVERNMENT),
        ("Company", ["corp.public"], SpeakerKind.ORGANIZATION),
        ("PublicBody", [], SpeakerKind.GOVERNMENT),
        ("LegalEntity", [], SpeakerKind.UNKNOWN),
    ],
)
def test_schema_and_topics_make_the_kind(schema: str, topics: list[str], kind: SpeakerKind) -> None:
    (profile,) = read(write(id="a", schema=schema, properties={"name": ["Harbour Works"], "topics": topics}))
    assert profile.kind == kind


def test_what_cannot_speak_is_counted_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    lines = [write(id=str(n), schema="Ownership", properties={"owner": ["a"]}) for n in range(3)]
    nameless = write(id="n", schema="Person", properties={"birthDate": ["1970"]})
    with caplog.at_level(logging.INFO):
        assert read(*lines, nameless) == []
    assert "3 entities of schema Ownership" in caplog.text
    assert "1 entities of schema Person without a name" in caplog.text


def test_nested_entities_marks_and_blank_lines_do_no_harm() -> None:
    nested = {"name": "Ada Moss", "addressEntity": [{"id": "x", "properties": {}}], "alias": [{"id": "y"}, "A. Moss"]}
    (profile,) = read(b"\xef\xbb\xbf" + write(id="a", schema="Person", properties=nested), b"\n", b"  \r\n")
    assert profile.names == ("Ada Moss", "A. Moss")


def test_parts_of_a_name_make_one_where_there_is_no_other() -> None:
    parts = {"firstName": ["Ada"], "lastName": ["Moss"]}
    (profile,) = read(write(id="a", schema="Person", properties=parts))
    assert profile.names == ("Ada Moss",)


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b'{"id": 1}', b'{"schema": "Person", "properties": {}}', b"\xff", b"x" * 99]
)
def test_a_line_that_is_no_entity_is_refused_with_its_number(line: bytes) -> None:
    good = write(id="a", schema="Person", properties={"name": ["Ada Moss"]})
    with pytest.raises(InputError, match=r"line 3 of e\.json is no FollowTheMoney entity") as caught:
        read(good, b"", line)
    assert caught.value.reason == RejectReason.UNREADABLE
    assert "one entity a line" in caught.value.next_step


def test_lines_are_read_one_at_a_time() -> None:
    good = write(id="a", schema="Person", properties={"name": ["Ada Moss"]})
    first = next(read_ftm(iter([good, b"{"]), locator="e.json"))
    assert first.name == "Ada Moss"


TABLE = "name,kind,aliases,titles,countries\nMüller AG,organization,Mueller; Müller Group,,de\nAda Moss,,,mayor,GB\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_reads_alike_in_every_usual_form(encoding: str, ends: str, separator: str) -> None:
    inner = "|" if separator == ";" else ";"
    text = TABLE.replace(";", inner).replace(",", separator).replace("\n", ends)
    body, person = read_table(text.encode(encoding), locator="t.csv")
    assert body == Profile(
        id="table:organization:muller ag",
        name="Müller AG",
        kind=SpeakerKind.ORGANIZATION,
        aliases=("Mueller", "Müller Group"),
        countries=("de",),
    )
    assert (person.kind, person.titles, person.countries) == (SpeakerKind.PERSON, ("mayor",), ("gb",))


def test_a_name_with_a_comma_stands_in_quotation_marks() -> None:
    (profile,) = read_table(b'Name,Alias\n"Moss, Ada",\n', locator="t.csv")
    assert profile.name == "Moss, Ada"


@pytest.mark.parametrize(
    ("payload", "message", "step"),
    [
        (b"", "has no row", "add a header line"),
        (b"name\n\n", "has no row", "add a header line"),
        (b"nmae\nAda\n", "line 1 of t.csv: there is no column 'nmae'", "call it 'name' or remove it"),
        (b"kind\nperson\n", "line 1 of t.csv: there is no column 'name'", "in the first line"),
        (b"name,alias,aliases\na,b,c\n", "'aliases' stands there twice", "keep one"),
        (b"name,kind\nAda,\n,person\n", "line 3 of t.csv: the name is empty", "write a name"),
        (b"name,kind\nAda,human\n", "line 2 of t.csv: 'human' is no kind", "use one of person"),
        (b"name,kind\nMoss, Ada,person\n", "line 2 of t.csv: 3 cells under 2 columns", "quotation marks"),
        (b'name,kind\nAda,person\n"Moss,person\n', "line 3 of t.csv", "close the quotation mark"),
        (b"name,id\nAda,1\nBea,1\n", "line 3 of t.csv: the id '1' stands in line 2 too", "its own id"),
        (b"name\nAda\x00\n", "zero byte at offset 8", "export the sheet as CSV"),
        (b"\xff\xfen\x00a", "not utf-16 at byte", "save the table as UTF-8"),
        (b"\xef\xbb\xbfname\n\xff\n", "not utf-8-sig at byte", "save the table as UTF-8"),
        (b"name\n\x81\n", "neither UTF-8 nor Windows-1252 at byte 5", "save the table as UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_what_to_do(payload: bytes, message: str, step: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(payload, locator="t.csv")
    assert message in caught.value.message
    assert step in caught.value.next_step


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(payload: bytes) -> None:
    for damaged in (payload, b"name,kind\n" + payload):
        with contextlib.suppress(InputError):
            assert read_table(damaged, locator="t.csv")


def test_an_alias_in_another_script_finds_the_speaker_of_an_article() -> None:
    (known,) = read(
        write(id="q", schema="Person", properties={"name": ["Коваленко Оксана"], "position": ["health minister"]})
    )
    speaker = Profile(id="s", name="Oksana Kovalenko", kind=SpeakerKind.PERSON, titles=("Ukrainian health minister",))
    assert compare(known, speaker).verdict != Verdict.DIFFERENT

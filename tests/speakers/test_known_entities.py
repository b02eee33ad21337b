"""Known entities from FollowTheMoney lines and from tables: what is read, and how what cannot be read is refused."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Profile, Rejected, Verdict
from onrecord.domain.kinds import RejectReason, SpeakerKind
from onrecord.errors import InputError
from onrecord.speakers.blocking import find_keys
from onrecord.speakers.identity import compare
from onrecord.speakers.known_entities import Passed, read_ftm, read_ftm_rows, read_table, read_table_rows


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


def test_what_cannot_speak_is_passed_with_its_schema() -> None:
    lines = [write(id=str(n), schema="Ownership", properties={"owner": ["a"]}) for n in range(3)]
    nameless = write(id="n", schema="Person", properties={"birthDate": ["1970"]})
    assert read(*lines, nameless) == []
    passed = read_ftm_rows([*lines, nameless], locator="e.json")
    assert list(passed) == [Passed("Ownership")] * 3 + [Passed("Person without a name")]


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
    with pytest.raises(InputError, match=r"line 3 of e\.json: it is no FollowTheMoney entity") as caught:
        read(good, b"", line)
    assert caught.value.reason == RejectReason.BAD_ROW
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
        (b"name\nAda\x00\n", "zero byte at offset 8", "export the sheet as csv"),
        (b"\xff\xfen\x00a", "not utf-16 at byte", "save the table as utf-8"),
        (b"\xef\xbb\xbfname\n\xff\n", "not utf-8-sig at byte", "save the table as utf-8"),
        (b"name\n\x81\n", "neither UTF-8 nor Windows-1252 at byte 5", "save the table as utf-8"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_what_to_do(payload: bytes, message: str, step: str) -> None:
    with pytest.raises(InputError) as caught:
        read_table(payload, locator="t.csv")
    assert message in caught.value.message
    assert step in caught.value.next_step.lower()


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


def read_rows(text: str) -> list[Profile | Rejected | Passed]:
    """Each row of a table of the list "town"."""
    return list(read_table_rows(io.StringIO(text, newline=""), locator="t.csv", of="town"))


def test_a_bad_row_is_rejected_with_its_line_and_the_rest_is_read() -> None:
    rows = read_rows("name,kind,id\nAda Moss,,1\n,person,2\nBea Ray,human,3\nCy Day,person,1\nDee Fox,person,5\n")
    read = [row.id for row in rows if isinstance(row, Profile)]
    rejected = [row for row in rows if isinstance(row, Rejected)]
    assert read == ["town:1", "town:5"]
    assert [row.locator for row in rejected] == ["t.csv#row=3", "t.csv#row=4", "t.csv#row=5"]
    assert {row.reason for row in rejected} == {RejectReason.BAD_ROW}
    assert rejected[2].message == "line 5 of t.csv: the id '1' stands in line 2 too"


def test_a_row_over_several_lines_is_known_by_its_first() -> None:
    rows = read_rows('name,titles\n"Ada\nMoss",mayor\n\n,"head of\nthe port"\nBea Ray,\n')
    assert [row.locator if isinstance(row, Rejected) else row.id for row in rows if not isinstance(row, Passed)] == [
        "town:person:ada moss",
        "t.csv#row=5",
        "town:person:bea ray",
    ]


def test_rows_after_a_broken_quotation_mark_are_read() -> None:
    rows = read_rows('name,kind\n"Ada" Moss,person\nBea Ray,person\n')
    assert [type(row) for row in rows] == [Rejected, Profile]


def test_a_bad_line_is_rejected_and_the_rest_is_read() -> None:
    good = [write(id=each, schema="Person", properties={"name": [f"Ada {each}"]}) for each in ("a", "b")]
    rows = list(read_ftm_rows([good[0], b"{", good[1], good[0]], locator="e.json", of="port"))
    assert [row.locator if isinstance(row, Rejected) else getattr(row, "id", None) for row in rows] == [
        "port:a",
        "e.json#line=2",
        "port:b",
        "e.json#line=4",
    ]


@pytest.mark.parametrize(("id_", "name"), [("", "Ada"), ("x" * 201, "Ada"), ("a\0b", "Ada"), ("a", "A" * 1001)])
def test_an_id_or_name_that_cannot_be_kept_is_rejected(id_: str, name: str) -> None:
    (row,) = read_ftm_rows([write(id=id_, schema="Person", properties={"name": [name]})], locator="e.json")
    assert isinstance(row, Rejected)
    assert len(row.message) < 200


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
PROPERTIES = st.dictionaries(
    st.sampled_from(["name", "alias", "weakAlias", "firstName", "lastName", "position", "topics", "country"]), VALUES
)


@given(
    id_=st.text(max_size=5),
    schema=st.sampled_from(["Person", "Company", "Address"]),
    caption=st.none() | st.text(max_size=4),
    properties=PROPERTIES,
)
def test_any_entity_is_read_passed_or_rejected(
    *, id_: str, schema: str, caption: str | None, properties: dict[str, object]
) -> None:
    line = json.dumps({"id": id_, "schema": schema, "caption": caption, "properties": properties}).encode()
    (row,) = read_ftm_rows([line], locator="e.json")
    if isinstance(row, Profile):
        assert row.id == f"ftm:{id_}"
        assert find_keys(row) is not None
        row.name.encode()


@given(st.binary(max_size=40))
def test_any_line_is_read_passed_or_rejected(line: bytes) -> None:
    assert len(list(read_ftm_rows([line, b'{"id": "a", "schema": "Person", "properties": {}}'], locator="e.json"))) >= 1

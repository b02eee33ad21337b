"""Known entities from elsewhere as profiles: FollowTheMoney JSON lines and tables of names and aliases.

FollowTheMoney (OpenSanctions ``entities.ftm.json``, Aleph exports; followthemoney.tech): one entity a line with ``id``,
``schema`` and ``properties``, each property a list of strings.  Only schemata that can speak are taken; links,
addresses, passports and the like are ``Passed``.  A weak alias counts only with two words: one word is mostly a first
name.

A table has a header line; its columns are in ``COLUMNS``.  Only ``name`` is needed.  Comma, semicolon, tab and bar
separate columns; several values in a cell are separated by ``|``, or by ``;`` where that does not separate columns.
UTF-8 and UTF-16 with a byte order mark, UTF-8 without, else Windows-1252, which Excel writes.

Ids are ``LIST:ID``, so that those of two lists never meet.  ``read_ftm_rows`` and ``read_table_rows`` are lazy and give
something for each row: a row that cannot be read becomes a ``Rejected`` with its line.  ``read_ftm`` and ``read_table``
raise ``InputError`` at the first such row.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import msgspec
from rapidfuzz import process

from onrecord.domain import Profile, Rejected
from onrecord.domain.kinds import RejectReason, SpeakerKind
from onrecord.errors import InputError
from onrecord.speakers.name_forms import fold
from onrecord.speakers.table_text import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = {
    "Person": SpeakerKind.PERSON,
    "Organization": SpeakerKind.ORGANIZATION,
    "Company": SpeakerKind.ORGANIZATION,
    "PublicBody": SpeakerKind.GOVERNMENT,
    "LegalEntity": SpeakerKind.UNKNOWN,
}
_GOVERNMENT_TOPIC = "gov"  # and its subtopics, "gov.national" and so on
COLUMNS = {
    "name": "the name, required",
    "id": "an id of your own; without one it is made from kind and name",
    "kind": "one of " + ", ".join(SpeakerKind) + "; person where it is empty",
    "aliases": "other names",
    "titles": "roles, with or without their body",
    "affiliations": "names of bodies",
    "countries": "ISO 3166-1 codes of two letters",
}
_SINGULARS = {"alias": "aliases", "title": "titles", "affiliation": "affiliations", "country": "countries"}
_SEPARATORS = ",;\t|"
_MAX_ID_CHARS = 200
_MAX_NAME_CHARS = 1000
_SHOWN_CHARS = 60
_ONE_A_LINE = "Export one entity a line with id, schema and properties (entities.ftm.json)."
_ID = re.compile(rf"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{{1,{_MAX_ID_CHARS}}}")


class _Entity(msgspec.Struct):
    """A line of FollowTheMoney; values of properties are strings, in nested exports also entities."""

    id: str
    schema: str
    properties: dict[str, object]
    caption: str | None = None


class Passed(NamedTuple):
    """A row that holds nobody who can speak: the schema of what it holds."""

    schema: str


Row = Profile | Rejected | Passed


def read_ftm(lines: Iterable[bytes], *, locator: str, of: str = "ftm") -> Iterator[Profile]:
    """Read the entities that can speak, lazily; ``locator`` names the file in errors, ``of`` is the list."""
    return _refuse_bad(read_ftm_rows(lines, locator=locator, of=of))


def read_ftm_rows(lines: Iterable[bytes], *, locator: str, of: str = "ftm") -> Iterator[Row]:
    """Read each line that is not blank, lazily."""
    decoder = msgspec.json.Decoder(_Entity)
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        stripped = line.removeprefix(codecs.BOM_UTF8).strip()
        if not stripped:
            continue
        place = _Place(locator, number, "line")
        try:
            entity = decoder.decode(stripped)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield place.reject(f"it is no FollowTheMoney entity: {error}", _ONE_A_LINE)
            continue
        profile = _make_profile(entity, of)
        if profile is None:
            yield Passed(entity.schema if entity.schema not in _KINDS else f"{entity.schema} without a name")
        else:
            yield _check_entry(profile, seen, place)


def _refuse_bad(rows: Iterable[Row]) -> Iterator[Profile]:
    """The profiles of rows; InputError at the first that was rejected."""
    for row in rows:
        if isinstance(row, Rejected):
            raise InputError(row.message, reason=row.reason, next_step=row.next_step)
        if isinstance(row, Profile):
            yield row


def _check_entry(profile: Profile, seen: dict[str, int], place: _Place) -> Row:
    """An entry whose id and names can be kept, and whose id stands in no line before; ``seen`` is told of it."""
    _, _, id_ = profile.id.partition(":")
    if not _ID.fullmatch(id_):
        what = f"{_shorten(id_)!r} is no id, which has 1 to {_MAX_ID_CHARS} characters, none of them a control"
        return place.reject(what, "Give it another id.")
    if id_ in seen:
        return place.reject(f"the id {id_!r} stands in line {seen[id_]} too", "Give each entry its own id.")
    longest = max(profile.names, key=len)
    if len(longest) > _MAX_NAME_CHARS:
        return place.reject(f"a name has {len(longest):,} characters: {_shorten(longest)!r}", "Shorten it.")
    seen[id_] = place.line
    return profile


def _shorten(text: str) -> str:
    """A text as a message shows it."""
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"


def _make_profile(entity: _Entity, of: str) -> Profile | None:
    """The profile of an entity; None where its schema cannot speak or it has no name."""
    kind = _KINDS.get(entity.schema)
    weak = [alias for alias in _values(entity, "weakAlias") if len(alias.split()) > 1]
    names = [*_values(entity, "name"), *_values(entity, "alias", "previousName", "abbreviation"), *weak]
    parts = [
        " ".join(found) for found in zip(*(_values(entity, part) for part in ("firstName", "lastName")), strict=False)
    ]
    caption = [entity.caption.strip()] if entity.caption and entity.caption.strip() and (names or parts) else []
    ordered = tuple(dict.fromkeys(caption + names + parts))
    if kind is None or not ordered:
        return None
    topics = [topic.partition(".")[0] for topic in _values(entity, "topics")]
    is_government = _GOVERNMENT_TOPIC in topics and kind != SpeakerKind.PERSON
    countries = _values(entity, "country", "nationality", "citizenship", "jurisdiction", "mainCountry")
    return Profile(
        id=f"{of}:{entity.id}",
        name=ordered[0],
        kind=SpeakerKind.GOVERNMENT if is_government else kind,
        titles=_values(entity, "position", "title"),
        affiliations=_values(entity, "political"),
        aliases=ordered[1:],
        countries=tuple(dict.fromkeys(code.lower() for code in countries)),
    )


def _values(entity: _Entity, *properties: str) -> tuple[str, ...]:
    """The strings of some properties, in order, none twice, none empty."""
    found: list[str] = []
    for name in properties:
        values = entity.properties.get(name, ())
        listed = values if isinstance(values, list) else [values]
        found += [value.strip() for value in listed if isinstance(value, str) and value.strip()]
    return tuple(dict.fromkeys(found))


def read_table(payload: bytes, *, locator: str, of: str = "table") -> tuple[Profile, ...]:
    """Read a table of known speakers; ``locator`` names the file in errors, ``of`` is the list."""
    with open_table(io.BytesIO(payload), locator=locator) as lines:
        return tuple(_refuse_bad(read_table_rows(lines, locator=locator, of=of)))


def read_table_rows(lines: Iterable[str], *, locator: str, of: str = "table") -> Iterator[Row]:
    """Read each row below the header, lazily; lines keep their ends.  InputError where header or rows are missing."""
    records = _read_cells(lines, locator)
    found = next(records, None)
    if found is None:
        raise _no_rows(locator)
    place, header, separator = found
    if isinstance(header, Rejected):
        raise InputError(header.message, reason=RejectReason.UNREADABLE, next_step=header.next_step)
    columns = _read_header(header, place)
    seen: dict[str, int] = {}
    is_empty = True
    for place, cells, _ in records:
        is_empty = False
        if isinstance(cells, Rejected):
            yield cells
            continue
        try:
            row = dict(zip(columns, _fit(cells, columns, place), strict=True))
            yield _check_entry(_read_row(row, separator, of, place), seen, place)
        except InputError as error:
            yield place.reject_for(error)
    if is_empty:
        raise _no_rows(locator)


def _no_rows(locator: str) -> InputError:
    message = f"{locator} has no row below its header"
    step = "Add a header line with name and a row for each speaker."
    return InputError(message, reason=RejectReason.EMPTY, next_step=step)


def _read_cells(lines: Iterable[str], locator: str) -> Iterator[tuple[_Place, list[str] | Rejected, str]]:
    """The cells of each row that is not blank, the line it begins in, and what separates cells in the first row."""
    remaining = iter(lines)
    head: list[str] = []
    for line in remaining:
        head.append(line)
        if line.strip("\r\n"):
            break
    separator = max(_SEPARATORS, key=head[-1].count) if head else ","
    rows = csv.reader(chain(head, remaining), delimiter=separator, strict=True)
    while True:
        place = _Place(locator, rows.line_num + 1, "row")
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            upto = f" (read up to line {rows.line_num})" if rows.line_num > place.line else ""
            step = "Close the quotation mark, or save the table as CSV again."
            yield place, place.reject(f"{error}{upto}", step), separator
            continue
        if any(cells):
            yield place, cells, separator


class _Place(NamedTuple):
    """A line of a file, for errors; ``kind`` is how a locator calls it."""

    locator: str
    line: int
    kind: str

    def refuse(self, what: str, next_step: str) -> NoReturn:
        """Say what is wrong in this line: InputError."""
        raise InputError(self._write(what), reason=RejectReason.BAD_ROW, next_step=next_step)

    def reject(self, what: str, next_step: str) -> Rejected:
        """Put down what is wrong in this line."""
        return self.reject_for(InputError(self._write(what), reason=RejectReason.BAD_ROW, next_step=next_step))

    def reject_for(self, error: InputError) -> Rejected:
        """Put down why this line was refused."""
        at = f"{self.locator}#{self.kind}={self.line}"
        return Rejected(locator=at, reason=RejectReason.BAD_ROW, message=error.message, next_step=error.next_step)

    def _write(self, what: str) -> str:
        return f"line {self.line} of {self.locator}: {what}"


def _read_header(cells: list[str], place: _Place) -> list[str]:
    """The columns a header names."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    known = (*COLUMNS, *_SINGULARS)
    columns = []
    for cell in cells:
        name = fold(cell)
        if name not in known:
            nearest = process.extractOne(name, known)[0]
            listed = ", ".join(COLUMNS)
            place.refuse(f"there is no column {cell!r}", f"Call it {nearest!r} or remove it; columns are {listed}.")
        columns.append(_SINGULARS.get(name, name))
    if "name" not in columns:
        place.refuse("there is no column 'name'", "Put the names of the columns in the first line, 'name' among them.")
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        place.refuse(f"the column {twice[0]!r} stands there twice", "Keep one of them, its values separated by |.")
    return columns


def _fit(cells: list[str], columns: list[str], place: _Place) -> list[str]:
    """The cells of a row, as many as there are columns; missing ones at the end are empty."""
    if any(cells[len(columns) :]):
        found = f"{len(cells)} cells under {len(columns)} columns"
        place.refuse(found, "Put quotation marks around cells that hold the separator.")
    return (cells + [""] * len(columns))[: len(columns)]


def _read_row(row: dict[str, str], separator: str, of: str, place: _Place) -> Profile:
    """The profile of a row."""
    if not row["name"]:
        place.refuse("the name is empty", "Write a name or remove the line.")
    kind = row.get("kind", "").casefold() or SpeakerKind.PERSON
    if kind not in list(SpeakerKind):
        place.refuse(f"{kind!r} is no kind", f"Use one of {', '.join(SpeakerKind)}.")
    id_ = row.get("id") or f"{kind}:{fold(row['name'])}"[:_MAX_ID_CHARS]
    return Profile(
        id=f"{of}:{id_}",
        name=row["name"],
        kind=SpeakerKind(kind),
        titles=_split(row, "titles", separator),
        affiliations=_split(row, "affiliations", separator),
        aliases=_split(row, "aliases", separator),
        countries=tuple(code.casefold() for code in _split(row, "countries", separator)),
    )


def _split(row: dict[str, str], column: str, separator: str) -> tuple[str, ...]:
    """The values of a cell."""
    cell = row.get(column, "")
    values = cell.split(";") if separator != ";" and "|" not in cell else cell.split("|")
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))

"""Known entities from elsewhere as profiles: FollowTheMoney JSON lines and tables of names and aliases.

FollowTheMoney (OpenSanctions ``entities.ftm.json``, Aleph exports; followthemoney.tech): one entity a line with ``id``,
``schema`` and ``properties``, each property a list of strings.  Only schemata that can speak are taken; links,
addresses, passports and the like are counted in the log.  A weak alias counts only with two words: one word is mostly a
first name.

A table has a header line; its columns are in ``COLUMNS``.  Only ``name`` is needed.  Comma, semicolon, tab and bar
separate columns; several values in a cell are separated by ``|``, or by ``;`` where that does not separate columns.
UTF-8 and UTF-16 with a byte order mark, UTF-8 without, else Windows-1252, which Excel writes.

What cannot be read raises ``InputError`` with the line; nothing is left out in silence.
"""

from __future__ import annotations

import codecs
import csv
import io
import logging
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import msgspec
from rapidfuzz import process

from onrecord.domain import Profile
from onrecord.domain.kinds import RejectReason, SpeakerKind
from onrecord.errors import InputError
from onrecord.speakers.name_forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOG = logging.getLogger(__name__)
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
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _Entity(msgspec.Struct):
    """A line of FollowTheMoney; values of properties are strings, in nested exports also entities."""

    id: str
    schema: str
    properties: dict[str, object]
    caption: str | None = None


def read_ftm(lines: Iterable[bytes], *, locator: str) -> Iterator[Profile]:
    """Read entities that can speak, lazily, ids as ``ftm:ID``; ``locator`` names the file in errors."""
    decoder = msgspec.json.Decoder(_Entity)
    skipped: Counter[str] = Counter()
    for number, line in enumerate(lines, start=1):
        stripped = line.removeprefix(codecs.BOM_UTF8).strip()
        if not stripped:
            continue
        try:
            entity = decoder.decode(stripped)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"line {number} of {locator} is no FollowTheMoney entity: {error}"
            step = "export one entity a line with id, schema and properties (entities.ftm.json)"
            raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step) from error
        profile = _make_profile(entity)
        if profile is None:
            skipped[entity.schema if entity.schema not in _KINDS else f"{entity.schema} without a name"] += 1
        else:
            yield profile
    for schema, count in sorted(skipped.items()):
        _LOG.info("%s: %d entities of schema %s are no speakers", locator, count, schema)


def _make_profile(entity: _Entity) -> Profile | None:
    """The profile of an entity; None where its schema cannot speak or it has no name."""
    kind = _KINDS.get(entity.schema)
    weak = [alias for alias in _values(entity, "weakAlias") if len(alias.split()) > 1]
    names = [*_values(entity, "name"), *_values(entity, "alias", "previousName", "abbreviation"), *weak]
    parts = [
        " ".join(found) for found in zip(*(_values(entity, part) for part in ("firstName", "lastName")), strict=False)
    ]
    caption = [entity.caption] if entity.caption and (names or parts) else []
    ordered = tuple(dict.fromkeys(caption + names + parts))
    if kind is None or not ordered:
        return None
    topics = [topic.partition(".")[0] for topic in _values(entity, "topics")]
    is_government = _GOVERNMENT_TOPIC in topics and kind != SpeakerKind.PERSON
    countries = _values(entity, "country", "nationality", "citizenship", "jurisdiction", "mainCountry")
    return Profile(
        id=f"ftm:{entity.id}",
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


def read_table(payload: bytes, *, locator: str) -> tuple[Profile, ...]:
    """Read a table of known speakers; ``locator`` names the file in errors."""
    text = _decode(payload, locator)
    header, _, _ = text.lstrip("\r\n").partition("\n")
    separator = max(_SEPARATORS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    profiles: list[Profile] = []
    lines: dict[str, int] = {}
    try:
        for row in rows:
            place = _Place(locator, rows.line_num)
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = _read_header(cells, place)
                continue
            profile = _read_row(dict(zip(columns, _fit(cells, columns, place), strict=True)), separator, place)
            if profile.id in lines:
                place.refuse(
                    f"the id {profile.id!r} stands in line {lines[profile.id]} too", "give each row its own id"
                )
            lines[profile.id] = place.line
            profiles.append(profile)
    except csv.Error as error:
        _Place(locator, rows.line_num).refuse(
            str(error), "close the quotation mark, or save the table as CSV again", error
        )
    if not profiles:
        message = f"{locator} has no row below its header"
        raise InputError(
            message, reason=RejectReason.EMPTY, next_step="add a header line with name and a row for each speaker"
        )
    return tuple(profiles)


class _Place(NamedTuple):
    """A line of a table, for errors."""

    locator: str
    line: int

    def refuse(self, what: str, next_step: str, cause: Exception | None = None) -> NoReturn:
        """Say what is wrong in this line."""
        message = f"line {self.line} of {self.locator}: {what}"
        raise InputError(message, reason=RejectReason.UNREADABLE, next_step=next_step) from cause


def _decode(payload: bytes, locator: str) -> str:
    """The text of a table."""
    encoding = next((encoding for mark, encoding in _MARKS if payload.startswith(mark)), None)
    step = "save the table as UTF-8"
    if encoding is None and b"\0" in payload:
        message = f"{locator} is no text: it holds a zero byte at offset {payload.index(0)}"
        raise InputError(message, reason=RejectReason.BINARY, next_step="export the sheet as CSV")
    try:
        return payload.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            message = f"{locator} is not {encoding} at byte {error.start}"
            raise InputError(message, reason=RejectReason.UNDECODABLE, next_step=step) from error
    try:
        return payload.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"{locator} is neither UTF-8 nor Windows-1252 at byte {error.start}"
        raise InputError(message, reason=RejectReason.UNDECODABLE, next_step=step) from error


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
            place.refuse(f"there is no column {cell!r}", f"call it {nearest!r} or remove it; columns are {listed}")
        columns.append(_SINGULARS.get(name, name))
    if "name" not in columns:
        place.refuse("there is no column 'name'", "put the names of the columns in the first line, 'name' among them")
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        place.refuse(f"the column {twice[0]!r} stands there twice", "keep one of them, its values separated by |")
    return columns


def _fit(cells: list[str], columns: list[str], place: _Place) -> list[str]:
    """The cells of a row, as many as there are columns; missing ones at the end are empty."""
    if any(cells[len(columns) :]):
        found = f"{len(cells)} cells under {len(columns)} columns"
        place.refuse(found, "put quotation marks around cells that hold the separator")
    return (cells + [""] * len(columns))[: len(columns)]


def _read_row(row: dict[str, str], separator: str, place: _Place) -> Profile:
    """The profile of a row."""
    if not row["name"]:
        place.refuse("the name is empty", "write a name or remove the line")
    kind = row.get("kind", "").casefold() or SpeakerKind.PERSON
    if kind not in list(SpeakerKind):
        place.refuse(f"{kind!r} is no kind", "use one of " + ", ".join(SpeakerKind))
    return Profile(
        id=row.get("id") or f"table:{kind}:{fold(row['name'])}",
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

"""The table of speakers and circumstances of a benchmark article.

Each row is `who | field | words`.  `who` is the name of a speaker, or statement numbers.

    Halina Wrobel | title | commission chair             role and affiliation, verbatim; `A / B`: two of them
    Zofia Maj | description | whose house was lost       why this source is in the article, verbatim
    8 | either | driver for a relief agency              a title to some readers, a description to others
    Amal | none                                          the article states neither
    18 19 | same                                         one speaker, whom the article does not name
    6 | members | Ramzan Kadyrov, -                      of a compound source; `-` for one without a name
    3 (4) | medium | a filing | document                 words and kind of the medium, then its platform
    6 | addressee | a friend | Ada Lin                   words for whom it was said to, then a name if there is one
    11 | place | Podgorica                               words for where it was said
    6 | via | Interfax, TASS                             through whom the report came, nearest first

Each person with a name needs a title, a description, `either` or `none`; a cue with *told* or *tell* needs an
addressee, if only `12 | addressee | none`.  A number in parentheses has the field from context: its own sentence does
not say it.  Two kinds of medium, `interview/message`, are both right.  Words that stand several times in the text are
sought in the paragraph of the first statement's cue; where they stand there more than once, or not at all, `words#2`
names the second of the text.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from article_tables import cut, find_offsets, read_rows
from build_gold import GoldError

if TYPE_CHECKING:
    from collections.abc import Mapping

Gold = dict[str, Any]
Offsets = tuple[int, int]

ABOUT_SPEAKER = ("title", "description", "either")
CIRCUMSTANCES = ("medium", "addressee", "place")
MEDIA = frozenset(
    "social_post briefing interview statement speech letter document broadcast court poll message other".split()
)
NUMBERS = re.compile(r"(?:\(?[1-9][0-9]*\)?\s+)*\(?[1-9][0-9]*\)?")
TELLING = re.compile(r"\b(?:told|tells?|telling)\b")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the table needs to know of a statement; ``anchor`` is where its cue stands, or its content without one."""

    entity: str | None
    kind: str
    anchor: Offsets
    cue: str


class Speakers:
    """Reads the table; afterwards ``statements`` holds the fields of each statement by its number."""

    def __init__(self, name: str, text: str, table: str, said: Mapping[int, Said]) -> None:
        """Compile all rows; GoldError names what is wrong or missing."""
        self.name, self.text, self.said = name, text, said
        self.entities = {each.entity for each in said.values() if each.entity}
        self.statements: dict[int, Gold] = {number: {} for number in said}
        self.none: set[str] = set()
        self.waived: set[int] = set()
        rows = list(read_rows(table))
        for cells in rows:  # who is who comes before what is said of them
            if cells[1:] == ["same"]:
                self.join(cells)
        for cells in rows:
            if cells[1:] != ["same"]:
                self.read_row(cells)
        self.check_complete()

    def read_row(self, cells: list[str]) -> None:
        """Read one row."""
        if cells[1:] == ["none"] and cells[0] in self.entities:
            self.none.add(cells[0])
        elif cells[1:] == ["addressee", "none"]:
            self.waived |= self.find_numbers(cells).keys()
        elif len(cells) == 3 and cells[1] in ABOUT_SPEAKER:  # noqa: PLR2004 - who, field, words
            self.describe(cells)
        elif len(cells) == 3 and cells[1] in {"members", "via"}:  # noqa: PLR2004
            self.name_others(cells)
        elif len(cells) in {3, 4, 5} and cells[1] in CIRCUMSTANCES:
            self.add_circumstance(cells)
        else:
            self.fail(cells, "not a row of the table of speakers")

    def fail(self, cells: list[str], fault: str) -> None:
        """Refuse a row."""
        raise GoldError(self.name, f"{fault}: {' | '.join(cells)}")

    def find_numbers(self, cells: list[str]) -> dict[int, bool]:
        """Find the statements a row is about, each with whether the field comes from context."""
        if not NUMBERS.fullmatch(cells[0]):
            if cells[0] not in self.entities:
                self.fail(cells, f"{cells[0]!r} names no speaker and no statements")
            return {number: False for number, each in self.said.items() if each.entity == cells[0]}
        numbers = {int(word.strip("()")): word.startswith("(") for word in cells[0].split()}
        if not numbers.keys() <= self.said.keys():
            self.fail(cells, "no such statement")
        return numbers

    def set(self, cells: list[str], number: int, field: str, value: object) -> None:
        """Give a statement a field, once."""
        if field in self.statements[number]:
            self.fail(cells, f"statement {number} has two fields {field}")
        self.statements[number][field] = value

    def join(self, cells: list[str]) -> None:
        """Note that nameless statements are of one speaker."""
        numbers = self.find_numbers(cells)
        for number in numbers:
            if self.said[number].entity:
                self.fail(cells, f"statement {number} has a named speaker")
            self.set(cells, number, "same", min(numbers))

    def describe(self, cells: list[str]) -> None:
        """Give a title or a description to all statements of a speaker."""
        numbers = self.find_numbers(cells).keys()
        chosen = {self.statements[number].get("same", number) for number in numbers}
        numbers |= {number for number, fields in self.statements.items() if fields.get("same") in chosen}
        words = cells[2].split(" / ")
        for piece in words:
            if piece not in self.text:
                self.fail(cells, f"“{piece}” does not stand in the text")
        for number in numbers:
            self.set(cells, number, cells[1], words)

    def name_others(self, cells: list[str]) -> None:
        """Give the members of a compound source, or the chain that a report came through."""
        names = [None if each.strip() == "-" else each.strip() for each in cells[2].split(",")]
        for name in names:
            if name is None and cells[1] == "via":
                self.fail(cells, "a chain needs names")
            if name is not None and name not in self.text and name not in self.entities:
                self.fail(cells, f"“{name}” does not stand in the text")
        for number in self.find_numbers(cells):
            self.set(cells, number, cells[1], names)

    def add_circumstance(self, cells: list[str]) -> None:
        """Give the medium, the addressee or the place."""
        numbers = self.find_numbers(cells)
        span = self.find_words(cells, next(iter(numbers)))
        more: Gold = {}
        if cells[1] == "medium":
            more = self.read_medium(cells)
        elif cells[1] == "addressee":
            more = {"name": cells[3] if cells[3:] else None}
        elif cells[3:]:
            self.fail(cells, "a place has only words")
        for number, from_context in numbers.items():
            self.set(cells, number, cells[1], {**span, "from_context": from_context, **more})

    def read_medium(self, cells: list[str]) -> Gold:
        """Read kinds and platform."""
        kinds = cells[3].split("/") if cells[3:] else []
        if not kinds or not MEDIA.issuperset(kinds):
            self.fail(cells, "a medium needs a kind")
        return {"kinds": kinds, "platform": cells[4] if cells[4:] else None}

    def find_words(self, cells: list[str], number: int) -> Gold:
        """Find the words of a circumstance, those nearest to hand where they stand in several places."""
        words = cells[2]
        if "#" not in words:
            start, end = self.said[number].anchor
            first = self.text.rfind("\n", 0, start) + 1
            last = self.text.find("\n", end)
            paragraph = self.text[first : last if last >= 0 else len(self.text)]
            here = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", paragraph))
            if len(here) == 1:
                return cut(self.text, (first + here[0].start(), first + here[0].end()))
        return cut(self.text, find_offsets(self.name, self.text, words)[0])

    def check_complete(self) -> None:
        """Refuse speakers about whom nothing is decided, and tellings without an addressee."""
        for number, fields in self.statements.items():
            each = self.said[number]
            told = any(field in fields for field in ABOUT_SPEAKER)
            waived = each.entity in self.none or each.kind != "person"
            if each.entity and ((told and each.entity in self.none) or not (told or waived)):
                raise GoldError(self.name, f"{each.entity} needs a title, a description or `none`, and not both")
            telling = TELLING.search(each.cue) and not ({"addressee"} & fields.keys() or number in self.waived)
            if telling:
                raise GoldError(self.name, f"statement {number} tells, but has no addressee")

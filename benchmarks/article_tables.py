"""The tables of time expressions and figures of a benchmark article.

Each row names words of the text, `words#2` for their second occurrence, `words#*` for all of them.

A time is `words | kind | bounds | statements`: kind is date, time, duration, set or vague; bounds are as in
`build_gold.py`; statements lists those said at this time, `(3)` where it comes from context, `3@BOUNDS` where the time
of saying has bounds of its own.  A figure is `words | value | unit | counts | modifier`: value is `5`, `4..5` or `-`
(vague); unit a measure or the counted thing in the singular; counts says in words what is counted or measured; the
modifier is left out when it is `exactly`.  `words | none`, in either table, says that these words are neither.

Every number and every word of the calendar must stand in a row, so nothing is forgotten silently.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import TYPE_CHECKING, Any

from build_gold import GoldError, as_minutes, read_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = frozenset({"date", "time", "duration", "set", "vague"})
# The words of the statement scorer; it writes a vague amount as one of its two examples.
MODIFIERS = {
    word: word for word in ("exactly", "about", "almost", "at_least", "more_than", "at_most", "less_than")
} | {"vague": "dozens"}  # fmt: skip
SAID = re.compile(r"(\()?([1-9][0-9]*)(?(1)\))(?:@(\S+))?")
CLUES = re.compile(
    r"\d+|\b(?:(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|hundreds?"
    r"|thousands?|millions?|dozens?|scores|half|thirds?|quarters?|fifths?|tenths?|twice|double[ds]?|tripled?|couple"
    r"|minutes?|hours?|days?|weeks?|weekends?|months?|years?|decades?|century|ago|daily|weekly|monthly|annual(?:ly)?"
    r"|today|tonight|yesterday|tomorrow|mornings?|afternoons?|evenings?|nights?|midnight|noon|overnight"
    r"|spring|summer|autumn|winter|recent(?:ly)?)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b|Christmas|Easter)\b"
)
# Words in -ty and -teen that are no number.
NOT_NUMBERS = re.compile(r"(?i)(?!(?:twen|thir|for|fif|six|seven|eigh|nine)ty)[a-z]+ty(?:-\w+)?|canteen")

Offsets = tuple[int, int]
Gold = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What the tables say: times and figures as gold objects in text order, and the times of saying by statement."""

    times: list[Gold]
    figures: list[Gold]
    said: dict[int, Gold]


def find_offsets(name: str, text: str, cell: str) -> list[Offsets]:
    """Find the words that a row names."""
    words, _, number = cell.partition("#")
    found = [match.span() for match in re.finditer(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,:]\d)", text)]
    if number == "*" and found:
        return found
    chosen = int(number or 1)
    if (not number and len(found) > 1) or chosen > len(found):
        fault = f"“{words}” stands {len(found)} times in the text, as {cell!r}"
        raise GoldError(name, fault)
    return [found[chosen - 1]]


def cut(text: str, offsets: Offsets) -> Gold:
    """Write offsets with their words."""
    start, end = offsets
    return {"text": text[start:end], "start": start, "end": end}


def read_rows(table: str) -> Iterator[list[str]]:
    """Split a table into rows of stripped cells."""
    for line in filter(str.strip, table.splitlines()):
        yield [cell.strip() for cell in line.split("|")]


def compile_tables(name: str, text: str, times: str, figures: str, *, published: str) -> Tables:
    """Compile both tables of the text up to the article's end; GoldError names what is wrong or missing."""
    time_rows = list(find_rows(name, text, times))
    figure_rows = list(find_rows(name, text, figures))
    said: dict[int, Gold] = {}
    made_times, made_figures = [], []
    for places, cells in time_rows:
        if cells[1:] != ["none"]:
            made_times.append(compile_time(name, cut(text, places[0]), cells, published=published))
            collect_said(name, made_times[-1], cells, said, published=published)
    for places, cells in figure_rows:
        if cells[1:] != ["none"]:
            made_figures.append(compile_figure(name, cut(text, places[0]), cells))
    made_times.sort(key=start_of)
    made_figures.sort(key=start_of)
    check_complete(name, text, [place for places, _ in time_rows + figure_rows for place in places])
    check_apart(name, made_times)
    check_apart(name, made_figures)
    check_kinds(name, made_times, made_figures)
    return Tables(times=made_times, figures=made_figures, said=said)


def find_rows(name: str, text: str, table: str) -> Iterator[tuple[list[Offsets], list[str]]]:
    """Read the rows of a table, with the offsets of the words that each names."""
    for cells in read_rows(table):
        places = find_offsets(name, text, cells[0])
        if cells[1:] != ["none"] and cells[0].endswith("#*"):
            raise GoldError(name, f"only `none` may hold of all: {cells}")
        yield places, cells


def start_of(gold: Gold) -> int:
    """Sort key: where the words start."""
    return int(gold["start"])


def compile_time(name: str, span: Gold, cells: list[str], *, published: str) -> Gold:
    """Compile one row of the time table, without its statements."""
    if len(cells) not in {3, 4} or cells[1] not in KINDS:
        raise GoldError(name, f"not a row of a time: {cells}")
    earliest, latest = read_bounds(name, cells[2], None, published)
    gold = {**span, "earliest": earliest, "latest": latest, "kind": cells[1]}
    if cells[1] in {"date", "time"} and not (earliest and latest):
        raise GoldError(name, f"a {cells[1]} needs both bounds: {cells}")
    check_order(name, gold)
    return gold


def check_order(name: str, gold: Gold) -> None:
    """Refuse bounds that are not in order."""
    if gold["earliest"] and gold["latest"] and as_minutes(gold["earliest"]) > as_minutes(gold["latest"]):
        raise GoldError(name, f"the bounds of “{gold['text']}” are not in order")


def collect_said(name: str, time: Gold, cells: list[str], said: dict[int, Gold], *, published: str) -> None:
    """Add the statements that were said at a time to `said`."""
    for word in cells[3].split() if len(cells) > len(("words", "kind", "bounds")) else ():
        match = SAID.fullmatch(word)
        if not match:
            raise GoldError(name, f"not a statement said at a time: {word!r} in {cells}")
        number = int(match[2])
        earliest, latest = (time["earliest"], time["latest"])
        if match[3]:
            earliest, latest = read_bounds(name, match[3], None, published)
        if number in said:
            raise GoldError(name, f"statement {number} was said at two times")
        if not latest:
            raise GoldError(name, f"statement {number} needs a latest time of saying")
        said[number] = {
            **{key: time[key] for key in ("text", "start", "end")},
            "from_context": bool(match[1]), "earliest": earliest, "latest": latest,
        }  # fmt: skip
        check_order(name, said[number])


def compile_figure(name: str, span: Gold, cells: list[str]) -> Gold:
    """Compile one row of the figure table."""
    if len(cells) not in {4, 5}:
        raise GoldError(name, f"not a row of a figure: {cells}")
    modifier = cells[4] if cells[4:] else "exactly"
    if modifier not in MODIFIERS:
        raise GoldError(name, f"unknown modifier {modifier!r} in {cells}")
    value = read_value(name, cells[1])
    if (value is None) != (modifier == "vague"):
        raise GoldError(name, f"what is vague has no value, and nothing else has none: {cells}")
    return {**span, "value": value, "unit": cells[2], "counts": cells[3], "modifier": MODIFIERS[modifier]}


def read_value(name: str, cell: str) -> float | list[float] | None:
    """Read a value: a number, two for a range or a score, `None` for a vague amount."""
    if cell == "-":
        return None
    try:
        ends = [int(end) if end.lstrip("-").isdigit() else float(end) for end in cell.split("..")]
    except ValueError:
        raise GoldError(name, f"not a value: {cell!r}") from None
    return ends[0] if len(ends) == 1 else ends


def check_complete(name: str, text: str, explained: list[Offsets]) -> None:
    """Refuse numbers and words of the calendar that no row names."""
    missing = [
        text[max(0, clue.start() - 20) : clue.end() + 20].replace("\n", " ")
        for clue in CLUES.finditer(text)
        if not NOT_NUMBERS.fullmatch(clue[0])
        and not any(start < clue.end() and clue.start() < end for start, end in explained)
    ]
    if missing:
        raise GoldError(name, f"{len(missing)} numbers or words of the calendar stand in no row: " + "; ".join(missing))


def check_apart(name: str, made: list[Gold]) -> None:
    """Refuse rows whose words overlap."""
    for first, second in itertools.pairwise(made):
        if second["start"] < first["end"]:
            raise GoldError(name, f"“{first['text']}” and “{second['text']}” overlap")


def check_kinds(name: str, times: list[Gold], figures: list[Gold]) -> None:
    """Refuse figures inside a date, a time of day or a habit: only lengths of time are figures too."""
    for figure in figures:
        for time in times:
            if (
                time["start"] < figure["end"]
                and figure["start"] < time["end"]
                and time["kind"] in {"date", "time", "set"}
            ):
                raise GoldError(name, f"“{figure['text']}” is part of the {time['kind']} “{time['text']}”")

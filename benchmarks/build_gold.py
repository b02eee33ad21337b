"""Compile the marked-up time expressions and figures of `benchmarks/{times,figures}/src` into gold JSON lines.

A source file holds blocks set off by blank lines.  A block's first line is its id (for times: and the day of
publication), the second its text with every expression in braces, then one row per brace pair, in text order:

    t01 2019-03-12
    Two miners were killed {late Monday}, {days} after the pit was inspected.
    DATE 2019-03-11 END 2019-03-11T18:00/2019-03-11T24:00
    DURATION PXD - - after "the pit was inspected" P2D P13D # not dated in the text

A row for a time is `type value mod bounds`, then an anchor (direction, words, least, most) and a note where there are
any; `-` stands for null.  Bounds are `=` (what the value spans), `A/B` (first moment of A to last moment of B, `..` for
an open end, `pub` for the day of publication), one date (all of it), `ago:3Y` or `in:3Y` (README), or `-` (both open).

    f01
    The army lost {some 20,000} Chechen troops; {a third} deserted in 2022.
    20000 about "Chechen troops"
    0.333333 share "Chechen troops"
    ! 2022

A row for a figure is `value`, then in any order: modifier, role, change, `unit=`, `per=`, a relation `kind>n` to the
n-th figure of the sentence, and what is counted in quotation marks, followed by `#2` for its second occurrence.  Values
are `5`, `5..` (no upper end), `..5`, `4..5`, or `-` (both open).  A line that starts with `!` lists distractors,
numbers that are no figures, between bars.

    python3 benchmarks/build_gold.py            # write benchmarks/{times,figures}/*.jsonl
    python3 benchmarks/build_gold.py --check    # only tell whether they are up to date
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import re
import shlex
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]  # one JSON object; its fields are listed in the README of its folder

TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})
MODS = frozenset(
    "BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE START MID END APPROX".split()
)
DIRECTIONS = frozenset({"before", "after", "during"})
MODIFIERS = frozenset("exact about at_least more_than at_most less_than range vague".split())
ROLES = frozenset("amount difference level share multiple".split())
CHANGES = frozenset({"up", "down"})
RELATIONS = frozenset("exchange rate of_total from_to".split())
UNITS = frozenset(
    "percent,percentage point,basis point,score,time,degree,degree Celsius,degree Fahrenheit,"
    "USD,EUR,GBP,JPY,CHF,INR,CNY,CAD,AUD,"
    "second,minute,hour,day,night,week,month,quarter,year,decade,century,"
    "mm,cm,metre,km,inch,foot,yard,mile,nautical mile,light-year,"
    "gram,kg,ton,tonne,pound,ounce,stone,litre,gallon,barrel,"
    "square metre,square km,square mile,square foot,hectare,acre,"
    "mph,knot,watt,kilowatt,megawatt,gigawatt,kilowatt-hour,megabyte,gigabyte,hertz,point".split(",")
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DURATION = re.compile(r"P(?=[0-9T])(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?:[+-]\d\d:\d\d)?")
PARTS_OF_DAY = {"MO": ("06:00", "12:00"), "AF": ("12:00", "18:00"), "EV": ("18:00", "24:00")}
SEASONS = {"SP": 3, "SU": 6, "FA": 9}
QUOTED = re.compile(r'(?<=\s)"([^"]+)"(?:#([1-9]))?')


class GoldError(ValueError):
    """A block cannot be compiled; the message names the block and what to mend."""

    def __init__(self, where: str, fault: str) -> None:
        """Join the block's id and what is wrong with it."""
        super().__init__(f"{where}: {fault}")


def read_blocks(source: str) -> list[list[str]]:
    """Split a source file into blocks of at least two lines; lines that start with `//` are remarks."""
    lines = [line for line in source.splitlines() if not line.startswith("//")]
    blocks = [block.splitlines() for block in re.split(r"\n{2,}", "\n".join(lines).strip())]
    for block in blocks:
        if len(block) < 2:  # noqa: PLR2004 - head and text
            raise GoldError(block[0], "a block needs a head and a text")
    return blocks


def read_braces(where: str, marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Strip the braces; gives the text and the marked spans in order."""
    if marked.count("{") != marked.count("}"):
        raise GoldError(where, "braces do not match")
    pieces = re.split(r"\{([^{}]+)\}", marked)
    text, spans = "", []
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    if "{" in text or "}" in text:
        raise GoldError(where, "braces nest or are empty")
    return text, spans


def find_words(where: str, text: str, words: str, occurrence: str | None) -> tuple[int, int]:
    """Find words in the text, as whole words; more than one occurrence must be told apart by number."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found or (occurrence is None and len(found) > 1) or int(occurrence or 1) > len(found):
        raise GoldError(where, f"“{words}” stands {len(found)} times in the text; number wanted: {occurrence}")
    return found[int(occurrence or 1) - 1]


# --------------------------------------------------------------------------------------------------- bounds of a time
def day_bounds(first: dt.date, last: dt.date) -> tuple[str, str]:
    """From the start of the first day to the end of the last."""
    return f"{first}T00:00", f"{last}T24:00"


def month_bounds(year: int, first: int, count: int) -> tuple[str, str]:
    """Bound `count` months from month `first`."""
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    end = dt.date(last_year, last, calendar.monthrange(last_year, last)[1])
    return day_bounds(dt.date(year, first, 1), end)


def expand_period(value: str) -> tuple[str, str] | None:
    """Bound what a coarse TIMEX3 date spans: century, decade, year, half, quarter, season, month, week or weekend."""
    if match := re.fullmatch(r"\d{2,4}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        last = first + width - (0 if len(value) == 2 else 1)  # noqa: PLR2004 - a century may end in its "00" year
        return day_bounds(dt.date(first, 1, 1), dt.date(last, 12, 31))
    if match := re.fullmatch(r"(\d{4})-([QH])([1-4])", value):
        count = 3 if match[2] == "Q" else 6
        return month_bounds(int(match[1]), (int(match[3]) - 1) * count + 1, count)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA)", value):
        return month_bounds(int(match[1]), SEASONS[match[2]], 3)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return month_bounds(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first_day, last_day = (6 if match[3] else 1), 7
        year, week = int(match[1]), int(match[2])
        return day_bounds(dt.date.fromisocalendar(year, week, first_day), dt.date.fromisocalendar(year, week, last_day))
    return None


def expand(where: str, value: str) -> tuple[str, str]:
    """Bound what a TIMEX3 date or time spans."""
    period = expand_period(value)
    if period:
        return period
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        return day_bounds(day, day)
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(MO|AF|EV)", value):
        start, end = PARTS_OF_DAY[match[2]]
        return f"{match[1]}T{start}", f"{match[1]}T{end}"
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)TNI", value):
        following = dt.date.fromisoformat(match[1]) + dt.timedelta(days=1)
        return f"{match[1]}T18:00", f"{following}T06:00"
    if MOMENT.fullmatch(value):
        return value, value
    raise GoldError(where, f"no bounds follow from {value!r}")


def shift_days(published: dt.date, days: float) -> dt.date:
    """Move by days, rounded."""
    return published + dt.timedelta(days=round(days))


def offset_bounds(where: str, published: dt.date, spec: str) -> tuple[str, str]:
    """Bound "three years ago" or "in three years": half a unit to either side, and the calendar unit it falls in."""
    match = re.fullmatch(r"(ago|in):(\d+)([YMWD])", spec)
    if not match:
        raise GoldError(where, f"unknown distance {spec!r}")
    sign, count, unit = (-1 if match[1] == "ago" else 1), int(match[2]), match[3]
    if unit == "D":
        day = shift_days(published, sign * count)
        return day_bounds(day, day)
    length = {"Y": 365.25, "M": 30.44, "W": 7.0}[unit]
    near, far = sorted(shift_days(published, sign * (count + half) * length) for half in (-0.5, 0.5))
    centre = shift_days(published, sign * count * length)
    calendar_unit = {"Y": f"{centre:%Y}", "M": f"{centre:%Y-%m}", "W": f"{centre:%G-W%V}"}[unit]
    earliest, latest = expand(where, calendar_unit)
    return min(earliest, f"{near}T00:00"), max(latest, f"{far}T24:00")


def read_bounds(where: str, spec: str, value: str | None, published: str) -> tuple[str | None, str | None]:
    """Read the bounds of a row; `None` leaves an end open."""
    if spec == "-":
        return None, None
    if spec.startswith(("ago:", "in:")):
        return offset_bounds(where, dt.date.fromisoformat(published), spec)
    if spec == "=":
        spec = value or ""
    first, slash, last = spec.replace("pub", published).partition("/")
    last = last if slash else first
    return (
        None if first == ".." else expand(where, first)[0] if not is_end_of_day(first) else first,
        None if last == ".." else last if is_end_of_day(last) else expand(where, last)[1],
    )


def is_end_of_day(spec: str) -> bool:
    """Tell whether a bound is a moment, midnight at the end of the day among them."""
    return bool(MOMENT.fullmatch(spec))


# --------------------------------------------------------------------------------------------------------------- rows
def compile_time(where: str, text: str, span: tuple[int, int], row: str, *, published: str) -> Row:
    """Compile one row of a time block."""
    body, _, note = row.partition(" # ")
    head, quote, _ = body.partition('"')
    quoted = QUOTED.search(body)
    if bool(quote) != bool(quoted):
        raise GoldError(where, f"an anchor without its words: {row!r}")
    words = (head + body[quoted.end() :] if quoted else body).split()
    if len(words) not in {4, 7}:
        raise GoldError(where, f"not a row of four or seven parts: {row!r}")
    kind, value, mod, spec = (None if word == "-" and number != 3 else word for number, word in enumerate(words[:4]))  # noqa: PLR2004
    earliest, latest = read_bounds(where, str(spec), value, published)
    anchor = None
    if quoted:
        direction, least, most = (None if word == "-" else word for word in words[4:])
        start, end = find_words(where, text, quoted[1], quoted[2])
        anchor = {
            "text": text[start:end], "start": start, "end": end, "direction": direction, "least": least, "most": most
        }  # fmt: skip
    start, end = span
    return {
        "start": start, "end": end, "text": text[start:end], "type": kind, "value": value, "mod": mod,
        "earliest": earliest, "latest": latest, "anchor": anchor, "note": note.strip(),
    }  # fmt: skip


def compile_figure(where: str, text: str, span: tuple[int, int], row: str) -> Row:
    """Compile one row of a figure block."""
    quoted = QUOTED.search(row)
    words = shlex.split(row[: quoted.start()] + row[quoted.end() :] if quoted else row)
    counts = find_words(where, text, quoted[1], quoted[2]) if quoted else None
    low, dots, high = ("", "..", "") if words[0] == "-" else words[0].partition("..")
    start, end = span
    figure: Row = {
        "start": start, "end": end, "text": text[start:end], "low": low or None,
        "high": (high if dots else low) or None,
        "unit": None, "per": None, "counts": text[slice(*counts)] if counts else None,
        "counts_start": counts[0] if counts else None, "counts_end": counts[1] if counts else None,
        "modifier": "exact", "change": None, "role": "amount", "relation": None,
    }  # fmt: skip
    for word in words[1:]:
        key, value = read_figure_word(where, word)
        figure[key] = value
    return figure


def read_figure_word(where: str, word: str) -> tuple[str, object]:
    """Read one word of a figure row: its field and value."""
    for key, choices in (("modifier", MODIFIERS), ("role", ROLES), ("change", CHANGES)):
        if word in choices:
            return key, word
    key, equals, value = word.partition("=")
    if equals and key in {"unit", "per"}:
        return key, value
    kind, arrow, other = word.partition(">")
    if arrow and kind in RELATIONS and other.isdigit():
        return "relation", {"kind": kind, "with": int(other) - 1}
    raise GoldError(where, f"unknown word {word!r}")


def compile_block(block: list[str], *, times: bool) -> Row:
    """Compile one block to its gold object."""
    head = block[0].split()
    where = head[0]
    text, spans = read_braces(where, block[1])
    rows = [line for line in block[2:] if not line.startswith("!")]
    if len(rows) != len(spans):
        raise GoldError(where, f"{len(spans)} expressions, but {len(rows)} rows")
    if times:
        if len(head) != 2:  # noqa: PLR2004 - id and day
            raise GoldError(where, "the head is an id and a day")
        made = [compile_time(where, text, span, row, published=head[1]) for span, row in zip(spans, rows, strict=True)]
        return {"id": where, "published_at": head[1], "text": text, "expressions": made}
    made = [compile_figure(where, text, span, row) for span, row in zip(spans, rows, strict=True)]
    listed = [line[1:].strip() for line in block[2:] if line.startswith("!")]
    distractors = [words.strip() for line in listed for words in line.split("|")]
    return {"id": where, "text": text, "figures": made, "distractors": distractors}


# ------------------------------------------------------------------------------------------------------------- faults
def find_time_faults(gold: Row) -> list[str]:
    """List what is wrong with one compiled block of times."""
    text, faults = str(gold["text"]), []
    last_end = 0
    for found in gold["expressions"]:
        words, name = found["text"], f"“{found['text']}”"
        if text[found["start"] : found["end"]] != words or words != words.strip():
            faults.append(f"{name} is not cut where it says")
        if found["start"] < last_end:
            faults.append(f"{name} overlaps the one before")
        last_end = found["end"]
        if found["type"] not in TYPES or (found["mod"] is not None and found["mod"] not in MODS):
            faults.append(f"{name}: unknown type or mod")
        faults += [f"{name}: {fault}" for fault in find_bound_faults(found)]
        faults += [f"{name}: {fault}" for fault in find_anchor_faults(text, found["anchor"])]
    return faults


def find_bound_faults(found: Row) -> list[str]:
    """List what is wrong with value and bounds of one expression."""
    faults, value = [], str(found["value"])
    moments = [found[key] for key in ("earliest", "latest") if found[key] is not None]
    if not all(MOMENT.fullmatch(str(moment)) for moment in moments):
        return ["a bound is not YYYY-MM-DDThh:mm"]
    if len(moments) == 2 and as_minutes(str(moments[0])) > as_minutes(str(moments[1])):  # noqa: PLR2004
        faults.append("the bounds are not in order")
    weekdays = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", str(found["text"]))]
    if len(weekdays) == 1 and re.match(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value[:10])
        if WEEKDAYS[day.weekday()] != weekdays[0]:
            faults.append(f"{value} is a {WEEKDAYS[day.weekday()]}")
    if found["type"] == "DURATION" and not re.match(r"P(T?[0-9X.]+[A-Z])+$", value):
        faults.append(f"{value} is no duration")
    return faults


def as_minutes(moment: str) -> float:
    """Minutes since year 1, in the moment's own zone; "T24:00" is the next midnight."""
    day = dt.date.fromisoformat(moment[:10]).toordinal()
    return (day * 24 + int(moment[11:13])) * 60 + int(moment[14:16])


def find_anchor_faults(text: str, anchor: Row | None) -> list[str]:
    """List what is wrong with an anchor."""
    if anchor is None:
        return []
    faults = []
    if text[anchor["start"] : anchor["end"]] != anchor["text"]:
        faults.append("the anchor is not cut where it says")
    if anchor["direction"] not in DIRECTIONS:
        faults.append("the anchor has no direction")
    if not all(distance is None or DURATION.fullmatch(str(distance)) for distance in (anchor["least"], anchor["most"])):
        faults.append("a distance is no ISO 8601 duration")
    return faults


def find_figure_faults(gold: Row) -> list[str]:
    """List what is wrong with one compiled block of figures."""
    text, faults, last_end = str(gold["text"]), [], 0
    figures = gold["figures"]
    for index, figure in enumerate(figures):
        name = f"“{figure['text']}”"
        if text[figure["start"] : figure["end"]] != figure["text"] or figure["text"] != figure["text"].strip():
            faults.append(f"{name} is not cut where it says")
        if figure["start"] < last_end:
            faults.append(f"{name} overlaps the one before")
        last_end = figure["end"]
        faults += [f"{name}: {fault}" for fault in find_value_faults(figure)]
        relation = figure["relation"]
        if relation and not (0 <= relation["with"] < len(figures) and relation["with"] != index):
            faults.append(f"{name}: its relation leads to no other figure")
        if figure["counts"] and text[figure["counts_start"] : figure["counts_end"]] != figure["counts"]:
            faults.append(f"{name}: what it counts is not cut where it says")
    for words in gold["distractors"]:
        if words not in text:
            faults.append(f"the distractor “{words}” is not in the text")
    return faults


def find_value_faults(figure: Row) -> list[str]:
    """List what is wrong with value, modifier and unit of one figure."""
    faults = []
    low, high = (None if figure[end] is None else Decimal(str(figure[end])) for end in ("low", "high"))
    modifier, unit = figure["modifier"], figure["unit"]
    if low is not None and high is not None and low > high and unit != "score":
        faults.append("low is above high")
    spread = low != high and unit != "score"
    expected = {
        "exact": not spread and low is not None,
        "about": low is not None,
        "at_least": high is None,
        "more_than": high is None,
        "at_most": low is None,
        "less_than": low is None,
        "range": spread and low is not None and high is not None,
        "vague": True,
    }
    if not expected[str(modifier)]:
        faults.append(f"{low}..{high} does not go with {modifier}")
    if unit is not None and unit not in UNITS:
        faults.append(f"unknown unit {unit!r}")
    if figure["change"] and figure["role"] not in {"difference", "level", "multiple"}:
        faults.append("a change needs the role difference, level or multiple")
    return faults


def compile_file(path: Path) -> str:
    """Compile one source file to JSON lines; raises GoldError with the first fault."""
    times = path.parent.parent.name == "times"
    lines, ids = [], set()
    for block in read_blocks(path.read_text(encoding="utf-8")):
        gold = compile_block(block, times=times)
        faults = find_time_faults(gold) if times else find_figure_faults(gold)
        where = f"{path.name} {gold['id']}"
        if gold["id"] in ids:
            raise GoldError(where, "the id stands twice")
        if faults:
            raise GoldError(where, "; ".join(faults))
        ids.add(gold["id"])
        lines.append(json.dumps(gold, ensure_ascii=False) + "\n")
    return "".join(lines)


def compile_all(root: Path = HERE) -> dict[Path, str]:
    """Compile every source file; the result maps targets to contents."""
    sources = sorted([*root.glob("times/src/*.txt"), *root.glob("figures/src/*.txt")])
    if not sources:
        raise GoldError(str(root), "holds no source")
    return {path.parent.parent / f"{path.stem}.jsonl": compile_file(path) for path in sources}


def stale_files(built: dict[Path, str], root: Path = HERE) -> list[Path]:
    """Targets that are missing, different, or left over from a source that is gone."""
    present = {*root.glob("times/*.jsonl"), *root.glob("figures/*.jsonl")}
    changed = {path for path in present & built.keys() if path.read_text(encoding="utf-8") != built[path]}
    return sorted(changed | (present ^ built.keys()))


def main(arguments: list[str] | None = None) -> int:
    """Build or check; the exit status is 1 when --check finds a stale file or a source is wrong."""
    parser = argparse.ArgumentParser(description="Compile the gold of time expressions and figures.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is not up to date")
    options = parser.parse_args(arguments)
    try:
        built = compile_all()
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    stale = stale_files(built)
    if options.check:
        sys.stderr.writelines(f"not up to date: {path.relative_to(HERE)}\n" for path in stale)
        return int(bool(stale))
    for path in stale:
        if path in built:
            path.write_text(built[path], encoding="utf-8")
        else:
            path.unlink()
    sys.stderr.write(f"{len(built)} files, {len(stale)} changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

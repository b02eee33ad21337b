"""Figures against gold: NewsQuant, thirty sentences, the reference article, own texts; a peer library; speed.

    python benchmarks/figures.py FOLDER [--peers PYTHON] [--rounds 5]

FOLDER holds ``data/quantity``, ``data/reference-article`` and ``scoring/score_figures.py``, the scorer that counts for
NewsQuant.  Of its sentences about 30 %, by a hash of their text, were not looked at while rules were made ("unread").
The texts written for this project are in ``benchmarks/figures``: ``dev`` was looked at, ``heldout`` was not.
``--peers`` names an interpreter that has ``quantulum3``; without it the peer's figures of the last run are kept, and
said to be so.  Writes ``results/figures.json``.

NewsQuant has its own conventions, so figures are scored as found ("naive": ``unit``, else ``counts``) and put in its
terms ("mapped"): with its names of units, cents as cents; "from 5 to 7" as one range; "tens of thousands" as 10,000 to
100,000; no scores and factors of one word ("doubled"), which it never marks; and, as in two of three of its sentences,
no direction on the level that a change reaches.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import math
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

import shared_scorers
from onrecord.statements.quantities import find_figures
from onrecord.statements.quantities.units import MONEY
from onrecord.statements.timex import find_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]
# Measured or published before, F1 in percent: CQE is the best published, quantulum3 the best that runs.
PUBLISHED = {"CQE": {"value": 92.0, "value+change": 88.1, "value+unit": 85.6}}
PLAIN_NAMES = {
    "percent": "percentage", "km": "kilometre", "kg": "kilogram", "tonne": "metric ton", "pound": "pound-mass",
    "degree Celsius": "celsius", "degree Fahrenheit": "fahrenheit", "metric horsepower": "horsepower",
    "times": "count", "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen",
    "CNY": "chinese yuan", "ILS": "shekel", "HKD": "hong kong dollar", "CAD": "canadian dollar",
    "AUD": "australian dollar", "NZD": "new zealand dollar", "SGD": "singapore dollar", "DKK": "danish krone",
    "NOK": "norwegian krone", "SEK": "swedish krona", "CHF": "swiss franc", "INR": "indian rupee",
    "PKR": "pakistani rupee", "MYR": "malaysian ringgit", "RUB": "russian ruble", "UAH": "ukrainian hryvnia",
    "TRY": "turkish lira", "KRW": "south korean won", "BRL": "brazilian real", "MXN": "mexican peso",
    "ZAR": "south african rand", "PLN": "polish zloty", "CZK": "czech koruna", "THB": "thai baht",
}  # fmt: skip
HUNDREDTHS = re.compile(r"(?:cents?|pence|penny|p|c)\Z")
LINE = re.compile(r"^([\w+]+)\s+P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", re.MULTILINE)
FIELDS = ("value", "unit", "per", "modifier", "role", "change", "counts", "relation")


def is_unread(text: str) -> bool:
    """Tell the sentences whose errors nobody looked at."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 < 3  # noqa: PLR2004 - three of ten


def read(text: str) -> list[Row]:
    """The figures of a text as plain rows, with the spans flattened; times are found first, as the program does."""
    rows = [msgspec.to_builtins(figure) for figure in find_figures(text, times=find_times(text))]
    for row in rows:
        row |= {"start": row["span"]["start"], "end": row["span"]["end"]}
    return rows


def name_naively(figure: Row) -> str:
    """The unit, or what is counted."""
    return str(figure["unit"] or figure["counts"] or "-")


def name_plainly(figure: Row) -> str:
    """The unit in the words of NewsQuant, with what it is over."""
    if figure["unit"] is None:
        return str(figure["counts"] or "-")
    unit = PLAIN_NAMES.get(figure["unit"], figure["unit"])
    return f"{unit} per {PLAIN_NAMES.get(figure['per'], figure['per'])}" if figure["per"] else unit


def join_levels(figures: Sequence[Row]) -> list[Row]:
    """Make one range of two plain levels, the first of which leads to the one that follows it."""
    joined: list[Row] = []
    skipped = False
    for index, figure in enumerate(figures):
        relation = figure["relation"]
        if skipped:
            skipped = False
        elif relation and relation["kind"] == "from_to" and relation["with"] == index + 1 and is_left(figure):
            joined.append({**figures[index + 1], "low": figure["low"], "change": None, "modifier": "range"})
            skipped = True
        else:
            joined.append(figure)
    return joined


def is_left(figure: Row) -> bool:
    """Whether a figure is one plain level that a change leaves."""
    return not figure["change"] and figure["low"] == figure["high"]


def fit_newsquant(figures: Sequence[Row]) -> list[Row]:
    """The figures by the conventions of NewsQuant."""
    kept = [stretch(count_cents(row)) for row in join_levels(figures) if is_marked(row)]
    return [{**row, "change": None if row["role"] == "level" else row["change"]} for row in kept]


def is_marked(figure: Row) -> bool:
    """Whether NewsQuant marks figures of this kind."""
    words = str(figure["span"]["text"]) if "span" in figure else ""
    factor = figure["unit"] == "times" and figure["role"] == "multiple" and "times" not in words
    return not (figure["unit"] == "score" or (factor and words.replace(" ", "").isalpha()))


def count_cents(figure: Row) -> Row:
    """Cents and pence by themselves, not as hundredths of their currency."""
    small = HUNDREDTHS.search(figure["span"]["text"]) if "span" in figure else None
    if small is None or figure["unit"] not in MONEY - {"cent", "penny"}:
        return figure
    low, high = (str(100 * float(figure[key])) if figure[key] is not None else None for key in ("low", "high"))
    unit = "cent" if small.group().startswith("c") else "penny"
    return {**figure, "low": low, "high": high, "unit": unit}


def stretch(figure: Row) -> Row:
    """Bound a vague plural by one of its magnitude and one of the next."""
    low = figure["low"]
    if figure["modifier"] != "vague" or figure["high"] is None or not str(low).startswith("2"):
        return figure
    return {**figure, "low": f"1{low[1:]}", "high": f"1{low[1:]}0", "modifier": "range"}


def score_newsquant(
    gold: Sequence[Row], found: Sequence[Sequence[Row]], scorer: Path, name: Callable[[Row], str]
) -> dict[str, float]:
    """F1 in percent by the shared scorer, and precision and recall of the values."""
    module = shared_scorers.load(scorer)
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / "gold.json", Path(folder) / "found.jsonl")
        paths[0].write_text(json.dumps(gold), encoding="utf-8")
        lines = [
            {"id": index, "figures": [{**row, "unit": name(row)} for row in rows]} for index, rows in enumerate(found)
        ]
        paths[1].write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            module.main([str(path) for path in paths])
    result: dict[str, float] = {}
    for measure, precision, recall, total in LINE.findall(printed.getvalue()):
        result[measure] = round(100 * float(total), 1)
        if measure == "value":
            result |= {"value P": round(100 * float(precision), 1), "value R": round(100 * float(recall), 1)}
    return result


def newsquant(folder: Path, find: Callable[[Sequence[str]], list[list[Row]]]) -> dict[str, Any]:
    """Score the develop half as a whole, and the part of it that nobody looked at."""
    gold = json.loads((folder / "data" / "quantity" / "newsquant-develop.json").read_text(encoding="utf-8"))
    scorer = folder / "scoring" / "score_figures.py"
    found = find([row["text"] for row in gold])
    parts = {"all": range(len(gold)), "unread": [i for i, row in enumerate(gold) if is_unread(row["text"])]}
    result: dict[str, Any] = {"sentences": len(gold), "quantities": sum(len(row["quantities"]) for row in gold)}
    for part, places in parts.items():
        some = [gold[place] for place in places]
        mapped = [fit_newsquant(found[place]) for place in places]
        result[part] = {
            "mapped": score_newsquant(some, mapped, scorer, name_plainly),
            "naive": score_newsquant(some, [found[place] for place in places], scorer, name_naively),
        }
    return result


def is_near(left: float | None, right: float | None) -> bool:
    """Whether two bounds are equal, or both open."""
    return left is right if left is None or right is None else math.isclose(left, right, rel_tol=1e-4, abs_tol=1e-9)


def bounds(row: Row) -> tuple[float | None, float | None]:
    """The bounds of a figure as numbers, cents in dollars and pence in pounds."""
    hundredth = 100 if row["unit"] in {"cent", "penny"} else 1
    low, high = (float(row[key]) / hundredth if row[key] is not None else None for key in ("low", "high"))
    return low, high


def pair(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair gold and found figures by overlap, the longest overlap first, one to one."""
    overlaps = sorted(
        (max(left["start"], right["start"]) - min(left["end"], right["end"]), i, j)
        for i, left in enumerate(gold)
        for j, right in enumerate(found)
        if left["start"] < right["end"] and right["start"] < left["end"]
    )
    pairs: dict[int, int] = {}
    for _, i, j in overlaps:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def same_unit(left: Row, right: Row) -> bool:
    """Whether two figures have one unit; an age may be in years, a factor without unit, a cent in its currency."""
    names = []
    for row in (left, right):
        unit = (row["unit"] or "").removesuffix(" of age").replace("kilometre", "km").replace("kilogram", "kg")
        names.append({"times": "", "cent": "USD", "penny": "GBP"}.get(unit, unit))
    return names[0] == names[1]


def compare(left: Row, right: Row, pairs: dict[int, int]) -> dict[str, bool]:
    """Which fields of a found figure are as in gold; what is counted is right with one word in common."""
    counts = [(row["counts"] or "").lower().split() for row in (left, right)]
    relations = [row["relation"] or {"kind": None, "with": None} for row in (left, right)]
    other = relations[0]["with"]
    linked = other is None or pairs.get(other) == relations[1]["with"]
    return {
        "value": all(is_near(a, b) for a, b in zip(bounds(left), bounds(right), strict=True)),
        "unit": same_unit(left, right),
        "counts": counts[0] == counts[1] or not set(counts[0]).isdisjoint(counts[1]),
        "relation": relations[0]["kind"] == relations[1]["kind"] and linked,
        **{field: left[field] == right[field] for field in ("per", "modifier", "role", "change")},
    }


def score_own(path: Path, find: Callable[[Sequence[str]], list[list[Row]]]) -> dict[str, Any]:
    """Share of the gold figures found, and with each field right; precision of what was found."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right = dict.fromkeys(FIELDS, 0)
    gold_total = found_total = matched = distractors = 0
    for row, found in zip(rows, find([row["text"] for row in rows]), strict=True):
        pairs = dict(pair(row["figures"], found))
        gold_total += len(row["figures"])
        found_total += len(found)
        matched += len(pairs)
        for i, j in pairs.items():
            for field, is_right in compare(row["figures"][i], found[j], pairs).items():
                right[field] += is_right
        extra = [each for j, each in enumerate(found) if j not in pairs.values()]
        taken = [row["text"][each["start"] : each["end"]] for each in extra]
        distractors += sum(any(word in words for words in taken) for word in row["distractors"])
    return {
        "texts": len(rows),
        "figures": gold_total,
        "found P": percent(matched, found_total),
        "found R": percent(matched, gold_total),
        **{f"{field} right": percent(right[field], gold_total) for field in FIELDS},
        "distractors taken": distractors,
    }


def percent(part: int, whole: int) -> float:
    """A share in percent."""
    return round(100 * part / max(whole, 1), 1)


MODIFIERS = {"over": "more_than", "under": "less_than"}


def score_thirty(path: Path, find: Callable[[Sequence[str]], list[list[Row]]]) -> dict[str, int]:
    """The thirty sentences as the project's notes count them: values, units or nouns, modifiers, spurious figures.

    A value is right with the right numbers on an overlapping span (a range's ends may be two figures), a vague one with
    any bounds.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    total = dict.fromkeys(("quantities", "values", "units or counted", "modified", "modifiers", "spurious"), 0)
    for row, found in zip(rows, find([row["text"] for row in rows]), strict=True):
        spans = [(gold["start"], gold["end"]) for gold in row["quantities"]]
        total["spurious"] += sum(not any(a < each["end"] and each["start"] < b for a, b in spans) for each in found)
        for gold in row["quantities"]:
            over = [each for each in found if gold["start"] < each["end"] and each["start"] < gold["end"]]
            total["quantities"] += 1
            total["values"] += has_value(gold, over)
            total["units or counted"] += any(names_unit(gold, each) for each in over)
            if gold["modifier"] not in {"exact", "score"}:
                wanted = MODIFIERS.get(gold["modifier"], gold["modifier"])
                total["modified"] += 1
                total["modifiers"] += any(wanted in {each["modifier"], each["unit"]} for each in over)
    return total


def has_value(gold: Row, over: Sequence[Row]) -> bool:
    """Whether the figures over a gold quantity hold its numbers."""
    if gold["modifier"] == "vague" or gold["lo"] is gold["hi"] is None:
        return bool(over)
    ends = {float(each[key]) for each in over for key in ("low", "high") if each[key] is not None}
    wanted = [end for end in (gold["lo"], gold["hi"]) if end]
    return all(any(math.isclose(end, each, rel_tol=1e-4) for each in ends) for end in wanted)


def names_unit(gold: Row, figure: Row) -> bool:
    """Whether a figure names the gold's unit or what is counted, in whichever field."""
    unit = gold["unit"].replace("km/h", "km").removeprefix("count").strip("/")
    named = " ".join(str(figure[key] or "") for key in ("unit", "per", "counts")).lower()
    noun = (gold["counted"] or "").lower().split()
    if figure["role"] in {"multiple", "share"} and unit in {"factor", "fraction"}:
        return True
    return bool(unit and unit.lower() in named) or bool(noun and noun[-1] in named) or (not unit and not noun)


def score_reference(folder: Path) -> dict[str, int]:
    """The reference article: its figures, those with value, modifier and what is counted, and figures too many."""
    gold = json.loads((folder / "article.json").read_text(encoding="utf-8"))
    text = (folder / "article.txt").read_text(encoding="utf-8")
    wanted = {each["start"]: each for each in gold["figures_outside_statements"]}
    wanted |= {each["start"]: each for statement in gold["statements"] for each in statement.get("figures", [])}
    end = text.index("A Message from")  # the publisher's own message, which the program sets aside
    found = [each for each in read(text) if each["start"] < end]
    pairs = pair(list(wanted.values()), found)
    right = dict.fromkeys(("value", "modifier", "counts"), 0)
    modifiers = {"exactly": "exact", "dozens": "vague"}
    for i, j in pairs:
        each, figure = list(wanted.values())[i], found[j]
        counts = (figure["counts"] or "").lower().split()
        right["value"] += each["value"] is None or is_near(each["value"], bounds(figure)[0])
        right["modifier"] += modifiers.get(each["modifier"], each["modifier"]) == figure["modifier"]
        right["counts"] += not counts or not set(counts).isdisjoint(each["counts"].lower().split())
    vague = sum(figure["low"] is None and figure["high"] is None for figure in found)
    return {
        "figures": len(wanted),
        "found": len(pairs),
        **right,
        "vague besides": vague,
        "spurious": len(found) - len(pairs) - vague,
    }


def measure_speed(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Sentences per CPU second, without and with finding times, over rounds of all texts."""
    times: dict[str, list[float]] = {"figures": [], "times and figures": []}
    for _ in range(rounds):
        for name, work in (("figures", find_figures), ("times and figures", read)):
            begin = time.process_time()
            for text in texts:
                work(text)
            times[name].append(len(texts) / (time.process_time() - begin))
    return {name: round(statistics.median(values)) for name, values in times.items()}


def ask_peer(python: str, texts: Iterable[str]) -> list[dict[str, Any]]:
    """The answers of the peer library in another interpreter."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    command = [python, str(HERE / "peer_figures.py")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return [json.loads(line) for line in done.stdout.splitlines()]


def score_peer(folder: Path, python: str) -> dict[str, Any]:
    """The same measures for the peer library, where it can have them."""
    seconds: list[float] = []

    def find(texts: Sequence[str]) -> list[list[Row]]:
        answers = ask_peer(python, texts)
        seconds.extend(answer["seconds"] for answer in answers)
        return [answer["figures"] for answer in answers]

    return {
        "name": "quantulum3, without its classifier",
        "newsquant": newsquant(folder, find),
        "thirty": score_thirty(folder / "data" / "quantity" / "onrecord_quantity_30.jsonl", find),
        **{name: score_own(HERE / "figures" / f"{name}.jsonl", find) for name in ("dev", "heldout")},
        "sentences_per_cpu_s": round(len(seconds) / sum(seconds)),
    }


def find_kept_peer() -> dict[str, Any] | None:
    """The peer's figures of the last run, marked as such."""
    path = shared_scorers.RESULTS / "figures.json"
    kept = json.loads(path.read_text(encoding="utf-8")).get("peer") if path.exists() else None
    return {**kept, "kept_from_an_earlier_run": True} if kept else None


def list_rows(result: Row) -> list[Row]:
    """The rows for the table of the README."""
    ours, peer = result["newsquant"]["all"]["mapped"], result["peer"]
    theirs = peer["newsquant"]["all"]["mapped"] if peer else PUBLISHED["CQE"]
    held, thirty = result["heldout"], result["thirty"]
    measures = ("value", "value+change", "value+unit")
    return [
        {"order": 50, "what": "figures, F1: value / and direction / and unit",
         "score": " / ".join(str(ours[measure]) for measure in measures),
         "peer": " / ".join(str(theirs[measure]) for measure in measures), "data": "NewsQuant, half for development"},
        {"order": 51, "what": "figures: values / units or nouns / modifiers right, of 46, 46, 19",
         "score": f"{thirty['values']} / {thirty['units or counted']} / {thirty['modifiers']}",
         "peer": f"{peer['thirty']['values']} / {peer['thirty']['units or counted']} / {peer['thirty']['modifiers']}"
         if peer else None, "data": "30 own sentences"},
        {"order": 52, "what": "figures: found P / R, and what is counted right, in percent",
         "score": f"{held['found P']} / {held['found R']}, {held['counts right']}",
         "peer": f"{peer['heldout']['found P']} / {peer['heldout']['found R']}, none" if peer else None,
         "data": f"{held['texts']} own texts not used for tuning"},
        {"order": 53, "what": "figures: sentences per CPU second",
         "score": str(result["sentences_per_cpu_s"]["figures"]),
         "peer": str(peer["sentences_per_cpu_s"]) if peer else None,
         "data": "NewsQuant sentences, one thread"},
    ]  # fmt: skip


def list_comparison(result: Row) -> list[Row]:
    """What reads figures, side by side: F1 on the develop half of NewsQuant, as published for the best (CQE)."""
    peer = result["peer"]
    tools = [("onrecord", result["newsquant"]["all"]["mapped"], str(result["sentences_per_cpu_s"]["figures"]))]
    if peer:
        tools.append((peer["name"], peer["newsquant"]["all"]["mapped"], str(peer["sentences_per_cpu_s"])))
    tools += [(f"{name}, as published", scores, "–") for name, scores in result["published"].items()]
    return [
        {
            "tool": name,
            "value F1": scores["value"],
            "value + change F1": scores["value+change"],
            "value + unit F1": scores["value+unit"],
            "sentences per CPU s": speed,
        }
        for name, scores, speed in tools
    ]


def main() -> None:
    """Read the command line, score all sets, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", help="an interpreter that has quantulum3")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    quantity = arguments.data / "data" / "quantity"
    texts = [row["text"] for row in json.loads((quantity / "newsquant-develop.json").read_text(encoding="utf-8"))]

    def find(some: Sequence[str]) -> list[list[Row]]:
        return [read(text) for text in some]

    result = {
        "newsquant": newsquant(arguments.data, find),
        "thirty": score_thirty(quantity / "onrecord_quantity_30.jsonl", find),
        "reference": score_reference(arguments.data / "data" / "reference-article"),
        **{name: score_own(HERE / "figures" / f"{name}.jsonl", find) for name in ("dev", "heldout")},
        "sentences_per_cpu_s": measure_speed(texts, arguments.rounds),
        "peer": score_peer(arguments.data, arguments.peers) if arguments.peers else find_kept_peer(),
        "published": PUBLISHED,
    }
    tables = {"comparison": list_comparison(result), "summary": list_rows(result)}
    shared_scorers.write_result("figures", result | tables)


if __name__ == "__main__":
    main()

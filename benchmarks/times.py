"""Time expressions against gold: values and spans on TimeBank and AQUAINT, bounds on own texts, a peer, speed.

    python benchmarks/times.py FOLDER [--peers PYTHON] [--rounds 3]

FOLDER holds ``data/time``, ``data/reference-article`` and ``scoring/score_timex.py``, the scorer that counts.  The
texts with bounds written for this project are in ``benchmarks/times``: ``dev`` was looked at while rules were written,
``heldout`` was not.  Of TimeBank and AQUAINT about 30 % of the documents, by a hash of their names, were not looked at
either ("unread"); rules were made on the rest.  ``--peers`` names an interpreter that has ``dateparser``; without it
the table of peers of the last run is kept, and said to be so.  Writes ``results/times.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shared_scorers
from onrecord.statements.timex import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from onrecord.domain import TimeExpression

HERE = Path(__file__).resolve().parent
SETS = {"timebank": "TimeBank, 183 articles", "aquaint": "AQUAINT, 73 articles"}
MEASURES = ("strict", "relaxed", "type", "value")
ARTICLE = 2000  # characters of the article that speed is told in
# Published or measured before, kept for the table: strict, relaxed and value F1 (HeidelTime 2.2 with TreeTagger,
# measured by the project with the same scorer).
BEST_PEER = {
    "timebank": {"strict": 86.1, "relaxed": 91.8, "value": 79.3},
    "aquaint": {"strict": 82.0, "relaxed": 92.4, "value": 72.7},
}
BEST_PEER_SPEED = 1.8  # articles per CPU second in one warm Java machine


def is_unread(document: str) -> bool:
    """Tell the documents whose errors nobody looked at."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 10 < 3  # noqa: PLR2004 - three of ten


def predict(gold: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Find the expressions of each document in the form that the scorer reads."""
    return {
        name: [
            {"start": each.span.start, "end": each.span.end, "type": each.type, "value": each.value}
            for each in find_times(document["text"], published_at=document["dct"][:10])
        ]
        for name, document in gold.items()
    }


def score(scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any], *, prep: bool = False) -> dict[str, float]:
    """F1 of each measure, in percent."""
    values = scorer.score(gold, found, prep=prep)
    return {"documents": len(gold), "expressions": values["gold"], **{name: values[name][0] for name in MEASURES}}


def score_set(scorer: ModuleType, gold: dict[str, Any]) -> dict[str, Any]:
    """Score a set as a whole and its two parts."""
    found = predict(gold)
    unread = {name: document for name, document in gold.items() if is_unread(name)}
    read = {name: document for name, document in gold.items() if name not in unread}
    return {
        "all": score(scorer, gold, found),
        "read": score(scorer, read, found),
        "unread": score(scorer, unread, found),
    }


def read_moment(moment: str) -> datetime:
    """Read a bound without its zone; "T24:00" and "T23:59" end the day."""
    day, _, clock = moment[: len("2022-09-22T18:00")].partition("T")
    days = timedelta(days=1) if clock in {"24:00", "23:59"} else timedelta(0)
    return datetime.fromisoformat(day if days else f"{day}T{clock}") + days


def is_inside(found: TimeExpression, gold: dict[str, Any]) -> bool:
    """Tell whether the bounds lie inside those of the gold, open only where these are."""
    if (found.earliest is None) != (gold["earliest"] is None) or (found.latest is None) != (gold["latest"] is None):
        return False
    starts = found.earliest is None or read_moment(found.earliest) >= read_moment(gold["earliest"])
    return starts and (found.latest is None or read_moment(found.latest) <= read_moment(gold["latest"]))


def is_right_anchor(found: TimeExpression, gold: dict[str, Any]) -> bool:
    """Tell whether an event's words, direction and distance are those of the gold."""
    anchor = found.anchor
    return anchor is not None and (anchor.span.text, anchor.direction, anchor.least, anchor.most) == (
        gold["text"], gold["direction"], gold["least"], gold["most"],
    )  # fmt: skip


def overlapping(times: Iterable[TimeExpression], gold: dict[str, Any]) -> TimeExpression | None:
    """Give the first expression that shares a character with a gold one."""
    return next((each for each in times if each.span.start < gold["end"] and each.span.end > gold["start"]), None)


def width_h(earliest: str | None, latest: str | None) -> float | None:
    """Hours between two bounds."""
    if earliest is None or latest is None:
        return None
    return (read_moment(latest) - read_moment(earliest)).total_seconds() / 3600


def score_own(path: Path) -> dict[str, Any]:
    """Score the own texts with bounds: shares of the gold expressions in percent, mean width in hours."""
    counts = dict.fromkeys(("found", "span", "value", "bounds"), 0)
    anchors, right_anchors, total, made = 0, 0, 0, 0
    widths: list[tuple[float, float]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        times = find_times(text["text"], published_at=text["published_at"])
        made += len(times)
        for gold in text["expressions"]:
            total += 1
            anchors += gold["anchor"] is not None
            found = overlapping(times, gold)
            if found is None:
                continue
            counts["found"] += 1
            counts["span"] += (found.span.start, found.span.end) == (gold["start"], gold["end"])
            counts["value"] += found.value == gold["value"]
            counts["bounds"] += is_inside(found, gold)
            right_anchors += gold["anchor"] is not None and is_right_anchor(found, gold["anchor"])
            pair = (width_h(found.earliest, found.latest), width_h(gold["earliest"], gold["latest"]))
            if pair[0] is not None and pair[1] is not None and is_inside(found, gold):
                widths.append((pair[0], pair[1]))
    return {
        "expressions": total, "made": made, **{name: round(100 * count / total, 1) for name, count in counts.items()},
        "anchors": anchors, "anchors_right": right_anchors,
        "mean_width_h": round(statistics.mean(ours for ours, _ in widths), 1),
        "mean_gold_width_h": round(statistics.mean(gold for _, gold in widths), 1),
    }  # fmt: skip


def score_reference(folder: Path) -> dict[str, Any]:
    """Score the dated times of the article the project started from: how many lie within the gold bounds."""
    answers = json.loads((folder / "article.json").read_text(encoding="utf-8"))
    text = (folder / "article.txt").read_text(encoding="utf-8")
    times = find_times(text, published_at=answers["published"])
    dated = [gold for gold in answers["times"] if gold["earliest"] and gold["latest"]]
    found = [(overlapping(times, gold), gold) for gold in answers["times"]]
    right = [gold for each, gold in found if gold in dated and each is not None and is_inside(each, gold)]
    return {
        "times": len(answers["times"]), "found": sum(each is not None for each, _ in found), "dated": len(dated),
        "dated_within_bounds": len(right),
    }  # fmt: skip


def measure_speed(documents: list[dict[str, Any]], rounds: int) -> dict[str, float]:
    """Articles of 2,000 characters per CPU second."""
    articles = sum(len(each["text"]) for each in documents) / ARTICLE
    rates = []
    for _ in range(rounds):
        began = time.process_time()
        for each in documents:
            find_times(each["text"], published_at=each["dct"][:10])
        rates.append(articles / (time.process_time() - began))
    return {
        "middle": round(statistics.median(rates)),
        "slowest": round(min(rates)),
        "fastest": round(max(rates)),
    }


def run_peer(python: str, scorer: ModuleType, golds: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Score dateparser on the same documents; prepositions that it takes into its spans are forgiven."""
    result: dict[str, Any] = {}
    for name, gold in golds.items():
        lines = "".join(
            json.dumps({"doc": key, "dct": each["dct"], "text": each["text"]}) + "\n" for key, each in gold.items()
        )
        command = [python, str(HERE / "peer_dates.py")]
        run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)  # noqa: S603 - ours
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        found = {each["doc"]: each["timexes"] for each in answers}
        seconds = sum(each["seconds"] for each in answers)
        characters = sum(len(each["text"]) for each in gold.values())
        result[name] = {
            **score(scorer, gold, found, prep=True),
            "articles_per_cpu_s": round(characters / ARTICLE / seconds, 1),
        }
    return result


def list_rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of the table in the README."""
    rows: list[dict[str, Any]] = []
    for order, (name, data) in enumerate(SETS.items(), start=40):
        ours, peer = result[name]["all"], BEST_PEER[name]
        rows.append(
            {"order": order, "what": "time expressions, value F1 / strict span F1",
             "score": f"{ours['value']:.1f} / {ours['strict']:.1f}", "peer": f"{peer['value']} / {peer['strict']}",
             "data": data},
        )  # fmt: skip
    own, speed = result["own"]["heldout"], result["articles_per_cpu_s"]
    return [
        *rows,
        {"order": 42, "what": "time expressions: value right / bounds right, in percent",
         "score": f"{own['value']} / {own['bounds']}", "peer": None,
         "data": f"{own['expressions']} own expressions not used for tuning"},
        {"order": 43, "what": "time expressions: articles of 2,000 characters per CPU second",
         "score": str(speed["middle"]), "peer": None, "data": "TimeBank and AQUAINT"},
    ]  # fmt: skip


def list_comparison(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of the table that sets the tools side by side: F1 in percent, and speed; no row of what did not run."""
    ours = {name: result[name]["all"] for name in SETS}
    rows = [compare("onrecord", ours, result["articles_per_cpu_s"]["middle"])]
    if peer := result["peers"].get("dateparser"):
        speed = statistics.mean(peer[name]["articles_per_cpu_s"] for name in SETS)
        rows.append(compare("dateparser, prepositions in spans forgiven", peer, round(speed)))
    return [*rows, compare("HeidelTime with TreeTagger, measured before", BEST_PEER, BEST_PEER_SPEED)]


def compare(tool: str, scores: dict[str, Any], speed: float) -> dict[str, Any]:
    """Make one row of the comparison."""
    row: dict[str, Any] = {"tool": tool}
    for name, data in SETS.items():
        title = data.partition(",")[0]
        row[f"{title} strict F1"] = round(scores[name]["strict"], 1)
        row[f"{title} value F1"] = round(scores[name]["value"], 1)
    return {**row, "articles per CPU s": speed}


def main() -> None:
    """Read the command line, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    scorer = shared_scorers.load(arguments.data / "scoring" / "score_timex.py")
    golds = {name: scorer.load_gold(arguments.data / "data" / "time" / name) for name in SETS}
    result: dict[str, Any] = {name: score_set(scorer, gold) for name, gold in golds.items()}
    result["own"] = {name: score_own(HERE / "times" / f"{name}.jsonl") for name in ("dev", "heldout")}
    result["reference"] = score_reference(arguments.data / "data" / "reference-article")
    documents = [each for gold in golds.values() for each in gold.values()]
    result["articles_per_cpu_s"] = measure_speed(documents, arguments.rounds)
    if arguments.peers:
        result["peers"] = {"dateparser": run_peer(arguments.peers, scorer, golds)}
    else:
        print("no --peers: the table of peers is that of the last run")
        kept = shared_scorers.RESULTS / "times.json"
        result["peers"] = json.loads(kept.read_text(encoding="utf-8")).get("peers", {}) if kept.exists() else {}
    result["peers"]["HeidelTime with TreeTagger, measured before"] = BEST_PEER
    shared_scorers.write_result(
        "times", {**result, "comparison": list_comparison(result), "summary": list_rows(result)}
    )


if __name__ == "__main__":
    main()

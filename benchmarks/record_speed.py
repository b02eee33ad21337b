"""Speed of the record: searching, a speaker's timeline, adding an article, among many synthetic statements.

    python benchmarks/record_speed.py [--statements 1000000] [--record sqlite-file|postgresql://…] [--queries 200]

Articles of 20 statements by about five speakers; words, speakers and outlets follow Zipf's law over 50,000 words of two
or three syllables, 20,000 names and 300 outlets; publication is spread over ten years.  The rows are loaded in bulk
through the record's own row writers, events and their chain included; an existing record of the right size is used
again.  Milliseconds on one thread, the caches warm; ``cpu`` leaves out waiting, and the work of a server.  Writes
``results/record_speed.json``, one
entry for each database.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from bisect import bisect
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import insert, text

import shared_scorers
from onrecord.domain import (
    Article,
    Authority,
    CaptureRef,
    DateOrigin,
    EventKind,
    Figure,
    FigureModifier,
    Judgement,
    Medium,
    MediumKind,
    Paragraph,
    ParagraphKind,
    Precision,
    PublishedAt,
    QuotationType,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementQuery,
    StatementType,
    Verdict,
    article_id,
    encode,
    evidence_id,
    statement_id,
    text_digest,
)
from onrecord.record import Identification, Record
from onrecord.record.database import Database
from onrecord.record.events import START, seal
from onrecord.record.identities import write_keys, write_profile
from onrecord.record.migrate import prepare
from onrecord.record.rows import (
    find_minute,
    write_article,
    write_capture,
    write_figures,
    write_key,
    write_speaker,
    write_statement,
)
from onrecord.record.tables import metadata
from onrecord.record.words import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.domain import Profile

SEED = 20_261_122
PER_ARTICLE = 20
WITH_MEDIUM, WITH_FIGURE = 0.3, 0.2
BATCH, TOLD = 500, 5000
WORDS, NAMES, OUTLETS = 50_000, 20_000, 300
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
MINUTES = 10 * 365 * 24 * 60
ORDER = (
    "events",
    "articles",
    "captures",
    "readings",
    "speakers",
    "statements",
    "figures",
    "identities",
    "identity_keys",
)


class Zipf:
    """Ranks drawn by Zipf's law."""

    def __init__(self, size: int, random_: random.Random) -> None:
        """Weigh so many ranks."""
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(size)))
        self._random = random_

    def draw(self) -> int:
        """One rank, the lowest most often."""
        return bisect(self._weights, self._random.random() * self._weights[-1])


def write_word(number: int) -> str:
    """The word of a rank, the same at every run."""
    size = len(SYLLABLES)
    first, second, third = number % size, number // size % size, number // size // size
    return SYLLABLES[first] + SYLLABLES[(second + first) % size] + (SYLLABLES[third] if third else "")


def write_name(number: int) -> str:
    """A first name out of 200 and a family name."""
    return f"{write_word(number % 200).title()} {write_word(300 + number // 3).title()}"


class Press:
    """Writes synthetic readings."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed of its own."""
        self._random = random.Random(seed)  # noqa: S311 - made up, not secret
        self._words = Zipf(WORDS, self._random)
        self._names = Zipf(NAMES, self._random)
        self._outlets = Zipf(OUTLETS, self._random)

    def name(self) -> str:
        """A name as often as the press has it."""
        return write_name(self._names.draw())

    def write(self, number: int) -> tuple[Reading, CaptureRef]:
        """The reading of one article."""
        names = list(dict.fromkeys(self.name() for _ in range(5)))
        said = [(self._random.choice(names), self._sentence()) for _ in range(PER_ARTICLE)]
        body = "\n\n".join(f"{sentence}, {name} said." for name, sentence in said)
        at = FIRST_DAY + timedelta(minutes=self._random.randrange(MINUTES))
        outlet = write_word(self._outlets.draw())
        payload = f"sha256:{number:064x}"
        capture = CaptureRef(locator=f"https://{outlet}.example/{number}", captured_at=at, digest=payload, size_bytes=1)
        published = PublishedAt(value=at.isoformat(), precision=Precision.MINUTE, origin=DateOrigin.META)
        sha256 = text_digest(body)
        article = Article(
            id=article_id(capture=payload, text_sha256=sha256), locator=capture.locator, title=self._sentence(),
            url=capture.locator, publisher=outlet.title(), authors=(), language="en", published_at=published,
            captured_at=at, capture=payload, text_sha256=sha256, text=body, page_text=body, publisher_messages=(),
            paragraphs=(Paragraph(span=Span.cut(body, 0, len(body)), kind=ParagraphKind.BODY),),
        )  # fmt: skip
        return Reading(article=article, statements=tuple(self._state(article, said))), capture

    def _sentence(self) -> str:
        return " ".join(write_word(self._words.draw()) for _ in range(18))

    def _state(self, article: Article, said: Sequence[tuple[str, str]]) -> Iterator[Statement]:
        start = 0
        for name, sentence in said:
            content = Span.cut(article.text, start, start + len(sentence))
            source = Span.cut(article.text, content.end + 2, content.end + 2 + len(name))
            cue = Span.cut(article.text, source.end + 1, source.end + 5)
            start = cue.end + 3
            speaker = Speaker(
                id=evidence_id({"article": article.text_sha256, "speaker": name}), name=name, kind=SpeakerKind.PERSON,
                anonymous=False, title=None, description=None, mention=source, confidence=1.0, unresolved=None, by="b",
            )  # fmt: skip
            yield Statement(
                id=statement_id(text_sha256=article.text_sha256, source=source, cue=cue, content=[content]),
                article=article.reference, source=source, cue=cue, implicit_cue=False, content=(content,), quoted=(),
                quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None,
                speaker=speaker, medium=self._medium(), figures=self._figures(content), confidence=1.0, by="benchmark",
            )  # fmt: skip

    def _medium(self) -> Medium | None:
        if self._random.random() > WITH_MEDIUM:
            return None
        return Medium(span=None, kind=self._random.choice(list(MediumKind)), platform=None, by="b")

    def _figures(self, content: Span) -> tuple[Figure, ...]:
        if self._random.random() > WITH_FIGURE:
            return ()
        figure = Figure(
            span=content, low="5", high="5", unit="percent", counts=None, counts_span=None,
            modifier=FigureModifier.EXACT, change=None, relation=None, by="b",
        )  # fmt: skip
        return (figure,)


def find_keys(profile: Profile) -> frozenset[str]:
    """The name as it is: comparing names is measured elsewhere."""
    return frozenset({normalise(profile.name)})


def judge(profile: Profile, known: Sequence[Profile], at: datetime) -> Iterator[Judgement]:
    """Equal names are the same."""
    for other in known:
        yield Judgement(left=profile.id, right=other.id, verdict=Verdict.SAME, authority=Authority.RULE, by="b", at=at)


IDENTIFICATION = Identification(find_keys=find_keys, judge=judge, replay=lambda _: ())


class Loader:
    """Rows of many readings, as the record's store would write them one by one."""

    def __init__(self) -> None:
        """Begin with an empty record."""
        self.event, self.previous, self.ordinal, self.speaker = 0, START, 0, 0
        self.identities: dict[str, dict[str, Any]] = {}

    def load(self, reading: Reading, capture: CaptureRef) -> dict[str, list[dict[str, Any]]]:
        """The rows of one more reading, by table."""
        self.event += 1
        article, event = reading.article, {"event": self.event}
        own = write_article(article) | event | {"number": self.event, "producer": "b", "unread": None, "retired": None}
        came = write_capture(capture) | event | {"number": self.event, "outcome": "article", "article": article.id}
        spoke = {each.speaker.id: each.speaker for each in reading.statements if each.speaker}
        rows: dict[str, list[dict[str, Any]]] = {
            "articles": [own],
            "captures": [came],
            "speakers": [],
            "statements": [],
        }
        rows["readings"] = [{"article": article.id, "producer": "b", "capture": capture.id, "at": "2026", **event}]
        identity = {}
        said = Counter(each.speaker.id for each in reading.statements if each.speaker)
        for speaker in spoke.values():
            self.speaker += 1
            profile = write_profile(speaker, article, [])
            known = self.identities.setdefault(
                speaker.name,
                {"id": speaker.id, "name": speaker.name, "profile": encode(profile).decode(), "members": 0},
            )
            known["members"] += 1
            identity[speaker.id] = known["id"]
            derived = {"identity": known["id"], "component": known["id"], "profile": encode(profile).decode()}
            derived |= {"said": said[speaker.id]}
            rows["speakers"].append(
                write_speaker(speaker, article.reference) | event | derived | {"number": self.speaker}
            )
        rows["figures"] = [row for statement in reading.statements for row in write_figures(statement)]
        minute = find_minute(article) or 0
        for position, statement in reversed(list(enumerate(reading.statements))):
            self.ordinal += 1
            row = write_statement(statement) | event | {"position": position, "ordinal": self.ordinal, "retired": None}
            row |= {"key": write_key(minute, self.ordinal), "identity": identity[str(row["speaker"])]}
            rows["statements"].append(row)
        rows["events"] = [self._seal(article.id, own, came, rows["statements"])]
        return rows

    def _seal(
        self, article: str, own: dict[str, Any], came: dict[str, Any], said: list[dict[str, Any]]
    ) -> dict[str, Any]:
        body = {
            "article": {article: own["row_sha256"]},
            "capture": {came["id"]: came["row_sha256"]},
            "producer": "b",
            "statements": {row["id"]: row["row_sha256"] for row in said},
        }
        written = msgspec.json.encode(body, order="sorted").decode()
        fields = {"seq": self.event, "at": FIRST_DAY.isoformat(), "kind": EventKind.ARTICLE.value, "body": written}
        self.previous, previous = seal(**fields, previous=self.previous), self.previous  # type: ignore[arg-type]
        return {**fields, "previous": previous, "hash": self.previous}

    def finish(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the identities."""
        from onrecord.domain import Profile  # noqa: PLC0415

        keys = []
        for known in self.identities.values():
            profile = msgspec.json.decode(known["profile"], type=Profile)
            keys += [{"key": key, "identity": known["id"]} for key in sorted(write_keys(profile, IDENTIFICATION))]
        return {"identities": list(self.identities.values()), "identity_keys": keys}


def fill(database: Database, count: int) -> None:
    """Load so many statements."""
    press, loader = Press(SEED), Loader()
    batch: dict[str, list[dict[str, Any]]] = {name: [] for name in ORDER}
    for number in range(count // PER_ARTICLE):
        for name, rows in loader.load(*press.write(number)).items():
            batch[name] += rows
        if number % BATCH == BATCH - 1:
            flush(database, batch)
        if number % TOLD == TOLD - 1:
            print(f"{(number + 1) * PER_ARTICLE} statements loaded", flush=True)
    for name, rows in loader.finish().items():
        batch[name] += rows
    flush(database, batch)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))  # as a server does by itself


def flush(database: Database, batch: dict[str, list[dict[str, Any]]]) -> None:
    """Write the rows gathered so far."""
    with database.write() as connection:
        for name in ORDER:
            if not batch[name]:
                continue
            columns = list(batch[name][0])
            if database.is_sqlite:
                connection.execute(
                    insert(metadata.tables[name]),
                    sorted(batch[name], key=lambda row: row.get("key", 0) if name == "statements" else 0),
                )
            else:
                driver: Any = connection.connection.driver_connection
                with driver.cursor() as cursor, cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in batch[name]:
                        copy.write_row([row[column] for column in columns])
            batch[name] = []


def measure(run: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one call: on the wall, and of this process's own work."""
    began, worked = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def sum_up(times: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Median, 95 % and the slowest on the wall; median and 95 % of this process's own work, in milliseconds."""
    wall, own = (sorted(each) for each in zip(*times, strict=True))
    high = int(len(wall) * 0.95)
    names = {"p50": statistics.median(wall), "p95": wall[high], "max": wall[-1]}
    names |= {"cpu_p50": statistics.median(own), "cpu_p95": own[high]}
    return {name: round(value, 1) for name, value in names.items()}


def write_queries(random_: random.Random, count: int) -> dict[str, list[StatementQuery]]:
    """Queries of each kind."""

    def rank(low: int, high: int) -> str:
        return write_word(random_.randrange(low, high))

    def day() -> date:
        return (FIRST_DAY + timedelta(days=random_.randrange(3600))).date()

    names = Zipf(NAMES, random_)
    kinds: dict[str, Callable[[], StatementQuery]] = {
        "rare word": lambda: StatementQuery(text=rank(30_000, WORDS)),
        "mid word": lambda: StatementQuery(text=rank(300, 1500)),
        "common word": lambda: StatementQuery(text=rank(0, 10)),
        "two words": lambda: StatementQuery(text=f"{rank(0, 50)} {rank(50, 1000)}"),
        "phrase": lambda: StatementQuery(text=f'"{rank(0, 30)} {rank(0, 30)}"'),
        "rare phrase": lambda: StatementQuery(text=f'"{rank(0, 30)} {rank(1000, 5000)}"'),
        "prefix": lambda: StatementQuery(text=f"{rank(0, 2000)[:4]}*"),
        "no word": lambda: StatementQuery(medium=random_.choice(list(MediumKind)), has_figure=True),
        "word and medium": lambda: StatementQuery(text=rank(0, 1000), medium=random_.choice(list(MediumKind))),
        "word and outlet": lambda: StatementQuery(text=rank(0, 100), outlet=write_word(random_.randrange(OUTLETS))),
        "outlet": lambda: StatementQuery(outlet=write_word(random_.randrange(OUTLETS))),
        "word and speaker": lambda: StatementQuery(text=rank(0, 300), speaker=write_name(names.draw())),
        "speaker's family name": lambda: StatementQuery(speaker=write_name(names.draw()).split()[1]),
        "word and month": lambda: StatementQuery(
            text=rank(0, 1000), published_from=(first := day()), published_to=first + timedelta(days=30)
        ),
    }
    return {name: [make() for _ in range(count)] for name, make in kinds.items()}


def run_all(location: str, queries: int) -> dict[str, Any]:
    """All measurements on one record."""
    random_ = random.Random(SEED + 1)  # noqa: S311 - made up, not secret
    press = Press(time.time_ns())  # other articles each time: what is known would not be added again
    result: dict[str, Any] = {}
    with Record.open(location, identification=IDENTIFICATION) as record:
        result["statements"] = record.status().statements
        everything: list[tuple[float, float]] = []
        for name, asked in write_queries(random_, queries).items():
            record.search(asked[0])
            times = [measure(lambda query=query: record.search(query)) for query in asked]  # type: ignore[misc]
            everything += times
            result[name] = sum_up(times)
            print(name, result[name], flush=True)
        result["all searches"] = sum_up(everything)
        ranked = [StatementQuery(text=query.text, ranked=True) for query in write_queries(random_, 20)["mid word"]]
        result["ranked mid word"] = sum_up([measure(lambda query=query: record.search(query)) for query in ranked])  # type: ignore[misc]
        names = [press.name() for _ in range(queries)]
        result["timeline"] = sum_up([measure(lambda name=name: record.speaker(name)) for name in names])  # type: ignore[misc]
        at = datetime.now(UTC)
        written = [press.write(10_000_000 + random_.randrange(1 << 40)) for _ in range(queries)]
        result["add"] = sum_up(
            [measure(lambda each=each: record.add(*each, producer="b", at=at)) for each in written]  # type: ignore[misc]
        )
        for name in ("all searches", "ranked mid word", "timeline", "add"):
            print(name, result[name], flush=True)
    return result


def summarise(name: str, result: dict[str, Any]) -> dict[str, Any]:
    """The row of the README's table."""
    score = f"{result['all searches']['p95']:.0f} / {result['timeline']['p95']:.0f} / {result['add']['p50']:.0f}"
    what = "record: search p95 / speaker's timeline p95 / adding an article, median, in milliseconds"
    data = f"{result['statements']:,} synthetic statements, {name}, one thread of a busy machine"
    return {"order": 74, "what": what, "score": score, "peer": None, "data": data}


def main() -> None:
    """Fill the record where it is not there, measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--record", action="append", help="a file or a PostgreSQL URL; may be given twice")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--no-result", action="store_true", help="measure only")
    given = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for location in given.record or [str(Path(folder) / "record.db")]:
            database = Database.connect(location)
            prepare(database)
            with Record.open(location) as record:
                is_empty = record.status().events == 0
            if is_empty:
                began = time.perf_counter()
                fill(database, given.statements)
                print(f"loaded in {time.perf_counter() - began:.0f} s", flush=True)
            results["sqlite" if database.is_sqlite else "postgresql"] = run_all(location, given.queries)
    if not given.no_result:
        results = read_results() | results
        summary = [summarise(name, result) for name, result in results.items()]
        shared_scorers.write_result("record_speed", {**results, "summary": summary})


def read_results() -> dict[str, Any]:
    """The results of earlier runs, by database."""
    path = shared_scorers.RESULTS / "record_speed.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: result for name, result in known.items() if name != "summary"}


if __name__ == "__main__":
    main()

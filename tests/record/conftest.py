"""Records on both databases, and readings to put into them, written out by hand."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from onrecord.domain import (
    Article,
    Authority,
    CaptureRef,
    DateOrigin,
    Judgement,
    Paragraph,
    ParagraphKind,
    Precision,
    Profile,
    PublishedAt,
    QuotationType,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementType,
    Verdict,
    article_id,
    evidence_id,
    statement_id,
    text_digest,
)
from onrecord.record import Identification, Record
from onrecord.speakers.identity import Proposal
from onrecord.speakers.known_links import find_clusters, judge_entries

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian's packages put the server; the newest last."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL of this test run: a socket folder and a port."""

    folder: Path
    port: int

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def make_database(self, name: str, *, template: str = "template0") -> str:
        """Make a database, empty or like another, and give its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.url(name)


def run_as_server(folder: Path, *command: str | Path) -> None:
    """Run a program of the server, which refuses to be root, as its own user."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_user, *command], cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL of its own; where none is installed the tests that need it are skipped, but never in CI."""
    if not BINARIES:
        message = "PostgreSQL is not installed: the record was NOT tested on it"
        if os.environ.get("ONRECORD_REQUIRE_POSTGRES"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data, programs = folder / "data", BINARIES[-1]
    options = f"-p {port} -k {folder} -c listen_addresses='' -c fsync=off"
    try:
        settings = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"]
        run_as_server(folder, programs / "initdb", "-D", data, *settings)
        run_as_server(folder, programs / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start")
        yield Server(folder, port)
        run_as_server(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record in a file: making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("prepared") / "record.db"
    Record.open(path).close()
    return path


@pytest.fixture(scope="session")
def prepared_database(server: Server) -> str:
    """The name of an empty record on the server."""
    Record.open(server.make_database("prepared")).close()
    return "prepared"


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place with an empty record, on each database in turn."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("prepared_file"), tmp_path / "record.db"))
    server: Server = request.getfixturevalue("server")
    return server.make_database("test", template=request.getfixturevalue("prepared_database"))


def find_keys(profile: Profile) -> frozenset[str]:
    """The last word of each name."""
    return frozenset(name.split()[-1].lower() for name in profile.names)


def judge_names(profile: Profile, known: Sequence[Profile], at: datetime) -> Iterator[Judgement]:
    """Equal names are the same; a name that shares the last word is unsure."""
    for other in known:
        verdict = Verdict.SAME if set(profile.names) & set(other.names) else Verdict.UNSURE
        yield Judgement(left=profile.id, right=other.id, verdict=verdict, authority=Authority.RULE, by="test", at=at)


def link_names(profile: Profile, entries: Sequence[Profile], at: datetime) -> Sequence[Judgement]:
    """Entries of an equal name are the same, of an equal last word perhaps, others different."""
    return judge_entries((compare_names(profile, entry) for entry in entries), profile.id, at=at)


def compare_names(profile: Profile, entry: Profile) -> Proposal:
    """What two profiles have in common."""
    if set(profile.names) & set(entry.names):
        score, verdict = 0.9, Verdict.SAME
    elif find_keys(profile) & find_keys(entry):
        score, verdict = 0.6, Verdict.UNSURE
    else:
        score, verdict = 0.1, Verdict.DIFFERENT
    left, right = sorted((profile.id, entry.id))
    return Proposal(left=left, right=right, score=score, verdict=verdict, reasons=("their names",))


IDENTIFICATION = Identification(find_keys=find_keys, judge=judge_names, link=link_names, replay=find_clusters)


@pytest.fixture
def record(location: str) -> Iterator[Record]:
    """An empty record, on each database in turn."""
    with Record.open(location, identification=IDENTIFICATION) as opened:
        yield opened


Said = tuple[str, str] | tuple[str, str, str]
"""Who, which words, and a title if there is one; "" is nobody."""


def make_capture(text: str, name: str = "a", **fields: object) -> CaptureRef:
    """A capture of a text."""
    payload = text.encode()
    return CaptureRef(
        locator=f"{name}.txt",
        digest=f"sha256:{text_digest(text)}",
        size_bytes=len(payload),
        **fields,  # type: ignore[arg-type]
    )


def make_reading(
    *said: Said, name: str = "a", day: str | None = "2024-05-04", publisher: str | None = None, url: str | None = None
) -> tuple[Reading, CaptureRef]:
    """What is read from a text of sentences like "WORDS, NAME said."."""
    text = "\n\n".join(f"{words}, {who} said." for who, words, *_ in said) or "Nothing was said."
    capture = make_capture(text, name, url=url)
    sha256 = text_digest(text)
    published = day and PublishedAt(
        value=day, precision=Precision.DAY if len(day) == 10 else Precision.MINUTE, origin=DateOrigin.USER
    )
    identity = article_id(capture=capture.digest + name, text_sha256=sha256)
    article = Article(
        id=identity, locator=capture.locator, title=None, url=url, publisher=publisher, authors=(), language="en",
        published_at=published or None, captured_at=None, capture=capture.digest, text_sha256=sha256, text=text,
        page_text=text, paragraphs=(Paragraph(span=Span.cut(text, 0, len(text)), kind=ParagraphKind.BODY),),
        publisher_messages=(),
    )  # fmt: skip
    return Reading(article=article, statements=tuple(make_statements(article, said))), capture


def make_statements(article: Article, said: Sequence[Said]) -> Iterator[Statement]:
    """The statement of each sentence."""
    start = 0
    for who, words, *title in said:
        content = Span.cut(article.text, start, start + len(words))
        source = Span.cut(article.text, content.end + 2, content.end + 2 + len(who)) if who else None
        cue_at = content.end + 2 + len(who) + 1
        cue = Span.cut(article.text, cue_at, cue_at + 4)
        start = cue.end + 3
        yield Statement(
            id=statement_id(text_sha256=article.text_sha256, source=source, cue=cue, content=[content]),
            article=article.reference, source=source, cue=cue, implicit_cue=False, content=(content,), quoted=(),
            quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None,
            speaker=make_speaker(article, who, source, title[0] if title else None) if who else None, confidence=1.0,
            by="test",
        )  # fmt: skip


def make_speaker(article: Article, name: str, mention: Span | None, title: str | None) -> Speaker:
    """A person of this name; one in lower case is anonymous."""
    return Speaker(
        id=evidence_id({"article": article.text_sha256, "speaker": name}), name=name, kind=SpeakerKind.PERSON,
        anonymous=name.islower(), title=title, description=None, mention=mention, confidence=1.0, unresolved=None,
        by="test",
    )  # fmt: skip


MakeReading = Callable[..., tuple[Reading, CaptureRef]]


@pytest.fixture
def make() -> MakeReading:
    """``make_reading``."""
    return make_reading


@pytest.fixture
def now() -> datetime:
    """The moment at which the tests write."""
    return NOW


@pytest.fixture
def day() -> date:
    """The day that readings are published on."""
    return date(2024, 5, 4)

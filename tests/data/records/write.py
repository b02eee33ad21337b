"""Write the small record of the newest schema as SQL: ``python tests/data/records/write.py postgresql://…``.

Run once for each release that changes the schema; what older releases wrote stays as it is.  The database at the URL
has to be empty; ``pg_dump`` writes it out.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from onrecord.domain import (
    Authority,
    Judgement,
    KnownFile,
    Profile,
    Rejected,
    RejectReason,
    SpeakerKind,
    Verdict,
)
from onrecord.record import Identification, Record
from onrecord.record.tables import SCHEMA
from onrecord.speakers.judgements import replay

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
sys.path.insert(0, str(FOLDER.parents[2]))


def fill(location: str | Path) -> None:
    """Two articles, one of them read again with less found, a person's judgement, a rejection, a list twice."""
    from tests.record.conftest import make_reading  # noqa: PLC0415 - of the tests beside

    alone = Identification(find_keys=lambda _: (), judge=lambda *_: (), replay=lambda log: replay(log).clusters)
    first, capture = make_reading(
        ("Anna Holt", "The ferry to Port Ellery will not sail", "mayor"), ("Tom Berg", "It will"), publisher="The Shore"
    )
    second, other = make_reading(("Holt", "The café stays open"), name="b", day=None)
    with Record.open(location, identification=alone) as record:
        record.add(first, capture, producer="one", at=NOW)
        record.add(structs.replace(first, statements=first.statements[:1]), capture, producer="two", at=NOW)
        record.add(second, other, producer="two", at=NOW)
        speakers = [each.statements[0].speaker for each in (first, second)]
        left, right = (speaker.id for speaker in speakers if speaker)
        record.judge(
            Judgement(left=left, right=right, verdict=Verdict.SAME, authority=Authority.PERSON, by="me", at=NOW)
        )
        record.reject(
            Rejected(locator="gone.txt", reason=RejectReason.NOT_FOUND, message="gone", next_step="Look."), at=NOW
        )
        entries = [Profile(id=f"town:{each}", name=each, kind=SpeakerKind.PERSON) for each in ("Anna Holt", "Cy Day")]
        record.import_known(entries, KnownFile(name="town.csv", sha256="0" * 64, list="town"), at=NOW)
        newer = structs.replace(entries[0], titles=("mayor",))
        record.import_known([newer], KnownFile(name="town.csv", sha256="1" * 64, list="town"), at=NOW)


def dump_sqlite(connection: sqlite3.Connection) -> Iterator[str]:
    """SQL of a record; its index of words is made anew, for its own tables cannot be written."""
    (index,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'statement_words'").fetchone()
    for statement in connection.iterdump():
        is_trigger = statement.startswith("CREATE TRIGGER")
        if is_trigger and index:
            yield f"{index};\nINSERT INTO statement_words (statement_words) VALUES ('rebuild');"
            index = None
        if is_trigger or not ("statement_words" in statement or "writable_schema" in statement):
            yield statement


def main(url: str) -> None:
    """Write both fixtures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        fill(path)
        with closing(sqlite3.connect(path)) as connection:
            (FOLDER / f"{SCHEMA}.sqlite.sql").write_text("\n".join(dump_sqlite(connection)) + "\n", "utf-8")
    fill(url)
    dump = subprocess.run(["pg_dump", "--no-owner", "--inserts", url], check=True, capture_output=True, text=True)  # noqa: S603, S607 - ours
    lines = (line for line in dump.stdout.splitlines() if not line.startswith("\\"))  # psql alone knows these
    (FOLDER / f"{SCHEMA}.postgresql.sql").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

"""A bundle: a folder with statements and all that bears them out, which anyone can check without onrecord.

::

    README.txt         what is what, and how to check it with public tools
    statements.jsonl   one statement a line; the line's SHA-256 is the digest in its event
    texts/<sha256>.txt the article texts, UTF-8, named after their digests
    pages.wacz         the archived pages (WARC records), byte for byte
    events.jsonl       the record's log, each entry chained to the one before; only in a bundle of everything
    SHA256SUMS         the digests of all these files, as sha256sum writes them

Everything is written under another name first: a folder with the name asked for is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

import msgspec

from onrecord.export.tabular import write_json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from onrecord.domain import Article, Event
    from onrecord.export.tabular import Entry

_PIECE_BYTES = 1_000_000
_README = """\
Statements as news articles reported them, with the evidence. Made by onrecord,
but nothing here needs it.

1. Nothing was changed since the bundle was made:

     sha256sum -c SHA256SUMS

2. The article texts are the ones the statements cut. Each file in texts/ is
   named after its own SHA-256, so this prints nothing:

     (cd texts && sha256sum * | awk '$1".txt" != $2')

3. Every span is what it says. Offsets count Unicode code points of the text;
   "end" is the first one after the words:

     python3 - <<'END'
     import json, pathlib
     for line in open("statements.jsonl", encoding="utf-8"):
         statement = json.loads(line)
         path = pathlib.Path("texts", statement["article"]["text_sha256"] + ".txt")
         text = path.read_bytes().decode("utf-8")
         for span in [*statement["content"], *statement["quoted"], statement["source"], statement["cue"]]:
             assert span is None or text[span["start"]:span["end"]] == span["text"], statement["id"]
     END

4. The pages are as they were received. pages.wacz is a ZIP file with WARC
   records; each names the digests of its bytes. A statement's article names
   its page by "capture", the SHA-256 of the payload, which stands in the record
   as OnRecord-Payload-Digest:

     unzip -d pages pages.wacz && warcio check pages/archive/*.warc.gz

   Any WACZ player shows the pages; wacz validate -f pages.wacz checks the file.

5. The statements are those of the record (a bundle of everything has
   events.jsonl). An event's "hash" is the SHA-256 over the JSON object of its
   other fields, keys sorted, no blanks, UTF-8; "previous" is the hash before. In the
   "body" of an event stands, for each statement, the SHA-256 of its line:

     python3 - <<'END'
     import hashlib, json
     digests, before = {}, "0" * 64
     for line in open("events.jsonl", encoding="utf-8"):
         event = json.loads(line)
         found = event.pop("hash")
         written = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
         assert event["previous"] == before, event["seq"]
         assert hashlib.sha256(written.encode()).hexdigest() == found, event["seq"]
         before = found
         digests.update(event["body"].get("statements", {}))
     for line in open("statements.jsonl", "rb"):
         assert digests[json.loads(line)["id"]] == hashlib.sha256(line.rstrip(b"\\n")).hexdigest()
     print("the head of the log is", before)
     END

   Compare the head with the one that "onrecord status" printed, or that a time
   stamp authority confirmed.

How the text was read from a page can only be repeated with onrecord itself, in
the version named in the statement ("by"): onrecord verify.
"""


def write_bundle(
    folder: Path,
    entries: Iterable[Entry],
    articles: Iterable[Article],
    *,
    write_pages: Callable[[Path], object],
    events: Iterable[Event] | None,
) -> int:
    """Write a bundle into ``folder``, which must not exist; the number of statements comes back.

    ``articles`` are those the statements cut; ``write_pages`` writes their pages to the WACZ file it is given;
    ``events`` is the whole log, or ``None`` when the bundle does not hold everything.
    """
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    (unfinished / "texts").mkdir()
    try:
        (unfinished / "README.txt").write_text(_README, encoding="utf-8")
        with (unfinished / "statements.jsonl").open("wb") as stream:
            count = write_json_lines(entries, stream)
        for article in articles:
            (unfinished / "texts" / f"{article.text_sha256}.txt").write_bytes(article.text.encode("utf-8"))
        write_pages(unfinished / "pages.wacz")
        if events is not None:
            with (unfinished / "events.jsonl").open("wb") as stream:
                stream.writelines(_write_event(event) + b"\n" for event in events)
        _write_sums(unfinished)
        os.rename(unfinished, folder)  # noqa: PTH104 - Path.rename is the same
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return count


def _write_event(event: Event) -> bytes:
    """The canonical JSON that its hash covers, with the hash."""
    fields = msgspec.structs.asdict(event) | {"at": event.at.isoformat(), "body": msgspec.Raw(event.body.encode())}
    return msgspec.json.encode(fields, order="sorted")


def _write_sums(folder: Path) -> None:
    """Write the digests of all files below a folder, sorted by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _digest(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()

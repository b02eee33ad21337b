"""Whatever is named is opened until there are pages: by its content, from files and from real servers."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.intake.conftest import Web, web

from onrecord.archive import Archive
from onrecord.corpus.sources import Sources
from onrecord.corpus.web import Web as Visits
from onrecord.domain import Capture, Rejected, RejectReason
from onrecord.errors import UsageError
from onrecord.intake.politeness import Manners

if TYPE_CHECKING:
    from pathlib import Path

    from tests.intake.conftest import Server

__all__ = ["web"]
PAGE = b"<!DOCTYPE html><html><body><article><p>Ann Lee said that the bridge stays closed.</p></article></body></html>"
IMPATIENT = Manners(delay_s=0, obeys_robots=False)


def open_all(
    *locators: str | Path, visits: Visits | None = None, stdin: bytes = b"", published: date | None = None
) -> tuple[list[Capture | Rejected], Sources]:
    """Open locators; what they lead to, and the sources afterwards."""
    sources = Sources(
        locators=tuple(map(str, locators)), web=visits or Visits(), stdin=io.BytesIO(stdin), published=published
    )
    return list(sources.read()), sources


def serve_site(web: Web, pages: dict[str, bytes]) -> tuple[Server, Visits]:
    """Serve pages by path; 404 for others."""

    def respond(head: bytes) -> bytes:
        path = head.split(b" ")[1].decode()
        found = pages.get(path)
        return web.response(status="404 Not Found") if found is None else web.response(found, "Content-Type: text/html")

    server = web.serve(respond)
    slept: list[float] = []
    return server, Visits(manners=IMPATIENT, network=web.network(server), sleep=slept.append)


def rss(*links: str) -> bytes:
    """Write a feed."""
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def locate(found: list[Capture | Rejected]) -> list[str]:
    """The locators."""
    return [each.locator for each in found]


def test_files_folders_and_standard_input_are_opened(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(b"words")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    found, sources = open_all(tmp_path, "-", stdin=b"pasted")
    assert [each.payload for each in found if isinstance(each, Capture)] == [PAGE, b"words", b"pasted"]
    assert (sources.expected, sources.skipped) == (3, {"file of another type": 1})


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.txt"])
def test_an_archive_of_pages_is_told_by_its_bytes(tmp_path: Path, name: str) -> None:
    capture = Capture(locator="https://a.example/", url="https://a.example/", payload=PAGE, media_type="text/html")
    with Archive.open(tmp_path / "x.archive", clock=lambda: datetime(2025, 3, 14, tzinfo=UTC)) as archive:
        archive.store(capture)
    segment = next((tmp_path / "x.archive" / "segments").iterdir()).read_bytes()
    path = tmp_path / name
    path.write_bytes(segment if name.endswith("gz") else gzip.decompress(segment))
    found, sources = open_all(path)
    assert [each.payload for each in found if isinstance(each, Capture)] == [PAGE]
    assert (sources.expected, sources.skipped["warcinfo record"]) == (None, 1)


def test_a_zip_of_something_else_is_left_to_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04nonsense")
    (found,), _ = open_all(tmp_path / "a.zip")
    assert isinstance(found, Capture)


def test_the_day_stated_is_kept_with_each_capture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (found,), _ = open_all(tmp_path / "a.txt", published=date(2025, 3, 14))
    assert isinstance(found, Capture)
    assert found.published == date(2025, 3, 14)


def test_an_address_is_fetched(web: Web) -> None:
    server, visits = serve_site(web, {"/a": PAGE})
    (found,), sources = open_all(f"{server.url}a", visits=visits)
    assert isinstance(found, Capture)
    assert (found.payload, found.url, sources.expected) == (PAGE, f"{server.url}a", 1)


def test_an_address_answered_by_a_feed_is_a_feed(web: Web) -> None:
    server, visits = serve_site(web, {"/": rss("/a", "/b", "/a", "/gone"), "/a": PAGE, "/b": PAGE})
    found, sources = open_all(server.url, visits=visits)
    assert locate(found) == [f"{server.url}{path}" for path in ("a", "b", "gone")]
    assert [type(each) for each in found] == [Capture, Capture, Rejected]
    assert sources.expected == 3


def test_a_list_of_feeds_leads_to_their_pages_each_once(tmp_path: Path, web: Web) -> None:
    server, visits = serve_site(web, {"/1": rss("/a", "/b"), "/2": rss("/b", "/c"), "/a": PAGE, "/b": PAGE, "/c": PAGE})
    feeds = "".join(f'<outline xmlUrl="{server.url}{number}"/>' for number in (1, 2))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{feeds}</body></opml>", encoding="utf-8")
    found, sources = open_all(tmp_path / "feeds.opml", visits=visits)
    assert locate(found) == [f"{server.url}{path}" for path in "abc"]
    assert sources.expected == 3


def test_a_news_sitemap_leads_to_its_pages(web: Web) -> None:
    server, visits = serve_site(web, {"/a": PAGE})
    urls = f"<urlset><url><loc>{server.url}a</loc></url></urlset>".encode()
    (found,), _ = open_all("-", stdin=urls, visits=visits)
    assert found.locator == f"{server.url}a"


def test_listings_that_name_each_other_come_to_an_end(web: Web) -> None:
    index = "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"
    pages: dict[str, bytes] = {}
    server, visits = serve_site(web, pages)
    pages |= {"/1": index.format(f"{server.url}2").encode(), "/2": index.format(f"{server.url}1").encode()}
    found, sources = open_all(f"{server.url}1", visits=visits)
    assert (found, sources.expected) == ([], 0)
    assert len(server.requests) <= 3


def test_robots_are_asked_for_pages_that_a_feed_names_and_not_for_those_a_person_names(web: Web) -> None:
    rules = b"User-agent: *\nDisallow: /"
    server, visits = serve_site(web, {"/robots.txt": rules, "/feed": rss("/a"), "/a": PAGE})
    visits.manners = Manners(delay_s=0)
    (found,), _ = open_all(f"{server.url}feed", visits=visits)
    assert isinstance(found, Rejected)
    assert found.reason is RejectReason.FETCH_REFUSED
    (named,), _ = open_all(f"{server.url}a", visits=visits)
    assert isinstance(named, Capture)


def test_a_site_that_says_it_cannot_answer_is_not_asked_again(web: Web) -> None:
    server = web.serve(web.response(status="503 Service Unavailable"))
    visits = Visits(manners=IMPATIENT, network=web.network(server), sleep=lambda _: None)
    found, _ = open_all(*(f"{server.url}{number}" for number in range(4)), visits=visits)
    assert [each.reason for each in found if isinstance(each, Rejected)] == [
        RejectReason.HTTP_STATUS,
        *[RejectReason.FETCH_FAILED] * 3,
    ]
    assert len(server.requests) == 1


def test_pages_of_two_sites_wait_for_their_own_site_only(web: Web) -> None:
    slow, fast = (web.serve(web.response(PAGE)) for _ in range(2))
    slept: list[float] = []
    network = web.network(slow, fast)
    visits = Visits(manners=Manners(delay_s=1000, obeys_robots=False), network=network, sleep=slept.append)
    urls = iter(visits.fetch_all([f"{slow.url}1", f"{fast.url}1"]))
    assert [next(urls).locator, next(urls).locator] == [f"{slow.url}1", f"{fast.url}1"]
    assert slept == []


def test_rows_of_a_table_are_texts_with_their_day(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date\nAnn Lee said so.,2025-03-14\n,2025-03-15\n", encoding="utf-8")
    found, sources = open_all(tmp_path / "a.csv")
    assert [(type(each).__name__, each.locator[-11:]) for each in found] == [
        ("Capture", "a.csv#row=2"),
        ("Rejected", "a.csv#row=3"),
    ]
    assert isinstance(found[0], Capture)
    assert (found[0].published, sources.expected) == (date(2025, 3, 14), 2)


def test_addresses_in_a_table_are_fetched_once_with_their_day(tmp_path: Path, web: Web) -> None:
    server, visits = serve_site(web, {"/a": PAGE})
    rows = f"{server.url}a,2025-03-14\n" * 2 + f"{server.url}gone,\n"
    (tmp_path / "a.csv").write_text(f"url,published\n{rows}", encoding="utf-8")
    found, sources = open_all(tmp_path / "a.csv", visits=visits, published=date(2020, 1, 1))
    assert locate(found) == [f"{server.url}a", f"{server.url}gone"]
    assert isinstance(found[0], Capture)
    assert (found[0].published, sources.expected) == (date(2025, 3, 14), 2)


def test_a_workbook_is_told_by_its_bytes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Text"], ["Ann Lee said so."]):
        book.active.append(row)  # type: ignore[union-attr] # a new workbook has a sheet
    book.save(tmp_path / "upload.bin")
    (found,), _ = open_all(tmp_path / "upload.bin")
    assert isinstance(found, Capture)
    assert found.payload == b"Ann Lee said so."


def test_a_table_with_an_unclear_column_stops_the_run_only_when_it_is_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two\nx,y\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"words")
    with pytest.raises(UsageError, match="not clear"):
        open_all(tmp_path / "a.csv")
    rejected, capture = open_all(tmp_path)[0]
    assert isinstance(rejected, Rejected)
    assert "--column" in rejected.next_step
    assert isinstance(capture, Capture)


@pytest.mark.parametrize("names", [("-", "-"), ("",)])
def test_what_cannot_be_meant_is_wrong_use(names: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        open_all(*names)

"""Sitemaps, lists of feeds and pages that offer feeds lead on."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime

import pytest

from onrecord.domain import Capture, HttpHead, RejectReason
from onrecord.errors import InputError
from onrecord.intake.feeds import Entry, Listing
from onrecord.intake.listings import is_listing, read_listing

BASE = "https://news.example/map.xml"
# Reading takes about a second at most; a slow machine has time, what grows with the square of its input has not.
MAX_SECONDS = 8.0
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/ferry </loc><lastmod>2026-03-05</lastmod><image:image>
<image:caption>x</image:caption></image:image>
<news:news><news:publication><news:name>News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-03T10:30:00+01:00</news:publication_date><news:title>Ferry</news:title></news:news></url>
<url><loc>https://news.example/dam</loc></url><url><lastmod>2026-03-05</lastmod></url></urlset>"""
PAGES = Listing(
    entries=(
        Entry(url="https://news.example/ferry", title="Ferry", published=datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
        Entry(url="https://news.example/dam"),
    ),
    skipped=1,
)
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://news.example/1.xml.gz</loc>
</sitemap><sitemap><loc>/2.xml</loc><lastmod>2026-03-03</lastmod></sitemap></sitemapindex>"""
OPML = """<opml version="2.0"><head><title>Mine</title></head><body><outline text="North"><outline text="Valley">
<outline type="rss" text="Sun" xmlUrl="https://sun.example/rss" htmlUrl="https://sun.example/"/></outline>
<outline text="Post" xmlurl="https://post.example/atom"/></outline>
<outline type="include" url="https://lists.example/b.opml"/>
<outline type="link" url="https://page.example/"/><outline text="twice" xmlUrl="https://sun.example/rss"/></body></opml>"""
HTML = """<!DOCTYPE html><html><head><base href="https://www.news.example/"><link rel="stylesheet" href="a.css">
<link rel="alternate" type="application/rss+xml" href="/rss">
<link rel="Alternate home" type="application/atom+xml" href="atom">
<link rel="alternate" hreflang="de" href="/de"></head><body><p>News</p></body></html>"""


def capture(payload: str | bytes, **head: str) -> Capture:
    """A listing as fetched."""
    data = payload.encode() if isinstance(payload, str) else payload
    http = HttpHead(status=200, headers=tuple((name.replace("_", "-"), value) for name, value in head.items()))
    return Capture(locator=BASE, url=BASE, payload=data, http=http)


def refuse(payload: str | bytes, **head: str) -> str:
    """The reason for which a listing is refused."""
    with pytest.raises(InputError) as caught:
        read_listing(capture(payload, **head))
    assert caught.value.next_step
    return caught.value.reason


def test_a_news_sitemap_leads_to_its_pages() -> None:
    assert read_listing(capture(SITEMAP)) == PAGES


def test_a_sitemap_is_unpacked_whichever_way_it_was_packed() -> None:
    packed = gzip.compress(SITEMAP.encode())
    assert read_listing(capture(packed)) == PAGES
    assert read_listing(capture(packed, Content_Encoding="gzip")) == PAGES
    assert read_listing(capture(gzip.compress(packed), Content_Encoding="gzip")) == PAGES


def test_an_index_leads_to_its_sitemaps() -> None:
    assert read_listing(capture(INDEX)) == Listing(
        further=("https://news.example/1.xml.gz", "https://news.example/2.xml")
    )


def test_an_opml_list_leads_to_the_feeds_at_every_depth() -> None:
    further = ("https://sun.example/rss", "https://post.example/atom", "https://lists.example/b.opml")
    assert read_listing(capture(OPML)) == Listing(further=further)


def test_a_page_leads_to_the_feeds_it_offers() -> None:
    further = ("https://www.news.example/rss", "https://www.news.example/atom")
    assert read_listing(capture(HTML)) == Listing(further=further)


@pytest.mark.parametrize(
    "other",
    ["", " ", "a text", "<html><p>no feeds</p></html>", "{}", "<svg/>", b"\xff\xfe\x00", "<!--", "<!DOCTYPE html>"],
)
def test_anything_else_is_refused(other: str | bytes) -> None:
    assert refuse(other) == RejectReason.UNREADABLE


def test_a_local_listing_has_no_relative_addresses() -> None:
    feed = "<rss><channel><item><link>/a</link></item><item><link>https://a.example/b</link></item></channel></rss>"
    listing = read_listing(Capture(locator="feed.xml", payload=feed.encode()))
    assert listing == Listing(entries=(Entry(url="https://a.example/b"),), skipped=1)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<rss>", True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE rss><rdf:RDF', True),
        ("<feed>".encode("utf-16"), True),
        (b"<html>", False),
        (b"<rsss>", False),
        (b"rss", False),
        (b"", False),
        (b"<?", False),
    ],
)
def test_a_listing_is_told_by_its_first_element(head: bytes, *, expected: bool) -> None:
    assert is_listing(head) is expected


HOSTILE = {
    "unclosed items": "<rss><channel>" + "<item>" * 160_000,
    "open angles": "<rss><channel>" + "<" * 900_000,
    "ampersands": "<rss><channel><item><title>" + "&" * 900_000,
    "entity declarations": "<!DOCTYPE x [" + "<!ENTITY a 'b'>" * 60_000 + "]><rss/>",
    "references beyond Unicode": "<rss><item><title>" + "&#1114112;" * 100_000,
    "attributes": "<rss " + " ".join(f"a{number}=''" for number in range(100_000)) + "><item/></rss>",
    "namespaces": "<rss " + " ".join(f"xmlns:a{number}='b'" for number in range(20_000)) + "><item/></rss>",
    "many items": "<rss><channel>" + "<item><link>/a</link></item>" * 150_000,
    "many children": "<rss><item>" + "<title>a</title>" * 200_000,
    "deep outlines": "<opml><body>" + "<outline>" * 300_000,
    "deep sitemap": "<urlset>" + "<url>" * 300_000,
    "many addresses": "<urlset>" + "<url><loc>https://a.example/%d</loc></url>" * 150_000,
    "long text": "<rss><item><title>" + "a" * 15_000_000,
    "blanks": " " * 15_000_000 + "<rss>",
    "long address": "<rss><item><link>https://" + "a" * 5_000_000,
    "digits for a date": "<rss><item><link>https://a.example/</link><pubDate>" + "1" * 1_000_000,
    "page of links": "<html><head>" + "<link rel=alternate href=a>" * 300_000,
    "deep page": "<html>" + "<div>" * 900_000,
    "json": '{"version":"https://jsonfeed.org/version/1","items":[' + "[" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_listing_is_read_or_refused_in_time(name: str) -> None:
    start = time.process_time()
    try:
        listing = read_listing(capture(HOSTILE[name]))
    except InputError as error:
        assert error.next_step  # noqa: PT017 - either outcome is right
    else:
        assert len(listing.entries) <= 50_000
    assert time.process_time() - start < MAX_SECONDS


def test_a_bomb_is_refused() -> None:
    assert refuse(gzip.compress(bytes(50_000_000))) == RejectReason.TOO_LARGE
    assert refuse("<a>" * 1_000_001) == RejectReason.TOO_LARGE

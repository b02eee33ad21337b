"""Feeds of every dialect lead to the same entries, whole or broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.feeds import (
    MAX_ENTRIES,
    MAX_URL_CHARS,
    Entry,
    Listing,
    absolute,
    read_feed,
    read_json_feed,
    read_time,
)

BASE = "https://news.example/feeds/all.xml"
PUBLISHED = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
FERRY = Entry(url="https://news.example/ferry", title="Ferry & bridge", published=PUBLISHED)
DAM = Entry(url="https://news.example/dam", title="Dam")

RSS_20 = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link>
<item><title>Ferry &amp; bridge</title><link>https://news.example/ferry#top</link><guid isPermaLink="false">1</guid>
<pubDate>Tue, 03 Mar 2026 10:30:00 +0100</pubDate><description><![CDATA[<p>Not the article</p>]]></description></item>
<item><title>Dam</title><guid>https://news.example/dam</guid></item></channel></rss>"""
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1/rss-0.91.dtd">
<rss version="0.91"><channel><item><title>Ferry &amp; bridge</title><link>/ferry</link>
<pubDate>3 Mar 2026 09:30 GMT</pubDate></item><item><title>Dam</title><link>../dam</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>News</title></channel>
<item rdf:about="https://news.example/ferry"><title>Ferry &amp; bridge</title><link>https://news.example/ferry</link>
<dc:date>2026-03-03T10:30:00+01:00</dc:date></item>
<item rdf:about="https://news.example/dam"><title>Dam</title><link>https://news.example/dam</link></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/">
<link rel="self" href="https://news.example/atom"/>
<entry><title type="html">Ferry &amp;amp; bridge</title><link rel="enclosure" href="a.mp3"/><link href="../ferry"/>
<published>2026-03-03T09:30:00Z</published><updated>2026-03-04T09:30:00Z</updated>
<content>Not the article</content></entry>
<entry><title>Dam</title><id>tag:dam</id><link rel="alternate" href="/dam"/></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Ferry &amp; bridge</title>
<link rel="alternate" type="text/html" href="/ferry"/><issued>2026-03-03T10:30:00+01:00</issued></entry>
<entry><title>Dam</title><link rel="alternate" href="/dam"/></entry></feed>"""
FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
PREFIXED = ATOM.replace("<", "<a:").replace("<a:/", "</a:").replace("xmlns=", "xmlns:a=")


@pytest.mark.parametrize(
    "feed", [RSS_20, RSS_091, RDF, ATOM, ATOM_03, PREFIXED], ids=str.split("2.0 0.91 RDF Atom 0.3 prefixed")
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_dialect_leads_to_the_same_entries(feed: str, encoding: str) -> None:
    assert read_feed(feed.encode(encoding), base=BASE, charset=None) == Listing(entries=(FERRY, DAM))


def test_a_redirectors_address_stands_behind_the_original() -> None:
    feed = RSS_20.replace(
        "<guid isP",
        f"<f:origLink xmlns:f='{FEEDBURNER}'>https://news.example/original</f:origLink><guid isP",
    )
    listing = read_feed(feed.encode(), base=BASE, charset=None)
    assert listing is not None
    assert listing.entries[0].url == "https://news.example/original"


@pytest.mark.parametrize(
    "broken",
    [
        RSS_20.replace("</item>", ""),
        RSS_20.replace("&amp;", "& "),
        RSS_20.replace("Ferry", "&nbsp;Ferry"),
        RSS_20[:-30],
        RSS_20.replace("<item>", "<item><dc:creator>x</dc:creator>"),
        RSS_20.replace("<p>", "\x01<p>"),
        f"\n\n {RSS_20}",
        RSS_20.replace("<title>Dam", "<title>&#1114112;&#xd800;&#x000000000000d800;&#0;Dam\ud800"),
        RSS_20.replace("2.0", "2.0' xmlns='http://not a namespace/'").replace("\"2.0'", "'2.0'").replace("'\"", "'"),
        RSS_20.replace('"1.0"?', '"1.0" encoding="idna"?'),
    ],
)
def test_a_broken_feed_is_mended(broken: str) -> None:
    listing = read_feed(broken.encode(errors="surrogatepass"), base=BASE, charset=None)
    assert listing is not None
    assert [entry.url for entry in listing.entries] == [FERRY.url, DAM.url]


def test_the_charset_of_the_response_counts_where_the_feed_says_none() -> None:
    feed = RSS_20.replace('<?xml version="1.0"?>', "").replace("Dam", "Дамба")
    listing = read_feed(feed.encode("windows-1251"), base=BASE, charset="windows-1251")
    assert listing is not None
    assert listing.entries[1].title == "Дамба"
    assert read_feed(feed.encode("windows-1251"), base=BASE, charset="no-such") is not None


def test_what_no_one_fetches_is_skipped_and_counted() -> None:
    links = (
        "javascript:1",
        "ftp://a.example/",
        "",
        "https://",
        "http://[::",
        f"/{'a' * MAX_URL_CHARS}",
        "/ferry",
        "/ferry",
    )
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    listing = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), base=BASE, charset=None)
    assert listing == Listing(entries=(Entry(url=FERRY.url),), skipped=6)


def test_entries_beyond_the_limit_are_counted() -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(MAX_ENTRIES + 7))
    listing = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), base=BASE, charset=None)
    assert listing is not None
    assert (len(listing.entries), listing.skipped) == (MAX_ENTRIES, 7)


def test_entities_are_not_expanded_and_files_not_read() -> None:
    entities = "<!ENTITY a 'expanded'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/hosts'>"
    item = "<item><title>Ferry &b;&f;</title><link>/ferry</link></item>"
    feed = f"<!DOCTYPE rss [{entities}]><rss><channel>{item}</channel></rss>"
    listing = read_feed(feed.encode(), base=BASE, charset=None)
    assert listing == Listing(entries=(Entry(url=FERRY.url, title="Ferry &b;&f;"),))


def test_a_json_feed_is_read() -> None:
    items = [
        {
            "url": "/ferry",
            "title": "Ferry & bridge",
            "date_published": "2026-03-03T10:30:00+01:00",
            "content_html": "x",
        },
        {"external_url": DAM.url, "title": "Dam", "date_published": "soon"},
        {"title": "no address"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}
    assert read_json_feed(json.dumps(feed).encode(), base=BASE) == Listing(entries=(FERRY, DAM), skipped=1)


@pytest.mark.parametrize(
    "payload", [b"{}", b"[]", b'{"version": 1}', b'{"version": "2", "items": []}', b"{" * 100_000, b"\xff"]
)
def test_other_json_is_no_feed(payload: bytes) -> None:
    assert read_json_feed(payload, base=BASE) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T10:30:00+01:00", PUBLISHED),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("0001-01-01T00:00:00+23:00", None),
        ("March 3", None),
        (None, None),
    ],
)
def test_a_time_is_read_as_utc(text: str | None, expected: datetime | None) -> None:
    assert read_time(text) == expected


@given(address=st.text(max_size=60), base=st.sampled_from([None, BASE]))
def test_an_address_is_complete_or_nothing(address: str, base: str | None) -> None:
    found = absolute(address, base)
    assert found is None or found.startswith(("http://", "https://"))
    assert absolute(found, None) == found

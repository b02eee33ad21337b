"""Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed, as the addresses, titles and dates of their entries.

The text inside an entry is never read as an article: what the page says is what gets archived.  libxml2 washes a feed
down to the few elements wanted here, and ``feedparser`` reads those: alone it takes nine seconds for a megabyte of
unclosed items, and a character reference beyond Unicode makes it fail.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import msgspec

from onrecord.domain import Domain
from onrecord.intake.markup import MAX_TEXT_CHARS, clean, name_of, parse_xml, text_of

if TYPE_CHECKING:
    import time
    from collections.abc import Iterable, Iterator

    from lxml import etree

FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
MAX_ENTRIES = 1000
MAX_CHILDREN = 40
MAX_URL_CHARS = 2000
WANTED = frozenset(
    {"title", "link", "guid", "id", "origlink", "pubdate", "published", "issued", "created", "date", "updated"}
)
KEPT_ATTRIBUTES = frozenset(
    {
        *("href", "rel", "type", "isPermaLink", "version", "{http://www.w3.org/XML/1998/namespace}base"),
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about",
    }
)
JSON_FEED = "https://jsonfeed.org/version/1"


class Entry(Domain, frozen=True, kw_only=True):
    """One page that a feed or sitemap names: its address, absolute and http(s), and what the listing says of it."""

    url: str
    title: str | None = None
    published: datetime | None = None


class Listing(Domain, frozen=True, kw_only=True):
    """What a listing leads to, each address once, in its order.

    ``entries`` are pages; ``further`` are other listings (a list of feeds, the parts of a sitemap, the feeds a page
    offers); ``skipped`` counts entries without an address that could be fetched, and those beyond the limit.
    """

    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    skipped: int = 0


def read_feed(payload: bytes, *, base: str | None, charset: str | None) -> Listing | None:
    """Read an XML feed; relative addresses are joined to ``base``; ``None`` when it is no feed."""
    root = parse_xml(payload, charset)
    if root is None or name_of(root) not in FEED_ROOTS:
        return None
    found = list(root.iter("{*}item", "{*}entry"))
    read = _parse(_wash(root, found[:MAX_ENTRIES]))
    return collect(map(_make_entry, read), base=base, beyond=len(found) - len(read))


def read_json_feed(payload: bytes, *, base: str | None) -> Listing | None:
    """Read a JSON Feed (jsonfeed.org, version 1 and 1.1); ``None`` when it is none."""
    try:
        feed = msgspec.json.decode(payload, type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not feed.version.startswith(JSON_FEED):
        return None
    entries = ((each.url or each.external_url, each.title, read_time(each.date_published)) for each in feed.items)
    return collect(entries, base=base)


class _JsonItem(msgspec.Struct):
    """One item of a JSON Feed."""

    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    date_published: str | None = None


class _JsonFeed(msgspec.Struct):
    """What is wanted of a JSON Feed."""

    version: str
    items: list[_JsonItem] = []


def collect(
    found: Iterable[tuple[str | None, str | None, datetime | None]],
    *,
    base: str | None,
    further: Iterable[str] = (),
    beyond: int = 0,
    limit: int = MAX_ENTRIES,
) -> Listing:
    """Make a listing of address, title and date of each entry; ``beyond`` were left out already."""
    entries: dict[str, Entry] = {}
    skipped = beyond
    for address, title, published in found:
        url = absolute(address, base)
        if url is None or len(entries) >= limit:
            skipped += 1
        else:
            short = " ".join((title or "").split())[:MAX_TEXT_CHARS]
            entries.setdefault(url, Entry(url=url, title=short or None, published=published))
    links = (absolute(address, base) for address in further)
    return Listing(
        entries=tuple(entries.values()), further=tuple(dict.fromkeys(filter(None, links)))[:limit], skipped=skipped
    )


def absolute(address: str | None, base: str | None) -> str | None:
    """Complete an address; ``None`` when it is none of http or https, or longer than any.

    >>> absolute(" /a?b#c ", "https://news.example/feed.xml")
    'https://news.example/a?b'
    """
    written = (address or "").strip().partition("#")[0]
    try:
        joined = written if urlsplit(written).scheme else urljoin(base or "", written) if written else ""
        parts = urlsplit(joined)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.netloc
    return joined if is_web and len(joined) <= MAX_URL_CHARS else None


def _wash(root: etree._Element, found: list[etree._Element]) -> bytes:
    """Write a feed anew with nothing but the wanted elements."""
    from lxml import etree  # noqa: PLC0415 - loaded for those who read feeds

    washed = _copy(root, etree.Element("wash"))
    parent = etree.SubElement(washed, "channel") if name_of(root) == "rss" else washed
    for item in found:
        copied = _copy(item, parent)
        for child in [child for child in islice(item, MAX_CHILDREN) if name_of(child) in WANTED]:
            _copy(child, copied).text = text_of(child)
    return etree.tostring(washed, encoding="utf-8", xml_declaration=True)


def _copy(element: etree._Element, parent: etree._Element) -> etree._Element:
    """Copy an element with the attributes that say where an entry leads, asking for each of them.

    lxml takes minutes to list a hundred thousand.  A namespace or a prefix that cannot be one is dropped.
    """
    from lxml import etree  # noqa: PLC0415 - as above

    try:
        copied = etree.SubElement(parent, element.tag)
    except ValueError:
        copied = etree.SubElement(parent, name_of(element))
    for name in KEPT_ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            copied.set(name, clean(value))
    return copied


def _parse(washed: bytes) -> list[dict[str, Any]]:
    """Let ``feedparser``, which has no types, read the entries."""
    import feedparser  # noqa: PLC0415 - a sixth of a second, for those who read feeds

    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(
        io.BytesIO(washed), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return list(parsed.entries)


def _make_entry(read: dict[str, Any]) -> tuple[str | None, str | None, datetime | None]:
    """Address, title and date of what ``feedparser`` read; the page's own address stands before a redirector's."""
    address = dict.get(read, "feedburner_origlink") or next(_addresses(read), None)
    published = dict.get(read, "published_parsed") or dict.get(read, "updated_parsed")
    return address, dict.get(read, "title"), _make_time(published)


def _addresses(read: dict[str, Any]) -> Iterator[str]:
    """The addresses an entry may have, best first."""
    if link := dict.get(read, "link"):
        yield link
    yield from (each.get("href", "") for each in dict.get(read, "links", []) if each.get("rel") == "alternate")
    if str(dict.get(read, "id", "")).startswith(("http://", "https://")):
        yield read["id"]


def _make_time(read: time.struct_time | None) -> datetime | None:
    """A time that ``feedparser`` read, which is UTC; ``None`` for what no calendar has."""
    try:
        return datetime(*read[:6], tzinfo=UTC) if read else None
    except (ValueError, TypeError, OverflowError):
        return None


def read_time(text: str | None) -> datetime | None:
    """Read a W3C date or time as UTC; a day is its first moment; ``None`` for anything else."""
    try:
        read = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    try:
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except OverflowError:
        return None

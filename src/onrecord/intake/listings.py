"""Listings: whatever leads to pages, told apart by its first element and read into one shape.

Feeds are read in ``feeds``; here are sitemaps and their indexes (sitemaps.org, with the news extension), OPML lists of
feeds, and web pages that offer feeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import RejectReason
from onrecord.errors import InputError
from onrecord.intake.feeds import FEED_ROOTS, Listing, absolute, collect, read_feed, read_json_feed, read_time
from onrecord.intake.markup import find_root, parse_xml, unpack

if TYPE_CHECKING:
    from datetime import datetime

    from lxml import etree

    from onrecord.domain import Capture

# As sitemaps.org sets it.
MAX_ADDRESSES = 50_000
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
LISTING_ROOTS = FEED_ROOTS | {"urlset", "sitemapindex", "opml"}
# Offers of feeds stand in the head of a page.
PAGE_HEAD_BYTES = 300_000


def is_listing(payload: bytes) -> bool:
    """Whether unpacked bytes begin like a feed, a sitemap or OPML, and not like a page or a text."""
    return find_root(payload) in LISTING_ROOTS


def read_listing(capture: Capture) -> Listing:
    """Read a feed, sitemap, OPML list, or the feeds that a page offers.

    InputError: unreadable for anything else, undecodable or too-large for what cannot be unpacked.
    """
    payload = unpack(capture)
    listing = _read(payload, base=capture.url, charset=capture.charset)
    if listing is not None:
        return listing
    message = f"{capture.locator}: this is no feed, sitemap or OPML list, and it offers no feed"
    step = "Look for the address of a feed on the site, or add the page itself: onrecord add"
    raise InputError(message, reason=RejectReason.UNREADABLE, next_step=step)


def _read(payload: bytes, *, base: str | None, charset: str | None) -> Listing | None:
    """Read by the first element."""
    root_name = find_root(payload)
    if root_name in FEED_ROOTS:
        return read_feed(payload, base=base, charset=charset)
    if root_name in LISTING_ROOTS:
        root = parse_xml(payload, charset)
        return None if root is None else _READERS[root_name](root, base)
    if payload[:100].lstrip()[:1] == b"{":
        return read_json_feed(payload, base=base)
    return _read_page(payload[:PAGE_HEAD_BYTES], base) if root_name else None


def _read_sitemap(root: etree._Element, base: str | None) -> Listing:
    """Pages of a sitemap, with title and time where they are of the news."""
    pages = list(root.iter("{*}url"))
    read = map(_read_address, pages[:MAX_ADDRESSES])
    return collect(read, base=base, beyond=len(pages[MAX_ADDRESSES:]), limit=MAX_ADDRESSES)


def _read_address(page: etree._Element) -> tuple[str | None, str | None, datetime | None]:
    """Address, title and time of one page of a sitemap."""
    location = page.findtext("{*}loc")
    news = page.find("{*}news")
    if news is None:
        return location, None, None
    return location, news.findtext("{*}title"), read_time(news.findtext("{*}publication_date"))


def _read_index(root: etree._Element, base: str | None) -> Listing:
    """The sitemaps that an index names."""
    locations = (part.findtext("{*}loc") or "" for part in root.iter("{*}sitemap"))
    return collect((), base=base, further=locations, limit=MAX_ADDRESSES)


def _read_opml(root: etree._Element, base: str | None) -> Listing:
    """The feeds of an OPML list, at any depth, and the lists that it includes."""
    outlines = map(_link_of, root.iter("{*}outline"))
    return collect((), base=base, further=filter(None, outlines), limit=MAX_ADDRESSES)


def _link_of(outline: etree._Element) -> str | None:
    """Where an outline leads, if anywhere."""
    is_list = (outline.get("type") or "").lower() == "include"
    return outline.get("xmlUrl") or outline.get("xmlurl") or (outline.get("url") if is_list else None)


_READERS = {"urlset": _read_sitemap, "sitemapindex": _read_index, "opml": _read_opml}


def _read_page(head: bytes, base: str | None) -> Listing | None:
    """The feeds that a page offers; ``None`` when it offers none."""
    from lxml import etree  # noqa: PLC0415 - loaded for those who read listings

    try:
        root = etree.fromstring(head, etree.HTMLParser(no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    offered = [
        each.get("href", "")
        for each in root.iter("link")
        if "alternate" in (each.get("rel") or "").lower().split() and (each.get("type") or "").lower() in FEED_TYPES
    ]
    stated = next((each.get("href") for each in root.iter("base") if each.get("href")), None)
    listing = collect((), base=absolute(stated, base) or base, further=offered)
    return listing if listing.further else None

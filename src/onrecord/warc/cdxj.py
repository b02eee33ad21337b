"""Lines of a CDXJ index: where in which WARC file a capture lies, sorted by a key made from its URL.

The format is the one of pywb and of WACZ 1.1.1 (section 5.2): key, 14-digit date, JSON.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

if TYPE_CHECKING:
    from datetime import datetime

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_UNESCAPED = 8
# What stays as it is in a key beside letters and digits.
_KEY_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One record of a WARC file; ``digest`` is its WARC-Payload-Digest, ``record_sha256`` is over the gzip member."""

    url: str
    date: datetime
    mime: str | None
    status: int | None
    digest: str
    filename: str
    offset: int
    length: int
    record_sha256: str

    def write(self) -> str:
        """The line, without line end."""
        values = {
            "url": self.url,
            "digest": self.digest,
            "mime": self.mime,
            "offset": str(self.offset),
            "length": str(self.length),
            "recordDigest": f"sha256:{self.record_sha256}",
            "status": None if self.status is None else str(self.status),
            "filename": self.filename,
        }
        stated = {name: value for name, value in values.items() if value is not None}
        return f"{url_key(self.url)} {self.date:%Y%m%d%H%M%S} {json.dumps(stated)}"


def url_key(url: str) -> str:
    """The key under which replay programs look for a URL: host turned round, then path and sorted query, lower case.

    A Sort-friendly URI Reordering Transform; ``www.`` and a scheme's own port are left out.  Session ids are kept.

    >>> url_key("https://www.Valley.example:443/News/?b=2&a=1")
    'example,valley)/news?a=1&b=2'
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").strip("."), parts.port
    except ValueError:
        return url
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url
    first, dot, rest = host.partition(".")
    if dot and first.startswith("www") and (first == "www" or first[3:].isdigit()):
        host = rest
    with suppress(UnicodeError):  # a host that is no international name stays as it is
        host = host.encode("idna").decode("ascii")
    turned = ",".join(reversed(host.split(".")))
    place = "" if port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{port}"
    query = "&".join(sorted(_escape(parts.query).lower().split("&"))) if parts.query else ""
    return f"{turned}{place}){_path(parts.path)}{'?' if query else ''}{query}"


def _path(path: str) -> str:
    """A path without dot segments, doubled or trailing slashes, in lower case."""
    kept: list[str] = []
    for segment in _escape(path).lower().split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in {"", "."}:
            kept.append(segment)
    return "/" + "/".join(kept)


def _escape(text: str) -> str:
    """Undo percent signs however often they were put on, then escape once what no key may hold."""
    unescaped = text.encode("utf-8", "surrogateescape")
    for _ in range(_MAX_UNESCAPED):
        unescaped = unquote_to_bytes(unescaped)
    return quote_from_bytes(unescaped, safe=_KEY_SAFE)

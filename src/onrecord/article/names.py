"""What the names of elements (class, id, data attributes, role) announce about the words inside them.

Names are split into words (``inline-signup`` and ``inlineSignup`` are the same) and looked up; nothing is guessed from
parts of words.  Names lie: a whole article may stand in ``paywall-content``.  So names only propose; how much of the
page they cover decides in ``page``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.article.blocks import Role
from onrecord.domain import MessageKind

if TYPE_CHECKING:
    from lxml.etree import _Attrib

READ_ATTRIBUTES = (
    "class",
    "id",
    "role",
    "itemprop",
    "data-component",
    "data-module",
    "data-testid",
    "data-block",
    "data-type",
    "data-qa",
)
MAX_NAME_CHARS = 400
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

CONTAINERS: dict[MessageKind, str] = {
    MessageKind.NEWSLETTER: (
        "newsletter newsletters signup subscribe subscription nl mailinglist mailchimp optin emailsignup inlinesignup"
    ),
    MessageKind.PAYWALL: (
        "paywall regwall registerwall meter metered piano gate gateway subscriberonly premium offer plus poool"
    ),
    MessageKind.APPEAL: (
        "donate donation donations fundraiser fundraising contribution contributions appeal membership supporter "
        "epic patreon"
    ),
    MessageKind.RELATED: (
        "related relatedstories readmore recirc recirculation recommended recommendation recommendations teaser "
        "teasers promo mostread "
        "trending popular outbrain taboola revcontent zergnet alsoread readalso morestories similar seealso tags "
        "topics playlist carousel"
    ),
    MessageKind.COOKIE: "cookie cookies consent cmp gdpr onetrust didomi blocked",
    MessageKind.COMMENTS: "comments comment disqus livefyre respond coral viafoura spotim usercomments discussion",
    MessageKind.DISCLAIMER: "disclaimer copyright inoagent foreignagent disclosure legal",
    MessageKind.OTHER: (
        "share sharing social sharebar sharetools follow ad ads advert advertisement advertorial sponsored sponsor "
        "dfp adslot bio "
        "authorbio authorbox toolbar tools appbanner download print ig button buttons btn cta"
    ),
}
PAIRS = {
    ("sign", "up"): MessageKind.NEWSLETTER,
    ("email", "form"): MessageKind.NEWSLETTER,
    ("mailing", "list"): MessageKind.NEWSLETTER,
    ("read", "more"): MessageKind.RELATED,
    ("read", "also"): MessageKind.RELATED,
    ("also", "read"): MessageKind.RELATED,
    ("most", "read"): MessageKind.RELATED,
    ("most", "popular"): MessageKind.RELATED,
    ("see", "also"): MessageKind.RELATED,
    ("more", "on"): MessageKind.RELATED,
    ("more", "stories"): MessageKind.RELATED,
    ("up", "next"): MessageKind.RELATED,
    ("rich", "link"): MessageKind.RELATED,
    ("reg", "wall"): MessageKind.PAYWALL,
    ("pay", "wall"): MessageKind.PAYWALL,
    ("support", "us"): MessageKind.APPEAL,
    ("author", "bio"): MessageKind.OTHER,
    ("author", "box"): MessageKind.OTHER,
    ("about", "author"): MessageKind.OTHER,
    ("foreign", "agent"): MessageKind.DISCLAIMER,
    ("embed", "blocked"): MessageKind.COOKIE,
}
CHROME = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs footer masthead topbar sidebar siteheader skip skiplink "
    "pagination banner "
    "contentinfo search modal popup overlay drawer".split()
)
HIDDEN = frozenset("sronly visuallyhidden screenreadertext screenreader offscreen".split())
HIDDEN_PAIRS = frozenset({("sr", "only"), ("visually", "hidden"), ("screen", "reader")})
ROLES = {
    Role.CAPTION: frozenset(
        "caption figcaption credit credits photocredit imagecredit wpcaptiontext copyrightholder".split()
    ),
    Role.CORRECTION: frozenset("correction corrections clarification erratum editorsnote amendment".split()),
    Role.EMBED: frozenset(
        "tweet twitter telegram instagram facebook tiktok bluesky mastodon threads socialpost socialembed fbpost vk "
        "truthsocial".split()
    ),
    Role.BYLINE: frozenset(
        "byline author authors dateline timestamp pubdate publishdate published datepublished datetime time "
        "readingtime readtime "
        "articlemeta entrymeta postmeta writer contributor".split()
    ),
    Role.LIVE_ENTRY: frozenset("liveblog livepost liveentry liveupdate liveupdates liveblogpost".split()),
    Role.HEADLINE: frozenset("headline".split()),
}
ROLE_PAIRS = {
    ("live", "blog"): Role.LIVE_ENTRY,
    ("live", "post"): Role.LIVE_ENTRY,
    ("live", "entry"): Role.LIVE_ENTRY,
    ("live", "update"): Role.LIVE_ENTRY,
    ("social", "embed"): Role.EMBED,
    ("social", "post"): Role.EMBED,
    ("editors", "note"): Role.CORRECTION,
    ("reading", "time"): Role.BYLINE,
    ("read", "time"): Role.BYLINE,
    ("publish", "date"): Role.BYLINE,
    ("pub", "date"): Role.BYLINE,
    ("photo", "credit"): Role.CAPTION,
    ("image", "credit"): Role.CAPTION,
}
TAGGED = {word: kind for kind, words in CONTAINERS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of one element propose."""

    container: MessageKind | None = None
    role: Role | None = None
    is_chrome: bool = False
    is_hidden: bool = False


NOTHING = Names()


def read_names(attributes: _Attrib) -> Names:
    """Read the names of one element."""
    joined = " ".join(str(attributes[name]) for name in READ_ATTRIBUTES if name in attributes)
    return understand(joined[:MAX_NAME_CHARS]) if joined else NOTHING


@lru_cache(maxsize=4096)
def understand(joined: str) -> Names:
    """Look the words of names up; the first that announces something wins."""
    container, role, is_chrome, is_hidden = None, None, False, False
    for name in joined.split():
        words = [part.lower() for part in PART.findall(name)]
        whole = "".join(words)
        pairs = list(pairwise(words))
        container = container or find_container(words, whole, pairs)
        role = role or find_role(words, whole, pairs)
        is_chrome = is_chrome or whole in CHROME or (bool(words) and words[-1] in CHROME and len(words) <= 2)  # noqa: PLR2004
        is_hidden = is_hidden or whole in HIDDEN or any(pair in HIDDEN_PAIRS for pair in pairs)
    return Names(container, role, is_chrome, is_hidden)


def find_container(words: list[str], whole: str, pairs: list[tuple[str, str]]) -> MessageKind | None:
    """Find a kind of message among the words of one name."""
    found = [TAGGED[word] for word in (whole, *words) if word in TAGGED]
    found.extend(PAIRS[pair] for pair in pairs if pair in PAIRS)
    return found[0] if found else None


def find_role(words: list[str], whole: str, pairs: list[tuple[str, str]]) -> Role | None:
    """Find a role among the words of one name."""
    for role, known in ROLES.items():
        if whole in known or not known.isdisjoint(words):
            return role
    return next((ROLE_PAIRS[pair] for pair in pairs if pair in ROLE_PAIRS), None)

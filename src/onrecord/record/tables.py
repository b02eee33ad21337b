"""The tables of the record, as its newest schema has them; the same on SQLite and PostgreSQL.

Store and queries meet only here.  Days and moments are ISO 8601 text, moments in UTC; text sorts by code points.
Each row that holds evidence has its truth as ``json``, the digest of that as ``row_sha256``, and the number of the
``event`` that wrote it; its other columns are read from the JSON and serve filters.

The index of words follows ``statements.words`` by itself: on SQLite the table ``statement_words``, kept by triggers, on
PostgreSQL the generated column ``words_vector``.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, column, table

SCHEMA = "0002"

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _text(name: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    return Column(name, _TEXT, primary_key=key, nullable=optional)


def _number(name: str, *, key: bool = False, optional: bool = False) -> Column[int]:
    return Column(name, _BIG, primary_key=key, nullable=optional, autoincrement=False)


events = Table(
    "events",
    metadata,
    _number("seq", key=True),
    _text("at"),
    _text("kind"),
    _text("body"),
    _text("previous"),
    _text("hash"),
)

# ``outcome``: article, rejected.
captures = Table(
    "captures",
    metadata,
    _text("id", key=True),
    _number("number"),
    _text("locator"),
    _text("digest"),
    _text("outcome"),
    _text("article", optional=True),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
)

# ``outlet`` is the publisher in normal form, ``host`` that of the URL without "www."; ``retired`` is the number of the
# event after which no capture led here any more.  ``producer`` read it last, None where it has to be read again.
articles = Table(
    "articles",
    metadata,
    _text("id", key=True),
    _number("number"),
    _text("text_sha256"),
    _text("outlet", optional=True),
    _text("host", optional=True),
    _text("published_on", optional=True),
    _text("producer", optional=True),
    _text("unread", optional=True),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
    _number("retired", optional=True),
)

readings = Table(
    "readings",
    metadata,
    _text("article", key=True),
    _text("producer", key=True),
    _text("capture"),
    _text("at"),
    _number("event"),
)

# ``key`` is the minute of publication, then ``ordinal``; ``position`` is the place in the order of the text.
statements = Table(
    "statements",
    metadata,
    _number("key", key=True),
    _number("ordinal"),
    _text("id"),
    _text("text_sha256"),
    _text("article"),
    _number("position"),
    _text("speaker", optional=True),
    _text("identity", optional=True),
    _text("kind", optional=True),
    _text("medium", optional=True),
    _text("type"),
    _text("quotation"),
    _text("published_on", optional=True),
    _text("said_from", optional=True),
    _text("said_to", optional=True),
    _number("figures"),
    _text("words"),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
    _number("retired", optional=True),
)

figures = Table(
    "figures",
    metadata,
    _text("statement", key=True),
    _number("position", key=True),
    _text("low", optional=True),
    _text("high", optional=True),
    _text("unit", optional=True),
    _text("counts", optional=True),
    _text("modifier"),
    _text("role"),
)

times = Table(
    "times",
    metadata,
    _text("statement", key=True),
    _number("position", key=True),
    _text("type"),
    _text("value", optional=True),
    _text("earliest", optional=True),
    _text("latest", optional=True),
)

# ``said``: how many standing statements are of the speaker.
# ``compared``: 1 where the speaker has a name of its own and so may be found in other articles.  ``profile``: what it
# is compared by.  Derived: ``identity``, and ``component``, the first of all speakers that links of *same* connect.
speakers = Table(
    "speakers",
    metadata,
    _text("id", key=True),
    _number("number"),
    _text("text_sha256"),
    _text("article"),
    _text("name"),
    _text("kind"),
    _text("title", optional=True),
    _text("published_on", optional=True),
    _text("publisher", optional=True),
    _number("said"),
    _number("compared"),
    _text("identity"),
    _text("component"),
    _text("profile"),
    _number("event"),
)

judgements = Table(
    "judgements",
    metadata,
    _number("number", key=True),
    _text("left_speaker"),
    _text("right_speaker"),
    _text("verdict"),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
)

renames = Table(
    "renames",
    metadata,
    _number("number", key=True),
    _text("speaker"),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
)

# Derived from speakers, judgements and renames.  ``profile`` is what the members have in common when compared.
identities = Table("identities", metadata, _text("id", key=True), _text("name"), _text("profile"), _number("members"))

# Derived: under which keys an identity is looked up; "word:" and "name:" are made here, others are handed in.
identity_keys = Table("identity_keys", metadata, _text("key", key=True), _text("identity", key=True))

# Entries of lists from elsewhere, every version of each; ``replaced`` is the number of the event of a newer one.
known = Table(
    "known",
    metadata,
    _number("number", key=True),
    _text("list"),
    _text("id"),
    _text("name"),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
    _number("replaced", optional=True),
)

# Derived: the keys of identities under which an entry's like stands.  ``number`` is that of the entry's newest version.
known_keys = Table("known_keys", metadata, _text("key", key=True), _number("number", key=True))

# Derived from judgements: which identity an entry, called LIST:ID, was linked with.
identity_known = Table("identity_known", metadata, _text("known", key=True), _text("identity"))

rejected = Table(
    "rejected",
    metadata,
    _text("id", key=True),
    _number("number"),
    _text("locator"),
    _text("capture", optional=True),
    _text("at"),
    _number("settled", optional=True),
    _text("json"),
    _text("row_sha256"),
    _number("event"),
)

feeds = Table(
    "feeds",
    metadata,
    _text("url", key=True),
    _text("etag", optional=True),
    _text("last_modified", optional=True),
    _text("next_at", optional=True),
    _text("notes", optional=True),
)

# SQLite only: the full-text index over ``statements.words``.
statement_words = table("statement_words", column("rowid", _BIG), column("words", _TEXT))

"""The first released schema."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# {n} is a whole number of 64 bits, {t} text that sorts by code points.  ``event`` and ``retired`` are numbers of
# events: as foreign keys they would need an index each, for an event is written last; ``check`` follows them instead.
_TABLES = """
CREATE TABLE events (seq {n} NOT NULL PRIMARY KEY, at {t} NOT NULL, kind {t} NOT NULL, body {t} NOT NULL,
  previous {t} NOT NULL, hash {t} NOT NULL);

CREATE TABLE articles (id {t} NOT NULL PRIMARY KEY, number {n} NOT NULL UNIQUE, text_sha256 {t} NOT NULL, outlet {t},
  host {t}, published_on {t}, producer {t}, unread {t}, json {t} NOT NULL, row_sha256 {t} NOT NULL,
  event {n} NOT NULL, retired {n});
CREATE INDEX articles_of_text ON articles (text_sha256, number);
CREATE INDEX articles_of_outlet ON articles (outlet, text_sha256);
CREATE INDEX articles_of_host ON articles (host, text_sha256);

CREATE TABLE captures (id {t} NOT NULL PRIMARY KEY, number {n} NOT NULL UNIQUE, locator {t} NOT NULL,
  digest {t} NOT NULL, outcome {t} NOT NULL, article {t} REFERENCES articles, json {t} NOT NULL,
  row_sha256 {t} NOT NULL, event {n} NOT NULL);
CREATE INDEX captures_of_article ON captures (article);
CREATE INDEX captures_of_locator ON captures (locator);

CREATE TABLE readings (article {t} NOT NULL REFERENCES articles, producer {t} NOT NULL, capture {t} NOT NULL,
  at {t} NOT NULL, event {n} NOT NULL, PRIMARY KEY (article, producer));

CREATE TABLE speakers (id {t} NOT NULL PRIMARY KEY, number {n} NOT NULL UNIQUE, text_sha256 {t} NOT NULL,
  article {t} NOT NULL, name {t} NOT NULL, kind {t} NOT NULL, title {t}, published_on {t},
  publisher {t}, said {n} NOT NULL, compared {n} NOT NULL,
  identity {t} NOT NULL, component {t} NOT NULL, profile {t} NOT NULL, event {n} NOT NULL);
CREATE INDEX speakers_of_identity ON speakers (identity, said, name, kind, title, publisher, published_on);
CREATE INDEX speakers_of_component ON speakers (component);
CREATE INDEX speakers_of_text ON speakers (text_sha256);

CREATE TABLE statements (key {n} NOT NULL PRIMARY KEY, ordinal {n} NOT NULL UNIQUE, id {t} NOT NULL UNIQUE,
  text_sha256 {t} NOT NULL, article {t} NOT NULL REFERENCES articles, position {n} NOT NULL,
  speaker {t} REFERENCES speakers, identity {t}, kind {t}, medium {t}, type {t} NOT NULL, quotation {t} NOT NULL,
  published_on {t}, said_from {t}, said_to {t}, figures {n} NOT NULL, words {t} NOT NULL, json {t} NOT NULL,
  row_sha256 {t} NOT NULL, event {n} NOT NULL, retired {n});
CREATE INDEX statements_of_text ON statements (text_sha256, position);
CREATE INDEX statements_of_identity ON statements (identity, key, retired, medium);
CREATE INDEX statements_of_speaker ON statements (speaker);
CREATE INDEX statements_of_kind ON statements (kind, key);
CREATE INDEX statements_of_medium ON statements (medium, key);
CREATE INDEX statements_of_type ON statements (type, key);

CREATE TABLE figures (statement {t} NOT NULL REFERENCES statements (id), position {n} NOT NULL, low {t}, high {t},
  unit {t}, counts {t}, modifier {t} NOT NULL, role {t} NOT NULL, PRIMARY KEY (statement, position));

CREATE TABLE times (statement {t} NOT NULL REFERENCES statements (id), position {n} NOT NULL, type {t} NOT NULL,
  value {t}, earliest {t}, latest {t}, PRIMARY KEY (statement, position));

CREATE TABLE judgements (number {n} NOT NULL PRIMARY KEY, left_speaker {t} NOT NULL, right_speaker {t} NOT NULL,
  verdict {t} NOT NULL, json {t} NOT NULL, row_sha256 {t} NOT NULL, event {n} NOT NULL);
CREATE INDEX judgements_of_left ON judgements (left_speaker);
CREATE INDEX judgements_of_right ON judgements (right_speaker);

CREATE TABLE renames (number {n} NOT NULL PRIMARY KEY, speaker {t} NOT NULL REFERENCES speakers, json {t} NOT NULL,
  row_sha256 {t} NOT NULL, event {n} NOT NULL);
CREATE INDEX renames_of_speaker ON renames (speaker);

CREATE TABLE identities (id {t} NOT NULL PRIMARY KEY, name {t} NOT NULL, profile {t} NOT NULL, members {n} NOT NULL);

CREATE TABLE identity_keys (key {t} NOT NULL, identity {t} NOT NULL, PRIMARY KEY (key, identity));
CREATE INDEX identity_keys_of_identity ON identity_keys (identity);

CREATE TABLE rejected (id {t} NOT NULL PRIMARY KEY, number {n} NOT NULL UNIQUE, locator {t} NOT NULL, capture {t},
  at {t} NOT NULL, settled {n}, json {t} NOT NULL, row_sha256 {t} NOT NULL,
  event {n} NOT NULL);
CREATE INDEX rejected_of_locator ON rejected (locator);
CREATE INDEX rejected_of_capture ON rejected (capture);

CREATE TABLE feeds (url {t} NOT NULL PRIMARY KEY, etag {t}, last_modified {t}, next_at {t}, notes {t});
"""

_SQLITE_WORDS = (
    """CREATE VIRTUAL TABLE statement_words USING fts5
    (words, content='statements', content_rowid='key', columnsize=0, tokenize='ascii')""",
    """CREATE TRIGGER words_added AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, words) VALUES (new.key, new.words); END""",
    """CREATE TRIGGER words_dropped AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', old.key, old.words); END""",
    """CREATE TRIGGER words_changed AFTER UPDATE OF key, words ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', old.key, old.words);
    INSERT INTO statement_words (rowid, words) VALUES (new.key, new.words); END""",
)
# A list of words becomes a vector without PostgreSQL's own reading of text: its words are ours.
_POSTGRES_WORDS = (
    """ALTER TABLE statements ADD COLUMN words_vector tsvector NOT NULL GENERATED ALWAYS AS
    (array_to_tsvector(string_to_array(btrim(words), '  '))) STORED""",
    "CREATE INDEX statements_of_words ON statements USING gin (words_vector) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Make the tables and the index of words."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    number, text = ("INTEGER", "TEXT") if is_sqlite else ("BIGINT", 'TEXT COLLATE "C"')
    for statement in filter(str.strip, _TABLES.format(n=number, t=text).split(";\n")):
        is_table = statement.lstrip().startswith("CREATE TABLE")
        op.execute(statement.strip() + (" STRICT" if is_sqlite and is_table else ""))
    for statement in _SQLITE_WORDS if is_sqlite else _POSTGRES_WORDS:
        op.execute(statement)

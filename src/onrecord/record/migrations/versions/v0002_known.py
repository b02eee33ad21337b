"""Known entities from lists: their entries, the keys they are found by, whom they were linked with."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# {n} is a whole number of 64 bits, {t} text that sorts by code points, {bare} a table that is its own index: it has
# some twenty rows for each entry.
_TABLES = """
CREATE TABLE known (number {n} NOT NULL PRIMARY KEY, list {t} NOT NULL, id {t} NOT NULL, name {t} NOT NULL,
  json {t} NOT NULL, row_sha256 {t} NOT NULL, event {n} NOT NULL, replaced {n}) {plain};
CREATE INDEX known_of_id ON known (id, list);
CREATE INDEX known_of_event ON known (event);

CREATE TABLE known_keys (key {t} NOT NULL, number {n} NOT NULL, PRIMARY KEY (key, number)) {bare};

CREATE TABLE identity_known (known {t} NOT NULL PRIMARY KEY, identity {t} NOT NULL) {plain};
CREATE INDEX identity_known_of_identity ON identity_known (identity);
"""


def upgrade() -> None:
    """Make the tables."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    number, text = ("INTEGER", "TEXT") if is_sqlite else ("BIGINT", 'TEXT COLLATE "C"')
    plain, bare = ("STRICT", "STRICT, WITHOUT ROWID") if is_sqlite else ("", "")
    for statement in filter(str.strip, _TABLES.format(n=number, t=text, plain=plain, bare=bare).split(";\n")):
        op.execute(statement.strip())

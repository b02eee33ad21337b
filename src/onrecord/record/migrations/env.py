"""Run by Alembic: migrates over the connection, and within the transaction, that ``migrate`` hands in."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Migrate."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    context.run_migrations()


if hasattr(context, "config"):  # Alembic runs this file; whoever only imports it has no migration under way
    run()

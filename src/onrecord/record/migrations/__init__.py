"""Migrations of the record's schema, forward only; ``versions`` has one script for each schema that was released."""

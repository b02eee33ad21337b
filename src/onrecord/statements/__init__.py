"""From what the model says about an article to its statements."""

from onrecord.statements.build import READ_LANGUAGES, build_statements

__all__ = ["READ_LANGUAGES", "build_statements"]

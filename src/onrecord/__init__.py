"""Read news pages and keep who said what, with the exact place of every word.

The whole public interface of the library is what ``__all__`` names::

    reading = onrecord.read("page.html")          one file; raises InputError
    reading = onrecord.read_text("The mayor …")   a text as pasted from a page
    times = onrecord.find_times("…", published_at="2025-03-14")   time expressions with bounds
    figures = onrecord.find_figures("…")          figures with units and what they count
    reader = onrecord.Reader.load()               many captures; reader.read(…) yields Reading or Rejected

To read the code, start at ``pipeline.py``, the only place where the stages meet; ``domain`` holds every type they
speak in.  Importing the package does no work and reads no file: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.domain import (
        Article,
        ArticleReference,
        Capture,
        Figure,
        Paragraph,
        PublishedAt,
        PublisherMessage,
        Reading,
        Rejected,
        RejectReason,
        Span,
        Statement,
        TimeExpression,
        Unread,
        decode_statement,
        encode,
    )
    from onrecord.errors import (
        BundleError,
        EnvironmentFailure,
        InputError,
        OnRecordError,
        UsageError,
    )
    from onrecord.pipeline import Reader, find_figures, read, read_text
    from onrecord.statements.timex import find_times

__version__ = "0.1.0"
__all__ = [
    "Article",
    "ArticleReference",
    "BundleError",
    "Capture",
    "EnvironmentFailure",
    "Figure",
    "InputError",
    "OnRecordError",
    "Paragraph",
    "PublishedAt",
    "PublisherMessage",
    "Reader",
    "Reading",
    "RejectReason",
    "Rejected",
    "Span",
    "Statement",
    "TimeExpression",
    "Unread",
    "UsageError",
    "__version__",
    "decode_statement",
    "encode",
    "find_figures",
    "find_times",
    "read",
    "read_text",
]

_HOMES = {
    "onrecord.pipeline": ("Reader", "find_figures", "read", "read_text"),
    "onrecord.statements.timex": ("find_times",),
    "onrecord.errors": ("BundleError", "EnvironmentFailure", "InputError", "OnRecordError", "UsageError"),
}


def __getattr__(name: str) -> object:
    """Load a public name from its home (PEP 562)."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = next((home for home, names in _HOMES.items() if name in names), "onrecord.domain")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """List the public names for completion."""
    return __all__

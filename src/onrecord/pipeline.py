"""The only place where the stages meet: captures in, readings out, in order, one for one.

One bad input never stops a run and never disappears: it comes out as a ``Rejected`` in its place.  The model is loaded
when the first article needs it and is kept; a ``Reader`` serves one thread.
"""

from __future__ import annotations

import logging
import os
import sys
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from msgspec import structs

from onrecord import __version__
from onrecord.annotate import Annotator, name_model
from onrecord.article import read_article
from onrecord.domain import Capture, Reading, Rejected, RejectReason, Unread, Verdict
from onrecord.errors import InputError, OnRecordError
from onrecord.intake.files import Input, reject, write_name
from onrecord.intake.locators import open_input
from onrecord.speakers import resolve_speakers
from onrecord.speakers.blocking import find_asked, find_keys
from onrecord.speakers.identity import compare_portraits, judge
from onrecord.speakers.known_links import find_clusters, judge_entries
from onrecord.speakers.portraits import portray
from onrecord.statements import READ_LANGUAGES, build_statements, quantities
from onrecord.statements.timex import find_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime
    from typing import TypeVar

    from onrecord.domain import Annotation, Article, Figure, Judgement, Profile
    from onrecord.record import Identification

    Outcome = TypeVar("Outcome")

_log = logging.getLogger(__name__)


class ArticleAnnotator(Protocol):
    """Finds who speaks in an article; ``annotate.Annotator`` is the one that ships."""

    def annotate(self, article: Article) -> Annotation:
        """All attributions found in the article's text."""


class Reader:
    """Reads captures: the article, and what its text says that others said."""

    def __init__(self, load_annotator: Callable[[], ArticleAnnotator] = Annotator.load) -> None:
        """Load nothing yet; ``load_annotator`` is called once, when the first article needs it."""
        self._load_annotator = load_annotator

    @classmethod
    def load(cls) -> Reader:
        """Load the shipped model now; BundleError when it is missing or damaged."""
        reader = cls()
        _ = reader.annotator
        return reader

    @property
    def producer(self) -> str:
        """What readings are made by: this version of onrecord with the shipped model, told apart by its digest.

        Nothing is loaded for it; BundleError when the model is missing.
        """
        return f"onrecord {__version__}, {name_model()}"

    @cached_property
    def annotator(self) -> ArticleAnnotator:
        """The model, loaded at the first use."""
        return self._load_annotator()

    def read(
        self, captures: Iterable[Capture | Rejected], *, published: date | None = None
    ) -> Iterator[Reading | Rejected]:
        """Read each capture as it is asked for; ``published`` is the day to take where a page does not say.

        A ``Rejected`` from intake passes through in its place.  BundleError stops the run: no input is at fault.
        """
        return _map(captures, lambda capture: self.read_one(capture, published=published))

    def read_one(self, capture: Capture, *, published: date | None = None) -> Reading:
        """Read one capture; InputError where there is no article in it."""
        article = read_measured_article(capture, published=published)
        unread = find_unread(article)
        if unread is not None:
            return Reading(article=article, statements=(), unread=unread)
        annotation = self.annotator.annotate(article)
        statements = resolve_speakers(build_statements(article, annotation), article, annotation)
        return Reading(article=article, statements=statements)


def read_articles(
    captures: Iterable[Capture | Rejected], *, published: date | None = None
) -> Iterator[Article | Rejected]:
    """Read the articles alone, without the model; the order and the rejections are those of ``Reader.read``."""
    return _map(captures, lambda capture: read_measured_article(capture, published=published))


def read_measured_article(capture: Capture, *, published: date | None = None) -> Article:
    """Read the article of a capture with its time expressions and figures; InputError where there is none in it."""
    article = read_article(capture, published=published or capture.published)
    if find_unread(article) is not None:
        return article
    times = find_times(article.text, published_at=article.published_at, paragraphs=article.ranges)
    figures = quantities.find_figures(article.text, times=times, paragraphs=article.ranges)
    return structs.replace(article, times=times, figures=figures)


def identify(profile: Profile, known: Iterable[Profile], at: datetime) -> tuple[Judgement, ...]:
    """What the rule says of a speaker and each known one that it may be; what differs is said where something joins."""
    proposals = [compare_portraits(_portray(profile), _portray(other)) for other in known]
    joins = any(proposal.verdict is Verdict.SAME for proposal in proposals)
    return judge((each for each in proposals if joins or each.verdict is not Verdict.DIFFERENT), at=at)


def link(profile: Profile, entries: Iterable[Profile], at: datetime) -> tuple[Judgement, ...]:
    """What the rule says of a speaker and each entry of a list that it may be, the different ones too."""
    proposals = [compare_portraits(_portray(profile), _portray(entry)) for entry in entries]
    return judge_entries(proposals, profile.id, at=at)


# The same known speakers are met again and again.
_portray = lru_cache(maxsize=4096)(portray)


def make_identification() -> Identification:
    """How a record tells speakers apart."""
    from onrecord.record import Identification  # noqa: PLC0415 - loads the database libraries, which reading never needs

    return Identification(find_keys=find_keys, find_asked=find_asked, judge=identify, link=link, replay=find_clusters)


def find_figures(text: str) -> tuple[Figure, ...]:
    """Find the figures in an English text of any length, in text order; spans count its code points.

    >>> (figure,) = find_figures("Rents rose by at least 5% in 2024.")
    >>> figure.span.text, figure.low, figure.unit, figure.modifier.value, figure.change.value
    ('at least 5%', '5', 'percent', 'at_least', 'up')
    """
    return quantities.find_figures(text, times=find_times(text))


def find_unread(article: Article) -> Unread | None:
    """Say why the statements of ``article`` cannot be read, if they cannot."""
    if article.language in READ_LANGUAGES:
        return None
    if article.language is None:
        message = "the article was extracted, but its language could not be told, so its statements were not read"
        return Unread(reason="unknown-language", message=message)
    message = f"the article was extracted, but statements are not read in this language yet ({article.language})"
    return Unread(reason="language", message=message)


def read(path: str | os.PathLike[str], *, published: date | None = None) -> Reading:
    """Read one file, web address, or standard input for ``-``; InputError where there is no article in it.

    The model is loaded at the first call and kept for the next.  For many inputs, for folders, and to go on after a bad
    input, use ``Reader.read``.
    """
    name = os.fspath(path)
    capture = open_input(Input(path=name, locator=write_name(name)), stdin=sys.stdin.buffer)
    return _shared_reader().read_one(capture, published=published)


def read_text(text: str, *, published: date | None = None, locator: str = "text") -> Reading:
    """Read an article's text as pasted from a page, line by line; ``locator`` is how the output names it."""
    payload = text.encode("utf-8", "replace")
    capture = Capture(locator=locator, payload=payload, media_type="text/plain", charset="utf-8")
    return _shared_reader().read_one(capture, published=published)


@cache
def _shared_reader() -> Reader:
    """Keep one reader, and with it one loaded model, for the calls that bring none of their own."""
    return Reader()


def _map(
    captures: Iterable[Capture | Rejected], read_one: Callable[[Capture], Outcome]
) -> Iterator[Outcome | Rejected]:
    """Apply ``read_one`` to each capture, turning its failures into rejections."""
    for capture in captures:
        yield capture if isinstance(capture, Rejected) else settle(capture, read_one)


def settle(capture: Capture, read_one: Callable[[Capture], Outcome]) -> Outcome | Rejected:
    """Apply ``read_one`` to a capture; whatever is wrong with the capture becomes a rejection.

    An OnRecordError that is no InputError is raised: the installation is at fault, and no capture.
    """
    try:
        return read_one(capture)
    except InputError as error:
        return reject(capture.locator, error)
    except OnRecordError:
        raise
    except Exception as error:  # noqa: BLE001 - one page that breaks a parser must not end a run over thousands
        _log.exception("internal error on capture %s", capture.digest)
        return _reject_defect(capture, error)


def _reject_defect(capture: Capture, error: Exception) -> Rejected:
    """Say that onrecord itself failed; a test or fuzz run counts this reason as a crash."""
    return Rejected(
        locator=capture.locator,
        reason=RejectReason.INTERNAL_ERROR,
        message=f"onrecord failed on {capture.locator}: {type(error).__name__}: {error}",
        next_step="Keep the file and report it with the output of the same command with --verbose.",
    )

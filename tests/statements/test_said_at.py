"""When things were said: the governing time, the time of the same utterance, and nothing invented.

Texts are marked in place: ``[1s …]`` source, ``[1c …]`` cue, ``[1q …]`` content of statement 1, ``[t …]`` a time.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from onrecord.domain import (
    Annotation,
    Article,
    Attribution,
    Certainty,
    DateOrigin,
    Direction,
    Paragraph,
    ParagraphKind,
    Precision,
    PublishedAt,
    Span,
    TimeAnchor,
    TimeBasis,
    TimeExpression,
    Timex,
    text_digest,
)
from onrecord.statements import build_statements
from onrecord.text import paragraphs

if TYPE_CHECKING:
    from onrecord.domain import SaidAt

PUBLISHED = PublishedAt(value="2025-03-14", precision=Precision.DAY, origin=DateOrigin.USER)
BY_PUBLICATION = (None, "2025-03-14T24:00")
DAYS = {"Monday": "2025-03-10", "Tuesday": "2025-03-11", "Wednesday": "2025-03-12"}
MARK = re.compile(r"\[(\d?[scqt]) |\]")


def unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """Take the marks out of a text; give where each stood."""
    text, here = "", 0
    opened: list[tuple[str, int]] = []
    places = defaultdict(list)
    for mark in MARK.finditer(marked):
        text += marked[here : mark.start()]
        here = mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        else:
            name, start = opened.pop()
            places[name].append((start, len(text)))
    return text + marked[here:], places


def make_article(text: str, times: tuple[TimeExpression, ...], published: PublishedAt | None = PUBLISHED) -> Article:
    """Make an article of which every line is a paragraph."""
    kept = tuple(Paragraph(span=Span.cut(text, *each), kind=ParagraphKind.BODY) for each in paragraphs(text))
    return Article(
        id="a", locator="a.txt", title=None, url=None, publisher=None, authors=(), language="en",
        published_at=published, captured_at=None, capture="sha256:00", text_sha256=text_digest(text), text=text,
        page_text=text, paragraphs=kept, publisher_messages=(), times=times,
    )  # fmt: skip


def make_time(text: str, start: int, end: int) -> TimeExpression:
    """Make the expression of a weekday; other words are a duration without bounds."""
    span = Span.cut(text, start, end)
    value = next((value for name, value in DAYS.items() if name in span.text), None)
    return TimeExpression(
        span=span, timex=Timex(type="DATE" if value else "DURATION", value=value or "PXD"), edtf=value,
        earliest=value and f"{value}T00:00", latest=value and f"{value}T24:00", certainty=Certainty.RELATIVE, by="test",
    )  # fmt: skip


def read(marked: str, *, published: PublishedAt | None = PUBLISHED, anchor: str | None = None) -> list[SaidAt | None]:
    """Read when the marked statements were said, in the order of their numbers.

    With ``anchor``, the marked time is one to ten days after these words.
    """
    text, places = unmark(marked)
    times = tuple(make_time(text, *each) for each in sorted(places["t"]))
    if anchor:
        event = Span.cut(text, text.index(anchor), text.index(anchor) + len(anchor))
        times = tuple(
            replace(each, anchor=TimeAnchor(span=event, direction=Direction.AFTER, least="P2D", most="P10D"))
            for each in times
        )

    def cut(number: str, role: str) -> tuple[Span, ...]:
        return tuple(Span.cut(text, *each) for each in places[f"{number}{role}"])

    numbers = sorted({name[0] for name in places if name != "t"})
    attributions = [
        Attribution(source=cut(number, "s"), cue=cut(number, "c"), content=cut(number, "q"), confidence=0.9)
        for number in numbers
    ]
    article = make_article(text, times, published)
    annotation = Annotation(text_sha256=article.text_sha256, model="m", attributions=tuple(attributions))
    by_cue = {each.cue: each.said_at for each in build_statements(article, annotation)}
    return [by_cue[each.cue[0]] for each in attributions]


def bounds(said_at: SaidAt | None) -> tuple[str | None, str | None]:
    """Give both ends."""
    assert said_at is not None
    return said_at.earliest, said_at.latest


def on(name: str) -> tuple[str, str]:
    """Give the bounds of a weekday."""
    return f"{DAYS[name]}T00:00", f"{DAYS[name]}T24:00"


@pytest.mark.parametrize(
    "marked",
    [
        "[1s Lee] [1c said] on [t Tuesday] [1q that the pier would close].",
        "On [t Tuesday], [1s Lee] [1c said] [1q the pier would close].",
        "[1s Lee] on [t Tuesday] [1c said] [1q the pier would close].",
        "[1q “The pier will close,”] [1s Lee] [1c said] on [t Tuesday].",
        "[1q “The pier will close,”] [1s Lee] [1c told] the board in a letter on [t Tuesday]. It did.",
        "[1q “The pier will close,”] [1s Lee] [1c said] [t late Tuesday], [1q “and stay closed.”]",
        "In [t Tuesday]’s interview, [1s Lee] [1c said] [1q the pier would close].",
        "[1s Lee] [1c said] in a [t Tuesday] statement [1q that the pier would close].",
        "At [t Tuesday]’s meeting [1s Lee] [1c said] [1q the pier would close].",
        "[1s A report published on [t Tuesday]] [1c said] [1q the pier would close].",
        "[1s Lee] [1c did not respond] [t Tuesday] [1q to questions about the pier].",
    ],
)
def test_a_time_of_the_reporting_clause_dates_the_saying(marked: str) -> None:
    (said_at,) = read(marked)
    assert said_at is not None
    assert said_at.span is not None
    assert bounds(said_at) == on("Tuesday")
    assert said_at.basis is TimeBasis.RELATIVE
    assert said_at.timex is not None
    assert said_at.timex.value == DAYS["Tuesday"]


@pytest.mark.parametrize(
    "marked",
    [
        "[1s Lee] [1c said] [1q the pier had closed on [t Tuesday]].",
        "[1s Lee], who broke an arm on [t Tuesday], [1c said] [1q the pier would close].",
        "[1s Lee, who broke an arm on [t Tuesday],] [1c said] [1q the pier would close].",
        "After [t Tuesday]’s storm, [1s Lee] [1c said] [1q the pier would close].",
        "[1q “The pier will close,”] [1s Lee] [1c said] of the [t Tuesday] attack.",
        "[1q “Close it,”] [1c said] [1s Lee], whose boat sank on [t Tuesday].",
        "Because the storm came on [t Tuesday], [1s Lee] [1c said] [1q the pier would close].",
        "The storm came on [t Tuesday]. [1s Lee] [1c said] [1q the pier would close].",
    ],
)
def test_a_time_of_something_else_does_not(marked: str) -> None:
    (said_at,) = read(marked)
    assert said_at is not None
    assert (said_at.span, said_at.basis) == (None, TimeBasis.PUBLICATION)
    assert bounds(said_at) == BY_PUBLICATION


def test_without_times_and_publication_nothing_is_said() -> None:
    assert read("[1s Lee] [1c said] [1q the pier would close].", published=None) == [None]


def test_each_of_two_cues_in_a_sentence_takes_its_own_time() -> None:
    first, second = read(
        "[1s Lee] [1c said] on [t Monday] [1q that the pier was safe], and [2s Reyes] [2c replied] on [t Tuesday] "
        "[2q that it was not]."
    )
    assert (bounds(first), bounds(second)) == (on("Monday"), on("Tuesday"))


def test_a_time_inside_anothers_words_dates_only_what_is_nested_there() -> None:
    outer, inner = read("[1s Lee] [1c said] [1q [2s Reyes] [2c had promised] on [t Monday] [2q to mend the pier]].")
    assert (bounds(outer), bounds(inner)) == (BY_PUBLICATION, on("Monday"))


def test_what_the_same_speaker_adds_was_said_at_the_same_time() -> None:
    first, added, other = read(
        "[1s Lee] [1c said] on [t Tuesday] [1q that the pier would close].\n"
        "[2q “It is not safe,”] [2s she] [2c added].\n[3s Reyes] [3c said] [3q it was]."
    )
    assert first is not None
    assert added is not None
    assert (bounds(added), added.basis, added.span) == (on("Tuesday"), TimeBasis.CONTEXT, None)
    assert added.confidence < first.confidence
    assert bounds(other) == BY_PUBLICATION


@pytest.mark.parametrize(
    "later",
    [
        "[2s She] [2c has often warned] [2q that it is not safe].",
        "Boats came and went.\nNobody minded.\n[2s Lee] [2c said:] [2q “It is not safe.”]",
    ],
)
def test_a_habit_and_a_later_occasion_take_over_nothing(later: str) -> None:
    _, second = read(f"[1s Lee] [1c said] on [t Tuesday] [1q that the pier would close].\n{later}")
    assert bounds(second) == BY_PUBLICATION


def test_the_latest_statement_is_the_latest_dated_one_of_that_speaker() -> None:
    *_, latest = read(
        "[1s Mayor Ann Lee] [1c said] on [t Tuesday] [1q that the pier would close].\n"
        "Earlier, on [t Monday], [2s Lee] [2c wrote] [2q that it was safe].\n"
        "On [t Wednesday] [3s Reyes] [3c called] [3q that a joke].\nBoats came and went.\nThen it rained.\n"
        "In her latest statement, [4s Lee] [4c blamed] [4q the council’s haste]."
    )
    assert latest is not None
    assert (bounds(latest), latest.basis) == (on("Tuesday"), TimeBasis.CONTEXT)


@pytest.mark.parametrize(
    "texts",
    [
        ("[1s Lee] [1c filed] on [t Tuesday] [1q for help].", "“It is hard,” [2s she] [2c said]."),
        ("[1s Lee] [1c said] on [t Tuesday] [1q that the pier would close].", "[2s She] [2c wants] [2q a new one]."),
    ],
)
def test_only_speech_goes_on(texts: tuple[str, str]) -> None:
    marked = "\n".join(texts).replace("“It is hard,”", "[2q “It is hard,”]")
    _, second = read(marked)
    assert bounds(second) == BY_PUBLICATION


def test_a_group_is_not_its_first_member() -> None:
    *_, latest = read(
        "[1s Mayor Ann Lee] [1c said] on [t Tuesday] [1q that the pier would close].\n"
        "[2s Lee and her friends] [2c said] on [t Wednesday] [2q that it was a joke].\nBoats came and went.\n"
        "In her latest statement, [3s Lee] [3c blamed] [3q the council’s haste]."
    )
    assert bounds(latest) == on("Tuesday")


def test_what_has_been_said_since_then_lasts_to_the_publication() -> None:
    (said_at,) = read("[1s Lee] [1c has boasted of] [1q his boat] since [t Monday].")
    assert bounds(said_at) == (on("Monday")[0], "2025-03-14T24:00")


def test_a_distance_from_the_cue_leads_back_from_the_news() -> None:
    (said_at,) = read(
        "The order comes only [t days] after [1s Lee] [1c had urged] [1q the council to wait].",
        anchor="Lee had urged the council to wait",
    )
    assert bounds(said_at) == ("2025-03-04T00:00", "2025-03-12T24:00")


def test_many_statements_take_linear_time() -> None:
    line = "[{0}s Lee] [{0}c said] on [t Tuesday] [{0}q that pier {0} would close].\n"
    text, places = unmark("".join(line.format(7) for _ in range(1500)))
    article = make_article(text, tuple(make_time(text, *each) for each in places["t"]))
    spans = [[Span.cut(text, *each) for each in places[f"7{role}"]] for role in "scq"]
    attributions = tuple(
        Attribution(source=(source,), cue=(cue,), content=(content,), confidence=0.9)
        for source, cue, content in zip(*spans, strict=True)
    )
    started = time.process_time()
    statements = build_statements(
        article, Annotation(text_sha256=article.text_sha256, model="m", attributions=attributions)
    )
    assert time.process_time() - started < 5
    assert len(statements) == len(attributions)
    assert {each.said_at and each.said_at.earliest for each in statements} == {on("Tuesday")[0]}

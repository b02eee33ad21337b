"""What a content holds: whole time expressions and figures, relations that still point to their partners."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.domain import Certainty, Figure, FigureModifier, Relation, RelationKind, Span, TimeExpression, Timex
from onrecord.statements.within import pick_figures, pick_times

TEXT = "In May Lee said 40 ships had gone, and 215 fighters for 55 soldiers since June."


def find(words: str) -> Span:
    """Cut the place of some words."""
    return Span.cut(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def make_figure(words: str, other: int | None = None) -> Figure:
    """Make a figure that is exchanged for the one at ``other``."""
    relation = None if other is None else Relation(kind=RelationKind.EXCHANGE, other=other)
    return Figure(
        span=find(words), low=words, high=words, unit=None, counts=None, counts_span=None,
        modifier=FigureModifier.EXACT, change=None, relation=relation, by="test",
    )  # fmt: skip


FIGURES = (make_figure("40"), make_figure("215", 2), make_figure("55", 1))


def test_figures_of_a_content_point_to_each_other() -> None:
    kept = pick_figures(FIGURES, [find("215 fighters for 55 soldiers")])
    assert [(each.span.text, each.relation and each.relation.other) for each in kept] == [("215", 1), ("55", 0)]


def test_a_partner_outside_the_content_is_no_relation() -> None:
    assert pick_figures(FIGURES, [find("215 fighters")]) == (replace(FIGURES[1], relation=None),)


def test_a_content_of_several_spans_holds_what_each_holds() -> None:
    kept = pick_figures(FIGURES, [find("40 ships"), find("55 soldiers")])
    assert [each.span.text for each in kept] == ["40", "55"]


def test_a_time_counts_when_it_lies_wholly_inside() -> None:
    times = [
        TimeExpression(
            span=find(words), timex=Timex(type="DATE", value=None), edtf=None, earliest=None, latest=None,
            certainty=Certainty.UNANCHORED, by="test",
        )
        for words in ("May", "June")
    ]  # fmt: skip
    content = [Span.cut(TEXT, TEXT.index("40"), TEXT.index("June") + 2)]
    assert pick_times(times, content) == ()
    assert pick_times(times, [find("since June")]) == (times[1],)

"""What stands inside a statement's content: its time expressions and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.domain import Figure, Span, TimeExpression


def pick_times(times: Sequence[TimeExpression], content: Sequence[Span]) -> tuple[TimeExpression, ...]:
    """The time expressions that lie wholly inside one of the content's spans, in their order."""
    return tuple(each for each in times if _lies_in(each.span, content))


def pick_figures(figures: Sequence[Figure], content: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures that lie wholly inside one of the content's spans, in their order.

    A relation points into the picked list; it is dropped where its partner stands outside the content.
    """
    kept = [number for number, each in enumerate(figures) if _lies_in(each.span, content)]
    places = {number: place for place, number in enumerate(kept)}
    return tuple(_moved(figures[number], places) for number in kept)


def _moved(figure: Figure, places: dict[int, int]) -> Figure:
    """The figure with its relation pointing to the partner's new place."""
    if figure.relation is None:
        return figure
    place = places.get(figure.relation.other)
    relation = None if place is None else structs.replace(figure.relation, other=place)
    return structs.replace(figure, relation=relation)


def _lies_in(span: Span, content: Sequence[Span]) -> bool:
    return any(each.holds(span) for each in content)

"""Figures in words: the bound, the number, the unit, the change, what is counted and what stands beside it."""

import pytest
from msgspec.structs import replace

from onrecord.cli.amounts import write_figure
from onrecord.domain import Change, Figure, FigureModifier, FigureRole, Relation, RelationKind, Span

PLAIN = Figure(
    span=Span(start=0, end=3, text="few"), low="20000", high="20000", unit=None, counts="troops", counts_span=None,
    modifier=FigureModifier.EXACT, change=None, relation=None, by="test",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, "20,000 troops"),
        ({"modifier": FigureModifier.MORE_THAN}, "more than 20,000 troops"),
        ({"low": "24", "high": "99", "modifier": FigureModifier.VAGUE, "counts": "women"}, "vaguely 24–99 women"),
        ({"low": "2", "high": None, "modifier": FigureModifier.VAGUE}, "vaguely from 2 troops"),
        ({"low": None, "high": "0.5"}, "up to 0.5 troops"),
        ({"low": None, "high": None, "modifier": FigureModifier.VAGUE}, "few troops"),
        (
            {"low": "254", "high": "254", "unit": "percent", "counts": "conscription plan", "change": Change.UP},
            "254 % up, of conscription plan",
        ),
        ({"low": "5", "high": "7", "unit": "percent", "counts": None}, "5–7 %"),
        ({"low": "2", "high": "2", "unit": "USD", "per": "gallon", "counts": None}, "2 USD per gallon"),
        ({"low": "2", "high": "2", "role": FigureRole.MULTIPLE, "counts": "price"}, "2 times, of price"),
        (
            {"low": "6", "high": None, "unit": "month", "modifier": FigureModifier.MORE_THAN, "counts": None},
            "more than 6 months",
        ),
        ({"low": "1", "high": "1", "unit": "hour", "counts": None}, "1 hour"),
        (
            {"low": None, "high": "3", "unit": "foot", "modifier": FigureModifier.AT_MOST, "counts": None},
            "at most 3 feet",
        ),
        ({"low": "45", "high": "45", "unit": "year of age", "counts": None}, "45 years of age"),
        ({"change": Change.DOWN, "counts": "jobs"}, "20,000 jobs down"),
        ({"low": "1.50", "high": "1.50", "unit": "GBP", "counts": None}, "1.50 GBP"),
    ],
)
def test_figures(changes: dict[str, object], written: str) -> None:
    figure = replace(PLAIN, **changes)
    assert write_figure(figure, (figure,)) == written


def test_what_stands_beside_a_figure_is_named() -> None:
    fighters = replace(PLAIN, low="215", high="215", counts="fighters")
    soldiers = replace(PLAIN, span=Span(start=9, end=11, text="55"), low="55", high="55", counts="soldiers")
    soldiers = replace(soldiers, relation=Relation(kind=RelationKind.EXCHANGE, other=0))
    fighters = replace(fighters, relation=Relation(kind=RelationKind.EXCHANGE, other=1))
    assert write_figure(fighters, (fighters, soldiers)) == "215 fighters (for 55 soldiers)"
    assert write_figure(soldiers, (fighters, soldiers)) == "55 soldiers"


def test_a_relation_to_nothing_is_left_out() -> None:
    figure = replace(PLAIN, relation=Relation(kind=RelationKind.RATE, other=7))
    assert write_figure(figure, (figure,)) == "20,000 troops"

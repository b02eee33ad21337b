"""Figures in news sentences."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import cpu_seconds, takes_at_most

from onrecord.domain import Certainty, Figure, Span, TimeExpression, Timex
from onrecord.statements import quantities
from onrecord.statements.quantities import find_figures
from onrecord.text import numerals


def show(figure: Figure) -> str:
    """One figure in one line: span, bounds, unit / per, counts, then what is not plain."""
    bounds = figure.low or ""
    if figure.low != figure.high:
        bounds = f"{figure.low or ''}..{figure.high or ''}"
    parts = [figure.span.text, bounds]
    parts.append(f"{figure.unit or ''}/{figure.per}" if figure.per else figure.unit or "")
    parts.append(figure.counts or "")
    rest = [] if figure.modifier == "exact" else [figure.modifier.value]
    rest += [figure.change.value] if figure.change else []
    rest += [figure.role.value] if figure.role != "amount" else []
    rest += [f"{figure.relation.kind.value}>{figure.relation.other}"] if figure.relation else []
    return " | ".join([*parts, " ".join(rest)]).rstrip(" |")


# A sentence, then its figures as ``show`` writes them.
COUNTS = {
    "The port sent 20,000 Harran dockers home.": ["20,000 | 20000 |  | Harran dockers"],
    "It lost 36 league games and 500 staff.": ["36 | 36 |  | league games", "500 | 500 |  | staff"],
    "Eight other employees left; one clerk stayed.": ["Eight | 8 |  | other employees", "one | 1 |  | clerk"],
    "Some 460 Lada and Kamaz vans were stolen.": ["Some 460 | 460 |  | Lada and Kamaz vans | about"],
    "Guards held 12 injured sailors.": ["12 | 12 |  | injured sailors"],
    "The blast left 12 wounded.": ["12 | 12 |  | wounded"],
    "He read a 12-page letter to a 15-member panel.": ["12 | 12 |  | page", "15 | 15 |  | member"],
    "She has 35m of its cards.": ["35m | 35000000 |  | cards"],
    "It holds 525,546 Borel Industries common shares.": ["525,546 | 525546 |  | Borel Industries common shares"],
    "The US lost 12 US soldiers.": ["12 | 12 |  | US soldiers"],
    "They fired 40 rockets; nine hit.": ["40 | 40 |  | rockets", "nine | 9 |  | rockets"],
    "The fleet now numbers 115.": ["115 | 115 |  | fleet"],
    "They lose up to 1,200 men a day.": ["up to 1,200 | ..1200 | /day | men | at_most"],
}
MEASURES = {
    "It cost $18bn, or €16.5 billion.": ["$18bn | 18000000000 | USD", "€16.5 billion | 16500000000 | EUR"],
    "He paid C$5, HK$40, 30 kroner and USD 200.": [
        "C$5 | 5 | CAD", "HK$40 | 40 | HKD", "30 | 30 |  | kroner", "USD 200 | 200 | USD",
    ],
    "It pays 500,000 pounds for 200 pounds of gold.": [
        "500,000 pounds | 500000 | GBP", "200 pounds | 200 | pound | gold",
    ],
    "Fares rose 5p; a bus is 50 cents.": ["5p | 0.05 | GBP | Fares | up difference", "50 cents | 50 | cent | bus"],
    "A 7- or 8-inch screen, 1.2 to 1.5 million pixels.": [
        "7 | 7 | inch | screen",
        "8-inch | 8 | inch | screen",
        "1.2 to 1.5 million pixels | 1200000..1500000 | pixel |  | range",
    ],
    "Winds hit 80km/h at 35C on 40 square miles.": [
        "80km/h | 80 | km/hour | Winds", "35C | 35 | degree Celsius", "40 square miles | 40 | square mile",
    ],
    "She is 5 feet 4 inches tall.": ["5 feet 4 inches | 5.333333 | foot"],
    "Half an hour later 2½ tonnes of sand came.": ["Half an hour | 0.5 | hour", "2½ tonnes | 2.5 | tonne | sand"],
    "Petrol is $4.19 a gallon, or $1.10 per litre.": ["$4.19 | 4.19 | USD/gallon | Petrol", "$1.10 | 1.1 | USD/litre"],
    "It fell -1.3% at minus 20 degrees Fahrenheit.": [
        "-1.3% | -1.3 | percent |  | down difference", "minus 20 degrees Fahrenheit | -20 | degree Fahrenheit",
    ],
    "Ana Ruiz, 46, has a three-year-old girl.": ["46 | 46 | year of age", "three-year-old | 3 | year of age"],
    "Pupils aged 11 to 14 got a $300 tablet.": ["11 to 14 | 11..14 | year of age |  | range",
        "$300 | 300 | USD | tablet"],
    "The nine-hour debate ended after more than six months.": [
        "nine-hour | 9 | hour | debate", "more than six months | 6.. | month |  | more_than",
    ],
}  # fmt: skip
BOUNDS = {
    "At least 13 men, no fewer than forty-two women.": [
        "At least 13 | 13.. |  | men | at_least", "no fewer than forty-two | 42.. |  | women | at_least",
    ],
    "As many as 600 homes, fewer than 10 barns.": [
        "As many as 600 | ..600 |  | homes | at_most", "fewer than 10 | ..10 |  | barns | less_than",
    ],
    "Just under $2m for roughly half of the 40-odd vans.": [
        "Just under $2m | ..2000000 | USD |  | less_than", "roughly half | 0.5 |  | vans | about share of_total>2",
        "40-odd | 40..49 |  | vans | about",
    ],
    "Between 10,000 and 15,000 people, three or four of them ill.": [
        "Between 10,000 and 15,000 | 10000..15000 |  | people | range",
        "three or four | 3..4 |  | people | range share of_total>0",
    ],
    "It is 16 or older, 30 miles or less.": ["16 or older | 16.. |  |  | at_least",
        "30 miles or less | ..30 | mile |  | at_most"],
    "They flew more than 100 kilometers (62 miles).": [
        "more than 100 kilometers | 100.. | km |  | more_than", "62 miles | 62.. | mile |  | more_than",
    ],
    "Dozens of goats, hundreds of thousands of bees.": [
        "Dozens | 24..99 |  | goats | vague", "hundreds of thousands | 200000..999999 |  | bees | vague",
    ],
    "It owes tens of millions of dollars.": ["tens of millions of dollars | 20000000..99999999 | USD |  | vague"],
    "At least a fraction of the fund, several hundred shops, a handful of bars.": [
        "At least a fraction |  |  | fund | at_least share", "several hundred | 200..999 |  | shops | vague",
        "a handful |  |  | bars | vague",
    ],
}  # fmt: skip
ROLES = {
    "The region over-fulfilled its grain plan by 254%.": ["254% | 254 | percent | grain plan | up difference"],
    "Output rose to 254% of plan.": ["254% | 254 | percent | plan | up level"],
    "Some 60% of voters agreed.": ["Some 60% | 60 | percent | voters | about share"],
    "Shares of Acme were up 2.8%, Borel by 1.1%.": [
        "2.8% | 2.8 | percent | Shares of Acme | up difference", "1.1% | 1.1 | percent | Borel | up difference",
    ],
    "Inflation slowed to 7.2 percent from 9.1.": [
        "7.2 percent | 7.2 | percent | Inflation | down level from_to>1",
        "9.1 | 9.1 | percent | Inflation | level from_to>0",
    ],
    "The term was cut from 12 years to nine years.": [
        "12 years | 12 | year | term | level from_to>1", "nine years | 9 | year | term | down level from_to>0",
    ],
    "Oil fell below $70 a barrel.": ["below $70 | ..70 | USD/barrel | Oil | less_than down level"],
    "Sales rose 60% to 3.9 million headsets, up from 2.4 million.": [
        "60% | 60 | percent | Sales | up difference",
        "3.9 million | 3900000 |  | headsets | up level from_to>2",
        "2.4 million | 2400000 |  | headsets | level from_to>1",
    ],
    "They raised $3 million.": ["$3 million | 3000000 | USD"],
    "Shares rose five pence to 90 pence.": [
        "five pence | 0.05 | GBP | Shares | up difference", "90 pence | 0.9 | GBP | Shares | up level",
    ],
    "Acme increased its stake in Borel to 93.2% from 91.2%.": [
        "93.2% | 93.2 | percent | stake | up level from_to>1", "91.2% | 91.2 | percent | stake | level from_to>0",
    ],
    "It closed at $23.25, off 12.5 cents.": ["$23.25 | 23.25 | USD", "12.5 cents | 0.125 | USD |  | down difference"],
    "The quake cut power to 400 homes and gave up 40 bodies.": ["400 | 400 |  | homes", "40 | 40 |  | bodies"],
    "It had a loss of $5 million, or 26 cents a share.": [
        "$5 million | 5000000 | USD | loss | difference", "26 cents | 0.26 | USD/share",
    ],
    "Rents have doubled since May.": ["doubled | 2 | times | Rents | up multiple"],
    "Traffic increased 18-fold.": ["18-fold | 18 | times | Traffic | up multiple"],
    "Choose one answer from 11 kinds.": ["one | 1 |  | answer", "11 | 11 |  | kinds"],
    "It is four times the average.": ["four times | 4 | times | average | multiple"],
    "A 12% rise in rents came.": ["12% | 12 | percent | rise in rents | difference"],
    "They see a one-in-five chance.": ["one-in-five | 0.2 |  | chance | share"],
    "Three in four villagers and a third of the guards left.": [
        "Three in four | 0.75 |  | villagers | share", "a third | 0.3333333333 |  | guards | share",
    ],
    "The bill passed 311-112.": ["311-112 | 311..112 | score"],
}  # fmt: skip
RELATIONS = {
    "Kyiv swapped 215 captured sailors for 55 Harran pilots.": [
        "215 | 215 |  | captured sailors | exchange>1", "55 | 55 |  | Harran pilots | exchange>0",
    ],
    "Divers raised 12 of 40 ships.": ["12 | 12 |  | ships | share of_total>1", "40 | 40 |  | ships"],
    "They fired 81 rockets, of which 34 were shot down.": ["81 | 81 |  | rockets",
        "34 | 34 |  | rockets | share of_total>0"],
    "It saw 7 deaths per 100,000 people.": ["7 | 7 |  | deaths | rate>1", "100,000 | 100000 |  | people"],
    "The ruble fell to 92 to the dollar.": ["92 | 92 | /dollar | ruble | down level"],
}  # fmt: skip
# What a figure leaves out, and what the subject or the noun before "of" says that it measures.
ELLIPSIS = {
    "Wages are up 4%, rents 6%, and milk by a tenth.": [
        "4% | 4 | percent | Wages | up difference", "6% | 6 | percent | rents | up difference",
        "a tenth | 0.1 |  | milk | up difference",
    ],
    "Chapter 11 cases rose to 642, the most since May, and Chapter 7 cases to 1,100.": [
        "642 | 642 |  | Chapter 11 cases | up level", "1,100 | 1100 |  | Chapter 7 cases | up level",
    ],
    "She earned $18 an hour, he earned $22.": ["$18 | 18 | USD/hour", "$22 | 22 | USD/hour"],
    "Heat reached 41 degrees, three above the record.": [
        "41 degrees | 41 | degree | Heat", "three | 3 | degree | Heat | up difference",
    ],
    "A stock closed at $41, down $1.15.": ["$41 | 41 | USD | stock", "$1.15 | 1.15 | USD | stock | down difference"],
    "It sold 40 kits, 53% of them new; 30 more kits wait.": [
        "40 | 40 |  | kits", "53% | 53 | percent | kits | share of_total>0", "30 | 30 |  | kits",
    ],
    "The drone flew 1,300 miles, 800 of them over land.": [
        "1,300 miles | 1300 | mile", "800 | 800 | mile |  | share of_total>0",
    ],
    "Winds of up to 140 mph cut a profit of €1.4bn, against €2bn.": [
        "up to 140 mph | ..140 | mile/hour | Winds | at_most", "€1.4bn | 1400000000 | EUR | profit",
        "€2bn | 2000000000 | EUR | profit",
    ],
    "Turnout was 46%, and the toll stood at 40.": ["46% | 46 | percent | Turnout", "40 | 40 |  | toll"],
    "Police put the toll at 41; some 200 live nearby.": ["41 | 41 |  | toll", "some 200 | 200 |  | toll | about"],
    "The ship, 400 meters long, sank.": ["400 meters | 400 | metre | ship"],
    "Its rating slipped two points to 38%.": [
        "two points | 2 | percentage point | rating | down difference", "38% | 38 | percent | rating | down level",
    ],
    "A 30-strong crew of 2,100 full-time and 340 part-time staff sang.": [
        "30 | 30 |  | crew", "2,100 | 2100 |  | crew", "340 | 340 |  | part-time staff",
    ],
    "One in eight pupils walks, down from one in three.": [
        "One in eight | 0.125 |  | pupils | share from_to>1",
        "one in three | 0.3333333333 |  | pupils | level from_to>0",
    ],
    "Deaths fell to 3.1 per 1,000 births from 4.4.": [
        "3.1 | 3.1 |  | Deaths | down level rate>1", "1,000 | 1000 |  | births",
        "4.4 | 4.4 |  | Deaths | level from_to>0",
    ],
}  # fmt: skip
WRITTEN = {
    "Imports fell by a third and cost £2m.": ["a third | 0.3333333333 |  | Imports | down difference",
        "£2m | 2000000 | GBP"],
    "It has 25 000 homes, 1'200 farms and 1 000 000 trees.": [
        "25 000 | 25000 |  | homes", "1'200 | 1200 |  | farms", "1 000 000 | 1000000 |  | trees",
    ],
    "On May 12 300 men came.": ["300 | 300 |  | men"],
    "By a tally of 61 to 39, after a 6-3, 6-4 win.": ["61 to 39 | 61..39 | score", "6-3 | 6..3 | score",
        "6-4 | 6..4 | score"],
    "The elder, 52, ran the 200m in 22 seconds; at 17 she left.": [
        "52 | 52 | year of age", "200m | 200 | metre", "22 seconds | 22 | second", "17 | 17 | year of age",
    ],
    "Gas is 3 cents more, at $1.25.": ["3 cents | 0.03 | USD | Gas | up difference", "$1.25 | 1.25 | USD"],
    "Gas is 3 cents more.": ["3 cents | 3 | cent | Gas | up difference"],
    "It paid 20 US cents.": ["20 US cents | 0.2 | USD"],
    "Acme fell to Y=5,182 as it paid PS21,700 or $US6m.": [
        "Y=5,182 | 5182 | JPY | Acme | down level", "PS21,700 | 21700 | GBP", "$US6m | 6000000 | USD",
    ],
}  # fmt: skip
SENTENCES = COUNTS | MEASURES | BOUNDS | ROLES | RELATIONS | ELLIPSIS | WRITTEN


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_figures_of_news_sentences(sentence: str, expected: list[str]) -> None:
    assert [show(figure) for figure in find_figures(sentence)] == [line.rstrip(" |") for line in expected]


NOT_FIGURES = [
    "It stands on the 300 block of Larch Street, and its screen is 480p.",
    "The Su-34, an F-16 and two-way traffic with COVID-19.".replace("two-way", "slow"),
    "Article 5 and Section 230 of Title 42, on page 6.",
    "Flight 370 left Gate 14 for Route 66.",
    "The S&P 500 and the FTSE 100 index opened.",
    "The iPhone 11 Pro and a Boeing 737 Max.",
    "One of them, no one else, the last one said.",
    "The third man ran the 100th mile on Sept. 11, 2001.",
    "It was 5:30 p.m. on May 3.",
    "Call 555-0142 or write to 221 Larch Street.",
    "See https://example.org/7/12 and room101@example.org.",
    "It declared a 2-for-1 split of the DC-8-62.",
    "The Big Ten and the Group of Seven met.",
    "He rose again. [17] See Figure 2.2, and the years 1892 – 94.",
    "The Group of 20 summit opened.",
    "In the second half of the 2014-15 season they left the 2012 race.",
]


@pytest.mark.parametrize("sentence", NOT_FIGURES)
def test_dates_names_and_ordinals_are_no_figures(sentence: str) -> None:
    assert [show(figure) for figure in find_figures(sentence)] == []


def make_time(text: str, words: str, kind: str) -> TimeExpression:
    start = text.index(words)
    span = Span.cut(text, start, start + len(words))
    return TimeExpression(
        span=span, timex=Timex(type=kind, value=None), edtf=None, earliest=None, latest=None,
        certainty=Certainty.UNANCHORED, by="rule:test 1",
    )  # fmt: skip


def test_numbers_in_dates_are_left_out_and_lengths_of_time_are_kept() -> None:
    text = "In 1200 people came two days ago and stayed six weeks with 1200 sheep."
    times = [
        make_time(text, "1200", "DATE"),
        make_time(text, "two days ago", "DATE"),
        make_time(text, "six weeks", "DURATION"),
    ]
    assert [show(figure) for figure in find_figures(text, times=times)] == [
        "six weeks | 6 | week",
        "1200 | 1200 |  | sheep",
    ]


def test_numbers_in_given_names_are_left_out() -> None:
    text = "The band 30 lions sang for 30 fans."
    assert [figure.span.start for figure in find_figures(text, names=[Span.cut(text, 9, 17)])] == [27]


def test_paragraphs_bound_what_is_read_and_indices_count_on() -> None:
    text = "Ten men.\n\nFour of 40 boats sank.\nNine."
    found = find_figures(text, paragraphs=[(0, 8), (10, 33)])
    assert [figure.low for figure in found] == ["10", "4", "40"]
    assert found[1].relation is not None
    assert found[1].relation.other == 2


def test_a_bare_number_takes_no_noun_from_another_sentence() -> None:
    assert [figure.counts for figure in find_figures("They lost 40 tanks. Then came 9.")] == ["tanks", None]


PIECES = (
    "20,000 one two three dozen million hundred half third 5% $3 € 12 km/h a year per of from to between and or rose "
    "fell by up more than at least , . ; ( ) - – 3-1 men women people the its said 2018 Su-34 doubled twice dozens "
    "swapped for 1/2 ½ aged in"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_row_of_news_words_keeps_the_promises(words: list[str]) -> None:
    check(" ".join(words))


@given(st.text(max_size=80))
def test_any_text_keeps_the_promises(text: str) -> None:
    check(text)


def check(text: str) -> None:
    found = find_figures(text)
    assert found == find_figures(text)
    for index, figure in enumerate(found):
        for span in (figure.span, figure.counts_span):
            assert span is None or text[span.start : span.end] == span.text
        assert figure.counts == (figure.counts_span.text if figure.counts_span else None)
        if figure.low is not None and figure.high is not None and figure.unit != "score":
            assert float(figure.low) <= float(figure.high)
        assert figure.relation is None or (0 <= figure.relation.other < len(found) and figure.relation.other != index)
    assert [figure.span.start for figure in found] == sorted(figure.span.start for figure in found)


# Words that a rule looks for, with no number among them; and rows of numbers, each of which is an amount.
FILLERS = [
    "a few ", "rose only ", "up ",
    "between ", "from ", "more than ", "of ", "dozens of ", "the ", "$", "x@", "of which ", "about ", "Aa ", "and ",
    "(", "half a ", "nearly likely ", "https://", "twice ", "in ", "the men ", "said ", "a5", "- ",
    "July ", "not ", "- - ", "to ", "per ", "Ana, ", "Big-", "’s ", "a" * 50, ".", "@",
]  # fmt: skip
ROWS = [
    "1",
    "1,111",
    "12 ",
    "rose 5% ",
    "between 5 and ",
    "12 of ",
    "5-",
    "3 men and ",
    "5 feet ",
    "3-1 ",
    ", 3",
    "5 in ",
    "\n1",
]


@pytest.mark.parametrize("filler", FILLERS)
def test_long_near_matches_take_linear_time(filler: str) -> None:
    half = filler * (50_000 // len(filler))
    assert cpu_seconds(lambda: find_figures(f"{half} 5% of 40 men {half}")) < 6


@pytest.mark.parametrize("piece", ROWS)
def test_long_rows_of_numbers_take_linear_time(piece: str) -> None:
    count = 4_000 // len(piece)
    assert takes_at_most(15, lambda: find_figures(piece * 5 * count), lambda: find_figures(piece * count))


def find_patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package by its name, those in tables too."""
    found: dict[str, re.Pattern[str]] = {}
    modules = [numerals, *(importlib.import_module(f"{quantities.__name__}.{each.name}") for each in list_modules())]
    for module in modules:
        for name, value in vars(module).items():
            rows = value if isinstance(value, tuple) else (value,)
            cells = [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]
            for place, cell in enumerate(cells):
                if isinstance(cell, re.Pattern) and cell not in found.values():
                    found[f"{module.__name__.rsplit('.', 1)[-1]}.{name}.{place}"] = cell
    return found


def list_modules() -> list[pkgutil.ModuleInfo]:
    return list(pkgutil.iter_modules(quantities.__path__))


PATTERNS = find_patterns()
NEAR_MATCHES = ["the men ", "of ", "1,111", "1 ", "5-", "A" * 50, "- ", "vote of 5 to ", "cost a more than ", ", "]


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_alone_is_linear(name: str) -> None:
    pattern = PATTERNS[name]

    def find_all() -> None:
        for piece in NEAR_MATCHES:
            text = piece * (100_000 // len(piece))
            pattern.fullmatch(text)
            assert sum(1 for _ in pattern.finditer(text)) <= len(text) + 1

    assert cpu_seconds(find_all) < 60  # a quadratic one takes minutes for one piece


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 100

"""A timeline for the terminal: how many things happened when, as a row of bars over a row of dates."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"
_MONTHS = 12
_UNITS: tuple[tuple[str, Callable[[date], int], Callable[[int], str]], ...] = (
    ("day", lambda day: day.toordinal(), lambda number: date.fromordinal(number).isoformat()),
    ("month", lambda day: day.year * _MONTHS + day.month - 1, lambda number: f"{number // 12}-{number % 12 + 1:02}"),
    ("year", lambda day: day.year, str),
    ("decade", lambda day: day.year // 10, lambda number: f"{number}0s"),
)


def draw_timeline(days: Iterable[date], *, columns: int) -> tuple[str, ...]:
    """Draw a bar for each day, month, year or decade, the finest that ``columns`` hold; nothing without a day.

    The highest bar is the most in one unit; a dot is none.

    >>> for line in draw_timeline([date(2022, 3, 1), date(2022, 3, 9), date(2022, 5, 2)], columns=12):
    ...     print(line)
    █·▄  at most 2 a month
    2022-03 to 2022-05
    """
    dated = sorted(days)
    if not dated:
        return ()
    unit, number_of, write = next(_find_fitting(dated, columns))
    counts = Counter(map(number_of, dated))
    first, last, most = min(counts), max(counts), max(counts.values())
    bars = "".join(_draw_bar(counts[number], most) for number in range(first, last + 1))
    span = write(first) if first == last else f"{write(first)} to {write(last)}"
    return (f"{bars}  at most {most:,} a {unit}", span)


def _find_fitting(dated: list[date], columns: int) -> Iterator[tuple[str, Callable[[date], int], Callable[[int], str]]]:
    """The units in which the days fit into the columns, the finest first, and the coarsest in any case."""
    for name, number_of, write in _UNITS:
        if number_of(dated[-1]) - number_of(dated[0]) < columns:
            yield name, number_of, write
    yield _UNITS[-1]


def _draw_bar(count: int, most: int) -> str:
    """The bar of a count; of what is not nothing, the lowest at least."""
    return _BARS[(count * len(_BARS) - 1) // most] if count else _NONE

"""A one-line progress bar on standard error, which gives way to every line of output.

rich's own bar redraws from a thread and owns its console; output on standard output would tear it.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from onrecord.cli.printable import make_printable

if TYPE_CHECKING:
    from typing import TextIO

_CLEAR_LINE = "\r\x1b[2K"
_BAR_CELLS = 24
_NARROW_COLUMNS = 60


class Progress:
    """Shows how many of ``total`` inputs are done; silent unless ``stream`` is a terminal and there are several.

    ``total`` is None while nobody knows how many there will be; it may be set as more become known.
    """

    def __init__(self, stream: TextIO, total: int | None, *, terminal: bool) -> None:
        """Decide once whether to show anything."""
        self.total = total
        self._stream = stream
        self._terminal = terminal
        self._shown = False

    def show(self, done: int, locator: str) -> None:
        """Draw the bar, ``locator`` being what is read now."""
        if not self._terminal or self.total == 1:
            return
        columns = shutil.get_terminal_size().columns
        self._stream.write(_CLEAR_LINE + draw_bar(done, self.total, make_printable(locator), columns))
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Wipe the bar before something else is written."""
        if self._shown:
            self._stream.write(_CLEAR_LINE)
            self._stream.flush()
            self._shown = False


def draw_bar(done: int, total: int | None, locator: str, columns: int) -> str:
    """Draw the bar in fewer than ``columns`` columns, whole when there is room.

    >>> draw_bar(3, 12, "news/harbor.html", 80)
    'reading ━━━━━━──────────────────  3 of 12  news/harbor.html'
    >>> draw_bar(3, 12, "news/harbor.html", 24)
    'reading  3 of 12'
    >>> draw_bar(3, None, "news/harbor.html", 80)
    'reading  3 so far  news/harbor.html'
    """
    if total is None:
        line = f"reading  {done} so far"
    else:
        filled = _BAR_CELLS * min(done, total) // total
        bar = f"{'━' * filled}{'─' * (_BAR_CELLS - filled)}  " if columns >= _NARROW_COLUMNS else " "
        line = f"reading {bar}{done} of {total}"
    room = columns - len(line) - 3
    # Wide characters take two columns each; half the room is safe for any name.
    if not locator.isascii():
        room //= 2
    shortest_useful = 8
    if room < shortest_useful:
        return line[: columns - 1]
    return f"{line}  {locator if len(locator) <= room else '…' + locator[-room + 1 :]}"

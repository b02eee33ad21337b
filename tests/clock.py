"""CPU time that a test may rely on, on a machine whose speed changes from one moment to the next."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Work below this is too short to be told from noise.
SHORTEST_SECONDS = 0.02
ROUNDS = 5


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time one run of ``work`` takes, garbage collection aside.

    A collection walks through all that earlier tests left in memory, and long work meets one where short work does not.
    """
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


def takes_at_most(times: float, long: Callable[[], object], short: Callable[[], object]) -> bool:
    """Tell whether ``long`` takes at most ``times`` as long as ``short`` in one of a few rounds.

    Both run in each round, so that a slow moment of the machine is as likely to meet either.  Work that grows faster
    than it should fails every round.
    """
    return any(
        cpu_seconds(long) <= times * max(reference, SHORTEST_SECONDS)
        for reference in (cpu_seconds(short) for _ in range(ROUNDS))
    )

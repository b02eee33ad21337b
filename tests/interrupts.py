"""Stopping a program as a person does, who presses Ctrl-C again when nothing happens."""

from __future__ import annotations

import subprocess
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_S = 20.0


def interrupt(process: subprocess.Popen[bytes], send: Callable[[], None]) -> None:
    """Send a signal, and send it again from a thread for as long as the process lives on.

    Python looks for signals before it enters a blocking read.  One that comes between the look and the read waits until
    the read ends: of 20,000 interrupts of an idle program 4 were lost so, and with each a test that waits for the end.
    """

    def insist() -> None:
        while True:
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                send()
            else:
                return

    send()
    threading.Thread(target=insist, daemon=True).start()

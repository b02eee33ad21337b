"""What every test shares: reproducible properties, the zoo of broken inputs."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, and no time limit per example: a loaded machine is no defect.
settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")


# Where the tests run in the background Ctrl-C is ignored, and would be by every program they start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Give the top folder of the checkout."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def broken() -> Path:
    """Give the folder of broken inputs, each named after its defect."""
    return Path(__file__).parent / "data" / "broken"

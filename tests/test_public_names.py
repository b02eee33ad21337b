"""The public face of the library: flat, complete and light."""

import subprocess
import sys

import pytest

import onrecord


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(onrecord, name) is not None


def test_every_public_name_says_what_it_is_for() -> None:
    named = [getattr(onrecord, name) for name in onrecord.__all__ if name != "__version__"]
    assert all(value.__doc__ for value in named)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = onrecord.reed


def test_completion_offers_the_public_names() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)


def test_importing_the_package_loads_nothing_else() -> None:
    program = "import sys, onrecord; print([name for name in sys.modules if name.startswith('onrecord.')])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert ran.stdout == "[]\n"

"""What a person names, as captures: files, standard input, web addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.domain import Rejected
from onrecord.errors import InputError
from onrecord.intake.files import is_web_address, read_input, reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from onrecord.domain import Capture
    from onrecord.intake.files import Input
    from onrecord.intake.web import Network


def read_inputs(
    inputs: Iterable[Input | Rejected], *, stdin: BinaryIO, network: Network | None = None
) -> Iterator[Capture | Rejected]:
    """Read each input as it is asked for, in order; one that cannot be read is a ``Rejected`` in its place."""
    for wanted in inputs:
        if isinstance(wanted, Rejected):
            yield wanted
            continue
        try:
            yield open_input(wanted, stdin=stdin, network=network)
        except InputError as error:
            yield reject(wanted.locator, error)


def open_input(wanted: Input, *, stdin: BinaryIO, network: Network | None = None) -> Capture:
    """Read or fetch one input; InputError as ``files.read_input`` and ``web.fetch``."""
    if not is_web_address(wanted.path):
        return read_input(wanted, stdin=stdin)
    from onrecord.intake.web import fetch  # noqa: PLC0415 - loads what only those need who fetch

    return fetch(complete_address(wanted.path), network=network)


def complete_address(name: str) -> str:
    """Write an address as browsers take it: without a scheme it is https.

    >>> complete_address("www.example.org")
    'https://www.example.org'
    """
    return name if "://" in name else f"https://{name}"

"""The error tree: every error says what happened and what to type next."""

from __future__ import annotations

import inspect
import pickle

import pytest

from onrecord import errors
from onrecord.errors import ArchiveError, BundleError, EnvironmentFailure, InputError, OnRecordError, UsageError


def test_every_error_derives_from_the_one_base() -> None:
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(each, OnRecordError) for each in classes)


def test_tree_in_the_docstring_names_every_error() -> None:
    names = {name for name, _ in inspect.getmembers(errors, inspect.isclass)}
    assert all(name in (errors.__doc__ or "") for name in names)


@pytest.mark.parametrize("kind", [OnRecordError, UsageError, EnvironmentFailure, ArchiveError, BundleError])
def test_error_keeps_message_and_next_step(kind: type[OnRecordError]) -> None:
    error = kind("no such file: x", next_step="Check the path.")
    assert (str(error), error.message, error.next_step) == ("no such file: x", "no such file: x", "Check the path.")


def test_input_error_keeps_its_reason() -> None:
    error = InputError("empty", reason="empty", next_step="Give a file with text.")
    assert (error.reason, error.next_step) == ("empty", "Give a file with text.")


@pytest.mark.parametrize(
    "error",
    [
        BundleError("no model", next_step="Install again."),
        InputError("empty", reason="empty", next_step="Give a file with text."),
    ],
)
def test_an_error_comes_whole_out_of_another_process(error: OnRecordError) -> None:
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - written in the same line
    assert type(arrived) is type(error)
    assert (str(arrived), vars(arrived)) == (str(error), vars(error))

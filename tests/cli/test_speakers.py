"""``onrecord speakers``: what people say of who is who holds, and can be taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.cli import main
from onrecord.record import Record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two(record_path: Path) -> tuple[str, str]:
    """Two speakers that are not the same, by their ids."""
    with Record.open(record_path) as record:
        found = sorted({(each.speaker.name, each.speaker.id) for each in record.statements() if each.speaker})
        named = [id_ for name, id_ in found if name and len(record.speaker(id_, limit=1)) == 1]
    return named[0], named[1]


def judge(path: Path, *words: str) -> int:
    return main(["speakers", *words, "--record", str(path)])


def find_names(path: Path, speaker: str) -> tuple[str, int]:
    with Record.open(path) as record:
        (view,) = record.speaker(speaker, limit=1)
    return view.name, view.members


def test_merged_speakers_are_one_until_it_is_taken_back(record_path: Path, two: tuple[str, str]) -> None:
    left, right = two
    assert judge(record_path, "merge", left, right, "--reason", "the same body", "--by", "Ann") == 0
    with Record.open(record_path) as record:
        assert record.identity_names()[left] == record.identity_names()[right]
        assert record.judgements()[-1].reason == "the same body"
    assert judge(record_path, "undo", left, right, "--by", "Ann") == 0
    with Record.open(record_path) as record:
        assert record.identity_names()[left] != record.identity_names()[right]


def test_saying_the_same_twice_is_said_once(
    record_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert judge(record_path, "split", *two, "--by", "Ann") == 0
    assert "you have said before" in capsys.readouterr().err
    with Record.open(record_path) as record:
        assert len([each for each in record.judgements() if each.by == "Ann"]) == 1


def test_a_new_name_is_shown_until_it_is_taken_back(record_path: Path, two: tuple[str, str]) -> None:
    before = find_names(record_path, two[0])
    assert judge(record_path, "rename", two[0], "Somebody Else", "--by", "Ann") == 0
    assert find_names(record_path, two[0])[0] == "Somebody Else"
    assert judge(record_path, "undo", two[0], "--by", "Ann") == 0
    assert find_names(record_path, two[0]) == before


def test_the_log_tells_who_said_what(
    record_path: Path, two: tuple[str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    judge(record_path, "split", *two, "--by", "Ann", "--reason", "seen on two photographs")
    capfdbinary.readouterr()
    assert judge(record_path, "log", "--json") == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    said: dict[str, Any] = json.loads(line)
    assert (said["by"], said["verdict"], said["reason"]) == ("Ann", "different", "seen on two photographs")


def test_questions_are_asked_of_pairs_that_nobody_has_judged(
    record_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert judge(record_path, "questions", "--json") == 0
    for line in capfdbinary.readouterr().out.splitlines():
        assert json.loads(line)["verdict"] == "unsure"


@pytest.mark.parametrize(
    "words",
    [["merge", "Nobody", "Never"], ["merge", "Mirela Kovač", "Mirela Kovač"], ["undo", "a", "b", "c"]],
)
def test_speakers_that_cannot_be_judged_are_wrong_use(words: list[str], record_path: Path) -> None:
    assert judge(record_path, *words, "--by", "Ann") == 2


def test_the_log_for_people_fits_the_terminal(
    record_path: Path,
    two: tuple[str, str],
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge(record_path, "split", *two, "--by", "Ann", "--reason", "they were seen on two photographs of one day")
    capfdbinary.readouterr()
    monkeypatch.setenv("COLUMNS", "40")
    assert judge(record_path, "log", "--format", "text") == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert "two photographs of one day" in " ".join(line.strip() for line in lines)


def test_a_wrong_action_line_shows_how_the_action_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speakers", "merge", "one"])
    assert "usage: onrecord speakers merge [-h]" in capsys.readouterr().err


def test_what_nobody_said_is_not_taken_back(
    record_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Record.open(record_path) as record:
        before = record.status().events
    assert judge(record_path, "undo", *two, "--by", "Ann") == 0
    assert "you have said nothing" in capsys.readouterr().err
    with Record.open(record_path) as record:
        assert record.status().events == before


def test_two_names_of_one_speaker_point_to_the_log(
    record_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert judge(record_path, "split", two[0], two[0], "--by", "Ann") == 2
    said = capsys.readouterr().err
    assert "are one speaker in the record" in said
    assert "onrecord speakers log" in said


@pytest.mark.parametrize("empty", ["", " \t"])
def test_an_empty_name_is_wrong_use_and_takes_nothing_back(empty: str, record_path: Path, two: tuple[str, str]) -> None:
    assert judge(record_path, "rename", two[0], "Somebody Else", "--by", "Ann") == 0
    assert judge(record_path, "rename", two[0], empty, "--by", "Ann") == 2
    assert find_names(record_path, two[0])[0] == "Somebody Else"

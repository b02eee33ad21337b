"""``onrecord verify``: what is printed of a check, and its exit status."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

from onrecord.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_whole_record_is_confirmed(kept_examples: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["verify", "--record", str(kept_examples)]) == 0
    captured = capfdbinary.readouterr()
    verdicts = {json.loads(line)["verdict"] for line in captured.out.splitlines()}
    assert verdicts == {"confirmed"}
    assert b"0 contradicted, 0 not checkable" in captured.err


def test_a_contradiction_is_a_finding_with_its_row(
    record_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with contextlib.closing(sqlite3.connect(record_path)) as connection:
        connection.execute("UPDATE statements SET json = replace(json, '17 cranes', '19 cranes')")
        connection.commit()
    assert main(["verify", "--record", str(record_path)]) == 1
    findings = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    wrong = [finding for finding in findings if finding["verdict"] == "contradicted"]
    (id_,) = {finding["subject"].removeprefix("statements ") for finding in wrong}
    assert main(["verify", "--record", str(record_path), id_]) == 1


def test_a_damaged_file_is_a_finding_that_names_it(
    record_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    record_path.write_bytes(b"\0" * 5000)
    assert main(["verify", "--record", str(record_path)]) == 1
    assert record_path.name.encode() in capfdbinary.readouterr().out


def test_without_a_record_it_says_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--record", str(tmp_path / "none.db")]) == 2
    assert "onrecord add" in capsys.readouterr().err


def test_a_closed_pipe_does_not_hide_a_contradiction(record_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(record_path)) as connection:
        connection.execute("UPDATE statements SET json = replace(json, '17 cranes', '19 cranes')")
        connection.commit()
    command = [sys.executable, "-m", "onrecord.cli", "verify", "--record", str(record_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - ours
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait() == 1
    assert "0 contradicted" not in said
    assert " contradicted" in said


def test_certificates_that_cannot_be_read_are_wrong_use(kept_examples: Path, tmp_path: Path) -> None:
    assert main(["verify", "--record", str(kept_examples), "--roots", str(tmp_path / "none.pem")]) == 2

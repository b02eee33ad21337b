"""The archive's head is stamped after a run that added something, where an authority is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.archive.test_stamps import Authority, authority, authority_url

from onrecord.archive import Archive, check_stamps
from onrecord.cli import main
from onrecord.domain import FindingVerdict

if TYPE_CHECKING:
    import pytest

__all__ = ["authority", "authority_url"]
TEXT = Path(__file__).resolve().parents[2] / "examples" / "harbor-strike.txt"


def test_a_run_that_added_something_ends_with_a_stamp(
    tmp_path: Path, authority: Authority, authority_url: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = ["add", "--workers", "1", "--record", str(tmp_path / "r.db"), "--timestamps", authority_url, str(TEXT)]
    assert main(words) == 0
    assert b"the archive's head was stamped at 2025-04-02 12:30:00 UTC" in capfdbinary.readouterr().err
    with Archive.open_to_read(tmp_path / "r.archive") as archive:
        findings = list(check_stamps(archive.places, roots=authority.roots))
    assert [finding.verdict for finding in findings] == [FindingVerdict.CONFIRMED]
    roots = tmp_path / "roots.pem"
    roots.write_bytes(authority.roots)
    capfdbinary.readouterr()
    assert main(["verify", "--record", str(tmp_path / "r.db"), "--roots", str(roots)]) == 0
    assert b"0 contradicted, 0 not checkable" in capfdbinary.readouterr().err
    assert main(words) == 0
    assert (b"stamped" in capfdbinary.readouterr().err, authority.requests) == (False, 1)


def test_without_a_reply_the_record_is_kept_and_the_next_run_asks_again(
    tmp_path: Path, authority_url: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    flags = ["--workers", "1", "--record", str(tmp_path / "r.db")]
    assert main(["add", *flags, "--timestamps", "http://127.0.0.1:9/", str(TEXT)]) == 3
    assert b"gave no timestamp" in capfdbinary.readouterr().err
    assert main(["add", *flags, "--timestamps", authority_url, str(TEXT)]) == 0
    said = capfdbinary.readouterr().err
    assert b"1 input added before" in said
    assert b"stamped" in said

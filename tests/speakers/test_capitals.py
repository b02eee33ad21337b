"""Capital words that are part of no name."""

from __future__ import annotations

import pytest

from onrecord.speakers.capitals import is_title_case
from onrecord.speakers.page import Page


@pytest.mark.parametrize(
    ("text", "is_headline"),
    [
        ("Mayor Lorne Closes Old Harbor for Good", True),
        ("Mayor Lorne closes the old harbor for good", False),
        ("Lorne and Marr", False),
    ],
)
def test_a_headline_in_title_case_is_told_by_its_capitals(text: str, *, is_headline: bool) -> None:
    assert is_title_case(Page(text, [(0, len(text))]), 0) is is_headline

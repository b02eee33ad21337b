"""First names whose surname stands beside them."""

from __future__ import annotations

import pytest

from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page
from onrecord.speakers.shared_surnames import share_surnames


def read(text: str) -> list[str]:
    page, lexicon = Page(text, [(0, len(text))]), read_lexicon()
    names = find_names(page, lexicon)
    share_surnames(names, page, lexicon)
    return [" ".join(name.parts) for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Daniel and Susan Lorne came.", ["Daniel Lorne", "Susan Lorne"]),
        ("Then Lorne’s husband, Daniel, came.", ["Lorne", "Daniel Lorne"]),
        ("Then Susan Lorne's son Daniel came.", ["Susan Lorne", "Daniel Lorne"]),
        ("Then Susan’s son, Daniel, came.", ["Susan", "Daniel"]),
        ("Then Lorne’s lawyer, Daniel, came.", ["Lorne", "Daniel"]),
        ("Then Lorne’s husband, Daniel Marr, came.", ["Lorne", "Daniel Marr"]),
        ("Ada Daniel left. Then Daniel and Susan Lorne came.", ["Ada Daniel", "Daniel", "Susan Lorne"]),
        ("Then Marr and Susan Lorne came.", ["Marr", "Susan Lorne"]),
    ],
)
def test_a_first_name_takes_the_surname_beside_it(text: str, names: list[str]) -> None:
    assert read(text) == names

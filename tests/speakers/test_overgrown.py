"""Names that took in a capital word beside them, and names that only look so."""

from __future__ import annotations

import pytest

from onrecord.speakers.lexicon import read_lexicon
from onrecord.speakers.names import find_names
from onrecord.speakers.page import Page


def words(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find_names(Page(text, [(0, len(text))]), read_lexicon())]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Daniel Lorne spoke. He left the Wisconsin Lorne rally.", "Lorne"),
        ("Daniel Lorne spoke to Republican Lorne voters and Democrat Lorne.", "Lorne"),
        ("Daniel Lorne met young people. Young Lorne fans cheered.", "Lorne"),
        ("Daniel Lorne spoke. He asked if voters can Trust Daniel Lorne at all.", "Daniel Lorne"),
        ("Daniel Lorne spoke. He had read that Daniel Lorne Wins Big Race and left.", "Daniel Lorne"),
    ],
)
def test_a_word_beside_a_name_known_elsewhere_is_no_part_of_it(text: str, last: str) -> None:
    assert words(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Daniel Lorne spoke. So did Georgia Lorne.", "Georgia Lorne"),
        ("Daniel Lorne spoke. So did Zedek Lorne.", "Zedek Lorne"),
        (
            "Daniel Lorne was brought to the Daniel Lorne Memorial Hospital and left it soon.",
            "Daniel Lorne Memorial Hospital",
        ),
        ("Wisconsin Lorne spoke.", "Wisconsin Lorne"),
    ],
)
def test_a_name_that_nothing_else_in_the_article_explains_stays_whole(text: str, last: str) -> None:
    assert words(text)[-1] == last

"""The fast way to one line is the same as the slow way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.article.blocks import one_line
from onrecord.text import normalise_page_text


@given(st.text() | st.text(alphabet=st.characters(max_codepoint=0x2100)))
def test_one_line_is_the_normal_form_without_line_ends(text: str) -> None:
    assert one_line(text) == normalise_page_text(text)[0].replace("\n", " ").strip()

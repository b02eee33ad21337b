"""What a relative pronoun goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.domain import Speaker

    Who = Callable[..., tuple[Speaker, ...]]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("They left those who backed Ann Lee, who are angry about it.", "who", ""),
        ("Carl Marr left for boats built by Ann Lee and those aboard who has blamed rivals for it.", "who", ""),
        ("Carl Marr, a lawyer from Boston, who blamed rivals, left.", "who", "Carl Marr"),
        ("The treaty was sent to Tarn Shipping by France, which denied the claim.", "which", "France"),
        ("The Tarn League of France, which denied the claim, left.", "which", "Tarn League of France"),
    ],
)
def test_a_relative_pronoun_goes_back_to_the_words_before_it(who: Who, text: str, pronoun: str, name: str) -> None:
    cue = next(word for word in ("are angry about", "has blamed", "blamed", "denied") if word in text)
    content = next(word for word in ("the claim", "rivals", "it") if word in text)
    (speaker,) = who(text, (pronoun, cue, content))
    assert speaker.name == name

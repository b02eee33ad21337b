"""Which quotations are speech, and how contents are fitted to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import QuotationType
from onrecord.statements import quotation
from onrecord.text import paragraphs, quotations

PIECES = st.lists(
    st.sampled_from(
        ["The dam ", "would hold", ". ", "“", "”", '"', "’", "\n\n", ",", " — ", "(", ")", "e\u0301", "...", "A. "]
    ),
    max_size=20,
).map("".join)


def speech_of(text: str) -> list[str]:
    """List the words of the quotations that are speech."""
    found = quotation.speech(text, quotations(text, paragraphs(text)))
    return [text[each.inner_start : each.inner_end] for each in found]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“It is not safe,” she said.", ["It is not safe,"]),
        ("He called the plan “a waste of money” on Monday.", ["a waste of money"]),
        ("“No,” he said. “Never.”", ["No,", "Never."]),
        ("She said: “He told me ‘go home’ and left.”", ["He told me ‘go home’ and left."]),
        ("Joe “Lefty” Smith left.", []),
        ("Maria “La Jefa” Ortega left.", []),
        ("Her novel “The Winter of the Bridge” won.", []),
        ("They sang “Ode to Joy” together.", []),
        ("The so-called “people’s court” met.", []),
        ("The storm, dubbed “the beast”, came.", []),
        ("The road is known as the “mile of tears” here.", []),
        ("A film titled “no way home” opened.", []),
        ("“…” she said.", []),
        ("“”", []),
        ("“The Bridge Is Safe.”", ["The Bridge Is Safe."]),
        ("It rained.", []),
    ],
)
def test_names_and_titles_are_no_speech(text: str, speech: list[str]) -> None:
    assert speech_of(text) == speech


@pytest.mark.parametrize(
    ("cut", "trimmed"),
    [
        ("the dam would hold.", "the dam would hold"),
        (" , the dam would hold ;", "the dam would hold"),
        ("— the dam would hold —", "the dam would hold"),
        ("the dam would hold?", "the dam would hold?"),
        ("the dam would hold!", "the dam would hold!"),
        ("the dam of the U.S.", "the dam of the U.S."),
        ("the dam would hold...", "the dam would hold..."),
        ("the dam (built in 1931)", "the dam (built in 1931)"),
        ("the dam built in 1931)", "the dam built in 1931"),
        ("“the dam would hold.”", "“the dam would hold.”"),
        (" .,; ", None),
        ("“”", None),
        ("", None),
    ],
)
def test_separators_and_the_full_stop_are_trimmed(cut: str, trimmed: str | None) -> None:
    found = quotation.trim(cut, (0, len(cut)))
    assert (found and cut[slice(*found)]) == trimmed


@given(PIECES, st.data())
def test_trimming_twice_changes_nothing_more(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quotation.trim(text, (start, end))
    if found is not None:
        assert start <= found[0] < found[1] <= end
        assert quotation.trim(text, found) == found


QUOTED = "Ruiz said the dam was “a danger to every driver” and “we will close it.”"


@pytest.mark.parametrize(
    ("cut", "fitted"),
    [
        ("the dam was “a danger to every driver", "the dam was “a danger to every driver”"),
        ("a danger to every driver", "“a danger to every driver”"),
        ("danger to every", "“a danger to every driver”"),
        ("the dam was", "the dam was"),
        ("the dam was “a", "the dam was “a"),
        ("a danger to every driver” and “we will close it", "“a danger to every driver” and “we will close it.”"),
    ],
)
def test_a_content_grows_to_the_quotation_it_mostly_covers(cut: str, fitted: str) -> None:
    marks = quotations(QUOTED, paragraphs(QUOTED))
    start = QUOTED.index(cut)
    low, high = quotation.fit_to_marks(QUOTED, (start, start + len(cut)), marks, [])
    assert QUOTED[low:high] == fitted


def test_a_quotation_that_holds_the_cue_is_left_as_it_is() -> None:
    text = "“He said the dam would hold,” Ruiz recalled."
    marks = quotations(text, paragraphs(text))
    start, cue = text.index("the dam"), text.index("said")
    content = (start, start + len("the dam would hold"))
    assert quotation.fit_to_marks(text, content, marks, [(cue, cue + 4)]) == content


@given(PIECES, st.data())
def test_fitting_only_grows_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    marks = quotation.speech(text, quotations(text, paragraphs(text)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = quotation.fit_to_marks(text, (start, end), marks, [])
    assert 0 <= low <= start
    assert end <= high <= len(text)


@pytest.mark.parametrize(
    ("content", "kind", "parts"),
    [
        ("“a danger to every driver”", QuotationType.DIRECT, ["a danger to every driver"]),
        ("the dam was “a danger to every driver”", QuotationType.MIXED, ["a danger to every driver"]),
        ("the dam was", QuotationType.INDIRECT, []),
        ("every driver” and “we will", QuotationType.MIXED, ["every driver", "we will"]),
    ],
)
def test_the_type_is_how_much_is_quoted(content: str, kind: QuotationType, parts: list[str]) -> None:
    start = QUOTED.index(content)
    spans = [(start, start + len(content))]
    quoted = quotation.quoted_parts(spans[0], quotations(QUOTED, paragraphs(QUOTED)))
    assert quotation.classify(QUOTED, spans, quoted) is kind
    assert [QUOTED[slice(*each)] for each in quoted] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will close the dam.”", True),
        ("“We will close the dam,”", True),
        ("“40 people left the town.”", True),
        ("“a danger to every driver”", False),
        ("“we will close the dam.”", False),
        ("“Close it.”", False),
    ],
)
def test_a_sentence_begins_and_ends_like_one(text: str, *, expected: bool) -> None:
    (found,) = quotations(text, paragraphs(text))
    assert quotation.reads_as_sentence(text, found) is expected

"""Quotation marks in news copy, from careful typesetting to broken pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import takes_at_most

from onrecord.text import paragraphs, quotations
from onrecord.text.quotes import find_quotations

if TYPE_CHECKING:
    from onrecord.text import Quotation

MARKS = "\"'“”‘’„‚«»‹›`「」"


def read(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of pasted text."""
    return quotations(text, paragraphs(text))


def outline(text: str) -> list[str]:
    """Write one line per quotation: ``>`` per level, ``~`` when it continues, its words, ``[`` when not closed."""
    return [
        ">" * quotation.level
        + "~" * quotation.continues
        + text[quotation.inner_start : quotation.inner_end]
        + "[" * (not quotation.closed)
        for quotation in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” she said. “Not now.”", ["No,", "Not now."]),
        ('"No," she said. "Not now."', ["No,", "Not now."]),
        ("‘No,’ she said. ‘Not now.’", ["No,", "Not now."]),
        ("'No,' she said. 'Not now.'", ["No,", "Not now."]),
        ("''No,'' she said. ``Not now.''", ["No,", "Not now."]),
        ("‘‘No,’’ she said.", ["No,"]),
        ("`No,' she said.", ["No,"]),
        ("«Non», dit-elle. « Pas encore. »", ["Non", "Pas encore."]),
        ("„Nein“, sagte sie. »Noch nicht.«", ["Nein", "Noch nicht."]),
        ("„Nie”, powiedziała. ‚Jeszcze‘ ‹rien› ›nichts‹", ["Nie", "Jeszcze", "rien", "nichts"]),
        ("”Nej”, sade hon. ”Inte nu.”", ["Nej", "Inte nu."]),
        ("彼女は「違う」と『新聞』に言った。", ["違う", "新聞"]),
        ("“שלום” אמר", ["שלום"]),
    ],
)
def test_each_kind_of_marks_is_paired(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union don’t mind the ’90s, ’em or the boss’s car.",
        "The workers' union don't mind the '90s, 'em or the boss's car.",
        "‘90s rock ’n’ roll and rock 'n' roll, goin’ strong ’til dawn",
        'A 6" pipe, a 5\'10" guard, a 6’2” center and a 12” record',
        "Read more »",
        "Home » News » City",
        "O'Brien and D’Arcy of the Carpenters' and Joiners’ guilds",
    ],
)
def test_apostrophes_inches_and_arrows_are_not_quotations(text: str) -> None:
    assert outline(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The workers’ union is here’, he said", ["The workers’ union is here"]),
        ("'The workers' union is here', he said", ["The workers' union is here"]),
        ("“They’re the ’68ers,” she said of the boys’ club.", ["They’re the ’68ers,"]),
        ("'He won't say 'tis over,' she said", ["He won't say 'tis over,"]),
        ('"A 6" pipe," he said. “A 6” pipe,” she said.', ['A 6" pipe,', "A 6” pipe,"]),
        ("‘Enough’: PM ‘won’t quit’ over ‘lies’", ["Enough", "won’t quit", "lies"]),
        ('"Hamilton"\'s cast and “Cats”’s crew', ["Hamilton", "Cats"]),
    ],
)
def test_apostrophes_do_not_end_quotations(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,", ">no"]),
        ("“I said ‘no.’”", ["I said ‘no.’", ">no."]),
        ("“‘No,’ he said,” she said.", ["‘No,’ he said,", ">No,"]),
        ("\"'No,' he said,\" she said.", ["'No,' he said,", ">No,"]),
        ("'He said \"no\" to us,' she said.", ['He said "no" to us,', ">no"]),
        ("“A ‘b “c” d’ e”", ["A ‘b “c” d’ e", ">b “c” d", ">>c"]),
        ("„Er sagte ‚nein‘“, sagte sie.", ["Er sagte ‚nein‘", ">nein"]),
        ("« Il a dit “oui” », dit-elle.", ["Il a dit “oui”", ">oui"]),
        ("“They call it “home” there,” he said.", ["They call it “home” there,", ">home"]),
        ("“I was ‘shocked.” He left. “Fine.”", ["I was ‘shocked.", ">shocked.[", "Fine."]),
    ],
)
def test_nested_quotations_have_a_level(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("”No,” he said. ”Never.”", ["No,", "Never."]),
        ('“No," he said. "Never.”', ["No,", "Never."]),
        ('„No" he said. «Never.”', ["No", "Never."]),
        ('He said:“No.”And then,"Never."', ["No.", "Never."]),
        ('“ No, ” he said. " Never. " So', ["No,", "Never."]),
        ("“No—” he said. “—and why?” (“yes”)", ["No—", "—and why?", "yes"]),
        ('“A.” “B.”"C.""D."', ["A.", "B.", "C.", "D."]),
        ('"Yes," he said. "And', ["Yes,", "And["]),
        ("He said “no", ["no["]),
        ('"🎉 Yes" and "no 🎉" and "café"', ["🎉 Yes", "no 🎉", "café"]),
        ('"cafe\u0301" and "e\u0301te\u0301"', ["cafe\u0301", "e\u0301te\u0301"]),
    ],
)
def test_sloppy_marks_are_read_as_meant(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "„“", "«»", "‘’", "''"])
def test_quotation_that_reopens_in_each_paragraph_continues(opening: str, closing: str) -> None:
    text = f"{opening}One.\n{opening}Two.\n{opening}Three,{closing} he said.\n{opening}Four.{closing}"
    assert outline(text) == ["One.[", "~Two.[", "~Three,", "Four."]


def test_second_quotation_of_a_paragraph_may_continue() -> None:
    assert outline("“One,” he said. “Two.\n“Three.”") == ["One,", "Two.[", "~Three."]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert outline("“One, he said.\nShe left. “Two.”") == ["One, he said.[", "Two."]


def test_quotation_goes_on_without_second_mark_when_a_later_paragraph_closes_it() -> None:
    text = "“One.\nTwo.\nThree.” And “four”."
    assert outline(text) == ["One.[", "~Two.[", "~Three.", "four"]
    first, second, third, _ = read(text)
    assert (first.marks, second.marks, third.marks) == ("“", "", "”")
    assert text[second.start : second.end] == "Two."


def test_blank_lines_between_paragraphs_change_nothing() -> None:
    assert outline("“One.\n\n“Two.”") == ["One.[", "~Two."]


def test_outer_range_holds_the_marks_and_inner_range_the_words() -> None:
    (found,) = read("a « b » c")
    assert (found.start, found.end, found.inner_start, found.inner_end) == (2, 7, 4, 5)
    assert found.marks == "«»"


@pytest.mark.parametrize("text", ['""', "“”", "“ ”", "‘’", '"', "’", "''''", '"""', "„“”"])
def test_marks_around_nothing_are_no_quotation(text: str) -> None:
    assert outline(text) == []


@given(st.text(alphabet=st.one_of(st.sampled_from(MARKS + "ab .,\n1s—\u0301"), st.characters()), max_size=60))
def test_quotations_stand_in_one_paragraph_and_nest(text: str) -> None:
    ranges = paragraphs(text)
    previous: list[Quotation] = []
    for found in quotations(text, ranges):
        assert found.start <= found.inner_start < found.inner_end <= found.end
        inner = text[found.inner_start : found.inner_end]
        assert inner == inner.strip()
        assert any(start <= found.start and found.end <= end for start, end in ranges)
        assert text[found.start : found.inner_start].strip() + text[found.inner_end : found.end].strip() == found.marks
        for other in previous:
            apart = other.end <= found.start
            assert apart or (other.inner_start <= found.start and found.end <= other.inner_end)
            assert apart or other.level < found.level
        previous.append(found)


@given(st.lists(st.sampled_from(["No, he is", "We won", "It’s the workers’ day", "Yes"]), min_size=1, max_size=5))
def test_well_set_quotations_are_found_whatever_stands_between(words: list[str]) -> None:
    for opening, closing in ("“”", '""', "„“", "«»"):
        text = " he said. ".join(f"{opening}{each}{closing}" for each in words)
        assert outline(text) == words


@given(st.lists(st.sampled_from(["“No,” he said.", 'The 6" pipe.', "The boys’ “club”.", "Ça « va ».", "Don’t."])))
def test_paragraph_without_open_quotation_does_not_change_the_next(sentences: list[str]) -> None:
    before = " ".join([*sentences, "End."])
    assert outline(f"{before}\n“Next.”") == [*outline(before), "Next."]


@pytest.mark.parametrize(
    "text",
    ['"' * 100_000, "“‘'\"«„’”" * 12_500, 'a "b ' * 100_000, "'a' " * 50_000, "'\"" * 50_000, "“x”\n" * 50_000],
    ids=["one mark", "all marks", "unclosed", "single", "alternating", "paragraphs"],
)
def test_time_grows_with_the_number_of_marks_only(text: str) -> None:
    """Four times the marks may take eight times as long: twice the slack of linear time, half of quadratic."""

    def read_anew(marks_text: str) -> None:
        find_quotations.cache_clear()
        read(marks_text)

    quarter = text[: len(text) // 4]
    assert takes_at_most(8, lambda: read_anew(text), lambda: read_anew(quarter))

"""The normal form of words, and the queries that people type."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.record.words import (
    BREAK,
    MAX_QUERY_WORDS,
    MAX_WORD,
    Term,
    find_terms,
    find_words,
    normalise,
    read_query,
    write_line,
    write_pattern,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minister said", "the minister said"),
        ("Kyiv's cafés", "kyiv cafes"),
        ("Kyiv’s", "kyiv"),
        ("O’Brien doesn't", "obrien doesnt"),
        ("the dogs' home, 'so'", "the dogs home so"),
        ("20,000 km²", "20 000 km2"),
        ("Straße ﬁnal", "strasse final"),
        ("co-operation", "co operation"),
        ("Київ", "киів"),
        ("soft\u00adhyphen", "softhyphen"),
        ("'s", "s"),
        ("—", ""),
    ],
)
def test_words_in_normal_form(text: str, words: str) -> None:
    assert normalise(text) == words


def test_word_knows_the_place_it_was_read_from() -> None:
    text = "“Kyiv’s café”, ﬁn ½ cafe\u0301!"
    assert [text[word.start : word.end] for word in find_words(text)] == ["Kyiv", "café", "ﬁn", "½", "cafe\u0301"]


@given(st.text())
@example("\u0345a")
@example("a'\u00ad's's")
def test_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_words_stand_in_order_and_never_overlap(text: str) -> None:
    places = [place for word in find_words(text) for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(word.start < word.end for word in find_words(text))


def test_long_words_are_cut_in_texts_and_queries_alike() -> None:
    assert normalise("x" * 500) == "x" * MAX_WORD
    assert read_query("x" * 500) == (Term(("x" * MAX_WORD,)),)


@given(st.lists(st.text(), max_size=4))
def test_line_has_each_word_between_its_own_blanks(texts: list[str]) -> None:
    line = write_line(texts)
    assert [word for word in line.split() if word != BREAK] == [
        word for text in texts for word in normalise(text).split()
    ]
    assert all(f" {word} " in line for word in line.split())


def test_no_phrase_reaches_over_two_spans() -> None:
    line = write_line(["the river", "rose again"])
    assert write_pattern(Term(("the", "river"))) in line
    assert write_pattern(Term(("river", "rose"))) not in line


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("ferry Sail", (Term(("ferry",)), Term(("sail",)))),
        ('"the ferry" sail', (Term(("the", "ferry")), Term(("sail",)))),
        ("“the ferry”", (Term(("the", "ferry")),)),
        ("20,000", (Term(("20", "000")),)),
        ("ferr*", (Term(("ferr",), prefix=True),)),
        ('"ferr*"', (Term(("ferr",)),)),
        ("anti-corr*", (Term(("anti", "corr"), prefix=True),)),
        ("a a A", (Term(("a",)),)),
        ('un"balanced here', (Term(("un",)), Term(("balanced", "here")))),
        ("!?", ()),
        ("  ", None),
        ("", None),
        (
            "a AND NOT (b OR c) NEAR/2",
            (*(Term((word,)) for word in ("a", "and", "not", "b", "or", "c")), Term(("near", "2"))),
        ),
    ],
)
def test_query_is_words_phrases_and_prefixes(query: str, terms: tuple[Term, ...] | None) -> None:
    assert read_query(query) == terms


def test_query_of_too_many_words_is_refused() -> None:
    with pytest.raises(UsageError, match=f"at most {MAX_QUERY_WORDS}"):
        read_query(" ".join(str(number) for number in range(MAX_QUERY_WORDS + 1)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["ferry", "ferries"][:1]),
        ("ferr*", ["ferry", "ferries"]),
        ('"new ferry"', ["new ferry"]),
        ("new ferry", ["new", "ferry"]),
        ('"new ferry" ferry', ["new ferry"]),
        ("kyiv", ["Kyiv"]),
        ("harbour", []),
    ],
)
def test_terms_are_found_where_they_stand(query: str, found: list[str]) -> None:
    text = "The new ferry, and Kyiv’s ferries"
    assert [text[start:end] for start, end in find_terms(read_query(query) or (), text)] == found

"""Forms of names: what folds together, what sounds the same, and what must not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers.name_forms import fold, similarity, skeleton, sound


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Jürgen   MÜLLER ", "jurgen muller"),
        ("O’Brien", "obrien"),
        ("Ministry's", "ministry"),
        ("Jong-un", "jong un"),
        ("U.N.", "un"),
        ("Łukasz Błaszczyk", "lukasz blaszczyk"),
        ("Сергей Щукин", "sergey shchukin"),
        ("Їжакевич", "yizhakevych".replace("ych", "ich")),
        ("Γιώργος", "giorgos"),
        ("Strauß & Søn", "strauss son"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_folding_leaves_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


ONE_SOUND = """
Kadyrov Kadirov Kadyrow
Yevgeny Evgeniy Yevgeniy Evgenii
Zelensky Zelenskyy Zelenskiy Zelenskyi Зеленский
Tchaikovsky Chaykovskiy Tschaikowski
Khodorkovsky Chodorkowski
Müller Mueller Muller
Schröder Schroeder
Hussein Hussain
Hassan Hasan
Yeltsin Jelzin
Medvedev Medwedew
Gorbachev Gorbachyov Gorbatschow
Soloviev Solovyov Solovyev
Nikolaev Nikolayev
Yulia Julia
Natalia Natalya
Maria Mariya
Dmitry Dmitri Dmitriy
Sergey Sergei
Shoigu Shoygu
Rouhani Ruhani
Mahmoud Mahmud
Catherine Katherine
Sørensen Soerensen
Zhukov Zhukow
""".strip().splitlines()


@pytest.mark.parametrize("line", ONE_SOUND)
def test_romanisations_of_one_name_sound_the_same(line: str) -> None:
    first, *others = (fold(name) for name in line.split())
    assert {name: sound(name) for name in others} == dict.fromkeys(others, sound(first))


@pytest.mark.parametrize(
    "pair",
    """Hassan/Hussein Kim/Kam Smith/Schmidt Brown/Braun Lavrov/Larov Ivan/Ian Wang/Wong Petrov/Petrova
    Martin/Martins Chan/Chen Miller/Mills Rossi/Russo Saleh/Salim Carter/Cater""".split(),
)
def test_names_of_different_people_do_not_sound_the_same(pair: str) -> None:
    left, right = (fold(name) for name in pair.split("/"))
    assert similarity(left, right) < 0.95


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_name_is_like_itself_and_has_a_skeleton(word: str) -> None:
    assert similarity(word, word) == 1.0
    assert skeleton(word)


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_has_no_direction(left: str, right: str) -> None:
    assert similarity(left, right) == similarity(right, left)


@pytest.mark.parametrize("text", ["y" * 100_000, "ch" * 50_000, "'" * 100_000, "a.b" * 33_000, "ii ev" * 20_000])
def test_long_words_take_no_long_time(text: str) -> None:
    start = time.process_time()
    sound(fold(text))
    skeleton(fold(text))
    assert time.process_time() - start < 3

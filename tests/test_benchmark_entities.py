"""The benchmark of entities: the reader of GUM's format, the scores against worked examples, what a source is."""

from __future__ import annotations

import importlib
import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Mention, MentionKind, Span
from onrecord.speakers.mentions import Mentions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

# Written for this test in the form of the corpus.
CONLLU = """# newdoc id = GUM_news_own
# newpar
# newpar_block = p (1 s)
# text = The mayor's aides met Ana Ruiz.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-sssss-cf1-3-sgl(2-person-new-sssss-cf2-2-coref
2-3\tmayor's\t_\t_\t_\t_\t_\t_\t_\t_
2\tmayor\tmayor\tNOUN\tNN\tNumber=Sing\t4\tnmod:poss\t_\t_
3\t's\t's\tPART\tPOS\t_\t2\tcase\t_\tEntity=2)
4\taides\taide\tNOUN\tNNS\tNumber=Plur\t5\tnsubj\t_\tEntity=1)
5\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
6\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t5\tobj\t_\tEntity=(3-person-new-sssss-cf3-1,2-coref-Ana_Ruiz
7\tRuiz\tRuiz\tPROPN\tNNP\tNumber=Sing\t6\tflat\t_\tEntity=3)|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# newpar
# text = She left Hale and Kim.
1\tShe\tshe\tPRON\tPRP\tNumber=Sing\t2\tnsubj\t_\tEntity=(3-person-giv:act-sssss-cf1-1-ana-Ana_Ruiz)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tHale\tHale\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tEntity=(4-person-new-sssss-cf2-1-sgl(5-place-new-sssss-cf3-1-sgl)
4\tand\tand\tCCONJ\tCC\t_\t5\tcc\t_\t_
5\tKim\tKim\tPROPN\tNNP\tNumber=Sing\t3\tconj\t_\tEntity=4)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture(scope="module")
def modules(repository: Path) -> Iterator[dict[str, ModuleType]]:
    """Load the script with the modules beside it, as Python does when it runs the script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(repository / "benchmarks"))
        yield {name: importlib.import_module(name) for name in ("gum", "coreference", "entities")}


@pytest.fixture(scope="module")
def gum(modules: dict[str, ModuleType]) -> ModuleType:
    """Load the reader."""
    return modules["gum"]


@pytest.fixture(scope="module")
def scores(modules: dict[str, ModuleType]) -> ModuleType:
    """Load the scores."""
    return modules["coreference"]


@pytest.fixture(scope="module")
def script(modules: dict[str, ModuleType]) -> ModuleType:
    """Load the script."""
    return modules["entities"]


def test_text_and_mentions_are_read(gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    assert document.text == "The mayor's aides met Ana Ruiz.\nShe left Hale and Kim."
    assert document.genre == "news"
    found = [(document.text[each.start : each.end], each.kind.value, each.entity) for each in document.mentions]
    assert found == [
        ("The mayor's aides", "group", "1"), ("The mayor's", "person", "2"), ("Ana Ruiz", "person", "3"),
        ("She", "person", "3"), ("Hale and Kim", "group", "4"), ("Hale", "place", "5"),
    ]  # fmt: skip


def test_a_name_is_its_own_head(gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    heads = [[document.text[start:end] for start, end in each.head] for each in document.mentions]
    assert heads == [["aides"], ["mayor"], ["Ana", "Ruiz"], ["She"], ["Hale"], ["Hale"]]


def test_news_documents_are_held_back(gum: ModuleType, tmp_path: Path) -> None:
    held = gum.HELD_NEWS[0]
    (tmp_path / "splits.md").write_text(f"## dev\n\n  * GUM_bio_x\n\n## train\n\n  * {held}\n", encoding="utf-8")
    assert gum.read_splits(tmp_path) == {"GUM_bio_x": "dev"} | dict.fromkeys(gum.HELD_NEWS, "dev")


def chains(*words: str) -> list[frozenset[str]]:
    """Each word a chain of its letters."""
    return [frozenset(word) for word in words]


def test_the_worked_example_of_the_reference_scorer(scores: ModuleType) -> None:
    counts = scores.compare_chains(chains("abc", "defg"), chains("ab", "cd", "fghi"))
    found = {name: scores.f1(counts, name) for name in scores.MEASURES}
    assert found == {
        "muc": {"P": 0.4, "R": 0.4, "F1": 0.4},
        "b3": {"P": 0.5, "R": 0.4167, "F1": 0.4545},
        "ceafe": {"P": 0.4333, "R": 0.65, "F1": 0.52},
    }


def test_a_perfect_answer_is_perfect_and_an_empty_one_is_worth_nothing(scores: ModuleType) -> None:
    gold = chains("abc", "de", "f")
    assert scores.conll(scores.compare_chains(gold, gold)) == 1.0
    assert scores.conll(scores.compare_chains(gold, [])) == 0.0


def test_counts_of_documents_add_up(scores: ModuleType) -> None:
    one = scores.compare_chains(chains("ab"), chains("ab"))
    other = scores.compare_chains(chains("ab"), chains("a"))
    together = scores.total([one, other])
    assert scores.f1(together, "muc") == {"P": 1.0, "R": 0.5, "F1": 0.6667}


costs = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-9, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@given(costs)
def test_no_assignment_is_cheaper(scores: ModuleType, cost: list[list[int]]) -> None:
    table = np.array(cost, dtype=np.float64)
    rows, columns = scores.assign(table)
    assert len(set(rows.tolist())) == len(set(columns.tolist())) == min(table.shape)
    wide = table if table.shape[0] <= table.shape[1] else table.T
    orders = itertools.permutations(range(wide.shape[1]), wide.shape[0])
    best = min(sum(wide[row, column] for row, column in enumerate(order)) for order in orders)
    assert table[rows, columns].sum() == pytest.approx(best)


# What the script counts ----------------------------------------------------------------------------------------------


def found(text: str, words: str, head: str, kind: MentionKind) -> Mention:
    """A mention of the first place where the words stand."""
    start = text.index(words)
    head_at = start + words.index(head)
    return Mention(
        span=Span.cut(text, start, start + len(words)), head=Span.cut(text, head_at, head_at + len(head)), kind=kind,
        confidence=1.0,
    )  # fmt: skip


def test_forms_of_mentions_are_told_apart(gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    assert [each.form for each in document.mentions] == [
        "description", "description", "name", "pronoun", "name", "name",
    ]  # fmt: skip


def test_a_mention_is_right_by_its_head_and_exact_by_its_ends(script: ModuleType, gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    text = document.text
    read = [
        found(text, "aides", "aides", MentionKind.GROUP),
        found(text, "Ana Ruiz", "Ana Ruiz", MentionKind.ORGANIZATION),
        found(text, "met", "met", MentionKind.PERSON),
        found(text, "left", "left", MentionKind.ABSTRACT),
    ]
    counts = script.count_spans(document.mentions, read, text)
    assert (counts["head@any_p"], counts["head@any_pn"], counts["head@any_rn"]) == (2, 3, 6)
    assert (counts["exact@any_p"], counts["exact@any_rn"]) == (1, 6)
    assert (counts["head@group_p"], counts["head@group_rn"], counts["head@organization_pn"]) == (1, 2, 1)
    assert "head@organization_p" not in counts
    assert (counts["head@name_r"], counts["head@name_rn"]) == (1, 3)


def test_possessive_endings_are_no_part_of_a_mention(script: ModuleType, gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    mayor = document.mentions[1]
    assert document.text[mayor.start : mayor.end] == "The mayor's"
    assert script.is_exact(mayor, found(document.text, "The mayor", "mayor", MentionKind.PERSON), document.text)
    assert not script.is_exact(mayor, found(document.text, "mayor", "mayor", MentionKind.PERSON), document.text)


def test_two_found_mentions_never_share_a_gold_one(script: ModuleType, gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    text = document.text
    near = found(text, "met Ana Ruiz", "Ana", MentionKind.PERSON)
    exact = found(text, "Ana Ruiz", "Ruiz", MentionKind.PERSON)
    assert script.match_heads(document.mentions, [near, exact]) == {1: 2}


def test_of_a_source_the_outermost_mention_counts(script: ModuleType, gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    spans = [(each.start, each.end) for each in document.mentions]
    heads = [each.head[0] for each in document.mentions]
    entities = [each.entity for each in document.mentions]
    assert script.pick_sources({(0, 17)}, spans, heads, entities) == [0]
    assert script.pick_sources({(4, 12)}, spans, heads, entities) == [1]
    assert script.pick_sources(set(), spans, heads, entities) == []


def test_of_one_chain_in_a_source_the_first_mention_counts(script: ModuleType) -> None:
    spans, heads = [(0, 8), (10, 19)], [(0, 3), (14, 19)]
    assert script.pick_sources({(0, 20)}, spans, heads, ["3", "3"]) == [0]
    assert script.pick_sources({(0, 20)}, spans, heads, ["3", "4"]) == [0, 1]


def test_chains_are_cut_down_to_sources(script: ModuleType, gum: ModuleType) -> None:
    document = gum.read_document("GUM_news_own", CONLLU)
    text = document.text
    ana, she = text.index("Ana"), text.index("She")
    read = Mentions(
        (
            found(text, "mayor", "mayor", MentionKind.PERSON),
            found(text, "Ana Ruiz", "Ana Ruiz", MentionKind.PERSON),
            found(text, "She", "She", MentionKind.PERSON),
        ),
        ((0, 2),),
    )
    gold, given = script.chain_sources({(ana, ana + 8), (she, she + 3)}, document.mentions, read)
    assert gold == [frozenset({0, 1})]
    assert given == [frozenset({0}), frozenset({1})]

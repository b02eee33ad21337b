"""Whom an article speaks of, on GUM: entity spans by kind, and coreference of the mentions that are sources.

    python benchmarks/entities.py FOLDER [--part dev]

FOLDER holds ``data/gum``.  The part is upstream's, with three news documents added (``gum.py`` says why).  Every line
of a document is a paragraph of an article; attributions and statements are the shipped model's and the rules', mentions
are what the walk for speakers took up (``onrecord.speakers.mentions``).  Nothing is trained on these documents.

Spans: gold are all mentions that GUM annotates as person, organization or place, its persons in the plural as groups
(``gum.py``); found are those of these four kinds.  "exact" asks for both ends, possessive endings aside; "head" for a
shared word of the two heads, one to one, nearest ends first.  GUM's mentions are whole noun phrases with the clauses
about them, names here are names alone: "exact" is a hard measure of that, "head" of who is found.  ``any`` takes any of
the four kinds for right, the line of a kind the same kind; the recall of names, pronouns and descriptions is of any
kind, by heads.

Sources: a mention counts when its head lies inside the source of a statement that the pipeline found in the document,
and no other mention of its side whose head lies inside the same source holds it: the whole source, or what of it is a
mention, never the company in "the company's chief".  Of several of one chain in a source only the first counts, for
GUM cuts "Ana Ruiz, the mayor" in two and the walk does not.  That is asked of GUM's mentions (of the four kinds) and
of all that were found; both are matched by heads.  Chains are GUM's and the walk's, cut down to these mentions.  MUC,
B-cubed and CEAF-e and their mean, the CoNLL score, are of ``coreference.py``: ``conll`` leaves chains of one mention
out, ``conll_with_singletons`` keeps them.  GUM does not say who is a source: one that nobody found counts nowhere.
Writes ``results/entities.json``.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coreference
import gum
import shared_scorers
from onrecord.annotate import Annotator
from onrecord.domain import Article, Mention, MentionKind, Paragraph, ParagraphKind, Span, article_id, text_digest
from onrecord.speakers.mentions import Mentions, find_mentions
from onrecord.statements import build_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.domain import Statement

WHO = (MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANIZATION, MentionKind.PLACE)
FORMS = ("name", "pronoun", "description")
CHAIN_SETS = {"conll": 2, "conll_with_singletons": 1}
"""The least size of a chain that counts."""
POSSESSIVE = re.compile(r"['’]s?\Z")
Range = tuple[int, int]


def make_article(document: gum.Document) -> Article:
    """A document as the article that its text would be, with nothing set aside."""
    text, digest = document.text, text_digest(document.text)
    lines = [Span.cut(text, *match.span()) for match in re.finditer(r"[^\n]+", text)]
    return Article(
        id=article_id(capture=document.name, text_sha256=digest), locator=document.name, title=None, url=None,
        publisher=None, authors=(), language="en", published_at=None, captured_at=None, capture=document.name,
        text_sha256=digest, text=text, page_text=text, publisher_messages=(),
        paragraphs=tuple(Paragraph(span=line, kind=ParagraphKind.BODY) for line in lines),
    )  # fmt: skip


def is_exact(gold: gum.GoldMention, found: Mention, text: str) -> bool:
    """Tell whether both ends are the same, possessive endings aside."""
    words = [POSSESSIVE.sub("", text[start:end]) for start, end in ((gold.start, gold.end), span_of(found))]
    return gold.start == found.span.start and words[0] == words[1]


def span_of(found: Mention) -> Range:
    """The range of a mention."""
    return found.span.start, found.span.end


def match_heads(gold: Sequence[gum.GoldMention], found: Sequence[Mention]) -> dict[int, int]:
    """Number of the gold mention of each found one that has any: a shared word of the heads, nearest ends first."""
    by_word: dict[int, list[int]] = {}
    for number, mention in enumerate(gold):
        for start, _ in mention.head:
            by_word.setdefault(start, []).append(number)
    near = sorted(
        (abs(gold[wanted].start - each.span.start) + abs(gold[wanted].end - each.span.end), number, wanted)
        for number, each in enumerate(found)
        for place in range(each.head.start, each.head.end)
        for wanted in by_word.get(place, ())
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, wanted in near:
        if number not in matched and wanted not in taken:
            matched[number] = wanted
            taken.add(wanted)
    return matched


def count_spans(gold: Sequence[gum.GoldMention], found: Sequence[Mention], text: str) -> coreference.Counts:
    """Counts for the F1 of mentions of the four kinds, in all and by kind."""
    gold = [each for each in gold if each.kind in WHO]
    found = [each for each in found if each.kind in WHO]
    matched = match_heads(gold, found)
    counts: Counter[str] = Counter()
    for each in gold:
        counts.update(f"{how}@{name}_rn" for how in ("exact", "head") for name in ("any", each.kind))
        counts.update((f"head@{each.form}_rn",))
    for number, each in enumerate(found):
        counts.update(f"{how}@{name}_pn" for how in ("exact", "head") for name in ("any", each.kind))
        if number not in matched:
            continue
        wanted = gold[matched[number]]
        counts.update((f"head@{wanted.form}_r",))
        for how in ("exact", "head") if is_exact(wanted, each, text) else ("head",):
            for name in ("any", each.kind) if wanted.kind is each.kind else ("any",):
                counts.update((f"{how}@{name}_p", f"{how}@{name}_r"))
    return dict(counts)


def pick_sources(
    sources: Iterable[Range], spans: Sequence[Range], heads: Sequence[Range], chains: Sequence[object]
) -> list[int]:
    """Numbers of the mentions that are sources; they are in the order of their starts, the longer first."""
    picked: set[int] = set()
    for start, end in sources:
        inside = [number for number, head in enumerate(heads) if start <= head[0] and head[1] <= end]
        outer = [
            number
            for number in inside
            if not any(holds(spans[other], spans[number]) for other in inside if spans[other] != spans[number])
        ]
        first: dict[object, int] = {}
        for number in outer:
            first.setdefault(chains[number], number)
        picked.update(first.values())
    return sorted(picked)


def holds(outer: Range, inner: Range) -> bool:
    """Tell whether a range lies in another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def chain_sources(
    sources: set[Range], gold: Sequence[gum.GoldMention], read: Mentions
) -> tuple[list[coreference.Chain], list[coreference.Chain]]:
    """The chains of gold and found mentions that are sources; a mention is its number, of gold or not of gold."""
    gold = [each for each in gold if each.kind in WHO]
    spans, gold_heads = [(each.start, each.end) for each in gold], [each.head[0] for each in gold]
    gold = [gold[number] for number in pick_sources(sources, spans, gold_heads, [each.entity for each in gold])]
    in_chain = {member: number for number, chain in enumerate(read.chains) for member in chain}
    chain_of = [in_chain.get(number, ("alone", number)) for number in range(len(read.mentions))]
    heads = [(each.head.start, each.head.end) for each in read.mentions]
    numbers = pick_sources(sources, [span_of(each) for each in read.mentions], heads, chain_of)
    matched = match_heads(gold, [read.mentions[number] for number in numbers])
    wanted: dict[str, set[object]] = {}
    for number, each in enumerate(gold):
        wanted.setdefault(each.entity, set()).add(number)
    given: dict[object, set[object]] = {}
    for place, number in enumerate(numbers):
        given.setdefault(chain_of[number], set()).add(matched.get(place, ("found", number)))
    return [frozenset(each) for each in wanted.values()], [frozenset(each) for each in given.values()]


def find_sources(statements: Iterable[Statement]) -> set[Range]:
    """The ranges of all sources."""
    return {(each.source.start, each.source.end) for each in statements if each.source is not None}


def measure(annotator: Annotator, documents: Sequence[gum.Document]) -> dict[str, Any]:
    """All scores over some documents."""
    spans: list[coreference.Counts] = []
    chains: dict[str, list[coreference.Counts]] = {name: [] for name in CHAIN_SETS}
    sources = mentions = 0
    for document in documents:
        article = make_article(document)
        annotation = annotator.annotate(article)
        statements = build_statements(article, annotation)
        read = find_mentions(statements, article, annotation)
        spans.append(count_spans(document.mentions, read.mentions, document.text))
        places = find_sources(statements)
        wanted, given = chain_sources(places, document.mentions, read)
        sources += len(places)
        mentions += sum(len(each) for each in wanted)
        for name, least in CHAIN_SETS.items():
            kept = [[each for each in side if len(each) >= least] for side in (wanted, given)]
            chains[name].append(coreference.compare_chains(*kept))
    return {
        "documents": len(documents),
        "spans": summarise_spans(coreference.total(spans)),
        "sources": {"found": sources, "gold_mentions": mentions, **summarise_chains(chains)},
    }


def summarise_spans(counts: coreference.Counts) -> dict[str, Any]:
    """Scores by kind and recall by form, with the number of gold mentions."""
    kinds = {
        name: {"gold": counts.get(f"head@{name}_rn", 0)}
        | {how: coreference.f1(counts, f"{how}@{name}") for how in ("exact", "head")}
        for name in ("any", *(kind.value for kind in WHO))
    }
    forms = {
        form: {"gold": counts.get(f"head@{form}_rn", 0), "R": coreference.f1(counts, f"head@{form}")["R"]}
        for form in FORMS
    }
    return kinds | {"forms": forms}


def summarise_chains(chains: dict[str, list[coreference.Counts]]) -> dict[str, Any]:
    """The CoNLL score of each set of chains, with its three measures."""
    totals = {name: coreference.total(counts) for name, counts in chains.items()}
    return {
        name: {"score": coreference.conll(counts)}
        | {each: coreference.f1(counts, each) for each in coreference.MEASURES}
        for name, counts in totals.items()
    }


def main() -> None:
    """Read the command line, read the documents, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="dev")
    arguments = parser.parse_args()
    annotator = Annotator.load()
    documents = gum.read_gum(arguments.data / "data" / "gum", arguments.part)
    press = [each for each in documents if each.genre in {"news", "interview"}]
    everything, news = measure(annotator, documents), measure(annotator, press)
    kinds = [f"{everything['spans'][kind.value]['head']['F1']:.3f}" for kind in WHO]
    scores = [f"{each['sources']['conll']['score']:.3f}" for each in (everything, news)]
    data = f"{len(documents)} GUM documents"
    summary = [
        {"order": 64, "what": "mentions by head: person / group / organization / place, F1", "score": " / ".join(kinds),
         "peer": None, "data": data},
        {"order": 65, "what": "coreference of sources, CoNLL score: all / news and interviews",
         "score": " / ".join(scores), "peer": None, "data": data},
    ]  # fmt: skip
    result = {"part": arguments.part, "corpus": gum.corpus_digest(documents), "all": everything, "press": news}
    shared_scorers.write_result("entities", {**result, "summary": summary})


if __name__ == "__main__":
    main()

"""Who spoke, to whom, where and through what, on whole articles: end to end, and with perfect attribution.

    python benchmarks/speakers.py FOLDER [--sets dev] [--errors 20]

FOLDER holds ``data/reference-article`` and ``scoring``; the articles written for this project are in
``benchmarks/articles``, in two halves: ``dev`` was looked at while rules were written, ``heldout`` was not.  Names,
kinds, media, addressees and places are judged by ``score_statements.py``, on core statements that were found; each
article is read with its day of publication.  ``oracle`` is the same with the gold's sources, cues and contents put in
the place of the model's, so that what is wrong there is the speaker stage's own fault; what the article reader dropped
stays missing.  Writes ``results/speakers.json``.

Shares are in percent.  Of statements whose gold names the speaker, ``name right`` is the share with that name (exact,
or by surname, acronym or wording of the article), ``name wrong`` the share with another, ``unresolved`` the rest.
Where the gold names nobody, ``claimed`` is the share with a name all the same.  ``refusals`` are statements of that
type among all that were found.  ``grouping`` is B-cubed over the statements with a speaker: one speaker's together,
others apart.

``title`` and ``description``: two wordings are compared as bags of words, without stop words and possessive endings, by
F1; the gold's wording that fits best counts, or all its wordings together.  P is the mean over statements with such a
field, R over statements whose gold has one.  What the gold leaves open (``title_or_description``) counts in the field
in which the system has it.  The reference article has no gold for either.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs

import shared_scorers
from onrecord.annotate import Annotator
from onrecord.domain import Attribution, Capture, Reading, Span, encode
from onrecord.pipeline import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from onrecord.domain import Annotation, Article

Errors = dict[str, list[str]]

ALIKE = 0.7  # wordings that agree less are listed by --errors
OWN = Path(__file__).resolve().parent / "articles"
SCORES = (
    "speaker_name_exact", "speaker_name_lenient", "speaker_kind", "unresolved_when_gold_unresolved", "speaker_mention",
    "anonymous.P", "anonymous.R", "anonymous.F1", "medium.P", "medium.R", "medium.F1", "addressee.P", "addressee.R",
    "addressee.F1", "place.P", "place.R", "place.F1", "via.P", "via.R", "via.F1", "statement_loose.R",
)  # fmt: skip


class Oracle:
    """An annotator whose attributions are the gold's; all else it says is the model's."""

    def __init__(self, annotator: Annotator, scorer: ModuleType) -> None:
        """Keep both; ``gold`` is set before each article."""
        self._annotator, self._scorer = annotator, scorer
        self.gold: Any = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the annotator has
        """Be the annotator in everything else."""
        return getattr(self._annotator, name)

    def annotate(self, article: Article) -> Annotation:
        """Annotate, then put the gold's attributions in the place of the model's."""
        places = self.find_places(article.text)
        whole = [each for each in self.gold.statements if self.is_inside(each, places)]
        found = [self.attribute(statement, article.text, places) for statement in whole]
        found.sort(key=lambda each: (each.content[0].start, -each.content[-1].end))
        return structs.replace(self._annotator.annotate(article), attributions=tuple(found))

    def find_places(self, text: str) -> dict[int, int]:
        """Map positions of the gold text to those of the article's text, which differ in white space."""
        to_gold = self._scorer.align(text, self.gold.text)
        return {place[0]: position for position, place in reversed(list(enumerate(to_gold))) if place}

    @staticmethod
    def is_inside(statement: Any, places: dict[int, int]) -> bool:  # noqa: ANN401 - the scorer's
        """Tell whether all words of a statement are in the article."""
        spans = [each for each in (statement.source, statement.cue, *statement.content) if each]
        return all(start in places and end - 1 in places for start, end in spans)

    @staticmethod
    def attribute(statement: Any, text: str, places: dict[int, int]) -> Attribution:  # noqa: ANN401 - the scorer's
        """Write a gold statement as the model would."""

        def spans(*found: tuple[int, int] | None) -> tuple[Span, ...]:
            ends = [(places[each[0]], places[each[1] - 1] + 1) for each in found if each]
            return tuple(Span(start=start, end=end, text=text[start:end]) for start, end in ends)

        return Attribution(
            source=spans(statement.source), cue=spans(statement.cue), content=spans(*statement.content), confidence=1.0
        )


@dataclass(slots=True)
class Score:
    """Additive counts of right, predicted and gold, by what was counted."""

    counts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0, 0]))

    def add(self, name: str, right: float, predicted: float, gold: float) -> None:
        """Count one."""
        for place, value in enumerate((right, predicted, gold)):
            self.counts[name][place] += value

    def values(self) -> dict[str, float]:
        """Precision, recall and F1 in percent, of shares only the share."""
        found: dict[str, float] = {}
        for name, (right, predicted, gold) in self.counts.items():
            if name in {"name right", "name wrong", "unresolved", "claimed", "medium kind"}:
                found[name] = right / gold
                continue
            precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
            total = precision + recall
            found |= {f"{name} P": precision, f"{name} R": recall}
            found[f"{name} F1"] = 2 * precision * recall / total if total else 0.0
        return {name: round(100 * value, 1) for name, value in found.items()}


def read_statements(reader: Reader, path: Path, published: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Read one text: its statements and its article as JSON objects."""
    capture = Capture(locator=path.name, payload=path.read_bytes(), media_type="text/plain", charset="utf-8")
    (reading,) = reader.read([capture], published=date.fromisoformat(published))
    if not isinstance(reading, Reading):
        message = f"{path} was not read: {reading.message}"
        raise TypeError(message)
    return [json.loads(encode(each)) for each in reading.statements], json.loads(encode(reading.article))


def count_names(scorer: ModuleType, scored: Any, score: Score, errors: Errors) -> None:  # noqa: ANN401
    """Count names that are right, wrong, missing, and claimed where there is none."""
    for gold, found in pairs(scored):
        claims = bool(
            found.speaker.get("name") and not found.speaker.get("anonymous") and not found.speaker.get("unresolved")
        )
        if not gold.entity:
            score.add("claimed", scorer.claims_identity(scored.gold, gold, found), 1, 1)
            continue
        _, lenient = scorer.names_agree(scored.gold, gold.entity, gold.kind, found.speaker.get("name"))
        for name, true in (
            ("name right", claims and lenient),
            ("name wrong", claims and not lenient),
            ("unresolved", not claims),
        ):
            score.add(name, true, 1, 1)
        if not (claims and lenient):
            said = found.speaker.get("unresolved") or found.speaker.get("name")
            errors["name"].append(f"{scored.gold.name}: {said!r} for {gold.entity!r}: {scored.show(gold, 60)}")


def count_refusals(scored: Any, score: Score) -> None:  # noqa: ANN401 - the scorer's
    """Count refusals; a wide one that was found is set aside."""
    matched = {second: scored.gold.statements[first] for first, second in scored.pairs}
    wanted = sum(each.core and each.o["type"] == "refusal" for each in scored.gold.statements)
    for number, each in enumerate(scored.preds):
        gold = matched.get(number)
        if each.o.get("type") == "refusal" and (gold is None or gold.core):
            score.add("refusals", gold is not None and gold.o["type"] == "refusal", 1, 0)
    score.add("refusals", 0, 0, wanted)


def count_circumstances(scorer: ModuleType, scored: Any, score: Score, errors: Errors) -> None:  # noqa: ANN401
    """Count kinds of media where both sides have one in the same place, and titles and descriptions."""
    for gold, found in pairs(scored):
        medium, said = gold.o.get("medium"), found.o.get("medium")
        if medium and said and medium.get("kinds"):
            span = found.field["medium"]
            same = span is None or scorer.same_span(scored.words, scorer.offsets(medium), span)[1]
            if same:
                score.add("medium kind", said["kind"] in medium["kinds"], 1, 1)
        if "title" in gold.o:
            missed = count_wordings(scorer, gold.o, found.speaker, score)
            errors["title or description"] += [f"{scored.gold.name} {gold.id}: {each}" for each in missed]


def count_wordings(scorer: ModuleType, gold: dict[str, Any], speaker: dict[str, Any], score: Score) -> list[str]:
    """Compare title and description of one statement; what is returned tells what does not fit."""
    missed: list[str] = []
    wanted = {name: gold[name] for name in ("title", "description")}
    if gold["title_or_description"]:
        fits = {name: agreement(scorer, gold["title_or_description"], speaker.get(name)) for name in wanted}
        chosen = max(fits, key=lambda name: fits[name])
        wanted[chosen] = [*(wanted[chosen] or []), *gold["title_or_description"]]
    for name, wordings in wanted.items():
        said = speaker.get(name)
        fit = agreement(scorer, wordings or [], said)
        score.add(name, fit, bool(said), bool(wordings))
        if (said or wordings) and fit < ALIKE:
            missed.append(f"{name} {said!r} for {wordings}")
    return missed


def agreement(scorer: ModuleType, wordings: list[str], said: str | None) -> float:
    """F1 of the words of ``said`` and of the wording that fits best."""
    have = bag(scorer, said or "")
    best = 0.0
    for wording in {*wordings, " ".join(wordings)}:
        want = bag(scorer, wording)
        if have and want:
            best = max(best, 2 * (have & want).total() / (have.total() + want.total()))
    return best


def bag(scorer: ModuleType, wording: str) -> Counter[str]:
    """Count the words, folded, without stop words and possessive endings."""
    plain = re.sub(r"'s\b", "", scorer.fold(wording)[0].casefold())
    return Counter(word for word in scorer.WORD.findall(plain) if word not in scorer.STOP)


def count_groups(scored: Any, score: Score) -> None:  # noqa: ANN401 - the scorer's
    """Count B-cubed over matched statements whose gold has a speaker who can be told apart."""
    both = [
        (gold.o.get("speaker_group"), found.speaker.get("id") or f"none {found.id}")
        for gold, found in pairs(scored)
        if gold.o.get("speaker_group")
    ]
    gold_sizes, sizes, together = Counter(a for a, _ in both), Counter(b for _, b in both), Counter(both)
    for gold, found in both:
        score.add("grouping P", together[gold, found] / sizes[found], 1, 1)
        score.add("grouping R", together[gold, found] / gold_sizes[gold], 1, 1)


def pairs(scored: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - the scorer's
    """List the core statements that were found, each with its prediction."""
    for first, second in scored.pairs:
        if scored.gold.statements[first].core:
            yield scored.gold.statements[first], scored.preds[second]


def score_set(
    reader: Reader, oracle: Oracle | None, golds: list[Any], *, folder: Path, scorer: ModuleType
) -> tuple[dict[str, float], Errors]:
    """Score the articles of a set; the second value lists by kind what is not right."""
    tally, score, errors = scorer.Tally(), Score(), defaultdict[str, list[str]](list)
    for gold in golds:
        if oracle:
            oracle.gold = gold
        statements, article = read_statements(reader, folder / f"{gold.name}.txt", gold.data["published"])
        scored = scorer.Scorer(gold, statements, article).run()
        tally += scored.tally
        count_names(scorer, scored, score, errors)
        count_refusals(scored, score)
        count_circumstances(scorer, scored, score, errors)
        count_groups(scored, score)
        for kind, found in scored.errors.items():
            if kind.startswith(("medium", "addressee", "place", "via", "speaker kind", "speaker claimed")):
                errors[kind] += [text for _, text in found]
    shares = tally.values()
    values = {name.replace(".", " "): round(100 * shares[name], 1) for name in SCORES if shares.get(name) is not None}
    values |= {"statements": tally.count["matched_core"], **tidy(score.values())}
    return values, errors


def tidy(values: dict[str, float]) -> dict[str, float]:
    """Keep of the two halves of B-cubed what they mean."""
    kept = {name: value for name, value in values.items() if not name.startswith("grouping")}
    if "grouping P P" in values:
        precision, recall = values["grouping P P"], values["grouping R P"]
        total = precision + recall
        kept |= {"grouping P": precision, "grouping R": recall}
        kept["grouping F1"] = round(2 * precision * recall / total, 1) if total else 0.0
    return kept


def summarise(result: dict[str, Any], articles: int) -> list[dict[str, Any]]:
    """Write the rows of the table of results."""
    data = f"{articles} own articles not used for tuning"
    held, oracle = result["heldout"], result["oracle"]["heldout"]
    both = [
        (60, "speakers the article names: right / wrong / left open, in percent",
         ("name right", "name wrong", "unresolved")),
        (61, "kind of speaker right, in percent / anonymous, F1", ("speaker_kind", "anonymous F1")),
        (62, "title / description, F1 of words", ("title F1", "description F1")),
        (63, "medium / addressee / place / refusals, F1", ("medium F1", "addressee F1", "place F1", "refusals F1")),
    ]  # fmt: skip
    rows = []
    for order, what, names in both:
        scores = [" / ".join(str(each.get(name, "-")) for name in names) for each in (held, oracle)]
        score = f"{scores[0]} (with perfect attribution: {scores[1]})"
        rows.append({"order": order, "what": what, "score": score, "peer": None, "data": data})
    return rows


def main() -> None:
    """Read the command line, score each set twice, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", nargs="+", help="only these sets, without writing", choices=("reference", "dev"))
    parser.add_argument("--errors", type=int, default=0, help="print so many of each kind that are not right, by set")
    arguments = parser.parse_args()
    scorer = shared_scorers.load(arguments.data / "scoring" / "score_statements.py")
    reference, own = arguments.data / "data" / "reference-article", scorer.load_gold(str(OWN))
    sets = {
        "reference": (scorer.load_gold(str(reference)), reference),
        **{half: ([gold for gold in own if gold.name.startswith(half)], OWN) for half in ("dev", "heldout")},
    }
    model = Annotator.load()
    oracle = Oracle(model, scorer)
    readers = [(Reader(lambda: model), None), (Reader(lambda: oracle), oracle)]
    result: dict[str, Any] = {"oracle": {}}
    for name in arguments.sets or sets:
        golds, folder = sets[name]
        for (reader, wrapped), place in zip(readers, (result, result["oracle"]), strict=True):
            place[name], errors = score_set(reader, wrapped, golds, folder=folder, scorer=scorer)
            for kind, found in sorted(errors.items()):
                for error in found[: arguments.errors]:
                    print(f"{'oracle ' if wrapped else ''}{kind}: {error}")
    if arguments.sets:
        print(json.dumps(result, indent=1, ensure_ascii=False))
        return
    shared_scorers.write_result("speakers", {**result, "summary": summarise(result, len(sets["heldout"][0]))})


if __name__ == "__main__":
    main()

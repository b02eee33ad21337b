"""Who says *I* and *you* outside quotations: the two of a printed interview, by its labels Q and A, or the author."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord.domain import SpeakerKind
from onrecord.speakers.cast import Referent
from onrecord.speakers.coref import Choice
from onrecord.speakers.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.speakers.cast import Cast
    from onrecord.speakers.coref import Place
    from onrecord.speakers.names import Name
    from onrecord.speakers.page import Page

_LABELS = frozenset({"A:", "A.", "Q:", "Q."})
_LABEL = 0.75  # that "A:" is the person named most before it
_WROTE = 0.75  # that "I" outside quotations is the only author
_ONE_SPEAKER = frozenset("i me my mine myself".split())
_SECOND_PERSON = frozenset({"you", "your"})
_TURN = re.compile(r"([QA])[:.]\s")


class Turns:
    """The turns of one article, if it is an interview, and its author."""

    def __init__(self, page: Page, names: Sequence[Name], cast: Cast, author: str | None) -> None:
        """Take the names as ``cast`` has gathered them; ``author`` is the one who says *I*, if anybody does."""
        self._page, self._names, self._cast = page, names, cast
        self._byline = author if author is not None and _is_person(author) else None
        self._author: Referent | None = None
        self._answers: Choice | None = None

    def find_label(self, start: int, end: int) -> Choice | None:
        """Who speaks after a label: "A:" is the person named most before the first answer; ``None`` if it is none."""
        words = self._page.text[start : end + 1]
        return self._find_turn(words[0], start) if words in _LABELS else None

    def find_first_person(self, pronoun: str, place: Place) -> Choice:
        """Say who speaks of himself outside all quotations: who has the turn of an interview, or who wrote it all."""
        if place.quotation is None and pronoun in _ONE_SPEAKER:
            if (turn := self._turn_at(place)) is not None:
                return self._find_turn(turn, place.start)
            if self._byline is not None:
                self._author = self._author or self._find_author(self._byline)
                return Choice(self._author, _WROTE)
        return Choice(None, 0.0, "first person")

    def find_second_person(self, pronoun: str, place: Place) -> Choice | None:
        """Say whom "you" means in an interview: the other one; ``None`` elsewhere."""
        turn = self._turn_at(place) if pronoun in _SECOND_PERSON else None
        return None if turn is None else self._find_turn("A" if turn == "Q" else "Q", place.start)

    def _find_turn(self, letter: str, start: int) -> Choice:
        """Who speaks in the turns of a letter, Q or A; ``start`` is where the first of them may begin."""
        if letter == "Q":
            return Choice(None, 0.0, "the one who asks")
        if self._answers is None:
            named = Counter[Referent]()
            for name, referent in zip(self._names, self._cast.by_name, strict=True):
                if name.start < start and referent is not None and referent.kind is SpeakerKind.PERSON:
                    named[referent] += 1
            (best, most), (_, next_most) = ([*named.most_common(2), (None, 0), (None, 0)])[:2]
            self._answers = Choice(best, _LABEL if most > next_most else 0.0, "several people named before it")
        return self._answers if self._answers.confidence else Choice(None, 0.0, self._answers.reason)

    def _turn_at(self, place: Place) -> str | None:
        """The letter of the turn of a printed interview that a place stands in."""
        turns = (_TURN.match(self._page.text, start) for start, _ in self._page.paragraphs[place.paragraph :: -1])
        return next((turn[1] for turn in turns if turn is not None), None)

    def _find_author(self, name: str) -> Referent:
        """The author, whom the article may name elsewhere."""
        known = (each for each in self._cast.referents if each.name.casefold() == name.casefold())
        start = len(self._page.text)
        return next(known, None) or Referent(start=start, end=start, kind=SpeakerKind.PERSON, name=name, size=1)


def _is_person(name: str) -> bool:
    """Whether a byline of two words or more has none that a body or an outlet has in its name."""
    words, lexicon = name.split(), read_lexicon()
    return len(words) > 1 and (lexicon.body_words | lexicon.media).isdisjoint(words)

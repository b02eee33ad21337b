"""The rule tables: every pattern on its own takes linear time, and its name is its own."""

from __future__ import annotations

import time as clock

import pytest

from onrecord.statements.timex.absolute import CLOSED_RANGE, OPENED_RANGE
from onrecord.statements.timex.business import REST_OF_QUARTERS
from onrecord.statements.timex.clocks import CLOSING_CLOCK
from onrecord.statements.timex.events import PARTS_OF_EVENTS
from onrecord.statements.timex.reader import RULES
from onrecord.statements.timex.tokens import SPECIAL, TOKEN
from onrecord.statements.timex.words import KIND_CHARS

LENGTH = 100_000
SECONDS = 10.0  # a quadratic pattern takes minutes; the slowest of these takes about 0.1 seconds
PATTERNS = {rule.name: rule.pattern for rule in RULES} | {
    "opened range": OPENED_RANGE, "closed range": CLOSED_RANGE, "rest of quarters": REST_OF_QUARTERS,
    "closing clock": CLOSING_CLOCK, "parts of events": PARTS_OF_EVENTS,
}  # fmt: skip
CLASSES = frozenset(KIND_CHARS.values())


@pytest.mark.parametrize("name", PATTERNS)
def test_each_rule_takes_linear_time_over_its_own_classes(name: str) -> None:
    pattern = PATTERNS[name]
    classes = [character for character in pattern.pattern if character in CLASSES]
    near_matches = ("".join(classes), "".join(classes[:-1]) or classes[0], classes[0] + classes[-1], classes[0])
    began = clock.process_time()
    for near_match in near_matches:
        for _ in pattern.finditer(near_match * (LENGTH // len(near_match))):
            pass
    assert clock.process_time() - began < SECONDS


@pytest.mark.parametrize("pattern", [TOKEN, SPECIAL], ids=["tokens", "special tokens"])
@pytest.mark.parametrize(
    "near_match",
    ["1", "1.", "1:", "1-1-", "a.", "a. ", "'9", "o’", "Christmas ", "New Year", "St. Patrick", "Oct", "_"],
)
def test_each_lexer_takes_linear_time(pattern: object, near_match: str) -> None:
    lexer = TOKEN if pattern is TOKEN else SPECIAL
    began = clock.process_time()
    for _ in lexer.finditer(near_match * (LENGTH // len(near_match))):
        pass
    assert clock.process_time() - began < SECONDS


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))

"""The zoo of broken inputs: each is rejected with its reason, or read with its words intact."""

from __future__ import annotations

import json
import runpy
import time
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import read_article
from onrecord.domain import Capture
from onrecord.errors import InputError

ZOO = Path(__file__).parent / "data" / "broken"
EXPECTED: dict[str, dict[str, Any]] = json.loads((ZOO / "expected.json").read_text("utf-8"))
MEDIA_TYPES = {".html": "text/html", ".txt": "text/plain"}
# A page of 50 MB is refused by its size at once; all else is read in a few seconds of processor time at most.
MAX_SECONDS = 10.0


def make_capture(path: Path, payload: bytes) -> Capture:
    """Capture a payload under a name, as if read from a file."""
    return Capture(locator=path.name, payload=payload, media_type=MEDIA_TYPES[path.suffix])


def test_every_broken_input_has_an_expected_outcome() -> None:
    found = {path.name for path in ZOO.iterdir() if path.suffix in MEDIA_TYPES}
    assert found == set(EXPECTED)


@pytest.mark.parametrize("name", [name for name, it in EXPECTED.items() if it["outcome"] == "article"])
def test_readable_input_keeps_its_words(name: str) -> None:
    article = read_article(make_capture(ZOO / name, (ZOO / name).read_bytes()))
    assert [words for words in EXPECTED[name]["words"] if words not in article.text] == []


@pytest.mark.parametrize("name", [name for name, it in EXPECTED.items() if it["outcome"] != "article"])
def test_unreadable_input_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_article(make_capture(ZOO / name, (ZOO / name).read_bytes()))
    assert caught.value.reason == EXPECTED[name]["outcome"]
    assert caught.value.next_step


LARGE: dict[str, str] = runpy.run_path(str(ZOO / "make_large.py"))["make_large_inputs"]()


@pytest.mark.parametrize("name", sorted(LARGE))
def test_large_input_is_read_or_refused_in_time(name: str) -> None:
    start = time.process_time()
    assert read_or_refuse(make_capture(Path(name), LARGE[name].encode()))
    assert time.process_time() - start < MAX_SECONDS


def read_or_refuse(capture: Capture) -> str:
    """Give the text of the article, or the next step where it is refused."""
    try:
        return read_article(capture).text
    except InputError as refused:
        return refused.next_step

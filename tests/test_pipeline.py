"""The stages together: one outcome for each capture, in order, whatever happens to one of them."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

import onrecord
from onrecord.annotate import Annotator
from onrecord.domain import Capture, Reading, Rejected, RejectReason, check_spans
from onrecord.errors import BundleError, InputError
from onrecord.pipeline import Reader, read, read_articles, read_text

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbor-strike.txt"
ENGLISH = (
    "The mayor said on Monday that the bridge will stay closed until spring.\n"
    "“It is not safe,” she told reporters in the town hall. “We will not open it before it is.”\n"
)
FRENCH = (
    "Le maire a déclaré lundi que le pont resterait fermé jusqu’au printemps. « Il n’est pas sûr », a-t-il expliqué "
    "aux journalistes réunis devant la mairie, avant de promettre une décision du conseil municipal pour avril.\n"
)


def capture_text(text: str, locator: str = "a.txt") -> Capture:
    """Make a capture of plain text."""
    return Capture(locator=locator, payload=text.encode(), media_type="text/plain")


def fail_to_load() -> NoReturn:
    """Stand for a model bundle that is damaged."""
    message = "the model is damaged"
    raise BundleError(message, next_step="Install again.")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def test_each_capture_has_its_outcome_in_its_place(reader: Reader) -> None:
    missing = Rejected(locator="b", reason=RejectReason.NOT_FOUND, message="no b", next_step="Check.")
    captures: list[Capture | Rejected] = [
        capture_text(ENGLISH),
        missing,
        capture_text("", "c"),
        capture_text(FRENCH, "d"),
        capture_text(ENGLISH),
    ]
    first, second, third, fourth, fifth = reader.read(captures)
    assert isinstance(first, Reading)
    assert first.statements
    assert first.unread is None
    assert second is missing
    assert isinstance(third, Rejected)
    assert (third.locator, third.reason) == ("c", RejectReason.EMPTY)
    assert isinstance(fourth, Reading)
    assert fourth.statements == ()
    assert fourth.unread is not None
    assert fourth.unread.reason == "language"
    assert fifth == first


def test_captures_are_read_only_when_asked_for(reader: Reader) -> None:
    def captures() -> Iterator[Capture]:
        yield capture_text(ENGLISH)
        pytest.fail("the second capture was read before the first outcome was taken")

    assert isinstance(next(reader.read(captures())), Reading)


def test_spans_cut_the_article(reader: Reader) -> None:
    (reading,) = reader.read([capture_text(EXAMPLE.read_text())], published=date(2025, 3, 14))
    assert isinstance(reading, Reading)
    assert reading.article.published_at is not None
    for statement in reading.statements:
        check_spans(reading.article.text, [*statement.content, *statement.quoted])


def test_the_model_is_loaded_only_for_an_article_that_needs_it() -> None:
    idle = Reader(load_annotator=fail_to_load)
    outcomes = list(idle.read([capture_text(""), capture_text(FRENCH)]))
    assert [type(outcome) for outcome in outcomes] == [Rejected, Reading]
    with pytest.raises(BundleError):
        next(idle.read([capture_text(ENGLISH)]))


def test_articles_alone_are_those_of_the_readings(reader: Reader) -> None:
    captures = [capture_text(ENGLISH), capture_text(""), capture_text(FRENCH)]
    readings = list(reader.read(captures))
    articles = list(read_articles(captures))
    assert articles == [each.article if isinstance(each, Reading) else each for each in readings]


def test_a_defect_of_our_own_is_a_rejection_that_says_so(caplog: pytest.LogCaptureFixture) -> None:
    def load_nothing() -> Annotator:
        message = "unforeseen"
        raise RuntimeError(message)

    (outcome,) = Reader(load_annotator=load_nothing).read([capture_text(ENGLISH)])
    assert isinstance(outcome, Rejected)
    assert outcome.reason is RejectReason.INTERNAL_ERROR
    assert "RuntimeError: unforeseen" in outcome.message
    assert "Traceback" in caplog.text


def test_one_file_is_read_in_one_call() -> None:
    reading = read(EXAMPLE)
    assert reading.article.locator == str(EXAMPLE)
    assert reading == onrecord.read(str(EXAMPLE))


def test_pasted_text_is_read_in_one_call() -> None:
    reading = read_text(ENGLISH, published=date(2025, 3, 14), locator="clipboard")
    assert reading.article.locator == "clipboard"
    assert any("closed until spring" in span.text for statement in reading.statements for span in statement.content)


def test_text_that_utf_8_cannot_hold_is_read() -> None:
    assert read_text(f"{ENGLISH}\ud800").article.text


def test_a_file_that_cannot_be_read_raises_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        read("no-such-file.txt")
    assert caught.value.reason == RejectReason.NOT_FOUND
    assert caught.value.next_step


def test_standard_input_is_read_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))
    assert read("-").article.locator == "-"


def test_the_producer_names_the_version_and_the_model_without_loading_it() -> None:
    reader = Reader(fail_to_load)
    assert reader.producer.startswith(f"onrecord {onrecord.__version__}, ")
    assert reader.producer == Reader().producer

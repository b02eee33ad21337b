"""Dates, bylines and languages."""

# ruff: noqa: RUF001 - Cyrillic words, which ruff takes for misspelt Latin ones

from __future__ import annotations

from datetime import date

import pytest

from onrecord.article.bylines import read_byline, read_day
from onrecord.article.language import find_language, read_code
from onrecord.article.metadata import find_publication, read_time
from onrecord.domain import DateOrigin, Precision


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe and John Roe, Staff Writers", ("Jane Doe", "John Roe"), None),
        ("Irina Belova, 2025-03-14", ("Irina Belova",), date(2025, 3, 14)),
        ("Jane Doe | March 3, 2025", ("Jane Doe",), date(2025, 3, 3)),
        ("Published: 14 March 2025 at 10:05 GMT", (), date(2025, 3, 14)),
        ("Опубликовано 14 марта 2025, 17:02", (), date(2025, 3, 14)),
        ("Updated 3 hours ago", (), None),
        ("5 min read", (), None),
    ],
)
def test_bylines_are_read(line: str, authors: tuple[str, ...], day: date | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.day) == (authors, day)


@pytest.mark.parametrize(
    "line",
    [
        "By the time he left, it was dark.",
        "Von der Leyen tritt zurück",
        "WASHINGTON — March 3, 2025",
        "Norvik Steel, 2019",
        "",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


def test_a_day_that_could_be_a_month_is_not_read() -> None:
    assert read_day("03/04/2025") is None
    assert read_day("31/04/2025") is None
    assert read_day("25/04/2025") == date(2025, 4, 25)


@pytest.mark.parametrize("text", ["2025-99-99", "0000-00-00T00:00", "yesterday", "", "1066-10-14"])
def test_impossible_times_are_not_read(text: str) -> None:
    assert read_time(text, DateOrigin.META) is None


def test_the_offset_is_kept() -> None:
    time = read_time("2025-03-14T17:02+0300", DateOrigin.META)
    assert time is not None
    assert (time.value, time.precision) == ("2025-03-14T17:02+03:00", Precision.MINUTE)


def test_the_day_htmldate_found_wins_a_conflict() -> None:
    stated = [("2025-03-14T17:02:00Z", DateOrigin.JSON_LD)]
    agreed, conflict = find_publication(stated, "2025-03-14"), find_publication(stated, "2025-03-10")
    assert agreed is not None
    assert conflict is not None
    assert (agreed.origin, agreed.agreed) == (DateOrigin.JSON_LD, True)
    assert (conflict.value, conflict.origin, conflict.agreed) == ("2025-03-10", DateOrigin.HTMLDATE, False)


def test_a_day_is_the_same_in_its_own_offset_and_in_utc() -> None:
    published = find_publication([("2025-03-14T23:30:00-05:00", DateOrigin.META)], "2025-03-15")
    assert published is not None
    assert published.agreed is True


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("The mayor said that the bridge is closed and that it will stay closed for the time being. " * 4, "de", "en"),
        ("Der Bürgermeister sagte, dass die Brücke nicht vor dem Mai für den Verkehr frei ist. " * 4, None, "de"),
        ("Мер сказав, що міст закритий і що його відкриють не раніше травня, бо грошей немає. " * 4, "ru", "uk"),
        ("Мэр сказал, что мост закрыт и что его откроют не раньше мая, потому что денег нет. " * 4, None, "ru"),
        ("Borgmesteren sagde mandag, at broen bliver lukket, fordi der ikke er penge til en ny bro. " * 4, None, "da"),
        ("Two words", "pt-BR", "pt"),
    ],
)
def test_the_language_is_that_of_the_words(text: str, declared: str | None, code: str) -> None:
    assert find_language(text, declared) == code


def test_language_tags_are_reduced_to_two_letters() -> None:
    assert (read_code("de-CH"), read_code("UA"), read_code("x-klingon"), read_code(None)) == ("de", "uk", None, None)

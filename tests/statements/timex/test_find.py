"""Time expressions of news sentences: what is found, what it means, where it is bounded."""

from __future__ import annotations

import time as clock
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.domain import Certainty, DateOrigin, Direction, Precision, PublishedAt
from onrecord.errors import UsageError
from onrecord.statements.timex import find_times

FRIDAY = "2022-09-23"

# A sentence, and the words, value and modifier of each expression in it, as published on Friday 23 September 2022.
CASES: tuple[tuple[str, tuple[tuple[str, str | None, str | None], ...]], ...] = (
    # Days of the week: the latest on or before publication, unless the clause looks ahead.
    ("The mayor resigned late Thursday.", (("late Thursday", "2022-09-22", "END"),)),
    ("Divers searched the lake Friday.", (("Friday", "2022-09-23", None),)),
    ("The council will meet on Monday.", (("Monday", "2022-09-26", None),)),
    ("The verdict is due Tuesday.", (("Tuesday", "2022-09-27", None),)),
    ("He said Wednesday that the port will reopen.", (("Wednesday", "2022-09-21", None),)),
    ("Rain fell on Sunday morning.", (("Sunday morning", "2022-09-18TMO", None),)),
    ("She won last Friday.", (("last Friday", "2022-09-16", None),)),
    ("Voting starts next Sunday.", (("next Sunday", "2022-09-25", None),)),
    ("Early on Sunday, the bridge fell.", (("Early on Sunday", "2022-09-18", "START"),)),
    ("It began at dawn on Wednesday.", (("dawn on Wednesday", "2022-09-21TMO", None),)),
    ("He was last seen two Sundays ago.", (("two Sundays ago", "2022-09-11", None),)),
    # Months, seasons, years.
    ("The bridge closed in February.", (("February", "2022-02", None),)),
    ("The trial will begin in November.", (("November", "2022-11", None),)),
    ("The river rose in early March.", (("early March", "2022-03", "START"),)),
    ("A truce will hold until mid-April.", (("mid-April", "2023-04", "MID"),)),
    ("The river rose by mid-April.", (("mid-April", "2022-04", "MID"),)),
    ("He was jailed in May last year.", (("May last year", "2021-05", None),)),
    ("The firm, founded in 1987, closed.", (("1987", "1987", None),)),
    ("The lake dried up last summer.", (("last summer", "2022-SU", None),)),
    ("It opened in the winter of 1978-79.", (("the winter of 1978-79", "1978-WI", None),)),
    ("Turnout fell last year.", (("last year", "2021", None),)),
    ("The law was passed earlier this year.", (("earlier this year", "2022", "START"),)),
    ("By the end of the year, it was gone.", (("the end of the year", "2022", "END"),)),
    ("He fled in the late 1970s.", (("the late 1970s", "197", "END"),)),
    ("The mill dates from the mid-1800s.", (("the mid-1800s", "18", "MID"),)),
    ("The abbey is from the 12th century.", (("the 12th century", "11", None),)),
    ("Two summers ago, it burned.", (("Two summers ago", "2021-SU", None),)),
    # Whole dates.
    ("The ship sank on March 3, 1998.", (("March 3, 1998", "1998-03-03", None),)),
    ("The ship sank on 3 May 1998.", (("3 May 1998", "1998-05-03", None),)),
    ("They met on the 12th of March, 1947.", (("the 12th of March, 1947", "1947-03-12", None),)),
    ("On Friday, March 13, schools closed.", (("Friday, March 13", "2020-03-13", None),)),
    ("Ballots were counted by Oct. 4.", (("Oct. 4", "2022-10-04", None),)),
    ("The file is dated 10-26-89.", (("10-26-89", "1989-10-26", None),)),
    ("It was sent on 2022-02-29 and 2022-02-28.", (("2022-02-28", "2022-02-28", None),)),
    # Today and its like.
    ("It rained yesterday.", (("yesterday", "2022-09-22", None),)),
    ("It will rain tomorrow night.", (("tomorrow night", "2022-09-24TNI", None),)),
    ("She leaves the day after tomorrow.", (("the day after tomorrow", "2022-09-25", None),)),
    ("The shop burned last night.", (("last night", "2022-09-22TNI", None),)),
    ("Trains stopped this morning.", (("this morning", "2022-09-23TMO", None),)),
    ("The count went on overnight.", (("overnight", "2022-09-22TNI", None),)),
    # Units.
    ("The strike ended last week.", (("last week", "2022-W37", None),)),
    ("It was sold last month.", (("last month", "2022-08", None),)),
    ("Twelve died over the weekend.", (("the weekend", "2022-W37-WE", None),)),
    ("The plant will close next quarter.", (("next quarter", "2022-Q4", None),)),
    ("He resigned a fortnight ago.", (("a fortnight ago", "2022-W36", None),)),
    ("The dam broke two years ago.", (("two years ago", "2020", None),)),
    ("The dam broke 10 days ago.", (("10 days ago", "2022-09-13", None),)),
    # Times of day.
    ("Polls closed at 8 p.m. Tuesday.", (("8 p.m. Tuesday", "2022-09-20T20:00", None),)),
    ("It struck at 10:30 a.m. EST on Sept. 2.", (("10:30 a.m. EST on Sept. 2", "2022-09-02T10:30", None),)),
    ("Guns fell silent at noon Wednesday.", (("noon Wednesday", "2022-09-21T12:00", None),)),
    (
        "It fell at half past seven on Sunday evening.",
        (("half past seven on Sunday evening", "2022-09-18T19:30", None),),
    ),
    ("The train left at 14:32.", (("14:32", "2022-09-23T14:32", None),)),
    ("The score was 14:32 at the break.", ()),
    ("He left at about 9 p.m. on Monday.", (("about 9 p.m. on Monday", "2022-09-19T21:00", "APPROX"),)),
    # Lengths, ages, habits.
    ("The siege lasted more than six months.", (("more than six months", "P6M", "MORE_THAN"),)),
    ("The trip took 2 1/2 hours.", (("2 1/2 hours", "PT2H30M", None),)),
    ("It lasted two and a half years.", (("two and a half years", "P2Y6M", None),)),
    ("He was held for several days.", (("several days", "PXD", None),)),
    ("It may take two to three weeks.", (("two to three weeks", "P2W", None),)),
    ("She led it for nearly a decade.", (("nearly a decade", "P10Y", "LESS_THAN"),)),
    ("The two-week truce held.", (("two-week", "P2W", None),)),
    ("A 45-year-old man was hurt.", ()),
    ("Buses run every 10 minutes.", (("every 10 minutes", "PT10M", None),)),
    ("He calls every Tuesday.", (("every Tuesday", "XXXX-WXX-2", None),)),
    ("They meet every other day.", (("every other day", "P2D", None),)),
    ("The paper is printed daily.", (("daily", "P1D", None),)),
    ("It sails twice a week.", (("twice a week", "P1W", None),)),
    ("The fee is $5 a year.", ()),
    # Accounts.
    ("Profit rose in the third quarter of 1989.", (("the third quarter of 1989", "1989-Q3", None),)),
    ("Sales fell in Q2 2021.", (("Q2 2021", "2021-Q2", None),)),
    ("Its third-quarter loss widened.", (("third-quarter", "2022-Q3", None),)),
    (
        "It earned $3 million in the second quarter, down from $4 million a year earlier.",
        (("the second quarter", "2022-Q2", None), ("a year earlier", "2021-Q2", None)),
    ),
    # Vague times.
    ("Prices have recently fallen.", (("recently", "PAST_REF", None),)),
    ("He now lives abroad.", (("now", "PRESENT_REF", None),)),
    ("It was different in the past.", (("the past", "PAST_REF", None),)),
    ("They may return in the near future.", (("the near future", "FUTURE_REF", None),)),
    ("In recent weeks, two fell ill.", (("recent weeks", "PXW", None),)),
    # What the text names before.
    (
        "The strike began on Jan. 3 and ended eight days later.",
        (("Jan. 3", "2022-01-03", None), ("eight days later", "2022-01-11", None)),
    ),
    (
        "He was shot on Aug. 2, 2019. That night, crowds gathered.",
        (("Aug. 2, 2019", "2019-08-02", None), ("That night", "2019-08-02TNI", None)),
    ),
    # Holidays.
    ("It reopened on New Year’s Day.", (("New Year’s Day", "2022-01-01", None),)),
    ("Guests came for Thanksgiving 2019.", (("Thanksgiving 2019", "2019-11-28", None),)),
    ("The vote on Easter Sunday 2024 failed.", (("Easter Sunday 2024", "2024-03-31", None),)),
    # Words that are no times.
    ("The march may begin; wells spring up and prices fall.", ()),
    ("May Whitlock and Jan Peters spoke.", ()),
    ("Flight 2020 carried 1,900 bags.", ()),
    ("The United States won 2000 votes to 12.", (("2000", "2000", None),)),
    ("He read “The Tuesday Group” aloud.", ()),
    # Days of a month, an evening, a holiday; what is planned in the present tense; anniversaries.
    ("It was signed on the first Sunday in May.", (("the first Sunday in May", "2022-05-01", None),)),
    ("The shop closed on the last day of August.", (("the last day of August", "2022-08-31", None),)),
    ("He came in the second week of May.", (("the second week of May", "2022-W19", None),)),
    ("He returned on the evening of Aug. 9.", (("the evening of Aug. 9", "2022-08-09TEV", None),)),
    ("Talks resume Wednesday.", (("Wednesday", "2022-09-28", None),)),
    ("A year ago today, the siege began.", (("A year ago today", "2021-09-23", None),)),
    ("The weekend before last, it snowed.", (("The weekend before last", "2022-W36-WE", None),)),
    ("The year-long inquiry ended.", (("year-long", "P1Y", None),)),
    ("The coldest winter and the Easter Rising were discussed.", ()),
    ("They led in the second half.", ()),
    ("On Jan. 9, it rose at 9 a.m. again.", (("Jan. 9", "2022-01-09", None), ("9 a.m.", "2022-01-09T09:00", None))),
    ("The club won in 2004-05.", (("2004-05", "2004", None),)),
    ("Not since 9/11 had it closed.", (("9/11", "2001-09-11", None),)),
    ("It began a month and a half ago.", (("a month and a half ago", "2022-08", None),)),
    ("He spoke on “Today” about the last day of the trial.", ()),
    # Which way a clause looks.
    ("They agreed to meet Tuesday.", (("Tuesday", "2022-09-27", None),)),
    ("A summit set for April was put off.", (("April", "2023-04", None),)),
    ("The bid had been due to expire Tuesday.", (("Tuesday", "2022-09-20", None),)),
    ("Until Thursday, they had not named him.", (("Thursday", "2022-09-22", None),)),
    ("Friends called Wednesday’s ruling unfair.", (("Wednesday", "2022-09-21", None),)),
    # Limits.
    ("A signing is possible no earlier than 2026.", (("no earlier than 2026", "2026", "ON_OR_AFTER"),)),
)


def summarise(sentence: str, published_at: str | None = FRIDAY) -> tuple[tuple[str, str | None, str | None], ...]:
    return tuple((time.span.text, time.value, time.mod) for time in find_times(sentence, published_at=published_at))


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_expressions_are_found_and_resolved(
    sentence: str, expected: tuple[tuple[str, str | None, str | None], ...]
) -> None:
    assert summarise(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("He left late Thursday.", "2022-09-22T18:00", "2022-09-22T24:00"),
        ("He left early Thursday.", "2022-09-22T00:00", "2022-09-22T12:00"),
        ("Earlier Thursday, he left.", "2022-09-22T00:00", "2022-09-22T24:00"),
        ("He left Friday afternoon.", "2022-09-23T12:00", "2022-09-23T18:00"),
        ("He left on Thursday night.", "2022-09-22T18:00", "2022-09-23T06:00"),
        ("He left in late August.", "2022-08-19T00:00", "2022-08-31T24:00"),
        ("He left early last year.", "2021-01-01T00:00", "2021-04-30T24:00"),
        ("He left last week.", "2022-09-12T00:00", "2022-09-18T24:00"),
        ("The film, set this year, is dull.", "2022-01-01T00:00", "2022-09-23T24:00"),
        ("This year is dull.", "2022-01-01T00:00", "2022-12-31T24:00"),
        ("He died this year.", "2022-01-01T00:00", "2022-09-23T24:00"),
        ("He will leave this year.", "2022-09-23T00:00", "2022-12-31T24:00"),
        ("He fell earlier this week.", "2022-09-19T00:00", "2022-09-23T24:00"),
        ("He will fall later this week.", "2022-09-23T00:00", "2022-09-25T24:00"),
        ("He fell at 5 p.m. EDT Monday.", "2022-09-19T17:00-04:00", "2022-09-19T17:00-04:00"),
        ("It opens Nov. 20 at 9 a.m. Pacific time.", "2022-11-20T09:00-08:00", "2022-11-20T09:00-08:00"),
        ("It began in the past two years.", "2020-09-01T00:00", "2022-09-23T24:00"),
        ("It began in recent days.", "2022-09-09T00:00", "2022-09-23T24:00"),
        ("It recently began.", None, "2022-09-23T24:00"),
        ("She will decide in the new year.", "2023-01-01T00:00", "2023-03-31T24:00"),
        ("It will soon begin.", "2022-09-23T00:00", None),
        ("The siege lasted two years.", None, None),
        ("He quit decades ago.", None, "2004-12-31T24:00"),
    ],
)
def test_bounds_hold_what_the_words_allow(sentence: str, earliest: str | None, latest: str | None) -> None:
    (time,) = find_times(sentence, published_at=FRIDAY)
    assert (time.earliest, time.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("He left late Thursday.", "2022-09-22"),
        ("He left in February.", "2022-02"),
        ("He left in 1987.", "1987"),
        ("He left in the 1990s.", "199X"),
        ("He left last summer.", "2022-22"),
        ("He left last week.", "2022-09-12/2022-09-18"),
        ("He left in the third quarter of 1989.", "1989-07/1989-09"),
        ("He left in early March.", "2022-03-01/2022-03-11"),
        ("He stayed two years.", None),
    ],
)
def test_days_and_coarser_times_have_edtf(sentence: str, edtf: str | None) -> None:
    (time,) = find_times(sentence, published_at=FRIDAY)
    assert time.edtf == edtf


@pytest.mark.parametrize(
    ("sentence", "anchor"),
    [
        ("He quit days after the raid.", ("the raid", Direction.AFTER, "P2D", "P13D")),
        ("He quit two weeks before the vote.", ("the vote", Direction.BEFORE, "P2W", "P2W")),
        (
            "He quit more than six months after launching an attack.",
            ("launching an attack", Direction.AFTER, "P6M", None),
        ),
        ("Nine days into the strike, it rained.", ("the strike", Direction.AFTER, "P9D", "P9D")),
        ("Within 48 hours of the attack, he fled.", ("the attack", Direction.AFTER, None, "PT48H")),
        ("He quit months after talks broke off.", ("talks broke off", Direction.AFTER, "P2M", "P23M")),
        ("In the months since the coup, he hid.", ("the coup", Direction.AFTER, "P2M", "P23M")),
    ],
)  # fmt: skip
def test_a_length_is_tied_to_its_event(sentence: str, anchor: tuple[str, Direction, str | None, str | None]) -> None:
    (time,) = find_times(sentence, published_at=FRIDAY)
    assert time.anchor is not None
    found = time.anchor
    assert (found.span.text, found.direction, found.least, found.most) == anchor
    assert (time.certainty, time.earliest, time.latest) == (Certainty.UNANCHORED, None, None)
    assert time.unresolved is not None


def test_an_event_that_the_text_has_dated_bounds_what_is_counted_from_it() -> None:
    text = "Since the invasion in February, prices rose. More than three months after the invasion, they fell."
    times = find_times(text, published_at=FRIDAY)
    assert [(time.span.text, time.earliest, time.latest) for time in times] == [
        ("February", "2022-02-01T00:00", "2022-02-28T24:00"),
        ("More than three months", "2022-05-01T00:00", "2022-09-23T24:00"),
    ]


def test_an_event_with_its_date_inside_bounds_what_is_counted_from_it() -> None:
    length, day = find_times("He quit a week before the March 26 hearing.", published_at=FRIDAY)
    assert length.anchor is not None
    assert (length.anchor.span.text, day.value) == ("the March 26 hearing", "2022-03-26")
    assert (length.earliest, length.latest) == ("2022-03-12T00:00", "2022-03-19T24:00")


def test_a_length_that_ends_on_a_date_is_bounded() -> None:
    length, _ = find_times("In the nine months ended June 30, sales fell.", published_at=FRIDAY)
    assert (length.value, length.earliest, length.latest) == ("P9M", "2021-10-01T00:00", "2022-06-30T24:00")


def test_a_part_of_a_dated_event_is_bounded_and_of_an_undated_one_left_alone() -> None:
    text = "The occupation in March was quick. Early in the occupation, two died. Early in the game, it rained."
    times = find_times(text, published_at=FRIDAY)
    assert [(time.span.text, time.value, time.mod) for time in times] == [
        ("March", "2022-03", None),
        ("Early in the occupation", "2022-03", "START"),
    ]
    assert (times[1].earliest, times[1].certainty) == ("2022-03-01T00:00", Certainty.CONTEXT)


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("It ran from March 3 to 5.", ["2022-03-03", "2022-03-05"]),
        ("It fell between March 3 and 5.", ["2022-03-03", "2022-03-05"]),
        ("It ran 3-5 March.", ["2022-03-03", "2022-03-05"]),
        ("The strike lasted from Thursday to Wednesday.", ["2022-09-15", "2022-09-21"]),
        ("The curfew ran from 10 p.m. until 5 a.m.", ["2022-09-23T22:00", "2022-09-24T05:00"]),
        ("It rained from 10 a.m. to 2 p.m. on Saturday.", ["2022-09-17T10:00", "2022-09-17T14:00"]),
        ("Storms are due Thursday night into Friday morning.", ["2022-09-29TNI", "2022-09-30TMO"]),
    ],
)
def test_both_ends_of_a_range_are_resolved_together(sentence: str, values: list[str]) -> None:
    assert [time.value for time in find_times(sentence, published_at=FRIDAY)] == values


def test_today_in_a_quotation_is_the_day_on_which_it_was_said() -> None:
    dated, _ = find_times("“We will win today,” he wrote late Wednesday.", published_at=FRIDAY)
    assert (dated.value, dated.certainty) == ("2022-09-21", Certainty.CONTEXT)
    (undated,) = find_times("“We will win today,” he wrote.", published_at=FRIDAY)
    assert (undated.value, undated.certainty) == ("2022-09-23", Certainty.AMBIGUOUS)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("He left on Thursday.", "XXXX-WXX-4"),
        ("He left on Thursday afternoon.", "XXXX-WXX-4TAF"),
        ("He left in February.", "XXXX-02"),
        ("He left on March 3.", "XXXX-03-03"),
        ("He left today.", "PRESENT_REF"),
        ("He left last year.", "PAST_REF"),
        ("He left two years ago.", "PAST_REF"),
    ],
)
def test_without_a_publication_date_relative_times_stay_relative(sentence: str, value: str) -> None:
    (time,) = find_times(sentence)
    assert (time.value, time.earliest, time.latest, time.certainty) == (value, None, None, Certainty.UNANCHORED)
    assert time.unresolved == "the publication date is missing"


def test_without_a_publication_date_explicit_times_are_resolved() -> None:
    (time,) = find_times("He left on March 3, 1998.")
    assert (time.value, time.earliest, time.certainty) == ("1998-03-03", "1998-03-03T00:00", Certainty.EXPLICIT)
    assert time.by == "rule:month-day 1"


@pytest.mark.parametrize(
    "published_at",
    [
        "2022-09-23",
        "2022-09-23T15:30:00+03:00",
        date(2022, 9, 23),
        datetime(2022, 9, 23, 15, 30, tzinfo=UTC),
        PublishedAt(value="2022-09-23", precision=Precision.DAY, origin=DateOrigin.USER),
    ],
)
def test_a_publication_date_has_many_forms(published_at: str | date | PublishedAt) -> None:
    (time,) = find_times("He left yesterday.", published_at=published_at)
    assert time.value == "2022-09-22"


def test_the_minute_of_publication_bounds_what_has_happened() -> None:
    (time,) = find_times("Trains stopped Friday.", published_at="2022-09-23T15:30:00")
    assert (time.earliest, time.latest) == ("2022-09-23T00:00", "2022-09-23T15:30")


@pytest.mark.parametrize("published_at", ["Friday", "2022-13-01", "", "2022-09-23Tx"])
def test_a_malformed_publication_date_is_refused(published_at: str) -> None:
    with pytest.raises(UsageError):
        find_times("He left.", published_at=published_at)


@pytest.mark.parametrize(
    "text",
    [
        "", "   \r\n", "Monday\r\nTuesday", "29 February", "Feb. 29, 2023", "the year 9999", "two thousand years ago",
        "100000 years ago", "the 99th century", "next century", "999999999999999999999999 days ago", "½ ¾ 1/2", "'",
        "0/0/00 00:00 24:61 99:99", "March 99, 2020", "\u0660 years", "Friday" * 50, "a.m. p.m. o'clock",
        "\ud800 today",
    ],
)  # fmt: skip
@pytest.mark.parametrize("published_at", [None, "0001-01-01", "9999-12-31", "2024-02-29"])
def test_odd_texts_are_read_without_an_error(text: str, published_at: str | None) -> None:
    for time in find_times(text, published_at=published_at):
        assert text[time.span.start : time.span.end] == time.span.text


def test_a_time_outside_the_calendar_says_so() -> None:
    (time,) = find_times("The city fell 3,000 years ago.", published_at=FRIDAY)
    assert (time.value, time.earliest, time.unresolved) == (None, None, "it lies outside the years 1 to 9999")


def test_paragraphs_not_given_are_not_read() -> None:
    text = "He left Monday.\nShe left Tuesday."
    (time,) = find_times(text, published_at=FRIDAY, paragraphs=[(16, len(text))])
    assert time.span.text == "Tuesday"


WORDS = st.sampled_from(
    "Monday Tuesday May March Oct. 3 17 1998 2022 10:30 a.m. p.m. EST noon today tomorrow yesterday last next this the "
    "a of in to from between and about more than less early late mid- year years week weeks days ago earlier later "
    "after before since quarter third second first century decade 1990s '90s every daily now recently half hour "
    "morning night weekend Christmas “ ” , . ; - said will was the raid into within up to no than summer fall Q3 "
    "FY2021 fiscal period "
    "\n 2022-09-23 10-26-89 1/2 two hundred million few couple several old long time that same".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80)
DAYS = st.none() | st.dates()


@given(TEXTS, DAYS)
def test_spans_cut_the_text_in_order_and_bounds_are_ordered(text: str, published_at: date | None) -> None:
    end = 0
    for time in find_times(text, published_at=published_at):
        assert text[time.span.start : time.span.end] == time.span.text
        assert time.span.start >= end
        end = time.span.end
        if time.earliest is not None and time.latest is not None:
            assert time.earliest <= time.latest
        assert (time.certainty is Certainty.UNANCHORED) <= (time.unresolved is not None)


@given(TEXTS, DAYS)
def test_finding_twice_finds_the_same(text: str, published_at: date | None) -> None:
    assert find_times(text, published_at=published_at) == find_times(text, published_at=published_at)


@given(
    st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    st.sampled_from(["He spoke {}.", "He will speak {}.", "Late {}, he spoke.", "He spoke on {} night.", "last {}"]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(min_value=-500, max_value=500),
)
def test_whole_weeks_shift_weekdays_by_the_same(weekday: str, pattern: str, day: date, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    (here,) = find_times(pattern.format(weekday), published_at=day)
    (there,) = find_times(pattern.format(weekday), published_at=day + shift)
    assert here.earliest is not None
    assert there.earliest is not None
    assert date.fromisoformat(here.earliest[:10]) + shift == date.fromisoformat(there.earliest[:10])


NEAR_MATCHES = (
    "the ", "a ", "late ", "more than ", "1", "1 ", "1/", "1-1-", "twenty-", "hundred ", "the first ", "Monday ",
    "March 3 to ", "early in ", "of the ", "last this next ", "“today ", "days after ", "a.", "'9", "half past ",
    "the third-quarter of ", "year-", "will to be ", "United ", "1990-", "two hundred and ", "12:30:", "St. Patrick’",
)  # fmt: skip
LENGTH = 100_000
SECONDS = 15.0  # a quadratic rule takes minutes; the longest of these takes about two seconds


@pytest.mark.parametrize("near_match", NEAR_MATCHES)
def test_near_matches_take_linear_time(near_match: str) -> None:
    text = near_match * (LENGTH // len(near_match))
    began = clock.process_time()
    find_times(text, published_at=FRIDAY)
    assert clock.process_time() - began < SECONDS


def test_soon_after_something_told_is_no_future() -> None:
    assert find_times("The pier soon became a ruin.", published_at="2025-03-14") == ()
    assert find_times("The pier will soon be a ruin.", published_at="2025-03-14")[0].value == "FUTURE_REF"


def test_a_bare_unit_is_a_length_only_where_one_is_told() -> None:
    assert find_times("The office hours were a joke.", published_at="2025-03-14") == ()
    assert find_times("They argued for weeks.", published_at="2025-03-14")[0].value == "PXW"


def test_a_day_beside_a_weekday_is_counted_from_it() -> None:
    (found,) = find_times("They met the day before last Tuesday.", published_at="2025-03-14")
    assert (found.span.text, found.value) == ("the day before last Tuesday", "2025-03-10")

"""From text to tokens with one class each: the string over which the rules are written.

Ambiguous words (May, March, second, fall) are settled here by their case and their neighbours.  Time is linear in the
length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from onrecord.statements.timex.words import HOLIDAYS, KIND_CHARS, NAMED_DAYS, TABLE
from onrecord.text.numerals import SCALES, SMALL, numerals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ABBREVIATED = (
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue weds wed thurs thur thu fri sat sun".split()
)
# Longer names first, so that none hides behind its beginning; their case is checked after the match.
HOLIDAY_NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(HOLIDAYS, key=len, reverse=True))
TOKEN = re.compile(
    r"(?P<word>[^\W\d_]\w*)"
    r"|(?P<numdate>\d{4}-\d\d-\d\d(?![\d-])|\d{1,2}(?P<mark>[-/])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d/-]))"
    r"|(?P<digits>\d+(?:[.,:/]\d+)*)(?P<ending>(?:st|nd|rd|th|['’]?s)\b)?"
    r"|(?P<year>['’‘]\d\d(?:s\b|\b))"
    r"|(?P<poss>['’]s\b)"
    r"|(?P<other>[^\w\s]|_)",
    re.IGNORECASE,
)
# Tokens of more than one word, or with a point; asked for only where a word begins one.
SPECIAL = re.compile(
    rf"(?P<point>[ap]\.\s?m\b\.?|o['’]clock\b)|(?P<short>(?:{'|'.join(ABBREVIATED)})\.)"
    rf"|(?P<holiday>(?:{HOLIDAY_NAMES})(?!\w))",
    re.IGNORECASE,
)
SPECIAL_STARTS = frozenset([*"apo", *ABBREVIATED, *(re.split(r"[\W]", name)[0].lower() for name in HOLIDAYS)])
K = KIND_CHARS
OTHER = K["OTHER"]
MARK_KINDS = dict.fromkeys("-–‐‑", K["HYPHEN"]) | dict.fromkeys(".!?;", K["STOP"]) | dict.fromkeys('"“”', K["QUOTE"])
MARK_KINDS |= {",": K["COMMA"], "'": K["POSS"], "’": K["POSS"], "½": K["FRACTION"]}
FIRST_YEAR, LAST_YEAR = 1000, 2199
MAX_DAY = 31
NUMBER_REACH = 48  # characters that a number in words may take
NONE = Decimal(0)
NUMBER_GROUPS = frozenset({"digits", "ending"})
NUMBER_WORDS = frozenset(SMALL)
ARTICLES = frozenset({"a", "an"})
HUNDRED = re.compile(rf"\s(?:{'|'.join(SCALES)})\b", re.IGNORECASE)
CLOCK_TIME = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
NUMBER_KINDS = frozenset((K["NUM"], K["DAYNUM"], K["YEAR"]))


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists; ``kinds`` has one class character each.

    ``words`` are in lower case; ``codes`` and ``numbers`` say what a token stands for where its class needs it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: list[str]
    numbers: list[Decimal]
    kinds: str = ""


class Row(NamedTuple):
    """Class, code and number of one token."""

    kind: str
    code: str = ""
    number: Decimal = NONE


PLAIN = Row(OTHER)
STOP = Row(K["STOP"])
WORD_ROWS = {word: Row(entry.kind, entry.code, Decimal(entry.number)) for word, entry in TABLE.items()}
MARK_ROWS = {mark: Row(kind) for mark, kind in MARK_KINDS.items()}


def tokenize(text: str, paragraphs: Iterable[tuple[int, int]]) -> Tokens:
    """Read the tokens of the paragraphs, with a stop after each."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    rows: list[Row] = []
    for start, end in paragraphs:
        for first, stop, word, row in read_paragraph(text, start, end):
            starts.append(first)
            ends.append(stop)
            words.append(word)
            rows.append(row)
    kinds = [row.kind for row in rows]
    tokens = Tokens(text, starts, ends, words, [row.code for row in rows], [row.number for row in rows])
    settle(tokens, kinds)
    tokens.kinds = "".join(kinds)
    return tokens


def read_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, Row]]:
    """Give start, end, lower-case word and row of each token, and a stop; a number in words is one token."""
    read_until = start
    for match in TOKEN.finditer(text, start, end):
        first, stop = match.span()
        if first < read_until:
            continue
        word = text[first:stop].lower()
        group = match.lastgroup
        if group == "word" and word in SPECIAL_STARTS and (special := SPECIAL.match(text, first, end)):
            read_until = stop = special.end()
            word = special.group().lower()
            row = read_special(special.lastgroup or "", word, special.group())
        elif group == "word":
            row = WORD_ROWS.get(word, PLAIN)
            if word in NUMBER_WORDS or (word in ARTICLES and HUNDRED.match(text, stop, end)):
                row, read_until = read_number(text, first, stop, end)
                stop = read_until
        elif group == "other":
            row = MARK_ROWS.get(word, PLAIN)
        elif group in NUMBER_GROUPS:
            row = read_digits(match["digits"], (match["ending"] or "").lower())
        else:
            row = read_special(group or "", word, match.group())
        yield first, stop, word, row
    yield end, end, "", STOP


def read_special(group: str, word: str, written: str) -> Row:
    """Tell the tokens that have a shape of their own: dates in digits, "a.m.", "Oct.", "'98", holidays."""
    match group:
        case "numdate":
            return Row(K["NUMDATE"], word)
        case "point":
            return Row(K["OCLOCK"]) if word[0] == "o" else Row(K["AMPM"], word[0])
        case "short":
            return WORD_ROWS[word[:-1]]
        case "year":
            return Row(K["DECADE" if word.endswith("s") else "SHORTYEAR"], number=Decimal(word[1:3]))
        case "holiday":
            known = HOLIDAYS.get(written.replace("’", "'"))
            return PLAIN if known is None else Row(K["HOLIDAY"], known)
        case _:
            return WORD_ROWS["'s"]


def read_digits(digits: str, ending: str) -> Row:
    """Tell what a run of digits may be: "1990s", "5th", "10:30", "1/2", "1998", "17", "2.5"."""
    if ending:
        return read_ended_digits(digits, ending)
    if clock_time := CLOCK_TIME.fullmatch(digits):
        minute = int(clock_time[1]) * 60 + int(clock_time[2])
        return Row(K["CLOCK" if ":" in digits else "NUM"], digits, Decimal(minute))
    if digits in NAMED_DAYS:
        return Row(K["NUMDATE"], NAMED_DAYS[digits])
    if "/" in digits:
        return Row(K["FRACTION"], digits) if digits in {"1/2", "1/4", "3/4"} else PLAIN
    if digits.isascii() and digits.isdigit():
        number = int(digits[:18])
        kind = "YEAR" if len(digits) == len("1998") and FIRST_YEAR <= number <= LAST_YEAR else "NUM"
        return Row(K["DAYNUM" if len(digits) <= len("17") and 0 < number <= MAX_DAY else kind], digits, Decimal(number))
    plain = digits.replace(",", "")
    return (
        Row(K["NUM"], digits, Decimal(plain))
        if plain.isascii() and plain.count(".") <= 1 and ":" not in plain
        else PLAIN
    )


def read_ended_digits(digits: str, ending: str) -> Row:
    """Tell a decade ("1990s", "90s") and an ordinal ("5th") from the rest; "1989's" is a year with a possessive."""
    if not digits.isascii() or not digits.isdigit():
        return PLAIN
    number = int(digits[:18])
    if not ending.endswith("s") or ending == "st":
        return Row(K["ORDINAL"], digits, Decimal(number))
    is_year = len(digits) == len("1990") and FIRST_YEAR <= number <= LAST_YEAR
    if number % 10 == 0 and (is_year or len(digits) == len("90")):
        return Row(K["DECADE"], digits, Decimal(number))
    return Row(K["YEAR"], digits, Decimal(number)) if is_year else PLAIN


def read_number(text: str, start: int, end: int, limit: int) -> tuple[Row, int]:
    """Read a number in words from its first word on; a year where it is said in two parts: nineteen ninety-six."""
    found = numerals(text, start, min(limit, start + NUMBER_REACH))
    if not found or found[0].start != start:
        return PLAIN, end
    first = found[0]
    if first.fraction:  # "three quarters" may be units of time
        word = text[start:end].lower()
        return (Row(K["NUM"], number=Decimal(SMALL[word])), end) if word in SMALL else (PLAIN, end)
    century, rest = first.value, found[1] if len(found) > 1 else None
    follows = rest is not None and rest.words and text[first.end : rest.start] in {" ", "-"}
    if rest is not None and follows and 10 < century <= 21 and 10 <= rest.value < 100:  # noqa: PLR2004
        return Row(K["YEAR"], number=century * 100 + rest.value), rest.end
    return Row(K["NUM"], number=first.value), first.end


# What a month or season may stand behind, so that it is one where the word has another meaning too.
BEFORE_TIME = frozenset(
    K[name]
    for name in "IN OF SINCE LAST THIS NEXT FOLLOWING SAME THROUGH EARLY MID FROM TO BETWEEN PREVIOUS EDGE EVERY "
    "RECENT".split()
)
MORE_BEFORE_TIME = frozenset({"by", "during", "for", "every", "late", "early", "on"})
NO_NOUNS = frozenset("for against is was will has had went".split())
SUPERLATIVES = frozenset("worst best first".split())
TITLES = frozenset("mr mrs ms miss dr judge justice sir lady lord prof sen rep gov capt sgt president".split())
PUBLICATIONS = frozenset(
    "times mail telegraph mirror express herald tribune post independent star world review magazine".split()
)
FIRST_NAMES = frozenset("january april may june august".split())
NAME_KINDS = frozenset((OTHER, K["UNIT"], K["SEASON"], K["WEEKDAY"], K["DAYPART"], K["ABOUT"]))
UNSURE_MONTHS = frozenset({"may", "march", "mar"})
UNSURE_DAYS = frozenset({"sun", "sat", "wed", "mon", "fri", "thu", "tue"})
UNSURE_SEASONS = frozenset({"fall", "spring", "falls", "springs"})
SECOND = WORD_ROWS["seconds"]
DAYS_AND_MONTHS = frozenset(K[name] for name in ("MONTH", "WEEKDAY", "WEEKDAYS"))
LONGEST_ZONE = len("AEST")
COUNT_KINDS = frozenset((K["NUM"], K["DAYNUM"]))
CLOCK_KINDS = NUMBER_KINDS | {K["CLOCK"]}


def settle(tokens: Tokens, kinds: list[str]) -> None:
    """Decide on the words that are times only in some company."""
    for index, kind in enumerate(kinds):
        if kind == OTHER or kind not in UNSURE:
            continue
        if tokens.words[index] == "second" and index and kinds[index - 1] in COUNT_KINDS:
            if kinds[index + 1] != K["UNIT"]:  # "the 1988 second quarter"
                kinds[index], tokens.codes[index] = K["UNIT"], SECOND.code
        elif not UNSURE[kind](tokens, kinds, index):
            kinds[index] = OTHER


def is_hour_mark(_tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell "am" and "pm" of a time of day from the verb: a number stands before."""
    return index > 0 and kinds[index - 1] in CLOCK_KINDS


def is_zone(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell "ET" and "Pacific time" from other words: the short ones are capitals, the long ones stand before "time"."""
    if len(tokens.words[index]) > LONGEST_ZONE:
        return kinds[index + 1] == K["TIME"] or (index > 0 and kinds[index - 1] == K["AMPM"])
    return tokens.text[tokens.starts[index] : tokens.ends[index]].isupper()


def is_habit(tokens: Tokens, _kinds: list[str], index: int) -> bool:
    """Tell "daily" from a name with it: "The Daily Ledger"."""
    text, starts = tokens.text, tokens.starts
    if not text[starts[index]].isupper():
        return True
    beside = (text[starts[at]] for at in (index - 1, index + 1) if 0 <= at < len(starts) and starts[at] < len(text))
    return not any(character.isupper() for character in beside)


def is_no_title(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell a time from the title of a programme: "60 Minutes", "This Week", "Friday Night Lights"."""
    before = tokens.starts[index - 1]
    if not index or not tokens.text[tokens.starts[index]].isupper():
        return True
    numbered = kinds[index - 1] in NUMBER_KINDS and tokens.text[before].isdigit()
    return not (numbered or kinds[index - 1] == K["SHORTYEAR"] or tokens.text[before].isupper())


def is_month_or_day(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell the name of a month or day from the same letters with another meaning."""
    word, start = tokens.words[index], tokens.starts[index]
    if word.endswith("."):
        return True
    if not tokens.text[start].isupper() or is_personal(tokens, kinds, index):
        return False
    before = kinds[index - 1] if index else K["STOP"]
    after = kinds[index + 1] if index + 1 < len(kinds) else K["STOP"]
    numbered = after in NUMBER_KINDS or after == K["ORDINAL"] or before in (K["DAYNUM"], K["ORDINAL"])
    if kinds[index] == K["WEEKDAY"] and is_name(tokens, kinds, index):
        return False
    if word in UNSURE_DAYS:
        return numbered or after in (K["DAYPART"], K["CLOCK"], K["MONTH"])
    if numbered or (word not in UNSURE_MONTHS and word not in ABBREVIATED):
        return True
    previous = tokens.words[index - 1] if index else ""
    if before == K["HYPHEN"] and index > 1:
        return kinds[index - 2] in BEFORE_TIME  # "mid-March"
    if word == "march" and previous == "the" and after == OTHER and tokens.words[index + 1] not in NO_NOUNS:
        return tokens.text[tokens.starts[index + 1]].islower()  # "the March vote"
    if previous.endswith("est") or previous in SUPERLATIVES:
        return True  # "the coldest March in 50 years"
    return before in BEFORE_TIME or previous in MORE_BEFORE_TIME


def is_personal(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell the name of a person or firm: "Ms. June Harper", "Mr. Friday", "April Day said", "March & Sons"."""
    text, starts, words = tokens.text, tokens.starts, tokens.words
    titled = index > 0 and words[index - 1] in TITLES
    titled = titled or (index > 1 and words[index - 1] == "." and words[index - 2] in TITLES)
    if titled and text[starts[index - 1 if words[index - 1] != "." else index - 2]].isupper():
        return True
    if index + 1 >= len(starts) or words[index + 1] == "&":
        return index + 1 < len(starts)
    if kinds[index] == K["WEEKDAY"]:
        return words[index + 1] in PUBLICATIONS and text[starts[index + 1]].isupper()
    if words[index] not in FIRST_NAMES or kinds[index + 1] not in NAME_KINDS or starts[index + 1] >= len(text):
        return False
    after = text[starts[index + 1]]
    free = index == 0 or kinds[index - 1] in {OTHER, K["STOP"], K["COMMA"], K["AND"], K["QUOTE"]}
    return after.isupper() and free and (index == 0 or words[index - 1] not in MORE_BEFORE_TIME | {"the"})


def is_name(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell a weekday in a name: "The Tuesday Group", "Friday Night Lights"; a title has capitals on both sides."""
    text, starts = tokens.text, tokens.starts
    after = starts[index + 1]
    if after >= len(text) or not text[after].isupper() or kinds[index + 1] in DAYS_AND_MONTHS:
        return False
    return kinds[index + 1] == K["DAYPART"] or (index > 0 and tokens.words[index - 1] == "the")


def is_season(tokens: Tokens, kinds: list[str], index: int) -> bool:
    """Tell a season from a fall or a spring that is none: after a word of time, or before a year."""
    if tokens.words[index] not in UNSURE_SEASONS:
        return True
    before = kinds[index - 1] if index else K["STOP"]
    after = kinds[index + 1] if index + 1 < len(kinds) else K["STOP"]
    after_next = kinds[index + 2] if index + 2 < len(kinds) else K["STOP"]
    if after == K["YEAR"] or (after == K["OF"] and after_next == K["YEAR"]):
        return True
    previous = tokens.words[index - 1] if index else ""
    if before == K["THAT"] and (tokens.words[index] == "spring" or after in {K["COMMA"], K["STOP"]}):
        return True
    is_named = before in BEFORE_TIME - {K["TO"], K["OF"]} or previous in MORE_BEFORE_TIME
    in_the = (
        previous == "the"
        and index > 1
        and (kinds[index - 2] in BEFORE_TIME or tokens.words[index - 2] in MORE_BEFORE_TIME)
    )
    return (is_named or in_the) and after != K["OF"]


def is_ordinal(_tokens: Tokens, _kinds: list[str], _index: int) -> bool:
    """Keep an ordinal; "second" is settled before."""
    return True


UNSURE: dict[str, Callable[[Tokens, list[str], int], bool]] = {
    K["MONTH"]: is_month_or_day,
    K["WEEKDAY"]: is_month_or_day,
    K["WEEKDAYS"]: is_month_or_day,
    K["SEASON"]: is_season,
    K["SEASONS"]: is_season,
    K["ZONE"]: is_zone,
    K["DAILY"]: is_habit,
    K["UNIT"]: is_no_title,
    K["UNITS"]: is_no_title,
    K["DAYPART"]: is_no_title,
    K["NOON"]: is_no_title,
    K["AMPM"]: is_hour_mark,
    K["ORDINAL"]: is_ordinal,
}

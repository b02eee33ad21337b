"""The words of time expressions: which class each belongs to, and what it stands for.

A token class is one character, so that a text becomes a string of classes and a rule a regular expression over it
(``onrecord.statements.timex.patterns``).  English only.  What a sequence of classes means belongs to the rules.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.statements.timex.periods import Unit

# Names of the token classes.  Rules write them in capitals; each becomes one private-use character.
KINDS = (
    "OTHER STOP COMMA HYPHEN POSS QUOTE WEEKDAY WEEKDAYS MONTH SEASON SEASONS HOLIDAY UNIT UNITS DAYPART DAYPARTS NOON "
    "NUM DAYNUM YEAR SHORTYEAR DECADE ORDINAL FRACTION NUMDATE CLOCK AMPM ZONE OCLOCK TODAY NOW SOON DAILY "
    "THIS THAT SAME LATEST CURRENT LAST NEXT FOLLOWING THE ART HALF FEW COUPLE SOME MORE LESS THAN ABOUT AT LEAST MOST "
    "UP NO NOT WITHIN EARLY MID EDGE AGO EARLIER LATER BEFORE AFTER SINCE FROM TO THROUGH BETWEEN AND OR OF IN ON "
    "EVERY EXTRA LONG OLD SO AS MUCH RECENT FUTURE PERIOD FISCAL ENDED TIME MOMENT TERM PER ITS POSSIBLE PREVIOUS "
    "SPOKEN DISTANT TIMES ONCE ADVERBIAL LOCAL QCODE FISCALYEAR ALTERNATE NEW NARROW LASTING WEEKPART WEEKPARTS"
).split()
KIND_CHARS = {name: chr(0xE000 + index) for index, name in enumerate(KINDS)}


class Entry(NamedTuple):
    """Class of a word, with a code or a number where the class needs one."""

    kind: str
    code: str = ""
    number: int = 0


WEEKDAYS = (
    "monday mon", "tuesday tues tue", "wednesday wed weds", "thursday thurs thur thu", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
# The singular first, then the plural.
UNIT_WORDS = {
    Unit.SECOND: "second seconds secs", Unit.MINUTE: "minute minutes mins", Unit.HOUR: "hour hours hrs",
    Unit.DAY: "day days", Unit.WEEKEND: "weekend weekends", Unit.WEEK: "week weeks",
    Unit.FORTNIGHT: "fortnight fortnights", Unit.MONTH: "month months",
    Unit.QUARTER: "quarter quarters", Unit.YEAR: "year years yrs", Unit.DECADE: "decade decades",
    Unit.CENTURY: "century centuries", Unit.MILLENNIUM: "millennium millennia",
}  # fmt: skip
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
# Classes whose words have a number, from the one that is given on.
NUMBERED = (
    ("WEEKDAY", 1, WEEKDAYS),
    ("WEEKDAYS", 1, [f"{words.split()[0]}s" for words in WEEKDAYS]),
    ("MONTH", 1, MONTHS),
    ("ORDINAL", 1, ORDINALS),
    ("FISCALYEAR", 1950, [f"fy{number} fy{number % 100:02}" for number in range(1950, 2050)]),
)
# "Q1" to "Q4", "H1", "H2": parts of a year of account.
ACCOUNT_CODES = (("Q", 1), ("Q", 2), ("Q", 3), ("Q", 4), ("H", 1), ("H", 2))
# Minutes after the start of the day.
CLOCKS = {12 * 60: "noon midday noontime", 24 * 60: "midnight"}
# Classes whose words need no code.
WORDS = {
    "THIS": "this", "THAT": "that", "SAME": "same", "CURRENT": "current", "THE": "the", "ART": "a an", "HALF": "half",
    "COUPLE": "couple", "MORE": "more longer", "LESS": "less fewer", "THAN": "than", "AT": "at", "LEAST": "least",
    "MOST": "most", "UP": "up", "NO": "no", "NOT": "not", "WITHIN": "within", "AGO": "ago", "EARLIER": "earlier",
    "LATER": "later hence", "BEFORE": "before", "AFTER": "after", "SINCE": "since", "FROM": "from",
    "TO": "to", "THROUGH": "through until till", "BETWEEN": "between", "AND": "and", "OR": "or", "OF": "of", "IN": "in",
    "ON": "on", "EVERY": "every each", "SOME": "some", "FEW": "few several many numerous", "MUCH": "much little",
    "EXTRA": "additional extra full whole solid consecutive straight trading business working calendar further "
    "successive entire remaining intervening",
    "OLD": "old", "SO": "so", "FUTURE": "future", "PERIOD": "period", "FISCAL": "fiscal", "LATEST": "latest",
    "ENDED": "ended ending", "TIME": "time", "MOMENT": "moment", "AS": "as", "PER": "per", "OCLOCK": "o'clock o’clock",
    "LAST": "last past", "PREVIOUS": "previous preceding prior", "NEXT": "next coming upcoming",
    "ITS": "its their his her our my your", "LONG": "long", "TERM": "term", "TIMES": "times", "ONCE": "once twice",
    "ADVERBIAL": "quarterly annually", "FOLLOWING": "following", "LOCAL": "local",
    "NEW": "new", "NARROW": "only just mere merely barely", "ALTERNATE": "other alternate",
    "POSS": "'s ’s ' ’", "RECENT": "recent", "SPOKEN": "these those", "DISTANT": "near foreseeable distant short",
}  # fmt: skip
# Classes whose words have a code: a TIMEX3 value, modifier or part of it, an offset.
CODED = {
    "SEASON": {"SP": "spring", "SU": "summer", "FA": "fall autumn", "WI": "winter"},
    "SEASONS": {"SP": "springs", "SU": "summers", "FA": "falls autumns", "WI": "winters"},
    "DAYPART": {
        "MO": "morning midmorning dawn sunrise daybreak sunup", "AF": "afternoon midafternoon",
        "EV": "evening nightfall dusk sunset sundown", "NI": "night nighttime", "DT": "daytime", "MI": "lunchtime",
    },
    # A length in one word: "a yearlong study".
    "LASTING": {
        "PT1H": "hourlong", "P1D": "daylong", "P1W": "weeklong", "P1M": "monthlong", "P1Y": "yearlong",
        "P10Y": "decadelong", "P100Y": "centurylong",
    },
    "WEEKPART": {"WD": "weekday"},
    "WEEKPARTS": {"WD": "weekdays", "NI": "weeknights"},
    "DAYPARTS": {"MO": "mornings", "AF": "afternoons", "EV": "evenings", "NI": "nights"},
    "TODAY": {"-1": "yesterday", "0": "today", "1": "tomorrow", "NI": "tonight", "ON": "overnight"},
    "NOW": {"PRESENT_REF": "now currently nowadays presently", "PAST_REF": "recently lately previously"},
    "SOON": {"FUTURE_REF": "soon shortly"},
    "DAILY": {
        "P1D": "daily nightly", "P1W": "weekly", "P1M": "monthly", "P1Y": "yearly", "PT1H": "hourly",
        "P2W": "fortnightly biweekly",
    },
    "ABOUT": {
        "APPROX": "about around approximately roughly", "LESS_THAN": "nearly almost under", "MORE_THAN": "over",
    },
    "EARLY": {"START": "early", "END": "late"},
    "MID": {"MID": "mid"},
    "FRACTION": {"1/2": "½", "1/4": "¼", "3/4": "¾"},
    "AMPM": {"a": "am", "p": "pm"},
    "EDGE": {"START": "beginning start", "MID": "middle", "END": "end close"},
    "ZONE": {
        "+00:00": "gmt utc", "-05:00": "est cdt", "-04:00": "edt ast", "-06:00": "cst mdt", "-07:00": "mst pdt",
        "-08:00": "pst", "+01:00": "bst cet", "+02:00": "cest eet sast", "+03:00": "eest msk", "+09:00": "jst kst",
        "+05:30": "ist", "+08:00": "hkt sgt awst", "+10:00": "aest", "+11:00": "aedt",
        # Hours behind Greenwich in winter; "Eastern time" leaves open whether clocks are an hour ahead.
        "US5": "et eastern", "US6": "ct central", "US7": "mt mountain", "US8": "pt pacific",
    },
}  # fmt: skip

# Days that go by their numbers.
NAMED_DAYS = {"9/11": "2001-09-11"}
# Holidays of English-speaking news whose day can be reckoned: month and day; month, weekday and which one (-1 the
# last); days from Easter Sunday (E); the American election day; "+1" is one day
# later.
HOLIDAYS = {
    "Christmas": "12_25", "Christmas Day": "12_25", "Christmas Eve": "12_24", "Boxing Day": "12_26",
    "New Year's": "1_1", "New Year's Day": "1_1", "New Year's Eve": "12_31", "Thanksgiving": "11_4_4",
    "Thanksgiving Day": "11_4_4", "Labor Day": "9_1_1", "Memorial Day": "5_1_-1", "Independence Day": "7_4",
    "Fourth of July": "7_4", "Halloween": "10_31", "Valentine's Day": "2_14", "St. Patrick's Day": "3_17",
    "Veterans Day": "11_11", "Armistice Day": "11_11", "Columbus Day": "10_1_2", "Presidents Day": "2_1_3",
    "Presidents' Day": "2_1_3", "Martin Luther King Day": "1_1_3", "May Day": "5_1", "Bastille Day": "7_14",
    "Juneteenth": "6_19", "Election Day": "ELECTION", "Easter": "E0", "Easter Sunday": "E0", "Easter Monday": "E1",
    "Good Friday": "E-2", "Holy Thursday": "E-3", "Maundy Thursday": "E-3", "Pentecost": "E49",
    "Black Friday": "11_4_4+1", "Cyber Monday": "11_4_4+4", "Mother's Day": "5_7_2", "Father's Day": "6_7_3",
    "MLK Day": "1_1_3", "Groundhog Day": "2_2", "Earth Day": "4_22", "Canada Day": "7_1", "Australia Day": "1_26",
    "Anzac Day": "4_25", "Remembrance Day": "11_11", "Victory Day": "5_9", "Flag Day": "6_14",
    "April Fools' Day": "4_1", "Ash Wednesday": "E-46", "Palm Sunday": "E-7",
}  # fmt: skip


def make_table() -> dict[str, Entry]:
    """Make the table of lower-case words; of two entries of a word the later one stands."""
    entries: list[tuple[str, str, str, int]] = []
    for unit, words in UNIT_WORDS.items():
        singular, _, plural = words.partition(" ")
        entries += [("UNIT", singular, unit, 0), ("UNITS", plural, unit, 0)]
    for kind, first, rows in NUMBERED:
        entries += [(kind, words, "", number) for number, words in enumerate(rows, start=first)]
    entries += [("NOON", words, "", minute) for minute, words in CLOCKS.items()]
    entries += [("DECADE", "noughties aughts", "", 2000)]
    entries += [("DECADE", word, "", 10 * number) for number, word in enumerate(DECADES, start=2)]
    entries += [("QCODE", f"{code.lower()}{number}", code, number) for code, number in ACCOUNT_CODES]
    entries += [(kind, words, "", 0) for kind, words in WORDS.items()]
    entries += [(kind, words, code, 0) for kind, codes in CODED.items() for code, words in codes.items()]
    return {
        word: Entry(KIND_CHARS[kind], code, number) for kind, words, code, number in entries for word in words.split()
    }


TABLE = make_table()

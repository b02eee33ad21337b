"""Names of measures and currencies, and how news writes them.

A measure is named by its singular English name ("percent", "mile", "metre", "month"), kilometre and kilogram by "km"
and "kg", a currency by its ISO 4217 code.  Ages have units of their own ("year of age").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# One line a measure: its name, then the words for it.  A plain plural in "s" need not be listed.
_WORDS = """
percent: per cent, pct, percentage
percentage point: percent point, pct point, pp
point:
basis point: bps, bp
km: kilometer, kilometre, kms
metre: meter
centimetre: centimeter
millimetre: millimeter
nanometre: nanometer
mile: mi
nautical mile:
exabyte:
byte:
electronvolt:
watt hour:
tablespoon: tbsp
teaspoon: tsp
centilitre: centiliter, cl
yard: yds, yd
foot: feet, ft
inch: inches
light-year: light year
square kilometre: square kilometer, sq km, sq. km
square metre: square meter, sq m, sq. m, sqm
square mile: sq mi, sq mile, sq. mile
square foot: square feet, sq ft, sq. ft, sqft
square yard:
square inch: square inches
hectare: ha
acre:
cubic metre: cubic meter
cubic kilometre: cubic kilometer
cubic foot: cubic feet
kg: kilogram, kilogramme, kilo, kgs
gram: gramme
milligram: milligramme
microgram: microgramme
tonne: metric ton, metric tonne
ton: short ton, long ton
megaton:
gigaton: gigatonne
stone:
ounce: oz, troy ounce
pound: lb, lbs
litre: liter
millilitre: milliliter
gallon:
pint:
quart:
barrel: bbl
bushel:
dram:
degree Celsius: degrees Celsius, degree C, degrees C, deg C, degrees centigrade, Celsius, centigrade
degree Fahrenheit: degrees Fahrenheit, degree F, degrees F, deg F, degF, Fahrenheit
degree: deg
kelvin:
watt:
kilowatt:
megawatt:
gigawatt:
terawatt:
kilowatt hour: kilowatt-hour
megawatt hour: megawatt-hour
gigawatt hour: gigawatt-hour
terawatt hour: terawatt-hour
joule:
kilojoule:
megajoule:
kilocalorie: kcal
calorie:
horsepower: hp, horse power
brake horsepower: bhp
volt:
ampere: amp
hertz:
kilohertz:
megahertz:
gigahertz:
decibel:
pascal:
hectopascal: hPa
kilopascal: kPa
megapascal: MPa
pound per square inch: psi
kilopound per square inch: ksi
millibar: mb
newton metre: newton meter, newton-metre
foot pound-force: pound-foot, pound-feet, lb-ft, lb ft, ft-lb
kilobyte:
megabyte:
gigabyte:
terabyte:
petabyte:
kilobit:
megabit:
gigabit:
megapixel: MP
pixel: px
dot per inch: dpi
frame per second: fps
lumen:
carat: ct
karat:
ohm:
newton:
kilonewton: kN
millivolt: mV
milliampere hour: mAh
milliwatt: mW
cubic centimetre: cc, cubic centimeter
acre-foot: acre-feet, acre foot, acre feet
microsecond:
nanosecond:
kilovolt: kV
sievert: Sv
becquerel: Bq
British thermal unit: Btu
million British thermal units: mmBtu
part per million: parts per million, ppm
part per billion: parts per billion, ppb
second: sec, secs
millisecond: ms
minute: min, mins
hour: hr, hrs
day:
night:
week:
fortnight:
month:
year: yr, yrs
decade:
century: centuries
"""
# Unit per unit, as one word.
_COMPOUND = {
    "km/h": ("km", "hour"),
    "kmh": ("km", "hour"),
    "kph": ("km", "hour"),
    "kmph": ("km", "hour"),
    "m/s": ("metre", "second"),
    "km/s": ("km", "second"),
    "mph": ("mile", "hour"),
    "m.p.h.": ("mile", "hour"),
    "mpg": ("mile", "gallon"),
    "mg/dL": ("milligram", "decilitre"),
    "knots": ("nautical mile", "hour"),
    "knot": ("nautical mile", "hour"),
    "Mbps": ("megabit", "second"),
    "Gbps": ("gigabit", "second"),
    "rpm": ("revolution", "minute"),
    "bpm": ("beat", "minute"),
    "bpd": ("barrel", "day"),
    "b/d": ("barrel", "day"),
    "km/hr": ("km", "hour"),
    "Mb/s": ("megabit", "second"),
    "Gb/s": ("gigabit", "second"),
}
# Written with these capitals only: the symbol, then the name of the measure.
_SYMBOLS = dict(
    line.split(" ", 1)
    for line in """
% percent
٪ percent
°C degree Celsius
ºC degree Celsius
°F degree Fahrenheit
ºF degree Fahrenheit
° degree
km km
cm centimetre
mm millimetre
nm nanometre
m metre
eV electronvolt
Wh watt hour
km² square kilometre
km2 square kilometre
m² square metre
m2 square metre
m³ cubic metre
m3 cubic metre
kg kg
mg milligram
µg microgram
μg microgram
mcg microgram
ml millilitre
mL millilitre
W watt
kW kilowatt
MW megawatt
GW gigawatt
TW terawatt
kWh kilowatt hour
MWh megawatt hour
GWh gigawatt hour
TWh terawatt hour
kJ kilojoule
MJ megajoule
Hz hertz
HZ hertz
kHz kilohertz
MHz megahertz
GHz gigahertz
dB decibel
kPa kilopascal
hPa hectopascal
MPa megapascal
Nm newton metre
kB kilobyte
KB kilobyte
MB megabyte
GB gigabyte
TB terabyte
PS metric horsepower
V volt
kV kilovolt
mmHg millimetre of mercury
""".strip().splitlines()
)
# So short that they count only where they touch the digits: "250g", "35C", "118p".
_TOUCHING = {
    "g": "gram",
    "t": "tonne",
    "C": "degree Celsius",
    "F": "degree Fahrenheit",
    "L": "litre",
    "l": "litre",
    "p": "penny",
    "c": "cent",
    "pc": "percent",
}
TIME_UNITS = frozenset("second millisecond minute hour day night week fortnight month year decade century".split())


def _plurals(word: str) -> tuple[str, str]:
    """The word and its regular plural; shortened words have none ("ha" is not "has")."""
    return (word, word + "s" if len(word) > 2 else word)  # noqa: PLR2004


# A noun for money, then each nationality that goes with it ("-": none) and the ISO 4217 code that they name.
_MONEY = """
dollar: - USD, US USD, U.S. USD, American USD, Canadian CAD, Australian AUD, New_Zealand NZD, Hong_Kong HKD
dollar: Singapore SGD, Singaporean SGD, Taiwan TWD, Jamaican JMD, Namibian NAD
pound: sterling GBP, British GBP, Egyptian EGP, Lebanese LBP, Syrian SYP, Sudanese SDG
euro: - EUR
yen: - JPY, Japanese JPY
yuan: - CNY, Chinese CNY
renminbi: - CNY
rupee: - INR, Indian INR, Pakistani PKR, Sri_Lankan LKR, Nepalese NPR
rouble: - RUB, Russian RUB, Belarusian BYN
ruble: - RUB, Russian RUB, Belarusian BYN
hryvnia: - UAH, Ukrainian UAH
shekel: - ILS, Israeli ILS
won: - KRW, South_Korean KRW
lira: - TRY, Turkish TRY
peso: Mexican MXN, Philippine PHP, Argentine ARS, Chilean CLP, Colombian COP
real: Brazilian BRL
rand: - ZAR, South_African ZAR
franc: - CHF, Swiss CHF, CFA XOF
krone: Norwegian NOK, Danish DKK
kroner: Norwegian NOK, Danish DKK
krona: Swedish SEK, Icelandic ISK
kronor: - SEK, Swedish SEK
crown: Swedish SEK, Norwegian NOK, Danish DKK, Czech CZK
koruna: - CZK, Czech CZK
zloty: - PLN, Polish PLN
forint: - HUF, Hungarian HUF
ringgit: - MYR, Malaysian MYR
baht: - THB, Thai THB
rupiah: - IDR, Indonesian IDR
dong: - VND, Vietnamese VND
dirham: - AED, Emirati AED, Moroccan MAD
riyal: - SAR, Saudi SAR, Qatari QAR
dinar: Kuwaiti KWD, Iraqi IQD, Jordanian JOD, Serbian RSD
naira: - NGN, Nigerian NGN
shilling: Kenyan KES, Ugandan UGX, Tanzanian TZS
taka: - BDT
tenge: - KZT
lei: - RON, Romanian RON
lev: - BGN
manat: - AZN
bitcoin: - BTC
cent: - cent, US cent, U.S. cent, Canadian cent, Australian cent
sen: - sen
pence: - penny
"""
CODES = (
    "USD EUR GBP CHF JPY CNY INR AUD CAD HKD SGD NZD SEK NOK DKK PLN RUB UAH TRY ZAR BRL MXN KRW ILS CZK HUF "
    "THB IDR MYR PHP AED SAR EGP NGN KES PKR VND TWD ARS CLP COP RON BGN ISK KZT".split()
)
_SIGNS = {
    "US$": "USD", "US $": "USD", "$US": "USD", "$": "USD", "$A": "AUD", "$C": "CAD", "$NZ": "NZD",
    "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "CDN$": "CAD", "A$": "AUD",
    "AU$": "AUD", "HK$": "HKD", "HK $": "HKD", "NZ$": "NZD", "NZ $": "NZD", "S$": "SGD", "S $": "SGD", "NT$": "TWD",
    "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₴": "UAH", "₪": "ILS", "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₸": "KZT", "Rs.": "INR", "Rs": "INR",
    "RM": "MYR", "Mex$": "MXN", "₿": "BTC", "₾": "GEL", "RMB": "CNY", "kr": "SEK", "zł": "PLN", "Fr": "CHF",
    "PS": "GBP", "Y=": "JPY",
}  # fmt: skip
# "PS" and "Y=" are the signs for pounds and yen in texts folded to ASCII.
SIGNS = _SIGNS | {code: code for code in CODES}
MONEY = frozenset(SIGNS.values()) | {"cent", "penny", "sen"}


def _measure_words() -> dict[str, str]:
    """Every lower-case word for a measure, with the name of the measure."""
    found: dict[str, str] = {}
    for line in _WORDS.strip().splitlines():
        name, _, others = line.partition(":")
        for word in (name, *(other.strip() for other in others.split(",") if other.strip())):
            for form in _plurals(word):
                found[form.lower()] = name
    return found


def _money_words() -> dict[str, str]:
    """Every lower-case word for money, with its code."""
    found: dict[str, str] = {}
    for line in _MONEY.strip().splitlines():
        noun, _, others = line.partition(":")
        for other in others.split(","):
            nation, code = other.split()
            for form in _plurals(noun):
                if nation == "sterling":
                    found[f"{form} sterling"] = code
                found[(form if nation == "-" else f"{nation.replace('_', ' ')} {form}").lower()] = code
    return found


# Bare "m", "nm", "K" and the like as words would be too many other things: they are symbols.
WORDS = {
    word: name
    for word, name in _measure_words().items()
    if len(word) > 1 and word not in {"nm", "ms", "as", "js", "ks", "ws", "vs", "gs"}
}
MONEY_WORDS = _money_words()


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GAP = r"(?P<gap>[ \u00a0\u2009\u202f-]?)"
NAMES = WORDS | MONEY_WORDS
NEXT_WORDS = re.compile(r"[ \u00a0\u2009\u202f-]?([^\W\d_][\w.²³/-]{0,24}(?: [\w.²³/-]{1,24}){0,3})")
BY_COMPOUND = re.compile(rf"{_GAP}(?P<word>{_either(_COMPOUND)})(?!\w)")
BY_SYMBOL = re.compile(rf"{_GAP}(?P<word>{_either(_SYMBOLS)})(?![\w²³])")
BY_LETTER = re.compile(rf"(?P<word>{'|'.join(_TOUCHING)})(?!\w)")
BY_SIGN = re.compile(rf" ?(?P<word>€|£|₽|zł|\$(?!\d)|{'|'.join(CODES)}|kr)(?!\w)")
BEFORE = re.compile(rf"(?<!\w)(?:{_either(SIGNS)})[ \u00a0]?\Z")
WEIGHED = re.compile(r"\b(?:weigh|lost|lose|losing|gained|body|lift|bench)", re.IGNORECASE)
PAID = re.compile(
    r"\b(?:paid|pay|costs?|worth|priced?|fine[ds]?|earn\w*|spen[dt]\w*|rais\w+|sold|sell\w*|charg\w+|bills?|fees?|"
    r"salary|wages?|owe[ds]?)\b"
)
SHOWN = re.compile(r"\b(?:screen|video|display|resolution|stream|camera|pixel|HD)", re.IGNORECASE)  # "in 1080p"
LIGHT = Decimal(1000)  # "208 pounds" is a weight, "500,000 pounds" is money
SIGN_WIDTH = 6
LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure or currency written at ``start`` to ``end``; ``per`` is what a compound such as "mph" is taken over."""

    name: str
    start: int
    end: int
    per: str | None = None


def find_unit(text: str, end: int, value: Decimal) -> Unit | None:
    """The measure written right behind a number that ends at ``end``; its ``value`` tells weights from money."""
    if (compound := BY_COMPOUND.match(text, end)) is not None:
        name, per = _COMPOUND[compound["word"]]
        return Unit(name, end, compound.end(), per)
    if (symbol := BY_SYMBOL.match(text, end)) is not None:
        return Unit(_SYMBOLS[symbol["word"]], end, symbol.end())
    if (word := find_word(text, end)) is not None:
        written, stop = word
        sterling = written in {"pound", "pounds"} and is_money(text, end, stop, value)
        return Unit("GBP" if sterling else NAMES[written], end, stop)
    letter = BY_LETTER.match(text, end)
    lines = (
        letter is not None and letter["word"] == "p" and SHOWN.search(text, max(0, end - LOOK_BACK), end + LOOK_BACK)
    )
    if letter is not None and text[end - 1].isdigit() and not lines:
        return Unit(_TOUCHING[letter["word"]], end, letter.end())
    sign = BY_SIGN.match(text, end)
    return Unit(SIGNS[sign["word"]], end, sign.end()) if sign is not None else None


def find_word(text: str, end: int) -> tuple[str, int] | None:
    """The longest name of a measure or currency in the words behind ``end``, in lower case, and where it ends."""
    following = NEXT_WORDS.match(text, end)
    if following is None:
        return None
    words = following[1].lower()
    while words not in NAMES:
        if words.endswith("."):
            words = words[:-1]
        elif (cut := max(words.rfind(" "), words.rfind("-"), words.rfind("/"))) > 0:
            words = words[:cut]
        else:
            return None
    return words, following.start(1) + len(words)


def is_money(text: str, start: int, end: int, value: Decimal) -> bool:
    """Tell pounds sterling from pounds of weight by the words around them, then by size."""
    before = text[max(0, start - LOOK_BACK) : start]
    if PAID.search(before):
        return True
    if WEIGHED.search(before) or text.startswith((" of ", " heavier", " lighter"), end):
        return False
    return value >= LIGHT


def find_sign(text: str, start: int) -> Unit | None:
    """The currency written before a number that begins at ``start``."""
    low = max(0, start - SIGN_WIDTH)
    match = BEFORE.search(text[low:start])
    return Unit(SIGNS[match.group().strip()], low + match.start(), start) if match is not None else None

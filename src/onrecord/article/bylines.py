"""Lines that say who wrote and when: recognised as whole lines only, so that reporting is never taken for one.

Dates are read in six languages (en de fr es ru uk); a date whose day and month could be exchanged is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene января янв січня січ",
            "february feb februar février févr fév febrero февраля фев лютого лют",
            "march mar märz mär mars marzo марта мар березня бер",
            "april apr avril avr abril abr апреля апр квітня кві",
            "may mai mayo мая травня тра",
            "june jun juni juin junio июня июн червня чер",
            "july jul juli juillet juil julio июля июл липня лип",
            "august aug août aout agosto ago августа авг серпня сер",
            "september sep sept septembre septiembre сентября сен сент вересня вер",
            "october oct oktober okt octobre octubre октября окт жовтня жов",
            "november nov novembre noviembre ноября ноя листопада лис",
            "december dec dezember dez décembre déc diciembre dic декабря дек грудня гру",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)? (?:de |d')?{MONTH},? (?:de |del )?(?P<year2>(?:19|20)\d\d)"
    rf"|{MONTH.replace('month', 'month3')} (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year3>(?:19|20)\d\d)"
    r"|(?P<day4>\d{1,2})[./](?P<number4>\d{1,2})[./](?P<year4>(?:19|20)\d\d)",
    re.IGNORECASE,
)
WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonntag|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|"
    r"вторник|среда|"
    r"четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя)(?:day)?\.?"
)
STAMP_WORD = (
    r"(?:first )?(?:published|updated|last updated|last modified|modified|posted|created|date|veröffentlicht|"
    r"aktualisiert|stand|"
    r"erschienen|zuletzt aktualisiert|publié|publiée|mis à jour|mise à jour|modifié|publicado|publicada|actualizado|"
    r"actualizada|"
    r"опубликовано|обновлено|дата|дата публикации|опубліковано|оновлено)"
)
CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d{1,2}(?= ?[ap]\.?m))(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|h|edt|est|et|ct|mt|pt|"
    r"pst|pdt|gmt|utc|bst|cet|cest|msk|мск|ist|mdt|mst|cdt|cst|akst|hst|jst|aest)){0,2}"
)
STAMP_START = re.compile(rf"(?:{STAMP_WORD}\b ?:? ?)?(?:on |le |am |el |vom |den )?(?:{WEEKDAY},? )?", re.IGNORECASE)
STAMP_END = re.compile(rf"(?P<date>.{{6,30}}?),? ?(?:at|um|à|a las|в|о|-|–|\||·)? ?{CLOCK}", re.IGNORECASE)
AGO = re.compile(
    rf"(?:{STAMP_WORD}:? ?)?(?:\d{{1,3}}|an?|one|vor \d{{1,3}}|il y a \d{{1,3}}|hace \d{{1,3}}) ?(?:seconds?|"
    rf"minutes?|mins?|hours?|hrs?|h|days?|weeks?|"
    r"stunden?|minuten?|tagen?|heures?|jours?|horas?|minutos?|días?|час\w{0,3}|минут\w?|дн\w{1,2}|годин\w?|"
    r"хвилин\w?)(?: ago| назад| тому)?"
    r"|(?:reading time|lesezeit|lesedauer|temps de lecture|lecture|tiempo de lectura|lectura|время чтения|читать|"
    r"час читання|читати)? ?:? ?"
    r"(?:de )?\d{1,3}[ -]?(?:min(?:ute)?s?\.?|minuten|minutos?|минут\w?|мин|хв|хвилин\w?)(?: ?(?:read|reading|"
    r"lesezeit|de lecture|de lectura|чтения|читання|listen))?",
    re.IGNORECASE,
)
NAME_WORD = r"(?:[^\W\d_a-zа-яіїєґßà-ÿ][\w'’.-]{0,24}|de|van|von|der|den|la|le|del|da|di|bin|al|el)"
NAME = rf"{NAME_WORD}(?: {NAME_WORD}){{1,4}}"
NAMES = re.compile(rf"{NAME}(?:(?:, | and | und | et | y | и | та | & |, and ){NAME}){{0,5}}")
PREFIX = re.compile(
    r"(?:By|BY|by|Von|VON|Par|PAR|Por|POR|Text|Story by|Written by|Reported by|Words by|Автор|Авторы|Автори|Авторка|"
    r"Текст|Автор текста)(?: ?: ?| )"
)
STAFF = re.compile(
    r"(?P<name>[^,|]{2,40} (?:staff|Staff|Reporters?|reporters?|newsroom|Newsroom|editors?|Redaktion|desk|team))|"
    r"(?:Staff|News|Wire) (?:Reporter|Writer|Report|Services?)"
)
SPLIT_NAMES = re.compile(r", and |, | and | und | et | y | и | та | & ")
TAIL = re.compile(r"(?:, | ?[|·•–—-] ?| in | for | для )(?P<rest>[^|]{2,80})$")
OFFICE = re.compile(r"\b(?:staff|writers?|reporters?|correspondents?|editors?)\b", re.IGNORECASE)
MAX_BYLINE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of the article: its authors, its day, or neither (a reading time)."""

    authors: tuple[str, ...] = ()
    day: date | None = None


def read_byline(line: str) -> Byline | None:
    """Read a line that is nothing but a byline, a time stamp or a reading time; ``None`` for anything else.

    >>> read_byline("Irina Belova, 2025-03-14")
    Byline(authors=('Irina Belova',), day=datetime.date(2025, 3, 14))
    >>> read_byline("By the end of the day, 2025-03-14 was forgotten.")
    """
    line = " ".join(line.split())
    if not line or len(line) > MAX_BYLINE_CHARS:
        return None
    if AGO.fullmatch(line):
        return Byline()
    day = read_stamp(line)
    if day is not None:
        return Byline(day=day)
    prefix = PREFIX.match(line)
    return read_names(line[prefix.end() :], is_certain=True) if prefix else read_names(line, is_certain=False)


def read_stamp(line: str) -> date | None:
    """Read a line that is a day, with or without a word before and a time after it."""
    start = STAMP_START.match(line)
    words = line[start.end() :] if start else line
    with_time = STAMP_END.fullmatch(words)
    return read_day(words) or (read_day(with_time["date"]) if with_time else None)


def read_names(words: str, *, is_certain: bool) -> Byline | None:
    """Read names with what may follow them; without "By" before them a day must follow."""
    match = STAFF.match(words) or NAMES.match(words)
    if match is None:
        return None
    rest = words[match.end() :].strip(" ,|·•–—-")
    if not rest and not is_certain:
        return None
    day = read_stamp(rest) if rest else None
    if rest and day is None and not (is_certain and is_role(words[match.end() :])):
        return None
    names = [name.strip() for name in SPLIT_NAMES.split(match.group()) if name.strip()]
    return Byline(authors=tuple(name for name in names if not OFFICE.search(name) or len(names) == 1), day=day)


def is_role(rest: str) -> bool:
    """Tell whether what follows a name is an office, an outlet or a place, and not a sentence."""
    match = TAIL.fullmatch(rest)
    return bool(match) and not rest.rstrip().endswith((".", "?", "!", ":")) and len(rest.split()) <= 8  # noqa: PLR2004


def read_day(words: str) -> date | None:
    """Read a full date; ``None`` when it is none, is impossible or could be meant in two ways.

    >>> read_day("14 March 2025"), read_day("03/04/2025")
    (datetime.date(2025, 3, 14), None)
    """
    match = DATE.fullmatch(words)
    if match is None:
        return None
    parts = match.groupdict()
    year = parts["year"] or parts["year2"] or parts["year3"] or parts["year4"]
    day = parts["day"] or parts["day2"] or parts["day3"] or parts["day4"]
    month = parts["number"] or parts["number4"] or MONTHS.get((parts["month"] or parts["month3"] or "").lower())
    if month is None or (parts["number4"] and "/" in words and int(day) <= 12 and day != month):  # noqa: PLR2004 - months
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

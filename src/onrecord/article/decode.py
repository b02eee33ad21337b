"""Bytes to text: byte order mark, declared charset, UTF-8, and only then a careful guess.

Labels mean what browsers mean by them (WHATWG Encoding standard): ``iso-8859-1`` is windows-1252, ``gb2312`` is
GB 18030.  A wrong guess would change words, so bytes that fit nothing well are refused.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from onrecord.article.language import function_words
from onrecord.article.reject import undecodable

if TYPE_CHECKING:
    from onrecord.domain import Capture

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-8",
}
# Encodings that are no encoding of text, or that can be made to expand or run without bound.
REFUSED = frozenset({"utf-7", "utf7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,30})", re.IGNORECASE
)
META_BYTES = 8192
SAMPLE_BYTES = 16_384
DAMAGED_SHARE = 1 / 500
MIN_LIKENESS = 0.1
ONE_BYTE = ("cp1252", "cp1251", "koi8-r", "koi8-u", "cp1250", "cp1254", "cp866", "iso8859-2")
# Frequent signs, and the share of all beyond ASCII that they have in running text at the least.
WIDE = {
    "cp932": ("[ぁ-ゖァ-ヺ]", 0.3),
    "euc_jp": ("[ぁ-ゖァ-ヺ]", 0.3),
    "cp949": ("[가-힣]", 0.9),
    "gb18030": ("[的是在了一不有中国人]", 0.06),
    "big5hkscs": ("[的是在了一不有中國人]", 0.06),
}
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"
ALPHABETS = {
    "en": "éèêëàâçñöüïôœæ",
    "de": "äöüßéàèç",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíóúüñç",
    "it": "àèéìíòóùú",
    "pt": "áàâãçéêíóôõúü",
    "nl": "éèëïöüáóç",
    "pl": "ąćęłńóśźż",
    "ru": CYRILLIC + "ёъыэ",
    "uk": CYRILLIC + "ґєії",
    "da": "æøåé",
    "sv": "åäöéü",
    "nb": "æøåéòó",
    "cs": "áčďéěíňóřšťúůýž",
    "ro": "ăâîșțşţ",
    "tr": "çğıiöşüâî",
}
ODD_CAPITAL = re.compile("(?<=[a-zà-ÿа-я])[À-ÞА-Я]")
LETTERS = re.compile(r"[^\W\d_]+")
NULL_SHARE = 0.2
WRONG_SIGNS = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")


def decode(capture: Capture) -> str:
    """Decode a payload; InputError (undecodable) when no encoding fits."""
    payload = capture.payload
    for mark, encoding in BYTE_ORDER_MARKS:
        if payload.startswith(mark):
            return decode_marked(payload[len(mark) :], encoding, capture.locator)
    unmarked = find_utf16(payload)
    if unmarked:
        return payload.decode(unmarked, errors="replace")
    declared = [name for name in (capture.charset, charset_of(capture.media_type), find_meta_charset(payload)) if name]
    for encoding in [*filter(None, map(known_encoding, declared)), "utf-8"]:
        text = try_decode(payload, encoding)
        if text is not None:
            return text
    repaired = repair_utf8(payload)
    return repaired if repaired is not None else guess(payload, declared, capture.locator)


def decode_marked(payload: bytes, encoding: str, locator: str) -> str:
    """Decode what a byte order mark announces; a stray byte is replaced, a wrong mark refused."""
    text = payload.decode(encoding, errors="replace")
    if text.count("\ufffd") > 1 + len(text) * DAMAGED_SHARE:
        raise undecodable(locator, encoding.upper(), None)
    return text


def find_utf16(payload: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero bytes of its ASCII characters."""
    head = payload[:SAMPLE_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > NULL_SHARE * len(head) and even * 10 < odd:
        return "utf-16-le"
    if even > NULL_SHARE * len(head) and odd * 10 < even:
        return "utf-16-be"
    return None


def charset_of(media_type: str | None) -> str | None:
    """Read the charset parameter of a media type."""
    match = re.search(r"charset=[\"']?([\w.:-]{2,30})", media_type or "", re.IGNORECASE)
    return match[1] if match else None


def find_meta_charset(payload: bytes) -> str | None:
    """Read the charset a page declares in its first bytes."""
    match = META_CHARSET.search(payload[:META_BYTES])
    return match[1].decode("ascii", errors="ignore") if match else None


def known_encoding(label: str) -> str | None:
    """Translate a label to one of Python's text encodings; ``None`` when there is none."""
    label = label.strip().lower()
    name = AS_BROWSERS_DO.get(label, label)
    if name in REFUSED:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # A page that declares UTF-16 in bytes that could be read up to the declaration is UTF-8, as in browsers.
    return "utf-8" if found.name.startswith(("utf-16", "utf-32")) else found.name if is_text_encoding(found) else None


def is_text_encoding(found: codecs.CodecInfo) -> bool:
    """Tell text encodings from transforms such as zip and base64."""
    return bool(getattr(found, "_is_text_encoding", True))


def try_decode(payload: bytes, encoding: str) -> str | None:
    """Decode strictly; ``None`` when a byte does not fit."""
    try:
        return payload.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def repair_utf8(payload: bytes) -> str | None:
    """Decode UTF-8 with a few damaged bytes, which become U+FFFD; ``None`` when it is something else."""
    text = payload.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text[:SAMPLE_BYTES]) - text[:SAMPLE_BYTES].count("\ufffd")
    return text if damaged <= 1 + len(text) * DAMAGED_SHARE and (whole > damaged or damaged == 1) else None


def guess(payload: bytes, declared: list[str], locator: str) -> str:
    """Guess the encoding: the one that makes the most words of a known language out of the bytes."""
    wide = guess_wide(payload)
    if wide is not None:
        return wide
    sample = payload[:SAMPLE_BYTES]
    scores = {encoding: likeness(sample, encoding) for encoding in ONE_BYTE}
    best = max(scores, key=lambda encoding: scores[encoding])
    text = try_decode(payload, best) if scores[best] >= MIN_LIKENESS else None
    if text is None:
        tried = ", ".join([*declared, "UTF-8"])
        raise undecodable(locator, f"{tried} or any encoding known here", first_misfit(payload))
    return text


def likeness(sample: bytes, encoding: str) -> float:
    """Say how much a sample reads like a language: its share of function words and of that language's letters."""
    text = try_decode(sample, encoding)
    if text is None or WRONG_SIGNS.search(text):
        return 0.0
    words = [match.group().lower() for match in LETTERS.finditer(text)]
    if not words:
        return 0.0
    odd_capitals = len(ODD_CAPITAL.findall(text))
    foreign = [letter for word in words for letter in word if letter > "\x7f"]
    best = 0.0
    for code, known in function_words().items():
        share = sum(word in known for word in words) / len(words)
        strange = sum(letter not in ALPHABETS[code] for letter in foreign) + odd_capitals
        best = max(best, share * max(0.0, 1 - strange / (len(foreign) or 1)))
    return best


def guess_wide(payload: bytes) -> str | None:
    """Try the encodings of East Asia; ``None`` unless enough of the most frequent signs of their language comes out."""
    for encoding, (signs, share) in WIDE.items():
        text = try_decode(payload, encoding)
        head = (text or "")[:SAMPLE_BYTES]
        beyond = sum(sign > "\x7f" for sign in head)
        if text is not None and beyond and len(re.findall(signs, head)) >= share * beyond:
            return text
    return None


def first_misfit(payload: bytes) -> int | None:
    """Find the first byte that is not UTF-8."""
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None

"""Pasted text to blocks: the lines of a page without its markup.

The words stay as they are; ``page_text`` is the input with white space normalised.  A line is called a headline or
a byline only when the lines around it leave no doubt: everything else is body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.article.blocks import Block, Page, Role
from onrecord.article.bylines import Byline, read_byline
from onrecord.article.messages import COUNTS, EDGE_PUNCTUATION, weigh_blocks
from onrecord.article.phrases import read_lines, read_opener, simplify
from onrecord.domain import DateOrigin, Precision, PublishedAt
from onrecord.text import normalise_page_text, paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD_BLOCKS = 8
MAX_HEADLINE_CHARS = 180
MIN_HEADLINE_WORDS = 3
MAX_SUBHEADING_CHARS = 100
MIN_LIVE_ENTRIES = 3
MAX_CREDIT_CHARS = 160
MAX_CAPTION_CHARS = 400
SENTENCE_END = (".", "!", "?", "…", ".”", '."', "?”", "!”", ".’", "”", "»", "“", '"', ":")
LIVE_TIME = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|gmt|bst|et|est|edt|utc|cet|cest|msk|мск|h))?(?= "
    r"?[-–—|:·] ?\S| \S|$)",
    re.IGNORECASE,
)
POST_SIGNATURE = re.compile(r"[—–-]{1,2} ?.{2,60}\(@\w{1,40}\).{0,60}")
POST_TAIL = re.compile(
    r".*[ ,(—–-](?:Telegram|Twitter|X|Facebook|Instagram|VK|Truth Social|Bluesky|Threads|TikTok|Mastodon|"
    r"Телеграм),? .{3,30}",
    re.DOTALL,
)
POST_DATE = re.compile(r"\d{1,2}")
POST_LINK = re.compile(r"\bpic\.twitter\.com/\w|\bhttps?://t\.co/\w")
CAPTION_TAIL = re.compile(
    r".*(?:[.!?”“\"»)]|\b) ?[(\[]?(?:photo|photograph|picture|image|foto|bild|grafik|graphic|infografik|crédit|"
    r"crédits|фото|світлина|credit|"
    r"courtesy)(?: by| credit| courtesy| of)?(?: ?[:/©]| by| courtesy) ?[^.]{2,60}[)\].]?",
    re.IGNORECASE | re.DOTALL,
)
AGENCY_TAIL = re.compile(
    r".*[ (/|](?:AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|EFE|Getty|Getty Images|Getty Images/AFP|AP Photo|Shutterstock|"
    r"ТАСС|РИА Новости|"
    r"УНІАН|Укрінформ)\)?",
    re.DOTALL,
)
QUOTE_MARKS = ("“", '"', "„", "«", "‘", "'")


def read_plain(text: str) -> Page:
    """Read pasted text into blocks."""
    page_text, _ = normalise_page_text(text)
    ranges = paragraphs(page_text)
    lines = [page_text[start:end] for start, end in ranges]
    bylines = {
        index: byline
        for index in range(len(lines))
        if (byline := read_byline(lines[index])) and may_be_byline(lines, index)
    }
    roles = assign_roles(lines, bylines)
    blocks = tuple(
        Block(start=start, end=end, text=page_text[start:end], role=role)
        for (start, end), role in zip(ranges, roles, strict=True)
    )
    headlines = [line for line, role in zip(lines, roles, strict=True) if role is Role.HEADLINE]
    read = [bylines[index] for index in bylines if roles[index] is Role.BYLINE]
    return Page(
        text=page_text,
        blocks=blocks,
        title=headlines[0] if headlines else None,
        authors=next((byline.authors for byline in read if byline.authors), ()),
        published_at=publication(read),
    )


def publication(bylines: Sequence[Byline]) -> PublishedAt | None:
    """Take the first day that a byline states."""
    days = [byline.day for byline in bylines if byline.day]
    return PublishedAt(value=days[0].isoformat(), precision=Precision.DAY, origin=DateOrigin.BYLINE) if days else None


def may_be_byline(lines: Sequence[str], index: int) -> bool:
    """Tell whether a byline may stand here: before the report has begun, or beside another one."""
    return sum(reads_like_sentence(line) for line in lines[:index]) <= 1 and index < HEAD_BLOCKS


def reads_like_sentence(line: str) -> bool:
    """Tell whether a line ends as running text does and is long enough for it."""
    return line.endswith(SENTENCE_END) and len(line.split()) > MIN_HEADLINE_WORDS


def assign_roles(lines: Sequence[str], bylines: dict[int, Byline]) -> list[Role]:
    """Give each line its role."""
    roles = [Role.BYLINE if index in bylines else role_of(line) for index, line in enumerate(lines)]
    headline = find_headline(lines, roles)
    if headline is not None:
        roles[headline] = Role.HEADLINE
    mark_live_entries(lines, roles)
    mark_posts(lines, roles)
    mark_captions(lines, roles)
    mark_subheadings(lines, roles)
    return roles


def role_of(line: str) -> Role:
    """Recognise what a line says of itself: a correction, a picture's credit."""
    words = simplify(line).lstrip("*([ ")
    if read_opener("correction").match(words):
        return Role.CORRECTION
    if len(line) <= MAX_CREDIT_CHARS and read_opener("credit").match(words):
        return Role.CAPTION
    if len(line) <= MAX_CAPTION_CHARS and read_opener("staff").match(words):
        return Role.CREDIT
    if len(line) <= MAX_CAPTION_CHARS and not line.startswith(QUOTE_MARKS):
        tail = line[-90:]
        if (CAPTION_TAIL.fullmatch(tail) and not line.endswith("?")) or AGENCY_TAIL.fullmatch(tail):
            return Role.CAPTION
    return Role.BODY


def find_headline(lines: Sequence[str], roles: Sequence[Role]) -> int | None:
    """Find the headline: the first line that is no control, when it does not end as a sentence and sentences follow."""
    for index, line in enumerate(lines[:HEAD_BLOCKS]):
        if roles[index] is Role.BYLINE or is_control(line) or is_message(line):
            continue
        can_be = (
            roles[index] is Role.BODY and len(line) <= MAX_HEADLINE_CHARS and len(line.split()) >= MIN_HEADLINE_WORDS
        )
        if can_be and not ends_like_body(line) and line[:1].upper() == line[:1]:
            following = sum(reads_like_sentence(each) for each in lines[index + 1 :])
            return index if following > 1 or (following and Role.BYLINE in roles[index + 1 : index + 3]) else None
        if len(line.split()) >= MIN_HEADLINE_WORDS or roles[index] is not Role.BODY:
            return None
    return None


def is_message(line: str) -> bool:
    """Tell whether a line above the headline is plainly the publisher's: a disclaimer, a cookie notice."""
    block = Block(start=0, end=len(line), text=line, role=Role.BODY)
    return any(evidence.verdict for evidence in weigh_blocks([block], quotations(line, ((0, len(line)),)), None))


def ends_like_body(line: str) -> bool:
    """Tell whether a line ends as a paragraph does: a full stop or comma, also inside a closing quotation mark."""
    bare = line.rstrip("”\"»’'“) ")
    return bare.endswith((".", ",", ";", ":")) or line.startswith(QUOTE_MARKS) != line.endswith(
        ("”", '"', "“", "»", "’", "'")
    )


def is_control(line: str) -> bool:
    """Tell whether a line is a known label."""
    words = simplify(line).strip(EDGE_PUNCTUATION)
    return words in read_lines() or bool(COUNTS.fullmatch(words))


def mark_live_entries(lines: Sequence[str], roles: list[Role]) -> None:
    """Type lines that start with a time of day, when there are several: a live blog."""
    timed = [index for index, line in enumerate(lines) if LIVE_TIME.match(line) and roles[index] is Role.BODY]
    if len(timed) >= MIN_LIVE_ENTRIES:
        for index in timed:
            roles[index] = Role.LIVE_ENTRY


def mark_posts(lines: Sequence[str], roles: list[Role]) -> None:
    """Type quoted posts by their signature, and the line that a signature signs."""
    for index, line in enumerate(lines):
        if roles[index] is not Role.BODY:
            continue
        if POST_SIGNATURE.fullmatch(line):
            roles[index] = Role.EMBED
            if index and roles[index - 1] is Role.BODY:
                roles[index - 1] = Role.EMBED
        elif POST_LINK.search(line) or (
            POST_TAIL.fullmatch(line[-80:]) and POST_DATE.search(line[-12:]) and not line.endswith(".")
        ):
            roles[index] = Role.EMBED


def mark_captions(lines: Sequence[str], roles: list[Role]) -> None:
    """Type the line above a bare picture credit at the head of the page."""
    for index in range(1, min(len(lines), HEAD_BLOCKS)):
        is_credit = roles[index] is Role.CAPTION and len(lines[index].split()) <= HEAD_BLOCKS
        if is_credit and roles[index - 1] is Role.BODY and index > 1 and roles[index - 2] is not Role.BODY:
            roles[index - 1] = Role.CAPTION


def mark_subheadings(lines: Sequence[str], roles: list[Role]) -> None:
    """Type short lines between sentences that end without a stop."""
    for index in range(1, len(lines) - 1):
        line = lines[index]
        is_label = (
            roles[index] is Role.BODY
            and len(line) <= MAX_SUBHEADING_CHARS
            and not line.endswith((*SENTENCE_END, ",", ";"))
        )
        if is_label and reads_like_sentence(lines[index - 1]) and reads_like_sentence(lines[index + 1]):
            roles[index] = Role.SUBHEADING

"""An HTML page to blocks: the tree keeps the words, the guides say where the main text is, the markup types the rest.

Inside the element that holds the main text everything shown becomes a block, also what the guides left out: captions,
quoted posts, corrections, live entries are typed; what lies outside the first and the last paragraph of main text and
is no such thing is marked as a message container.  Menus, headers and footers of the site are no blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree, html

from onrecord.article.blocks import Block, Page, Role
from onrecord.article.bylines import read_byline
from onrecord.article.guides import (
    MAX_GUIDED_CHARS,
    MAX_GUIDED_DEPTH,
    MAX_GUIDED_ELEMENTS,
    Shingles,
    find_main_text,
    shingles,
)
from onrecord.article.metadata import Metadata, read_metadata
from onrecord.article.phrases import read_opener, simplify
from onrecord.article.plain import LIVE_TIME, MIN_LIVE_ENTRIES, read_plain
from onrecord.article.reject import MAX_TAGS, check_length, no_article, too_large
from onrecord.article.tree import HEADINGS, Run, Walk, ancestors, walk
from onrecord.domain import MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from onrecord.domain import Capture

XML_DECLARATION = re.compile(r"^\s{0,200}<\?xml[^>]{0,300}\?>")
GUIDED_SHARE = 0.6
ZONE_SHARE = 0.9
MAX_ZONE_GROWTH = 2.5
MAX_CONTAINER_SHARE = 0.35
MIN_PROSE_CHARS = 60
LINK_HEAVY = 0.5
MIN_TITLE_OVERLAP = 0.5
MAX_BYLINE_CHARS = 200
MAX_CORRECTION_CHARS = 1500
MAX_CREDIT_CHARS = 400
MAX_HEAD_RUNS = 12
MIN_FOUND_SHARE = 0.4
MIN_FOUND_CHARS = 400
MAX_STANDFIRSTS = 4
MIN_LEAD_WORDS = 5
STANDFIRST_REACH = 6
MAX_ATTRIBUTE_CHARS = 1000
MAX_SCRIPT_CHARS = 400_000
# Over long runs of white space some searches of the guides take quadratic time.
LONG_SPACE = re.compile(r"\s{20,}")
SENTENCE_END = (".", "!", "?", "…", "”", '"', "»", "“", "’", ":")
SEPARATOR = "\n\n"


def read_page(text: str, capture: Capture) -> Page:
    """Read an HTML page into blocks; InputError when it is too large or holds no words."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise too_large(capture.locator, f"{tags:,} tags", f"{MAX_TAGS:,} tags")
    root = parse(text)
    if root is None:
        raise no_article(capture.locator, "no HTML element in it")
    walked = walk(root)
    check_length("".join(run.text for run in walked.runs), capture.locator)
    is_ordinary = tags <= 2 * MAX_GUIDED_ELEMENTS and depth_of(walked) <= MAX_GUIDED_DEPTH
    is_ordinary = is_ordinary and sum(len(run.text) for run in walked.runs) <= MAX_GUIDED_CHARS
    metadata = read_metadata(root, capture, is_ordinary=is_ordinary)
    found, marks = find_main_text(root, (run.text for run in walked.runs if is_prose(run)), is_ordinary=is_ordinary)
    guided = [is_guided(run, marks) for run in walked.runs] if marks else guide_alone(walked)
    if is_elsewhere(found, walked, guided):
        return from_text(found, metadata)
    return make_page(walked, guided, metadata)


def parse(text: str) -> _Element | None:
    """Parse as browsers forgive; ``None`` when there is nothing to parse."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    payload = LONG_SPACE.sub(" ", XML_DECLARATION.sub("", text)).replace("\x00", "").encode("utf-8", errors="replace")
    try:
        root = html.document_fromstring(payload, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    lighten(root)
    return root


def lighten(root: _Element) -> None:
    """Drop what only browsers need and what slows the guides down: long attributes, long scripts and styles."""
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if len(value) > MAX_ATTRIBUTE_CHARS:
                del element.attrib[name]
        if element.tag in {"script", "style"} and len(element.text or "") > MAX_SCRIPT_CHARS:
            element.text = None


def depth_of(walked: Walk) -> int:
    """Count the deepest nesting of block elements, up to just over what the guides are trusted with."""
    depths = [0]
    for node in walked.nodes[1:]:
        depths.append(depths[node.parent] + 1)
    return max(depths)


def is_prose(run: Run) -> bool:
    """Tell whether a run looks like a paragraph of running text."""
    context = run.context
    is_text = (
        len(run.text) >= MIN_PROSE_CHARS and run.linked < LINK_HEAVY * len(run.text) and run.text.endswith(SENTENCE_END)
    )
    return (
        is_text and not context.is_chrome and not context.in_aside and not context.in_control and not context.containers
    )


def is_guided(run: Run, marks: Shingles) -> bool:
    """Tell whether the guides chose a run: most of its shingles are among theirs."""
    own = shingles(run.text)
    return bool(own) and not run.context.is_chrome and len(own & marks) >= GUIDED_SHARE * len(own)


def guide_alone(walked: Walk) -> list[bool]:
    """Choose without guides: the prose under the element that holds most of it, near relations first."""
    scores: Counter[int] = Counter()
    for run in walked.runs:
        if is_prose(run):
            for distance, node in enumerate(ancestors(walked, run.context.node)):
                if distance > 3:  # noqa: PLR2004 - as far as a column of text is from its paragraphs
                    break
                scores[node] += len(run.text) // (distance + 1)
    if not scores:
        return [False] * len(walked.runs)
    best = max(scores, key=lambda node: scores[node])
    return [is_prose(run) and is_inside(walked, run.context.node, best) for run in walked.runs]


def is_inside(walked: Walk, node: int, outer: int) -> bool:
    """Tell whether an element is another one or inside it."""
    return outer <= node < max(walked.nodes[outer].end, outer + 1) or outer == 0


def is_elsewhere(found: str, walked: Walk, guided: Sequence[bool]) -> bool:
    """Tell whether the guides found a text that the page does not show: one that its scripts carry."""
    shown = sum(len(run.text) for run, chosen in zip(walked.runs, guided, strict=True) if chosen)
    return len(found) >= MIN_FOUND_CHARS and shown < MIN_FOUND_SHARE * len(found)


def from_text(found: str, metadata: Metadata) -> Page:
    """Make a page of a text without markup."""
    return add_metadata(read_plain(found), metadata)


def add_metadata(page: Page, metadata: Metadata) -> Page:
    """Add what the page's markup says to what its words say."""
    return replace(
        page,
        title=metadata.title or page.title,
        url=metadata.url,
        publisher=metadata.publisher,
        authors=metadata.authors or page.authors or byline_authors(page.blocks),
        declared_language=metadata.language,
        published_at=metadata.published_at or page.published_at,
    )


def byline_authors(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Read the authors from the first byline that names any."""
    bylines = (read_byline(block.text) for block in blocks if block.role is Role.BYLINE)
    return next((byline.authors for byline in bylines if byline and byline.authors), ())


def make_page(walked: Walk, guided: Sequence[bool], metadata: Metadata) -> Page:
    """Choose, type and place the blocks."""
    zone = find_zone(walked, guided)
    title_at = find_title(walked, guided, metadata.title, zone)
    head = head_runs(guided, title_at)
    chosen = [
        index
        for index, run in enumerate(walked.runs)
        if index == title_at
        or guided[index]
        or (not run.context.is_chrome and (index in head or is_inside(walked, run.context.node, zone)))
    ]
    drafts = list(type_runs(walked, guided, chosen, title_at))
    blocks, position = [], 0
    for draft in drafts:
        blocks.append(replace(draft, start=position, end=position + len(draft.text)))
        position += len(draft.text) + len(SEPARATOR)
    page = Page(
        text=SEPARATOR.join(block.text for block in blocks),
        blocks=tuple(blocks),
        title=None if title_at is None else walked.runs[title_at].text,
        has_login=walked.has_password,
    )
    return add_metadata(page, metadata)


def head_runs(guided: Sequence[bool], title_at: int | None) -> range:
    """Name the runs between the headline and the first paragraph, when they are few: byline, standfirst, summary."""
    first = next((index for index, is_main in enumerate(guided) if is_main and index != title_at), 0)
    return range(title_at + 1, first) if title_at is not None and first - title_at <= MAX_HEAD_RUNS else range(0)


def type_runs(walked: Walk, guided: Sequence[bool], chosen: Sequence[int], title_at: int | None) -> Iterator[Block]:
    """Give the chosen runs their roles and containers; they are placed later."""
    ignored = lying_containers(walked, chosen)
    live = sum(bool(LIVE_TIME.match(walked.runs[index].text)) for index in chosen) >= MIN_LIVE_ENTRIES
    body = [index for index in chosen if guided[index] and index != title_at]
    first, last = (body[0], body[-1]) if body else (len(walked.runs), -1)
    standfirsts = 0
    for index in chosen:
        run, is_main = walked.runs[index], guided[index]
        role = Role.HEADLINE if index == title_at else find_role(run, is_guided=is_main, live=live)
        container = find_container(run, ignored)
        if container is MessageKind.OTHER and role in {Role.EMBED, Role.CAPTION, Role.CREDIT}:
            container = None
        if container is None and role in {Role.BODY, Role.SUBHEADING} and not first <= index <= last:
            is_near = title_at is not None and title_at < index <= title_at + STANDFIRST_REACH and may_lead(run)
            is_standfirst = index < first and standfirsts < MAX_STANDFIRSTS and (is_near or is_prose(run))
            standfirsts += is_standfirst
            container = None if is_standfirst else outside_kind(run)
        elif container is None and role is Role.BODY and not is_main and not may_be_body(run):
            container = outside_kind(run)
        yield Block(
            start=0,
            end=len(run.text),
            text=run.text,
            role=role,
            container=container,
            is_guided=is_main,
            link_share=min(1.0, run.linked / len(run.text)),
        )


def outside_kind(run: Run) -> MessageKind:
    """Name what lies beside the main text."""
    return MessageKind.RELATED if run.linked >= LINK_HEAVY * len(run.text) else MessageKind.OTHER


def may_lead(run: Run) -> bool:
    """Tell whether a run right under the headline may be a standfirst or a point of a summary."""
    return len(run.text.split()) >= MIN_LEAD_WORDS and not run.linked and not run.context.in_control


def may_be_body(run: Run) -> bool:
    """Tell whether a run between paragraphs of main text may be one, though the guides left it out."""
    if run.linked >= LINK_HEAVY * len(run.text) or run.context.in_control:
        return False
    return run.text.endswith(SENTENCE_END) or run.context.in_list or len(run.text) >= MIN_PROSE_CHARS


def find_zone(walked: Walk, guided: Sequence[bool]) -> int:
    """Find the element that holds the main text: the smallest with nearly all of it, or an article around it."""
    weights: Counter[int] = Counter()
    shown: Counter[int] = Counter()
    for run, chosen in zip(walked.runs, guided, strict=True):
        for node in ancestors(walked, run.context.node):
            shown[node] += 0 if run.context.is_chrome else len(run.text)
            weights[node] += len(run.text) if chosen else 0
    total = sum(len(run.text) for run, chosen in zip(walked.runs, guided, strict=True) if chosen)
    if not total:
        return 0
    zone = max((node for node in weights if weights[node] >= ZONE_SHARE * total), default=0)
    for node in ancestors(walked, zone):
        if walked.nodes[node].is_body and shown[node] <= MAX_ZONE_GROWTH * total:
            return node
    return zone


def find_title(walked: Walk, guided: Sequence[bool], title: str | None, zone: int) -> int | None:
    """Find the headline on the page: the run that says what the metadata say, or the only main heading in the zone."""
    words = frozenset(simplify(title or "").split())
    best, best_overlap = None, MIN_TITLE_OVERLAP
    headings: list[int] = []
    for index, run in enumerate(walked.runs):
        if run.context.heading == "h1" and not run.context.containers:
            headings.append(index)
        own = frozenset(simplify(run.text).split())
        overlap = len(own & words) / max(len(own | words), 1)
        is_candidate = run.context.heading in HEADINGS or (
            not guided[index] and overlap == 1.0 and not run.context.is_chrome
        )
        if is_candidate and overlap > best_overlap:
            best, best_overlap = index, overlap
    inside = [index for index in headings if is_inside(walked, walked.runs[index].context.node, zone)]
    if best is None and len(inside) == 1:
        return inside[0]
    return headings[0] if best is None and len(headings) == 1 else best


def lying_containers(walked: Walk, chosen: Sequence[int]) -> frozenset[MessageKind]:
    """Find kinds whose names stand around too much of the text to be true."""
    total = sum(len(walked.runs[index].text) for index in chosen)
    shares: Counter[MessageKind] = Counter()
    for index in chosen:
        run = walked.runs[index]
        if is_prose_of(run):
            shares.update({kind: len(run.text) for kind in {kind for kind, _ in run.context.containers}})
    return frozenset(kind for kind, chars in shares.items() if chars > MAX_CONTAINER_SHARE * total)


def is_prose_of(run: Run) -> bool:
    """Tell whether a run is running text, whatever stands around it."""
    return len(run.text) >= MIN_PROSE_CHARS and run.linked < LINK_HEAVY * len(run.text)


def find_container(run: Run, ignored: frozenset[MessageKind]) -> MessageKind | None:
    """Name the kind of message the elements around a run announce, the innermost first."""
    kinds = [kind for kind, _ in reversed(run.context.containers) if kind not in ignored]
    if kinds:
        return kinds[0]
    if run.context.in_aside and run.linked >= LINK_HEAVY * len(run.text):
        return MessageKind.RELATED
    return None


def find_role(run: Run, *, is_guided: bool, live: bool) -> Role:
    """Type a run by its markup and its first words."""
    role, text = run.context.role, run.text
    words = simplify(text).lstrip("*([ ")
    if run.context.in_control and not is_guided:
        return Role.CONTROL
    if len(text) <= MAX_CORRECTION_CHARS and (role is Role.CORRECTION or read_opener("correction").match(words)):
        return Role.CORRECTION
    if role is Role.BYLINE and len(text) <= MAX_BYLINE_CHARS and not (is_guided and text.endswith(".")):
        return Role.BYLINE
    if read_byline(text) is not None and not text.endswith("."):
        return Role.BYLINE
    if role in {Role.CAPTION, Role.EMBED}:
        return role
    if len(text) <= MAX_BYLINE_CHARS and read_opener("credit").match(words):
        return Role.CAPTION
    if len(text) <= MAX_CREDIT_CHARS and read_opener("staff").match(words):
        return Role.CREDIT
    if role is Role.LIVE_ENTRY or (live and LIVE_TIME.match(text)):
        return Role.LIVE_ENTRY
    return Role.SUBHEADING if run.context.heading in HEADINGS else Role.BODY

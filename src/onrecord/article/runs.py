"""What the order of blocks says: lists, letters, boxes and comments are messages as a whole, not line by line.

Each rule takes the evidence and the verdicts so far and adds verdicts; none takes one back.  Rules that pull neutral
blocks in stop at the first block that reads like reporting, because a false drop is as bad as a leak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.article.blocks import Role
from onrecord.article.messages import EXEMPT, LEANING, STRONG, Evidence, Verdict, matches_opener, weigh_blocks
from onrecord.domain import MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.article.blocks import Block
    from onrecord.text import Quotation

Verdicts = list[Verdict | None]

BOXES = frozenset({MessageKind.NEWSLETTER, MessageKind.PAYWALL, MessageKind.APPEAL, MessageKind.COOKIE})
MAX_HEADLINE_CHARS = 170
MAX_LIST = 15
MAX_BOX = 5
LETTER_LOOKAHEAD = 2
MENU_RUN = 5
SECOND_PART = 0.4
LINK_LIST = 0.5
QUOTE_LED = ("“", '"', "„", "«", "‘", "'", "”", "‚", "‹", "»")
TESTIMONIAL = re.compile(
    r"\b(?:i|i'm|i've|my|me|we|our|us|ich|mein\w*|wir|je|j'|mon|ma|nous|yo|mi|me|nos|я|мой|моя|мне|мы|мій|моя|мені|"
    r"ми)\b"
)
PATRON = re.compile(
    r"\b(?:subscriber|reader|member|supporter|donor|patron|founder|publisher|listener|abonnent\w*|leser\w*|lecteur|"
    r"lectrice|"
    r"abonnée?|suscriptora?|lectora?|soci[oa]|читател\w*|подписчик\w*|читач\w*|передплатни\w*|підписни\w*)\b"
)
HANDLE_LINE = re.compile(r"[\w.\-]{2,30}(?: \w[\w.\-]{0,20})?(?: ?\([^)]{1,30}\))? ?: \S")
COMMENT_META = re.compile(
    r"(?:^\S.{1,30} (?:says|said|wrote|writes|schreibt|a écrit|dice|пишет|пише)(?: on| at| am| le| el|:)? .{0,30}\d|"
    r"\b\d{1,4} ?(?:h|min|minutes?|hours?|days?|weeks?|months?|years?) ago\b|"
    r"\bvor \d{1,4} (?:stunden?|minuten?|tagen?)|\bil y a \d{1,4}|\bhace \d{1,4}|"
    r"(?<!\d)\d{1,4} (?:час|мин|дн|год|хв|тижд)\w{0,6} (?:назад|тому)|"
    r"^(?:reply|report|like|antworten|répondre|responder|ответить|відповісти)\b)"
)
BIO = re.compile(
    r"\b(?:is|was|ist|est|es) (?:an?|the|our|eine?|une?)? ?(?:[\w'’-]+ ){0,4}(?:reporter|correspondent|editor|"
    r"editor-in-chief|"
    r"columnist|journalist|writer|producer|contributor|fellow|author|professor|bureau chief|intern|redakteur\w*|"
    r"korrespondent\w*|"
    r"journaliste|correspondante?|periodista|reporter[oa]|corresponsal|redactora?)\b"
)
BIO_MORE = re.compile(
    r"(?:@|\bfollow\b|\bcovers?\b|\bcovering\b|\bbased in\b|\bwrites (?:about|on|for)\b|\breports? (?:on|for|"
    r"from)\b|\bauthor of\b|"
    r"\bjoined\b|\bemail\b|\breached\b|\bprevious(?:ly)?\b|\bat (?:the )?[\w ]{0,30}(?:university|institute|times|"
    r"post|news)\b|"
    r"\bschreibt\b|\bberichtet\b|\bcouvre\b|\bcubre\b|\bescribe\b)"
)
MAX_BIO_CHARS = 420
BIO_VERB = re.compile(
    r"\b(?:is|was|has|lives|writes|covers|reports|works|teaches|ist|hat|schreibt|lebt|est|a|écrit|vit|es|ha|escribe|vive)\b"
)
MIN_KEPT_BEFORE_BIO = 4
LAST_KEPT = 3
MIN_HEADLINE_WORDS = 3
MAX_HEADLINE_WORDS = 22
MIN_LAST_HEADLINES = 2
MAX_PERSONAL_SHARE = 0.2
PERSONAL_TEXT_SHARE = 0.35
MIN_PLAIN_BLOCKS = 4
BULLETS = "-–—•*·"
MIN_PROSE_CHARS = 60


def classify(
    blocks: Sequence[Block], quotes: Iterable[Quotation], publisher: str | None, authors: Sequence[str] = ()
) -> Verdicts:
    """Give every block its verdict: ``None`` for reporting and what belongs to it, or the kind and the rule."""
    evidence = weigh_blocks(blocks, quotes, publisher)
    verdicts: Verdicts = [each.verdict for each in evidence]
    spare_personal_texts(evidence, verdicts)
    for rule in (
        set_menus_aside,
        take_lists,
        take_letters,
        take_boxes,
        take_comments,
        take_neighbours,
        take_testimonials,
    ):
        rule(evidence, verdicts)
    take_bios(evidence, verdicts, authors)
    for rule in (take_tail, take_box_headings, take_last_headlines):
        rule(evidence, verdicts)
    return verdicts


def spare_personal_texts(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Trust cues only where the text itself says "we" and "you": a speech, an interview, advice."""
    plain = [each for each in evidence if not each.cue_score and len(each.block.text) >= MIN_PROSE_CHARS]
    personal = sum(each.speaks_for_publisher or each.addresses_reader for each in plain)
    if len(plain) < MIN_PLAIN_BLOCKS or personal <= PERSONAL_TEXT_SHARE * len(plain):
        return
    for index, verdict in enumerate(verdicts):
        if verdict is not None and verdict.by == "cues" and evidence[index].cue_score < 1.0:
            verdicts[index] = None


def is_open(evidence: Evidence, verdict: Verdict | None) -> bool:
    """Tell whether a rule may still take this block."""
    return verdict is None and evidence.block.role not in EXEMPT


def set_menus_aside(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside runs of one- and two-word lines before the first and after the last sentence: menus, tags."""
    sentences = [
        index for index, each in enumerate(evidence) if each.block.text.endswith((".", "!", "?", "”", '"', "»"))
    ]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(evidence), -1)
    run: list[int] = []
    for index in [*(i for i in range(len(evidence)) if i < first or i > last), -1]:
        is_label = index >= 0 and len(evidence[index].block.text.split()) <= 2 and (not run or run[-1] == index - 1)  # noqa: PLR2004
        if is_label:
            run.append(index)
            continue
        if len(run) >= MENU_RUN:
            for member in run:
                if is_open(evidence[member], verdicts[member]):
                    verdicts[member] = Verdict(MessageKind.OTHER, "menu")
        run = []


def take_lists(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside the headlines under "Read also", "Most read" and their like."""
    for index, each in enumerate(evidence):
        if each.block.role in EXEMPT or not opens_list(each, verdicts[index]):
            continue
        verdicts[index] = verdicts[index] or Verdict(MessageKind.RELATED, "list-heading")
        for follower in range(index + 1, min(index + 1 + MAX_LIST, len(evidence))):
            if (
                not is_open(evidence[follower], verdicts[follower])
                and evidence[follower].block.role is not Role.LIVE_ENTRY
            ):
                if verdicts[follower] is None:
                    break
                continue
            if not is_listed_headline(evidence[follower]):
                break
            verdicts[follower] = Verdict(MessageKind.RELATED, "list")


def opens_list(evidence: Evidence, verdict: Verdict | None) -> bool:
    """Tell whether a block announces a list: a known heading, or a short invitation to read that names no headline."""
    if matches_opener("list", evidence, whole=True):
        return True
    is_invitation = verdict is not None and verdict.kind is MessageKind.RELATED and verdict.by == "cues"
    text = evidence.block.text.rstrip(": ")
    return (
        is_invitation
        and evidence.is_short
        and ":" not in text
        and not ends_sentence(text)
        and not evidence.quoted_share
    )


def is_listed_headline(evidence: Evidence) -> bool:
    """Tell whether a block may be a headline in a list of links, and not the next paragraph of the report."""
    block, text = evidence.block, evidence.block.text
    if block.is_guided is not None:
        is_heading = block.role is Role.SUBHEADING and block.link_share < LINK_LIST
        return block.link_share >= LINK_LIST or (
            len(text) <= MAX_HEADLINE_CHARS and not ends_sentence(text) and not is_heading
        )
    return len(text) <= MAX_HEADLINE_CHARS and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence of running text does; headlines may end in a question or a quotation."""
    bare = text.rstrip("”\"»’'“)] ")
    return bare.endswith((".", ",", ";", ":")) or (bare != text and bare.endswith(("!", "?", "…")))


def take_letters(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside letters of the publisher from their opening to the last line that speaks as one."""
    for index, each in enumerate(evidence):
        if each.block.role in EXEMPT or not opens_letter(each):
            continue
        verdicts[index] = verdicts[index] or Verdict(MessageKind.APPEAL, "letter-opening")
        end = find_letter_end(evidence, verdicts, index)
        for follower in range(index + 1, end):
            if is_open(evidence[follower], verdicts[follower]):
                verdicts[follower] = Verdict(MessageKind.APPEAL, "letter")


def opens_letter(evidence: Evidence) -> bool:
    """Tell an opening line from a report that starts with the same words."""
    if not matches_opener("letter", evidence):
        return False
    looks_like_line = evidence.is_short and not evidence.reports
    return looks_like_line or evidence.score >= LEANING or (evidence.speaks_for_publisher and evidence.addresses_reader)


def find_letter_end(evidence: Sequence[Evidence], verdicts: Verdicts, start: int) -> int:
    """Find the block after the letter: neutral blocks belong to it while the publisher speaks again soon after."""
    end = index = start + 1
    while index < len(evidence) and index - end <= LETTER_LOOKAHEAD:
        if evidence[index].block.role in EXEMPT:
            break
        if continues_letter(evidence[index], verdicts[index]):
            end = index + 1
        index += 1
    return end


def continues_letter(evidence: Evidence, verdict: Verdict | None) -> bool:
    """Tell whether a block speaks as the letter does."""
    if verdict is not None:
        return verdict.kind in BOXES
    return (
        evidence.speaks_for_publisher
        or (evidence.addresses_reader and not evidence.reports)
        or evidence.score >= LEANING
    )


def take_boxes(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside what stands between the first line of a box and a line that can only stand inside one."""
    personal = is_personal(evidence, verdicts)
    for index, each in enumerate(evidence):
        praises = each.block.text.startswith(QUOTE_LED) and each.cue_score >= LEANING
        invites = not personal and each.addresses_reader and not each.reports and len(each.block.text) <= MAX_BIO_CHARS
        if (praises or invites) and is_open(each, verdicts[index]) and is_closed(evidence, verdicts, index):
            verdicts[index] = Verdict(each.kind if each.cue_score else MessageKind.NEWSLETTER, "inside-box")
        verdict = verdicts[index]
        if verdict is None or verdict.kind not in BOXES or closes_box(each, verdict):
            continue
        end = find_box_end(evidence, verdicts, index)
        for follower in range(index + 1, end):
            if is_open(evidence[follower], verdicts[follower]):
                verdicts[follower] = Verdict(verdict.kind, "inside-box")


def find_box_end(evidence: Sequence[Evidence], verdicts: Verdicts, start: int) -> int:
    """Find the last closing line of the box that ``start`` opens; ``start`` when reporting comes first."""
    end = start
    for index in range(start + 1, min(start + 1 + MAX_BOX, len(evidence))):
        verdict = verdicts[index]
        if verdict is not None:
            end = index if closes_box(evidence[index], verdict) else end
        elif evidence[index].block.role in EXEMPT or not fits_box(
            evidence[index], closed=is_closed(evidence, verdicts, index)
        ):
            break
    return end


def closes_box(evidence: Evidence, verdict: Verdict) -> bool:
    """Tell whether a message cannot be the first line of its box: a button, a form field, the small print."""
    return verdict.kind in BOXES and (verdict.by in {"line", "control"} or matches_opener("closer", evidence))


def is_closed(evidence: Sequence[Evidence], verdicts: Verdicts, index: int) -> bool:
    """Tell whether the next block closes a box."""
    after = verdicts[index + 1] if index + 1 < len(verdicts) else None
    return after is not None and closes_box(evidence[index + 1], after)


def fits_box(evidence: Evidence, *, closed: bool) -> bool:
    """Tell whether a neutral block may stand inside a box: a label, an address to the reader, a satisfied customer.

    Right before the line that closes the box (``closed``) any block that starts with a quotation may.
    """
    if closed and evidence.block.text.startswith(QUOTE_LED) and len(evidence.block.text) <= MAX_BIO_CHARS:
        return True
    if evidence.is_short and not evidence.reports and not evidence.block.text.startswith(QUOTE_LED):
        return True
    if evidence.speaks_for_publisher or (evidence.addresses_reader and not evidence.reports):
        return True
    return is_testimonial(evidence)


def is_testimonial(evidence: Evidence) -> bool:
    """Tell whether a quotation praises the publisher: it leads, its speaker says "I", or is a subscriber."""
    text = evidence.block.text
    if not text.startswith(QUOTE_LED):
        return False
    return bool(TESTIMONIAL.search(text.lower()) or PATRON.search(text.lower())) or evidence.quoted_share == 1.0


def take_comments(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside readers' comments: all from their heading on, when it stands late and comments follow."""
    total = sum(len(each.block.text) for each in evidence)
    before = 0
    for index, each in enumerate(evidence):
        before += len(each.block.text)
        verdict = verdicts[index]
        is_cue = verdict is not None and verdict.kind is MessageKind.COMMENTS and each.is_short
        is_opener = matches_opener("comments", each, whole=True)
        if not is_opener and not is_cue:
            continue
        follows = any(is_comment(other) for other in evidence[index + 1 : index + 3])
        if is_opener or follows:
            verdicts[index] = verdicts[index] or Verdict(MessageKind.COMMENTS, "comments-heading")
            rest = range(index + 1, len(evidence))
            if before >= SECOND_PART * total or follows:
                take_rest(evidence, verdicts, rest)
                return


def take_rest(evidence: Sequence[Evidence], verdicts: Verdicts, rest: range) -> None:
    """Set aside every block of a range that is still open, as comments."""
    for follower in rest:
        if verdicts[follower] is None and evidence[follower].block.role not in {Role.HEADLINE, Role.CORRECTION}:
            verdicts[follower] = Verdict(MessageKind.COMMENTS, "comments")


def is_comment(evidence: Evidence) -> bool:
    """Tell whether a block has the form of a reader's comment."""
    text = evidence.block.text
    return bool(HANDLE_LINE.match(text) or COMMENT_META.search(text.lower()))


def take_bios(evidence: Sequence[Evidence], verdicts: Verdicts, authors: Sequence[str]) -> None:
    """Set aside who the author is, when that is among the last things on the page."""
    kept = [index for index, verdict in enumerate(verdicts) if verdict is None]
    if len(kept) < MIN_KEPT_BEFORE_BIO:
        return
    for index in kept[-LAST_KEPT:]:
        each = evidence[index]
        if is_open(each, None) and len(each.block.text) <= MAX_BIO_CHARS and not each.reports and is_bio(each, authors):
            verdicts[index] = Verdict(MessageKind.OTHER, "author-bio")


def is_bio(evidence: Evidence, authors: Sequence[str]) -> bool:
    """Tell whether a block introduces an author: one named in the byline, or somebody who writes for a living."""
    if any(evidence.block.text.startswith(author) for author in authors):
        return bool(BIO_VERB.search(evidence.words))
    return not evidence.quoted_share and bool(BIO.search(evidence.words) and BIO_MORE.search(evidence.words))


def take_testimonials(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside what a subscriber says right after a box."""
    for index in range(1, len(evidence)):
        before, each = verdicts[index - 1], evidence[index]
        if before is None or before.kind not in BOXES or not is_open(each, verdicts[index]):
            continue
        if (
            each.block.text.startswith(QUOTE_LED)
            and PATRON.search(each.words)
            and len(each.block.text) <= MAX_BIO_CHARS
        ):
            verdicts[index] = Verdict(before.kind, "testimonial")


def is_personal(evidence: Sequence[Evidence], verdicts: Verdicts) -> bool:
    """Tell whether what is kept so far says "we" and "you" outside quotations, as opinion pieces and advice do."""
    kept = [each for each, verdict in zip(evidence, verdicts, strict=True) if verdict is None]
    return sum(each.speaks_for_publisher or each.addresses_reader for each in kept) > MAX_PERSONAL_SHARE * len(kept) + 1


def take_tail(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside what the publisher says between messages after the last report.

    Not where the article itself says "we" and "you": an opinion piece ends in the voice it began with.
    """
    if is_personal(evidence, verdicts):
        return
    waiting: list[int] = []
    has_box = False
    for index in range(len(evidence) - 1, 0, -1):
        each, verdict = evidence[index], verdicts[index]
        if verdict is not None:
            has_box = has_box or verdict.kind in BOXES
        elif is_open(each, verdict) and (each.speaks_for_publisher or each.addresses_reader) and not each.reports:
            waiting.append(index)
        else:
            break
    if has_box:
        for index in waiting:
            verdicts[index] = Verdict(MessageKind.APPEAL, "tail")


def take_box_headings(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside a heading right above a box: what a reader would take for its title."""
    for index in range(len(evidence) - 1):
        each, after = evidence[index], verdicts[index + 1]
        if after is None or after.kind not in BOXES or after.by in {"line", "control"}:
            continue
        if not is_open(each, verdicts[index]) or each.block.role in {Role.CAPTION, Role.EMBED}:
            continue
        is_title = each.is_short and not each.reports and not each.quoted_share and not ends_sentence(each.block.text)
        if is_title and len(each.block.text.split()) > 1:
            verdicts[index] = Verdict(after.kind, "box-heading")


def take_last_headlines(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside headlines after the last sentence of pasted text: what else the outlet offers to read."""
    run: list[int] = []
    for index in range(len(evidence) - 1, -1, -1):
        each = evidence[index]
        if verdicts[index] is not None:
            continue
        text = each.block.text
        is_line = each.block.is_guided is None and each.block.role in {Role.BODY, Role.SUBHEADING}
        if text[0] in BULLETS or text.endswith(("!", "?")):
            break
        if not is_line or ends_sentence(text) or not MIN_HEADLINE_WORDS <= len(text.split()) <= MAX_HEADLINE_WORDS:
            break
        run.append(index)
    if len(run) >= MIN_LAST_HEADLINES and len(run) < len(evidence) // 2:
        for index in run:
            verdicts[index] = Verdict(MessageKind.RELATED, "last-headlines")


def take_neighbours(evidence: Sequence[Evidence], verdicts: Verdicts) -> None:
    """Set aside blocks that lean towards a message and stand beside one, in both directions."""
    order = list(range(len(evidence)))
    for path in (order, order[::-1]):
        step = 1 if path is order else -1
        for index in path:
            beside = index - step
            if (
                not is_open(evidence[index], verdicts[index])
                or not 0 <= beside < len(evidence)
                or verdicts[beside] is None
            ):
                continue
            neighbour = verdicts[beside]
            if neighbour is not None and leans(evidence[index], neighbour):
                verdicts[index] = Verdict(evidence[index].kind, "neighbour")


def leans(evidence: Evidence, neighbour: Verdict) -> bool:
    """Tell whether some evidence of its own lets a block follow its neighbour."""
    block = evidence.block
    if not evidence.cue_score and block.is_guided and len(block.text) >= MIN_PROSE_CHARS:
        return False
    if evidence.score >= STRONG:
        return True
    return (
        evidence.score >= LEANING
        and not evidence.reports
        and (neighbour.kind in BOXES or neighbour.kind == evidence.kind)
    )

"""The fixed lists of the domain: each word has one meaning, and is written as it stands in the JSON."""

from __future__ import annotations

from enum import StrEnum


class QuotationType(StrEnum):
    """How much of a content stands between quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class StatementType(StrEnum):
    """What the cue makes of the content."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    INTENTION = "intention"
    QUESTION = "question"
    REQUEST = "request"
    REFUSAL = "refusal"


class ParagraphKind(StrEnum):
    """What a paragraph of the article text is; all kinds are kept in the text, only some are read for statements."""

    HEADLINE = "headline"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CORRECTION = "correction"
    EMBED = "embed"
    LIVE_ENTRY = "live_entry"


class MessageKind(StrEnum):
    """What a publisher message wants from the reader."""

    APPEAL = "appeal"
    NEWSLETTER = "newsletter"
    PAYWALL = "paywall"
    DISCLAIMER = "disclaimer"
    RELATED = "related"
    COOKIE = "cookie"
    COMMENTS = "comments"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a publication time is known."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class DateOrigin(StrEnum):
    """Where a publication time was read."""

    JSON_LD = "json-ld"
    META = "meta"
    TIME_ELEMENT = "time-element"
    HTMLDATE = "htmldate"
    BYLINE = "byline"
    USER = "user"


class RejectReason(StrEnum):
    """Why an input could not be read; a fixed list, so that rejections can be counted."""

    NOT_FOUND = "not-found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    PDF = "pdf"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too-large"
    FETCH_REFUSED = "fetch-refused"  # an address that is not fetched: its scheme, host or port, or robots.txt
    FETCH_FAILED = "fetch-failed"  # no answer, or half of one: DNS, connection, time, length
    HTTP_STATUS = "http-status"  # the server answered with something other than the page
    BAD_ROW = "bad-row"  # a row of a table whose values cannot be what their columns say
    LOGIN_PAGE = "login-page"
    NO_ARTICLE = "no-article"
    TOO_SLOW = "too-slow"
    WORKER_DIED = "worker-died"
    INTERNAL_ERROR = "internal-error"


class SpeakerKind(StrEnum):
    """What kind of body speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """What kind of thing a mention is about; ``GROUP`` is several persons."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    PLACE = "place"
    OBJECT = "object"
    EVENT = "event"
    TIME = "time"
    ABSTRACT = "abstract"


class MediumKind(StrEnum):
    """The channel of an utterance."""

    SOCIAL_POST = "social_post"
    BRIEFING = "briefing"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    SPEECH = "speech"
    LETTER = "letter"
    DOCUMENT = "document"
    BROADCAST = "broadcast"
    COURT = "court"
    POLL = "poll"
    MESSAGE = "message"
    OTHER = "other"


class FigureModifier(StrEnum):
    """How a figure is bounded by the words around it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Change(StrEnum):
    """Direction of a change that a figure measures."""

    UP = "up"
    DOWN = "down"


class RelationKind(StrEnum):
    """How one figure stands to another of the same list."""

    EXCHANGE = "exchange"
    RATE = "rate"
    OF_TOTAL = "of_total"
    FROM_TO = "from_to"


class FigureRole(StrEnum):
    """What a figure states of the thing that it measures: "rose by 5 %", "rose to 5 %", "5 % of the plan" differ."""

    AMOUNT = "amount"  # how much or how many there is: "20,000 troops", "$3 million"
    DIFFERENCE = "difference"  # by how much something changed or exceeds another: "rose 5 %", "up 5 %", "by 254 %"
    LEVEL = "level"  # where something stands before or after a change: "rose to 5 %", "from 9.1"
    SHARE = "share"  # a part of a whole: "5 % of voters", "three in four", "half the crop"
    MULTIPLE = "multiple"  # a factor: "doubled", "three times the average", "twice"


class Certainty(StrEnum):
    """What the resolution of a time expression rests on."""

    EXPLICIT = "explicit"  # the words alone: "22 September 2022"
    RELATIVE = "relative"  # the words and the publication date: "late Thursday", "last year"
    CONTEXT = "context"  # another expression of the text: "the same day", "two days earlier"
    AMBIGUOUS = "ambiguous"  # another reading is about as likely; the bounds hold the chosen one
    UNANCHORED = "unanchored"  # nothing to resolve against: "recently", "days after the raid", no publication date


class Direction(StrEnum):
    """On which side of its anchor a time lies."""

    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


class TimeBasis(StrEnum):
    """What a time of saying rests on."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    CONTEXT = "context"
    PUBLICATION = "publication"

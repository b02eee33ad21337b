"""How the offices of two people stand to each other, and the words beside them that name bodies, places and tasks.

Two reasons that are weighed one beside the other: what the two do, and for whom.  A reason tells which is found; what
it weighs is not known here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.speakers.name_forms import fold
from onrecord.speakers.roles import Roles, share_words
from onrecord.speakers.word_tables import read_sections, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ANY_FIELD = "any"
# Held by one or few at a time; other words for what people do are callings, which many share.
_OFFICES = frozenset(
    ("politics", office)
    for office in (
        "head-of-state",
        "head-of-government",
        "vice",
        "minister",
        "governor",
        "mayor",
        "diplomat",
        "party",
        "legislator",
    )
)
_OF_MANY = frozenset(("daily life", calling) for calling in ("resident", "student", "worker"))
# Parts that people of any field have in a story.
_PARTS = frozenset({("daily life", "resident"), ("case", "party-to-a-case"), ("politics", "candidate")})
_SPEAKS_FOR = frozenset({("politics", "spokesperson")})
# Reasons that, together, tell two holders of like offices from one another.
_AT_ONE_TIME = frozenset({"the same office", "the same calling", "the same kind of calling", "a calling of many"})


class Calling(NamedTuple):
    """What one person does and for whom, as titles state it.

    ``fields``: those of the offices, else those that other words of the titles tell; ``trades``: the words for the
    offices, folded ("goalkeeper"); ``proper``: words of titles with a capital; ``about``: telling words of articles.
    """

    roles: Roles
    fields: frozenset[str]
    trades: frozenset[str]
    proper: frozenset[str]
    about: frozenset[str]


def read_calling(roles: Roles, titles: Iterable[str], proper: frozenset[str], about: frozenset[str]) -> Calling:
    """Gather what one person does from roles that were read from these titles."""
    words = frozenset(word for title in titles for word in fold(title).split())
    trades = words & _read_trades() - read_words("names", "idle") - roles.words
    offices = roles._replace(offices=roles.offices - _PARTS)
    return Calling(roles, offices.fields or find_fields(words), trades, proper, about)


@cache
def _read_trades() -> frozenset[str]:
    """All words for offices that tell more than that somebody leads."""
    sections = read_sections("roles")
    named = (name for field, lines in sections.items() if field != _ANY_FIELD for line in lines for name in line[1:])
    leading = frozenset(name for line in sections[_ANY_FIELD] for name in line[1:])
    return frozenset(word for name in named for word in fold(name.replace("~", " ")).split()) - leading


def find_fields(words: frozenset[str]) -> frozenset[str]:
    """The fields of work that words beside an office tell: a director of the opera is in the arts."""
    return frozenset(field for field in read_sections("fields") if not words.isdisjoint(read_words("fields", field)))


def compare_callings(left: Calling, right: Calling) -> Iterator[str]:
    """What the offices have in common or not, then what the words beside them have; nothing where titles are silent."""
    offices, words = tuple(_relate_offices(left, right)), tuple(_relate_words(left, right))
    if "a calling of many" in offices and "all words of a title in the other" in words:
        words = ("some words of the titles",)  # residents of one town are many
    yield from (*offices, *words)
    if "another field" in offices and "all words of a title in the other" in words:
        yield "another field at one body"
    if _AT_ONE_TIME.intersection(offices) and "other words in the titles" in words:
        yield "one office of two bodies or places"


def _relate_offices(left: Calling, right: Calling) -> Iterator[str]:
    one, other = left.roles.offices, right.roles.offices
    shared = one & other
    telling = frozenset(office for office in shared if office[0] != _ANY_FIELD)
    speaks = [bool(offices & _SPEAKS_FOR) for offices in (one, other)]
    if telling & _OFFICES or (shared - telling and _lead_one_country(left.roles, right.roles)):
        yield "the same office"
    elif telling and telling <= _OF_MANY:
        yield "a calling of many"
    elif telling:
        yield "the same calling" if share_words(left.trades, right.trades) else "the same kind of calling"
    elif one and other and any(speaks) and not all(speaks):
        yield "one speaks for another"
    elif left.fields & right.fields:
        yield "the same field"
    elif left.fields and right.fields:
        yield "another field"
    elif shared:
        yield "both lead"


def _lead_one_country(one: Roles, other: Roles) -> bool:
    """Whether the titles of two who lead name the same country and nothing else: "the US president"."""
    return bool(one.countries) and one.countries == other.countries and not one.words and not other.words


def _relate_words(left: Calling, right: Calling) -> Iterator[str]:
    """How the words of titles relate; a word that the other's article has instead speaks for neither."""
    one, other = left.roles.words, right.roles.words
    if not one or not other:
        return
    shared, shared_other = share_words(one, other), share_words(other, one)
    if not shared:
        if not share_words(one, right.about) and not share_words(other, left.about):
            yield "other words in the titles"
    elif len(shared) == len(one) or len(shared_other) == len(other):
        yield "all words of a title in the other"
    elif (left.proper & one) - shared and (right.proper & other) - shared_other:
        yield "other words in the titles"  # each has a name of its own: two parties in one parliament
    else:
        yield "some words of the titles"


def hold_other_offices(left: Calling, right: Calling) -> bool:
    """Whether both have offices and none is the same."""
    one, other = left.roles.offices, right.roles.offices
    return bool(one and other) and one.isdisjoint(other)

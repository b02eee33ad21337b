"""Known entities: entries of lists from elsewhere, and what a rule says of them and the identities of speakers.

An entry is kept in every version that was imported; the newest is compared.  It is no identity of its own: of hundreds
of thousands a record meets few.  A rule's judgement is about an entry and the first speaker of an identity, and links
what replaying all judgements lets it link (``identities.replay_around``).

Where to look: an entry is kept under the keys that its like asks for, so an identity finds it under its own.  A key
that more than ``MAX_OF_KEY`` entries share tells nobody apart and is passed over.

An identity is compared when it is new or called otherwise, as long as it is linked with no entry; and whenever an
import brings an entry, or another version of one, that it may be.  Pairs that a person has judged are left to the
person, and so is a list that a person has found the speaker in.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from sqlalchemy import bindparam, delete, insert, or_, select, update

from onrecord.domain import Authority, Judgement, Profile, Verdict
from onrecord.record import identities
from onrecord.record.entries import number_from, read_entries, split_id
from onrecord.record.identities import chunk_ids, read_identities, read_places
from onrecord.record.rows import Row, read_json, write_known
from onrecord.record.tables import identities as identity_table
from onrecord.record.tables import identity_known, judgements, known, known_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from onrecord.record.entries import EntryRow
    from onrecord.record.identities import Identification

MAX_OF_KEY = 60
MAX_COMPARED = 6
# How much less telling the keys of an entry may be than those of the best, to be compared.
_LEAST_OF_BEST = 0.25


Keys = dict[str, frozenset[str]]
"""The keys under which the like of entries stands, by ``LIST:ID``."""


class Written(NamedTuple):
    """What became of entries: profiles that are new and that replace an older version, and how many were known.

    ``keys`` are those of the new and replacing ones at least.
    """

    new: tuple[Profile, ...]
    replacing: tuple[Profile, ...]
    unchanged: int
    rows: tuple[Row, ...]
    keys: Keys


def find_entry_keys(connection: Connection, entries: Iterable[Profile], identification: Identification) -> Keys:
    """The keys of the entries that are new or differ from their newest version; finding them takes its time."""
    offered = {entry.id: entry for entry in entries}
    rows = {id_: write_known(entry) for id_, entry in offered.items()}
    return {id_: _find_asked(offered[id_], identification) for id_ in _find_news(rows, read_entries(connection, rows))}


def _find_news(rows: Mapping[str, Row], stored: Mapping[str, EntryRow]) -> list[str]:
    """Which rows are not stored as they are."""
    return [id_ for id_, row in rows.items() if id_ not in stored or stored[id_].row_sha256 != row["row_sha256"]]


def write_entries(
    connection: Connection, entries: Iterable[Profile], keys: Keys, identification: Identification, *, event: int
) -> Written:
    """Write the entries that are new or differ from their newest version, and the keys they are found by.

    ``keys`` is what ``find_entry_keys`` gave a moment ago.
    """
    offered = {entry.id: entry for entry in entries}
    stored = read_entries(connection, offered)
    rows = {id_: write_known(entry) for id_, entry in offered.items()}
    news = _find_news(rows, stored)
    keys = {id_: keys.get(id_) or _find_asked(offered[id_], identification) for id_ in news}
    _replace(connection, [stored[id_] for id_ in news if id_ in stored], identification, event=event)
    numbered = dict(zip(news, number_from(connection), strict=False))
    written = tuple(rows[id_] | {"number": number, "event": event} for id_, number in numbered.items())
    if written:
        connection.execute(insert(known), [row | {"replaced": None} for row in written])
        # In the order of the index, which takes them up fastest so.
        found_by = sorted((key, number) for id_, number in numbered.items() for key in keys[id_])
        if found_by:
            connection.execute(insert(known_keys), [{"key": key, "number": number} for key, number in found_by])
    return Written(
        new=tuple(offered[id_] for id_ in news if id_ not in stored),
        replacing=tuple(offered[id_] for id_ in news if id_ in stored),
        unchanged=len(offered) - len(news),
        rows=written,
        keys=keys,
    )


def _replace(connection: Connection, older: Sequence[EntryRow], identification: Identification, *, event: int) -> None:
    """Mark rows as replaced, and find them no more."""
    if not older:
        return
    connection.execute(update(known).where(known.c.number.in_([row.number for row in older])).values(replaced=event))
    keys = [
        {"of": key, "older": row.number}
        for row in older
        for key in _find_asked(read_json(row.json, Profile), identification)
    ]
    is_key = (known_keys.c.key == bindparam("of"), known_keys.c.number == bindparam("older"))
    if keys:
        connection.execute(delete(known_keys).where(*is_key), keys)


def _find_asked(entry: Profile, identification: Identification) -> frozenset[str]:
    return frozenset(identification.find_asked(identification.find_keys(entry)))


def judge_written(
    connection: Connection, written: Written, identification: Identification, *, at: datetime
) -> list[Judgement]:
    """What the rule says now of identities that may be one of the entries written, or were called so before."""
    if connection.execute(select(identity_table.c.id).limit(1)).first() is None:
        return []
    entries = {entry.id: entry for entry in (*written.new, *written.replacing)}
    asked = {id_: {f"key:{key}" for key in written.keys[id_]} for id_ in entries}
    met: dict[Profile, list[Profile]] = defaultdict(list)
    candidates = identities.find_candidates(connection, asked, dict.fromkeys(asked, ""), most=MAX_COMPARED)
    for id_, profiles in candidates.items():
        for profile in profiles:
            met[profile].append(entries[id_])
    touched = {
        profile.id
        for profile, alike in met.items()
        if any(each.verdict is not Verdict.DIFFERENT for each in identification.link(profile, alike, at))
    }
    judged = _read_said(connection, [entry.id for entry in written.replacing])
    places = read_places(connection, {speaker for speaker, _ in judged})
    before: dict[str, set[str]] = defaultdict(set)
    for speaker, entry in judged:
        if speaker in places:
            before[places[speaker].identity].add(entry)
    return judge_identities(connection, {*touched, *before}, identification, at=at, besides=before)


def judge_identities(
    connection: Connection,
    ids: Iterable[str],
    identification: Identification,
    *,
    at: datetime,
    besides: Mapping[str, Iterable[str]] | None = None,
) -> list[Judgement]:
    """What the rule says now of identities and the entries they may be, where it is not what it said before.

    ``besides``: further entries to compare an identity with, whatever they are called now.
    """
    found = {id_: each.profile for id_, each in sorted(read_identities(connection, set(ids)).items())}
    alike = {id_: _find_alike(connection, profile, identification) for id_, profile in found.items()}
    for id_ in found.keys() & (besides or {}).keys():  # who has no name any more is no identity
        alike[id_] += sorted(set((besides or {})[id_]).difference(alike[id_]))
    rows = read_entries(connection, {entry for each in alike.values() for entry in each})
    said = _read_said(connection, rows)
    places = read_places(connection, {speaker for speaker, _ in said})
    said_of: dict[str, _Said] = defaultdict(dict)
    for pair, each in said.items():
        if pair[0] in places:
            said_of[places[pair[0]].identity][pair] = each
    log: list[Judgement] = []
    for id_, candidates in alike.items():
        own = said_of[id_]
        left = _leave_to_persons(own)
        entries = [read_json(rows[each].json, Profile) for each in candidates if each in rows and not left(each)]
        for judgement in identification.link(found[id_], entries, at) if entries else ():
            log += _write_news(judgement, id_, own)
    return log


def find_unlinked(connection: Connection, speakers: Iterable[str]) -> set[str]:
    """The identities of speakers that are linked with no entry; none where there are no entries at all."""
    if connection.execute(select(known.c.number).limit(1)).first() is None:
        return set()
    ids = {place.identity for place in read_places(connection, speakers).values()}
    for chunk in chunk_ids(ids):
        linked = select(identity_known.c.identity).where(identity_known.c.identity.in_(chunk))
        ids -= set(connection.execute(linked).scalars())
    return ids


def settle_links(connection: Connection, log: Iterable[Judgement], identification: Identification) -> None:
    """Derive anew the identities that judgements on entries, which are written already, link or linked before."""
    pairs = {judgement.pair: judgement.verdict for judgement in log}
    ends = {end for pair in pairs for end in pair}
    linked = {
        entry
        for chunk in chunk_ids(ends)
        for entry in connection.execute(
            select(identity_known.c.known).where(identity_known.c.known.in_(chunk))
        ).scalars()
    }
    seeds = {end for pair, verdict in pairs.items() if verdict is Verdict.SAME or linked & {*pair} for end in pair}
    if seeds:
        identities.replay_around(connection, seeds, identification)


def _find_alike(connection: Connection, profile: Profile, identification: Identification) -> list[str]:
    """The entries that share the most telling keys with a profile, at most ``MAX_COMPARED``, as ``LIST:ID``.

    A key is the more telling the fewer entries share it.
    """
    shared: dict[int, float] = defaultdict(float)
    for key in sorted(identification.find_keys(profile)):  # in one order, so that sums are the same everywhere
        under = select(known_keys.c.number).where(known_keys.c.key == key).limit(MAX_OF_KEY + 1)
        numbers = connection.execute(under).scalars().all()
        for number in numbers if len(numbers) <= MAX_OF_KEY else ():
            shared[number] += 1 / len(numbers)
    bar = _LEAST_OF_BEST * max(shared.values(), default=0.0)
    likely = (number for number, weight in shared.items() if weight >= bar)
    best = sorted(likely, key=lambda number: (-shared[number], number))[:MAX_COMPARED]
    standing = (known.c.number.in_(best), known.c.replaced.is_(None))
    rows = {row.number: f"{row.list}:{row.id}" for row in connection.execute(select(known).where(*standing))}
    return [rows[number] for number in best if number in rows]


_Said = dict[tuple[str, str], list[Judgement]]
"""Judgements on pairs of a speaker and an entry, oldest first."""


def _read_said(connection: Connection, entries: Iterable[str]) -> _Said:
    """All that was said of some entries and speakers."""
    rows: dict[int, str] = {}
    for chunk in chunk_ids(entries):
        about = or_(judgements.c.left_speaker.in_(chunk), judgements.c.right_speaker.in_(chunk))
        rows.update((row.number, row.json) for row in connection.execute(select(judgements).where(about)))
    said: _Said = defaultdict(list)
    wanted = set(entries)
    for number in sorted(rows):
        judgement = read_json(rows[number], Judgement)
        for speaker, entry in (judgement.pair, judgement.pair[::-1]):
            if entry in wanted:
                said[speaker, entry].append(judgement)
    return said


class _Left(NamedTuple):
    """What is left to persons: entries that they judged, and lists in which they found the speaker."""

    entries: frozenset[str]
    lists: frozenset[str]

    def __call__(self, entry: str) -> bool:
        """Whether an entry is left to persons."""
        return entry in self.entries or split_id(entry)[0] in self.lists


def _leave_to_persons(said: _Said) -> _Left:
    """What persons have said of one identity's speakers and not taken back."""
    entries, lists = set(), set()
    for (_, entry), log in said.items():
        for judgement in _find_standing(log):
            entries.add(entry)
            if judgement.verdict is Verdict.SAME:
                lists.add(split_id(entry)[0])
    return _Left(frozenset(entries), frozenset(lists))


def _find_standing(log: Iterable[Judgement]) -> Iterator[Judgement]:
    """What each person said last of a pair and did not take back."""
    by_person: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in log:
        own = by_person[judgement.by]
        if judgement.verdict is not Verdict.WITHDRAWN:
            own += [judgement] if judgement.authority is Authority.PERSON else []
        elif own:
            own.pop()
    return (own[-1] for own in by_person.values() if own)


def _write_news(judgement: Judgement, identity: str, said: _Said) -> Sequence[Judgement]:
    """A rule's judgement on an identity and an entry, for each speaker it was made about before; none if it is no news.

    That they differ is news only where something else was said.
    """
    (entry,) = {*judgement.pair} - {identity}
    news = []
    judged = [speaker for speaker, other in said if other == entry and _find_rule(said[speaker, other])]
    for speaker in judged or [identity]:
        before = _find_rule(said.get((speaker, entry), ()))
        is_said = judgement.verdict is Verdict.DIFFERENT if before is None else _says(before) == _says(judgement)
        if not is_said:
            news.append(structs.replace(judgement, left=speaker, right=entry))
    return news


def _find_rule(log: Iterable[Judgement]) -> Judgement | None:
    """What a rule said last."""
    return next((each for each in reversed([*log]) if each.authority is Authority.RULE), None)


def _says(judgement: Judgement) -> tuple[Verdict, float | None]:
    return judgement.verdict, judgement.score

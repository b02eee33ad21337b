"""Identities of speakers across articles, derived from judgements and kept as tables that can be made again.

Each speaker belongs to one identity, whose id is that of its first speaker.  A new speaker is compared with the merged
profiles of identities that share a key with it, so a person named in a thousand articles costs a thousand comparisons.
How speakers are keyed, compared and judged is handed in (``Identification``): that is not the record's knowledge.

A speaker that a rule calls the same as one other simply joins it.  Anything else is settled by replaying all judgements
among the speakers that links of *same* connect, which comes to the same as replaying the whole log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence  # noqa: TC003 - dataclass fields, shown by help()
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, update

from onrecord.domain import Appearance, Authority, Judgement, Profile, Rename, SpeakerKind, Verdict, encode
from onrecord.record.rows import Row, read_json
from onrecord.record.tables import identities, identity_keys, judgements, renames, speakers, statements
from onrecord.record.words import normalise

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.domain import Article, Speaker

MAX_CANDIDATES = 60
_MAX_NAMES, _MAX_TITLES, _MAX_APPEARANCES, _MAX_OTHERS = 40, 12, 12, 12
_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """How speakers are told apart.

    ``find_keys``: under which keys a profile is looked up.  ``judge``: what a rule says of a profile and each known
    one, at a moment.  ``replay``: the clusters of two or more that a log of judgements comes to, oldest entry first.
    """

    find_keys: Callable[[Profile], Iterable[str]]
    judge: Callable[[Profile, Sequence[Profile], datetime], Iterable[Judgement]]
    replay: Callable[[Iterable[Judgement]], Iterable[Sequence[str]]]


NO_IDENTIFICATION = Identification(find_keys=lambda _: (), judge=lambda _profile, _known, _at: (), replay=lambda _: ())


def write_profile(speaker: Speaker, article: Article, others: Iterable[str]) -> Profile:
    """What one article says of a speaker; ``others`` are the names of its other speakers."""
    day = article.published_at.value[: len("2022-09-22")] if article.published_at else None
    appearance = Appearance(
        article=article.id,
        published=date.fromisoformat(day) if day else None,
        about=article.title,
        co_mentioned=tuple(sorted(set(others) - {speaker.name}))[:_MAX_OTHERS],
    )
    titles = (speaker.title,) if speaker.title else ()
    return Profile(id=speaker.id, name=speaker.name, kind=speaker.kind, titles=titles, articles=(appearance,))


def merge(known: Profile, new: Profile) -> Profile:
    """What is known of an identity with one more speaker: its id stays, the fullest name and the newest titles win."""
    names = dict.fromkeys((*known.names, *new.names))
    name = max(known.name, new.name, key=lambda each: len(normalise(each).split()))  # the first of equals
    titles = dict.fromkeys((*new.titles, *known.titles))
    return Profile(
        id=known.id,
        name=name,
        kind=new.kind if known.kind is SpeakerKind.UNKNOWN else known.kind,
        titles=tuple(titles)[:_MAX_TITLES],
        affiliations=tuple(dict.fromkeys((*known.affiliations, *new.affiliations)))[:_MAX_TITLES],
        aliases=tuple(each for each in names if each != name)[:_MAX_NAMES],
        countries=tuple(dict.fromkeys((*known.countries, *new.countries))),
        articles=(*new.articles, *known.articles)[:_MAX_APPEARANCES],
    )


def find_candidates(connection: Connection, keys: Iterable[str], *, besides: str) -> list[Profile]:
    """The identities that share a key, but for one: those that share most first, at most ``MAX_CANDIDATES``."""
    wanted = sorted(keys)
    if not wanted:
        return []
    shared = (
        select(identity_keys.c.identity)
        .where(identity_keys.c.key.in_(wanted), identity_keys.c.identity != besides)
        .group_by(identity_keys.c.identity)
        .order_by(func.count().desc(), identity_keys.c.identity)
        .limit(MAX_CANDIDATES)
    )
    found = list(connection.execute(shared).scalars())
    rows = connection.execute(select(identities.c.id, identities.c.profile).where(identities.c.id.in_(found)))
    profiles = {row.id: read_json(row.profile, Profile) for row in rows}
    return [profiles[each] for each in found]


def judge_new(
    connection: Connection, profiles: Iterable[tuple[Profile, str]], identification: Identification, *, at: datetime
) -> list[Judgement]:
    """What the rule says of speakers, each with the identity it has ("" for a new one), and of other identities."""
    log: list[Judgement] = []
    for profile, besides in profiles:
        keys = (f"key:{key}" for key in identification.find_keys(profile))
        if known := find_candidates(connection, keys, besides=besides):
            log += identification.judge(profile, known, at)
    return log


def settle_new(
    connection: Connection, rows: Sequence[Row], log: Sequence[Judgement], identification: Identification
) -> None:
    """Give each new speaker its identity; its row, and the judgements on it, are written already."""
    unsettled: set[str] = set()
    for row in rows:
        speaker = str(row["id"])
        profile = read_json(str(row["profile"]), Profile)
        own = [judgement for judgement in log if speaker in judgement.pair]
        same = [judgement for judgement in own if judgement.verdict is Verdict.SAME]
        is_leaf = len(same) == 1 and all(each.verdict is not Verdict.DIFFERENT for each in own)
        target = _other_end(same[0], speaker) if is_leaf else None
        if target is not None and target not in unsettled and same[0].authority is Authority.RULE:
            _join(connection, profile, target, identification)
            continue
        _write_identity(connection, profile, 1, identification)
        if same:
            unsettled.update(member for judgement in same for member in judgement.pair)
    if unsettled:
        replay_around(connection, unsettled, identification)


def _other_end(judgement: Judgement, speaker: str) -> str:
    return judgement.right if judgement.left == speaker else judgement.left


def _join(connection: Connection, profile: Profile, target: str, identification: Identification) -> None:
    """Let a new speaker join the identity of another."""
    of_target = select(speakers.c.identity).where(speakers.c.id == target).scalar_subquery()
    known = connection.execute(select(identities).where(identities.c.id == of_target)).one()
    connection.execute(update(speakers).where(speakers.c.id == profile.id).values(identity=known.id))
    before = read_json(known.profile, Profile)
    _update_identity(connection, before, merge(before, profile), identification, members=known.members + 1)


def _update_identity(
    connection: Connection, before: Profile, after: Profile, identification: Identification, *, members: int
) -> None:
    values: dict[str, str | int] = {"profile": encode(after).decode(), "members": members}
    if after.name != before.name:
        values["name"] = find_preferred_name(connection, after.id) or after.name
    connection.execute(update(identities).where(identities.c.id == after.id).values(**values))
    if (before.names, before.titles, before.kind) != (after.names, after.titles, after.kind):
        old = set(connection.execute(select(identity_keys.c.key).where(identity_keys.c.identity == after.id)).scalars())
        new = write_keys(after, identification)
        _drop_keys(connection, after.id, old - new)
        _add_keys(connection, after.id, new - old)


def _write_identity(connection: Connection, profile: Profile, members: int, identification: Identification) -> None:
    name = find_preferred_name(connection, profile.id) or profile.name
    row = {"id": profile.id, "name": name, "profile": encode(profile).decode(), "members": members}
    connection.execute(insert(identities).values(**row))
    _add_keys(connection, profile.id, write_keys(profile, identification))


def _add_keys(connection: Connection, identity: str, keys: Iterable[str]) -> None:
    if rows := [{"key": key, "identity": identity} for key in sorted(keys)]:
        connection.execute(insert(identity_keys), rows)


def _drop_keys(connection: Connection, identity: str, keys: Iterable[str]) -> None:
    if dropped := sorted(keys):
        of_identity = identity_keys.c.identity == identity
        connection.execute(delete(identity_keys).where(of_identity, identity_keys.c.key.in_(dropped)))


def write_keys(profile: Profile, identification: Identification) -> set[str]:
    """What an identity is found by: each word and the whole of each name, and the keys that were handed in."""
    names = {normalise(name) for name in profile.names}
    words = {word for name in names for word in name.split()}
    handed_in = {f"key:{key}" for key in identification.find_keys(profile)}
    return {f"name:{name}" for name in names} | {f"word:{word}" for word in words} | handed_in


def update_name(connection: Connection, speaker: str) -> None:
    """Name the identity of a speaker as persons want it, or else as its articles do."""
    of_speaker = select(speakers.c.identity).where(speakers.c.id == speaker).scalar_subquery()
    known = connection.execute(select(identities).where(identities.c.id == of_speaker)).one()
    name = find_preferred_name(connection, known.id) or read_json(known.profile, Profile).name
    connection.execute(update(identities).where(identities.c.id == known.id).values(name=name))


def find_preferred_name(connection: Connection, identity: str) -> str | None:
    """The name that persons gave an identity last and did not take back."""
    members = select(speakers.c.id).where(speakers.c.identity == identity)
    rows = connection.execute(select(renames.c.json).where(renames.c.speaker.in_(members)).order_by(renames.c.number))
    standing: list[str] = []
    for json in rows.scalars():
        name = read_json(json, Rename).name
        if name is not None:
            standing.append(name)
        elif standing:
            standing.pop()
    return standing[-1] if standing else None


# Replaying ------------------------------------------------------------------------------------------------------------


def replay_around(connection: Connection, seeds: Iterable[str], identification: Identification) -> None:
    """Derive the identities of all speakers that links of *same* connect with ``seeds`` anew."""
    members = _find_connected(connection, seeds)
    numbers = _read_numbers(connection, members)
    clusters = [
        sorted(cluster, key=numbers.__getitem__) for cluster in identification.replay(_read_log(connection, members))
    ]
    joined = {member for cluster in clusters for member in cluster}
    clusters += [[member] for member in sorted(members - joined)]
    before = _read_identities_of(connection, members)
    for chunk in _chunks(sorted(set(before.values()))):
        connection.execute(delete(identity_keys).where(identity_keys.c.identity.in_(chunk)))
        connection.execute(delete(identities).where(identities.c.id.in_(chunk)))
    for cluster in sorted(clusters, key=lambda each: numbers[each[0]]):
        moved = [member for member in cluster if before[member] != cluster[0]]
        for chunk in _chunks(moved):
            connection.execute(update(speakers).where(speakers.c.id.in_(chunk)).values(identity=cluster[0]))
            connection.execute(update(statements).where(statements.c.speaker.in_(chunk)).values(identity=cluster[0]))
        first, *others = _read_profiles(connection, cluster)
        profile = first
        for other in others:
            profile = merge(profile, other)
        _write_identity(connection, profile, len(cluster), identification)


def _find_connected(connection: Connection, seeds: Iterable[str]) -> set[str]:
    """All that links lead to.  Members of one identity are connected, whatever is said of them now."""
    found: set[str] = set()
    waiting = set(seeds)
    while waiting:
        found |= waiting
        near: set[str] = set()
        for chunk in _chunks(sorted(waiting)):
            is_near = or_(judgements.c.left_speaker.in_(chunk), judgements.c.right_speaker.in_(chunk))
            links = select(judgements.c.left_speaker, judgements.c.right_speaker).where(
                is_near, judgements.c.verdict == Verdict.SAME.value
            )
            near.update(member for link in connection.execute(links) for member in link)
        waiting = near - found
    return found


def _read_log(connection: Connection, members: set[str]) -> list[Judgement]:
    """The judgements among members, oldest first."""
    rows: dict[int, str] = {}
    for chunk in _chunks(sorted(members)):
        of_left = select(judgements).where(judgements.c.left_speaker.in_(chunk))
        rows.update((row.number, row.json) for row in connection.execute(of_left) if row.right_speaker in members)
    return [read_json(rows[number], Judgement) for number in sorted(rows)]


def _read_numbers(connection: Connection, members: set[str]) -> dict[str, int]:
    found = (
        row
        for chunk in _chunks(sorted(members))
        for row in connection.execute(select(speakers.c.id, speakers.c.number).where(speakers.c.id.in_(chunk)))
    )
    return {row.id: row.number for row in found}


def _read_identities_of(connection: Connection, members: set[str]) -> dict[str, str]:
    found = (
        row
        for chunk in _chunks(sorted(members))
        for row in connection.execute(select(speakers.c.id, speakers.c.identity).where(speakers.c.id.in_(chunk)))
    )
    return {row.id: row.identity for row in found}


def _read_profiles(connection: Connection, members: Sequence[str]) -> list[Profile]:
    """The profiles of speakers, in the order given."""
    rows = (
        row
        for chunk in _chunks(members)
        for row in connection.execute(select(speakers.c.id, speakers.c.profile).where(speakers.c.id.in_(chunk)))
    )
    profiles = {row.id: read_json(row.profile, Profile) for row in rows}
    return [profiles[member] for member in members]


def _chunks(members: Sequence[str]) -> Iterable[Sequence[str]]:
    """Pieces small enough for one query."""
    return (members[start : start + _CHUNK] for start in range(0, len(members), _CHUNK))

"""Identities of speakers across articles, derived from judgements and kept as tables that can be made again.

Each speaker belongs to one identity, whose id is that of its first speaker.  A new speaker is compared with the merged
profiles of identities that share a key with it, so a person named in a thousand articles costs a thousand comparisons.
How speakers are keyed, compared and judged is handed in (``Identification``): that is not the record's knowledge.

A speaker that a rule calls the same as one other simply joins it.  Anything else is settled by replaying all judgements
among the speakers that links of *same* connect, which comes to the same as replaying the whole log.

Judgements may also be about known entities (``known``).  They connect speakers like any other, but make no identity of
their own: which identity each is linked with is kept beside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence  # noqa: TC003 - dataclass fields, shown by help()
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import structs
from sqlalchemy import bindparam, delete, func, insert, select, update

from onrecord.domain import Appearance, Authority, Judgement, Profile, Rename, SpeakerKind, Verdict, encode
from onrecord.record.rows import clean, read_json
from onrecord.record.tables import (
    identities,
    identity_keys,
    identity_known,
    judgements,
    renames,
    speakers,
    statements,
)
from onrecord.record.words import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Column, Connection

    from onrecord.domain import Article, Speaker

Value = TypeVar("Value", str, int)
MAX_CANDIDATES = 60
_MAX_NAMES, _MAX_TITLES, _MAX_APPEARANCES, _MAX_OTHERS = 40, 12, 12, 12
_MAX_OF_KEY = 300
_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """How speakers are told apart.

    ``find_keys``: under which keys a profile is kept; ``find_asked``: under which others with these keys find it, by
    default the same.  ``judge``: what a rule says of a profile and each known one, at a moment; ``link``: what it says
    of a profile and each entry of lists from elsewhere that it may be.  ``replay``: the clusters that a log of
    judgements comes to, oldest entry first; who is in none stands alone.
    """

    find_keys: Callable[[Profile], Iterable[str]]
    judge: Callable[[Profile, Sequence[Profile], datetime], Iterable[Judgement]]
    replay: Callable[[Iterable[Judgement]], Iterable[Sequence[str]]]
    find_asked: Callable[[Iterable[str]], Iterable[str]] = iter
    link: Callable[[Profile, Sequence[Profile], datetime], Iterable[Judgement]] = lambda _profile, _entries, _at: ()


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


def find_candidates(
    connection: Connection,
    asked: Mapping[str, Iterable[str]],
    besides: Mapping[str, str],
    *,
    most: int = MAX_CANDIDATES,
) -> dict[str, list[Profile]]:
    """For each speaker the identities that stand under the keys asked for, but for one, as merged profiles.

    Those that share most keys first, at most ``most``; of a key that very many share only some count.
    """
    wanted = sorted({key for keys in asked.values() for key in keys})
    place = func.row_number().over(partition_by=identity_keys.c.key, order_by=identity_keys.c.identity).label("place")
    under: dict[str, list[str]] = defaultdict(list)
    for chunk in chunk_ids(wanted):
        numbered = select(identity_keys, place).where(identity_keys.c.key.in_(chunk)).subquery()
        for row in connection.execute(select(numbered).where(numbered.c.place <= _MAX_OF_KEY)):
            under[row.key].append(row.identity)
    found = {}
    for speaker, keys in asked.items():
        shared = Counter(identity for key in set(keys) for identity in under[key])
        shared.pop(besides[speaker], None)
        found[speaker] = sorted(shared, key=lambda identity: (-shared[identity], identity))[:most]
    profiles = read_identities(connection, {identity for each in found.values() for identity in each})
    return {speaker: [profiles[identity].profile for identity in each] for speaker, each in found.items()}


def judge_new(
    connection: Connection, profiles: Sequence[tuple[Profile, str]], identification: Identification, *, at: datetime
) -> list[Judgement]:
    """What the rule says of speakers, each with the identity it has ("" for a new one), and of other identities."""
    by_id = {profile.id: profile for profile, _ in profiles}
    asked = {
        profile.id: {f"key:{key}" for key in identification.find_asked(identification.find_keys(profile))}
        for profile in by_id.values()
    }
    candidates = find_candidates(connection, asked, {profile.id: identity for profile, identity in profiles})
    return [
        judgement
        for speaker, known in candidates.items()
        if known
        for judgement in identification.judge(by_id[speaker], known, at)
    ]


def settle_new(
    connection: Connection, profiles: Sequence[Profile], log: Sequence[Judgement], identification: Identification
) -> None:
    """Give each new speaker its identity; its row, and the judgements on it, are written already."""
    places = read_places(connection, {member for judgement in log for member in judgement.pair})
    unsettled: set[str] = set()
    joining: list[tuple[Profile, Place]] = []
    alone: list[Profile] = []
    for profile in profiles:
        own = [judgement for judgement in log if profile.id in judgement.pair]
        links = {_other_end(judgement, profile.id) for judgement in own if judgement.verdict is Verdict.SAME}
        if not links & unsettled and _is_leaf(profile.id, links, own, places):
            joining.append((profile, places[links.pop()]))
            continue
        alone.append(profile)
        if links:
            unsettled |= {profile.id, *links}
    _write_alone(connection, alone, identification)
    _join(connection, joining, identification)
    if unsettled:
        replay_around(connection, unsettled, identification)


def _is_leaf(speaker: str, links: AbstractSet[str], own: Sequence[Judgement], places: Mapping[str, Place]) -> bool:
    """Whether a new speaker is linked with one other, and called different from none that this one is connected with.

    Such a link joins in any replay, and changes nothing else: it is the last of its chain.
    """
    if len(links) != 1 or any(judgement.authority is not Authority.RULE for judgement in own):
        return False
    apart = {_other_end(judgement, speaker) for judgement in own if judgement.verdict is Verdict.DIFFERENT}
    (component,) = (places[target].component for target in links)
    return all(places[other].component != component for other in apart)


def _other_end(judgement: Judgement, speaker: str) -> str:
    return judgement.right if judgement.left == speaker else judgement.left


def _join(connection: Connection, joining: Sequence[tuple[Profile, Place]], identification: Identification) -> None:
    """Let new speakers join identities."""
    if not joining:
        return
    known = read_identities(connection, {place.identity for _, place in joining})
    grown = dict(known)
    for profile, place in joining:
        before = grown[place.identity]
        grown[place.identity] = Known(merge(before.profile, profile), before.members + 1)
    rows = [{"of": profile.id, "identity": place.identity, "component": place.component} for profile, place in joining]
    connection.execute(update(speakers).where(speakers.c.id == bindparam("of")), rows)
    changed = [
        {"of": identity, "profile": encode(after.profile).decode(), "members": after.members}
        for identity, after in grown.items()
    ]
    connection.execute(update(identities).where(identities.c.id == bindparam("of")), changed)
    for identity, after in grown.items():
        _follow(connection, known[identity].profile, after.profile, identification)


def _follow(connection: Connection, before: Profile, after: Profile, identification: Identification) -> None:
    """Bring the name and the keys of an identity into line with its profile."""
    if after.name != before.name:
        update_name(connection, after.id)
    if (before.names, before.titles, before.kind) != (after.names, after.titles, after.kind):
        old, new = write_keys(before, identification), write_keys(after, identification)
        _drop_keys(connection, after.id, old - new)
        _add_keys(connection, {after.id: new - old})


class Place(NamedTuple):
    """Where a speaker stands."""

    identity: str
    component: str


class Known(NamedTuple):
    """An identity: the merged profile of its members, and how many they are."""

    profile: Profile
    members: int


def read_places(connection: Connection, members: Iterable[str]) -> dict[str, Place]:
    """Where speakers stand."""
    columns = (speakers.c.id, speakers.c.identity, speakers.c.component)
    return {
        row.id: Place(row.identity, row.component)
        for chunk in chunk_ids(members)
        for row in connection.execute(select(*columns).where(speakers.c.id.in_(chunk)))
    }


def read_identities(connection: Connection, ids: Iterable[str]) -> dict[str, Known]:
    """Identities by their ids."""
    return {
        row.id: Known(read_json(row.profile, Profile), row.members)
        for chunk in chunk_ids(ids)
        for row in connection.execute(select(identities).where(identities.c.id.in_(chunk)))
    }


def _write_alone(connection: Connection, profiles: Sequence[Profile], identification: Identification) -> None:
    """Write identities of one new speaker each."""
    if profiles:
        rows = [_write_row(profile, members=1) for profile in profiles]
        connection.execute(insert(identities), rows)
        _add_keys(connection, {profile.id: write_keys(profile, identification) for profile in profiles})


def _write_row(profile: Profile, *, members: int) -> dict[str, str | int | None]:
    json = encode(profile).decode()
    return {"id": profile.id, "name": clean(profile.name), "profile": json, "members": members}


def _write_identity(connection: Connection, profile: Profile, members: int, identification: Identification) -> None:
    """Write an identity whose members are known, and may have been renamed."""
    preferred = find_preferred_name(connection, profile.id)
    row = _write_row(profile, members=members) | ({"name": clean(preferred)} if preferred else {})
    connection.execute(insert(identities), row)
    _add_keys(connection, {profile.id: write_keys(profile, identification)})


def _add_keys(connection: Connection, keys: Mapping[str, AbstractSet[str]]) -> None:
    if rows := [{"key": key, "identity": identity} for identity, own in keys.items() for key in sorted(own)]:
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
    connection.execute(update(identities).where(identities.c.id == known.id).values(name=clean(name)))


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
    numbers = _read_column(connection, speakers.c.number, members)  # known entities have none
    log = _read_log(connection, members)
    replayed = [tuple(cluster) for cluster in identification.replay(log)]
    replayed += [(member,) for member in members.difference(*replayed)]
    clusters = [sorted(numbers.keys() & set(cluster), key=numbers.__getitem__) for cluster in replayed]
    before = _read_column(connection, speakers.c.identity, members)
    _relabel_components(connection, members, log, numbers)
    _link_known(connection, members - numbers.keys(), zip(clusters, replayed, strict=True))
    for chunk in chunk_ids(set(before.values())):
        connection.execute(delete(identity_keys).where(identity_keys.c.identity.in_(chunk)))
        connection.execute(delete(identities).where(identities.c.id.in_(chunk)))
    for cluster in sorted(filter(None, clusters), key=lambda each: numbers[each[0]]):
        for chunk in chunk_ids(member for member in cluster if before[member] != cluster[0]):
            connection.execute(update(speakers).where(speakers.c.id.in_(chunk)).values(identity=cluster[0]))
            connection.execute(update(statements).where(statements.c.speaker.in_(chunk)).values(identity=cluster[0]))
        profiles = _read_column(connection, speakers.c.profile, cluster)
        if known := [read_json(profiles[member], Profile) for member in cluster if profiles[member]]:
            merged = structs.replace(reduce(merge, known), id=cluster[0])
            _write_identity(connection, merged, len(cluster), identification)


def _link_known(
    connection: Connection, entries: Iterable[str], clusters: Iterable[tuple[Sequence[str], Iterable[str]]]
) -> None:
    """Write which identity each known entity is linked with; a cluster is its speakers in order, and all its members.

    An entry without a speaker in its cluster is linked with none.
    """
    linked = set(entries)
    for chunk in chunk_ids(linked):
        connection.execute(delete(identity_known).where(identity_known.c.known.in_(chunk)))
    rows = [
        {"known": member, "identity": spoken[0]}
        for spoken, cluster in clusters
        for member in cluster
        if spoken and member in linked
    ]
    if rows:
        connection.execute(insert(identity_known), rows)


def find_astray(connection: Connection, identification: Identification) -> list[str]:
    """Speakers and known entities whose identity is another than a replay of the whole log gives them, in order."""
    rows = connection.execute(select(speakers.c.id, speakers.c.identity).order_by(speakers.c.number)).all()
    numbers = {row.id: number for number, row in enumerate(rows)}
    log = connection.execute(select(judgements.c.json).order_by(judgements.c.number)).scalars()
    wanted = {row.id: row.id for row in rows}
    entries: dict[str, str] = {}
    for cluster in identification.replay(read_json(json, Judgement) for json in log):
        spoken = [member for member in cluster if member in numbers]
        if spoken:
            first = min(spoken, key=numbers.__getitem__)
            wanted.update(dict.fromkeys(spoken, first))
            entries.update(dict.fromkeys(set(cluster).difference(spoken), first))
    linked = {row.known: row.identity for row in connection.execute(select(identity_known))}
    wrong = {entry for entry, _ in entries.items() ^ linked.items()}
    return [row.id for row in rows if row.identity != wanted[row.id]] + sorted(wrong)


def _find_connected(connection: Connection, seeds: Iterable[str]) -> set[str]:
    """All that links lead to, the newest links among them: those of the components that they join.

    Known entities are among them.
    """
    found = set(seeds)
    size = 0
    while size < len(found):
        size = len(found)
        components = set(_read_column(connection, speakers.c.component, found).values())
        for chunk in chunk_ids(components):
            found.update(connection.execute(select(speakers.c.id).where(speakers.c.component.in_(chunk))).scalars())
        for link in _read_links(connection, found):
            found.update(link)
    return found


def _read_links(connection: Connection, members: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Pairs called the same by anyone at any time, with an end among ``members``."""
    ends = (judgements.c.left_speaker, judgements.c.right_speaker)
    for chunk in chunk_ids(members):
        for end in ends:
            links = select(*ends).where(end.in_(chunk), judgements.c.verdict == Verdict.SAME.value)
            yield from ((link[0], link[1]) for link in connection.execute(links))


def _relabel_components(
    connection: Connection, members: set[str], log: Iterable[Judgement], numbers: dict[str, int]
) -> None:
    """Write down what links connect."""
    near: dict[str, set[str]] = {member: {member} for member in members}
    for judgement in log:
        if judgement.verdict is Verdict.SAME and near[judgement.left] is not near[judgement.right]:
            larger, smaller = sorted((near[judgement.left], near[judgement.right]), key=len, reverse=True)
            larger |= smaller
            near.update(dict.fromkeys(smaller, larger))
    known = _read_column(connection, speakers.c.component, members)
    for component in {id(component): component & numbers.keys() for component in near.values()}.values():
        first = min(component, key=numbers.__getitem__, default="")
        for chunk in chunk_ids(member for member in component if known[member] != first):
            connection.execute(update(speakers).where(speakers.c.id.in_(chunk)).values(component=first))


def _read_log(connection: Connection, members: set[str]) -> list[Judgement]:
    """The judgements among members, oldest first."""
    rows: dict[int, str] = {}
    for chunk in chunk_ids(members):
        of_left = select(judgements).where(judgements.c.left_speaker.in_(chunk))
        rows.update((row.number, row.json) for row in connection.execute(of_left) if row.right_speaker in members)
    return [read_json(rows[number], Judgement) for number in sorted(rows)]


def _read_column(connection: Connection, column: Column[Value], members: Iterable[str]) -> dict[str, Value]:
    """One column of speakers, by their ids."""
    return {
        row[0]: row[1]
        for chunk in chunk_ids(members)
        for row in connection.execute(select(speakers.c.id, column).where(speakers.c.id.in_(chunk)))
    }


def chunk_ids(members: Iterable[str]) -> Iterable[list[str]]:
    """Pieces small enough for one query, in order of the ids."""
    ordered = sorted(members)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))

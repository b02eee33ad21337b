"""Whatever is done to a record, SQLite and PostgreSQL answer alike, and as a plain model of what they promise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from msgspec import structs
from sqlalchemy import text as sql

from onrecord.domain import (
    Article,
    Authority,
    CaptureRef,
    DateOrigin,
    FindingVerdict,
    Judgement,
    KnownFile,
    Paragraph,
    ParagraphKind,
    Precision,
    Profile,
    PublishedAt,
    QuotationType,
    Reading,
    Rejected,
    RejectReason,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementQuery,
    StatementType,
    Verdict,
    article_id,
    evidence_id,
    statement_id,
    text_digest,
)
from onrecord.record import Identification, Record
from onrecord.record.words import normalise
from onrecord.speakers.identity import Proposal
from onrecord.speakers.known_links import find_clusters, judge_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pytest

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEXTS = (
    (
        ("Anna Holt", "The new ferry sails"),
        ("Tom Berg", "No ferry, Kyiv’s café said"),
        ("Anna Holt", "Ferry after ferry"),
    ),
    (("Anna Holt", "The harbour is shut"), ("an official", "The new harbour")),
    (("Bea Holt", "A ferry"), ("Tom Berg", "The new ferry sails")),
    (("Holt", "It sails"),),
)
DAYS = (None, "2024-05-04", "2024-05-05T01:00:00+02:00", "2024-05-04T09:30:00+00:00")
OUTLETS = ("The Shore", "The Hill")
QUERIES = (
    StatementQuery(),
    StatementQuery(text="ferry"),
    StatementQuery(text='"new ferry"'),
    StatementQuery(text='harb* "the new"'),
    StatementQuery(text="kyiv cafe"),
    StatementQuery(text="holt", retired=None),
    StatementQuery(retired=True),
    StatementQuery(text="sails", outlet="the shore"),
    StatementQuery(outlet="The Hill"),
    StatementQuery(speaker="holt"),
    StatementQuery(text="ferry", speaker="Anna Holt"),
    StatementQuery(text="the", published_from=date(2024, 5, 5)),
    StatementQuery(published_to=date(2024, 5, 4)),
)
TABLES = (
    "times figures statements renames speakers readings captures articles rejected judgements identities"
    " identity_keys known known_keys identity_known feeds events"
).split()


def judge(profile: Profile, known: Sequence[Profile], at: datetime) -> Iterator[Judgement]:
    """Equal names are the same, a shared last word is unsure."""
    for other in known:
        is_same = bool(set(profile.names) & set(other.names))
        yield write_judgement((profile.id, other.id), Verdict.SAME if is_same else Verdict.UNSURE, Authority.RULE, at)


def link(profile: Profile, entries: Sequence[Profile], at: datetime) -> Sequence[Judgement]:
    """Entries of an equal name are the same, of an equal last word perhaps."""
    return judge_entries((compare(profile, entry) for entry in entries), profile.id, at=at)


def compare(profile: Profile, entry: Profile) -> Proposal:
    """What the names of a speaker and an entry come to."""
    left, right = sorted((profile.id, entry.id))
    shared = len(set(profile.names) & set(entry.names))
    score, verdict = (0.9 + shared / 100, Verdict.SAME) if shared else (0.1, Verdict.DIFFERENT)
    if not shared and find_keys(profile) & find_keys(entry):
        score, verdict = 0.6, Verdict.UNSURE
    return Proposal(left=left, right=right, score=score, verdict=verdict, reasons=("names",))


def find_keys(profile: Profile) -> set[str]:
    """The last word of each name."""
    return {name.split()[-1] for name in profile.names}


def write_judgement(pair: tuple[str, str], verdict: Verdict, authority: Authority, at: datetime) -> Judgement:
    """A judgement of a rule or of one person."""
    return Judgement(left=pair[0], right=pair[1], verdict=verdict, authority=authority, by=str(authority), at=at)


IDENTIFICATION = Identification(find_keys=find_keys, judge=judge, link=link, replay=find_clusters)
ENTRIES = ("town:1", "town:2", "port:1")
ENTRY_NAMES = (("Anna Holt",), ("Tom Berg",), ("Bea Holt", "Tom Berg"), ("Cy Day",))


def make_reading(place: int, number: int, day: str | None, chosen: Sequence[int]) -> tuple[Reading, CaptureRef]:
    """What is read of a text in a capture: some of its statements."""
    said = TEXTS[number]
    body = "\n\n".join(f"{words}, {who} said." for who, words in said)
    sha256 = text_digest(body)
    capture = make_capture(place)
    precision = Precision.DAY if day and len(day) == 10 else Precision.MINUTE
    article = Article(
        id=article_id(capture=capture.digest, text_sha256=sha256), locator=capture.locator, title=None, url=None,
        publisher=OUTLETS[place % 2], authors=(), language="en", captured_at=None, capture=capture.digest,
        published_at=PublishedAt(value=day, precision=precision, origin=DateOrigin.META) if day else None,
        text_sha256=sha256, text=body, page_text=body, publisher_messages=(),
        paragraphs=(Paragraph(span=Span.cut(body, 0, len(body)), kind=ParagraphKind.BODY),),
    )  # fmt: skip
    statements = [make_statement(article, who, words) for who, words in said]
    return Reading(article=article, statements=tuple(statements[each] for each in chosen if each < len(said))), capture


def make_capture(place: int) -> CaptureRef:
    """One of a few captures; two of them are of the same bytes."""
    captured_at = START if place == 3 else None
    return CaptureRef(locator=f"{place}.txt", digest=f"sha256:{min(place, 2)}", size_bytes=1, captured_at=captured_at)


def make_statement(article: Article, who: str, words: str) -> Statement:
    """The statement of one sentence."""
    start = article.text.index(f"{words}, {who}")
    content = Span.cut(article.text, start, start + len(words))
    source = Span.cut(article.text, content.end + 2, content.end + 2 + len(who))
    speaker = Speaker(
        id=evidence_id({"article": article.text_sha256, "speaker": who}), name=who, kind=SpeakerKind.PERSON,
        anonymous=who.islower(), title=None, description=None, mention=source, confidence=1.0, unresolved=None, by="t",
    )  # fmt: skip
    return Statement(
        id=statement_id(text_sha256=article.text_sha256, source=source, cue=None, content=[content]),
        article=article.reference, source=source, cue=None, implicit_cue=False, content=(content,), quoted=(),
        quotation=QuotationType.INDIRECT, type=StatementType.ASSERTION, negated=False, nested_in=None, speaker=speaker,
        confidence=1.0, by="t",
    )  # fmt: skip


@dataclass
class Stored:
    """A statement in the model."""

    statement: Statement
    minute: datetime
    ordinal: int
    retired: bool = False


@dataclass
class Known:
    """An article in the model."""

    article: Article
    producer: str | None
    retired: bool = False


@dataclass
class Model:
    """What a record promises, in dictionaries and loops."""

    events: int = 0
    captures: dict[str, str | None] = field(default_factory=dict)
    articles: dict[str, Known] = field(default_factory=dict)
    statements: dict[str, Stored] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    log: list[Judgement] = field(default_factory=list)
    rejected: dict[tuple[str | None, str], bool] = field(default_factory=dict)
    known: dict[str, tuple[int, Profile]] = field(default_factory=dict)
    versions: int = 0

    def import_known(self, entries: Sequence[Profile], at: datetime) -> None:
        """See ``Record.import_known``."""
        news = [entry for entry in entries if self.known.get(entry.id, (0, None))[1] != entry]
        replacing = {entry.id for entry in news if entry.id in self.known}
        for entry in news:
            self.versions += 1
            self.known[entry.id] = (self.versions, entry)
        if not news:
            return
        self.events += 1
        identities = self.identities()
        before: dict[str, set[str]] = {}
        for speaker, entry_id in self.said():
            if entry_id in replacing and speaker in identities:
                before.setdefault(identities[speaker], set()).add(entry_id)
        touched = {
            profile.id
            for profile in self.profiles()
            if (alike := [entry for entry in news if find_keys(entry) & find_keys(profile)])
            and any(judgement.verdict is not Verdict.DIFFERENT for judgement in link(profile, alike, at))
        }
        self.link({*touched, *before}, at, before)

    def link(self, ids: set[str], at: datetime, besides: dict[str, set[str]]) -> None:
        """Compare identities with the entries they may be, and write what is news."""
        identities, said, news = self.identities(), self.said(), list[Judgement]()
        for profile in sorted(self.profiles(), key=lambda each: each.id):
            if profile.id not in ids:
                continue
            own = {pair: log for pair, log in said.items() if identities.get(pair[0]) == profile.id}
            standing = [(entry, each) for (_, entry), log in own.items() for each in find_standing(log)]
            lists = {entry.split(":")[0] for entry, each in standing if each.verdict is Verdict.SAME}
            left = {entry for entry, _ in standing}
            found = {*self.alike(profile), *besides.get(profile.id, ())} - left
            entries = [self.known[each][1] for each in found if each.split(":")[0] not in lists]
            for judgement in link(profile, entries, at) if entries else ():
                (entry,) = {*judgement.pair} - {profile.id}
                judged = {pair[0]: find_rule(log) for pair, log in own.items() if pair[1] == entry and find_rule(log)}
                for speaker, last in judged.items() or {profile.id: None}.items():
                    is_same = last and (last.verdict, last.score) == (judgement.verdict, judgement.score)
                    if judgement.verdict is not Verdict.DIFFERENT if last is None else not is_same:
                        news.append(structs.replace(judgement, left=speaker, right=entry))
        self.log += news

    def alike(self, profile: Profile) -> list[str]:
        """The entries that share keys with a profile, but for those that share much less telling ones than others."""
        weights: dict[str, float] = {}
        for key in sorted(find_keys(profile)):
            under = [id_ for id_, (_, entry) in self.known.items() if key in find_keys(entry)]
            for id_ in under:
                weights[id_] = weights.get(id_, 0.0) + 1 / len(under)
        return [id_ for id_, weight in weights.items() if weight >= 0.25 * max(weights.values())]

    def said(self) -> dict[tuple[str, str], list[Judgement]]:
        """All that was said of a speaker, or entry, and an entry."""
        said: dict[tuple[str, str], list[Judgement]] = {}
        for judgement in self.log:
            for speaker, entry in (judgement.pair, judgement.pair[::-1]):
                if entry in self.known:
                    said.setdefault((speaker, entry), []).append(judgement)
        return said

    def profiles(self) -> list[Profile]:
        """Each identity with the names of its speakers."""
        names: dict[str, list[str]] = {}
        for speaker, identity in self.identities().items():
            names.setdefault(identity, []).append(self.speakers[speaker])
        return [
            Profile(id=identity, name=first, kind=SpeakerKind.PERSON, aliases=tuple(rest))
            for identity, (first, *rest) in names.items()
        ]

    def linked(self) -> dict[str, str]:
        """The identity that each linked entry is of."""
        identities = self.identities()
        return {
            member: identities[spoken[0]]
            for cluster in find_clusters(self.log)
            if (spoken := [each for each in cluster if each in identities])
            for member in cluster
            if member in self.known
        }

    def add(self, reading: Reading, capture: CaptureRef, producer: str, at: datetime) -> None:
        """See ``Record.add``."""
        article = reading.article
        before, known = self.captures.get(capture.id), self.articles.get(article.id)
        if before == article.id and known and known.producer == producer:
            return
        self.events += 1
        is_new = known is None or known.retired or known.producer != producer
        if known is None:
            self.articles[article.id] = Known(article, producer)
        elif is_new:
            self.articles[article.id] = replace(known, article=article, producer=producer, retired=False)
        self.captures[capture.id] = article.id
        is_moved = before not in {None, article.id} and self.leave(str(before), now=article.id)
        if (is_new or is_moved) and self.home(article.text_sha256) == article.id:
            self.derive(reading, at)
        for of, locator in self.rejected:
            if of == capture.id or (of is None and locator == capture.locator):
                self.rejected[of, locator] = False

    def reject(self, refused: Rejected, capture: CaptureRef | None) -> None:
        """See ``Record.reject``."""
        of = capture.id if capture else None
        before = self.captures.get(of) if of else None
        if self.rejected.get((of, refused.locator)) and before is None:
            return
        self.events += 1
        if of:
            self.captures[of] = None
        if before:
            self.leave(before, now=None)
        self.rejected[of, refused.locator] = True

    def leave(self, article: str, *, now: str | None) -> bool:
        """Forget an article that no capture leads to; tell whether ``now`` took over its statements."""
        if article in self.captures.values():
            return False
        self.articles[article].retired = True
        text = self.articles[article].article.text_sha256
        home = self.home(text)
        own = [stored for stored in self.statements.values() if stored.statement.article.text_sha256 == text]
        for stored in own:
            if home is None:
                stored.retired = True
            else:
                stored.statement = structs.replace(stored.statement, article=self.articles[home].article.reference)
                stored.minute = read_minute(self.articles[home].article) or stored.minute
        if own and home and home != now:
            self.articles[home].producer = None
        return bool(own and home and home == now)

    def home(self, text: str) -> str | None:
        """The first article of a text that stands."""
        standing = (
            id_ for id_, known in self.articles.items() if not known.retired and known.article.text_sha256 == text
        )
        return next(standing, None)

    def derive(self, reading: Reading, at: datetime) -> None:
        """Write the statements of a reading."""
        self.meet(reading, at)
        found = {statement.id: statement for statement in reading.statements}
        first = max((stored.ordinal for stored in self.statements.values()), default=0) + 1
        is_new = bool(found.keys() - self.statements.keys())
        stated = read_minute(reading.article)
        for position, statement in enumerate(found.values()):
            known = self.statements.get(statement.id)
            ordinal = first + len(found) - position - 1 if is_new or not known else known.ordinal
            minute = stated or (known.minute if known else at.replace(second=0, microsecond=0))
            self.statements[statement.id] = Stored(statement, minute, ordinal)
        for stored in self.statements.values():
            if stored.statement.article.text_sha256 == reading.article.text_sha256 and stored.statement.id not in found:
                stored.retired = True

    def meet(self, reading: Reading, at: datetime) -> None:
        """Compare the new speakers of a reading with the identities known before it."""
        known = self.identities()
        names: dict[str, list[str]] = {}
        met: list[str] = []
        for speaker, identity in known.items():
            names.setdefault(identity, []).append(self.speakers[speaker])
        for statement in reading.statements:
            new = statement.speaker
            if new and new.id not in self.speakers:
                self.speakers[new.id] = new.name
                for identity, of_identity in names.items() if not new.anonymous else ():
                    if new.name.split()[-1] in {name.split()[-1] for name in of_identity}:
                        verdict = Verdict.SAME if new.name in of_identity else Verdict.UNSURE
                        self.log.append(write_judgement((new.id, identity), verdict, Authority.RULE, at))
                met.append(new.id)
        now = self.identities()
        self.link({now[each] for each in met if each in now} - set(self.linked().values()), at, {})

    def identities(self) -> dict[str, str]:
        """The identity of each speaker that has a name of its own."""
        clusters = {member: cluster for cluster in find_clusters(self.log) for member in cluster}
        order = list(self.speakers)
        named = [speaker for speaker in order if not self.speakers[speaker].islower()]
        return {
            speaker: min((each for each in clusters.get(speaker, (speaker,)) if each in order), key=order.index)
            for speaker in named
        }

    def search(self, query: StatementQuery) -> list[tuple[str, str | None, bool]]:
        """See ``Record.search``."""
        identities = self.identities()
        found = sorted(self.statements.values(), key=lambda stored: (stored.minute, stored.ordinal), reverse=True)
        return [
            (stored.statement.id, self.identity_of(stored.statement, identities), stored.retired)
            for stored in found
            if self.fits(stored, query, identities)
        ]

    def identity_of(self, statement: Statement, identities: dict[str, str]) -> str | None:
        """The identity of a statement's speaker; one without a name is its own."""
        return identities.get(statement.speaker.id, statement.speaker.id) if statement.speaker else None

    def fits(self, stored: Stored, query: StatementQuery, identities: dict[str, str]) -> bool:
        """Whether a statement is what a query asks for."""
        statement = stored.statement
        spans = [statement.content[0].text, statement.source.text if statement.source else ""]
        terms = ['"' + part + '"' if number % 2 else part for number, part in enumerate(query.text.split('"'))]
        wanted = [each for term in terms for each in ([term] if term.startswith('"') else term.split())]
        published = statement.article.published_at.value[:10] if statement.article.published_at else None
        outlets = {
            known.article.publisher.lower()
            for known in self.articles.values()
            if not known.retired
            and known.article.text_sha256 == statement.article.text_sha256
            and known.article.publisher
        }
        return (
            all(any(stands(term, span) for span in spans) for term in wanted)
            and query.retired in {None, stored.retired}
            and (query.outlet is None or query.outlet.lower() in outlets)
            and (query.speaker is None or self.is_named(statement, query.speaker, identities))
            and (query.published_from is None or (published or "") >= query.published_from.isoformat())
            and (query.published_to is None or (published or "9") <= query.published_to.isoformat())
        )

    def is_named(self, statement: Statement, name: str, identities: dict[str, str]) -> bool:
        """Whether the identity of the speaker has all words of a name."""
        own = statement.speaker and identities.get(statement.speaker.id)
        words = {
            word
            for each, identity in identities.items()
            if identity == own
            for word in normalise(self.speakers[each]).split()
        }
        return own is not None and set(normalise(name).split()) <= words


def find_standing(log: Sequence[Judgement]) -> list[Judgement]:
    """What persons said last and did not take back; all persons are one here."""
    said: list[Judgement] = []
    for judgement in log:
        if judgement.authority is Authority.PERSON and judgement.verdict is not Verdict.WITHDRAWN:
            said.append(judgement)
        elif judgement.authority is Authority.PERSON and said:
            said.pop()
    return said[-1:]


def find_rule(log: Sequence[Judgement]) -> Judgement | None:
    """What a rule said last."""
    return next((each for each in reversed(log) if each.authority is Authority.RULE), None)


def read_minute(article: Article) -> datetime | None:
    """When an article says it was published."""
    if article.published_at is None:
        return None
    moment = datetime.fromisoformat(article.published_at.value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def stands(term: str, span: str) -> bool:
    """Whether a word, a phrase or a beginning stands in a text."""
    words, wanted = f" {normalise(span)} ", normalise(term)
    return f" {wanted}" in words if term.endswith("*") else f" {wanted} " in words


class Agreement(RuleBasedStateMachine):
    """Random operations on all records at once; ``records`` are set by whoever runs it."""

    records: tuple[Record, ...] = ()
    is_checked = False  # ask every query, and check each record against itself, at the end

    def __init__(self) -> None:
        """Empty the records."""
        super().__init__()
        self.model = Model()
        self.at = START
        for record in self.records:
            with record._database.write() as connection:  # noqa: SLF001 - quicker than a new database
                for table in TABLES:
                    connection.execute(sql(f"DELETE FROM {table}"))  # noqa: S608 - ours

    @rule(
        place=st.integers(0, 3),
        read=st.tuples(st.integers(0, 3), st.sampled_from(DAYS), st.sets(st.integers(0, 2), min_size=1)),
        producer=st.sampled_from(["one", "two", "three"]),
    )
    def add(self, place: int, read: tuple[int, str | None, set[int]], producer: str) -> None:
        """Add a reading of a capture."""
        number, day, chosen = read
        self.at += timedelta(days=1)
        reading, capture = make_reading(place, number, day, sorted(chosen))
        additions = [record.add(reading, capture, producer=producer, at=self.at) for record in self.records]
        self.model.add(reading, capture, producer, self.at)
        assert all(addition == additions[0] for addition in additions)

    @rule(place=st.integers(0, 3), has_capture=st.booleans())
    def reject(self, place: int, *, has_capture: bool) -> None:
        """Reject a capture, or a locator."""
        capture = make_capture(place) if has_capture else None
        refused = Rejected(locator=f"{place}.txt", reason=RejectReason.EMPTY, message="empty", next_step="Give a text.")
        for record in self.records:
            record.reject(refused, capture, at=self.at)
        self.model.reject(refused, capture)

    @rule(names=st.dictionaries(st.sampled_from(ENTRIES), st.sampled_from(ENTRY_NAMES), min_size=1))
    def import_known(self, names: dict[str, tuple[str, ...]]) -> None:
        """Import entries of lists, each under some names."""
        entries = [
            Profile(id=id_, name=first, kind=SpeakerKind.PERSON, aliases=tuple(rest))
            for id_, (first, *rest) in names.items()
        ]
        self.at += timedelta(days=1)
        file = KnownFile(name="list.csv", sha256="0" * 64, list="any")
        additions = [record.import_known(entries, file, at=self.at) for record in self.records]
        self.model.import_known(entries, self.at)
        assert all(addition == additions[0] for addition in additions)

    @rule(pair=st.tuples(st.integers(0, 9), st.integers(0, 9)), verdict=st.sampled_from(Verdict))
    def judge(self, pair: tuple[int, int], verdict: Verdict) -> None:
        """Say of two speakers or entries who they are."""
        named = [*self.model.identities(), *self.model.known]
        if not named or pair[0] % len(named) == pair[1] % len(named):
            return
        left, right = (named[number % len(named)] for number in pair)
        judgement = write_judgement((left, right), verdict, Authority.PERSON, self.at)
        for record in self.records:
            record.judge(judgement)
        self.model.events += 1
        self.model.log.append(judgement)

    @rule(query=st.sampled_from(QUERIES))
    def search(self, query: StatementQuery) -> None:
        """Ask for statements, for the best match first, and page by page."""
        expected = self.model.search(query)
        answers = [record.search(query) for record in self.records]
        for answer in answers:
            assert [(hit.statement.id, hit.identity, hit.retired) for hit in answer] == expected
        assert all(answer == answers[0] for answer in answers)
        ranked = [record.search(structs.replace(query, ranked=True, limit=3)) for record in self.records]
        assert all(answer == ranked[0] for answer in ranked)
        if len(expected) > 2:
            rest = StatementQuery(**{**structs.asdict(query), "after": answers[0][1].cursor})
            assert all(record.search(rest) == answers[0][2:] for record in self.records)

    @rule()
    def count(self) -> None:
        """Ask for the counts, the articles, the rejections and who is known."""
        model = self.model
        answers = [
            (
                record.status(),
                record.speaker("holt"),
                list(record.statements()),
                list(record.articles()),
                record.linked(),
            )
            for record in self.records
        ]
        assert all(answer[1:] == answers[0][1:] for answer in answers)
        identities, linked = model.identities(), model.linked()
        named = {
            speaker: {entry for entry, of in linked.items() if of == identity}
            for speaker, identity in identities.items()
            if identity in linked.values()
        }
        found = {
            speaker: {f"{each.list}:{each.id}" for each in entities} for speaker, entities in answers[0][4].items()
        }
        assert found == named
        standing = [known.article for known in model.articles.values() if not known.retired]
        assert standing == answers[0][3]
        for status, *_ in answers:
            assert status.head == answers[0][0].head
            assert (status.events, status.captures) == (model.events, len(model.captures))
            assert status.articles == len(standing)
            assert status.statements == sum(not stored.retired for stored in model.statements.values())
            assert status.retired == sum(stored.retired for stored in model.statements.values())
            assert status.identities == len(set(model.identities().values()))
            assert (status.judgements, status.rejected) == (len(model.log), sum(model.rejected.values()))
            assert (status.known, status.linked) == (len(model.known), len(model.linked()))

    def teardown(  # type: ignore[explicit-override] # typing.override is of Python 3.12
        self,
    ) -> None:
        """Compare once more at the end."""
        if self.records:
            self.count()
            for query in QUERIES if self.is_checked else ():
                self.search(query)
            for record in self.records if self.is_checked else ():
                wrong = [each for each in record.check() if each.verdict is FindingVerdict.CONTRADICTED]
                assert wrong == []


def run_agreement(
    records: Sequence[Record],
    *,
    examples: int,
    steps: int,
    is_checked: bool,
    number: int = 0,
    **options: Any,  # noqa: ANN401 - of hypothesis
) -> None:
    """Run random operation sequences on all records; ``number`` says which ones."""
    machine = type("Agreement", (Agreement,), {"records": tuple(records), "is_checked": is_checked})
    chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None, **options)
    run_state_machine_as_test(seed(number)(machine), settings=chosen)


def test_sqlite_postgresql_and_the_model_answer_alike(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server, template = (request.getfixturevalue(name) for name in ("server", "prepared_database"))
    url = server.make_database("agreement", template=template)
    first, second = (Record.open(place, identification=IDENTIFICATION) for place in (tmp_path / "record.db", url))
    with first, second:
        run_agreement((first, second), examples=8, steps=12, is_checked=True)

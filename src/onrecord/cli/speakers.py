"""``onrecord speakers``: what people say of who is who, written into the record's log and taken back by it."""

from __future__ import annotations

import getpass
import shlex
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli import known
from onrecord.cli.found import SHORT_ID, find_settings, name_place
from onrecord.cli.lines import write_line
from onrecord.cli.printable import make_printable
from onrecord.cli.streams import emit, emit_all, say, wants_lines
from onrecord.cli.view import hang, open_console, print_lines, wrap
from onrecord.corpus.stores import open_record
from onrecord.domain import Authority, Judgement, Rename, Verdict
from onrecord.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping

    from rich.console import Console

    from onrecord.record import Record

_VERDICTS = {"merge": Verdict.SAME, "split": Verdict.DIFFERENT, "undo": Verdict.WITHDRAWN}
_WORDS = {Verdict.SAME: "are the same", Verdict.DIFFERENT: "are different", Verdict.UNSURE: "may be the same"}
_PAIR = 2
_NOTHING = "you have said nothing of {} that could be taken back"


def run(arguments: argparse.Namespace) -> bool:
    """Do one action; UsageError where a speaker is none or several of the record.  True where a list has bad rows."""
    if arguments.action == "import":
        return known.run(arguments)
    with open_record(find_settings(arguments)) as record:
        _ACTIONS[arguments.action](record, arguments)
    return False


def _judge(record: Record, arguments: argparse.Namespace) -> None:
    """Write that two speakers are the same or different, or take that back."""
    left, right = (find_speaker(record, named) for named in arguments.speakers)
    verdict = _VERDICTS[arguments.action]
    names = " and ".join(arguments.speakers)
    if left == right:
        message = f"{names} are one speaker in the record"
        step = "What made them one is listed with the ids to undo or split by in: onrecord speakers log"
        raise UsageError(message, next_step=step)
    judgement = Judgement(
        left=left,
        right=right,
        verdict=verdict,
        authority=Authority.PERSON,
        by=_find_author(arguments),
        at=datetime.now(UTC),
        reason=arguments.reason,
    )
    if _is_said(record, judgement):
        before = f"you have said before that {names} {_WORDS[verdict]}" if verdict in _WORDS else _NOTHING.format(names)
        say(f"onrecord: {before}")
        return
    event = record.judge(judgement)
    done = f"{names} {_WORDS[verdict]}" if verdict in _WORDS else f"what you said of {names} is taken back"
    emit(f"{make_printable(done)} (event {event:,})\n")
    if verdict is not Verdict.WITHDRAWN:
        say(f"To take it back: onrecord speakers undo{name_place(arguments)} {shorten(left)} {shorten(right)}")


def _is_said(record: Record, judgement: Judgement) -> bool:
    """Whether the latest that this person said of this pair is the same; who has said nothing has nothing to undo."""
    said = [each for each in record.judgements() if each.pair == judgement.pair and each.by == judgement.by]
    return (said[-1].verdict if said else Verdict.WITHDRAWN) is judgement.verdict


def _rename(record: Record, arguments: argparse.Namespace) -> None:
    """Write the name that a speaker is shown under, or take the latest back."""
    (named,) = arguments.speakers
    name = getattr(arguments, "name", None)
    if name is not None and not name.strip():
        message = "the name to show is empty"
        raise UsageError(message, next_step="Give a name, or take one back with: onrecord speakers undo SPEAKER")
    speaker = find_speaker(record, named)
    rename = Rename(
        speaker=speaker, name=name, by=_find_author(arguments), at=datetime.now(UTC), reason=arguments.reason
    )
    event = record.rename(rename)
    done = f"{named} is shown as {name}" if name else f"the name given to {named} is taken back"
    emit(f"{make_printable(done)} (event {event:,})\n")


def _undo(record: Record, arguments: argparse.Namespace) -> None:
    """Take back a judgement on two speakers, or the name of one."""
    if len(arguments.speakers) == 1:
        _rename(record, arguments)
    elif len(arguments.speakers) == _PAIR:
        _judge(record, arguments)
    else:
        message = f"undo takes one speaker, or two, not {len(arguments.speakers)}"
        raise UsageError(message, next_step="Give the same speakers as when you said it.")


def _ask(record: Record, arguments: argparse.Namespace) -> None:
    """List the pairs that no person has judged and of which the rules are unsure, the likeliest first."""
    judgements = record.judgements()
    decided = {judgement.pair for judgement in judgements if judgement.authority is Authority.PERSON}
    latest = {judgement.pair: judgement for judgement in judgements if judgement.authority is Authority.RULE}
    open_pairs = [each for each in latest.values() if each.verdict is Verdict.UNSURE and each.pair not in decided]
    open_pairs.sort(key=lambda each: (-(each.score or 0), each.pair))
    _print(record, arguments, open_pairs[: arguments.limit or None])
    if not open_pairs:
        say("onrecord: no pair waits for a person")
    elif not wants_lines(arguments):
        first = " ".join(map(shorten, open_pairs[0].pair))
        say(f"To answer: onrecord speakers merge|split{name_place(arguments)} {first} --reason WORDS")
        hidden = len(open_pairs) - (arguments.limit or len(open_pairs))
        if hidden > 0:
            say(f"{hidden:,} more: --limit 0")


def _show_log(record: Record, arguments: argparse.Namespace) -> None:
    """List what people have said, oldest first."""
    said = [judgement for judgement in record.judgements() if judgement.authority is Authority.PERSON]
    _print(record, arguments, said)
    if not said:
        say("onrecord: nobody has judged on speakers yet")


def _print(record: Record, arguments: argparse.Namespace, judgements: Iterable[Judgement]) -> None:
    """Print judgements, as lines for programs or in words."""
    if wants_lines(arguments):
        emit_all(f"{write_line(judgement)}\n" for judgement in judgements)
        return
    said = tuple(judgements)
    names = record.identity_names() | record.known_names({end for each in said for end in each.pair})
    console = open_console(sys.stdout)
    emit_all(_lay_out(console, judgement, names) for judgement in said)


def _lay_out(console: Console, judgement: Judgement, names: Mapping[str, str]) -> str:
    """Lay out a judgement at the width of the console; ends in a blank line."""
    said, because = (Text(make_printable(words)) for words in _describe(judgement, names))
    lines = [*wrap(console, said, console.width), *(hang(console, "  ", because, console.width) if because else [])]
    with console.capture() as capture:
        print_lines(console, [*lines, Text()])
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _describe(judgement: Judgement, names: Mapping[str, str]) -> tuple[str, str]:
    """Say a judgement in words, and why; ``names`` are those of the speakers' identities."""
    left, right = (
        f"{names.get(speaker, 'unknown')} [{shorten(speaker)}]" for speaker in (judgement.left, judgement.right)
    )
    what = _WORDS.get(judgement.verdict, "are no longer judged")
    score = f", {judgement.score:.0%}" if judgement.score is not None else ""
    who = f" · {judgement.by}, {judgement.at:%d %b %Y}" if judgement.authority is Authority.PERSON else ""
    return f"{left} and {right} {what}{score}{who}", judgement.reason or ""


def _find_author(arguments: argparse.Namespace) -> str:
    """Who judges: as given, or the user of this machine."""
    try:
        return arguments.by or getpass.getuser()
    except (OSError, KeyError) as error:
        message = "it is not known who judges: this machine has no name for you"
        raise UsageError(message, next_step="Add: --by NAME") from error


def shorten(speaker: str) -> str:
    """Enough of the id of a speaker to name it by; that of a known entity, LIST:ID, is whole, quoted for a shell."""
    return shlex.quote(speaker) if ":" in speaker else speaker[:SHORT_ID]


def find_speaker(record: Record, named: str) -> str:
    """The id of the one speaker or known entity of an id, a name, or a statement; UsageError for none and several."""
    ids = (*record.speaker_ids(named), *(f"{entry.list}:{entry.id}" for entry in record.known(named)))
    if len(ids) == 1:
        return ids[0]
    if any(":" in each for each in ids):
        message = f"several have the id {named}: {', '.join(map(shorten, ids))}"
        raise UsageError(message, next_step="Give one of these ids.")
    views = record.speaker(named, limit=1)
    if len(views) == 1:
        return views[0].identity
    if views:
        several = "; ".join(f"{view.name} [{view.identity[:SHORT_ID]}]" for view in views)
        message = f"{len(views)} speakers have the name {named}: {several}"
        raise UsageError(message, next_step="Give the id in brackets instead of the name.")
    try:
        speaker = record.show(named).statement.speaker
    except UsageError as error:
        message = f"no speaker and no statement of the record is {named}"
        raise UsageError(message, next_step="Look for one: onrecord speaker NAME") from error
    if speaker is None:
        message = f"the statement {named} has no speaker"
        raise UsageError(message, next_step="Name a statement that has one.")
    return speaker.id


_ACTIONS: dict[str, Callable[[Record, argparse.Namespace], None]] = {
    "merge": _judge,
    "split": _judge,
    "rename": _rename,
    "undo": _undo,
    "questions": _ask,
    "log": _show_log,
}

"""presskit mail status and resolve: what became of each message, and what a person decides about it."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import Command, CommandError, Exit, kit_folder
from presskit.cli.console import Console, aligned, visible
from presskit.cli.mail_plan import clock, ledger_path

if TYPE_CHECKING:
    from presskit.mail.ledger import Entry, Ledger, State, Trial, Witness

__all__ = ["RESOLVE", "STATUS", "opened", "person", "witness_of"]

SHOWN = 40
"""So many messages that need a look are listed; a table (--csv) holds them all."""


def person() -> str:
    """Return who sits there, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def witness_of(environment: Mapping[str, str], release: str) -> Witness:
    """Return what keeps, outside of the kit, to whom a release goes; raises :class:`CommandError` where nothing can."""
    from presskit.mail.user_records import SentRecord, own_folder

    try:
        record = SentRecord(own_folder(environment, "XDG_STATE_HOME"), release)
    except LookupError as problem:
        raise CommandError(str(problem)) from problem
    return lambda entry, at: record.add(entry.version, entry.address, at)


@contextmanager
def opened(folder: Path, witness: Witness = lambda _entry, _at: None) -> Iterator[Ledger]:
    """Open a kit's ledger as its only writer; what a sender left in flight is held from now on.

    Raises :class:`CommandError` where another sender is at work or the ledger cannot be used.
    """
    from presskit.kit.lock import BusyError, only_one
    from presskit.mail.ledger import Ledger, WrongMoveError
    from presskit.mail.ledger_file import LedgerError

    who = f"process {os.getpid()}, since {clock():%Y-%m-%d %H:%M:%S} UTC"
    try:
        with only_one(folder / "mail" / "sending.lock", who), Ledger(ledger_path(folder), witness=witness) as ledger:
            ledger.recover(clock())
            yield ledger
    except BusyError as problem:
        raise CommandError(f"another sender is at work on this kit ({problem}): wait for its end, then run again") from problem
    except (LedgerError, WrongMoveError) as problem:
        raise CommandError(str(problem)) from problem
    except OSError as problem:
        raise CommandError(f"{folder / 'mail'} cannot be used: {problem.strerror or problem}") from problem


def _release(folder: Path) -> str:
    """Return the release's id, which is asked of kit.yaml alone: a record is read however the kit may look."""
    from presskit import kit as kits
    from presskit.readers import kit as kit_reader

    files = kits.load(folder)
    reading = kit_reader.read(files.value) if files.value else None
    if reading is None or reading.value is None:
        raise CommandError(f"{folder} cannot be read as a kit: presskit check {folder} says why")
    return reading.value.release.id


def _there(folder: Path) -> Path:
    """Return where the ledger is; raises :class:`CommandError` where there is none."""
    path = ledger_path(folder)
    if not path.exists():
        raise CommandError(f"nothing of {folder} was sent: there is no ledger {path}")
    return path


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write a table of all messages")


def _status(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.mail.ledger import Ledger, State
    from presskit.mail.ledger_file import LedgerError
    from presskit.mail.status import as_csv

    release, path = _release(arguments.folder), _there(arguments.folder)
    try:
        with Ledger(path, read_only=True) as ledger:
            entries = ledger.entries(release)
            tests = ledger.tests(release)
            if arguments.json:
                console.emit(_as_json(ledger, release, entries))
    except LedgerError as problem:
        raise CommandError(str(problem)) from problem
    if arguments.csv:
        _write(arguments.csv, as_csv(entries))
    if not arguments.json:
        _show(entries, arguments.folder, console)
        _show_tests(tests, console)
    return Exit.FINDINGS if any(each.state is not State.SENT for each in entries) else Exit.OK


def _write(path: Path, data: bytes) -> None:
    from presskit.kit import OutputError, write_all

    try:
        write_all(path.parent, {path.name: data})
    except OutputError as problem:
        raise CommandError(str(problem)) from problem


def _as_json(ledger: Ledger, release: str, entries: Sequence[Entry]) -> dict[str, object]:
    from presskit.mail.ledger import State
    from presskit.mail.status import plain, plain_event

    versions = sorted({each.version for each in entries})
    passages = [(version, passage) for version in versions for passage in ledger.passages(release, version)]
    return {
        "release": release,
        "counts": {str(version): _counts([e for e in entries if e.version == version]) for version in versions},
        "messages": [{**plain(e), "history": [plain_event(each) for each in ledger.history(e.id)]} for e in entries],
        "artefacts": {str(version): ledger.artefacts(release, version) for version in versions},
        "passed": [
            {"version": version, "gate": each.gate, "finding": each.finding, "reason": each.reason, "person": each.person}
            | {"at": each.at.isoformat(timespec="seconds")}
            for version, each in passages
        ],
        "tests": [_plain_test(each) for each in ledger.tests(release)],
        "held": sum(each.state is State.UNKNOWN for each in entries),
    }


def _plain_test(test: Trial) -> dict[str, object]:
    said = {"code": test.said.code or "", "words": test.said.words, "at": test.at.isoformat(timespec="seconds")}
    who = {"version": test.version, "language": test.language, "address": test.address, "state": str(test.state)}
    return {**who, **said, "person": test.person}


def _counts(entries: Sequence[Entry]) -> dict[str, int]:
    from presskit.mail.status import counts

    return {str(state): number for state, number in counts(entries).items()}


def _show(entries: Sequence[Entry], folder: Path, console: Console) -> None:
    from presskit.mail.status import counted

    for version in sorted({each.version for each in entries}):
        mine = [each for each in entries if each.version == version]
        console.say(console.painted(f"Version {version}: {len(mine)} messages", "bold"))
        for line in aligned(counted(mine), right=frozenset({0})):
            console.say(f"  {line}")
    _show_open(entries, folder, console)


def _show_tests(tests: Sequence[Trial], console: Console) -> None:
    if tests:
        last = tests[-1]
        what = f"{len(tests)} test{'s' if len(tests) > 1 else ''} to oneself, the last of version {last.version}"
        console.say(f"{what} to {visible(last.address)}, {last.at:%Y-%m-%d %H:%M} UTC: {last.state}")


def _show_open(entries: Sequence[Entry], folder: Path, console: Console) -> None:
    from presskit.mail.ledger import State

    odd = [each for each in entries if each.state not in {State.SENT, State.TODO}]
    for each in odd[:SHOWN]:
        words = f"{each.said.code or ''} {each.said.words}".strip()
        console.say(f"{visible(each.address)}  {each.state} {each.changed:%Y-%m-%d %H:%M} UTC  {visible(words)}")
    if len(odd) > SHOWN:
        console.say(f"… and {len(odd) - SHOWN} more: presskit mail status {folder} --csv FILE")
    if any(each.state is State.UNKNOWN for each in entries):
        console.say(f'\nHeld ones are yours to decide: presskit mail resolve {folder} ADDRESS --sent --reason "…"')


def _resolve_arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("address", metavar="ADDRESS", nargs="*", help="whose message; several are decided alike")
    every = parser.add_mutually_exclusive_group()
    every.add_argument("--all-held", action="store_true", help="all that are held")
    every.add_argument("--all-refused", action="store_true", help="all that the server refused, of the last version")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--sent", action="store_true", help="it arrived")
    what.add_argument("--again", action="store_true", help="it did not arrive: send it again at the next run")
    what.add_argument("--leave", action="store_true", help="it is not to be sent any more")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="how you know; kept in the ledger")


def _resolve(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.mail.ledger import State

    to = State.SENT if arguments.sent else State.TODO if arguments.again else State.REFUSED
    if not arguments.reason.strip():
        raise CommandError("a decision needs a reason: --reason TEXT")
    release = _release(arguments.folder)
    _there(arguments.folder)
    with opened(arguments.folder) as ledger:
        entries = _decided(arguments, ledger, release, to)
        for entry in entries:
            ledger.decide(entry.id, to, clock(), arguments.reason, person())
        done = [ledger.entry(entry.id) for entry in entries]
    if arguments.json:
        console.emit([{"address": each.address, "version": each.version, "state": str(each.state)} for each in done])
        return Exit.OK
    for each in done:
        console.say(f"{visible(each.address)}, version {each.version}: {each.state}")
    return Exit.OK


def _decided(arguments: argparse.Namespace, ledger: Ledger, release: str, to: State) -> list[Entry]:
    """Return the messages that are decided about: those of the addresses, or all that are held or were refused."""
    if bool(arguments.address) == (arguments.all_held or arguments.all_refused):
        raise CommandError("name the addresses, or --all-held or --all-refused")
    if arguments.address:
        return [_entry(ledger, release, address, to) for address in arguments.address]
    found = _held(ledger, release) if arguments.all_held else _refused(ledger, release)
    if not found:
        raise CommandError(f"nothing is {'held' if arguments.all_held else 'refused by the server'}")
    if arguments.all_refused and arguments.sent:
        raise CommandError("what a server refused was not sent: --again, or --leave")
    return found


def _held(ledger: Ledger, release: str) -> list[Entry]:
    from presskit.mail.ledger import State

    return [each for each in ledger.entries(release) if each.state is State.UNKNOWN]


def _refused(ledger: Ledger, release: str) -> list[Entry]:
    """Return what the server refused of the last version; what a person, or an opt-out, has ended stays as it is."""
    from presskit.mail.ledger import State

    entries = ledger.entries(release)
    refused = [each for each in entries if each.state is State.REFUSED and each.version == entries[-1].version]
    return [each for each in refused if not ledger.history(each.id)[-1].person]


def _entry(ledger: Ledger, release: str, address: str, to: State) -> Entry:
    """Return the last message to ``address`` about which this can be decided."""
    from presskit.mail.addresses import same_address
    from presskit.mail.ledger import DECISIONS

    key = same_address(address)
    found = [each for each in ledger.entries(release) if same_address(each.address) == key]
    if not found:
        raise CommandError(f"«{address}» got nothing and was to get nothing of this release")
    latest = [each for each in found if each.version == found[-1].version]
    able = [each for each in latest if each.state in DECISIONS[to]]
    if not able:
        states = ", ".join(sorted({str(each.state) for each in latest}))
        raise CommandError(f"the message to «{address}» is «{states}»: that cannot be decided about it")
    return able[-1]


STATUS = Command(
    name="status",
    summary="say what became of each message, when, and in the server's words",
    usage="presskit mail status DIR [--csv FILE] [--json]",
    examples=("presskit mail status my-kit", "presskit mail status my-kit --csv sent.csv"),
    arguments=_status_arguments,
    run=_status,
    explains="The exit code is 1 while anything is not sent.",
)
RESOLVE = Command(
    name="resolve",
    summary="decide about a message that is held, refused or came back",
    usage="presskit mail resolve DIR ADDRESS…|--all-held|--all-refused --sent|--again|--leave --reason TEXT [--json]",
    examples=(
        'presskit mail resolve my-kit rana@paper.example --sent --reason "she has it"',
        'presskit mail resolve my-kit omar@radio.example --again --reason "the mailbox was full"',
        'presskit mail resolve my-kit --all-refused --again --reason "the login was wrong"',
    ),
    arguments=_resolve_arguments,
    run=_resolve,
    explains=(
        "Held is a message of which nobody knows whether the server has it: the connection or the sender died between the "
        "message's end and the answer. Ask the recipient, or look into the server's log. Nothing is sent by this command."
    ),
)

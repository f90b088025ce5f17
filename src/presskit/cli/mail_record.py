"""presskit mail status and resolve: what became of each message, and what a person decides about it."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import Command, CommandError, Exit, kit_folder
from presskit.cli.console import Console, aligned, visible
from presskit.cli.mail_plan import clock, ledger_path

if TYPE_CHECKING:
    from presskit.mail.ledger import Entry, Ledger, State

__all__ = ["RESOLVE", "STATUS", "opened", "person"]

SHOWN = 40
"""So many messages that need a look are listed; a table (--csv) holds them all."""


def person() -> str:
    """Return who sits there, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """Open a kit's ledger as its only writer; what a sender left in flight is held from now on.

    Raises :class:`CommandError` where another sender is at work or the ledger cannot be used.
    """
    from presskit.mail.ledger import Ledger, WrongMoveError
    from presskit.mail.ledger_file import LedgerError
    from presskit.mail.lock import BusyError, only_one

    who = f"process {os.getpid()}, since {clock():%Y-%m-%d %H:%M:%S} UTC"
    try:
        with only_one(folder / "mail" / "sending.lock", who), Ledger(ledger_path(folder)) as ledger:
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
            if arguments.json:
                console.emit(_as_json(ledger, release, entries))
    except LedgerError as problem:
        raise CommandError(str(problem)) from problem
    if arguments.csv:
        _write(arguments.csv, as_csv(entries))
    if not arguments.json:
        _show(entries, arguments.folder, console)
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
        "held": sum(each.state is State.UNKNOWN for each in entries),
    }


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
    parser.add_argument("address", metavar="ADDRESS", nargs="+", help="whose message; several are decided alike")
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
        entries = [_entry(ledger, release, address, to) for address in arguments.address]
        for entry in entries:
            ledger.decide(entry.id, to, clock(), arguments.reason, person())
        done = [ledger.entry(entry.id) for entry in entries]
    if arguments.json:
        console.emit([{"address": each.address, "version": each.version, "state": str(each.state)} for each in done])
        return Exit.OK
    for each in done:
        console.say(f"{visible(each.address)}, version {each.version}: {each.state}")
    return Exit.OK


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
    usage="presskit mail resolve DIR ADDRESS… --sent|--again|--leave --reason TEXT [--json]",
    examples=(
        'presskit mail resolve my-kit rana@paper.example --sent --reason "she has it"',
        'presskit mail resolve my-kit omar@radio.example --again --reason "the mailbox was full"',
    ),
    arguments=_resolve_arguments,
    run=_resolve,
    explains=(
        "Held is a message of which nobody knows whether the server has it: the connection or the sender died between the "
        "message's end and the answer. Ask the recipient, or look into the server's log. Nothing is sent by this command."
    ),
)

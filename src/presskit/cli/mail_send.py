"""The parts of presskit mail that send: send and test; with them stand status and resolve."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from presskit.cli import findings, mail_test
from presskit.cli.command import Command, Exit
from presskit.cli.console import Console, Progress
from presskit.cli.mail_gates import arguments_of_gates, gates_passed, no_letters
from presskit.cli.mail_letters import arguments_of_letters
from presskit.cli.mail_plan import Plan, clock, plan, real
from presskit.cli.mail_record import RESOLVE, STATUS, opened, person, witness_of
from presskit.cli.mail_server import arguments_of_delivery, server_of
from presskit.cli.mail_show import duration, open_gates, plan_as_json, show_plan

if TYPE_CHECKING:
    from presskit.mail.ledger import Entry, Ledger
    from presskit.mail.send_guards import Gate
    from presskit.mail.sending import Ended, Pace, Tally
    from presskit.model.release import Kit

__all__ = ["PARTS"]

MOST_CONNECTIONS = 10


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_letters(parser)
    arguments_of_delivery(parser)
    parser.add_argument("--yes", action="store_true", help="send; without it you only see what would be sent")
    parser.add_argument("--dry-run", action="store_true", help="only show: what happens without --yes")
    parser.add_argument("--test", metavar="ADDRESS", help="send each letter to yourself only: presskit mail test")
    parser.add_argument("--also-new", action="store_true", help="a correction: also to those who did not get the old version")
    parser.add_argument(
        "--in-other-language", action="store_true", help="also to those who have this version in another language"
    )
    arguments_of_gates(parser)
    parser.add_argument("--rate", metavar="N", type=_rate, help="messages a minute (as kit.yaml says: 60); 0: no limit")
    parser.add_argument("--connections", metavar="N", type=_connections, default=2, help="at the same time (2)")


def _rate(text: str) -> float:
    number = text.removesuffix("/min")
    if not number.replace(".", "", 1).isdecimal():
        raise argparse.ArgumentTypeError("a number of messages a minute: 30")
    return float(number)


def _connections(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_CONNECTIONS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_CONNECTIONS}")
    return int(text)


def _send(arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.test:
        arguments.address = arguments.test
        return mail_test.send_test(arguments, console)
    despite = gates_passed(arguments)
    planned = plan(arguments, real(console))
    if not isinstance(planned, Plan):
        return no_letters(planned, arguments, console)
    pace = _pace(arguments, planned.kit)
    shut = open_gates(planned, despite)
    if arguments.yes and not arguments.dry_run and not shut:
        return _deliver(arguments, planned, pace, despite, console)
    if arguments.json:
        console.emit({**plan_as_json(planned, pace), "sent": False})
    else:
        findings.show(planned.findings, console, console.err)
        show_plan(planned, pace, despite, console)
    if shut and arguments.yes:
        console.complain("nothing was sent: a gate is closed")
    return Exit.FINDINGS if shut else Exit.OK


def _pace(arguments: argparse.Namespace, kit: Kit) -> Pace:
    from presskit.mail.sending import Pace

    rate = kit.release.mail.rate if arguments.rate is None else arguments.rate
    return Pace(per_minute=rate, connections=arguments.connections)


def _deliver(arguments: argparse.Namespace, planned: Plan, pace: Pace, despite: frozenset[Gate], console: Console) -> Exit:
    """Freeze the plan in the ledger and send what is open in it."""
    from presskit.mail.sending import Sender

    if not planned.count:
        show_plan(planned, pace, despite, console)
        return Exit.OK
    server = server_of(arguments, planned.kit, console)
    progress = Progress(console)
    with opened(arguments.folder, witness_of(console.environment, planned.kit.release.id)) as ledger:
        _freeze(ledger, planned, despite, arguments.reason)
        sender = Sender(
            ledger,
            server,
            planned.letters.address,
            planned.letters.message,
            pace=pace,
            clock=clock,
            closed=lambda now: _shut(planned, despite, now),
        )
        try:
            with _ended_gently():
                ended = sender.send(_open(ledger, planned), lambda tally: progress.show(_told(tally)))
        except KeyboardInterrupt:
            console.complain(f"stopped at once; what was under way is held: presskit mail status {arguments.folder}")
            return Exit.INTERRUPTED
        finally:
            progress.clear()
        return _report(ledger, planned, ended, arguments, console)


@contextmanager
def _ended_gently() -> Iterator[None]:
    """Let a system that shuts down end the sending as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # a program that runs commands in threads has signals of its own
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _freeze(ledger: Ledger, planned: Plan, despite: frozenset[Gate], reason: str) -> None:
    """Write the plan into the ledger: who gets what, who gets nothing more, which gates were passed and why."""
    from presskit.mail.ledger import Passage, State

    release, now, choice = planned.kit.release, clock(), planned.choice
    for each in planned.closed:
        if each.gate in despite:
            ledger.record(release.id, release.version, Passage(each.gate, each.finding, reason, person(), now))
    for entry in choice.dropped:
        ledger.decide(entry.id, State.REFUSED, now, "asked meanwhile to be left out", "presskit")
    for entry in choice.superseded:
        ledger.decide(entry.id, State.REFUSED, now, f"superseded by version {release.version}", "presskit")
    ledger.freeze(release.id, release.version, choice.addressees, planned.letters.hashes(), now)


def _open(ledger: Ledger, planned: Plan) -> list[Entry]:
    """Return the frozen messages of this plan that are not settled."""
    from presskit.mail.addresses import same_address
    from presskit.mail.ledger import State

    release = planned.kit.release
    meant = {(same_address(each.address), each.language) for each, _ in planned.recipients()}
    found = ledger.entries(release.id, release.version, State.TODO, State.DEFERRED)
    return [each for each in found if (same_address(each.address), each.language) in meant]


def _shut(planned: Plan, despite: frozenset[Gate], now: datetime) -> str:
    """Say why the next message may not go: the embargo, asked anew, and a subject that would not be true any more."""
    from presskit.mail.send_guards import Gate, embargo_closed

    why = embargo_closed(planned.kit.release.embargo, now)
    if why:
        return "" if Gate.EMBARGO in despite else why
    return "the embargo has ended meanwhile: run again, for the subject still names it" if planned.embargoed else ""


def _told(tally: Tally) -> str:
    from presskit.mail.ledger import State

    done = f"{tally.counts[State.SENT]} sent, {tally.left} left"
    refused = tally.counts[State.REFUSED] + tally.counts[State.UNKNOWN]
    done += f", {refused} not" if refused else ""
    if tally.waiting_until:
        return f"{done}; deferred by the server, next try {tally.waiting_until:%H:%M:%S} UTC (Ctrl-C is safe) …"
    return f"{done}, {duration(tally.seconds)} …" if tally.left and tally.seconds is not None else f"{done} …"


def _report(ledger: Ledger, planned: Plan, ended: Ended, arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.mail.ledger import State
    from presskit.mail.status import counts, plain

    release = planned.kit.release
    entries = ledger.entries(release.id, release.version)
    code = Exit.INTERRUPTED if ended.interrupted else Exit.OK
    if not ended.interrupted and (ended.reason or any(each.state is not State.SENT for each in entries)):
        code = Exit.FINDINGS
    numbers = {str(state): number for state, number in counts(entries).items()}
    if arguments.json:
        whole = {"version": release.version, "counts": numbers, "stopped": ended.reason, "exit": int(code)}
        console.emit({**whole, "messages": [plain(each) for each in entries], "sent": True})
        return code
    findings.show(planned.findings, console, console.err)
    if ended.reason:
        console.complain(ended.reason)
    console.say(f"Version {release.version}: " + ", ".join(f"{number} {state}" for state, number in numbers.items() if number))
    console.say(f"{duration(ended.tally.elapsed)}. Who got what: presskit mail status {arguments.folder}")
    return code


SEND = Command(
    name="send",
    summary="deliver the release to the press list: each message once, and accounted for",
    usage="presskit mail send DIR [--list FILE] [--group LIST] [--lang LIST] [--yes] [--despite GATE --reason TEXT] …",
    examples=(
        "presskit mail send my-kit",
        "presskit mail send my-kit --yes --rate 30/min",
        'presskit mail send my-kit --group embargo --despite embargo --reason "agreed in writing" --yes',
    ),
    arguments=_send_arguments,
    run=_send,
    explains=(
        "Without --yes it only shows who would get what, and which gates are closed: embargo, consent, check, build, "
        "changed, again. Stopped or killed, run it again: nobody gets it twice, nobody is forgotten. When version is raised in "
        "kit.yaml, the new one goes to exactly those who got the old one. The password is taken from "
        "PRESSKIT_SMTP_PASSWORD or the keyring, and goes to a server that you have confirmed: you are asked once, or say "
        "--confirm-server HOST; PRESSKIT_SMTP_HOST binds the environment's password to one host."
    ),
)
PARTS: tuple[Command, ...] = (SEND, STATUS, RESOLVE, mail_test.COMMAND)

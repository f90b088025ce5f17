"""The parts of presskit mail that send: send and test; with them stand status and resolve."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, Progress
from presskit.cli.mail_letters import arguments_of_letters, prepare
from presskit.cli.mail_plan import Plan, apart, clock, plan, real, use_own_list
from presskit.cli.mail_record import RESOLVE, STATUS, opened, person
from presskit.cli.mail_show import duration, open_gates, plan_as_json, show_plan
from presskit.diagnostics import Diagnostic

if TYPE_CHECKING:
    from presskit.cli.mail_letters import Prepared
    from presskit.mail.delivery import Answer, Server
    from presskit.mail.gates import Gate
    from presskit.mail.ledger import Entry, Ledger
    from presskit.mail.sending import Ended, Pace, Tally
    from presskit.model.release import Kit

__all__ = ["PARTS"]

PORTS = {"starttls": 587, "tls": 465, "none": 25}
MOST_CONNECTIONS = 10


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_letters(parser)
    _delivery_arguments(parser)
    parser.add_argument("--yes", action="store_true", help="send; without it you only see what would be sent")
    parser.add_argument("--dry-run", action="store_true", help="only show: what happens without --yes")
    parser.add_argument("--test", metavar="ADDRESS", help="send each letter to yourself only: presskit mail test")
    parser.add_argument("--also-new", action="store_true", help="a correction: also to those who did not get the old version")
    parser.add_argument(
        "--in-other-language", action="store_true", help="also to those who have this version in another language"
    )
    parser.add_argument("--despite", metavar="GATE", action="append", default=[], help="pass a closed gate, by its name")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why the gate is passed; kept in the ledger")
    parser.add_argument("--rate", metavar="N", type=_rate, help="messages a minute (as kit.yaml says: 60); 0: no limit")
    parser.add_argument("--connections", metavar="N", type=_connections, default=2, help="at the same time (2)")


def _delivery_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ca", metavar="FILE", type=Path, help="trust these authorities for the server's certificate")


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
        return _test(arguments, console)
    despite = _gates(arguments)
    planned = plan(arguments, real(console))
    if not isinstance(planned, Plan):
        return _no_letters(planned, arguments, console)
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


def _no_letters(found: Sequence[Diagnostic], arguments: argparse.Namespace, console: Console) -> Exit:
    if arguments.json:
        console.emit({"findings": findings.as_json(found), "sent": False})
    else:
        findings.show(found, console, console.err)
    console.complain("nothing was sent: mend the errors first")
    return findings.exit_code(found) or Exit.FINDINGS


def _gates(arguments: argparse.Namespace) -> frozenset[Gate]:
    """Return the gates that the user passes; raises :class:`CommandError` where one is unknown or no reason is given."""
    from presskit.mail.gates import Gate

    unknown = [name for name in arguments.despite if name not in list(Gate)]
    if unknown:
        raise CommandError(f"there is no gate «{unknown[0]}»; choose from: {', '.join(Gate)}")
    if arguments.despite and not arguments.reason.strip():
        raise CommandError("a gate is passed with a reason, which is kept: --reason TEXT")
    return frozenset(Gate(name) for name in arguments.despite)


def _pace(arguments: argparse.Namespace, kit: Kit) -> Pace:
    from presskit.mail.sending import Pace

    rate = kit.release.mail.rate if arguments.rate is None else arguments.rate
    return Pace(per_minute=rate, connections=arguments.connections)


def _server(arguments: argparse.Namespace, kit: Kit, console: Console) -> Server:
    """Return the server that kit.yaml names, with the login of the environment or the keyring."""
    from presskit.mail.delivery import Server, ServerError
    from presskit.mail.login import find_login

    asked = kit.release.mail.server
    if asked is None:
        raise CommandError("kit.yaml does not say which server delivers: mail: {server: {host: smtp.example.org}}")
    if arguments.ca and not arguments.ca.is_file():
        raise CommandError(f"there is no file «{arguments.ca}»")
    try:
        login = find_login(console.environment, asked.host, asked.user)
        return Server(asked.host, asked.port or PORTS[asked.security], asked.security, login, arguments.ca)
    except (LookupError, ServerError) as problem:
        raise CommandError(str(problem)) from problem


def _deliver(
    arguments: argparse.Namespace, planned: Plan, pace: Pace, despite: frozenset[Gate], console: Console
) -> Exit:
    """Freeze the plan in the ledger and send what is open in it."""
    from presskit.mail.sending import Sender

    server = _server(arguments, planned.kit, console)
    if not planned.count:
        show_plan(planned, pace, despite, console)
        return Exit.OK
    progress = Progress(console)
    with opened(arguments.folder) as ledger:
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
    from presskit.mail.gates import Gate, embargo_closed

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


def _report(
    ledger: Ledger, planned: Plan, ended: Ended, arguments: argparse.Namespace, console: Console
) -> Exit:
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


def _test_arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_letters(parser)
    _delivery_arguments(parser)
    parser.add_argument("address", metavar="ADDRESS", help="your own address")


def _test(arguments: argparse.Namespace, console: Console) -> Exit:
    """Send each letter to one address that is nobody's on the press list; neither gates nor ledger know of it."""
    from presskit.mail.addresses import AddressError, mailbox_of
    from presskit.mail.ledger import State

    try:
        box = mailbox_of(arguments.address)
    except AddressError as problem:
        raise CommandError(f"«{arguments.address}» is not an e-mail address. {problem}") from problem
    use_own_list(arguments)
    prepared = prepare(apart(arguments), real(console), needs_list=False)
    if not prepared.letters or prepared.kit is None:
        return _no_letters(prepared.diagnostics, arguments, console)
    if any(each.key == box.address.casefold() for each in prepared.recipients):
        raise CommandError(f"{box.address} is on the press list: a test goes to yourself")
    answers = _sent_to(box.address, prepared, _server(arguments, prepared.kit, console))
    if arguments.json:
        plain = [(tag, str(answer.state), answer.said.code, answer.said.words) for tag, answer in answers]
        console.emit([dict(zip(("language", "state", "code", "words"), each, strict=True)) for each in plain])
    else:
        findings.show(prepared.diagnostics, console, console.err)
        for tag, answer in answers:
            console.say(f"{tag} to {box.address}: {answer.state}: {answer.said.code} {answer.said.words}")
    return Exit.OK if all(answer.state is State.SENT for _, answer in answers) else Exit.FINDINGS


def _sent_to(address: str, prepared: Prepared, server: Server) -> list[tuple[str, Answer]]:
    from presskit.mail.addresses import Recipient
    from presskit.mail.delivery import Connection, ServerError, UnreachableError

    line, answers = Connection(server), []
    try:
        for tag, letter in prepared.letters.items():
            sender = prepared.senders[tag]
            if sender.sender is None:
                raise CommandError("kit.yaml does not say who the e-mails are from: mail: {from: press@example.org}")
            reader = Recipient(address, language=tag)
            told = letter.message_id(reader, f"test.{sender.sender.domain}")
            data = letter.message(reader, sender=sender.sender, date=clock(), message_id=told, reply_to=sender.reply_to)
            answers.append((tag, line.deliver(sender.sender.address, address, data, lambda: None)))
    except (ServerError, UnreachableError) as problem:
        raise CommandError(str(problem)) from problem
    finally:
        line.close()
    return answers


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
        "changed. Stopped or killed, run it again: nobody gets it twice, nobody is forgotten. When version is raised in "
        "kit.yaml, the new one goes to exactly those who got the old one. The password is taken from "
        "PRESSKIT_SMTP_PASSWORD or the keyring."
    ),
)
TEST = Command(
    name="test",
    summary="send each letter to yourself",
    usage="presskit mail test DIR ADDRESS [--lang LIST] [--ca FILE] …",
    examples=("presskit mail test my-kit you@example.org",),
    arguments=_test_arguments,
    run=_test,
)
PARTS: tuple[Command, ...] = (SEND, STATUS, RESOLVE, TEST)

"""presskit mail test: each letter to oneself, before anybody else gets it."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console
from presskit.cli.mail_gates import arguments_of_gates, gates_passed, no_letters
from presskit.cli.mail_letters import Prepared, arguments_of_letters, prepare
from presskit.cli.mail_plan import apart, clock, real, use_own_list
from presskit.cli.mail_record import opened, person
from presskit.cli.mail_server import arguments_of_delivery, server_of

if TYPE_CHECKING:
    from presskit.mail.addresses import Mailbox
    from presskit.mail.delivery import Answer, Server
    from presskit.mail.ledger import Ledger
    from presskit.mail.send_guards import Gate
    from presskit.model.release import Release

__all__ = ["COMMAND", "send_test"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_letters(parser)
    arguments_of_delivery(parser)
    arguments_of_gates(parser)
    parser.add_argument("address", metavar="ADDRESS", help="your own address")


def send_test(arguments: argparse.Namespace, console: Console) -> Exit:
    """Send each letter to one address that is nobody's on the press list, and keep that in the ledger.

    The embargo holds for it, and so does every word of somebody who wants no e-mails.
    """
    from presskit.mail.addresses import AddressError, mailbox_of
    from presskit.mail.ledger import State

    try:
        box = mailbox_of(arguments.address)
    except AddressError as problem:
        raise CommandError(f"«{arguments.address}» is not an e-mail address. {problem}") from problem
    despite = gates_passed(arguments)
    use_own_list(arguments)
    prepared = prepare(apart(arguments), real(console), needs_list=False)
    if not prepared.letters or prepared.kit is None:
        return no_letters(prepared.diagnostics, arguments, console)
    _refuse(box, prepared)
    shut = _embargo(prepared.kit.release, despite)
    if shut:
        console.complain(f"nothing was sent: {shut}. A test to somebody who may have it: --despite embargo --reason TEXT")
        return Exit.FINDINGS
    server = server_of(arguments, prepared.kit, console)
    with opened(arguments.folder) as ledger:
        answers = _sent_to(box.address, prepared, server)
        _record(ledger, prepared.kit.release, box, answers, arguments.reason if despite else "")
    _report(arguments, console, prepared, box, answers)
    return Exit.OK if all(answer.state is State.SENT for _, answer in answers) else Exit.FINDINGS


def _refuse(box: Mailbox, prepared: Prepared) -> None:
    """Raise :class:`CommandError` where the address is a journalist's, or somebody's who wants no e-mails."""
    from presskit.mail.addresses import same_address

    key, listed = same_address(box.address), prepared.listed
    if key in listed.barred or f"@{box.domain}" in listed.barred:
        raise CommandError(f"{box.address} is not to be written to: the press list or suppressed.txt says so")
    if any(each.key == key for each in listed.recipients):
        raise CommandError(f"{box.address} is on the press list: a test goes to yourself")


def _embargo(release: Release, despite: Collection[Gate]) -> str:
    from presskit.mail.send_guards import Gate, embargo_closed

    return "" if Gate.EMBARGO in despite else embargo_closed(release.embargo, clock())


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


def _record(ledger: Ledger, release: Release, box: Mailbox, answers: list[tuple[str, Answer]], reason: str) -> None:
    from presskit.mail.ledger import Passage, Trial
    from presskit.mail.send_guards import Gate, embargo_closed

    now = clock()
    for tag, answer in answers:
        ledger.record_test(release.id, Trial(release.version, tag, box.address, answer.state, answer.said, now, person()))
    finding = embargo_closed(release.embargo, now)
    if finding and reason:
        passage = Passage(Gate.EMBARGO, f"for a test to {box.address}: {finding}", reason, person(), now)
        ledger.record(release.id, release.version, passage)


def _report(
    arguments: argparse.Namespace, console: Console, prepared: Prepared, box: Mailbox, answers: list[tuple[str, Answer]]
) -> None:
    if arguments.json:
        plain = [(tag, str(answer.state), answer.said.code, answer.said.words) for tag, answer in answers]
        console.emit([dict(zip(("language", "state", "code", "words"), each, strict=True)) for each in plain])
        return
    findings.show(prepared.diagnostics, console, console.err)
    for tag, answer in answers:
        console.say(f"{tag} to {box.address}: {answer.state}: {answer.said.code} {answer.said.words}")


COMMAND = Command(
    name="test",
    summary="send each letter to yourself",
    usage="presskit mail test DIR ADDRESS [--lang LIST] [--ca FILE] [--confirm-server HOST] …",
    examples=(
        "presskit mail test my-kit you@example.org",
        'presskit mail test my-kit you@example.org --despite embargo --reason "to myself"',
    ),
    arguments=_arguments,
    run=send_test,
    explains=(
        "The embargo holds for a test, too. Whoever is on the press list, or wants no e-mails, gets none. The ledger keeps "
        "what was tested, when, and what the server said."
    ),
)

"""presskit mail test: each message to oneself, before anybody else gets it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, Exit
from presskit.cli.console import Console, Progress
from presskit.cli.mail_options import (
    arguments_of_delivery,
    arguments_of_overrides,
    arguments_of_templates,
    asking,
    delivery_options,
    nothing_to_send,
)

if TYPE_CHECKING:
    from presskit.usecases.mail_test import MailTestReport

__all__ = ["COMMAND", "send_test"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_templates(parser)
    arguments_of_delivery(parser)
    arguments_of_overrides(parser)
    parser.add_argument("address", metavar="ADDRESS", help="your own address")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    return send_test(arguments, arguments.address, console)


def send_test(arguments: argparse.Namespace, address: str, console: Console) -> Exit:
    """Send each message to ``address``, and say what the server answered."""
    from presskit.mail.ledger import State
    from presskit.usecases.mail_test import MailTestRequest, mail_test
    from presskit.usecases.world import World

    request = MailTestRequest(**delivery_options(arguments), address=address)
    with Progress(console) as progress:
        report = mail_test(
            request, world=World(console.environment), progress=progress.step, confirm=asking(arguments, console)
        )
    if not report.ready:
        return nothing_to_send(report.findings, arguments, console)
    if report.blocked:
        hint = "A test to somebody who may have it: --override embargo --reason TEXT"
        console.complain(f"nothing was sent: {report.blocked}. {hint}")
        return Exit.FINDINGS
    _show(arguments, report, console)
    return Exit.OK if all(answer.state is State.SENT for _, answer in report.answers) else Exit.FINDINGS


def _show(arguments: argparse.Namespace, report: MailTestReport, console: Console) -> None:
    if arguments.json:
        plain = [(tag, str(answer.state), answer.said.code, answer.said.words) for tag, answer in report.answers]
        console.emit([dict(zip(("language", "state", "code", "words"), each, strict=True)) for each in plain])
        return
    findings.show(report.findings, console, console.err)
    for tag, answer in report.answers:
        console.say(f"{tag} to {report.address}: {answer.state}: {answer.said.code} {answer.said.words}")


COMMAND = Command(
    name="test",
    summary="send each message to yourself",
    usage="presskit mail test DIR ADDRESS [--lang LIST] [--ca FILE] [--confirm-server HOST] …",
    examples=(
        "presskit mail test my-kit you@example.org",
        'presskit mail test my-kit you@example.org --override embargo --reason "to myself"',
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "Guards such as the embargo hold for a test, too. The address must not be on the media list or unsubscribed. "
        "The ledger records each test, and the server's reply."
    ),
)

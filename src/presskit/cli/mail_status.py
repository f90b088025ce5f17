"""presskit mail status and resolve: what became of each message, and what a person decides about it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console, aligned
from presskit.typography import visible

if TYPE_CHECKING:
    from presskit.usecases.mail_status import MailStatusReport

__all__ = ["RESOLVE", "STATUS"]

SHOWN = 40
"""So many messages that need a look are listed; a table (--csv) holds them all."""


def _status(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.store.locking import write
    from presskit.usecases.mail_status import as_csv, mail_status
    from presskit.usecases.world import World

    report = mail_status(arguments.folder, world=World(console.environment))
    if arguments.csv:
        write(arguments.csv.parent, {arguments.csv.name: as_csv(report.entries)}, private=True)
    if arguments.json:
        console.print_json(_as_json(report))
    else:
        _show(report, arguments.folder, console)
    return Exit.OK if report.complete else Exit.FINDINGS


def _as_json(report: MailStatusReport) -> dict[str, object]:
    from presskit.mail.ledger import State
    from presskit.usecases.mail_status import counts, plain, plain_record

    return {
        "release": report.release,
        "counts": {
            str(version): {str(state): n for state, n in counts(report.of_version(version)).items()}
            for version in report.versions
        },
        "messages": [{**plain(e), "history": [plain_record(each) for each in report.histories[e.id]]} for e in report.entries],
        "artefacts": {str(version): dict(names) for version, names in report.artefacts.items()},
        "overrides": [{"version": version, **plain_record(each)} for version, each in report.overrides],
        "tests": [plain_record(each) for each in report.tests],
        "review": sum(each.state is State.REVIEW for each in report.entries),
    }


def _show(report: MailStatusReport, folder: Path, console: Console) -> None:
    from presskit.usecases.mail_status import meanings

    for version in report.versions:
        entries = report.of_version(version)
        console.print(console.painted(f"Version {version}: {len(entries)} messages", "bold"))
        for line in aligned(meanings(entries), right=frozenset({0})):
            console.print(f"  {line}")
    _show_open(report, folder, console)
    tests = report.tests
    if tests:
        last = tests[-1]
        what = f"{len(tests)} test{'s' if len(tests) > 1 else ''} to oneself, the last of version {last.version}"
        console.print(f"{what} to {visible(last.address)}, {last.at:%Y-%m-%d %H:%M} UTC: {last.state}")


def _show_open(report: MailStatusReport, folder: Path, console: Console) -> None:
    from presskit.mail.ledger import State

    odd = [each for each in report.entries if each.state not in {State.SENT, State.TODO}]
    for each in odd[:SHOWN]:
        words = f"{each.reply.code or ''} {each.reply.words}".strip()
        console.print(f"{visible(each.address)}  {each.state} {each.changed:%Y-%m-%d %H:%M} UTC  {visible(words)}")
    if len(odd) > SHOWN:
        console.print(f"… and {len(odd) - SHOWN} more: presskit mail status {folder} --csv FILE")
    if any(each.state is State.REVIEW for each in report.entries):
        console.print(
            f'\nThose to be reviewed are yours to decide: presskit mail resolve {folder} ADDRESS --sent --reason "…"'
        )


_GROUP: dict[str, Any] = {"action": "store_const", "one_of": "group", "dest": "group"}
_DECISION: dict[str, Any] = {"action": "store_const", "one_of": "decision", "needed": True, "dest": "decision"}


def _resolve(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.resolve import Decision, Group, ResolveRequest, resolve
    from presskit.usecases.world import World

    request = ResolveRequest(
        arguments.folder,
        Decision(arguments.decision),
        arguments.reason,
        tuple(arguments.address),
        Group(arguments.group) if arguments.group else None,
    )
    done = resolve(request, world=World(console.environment)).entries
    if arguments.json:
        console.print_json([{"address": each.address, "version": each.version, "state": str(each.state)} for each in done])
        return Exit.OK
    for each in done:
        console.print(f"{visible(each.address)}, version {each.version}: {each.state}")
    return Exit.OK


STATUS = Command(
    name="status",
    summary="show the state of each message, since when, and the server's reply",
    usage="presskit mail status DIR [--csv FILE] [--json]",
    examples=("presskit mail status my-kit", "presskit mail status my-kit --csv sent.csv"),
    options=(KIT_FOLDER, Option("--csv", metavar="FILE", type=Path, help="write all messages into a CSV file")),
    run=_status,
    explains="The exit code is 1 while a message is not sent.",
)
RESOLVE = Command(
    name="resolve",
    summary="decide about a message in review, or one that was rejected or came back",
    usage="presskit mail resolve DIR ADDRESS…|--all-in-review|--all-rejected --sent|--again|--leave --reason TEXT [--json]",
    examples=(
        'presskit mail resolve my-kit rana@paper.example --sent --reason "she has it"',
        'presskit mail resolve my-kit omar@radio.example --again --reason "the mailbox was full"',
        'presskit mail resolve my-kit --all-rejected --again --reason "the login was wrong"',
    ),
    options=(
        KIT_FOLDER,
        Option("address", metavar="ADDRESS", nargs="*", help="the recipients whose messages you decide about"),
        Option("--all-in-review", **_GROUP, const="review", help="all messages in review"),
        Option("--all-rejected", **_GROUP, const="rejected", help="all that the server rejected, of the latest version"),
        Option("--sent", **_DECISION, const="sent", help="it arrived"),
        Option("--again", **_DECISION, const="again", help="it did not arrive: send it again at the next run"),
        Option("--leave", **_DECISION, const="leave", help="do not send it any more"),
        Option("--reason", metavar="TEXT", required=True, help="how you know; the ledger keeps it"),
    ),
    run=_resolve,
    explains=(
        "A message is in review if the server may or may not have it: the connection or the sender failed between the "
        "end of the message and the reply. Ask the recipient, or look into the server's log. This command sends "
        "nothing."
    ),
)

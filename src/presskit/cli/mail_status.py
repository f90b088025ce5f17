"""presskit mail status and resolve: what became of each message, and what a person decides about it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import Command, Exit, kit_folder
from presskit.cli.console import Console, aligned
from presskit.usecases.visible import visible

if TYPE_CHECKING:
    from presskit.mail.ledger import Override, SelfTest
    from presskit.usecases.mail_status import MailStatusReport

__all__ = ["RESOLVE", "STATUS"]

SHOWN = 40
"""So many messages that need a look are listed; a table (--csv) holds them all."""


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write all messages into a CSV file")


def _status(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.kit.outputs import write_all
    from presskit.usecases.mail_status import as_csv, mail_status
    from presskit.usecases.world import World

    report = mail_status(arguments.folder, world=World(console.environment))
    if arguments.csv:
        write_all(arguments.csv.parent, {arguments.csv.name: as_csv(report.entries)})
    if arguments.json:
        console.emit(_as_json(report))
    else:
        _show(report, arguments.folder, console)
        _show_tests(report.tests, console)
    return Exit.OK if report.complete else Exit.FINDINGS


def _as_json(report: MailStatusReport) -> dict[str, object]:
    from presskit.mail.ledger import State
    from presskit.usecases.mail_status import counts, plain, plain_event

    versions = {version: counts(report.of_version(version)) for version in report.versions}
    return {
        "release": report.release,
        "counts": {str(version): {str(state): n for state, n in each.items()} for version, each in versions.items()},
        "messages": [{**plain(e), "history": [plain_event(each) for each in report.histories[e.id]]} for e in report.entries],
        "artefacts": {str(version): dict(names) for version, names in report.artefacts.items()},
        "overrides": [_plain_override(version, each) for version, each in report.overrides],
        "tests": [_plain_test(each) for each in report.tests],
        "review": sum(each.state is State.REVIEW for each in report.entries),
    }


def _plain_override(version: int, override: Override) -> dict[str, object]:
    who = {"reason": override.reason, "person": override.person, "at": override.at.isoformat(timespec="seconds")}
    return {"version": version, "guard": override.guard, "finding": override.finding, **who}


def _plain_test(test: SelfTest) -> dict[str, object]:
    said = {"code": test.said.code or "", "words": test.said.words, "at": test.at.isoformat(timespec="seconds")}
    who = {"version": test.version, "language": test.language, "address": test.address, "state": str(test.state)}
    return {**who, **said, "person": test.person}


def _show(report: MailStatusReport, folder: Path, console: Console) -> None:
    from presskit.usecases.mail_status import meanings

    for version in report.versions:
        entries = report.of_version(version)
        console.say(console.painted(f"Version {version}: {len(entries)} messages", "bold"))
        for line in aligned(meanings(entries), right=frozenset({0})):
            console.say(f"  {line}")
    _show_open(report, folder, console)


def _show_tests(tests: Sequence[SelfTest], console: Console) -> None:
    if tests:
        last = tests[-1]
        what = f"{len(tests)} test{'s' if len(tests) > 1 else ''} to oneself, the last of version {last.version}"
        console.say(f"{what} to {visible(last.address)}, {last.at:%Y-%m-%d %H:%M} UTC: {last.state}")


def _show_open(report: MailStatusReport, folder: Path, console: Console) -> None:
    from presskit.mail.ledger import State

    odd = [each for each in report.entries if each.state not in {State.SENT, State.TODO}]
    for each in odd[:SHOWN]:
        words = f"{each.said.code or ''} {each.said.words}".strip()
        console.say(f"{visible(each.address)}  {each.state} {each.changed:%Y-%m-%d %H:%M} UTC  {visible(words)}")
    if len(odd) > SHOWN:
        console.say(f"… and {len(odd) - SHOWN} more: presskit mail status {folder} --csv FILE")
    if any(each.state is State.REVIEW for each in report.entries):
        decide = f'presskit mail resolve {folder} ADDRESS --sent --reason "…"'
        console.say(f"\nThose to be reviewed are yours to decide: {decide}")


def _resolve_arguments(parser: argparse.ArgumentParser) -> None:
    kit_folder(parser)
    parser.add_argument("address", metavar="ADDRESS", nargs="*", help="the recipients whose messages you decide about")
    every = parser.add_mutually_exclusive_group()
    every.add_argument(
        "--all-in-review", dest="group", action="store_const", const="review", help="all messages in review"
    )
    rejected = "all that the server rejected, of the latest version"
    every.add_argument("--all-rejected", dest="group", action="store_const", const="rejected", help=rejected)
    what = parser.add_mutually_exclusive_group(required=True)
    again = "it did not arrive: send it again at the next run"
    what.add_argument("--sent", dest="decision", action="store_const", const="sent", help="it arrived")
    what.add_argument("--again", dest="decision", action="store_const", const="again", help=again)
    what.add_argument("--leave", dest="decision", action="store_const", const="leave", help="do not send it any more")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="how you know; the ledger keeps it")


def _resolve(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.resolve import Decision, Group, ResolveRequest, resolve
    from presskit.usecases.world import World

    group = Group(arguments.group) if arguments.group else None
    decision, addresses = Decision(arguments.decision), tuple(arguments.address)
    request = ResolveRequest(arguments.folder, decision, arguments.reason, addresses, group)
    done = resolve(request, world=World(console.environment)).entries
    if arguments.json:
        console.emit([{"address": each.address, "version": each.version, "state": str(each.state)} for each in done])
        return Exit.OK
    for each in done:
        console.say(f"{visible(each.address)}, version {each.version}: {each.state}")
    return Exit.OK


STATUS = Command(
    name="status",
    summary="show the state of each message, since when, and the server's reply",
    usage="presskit mail status DIR [--csv FILE] [--json]",
    examples=("presskit mail status my-kit", "presskit mail status my-kit --csv sent.csv"),
    arguments=_status_arguments,
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
    arguments=_resolve_arguments,
    run=_resolve,
    explains=(
        "A message is in review if the server may or may not have it: the connection or the sender failed between the "
        "end of the message and the reply. Ask the recipient, or look into the server's log. This command sends "
        "nothing."
    ),
)

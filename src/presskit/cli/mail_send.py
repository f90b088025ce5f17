"""presskit mail send and test: what would be sent, the sending itself, and a test to oneself."""

from __future__ import annotations

import argparse
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from presskit.cli import findings, mail_list, mail_status
from presskit.cli.command import KIT_FOLDER, Command, Exit, Option
from presskit.cli.console import Console, Progress
from presskit.cli.mail_options import CAMPAIGN, DELIVERY, OVERRIDES, asking, delivery_options, nothing_to_send
from presskit.typography import visible

if TYPE_CHECKING:
    from presskit.mail.ledger import Entry
    from presskit.mail.sending import Tally
    from presskit.usecases.mail_test import MailTestReport
    from presskit.usecases.plan import PlanReport
    from presskit.usecases.send import SendReport
    from presskit.usecases.world import Step

__all__ = ["PARTS"]

MOST_CONNECTIONS = 10
SHOWN = 20
"""So many recipients are listed; --json holds them all."""
_OPTIONS = {"embargo": " (--group embargo)"}
"""The options by which the hint of a guard is followed."""


def _rate(text: str) -> float:
    number = text.removesuffix("/min")
    if not number.replace(".", "", 1).isdecimal():
        raise argparse.ArgumentTypeError("a number of messages a minute: 30")
    return float(number)


def _connections(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_CONNECTIONS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_CONNECTIONS}")
    return int(text)


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.plan import SendRequest, plan
    from presskit.usecases.send import SendReport, send
    from presskit.usecases.world import World

    if arguments.address:
        return _test(arguments, console)
    request = SendRequest(
        **delivery_options(arguments),
        also_new=arguments.also_new,
        in_other_language=arguments.in_other_language,
        rate=arguments.rate,
        connections=arguments.connections,
        digest=arguments.plan,
    )
    world, wanted = World(console.environment), arguments.yes and not arguments.dry_run
    with Progress(console) as shown:
        progress = partial(_show_step, shown)
        if wanted:
            with _ended_gently():
                report = send(request, world=world, progress=progress, confirm=asking(arguments, console))
        else:
            report = SendReport(plan(request, world=world, progress=progress))
    if not report.plan.ready:
        return nothing_to_send(report.plan.findings, arguments, console)
    return _show_sent(report, arguments, console) if report.sent else _show_planned(report.plan, arguments, console)


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


def _show_step(shown: Progress, step: Step) -> None:
    from presskit.usecases.send import SendStep

    if isinstance(step, SendStep):
        shown.show(_tally(step.tally))
    else:
        shown.step(step)


def _tally(tally: Tally) -> str:
    from presskit.mail.ledger import State

    done = f"{tally.counts[State.SENT]} sent, {tally.left} left"
    not_sent = tally.counts[State.REJECTED] + tally.counts[State.REVIEW]
    done += f", {not_sent} not" if not_sent else ""
    if tally.waiting_until:
        return f"{done}; deferred by the server, next try {tally.waiting_until:%H:%M:%S} UTC (Ctrl-C is safe) …"
    return f"{done}, {_duration(tally.seconds)} …" if tally.left and tally.seconds is not None else f"{done} …"


def _duration(seconds: float | None) -> str:
    """Return a time in words, no more exact than it can be known."""
    if seconds is None:
        return "not known yet"
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min" if seconds < 5400 else f"about {seconds / 3600:.1f} hours"


def _show_sent(report: SendReport, arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.mail_status import plain

    code = Exit.INTERRUPTED if report.interrupted else Exit.OK if report.complete else Exit.FINDINGS
    numbers = {str(state): number for state, number in report.counts.items()}
    if arguments.json:
        console.print_json({
            "version": report.plan.version,
            "counts": numbers,
            "stopped": report.stopped,
            "exit": int(code),
            "messages": [plain(each) for each in report.entries],
            "sent": True,
        })
        return code
    findings.show(report.plan.findings, console, console.err)
    if report.stopped:
        console.error(report.stopped)
        if numbers["rejected"]:
            console.log(
                "Should the rejected messages be sent again: "
                f"presskit mail resolve {arguments.folder} --all-rejected --again --reason TEXT"
            )
    counted = ", ".join(f"{number} {state}" for state, number in numbers.items() if number)
    console.print(f"Version {report.plan.version}: {counted}")
    console.print(f"{_duration(report.seconds)}. Who got what: presskit mail status {arguments.folder}")
    return code


def _show_planned(plan: PlanReport, arguments: argparse.Namespace, console: Console) -> Exit:
    blocked = bool(plan.blocking)
    if arguments.json:
        console.print_json({**_plan_as_json(plan), "sent": False})
    else:
        if blocked or not arguments.yes or arguments.dry_run:
            findings.show(plan.findings, console, console.err)
        _show_plan(plan, console)
    if blocked and arguments.yes:
        console.error("nothing was sent: a send guard blocks it")
    return Exit.FINDINGS if blocked else Exit.OK


def _show_plan(plan: PlanReport, console: Console) -> None:
    messages = plan.messages
    if messages:
        rows = [(visible(e.recipient.address), e.recipient.language, e.kind, _size(e.bytes)) for e in messages[:SHOWN]]
        console.table([("to", "language", "as", "size"), *rows], right=frozenset({3}))
    if len(messages) > SHOWN:
        console.print(f"… and {len(messages) - SHOWN} more (--json lists all)")
    console.print(f"\n{plan.release}, version {plan.version}: {_totals(plan)}")
    for line in (*plan.subjects, *_left_out(plan)):
        console.print(visible(line))
    for each in plan.blocked:
        mark = "Overridden" if each.guard in plan.overridden else "Blocked"
        console.print(f"{console.painted(f'{mark}:', 'error')} {each.guard}: {visible(each.finding)}")
        console.print(f"    {each.hint}{_OPTIONS.get(each.guard, '')}")
    if plan.server:
        console.print(visible(f"Through {plan.server}"))
    if messages and not plan.blocking:
        console.print("Nothing was sent. Send it: the same command with --yes")


def _totals(plan: PlanReport) -> str:
    number = len(plan.messages)
    if not number:
        return "nothing to send; whoever is meant has it, or is accounted for: presskit mail status"
    tags = Counter(each.recipient.language for each in plan.messages)
    count = f"{number} message{'' if number == 1 else 's'} ({', '.join(f'{n} {tag}' for tag, n in tags.items())})"
    pace = plan.pace
    pause = (number - 1) * pace.interval
    time = f"{_duration(pause)} at {pace.per_minute:g} a minute" if pace.interval else "as fast as the server takes them"
    return f"{count}, {_size(sum(each.bytes for each in plan.messages))} together, {time}"


def _left_out(plan: PlanReport) -> Iterator[str]:
    audience = plan.audience
    groups = (
        ("left out, as they asked for it", audience.suppressed),
        ("unsubscribed meanwhile, and taken out", _addresses(audience.unsubscribed)),
        ("to be reviewed, for nobody knows whether they have it; decide (mail resolve)", _addresses(audience.in_review)),
        ("did not get the old version (--also-new)", audience.new_recipients),
        ("have this version in another language than the list says now (--in-other-language)", audience.other_language),
        ("of an older version, never sent and not sent any more", _addresses(audience.superseded)),
    )
    for what, addresses in groups:
        if addresses:
            yield f"{len(addresses)} {what}: {', '.join(addresses[:5])}{' …' if len(addresses) > 5 else ''}"


def _addresses(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(each.address for each in entries)


def _plan_as_json(plan: PlanReport) -> dict[str, object]:
    audience = plan.audience
    return {
        "release": plan.release,
        "version": plan.version,
        "digest": plan.digest,
        "correction": audience.correction,
        "messages": [
            {"address": each.recipient.address, "language": each.recipient.language, "as": each.kind, "bytes": each.bytes}
            for each in plan.messages
        ],
        "seconds": max(0, len(plan.messages) - 1) * plan.pace.interval,
        "subjects": list(plan.subjects),
        "blocked": [{"guard": str(each.guard), "finding": each.finding, "hint": each.hint} for each in plan.blocked],
        "suppressed": list(audience.suppressed),
        "unsubscribed": list(_addresses(audience.unsubscribed)),
        "review": list(_addresses(audience.in_review)),
        "new_recipients": list(audience.new_recipients),
        "other_language": list(audience.other_language),
        "superseded": list(_addresses(audience.superseded)),
        "findings": len(plan.findings),
    }


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"


_TEST_HELP = "send each message to your own address, like presskit mail test"
_SEND = Command(
    name="send",
    summary="send the release to the media list, to each recipient once",
    usage="presskit mail send DIR [--list FILE] [--group LIST] [--lang LIST] [--yes] [--override GUARD --reason TEXT] …",
    examples=(
        "presskit mail send my-kit",
        "presskit mail send my-kit --yes --rate 30/min",
        'presskit mail send my-kit --group embargo --override embargo --reason "agreed in writing" --yes',
    ),
    options=(
        KIT_FOLDER,
        *CAMPAIGN,
        *DELIVERY,
        Option("--yes", action="store_true", help="send; without it, presskit shows what it would send"),
        Option("--dry-run", action="store_true", help="send nothing, like without --yes"),
        Option("--plan", metavar="DIGEST", default="", help="send only the plan of this digest (see --json)"),
        Option("--test", metavar="ADDRESS", dest="address", help=_TEST_HELP),
        Option("--also-new", action="store_true", help="send a correction to new recipients, too"),
        Option("--in-other-language", action="store_true", help="also send to those who have this version in another language"),
        *OVERRIDES,
        Option("--rate", metavar="N", type=_rate, help="messages a minute (default: kit.yaml, or 60); 0: no limit"),
        Option("--connections", metavar="N", type=_connections, default=2, help="number of connections (default: 2)"),
    ),
    run=_run,
    explains=(
        "Without --yes, presskit shows who would get what, and which guards block: embargo, consent, check, build, "
        "changed, again. After an interruption, run it again: nobody gets a message twice, and nobody is left out. If "
        "you raise version in kit.yaml, the new version goes to those who got the old one. The password comes from "
        "PRESSKIT_SMTP_PASSWORD or the keyring, and goes to a server that you have confirmed: presskit asks once, or "
        "use --confirm-server HOST. PRESSKIT_SMTP_HOST ties the password of the environment to one server."
    ),
)


def _test(arguments: argparse.Namespace, console: Console) -> Exit:
    """Send each message to one address, and say what the server answered."""
    from presskit.mail.ledger import State
    from presskit.usecases.mail_test import MailTestRequest, mail_test
    from presskit.usecases.world import World

    request = MailTestRequest(**delivery_options(arguments), address=arguments.address)
    with Progress(console) as progress:
        report = mail_test(
            request, world=World(console.environment), progress=progress.step, confirm=asking(arguments, console)
        )
    if not report.ready:
        return nothing_to_send(report.findings, arguments, console)
    if report.blocked:
        console.error(
            f"nothing was sent: {report.blocked}. A test to somebody who may have it: --override embargo --reason TEXT"
        )
        return Exit.FINDINGS
    _show_test(arguments, report, console)
    return Exit.OK if all(answer.state is State.SENT for _, answer in report.answers) else Exit.FINDINGS


def _show_test(arguments: argparse.Namespace, report: MailTestReport, console: Console) -> None:
    if arguments.json:
        console.print_json([{"language": tag, "state": str(each.state), **asdict(each.reply)} for tag, each in report.answers])
        return
    findings.show(report.findings, console, console.err)
    for tag, answer in report.answers:
        console.print(f"{tag} to {report.address}: {answer.state}: {answer.reply.code} {answer.reply.words}")


_TEST = Command(
    name="test",
    summary="send each message to yourself",
    usage="presskit mail test DIR ADDRESS [--lang LIST] [--ca FILE] [--confirm-server HOST] …",
    examples=(
        "presskit mail test my-kit you@example.org",
        'presskit mail test my-kit you@example.org --override embargo --reason "to myself"',
    ),
    options=(KIT_FOLDER, *CAMPAIGN, *DELIVERY, *OVERRIDES, Option("address", metavar="ADDRESS", help="your own address")),
    run=_test,
    explains=(
        "Guards such as the embargo hold for a test, too. The address must not be on the media list or unsubscribed. "
        "The ledger records each test, and the server's reply."
    ),
)
PARTS: tuple[Command, ...] = (mail_list.LIST, _SEND, mail_status.STATUS, mail_status.RESOLVE, _TEST)

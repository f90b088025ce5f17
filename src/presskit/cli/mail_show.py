"""What a sending would do, in words and as plain values: who gets what, when, how many, how large, how long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from presskit.cli.console import Console, aligned, visible
from presskit.cli.mail_plan import Plan
from presskit.cli.mail_server import through

if TYPE_CHECKING:
    from presskit.mail.send_guards import Closed, Gate
    from presskit.mail.sending import Pace

__all__ = ["duration", "open_gates", "plan_as_json", "show_plan"]

SHOWN = 20
"""So many recipients are listed; --json holds them all."""


def open_gates(planned: Plan, despite: Collection[Gate]) -> list[Closed]:
    """Return the closed gates that the user does not pass."""
    return [each for each in planned.closed if each.gate not in despite]


def duration(seconds: float | None) -> str:
    """Return a time in words, no more exact than it can be known."""
    if seconds is None:
        return "not known yet"
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min" if seconds < 5400 else f"about {seconds / 3600:.1f} hours"


def show_plan(planned: Plan, pace: Pace, despite: Collection[Gate], console: Console) -> None:
    """Print the plan."""
    release, people = planned.kit.release, planned.recipients()
    if people:
        head = ("to", "language", "as", "size")
        rows = [(visible(each.address), each.language, kind, _size(planned.size(each, kind))) for each, kind in people[:SHOWN]]
        first, *rest = aligned([head, *rows], right=frozenset({3}))
        console.say(console.painted(first, "bold"))
        for line in rest:
            console.say(line)
    if len(people) > SHOWN:
        console.say(f"… and {len(people) - SHOWN} more (--json lists all)")
    console.say(f"\n{release.id}, version {release.version}: {_totals(planned, pace)}")
    for line in (*_subjects(planned), *_left_out(planned)):
        console.say(visible(line))
    for each in planned.closed:
        passed = " (you pass it)" if each.gate in despite else ""
        console.say(f"{console.painted(f'Closed{passed}:', 'error')} {each.gate}: {visible(each.finding)}\n    {each.hint}")
    if planned.kit.release.mail.server:
        console.say(visible(f"Through {through(planned.kit.release.mail.server, planned.user)}"))
    if people and not open_gates(planned, despite):
        console.say("Nothing was sent. Send it: the same command with --yes")


def _totals(planned: Plan, pace: Pace) -> str:
    if not planned.count:
        return "nothing to send; whoever is meant has it, or is accounted for: presskit mail status"
    size = sum(planned.size(each, kind) for each, kind in planned.recipients())
    tags = Counter(each.language for each, _ in planned.recipients())
    count = f"{planned.count} message{'' if planned.count == 1 else 's'} ({', '.join(f'{n} {tag}' for tag, n in tags.items())})"
    pause = (planned.count - 1) * pace.interval
    time = f"{duration(pause)} at {pace.per_minute:g} a minute" if pace.interval else "as fast as the server takes them"
    return f"{count}, {_size(size)} together, {time}"


def _subjects(planned: Plan) -> Iterator[str]:
    for corrects, prepared in planned.letters.kinds.items():
        for tag, letter in prepared.letters.items():
            yield f"{tag}{' (correction)' if corrects else ''}: {letter.subject}"


def _left_out(planned: Plan) -> Iterator[str]:
    choice = planned.choice
    yield from _told("left out, as they asked for it", choice.suppressed)
    yield from _told("taken out, as they asked for it meanwhile", [each.address for each in choice.dropped])
    held = [each.address for each in choice.held]
    yield from _told("held, for nobody knows whether they have it; decide (mail resolve)", held)
    yield from _told("did not get the old version (--also-new)", choice.strangers)
    yield from _told("have this version in another language than the list says now (--in-other-language)", choice.elsewhere)
    yield from _told("of an older version, never sent and not sent any more", [e.address for e in choice.superseded])


def _told(what: str, addresses: Collection[str]) -> Iterator[str]:
    if addresses:
        shown = ", ".join(list(addresses)[:5])
        yield f"{len(addresses)} {what}: {shown}{' …' if len(addresses) > 5 else ''}"


def plan_as_json(planned: Plan, pace: Pace) -> dict[str, object]:
    """Return the plan as plain values."""
    choice, release = planned.choice, planned.kit.release
    return {
        "release": release.id,
        "version": release.version,
        "correction": choice.correction,
        "messages": [
            {"address": each.address, "language": each.language, "as": kind, "bytes": planned.size(each, kind)}
            for each, kind in planned.recipients()
        ],
        "seconds": max(0, planned.count - 1) * pace.interval,
        "subjects": list(_subjects(planned)),
        "closed": [{"gate": str(each.gate), "finding": each.finding, "hint": each.hint} for each in planned.closed],
        "suppressed": list(choice.suppressed),
        "dropped": [each.address for each in choice.dropped],
        "held": [each.address for each in choice.held],
        "strangers": list(choice.strangers),
        "elsewhere": list(choice.elsewhere),
        "superseded": [each.address for each in choice.superseded],
        "findings": len(planned.findings),
    }


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"

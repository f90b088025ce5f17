"""Decide about messages that have to be reviewed, were rejected or came back. Nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from presskit.errors import RequestError
from presskit.mail.addresses import same_address
from presskit.mail.ledger import DECISIONS, Entry, Ledger, State
from presskit.usecases.mail_access import existing_ledger, open_ledger, person, release_id
from presskit.usecases.request import checked
from presskit.usecases.world import World

__all__ = ["Decision", "Group", "ResolveReport", "ResolveRequest", "resolve"]


class Decision(StrEnum):
    """What is decided: it arrived, it is to be sent again, or it is not to be sent any more."""

    SENT = "sent"
    AGAIN = "again"
    LEAVE = "leave"


class Group(StrEnum):
    """Messages that are decided alike: all that have to be reviewed, or all of the last version that were rejected."""

    REVIEW = "review"
    REJECTED = "rejected"


_STATES = {Decision.SENT: State.SENT, Decision.AGAIN: State.TODO, Decision.LEAVE: State.CANCELLED}


@dataclass(frozen=True, slots=True)
class ResolveRequest:
    """The messages, by ``addresses`` or as a ``group``; what is decided about them, and how the person knows."""

    folder: Path
    decision: Decision
    reason: str
    addresses: tuple[str, ...] = ()
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class ResolveReport:
    """The messages that were decided about, as they stand now."""

    entries: tuple[Entry, ...]


def resolve(request: ResolveRequest, *, world: World = World()) -> ResolveReport:
    """Write a person's decision about messages into the ledger.

    >>> decided = presskit.ResolveRequest(Path("my-kit"), presskit.Decision.SENT, " ", ("rana@paper.example",))
    >>> presskit.resolve(decided)
    Traceback (most recent call last):
    presskit.errors.RequestError: a decision needs a reason

    Raises :class:`~presskit.RequestError` where it cannot be made.
    """
    request = checked(request)
    if request.decision not in _STATES:
        raise RequestError(f"a decision is one of: {', '.join(Decision)}", fields=("decision",))
    if not request.reason.strip():
        raise RequestError("a decision needs a reason", fields=("reason",))
    if bool(request.addresses) == (request.group is not None):
        raise RequestError("name the addresses, or a group of messages", fields=("group",))
    release, to = release_id(request.folder), _STATES[request.decision]
    with existing_ledger(request.folder):
        pass  # a decision makes no ledger
    with open_ledger(request.folder, world) as ledger:
        entries = _chosen(request, ledger, release, to)
        for entry in entries:
            ledger.decide(entry.id, to, world.clock(), request.reason, person())
        return ResolveReport(tuple(ledger.entry(entry.id) for entry in entries))


def _chosen(request: ResolveRequest, ledger: Ledger, release: str, to: State) -> list[Entry]:
    entries = ledger.entries(release)
    if request.group is None:
        return [_entry(entries, address, to) for address in request.addresses]
    wanted = State.REVIEW if request.group is Group.REVIEW else State.REJECTED
    found = [
        each for each in entries
        if each.state is wanted and (wanted is State.REVIEW or each.version == entries[-1].version)
    ]  # fmt: skip
    if not found:
        raise RequestError(f"nothing is {'to be reviewed' if wanted is State.REVIEW else 'rejected by the server'}")
    if wanted is State.REJECTED and to is State.SENT:
        raise RequestError("what a server rejected was not sent: decide otherwise", fields=("decision",))
    return found


def _entry(entries: list[Entry], address: str, to: State) -> Entry:
    """Return the last message to ``address`` about which this can be decided."""
    key = same_address(address)
    found = [each for each in entries if each.recipient.key == key]
    if not found:
        raise RequestError(f"«{address}» got nothing and was to get nothing of this release")
    latest = [each for each in found if each.version == found[-1].version]
    able = [each for each in latest if each.state in DECISIONS[to]]
    if not able:
        states = ", ".join(sorted({str(each.state) for each in latest}))
        raise RequestError(f"the message to «{address}» is «{states}»: that cannot be decided about it")
    return able[-1]

"""Deliver the release: each message once, and accounted for in the kit's ledger."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from presskit.errors import CancelledError
from presskit.mail.addresses import same_address
from presskit.mail.delivery import Server
from presskit.mail.ledger import Entry, Ledger, Override, State
from presskit.mail.send_guards import Guard, embargo_reason
from presskit.mail.sending import Sender, Tally
from presskit.usecases.campaign import with_real_clock
from presskit.usecases.mail_access import Confirm, confirmed_server, not_confirmed, open_ledger, person, sent_record
from presskit.usecases.mail_status import counts
from presskit.usecases.plan import PlannedSending, PlanReport, SendRequest, plan_sending
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, checkpoint, silent

__all__ = ["SendReport", "SendStep", "send"]


@dataclass(frozen=True, slots=True)
class SendStep(Step):
    """How far a sending is: ``number`` messages of ``total`` are settled."""

    tally: Tally = Tally()


@dataclass(frozen=True, slots=True)
class SendReport:
    """What was planned, and what became of it.

    ``sent`` tells that the sending was begun: nothing was blocked, and there was something to send. ``entries`` are all
    messages of this version as they stand in the ledger now. ``stopped`` says why it ended before all was settled.
    ``interrupted`` tells that the caller, or Ctrl-C, ended it. ``seconds`` is how long it took.
    """

    plan: PlanReport
    sent: bool = False
    entries: tuple[Entry, ...] = ()
    stopped: str = ""
    interrupted: bool = False
    seconds: float = 0.0

    @property
    def counts(self) -> dict[State, int]:
        """How many messages of this version are in each state."""
        return counts(self.entries)

    @property
    def complete(self) -> bool:
        """Return whether everybody who is to get this version has it."""
        return not self.stopped and all(each.state is State.SENT for each in self.entries)


@cancellable
def send(
    request: SendRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
    confirm: Confirm = not_confirmed,
) -> SendReport:
    r"""Send what :func:`~presskit.usecases.plan.plan` says, unless a guard blocks it.

    >>> people = Path("people.csv")
    >>> _ = people.write_text("E-mail,Language\nrana@paper.example,en\n")
    >>> report = presskit.send(presskit.SendRequest(Path("my-kit"), media_list=people, attach=()))
    >>> report.sent, [finding.code for finding in report.plan.findings if finding.severity == "error"]
    (False, ['mail-without-sender'])

    Stopped or killed, call it again: nobody gets it twice, nobody is forgotten. ``cancel`` and Ctrl-C end it gently: the
    messages under way are finished; a second Ctrl-C does not wait for them, and raises
    :class:`~presskit.CancelledError`. ``confirm`` is asked once for a server that nobody has confirmed yet.
    Raises :class:`~presskit.RequestError`.
    """
    request, world = as_request(SendRequest, request), with_real_clock(world)
    planned = plan_sending(request, world, progress, cancel)
    if not isinstance(planned, PlannedSending):
        return SendReport(planned)
    if not planned.report.may_be_sent or not planned.report.messages:
        return SendReport(planned.report)
    checkpoint(cancel)()
    server = confirmed_server(
        planned.kit.release, world, confirm, confirmed_host=request.confirmed_host, ca_file=request.ca_file
    )
    return _delivered(request, planned, server, world, progress, cancel)


def _delivered(  # noqa: PLR0913, PLR0917 -- the request, the plan and the world
    request: SendRequest,
    planned: PlannedSending,
    server: Server,
    world: World,
    progress: Progress,
    cancel: Cancellation | None,
) -> SendReport:
    """Freeze the plan in the ledger and send what is open in it."""
    release = planned.kit.release
    record = sent_record(release.id, world)
    with open_ledger(request.folder, world, lambda entry, at: record.add(entry.version, entry.address, at)) as ledger:
        _freeze(ledger, planned, request.reason, world.clock())
        sender = Sender(
            ledger, server, planned.messages.campaign.sender_address, planned.messages.message,
            pace=planned.report.pace, clock=world.clock, closed=lambda now: _blocked_now(planned, now),
        )  # fmt: skip
        cancelled: list[bool] = []

        def stop() -> None:
            cancelled.append(True)
            sender.stop("cancelled; what was under way was finished")

        def follow(tally: Tally) -> None:
            try:
                progress(SendStep(tally.done, tally.done + tally.left, "sending", tally=tally))
            except CancelledError:
                stop()

        try:
            with cancel.calling(stop) if cancel else nullcontext():
                ended = sender.send(_open_entries(ledger, planned), follow)
        except KeyboardInterrupt:
            raise CancelledError(
                f"stopped at once; what was under way has to be reviewed: presskit mail status {request.folder}"
            ) from None
        entries = tuple(ledger.entries(release.id, release.version))
        interrupted = ended.interrupted or bool(cancelled)
        return SendReport(planned.report, True, entries, ended.reason, interrupted, ended.tally.elapsed)


def _freeze(ledger: Ledger, planned: PlannedSending, reason: str, now: datetime) -> None:
    """Write the plan into the ledger: who gets what, who gets nothing more, which guards were overridden and why."""
    release, report, audience = planned.kit.release, planned.report, planned.report.audience
    for each in report.blocked:
        if each.guard in report.overridden:
            ledger.record(release.id, release.version, Override(each.guard, each.finding, reason, person(), now))
    for entry in audience.unsubscribed:
        ledger.decide(entry.id, State.CANCELLED, now, "unsubscribed meanwhile", "presskit")
    for entry in audience.superseded:
        ledger.decide(entry.id, State.CANCELLED, now, f"superseded by version {release.version}", "presskit")
    ledger.freeze(release.id, release.version, audience.addressees, planned.messages.hashes(), now)


def _open_entries(ledger: Ledger, planned: PlannedSending) -> list[Entry]:
    """Return the frozen messages of this plan that are not settled."""
    release = planned.kit.release
    planned_keys = {(same_address(each.recipient.address), each.recipient.language) for each in planned.report.messages}
    entries = ledger.entries(release.id, release.version, State.TODO, State.DEFERRED)
    return [each for each in entries if (same_address(each.address), each.language) in planned_keys]


def _blocked_now(planned: PlannedSending, now: datetime) -> str:
    """Return why the next message may not go: the embargo, asked anew, and a subject that would not be true any more."""
    why = embargo_reason(planned.kit.release.embargo, now)
    if why:
        return "" if Guard.EMBARGO in planned.report.overridden else why
    return "the embargo has ended meanwhile: run again, for the subject still names it" if planned.embargoed else ""

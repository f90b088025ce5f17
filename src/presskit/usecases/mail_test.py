"""Send each message to oneself, before anybody else gets it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.errors import RequestError
from presskit.kit.loading import read
from presskit.kit.zipped import refuse_zip
from presskit.mail.addresses import AddressError, Mailbox, Recipient, mailbox_of, same_address
from presskit.mail.delivery import Answer, Connection, Server, ServerError, UnreachableError
from presskit.mail.ledger import Ledger, Override, SelfTest
from presskit.mail.send_guards import Guard, embargo_reason
from presskit.model.question import Question
from presskit.model.release import Release
from presskit.usecases.campaign import Campaign, CampaignRequest, MediaLists, lists_of, prepare, with_real_clock
from presskit.usecases.mail_access import Confirm, confirmed_server, not_confirmed, open_ledger, person
from presskit.usecases.plan import overridden
from presskit.usecases.request import checked
from presskit.usecases.world import Cancellation, Progress, World, cancellable, checkpoint, silent

__all__ = ["MailTestReport", "MailTestRequest", "mail_test"]


@dataclass(frozen=True, slots=True)
class MailTestRequest(CampaignRequest):
    """Whom a test goes to; the other fields are those of :class:`~presskit.usecases.plan.SendRequest`."""

    address: str = field(kw_only=True)
    override: tuple[str, ...] = ()
    reason: str = ""
    confirmed_host: str = ""
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class MailTestReport:
    """What the server answered, by language.

    ``ready`` tells that there is a message; ``blocked`` says which embargo keeps it from being sent.
    """

    findings: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    ready: bool = False
    blocked: str = ""
    address: str = ""
    answers: tuple[tuple[str, Answer], ...] = ()


@cancellable
def mail_test(
    request: MailTestRequest,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
    confirm: Confirm = not_confirmed,
) -> MailTestReport:
    """Send each message to one address that is nobody's on the media list, and keep that in the ledger.

    >>> presskit.mail_test(presskit.MailTestRequest(Path("my-kit"), attach=(), address="ada"))
    Traceback (most recent call last):
    presskit.errors.RequestError: «ada» is not an e-mail address. An email address must have an @-sign.

    The embargo holds for it, and so does every opt-out. Raises :class:`~presskit.RequestError`.
    """
    request = checked(request)
    refuse_zip(request.folder)
    box = _mailbox(request.address)
    world = with_real_clock(world)
    guards = overridden(request.override, request.reason)
    media_list = request.media_list or next(iter(lists_of(request.folder)), None)
    request = replace(request, build=request.build / "mail", media_list=media_list)
    campaign = prepare(request, read(request.folder, world.context()), world, progress, cancel=cancel, needs_list=False)
    report = MailTestReport(campaign.findings, campaign.lists.questions, address=box.address)
    if not campaign.templates or campaign.kit is None:
        return report
    release = campaign.kit.release
    _refuse(box, campaign.lists)
    blocked = "" if Guard.EMBARGO in guards else embargo_reason(release.embargo, world.clock())
    if blocked:
        return replace(report, ready=True, blocked=blocked)
    checkpoint(cancel)()
    server = confirmed_server(release, world, confirm, confirmed_host=request.confirmed_host, ca_file=request.ca_file)
    with open_ledger(request.folder, world) as ledger:
        answers = _delivered(box.address, campaign, server, world)
        _record(ledger, release, box, answers, world.clock(), request.reason if guards else "")
    return replace(report, ready=True, answers=tuple(answers))


def _mailbox(address: str) -> Mailbox:
    try:
        return mailbox_of(address)
    except AddressError as problem:
        raise RequestError(f"«{address}» is not an e-mail address. {problem}") from problem


def _refuse(box: Mailbox, lists: MediaLists) -> None:
    """Raise :class:`RequestError` where the address is a journalist's, or somebody's who wants no e-mails."""
    key = same_address(box.address)
    if {key, f"@{box.domain}"} & lists.suppressed:
        raise RequestError(f"{box.address} is not to be written to: the media list or suppressed.txt says so")
    if any(each.key == key for each in lists.recipients):
        raise RequestError(f"{box.address} is on the media list: a test goes to yourself")


def _delivered(address: str, campaign: Campaign, server: Server, world: World) -> list[tuple[str, Answer]]:
    connection, answers = Connection(server), []
    try:
        for tag, template in campaign.templates[False].items():
            senders = campaign.senders[tag]
            if senders.sender is None:
                raise RequestError("kit.yaml does not say who the e-mails are from: mail: {from: press@example.org}")
            to = Recipient(address, language=tag)
            data = template.message(
                to,
                sender=senders.sender,
                date=world.clock(),
                message_id=template.message_id(to, f"test.{senders.sender.domain}"),
                reply_to=senders.reply_to,
            )
            answers.append((tag, connection.deliver(senders.sender.address, address, data, lambda: None)))
    except (ServerError, UnreachableError) as problem:
        raise RequestError(str(problem)) from problem
    finally:
        connection.close()
    return answers


def _record(  # noqa: PLR0913, PLR0917 -- what was sent, to whom, when and why
    ledger: Ledger, release: Release, box: Mailbox, answers: list[tuple[str, Answer]], now: datetime, reason: str
) -> None:
    for tag, answer in answers:
        ledger.record_test(
            release.id, SelfTest(release.version, tag, box.address, answer.state, answer.reply, now, person())
        )
    finding = embargo_reason(release.embargo, now)
    if finding and reason:
        ledger.record(
            release.id,
            release.version,
            Override(Guard.EMBARGO, f"for a test to {box.address}: {finding}", reason, person(), now),
        )

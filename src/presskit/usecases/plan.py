"""What a sending would do, before anything is sent: who gets what, and which guards block it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from presskit.diagnostics import Diagnostic, Severity
from presskit.errors import KitChangedError, RequestError
from presskit.intake import read_inside
from presskit.kit.loading import CheckedKit, read
from presskit.kit.zipped import refuse_zip
from presskit.limits import MANIFEST_BYTES, OUTPUT_BYTES
from presskit.mail.addresses import Recipient, same_address
from presskit.mail.audience import OPEN, Audience, OutdatedError, select_audience
from presskit.mail.ledger import Entry, State
from presskit.mail.message_template import MessageTemplate
from presskit.mail.send_guards import Blocked, Guard, SendFacts, blocked, embargo_reason
from presskit.mail.sending import Pace
from presskit.model.question import Question
from presskit.model.release import Kit
from presskit.usecases.campaign import Campaign, CampaignRequest, lists_of, prepare, with_real_clock
from presskit.usecases.mail_access import ServerIdentity, contents_of, identity, is_confirmed, sent_record
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, Progress, World, cancellable, checkpoint, silent

__all__ = ["Messages", "PlanReport", "PlannedMessage", "PlannedSending", "SendRequest", "overridden", "plan", "plan_sending"]


@dataclass(frozen=True, slots=True)
class SendRequest(CampaignRequest):
    """What is to be sent, and how.

    ``also_new`` sends a correction also to those who did not get the old version, ``in_other_language`` also to those who
    have this version in another language. ``override`` names guards that are overridden, with a ``reason`` that the ledger
    keeps. ``rate`` is in messages a minute (None: as kit.yaml says, 0: no limit). ``confirmed_host`` says that the kit's
    server is the caller's own; ``ca_file`` holds authorities to trust for its certificate. With the ``digest`` of a plan,
    that plan alone is carried out.
    """

    also_new: bool = False
    in_other_language: bool = False
    override: tuple[str, ...] = ()
    reason: str = ""
    rate: float | None = None
    connections: int = 2
    confirmed_host: str = ""
    ca_file: Path | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """A message that would be sent: to whom, as what (news, a correction, or left from before), its size in bytes."""

    recipient: Recipient
    kind: str
    bytes: int


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What a sending would do.

    ``ready`` tells that there is something to send: where an error was found, the report holds ``findings`` and nothing
    else. ``blocked`` are the guards that block, those in ``overridden`` among them. ``subjects`` are told with their language.
    ``confirmed`` tells that nobody has to say any more that the ``server`` is theirs. ``digest`` stands for who gets which
    words and files, through which server.
    """

    findings: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    ready: bool = False
    release: str = ""
    version: int = 0
    messages: tuple[PlannedMessage, ...] = ()
    subjects: tuple[str, ...] = ()
    audience: Audience = Audience()
    blocked: tuple[Blocked, ...] = ()
    overridden: frozenset[Guard] = frozenset()
    pace: Pace = Pace()
    server: ServerIdentity | None = None
    confirmed: bool = False
    digest: str = ""

    @property
    def blocking(self) -> tuple[Blocked, ...]:
        """The guards that block and are not overridden."""
        return tuple(each for each in self.blocked if each.guard not in self.overridden)

    @property
    def may_be_sent(self) -> bool:
        """Return whether there is something to send and nothing blocks it."""
        return self.ready and not self.blocking


@dataclass(frozen=True, slots=True)
class Messages:
    """Builds the messages of a campaign."""

    campaign: Campaign

    def template(self, language: str, *, corrects: bool) -> MessageTemplate | None:
        """Return the template in a language."""
        return self.campaign.templates.get(corrects, {}).get(language)

    def message(self, entry: Entry, date: datetime) -> bytes:
        """Build the message of an entry of the ledger."""
        template = self.template(entry.language, corrects=bool(entry.answers))
        senders = self.campaign.senders.get(entry.language)
        if template is None or senders is None or senders.sender is None:
            raise LookupError(f"there is no message in «{entry.language}» any more")
        return template.message(
            entry.recipient,
            sender=senders.sender,
            date=date,
            message_id=entry.message_id,
            reply_to=senders.reply_to,
            in_reply_to=entry.answers or None,
        )

    def message_id(self, recipient: Recipient, *, corrects: bool) -> str:
        """Return the identifier of the message to somebody; empty where there is no template in that language."""
        template = self.template(recipient.language, corrects=corrects)
        return template.message_id(recipient, self.campaign.sender_address.rpartition("@")[2]) if template else ""

    def size(self, recipient: Recipient, *, corrects: bool) -> int:
        """Return the size of a message in bytes."""
        templates = (self.template(recipient.language, corrects=kind) for kind in (corrects, not corrects))
        return next((each.size(recipient) for each in templates if each), 0)

    def subjects(self) -> tuple[str, ...]:
        """Return the subject of each template, with its language."""
        return tuple(
            f"{tag}{' (correction)' if corrects else ''}: {template.subject}"
            for corrects, templates in self.campaign.templates.items()
            for tag, template in templates.items()
        )

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of what goes out, by name: the words of each message, apart from its subject, and each file."""
        found = {}
        for corrects, templates in self.campaign.templates.items():
            for tag, template in templates.items():
                name = f"{tag}/{'correction' if corrects else 'message'}"
                found[name] = replace(template, subject="-", usual=(), attachments=()).digest
                found |= {f"{tag}/{each.output}": each.sha256 for each in template.attachments}
        return found


@dataclass(frozen=True, slots=True)
class PlannedSending:
    """A sending that could be: the report on it, and what is needed to do it. ``embargoed``: its subjects say so."""

    report: PlanReport
    kit: Kit
    messages: Messages
    embargoed: bool


@cancellable
def plan(
    request: SendRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> PlanReport:
    r"""Return what :func:`~presskit.usecases.send.send` would do with this request; nothing is sent.

    >>> people = Path("people.csv")
    >>> _ = people.write_text("E-mail,Language\nrana@paper.example,en\n")
    >>> report = presskit.plan(presskit.SendRequest(Path("my-kit"), media_list=people, attach=()))
    >>> report.ready, [finding.code for finding in report.findings if finding.severity == "error"]
    (False, ['mail-without-sender'])

    What has to be asked of the media lists is written into the kit. Raises :class:`~presskit.RequestError`.
    """
    planned = plan_sending(as_request(SendRequest, request), with_real_clock(world), progress, cancel)
    return planned.report if isinstance(planned, PlannedSending) else planned


def plan_sending(
    request: SendRequest, world: World, progress: Progress, cancel: Cancellation | None
) -> PlannedSending | PlanReport:
    """Return the sending that was asked for, or the report of what leaves nothing to be sent."""
    refuse_zip(request.folder)
    guards = overridden(request.override, request.reason)
    seen = _on_the_disk(request.build)
    request = replace(
        request,
        build=request.build / "mail",
        media_list=request.media_list or next(iter(lists_of(request.folder)), None),
    )
    checked = read(request.folder, world.context())
    kit = checked.value
    if kit is None:
        return PlanReport(checked.diagnostics)
    checkpoint(cancel)()
    entries, frozen = contents_of(request.folder, kit.release)
    campaign, corrects = _campaign(request, checked, kit, entries, world, progress, cancel)
    if not campaign.templates:
        return PlanReport(campaign.findings, campaign.lists.questions)
    audience = _audience(request, kit, campaign, entries, corrects=corrects)
    messages = Messages(_needed(campaign, audience, corrects=corrects))
    now, again = world.clock(), _again(world, kit, entries, audience)
    facts = replace(_facts(kit, checked.diagnostics, messages.hashes()), built=seen, frozen=frozen, again=again)
    report = replace(_report(request, kit, messages, audience, world), blocked=tuple(blocked(facts, now)), overridden=guards)
    _refuse_other_plan(request, report)
    return PlannedSending(report, kit, messages, bool(embargo_reason(kit.release.embargo, now)))


def _report(request: SendRequest, kit: Kit, messages: Messages, audience: Audience, world: World) -> PlanReport:
    """Return what would be sent to whom and through which server; what blocks it is not looked at."""
    release, campaign, server = kit.release, messages.campaign, identity(kit.release, world)
    planned = tuple(_planned(messages, audience))
    return PlanReport(
        findings=campaign.findings,
        questions=campaign.lists.questions,
        ready=True,
        release=release.id,
        version=release.version,
        messages=planned,
        subjects=messages.subjects(),
        audience=audience,
        pace=Pace(release.mail.rate if request.rate is None else request.rate, request.connections),
        server=server,
        confirmed=server is not None and is_confirmed(server, world),
        digest=_digest(messages, planned, f"{release.id} {release.version} {server}"),
    )


def overridden(names: Iterable[str], reason: str) -> frozenset[Guard]:
    """Return the guards that are overridden; raises :class:`RequestError` where one is unknown or no reason is given."""
    names = tuple(names)
    unknown = [name for name in names if name not in list(Guard)]
    if unknown:
        raise RequestError(f"there is no guard «{unknown[0]}»; choose from: {', '.join(Guard)}")
    if names and not reason.strip():
        raise RequestError("a guard is overridden with a reason, which is kept", fields=("reason",))
    return frozenset(map(Guard, names))


def _campaign(  # noqa: PLR0913, PLR0917 -- the request, its world, and the past
    request: SendRequest,
    checked: CheckedKit,
    kit: Kit,
    entries: list[Entry],
    world: World,
    progress: Progress,
    cancel: Cancellation | None,
) -> tuple[Campaign, bool]:
    """Return the campaign with all kinds of templates that may be needed, and whether this version is a correction."""
    version = kit.release.version
    corrects = any(each.state is State.SENT and each.version < version for each in entries)
    open_ones = (bool(each.answers) for each in entries if each.version == version and each.state in OPEN)
    kinds = dict.fromkeys((corrects, *open_ones, *([False] if request.also_new or request.in_other_language else [])))
    campaign = prepare(
        request,
        checked,
        world,
        progress,
        cancel=cancel,
        needs_list=not entries,
        kinds=kinds,
        also=[each.recipient for each in entries],
    )
    return campaign, corrects


def _audience(request: SendRequest, kit: Kit, campaign: Campaign, entries: list[Entry], *, corrects: bool) -> Audience:
    """Return who gets this version. Whom the filter does not accept is left out, and stays in the ledger as it is."""
    try:
        audience = select_audience(
            entries,
            kit.release.version,
            campaign.recipients,
            suppressed=campaign.lists.suppressed,
            make_id=lambda recipient: Messages(campaign).message_id(recipient, corrects=corrects),
            also_new=request.also_new,
            also_other_language=request.in_other_language,
        )
    except OutdatedError as problem:
        raise RequestError(f"{problem}: raise it in kit.yaml") from problem

    def accepted(recipient: Recipient) -> bool:
        return request.recipients.accepts(recipient) and recipient.language in campaign.templates[corrects]

    return replace(
        audience,
        addressees=tuple(each for each in audience.addressees if accepted(each.recipient)),
        unfinished=tuple(each for each in audience.unfinished if accepted(each.recipient)),
    )


def _needed(campaign: Campaign, audience: Audience, *, corrects: bool) -> Campaign:
    """Leave the kind of template that this version is, and those that somebody gets."""
    kinds = {
        corrects,
        *(bool(each.answers) for each in audience.addressees),
        *(bool(each.answers) for each in audience.unfinished),
    }
    return replace(campaign, templates={kind: each for kind, each in campaign.templates.items() if kind in kinds})


def _planned(messages: Messages, audience: Audience) -> Iterator[PlannedMessage]:
    new = [(each.recipient, "correction" if each.answers else "news", each.answers) for each in audience.addressees]
    left = [(each.recipient, f"left from before: {each.state}", each.answers) for each in audience.unfinished]
    for recipient, kind, answers in (*new, *left):
        yield PlannedMessage(recipient, kind, messages.size(recipient, corrects=bool(answers)))


def _digest(messages: Messages, planned: Iterable[PlannedMessage], where: str) -> str:
    """Return what stands for a plan: another recipient, word, file or server makes another one."""
    words = [where, *messages.subjects(), *(f"{name} {digest}" for name, digest in sorted(messages.hashes().items()))]
    to = (f"{each.recipient.address}\t{each.recipient.name}\t{each.recipient.language}\t{each.kind}" for each in planned)
    return hashlib.sha256("\0".join([*words, *to]).encode("utf-8", "surrogatepass")).hexdigest()


def _refuse_other_plan(request: SendRequest, report: PlanReport) -> None:
    if request.digest and request.digest != report.digest:
        message = "the plan is not the one that was shown any more: nothing was sent. Look at it as it is now"
        raise KitChangedError(message, fields=("digest",))


def _facts(kit: Kit, findings: Iterable[Diagnostic], hashes: Mapping[str, str]) -> SendFacts:
    return SendFacts(
        kit.release,
        kit.roster.signing(),
        findings=tuple(each.message for each in findings if each.severity is not Severity.NOTE),
        current={name: digest for name, digest in hashes.items() if name.rpartition("/")[2] not in {"message", "correction"}},
        messages=hashes,
    )


def _again(world: World, kit: Kit, entries: Iterable[Entry], audience: Audience) -> dict[str, tuple[int, str]]:
    """Return who is new to the ledger, and got this release from this machine: with the version, and when."""
    record = sent_record(kit.release.id, world)
    try:
        sent = record.sent()
    except OSError as problem:
        raise RequestError(f"what was sent from this machine cannot be read: {problem}") from problem
    known = {same_address(each.address) for each in entries}
    new = [each.recipient.address for each in audience.addressees if same_address(each.recipient.address) not in known]
    return {address: sent[name] for address in new if (name := record.hash(address)) in sent}


def _on_the_disk(build: Path) -> dict[str, str]:
    """Return the SHA-256 of the outputs as they lie there now, by language and name in kit.yaml: en/pdf.

    The report is not believed about files outside the folder.
    """
    found = {}
    with suppress(OSError, ValueError, TypeError, KeyError):
        for entry in json.loads(read_inside(build, "report.json", MANIFEST_BYTES))["files"]:
            with suppress(OSError):
                data = read_inside(build, str(entry["path"]), OUTPUT_BYTES)
                found[f"{entry['language']}/{entry['format']}"] = hashlib.sha256(data).hexdigest()
    return found

"""The release as e-mails that open unsent in a mail client: files, a zip, an account's folder, or a preview."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from presskit.diagnostics import Diagnostic
from presskit.errors import RequestError
from presskit.kit.loading import read
from presskit.kit.zipped import kit_name
from presskit.mail import drafts, rules
from presskit.mail.addresses import Recipient
from presskit.mail.compose import Senders
from presskit.mail.drafts import Draft
from presskit.mail.message_template import MessageTemplate
from presskit.model.question import Question
from presskit.resources import Resources
from presskit.store.folders import make_folders
from presskit.store.locking import write
from presskit.usecases.campaign import Campaign, CampaignRequest, prepare
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import Cancellation, Progress, Step, World, cancellable, checkpoint, silent

__all__ = ["DraftReport", "DraftRequest", "MessagePreview", "draft"]

BATCH = 40
"""So many drafts are in memory at once."""


@dataclass(frozen=True, slots=True)
class DraftRequest(CampaignRequest):
    """Which drafts, and where they go.

    ``per_recipient`` makes one for each recipient of the media list; otherwise one for each language, addressed by hand.
    They go into the folder ``out``, as a zip with ``as_zip``, or into the ``account`` (imaps://user@host/Drafts). With
    ``correction`` they say that they replace what was sent before. With ``preview`` a page of each is written instead.
    """

    per_recipient: bool = False
    out: Path = Path("drafts")
    as_zip: bool = False
    account: str = ""
    correction: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class MessagePreview:
    """A message as somebody reads it who gets it in ``language``: its headers, both forms of its text, its attachments.

    ``attachments`` are names and sizes in bytes; ``bytes`` is the size of the whole.
    """

    language: str
    subject: str
    sender: str
    reply_to: str
    to: str
    attachments: tuple[tuple[str, int], ...]
    text: str
    html: str
    bytes: int


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What was drafted. ``ready`` tells that there was something to draft: otherwise the findings say why not.

    ``files`` were written; ``removed`` are drafts of an earlier run to somebody who is not to be written to any more.
    ``folder`` is that of an account which ``count`` drafts went into. ``texts`` are the previews, ``messages`` what they show.
    """

    findings: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    ready: bool = False
    files: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    texts: tuple[str, ...] = ()
    folder: str = ""
    count: int = 0
    messages: tuple[MessagePreview, ...] = ()


@cancellable
def draft(
    request: DraftRequest | StrPath,
    *,
    world: World = World(),
    progress: Progress = silent,
    cancel: Cancellation | None = None,
) -> DraftReport:
    """Write the release as e-mails that open unsent in a mail client.

    >>> report = presskit.draft(presskit.DraftRequest(Path("my-kit"), attach=()))
    >>> [path.name for path in report.files]
    ['sample-release-en.eml', 'sample-release-ar.eml']

    Raises :class:`~presskit.RequestError`, and :class:`~presskit.CancelledError` between two drafts.
    """
    request = as_request(DraftRequest, request)
    checked, needs_list = read(request.folder, world.context()), request.per_recipient
    campaign = prepare(
        request, checked, world, progress, cancel=cancel, needs_list=needs_list, kinds=(request.correction,)
    )
    report = DraftReport(
        tuple(each for each in campaign.findings if needs_list or each.code != rules.NO_SENDER.code),
        campaign.lists.questions,
        ready=bool(campaign.templates),
    )
    if not report.ready:
        return report
    checkpoint(cancel)()
    if request.preview:
        return _previewed(request, campaign, report)
    messages = _followed(_drafts(request, campaign), progress, cancel)
    if request.account:
        return _into_account(request, messages, world, report)
    zip_path = request.out / f"{kit_name(request.folder)}-drafts.zip"
    files = [_zipped(zip_path, messages)] if request.as_zip else _written(request.out, messages)
    return replace(report, files=tuple(files), count=len(files), removed=tuple(_removed(request, campaign)))


def _drafts(request: DraftRequest, campaign: Campaign) -> Iterator[Draft]:
    templates = campaign.templates[request.correction]
    if not request.per_recipient:
        return drafts.by_language(templates, campaign.senders)
    if not campaign.recipients:
        raise RequestError("nobody on the media list passes the filter", fields=("recipients",))
    return drafts.by_recipient(templates, campaign.senders, campaign.recipients)


def _followed(messages: Iterable[Draft], progress: Progress, cancel: Cancellation | None) -> Iterator[Draft]:
    for number, each in enumerate(messages, 1):
        checkpoint(cancel)()
        if number % BATCH == 0:
            progress(Step(number, 0, "drafts"))
        yield each


def _written(folder: Path, messages: Iterator[Draft]) -> list[Path]:
    paths: list[Path] = []
    with drafts.telling(lambda: len(paths), f"«{folder}»"):
        while batch := dict(itertools.islice(messages, BATCH)):
            paths += write(folder, batch, private=True)
    return paths


def _zipped(path: Path, messages: Iterable[Draft]) -> Path:
    """Write a zip under its name when it is whole. It holds addresses, so it is its owner's alone."""
    try:
        make_folders(path.parent, private=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "w+b") as file:
                drafts.write_zip(file, messages)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as problem:
        raise RequestError(f"cannot write {path}: {problem.strerror or problem}") from problem
    return path


def _removed(request: DraftRequest, campaign: Campaign) -> list[Path]:
    """Remove what an earlier run drafted to those who are not to be written to any more, and return it."""
    try:
        gone = list(drafts.suppressed_drafts(sorted(request.out.glob("*.eml")), campaign.lists.suppressed))
        for path in gone:
            path.unlink()
    except OSError as problem:
        raise RequestError(f"drafts of an earlier run cannot be looked at: {problem}") from problem
    return gone


def _into_account(request: DraftRequest, messages: Iterable[Draft], world: World, report: DraftReport) -> DraftReport:
    try:
        account = drafts.account_of(request.account)
        password = drafts.account_password(account, world.environment)
        folder, count = drafts.append_to_account(account, password, (data for _, data in messages))
    except drafts.ImapError as problem:
        raise RequestError(str(problem)) from problem
    return replace(report, folder=folder, count=count)


def _previewed(request: DraftRequest, campaign: Campaign, report: DraftReport) -> DraftReport:
    """Write a page of each template, as the first recipient who gets it reads it where a list is read."""
    pages, texts, messages = {}, [], []
    for tag, template in campaign.templates[request.correction].items():
        reader = next((each for each in campaign.recipients if each.language == tag), None)
        pages[f"preview-{tag}.html"] = drafts.preview_page(template, campaign.senders[tag], Resources(), reader).encode()
        texts.append(drafts.preview_text(template, campaign.senders[tag], reader))
        messages.append(_message(template, campaign.senders[tag], reader))
    return replace(report, files=write(request.out, pages, private=True), texts=tuple(texts), messages=tuple(messages))


def _message(template: MessageTemplate, senders: Senders, reader: Recipient | None) -> MessagePreview:
    text, html = template.rendered(reader)
    return MessagePreview(
        language=template.language,
        subject=template.subject,
        sender=drafts.mailbox_text(senders.sender),
        reply_to=drafts.mailbox_text(senders.reply_to),
        to=drafts.mailbox_text(reader.mailbox if reader else None),
        attachments=tuple((each.name, each.size) for each in template.chosen(reader)),
        text=text,
        html=html,
        bytes=template.size(reader),
    )

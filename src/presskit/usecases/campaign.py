"""What all e-mail use cases share: a kit that is read once, its media lists, its message templates, and the recipients."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from presskit.artefact import Artefact
from presskit.checks.lint import question_open
from presskit.diagnostics import Diagnostic, Reading, Severity, has_errors
from presskit.editions import merge
from presskit.errors import RequestError
from presskit.kit.answering import with_questions
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.kit.changing import change
from presskit.kit.loading import CheckedKit, has, load, read_file, read_inside
from presskit.kit.manifest import languages_behind
from presskit.kit.zipped import is_zip
from presskit.limits import TABLE_BYTES
from presskit.mail import audience, media_list, rules
from presskit.mail.addresses import Recipient
from presskit.mail.audience import RecipientFilter, filter_recipients, in_a_language
from presskit.mail.compose import Occasion, Senders, compose, senders_of
from presskit.mail.media_list import MediaList
from presskit.mail.media_list_columns import Column
from presskit.mail.message_template import MessageTemplate
from presskit.mail.opt_out import FORMER_NAMES, KIND
from presskit.model.outputs import Format
from presskit.model.question import Question, Scope
from presskit.model.release import Kit
from presskit.resources import Resources
from presskit.source import Span
from presskit.store.locking import changing
from presskit.usecases.build import build_given
from presskit.usecases.world import Cancellation, Progress, World
from presskit.writers.errors import WriterError

__all__ = [
    "LISTS",
    "SUPPRESSED",
    "Campaign",
    "CampaignRequest",
    "ListsOfKit",
    "MediaLists",
    "Templates",
    "collect_lists",
    "lists_of",
    "prepare",
    "read_lists",
    "with_real_clock",
    "written_languages",
]  # fmt: skip

LISTS = ("media-list.csv", "media-list.xlsx")
SUPPRESSED = "suppressed.txt"
_EMPTY = rules.NO_ADDRESSES.code


@dataclass(frozen=True, slots=True)
class MediaLists:
    """Everybody of the list that is used who may be written to, and who of any list may not.

    ``suppressed`` are addresses as they are compared, and domains with an @. ``questions`` are open: nobody is written to
    before they are answered.
    """

    recipients: tuple[Recipient, ...] = ()
    suppressed: frozenset[str] = frozenset()
    questions: tuple[Question, ...] = ()


def lists_of(folder: Path) -> list[Path]:
    """Return the media lists that lie in a kit, the one that is used first."""
    return [folder / name for name in (*LISTS, *FORMER_NAMES.values()) if has(folder, name)]


def read_lists(request: CampaignRequest, kit: Kit, now: datetime, *, needs_list: bool) -> Reading[MediaLists]:
    """Read every list that may say something of who gets nothing, and write what has to be asked into the kit.

    The list that the request names, or the kit's own, says who is written to, where the caller ``needs_list`` or one is named.
    Lists that lie in the kit beside it take people off all the same. Raises :class:`~presskit.errors.RequestError`.
    """
    folder, columns = request.folder, request.columns
    place = _place(folder, request.media_list, needs_list=needs_list)
    found: list[Diagnostic] = []
    gathered = collect_lists(folder, kit, place, columns, found)
    found.extend(_ask(folder, kit, gathered.questions, now))
    if gathered.chosen is None:
        return Reading(MediaLists((), gathered.suppressed, gathered.questions), tuple(found))
    able = audience.without_suppressed(gathered.chosen.recipients, gathered.suppressed)
    return Reading(MediaLists(able.value, gathered.suppressed, gathered.questions), (*found, *able.diagnostics))


@dataclass(frozen=True, slots=True)
class ListsOfKit:
    """The list that says who is written to, and what all lists and suppressed.txt say of who is not."""

    chosen: MediaList | None
    suppressed: frozenset[str]
    questions: tuple[Question, ...]


def collect_lists(
    folder: Path, kit: Kit, place: Path | None, columns: Mapping[Column, str], found: list[Diagnostic]
) -> ListsOfKit:
    """Read the list at ``place``, and all that lie in the kit beside it; nothing is written. Findings go into ``found``."""
    found += [
        rules.OLD_NAME.at(
            Span(old),
            f"the media list is called {new} now; «{old}» is still read",
            f"rename it to {new}; answers to its questions hold",
        )
        for new, old in FORMER_NAMES.items() if has(folder, old)
    ]  # fmt: skip
    own = [path for path in lists_of(folder) if place is None or os.path.realpath(path) != os.path.realpath(place)]
    lists = {
        path: _read(folder, kit, path, found, columns if path == place else None) for path in ([place] if place else []) + own
    }
    suppressions = audience.suppressions(SUPPRESSED, _bytes(folder, folder / SUPPRESSED, found))
    found.extend(suppressions.diagnostics)
    suppressed = suppressions.value.union(*(each.opted_out for each in lists.values()))
    questions = tuple(question for each in lists.values() for question in each.questions)
    return ListsOfKit(lists[place] if place else None, suppressed, questions)


def _place(folder: Path, named: Path | None, *, needs_list: bool) -> Path | None:
    """Return where the list that says who is written to is; the folder's own where none is named."""
    if named and not named.is_file():
        raise RequestError(f"there is no media list «{named}»")
    if named or not needs_list:
        return named
    own = lists_of(folder)
    if not own:
        raise RequestError(f"{folder} has no {LISTS[0]} or {LISTS[1]}; name the media list", fields=("media_list",))
    return own[0]


def _read(
    folder: Path, kit: Kit, path: Path, found: list[Diagnostic], columns: Mapping[Column, str] | None
) -> MediaList:
    """Read a list. Of one that nobody is written to by (no ``columns``), only errors that hide an opt-out are found."""
    written = written_languages(kit)
    reading = media_list.read(
        path.name,
        _bytes(folder, path, found),
        written[0] if len(written) == 1 else "",
        columns or {},
        {question.id: question.answer for question in kit.questions if question.answer},
    )
    hiding = (each for each in reading.diagnostics if each.severity is Severity.ERROR and each.code != _EMPTY)
    found.extend(reading.diagnostics if columns is not None else hiding)
    return reading.value


def _bytes(folder: Path, path: Path, found: list[Diagnostic]) -> bytes:
    """Return the bytes of a file; nothing where there is none. What lies in the kit is not read through a link out of it."""
    if path.parent == folder:
        if not has(folder, path.name):
            return b""
        return read_inside(folder, path.name, TABLE_BYTES, found) or b""
    if not os.path.lexists(path):
        return b""
    return read_file(path, Span(path.name), TABLE_BYTES, found) or b""


def _ask(folder: Path, kit: Kit, questions: tuple[Question, ...], now: datetime) -> Iterator[Diagnostic]:
    """Write the questions of the lists into the kit, and yield what else is open there that stops e-mails."""
    pending = [each for each in kit.questions if each.answer is None and each.scope is Scope.MAIL]
    old = frozenset(each.id for each in pending if each.kind == KIND)
    if questions and is_zip(folder):
        message = "the media list leaves open who may be written to, which is to be answered first"
        raise RequestError(f"{message}, and the zip file «{folder}» keeps no answer: unpack it first", fields=("folder",))
    if (questions or old) and not is_zip(folder):
        with changing(folder):
            files = load(folder).value
            if changed := with_questions(files, questions, instead_of=old):
                change(folder, changed, read=files, action="ask about the media list", now=now)
    for question in pending:
        if question.id not in old:
            yield question_open.CHECK.rule.at(question.place, question.asked, f"presskit answer {folder} {question.id} ANSWER")


Templates = Mapping[str, MessageTemplate]
"""Message templates by language."""



@dataclass(frozen=True, slots=True)
class CampaignRequest:
    """What every use case of e-mail is asked.

    The outputs to attach are built into ``build``. ``media_list`` is a list from elsewhere, in place of the kit's own, and
    ``columns`` names its columns by their heads or letters. ``attach`` are the outputs that everybody gets; None: those
    that kit.yaml names. ``templates`` is a folder of the user's own templates, used first.
    """

    folder: Path
    build: Path = Path("build")
    media_list: Path | None = None
    columns: Mapping[Column, str] = field(default_factory=dict)
    recipients: RecipientFilter = RecipientFilter()
    attach: tuple[str, ...] | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A release as e-mails: ``templates`` by what they are, a correction or not, and by language.

    ``lists`` is all that the media lists say, ``recipients`` those of them who are meant. ``kit`` is None where it could
    not be read; there are no templates where an error was found.
    """

    kit: Kit | None = None
    templates: Mapping[bool, Templates] = field(default_factory=dict)
    senders: Mapping[str, Senders] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()
    lists: MediaLists = MediaLists()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def sender_address(self) -> str:
        """The address that all messages are from; empty where the kit names none."""
        return next((each.sender.address for each in self.senders.values() if each.sender is not None), "")


def with_real_clock(world: World) -> World:
    """Return the world with its real clock: what is sent pretends no date, whatever ``SOURCE_DATE_EPOCH`` says."""
    return replace(world, environment={name: value for name, value in world.environment.items() if name != "SOURCE_DATE_EPOCH"})


def prepare(  # noqa: PLR0913 -- the request, its world, and what the use case knows
    request: CampaignRequest,
    checked: CheckedKit,
    world: World,
    progress: Progress,
    *,
    cancel: Cancellation | None = None,
    needs_list: bool = True,
    kinds: Collection[bool] = (False,),
    also: Sequence[Recipient] = (),
) -> Campaign:
    """Build what is to be attached, compose the templates, and choose their recipients.

    The media list says who is written to where the use case ``needs_list``, or the request names one. ``kinds`` are the
    templates to make: True is a correction. ``also`` are recipients who may be on no list, but whose attachments are to be
    made. Raises :class:`~presskit.errors.RequestError`.
    """
    kit, found = checked.value, list(checked.diagnostics)
    if kit is None or has_errors(found):
        return Campaign(kit, findings=tuple(found))
    languages = _languages(kit, request.recipients.languages)
    lists = read_lists(request, kit, world.now(), needs_list=needs_list)
    located = in_a_language(lists.value.recipients, written_languages(kit))
    recipients = filter_recipients(located.value, request.recipients)
    found += [*lists.diagnostics, *located.diagnostics]
    wanted = [*_attachments(request, kit), *(name for one in (*recipients, *also) for name in one.attachments or ())]
    report = _built(request, checked, world, progress, cancel, wanted)
    found += report.diagnostics
    templates: Mapping[bool, Templates] = {}
    senders: Mapping[str, Senders] = {}
    if not has_errors(found):
        files = _artefacts(request.build, report)
        templates, senders = _composed(kit, request, checked, world.now(), languages, files, kinds, found)
    findings = tuple(dict.fromkeys(found))
    serious = [each for each in findings if needs_list or each.code != rules.NO_SENDER.code]  # a draft's client has one
    return Campaign(kit, {} if has_errors(serious) else templates, senders, recipients, lists.value, findings)


def written_languages(kit: Kit) -> list[str]:
    """Return the languages that there are texts in, the source first."""
    return [tag for tag in kit.release.languages if kit.statement(tag)]


def _languages(kit: Kit, wanted: Sequence[str]) -> list[str]:
    written = written_languages(kit)
    unknown = [tag for tag in wanted if tag not in written]
    if unknown:
        raise RequestError(f"there is no text in «{unknown[0]}»; choose from: {', '.join(written)}")
    return [tag for tag in written if not wanted or tag in wanted]


def _attachments(request: CampaignRequest, kit: Kit) -> tuple[str, ...]:
    """Return the outputs that everybody gets."""
    wanted = kit.release.mail.attachments if request.attach is None else request.attach
    return tuple(str(each) for each in wanted if each != "none")


def _built(  # noqa: PLR0913, PLR0917 -- a build's request and its world
    request: CampaignRequest,
    checked: CheckedKit,
    world: World,
    progress: Progress,
    cancel: Cancellation | None,
    wanted: Collection[str],
) -> BuildReport:
    """Make the outputs that are wanted, of the kit as it was read."""
    only = tuple(str(each) for each in Format if each in wanted)
    if not only:
        return BuildReport((), ())
    outputs = BuildRequest(request.folder, request.build, only=only, templates=request.templates)
    return build_given(outputs, checked, world=world, progress=progress, cancel=cancel)


def _artefacts(folder: Path, report: BuildReport) -> dict[str, dict[str, Artefact]]:
    """Return what was built, by language and name."""
    files: dict[str, dict[str, Artefact]] = {}
    for each in report.made:
        files.setdefault(each.language, {})[each.format] = Artefact(
            each.path, Format(each.format).media_type, (folder / each.path).read_bytes()
        )
    return files


def _composed(  # noqa: PLR0913, PLR0917 -- all that templates are made of
    kit: Kit,
    request: CampaignRequest,
    checked: CheckedKit,
    now: datetime,
    languages: Iterable[str],
    files: Mapping[str, Mapping[str, Artefact]],
    kinds: Iterable[bool],
    found: list[Diagnostic],
) -> tuple[dict[bool, dict[str, MessageTemplate]], dict[str, Senders]]:
    """Return the templates by kind and language, without those that have an error, and the senders by language.

    What is wrong with them is added to ``found``.
    """
    templates: dict[bool, dict[str, MessageTemplate]] = {kind: {} for kind in kinds}
    senders: dict[str, Senders] = {}
    behind, usual = languages_behind(kit.release, checked.diagnostics), _attachments(request, kit)
    resources = Resources().with_assets(checked.files)
    if request.templates:
        resources = resources.with_templates(request.templates)
    for tag in languages:
        edition, sent_by = merge(kit, tag), senders_of(kit, tag)
        found += [*edition.diagnostics, *sent_by.diagnostics]
        senders[tag] = sent_by.value
        for kind, by_language in templates.items():
            occasion, own = Occasion(now, corrects=kind, behind=tag in behind), files.get(tag, {})
            try:
                template = compose(
                    kit.release, edition.value, sent_by.value, own, resources, occasion=occasion, usual=usual
                )
            except WriterError as error:
                found += error.diagnostics
                continue
            found += template.diagnostics
            if template.value:
                by_language[tag] = template.value
    return templates, senders

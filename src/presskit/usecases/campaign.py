"""What all e-mail use cases share: a kit that is read once, its message templates by language, and who is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from presskit.artefact import Artefact
from presskit.diagnostics import Diagnostic, Reading, has_errors
from presskit.editions import merge
from presskit.kit import read
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.kit.checking import CheckedKit
from presskit.mail.addresses import Recipient
from presskit.mail.audience import RecipientFilter, filter_recipients, in_a_language
from presskit.mail.column_aliases import Column
from presskit.mail.compose import Occasion, Senders, compose, senders_of
from presskit.mail.message_template import MessageTemplate
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.model.release import Kit
from presskit.resources import Resources
from presskit.usecases.build import build_given
from presskit.usecases.control import Cancellation, Progress
from presskit.usecases.errors import RequestError
from presskit.usecases.media_lists import MediaLists, read_lists
from presskit.usecases.world import World
from presskit.writers.errors import WriterError

__all__ = ["Campaign", "CampaignRequest", "Templates", "in_real_time", "prepare", "read_kit"]

T = TypeVar("T")

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


def in_real_time(world: World) -> World:
    """Return the world with its real clock: what is sent pretends no date, whatever ``SOURCE_DATE_EPOCH`` says."""
    environment = {name: value for name, value in world.environment.items() if name != "SOURCE_DATE_EPOCH"}
    return replace(world, environment=environment)


def read_kit(folder: Path, world: World) -> CheckedKit:
    """Read and check a kit; the one time that a use case of e-mail does so."""
    return read(folder, world.context())


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
    made. Raises :class:`~presskit.usecases.errors.RequestError`.
    """
    kit, found = checked.value, list(checked.diagnostics)
    if kit is None or has_errors(found):
        return Campaign(kit, findings=tuple(found))
    languages = _languages(kit, request.recipients.languages)
    lists = read_lists(request.folder, kit, request.media_list, request.columns, needs_list=needs_list)
    located = in_a_language(lists.value.recipients, _written(kit))
    recipients = filter_recipients(located.value, request.recipients)
    found += [*lists.diagnostics, *located.diagnostics]
    attachments = _attachments(request, kit)
    wanted = [*attachments, *(name for one in (*recipients, *also) for name in one.attachments or ())]
    report = _built(request, checked, world, progress, cancel, wanted)
    found += report.diagnostics
    files = _artefacts(request.build, report)
    composer = _Composer(kit, request, checked.files, attachments, world, found)
    templates = composer.templates(languages, files, kinds) if not has_errors(found) else {}
    findings = tuple(dict.fromkeys(found))
    serious = [each for each in findings if needs_list or each.code != "mail-without-sender"]  # a draft's client has one
    made = {} if has_errors(serious) else templates
    return Campaign(kit, made, composer.senders, recipients, lists.value, findings)


def _written(kit: Kit) -> list[str]:
    """Return the languages that there are texts in, the source first."""
    return [tag for tag in kit.release.languages if kit.statement(tag)]


def _languages(kit: Kit, asked: Sequence[str]) -> list[str]:
    written = _written(kit)
    unknown = [tag for tag in asked if tag not in written]
    if unknown:
        raise RequestError(f"there is no text in «{unknown[0]}»; choose from: {', '.join(written)}")
    return [tag for tag in written if not asked or tag in asked]


def _attachments(request: CampaignRequest, kit: Kit) -> tuple[str, ...]:
    """Return the outputs that everybody gets."""
    asked = kit.release.mail.attachments if request.attach is None else request.attach
    return tuple(str(each) for each in asked if each != "none")


def _built(  # noqa: PLR0913, PLR0917 -- a build's request and its world
    request: CampaignRequest,
    checked: CheckedKit,
    world: World,
    progress: Progress,
    cancel: Cancellation | None,
    wanted: Iterable[str],
) -> BuildReport:
    """Make the outputs that are wanted, of the kit as it was read."""
    names = set(wanted)
    only = tuple(str(each) for each in Format if each in names)
    if not only:
        return BuildReport((), (), 0)
    asked = BuildRequest(request.folder, request.build, only=only, templates=request.templates)
    return build_given(asked, checked, world=world, progress=progress, cancel=cancel)


def _artefacts(folder: Path, report: BuildReport) -> dict[str, dict[str, Artefact]]:
    """Return what was built, by language and name."""
    files: dict[str, dict[str, Artefact]] = {}
    for made in report.made:
        media = Format(made.format).media_type
        files.setdefault(made.language, {})[made.format] = Artefact(made.path, media, (folder / made.path).read_bytes())
    return files


@dataclass(slots=True)
class _Composer:
    """Composes the templates of one kit; findings are added to ``found``, and senders gathered by language."""

    kit: Kit
    request: CampaignRequest
    files: Mapping[str, bytes]
    attachments: tuple[str, ...]
    world: World
    found: list[Diagnostic]
    senders: dict[str, Senders] = field(default_factory=dict)

    def templates(
        self, languages: Iterable[str], files: Mapping[str, Mapping[str, Artefact]], kinds: Iterable[bool]
    ) -> dict[bool, dict[str, MessageTemplate]]:
        """Return the templates by kind and language; one with an error is missing."""
        made: dict[bool, dict[str, MessageTemplate]] = {kind: {} for kind in kinds}
        resources = self._resources()
        for tag in languages:
            edition = self._value(merge(self.kit, tag))
            self.senders[tag] = self._value(senders_of(self.kit, tag))
            for kind in made:
                template = self._composed(edition, files.get(tag, {}), resources, corrects=kind)
                made[kind] |= {tag: template} if template else {}
        return made

    def _resources(self) -> Resources:
        resources = Resources().with_assets(self.files)
        return resources.with_templates(self.request.templates) if self.request.templates else resources

    def _composed(
        self, edition: Edition, files: Mapping[str, Artefact], resources: Resources, *, corrects: bool
    ) -> MessageTemplate | None:
        sent_by, occasion = self.senders[edition.language], Occasion(self.world.now(), corrects=corrects)
        release, usual = self.kit.release, self.attachments
        try:
            return self._value(compose(release, edition, sent_by, files, resources, occasion=occasion, usual=usual))
        except WriterError as error:
            self.found.extend(error.diagnostics)
            return None

    def _value(self, reading: Reading[T]) -> T:
        self.found.extend(reading.diagnostics)
        return reading.value
